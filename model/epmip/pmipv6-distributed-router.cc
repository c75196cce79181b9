/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-distributed-router.h"

#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(DistributedRouter);

TypeId
DistributedRouter::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::DistributedRouter")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<DistributedRouter>()
            .AddAttribute("Address",
                          "The router's address: the near end of its tunnels; must be set before "
                          "the start (draft-luo, 5.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&DistributedRouter::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute(
                "Manager",
                "The eLMA or LMF that is asked where nodes are if Discovery of its "
                "DistributedRouting is anchor, for a router has no anchor, and AddPreferred there "
                "has named no LMFs; nobody if it is :: (draft-luo, 4.4.3).",
                Ipv6AddressValue(Ipv6Address::GetAny()),
                MakeIpv6AddressAccessor(&DistributedRouter::m_manager),
                MakeIpv6AddressChecker())
            .AddAttribute("ClockTolerance",
                          "How much later than now by this node's clock a registration may be of "
                          "which a gateway speaks, as both clocks may be off (RFC 5213, 5.5; "
                          "Choices).",
                          TimeValue(MilliSeconds(600)),
                          MakeTimeAccessor(&DistributedRouter::m_clockTolerance),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Refused",
                            "A PBCI is refused or not followed: prefix, peer, why.",
                            MakeTraceSourceAccessor(&DistributedRouter::m_refused),
                            "ns3::pmipv6::LocationRefusedTracedCallback");
    return tid;
}

void
DistributedRouter::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_routing && !m_address.IsAny() && !m_prefixes.empty(),
                        "DistributedRouter on node "
                            << GetNode()->GetId()
                            << " needs Address, SetRouting and AddPrefix before it starts");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_routing->StartOn(GetNode(), m_address, FROM_CORE);
    ServeFixed();
    m_routing->GetParts().intake.SetLatest(
        [this] { return ToMobilityTimestamp(Simulator::Now() + m_clockTolerance); });
    m_tellings.Start(m_signaling, m_address, m_routing->GetParts().lifetime);
    StartPeers();
}

void
DistributedRouter::ServeFixed()
{
    for (const auto& prefix : m_prefixes)
    {
        m_routing->GetParts().served.ServeFixed(prefix, m_manager);
    }
}

void
DistributedRouter::StartPeers()
{
    const auto& parts = m_routing->GetParts();
    ChangeRequests::Parts requests;
    requests.routing = &parts;
    requests.tellings = &m_tellings;
    requests.refused = [this](const auto&... refusal) { m_refused(refusal...); };
    m_requests.Start(std::move(requests));
    m_managers.AddAll(parts.managers);
    m_gateways.AddAll(parts.gateways);
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBCI};
    m_managers.Start(GetNode(), terms);
    m_gateways.Start(GetNode(), terms);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this](const MobilityMessage& message, const MessageContext& context) {
            const auto* change = std::get_if<Pbci>(&message);
            if (!change || context.destination != m_address)
            {
                return false;
            }
            m_requests.Handle(ReadLocationRequest(*change), context.source);
            return true;
        });
}

void
DistributedRouter::StopApplication()
{
    if (!m_handler)
    {
        return;
    }
    m_signaling->RemoveHandler(*m_handler);
    m_handler.reset();
    m_managers.Stop();
    m_gateways.Stop();
    m_requests.Clear();
    m_tellings.Clear();
    m_routing->Stop();
}

void
DistributedRouter::Restart()
{
    if (m_handler)
    {
        m_tellings.Clear();
        m_routing->Restart();
        ServeFixed();
    }
}

void
DistributedRouter::DoDispose()
{
    if (m_handler && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_handler.reset();
    m_managers.Stop();
    m_gateways.Stop();
    m_requests.Clear();
    m_tellings.Dispose();
    if (m_routing)
    {
        m_routing->Dispose();
    }
    m_routing = nullptr;
    m_signaling = nullptr;
    Application::DoDispose();
}

} // namespace pmipv6
} // namespace ns3
