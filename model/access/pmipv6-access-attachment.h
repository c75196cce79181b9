/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ACCESS_ATTACHMENT_H
#define PMIPV6_ACCESS_ATTACHMENT_H

#include "pmipv6-access-link.h"
#include "pmipv6-hold-buffer.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"
#include "pmipv6-uplink-rule.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-access
/// A packet that waits until its node may send.
struct HeldFrame
{
    Ptr<Packet> packet;  //!< with its IPv6 header
    LinkLayerAddress to; //!< link-layer destination
};

/**
 * @ingroup pmipv6-access
 * What an access device knows of an attached node.
 */
struct AccessAttachment
{
    Ptr<AccessLink> link;       //!< through which it is attached
    HandoffIndicator hint;      //!< what the link said of how it came
    Time arrival;               //!< when it attached
    Time lastHeard;             //!< last frame, or the attachment
    Ipv6Address global;         //!< last allowed source beyond the link
    Ipv6Address linkLocal;      //!< last link-local source, or made from the link-layer address
    OpenPrefixes prefixes;      //!< allowed for source addresses
    HoldBuffer<HeldFrame> held; //!< packets that came before a prefix was open

    /// Hold no more. @return what was held
    auto EndHold()
    {
        held.SetCapacity(0);
        return held.Take();
    }
};

/**
 * @ingroup pmipv6-access
 * TracedCallback signature for nodes that come and go.
 *
 * @param node link-layer address
 * @param reason how it is known
 */
using AccessAttachmentTracedCallback = void (*)(const LinkLayerAddress& node,
                                                const std::string& reason);

/**
 * @ingroup pmipv6-access
 * TracedCallback signature for what nodes may send.
 *
 * @param node link-layer address of the node
 * @param prefixes those from which it may send from now on
 */
using AccessUplinkTracedCallback = void (*)(const LinkLayerAddress& node,
                                            const std::vector<Prefix>& prefixes);

/**
 * @ingroup pmipv6-access
 * TracedCallback signature for dropped packets.
 *
 * @param packet the packet, IPv6 header included
 * @param node link-layer address of the node that sent it or to which it goes
 * @param reason why
 */
using AccessDropTracedCallback = void (*)(Ptr<const Packet> packet,
                                          const LinkLayerAddress& node,
                                          const std::string& reason);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ACCESS_ATTACHMENT_H
