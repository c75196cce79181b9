/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-lte-parts.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"
#include "pmipv6-experiment-wifi-access.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/event-id.h"
#include "ns3/lte-enb-net-device.h"
#include "ns3/lte-ue-net-device.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-logical-interface.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/wifi-net-device.h"

#include <map>
#include <optional>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Make before break: how long an old link stays beside the new one, for what is still under way to
/// its gateway.
const Time LINGER = MilliSeconds(200);
/// Of access points, which are chosen and not looked for: all are within it.
constexpr double WIFI_RANGE = 5000;

std::unique_ptr<AccessNetwork> MakeLteWifiAccess(const AccessTerms& terms);

/// @return whether a gateway has an eNB; else it has an access point, as home links do. So the
///         default paths, by every second gateway, alternate
bool
IsLte(const NodeName& gateway)
{
    return gateway.IsGateway() && (gateway.GetNumber() - 1) / 2 % 2 == 0;
}

/// @return the node of an EPC's PGW, or an ordinary one
Ptr<Node>
MakeGateway(const NodeName& name)
{
    return IsLte(name) ? LteAccessHelper::CreateGateway() : CreateObject<Node>();
}

const AccessKind LTE_WIFI(40,
                          "lte-wifi",
                          &MakeLteWifiAccess,
                          {LTE_PHASE_SPAN, nullptr, &DescribeRounding, nullptr, &MakeGateway});

/// @return "with --access=wifi" where that is the technology; or ""
std::string
WithoutTwoInterfaces(const ExperimentOptions& options)
{
    return options[option::ACCESS] == &LTE_WIFI ? "" : WithWord(options, option::ACCESS);
}

const Option<bool> MAKE_BEFORE_BREAK({OptionGroup::ACCESS,
                                      75,
                                      "makeBeforeBreak",
                                      "lte-wifi: a node keeps its old link until the new one "
                                      "serves it"},
                                     OnOrOff(),
                                     false,
                                     {&WithoutTwoInterfaces});

/// A device of a mobile node.
struct Radio
{
    Ptr<NetDevice> device;         //!< a UE or a station; null: the node has none
    std::optional<NodeName> order; //!< where it is to be; nothing: without a link
    std::optional<NodeName> link;  //!< where it has a link
};

/// The interfaces of a mobile node.
struct Radios
{
    Ptr<LogicalInterface> logical; //!< over both
    Radio ue;                      //!< LTE
    Radio station;                 //!< Wi-Fi
    Radio* told{nullptr};          //!< whose link the listener has been told of; null: none
    Radio* toLeave{nullptr};       //!< make before break: which is left when the other serves
    std::optional<NodeName> next;  //!< break before make: where to go when the link is down
    EventId pending;               //!< what the last order has yet to do

    /// @return the device for a gateway with an eNB, or with an access point
    Radio& Of(bool isLte)
    {
        return isLte ? ue : station;
    }
};

/**
 * --access=lte-wifi: mag1, mag2, mag5, mag6 .. are PGWs with an eNB each, the others have access
 * points. Nodes have a logical interface over a UE and a station; each gateway is told how a node
 * comes. Where a node is, its plan says, or who is nearest.
 */
class LteWifiAccessNetwork : public AccessNetwork
{
  public:
    /// @param terms of what it is made
    explicit LteWifiAccessNetwork(const AccessTerms& terms);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetLongestDelay() const override;
    LinkLayerAddress GetInterface(const MobileNode& mobile, const NodeName& gateway) const override;

  protected:
    Ptr<NetDevice> MakeHost(std::size_t mobile) override;
    std::string GetIdentifier(std::size_t mobile) const override;
    std::vector<LinkLayerAddress> GetInterfaces(std::size_t mobile) const override;
    void Attach(std::size_t mobile, const NodeName& gateway) override;
    void Move(std::size_t mobile, const NodeName& gateway) override;
    void Detach(std::size_t mobile) override;

  private:
    /// Make a gateway's eNB or access point, and its access link.
    void AddGateway(const NetworkNode& gateway);

    /**
     * A device of a mobile node has a link.
     *
     * @param mobile index of the node
     * @param gateway at which gateway
     */
    void HandleUp(std::size_t mobile, const NodeName& gateway);

