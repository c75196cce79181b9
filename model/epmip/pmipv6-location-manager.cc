/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-manager.h"

#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-location-question.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-node-disposal.h"
#include "pmipv6-record-rules.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LocationManager);

TypeId
LocationManager::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LocationManager")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LocationManager>()
            .AddAttribute("Address",
                          "Its address, from which it answers; must be set before the start "
                          "(draft-luo, 5.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&LocationManager::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("LocationLifetime",
                          "How long a router may be taken for where fixed nodes are, and an eLMA "
                          "for where a mobile node is, without asking again; draft-luo leaves it "
                          "open; 4 s or more (Choices).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&LocationManager::m_lifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddAttribute("RecordLifetime",
                          "How long an eLMA may be taken for a mobile node's without a new "
                          "report, and how long a withdrawal is remembered; the draft leaves it "
                          "open; 4 s or more (draft-luo, 7.2).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&LocationManager::m_recordLifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddAttribute("MaxRecords",
                          "How many records of mobile nodes it keeps, by identifier and by prefix "
                          "together; one more is refused (Choices).",
                          UintegerValue(1000000),
                          MakeUintegerAccessor(&LocationManager::m_maxRecords),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("PreviousLocationTime",
                          "How long after it is replaced an eLMA is named to those that follow, "
                          "beside the last one, which always is; the draft leaves it open "
                          "(draft-luo, 4.3 and 7.2).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&LocationManager::m_previousTime),
                          MakeTimeChecker(Seconds(0)))
            .AddAttribute("MaxPreviousLocations",
                          "How many eLMAs that have served a mobile node it names at most; 1 to "
                          "64 (Choices).",
                          UintegerValue(8),
                          MakeUintegerAccessor(&LocationManager::m_maxPrevious),
                          MakeUintegerChecker<uint32_t>(1, 64))
            .AddAttribute("RestartGrace",
                          "How long after a restart it does not answer that a node is unknown, so "
                          "that eLMAs can report first what it has lost; who claims the node asks "
                          "again (Choices).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&LocationManager::m_restartGrace),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxRetries",
                          "How often another LMF is asked again before the next one is; 0 to 16 "
                          "(RFC 6275, 11.8).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&LocationManager::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 16))
            .AddAttribute("PeerHoldDown",
                          "How long another LMF that has not answered is not asked; 1 ms or more "
                          "(Choices).",
                          TimeValue(Seconds(30)),
                          MakeTimeAccessor(&LocationManager::m_holdDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxRelays",
                          "For how many messages other LMFs may be asked at a time; one more is "
                          "refused. As many more copies may be under way, one more is not made; "
                          "and as many queries that another one answers directly, one more is "
                          "asked for here (Choices).",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&LocationManager::m_maxRelays),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxTransfers",
                          "How many records may be under way to other LMFs at a time; one more "
                          "waits (Choices).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&LocationManager::m_maxTransfers),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("CopyRecords",
                          "The next LMF of the ring has a copy of each record, and is asked if "
                          "this one is silent; the draft leaves it open (draft-luo, 7.4).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&LocationManager::m_isCopied),
                          MakeBooleanChecker())
            .AddAttribute("OutsidePrefixLength",
                          "Length, in bits, of the prefix for which a query for somebody outside "
                          "of the area is answered; it is longer if that prefix has anything of "
                          "the area; 48 to 128 (draft-luo, 7.3).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&LocationManager::m_outsideLength),
                          MakeUintegerChecker<uint8_t>(48, 128))
            .AddTraceSource("StateChange",
                            "A transition of a record of a mobile node.",
                            MakeTraceSourceAccessor(&LocationManager::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Record",
                            "A record of a mobile node has changed: identifier or prefix, eLMA, "
                            "reason.",
                            MakeTraceSourceAccessor(&LocationManager::m_record),
                            "ns3::pmipv6::LocationManager::RecordTracedCallback")
            .AddTraceSource("Relayed",
                            "Another LMF is asked to serve a message: identifier, prefix or "
                            "address, sender, the other LMF.",
                            MakeTraceSourceAccessor(&LocationManager::m_relayed),
                            "ns3::pmipv6::LocationManager::RelayedTracedCallback")
            .AddTraceSource("Answered",
                            "A location is told: prefix or address asked for, asker, router or "
                            "eLMA.",
                            MakeTraceSourceAccessor(&LocationManager::m_answered),
                            "ns3::pmipv6::LocationManagement::AnsweredTracedCallback")
            .AddTraceSource("Refused",
                            "A query or Location Update is refused: its first prefix or address, "
                            "asker, status.",
                            MakeTraceSourceAccessor(&LocationManager::m_refused),
                            "ns3::pmipv6::LocationManagement::RefusedTracedCallback");
    return tid;
}

void
LocationManager::AddFixed(const Prefix& prefix, const std::vector<Ipv6Address>& routers)
{
    NS_ABORT_MSG_IF(routers.empty(),
                    "LocationManager::AddFixed of " << prefix
                                                    << " names no router; allowed is one or more");
    m_fixed.Add(prefix, routers);
}

void
LocationManager::StartApplication()
{
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "LocationManager on node " << GetNode()->GetId()
                                               << " needs Address before it starts");
    m_signaling = MobilitySignaling::Install(GetNode());
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQR};
    m_askers.Start(GetNode(), terms);
    StartMobile();
    // draft-luo, 4.4.2 and 5.2: who knows where the node is takes what is on its way there.
    const auto isOfFixed = [this](const MobilityMessage& message, const MessageContext& context) {
        return std::holds_alternative<Pbqr>(message) && m_fixed.Contains(context.destination);
    };
    m_interceptor = m_signaling->GetTransit().Add(MessageType::EXPERIMENTAL, isOfFixed);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this, isOfFixed](const MobilityMessage& message, const MessageContext& context) {
            const auto* query = std::get_if<Pbqr>(&message);
            const auto* update = std::get_if<LocationUpdate>(&message);
            const bool isForThis = context.isIntercepted ? isOfFixed(message, context)
                                                         : context.destination == m_address;
            if ((!query && !update) || !isForThis)
            {
                return false;
            }
            query ? Handle(ReadLocationRequest(*query), context.source)
                  : m_mobile.HandleUpdate(ReadLocationRequest(*update), context.source);
            return true;
        });
}

