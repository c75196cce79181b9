/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-localized-route.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(LocalizedRouteState state)
{
    switch (state)
    {
    case LocalizedRouteState::NONE:
        return "none";
    case LocalizedRouteState::PENDING:
        return "pending";
    case LocalizedRouteState::ACTIVE:
        return "active";
    }
    return "none";
}

} // namespace pmipv6
} // namespace ns3
