/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-parameters-json.h"
#include "pmipv6-experiment-result.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param value a number
 * @param digits decimals that it is rounded to
 * @return the double nearest to the rounded decimal, which is then written as that
 */
Json
Round(const Figure& value, int digits)
{
    if (!value || !std::isfinite(*value))
    {
        return nullptr;
    }
    const double scale = std::pow(10.0, digits);
    return std::round(*value * scale) / scale;
}

/**
 * @param value seconds
 * @return them to the nanosecond
 */
Json
Seconds9(const Figure& value)
{
    return Round(value, 9);
}

/**
 * @param value milliseconds
 * @return them to the nanosecond
 */
Json
Milliseconds6(const Figure& value)
{
    return Round(value, 6);
}

/// @return a count; null if there is none
Json
ConvertCount(const std::optional<uint64_t>& count)
{
    return count ? Json(*count) : Json(nullptr);
}

/// @return a word; null for none
Json
ConvertWord(const std::string& why)
{
    return why.empty() ? Json(nullptr) : Json(why);
}

Json
Convert(const DirectionsResult& figures)
{
    return {{"downlink", Milliseconds6(figures.downlink)},
            {"uplink", Milliseconds6(figures.uplink)}};
}

Json
Convert(const InterruptionResult& interruption)
{
    return {{"downlink_ms", Milliseconds6(interruption.downlink_ms)},
            {"uplink_ms", Milliseconds6(interruption.uplink_ms)},
            {"downlink_why", ConvertWord(interruption.downlink_why)},
            {"uplink_why", ConvertWord(interruption.uplink_why)},
            {"spacing_ms", Convert(interruption.spacing_ms)}};
}

Json
Convert(const FlowHandoverResult& flow)
{
    return {{"from", flow.from},
            {"to", flow.to},
            {"direction", flow.direction},
            {"interruption_ms", Milliseconds6(flow.interruption_ms)},
            {"why", ConvertWord(flow.why)},
            {"spacing_ms", Milliseconds6(flow.spacing_ms)},
            {"peer_moved", flow.peer_moved},
            {"since_s", Seconds9(flow.since_s)},
            {"lost", flow.lost},
            {"service_gap_ms", Milliseconds6(flow.service_gap_ms)},
            {"later_gap_ms", Milliseconds6(flow.later_gap_ms)}};
}

Json
Convert(const PrefixResult& prefix)
{
    return {{"prefix", prefix.prefix},
            {"anchor", prefix.anchor},
            {"ready_s", Seconds9(prefix.ready_s)},
            {"downlink_resumed_s", Seconds9(prefix.downlink_resumed_s)},
            {"uplink_opened_s", Seconds9(prefix.uplink_opened_s)},
            {"lost", prefix.lost},
            {"interruption", Convert(prefix.interruption)},
            {"service_gap_ms", Convert(prefix.service_gap_ms)},
            {"later_gap_ms", Convert(prefix.later_gap_ms)},
            {"own", prefix.own},
            {"lost_down", prefix.lost_down},
            {"lost_up", prefix.lost_up}};
}

Json
Convert(const InterruptionParts& parts)
{
    return {{"radio_lost_unnoticed_ms", Milliseconds6(parts.radio_lost_unnoticed_ms)},
            {"link_handover_ms", Milliseconds6(parts.link_handover_ms)},
            {"registration_ms", Milliseconds6(parts.registration_ms)},
            {"router_advertisement_ms", Milliseconds6(parts.router_advertisement_ms)},
            {"first_packet_ms", Milliseconds6(parts.first_packet_ms)},
            {"movement_detection_ms", Milliseconds6(parts.movement_detection_ms)},
            {"address_ms", Milliseconds6(parts.address_ms)},
            {"home_registration_ms", Milliseconds6(parts.home_registration_ms)},
            {"correspondent_registration_ms", Milliseconds6(parts.correspondent_registration_ms)}};
}

// For ConvertAll, which finds only what stands before it.
Json Convert(const HandoverResult& handover);
Json Convert(const AttachmentResult& attachment);
Json Convert(const OptimizationResult& optimization);
Json Convert(const FlowResult& flow);
Json Convert(const StateFault& fault);

Json
Convert(const HostPrefixResult& prefix)
{
    return {{"prefix", prefix.prefix},
            {"anchor", prefix.anchor ? Json(*prefix.anchor) : Json(nullptr)},
            {"router", prefix.router},
            {"preferred_until_s", Seconds9(prefix.preferred_until_s)},
            {"valid_until_s", Seconds9(prefix.valid_until_s)}};
}

