/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_REGISTRATION_H
#define PMIPV6_GATEWAY_REGISTRATION_H

#include "pmipv6-attachment-rules.h"
#include "pmipv6-attachment-table.h"
#include "pmipv6-gateway-advertising.h"
#include "pmipv6-gateway-answers.h"
#include "pmipv6-gateway-arrivals.h"
#include "pmipv6-gateway-counsel.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-gateway-revocation.h"
#include "pmipv6-gateway-service.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-node-presence.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registrar.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Registers the mobile nodes of a gateway at their anchors (RFC 5213, 6.9.1): from a node's
 * attachment to the end of its registration. By the rules of attachments and answers, upon the
 * table of attachments.
 */
class GatewayRegistration
{
  public:
    /**
     * @param presenceWindow PresenceWindow; may change at any time
     * @param functions what the gateway does beyond RFC 5213
     */
    GatewayRegistration(const Time& presenceWindow, const FunctionList<GatewayFunction>& functions);

    /**
     * @param discovery neighbour discovery towards the nodes
     */
    void SetDiscovery(Ptr<AccessNeighborDiscovery> discovery);

    /**
     * @param node the gateway's node
     * @param policies the policy profiles
     * @param listener the gateway
     */
    void Start(Ptr<Node> node, Ptr<PolicyStore> policies, GatewayListener listener);

    /// Register nobody any more, and ask nodes no more on behalf of packets.
    void Stop()
    {
        m_isRunning = false;
        m_service.Stop();
    }

    /// @return true between Start and Stop
    bool IsRunning() const
    {
        return m_isRunning;
    }

    /// @return the binding update list
    const BindingUpdateList& GetList() const
    {
        return m_table.GetList();
    }

    /// @return what happens to the nodes' packets
    GatewayService& GetService()
    {
        return m_service;
    }

    /// @return what happens to the nodes' packets
    const GatewayService& GetService() const
    {
        return m_service;
    }

    /// @return what an anchor's revocation does here (RFC 5846, 9.1)
    GatewayRevocation::Actions GetRevocationActions();

    /**
     * A node has attached (RFC 5213, 6.9.1.1).
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it comes
     */
    void Attach(const LinkLayerAddress& node, HandoffIndicator hint);

    /**
     * The access link has had a node attached for some time: attach it if it answers while the
     * gateway works.
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it came
     */
    void AttachIfThere(const LinkLayerAddress& node, HandoffIndicator hint);

    /**
     * A node is gone (RFC 5213, 6.9.1.4).
     *
     * @param node its link-layer address
     * @param reason how it is known
     */
    void Detach(const LinkLayerAddress& node, const std::string& reason);

    /**
     * Register an attached node at one more anchor, beside where it is registered: with this
     * gateway's address on the link, until it is gone or EndRegistration is called. Of an answer it
     * is told as of the node's first registration.
     *
     * @param node its link-layer address, which has a registration
     * @param anchor LMAA of the other anchor
     * @param requested home network prefixes to ask for; none: an assignment
     * @return the new registration
     */
    RegistrationKey AddRegistration(const LinkLayerAddress& node,
                                    const Ipv6Address& anchor,
                                    std::vector<Prefix> requested)
    {
        return m_arrivals.Add(node, anchor, std::move(requested));
    }

    /**
     * End one registration of a node that stays attached (RFC 5213, 6.9.1.4).
     *
     * @param key the registration; nothing happens if there is none
     * @param reason why, as the trace StateChange has it
     * @param isAnchorTold false: without a word to its anchor, of which whoever says so knows that
     * it has the node registered at another gateway
     */
    void EndRegistration(const RegistrationKey& key,
                         const std::string& reason,
                         bool isAnchorTold = true);

    /**
     * The request under way of a registration is answered by another than its anchor.
     *
     * @param key the registration; nothing happens if it has no request under way
     * @param answer the answer, which a function has found to be right
     */
    void TakeAnswer(const RegistrationKey& key, const BindingAcknowledgement& answer);

    /**
     * What a node is to be told of prefixes has changed (GatewayFunction::AddAdvertised).
     *
     * @param node its link-layer address; nothing happens if it has no service
     */
    void Readvertise(const LinkLayerAddress& node);

