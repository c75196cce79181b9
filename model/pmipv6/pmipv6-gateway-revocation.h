/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_REVOCATION_H
#define PMIPV6_GATEWAY_REVOCATION_H

#include "pmipv6-binding-revocation-agent.h"
#include "pmipv6-binding-update-list.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Binding revocation at a gateway (RFC 5846, 9.1): decides what an anchor's indication means for
 * the nodes that are attached here.
 */
class GatewayRevocation
{
  public:
    /// What becomes of entries.
    struct Actions
    {
        /// Is the node still there? Called with an entry that is not DEREGISTERING.
        std::function<void(const BindingUpdateListEntry&, std::function<void(bool)>)> probe;
        /// The node gets no service until it attaches once more.
        std::function<void(const BindingUpdateListEntry&)> withdraw;
        /// The node is gone. The anchor may have given up waiting, and is to be told so.
        std::function<void(const BindingUpdateListEntry&)> remove;
        /// The anchor has lost track: it is to be told where the node is.
        std::function<void(const BindingUpdateListEntry&)> registerAnew;
    };

    /**
     * @param list the gateway's binding update list
     */
    explicit GatewayRevocation(const BindingUpdateList& list)
        : m_list(list)
    {
    }

    /**
     * @param agent the node's agent
     * @param local Proxy-CoA
     * @param actions what becomes of entries
     */
    void Start(Ptr<BindingRevocationAgent> agent, const Ipv6Address& local, Actions actions);

    /// Answer no more.
    void Stop();

  private:
    /// Entries of the list.
    using Found = std::vector<const BindingUpdateListEntry*>;

    /**
     * Decide on an anchor's indication.
     *
     * @param revocation what it says
     * @param anchor who has sent it
     * @param answer takes the decision
     */
    void Respond(const Revocation& revocation,
                 const Ipv6Address& anchor,
                 const BindingRevocationAgent::Answer& answer);

    /**
     * @param revocation an indication with the G flag
     * @param anchor who has sent it
     * @return the answer's status
     */
    RevocationStatus RespondGlobal(const Revocation& revocation, const Ipv6Address& anchor);

    /**
     * The node has moved, says the anchor: it must not be attached here any more.
     *
     * @param found its entries
     * @param answer takes the decision
     */
    void RespondHandover(const Found& found, const BindingRevocationAgent::Answer& answer);

    /**
     * End what an anchor has registered for a node.
     *
     * @param found its entries
     * @param trigger why
     */
    void End(const Found& found, RevocationTrigger trigger);

    const BindingUpdateList& m_list;     //!< the gateway's list
    Ptr<BindingRevocationAgent> m_agent; //!< the node's agent
    Ipv6Address m_local;                 //!< Proxy-CoA
    Actions m_actions;                   //!< what becomes of entries
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_REVOCATION_H
