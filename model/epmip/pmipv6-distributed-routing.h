/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_ROUTING_H
#define PMIPV6_DISTRIBUTED_ROUTING_H

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-known-registrations.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-intake.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-location-table.h"
#include "pmipv6-location-upkeep.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-refresh-schedule.h"
#include "pmipv6-routing-parts.h"
#include "pmipv6-routing-peers.h"
#include "pmipv6-sender-learning.h"
#include "pmipv6-served-nodes.h"
#include "pmipv6-state-change.h"

#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Routing Function of a gateway (draft-luo, 3.2 and 4.2), or of a router (5.2): what
 * its nodes send to nodes of other gateways goes straight there. It asks eLMAs where these are
 * (LocationDemands, LocationQueries), keeps the answers (LocationTable, LocationUpkeep), and knows
 * who talks to whom (CorrespondentPaths); this class wires these to the gateway. It serves nodes
 * whose anchor is an eLMA (4.1). Its attributes are read when the gateway starts, but for
 * RenewalFraction and RenewalJitter.
 */
class DistributedRouting : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Ask an eLMA for locations (draft-luo, 8: a security association). Before the start.
     *
     * @param manager its LMAA
     * @param prefixes from which it assigns home network prefixes (draft-luo, 4.4.1)
     */
    void AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);

    /**
     * With Discovery=anchor: ask this LMF, whatever anchor a node has, and the next one if it is
     * silent (draft-luo, 7.3 and 7.4). Before the start.
     *
     * @param manager its address
     */
    void AddPreferred(const Ipv6Address& manager)
    {
        m_peers.AddPreferred(manager);
    }

    /**
     * Take tunnelled packets from another gateway, and believe that nodes are there (draft-luo, 8).
     * Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway)
    {
        m_peers.AddGateway(gateway);
    }

    /**
     * The same of a router with fixed nodes behind it (draft-luo, 5.2): their prefix may be shorter
     * than a mobile node's, and the router moves nobody. Before the start.
     *
     * @param router its address
     */
    void AddRouter(const Ipv6Address& router)
    {
        m_peers.AddRouter(router);
    }

    /**
     * Have packets to a prefix go through the anchor always (draft-luo, 3.2: "if eMAG decides").
     * Before the start.
     *
     * @param destination the prefix
     */
    void Exclude(const Prefix& destination)
    {
        m_demands.Exclude(destination);
    }

    /// @return the locations, in the order of their prefixes
    std::vector<NodeLocation> GetLocations() const
    {
        return m_locations.GetAll();
    }

    /// @return how many addresses were asked for in vain, and how many were not for want of room
    const AttemptBounds& GetAttempts() const
    {
        return m_demands.GetAttempts();
    }

    /// @return what it consists of, for other functions of the same node
    const RoutingParts& GetParts() const
    {
        return m_parts;
    }

    /**
     * Give RenewalJitter another random stream than the one by the node's number that it has.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream)
    {
        m_schedule.SetStream(stream);
        return 1;
    }

    /**
     * Start on a node that need be no gateway: on a router, whose fixed nodes ServedNodes is told
     * of then (draft-luo, 5.2).
     *
     * @param node the node
     * @param address Proxy-CoA, or the router's address
     * @param origin whence packets come of those who are served
     */
    void StartOn(Ptr<Node> node, const Ipv6Address& address, PacketOrigin origin);

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;

    void Restart() override
    {
        Clear("gateway-restarted");
    }

    void AddToRequest(const BindingUpdateListEntry& entry, BindingUpdate& request) override;
    void HandleAnswer(const BindingUpdateListEntry& entry,
                      const BindingUpdate& request,
                      const BindingAcknowledgement& answer) override;
    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState from,
                          AttachmentState to,
                          const std::string& reason) override;
    void HandleExtension(const BindingUpdateListEntry& entry) override;
    void HandleAnchorRestart(const Ipv6Address& anchor) override;

  protected:
    void DoDispose() override;

  private:
    /**
     * @param discovery the attribute Discovery; what is not allowed ends the program
     */
    void SetDiscovery(std::string discovery);

    /// @return the attribute Discovery
    std::string GetDiscovery() const
    {
        return GetName(m_discovery);
    }

    /// Get ready for locations. @param node this one
    void StartLocations(Ptr<Node> node);

    /// Get ready for packets.
    void StartPackets();

    /// Forget everything. @param reason what has caused it, for the traces
    void Clear(const std::string& reason);

    bool m_isWorking{false};                         //!< between Start and Stop
    RoutingPeers m_peers;                            //!< who is asked, and believed
    LocalNodes m_nodes;                              //!< the nodes here
    LocationForwarding m_rows;                       //!< of the forwarding table
    LocationTable m_locations;                       //!< where nodes elsewhere are
    LocationQueries m_queries;                       //!< asks
    LocationUpkeep m_upkeep{m_locations, m_rows};    //!< lifetimes
    CorrespondentPaths m_paths{m_rows, m_locations}; //!< who talks to whom
    LocationDemands m_demands{m_parts};              //!< first packets
    ServedNodes m_served{m_parts};                   //!< served here
    KnownRegistrations m_known;                      //!< of those that were
    LocationIntake m_intake{m_parts};                //!< takes what is told
    SenderLearning m_learning{m_parts};              //!< packets tell
    /// All of these.
    RoutingParts m_parts{m_peers.GetManagers(),
                         m_peers.GetGateways(),
                         m_peers.GetRouters(),
                         m_peers.GetPreferred(),
                         m_nodes,
                         m_rows,
                         m_locations,
                         m_queries,
                         m_upkeep,
                         m_paths,
                         m_demands,
                         m_served,
                         m_known,
                         m_intake,
                         m_learning};
    ManagerDiscovery m_discovery{ManagerDiscovery::CONFIGURATION}; //!< Discovery
    bool m_isDirect{false};                                        //!< DirectAnswer
    bool m_isEarlyHeld{false};                                     //!< HoldEarlyPackets
    Time m_earlyHoldTime;                                          //!< EarlyHoldTime
    uint32_t m_earlyBufferSize{0};                                 //!< EarlyBufferSize
    bool m_isReverseLearned{true};                                 //!< ReverseLearning
    uint8_t m_learnedLength{64};                                   //!< LearnedPrefixLength
    Time m_lifetime;                                               //!< LocationLifetime
    double m_renewalFraction{2.0 / 3};                             //!< RenewalFraction
    double m_renewalJitter{0};                                     //!< RenewalJitter
    Time m_mismatchTime;                                           //!< MismatchTime
    Time m_holdDown;                                               //!< RetryHoldDown
    Time m_managerHoldDown;                                        //!< ManagerHoldDown
    uint32_t m_optimizeAfter{1};                                   //!< OptimizeAfter
    uint32_t m_maxRetries{3};                                      //!< MaxRetries
    uint32_t m_maxQueries{1024};                                   //!< MaxQueries
    uint32_t m_maxLocations{1000000};                              //!< MaxLocations
    uint32_t m_maxCorrespondents{1024};                            //!< MaxCorrespondents
    uint32_t m_maxAttemptsPerNode{64};                             //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};                                  //!< MaxAttempts
    RefreshSchedule m_schedule{RandomStream::LOCATION_RENEWAL};    //!< RenewalJitter
    TracedCallback<const StateChange&> m_stateChange;              //!< all transitions
    TracedCallback<const NodeLocation&, LocationState, LocationState> m_location;    //!< trace
    TracedCallback<const Prefix&, const Prefix&, const Ipv6Address&> m_path;         //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_queried;                //!< trace
    TracedCallback<const Ipv6Address&, QueryOutcome> m_queryEnded;                   //!< trace
    TracedCallback<const Prefix&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_ROUTING_H
