/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MANAGEMENT_H
#define PMIPV6_LOCATION_MANAGEMENT_H

#include "pmipv6-anchor-function.h"

#include "ns3/ipv6-address.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Location Management Function of an anchor, which with it is an eLMA (draft-luo, 3.3).
 */
class LocationManagement : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take queries from a gateway, and tell it of its nodes (draft-luo, 8: a security association).
     * Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /**
     * Ask another eLMA, and answer it (draft-luo, 4.4.3: the interface between eLMAs). Before the
     * start.
     *
     * @param manager its LMAA
     * @param prefixes from which it assigns home network prefixes; none: they are not known, and it
     *        is asked for what no other is known to have
     */
    void AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MANAGEMENT_H
