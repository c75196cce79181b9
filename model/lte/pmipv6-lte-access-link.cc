/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-access-link.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-next-hop.h"

#include "ns3/abort.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LteAccessLink");

NS_OBJECT_ENSURE_REGISTERED(LteAccessLink);

namespace
{

/// @return a PGW's device in front of its tunnels, or null
Ptr<VirtualNetDevice>
FindTunnelDevice(Ptr<Node> pgw)
{
    for (uint32_t i = 0; i < pgw->GetNDevices(); ++i)
    {
        if (const auto found = DynamicCast<VirtualNetDevice>(pgw->GetDevice(i)))
        {
            return found;
        }
    }
    return nullptr;
}

} // namespace

TypeId
LteAccessLink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LteAccessLink")
            .SetParent<AccessLink>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LteAccessLink>()
            .AddAttribute("EchoInterval",
                          "RETRANS_TIMER: time between the Echo Requests that ask whether a node "
                          "is there; 1 ms or more (RFC 4861, 10).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&LteAccessLink::m_echoInterval),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxEchoes",
                          "MAX_UNICAST_SOLICIT: Echo Requests before a node counts as gone; 1 to "
                          "100 (RFC 4861, 10).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&LteAccessLink::m_maxEchoes),
                          MakeUintegerChecker<uint32_t>(1, 100))
            .AddTraceSource("Drop",
                            "A packet from or to a node that the PGW drops, and why: "
                            "unknown-subscriber, not-connected (to a node without a bearer, or "
                            "from one whose eNB has released it) or not-ipv6.",
                            MakeTraceSourceAccessor(&LteAccessLink::m_drop),
                            "ns3::pmipv6::LteAccessLink::DropTracedCallback");
    return tid;
}

LteAccessLink::LteAccessLink() = default;

LteAccessLink::~LteAccessLink()
{
    Close();
}

void
LteAccessLink::NotifyConstructionCompleted()
{
    AccessLink::NotifyConstructionCompleted();
    m_enbs = std::make_unique<LteEnbObserver>(
        [this](uint64_t subscriber) { Report(subscriber, ""); },
        [this](uint64_t subscriber) { Report(subscriber, "connection-released"); });
    m_presence =
        std::make_unique<LtePresence>([this](const LinkLayerAddress& node, Ptr<Packet> packet) {
            Send(packet, m_gatewayAddress, node, IPV6_ETHERTYPE);
        });
}

void
LteAccessLink::Close()
{
    if (m_tunnels)
    {
        m_tunnels->SetReceiveCallback(NetDevice::ReceiveCallback());
        m_tunnels = nullptr;
    }
    m_presence.reset();
    m_enbs.reset();
    m_sessions.reset();
}

void
LteAccessLink::DoDispose()
{
    Close();
    AccessLink::DoDispose();
}

void
LteAccessLink::SetPgw(Ptr<Node> pgw)
{
    NS_ABORT_MSG_IF(m_tunnels, "LteAccessLink: its PGW is set already; allowed is once");
    m_tunnels = FindTunnelDevice(pgw);
    const auto application = FindPgwApplication(pgw);
    const auto ipv6 = pgw->GetObject<Ipv6>();
    NS_ABORT_MSG_UNLESS(m_tunnels && application && ipv6,
                        "LteAccessLink: node " << pgw->GetId()
                                               << " is no PGW; allowed is what "
                                                  "EpcHelper::GetPgwNode() gives");
    // The gateway's interface towards its nodes is its access device.
    const int32_t interface = ipv6->GetInterfaceForDevice(m_tunnels);
    if (interface >= 0)
    {
        ipv6->SetDown(static_cast<uint32_t>(interface));
    }
    m_sessions = std::make_unique<LteSessions>(pgw, [this](uint64_t subscriber) {
        // 3GPP TS 23.401, 5.4.4.1: without a default bearer there is no connection to the network.
        Report(subscriber, "bearer-deleted");
    });
    m_tunnels->SetReceiveCallback(MakeCallback(&LteAccessLink::HandleReceived, this));
}

void
LteAccessLink::AddEnb(Ptr<NetDevice> enb)
{
    m_enbs->AddEnb(enb);
}

