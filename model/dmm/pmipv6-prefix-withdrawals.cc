/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-prefix-withdrawals.h"

#include "pmipv6-dmm-messages.h"
#include "pmipv6-mobility-codec.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// For how long a Router Advertisement may wait at a MAAR that has acknowledged what it is to tell,
/// and be under way to the node.
const Time ADVERTISING_TIME = Seconds(3);

/// When a prefix was withdrawn that was not yet; far from the largest time, to add to it.
const Time NOT_TOLD = Time::Max() / 2;

} // namespace

void
PrefixWithdrawals::Start(std::size_t maxHeader, Refused refused)
{
    m_maxHeader = maxHeader;
    m_refused = std::move(refused);
}

void
PrefixWithdrawals::Repeat(const MobilitySession& session)
{
    auto before = m_withdrawals.extract(session.identifier);
    if (!before)
    {
        return;
    }
    for (const auto& [anchor, told] : before.mapped().prefixes)
    {
        // What was acknowledged just now the node may not have heard before it went. What is the
        // session's own again is not withdrawn.
        const bool isHeard = Simulator::Now() >= told + ADVERTISING_TIME;
        if (!isHeard && m_sessions.FindByPrefix(anchor.prefix) != &session)
        {
            Withdraw(session, anchor, nullptr);
        }
    }
    for (const auto& tell : before.mapped().done)
    {
        tell();
    }
}

void
PrefixWithdrawals::Withdraw(const MobilitySession& session,
                            const WithdrawnAnchor& withdrawn,
                            std::function<void()> done)
{
    if (session.proxyCareOf.IsAny() || session.state != BindingState::REGISTERED)
    {
        if (done)
        {
            done();
        }
        return;
    }
    Withdrawal& all = m_withdrawals[session.identifier];
    all.prefixes.erase(std::remove_if(all.prefixes.begin(),
                                      all.prefixes.end(),
                                      [&withdrawn](const Withdrawn& one) {
                                          return one.anchor.prefix == withdrawn.prefix ||
                                                 Simulator::Now() >= one.told + ADVERTISING_TIME;
                                      }),
                       all.prefixes.end());
    all.prefixes.push_back({withdrawn, NOT_TOLD});
    if (done)
    {
        all.done.push_back(std::move(done));
    }
    Tell(session, all);
}

void
PrefixWithdrawals::Tell(const MobilitySession& session, Withdrawal& all)
{
    // What is to be withdrawn still is told again: the message takes the place of the one before.
    const WithdrawnAnchor& last = all.prefixes.back().anchor;
    BindingUpdate update = MakeAnchorageUpdate(MakeSubject(session), last.prefix, 0);
    AddInterface(update.options, last.interface);
    for (auto one = std::next(all.prefixes.rbegin()); one != all.prefixes.rend(); ++one)
    {
        const std::size_t nBefore = update.options.size();
        update.options.push_back(AnchoredPrefixOption{one->anchor.prefix});
        AddInterface(update.options, one->anchor.interface);
        if (GetMobilityHeaderLength(update) > m_maxHeader)
        {
            // The oldest: its host has had the lifetimes of many attachments to lose it.
            update.options.resize(nBefore);
            m_refused(session.identifier, session.proxyCareOf, "withdrawal-forgotten");
            all.prefixes.erase(all.prefixes.begin(), one.base());
            break;
        }
    }
    m_updates.Tell(
        {session.proxyCareOf, session.identifier},
        update,
        false,
        "withdrawal",
        [this, identifier = session.identifier](const auto* /* answer */) { Finish(identifier); });
}

void
PrefixWithdrawals::Finish(const std::string& identifier)
{
    const auto known = m_withdrawals.find(identifier);
    if (known == m_withdrawals.end())
    {
        return;
    }
    for (auto& one : known->second.prefixes)
    {
        one.told = std::min(one.told, Simulator::Now());
    }
    const auto done = std::exchange(known->second.done, {});
    for (const auto& tell : done)
    {
        tell();
    }
}

} // namespace pmipv6
} // namespace ns3
