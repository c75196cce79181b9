/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-access-link.h"

#include "ns3/abort.h"
#include "ns3/ap-wifi-mac.h"
#include "ns3/ipv6.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"
#include "ns3/wifi-mac-header.h"
#include "ns3/wifi-remote-station-manager.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6WifiAccessLink");

NS_OBJECT_ENSURE_REGISTERED(WifiAccessLink);

namespace
{

/**
 * Whether the body of a (re)association response says yes: its second field, two octets, is the
 * Status Code, and 0 is success (IEEE 802.11-2020, 9.3.3.6 and 9.4.1.9).
 */
bool
IsSuccess(Ptr<const Packet> body)
{
    uint8_t octets[4];
    return body->CopyData(octets, sizeof(octets)) == sizeof(octets) && octets[2] == 0 &&
           octets[3] == 0;
}

} // namespace

TypeId
WifiAccessLink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::WifiAccessLink")
            .SetParent<AccessLink>()
            .SetGroupName("Pmipv6")
            .AddConstructor<WifiAccessLink>()
            .AddAttribute("UndeliverableFrames",
                          "A node is gone when this many frames to it in a row were given up after "
                          "all retries of the MAC, with no frame acknowledged by it or received "
                          "from it between them.",
                          UintegerValue(3),
                          MakeUintegerAccessor(&WifiAccessLink::m_undeliverableFrames),
                          MakeUintegerChecker<uint32_t>(1));
    return tid;
}

WifiAccessLink::~WifiAccessLink()
{
    DisconnectTraces();
}

void
WifiAccessLink::DoDispose()
{
    DisconnectTraces();
    AccessLink::DoDispose();
}

void
WifiAccessLink::SetDevice(Ptr<NetDevice> accessPoint)
{
    NS_LOG_FUNCTION(this << accessPoint);
    NS_ABORT_MSG_IF(m_device, "WifiAccessLink: its access point is set already; allowed is once");
    m_device = DynamicCast<WifiNetDevice>(accessPoint);
    NS_ABORT_MSG_UNLESS(m_device && DynamicCast<ApWifiMac>(m_device->GetMac()),
                        "WifiAccessLink: the device is no access point; allowed is a WifiNetDevice "
                        "with an ApWifiMac");
    const auto node = m_device->GetNode();
    const auto ipv6 = node ? node->GetObject<Ipv6>() : nullptr;
    NS_ABORT_MSG_IF(
        ipv6 && ipv6->GetInterfaceForDevice(m_device) >= 0,
        "WifiAccessLink: the access point of node "
            << node->GetId()
            << " has an IPv6 interface; allowed is none: the gateway's interface is its "
               "access device");
    ConnectTraces();
    m_device->SetPromiscReceiveCallback(MakeCallback(&WifiAccessLink::HandleReceived, this));
}

Ptr<NetDevice>
WifiAccessLink::GetDevice() const
{
    return m_device;
}

void
WifiAccessLink::ConnectTraces()
{
    const auto mac = m_device->GetMac();
    const auto stations = m_device->GetRemoteStationManager();
    // AssociatedSta says nothing when a station comes back that was not seen to leave, and speaks
    // before the station has the response: it serves only where nothing better exists.
    const bool attachments =
        mac->TraceConnectWithoutContext("AckedMpdu",
                                        MakeCallback(&WifiAccessLink::HandleAcknowledged, this)) ||
        mac->TraceConnectWithoutContext("AssociatedSta",
                                        MakeCallback(&WifiAccessLink::HandleAssociated, this));
    NS_ABORT_MSG_UNLESS(attachments,
                        "WifiAccessLink: the access point's MAC, a "
                            << mac->GetInstanceTypeId().GetName()
                            << ", has neither of the traces AckedMpdu and AssociatedSta, by which "
                               "associations are seen");
    const auto givenUp = MakeCallback(&WifiAccessLink::HandleGivenUp, this);
    NS_ABORT_MSG_UNLESS(
        stations->TraceConnectWithoutContext("MacTxFinalDataFailed", givenUp),
        "WifiAccessLink: the access point's station manager, a "
            << stations->GetInstanceTypeId().GetName()
            << ", has no trace MacTxFinalDataFailed, by which departed stations are seen");
    stations->TraceConnectWithoutContext("MacTxFinalRtsFailed", givenUp);
    mac->TraceConnectWithoutContext("DeAssociatedSta",
                                    MakeCallback(&WifiAccessLink::HandleDisassociated, this));
}

