/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RECORDS_H
#define PMIPV6_RECORDS_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
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
 * @ingroup pmipv6-monitor
 * What a handover did to one flow of the node.
 */
struct FlowHandoverRecord
{
    std::size_t flow{0};   //!< number of the flow, in the order of TrafficMonitor::GetFlows
    std::string from;      //!< sender
    std::string to;        //!< receiver
    Ipv6Address address;   //!< the node's address in it, before the handover
    bool isDownlink{true}; //!< the node receives it
    /// It sent before the node detached, and again before the node detached the next time.
    bool hasRun{false};
    /// Downlink: when the first packet came over the new link. Uplink: when the new gateway
    /// forwarded the first one that later reached its receiver.
    std::optional<Time> resumed;
    std::optional<Time> resumedSent; //!< when that packet was sent
    /// From the end of the old link to then, at least 0; nothing if FlowHandoverRecord::why says
    /// so.
    std::optional<Time> interruption;
    /// Why there is no value: "no-traffic", "switched-off", "peer-unreachable", "address-changed",
    /// "superseded" (the node detached again first), "never-resumed", "link-kept" (the node had its
    /// old link beside the new one); else empty.
    std::string why;
    /// Longest time between sendings, from the last one before the node detached to the one that
    /// resumed; if that one was sent before, the time between it and the one in front of it.
    std::optional<Time> spacing;
    bool isPeerMoved{false};   //!< the other end was in a handover of its own meanwhile
    std::optional<Time> since; //!< since when, if earlier handovers were superseded
    /// Packets dropped on the node's side before it resumed, or sent before the one that resumed.
    uint64_t lost{0};
    /// What the interruption would have been had packets been sent at every instant; nothing if
    /// none would have come, or nobody has watched. See ServiceGap.
    std::optional<Time> serviceGap;
    std::optional<Time> laterGap; //!< sum of the holes in service behind that
};

/**
 * @ingroup pmipv6-monitor
 * What a handover did in one direction: the flow with the longest interruption stands for all.
 */
struct InterruptionRecord
{
    std::optional<Time> length;  //!< see FlowHandoverRecord::interruption
    std::string why;             //!< see there
    std::optional<Time> spacing; //!< see there
    /// See there; the longest. Where no flow ran: of those that are sent at some other time.
    std::optional<Time> serviceGap;
    std::optional<Time> laterGap; //!< see there; the longest
};

/**
 * @ingroup pmipv6-monitor
 * What a handover did to one prefix of the node.
 */
struct PrefixRecord
{
    Prefix prefix;             //!< the prefix
    std::string anchor;        //!< name of its anchor
    bool isOwn{true};          //!< of this attachment; false: of an earlier one, anchored elsewhere
    std::optional<Time> ready; //!< the new gateway can deliver it
    std::optional<Time> downlinkResumed; //!< first data packet at the node, to this prefix
    std::optional<Time> uplinkOpened;    //!< the new gateway forwards from it
    uint64_t lost{0};                    //!< packets lost in this handover, from or to it
    uint64_t lostDown{0};                //!< packets to it, see FlowHandoverRecord::lost
    uint64_t lostUp{0};                  //!< packets from it, likewise
    InterruptionRecord downlink;         //!< of flows to it
    InterruptionRecord uplink;           //!< of flows from it
};

/**
 * @ingroup pmipv6-monitor
 * One handover: an attachment of a node after its first.
 */
