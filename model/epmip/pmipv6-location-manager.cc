/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-manager.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

#include <algorithm>

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
                          "Its address, from which it answers.",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&LocationManager::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("LocationLifetime",
                          "How long a router may be taken for where fixed nodes are without asking "
                          "again (draft-luo leaves it open).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&LocationManager::m_lifetime),
                          MakeTimeChecker(Seconds(4)))
            .AddTraceSource("Answered",
                            "A location is told: prefix or address asked for, asker, router.",
                            MakeTraceSourceAccessor(&LocationManager::m_answered),
                            "ns3::pmipv6::LocationManagement::AnsweredTracedCallback")
            .AddTraceSource("Refused",
                            "A query is refused: prefix or address asked for, asker, status.",
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
    // draft-luo, 4.4.2 and 5.2: who knows where the node is takes what is on its way there.
    const auto isOfFixed = [this](const MobilityMessage& message, const MessageContext& context) {
        return std::holds_alternative<Pbqr>(message) && m_fixed.Contains(context.destination);
    };
    m_interceptor = m_signaling->GetTransit().Add(MessageType::EXPERIMENTAL, isOfFixed);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this, isOfFixed](const MobilityMessage& message, const MessageContext& context) {
            const auto* query = std::get_if<Pbqr>(&message);
            const bool isForThis = context.isIntercepted ? isOfFixed(message, context)
                                                         : context.destination == m_address;
            if (!query || !isForThis)
            {
                return false;
            }
            Handle(ReadLocationRequest(*query), context.source);
            return true;
        });
}

void
LocationManager::StopApplication()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_signaling->GetTransit().Remove(m_interceptor);
        m_handler.reset();
        m_askers.Stop();
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
    m_askers.Stop();
    m_signaling = nullptr;
    Application::DoDispose();
}

void
LocationManager::Handle(const LocationRequest& request, const Ipv6Address& source)
{
    // draft-luo, 7.4: an eLMA may say to whom the answer goes, who then is one that is answered.
    const Ipv6Address asker = request.gateway.value_or(source);
    LocationAnswer answer;
    answer.prefixes = request.prefixes;
    if (!m_askers.Contains(source) || !m_askers.Contains(asker))
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
    const auto location = m_fixed.Find(request.prefixes.front(), asker);
    if (!location)
    {
        answer.status = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
        Answer(request, asker, answer);
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
                        LocationAnswer answer)
{
    const Prefix asked = request.prefixes.empty() ? Prefix() : request.prefixes.front();
    const bool isAccepted = IsAccepted(answer.status);
    isAccepted ? m_answered(asked, asker, *answer.gateway) : m_refused(asked, asker, answer.status);
    answer.sequence = request.sequence;
    Pbqa message;
    WriteLocationAnswer(answer, message);
    m_signaling->Send(message, m_address, asker, isAccepted ? "answer" : "refusal");
}

} // namespace pmipv6
} // namespace ns3