void
WifiAccessLink::DisconnectTraces()
{
    if (!m_device)
    {
        return;
    }
    // A device that was disposed of first has neither any more.
    if (const auto mac = m_device->GetMac())
    {
        mac->TraceDisconnectWithoutContext("AckedMpdu",
                                           MakeCallback(&WifiAccessLink::HandleAcknowledged, this));
        mac->TraceDisconnectWithoutContext("AssociatedSta",
                                           MakeCallback(&WifiAccessLink::HandleAssociated, this));
        mac->TraceDisconnectWithoutContext(
            "DeAssociatedSta",
            MakeCallback(&WifiAccessLink::HandleDisassociated, this));
        m_device->SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback());
        const auto stations = m_device->GetRemoteStationManager();
        const auto givenUp = MakeCallback(&WifiAccessLink::HandleGivenUp, this);
        stations->TraceDisconnectWithoutContext("MacTxFinalDataFailed", givenUp);
        stations->TraceDisconnectWithoutContext("MacTxFinalRtsFailed", givenUp);
    }
    m_device = nullptr;
}

void
WifiAccessLink::SetHandoffHint(Mac48Address node, std::function<HandoffIndicator()> hint)
{
    m_hints[node] = std::move(hint);
}

void
WifiAccessLink::Announce(Mac48Address node)
{
    // It is the node that says it.
    Simulator::ScheduleWithContext(
        GetGatewayContext(),
        Time(0),
        [link = Ptr<WifiAccessLink>(this), node] { link->ReportAttached(node); });
}

AccessTechnologyType
WifiAccessLink::GetTechnology() const
{
    return AccessTechnologyType::IEEE_802_11;
}

void
WifiAccessLink::SetGatewayAddress(const LinkLayerAddress& address)
{
    m_gatewayAddress = address.ToMac48();
}

void
WifiAccessLink::SetStandingIn(bool isStandingIn)
{
    m_isStandingIn = isStandingIn;
}

bool
WifiAccessLink::Send(Ptr<Packet> packet,
                     const LinkLayerAddress& source,
                     const LinkLayerAddress& destination,
                     uint16_t protocol)
{
    const Mac48Address station = destination.ToMac48();
    // The MAC would drop the frame, and not say so.
    if (!m_device ||
        (!station.IsGroup() && !m_device->GetRemoteStationManager()->IsAssociated(station)))
    {
        return false;
    }
    return m_device->SendFrom(packet->Copy(), source.ToMac48(), station, protocol);
}

void
WifiAccessLink::Forget(const LinkLayerAddress& node)
{
    m_givenUp.erase(node.ToMac48());
}

void
WifiAccessLink::HandleAcknowledged(Ptr<const TracedFrame> frame)
{
    const WifiMacHeader& header = frame->GetHeader();
    HandleAlive(header.GetAddr1());
    if ((header.IsAssocResp() || header.IsReassocResp()) && IsSuccess(frame->GetPacket()))
    {
        ReportAttached(header.GetAddr1());
    }
}

void
WifiAccessLink::HandleAssociated(uint16_t /* identifier */, Mac48Address node)
{
    HandleAlive(node);
    ReportAttached(node);
}

void
WifiAccessLink::ReportAttached(Mac48Address node)
{
    // The MAC itself learns of it by the same trace, before or after this link.
    Simulator::ScheduleNow([link = Ptr<WifiAccessLink>(this), node] {
        const auto known = link->m_hints.find(node);
        link->NotifyAttached(node,
                             known == link->m_hints.end() ? HandoffIndicator::UNKNOWN
                                                          : known->second());
    });
}

void
WifiAccessLink::HandleDisassociated(uint16_t /* identifier */, Mac48Address node)
{
    Forget(node);
    NotifyDetached(node, "disassociation");
}

void
WifiAccessLink::HandleGivenUp(Mac48Address node)
{
    // Told once; the count goes on, so that what is still queued tells nothing more.
    if (++m_givenUp[node] == m_undeliverableFrames)
    {
        NS_LOG_DEBUG(node << " is gone: " << m_undeliverableFrames << " frames undeliverable");
        NotifyDetached(node, "undeliverable");
    }
}

bool
WifiAccessLink::HandleReceived(Ptr<NetDevice> /* device */,
                               Ptr<const Packet> packet,
                               uint16_t protocol,
                               const Address& from,
                               const Address& to,
                               NetDevice::PacketType /* type */)
{
    const auto source = Mac48Address::ConvertFrom(from);
    const auto destination = Mac48Address::ConvertFrom(to);
    HandleAlive(source);
    // Router Solicitations and neighbour discovery are multicast; what goes from station to
    // station, or to all, is none of the gateway's.
    const bool multicast = destination.IsGroup() && !destination.IsBroadcast();
    const bool isOfRouter = m_isStandingIn && !destination.IsGroup() &&
                            !m_device->GetRemoteStationManager()->IsAssociated(destination);
    if (destination == m_gatewayAddress || multicast || isOfRouter)
    {
        NotifyReceived(packet->Copy(), protocol, source, destination);
    }
    return true;
}

void
WifiAccessLink::HandleAlive(Mac48Address node)
{
    if (!m_givenUp.empty())
    {
        m_givenUp.erase(node);
    }
}

} // namespace pmipv6
} // namespace ns3
