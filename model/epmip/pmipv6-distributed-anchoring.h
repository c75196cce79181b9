/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_ANCHORING_H
#define PMIPV6_DISTRIBUTED_ANCHORING_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchored-sessions.h"
#include "pmipv6-claim-rules.h"
#include "pmipv6-distributed-mobility.h"
#include "pmipv6-distributed-routing.h"
#include "pmipv6-location-reports.h"
#include "pmipv6-peer-table.h"

#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Anchoring Function of an anchor, which with it is an eLMA of the deployment of
 * draft-luo, 7: gateways do what RFC 5213 says, and register a node at whichever eLMA is the best
 * for them. A node that comes to this one keeps its prefixes, wherever they are from: LMFs say
 * which it has and where it was (LocationReports), the eLMA where it was is told (7.2, as 4.3), and
 * eLMAs tunnel to each other what their nodes send. It works with a DistributedRouting and a
 * DistributedMobility of the same anchor, whose traces tell of it. The anchor's AnnouncesPool is
 * false, its PrefixHoldTime becomes the routing function's LocationLifetime if it is less. The
 * attributes are read when the anchor starts.
 */
class DistributedAnchoring : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param routing the anchor's routing function, with its peers: the LMFs as managers, the other
     *        eLMAs as gateways. Before the start
     * @param mobility the anchor's mobility function
     */
    void SetFunctions(Ptr<DistributedRouting> routing, Ptr<DistributedMobility> mobility);

    /**
     * Ask and tell an LMF (draft-luo, 7.4: the first is the preferred one; 8: a security
     * association). Before the start.
     *
     * @param manager its address
     */
    void AddManager(const Ipv6Address& manager);

    /// @return the routing function
    Ptr<DistributedRouting> GetRouting() const
    {
        return m_routing;
    }

    /// @return the mobility function
    Ptr<DistributedMobility> GetMobility() const
    {
        return m_mobility;
    }

    /// @return what LMFs are told
    const LocationReports& GetReports() const
    {
        return m_reports;
    }

    void Start(Ptr<LocalMobilityAnchor> anchor) override;
    void Stop() override;
    void Restart() override;
    std::optional<BindingStatus> Refuse(const ProxyRegistration& request,
                                        const BindingCacheEntry* session) override;
    bool IsToWait(const ProxyRegistration& request) override;
    std::vector<Prefix> GetPrefixes(const ProxyRegistration& request) override;
    void HandleBinding(const BindingCacheEntry& session,
                       BindingState from,
                       BindingState to,
                       const std::string& reason) override;
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) override;

    /**
     * TracedCallback signature for nodes of which LMFs are asked.
     *
     * @param node MN-Identifier
     * @param prefixes that it has; none: it is known to none
     * @param previous the eLMA where it was, or where it is if it has been registered there later;
     *        ::: none, or this one
     */
    using ClaimedTracedCallback = void (*)(const std::string& node,
                                           const std::vector<Prefix>& prefixes,
                                           const Ipv6Address& previous);

  protected:
    void DoDispose() override;

  private:
    /**
     * Ask LMFs of a node.
     *
     * @param identifier MN-Identifier
     * @param timestamp of its registration
     * @param claimed told when they have answered, or are silent
     */
    void BeginClaim(const std::string& identifier,
                    uint64_t timestamp,
                    std::function<void(const NodeClaim&)> claimed);

    /**
     * @param answer see ReadClaim
     * @param timestamp of the registration that asks
     * @return what LMFs say, with former eLMAs that are known alone
     */
    NodeClaim ReadAnswer(const LocationAnswer* answer, uint64_t timestamp) const;

    /**
     * LMFs have said where a node was that has been reported.
     *
     * @param first its prefix
     * @param answer what LMFs say
     */
    void HandleNamed(const Prefix& first, const LocationAnswer& answer);

    /// @param timestamp the request's; null: it has none @return when a request was sent, by its
    /// timestamp, by this node's clock if it has none
    uint64_t GetTimestamp(const TimestampOption* timestamp) const;

    /// @param session of the binding cache @return the same of a session
    uint64_t GetTimestamp(const BindingCacheEntry& session) const;

    /// @param session of the binding cache @return a session as the functions know it
    LocalNode MakeNode(const BindingCacheEntry& session) const;

    /// @param session of the binding cache @return by which registration the functions know a
    /// session
    RegistrationKey GetKey(const BindingCacheEntry& session);

    /**
     * A node has been elsewhere, or LMFs do not know of it.
     *
     * @param session which
     * @param claim what LMFs say of its node
     */
    void HandleClaimed(const BindingCacheEntry& session, const NodeClaim& claim);

    /// @param identifier MN-Identifier @return what LMFs have said of a node that is being
    /// registered; null if nothing
    const NodeClaim* FindClaim(const std::string& identifier) const;

    /// What comes for a node is sent on to another eLMA, which has it now. @param first its prefix
    void Leave(const Prefix& first);

    /// An LMF knows of a later registration elsewhere. @param first prefix of the node
    void LeaveAsTold(const Prefix& first);

    /// Forget everything.
    void Clear();

    Ptr<LocalMobilityAnchor> m_anchor;         //!< the anchor; null before the start
    Ptr<DistributedRouting> m_routing;         //!< DRF
    Ptr<DistributedMobility> m_mobility;       //!< DMF
    PeerTable m_peers;                         //!< the LMFs
    LocationReports m_reports;                 //!< tells them
    std::map<std::string, NodeClaim> m_claims; //!< of nodes that are being registered
    AnchoredSessions m_sessions;               //!< of nodes that are, or go on elsewhere
    double m_reportFraction{2.0 / 3};          //!< ReportFraction
    uint32_t m_retries{2};                     //!< ManagerRetries
    TracedCallback<const std::string&, const std::vector<Prefix>&, const Ipv6Address&>
        m_claimed; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_ANCHORING_H
