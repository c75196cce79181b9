/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_ANCHOR_ACCESS_ROUTER_H
#define PMIPV6_MOBILITY_ANCHOR_ACCESS_ROUTER_H

#include "pmipv6-anchor-upkeep.h"
#include "pmipv6-anchored-nodes.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-maar-answers.h"
#include "pmipv6-maar-nodes.h"
#include "pmipv6-maar-peers.h"
#include "pmipv6-maar-requests.h"
#include "pmipv6-maar-traffic.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-previous-anchors.h"
#include "pmipv6-state-change.h"

#include "ns3/traced-callback.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Mobility Anchor and Access Router, MAAR (RFC 8885): what makes a mobile access gateway one. Nodes
 * whose anchor is a Central Mobility Database get a prefix of this MAAR's own pool, which it routes
 * as any access router does; when they move it tunnels what comes for that prefix to the MAAR where
 * they are, and there what they send from it comes back. Nodes of other anchors are served as RFC
 * 5213 says, and so is the session that a node may have at a central anchor beside these prefixes
 * (PolicyProfile::centralAnchor).
 *
 * Registration is the gateway's; this function adds the D flag, the prefix and what answers mean
 * (MaarAnswers), takes the database's requests (MaarRequests), has nodes come and go (MaarNodes),
 * and keeps what is anchored here (AnchoredNodes) and what nodes here have from elsewhere
 * (PreviousAnchors). The pool and the lifetime are read when the gateway starts, other attributes
 * at each use.
 */
class MobilityAnchorAccessRouter : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take requests from a database, and have nodes whose anchor it is registered there as RFC 8885
     * says (6: a security association). Before the start.
     *
     * @param database its address, one of the gateway's anchors too
     */
    void AddDatabase(const Ipv6Address& database)
    {
        m_peers.AddDatabase(database);
    }

    /**
     * Know another MAAR of the domain. With PreviousAnswers answers are taken from it (6: a
     * security association). Before the start.
     *
     * @param maar its address
     * @param pool range of its prefixes: it can anchor no others
     */
    void AddMaar(const Ipv6Address& maar, const Prefix& pool)
    {
        m_peers.AddMaar(maar, pool);
    }

    /// @return the prefixes that are anchored here
    const AnchoredNodes& GetAnchoredNodes() const
    {
        return m_nodes;
    }

    /// @return the prefixes that nodes here have from elsewhere
    const PreviousAnchors& GetPreviousAnchors() const
    {
        return m_previous;
    }

    /// @return as which routers it shows itself to nodes, for its attributes
    Ptr<MaarRouters> GetRouters() const
    {
        return m_routers;
    }

    /// @return the gateway that this makes a MAAR; null before the start
    Ptr<MobileAccessGateway> GetGateway() const
    {
        return m_gateway;
    }

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;
    void Restart() override;
    std::vector<Ipv6Address> GetFurtherAnchors(const PolicyProfile& profile) const override;
    void AddToRequest(const BindingUpdateListEntry& entry, BindingUpdate& request) override;
    void HandleAnswer(const BindingUpdateListEntry& entry,
                      const BindingUpdate& request,
                      const BindingAcknowledgement& answer) override;
    std::optional<AnswerVerdict> JudgeAnswer(const BindingUpdateListEntry& entry,
                                             const BindingUpdate& request,
                                             const BindingAcknowledgement& answer) override;
    bool IsDepartureKept(const BindingUpdateListEntry& entry, const std::string& reason) override;

    bool IsForwarder(const BindingUpdateListEntry& entry) const override
    {
        return m_arrivals.IsDistributed(entry);
    }

    bool AddAdvertised(const LinkLayerAddress& node,
                       const BindingUpdateListEntry* but,
                       std::vector<AdvertisedRouter>& told) const override;
    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState from,
                          AttachmentState to,
                          const std::string& reason) override;
    void HandleExtension(const BindingUpdateListEntry& entry) override;

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
        // It is a peer of this function too, which hears of it itself.
    }

  protected:
    void DoDispose() override;

  private:
    /// Get ready for what is anchored here.
    void StartAnchoring();
    /// Get ready for what nodes here have from elsewhere.
    void StartPrevious();
    /// Get ready for nodes that come, and take messages from the peers.
    void StartArrivals();
    /// Assign prefixes.
    void StartPool();

    /**
     * Forget all nodes.
     *
     * @param reason why
     */
    void Lose(const std::string& reason);

    /**
     * @param attribute an attribute of the gateway that is a time
     * @return its value
     */
    Time GetOfGateway(const char* attribute) const;

    Ptr<MobileAccessGateway> m_gateway;                      //!< the gateway
    Ptr<MobilityForwarding> m_forwarding;                    //!< the node's data plane
    MaarPeers m_peers;                                       //!< CMDs and other MAARs
    AnchoredNodes m_nodes;                                   //!< anchored here
    PreviousAnchors m_previous;                              //!< from elsewhere
    MaarTraffic m_traffic;                                   //!< where packets go
    Ptr<MaarRouters> m_routers{CreateObject<MaarRouters>()}; //!< as which nodes see it
    AnchorUpkeep m_upkeep{m_nodes, m_traffic, *m_routers};   //!< lifetimes
    MaarNodes m_arrivals{
        {m_nodes, m_previous, m_traffic, m_upkeep, *m_routers, m_peers}};            //!< who comes
    MaarRequests m_requests{{m_nodes, m_previous, m_arrivals, *m_routers, m_peers}}; //!< the CMDs'
    MaarAnswers m_answers{
        {m_nodes, m_previous, m_arrivals, *m_routers, m_peers}}; //!< to the gateway's requests
    std::string m_poolRange;                                     //!< PrefixPool
    uint8_t m_prefixLength{64};                                  //!< PrefixLength
    Time m_prefixHoldTime;                                       //!< PrefixHoldTime
    Time m_lifetime;                                             //!< BindingLifetime of the gateway
    Time m_uplinkGrace;                                          //!< UplinkGrace
    Time m_idleTime;                                             //!< PrefixIdleTime
    uint32_t m_maxEarly{0};                                      //!< MaxEarlyPrefixes
    Time m_earlyTime;                                            //!< EarlyAcceptTime
    bool m_isEarlyAccepted{false};                               //!< EarlyAccept
    bool m_isPreviousAnswering{false};                           //!< PreviousAnswers
    bool m_isTimerStopped{true};                                 //!< StopTimer
    bool m_isPoolLost{false}; //!< by a restart: it is made anew for the next node
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const AnchoredNode&, AnchoringState, AnchoringState> m_anchoring; //!< trace
    TracedCallback<const LinkLayerAddress&, const PreviousAnchor&, PreviousState>
        m_previousTrace;                                                                  //!< trace
    TracedCallback<const std::string&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_ANCHOR_ACCESS_ROUTER_H
