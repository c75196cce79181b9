/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6612_SCENARIO_H
#define PMIPV6_RFC6612_SCENARIO_H

#include "pmipv6-interworking-helper.h"
#include "pmipv6-rfc6279-topology.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <optional>
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

/// @ingroup pmipv6-helper
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

/// @ingroup pmipv6-helper
/// What there is in a scenario. Odd gateways are of the domain of lma1 in each.
struct Rfc6612Layout
{
    /// The home agent is not on the node of lma1 (RFC 6612, 3); of B it is a choice.
    bool isAgentApart;
    /// Domain of mag2, mag4, ..; nothing: they are access routers without mobility support.
    std::optional<ProxyDomain> evenGateways;
    MobilityKind oddNodes;  //!< how the mobility of mn1, mn3, .. is managed
    MobilityKind evenNodes; //!< that of mn2, mn4 and so on

    /// @return true if there are two domains, with anchors lma1 and lma2
    bool HasVisitedDomain() const
    {
        return evenGateways == ProxyDomain::VISITED;
    }

    /// @return true if there are nodes of two kinds
    bool IsMixed() const
    {
        return oddNodes != evenNodes;
    }

    /// @param number of a mobile node, from 1
    /// @return how its mobility is managed
    MobilityKind GetMobility(uint32_t number) const
    {
        return number % 2 == 1 ? oddNodes : evenNodes;
    }

    /// @param number of a gateway, from 1
    /// @return its domain; nothing: it is an access router without mobility support
    std::optional<ProxyDomain> GetGatewayDomain(uint32_t number) const
    {
        return number % 2 == 1 ? ProxyDomain::HOME : evenGateways;
    }
};

/// @ingroup pmipv6-helper
/// @param scenario which @return what there is in a scenario
const Rfc6612Layout& GetLayout(Rfc6612Scenario scenario);

/// @ingroup pmipv6-helper
/// @param hasTwoAnchors there are two @return the wires: A21 with one anchor, A22 with two
Rfc6279Case GetWires(bool hasTwoAnchors);

/**
 * @ingroup pmipv6-helper
 * @param isApart the home agent is on a node of its own; else on that of lma1
 * @param number of a mobile node, from 1
 * @return its home network prefix: "fd00:a:0:2::/64", or "fd00:1:0:2::/64" of lma1's pool
 */
std::string GetHomePrefix(bool isApart, uint32_t number);

/// @ingroup pmipv6-helper
/// @return what the home agent on a node of its own has routed to it
std::string GetHomeRange();

/// @ingroup pmipv6-helper
/// @return address of a home agent that is on a node of its own
Ipv6Address GetHomeAgentAddress();

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6612_SCENARIO_H
