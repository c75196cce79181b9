/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MERGED_CACHE_H
#define PMIPV6_MERGED_CACHE_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-home-agent.h"

#include "ns3/ipv6-address.h"
#include "ns3/ptr.h"

#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-interworking
 * One binding cache entry a mobile node for both protocols, at a local mobility anchor that is its
 * home agent too: what RFC 6612, 4.2 advises against, for studies of the issues of 3.2. A Proxy
 * Binding Update takes the place of a binding, a Binding Update that of a session, and a
 * de-registration ends whichever there is; the sequence number goes with the entry, for Proxy
 * Binding Updates are ordered otherwise. Given to the anchor by LocalMobilityAnchor::AddFunction.
 */
class MergedCache : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param agent the home agent on the anchor's node, with its mobile nodes; before the start
     */
    void SetHomeAgent(Ptr<HomeAgent> agent);

    void Start(Ptr<LocalMobilityAnchor> anchor) override;
    void Stop() override;
    void Restart() override;
    void HandleBinding(const BindingCacheEntry& session,
                       BindingState from,
                       BindingState to,
                       const std::string& reason) override;
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) override;

  protected:
    void DoDispose() override;

  private:
    /// @param homeAddress the node's @return home network prefix of the node with a home address,
    /// or null
    const Prefix* FindPrefix(const Ipv6Address& homeAddress) const;

    Ptr<HomeAgent> m_agent;            //!< the home agent
    Ptr<LocalMobilityAnchor> m_anchor; //!< the anchor; null before the start and after the stop
    std::unordered_map<Prefix, Ipv6Address, PrefixHash> m_homeAddresses; //!< by prefix
    std::unordered_map<Ipv6Address, Prefix, AddressHash> m_homePrefixes; //!< by home address
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MERGED_CACHE_H
