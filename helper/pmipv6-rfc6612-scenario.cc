/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6612-scenario.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a prefix with a number in it, in hexadecimal
std::string
NumberPrefix(const std::string& front, uint32_t number)
{
    std::ostringstream text;
    text << front << std::hex << number << "::/64";
    return text.str();
}

/// @return true if there are nodes without MIPv6
bool
IsOfB(Rfc6612Scenario scenario)
{
    return scenario == Rfc6612Scenario::B || scenario == Rfc6612Scenario::B_A1 ||
           scenario == Rfc6612Scenario::B_A2;
}

} // namespace

bool
HasVisitedDomain(Rfc6612Scenario scenario)
{
    return scenario == Rfc6612Scenario::A1 || scenario == Rfc6612Scenario::B_A1 ||
           scenario == Rfc6612Scenario::A2_VISITED;
}

bool
IsAgentApart(Rfc6612Scenario scenario)
{
    return scenario == Rfc6612Scenario::A1 || scenario == Rfc6612Scenario::B_A1;
}

Rfc6612Gateway
GetGatewayKind(Rfc6612Scenario scenario, uint32_t number)
{
    if (number % 2 == 1 || scenario == Rfc6612Scenario::B)
    {
        return Rfc6612Gateway::HOME;
    }
    return HasVisitedDomain(scenario) ? Rfc6612Gateway::VISITED : Rfc6612Gateway::PLAIN;
}

MobilityKind
GetMobilityKind(Rfc6612Scenario scenario, uint32_t number)
{
    if (IsOfB(scenario) && number % 2 == 1)
    {
        return MobilityKind::PROXY;
    }
    if (scenario == Rfc6612Scenario::B)
    {
        return MobilityKind::HOST;
    }
    return IsAgentApart(scenario) ? MobilityKind::HIERARCHICAL : MobilityKind::ALTERNATIVE;
}

Rfc6279Case
GetWires(bool hasTwoAnchors)
{
    return hasTwoAnchors ? Rfc6279Case::A22 : Rfc6279Case::A21;
}

std::string
GetHomePrefix(bool isApart, uint32_t number)
{
    return NumberPrefix(isApart ? "fd00:a:0:" : "fd00:1:0:", number + 1);
}

std::string
GetHomeRange()
{
    return "fd00:a::/32";
}

std::string
GetLocalPrefix(uint32_t number)
{
    return NumberPrefix("fd00:9:0:", number);
}

} // namespace pmipv6
} // namespace ns3