/**
 * @param list of anything that Convert takes
 * @return an array
 */
template <class T>
Json
ConvertAll(const std::vector<T>& list)
{
    Json json = Json::array();
    for (const T& one : list)
    {
        json.push_back(Convert(one));
    }
    return json;
}

Json
Convert(const HandoverResult& handover)
{
    return {{"node", handover.node},
            {"from", handover.from},
            {"to", handover.to},
            {"detached_s", Seconds9(handover.detached_s)},
            {"noticed_s", Seconds9(handover.noticed_s)},
            {"attached_s", Seconds9(handover.attached_s)},
            {"registered_s", Seconds9(handover.registered_s)},
            {"advertised_s", Seconds9(handover.advertised_s)},
            {"uplink_opened_s", Seconds9(handover.uplink_opened_s)},
            {"uplink_resumed_s", Seconds9(handover.uplink_resumed_s)},
            {"downlink_resumed_s", Seconds9(handover.downlink_resumed_s)},
            {"route_optimized_s", Seconds9(handover.route_optimized_s)},
            {"lost", handover.lost},
            {"duplicated", handover.duplicated},
            {"reordered", handover.reordered},
            {"messages", handover.messages},
            {"prefixes", ConvertAll(handover.prefixes)},
            {"link_down_s", Seconds9(handover.link_down_s)},
            {"parts", Convert(handover.GetParts())},
            {"interruption", Convert(handover.interruption)},
            {"service_gap_ms", Convert(handover.service_gap_ms)},
            {"later_gap_ms", Convert(handover.later_gap_ms)},
            {"flows", ConvertAll(handover.flows)},
            {"lost_down", handover.lost_down},
            {"lost_up", handover.lost_up},
            {"peer_moved", handover.peer_moved},
            {"since_s", Seconds9(handover.since_s)},
            {"correspondents_known_s", Seconds9(handover.correspondents_known_s)},
            {"forwarding_started_s", Seconds9(handover.forwarding_started_s)},
            {"peers_updated_s", Seconds9(handover.peers_updated_s)},
            {"forwarded", ConvertCount(handover.forwarded)},
            {"held", ConvertCount(handover.held)},
            {"overflowed", ConvertCount(handover.overflowed)},
            {"previous", ConvertCount(handover.previous)},
            {"router_found_s", Seconds9(handover.router_found_s)},
            {"care_of_s", Seconds9(handover.care_of_s)},
            {"home_registered_s", Seconds9(handover.home_registered_s)},
            {"correspondent_registered_s", Seconds9(handover.correspondent_registered_s)}};
}

Json
Convert(const AttachmentResult& attachment)
{
    return {{"node", attachment.node},
            {"to", attachment.to},
            {"attached_s", Seconds9(attachment.attached_s)},
            {"registered_s", Seconds9(attachment.registered_s)},
            {"advertised_s", Seconds9(attachment.advertised_s)},
            {"router_found_s", Seconds9(attachment.router_found_s)},
            {"care_of_s", Seconds9(attachment.care_of_s)},
            {"home_registered_s", Seconds9(attachment.home_registered_s)}};
}

Json
Convert(const OptimizationResult& optimization)
{
    return {{"from", optimization.from},
            {"to", optimization.to},
            {"triggered_s", Seconds9(optimization.triggered_s)},
            {"reverse_active_s", Seconds9(optimization.reverse_active_s)},
            {"forward_active_s", Seconds9(optimization.forward_active_s)},
            {"completed_s", Seconds9(optimization.completed_s)},
            {"messages", ConvertCount(optimization.messages)},
            {"outcome", ConvertWord(optimization.outcome)},
            {"ended_s", Seconds9(optimization.ended_s)},
            {"held", ConvertCount(optimization.held)},
            {"overflowed", ConvertCount(optimization.overflowed)}};
}

Json
Convert(const std::optional<FlowMonitorResult>& counts)
{
    if (!counts)
    {
        return nullptr;
    }
    return {{"sent", counts->sent},
            {"received", counts->received},
            {"lost", counts->lost},
            {"delay_mean_ms", Milliseconds6(counts->delay_mean_ms)},
            {"jitter_mean_ms", Milliseconds6(counts->jitter_mean_ms)}};
}

