/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_ROUTING_H
#define PMIPV6_DISTRIBUTED_ROUTING_H

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-queries.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-location-table.h"
#include "pmipv6-location-upkeep.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-state-change.h"
#include "pmipv6-trusted-gateways.h"

#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Routing Function of a gateway (draft-luo, 3.2 and 4.2): what its nodes send to nodes
 * of other gateways goes straight there. It asks eLMAs where these are (LocationDemands,
 * LocationQueries), keeps the answers (LocationTable, LocationUpkeep), and knows who talks to whom
 * (CorrespondentPaths); this class wires these to the gateway. It serves nodes whose anchor is an
 * eLMA (4.1). Its attributes are read when the gateway starts.
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
     * Take tunnelled packets from another gateway, and believe that nodes are there (draft-luo, 8).
     * Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

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
    std::vector<NodeLocation> GetLocations() const;

    /// @return how many addresses were asked for in vain, and how many were not for want of room
    const AttemptBounds& GetAttempts() const
    {
        return m_demands.GetAttempts();
    }

    /**
     * @name For the Distributed Mobility Function of the same gateway
     * @{
     */

    /// @return the eLMAs and the other gateways
    const PeerTable& GetManagers() const
    {
        return m_managers;
    }

    /// @return the other gateways
    const PeerTable& GetGateways() const
    {
        return m_gateways;
    }

    /// @return the nodes that are registered here
    const LocalNodes& GetNodes() const
    {
        return m_nodes;
    }

    /// @return the locations
    const LocationTable& GetTable() const
    {
        return m_locations;
    }

    /// @return the correspondents of the nodes
    CorrespondentPaths& GetPaths()
    {
        return m_paths;
    }

    /// @return what packets wait for
    LocationDemands& GetDemands()
    {
        return m_demands;
    }

    /// @return the rows of the forwarding table
    const LocationForwarding& GetRows() const
    {
        return m_rows;
    }

    /// @return LocationLifetime
    Time GetLocationLifetime() const
    {
        return m_lifetime;
    }

    /**
     * Take a location that a PBCA or PBCI tells, if it is to be believed and newer than what is
     * held.
     *
     * @param location TOLD or WITHDRAWN; not of a node here
     * @param peer who tells
     * @param reason what tells it, for the traces
     * @return true if it is what is held now
     */
    bool Tell(const NodeLocation& location, const Ipv6Address& peer, const std::string& reason);

    /**
     * A location may be none any more; who manages locations does not say which is.
     *
     * @param prefix of the node
     * @param reason what makes it doubtful, for the traces
     */
    void Doubt(const Prefix& prefix, const std::string& reason)
    {
        m_locations.Remove(prefix, LocationEvent::DOUBTED, reason);
    }

    /**
     * Ask an eLMA where a node is; nothing happens if no node here has a use for that.
     *
     * @param prefix of the node
     * @param purpose what for, for the traces
     */
    void Ask(const Prefix& prefix, const std::string& purpose);

    /**
     * Serve a node no more, though the gateway has not noticed that it is gone.
     *
     * @param prefix of the node, which is registered here
     */
    void HandOver(const Prefix& prefix);

    /**
     * Serve a node again for which HandOver was premature; nothing happens unless it is registered
     * here.
     *
     * @param key its registration
     */
    void TakeBack(const RegistrationKey& key);

    /// Told of a packet that has come for a node that is not served here any more: the node's
    /// prefix, the packet.
    using DepartedHandler = std::function<void(const Prefix& node, const SeenPacket& packet)>;

    /// Says whether a node came from a gateway of late: the node's prefix, the gateway.
    using IsPrevious = std::function<bool(const Prefix& node, const Ipv6Address& gateway)>;

    /**
     * @param departed told of packets for nodes that are not served here any more; empty: nobody
     * @param isPrevious says which gateways' packets prove nothing of their senders; empty: none
     */
    void SetMobility(DepartedHandler departed, IsPrevious isPrevious);

    /** @} */

    /**
     * Give RenewalJitter another random stream than the one by the node's number that it has.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream);

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;
    void Restart() override;
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

    /**
     * TracedCallback signature for locations.
     *
     * @param location the location as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using LocationTracedCallback = void (*)(const NodeLocation& location,
                                            LocationState from,
                                            LocationState to);

    /**
     * TracedCallback signature for what a node here sends to a correspondent.
     *
     * @param node the node's prefix
     * @param peer the correspondent's prefix
     * @param gateway where these packets are sent, this gateway's own address if both are here; ::
     *        if they go through the anchor (again)
     */
    using PathTracedCallback = void (*)(const Prefix& node,
                                        const Prefix& peer,
                                        const Ipv6Address& gateway);

    /**
     * TracedCallback signature for packets for which a location is asked.
     *
     * @param source source of the packet
     * @param destination destination of the packet
     */
    using QueriedTracedCallback = void (*)(const Ipv6Address& source,
                                           const Ipv6Address& destination);

    /**
     * TracedCallback signature for what has come of that.
     *
     * @param destination what was asked for
     * @param outcome what has come of it
     */
    using QueryEndedTracedCallback = void (*)(const Ipv6Address& destination, QueryOutcome outcome);

    /**
     * TracedCallback signature for locations that are not believed.
     *
     * @param prefix of whom the message speaks
     * @param peer who has sent it; :: of a packet that may bring no more state about
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(const Prefix& prefix,
                                           const Ipv6Address& peer,
                                           const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /**
     * @param discovery the attribute Discovery; what is not allowed ends the program
     */
    void SetDiscovery(std::string discovery);
    /// @return the attribute Discovery
    std::string GetDiscovery() const;

    /// Know the peers, and take answers and packets from them.
    void StartPeers();

    /// Get ready for locations.
    void StartLocations();

    /// Get ready for packets.
    void StartPackets();

    /// Forget everything.
    void Clear(const std::string& reason);

    /**
     * A node is registered here: serve it, or have all its packets go through its anchor.
     *
     * @param key its registration
     */
    void Serve(const RegistrationKey& key);

    /**
     * A node is not registered here any more.
     *
     * @param former as it was
     */
    void Leave(const LocalNode& former);

    /// A transition of a location.
    void HandleLocation(const NodeLocation& location,
                        LocationState from,
                        LocationState to,
                        const std::string& reason);

    /// What has come of a query.
    void HandleQueryEnd(const Prefix& asked,
                        QueryOutcome outcome,
                        const LocationAnswer* answer,
                        const std::string& reason);

    /// A packet has come for a node that is or was here.
    void HandleReceived(const Prefix& node, const SeenPacket& packet);

    /// Learn where the sender of a packet is.
    void Learn(const Prefix& node, const Prefix& sender, const Ipv6Address& gateway);

    /// A pair's packets come out of another tunnel than its location says, for some time now.
    void HandleMismatch(const PrefixPair& pair);

    /// Put a location into the table, if there is room.
    LocationVerdict Offer(const NodeLocation& location, const std::string& reason);

    /// @return what is known of a location that somebody tells
    LocationFacts GetFacts(const Prefix& prefix, const Ipv6Address& gateway) const;

    /// @return of a location's lifetime, until it is asked for again
    double DrawFraction();

    Ptr<MobileAccessGateway> m_gateway;           //!< the gateway
    Ptr<MobilitySignaling> m_signaling;           //!< the node's signaling; null before the start
    Ptr<MobilityForwarding> m_forwarding;         //!< the node's data plane
    Ipv6Address m_address;                        //!< Proxy-CoA
    bool m_isWorking{false};                      //!< between Start and Stop
    PeerTable m_managers;                         //!< the eLMAs
    PeerTable m_gateways;                         //!< the other gateways
    TrustedGateways m_tunnels;                    //!< the other gateways, for packets
    LocalNodes m_nodes;                           //!< the nodes here
    std::map<RegistrationKey, bool> m_isManaged;  //!< by registration: the anchor is an eLMA
    LocationForwarding m_rows;                    //!< of the forwarding table
    LocationTable m_locations;                    //!< where nodes elsewhere are
    LocationQueries m_queries;                    //!< asks
    LocationUpkeep m_upkeep{m_locations, m_rows}; //!< lifetimes
    CorrespondentPaths m_paths{m_rows, m_locations, m_nodes}; //!< who talks to whom
    LocationDemands m_demands{m_rows, m_locations, m_nodes, m_paths, m_queries}; //!< first packets
    /// Pairs whose location is doubtful, by when it is asked for.
    DeadlineTable<PrefixPair, PrefixPairHash> m_mismatches{
        [this](const PrefixPair& pair) { HandleMismatch(pair); }};
    DepartedHandler m_departed;                                    //!< see SetMobility
    IsPrevious m_isPrevious;                                       //!< see SetMobility
    ManagerDiscovery m_discovery{ManagerDiscovery::CONFIGURATION}; //!< Discovery
    bool m_isDirect{false};                                        //!< DirectAnswer
    bool m_isEarlyHeld{false};                                     //!< EarlyPackets
    Time m_earlyHoldTime;                                          //!< EarlyHoldTime
    uint32_t m_earlyBufferSize{0};                                 //!< EarlyBufferSize
    bool m_isReverseLearned{true};                                 //!< ReverseLearning
    uint8_t m_learnedLength{64};                                   //!< LearnedPrefixLength
    Time m_lifetime;                                               //!< LocationLifetime
    double m_renewalFraction{2.0 / 3};                             //!< RenewalFraction
    double m_renewalJitter{0};                                     //!< RenewalJitter
    Time m_mismatchTime;                                           //!< MismatchTime
    Time m_holdDown;                                               //!< RetryHoldDown
    uint32_t m_optimizeAfter{1};                                   //!< OptimizeAfter
    uint32_t m_maxRetries{3};                                      //!< MaxRetries
    uint32_t m_maxQueries{1024};                                   //!< MaxQueries
    uint32_t m_maxLocations{1000000};                              //!< MaxLocations
    uint32_t m_maxCorrespondents{1024};                            //!< MaxCorrespondents
    uint32_t m_maxAttemptsPerNode{64};                             //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};                                  //!< MaxAttempts
    Ptr<UniformRandomVariable> m_random;              //!< RenewalJitter; made when first used
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const NodeLocation&, LocationState, LocationState> m_location;    //!< trace
    TracedCallback<const Prefix&, const Prefix&, const Ipv6Address&> m_path;         //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_queried;                //!< trace
    TracedCallback<const Ipv6Address&, QueryOutcome> m_queryEnded;                   //!< trace
    TracedCallback<const Prefix&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_ROUTING_H
