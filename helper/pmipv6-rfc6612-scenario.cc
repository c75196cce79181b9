/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6612-scenario.h"

#include <map>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

const Rfc6612Layout&
GetLayout(Rfc6612Scenario scenario)
{
    constexpr auto HOME = ProxyDomain::HOME;
    constexpr auto VISITED = ProxyDomain::VISITED;
    constexpr auto HIERARCHICAL = MobilityKind::HIERARCHICAL;
    constexpr auto ALTERNATIVE = MobilityKind::ALTERNATIVE;
    static const std::map<Rfc6612Scenario, Rfc6612Layout> layouts{
        {Rfc6612Scenario::A1, {true, VISITED, HIERARCHICAL, HIERARCHICAL}},
        {Rfc6612Scenario::A2, {false, std::nullopt, ALTERNATIVE, ALTERNATIVE}},
        {Rfc6612Scenario::A2_VISITED, {false, VISITED, ALTERNATIVE, ALTERNATIVE}},
        {Rfc6612Scenario::B, {false, HOME, MobilityKind::PROXY, MobilityKind::HOST}},
        {Rfc6612Scenario::B_A1, {true, VISITED, MobilityKind::PROXY, HIERARCHICAL}},
        {Rfc6612Scenario::B_A2, {false, std::nullopt, MobilityKind::PROXY, ALTERNATIVE}}};
    return layouts.at(scenario);
}

Rfc6279Case
GetWires(bool hasTwoAnchors)
{
    return hasTwoAnchors ? Rfc6279Case::A22 : Rfc6279Case::A21;
}

std::string
GetHomePrefix(bool isApart, uint32_t number)
{
    std::ostringstream text;
    text << (isApart ? "fd00:a:0:" : "fd00:1:0:") << std::hex << number + 1 << "::/64";
    return text.str();
}

std::string
GetHomeRange()
{
    return "fd00:a::/32";
}

Ipv6Address
GetHomeAgentAddress()
{
    return "fd00:c::4:1";
}

} // namespace pmipv6
} // namespace ns3
