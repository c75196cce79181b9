/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6612_SCENARIO_H
#define PMIPV6_RFC6612_SCENARIO_H

#include "pmipv6-interworking-helper.h"
#include "pmipv6-rfc6279-topology.h"

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup pmipv6-helper
 * What there is in each scenario of RFC 6612.
 */

namespace ns3
{
namespace pmipv6
{

/// The scenarios of RFC 6612, 3.
enum class Rfc6612Scenario
{
    A1,         //!< figure 1: PMIPv6 within domains, MIPv6 between them
    A2,         //!< figure 2: the MIPv6 home link is a PMIPv6 domain, elsewhere is plain IPv6
    A2_VISITED, //!< figure 3: likewise, and elsewhere is another PMIPv6 domain
    B,          //!< figure 4: nodes of both kinds in one domain
    B_A1,       //!< B and A.1: nodes without MIPv6 in the first of A.1's domains
    B_A2,       //!< B and A.2: nodes without MIPv6 in A.2's home domain
};

/// What a gateway is in a scenario.
enum class Rfc6612Gateway
{
    HOME,    //!< of the domain of lma1
    VISITED, //!< of the domain of lma2
    PLAIN,   //!< an access router without mobility support
};

/// @return true if there are two domains, with anchors lma1 and lma2
bool HasVisitedDomain(Rfc6612Scenario scenario);

/// @return true if the home agent is not on the node of lma1 (RFC 6612, 3); of B it is a choice
bool IsAgentApart(Rfc6612Scenario scenario);

/// @return what gateway mag1, mag2, .. is: odd ones are of the domain of lma1
Rfc6612Gateway GetGatewayKind(Rfc6612Scenario scenario, uint32_t number);

/// @return how the mobility of mn1, mn2, .. is managed: in the scenarios of B odd ones have no
/// MIPv6
MobilityKind GetMobilityKind(Rfc6612Scenario scenario, uint32_t number);

/// @return the wires: A21 with one anchor, A22 with two
Rfc6279Case GetWires(bool hasTwoAnchors);

/**
 * @param isApart the home agent is on a node of its own; else on that of lma1
 * @param number of a mobile node, from 1
 * @return its home network prefix: "fd00:a:0:2::/64", or "fd00:1:0:2::/64" of lma1's pool
 */
std::string GetHomePrefix(bool isApart, uint32_t number);

/// @return what the home agent on a node of its own has routed to it
std::string GetHomeRange();

/// @return the prefix of a gateway itself, "fd00:9:0:1::/64"
std::string GetLocalPrefix(uint32_t number);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6612_SCENARIO_H
