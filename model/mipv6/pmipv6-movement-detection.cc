/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-movement-detection.h"

#include "pmipv6-mobile-node-rules.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
MovementDetection::Start(Parts parts)
{
    m_parts = std::move(parts);
    m_search.Start(
        m_parts.host,
        [this](const auto&... advertised) { Handle(advertised...); },
        m_parts.isSoliciting);
    const auto& addresses = m_parts.host->GetState().GetAddresses();
    const auto known = std::find_if(addresses.rbegin(), addresses.rend(), [](const auto& one) {
        return one.isPreferred;
    });
    if (known != addresses.rend())
    {
        VisitedLink link{known->interface, known->router, known->prefix, {}};
        for (const auto& one : addresses)
        {
            if (one.interface == link.interface && one.router == link.router)
            {
                link.prefixes.push_back(one.prefix);
            }
        }
        Settle(link, true);
    }
}

void
MovementDetection::Stop()
{
    m_search.Stop();
    m_detection.Cancel();
    m_candidate.reset();
    m_link.reset();
    m_parts = {};
}

void
MovementDetection::Handle(uint32_t interface,
                          const Ipv6Address& router,
                          const RouterAdvertisement& advertisement)
{
    const auto& latest = m_candidate ? m_candidate : m_link;
    const auto present = latest ? std::make_optional(latest->prefix) : std::nullopt;
    const auto prefix = DecideLink({advertisement, m_parts.homePrefix, present});
    if (!prefix || (latest && latest->interface == interface && latest->prefix == *prefix))
    {
        return;
    }
    if (m_link && m_link->interface == interface && m_link->prefix == *prefix)
    {
        m_detection.Cancel(); // It is still, or again, where it was.
        m_candidate.reset();
        return;
    }
    VisitedLink link{interface, router, *prefix, {}};
    for (const auto& told : advertisement.prefixes)
    {
        if (IsOfLink(told))
        {
            link.prefixes.push_back(told.prefix);
        }
    }
    if (m_parts.delay.IsZero())
    {
        Settle(link, false);
        return;
    }
    m_candidate = link;
    m_detection.Cancel();
    m_detection = Simulator::Schedule(m_parts.delay, [this, link] { Settle(link, false); });
}

void
MovementDetection::Settle(const VisitedLink& link, bool wasThere)
{
    m_detection.Cancel();
    m_candidate.reset();
    m_link = link;
    m_parts.moved(link, wasThere);
}

} // namespace pmipv6
} // namespace ns3
