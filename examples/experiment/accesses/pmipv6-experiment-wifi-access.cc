/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-wifi-access.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/llc-snap-header.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/waypoint-mobility-model.h"
#include "ns3/wifi-mac.h"
#include "ns3/wifi-mpdu.h"
#include "ns3/wifi-net-device.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// How a station changes its access point.
enum class WifiHandover
{
    FAST,    //!< at its moment it changes to the next gateway's channel
    DEFAULT, //!< it walks, and ns-3's own association decides
};

/// Range of an access point as a part of apDistance, for stations that walk: the cells overlap, and
/// a station is out of the old one before it is at the new access point.
constexpr double COVERAGE = 0.75;

const Time BEACON_INTERVAL = MicroSeconds(102400); //!< of ns-3's access points
const Time LONGEST_FRAME = MilliSeconds(2);        //!< with the time until it may be sent

std::unique_ptr<AccessNetwork> MakeWifiAccess(const AccessTerms& terms);
std::optional<Time> GetEndOfWalks(const ExperimentOptions& options);
std::vector<std::string> DescribeCoverageHoles(const ExperimentOptions& options);
std::string DescribeRoaming(const ExperimentOptions& options);

const AccessKind WIFI(10,
                      "wifi",
                      &MakeWifiAccess,
                      {BEACON_INTERVAL, &GetEndOfWalks, &DescribeCoverageHoles, &DescribeRoaming});

/// @return "with --access=ideal" where that is the technology; or ""
std::string
WithoutWifi(const ExperimentOptions& options)
{
    return options[option::ACCESS] == &WIFI ? "" : WithWord(options, option::ACCESS);
}

/// @return why there is no range to be chosen
std::string
WithPlanOrWithoutWifi(const ExperimentOptions& options)
{
    return IsPlanned(options) ? WithPlan(options) : WithoutWifi(options);
}

const Option<WifiHandover> WIFI_HANDOVER({OptionGroup::ACCESS,
                                          30,
                                          "wifiHandover",
                                          "fast: at its moment the station changes to the next "
                                          "gateway's channel; default: it walks, and "
                                          "its own association decides"},
                                         OneOf<WifiHandover>({{WifiHandover::FAST, "fast"},
                                                              {WifiHandover::DEFAULT, "default"}}),
                                         WifiHandover::FAST,
                                         {&WithoutWifi});

/// @return whether stations change channels at their moment
bool
IsFast(const ExperimentOptions& options)
{
    return options[WIFI_HANDOVER] == WifiHandover::FAST;
}

/// @return why no station walks
std::string
UnlessWalking(const ExperimentOptions& options)
{
    const std::string other = IsPlanned(options) ? WithoutWifi(options) : WithoutPlan(options);
    return !other.empty() || !IsFast(options) ? other : WithWord(options, WIFI_HANDOVER);
}

/// @return whether stations walk to the gateways that they visit
bool
AreStationsWalking(const ExperimentOptions& options)
{
    return UnlessWalking(options).empty();
}

const Option<double> SPEED({OptionGroup::ACCESS, 40, "speed", "of a station that walks"},
                           InUnit("m/s", {0.1, 1000}),
                           20.0,
                           {&UnlessWalking});

const Option<double> AP_DISTANCE(
    {OptionGroup::ACCESS,
     50,
     "apDistance",
     "between access points, for a station that walks: mag1, mag3, .. stand in one street, mag2, "
     "mag4, .. in another, ten times as far away; lma1 and lma2, as home links, before them"},
    InUnit("m", SOME_M),
    100.0,
    {&UnlessWalking});

const Option<double> RANGE(
    {OptionGroup::ACCESS, 60, "range", "of an access point, with --trace or --movement"},
    InUnit("m", SOME_M),
    400.0,
    {&WithPlanOrWithoutWifi});