    /// Tell the listener that a mobile node's link is now that of a device, which has one; beside
    /// that of the other, if it was that before.
    void Tell(std::size_t mobile, Radio& radio);

    /// The active device of a mobile node is another: let the one that it was go, a while later.
    void HandleActive(std::size_t mobile, Ptr<NetDevice> active);

    /**
     * A device of a mobile node has lost its link.
     *
     * @param mobile index of the node
     * @param isUe which device
     * @param lost when radio contact was lost
     */
    void HandleDown(std::size_t mobile, bool isUe, Time lost);

    /// Follow the links of a mobile node's devices.
    void Follow(std::size_t mobile);

    /**
     * Make before break: let a device of a mobile node have a link while the other has or looks for
     * one.
     *
     * @param mobile index of the node
     * @param own the device
     * @param other the other one
     * @param gateway where
     */
    void Overlap(std::size_t mobile, Radio& own, Radio& other, const NodeName& gateway);

    /// Have a device go to a gateway; where it has its link already, it keeps it.
    void Send(Radio& radio, const NodeName& gateway) const;

    /// Let a device have no link any more.
    static void Leave(Radio& radio);

    /// Give up what an earlier order has yet to do.
    static void Forget(Radios& radios);

    LteAccessHelper m_lte;                           //!< makes EPCs, eNBs and UEs
    WifiAccessHelper m_wifi;                         //!< makes access points and stations
    std::map<NodeName, Ptr<NetDevice>> m_stations;   //!< eNBs and access points, by gateway
    std::vector<Ptr<WifiAccessLink>> m_wifiLinks;    //!< of access points
    std::map<uint16_t, NodeName> m_cells;            //!< gateways by cell
    std::map<Mac48Address, NodeName> m_accessPoints; //!< gateways by BSSID
    std::vector<Radios> m_radios;                    //!< by mobile node
};

std::unique_ptr<AccessNetwork>
MakeLteWifiAccess(const AccessTerms& terms)
{
    return std::make_unique<LteWifiAccessNetwork>(terms);
}

} // namespace

LteWifiAccessNetwork::LteWifiAccessNetwork(const AccessTerms& terms)
    : AccessNetwork(terms)
{
    m_wifi.SetFastHandover(true);
    m_wifi.SetRange(WIFI_RANGE);
    for (const auto& gateway : m_network.GetPointsOfAttachment())
    {
        AddGateway(gateway);
    }
    MakeNodes();
    m_radios.resize(m_mobiles.size());
    MakeHosts();
}

void
LteWifiAccessNetwork::AddGateway(const NetworkNode& gateway)
{
    const bool isLte = IsLte(gateway.name);
    Vector position = IsPlanned() ? Vector() : GetPlace(gateway.name);
    Ptr<AccessLink> link;
    if (isLte)
    {
        // A UE's radio is where its handover puts it, see LteHandover.
        position = Vector(GetRowIndex(gateway.name) * DEFAULT_ENB_DISTANCE, 0, 0);
        const auto enb = InstallEnb(m_lte, gateway, position, PlanMobileNodes(m_options).size());
        m_stations[gateway.name] = enb;
        m_cells[DynamicCast<LteEnbNetDevice>(enb)->GetCellId()] = gateway.name;
        link = MakeLteLink(m_lte, gateway, m_listener);
    }
    else
    {
        auto place = CreateObject<ConstantPositionMobilityModel>();
        place->SetPosition(position);
        gateway.node->AggregateObject(place);
        const auto accessPoint = m_wifi.InstallAccessPoints(gateway.node).Get(0);
        m_wifi.AssignStreams(accessPoint, GetFirstDeviceStream(gateway.name));
        FollowWifiDrops(accessPoint, m_listener.dropped);
        m_stations[gateway.name] = accessPoint;
        m_accessPoints[Mac48Address::ConvertFrom(accessPoint->GetAddress())] = gateway.name;
        m_wifiLinks.push_back(WifiAccessHelper::MakeLink(accessPoint));
        link = m_wifiLinks.back();
    }
    m_network.GetScheme().AddAccess(gateway, link);
}

