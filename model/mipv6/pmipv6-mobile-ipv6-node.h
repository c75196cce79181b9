/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_IPV6_NODE_H
#define PMIPV6_MOBILE_IPV6_NODE_H

#include "pmipv6-deadline-timer.h"
#include "pmipv6-home-binding.h"
#include "pmipv6-home-bootstrap.h"
#include "pmipv6-home-tunnel.h"
#include "pmipv6-home-update.h"
#include "pmipv6-mobile-node-rules.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-movement-detection.h"
#include "pmipv6-route-optimizer.h"
#include "pmipv6-security-associations.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * A mobile node of Mobile IPv6 (RFC 6275, 11): it notices by Router Advertisements that it is on
 * another link, takes a care-of address there, registers it with its home agent, and tunnels to and
 * from its home address. Its host is completed (Ipv6Host). Before the start and after the stop the
 * node is an ordinary host.
 *
 * With RouteOptimization it tells correspondents its care-of address too, by a RouteOptimizer.
 */
class MobileIpv6Node : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param association with the home agent; before the start. An address in it that is not
     * routable ends the program with a sentence
     */
    void SetAssociation(const HomeAssociation& association);

    /// @return the association with the home agent
    const HomeAssociation& GetAssociation() const
    {
        return m_association;
    }

    /**
     * @return what it does towards correspondents if RouteOptimization is on; for its attributes
     * and traces
     */
    const Ptr<RouteOptimizer>& GetRouteOptimizer() const
    {
        return m_optimizer;
    }

    /// @return how it finds its home agent and sets up the security association; for its attributes
    const Ptr<HomeBootstrap>& GetBootstrap() const
    {
        return m_bootstrap;
    }

    /// @return where the node is with its home registration
    MobileNodeState GetState() const
    {
        return m_state;
    }

    /// @return its care-of address, in use or under test; :: if it has none
    const Ipv6Address& GetCareOf() const
    {
        return m_careOf;
    }

    /**
     * TracedCallback signature for home registrations.
     *
     * @param homeAddress the home address
     * @param careOf the care-of address; :: at home
     * @param expiry when the binding ends; Time::Max() for never
     */
    using RegisteredTracedCallback = void (*)(const Ipv6Address& homeAddress,
                                              const Ipv6Address& careOf,
                                              Time expiry);

    /**
     * TracedCallback signature for refused Binding Updates.
     *
     * @param homeAddress the home address
     * @param status of the answer
     */
    using RefusedTracedCallback = void (*)(const Ipv6Address& homeAddress, BindingStatus status);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * The node is on another link.
     *
     * @param link the link
     * @param test how long its address there is tested before it is a care-of address
     */
    void Settle(const VisitedLink& link, Time test);

    /// The test of a care-of address is over.
    void HandleTested();

    /// Register the care-of address.
    void Register();

    /// The node is on its home link.
    void Return();

    /**
     * Send a Binding Update, again and again until it is answered.
     *
     * @param lifetime to ask for; 0 de-registers
     */
    void Ask(Time lifetime);

    /**
     * @param verdict what is to be done upon the home agent's answer
     * @param status of the answer
     */
    void HandleAnswer(const HomeAnswerVerdict& verdict, BindingStatus status);

    /// Back at home: tell all nodes there that its addresses are its own again (11.5.5).
    void TellNeighbors();

    /**
     * The home agent asks to be asked no more, for now.
     *
     * @param status of its answer
     */
    void GiveUp(BindingStatus status);

    /// Something is due: a refresh, an end, or another try.
    void HandleDue();

    /**
     * Go over to the next state, and trace it.
     *
     * @param event what has happened
     */
    void Apply(MobileNodeEvent event);

    /// Ask nobody, and wait for nothing.
    void Forget();

    /// @return true if the care-of address was found to be another's
    bool IsDuplicate() const;

    HomeAssociation m_association;                                   //!< with the home agent
    Ptr<Ipv6Host> m_host;                                            //!< the node's host
    MovementDetection m_movement;                                    //!< on which link it is
    Ptr<MobilitySignaling> m_signaling;                              //!< the node's signaling
    Ptr<HomeBootstrap> m_bootstrap{CreateObject<HomeBootstrap>()};   //!< before it registers
    HomeTunnel m_tunnel;                                             //!< of the home address
    RoleAssociations m_trusted;                                      //!< with the home agent
    Ptr<RouteOptimizer> m_optimizer{CreateObject<RouteOptimizer>()}; //!< towards correspondents
    bool m_isRouter{false};                                          //!< NetworkMobility
    bool m_isPlain{false};                                           //!< that is refused
    bool m_isSoliciting{true};                                       //!< SolicitRouters
    bool m_isOptimizing{false};                                      //!< RouteOptimization
    MobileNodeState m_state{MobileNodeState::DETACHED};              //!< where it is
    Ipv6Address m_careOf{Ipv6Address::GetAny()};                     //!< care-of address
    EventId m_test;                                   //!< of the care-of address: CareOfDetection
    HomeUpdate m_update;                              //!< Binding Update under way
    bool m_isFirst{true};                             //!< the home agent may have no binding
    bool m_isTold{false};                             //!< it may have one
    Time m_expiry{Time::Max()};                       //!< when the binding ends
    Time m_refresh{Time::Max()};                      //!< when to extend it
    Time m_retry{Time::Max()};                        //!< when to ask again after a refusal
    Time m_lifetime;                                  //!< Lifetime
    Time m_detectionDelay;                            //!< DetectionDelay
    Time m_careOfDetection;                           //!< CareOfDetection
    Time m_firstTimeout;                              //!< InitialBindackTimeoutFirstReg
    Time m_retryDelay;                                //!< RetryDelay
    double m_refreshShare{0.8};                       //!< RefreshShare
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const Ipv6Address&, const Ipv6Address&, Time> m_registered; //!< answers
    TracedCallback<const Ipv6Address&, BindingStatus> m_refused;               //!< refusals
    TracedCallback<const Ipv6Address&> m_careOfTrace; //!< care-of addresses
    /// For what is due.
    DeadlineTimer m_timer{[this] { return Min(Min(m_refresh, m_expiry), m_retry); },
                          [this] { HandleDue(); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_IPV6_NODE_H