struct HandoverRecord
{
    std::string node;                      //!< who moved
    std::string from;                      //!< gateway left
    std::string to;                        //!< gateway reached
    std::optional<Time> detached;          //!< radio contact is lost
    std::optional<Time> linkLost;          //!< the node itself knows
    std::optional<Time> noticed;           //!< the old gateway knows
    std::optional<Time> attached;          //!< the new link is up
    std::optional<Time> registered;        //!< the new gateway has its first accepting answer
    std::optional<Time> advertised;        //!< at the node: first with a preferred own prefix
    std::optional<Time> uplinkOpened;      //!< the new gateway forwards
    std::optional<Time> uplinkResumed;     //!< first packet of the node that it forwards
    std::optional<Time> downlinkResumed;   //!< first data packet at the node after attached
    uint64_t lost{0};                      //!< packets lost in this handover
    uint64_t duplicated{0};                //!< packets that came twice (RFC 5560)
    uint64_t reordered{0};                 //!< packets overtaken (RFC 4737)
    uint64_t messages{0};                  //!< Mobility Header packets sent
    uint64_t lostDown{0};                  //!< packets to it, see FlowHandoverRecord::lost
    uint64_t lostUp{0};                    //!< packets from it, likewise
    InterruptionRecord downlink;           //!< of flows to it
    InterruptionRecord uplink;             //!< of flows from it
    bool isPeerMoved{false};               //!< the other end of one moved before it resumed
    std::optional<Time> since;             //!< since when, if earlier handovers were superseded
    std::vector<PrefixRecord> prefixes;    //!< each prefix of the node
    std::vector<FlowHandoverRecord> flows; //!< those that ran
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
 * A direct path between two gateways that a packet, not a handover, was to bring about.
 */
struct OptimizationRecord
{
    std::string from;                  //!< node whose packet brought it about: the source
    std::string to;                    //!< its correspondent: the destination
    Time triggered;                    //!< first packet seen by who starts it
    std::optional<Time> reverseActive; //!< the destination's gateway uses it; nothing if both nodes
                                       //!< are at one gateway
    std::optional<Time> forwardActive; //!< the source's gateway uses it
    std::optional<Time> completed;     //!< who has started it knows; see the family
    /// Messages that name the pair, sent from triggered to completed; nothing if nobody knows.
    std::optional<uint64_t> messages;
    /// What has come of it where that takes a question to somebody: "active", "none", "forbidden",
    /// "silent"; empty: none is asked.
    std::string outcome{};
    std::optional<Time> ended{}; //!< when that was known
    /// Packets that have waited for it; nothing: none could.
    std::optional<uint64_t> held{};
    std::optional<uint64_t> overflowed{}; //!< packets for which there was no room to wait
};

/**
 * @ingroup pmipv6-monitor
 * What became of one flow's packets.
 */
struct FlowRecord
{
    std::string from;            //!< sender
    std::string to;              //!< receiver
    uint8_t protocol{0};         //!< UDP_PROTOCOL or TCP_PROTOCOL
    uint16_t port{0};            //!< destination port: a sender's flows of a protocol differ in it
    std::string addressFrom;     //!< source address of the last packet sent
    std::string addressTo;       //!< destination address of the last packet sent
    std::optional<Time> begun;   //!< first packet sent
    uint64_t sent{0};            //!< packets sent, those of the last second left out
    uint64_t received{0};        //!< of these, received
    uint64_t lost{0};            //!< of these, never received
    uint64_t duplicated{0};      //!< received again
    uint64_t reordered{0};       //!< received after a later one (RFC 4737, type-P-reordered)
    uint64_t misdelivered{0};    //!< received by another node
    uint64_t unreachableSent{0}; //!< of those sent, while an end was in no network
    uint64_t unreachableLost{0}; //!< of these, never received
    uint64_t octets{0};          //!< of payload received, each once
    std::optional<double> goodput; //!< kbit/s, from first to last sending, without time off
    std::optional<Time> jitter;    //!< mean difference of successive delays
    std::optional<Time> delayMean; //!< one way
    std::optional<Time> delayMin;  //!< one way
    std::optional<Time> delayMax;  //!< one way
    std::optional<Time> delayP50;  //!< one way, median
    std::optional<Time> delayP95;  //!< one way, 95th percentile
    std::optional<Time> delayP99;  //!< one way, 99th percentile
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

/**
 * @ingroup pmipv6-monitor
 * Note a time, once.
 *
 * @param field where; stays as it is if there is one
 * @param time the time
 */
inline void
SetOnce(std::optional<Time>& field, Time time)
{
    if (!field)
    {
        field = time;
    }
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RECORDS_H
