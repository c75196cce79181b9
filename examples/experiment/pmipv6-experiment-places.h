/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PLACES_H
#define PMIPV6_EXPERIMENT_PLACES_H

#include "pmipv6-experiment-options.h"

#include "ns3/nstime.h"
#include "ns3/vector.h"

#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * Where gateways stand without a trace, and how stations walk between them (--access=wifi with
 * --wifiHandover=default).
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Range of an access point as a part of apDistance, for stations that walk: the cells overlap, and
/// a station is out of the old one before it is at the new access point.
constexpr double COVERAGE = 0.75;

/**
 * @param options a run's options without a trace
 * @param gateway number of a gateway
 * @return where it stands: gateways of odd numbers, which mn1 visits in order, along one street,
 *         those of even numbers along another, ten times as far away as the next access point, so
 *         that neither hears the other
 */
Vector GetGatewayPosition(const ExperimentOptions& options, uint32_t gateway);

/**
 * @param options a run's options
 * @return whether stations walk to the gateways that they visit
 */
bool AreStationsWalking(const ExperimentOptions& options);

/**
 * @param options a run's options, of which AreStationsWalking
 * @return when the last station arrives where it walks to; nothing if none walks
 */
std::optional<Time> GetEndOfWalks(const ExperimentOptions& options);

/**
 * @param options a run's options, of which AreStationsWalking
 * @return sentences about walks on which a station is out of the range of all access points, one
 *         for each two gateways
 */
std::vector<std::string> DescribeCoverageHoles(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PLACES_H
