/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-attempts.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a query has come to nothing
bool
HasFailed(const OptimizationRecord& record)
{
    return record.ended && record.outcome != GetName(QueryOutcome::ACTIVE);
}

} // namespace

LocationAttempts::LocationAttempts(const PrefixNames& names)
    : m_names(names)
{
}

void
LocationAttempts::Begin(Pair& pair, const PrefixPair& way, const std::string& gateway, Time now)
{
    pair.now = m_attempts.size();
    Attempt attempt;
    attempt.way = way;
    attempt.gateway = gateway;
    attempt.record.from = m_names.GetNode(way.source);
    attempt.record.to = m_names.GetNode(way.destination);
    attempt.record.triggered = now;
    attempt.record.held = 0;
    attempt.record.overflowed = 0;
    m_attempts.push_back(std::move(attempt));
}

void
LocationAttempts::Query(const PrefixPair& way,
                        const std::string& gateway,
                        const Ipv6Address& destination,
                        Time now)
{
    Pair& pair = Get(way);
    const auto* current = GetCurrent(pair);
    const bool isUsed = pair.isForthUsed || pair.isBackUsed;
    // The other end's gateway may ask at the same time; or one that the sender has moved to.
    const bool isUnderWay = current && !current->record.ended &&
                            (current->gateway == gateway || !(current->way == way));
    if (isUsed || isUnderWay)
    {
        return;
    }
    Begin(pair, way, gateway, now);
    m_out[{gateway, destination}].push_back(*pair.now);
}

void
LocationAttempts::End(const std::string& gateway,
                      const Ipv6Address& destination,
                      QueryOutcome outcome,
                      Time now)
{
    const auto asked = m_out.find({gateway, destination});
    if (asked == m_out.end())
    {
        return;
    }
    for (const std::size_t index : asked->second)
    {
        auto& record = m_attempts[index].record;
        record.outcome = GetName(outcome);
        record.ended = now;
    }
    m_out.erase(asked);
}

void
LocationAttempts::Use(const PrefixPair& way, const std::string& gateway, bool isLocal, Time now)
{
    Pair& pair = Get(way);
    const bool isForth = way == way.GetKey();
    const bool isUnderWay = pair.now && !HasFailed(m_attempts[*pair.now].record);
    if (!isUnderWay && !pair.isForthUsed && !pair.isBackUsed)
    {
        Begin(pair, way, gateway, now);
    }
    pair.isForthUsed = pair.isForthUsed || isForth || isLocal;
    pair.isBackUsed = pair.isBackUsed || !isForth || isLocal;
    auto* current = GetCurrent(pair);
    if (!current)
    {
        return;
    }
    auto& record = current->record;
    const bool isReverse = !isLocal && !(way == current->way);
    SetOnce(isReverse ? record.reverseActive : record.forwardActive, now);
    if (isLocal || (record.forwardActive && record.reverseActive))
    {
        record.completed = now;
        pair.now.reset();
    }
}

void
LocationAttempts::Leave(const PrefixPair& way)
{
    Pair& pair = Get(way);
    (way == way.GetKey() ? pair.isForthUsed : pair.isBackUsed) = false;
    const auto* current = GetCurrent(pair);
    if (current && current->record.forwardActive && !pair.isForthUsed && !pair.isBackUsed)
    {
        pair.now.reset();
    }
}

bool
LocationAttempts::NoteWaiting(const PrefixPair& way, const std::string& gateway, bool isHeld)
{
    auto* current = GetCurrent(Get(way));
    if (!current || !(current->way == way) || current->gateway != gateway ||
        current->record.forwardActive)
    {
        return false;
    }
    ++*(isHeld ? current->record.held : current->record.overflowed);
    return true;
}

std::vector<LocationAttempts::Attempt>
LocationAttempts::GetAll() const
{
    std::vector<Attempt> all;
    std::copy_if(m_attempts.begin(),
                 m_attempts.end(),
                 std::back_inserter(all),
                 [](const Attempt& attempt) {
                     return attempt.record.forwardActive || attempt.record.ended;
                 });
    return all;
}

} // namespace pmipv6
} // namespace ns3
