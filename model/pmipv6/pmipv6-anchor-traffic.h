/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_TRAFFIC_H
#define PMIPV6_ANCHOR_TRAFFIC_H

#include "pmipv6-anchor-listener.h"
#include "pmipv6-binding-cache.h"
#include "pmipv6-mobility-forwarding.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What an anchor writes into its node's forwarding table (RFC 5213, 5.6.2): for each session by
 * destination through the tunnel to the gateway, or nowhere while the session waits; what is sent
 * to nobody in the range of its pool.
 */
class AnchorTraffic
{
  public:
    /**
     * @param forwarding the node's data plane
     */
    void Start(Ptr<MobilityForwarding> forwarding);

    /**
     * The state of a session has changed: write where its packets go.
     *
     * @param session the session
     * @param state its state; NONE: it is about to go
     * @param settings the anchor's attributes now
     */
    void Apply(const BindingCacheEntry& session,
               BindingState state,
               const AnchorSettings& settings);

    /**
     * Drop what is sent to a prefix that nobody has registered, from now on.
     *
     * @param range the range of the anchor's pool
     */
    void OpenPool(const Prefix& range);

    /// Have nothing to do with that any more. Nothing happens without OpenPool.
    void ClosePool();

    /// Let go of the node's objects.
    void Dispose();

  private:
    Ptr<MobilityForwarding> m_forwarding;          //!< the node's data plane
    std::optional<ForwardingMatch> m_unregistered; //!< what is sent to nobody in the pool's range
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_TRAFFIC_H
