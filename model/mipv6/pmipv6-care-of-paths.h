/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CARE_OF_PATHS_H
#define PMIPV6_CARE_OF_PATHS_H

#include "pmipv6-care-of-addresses.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * How packets of a node go straight to its peers (RFC 6275, 5.5): from its own care-of address, if
 * it is a mobile node that has registered it there, and to the peer's, if that has registered one
 * here; the two know nothing of each other. The only writer of CareOfAction.
 */
class CareOfPaths : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * A node's paths, made at the first call.
     *
     * @param node a node with an IPv6 stack
     * @return its paths
     */
    static Ptr<CareOfPaths> Install(Ptr<Node> node);

    /**
     * @param own an address of this node
     * @param peer a peer's address
     * @param careOf the care-of address from which own sends to the peer; :: for none
     */
    void SetSource(const Ipv6Address& own, const Ipv6Address& peer, const Ipv6Address& careOf);

    /**
     * @param own an address of this node
     * @param peer a peer's address
     * @param careOf the care-of address at which the peer gets what own sends; :: for none
     */
    void SetDestination(const Ipv6Address& own, const Ipv6Address& peer, const Ipv6Address& careOf);

    /**
     * @param own an address of this node
     * @param peer a peer's address
     * @return the care-of addresses by which packets go
     */
    CareOfAddresses Find(const Ipv6Address& own, const Ipv6Address& peer) const;

    /**
     * @param address an address
     * @return true if a peer has told that it is its care-of address
     */
    bool IsCareOf(const Ipv6Address& address) const
    {
        return m_destinations.count(address) > 0;
    }

    /**
     * Has a packet gone straight? Asking ends it: the next time only later ones count.
     *
     * @param own an address of this node
     * @param peer a peer's address
     * @return true if one has since the last time
     */
    bool TakeUse(const Ipv6Address& own, const Ipv6Address& peer) const;

  protected:
    void DoDispose() override;

  private:
    /// An address of a peer, and one of this node.
    using Pair = std::pair<Ipv6Address, Ipv6Address>;

    /**
     * Packets between them go by others from now on.
     *
     * @param own this node's address, home address if it has one
     * @param peer the other's
     * @param careOf the care-of addresses of both
     */
    void Set(const Ipv6Address& own, const Ipv6Address& peer, const CareOfAddresses& careOf);

    /// Say how packets to a peer go whose source is open, and how large they may be.
    /// @param peer the other's address
    void SetOpen(const Ipv6Address& peer);

    std::map<Pair, CareOfAddresses> m_paths; //!< those that are straight
    /// Care-of addresses of peers, and of how many paths each is.
    std::unordered_map<Ipv6Address, uint32_t, AddressHash> m_destinations;
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ptr<Ipv6L3Protocol> m_ipv6;           //!< its IPv6
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CARE_OF_PATHS_H
