/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NODE_PRESENCE_H
#define PMIPV6_NODE_PRESENCE_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"

#include "ns3/nstime.h"

#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// What proves that a node is there.
enum class Proof
{
    RECENT_FRAME, //!< one since its last Proxy Binding Update and within PresenceWindow, or an
                  //!< answer
    ANSWER,       //!< an answer to a question put now
};

/**
 * @ingroup pmipv6-registration
 * What a gateway goes by before it sends a Proxy Binding Update for a node that has not just
 * attached: whether the node is there (RFC 5213, 6.9.4, 2 and 6.13). Whatever registers a node
 * again, for whichever reason, passes here; otherwise an old gateway that has noticed nothing would
 * take the binding back from the one where the node is.
 */
class NodePresence
{
  public:
    /**
     * @param list the gateway's binding update list
     * @param window PresenceWindow; may change at any time
     */
    NodePresence(const BindingUpdateList& list, const Time& window)
        : m_list(list),
          m_window(window)
    {
    }

    /**
     * @param discovery neighbour discovery towards the nodes
     */
    void Start(Ptr<AccessNeighborDiscovery> discovery);

    /**
     * Is a node there?
     *
     * @param entry the node's entry
     * @param proof what proves it
     * @param answered called, at once or later, with whether it is
     */
    void Ask(const BindingUpdateListEntry& entry,
             Proof proof,
             std::function<void(bool)> answered) const;

    /**
     * Do something for a node if it is there, else take it for detached. Nothing happens if it has
     * attached anew or gone by the time that this is known.
     *
     * @param entry the node's entry
     * @param proof what proves it
     * @param action what to do; gets the entry as it is then
     * @param otherwise reason of the detachment
     */
    void IfThere(const BindingUpdateListEntry& entry,
                 Proof proof,
                 std::function<void(const BindingUpdateListEntry&)> action,
                 const std::string& otherwise = "no-answer-to-probe") const;

    /**
     * Do something for a node that an access link has had attached for some time, whether it has an
     * entry or not, if it answers; else take it for detached. Nothing happens if it has attached
     * anew or gone by then.
     *
     * @param node its link-layer address
     * @param action what to do
     */
    void IfAttached(const LinkLayerAddress& node, std::function<void()> action) const;

    /**
     * @param node link-layer address of a node
     * @return true if it is asked whether it is there, and has not answered
     */
    bool IsAsking(const LinkLayerAddress& node) const
    {
        return m_discovery && m_discovery->IsProbing(node);
    }

    /// Let go of the neighbour discovery.
    void Dispose()
    {
        m_discovery = nullptr;
    }

  private:
    /**
     * @param node link-layer address of a node
     * @return the number of its attachment; 0 if it has no entry
     */
    uint64_t GetAttachment(const LinkLayerAddress& node) const;

    const BindingUpdateList& m_list;          //!< the gateway's
    const Time& m_window;                     //!< how fresh a sign of life must be; 0: none is
    Ptr<AccessNeighborDiscovery> m_discovery; //!< asks nodes
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NODE_PRESENCE_H
