/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_RESULT_H
#define PMIPV6_EXPERIMENT_RESULT_H

#include "pmipv6-experiment-options.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * What a run found: result.json, version 1, as plain structures. A member has the name of its field
 * there; times are simulated seconds, and nothing (null) where the thing did not happen.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A number, or null.
using Figure = std::optional<double>;

/**
 * @param time a moment
 * @return it in seconds
 */
Figure ToFigure(const std::optional<Time>& time);

/**
 * @param time a delay
 * @return it in milliseconds
 */
Figure ToDelay(const std::optional<Time>& time);

/// A figure in each direction, ms.
struct DirectionsResult
{
    Figure downlink; //!< to the mobile node
    Figure uplink;   //!< from it
};

/// How long a handover interrupted its node's flows: the one that it interrupted longest.
struct InterruptionResult
{
    Figure downlink_ms;          //!< from detached_s to the first packet over the new link
    Figure uplink_ms;            //!< to the first one that the new gateway forwards to its peer
    std::string downlink_why;    //!< why there is no value; empty if there is one
    std::string uplink_why;      //!< likewise
    DirectionsResult spacing_ms; //!< the longest time between sendings meanwhile
};

/// What a handover did to one flow.
struct FlowHandoverResult
{
    std::string from;       //!< sender
    std::string to;         //!< receiver
    std::string direction;  //!< "downlink", "uplink"
    Figure interruption_ms; //!< as InterruptionResult has it
    std::string why;        //!< likewise
    Figure spacing_ms;      //!< likewise
    bool peer_moved{false}; //!< the other end was in a handover meanwhile
    Figure since_s;         //!< since when, if handovers before were superseded
    uint64_t lost{0};       //!< dropped on the node's side until it resumed
    Figure service_gap_ms;  //!< the interruption of packets sent at every instant
    Figure later_gap_ms;    //!< sum of the holes behind that
};

/// How one prefix of a node came through a handover.
struct PrefixResult
{
    std::string prefix;              //!< "fd00:1::/64"
    std::string anchor;              //!< name of the node that anchors it
    Figure ready_s;                  //!< the new gateway can deliver it
    Figure downlink_resumed_s;       //!< first data packet to it at the node
    Figure uplink_opened_s;          //!< the new gateway forwards from it
    uint64_t lost{0};                //!< data packets to and from it
    InterruptionResult interruption; //!< of flows that use it
    DirectionsResult service_gap_ms; //!< likewise
    DirectionsResult later_gap_ms;   //!< likewise
    bool own{true};                  //!< of this attachment, not of an earlier one
    uint64_t lost_down{0};           //!< packets to it dropped on the node's side till they came
    uint64_t lost_up{0};             //!< packets from it likewise
};

/**
 * An interruption in its parts, one after the other, in milliseconds. A part that was over before
 * the one in front of it ended is 0; one that did not happen is null.
 */
struct InterruptionParts
{
    Figure radio_lost_unnoticed_ms; //!< the radio link was of no use, and the node did not know
    Figure link_handover_ms;        //!< till the new link was up
    Figure registration_ms;         //!< till the new gateway had its acknowledgement
    Figure router_advertisement_ms; //!< till the node had the Router Advertisement
    Figure first_packet_ms;         //!< till the node had its first data packet
    Figure movement_detection_ms;   //!< till the node knew that it was on another link
    Figure address_ms;              //!< till it used its address there
    Figure home_registration_ms;    //!< till it had its home agent's acknowledgement
    Figure correspondent_registration_ms; //!< till they had it too, or packets came
};

