/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_AGENT_H
#define PMIPV6_HOME_AGENT_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-home-agent-directory.h"
#include "pmipv6-home-agent-traffic.h"
#include "pmipv6-home-binding.h"
#include "pmipv6-home-bindings.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-security-associations.h"
#include "pmipv6-shared-cache.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * A home agent of Mobile IPv6 (RFC 6275, 10): it keeps where its mobile nodes are, and tunnels
 * packets to and from their home addresses. Without SetHomeLink the home link is emulated: packets
 * for the home prefix are routed to the agent, and nobody else is there.
 *
 * What is not modelled, and why, is in doc/mipv6.md.
 */
class HomeAgent : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Serve a mobile node: the security association with it (RFC 6275, 5.1). Before the start.
     *
     * @param association the association. A home address that is not routable or that another node
     * has ends the program with a sentence
     */
    void AddMobileNode(HomeAssociation association);

    /**
     * Have a home link on which nodes can be: an access router of the agent's node, which
     * advertises the home prefix. The agent asks there whether a home address is another's before
     * it accepts a first registration (RFC 6275, 10.3.1), and answers for those of nodes that are
     * away (10.4.1). Before the start.
     *
     * @param link neighbour discovery on it
     */
    void SetHomeLink(Ptr<AccessNeighborDiscovery> link)
    {
        m_link = link;
    }

    /**
     * Have discovery name other home agents too (RFC 6275, 10.5). Before the start.
     *
     * @param agents addresses of all on the home link, this one's too, the best first
     */
    void SetHomeAgents(std::vector<Ipv6Address> agents)
    {
        m_directory.SetAgents(std::move(agents));
    }

    /**
     * Have entries of another protocol in the same cache, from before the start on, or none any
     * more.
     *
     * @param cache where they are; empty: there are none
     */
    void SetSharedCache(SharedCache cache)
    {
        m_shared = std::move(cache);
    }

    /**
     * The other protocol's entry of a shared cache takes the place of what there is of a home
     * address: without a word to its node, and with its sequence number.
     *
     * @param homeAddress the home address; nothing happens if there is nothing of it
     */
    void Overwrite(const Ipv6Address& homeAddress);

    /// @param visit called with the association of each mobile node, in no order
    void ForEachMobileNode(const std::function<void(const HomeAssociation&)>& visit) const;

    /**
     * Lose all bindings at once, as a node that restarts. Nobody is told: RFC 6275 has no way to.
     * Nothing happens before the start and after the stop.
     */
    void Restart();

    /// @return the address at which mobile nodes reach this agent
    Ipv6Address GetAddress() const
    {
        return m_address;
    }

    /// @return the home registrations
    const HomeBindings& GetBindings() const
    {
        return m_bindings;
    }

    /**
     * TracedCallback signature for home registrations.
     *
     * @param binding the row, as it is after the transition; as it was, if nothing is left
     * @param from state before
     * @param to state after
     */
    using BindingTracedCallback = void (*)(const HomeBinding& binding,
                                           HomeBindingState from,
                                           HomeBindingState to);

    /**
     * TracedCallback signature for refused Binding Updates.
     *
     * @param homeAddress the home address
     * @param status of the answer
     */
    using RefusedTracedCallback = void (*)(const Ipv6Address& homeAddress, BindingStatus status);

    /**
     * TracedCallback signature for Binding Updates that are discarded.
     *
     * @param homeAddress the home address
     * @param reason why
     */
    using IgnoredTracedCallback = void (*)(const Ipv6Address& homeAddress,
                                           const std::string& reason);

    /**
     * TracedCallback signature for discovery.
     *
     * @param destination to whom it is answered
     * @param agents how many home agents the reply names
     */
    using DiscoveryTracedCallback = void (*)(const Ipv6Address& destination, uint32_t agents);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * @param update a Binding Update that is no proxy's
     * @param context where it came from
     */
    void Handle(const BindingUpdate& update, const MessageContext& context);

    /**
     * Bind a home address.
     *
     * @param row with what was asked for
     */
    void Bind(HomeBinding row);

    /**
     * A binding ends, or what was to become one.
     *
     * @param row with the number of the Binding Update that ends it
     */
    void Release(HomeBinding row);

    /**
     * @param address a home address, or one that is link-local
     * @return what there is of it, if its node wants that address to be served; else null
     */
    const HomeBinding* FindServed(const Ipv6Address& address) const;

    /**
     * A transition: forward accordingly, and trace it.
     *
     * @param row the row as it is, or was
     * @param from state before
     * @param to state after
     * @param event what has happened
     */
    void HandleChange(const HomeBinding& row,
                      HomeBindingState from,
                      HomeBindingState to,
                      HomeBindingEvent event);

    /**
     * Detect duplicates before a binding, unless that is under way: then it goes on with what the
     * last Binding Update said.
     *
     * @param row the home address, with what was asked for
     */
    void Detect(HomeBinding row);

    /**
     * Is a home address to be answered for on the home link?
     *
     * @param node who asks for it there
     * @param address an address
     * @return true if its node is away; not towards that node itself, which is back, and ought not
     * to ask (RFC 6275, 11.5.5)
     */
    bool IsDefended(const LinkLayerAddress& node, const Ipv6Address& address) const;

    /**
     * Somebody on the home link says that an address is its own.
     *
     * @param address the address
     */
    void HandleOwner(const Ipv6Address& address);

    /**
     * Nobody has objected to a home address.
     *
     * @param row its row
     */
    void HandleUnique(HomeBinding row);

    /**
     * Answer a Binding Update (RFC 6275, 9.5.4).
     *
     * @param status the status
     * @param row of whom, with the sequence number, the lifetime and the address to answer from
     * @param destination where the Binding Update came from
     */
    void Answer(BindingStatus status, const HomeBinding& row, const Ipv6Address& destination);

    Ptr<MobilitySignaling> m_signaling;  //!< the node's signaling
    HomeAgentTraffic m_traffic;          //!< where packets go
    Ptr<AccessNeighborDiscovery> m_link; //!< home link; null if it is emulated
    RoleAssociations m_trusted;          //!< with mobile nodes
    std::optional<uint32_t> m_handler;   //!< registration at the signaling
    uint32_t m_check{0};                 //!< registration at the home addresses
    TracedCallback<const Ipv6Address&, uint32_t> m_discovery; //!< answers
    HomeAgentDirectory m_directory;                           //!< for who looks for a home agent
    /// Whom it serves, by home address.
    std::unordered_map<Ipv6Address, HomeAssociation, AddressHash> m_nodes;
    HomeBindings m_bindings; //!< home registrations
    SharedCache m_shared;    //!< see SetSharedCache
    Ipv6Address m_address;   //!< Address
    Time m_maxLifetime;      //!< MaxLifetime
    Time m_detection;        //!< HomeDetection
    Time m_deadTime;         //!< DeadTime
    Time m_refreshAdvice;    //!< RefreshAdvice
    /// Home addresses by the link-local address with their identifier (RFC 6275, 11.7.1, L flag).
    std::unordered_map<Ipv6Address, Ipv6Address, AddressHash> m_linkLocals;
    bool m_hasNetworkMobility{true};                  //!< NetworkMobility
    uint32_t m_maxBindings{65536};                    //!< MaxBindings
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const HomeBinding&, HomeBindingState, HomeBindingState> m_binding; //!< the same
    TracedCallback<const Ipv6Address&, BindingStatus> m_refused;                      //!< refusals
    TracedCallback<const Ipv6Address&, const std::string&> m_ignored;                 //!< discarded
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_AGENT_H
