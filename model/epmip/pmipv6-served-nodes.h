/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SERVED_NODES_H
#define PMIPV6_SERVED_NODES_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-routing-parts.h"

#include "ns3/net-device.h"

#include <functional>
#include <map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The nodes that are registered at a gateway: those of eLMAs are served by its routing function,
 * all packets of the others go through their anchors (draft-luo, 4.1).
 */
class ServedNodes
{
  public:
    /**
     * @param parts what it works with; outlive this
     */
    explicit ServedNodes(const RoutingParts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param access says which device leads to the nodes here
     */
    void Start(std::function<Ptr<NetDevice>()> access);

    /**
     * An anchor has answered.
     *
     * @param key the registration
     * @param isManaged it is an eLMA
     */
    void SetManaged(const RegistrationKey& key, bool isManaged)
    {
        m_isManaged[key] = isManaged;
    }

    /**
     * A transition of an attachment.
     *
     * @param entry the registration
     * @param to the state after
     */
    void HandleAttachment(const BindingUpdateListEntry& entry, AttachmentState to);

    /**
     * A registration was extended.
     *
     * @param entry the registration
     */
    void HandleExtension(const BindingUpdateListEntry& entry);

    /**
     * Serve a node no more, though the gateway has not noticed that it is gone, and take nothing
     * that is tunnelled to it: who sends that is told (AbsentNodes).
     *
     * @param prefix of the node, which is registered here
     */
    void HandOver(const Prefix& prefix);

    /**
     * Serve a node again for which HandOver was premature.
     *
     * @param entry its registration
     */
    void TakeBack(const BindingUpdateListEntry& entry);

    /**
     * Serve fixed nodes behind this router (draft-luo, 5.2).
     *
     * @param prefix theirs
     * @param manager whom to ask where their correspondents are, if nothing else says it
     */
    void ServeFixed(const Prefix& prefix, const Ipv6Address& manager);

    /**
     * Serve a node that is registered at this anchor (draft-luo, 7.2), to which its session leads;
     * or it is registered anew.
     *
     * @param key by which it is known here
     * @param node the node; its anchor is whom to ask where its correspondents are
     */
    void HandleAnchored(const RegistrationKey& key, const LocalNode& node);

    /**
     * Serve it no more.
     *
     * @param key as of HandleAnchored; nothing happens if it is not served
     */
    void HandleUnanchored(const RegistrationKey& key);

    /// Serve none any more.
    void Clear();

    /// Let go of the node's objects.
    void Dispose()
    {
        m_access = nullptr;
    }

  private:
    /// A registration is not that of a node that was handed over, or that node is back.
    /// @param key of the registration
    void ForgetHandOver(const RegistrationKey& key);

    /// Serve nodes of a prefix: look at what they send, and at what comes for them by tunnels.
    /// @param prefix the nodes'
    void Watch(const Prefix& prefix);

    /// A node is registered here: serve it, or have all its packets go through its anchor.
    /// @param key of the registration
    void Serve(const RegistrationKey& key);

    /// A node is not registered here any more. @param former the node as it was registered
    void Leave(const LocalNode& former);

    const RoutingParts& m_parts;                 //!< what it works with
    std::function<Ptr<NetDevice>()> m_access;    //!< to the nodes here
    std::map<RegistrationKey, bool> m_isManaged; //!< by registration: the anchor is an eLMA
    std::map<RegistrationKey, std::vector<Prefix>> m_handedOver; //!< prefixes, until it is noticed
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SERVED_NODES_H
