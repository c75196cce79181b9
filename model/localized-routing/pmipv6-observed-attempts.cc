/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-observed-attempts.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

ObservedAttempts::ObservedAttempts(const PrefixNames& names)
    : m_names(names)
{
}

void
ObservedAttempts::Begin(const PrefixPair& pair, const std::string& anchor, Time now)
{
    auto& attempts = m_pairs[pair.GetKey()].attempts;
    attempts.erase(std::remove_if(attempts.begin(),
                                  attempts.end(),
                                  [&pair](const Attempt& other) { return other.pair == pair; }),
                   attempts.end());
    Attempt attempt;
    attempt.pair = pair;
    attempt.anchor = anchor;
    attempt.record.from = m_names.GetNode(pair.source);
    attempt.record.to = m_names.GetNode(pair.destination);
    attempt.record.triggered = now;
    attempts.push_back(attempt);
}

void
ObservedAttempts::Request(const PrefixPair& pair, Time now)
{
    if (m_pairs[pair.GetKey()].anchors.empty())
    {
        Begin(pair, "", now);
    }
}

void
ObservedAttempts::Detect(const std::string& anchor, const PrefixPair& pair, Time now)
{
    Pair& known = m_pairs[pair.GetKey()];
    if (known.anchors.count(anchor))
    {
        return; // A gateway has asked for what there is.
    }
    const auto asked =
        std::find_if(known.attempts.begin(), known.attempts.end(), [&pair](const Attempt& one) {
            return one.pair == pair && one.anchor.empty();
        });
    if (asked != known.attempts.end())
    {
        asked->anchor = anchor;
        return;
    }
    Begin(pair, anchor, now);
}

void
ObservedAttempts::SetAlive(const std::string& anchor, const PrefixPair& pair)
{
    m_pairs[pair.GetKey()].anchors.insert(anchor);
}

void
ObservedAttempts::End(const std::string& anchor, const PrefixPair& pair)
{
    m_pairs[pair.GetKey()].anchors.erase(anchor);
    Close(anchor, pair);
}

void
ObservedAttempts::Complete(const std::string& anchor, const PrefixPair& pair, Time now)
{
    SetAlive(anchor, pair);
    auto& attempts = m_pairs[pair.GetKey()].attempts;
    attempts.erase(std::remove_if(attempts.begin(),
                                  attempts.end(),
                                  [&pair](const Attempt& other) { return !(other.pair == pair); }),
                   attempts.end());
    for (auto& attempt : attempts)
    {
        if (attempt.anchor == anchor)
        {
            SetOnce(attempt.record.completed, now);
        }
    }
    Close(anchor, pair);
}

void
ObservedAttempts::Close(const std::string& anchor, const PrefixPair& pair)
{
    auto& attempts = m_pairs[pair.GetKey()].attempts;
    const auto closed =
        std::stable_partition(attempts.begin(), attempts.end(), [&](const Attempt& attempt) {
            return !(attempt.pair == pair && attempt.anchor == anchor);
        });
    std::copy_if(closed, attempts.end(), std::back_inserter(m_done), [](const Attempt& attempt) {
        return attempt.record.forwardActive.has_value();
    });
    attempts.erase(closed, attempts.end());
}

void
ObservedAttempts::Use(const PrefixPair& pair, const Prefix& own, bool isLocal, Time now)
{
    for (auto& attempt : m_pairs[pair.GetKey()].attempts)
    {
        const bool isReverse = !isLocal && own == attempt.pair.destination;
        SetOnce(isReverse ? attempt.record.reverseActive : attempt.record.forwardActive, now);
    }
}

std::vector<ObservedAttempts::Attempt>
ObservedAttempts::GetSetUp() const
{
    std::vector<Attempt> all = m_done;
    for (const auto& [key, pair] : m_pairs)
    {
        std::copy_if(
            pair.attempts.begin(),
            pair.attempts.end(),
            std::back_inserter(all),
            [](const Attempt& attempt) { return attempt.record.forwardActive.has_value(); });
    }
    return all;
}

} // namespace pmipv6
} // namespace ns3