/// One attachment after a node's first.
struct HandoverResult
{
    std::string node;                   //!< who
    std::string from;                   //!< old gateway
    std::string to;                     //!< new gateway
    Figure detached_s;                  //!< radio contact with the old gateway is lost
    Figure link_down_s;                 //!< the node itself knows (more than the contract)
    Figure noticed_s;                   //!< the old gateway knows
    Figure attached_s;                  //!< the new link is up
    Figure registered_s;                //!< the new gateway has its first accepting acknowledgement
    Figure advertised_s;                //!< Router Advertisement at the node
    Figure uplink_opened_s;             //!< the new gateway forwards
    Figure uplink_resumed_s;            //!< first packet of the node that it forwards
    Figure downlink_resumed_s;          //!< first data packet at the node after attached_s
    Figure route_optimized_s;           //!< both gateways use the direct path again
    std::string direct_path_from;       //!< which is the node's then, or what stands for it
    uint64_t lost{0};                   //!< data packets that never arrived
    uint64_t duplicated{0};             //!< as RFC 4737
    uint64_t reordered{0};              //!< as RFC 4737
    uint64_t messages{0};               //!< Mobility Header packets
    std::vector<PrefixResult> prefixes; //!< of the node
    InterruptionResult interruption;    //!< of its flows
    DirectionsResult service_gap_ms;    //!< had packets been sent at every instant
    DirectionsResult later_gap_ms;      //!< sum of the holes behind that
    std::vector<FlowHandoverResult> flows; //!< those that ran
    uint64_t lost_down{0};         //!< packets to it dropped on its side till they came again
    uint64_t lost_up{0};           //!< packets from it likewise
    bool peer_moved{false};        //!< an other end moved before its flow resumed
    Figure since_s;                //!< since when, if handovers before were superseded
    Figure correspondents_known_s; //!< the new gateway is told with whom the node exchanges packets
    Figure forwarding_started_s;   //!< the old gateway forwards to the new one
    Figure peers_updated_s;        //!< all correspondents' gateways send to the new one
    /// Gateways at which prefixes of earlier attachments are anchored; nothing: none ever are.
    std::optional<uint64_t> previous;
    std::optional<uint64_t> forwarded;  //!< packets that the old gateway tunnelled on
    std::optional<uint64_t> held;       //!< packets that it held
    std::optional<uint64_t> overflowed; //!< packets for which it had no room
    bool registers_itself{false};       //!< the node does, and no gateway for it; not written
    Figure router_found_s;              //!< the node has heard a router of its new link
    Figure moved_s;                     //!< it knows that it has moved; not written
    Figure care_of_s;                   //!< it uses an address of its new link
    Figure home_registered_s;           //!< its home agent has acknowledged that
    Figure correspondents_bound_s;      //!< the last correspondent has its binding; not written
    Figure correspondent_registered_s;  //!< so have its correspondents

    /// @return the interruption in its parts
    InterruptionParts GetParts() const;
};

/// A node's first attachment.
struct AttachmentResult
{
    std::string node;           //!< who
    std::string to;             //!< gateway
    Figure attached_s;          //!< the link is up
    Figure registered_s;        //!< the gateway has its acknowledgement
    Figure advertised_s;        //!< Router Advertisement at the node
    Figure router_found_s{};    //!< as HandoverResult has it
    Figure care_of_s{};         //!< likewise
    Figure home_registered_s{}; //!< likewise
};

/// A direct path that a packet, not a handover, was to bring about.
struct OptimizationResult
{
    std::string from;                 //!< node that began to send
    std::string to;                   //!< its correspondent
    Figure triggered_s;               //!< first packet seen by who starts it
    Figure reverse_active_s;          //!< the correspondent's gateway uses it
    Figure forward_active_s;          //!< the node's gateway uses it
    Figure completed_s;               //!< who started it knows
    std::optional<uint64_t> messages; //!< Mobility Header packets; nothing if nobody knows
    std::string outcome{};            //!< active, none, forbidden, silent; empty: nobody has asked
    Figure ended_s{};                 //!< that is known
    std::optional<uint64_t> held{};   //!< packets that have waited for it; nothing: none could
    std::optional<uint64_t> overflowed{}; //!< packets for which there was no room to wait
};

/// Delays of a flow's received packets, ms.
struct DelayResult
{
    Figure mean; //!< mean
    Figure min;  //!< least
    Figure max;  //!< greatest
    Figure p50;  //!< median
    Figure p95;  //!< 95th percentile
    Figure p99;  //!< 99th percentile
};

/// A flow's packets sent while an end of it was in no network.
struct UnreachableResult
{
    uint64_t sent{0}; //!< all
    uint64_t lost{0}; //!< of these
};

/// What ns-3's FlowMonitor has counted of a flow.
struct FlowMonitorResult
{
    uint64_t sent{0};     //!< packets, those of the last second too
    uint64_t received{0}; //!< of these
    uint64_t lost{0};     //!< of these, not seen for ten seconds, or dropped where IPv6 tells of it
    Figure delay_mean_ms; //!< of those received
    Figure jitter_mean_ms; //!< mean difference of delays of packets that came in turn
};

/// Data from one node to another.
struct FlowResult
{
    std::string from;              //!< sender
    std::string to;                //!< receiver
    std::string address_from;      //!< source address
    std::string address_to;        //!< destination address
    uint64_t sent{0};              //!< packets, but for the last second's
    uint64_t received{0};          //!< of these
    uint64_t lost{0};              //!< of these
    uint64_t duplicated{0};        //!< as RFC 4737
    uint64_t reordered{0};         //!< as RFC 4737
    uint64_t misdelivered{0};      //!< delivered to another node
    DelayResult delay_ms;          //!< of those received
    std::vector<std::string> path; //!< nodes that forwarded the last one, its ends included
    Figure path_length_ms;         //!< sum of the link delays on it
    Figure direct_length_ms;       //!< likewise on the shortest path
    UnreachableResult unreachable; //!< of those sent
    uint64_t octets{0};            //!< of payload received, each once
    Figure goodput_kbps;           //!< from first to last sending, time off left out
    Figure jitter_ms;              //!< mean difference of successive delays; none of TCP
    Figure begun_s;                //!< first packet sent
    std::string prefix;            //!< of the mobile node's address; empty: of no pool of a gateway
    std::string anchor;            //!< the gateway that anchors it; likewise
    uint64_t octet_hops{0};        //!< of whole packets on links of the core, times the links
    uint64_t tunnel_octet_hops{0}; //!< of those of them that were in a tunnel there
    /// ns-3's count; nothing without --flowMonitor, and of TCP.
    std::optional<FlowMonitorResult> flow_monitor;
    bool isUdp{true}; //!< not written
    uint16_t port{0}; //!< destination port; not written
};

