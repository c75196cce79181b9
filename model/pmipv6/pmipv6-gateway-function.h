/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_FUNCTION_H
#define PMIPV6_GATEWAY_FUNCTION_H

#include "pmipv6-binding-update-list.h"

#include "ns3/object.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

class MobileAccessGateway;

/**
 * @ingroup pmipv6
 * Something that a mobile access gateway does beyond RFC 5213, given to it by
 * MobileAccessGateway::AddFunction. The gateway tells it what becomes of its mobile nodes; messages
 * it takes from the node's MobilitySignaling, and packets are told to it by the forwarding table.
 */
class GatewayFunction : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The gateway has started: no mobile node yet.
     *
     * @param gateway the gateway; outlives this function's work
     */
    virtual void Start(Ptr<MobileAccessGateway> gateway) = 0;

    /// The gateway stops: nothing more is sent.
    virtual void Stop() = 0;

    /// The gateway loses all state, as a node that restarts; nothing is sent about it.
    virtual void Restart() = 0;

    /**
     * The state of an attachment has changed, and the node's traffic is opened or closed already.
     *
     * @param entry the entry, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     * @param reason why, as the trace StateChange has it
     */
    virtual void HandleAttachment(const BindingUpdateListEntry& entry,
                                  AttachmentState from,
                                  AttachmentState to,
                                  const std::string& reason) = 0;

    /**
     * The anchor has accepted a registered node once more, with the same prefixes.
     *
     * @param entry the entry
     */
    virtual void HandleExtension(const BindingUpdateListEntry& entry) = 0;

    /**
     * An anchor has restarted and lost its sessions (RFC 5847, 3.2).
     *
     * @param anchor its LMAA
     */
    virtual void HandleAnchorRestart(const Ipv6Address& anchor) = 0;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_FUNCTION_H
