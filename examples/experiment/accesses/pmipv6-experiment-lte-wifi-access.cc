/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-trace.h"
#include "pmipv6-experiment-values.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/lte-enb-net-device.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-logical-interface.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"

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

/// How long a UE averages what it hears of a cell: within so long a move begins.
const Time MEASUREMENT_PERIOD = MilliSeconds(200);
/// With repetitions on the air.
const Time LONGEST_FRAME = MilliSeconds(50);
/// Make before break: how long an old link stays beside the new one, for what is still under way to
/// its gateway.
const Time LINGER = MilliSeconds(200);
/// Between eNBs: beside one the others are no more than noise.
constexpr double ENB_DISTANCE = 1000;
/// Of an antenna, in metres.
constexpr double ENB_HEIGHT = 30;
/// Of access points, which are chosen and not looked for: all are within it.
constexpr double WIFI_RANGE = 5000;

std::unique_ptr<AccessNetwork> MakeLteWifiAccess(const ExperimentOptions& options,
                                                 Network& network,
                                                 AccessListener listener);

/// @return whether the gateway of a number has an eNB; else it has an access point. So the default
///         paths, by every second gateway, alternate
bool
IsLte(uint32_t number)
{
    return (number - 1) / 2 % 2 == 0;
}

/// @return the node of an EPC's PGW, or an ordinary one
Ptr<Node>
MakeGateway(uint32_t number)
{
    return IsLte(number) ? LteAccessHelper::CreateGateway() : CreateObject<Node>();
}

const AccessKind LTE_WIFI(40,
                          "lte-wifi",
                          &MakeLteWifiAccess,
                          {MEASUREMENT_PERIOD, nullptr, nullptr, &MakeGateway});

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

/// The interfaces of a mobile node.
struct Radios
{
    Ptr<LogicalInterface> logical; //!< over both
    Ptr<NetDevice> ue;             //!< LTE
    Ptr<NetDevice> station;        //!< Wi-Fi
    NodeName gateway;              //!< where it has its link, or had
    bool isUp{false};              //!< it has it
    Ptr<NetDevice> toLeave;        //!< make before break: which is left when the other serves
    std::optional<NodeName> next;  //!< break before make: where to go when the link is down
};

/**
 * --access=lte-wifi: mag1, mag2, mag5, mag6 .. are PGWs with an eNB each, the others have access
 * points. Nodes have a logical interface over a UE and a station; each gateway is told that a node
 * comes from another interface of its. Where a node is, its plan says, or with a trace who is
 * nearest.
 */
class LteWifiAccessNetwork : public AccessNetwork
{
  public:
    /// See AccessKind::Maker.
    LteWifiAccessNetwork(const ExperimentOptions& options,
                         Network& network,
                         AccessListener listener);

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
     * Let a device of a mobile node leave its gateway.
     *
     * @param radios the node's
     * @param device which
     */
    static void Leave(const Radios& radios, Ptr<NetDevice> device);

    LteAccessHelper m_lte;                           //!< makes EPCs, eNBs and UEs
    WifiAccessHelper m_wifi;                         //!< makes access points and stations
    std::map<NodeName, Ptr<NetDevice>> m_stations;   //!< eNBs and access points, by gateway
    std::vector<Ptr<WifiAccessLink>> m_wifiLinks;    //!< of access points
    std::map<uint16_t, NodeName> m_cells;            //!< gateways by cell
    std::map<Mac48Address, NodeName> m_accessPoints; //!< gateways by BSSID
    std::vector<Radios> m_radios;                    //!< by mobile node
};

std::unique_ptr<AccessNetwork>
MakeLteWifiAccess(const ExperimentOptions& options, Network& network, AccessListener listener)
{
    return std::make_unique<LteWifiAccessNetwork>(options, network, std::move(listener));
}

} // namespace

