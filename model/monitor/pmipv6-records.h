/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RECORDS_H
#define PMIPV6_RECORDS_H

#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @defgroup pmipv6-monitor What a run has shown, from the traces
 * @ingroup pmipv6
 */

/**
 * @ingroup pmipv6-monitor
 * What a handover did to one prefix of the node.
 */
struct PrefixRecord
{
    Prefix prefix;                       //!< the prefix
    std::string anchor;                  //!< name of its anchor
    std::optional<Time> ready;           //!< the new gateway can deliver it
    std::optional<Time> downlinkResumed; //!< first data packet at the node, to this prefix
    std::optional<Time> uplinkOpened;    //!< the new gateway forwards from it
    uint64_t lost{0};                    //!< packets lost in this handover, from or to it
};

/**
 * @ingroup pmipv6-monitor
 * One handover: an attachment of a node after its first.
 */
struct HandoverRecord
{
    std::string node;                    //!< who moved
    std::string from;                    //!< gateway left
    std::string to;                      //!< gateway reached
    std::optional<Time> detached;        //!< radio contact is lost
    std::optional<Time> linkLost;        //!< the node itself knows
    std::optional<Time> noticed;         //!< the old gateway knows
    std::optional<Time> attached;        //!< the new link is up
    std::optional<Time> registered;      //!< the new gateway has its first accepting answer
    std::optional<Time> advertised;      //!< at the node: first with a preferred own prefix
    std::optional<Time> uplinkOpened;    //!< the new gateway forwards
    std::optional<Time> uplinkResumed;   //!< first packet of the node that it forwards
    std::optional<Time> downlinkResumed; //!< first data packet at the node after attached
    uint64_t lost{0};                    //!< packets lost in this handover
    uint64_t duplicated{0};              //!< packets that came twice (RFC 5560)
    uint64_t reordered{0};               //!< packets overtaken (RFC 4737)
    uint64_t messages{0};                //!< Mobility Header packets sent
    std::vector<PrefixRecord> prefixes;  //!< each prefix of the node
};

/**
 * @ingroup pmipv6-monitor
 * The first attachment of a node.
 */
struct AttachmentRecord
{
    std::string node;               //!< who attached
    std::string to;                 //!< at which gateway
    std::optional<Time> attached;   //!< the link is up
    std::optional<Time> registered; //!< as in HandoverRecord
    std::optional<Time> advertised; //!< as in HandoverRecord
};

/**
 * @ingroup pmipv6-monitor
 * A localized route that was set up because of a packet, not of a handover.
 */
struct OptimizationRecord
{
    std::string from;                  //!< node whose packet brought it about: the source
    std::string to;                    //!< its correspondent: the destination
    Time triggered;                    //!< first packet seen by who starts it
    std::optional<Time> reverseActive; //!< the destination's gateway uses it; nothing if both nodes
                                       //!< are at one gateway
    std::optional<Time> forwardActive; //!< the source's gateway uses it
    std::optional<Time> completed; //!< the anchor that has seen the packet, or was asked, knows;
                                   //!< nothing where anchors have no sessions
    /// Mobility Header packets sent from triggered to completed; nothing if nobody knows.
    std::optional<uint64_t> messages;
};

/**
 * @ingroup pmipv6-monitor
 * What became of one flow's packets.
 */
struct FlowRecord
{
    std::string from;              //!< sender
    std::string to;                //!< receiver
    std::string addressFrom;       //!< source address of the last packet sent
    std::string addressTo;         //!< destination address of the last packet sent
    uint64_t sent{0};              //!< packets sent, those of the last second left out
    uint64_t received{0};          //!< of these, received
    uint64_t lost{0};              //!< of these, never received
    uint64_t duplicated{0};        //!< received again
    uint64_t reordered{0};         //!< received after a later one (RFC 4737, type-P-reordered)
    uint64_t misdelivered{0};      //!< received by another node
    std::optional<Time> delayMean; //!< one way
    std::optional<Time> delayMin;  //!< one way
    std::optional<Time> delayMax;  //!< one way
    std::vector<std::string> path; //!< who forwarded the last packet received, ends included
};

/**
 * @ingroup pmipv6-monitor
 * How often a message was seen.
 */
struct SignalingCount
{
    uint64_t sent{0};          //!< sent, each repetition
    uint64_t received{0};      //!< received and accepted
    uint64_t dropped{0};       //!< received and refused, or lost on an impaired link
    uint64_t retransmitted{0}; //!< of those sent, repetitions
    uint64_t octets{0};        //!< sent, whole IPv6 packets
};

/**
 * @ingroup pmipv6-monitor
 * What impaired links did to packets with a Mobility Header.
 */
struct ImpairmentCount
{
    uint64_t lost{0};    //!< lost
    uint64_t doubled{0}; //!< arrived twice
    uint64_t held{0};    //!< held back, both of a doubled one
};

/**
 * @ingroup pmipv6-monitor
 * Data packets that a node forwarded.
 */
struct LoadRecord
{
    uint64_t packets{0};          //!< forwarded
    uint64_t octets{0};           //!< of their inner IPv6 packets
    uint64_t tunnelledPackets{0}; //!< of these, into a tunnel
};

/**
 * @ingroup pmipv6-monitor
 * An entry of a table that names a place where a node is not, or that lingers.
 */
struct StaleRecord
{
    std::string node;     //!< who holds it
    std::string object;   //!< "binding", "route", "location", "session", "address"
    std::string key;      //!< of what
    std::string holds;    //!< what it says
    std::string shouldBe; //!< what would be right
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORDS_H
