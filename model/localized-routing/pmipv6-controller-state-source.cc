/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-controller-state-source.h"

namespace ns3
{
namespace pmipv6
{

ControllerStateSource::ControllerStateSource(Ptr<RouteOptimizationController> controller)
    : m_controller(controller)
{
}

std::vector<std::pair<Prefix, Prefix>>
ControllerStateSource::GetPairs() const
{
    std::vector<std::pair<Prefix, Prefix>> pairs;
    for (const auto* session : m_controller->GetSessions())
    {
        pairs.emplace_back(session->pair.source, session->pair.destination);
    }
    return pairs;
}

} // namespace pmipv6
} // namespace ns3
