/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_UPLINK_RULE_H
#define PMIPV6_UPLINK_RULE_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <boost/container/small_vector.hpp>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-access
/// The prefixes from which a node may send beyond its link: mostly one.
using OpenPrefixes = boost::container::small_vector<Prefix, 1>;

/**
 * @ingroup pmipv6-access
 * @param open the prefixes from which a node may send beyond its link
 * @param source the source of a packet of the node
 * @return an empty string if the packet may pass, or why not
 */
std::string CheckUplinkSource(const boost::container::small_vector_base<Prefix>& open,
                              const Ipv6Address& source);

/**
 * @ingroup pmipv6-access
 * @param open the prefixes from which a node may send, to which one is added unless it is there
 * @param prefix that one
 * @return true if it was not there
 */
bool OpenPrefix(OpenPrefixes& open, const Prefix& prefix);

/**
 * @ingroup pmipv6-access
 * @param open the prefixes from which a node may send, from which one is taken away
 * @param prefix that one
 * @return true if it was there
 */
bool ClosePrefix(OpenPrefixes& open, const Prefix& prefix);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_UPLINK_RULE_H
