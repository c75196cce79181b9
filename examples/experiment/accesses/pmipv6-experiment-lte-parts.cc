/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-lte-parts.h"

#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"

#include "ns3/lte-enb-net-device.h"
#include "ns3/lte-enb-rrc.h"
#include "ns3/pmipv6-function-callback.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Of an antenna, in metres.
constexpr double ENB_HEIGHT = 30;
/// How many UEs can report to an eNB in a period of as many ms (3GPP TS 36.213, table 8.2-1).
constexpr uint16_t SRS_PERIODS[] = {40, 80, 160, 320};

/// @return the least SRS periodicity that serves so many UEs
uint16_t
GetSrsPeriod(std::size_t nUes)
{
    for (const uint16_t period : SRS_PERIODS)
    {
        if (nUes < period)
        {
            return period;
        }
    }
    return SRS_PERIODS[3];
}

/// @return whether a run's nodes have LTE
bool
HasLte(const ExperimentOptions& options)
{
    const std::string& word = options[option::ACCESS]->word;
    return word == "lte" || word == "lte-wifi";
}

const OwnedAttributes OWNED_BY_LTE{
    {"ns3::LteEnbRrc::SrsPeriodicity",
     {},
     "40, 80, 160 or 320 ms, the least that serves all UEs at one eNB",
     &HasLte},
};

} // namespace

Sentence
CheckUeCount(const ExperimentOptions& options)
{
    const std::size_t nUes = HasLte(options) ? PlanMobileNodes(options).size() : 0;
    const std::size_t most = SRS_PERIODS[3] - 1;
    if (nUes <= most)
    {
        return std::nullopt;
    }
    return std::to_string(nUes) +
           " mobile nodes are not allowed with --access=" + options[option::ACCESS]->word +
           ", for all may meet at one eNB; allowed: 1 to " + std::to_string(most) +
           " (two for each of --mobileNodes, or those of --trace)";
}

std::vector<std::string>
DescribeRounding(const ExperimentOptions& options)
{
    std::vector<std::string> sentences;
    const auto check = [&](const Option<Time>& option, double unit, bool matters) {
        const Time value = options[option];
        if (matters && value.GetTimeStep() % LTE_MEASUREMENT_PERIOD.GetTimeStep() != 0)
        {
            sentences.push_back("--" + option.GetName() + "=" +
                                FormatNumber(value.GetSeconds() / unit) +
                                " is rounded: a connected UE leaves its cell at multiples of 200 "
                                "ms only, all at the same; detached_s says when");
        }
    };
    const bool isPlanned = IsPlanned(options) && options[option::MOVES] > 0;
    check(option::DWELL,
          1,
          isPlanned && options[option::MOVES] > 1 && options[option::MOVE] != Move::NONE);
    check(option::MOVE_OFFSET, 1e-3, isPlanned && options[option::MOVE] == Move::BOTH);
    check(option::STAGGER, 1e-3, isPlanned && options[option::MOBILE_NODES] > 1);
    return sentences;
}

double
GetRowIndex(const NodeName& gateway)
{
    return gateway.Is(ANCHOR) ? -static_cast<double>(gateway.GetNumber())
                              : gateway.GetNumber() - 1.0;
}

Ptr<NetDevice>
InstallEnb(LteAccessHelper& lte, const NetworkNode& gateway, const Vector& place, std::size_t nUes)
{
    const auto enb = lte.InstallEnb(gateway.node, Vector(place.x, place.y, ENB_HEIGHT));
    DynamicCast<LteEnbNetDevice>(enb)->GetRrc()->SetSrsPeriodicity(GetSrsPeriod(nUes));
    lte.AssignStreams(enb, GetFirstDeviceStream(gateway.name));
    return enb;
}

Ptr<AccessLink>
MakeLteLink(LteAccessHelper& lte, const NetworkNode& gateway, const AccessListener& listener)
{
    const auto link = lte.MakeLink(gateway.node);
    link->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [dropped = listener.dropped](Ptr<const Packet> packet, const std::string& reason) {
                dropped(packet, reason);
            }));
    return link;
}

void
VisitGateways(const Network& network, const CaptureVisitor& visitor)
{
    for (const auto& gateway : network.GetPointsOfAttachment())
    {
        const auto discovery = network.GetScheme().GetNeighborDiscovery(gateway);
        visitor(gateway.name.GetText(), "access", discovery->GetDevice());
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
