/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-trusted-gateways.h"

namespace ns3
{
namespace pmipv6
{

void
TrustedGateways::Start(Ptr<MobilityForwarding> forwarding, const std::vector<Ipv6Address>& gateways)
{
    Clear();
    m_forwarding = forwarding;
    for (const auto& gateway : gateways)
    {
        Add(gateway);
    }
}

void
TrustedGateways::Add(const Ipv6Address& gateway)
{
    if (m_gateways.insert(gateway).second)
    {
        m_forwarding->TrustGateway(gateway);
    }
}

void
TrustedGateways::Clear()
{
    for (const auto& gateway : m_gateways)
    {
        m_forwarding->DistrustGateway(gateway);
    }
    m_gateways.clear();
    m_forwarding = nullptr;
}

} // namespace pmipv6
} // namespace ns3