const OwnedAttributes OWNED_BY_WIFI{
    {"ns3::RangePropagationLossModel::MaxRange", {&RANGE, &AP_DISTANCE}, ""},
    {"ns3::LogDistancePropagationLossModel::ReferenceLoss", {&RANGE, &AP_DISTANCE}, ""},
    {"ns3::WifiMac::Ssid", {&WIFI_HANDOVER}, ""},
    {"ns3::StaWifiMac::ActiveProbing", {&WIFI_HANDOVER}, "", &IsFast},
    {"ns3::StaWifiMac::ProbeRequestTimeout", {&WIFI_HANDOVER}, "", &IsFast},
    {"ns3::StaWifiMac::AssocRequestTimeout", {&WIFI_HANDOVER}, "", &IsFast},
    {"ns3::LogDistancePropagationLossModel::Exponent", {}, "it is 3"},
    {"ns3::LogDistancePropagationLossModel::ReferenceDistance", {}, "it is 1 m"},
    {"ns3::WifiPhy::TxPowerStart", {}, "it is 16 dBm"},
    {"ns3::WifiPhy::TxPowerEnd", {}, "it is 16 dBm"},
    {"ns3::ConstantRateWifiManager::DataMode", {}, "it is OfdmRate24Mbps"},
    {"ns3::ConstantRateWifiManager::ControlMode", {}, "it is OfdmRate6Mbps"},
};

/// @return what chooses an access point instead of who is nearest; or ""
std::string
DescribeRoaming(const ExperimentOptions& options)
{
    return IsFast(options) ? ""
                           : WithWord(options, WIFI_HANDOVER) +
                                 ", where ns-3's own association decides; allowed: "
                                 "--wifiHandover=fast";
}

/**
 * @param options a run's options
 * @param a where a walk begins
 * @param b where it ends
 * @return how many metres of it, at most at a stretch, lie out of every access point's range
 */
double
MeasureHole(const ExperimentOptions& options, const Vector& a, const Vector& b)
{
    const double length = CalculateDistance(a, b);
    const double range = COVERAGE * options[AP_DISTANCE];
    // For each access point the part of the way that is within its range, in metres from the start.
    std::vector<std::pair<double, double>> covered;
    for (const NodeName& gateway : ListPointsOfAttachment(options))
    {
        const Vector place = GetGatewayPosition(options, gateway);
        const double along =
            length > 0 ? ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / length
                       : 0;
        const double away = std::pow(CalculateDistance(place, a), 2) - along * along;
        if (away <= range * range)
        {
            const double half = std::sqrt(range * range - std::max(away, 0.0));
            covered.emplace_back(along - half, along + half);
        }
    }
    std::sort(covered.begin(), covered.end());
    double hole = 0;
    double reached = 0;
    for (const auto& [from, to] : covered)
    {
        hole = std::max(hole, std::min(from, length) - reached);
        reached = std::max(reached, to);
    }
    return std::max(hole, length - reached);
}

/// @return when the last station arrives
///         where it walks to or, if none walks, when the last move begins;
///         nothing if there is no move
std::optional<Time>
GetEndOfWalks(const ExperimentOptions& options)
{
    if (!AreStationsWalking(options))
    {
        return GetLastMove(options);
    }
    // The same in all runs, whatever their draws.
    ExperimentOptions fixed = options;
    fixed.Set(option::PHASE, Phase::FIXED);
    std::optional<Time> last;
    for (const PlannedNode& node : PlanMobileNodes(fixed))
    {
        // Where it is at a walk's begin, if that comes before the end of the one before.
        Vector from = GetGatewayPosition(options, *node.firstGateway);
        Vector to = from;
        double begin = 0;
        double end = 0;
        for (const PlannedMove& move : node.moves)
        {
            const double now = ToSeconds(move.detachAt);
            const double part = now < end ? (now - begin) / (end - begin) : 1;
            from = Vector(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), 0);
            to = GetGatewayPosition(options, move.to);
            begin = now;
            end = now + CalculateDistance(from, to) / options[SPEED];
        }
        if (!node.moves.empty())
        {
            last = std::max(last.value_or(Time(0)), FromSeconds(end));
        }
    }
    return last ? std::optional<Time>(*last + GetLongestMovePhase(options)) : std::nullopt;
}

/// @return sentences about walks on which a station
///         is out of the range of all access points,
///         one for each two gateways
std::vector<std::string>
DescribeCoverageHoles(const ExperimentOptions& options)
{
    std::vector<std::string> sentences;
    if (!AreStationsWalking(options))
    {
        return sentences;
    }
    std::set<NodePair> known;
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        for (const PlannedMove& move : node.moves)
        {
            if (!known.emplace(move.from, move.to).second)
            {
                continue;
            }
            const Vector from = GetGatewayPosition(options, move.from);
            const Vector to = GetGatewayPosition(options, move.to);
            const double hole = MeasureHole(options, from, to);
            if (hole > 0)
            {
                sentences.push_back(
                    "on the way from " + move.from.GetText() + " to " + move.to.GetText() + ", " +
                    FormatNumber(std::round(CalculateDistance(from, to))) +
                    " m, a station is for " + FormatNumber(std::round(hole)) +
                    " m out of every access point's range; mag1, mag3, .. stand in one street, "
                    "mag2, mag4, .. in another");
            }
        }
    }
    return sentences;
}

