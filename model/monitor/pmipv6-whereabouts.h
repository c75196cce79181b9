/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WHEREABOUTS_H
#define PMIPV6_WHEREABOUTS_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * A mobile node that is attached somewhere.
 */
struct AttachedNode
{
    std::string name;           //!< its name
    LinkLayerAddress linkLayer; //!< its link-layer address
    std::string gateway;        //!< name of the gateway where it is
};

/**
 * @ingroup pmipv6-monitor
 * Where mobile nodes are, whatever tables say; and how routers are called.
 */
struct Whereabouts
{
    std::unordered_map<std::string, AttachedNode> nodes; //!< those attached, by MN-Identifier
    std::unordered_map<Ipv6Address, std::string, AddressHash> routers; //!< names, by address

    /**
     * @param identifier an MN-Identifier
     * @return its node; null if that is attached nowhere
     */
    const AttachedNode* FindNode(const std::string& identifier) const
    {
        const auto node = nodes.find(identifier);
        return node == nodes.end() ? nullptr : &node->second;
    }

    /**
     * @param address an address
     * @return name of the router that has it, or the address as text
     */
    std::string GetName(const Ipv6Address& address) const;
};

/// @ingroup pmipv6-monitor
/// Attached mobile nodes by prefix, as their sessions have them.
using PrefixOwners = std::map<Prefix, AttachedNode>;

/// @ingroup pmipv6-monitor
/// Prefixes of mobile nodes between which packets pass, the smaller one first.
using PrefixPairs = std::set<std::pair<Prefix, Prefix>>;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WHEREABOUTS_H