/// Packets of one kind of signalling message.
struct SignallingCount
{
    std::string message;       //!< "ProxyBindingUpdate"
    uint64_t sent{0};          //!< retransmissions included
    uint64_t received{0};      //!< taken
    uint64_t dropped{0};       //!< not taken, or lost on the way
    uint64_t retransmitted{0}; //!< of those sent
    uint64_t octets{0};        //!< of whole IPv6 packets, outer headers included
    uint64_t octet_hops{0};    //!< of these as they are on links of the core, times the links
};

/// What the links of the core did to Mobility Header packets.
struct ImpairmentResult
{
    uint64_t lost{0};    //!< lost
    uint64_t doubled{0}; //!< doubled
    uint64_t held{0};    //!< held back, both of a doubled one
};

/// Data packets that a node forwarded.
struct LoadResult
{
    std::string node;               //!< who
    uint64_t packets{0};            //!< all
    uint64_t octets{0};             //!< of these
    uint64_t tunnelled_packets{0};  //!< those in a tunnel
    std::optional<uint64_t> queued; //!< RFC 8885: of a CMD's updates, how many have waited at once
};

/// A prefix as a mobile node's host knows it at the end.
struct HostPrefixResult
{
    std::string prefix;                //!< the prefix
    std::optional<std::string> anchor; //!< where it is anchored, if the scheme knows
    std::string router;                //!< link-local address of who has advertised it last
    Figure preferred_until_s;          //!< deprecated from then on; nothing: never
    Figure valid_until_s;              //!< gone from then on; nothing: never
};

/// Where a mobile node is at the end.
struct NodeResult
{
    std::string node;                       //!< who
    std::optional<std::string> gateway;     //!< nothing: nowhere
    std::vector<std::string> addresses;     //!< global ones
    std::vector<HostPrefixResult> prefixes; //!< of which its host has made addresses
};

/// An entry of a node's tables that should be another.
struct StateFault
{
    std::string node;      //!< who holds it
    std::string object;    //!< binding, route, location or session
    std::string key;       //!< which
    std::string holds;     //!< what it says
    std::string should_be; //!< what would be right
};

/// The tables at the end.
struct FinalState
{
    bool consistent{true};            //!< whether every packet would reach its receiver
    std::vector<StateFault> stale;    //!< entries that mislead
    std::vector<StateFault> leftover; //!< entries that wait unused for their end
    std::vector<std::string> faults;  //!< what went wrong on the way, whatever is left of it
};

/// A run and what it found.
struct ExperimentResult
{
    std::string scheme;                            //!< --scheme
    std::string caseName;                          //!< --case; "case" there
    std::string access;                            //!< --access
    Parameters parameters;                         //!< every option
    std::vector<HandoverResult> handovers;         //!< by attached_s
    std::vector<AttachmentResult> attachments;     //!< of each node the first
    std::vector<OptimizationResult> optimizations; //!< by triggered_s
    std::vector<FlowResult> flows;                 //!< all
    std::vector<SignallingCount> signalling;       //!< by message
    ImpairmentResult impairments;                  //!< by the options --signalling..
    std::vector<LoadResult> load;                  //!< by node
    std::vector<NodeResult> nodes;                 //!< mobile nodes
    FinalState final_state;                        //!< at the end
    uint64_t events{0};                            //!< that ns-3 carried out
    double wall_s{0};                              //!< that it took
    double simulated_s{0};                         //!< that it covered
    double peak_memory_mb{0};                      //!< of the process, in 10^6 octets
};

/**
 * @param options a run's options
 * @return a result that says what was run, and nothing found yet
 */
ExperimentResult MakeResult(const ExperimentOptions& options);

/**
 * @param result a run's result
 * @return result.json, indented by two spaces; times in decimals of a nanosecond at most
 */
std::string ToJson(const ExperimentResult& result);

/// @return the most memory that the process has held so far, in 10^6 octets
double GetPeakMemoryMb();

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_RESULT_H
