/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_GATEWAYS_H
#define PMIPV6_EXPERIMENT_GATEWAYS_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/vector.h"

#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * Where gateways stand among nodes that move, and when a node belongs to another, as options
 * describe it.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Where a gateway stands.
struct GatewayPlace
{
    NodeName name;   //!< its name
    Vector position; //!< m; z is 0
};

/// Where gateways stand: a grid, or places out of a file.
struct GatewayLayout
{
    uint32_t rows{3};                   //!< of a grid, from south to north
    uint32_t columns{5};                //!< of a grid, from west to east
    std::string file;                   //!< the file; empty: a grid
    std::vector<GatewayPlace> places{}; //!< what is in the file, once it is read, by rising number
};

namespace option
{

extern const Option<GatewayLayout> GATEWAYS; //!< where gateways stand, among nodes that move freely
extern const Option<double> HYSTERESIS;      //!< by how many metres another must be nearer

} // namespace option

/**
 * @param options a run's
 * @return where its gateways stand, by rising number; nothing where nodes move by plan
 */
std::vector<GatewayPlace> GetGatewayPlaces(const ExperimentOptions& options);

/**
 * @param places where gateways stand
 * @return a file that --gateways takes
 */
std::string WriteGatewayPlaces(const std::vector<GatewayPlace>& places);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_GATEWAYS_H