Ptr<NetDevice>
LteWifiAccessNetwork::MakeHost(std::size_t mobile)
{
    const Ptr<Node> node = m_mobiles[mobile].node;
    Radios& radios = m_radios[mobile];
    HostHelper::Install(node);
    radios.logical = CreateObject<LogicalInterface>();
    node->AddDevice(radios.logical);
    radios.logical->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this](Ptr<const Packet> packet, const std::string& reason) {
                m_listener.dropped(packet, reason);
            }));
    if (!m_wifiLinks.empty())
    {
        const auto station = m_wifi.InstallStations(node).Get(0);
        m_wifi.AssignStreams(station, GetFirstStream(StreamKind::HOST_DEVICE, mobile));
        FollowWifiDrops(station, m_listener.dropped);
        WifiAccessHelper::Join(radios.logical, station, m_wifiLinks);
        WifiAccessHelper::GetHandover(station)->Leave(); // Until it is to attach.
        radios.station.device = station;
    }
    else
    {
        radios.logical->SetAddress(Mac48Address::Allocate());
    }
    radios.ue.device = m_lte.InstallUe(radios.logical);
    m_lte.AssignStreams(radios.ue.device, GetFirstStream(StreamKind::HOST_DEVICE, mobile) + 50);
    HostHelper::AddInterface(node, radios.logical);
    Follow(mobile);
    return radios.logical;
}

std::string
LteWifiAccessNetwork::GetIdentifier(std::size_t mobile) const
{
    return m_lte.GetImsi(m_radios[mobile].ue.device).GetIdentifier();
}

std::vector<LinkLayerAddress>
LteWifiAccessNetwork::GetInterfaces(std::size_t mobile) const
{
    const Radios& radios = m_radios[mobile];
    std::vector<LinkLayerAddress> interfaces{radios.ue.device->GetAddress()};
    if (radios.station.device)
    {
        interfaces.emplace_back(radios.station.device->GetAddress());
    }
    return interfaces;
}

LinkLayerAddress
LteWifiAccessNetwork::GetInterface(const MobileNode& mobile, const NodeName& gateway) const
{
    return IsLte(gateway) ? mobile.interfaces.front() : mobile.interfaces.back();
}

void
LteWifiAccessNetwork::Follow(std::size_t mobile)
{
    const Radios& radios = m_radios[mobile];
    const auto ue = LteAccessHelper::Observe(radios.ue.device);
    ue->TraceConnectWithoutContext("LinkUp",
                                   MakeFunctionCallback<uint16_t>([this, mobile](uint16_t cell) {
                                       HandleUp(mobile, m_cells.at(cell));
                                   }));
    ue->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<uint16_t, Time>(
            [this, mobile](uint16_t, Time lost) { HandleDown(mobile, true, lost); }));
    radios.logical->TraceConnectWithoutContext(
        "Active",
        MakeFunctionCallback<Ptr<NetDevice>, Ptr<NetDevice>>(
            [this, mobile](Ptr<NetDevice>, Ptr<NetDevice> to) { HandleActive(mobile, to); }));
    if (!radios.station.device)
    {
        return;
    }
    const auto station = WifiAccessHelper::Observe(radios.station.device);
    station->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Mac48Address>([this, mobile](Mac48Address accessPoint) {
            HandleUp(mobile, m_accessPoints.at(accessPoint));
        }));
    station->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Mac48Address, Time>(
            [this, mobile](Mac48Address, Time lost) { HandleDown(mobile, false, lost); }));
}

void
LteWifiAccessNetwork::HandleActive(std::size_t mobile, Ptr<NetDevice> active)
{
    Radios& radios = m_radios[mobile];
    if (radios.toLeave && active && active != radios.toLeave->device)
    {
        Radio* const old = radios.toLeave;
        radios.toLeave = nullptr;
        radios.pending = Simulator::Schedule(LINGER, [old] { Leave(*old); });
    }
}

void
LteWifiAccessNetwork::HandleUp(std::size_t mobile, const NodeName& gateway)
{
    Radio& radio = m_radios[mobile].Of(IsLte(gateway));
    radio.link = gateway;
    Tell(mobile, radio);
}

void
LteWifiAccessNetwork::Tell(std::size_t mobile, Radio& radio)
{
    Radios& radios = m_radios[mobile];
    const bool isBeside = radios.told && radios.told != &radio;
    radios.told = &radio;
    const auto& tell = isBeside ? m_listener.linkBeside : m_listener.linkUp;
    tell(m_mobiles[mobile].plan.name, *radio.link);
}

