/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-heartbeat-agent.h"

#include "pmipv6-golden-fraction.h"
#include "pmipv6-rule-checker.h"

#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6HeartbeatAgent");

NS_OBJECT_ENSURE_REGISTERED(HeartbeatAgent);

namespace
{

/// How long a peer that is asked out of its turn has to answer: below it HEARTBEAT_INTERVAL should
/// not be (RFC 5847, 5).
const Time REPETITION_DELAY = Seconds(30);

} // namespace

TypeId
HeartbeatAgent::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::HeartbeatAgent")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<HeartbeatAgent>()
            .AddAttribute(
                "Interval",
                "HEARTBEAT_INTERVAL: from one Heartbeat Request to a peer to the next, which "
                "should be from 30 s to 3600 s; 0: none are sent; 0, or 100 ms to 1000000000 s "
                "(RFC 5847, 5).",
                TimeValue(Seconds(60)),
                MakeTimeAccessor(&HeartbeatAgent::SetInterval, &HeartbeatAgent::GetInterval),
                MakePeriodOrOffChecker(MilliSeconds(100)))
            .AddAttribute("MissingHeartbeatsAllowed",
                          "MISSING_HEARTBEATS_ALLOWED: how many requests in a row may stay "
                          "unanswered; with one more the peer is not reachable (RFC 5847, 3.1 and "
                          "5).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&HeartbeatAgent::m_missingAllowed),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute(
                "RestartReminders",
                "How often an anchor that has restarted tells a gateway of it again, with its "
                "answers to the gateway's next requests: a gateway that missed it and has had no "
                "Restart Counter before would not know. 0: never (RFC 5847, 3.2).",
                UintegerValue(3),
                MakeUintegerAccessor(&HeartbeatAgent::m_reminders),
                MakeUintegerChecker<uint32_t>())
            .AddAttribute("RestartCounter",
                          "Restart Counter: how often the node has restarted and lost its sessions "
                          "(RFC 5847, 3.2).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&HeartbeatAgent::m_restartCounter),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Reachability",
                            "A peer is not reachable any more, or is again.",
                            MakeTraceSourceAccessor(&HeartbeatAgent::m_reachabilityTrace),
                            "ns3::pmipv6::HeartbeatAgent::ReachabilityTracedCallback")
            .AddTraceSource("PeerRestarted",
                            "The Restart Counter of a peer has changed: it has restarted and lost "
                            "its sessions.",
                            MakeTraceSourceAccessor(&HeartbeatAgent::m_peerRestarted),
                            "ns3::pmipv6::HeartbeatAgent::PeerRestartedTracedCallback")
            .AddTraceSource("Restarted",
                            "The Restart Counter of this node has changed: it has restarted.",
                            MakeTraceSourceAccessor(&HeartbeatAgent::m_restartedTrace),
                            "ns3::pmipv6::HeartbeatAgent::RestartedTracedCallback")
            .AddTraceSource("Ignored",
                            "A Heartbeat that changes nothing, and why.",
                            MakeTraceSourceAccessor(&HeartbeatAgent::m_ignored),
                            "ns3::pmipv6::HeartbeatAgent::IgnoredTracedCallback");
    return tid;
}

Ptr<HeartbeatAgent>
HeartbeatAgent::Install(Ptr<Node> node)
{
    auto agent = node->GetObject<HeartbeatAgent>();
    if (!agent)
    {
        agent = CreateObject<HeartbeatAgent>();
        agent->m_node = node;
        agent->m_signaling = MobilitySignaling::Install(node);
        node->AggregateObject(agent);
        agent->m_signaling->AddHandler(MessageType::HEARTBEAT,
                                       [self = PeekPointer(agent)](const MobilityMessage& message,
                                                                   const MessageContext& context) {
                                           return self->HandleHeartbeat(message, context);
                                       });
        agent->m_signaling->AddHandler(MessageType::BINDING_ERROR,
                                       [self = PeekPointer(agent)](const MobilityMessage& message,
                                                                   const MessageContext& context) {
                                           return self->HandleBindingError(message, context);
                                       });
    }
    return agent;
}

void
HeartbeatAgent::DoDispose()
{
    m_turns.Clear();
    for (auto& [pair, peer] : m_peers)
    {
        peer.repetition.Cancel();
    }
    m_peers.clear();
    m_numbers.clear();
    m_signaling = nullptr; // Disposed with the node; it drops its handlers.
    m_node = nullptr;
    Object::DoDispose();
}

