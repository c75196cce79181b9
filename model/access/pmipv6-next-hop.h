/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEXT_HOP_H
#define PMIPV6_NEXT_HOP_H

#include "ns3/ipv6-address.h"
#include "ns3/mac48-address.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * @param nextHop what AccessDevice::GetNextHop has made of a link-layer address
 * @return that link-layer address: the modified EUI-64 holds it (RFC 4291, appendix A)
 */
Mac48Address ToLinkLayer(const Ipv6Address& nextHop);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEXT_HOP_H