/// @return why Wi-Fi gives a frame up, as this module's traces say such things
std::string
GetDropReason(WifiMacDropReason reason)
{
    switch (reason)
    {
    case WIFI_MAC_DROP_FAILED_ENQUEUE:
        return "wifi-queue-full";
    case WIFI_MAC_DROP_EXPIRED_LIFETIME:
        return "wifi-lifetime-over";
    case WIFI_MAC_DROP_REACHED_RETRY_LIMIT:
        return "wifi-retry-limit";
    case WIFI_MAC_DROP_QOS_OLD_PACKET:
        return "wifi-old-packet";
    }
    return "wifi";
}

/**
 * --access=wifi: an access point at each gateway. With --wifiHandover=fast a station changes to the
 * next gateway's channel at its moment; else it walks there, and ns-3's own association decides.
 */
class WifiAccessNetwork : public AccessNetwork
{
  public:
    /// @param terms of what it is made
    explicit WifiAccessNetwork(const AccessTerms& terms);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetLongestDelay() const override;

  protected:
    Ptr<NetDevice> MakeHost(std::size_t mobile) override;
    void Attach(std::size_t mobile, const NodeName& gateway) override;
    void Move(std::size_t mobile, const NodeName& gateway) override;
    void Detach(std::size_t mobile) override;

  private:
    /**
     * @param gateway a gateway
     * @return where it stands
     */
    Vector GetPosition(const NodeName& gateway) const;

    /**
     * Let a station walk.
     *
     * @param mobile index of the node
     * @param target where to
     */
    void Walk(std::size_t mobile, const Vector& target);

    WifiAccessHelper m_wifi;                           //!< makes the devices
    std::map<NodeName, Ptr<NetDevice>> m_accessPoints; //!< by gateway
    std::map<Mac48Address, NodeName> m_gateways;       //!< by BSSID
};

std::unique_ptr<AccessNetwork>
MakeWifiAccess(const AccessTerms& terms)
{
    return std::make_unique<WifiAccessNetwork>(terms);
}

} // namespace

Vector
GetGatewayPosition(const ExperimentOptions& options, const NodeName& gateway)
{
    const double distance = options[AP_DISTANCE];
    const uint32_t number = gateway.GetNumber();
    const double street = number % 2 == 1 ? 0 : 10 * distance;
    const double place = gateway.Is(ANCHOR) ? -1.0 : (number - 1) / 2;
    return Vector(place * distance, street, 0);
}

void
FollowWifiDrops(Ptr<NetDevice> device,
                const std::function<void(Ptr<const Packet>, const std::string&)>& dropped)
{
    const auto mac = DynamicCast<WifiNetDevice>(device)->GetMac();
    const auto drop = [dropped](Ptr<const Packet> frame, const std::string& reason) {
        LlcSnapHeader llc;
        const bool isOfIpv6 = frame->GetSize() >= llc.GetSerializedSize() &&
                              frame->PeekHeader(llc) > 0 && llc.GetType() == IPV6_ETHERTYPE;
        const uint32_t before = isOfIpv6 ? llc.GetSerializedSize() : 0;
        dropped(frame->CreateFragment(before, frame->GetSize() - before), reason);
    };
    mac->TraceConnectWithoutContext(
        "MacTxDrop",
        MakeFunctionCallback<Ptr<const Packet>>(
            [drop](Ptr<const Packet> frame) { drop(frame, "not-associated"); }));
    mac->TraceConnectWithoutContext(
        "DroppedMpdu",
        MakeFunctionCallback<WifiMacDropReason, Ptr<const WifiMpdu>>(
            [drop](WifiMacDropReason reason, Ptr<const WifiMpdu> frame) {
                drop(frame->GetPacket(), GetDropReason(reason));
            }));
}

