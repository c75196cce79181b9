/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_ACCESS_GATEWAY_H
#define PMIPV6_MOBILE_ACCESS_GATEWAY_H

#include "pmipv6-access-device.h"
#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-function-list.h"
#include "pmipv6-gateway-access.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-gateway-registration.h"
#include "pmipv6-gateway-revocation.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-refresh-schedule.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Mobile access gateway (RFC 5213, 6): the access router that does the mobility signalling in place
 * of the mobile nodes on its access links. When a node attaches, it registers it at the node's
 * anchor by a Proxy Binding Update; when the anchor accepts, it forwards the node's packets through
 * the tunnel and advertises the node's home network prefixes to that node alone.
 */
class MobileAccessGateway : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param store the policy profiles of the domain; must be set before the start
     */
    void SetPolicyStore(Ptr<PolicyStore> store)
    {
        m_policies = store;
    }

    /// @return the policy profiles; null before SetPolicyStore
    Ptr<PolicyStore> GetPolicyStore() const
    {
        return m_policies;
    }

    /**
     * Serve the mobile nodes on an access link. Before or after the start.
     *
     * @param link the link
     */
    void AddAccess(Ptr<AccessLink> link)
    {
        m_access.Add(GetNode(), link);
    }

    /**
     * Accept Proxy Binding Acknowledgements from an anchor (RFC 5213, 4: a security association).
     *
     * @param address its LMAA
     */
    void AddAnchor(const Ipv6Address& address)
    {
        m_anchors.Add(address);
    }

    /**
     * Have the gateway do more. Before the start.
     *
     * @param function what it is to do; a function belongs to one gateway
     */
    void AddFunction(Ptr<GatewayFunction> function);

    /**
     * The administrative action after which a node is registered again that was refused for good:
     * with PROXY_REG_NOT_ENABLED, or since its anchor's answer did not echo the request (RFC 5213,
     * 6.9.1.2, 6 and 7). Registers those of its interfaces that are attached without service.
     *
     * @param identifier MN-Identifier
     */
    void Readmit(const std::string& identifier)
    {
        m_registration.Readmit(identifier);
    }

    /// @return how nodes are registered: for functions, and for registrations at further anchors
    GatewayRegistration& GetRegistration()
    {
        return m_registration;
    }

    /**
     * Set this node's clock by the time source of the domain: ClockOffset becomes 0, and what was
     * refused with TIMESTAMP_MISMATCH is registered again (RFC 5213, 6.9.1.2, 9).
     */
    void SynchronizeClock();

    /**
     * Lose all registrations at once, as a node that restarts: the binding update list, requests
     * under way, and where packets go. The node's Restart Counter goes up, and all anchors are told
     * (RFC 5847, 3.2). The access links go on, and know who is attached: each node is asked, and
     * registered as if it had just attached when it answers. Nothing happens before the start and
     * after the stop.
     */
    void Restart();

    /**
     * Give RefreshJitter another random stream than the one by the node's number that it has.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    virtual int64_t AssignStreams(int64_t stream)
    {
        m_schedule.SetStream(stream);
        return 1;
    }

    /// @return Proxy-CoA, the address at which anchors reach this gateway
    Ipv6Address GetAddress() const
    {
        return m_address;
    }

    /// @return the binding update list
    const BindingUpdateList& GetBindingUpdateList() const
    {
        return m_registration.GetList();
    }

    /// @return the access device; made at the first AddAccess, null before
    Ptr<AccessDevice> GetAccessDevice() const
    {
        return m_access.GetDevice();
    }

    /// @return the neighbour discovery towards mobile nodes; made with the access device
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery() const
    {
        return m_access.GetDiscovery();
    }

    /// @return the service of nodes that look after themselves (RFC 6612, 3.3)
    Ptr<PlainService> GetPlainService() const
    {
        return m_access.GetPlainService();
    }

    /**
     * @param entry an entry of the list
     * @return true if a Proxy Binding Update for it waits for its answer, or the node is asked
     * whether it is there, to be registered then. So it is in each REGISTERING
     */
    bool HasUnderWay(const BindingUpdateListEntry& entry) const
    {
        return m_registration.HasUnderWay(entry);
    }

    /**
     * TracedCallback signature for attachments.
     *
     * @param entry the entry, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using AttachmentTracedCallback = void (*)(const BindingUpdateListEntry& entry,
                                              AttachmentState from,
                                              AttachmentState to);

    /**
     * TracedCallback signature for nodes without service.
     *
     * @param node the node's link-layer address
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(const LinkLayerAddress& node, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Take answers from the anchors, and exchange Heartbeats with them.
    void StartPeers();

    /// Register nodes.
    void StartRegistration();

    /// @return the attributes that say how nodes are registered
    GatewaySettings GetSettings() const;

    /**
     * The state of a registration has changed: opens and closes the node's traffic, fires the
     * traces, tells the functions, and lets go at last what the node has sent early.
     *
     * @param entry the entry, its fields as they shall be
     * @param from state before
     * @param to state after; NONE: it is about to go
     * @param reason why
     */
    void HandleChange(const BindingUpdateListEntry& entry,
                      AttachmentState from,
                      AttachmentState to,
                      const std::string& reason);

    /// A node is refused for this node's clock.
    void HandleClockRefused();

    Ptr<PolicyStore> m_policies;                      //!< policy profiles
    Ptr<HeartbeatAgent> m_heartbeats;                 //!< the node's Heartbeats; null if stopped
    PeerTable m_anchors;                              //!< the anchors
    FunctionList<GatewayFunction> m_functions;        //!< what this gateway does beyond RFC 5213
    Ipv6Address m_address;                            //!< Proxy-CoA
    Time m_lifetime;                                  //!< to ask for
    double m_refreshFraction{0.8};                    //!< of the lifetime, until a refresh
    double m_refreshJitter{0};                        //!< of the lifetime, earlier at most
    RefreshSchedule m_schedule;                       //!< when bindings are extended
    Time m_authenticationDelay;                       //!< T_A
    Time m_silenceTimeout;                            //!< 0: silence is no reason
    Time m_reachableTime;                             //!< 0: silence is no reason
    Time m_presenceWindow;                            //!< how fresh a sign of life must be
    Time m_refusalRetryDelay;                         //!< after a refusal that may pass
    Time m_clockSynchronizationDelay;                 //!< after a refusal of the timestamp
    uint32_t m_uplinkBufferSize{0};                   //!< packets of one node that are held early
    bool m_localRouting{false};                       //!< EnableMAGLocalRouting
    bool m_isPrefixLifetimeTied{true};                //!< TiePrefixLifetime
    std::string m_localPrefix;                        //!< LocalPrefix
    Ipv6Address m_fixedLinkLocal;                     //!< FixedMAGLinkLocalAddressOnAllAccessLinks
    EventId m_clockSynchronization;                   //!< when the clock is set
    Time m_deregistrationTimeout;                     //!< INITIAL_BINDACK_TIMEOUT
    Time m_clockOffset;                               //!< of this node's time of day
    bool m_timestampInUse{true};                      //!< TimestampBasedApproachInUse
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const BindingUpdateListEntry&, AttachmentState, AttachmentState>
        m_attachment;                                                      //!< attachments
    TracedCallback<const LinkLayerAddress&, const std::string&> m_refused; //!< without service
    /// Registers the mobile nodes.
    GatewayRegistration m_registration{m_presenceWindow, m_functions};
    GatewayRevocation m_revocation{m_registration.GetList()}; //!< what anchors revoke
    GatewayAccess m_access{m_registration};                   //!< the access links
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_ACCESS_GATEWAY_H