LteWifiAccessNetwork::LteWifiAccessNetwork(const ExperimentOptions& options,
                                           Network& network,
                                           AccessListener listener)
    : AccessNetwork(options, network, std::move(listener))
{
    m_wifi.SetFastHandover(true);
    m_wifi.SetRange(WIFI_RANGE);
    for (const auto& gateway : network.GetGateways())
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
    const std::size_t index = gateway.name.GetNumber() - 1;
    const bool isLte = IsLte(gateway.name.GetNumber());
    Vector position = GetGrid().empty() ? Vector() : GetGrid()[index];
    Ptr<AccessLink> link;
    if (isLte)
    {
        // A UE's radio is where its handover puts it, see LteHandover.
        position = Vector(static_cast<double>(index) * ENB_DISTANCE, 0, ENB_HEIGHT);
        const auto enb = m_lte.InstallEnb(gateway.node, position);
        m_lte.AssignStreams(enb, GetFirstStream(StreamKind::GATEWAY_DEVICE, index));
        m_stations[gateway.name] = enb;
        m_cells[DynamicCast<LteEnbNetDevice>(enb)->GetCellId()] = gateway.name;
        link = m_lte.MakeLink(gateway.node);
    }
    else
    {
        auto place = CreateObject<ConstantPositionMobilityModel>();
        place->SetPosition(position);
        gateway.node->AggregateObject(place);
        const auto accessPoint = m_wifi.InstallAccessPoints(gateway.node).Get(0);
        m_wifi.AssignStreams(accessPoint, GetFirstStream(StreamKind::GATEWAY_DEVICE, index));
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
    if (!m_wifiLinks.empty())
    {
        radios.station = m_wifi.InstallStations(node).Get(0);
        m_wifi.AssignStreams(radios.station, GetFirstStream(StreamKind::HOST_DEVICE, mobile));
        WifiAccessHelper::Join(radios.logical, radios.station, m_wifiLinks);
        WifiAccessHelper::GetHandover(radios.station)->Leave(); // Until it is to attach.
    }
    else
    {
        radios.logical->SetAddress(Mac48Address::Allocate());
    }
    radios.ue = m_lte.InstallUe(radios.logical);
    m_lte.AssignStreams(radios.ue, GetFirstStream(StreamKind::HOST_DEVICE, mobile) + 50);
    HostHelper::AddInterface(node, radios.logical);
    Follow(mobile);
    return radios.logical;
}

std::string
LteWifiAccessNetwork::GetIdentifier(std::size_t mobile) const
{
    return m_lte.GetImsi(m_radios[mobile].ue).GetIdentifier();
}

std::vector<LinkLayerAddress>
LteWifiAccessNetwork::GetInterfaces(std::size_t mobile) const
{
    const Radios& radios = m_radios[mobile];
    std::vector<LinkLayerAddress> interfaces{radios.ue->GetAddress()};
    if (radios.station)
    {
        interfaces.emplace_back(radios.station->GetAddress());
    }
    return interfaces;
}

LinkLayerAddress
LteWifiAccessNetwork::GetInterface(const MobileNode& mobile, const NodeName& gateway) const
{
    return IsLte(gateway.GetNumber()) ? mobile.interfaces.front() : mobile.interfaces.back();
}

void
LteWifiAccessNetwork::Follow(std::size_t mobile)
{
    const Radios& radios = m_radios[mobile];
    const auto ue = LteAccessHelper::Observe(radios.ue);
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
            [this, mobile](Ptr<NetDevice>, Ptr<NetDevice> to) {
                Radios& own = m_radios[mobile];
                if (own.toLeave && to && to != own.toLeave)
                {
                    Simulator::Schedule(LINGER, [&own, old = own.toLeave] {
                        if (own.logical->GetActive() != old)
                        {
                            Leave(own, old);
                        }
                    });
                    own.toLeave = nullptr;
                }
            }));
    if (!radios.station)
    {
        return;
    }
    const auto station = WifiAccessHelper::Observe(radios.station);
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
LteWifiAccessNetwork::HandleUp(std::size_t mobile, const NodeName& gateway)
{
    m_radios[mobile].gateway = gateway;
    m_radios[mobile].isUp = true;
    m_listener.linkUp(m_mobiles[mobile].plan.name, gateway);
}

void
LteWifiAccessNetwork::HandleDown(std::size_t mobile, bool isUe, Time lost)
{
    Radios& radios = m_radios[mobile];
    // Of two links the node's is the later one.
    if (radios.isUp && IsLte(radios.gateway.GetNumber()) == isUe)
    {
        radios.isUp = false;
        m_listener.linkDown(m_mobiles[mobile].plan.name, lost);
    }
    if (radios.next)
    {
        Simulator::ScheduleNow(&LteWifiAccessNetwork::Attach, this, mobile, *radios.next);
        radios.next.reset();
    }
}

void
LteWifiAccessNetwork::Attach(std::size_t mobile, const NodeName& gateway)
{
    const Radios& radios = m_radios[mobile];
    if (IsLte(gateway.GetNumber()))
    {
        LteAccessHelper::GetHandover(radios.ue)->Move(m_stations.at(gateway));
    }
    else
    {
        WifiAccessHelper::GetHandover(radios.station)->Move(m_stations.at(gateway));
    }
}

void
LteWifiAccessNetwork::Leave(const Radios& radios, Ptr<NetDevice> device)
{
    if (device == radios.ue)
    {
        LteAccessHelper::GetHandover(radios.ue)->Leave();
    }
    else
    {
        WifiAccessHelper::GetHandover(radios.station)->Leave();
    }
}

void
LteWifiAccessNetwork::Move(std::size_t mobile, const NodeName& gateway)
{
    Radios& radios = m_radios[mobile];
    const bool wasLte = IsLte(radios.gateway.GetNumber());
    if (wasLte != IsLte(gateway.GetNumber()))
    {
        const auto old = wasLte ? radios.ue : radios.station;
        if (m_options[MAKE_BEFORE_BREAK])
        {
            radios.toLeave = old;
        }
        else if (radios.isUp)
        {
            radios.next = gateway;
            Leave(radios, old);
            return;
        }
    }
    Attach(mobile, gateway);
}

void
LteWifiAccessNetwork::Detach(std::size_t mobile)
{
    const Radios& radios = m_radios[mobile];
    Leave(radios, radios.ue);
    if (radios.station)
    {
        Leave(radios, radios.station);
    }
}

void
LteWifiAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (std::size_t i = 0; i < m_mobiles.size(); ++i)
    {
        visitor(m_mobiles[i].plan.name.GetText(), "logical", m_radios[i].logical);
    }
    for (const auto& gateway : m_network.GetGateways())
    {
        const auto discovery = m_network.GetScheme().GetNeighborDiscovery(gateway);
        visitor(gateway.name.GetText(), "access", discovery->GetDevice());
    }
}

void
LteWifiAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    CaptureIpv6(fileName, device);
}

Time
LteWifiAccessNetwork::GetLongestDelay() const
{
    return LONGEST_FRAME;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
