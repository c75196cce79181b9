/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_NAMES_H
#define PMIPV6_PREFIX_NAMES_H

#include "pmipv6-prefix-pair.h"

#include <map>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Which prefix is which mobile node's, as gateways have registered them; the address of a node that
 * is none is a prefix of its own.
 */
class PrefixNames
{
  public:
    /**
     * @param prefix a prefix
     * @param node name of its mobile node
     */
    void Set(const Prefix& prefix, const std::string& node);

    /**
     * @param prefix one that was set
     * @return name of its mobile node
     */
    const std::string& GetNode(const Prefix& prefix) const
    {
        return m_nodes.at(prefix);
    }

    /**
     * @param pair of addresses or prefixes
     * @return the prefixes of two mobile nodes; nothing if one of them is none
     */
    std::optional<PrefixPair> FindPair(const PrefixPair& pair) const;

    /**
     * @param prefix an address, or a prefix of a mobile node
     * @return that node's prefix; nothing if it is no mobile node's
     */
    std::optional<Prefix> FindPrefix(const Prefix& prefix) const;

  private:
    std::map<Prefix, std::string> m_nodes; //!< names of mobile nodes
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_NAMES_H