    /**
     * A node was seen to use an address that is none of its own here (RouterAdvertiser::NoteUsed).
     *
     * @param node its link-layer address
     * @param source the address
     */
    void NoteUsed(const LinkLayerAddress& node, const Ipv6Address& source);

    /**
     * A node has sent a Router Solicitation (RFC 5213, 6.9.2).
     *
     * @param node its link-layer address
     */
    void Solicit(const LinkLayerAddress& node);

    /**
     * Register a node anew, once it has shown that it is there: its anchor may have lost the
     * session (RFC 5847, 3.2), or has the last word. Nothing happens if it has none.
     *
     * @param entry the registration
     * @param reason why
     */
    void Reassert(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * Register a node again that was refused for good, at whichever anchor. Nothing happens unless
     * the gateway works.
     *
     * @param identifier MN-Identifier
     */
    void Readmit(const std::string& identifier);

    /// Register again what was refused for this gateway's clock, which is right from now on.
    void RetryClockRefused();

    /**
     * @param entry a registration
     * @return true if a Proxy Binding Update for it waits for its answer, or the node is asked
     * whether it is there, to be registered then
     */
    bool HasUnderWay(const BindingUpdateListEntry& entry) const;

    /**
     * Delete all registrations without a message, and forget who was refused for good.
     *
     * @param reason why
     */
    void Lose(const std::string& reason);

    /// Let go of everything without a word.
    void Dispose();

  private:
    /// @return the listener that sends and repeats requests
    ProxyRegistrar::Listener MakeRegistrarListener();

    /**
     * Ask an interface that the access link has whether it is there, and begin registrations of it.
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it came
     * @param which of them
     */
    void AttachIfThere(const LinkLayerAddress& node,
                       HandoffIndicator hint,
                       GatewayArrivals::Which which);

    /**
     * Attach, with which registrations to begin.
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it comes
     * @param which registrations
     */
    void Attach(const LinkLayerAddress& node, HandoffIndicator hint, GatewayArrivals::Which which);

    /**
     * A registration is to end, since the node is gone or needs it no more.
     *
     * @param entry the registration
     * @param reason why
     * @param isAnchorTold false: it is removed without a word to its anchor
     */
    void End(const BindingUpdateListEntry& entry,
             const std::string& reason,
             bool isAnchorTold = true);

    /**
     * Register a node that has not just attached, or extend its registration, once it has shown
     * that it is there; if it does not it counts as detached. Of several questions to a node the
     * last one counts.
     *
     * @param entry the registration
     * @param proof what proves that the node is there
     * @param indicator the Handoff Indicator
     * @param reason why, for the transition of a node that is refused, and the request
     */
    void RegisterIfThere(const BindingUpdateListEntry& entry,
                         Proof proof,
                         HandoffIndicator indicator,
                         const std::string& reason);

    /**
     * RegisterIfThere, with the Handoff Indicator that fits.
     *
     * @param entry the registration
     * @param proof what proves that the node is there
     * @param reason why
     */
    void RegisterAgain(const BindingUpdateListEntry& entry, Proof proof, const std::string& reason);

    /// @param entry the registration @return by what to judge when an entry needs attention
    AttachmentFacts GetFacts(const BindingUpdateListEntry& entry) const;

    /**
     * Attend to a registration whose deadline has come: refresh, expiry, silence.
     *
     * @param entry the registration
     */
    void HandleDue(const BindingUpdateListEntry& entry);

    const GatewayCounsel m_counsel;      //!< what functions say
    AttachmentTable m_table;             //!< the attachments
    ProxyRegistrar m_registrar{m_table}; //!< sends Proxy Binding Updates
    NodePresence m_presence;             //!< asks nodes whether they are there
    /// What happens to the nodes' packets.
    GatewayService m_service{m_table.GetList()};
    bool m_isRunning{false};     //!< between Start and Stop
    Ptr<PolicyStore> m_policies; //!< policy profiles
    GatewayListener m_listener;  //!< the gateway
    /// What the nodes are told of prefixes.
    GatewayAdvertising m_advertising{m_table.GetList(), m_listener};
    /// What comes of the anchors' answers.
    GatewayAnswers m_answers{m_table, m_registrar, m_service, m_advertising, m_listener};
    /// Nodes that come.
    GatewayArrivals m_arrivals{{m_counsel, m_table, m_registrar, m_service, m_answers, m_listener}};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_REGISTRATION_H
