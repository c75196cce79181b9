/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DISTRIBUTED_MOBILITY_H
#define PMIPV6_DISTRIBUTED_MOBILITY_H

#include "pmipv6-absent-nodes.h"
#include "pmipv6-change-requests.h"
#include "pmipv6-distributed-routing.h"
#include "pmipv6-handoff-arrivals.h"
#include "pmipv6-handoff-departures.h"
#include "pmipv6-handoff-messages.h"
#include "pmipv6-location-tellings.h"

#include "ns3/traced-callback.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Distributed Mobility Function of a gateway (draft-luo, 3.2 and 4.3): direct paths survive
 * handovers. As the new gateway it tells the previous one where the node is and takes its
 * correspondents from it (HandoffArrivals); as the previous one it sends packets on and tells the
 * correspondents' gateways (HandoffDepartures); as a correspondent's gateway it takes new
 * locations. It works upon the gateway's DistributedRouting. Its attributes are read when the
 * gateway starts. An anchor has it likewise (7.2), by its DistributedAnchoring.
 */
class DistributedMobility : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param routing the same gateway's; must be set before the start, and added to the gateway
     *        before this function
     */
    void SetRouting(Ptr<DistributedRouting> routing);

    /// Whose function it is.
    struct Host
    {
        Ptr<Node> node;                       //!< the node
        Ipv6Address address;                  //!< Proxy-CoA, or LMAA
        std::function<Time()> getClockOffset; //!< by how much its time of day is ahead
        /// Asks a node whether it is there.
        std::function<void(const LinkLayerAddress&, std::function<void(bool)>)> probe;
        /// Forgets a registration whose node is gone.
        std::function<void(const RegistrationKey&)> forget;
        /// Told that what comes for a node is sent on: its first prefix. Empty: nobody.
        std::function<void(const Prefix&)> left;
    };

    /**
     * Start on a node that need be no gateway: on an anchor (draft-luo, 7.2), which says what
     * becomes of its nodes. After the start of the routing function.
     *
     * @param host whose function it is
     */
    void StartOn(Host host);

    /**
     * A node is registered at an anchor, and was elsewhere before.
     *
     * @param key by which the routing function knows it
     * @param previous the addresses of those where it was, the newest first
     */
    void HandleArrival(const RegistrationKey& key, std::vector<Ipv6Address> previous);

    /**
     * A node is registered at an anchor no more.
     *
     * @param key by which the routing function has known it
     * @param former as it was
     */
    void HandleDeparture(const RegistrationKey& key, const LocalNode& former);

    /**
     * Tell others that prefixes which a node has had from them are over: it is here, with others.
     *
     * @param prefixes those
     * @param timestamp of its registration here
     * @param previous who is told
     */
    void TellMoved(const std::vector<Prefix>& prefixes,
                   uint64_t timestamp,
                   const std::vector<Ipv6Address>& previous);

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;
    void Restart() override;
    std::optional<Ipv6Address> ChooseAnchor(const PolicyProfile& profile,
                                            const LinkLayerAddress& node) override;
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
    /// Get ready for handovers.
    void StartHandoffs();

    /// Forget everything. @param reason what has caused it, for the traces
    void Clear(const std::string& reason);

    /// A node is registered here. @param key its registration
    void HandleRegistered(const RegistrationKey& key);

    /**
     * Serve a node again for which another gateway has spoken wrongly.
     *
     * @param key its registration
     * @param isToConfirm its anchor has not confirmed yet that it is here
     */
    void TakeBack(const RegistrationKey& key, bool isToConfirm);

    Ptr<DistributedRouting> m_routing;                  //!< the gateway's
    Ptr<MobileAccessGateway> m_gateway;                 //!< the gateway; null on an anchor
    Host m_host;                                        //!< whose function it is
    LocationTellings m_tellings;                        //!< tells others
    HandoffDepartures m_departures{m_tellings};         //!< nodes that have left
    HandoffArrivals m_arrivals{m_tellings};             //!< nodes that have come
    ChangeRequests m_requests;                          //!< what others say
    AbsentNodes m_absent{m_tellings};                   //!< nodes that are not here
    HandoffMessages m_messages{m_requests, m_arrivals}; //!< from whom
    Time m_clockTolerance;                              //!< ClockTolerance
    Time m_forwardingMargin;                            //!< ForwardingMargin
    uint32_t m_bufferSize{0};                           //!< HandoffBuffer
    Time m_bufferTime;                                  //!< HandoffBufferTime
    Time m_queryDelay;                                  //!< QueryDelay
    Time m_uplinkHoldTime;                              //!< UplinkHoldTime
    Time m_previousLocationTime;                        //!< PreviousLocationTime
    bool m_isMended{true};                              //!< Mend
    uint32_t m_maxDepartures{65536};                    //!< MaxDepartures
    uint32_t m_maxWithdrawals{1024};                    //!< MaxWithdrawals
    bool m_isManagerPreferred{true};                    //!< PreferManager
    TracedCallback<const StateChange&> m_stateChange;   //!< all transitions
    TracedCallback<const Prefix&, const Ipv6Address&, uint64_t> m_known;   //!< CorrespondentsKnown
    TracedCallback<const Prefix&, const Ipv6Address&, uint64_t> m_started; //!< ForwardingStarted
    TracedCallback<const Prefix&, const Ipv6Address&> m_updated;           //!< PeersUpdated
    TracedCallback<const Prefix&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DISTRIBUTED_MOBILITY_H
