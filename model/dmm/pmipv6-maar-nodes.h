/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_NODES_H
#define PMIPV6_MAAR_NODES_H

#include "pmipv6-anchor-upkeep.h"
#include "pmipv6-anchored-nodes.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-early-packets.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-maar-peers.h"
#include "pmipv6-maar-routers.h"
#include "pmipv6-maar-traffic.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-previous-anchors.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Nodes that come to a MAAR and leave it, as its gateway tells: what they have of its own pool
 * and from elsewhere.
 */
class MaarNodes
{
  public:
    /// By what it works.
    struct Settings
    {
        uint8_t prefixLength{64}; //!< of a node's prefix
        Time lifetime;            //!< of a registration that is asked for
        Time uplinkGrace;         //!< for which packets from where a node was are taken
        Time earlyTime;           //!< for which packets are taken of whose prefix nobody has told
        uint32_t maxEarly{0};     //!< prefixes of a node for which those are, at most
        bool isEarlyAccepted{false}; //!< whether those are at all
        uint64_t timestamp{0};       //!< this node's time of day
    };

    /// What it works on; all outlive it.
    struct Parts
    {
        AnchoredNodes& nodes;       //!< what is anchored here
        PreviousAnchors& previous;  //!< what nodes here have from elsewhere
        MaarTraffic& traffic;       //!< where packets go
        AnchorUpkeep& upkeep;       //!< tells CMDs
        const MaarRouters& routers; //!< as which nodes see MAARs
        const MaarPeers& peers;     //!< the CMDs and MAARs
    };

    /// @param parts what it works on
    explicit MaarNodes(const Parts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param gateway whose nodes
     * @param getSettings the attributes now
     */
    void Start(Ptr<MobileAccessGateway> gateway, std::function<Settings()> getSettings);

    /// Forget who waits for an answer.
    void Clear();

    /// Let go of the gateway.
    void Dispose();

    /**
     * @param entry a registration
     * @return true if it is at a CMD
     */
    bool IsDistributed(const BindingUpdateListEntry& entry) const
    {
        return m_parts.peers.IsDatabase(entry.anchorAddress);
    }

    /**
     * As GatewayFunction::HandleAttachment, of a registration at a CMD.
     *
     * @param entry the registration
     * @param to its state now
     * @param reason what has caused it, for the traces
     */
    void Handle(const BindingUpdateListEntry& entry, AttachmentState to, const std::string& reason);

    /**
     * A registration at a CMD is confirmed.
     *
     * @param entry the registration
     */
    void Confirm(const BindingUpdateListEntry& entry);

    /**
     * A registration that waits for its CMD's answer gets another's, or one that waits no more gets
     * a further one: the node is told of the prefixes that it has now.
     *
     * @param entry the registration
     * @param answer the answer
     */
    void TakeAnswer(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer);

    /**
     * A node of which this MAAR thought that it was here is at another: its registrations end. If
     * it is here all the same, it is registered anew; but one of several interfaces may be here by
     * one and there by another (RFC 7847): what it sends here is taken for UplinkGrace.
     *
     * @param identifier MN-Identifier
     */
    void HandleMovedAway(const std::string& identifier);

    /**
     * A CMD has restarted, and knows of no session.
     *
     * @param database its address
     */
    void HandleRestart(const Ipv6Address& database);

    /**
     * A tunnelled packet is for nobody whom this node knows of.
     *
     * @param inner how the inner packet starts
     * @param peer who has tunnelled it
     * @return true if it is for a node whose request is unanswered, and goes to it from now on
     */
    bool TakeEarly(const Ipv6Start& inner, const Ipv6Address& peer);

    /**
     * Prefixes from elsewhere are an interface's no more, whether they were known here or not: it
     * is told so, of all of them at once.
     *
     * @param node its link-layer address
     * @param withdrawn each prefix, and whose router goes with it
     */
    void TellWithdrawn(const LinkLayerAddress& node, const std::vector<WithdrawnAnchor>& withdrawn);

    /**
     * @param identifier MN-Identifier
     * @return its interfaces that are attached here
     */
    std::vector<LinkLayerAddress> FindAttached(const std::string& identifier) const;

    /**
     * @param identifier MN-Identifier
     * @return its registration at a CMD, if it is answered or waits for an answer; else null
     */
    const BindingUpdateListEntry* FindEntry(const std::string& identifier) const;

    /**
     * @param node link-layer address of an interface
     * @return its registration at a CMD, whatever its state; null if there is none
     */
    const BindingUpdateListEntry* FindRegistration(const LinkLayerAddress& node) const;

  private:
    /**
     * A node has attached, or is registered again: what it has here is opened.
     *
     * @param entry its registration
     */
    void Arrive(const BindingUpdateListEntry& entry);

    /**
     * A node is registered.
     *
     * @param entry its registration
     */
    void Serve(const BindingUpdateListEntry& entry);

    /**
     * A node has gone, or gets no service.
     *
     * @param entry its registration
     * @param reason why
     */
    void Leave(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * End a node's registrations at CMDs, without a word to them.
     *
     * @param identifier MN-Identifier
     * @param areRegisteredKept not those that are accepted
     * @return those that have ended
     */
    std::vector<RegistrationKey> EndRegistrations(const std::string& identifier,
                                                  bool areRegisteredKept);

    /// UplinkGrace of a node that is elsewhere by another interface is over.
    /// @param identifier MN-Identifier
    void HandleLeft(const std::string& identifier);

    Parts m_parts;                           //!< what it works on
    Ptr<MobileAccessGateway> m_gateway;      //!< whose nodes
    std::function<Settings()> m_getSettings; //!< the attributes
    EarlyPackets m_early;                    //!< for whom packets may come early
    /// Nodes that are elsewhere by another interface.
    DeadlineTable<std::string> m_leaving{
        [this](const std::string& identifier) { HandleLeft(identifier); }};
};

/// @ingroup pmipv6-dmm
/// Told of what a MAAR refuses: of which node, by whom, why.
using MaarRefused = std::function<void(const std::string&, const Ipv6Address&, const std::string&)>;

/// @ingroup pmipv6-dmm
/// What handles a MAAR's messages works on; all outlive it.
struct MaarParts
{
    AnchoredNodes& nodes;       //!< what is anchored here
    PreviousAnchors& previous;  //!< what nodes here have from elsewhere
    MaarNodes& arrivals;        //!< registrations of nodes here
    const MaarRouters& routers; //!< as which nodes see MAARs
    const MaarPeers& peers;     //!< the CMDs and MAARs
};

/**
 * @ingroup pmipv6-dmm
 * TracedCallback signature for what is refused.
 *
 * @param node MN-Identifier
 * @param peer who has sent the message
 * @param reason why
 */
using MaarRefusedTracedCallback = void (*)(const std::string& node,
                                           const Ipv6Address& peer,
                                           const std::string& reason);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_NODES_H
