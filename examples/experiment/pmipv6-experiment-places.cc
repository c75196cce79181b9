/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-places.h"

#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cmath>
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

/**
 * @param options a run's options
 * @param name a gateway's name
 * @return where it stands
 */
Vector
FindPosition(const ExperimentOptions& options, const std::string& name)
{
    return GetGatewayPosition(options, ReadNodeName(name).value_or(NodeName{"mag", 1}).number);
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
    const double range = COVERAGE * options.apDistance;
    // For each access point the part of the way that is within its range, in metres from the start.
    std::vector<std::pair<double, double>> covered;
    for (const uint32_t gateway : ListGateways(options))
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

} // namespace

Vector
GetGatewayPosition(const ExperimentOptions& options, uint32_t gateway)
{
    const double street = gateway % 2 == 1 ? 0 : 10 * options.apDistance;
    return Vector((gateway - 1) / 2 * options.apDistance, street, 0);
}

bool
AreStationsWalking(const ExperimentOptions& options)
{
    return options.access == Access::WIFI && options.wifiHandover == WifiHandover::DEFAULT &&
           !options.trace;
}

std::optional<Time>
GetEndOfWalks(const ExperimentOptions& options)
{
    // The same in all runs, whatever their draws.
    ExperimentOptions fixed = options;
    fixed.phase = Phase::FIXED;
    std::optional<Time> last;
    for (const PlannedNode& node : PlanMobileNodes(fixed))
    {
        // Where it is at a walk's begin, if that comes before the end of the one before.
        Vector from = FindPosition(options, node.firstGateway);
        Vector to = from;
        double begin = 0;
        double end = 0;
        for (const PlannedMove& move : node.moves)
        {
            const double now = ToSeconds(move.detachAt);
            const double part = now < end ? (now - begin) / (end - begin) : 1;
            from = Vector(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), 0);
            to = FindPosition(options, move.to);
            begin = now;
            end = now + CalculateDistance(from, to) / options.speed;
        }
        if (!node.moves.empty())
        {
            last = std::max(last.value_or(Time(0)), FromSeconds(end));
        }
    }
    return last ? std::optional<Time>(*last + GetLongestMovePhase(options)) : std::nullopt;
}

std::vector<std::string>
DescribeCoverageHoles(const ExperimentOptions& options)
{
    std::vector<std::string> sentences;
    std::set<std::pair<std::string, std::string>> known;
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        for (const PlannedMove& move : node.moves)
        {
            if (!known.emplace(move.from, move.to).second)
            {
                continue;
            }
            const Vector from = FindPosition(options, move.from);
            const Vector to = FindPosition(options, move.to);
            const double hole = MeasureHole(options, from, to);
            if (hole > 0)
            {
                sentences.push_back(
                    "on the way from " + move.from + " to " + move.to + ", " +
                    FormatNumber(std::round(CalculateDistance(from, to))) +
                    " m, a station is for " + FormatNumber(std::round(hole)) +
                    " m out of every access point's range; mag1, mag3, .. stand in one street, "
                    "mag2, mag4, .. in another");
            }
        }
    }
    return sentences;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