void
LocationManager::StartMobile()
{
    MobileLocations::Listener listener;
    listener.answered = [this](const RelayJob& query, const LocationAnswer& answer) {
        Answer(query.request, query.asker, answer);
    };
    listener.refused = [this](const Prefix& node,
                              const Ipv6Address& reporter,
                              ExperimentalStatus status) { m_refused(node, reporter, status); };
    listener.relayed = [this](const std::string& what,
                              const Ipv6Address& from,
                              const Ipv6Address& to) { m_relayed(what, from, to); };
    listener.record = [this](const RecordKey& key,
                             const LocationRecord& record,
                             RecordState from,
                             RecordState to,
                             const std::string& reason) {
        const std::string name = GetRecordName(key);
        const bool isHeld = to == RecordState::HELD;
        m_record(name, isHeld ? record.anchor : Ipv6Address::GetAny(), reason);
        m_stateChange({name, "record", GetStateName(from), GetStateName(to), reason});
    };
    m_mobile.Start({GetNode(),
                    m_address,
                    {m_recordLifetime, m_previousTime, m_lifetime, m_maxPrevious, m_maxRecords},
                    m_restartGrace,
                    m_holdDown,
                    m_maxRetries,
                    m_maxRelays,
                    m_maxTransfers,
                    m_isCopied,
                    &m_area},
                   std::move(listener));
}

void
LocationManager::StopApplication()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_signaling->GetTransit().Remove(m_interceptor);
        m_handler.reset();
        m_mobile.Stop("lmf-stopped");
        m_askers.Stop();
    }
}

void
LocationManager::Restart()
{
    if (m_handler)
    {
        m_mobile.Clear("lmf-restarted");
        HeartbeatAgent::Install(GetNode())->Restart();
    }
}

void
LocationManager::DoDispose()
{
    if (m_handler && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_handler.reset();
    m_mobile.Dispose();
    m_askers.Stop();
    m_signaling = nullptr;
    Application::DoDispose();
}

std::optional<FixedLocation>
LocationManager::FindConfigured(const Prefix& asked, const Ipv6Address& asker) const
{
    const auto fixed = m_fixed.Find(asked, asker);
    return fixed ? fixed : m_area.FindOutside(asked, m_outsideLength); // draft-luo, 7.3.
}

void
LocationManager::Handle(const LocationRequest& request, const Ipv6Address& source)
{
    // draft-luo, 7.4: an eLMA may say to whom the answer goes, who then is one that is answered.
    const Ipv6Address asker = request.gateway.value_or(source);
    LocationAnswer answer;
    answer.prefixes = request.prefixes;
    if (!IsAnswered(source) || !IsAnswered(asker))
    {
        answer.status = ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
        Answer(request, source, answer);
        return;
    }
    if (request.prefixes.empty())
    {
        answer.status = ExperimentalStatus::MISSING_OPTION;
        Answer(request, asker, answer);
        return;
    }
    const auto location = FindConfigured(request.prefixes.front(), asker);
    if (!location)
    {
        m_mobile.HandleQuery(request, source);
        return;
    }
    answer.prefixes = {location->prefix};
    answer.gateway = location->router;
    // What was told before is older: another router may be named.
    answer.timestamp = ToMobilityTimestamp(Simulator::Now());
    answer.lifetime = ToMessageLifetime(m_lifetime);
    Answer(request, asker, answer);
}

void
LocationManager::Answer(const LocationRequest& request,
                        const Ipv6Address& asker,
                        const LocationAnswer& answer)
{
    const Prefix asked = request.prefixes.empty() ? Prefix() : request.prefixes.front();
    const bool isAccepted = IsAccepted(answer.status);
    isAccepted ? m_answered(asked, asker, *answer.gateway) : m_refused(asked, asker, answer.status);
    AnswerLocation<Pbqa>(*m_signaling, m_address, asker, request, answer);
}

} // namespace pmipv6
} // namespace ns3