WifiAccessNetwork::WifiAccessNetwork(const AccessTerms& terms)
    : AccessNetwork(terms)
{
    m_wifi.SetFastHandover(IsFast(m_options));
    if (!IsPlanned())
    {
        m_wifi.SetRange(m_options[RANGE]);
    }
    else if (!IsFast(m_options))
    {
        m_wifi.SetRange(COVERAGE * m_options[AP_DISTANCE]);
    }
    for (const auto& gateway : m_network.GetPointsOfAttachment())
    {
        auto position = CreateObject<ConstantPositionMobilityModel>();
        // A station that changes channels at its moment need not move: all are within its range.
        position->SetPosition(!IsPlanned() || !IsFast(m_options) ? GetPosition(gateway.name)
                                                                 : Vector());
        gateway.node->AggregateObject(position);
        const auto accessPoint = m_wifi.InstallAccessPoints(gateway.node).Get(0);
        m_wifi.AssignStreams(accessPoint, GetFirstDeviceStream(gateway.name));
        m_accessPoints[gateway.name] = accessPoint;
        FollowWifiDrops(accessPoint, m_listener.dropped);
        m_gateways[Mac48Address::ConvertFrom(accessPoint->GetAddress())] = gateway.name;
        m_network.GetScheme().AddAccess(gateway, WifiAccessHelper::MakeLink(accessPoint));
    }
    MakeNodes();
    MakeHosts();
}

Vector
WifiAccessNetwork::GetPosition(const NodeName& gateway) const
{
    return IsPlanned() ? GetGatewayPosition(m_options, gateway) : GetPlace(gateway);
}

Ptr<NetDevice>
WifiAccessNetwork::MakeHost(std::size_t mobile)
{
    const PlannedNode& plan = m_mobiles[mobile].plan;
    const Ptr<Node> node = m_mobiles[mobile].node;
    if (IsPlanned())
    {
        auto walk = CreateObject<WaypointMobilityModel>();
        node->AggregateObject(walk);
        walk->AddWaypoint(
            Waypoint(Time(0), IsFast(m_options) ? Vector() : GetPosition(*plan.firstGateway)));
    }
    const auto first = m_accessPoints.find(plan.firstGateway.value_or(NodeName()));
    const auto device =
        m_wifi.InstallStations(node, first == m_accessPoints.end() ? nullptr : first->second)
            .Get(0);
    IdealAccessHelper::MakeHost(node, device);
    FollowWifiDrops(device, m_listener.dropped);
    auto observer = WifiAccessHelper::Observe(device);
    WifiAccessHelper::GetHandover(device)->Leave(); // Until its first attachment.
    const NodeName name = plan.name;
    observer->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Mac48Address>([this, name](Mac48Address accessPoint) {
            m_listener.linkUp(name, m_gateways.at(accessPoint));
        }));
    observer->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Mac48Address, Time>(
            [this, name](Mac48Address, Time lost) { m_listener.linkDown(name, lost); }));
    m_wifi.AssignStreams(device, GetFirstStream(StreamKind::HOST_DEVICE, mobile));
    return device;
}

void
WifiAccessNetwork::Walk(std::size_t mobile, const Vector& target)
{
    auto walk = m_mobiles[mobile].node->GetObject<WaypointMobilityModel>();
    const Vector here = walk->GetPosition();
    const Time now = Simulator::Now();
    walk->EndMobility();
    walk->AddWaypoint(Waypoint(now, here));
    const Time duration = Seconds(CalculateDistance(here, target) / m_options[SPEED]);
    walk->AddWaypoint(Waypoint(now + Max(duration, MilliSeconds(1)), target));
}

void
WifiAccessNetwork::Attach(std::size_t mobile, const NodeName& gateway)
{
    WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Move(m_accessPoints.at(gateway));
}

void
WifiAccessNetwork::Move(std::size_t mobile, const NodeName& gateway)
{
    if (IsFast(m_options))
    {
        WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Move(m_accessPoints.at(gateway));
    }
    else if (IsPlanned())
    {
        Walk(mobile, GetPosition(gateway));
    }
}

void
WifiAccessNetwork::Detach(std::size_t mobile)
{
    WifiAccessHelper::GetHandover(m_mobiles[mobile].device)->Leave();
}

void
WifiAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (const auto& mobile : m_mobiles)
    {
        visitor(mobile.plan.name.GetText(), "wifi", mobile.device);
    }
    for (const auto& [gateway, accessPoint] : m_accessPoints)
    {
        visitor(gateway.GetText(), "wifi", accessPoint);
    }
}

void
WifiAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    WifiAccessHelper::EnablePcap(fileName, device);
}

Time
WifiAccessNetwork::GetLongestDelay() const
{
    return LONGEST_FRAME;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