Json
Convert(const FlowResult& flow)
{
    return {{"from", flow.from},
            {"to", flow.to},
            {"address_from", flow.address_from},
            {"address_to", flow.address_to},
            {"sent", flow.sent},
            {"received", flow.received},
            {"lost", flow.lost},
            {"duplicated", flow.duplicated},
            {"reordered", flow.reordered},
            {"misdelivered", flow.misdelivered},
            {"delay_ms",
             {{"mean", Milliseconds6(flow.delay_ms.mean)},
              {"min", Milliseconds6(flow.delay_ms.min)},
              {"max", Milliseconds6(flow.delay_ms.max)},
              {"p50", Milliseconds6(flow.delay_ms.p50)},
              {"p95", Milliseconds6(flow.delay_ms.p95)},
              {"p99", Milliseconds6(flow.delay_ms.p99)}}},
            {"path", flow.path},
            {"path_length_ms", Milliseconds6(flow.path_length_ms)},
            {"direct_length_ms", Milliseconds6(flow.direct_length_ms)},
            {"unreachable", {{"sent", flow.unreachable.sent}, {"lost", flow.unreachable.lost}}},
            {"octets", flow.octets},
            {"goodput_kbps", Round(flow.goodput_kbps, 6)},
            {"jitter_ms", Milliseconds6(flow.jitter_ms)},
            {"begun_s", Seconds9(flow.begun_s)},
            {"prefix", ConvertWord(flow.prefix)},
            {"anchor", ConvertWord(flow.anchor)},
            {"octet_hops", flow.octet_hops},
            {"tunnel_octet_hops", flow.tunnel_octet_hops},
            {"flow_monitor", Convert(flow.flow_monitor)}};
}

Json
Convert(const StateFault& fault)
{
    return {{"node", fault.node},
            {"object", fault.object},
            {"key", fault.key},
            {"holds", fault.holds},
            {"should_be", fault.should_be}};
}

Json
Convert(const FinalState& state)
{
    return {{"consistent", state.consistent},
            {"stale", ConvertAll(state.stale)},
            {"leftover", ConvertAll(state.leftover)},
            {"faults", state.faults}};
}

Json
Convert(const std::vector<SignallingCount>& counts)
{
    Json json = Json::object();
    for (const SignallingCount& count : counts)
    {
        json[count.message] = {{"sent", count.sent},
                               {"received", count.received},
                               {"dropped", count.dropped},
                               {"retransmitted", count.retransmitted},
                               {"octets", count.octets},
                               {"octet_hops", count.octet_hops}};
    }
    return json;
}

Json
Convert(const ImpairmentResult& impairments)
{
    return {{"lost", impairments.lost},
            {"doubled", impairments.doubled},
            {"held", impairments.held}};
}

Json
Convert(const std::vector<LoadResult>& loads)
{
    Json json = Json::object();
    for (const LoadResult& load : loads)
    {
        json[load.node] = {{"packets", load.packets},
                           {"octets", load.octets},
                           {"tunnelled_packets", load.tunnelled_packets}};
        if (load.queued)
        {
            json[load.node]["queued"] = *load.queued;
        }
    }
    return json;
}

Json
Convert(const std::vector<NodeResult>& nodes)
{
    Json json = Json::object();
    for (const NodeResult& node : nodes)
    {
        json[node.node] = {{"gateway", node.gateway ? Json(*node.gateway) : Json(nullptr)},
                           {"addresses", node.addresses},
                           {"prefixes", ConvertAll(node.prefixes)}};
    }
    return json;
}

} // namespace

std::string
ToJson(const ExperimentResult& result)
{
    const Json json{{"version", 1},
                    {"scheme", result.scheme},
                    {"case", result.caseName},
                    {"access", result.access},
                    {"parameters", ToJson(result.parameters)},
                    {"handovers", ConvertAll(result.handovers)},
                    {"attachments", ConvertAll(result.attachments)},
                    {"optimizations", ConvertAll(result.optimizations)},
                    {"flows", ConvertAll(result.flows)},
                    {"signalling", Convert(result.signalling)},
                    {"impairments", Convert(result.impairments)},
                    {"load", Convert(result.load)},
                    {"nodes", Convert(result.nodes)},
                    {"final_state", Convert(result.final_state)},
                    {"events", result.events},
                    {"wall_s", Round(result.wall_s, 3)},
                    {"simulated_s", Seconds9(result.simulated_s)},
                    {"peak_memory_mb", Round(result.peak_memory_mb, 3)}};
    // A folder's name need not be UTF-8; JSON is.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