uint32_t
HeartbeatAgent::AddPeer(const Ipv6Address& local, const Ipv6Address& peer, Listener listener)
{
    const Pair pair(local, peer);
    const auto [known, isNew] = m_peers.try_emplace(pair);
    known->second.listeners.emplace(m_nextNumber, std::move(listener));
    m_numbers.emplace(m_nextNumber, pair);
    if (isNew)
    {
        // RFC 5847, 6: the association that protects registrations covers Heartbeats.
        m_signaling->GetAssociations().Add(peer, {MessageType::HEARTBEAT});
        known->second.index = m_nextIndex++;
        Spread(*known);
    }
    return m_nextNumber++;
}

void
HeartbeatAgent::RemovePeer(uint32_t number)
{
    const auto known = m_numbers.find(number);
    if (known == m_numbers.end())
    {
        return;
    }
    const Pair pair = known->second;
    m_numbers.erase(known);
    const auto entry = m_peers.find(pair);
    auto& peer = entry->second;
    peer.listeners.erase(number);
    if (peer.listeners.empty())
    {
        m_turns.Cancel(&*entry);
        peer.repetition.Cancel();
        peer.state.Pause();
        Mark(pair, peer);
        m_peers.erase(entry);
        m_signaling->GetAssociations().Remove(pair.second, MessageType::HEARTBEAT);
    }
}

void
HeartbeatAgent::Restart()
{
    const Time now = Simulator::Now();
    if (m_restarted == now)
    {
        return;
    }
    m_restarted = now;
    ++m_restartCounter;
    NS_LOG_INFO("node " << m_node->GetId() << " restarts: " << m_restartCounter);
    m_restartedTrace(m_restartCounter);
    for (auto& [pair, peer] : m_peers)
    {
        peer.repetition.Cancel();
        peer.hasBegun = false;
        peer.answered = Time::Min();
        peer.state.Forget();
        if (peer.state.IsSupported())
        {
            Respond(pair, 0, true);
            peer.state.Tell();
        }
        const bool isToRemind =
            std::any_of(peer.listeners.begin(), peer.listeners.end(), [](const auto& known) {
                return known.second.isToRemind;
            });
        peer.reminders = isToRemind ? m_reminders : 0;
        Mark(pair, peer);
    }
}

bool
HeartbeatAgent::IsReachable(const Ipv6Address& local, const Ipv6Address& peer) const
{
    const auto known = m_peers.find({local, peer});
    return known == m_peers.end() || known->second.state.IsReachable();
}

std::optional<uint32_t>
HeartbeatAgent::GetPeerCounter(const Ipv6Address& local, const Ipv6Address& peer) const
{
    const auto known = m_peers.find({local, peer});
    return known == m_peers.end() ? std::nullopt : known->second.state.GetCounter();
}

void
HeartbeatAgent::SetInterval(Time interval)
{
    m_interval = interval;
    m_turns.Clear();
    for (auto& known : m_peers)
    {
        known.second.repetition.Cancel();
        Spread(known);
    }
}

Time
HeartbeatAgent::GetInterval() const
{
    return m_interval;
}

void
HeartbeatAgent::Spread(Peers::value_type& known)
{
    if (m_interval.IsZero())
    {
        return;
    }
    const double part = GetGoldenFraction(uint64_t{m_node->GetId()} + known.second.index);
    m_turns.Set(&known, Simulator::Now() + Seconds(m_interval.GetSeconds() * part));
}

void
HeartbeatAgent::HandleTurn(Peers::value_type& known)
{
    m_turns.Set(&known, Simulator::Now() + m_interval);
    Ask(known.first, known.second);
}

void
HeartbeatAgent::Ask(const Pair& pair, Peer& peer)
{
    bool hasSessions = false;
    for (const auto& [number, listener] : peer.listeners)
    {
        hasSessions = hasSessions || !listener.hasSessions || listener.hasSessions();
    }
    if (!peer.state.IsSupported() || !hasSessions)
    {
        peer.hasBegun = peer.hasBegun && hasSessions;
        peer.state.Pause();
        Mark(pair, peer);
        return;
    }
    peer.repetition.Cancel();
    peer.asked = Simulator::Now();
    const Heartbeat request = peer.state.MakeRequest();
    Mark(pair, peer);
    m_signaling->Send(request, pair.first, pair.second, "request");
    if (peer.state.LosesReachability(m_missingAllowed))
    {
        ReportReachability(pair, false);
    }
}

void
HeartbeatAgent::NotifySession(const Ipv6Address& local, const Ipv6Address& peer)
{
    const Pair pair(local, peer);
    const auto known = m_peers.find(pair);
    if (known == m_peers.end() || known->second.hasBegun)
    {
        return;
    }
    known->second.hasBegun = true;
    if (m_interval.IsZero() || known->second.state.GetCounter())
    {
        return;
    }
    Ask(pair, known->second);
    if (m_interval > REPETITION_DELAY) // Else its turn comes first.
    {
        // Until it answers, or its turn comes.
        known->second.repetition =
            Simulator::Schedule(REPETITION_DELAY, [this, pair] { Ask(pair, m_peers.at(pair)); });
    }
}