void
LteWifiAccessNetwork::HandleDown(std::size_t mobile, bool isUe, Time lost)
{
    Radios& radios = m_radios[mobile];
    Radio& radio = radios.Of(isUe);
    radio.link.reset();
    // Of two links the node's is the later one.
    if (radios.told == &radio)
    {
        radios.told = nullptr;
        m_listener.linkDown(m_mobiles[mobile].plan.name, lost);
        Radio& other = radios.Of(!isUe);
        if (other.link && other.order)
        {
            Tell(mobile, other);
        }
    }
    if (radios.next && IsLte(*radios.next) != isUe)
    {
        radios.pending = Simulator::ScheduleNow(
            [this, &own = radios.Of(!isUe), gateway = *radios.next] { Send(own, gateway); });
        radios.next.reset();
    }
}

void
LteWifiAccessNetwork::Send(Radio& radio, const NodeName& gateway) const
{
    if (IsLte(gateway))
    {
        LteAccessHelper::GetHandover(radio.device)->Move(m_stations.at(gateway));
    }
    else if (radio.order != gateway)
    {
        WifiAccessHelper::GetHandover(radio.device)->Move(m_stations.at(gateway));
    }
    radio.order = gateway;
}

void
LteWifiAccessNetwork::Leave(Radio& radio)
{
    radio.order.reset();
    if (const auto ue = DynamicCast<LteUeNetDevice>(radio.device))
    {
        LteAccessHelper::GetHandover(ue)->Leave();
    }
    else if (radio.device)
    {
        WifiAccessHelper::GetHandover(radio.device)->Leave();
    }
}

void
LteWifiAccessNetwork::Forget(Radios& radios)
{
    radios.pending.Cancel();
    radios.next.reset();
    radios.toLeave = nullptr;
}

void
LteWifiAccessNetwork::Attach(std::size_t mobile, const NodeName& gateway)
{
    Move(mobile, gateway);
}

void
LteWifiAccessNetwork::Move(std::size_t mobile, const NodeName& gateway)
{
    Radios& radios = m_radios[mobile];
    Forget(radios);
    const bool isLte = IsLte(gateway);
    Radio& own = radios.Of(isLte);
    Radio& other = radios.Of(!isLte);
    if (m_options[MAKE_BEFORE_BREAK])
    {
        Overlap(mobile, own, other, gateway);
        return;
    }
    if (other.order)
    {
        Leave(other);
    }
    if (other.link)
    {
        radios.next = gateway;
        return;
    }
    Send(own, gateway);
}

void
LteWifiAccessNetwork::Overlap(std::size_t mobile, Radio& own, Radio& other, const NodeName& gateway)
{
    Radios& radios = m_radios[mobile];
    // A UE that is to leave can still be told to stay.
    const bool isThere = own.link == gateway && (own.order == gateway || &own == &radios.ue);
    Send(own, gateway);
    if (!other.link || (isThere && radios.logical->GetActive() == own.device))
    {
        if (other.order)
        {
            Leave(other);
        }
        return;
    }
    radios.toLeave = &other;
    if (isThere)
    {
        radios.logical->Resume(own.device);
        Tell(mobile, own);
    }
}

void
LteWifiAccessNetwork::Detach(std::size_t mobile)
{
    Radios& radios = m_radios[mobile];
    Forget(radios);
    Leave(radios.ue);
    Leave(radios.station);
}

void
LteWifiAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        visitor(m_mobiles[i].plan.name.GetText(), "logical", m_radios[i].logical);
        if (m_radios[i].station.device)
        {
            visitor(m_mobiles[i].plan.name.GetText(), "wifi", m_radios[i].station.device);
        }
    }
    for (const auto& [gateway, device] : m_stations)
    {
        if (!IsLte(gateway))
        {
            visitor(gateway.GetText(), "wifi", device);
        }
    }
    VisitGateways(m_network, visitor);
}

void
LteWifiAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    if (DynamicCast<WifiNetDevice>(device))
    {
        WifiAccessHelper::EnablePcap(fileName, device);
        return;
    }
    CaptureIpv6(fileName, device);
}

Time
LteWifiAccessNetwork::GetLongestDelay() const
{
    return LONGEST_LTE_FRAME;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
