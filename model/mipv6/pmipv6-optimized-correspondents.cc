/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-optimized-correspondents.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <sstream>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6OptimizedCorrespondents");

void
OptimizedCorrespondents::Start(Ptr<Node> node, const Ipv6Address& homeAddress, Listener listener)
{
    m_listener = std::move(listener);
    m_homeAddress = homeAddress;
    m_signaling = MobilitySignaling::Install(node);
    m_paths = CareOfPaths::Install(node);
    m_traffic.Start(node, homeAddress, m_listener.unknown);
}

void
OptimizedCorrespondents::Dispose()
{
    m_entries.clear();
    m_deadlines.Clear();
    m_traffic.Dispose();
    m_signaling = nullptr;
    m_paths = nullptr;
    m_listener = {};
}

OptimizedCorrespondent&
OptimizedCorrespondents::Add(const Ipv6Address& peer)
{
    auto& entry = m_entries[peer];
    entry.peer = peer;
    m_traffic.Mark(peer, true);
    return entry;
}

OptimizedCorrespondent*
OptimizedCorrespondents::Find(const Ipv6Address& peer)
{
    const auto known = m_entries.find(peer);
    return known == m_entries.end() ? nullptr : &known->second;
}

const OptimizedCorrespondent*
OptimizedCorrespondents::Find(const Ipv6Address& peer) const
{
    const auto known = m_entries.find(peer);
    return known == m_entries.end() ? nullptr : &known->second;
}

std::vector<OptimizedCorrespondent*>
OptimizedCorrespondents::GetAll()
{
    std::vector<OptimizedCorrespondent*> all;
    for (auto& [peer, entry] : m_entries)
    {
        all.push_back(&entry);
    }
    return all;
}

void
OptimizedCorrespondents::Apply(OptimizedCorrespondent& entry, CorrespondentEvent event)
{
    const auto from = entry.state;
    const auto to = GetCorrespondentTable().Find(from, event);
    NS_ABORT_MSG_UNLESS(to,
                        "OptimizedCorrespondents: no transition of " << GetStateName(from) << " by "
                                                                     << GetEventName(event));
    entry.state = *to;
    std::ostringstream name;
    name << entry.peer;
    NS_LOG_INFO("correspondent " << entry.peer << ": " << GetStateName(from) << " > "
                                 << GetStateName(*to) << ", " << GetEventName(event));
    m_listener.changed({name.str(),
                        "correspondent-registration",
                        GetStateName(from),
                        GetStateName(*to),
                        GetEventName(event)});
}

void
OptimizedCorrespondents::SetCareOf(OptimizedCorrespondent& entry, const Ipv6Address& careOf)
{
    m_paths->SetSource(m_homeAddress, entry.peer, careOf);
    const bool isStraight = !careOf.IsAny();
    if (entry.isStraight == isStraight)
    {
        return;
    }
    entry.isStraight = isStraight;
    auto& questions = m_signaling->GetQuestions();
    if (isStraight)
    {
        // What goes with a Home Address option may be answered by a Binding Error (RFC 6275,
        // 11.3.6).
        questions.Open(entry.peer, MessageType::BINDING_UPDATE);
        return;
    }
    questions.Close(entry.peer, MessageType::BINDING_UPDATE);
    m_listener.tunnelled(entry.peer);
}

void
OptimizedCorrespondents::Cancel(OptimizedCorrespondent& entry)
{
    entry.tests.Cancel();
    entry.update.Cancel();
}

CorrespondentDue
OptimizedCorrespondents::Decide(const OptimizedCorrespondent& entry, bool isHome) const
{
    const bool isOver = entry.expiry <= Simulator::Now();
    const bool isBound = !m_paths->Find(m_homeAddress, entry.peer).destination.IsAny();
    const bool isUsed = isBound && m_paths->TakeUse(m_homeAddress, entry.peer);
    return DecideDue({entry.state, isOver, isHome, isBound, isUsed});
}

void
OptimizedCorrespondents::Leave(OptimizedCorrespondent& entry)
{
    Cancel(entry);
    entry.purpose.clear();
    entry.rejections = 0;
    SetCareOf(entry, Ipv6Address::GetAny());
}

void
OptimizedCorrespondents::Lose(OptimizedCorrespondent& entry)
{
    entry.purpose.clear();
    entry.update.ForgetHeld();
    SetCareOf(entry, Ipv6Address::GetAny());
    m_deadlines.Set(entry.peer, Time::Max());
}

void
OptimizedCorrespondents::Remove(Ipv6Address peer)
{
    auto& entry = m_entries.at(peer);
    Cancel(entry);
    SetCareOf(entry, Ipv6Address::GetAny());
    m_deadlines.Cancel(peer);
    m_traffic.Mark(peer, false);
    Apply(entry, CorrespondentEvent::ENDED);
    m_entries.erase(peer);
}

} // namespace pmipv6
} // namespace ns3
