/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-search.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-host-neighbor-discovery.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/net-device.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// MAX_RTR_SOLICITATION_DELAY (RFC 4861, 10).
const Time SOLICITATION_DELAY = Seconds(1);

} // namespace

RouterSearch::RouterSearch()
    : m_self(std::make_shared<RouterSearch*>(this))
{
}

RouterSearch::~RouterSearch()
{
    Stop();
    *m_self = nullptr;
}

void
RouterSearch::Start(Ptr<Ipv6Host> host, Ipv6Host::AdvertisedCallback advertised)
{
    m_host = host;
    m_host->SetAdvertisedCallback(
        [this, advertised = std::move(advertised)](uint32_t interface,
                                                   const Ipv6Address& router,
                                                   const RouterAdvertisement& advertisement) {
            m_waits[interface].Cancel();
            advertised(interface, router, advertisement);
        });
    const auto ipv6 = m_host->GetObject<Ipv6>();
    for (uint32_t interface = 1; interface < ipv6->GetNInterfaces(); ++interface)
    {
        const auto note = MakeFunctionCallback<>([self = m_self, interface] {
            if (*self)
            {
                (*self)->NoteLink(interface);
            }
        });
        const auto device = ipv6->GetNetDevice(interface);
        if (!device->TraceConnectWithoutContext("LinkState", note))
        {
            device->AddLinkChangeCallback(note);
        }
    }
}

void
RouterSearch::Stop()
{
    if (m_host)
    {
        m_host->SetAdvertisedCallback(nullptr);
        m_host = nullptr;
    }
    for (auto& [interface, wait] : m_waits)
    {
        wait.Cancel();
    }
}

void
RouterSearch::NoteLink(uint32_t interface)
{
    if (!m_host)
    {
        return;
    }
    auto& wait = m_waits[interface];
    wait.Cancel();
    if (m_host->GetObject<Ipv6>()->GetNetDevice(interface)->IsLinkUp())
    {
        wait = Simulator::Schedule(SOLICITATION_DELAY, &RouterSearch::Solicit, this, interface);
    }
}

void
RouterSearch::Solicit(uint32_t interface) const
{
    const auto from = m_host->GetObject<Ipv6L3Protocol>()->GetInterface(interface);
    if (from->IsUp())
    {
        // It is repeated until an advertisement is taken.
        m_host->GetNeighborDiscovery()->SendRS(from->GetLinkLocalAddress().GetAddress(),
                                               Ipv6Address::GetAllRoutersMulticast(),
                                               from->GetDevice()->GetAddress());
    }
}

} // namespace pmipv6
} // namespace ns3
