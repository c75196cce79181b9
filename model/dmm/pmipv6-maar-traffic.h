/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_TRAFFIC_H
#define PMIPV6_MAAR_TRAFFIC_H

#include "pmipv6-access-device.h"
#include "pmipv6-anchoring-rules.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"

#include <functional>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a MAAR writes into its node's forwarding table. Of a prefix that is anchored here by
 * destination alone: delivered while its node is here, and what the node sends is routed as
 * anything else (RFC 8885, 3.1); tunnelled while the node is elsewhere. Of a prefix that is
 * anchored elsewhere what its node here sends by source through the tunnel, and what comes out of
 * the tunnel by destination (3.2, 5).
 */
class MaarTraffic
{
  public:
    /**
     * @param forwarding the node's data plane
     * @param getAccess gives the interface towards mobile nodes, which may come later
     * @param local address of this MAAR, the tunnels' end here
     */
    void Start(Ptr<MobilityForwarding> forwarding,
               std::function<Ptr<AccessDevice>()> getAccess,
               const Ipv6Address& local);

    /**
     * What nobody has of a pool is dropped.
     *
     * @param range of the pool
     */
    void OpenPool(const Prefix& range);

    /// Let go of the pool.
    void ClosePool();

    /**
     * Forward packets to an anchored prefix as its row says now.
     *
     * @param node the row; NONE: forward them no more
     */
    void Apply(const AnchoredNode& node);

    /**
     * Take no more what a node sends from what is anchored here.
     *
     * @param linkLayer its link-layer address
     * @param node the row
     */
    void CloseUplinks(const LinkLayerAddress& linkLayer, const AnchoredNode& node);

    /**
     * Forward packets from and to a node here by its prefix from elsewhere.
     *
     * @param node its link-layer address
     * @param anchorage the prefix, and where it is anchored
     * @param isSending what it sends too; false: what comes for it alone
     */
    void Open(const LinkLayerAddress& node, const Anchorage& anchorage, bool isSending);

    /**
     * Forward them no more.
     *
     * @param node its link-layer address. If the node has the prefix at another interface by now,
     * that one's are forwarded still
     * @param anchorage the prefix, and where it is anchored
     */
    void Close(const LinkLayerAddress& node, const Anchorage& anchorage);

    /**
     * @param prefix a prefix that is anchored here
     * @return true if a packet for it was forwarded since this was asked last
     */
    bool TakeUse(const Prefix& prefix) const;

    /// Let go of the node's objects.
    void Dispose();

  private:
    Ptr<MobilityForwarding> m_forwarding;           //!< the node's data plane
    std::function<Ptr<AccessDevice>()> m_getAccess; //!< the interface towards mobile nodes
    Ipv6Address m_local;                            //!< of this MAAR
    std::optional<Prefix> m_pool;                   //!< the pool
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_TRAFFIC_H
