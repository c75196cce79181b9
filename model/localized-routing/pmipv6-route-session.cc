/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-session.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(RouteSessionState state)
{
    switch (state)
    {
    case RouteSessionState::NONE:
        return "none";
    case RouteSessionState::RESOLVING:
        return "resolving";
    case RouteSessionState::TRIGGERED:
        return "triggered";
    case RouteSessionState::INITIATED:
        return "initiated";
    case RouteSessionState::ACTIVE:
        return "active";
    case RouteSessionState::INCOMPLETE:
        return "incomplete";
    case RouteSessionState::REFUSED:
        return "refused";
    case RouteSessionState::ENDING:
        return "ending";
    }
    return "none";
}

} // namespace pmipv6
} // namespace ns3
