/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_CORE_H
#define PMIPV6_EXPERIMENT_CORE_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-rfc6279-topology.h"
#include "ns3/pmipv6-rfc6612-scenario.h"

#include <cstdint>
#include <map>
#include <optional>
#include <variant>
#include <vector>

/**
 * @file
 * The core of the network as options describe it: the case, its shape, its delays.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// What anchors and gateways there are, and what they are.
using Case = std::variant<Rfc6279Case, Rfc6612Scenario>;

/// Shape of the core network.
enum class Core
{
    MESH, //!< a link between any two of its nodes
    STAR, //!< all through one router
};

/// What kind of node cn1 is.
enum class Correspondent
{
    MOBILE, //!< a mobile node, one for each mnI
    FIXED,  //!< one node behind the core for all
};

namespace option
{

extern const Option<Case> CASE;                       //!< anchors and gateways of a pair
extern const Option<std::vector<uint32_t>> VISITED;   //!< gateways of another domain, by number
extern const Option<Core> CORE;                       //!< shape of the core network
extern const Option<uint32_t> TRANSIT;                //!< routers on each link of the mesh
extern const Option<Correspondent> CORRESPONDENT;     //!< kind of node that cn1 is
extern const Option<Time> DELAY_MAG_LMA;              //!< one way, gateway to anchor
extern const Option<Time> DELAY_MAG_MAG;              //!< one way, gateway to gateway
extern const Option<Time> DELAY_LMA_LMA;              //!< one way, anchor to anchor
extern const Option<Time> DELAY_CN_LMA;               //!< one way, fixed correspondent to others
extern const Option<std::map<NodePair, Time>> DELAYS; //!< one way, of one pair

} // namespace option

/**
 * @param options a run's
 * @return its scenario of RFC 6612; nothing with another case
 */
std::optional<Rfc6612Scenario> GetScenario(const ExperimentOptions& options);

/**
 * @param options a run's, with a scenario of RFC 6612
 * @param number of a gateway
 * @return its domain; nothing: it is an access router without mobility support
 */
std::optional<ProxyDomain> GetGatewayDomain(const ExperimentOptions& options, uint32_t number);

/**
 * @param options a run's
 * @return the wires that its case has
 */
Rfc6279Case GetWires(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return where its case has its nodes
 */
const Rfc6279Places& GetPlaces(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return whether there are two anchors, each of a node of a pair or of a domain
 */
bool HasTwoAnchors(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return whether correspondents are mobile nodes
 */
bool HasMobileCorrespondents(const ExperimentOptions& options);

/**
 * @param options a run's
 * @return access routers of the fixed correspondent, of which the first is its own; none: it has a
 *         place of its own in the core, or there is none
 */
std::vector<NodeName> ListAccessRouters(const ExperimentOptions& options);

/**
 * @param options a run's
 * @param a a node's name
 * @param b another's
 * @return the delay between them that --delay gave, in either order
 */
std::optional<Time> FindDelay(const ExperimentOptions& options,
                              const NodeName& a,
                              const NodeName& b);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CORE_H