void
LteAccessLink::AddSubscriber(uint64_t subscriber,
                             const Imsi& imsi,
                             std::function<HandoffIndicator()> hint)
{
    const LinkLayerAddress node = imsi.GetLinkLayerAddress();
    const Subscriber entry{node,
                           std::move(hint),
                           MakeLinkLocalAddress(node),
                           Ipv6Address::GetAny()};
    const bool isNew = m_nodes.emplace(subscriber, entry).second;
    NS_ABORT_MSG_UNLESS(isNew && m_subscribers.emplace(node, subscriber).second,
                        "LteAccessLink: subscriber " << subscriber << ", IMSI " << imsi.GetText()
                                                     << ", is entered twice; allowed is once");
}

void
LteAccessLink::Announce(uint64_t subscriber)
{
    if (m_sessions && m_sessions->HasBearer(subscriber) && m_enbs->IsConnected(subscriber))
    {
        Report(subscriber, "");
    }
}

AccessTechnologyType
LteAccessLink::GetTechnology() const
{
    return AccessTechnologyType::E_UTRAN;
}

void
LteAccessLink::SetGatewayAddress(const LinkLayerAddress& address)
{
    m_gatewayAddress = address;
}

bool
LteAccessLink::Send(Ptr<Packet> packet,
                    const LinkLayerAddress& /* source */,
                    const LinkLayerAddress& destination,
                    uint16_t protocol)
{
    const auto known = m_subscribers.find(destination);
    const auto start = PeekIpv6Start(*packet);
    if (known == m_subscribers.end() || protocol != IPV6_ETHERTYPE || !start)
    {
        m_drop(packet, known == m_subscribers.end() ? "unknown-subscriber" : "not-ipv6");
        return false;
    }
    if (start->source.IsLinkLocal())
    {
        // The gateway's towards this node, which need not be made of its link-layer address (RFC
        // 5213, 6.8).
        m_nodes.at(known->second).gateway = start->source;
    }
    // It gets a GTP-U header.
    const bool isSent = m_sessions && m_sessions->Send(known->second, packet->Copy());
    if (!isSent)
    {
        m_drop(packet, "not-connected");
    }
    return isSent;
}

bool
LteAccessLink::HandleReceived(Ptr<NetDevice> /* device */,
                              Ptr<const Packet> packet,
                              uint16_t protocol,
                              const Address& /* from */)
{
    const auto sender = m_sessions->GetSender();
    const auto node = sender ? m_nodes.find(*sender) : m_nodes.end();
    if (node == m_nodes.end())
    {
        m_drop(packet, "unknown-subscriber");
        return true;
    }
    if (!m_enbs->IsConnected(*sender))
    {
        // It was under way in the EPC when its sender was released, and is no sign of it.
        m_drop(packet, "not-connected");
        return true;
    }
    Subscriber& subscriber = node->second;
    const auto start = PeekIpv6Start(*packet);
    if (start && start->source.IsLinkLocal())
    {
        subscriber.linkLocal = start->source; // Another than its IMSI's over a logical interface.
    }
    m_presence->HandleReceived(subscriber.node, *packet);
    NotifyReceived(packet->Copy(), protocol, subscriber.node, m_gatewayAddress);
    return true;
}

bool
LteAccessLink::Probe(const LinkLayerAddress& node, std::function<void(bool)> answered)
{
    const auto known = m_subscribers.find(node);
    if (known == m_subscribers.end())
    {
        return false;
    }
    const Subscriber& subscriber = m_nodes.at(known->second);
    m_presence->SetPatience(m_echoInterval, m_maxEchoes);
    m_presence->Ask(node,
                    subscriber.gateway.IsAny() ? MakeLinkLocalAddress(m_gatewayAddress)
                                               : subscriber.gateway,
                    subscriber.linkLocal,
                    std::move(answered));
    return true;
}

void
LteAccessLink::Report(uint64_t subscriber, const std::string& gone)
{
    const auto known = m_nodes.find(subscriber);
    if (known == m_nodes.end())
    {
        NS_LOG_LOGIC("IMSI " << subscriber << " is none of this gateway's subscribers");
        return;
    }
    Simulator::ScheduleWithContext(
        GetGatewayContext(),
        Time(0),
        [link = Ptr<LteAccessLink>(this), known = known->second, gone] {
            if (gone.empty())
            {
                link->NotifyAttached(known.node,
                                     known.hint ? known.hint() : HandoffIndicator::UNKNOWN);
            }
            else
            {
                link->NotifyDetached(known.node, gone);
            }
        });
}

} // namespace pmipv6
} // namespace ns3