void
HeartbeatAgent::Mark(const Pair& pair, Peer& peer)
{
    if (peer.isOpen == peer.state.IsOpen())
    {
        return;
    }
    peer.isOpen = !peer.isOpen;
    auto& questions = m_signaling->GetQuestions();
    peer.isOpen ? questions.Open(pair.second, MessageType::HEARTBEAT)
                : questions.Close(pair.second, MessageType::HEARTBEAT);
}

void
HeartbeatAgent::Respond(const Pair& pair, uint32_t sequence, bool isUnsolicited)
{
    Heartbeat response;
    response.isResponse = true;
    response.isUnsolicited = isUnsolicited;
    response.sequence = sequence;
    response.options.push_back(RestartCounterOption{m_restartCounter});
    m_signaling->Send(response, pair.first, pair.second, isUnsolicited ? "restart" : "response");
}

bool
HeartbeatAgent::HandleHeartbeat(const MobilityMessage& message, const MessageContext& context)
{
    const auto& heartbeat = std::get<Heartbeat>(message);
    const Pair pair(context.destination, context.source);
    const auto known = m_peers.find(pair);
    if (known == m_peers.end())
    {
        return false;
    }
    if (heartbeat.isResponse)
    {
        auto& peer = known->second;
        const auto counter = peer.state.GetCounter();
        const auto change = peer.state.Take(heartbeat);
        // A counter that is known already was answered after the restart of which the peer tells
        // now.
        const bool isAnswered = change.restarted && change.restarted == counter;
        const Time before = isAnswered ? Time::Min() : peer.answered;
        if (change.ignored.empty())
        {
            peer.repetition.Cancel();
            peer.answered = heartbeat.isUnsolicited ? peer.answered : peer.asked;
        }
        Mark(pair, peer);
        Report(pair, change, before);
    }
    else if (heartbeat.isUnsolicited)
    {
        m_ignored(pair.second, "unsolicited-request"); // RFC 5847, 3.3: U only in a response.
    }
    else
    {
        // RFC 5847, 3: whether or not there are sessions.
        Respond(pair, heartbeat.sequence, false);
        if (known->second.reminders > 0)
        {
            --known->second.reminders;
            Respond(pair, 0, true);
        }
    }
    // What a restart has it lose is known by now.
    Tell(pair, [](const Listener& listener) {
        if (listener.heard)
        {
            listener.heard();
        }
    });
    return true;
}

bool
HeartbeatAgent::HandleBindingError(const MobilityMessage& message, const MessageContext& context)
{
    const Pair pair(context.destination, context.source);
    const auto known = m_peers.find(pair);
    if (known == m_peers.end() || !known->second.isOpen ||
        !m_signaling->IsRefusal(message, pair.second, MessageType::HEARTBEAT))
    {
        return false;
    }
    const bool isCertain =
        m_signaling->GetQuestions().IsOnlyKind(pair.second, MessageType::HEARTBEAT);
    known->second.state.TakeRefusal(isCertain);
    known->second.repetition.Cancel();
    Mark(pair, known->second);
    return true;
}

void
HeartbeatAgent::Report(const Pair& pair, const HeartbeatPeer::Change& change, Time before)
{
    if (!change.ignored.empty())
    {
        m_ignored(pair.second, change.ignored);
        return;
    }
    if (change.isReachable)
    {
        ReportReachability(pair, true);
    }
    if (change.restarted)
    {
        NS_LOG_INFO("node " << m_node->GetId() << ": " << pair.second << " has restarted");
        m_peerRestarted(pair.second, *change.restarted);
        Tell(pair, [before](const Listener& listener) {
            if (listener.restarted)
            {
                listener.restarted(before);
            }
        });
    }
}

void
HeartbeatAgent::ReportReachability(const Pair& pair, bool isReachable)
{
    NS_LOG_INFO("node " << m_node->GetId() << ": " << pair.second
                        << (isReachable ? " is reachable" : " is not reachable"));
    m_reachabilityTrace(pair.second, isReachable);
    Tell(pair, [isReachable](const Listener& listener) {
        if (listener.reachability)
        {
            listener.reachability(isReachable);
        }
    });
}

void
HeartbeatAgent::Tell(const Pair& pair, const std::function<void(const Listener&)>& tell) const
{
    const auto known = m_peers.find(pair);
    if (known == m_peers.end())
    {
        return;
    }
    const auto listeners = known->second.listeners;
    for (const auto& [number, listener] : listeners)
    {
        tell(listener);
    }
}

} // namespace pmipv6
} // namespace ns3
