/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ADDRESS_MARKS_H
#define PMIPV6_ADDRESS_MARKS_H

#include "pmipv6-host-state.h"

#include "ns3/ipv6-interface.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-host
 * Mark an address in ns-3's interface as deprecated, or as that no more. To ns-3 it is a mark and
 * no more: it uses a deprecated address as any other.
 *
 * @param interface the interface
 * @param address the address
 */
void MarkState(Ipv6Interface& interface, const HostAddress& address);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ADDRESS_MARKS_H
