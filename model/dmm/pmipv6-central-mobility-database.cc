/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-central-mobility-database.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(CentralMobilityDatabase);

TypeId
CentralMobilityDatabase::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::CentralMobilityDatabase")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<CentralMobilityDatabase>()
            .AddAttribute("Address",
                          "A global address of the node at which MAARs reach it; to be set before "
                          "the start (RFC 8885, 3).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&CentralMobilityDatabase::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("Mode",
                          "What the database is to the MAARs of a node that has moved: relay, "
                          "locator or proxy. With locator MAARs are to have PreviousAnswers (RFC "
                          "8885, 3.2 to 3.4).",
                          StringValue("relay"),
                          MakeStringAccessor(&CentralMobilityDatabase::SetMode,
                                             &CentralMobilityDatabase::GetMode),
                          MakeStringChecker())
            .AddAttribute("LocatorSummary",
                          "As locator tell the serving MAAR too, once, when all previous ones "
                          "have answered; the RFC releases the CMD from that, and then the "
                          "serving MAAR cannot know of an answer that is lost (RFC 8885, 3.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&CentralMobilityDatabase::m_isSummarized),
                          MakeBooleanChecker())
            .AddAttribute("AggregationTimeout",
                          "As relay: after how long the serving MAAR is told what previous ones "
                          "have answered, and of the rest as it comes; 0: when all have answered "
                          "(RFC 8885, 3.2).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_aggregationTimeout),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxAggregation",
                          "After how long the serving MAAR is answered at the latest, if nobody "
                          "has answered it, even if no previous MAAR has answered: it has no "
                          "service of its own before; 1 ms or more (Choices).",
                          TimeValue(Seconds(2)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_maxAggregation),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Pacing",
                          "The least time between any two Proxy Binding Updates to previous "
                          "MAARs, as the CMD MUST avoid bursts; 0: none, for studies of the "
                          "delays alone (RFC 8885, 3.2).",
                          TimeValue(MilliSeconds(1)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_pacing),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxPacingQueue",
                          "How many Proxy Binding Updates to previous MAARs wait for their turn, "
                          "and of how many nodes silent MAARs are told again; what has no room in "
                          "the queue tries again after a second (RFC 8885, 6).",
                          UintegerValue(100000),
                          MakeUintegerAccessor(&CentralMobilityDatabase::m_pacingQueue),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxPreviousMaars",
                          "How many previous MAARs a node keeps; the oldest is released. 0: none "
                          "(RFC 8885, 6).",
                          UintegerValue(16),
                          MakeUintegerAccessor(&CentralMobilityDatabase::m_maxPrevious),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("PreviousMaarSilence",
                          "After how long without an answer a MAAR is given up; 1 ms or more "
                          "(Choices).",
                          TimeValue(Seconds(64)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_silence),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxMessageSize",
                          "The most octets of an IPv6 packet that names previous MAARs, or "
                          "prefixes that are withdrawn; those for which there is no room follow "
                          "in another; 576 to 2088 (Choices).",
                          UintegerValue(1280),
                          MakeUintegerAccessor(&CentralMobilityDatabase::m_maxPacket),
                          MakeUintegerChecker<uint32_t>(576, 2088))
            .AddAttribute("MinDelayBeforeBCEDelete",
                          "How long a de-registered session waits for another MAAR (RFC 5213, "
                          "9.1).",
                          TimeValue(MilliSeconds(10000)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_minDelayBeforeDelete),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("TimestampValidityWindow",
                          "How far the timestamp of a serving MAAR's request may be from this "
                          "node's time of day (RFC 5213, 9.1).",
                          TimeValue(MilliSeconds(300)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_timestampWindow),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxLifetime",
                          "The longest lifetime of a session that is granted; 4 s to 262136 s "
                          "(RFC 8885, 3).",
                          TimeValue(Seconds(3600)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute("RestoreTime",
                          "For how long after a restart MAARs are believed that tell what they "
                          "anchor, without having been asked (RFC 5847, 3.2).",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_restoreTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("ClockOffset",
                          "By how much this node's time of day is ahead, for studies of clock skew "
                          "(RFC 5213, 5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&CentralMobilityDatabase::m_clockOffset),
                          MakeTimeChecker())
            .AddTraceSource("StateChange",
                            "A transition of a session.",
                            MakeTraceSourceAccessor(&CentralMobilityDatabase::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Session",
                            "A transition of a session, with the session.",
                            MakeTraceSourceAccessor(&CentralMobilityDatabase::m_session),
                            "ns3::pmipv6::CentralMobilityDatabase::SessionTracedCallback")
            .AddTraceSource("Refused",
                            "A message, or part of it, changes nothing, or a previous MAAR is "
                            "given up: mobile node, peer, why.",
                            MakeTraceSourceAccessor(&CentralMobilityDatabase::m_refused),
                            "ns3::pmipv6::CentralMobilityDatabase::RefusedTracedCallback");
    return tid;
}

void
CentralMobilityDatabase::SetMode(std::string mode)
{
    const auto known = ParseDatabaseMode(mode);
    NS_ABORT_MSG_UNLESS(known,
                        "CentralMobilityDatabase::Mode is \""
                            << mode << "\"; allowed is relay, locator or proxy");
    m_mode = *known;
}

void
CentralMobilityDatabase::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_policies,
                        "CentralMobilityDatabase on node "
                            << GetNode()->GetId() << " has no policy store: SetPolicyStore");
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "CentralMobilityDatabase::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_heartbeats = HeartbeatAgent::Install(GetNode());
    m_sessions.SetListener({[this](const auto&... change) { HandleChange(change...); }});
    StartMoves();
    StartPeers();
}

void
CentralMobilityDatabase::StartMoves()
{
    m_updates.Start(m_signaling, {m_address, m_pacing, m_pacingQueue, m_silence});
    m_releases.Start(m_pacingQueue, [this](const auto&... refusal) { m_refused(refusal...); });
    SessionMoves::Settings settings;
    settings.address = m_address;
    settings.mode = m_mode;
    settings.isSummarized = m_isSummarized;
    settings.aggregationTimeout = m_aggregationTimeout;
    settings.maxAggregation = m_maxAggregation;
    settings.maxHeader =
        std::min<std::size_t>(m_maxPacket - IPV6_HEADER_SIZE, MAX_MOBILITY_HEADER_LENGTH);
    m_withdrawals.Start(settings.maxHeader,
                        [this](const auto&... refusal) { m_refused(refusal...); });
    m_moves.Start(m_signaling,
                  settings,
                  {[this](const auto&... anchorage) { return m_pools.IsOfMaar(anchorage...); },
                   [this](const auto&... refusal) { m_refused(refusal...); },
                   [this](const auto&... silent) { m_releases.Remember(silent...); }});
    DatabaseRequests::Listener listener;
    listener.getSettings = [this] {
        return DatabaseRequests::Settings{m_address,
                                          m_maxPrevious,
                                          m_minDelayBeforeDelete,
                                          m_timestampWindow,
                                          m_maxLifetime,
                                          m_clockOffset,
                                          m_restoring};
    };
    listener.served = [this](const MobilitySession& session) {
        m_heartbeats->NotifySession(m_address, session.proxyCareOf);
    };
    listener.refused = [this](const auto&... refusal) { m_refused(refusal...); };
    m_requests.Start(m_signaling, m_policies, std::move(listener));
}

void
CentralMobilityDatabase::StartPeers()
{
    PeerTable::Terms terms;
    terms.kinds = {PROXY_BINDING_UPDATE, PROXY_BINDING_ACKNOWLEDGEMENT};
    terms.local = m_address;
    terms.listen = [this](const Ipv6Address& maar) {
        HeartbeatAgent::Listener listener;
        listener.hasSessions = [this, maar] { return m_sessions.HasMaar(maar); };
        listener.restarted = [this, maar](Time /* before */) { HandleMaarRestart(maar); };
        listener.heard = [this, maar] { m_releases.Hear(maar); };
        listener.isToRemind = true;
        return listener;
    };
    m_maars.Start(GetNode(), std::move(terms));
    m_handler = m_signaling->AddHandler(
        MessageType::BINDING_UPDATE,
        [this](const MobilityMessage& message, const MessageContext& context) {
            const bool isForThis = context.destination == m_address;
            if (isForThis)
            {
                m_releases.Hear(context.source);
                m_requests.Handle(std::get<BindingUpdate>(message), context);
            }
            return isForThis;
        },
        HandlerShare::DISTRIBUTED);
    // That there is a handler says that this node knows the flag; answers go to who has asked.
    m_answers = m_signaling->AddHandler(
        MessageType::BINDING_ACKNOWLEDGEMENT,
        [](const MobilityMessage&, const MessageContext&) { return false; },
        HandlerShare::DISTRIBUTED);
}

void
CentralMobilityDatabase::StopApplication()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_signaling->RemoveHandler(*m_answers);
        m_handler.reset();
        m_answers.reset();
    }
    m_moves.Clear();
    m_withdrawals.Clear();
    m_updates.Clear();
    m_sessions.Clear("database-stopped");
    m_releases.Clear();
    m_maars.Stop();
    m_heartbeats = nullptr;
}

void
CentralMobilityDatabase::Restart()
{
    if (!m_handler)
    {
        return;
    }
    m_moves.Clear();
    m_withdrawals.Clear();
    m_updates.Clear();
    m_sessions.Clear("database-restarted");
    m_releases.Clear();
    m_restoring = Simulator::Now() + m_restoreTime;
    m_heartbeats->Restart();
}

void
CentralMobilityDatabase::DoDispose()
{
    if (m_handler && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_maars.Stop();
    m_requests.Dispose();
    m_moves.Dispose();
    m_updates.Dispose();
    m_sessions.Dispose();
    m_policies = nullptr;
    m_signaling = nullptr;
    m_heartbeats = nullptr;
    Application::DoDispose();
}

void
CentralMobilityDatabase::HandleMaarRestart(const Ipv6Address& maar)
{
    m_releases.Forget(maar);
    std::vector<std::string> nodes;
    for (const auto& [identifier, session] : m_sessions.GetAll())
    {
        const bool isThere = std::any_of(session.previous.begin(),
                                         session.previous.end(),
                                         [&maar](const auto& one) { return one.maar == maar; });
        if (isThere)
        {
            nodes.push_back(identifier);
        }
    }
    std::sort(nodes.begin(), nodes.end());
    for (const auto& identifier : nodes)
    {
        if (const auto* session = m_sessions.Find(identifier))
        {
            m_moves.Mend(*session, maar);
        }
    }
}

void
CentralMobilityDatabase::HandleChange(const MobilitySession& session,
                                      BindingState from,
                                      BindingState to,
                                      const std::string& reason)
{
    m_stateChange({session.identifier, "session", GetStateName(from), GetStateName(to), reason});
    m_session(session, from, to);
    if (to == BindingState::NONE)
    {
        m_moves.End(session.identifier);
        m_withdrawals.End(session.identifier);
        if (m_handler && reason != "database-restarted")
        {
            // RFC 8885, 3.5: no previous MAAR ends it by itself.
            m_releases.Release(session, session.previous);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
