/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_FLOW_LOG_H
#define PMIPV6_EXPERIMENT_FLOW_LOG_H

#include "pmipv6-experiment-csv.h"
#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-output.h"

#include "ns3/pmipv6-traffic-monitor.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace option
{

extern const Option<std::vector<NodePair>> FLOW_LOGS; //!< sender and receiver of each flow
extern const Option<Time> BIN;                        //!< of throughput.csv

} // namespace option

/**
 * The octets of a stream that have come, each counted once: of a TCP segment that was sent again
 * only what had not come before.
 */
class OctetSet
{
  public:
    /**
     * @param from number of an octet
     * @param to number of the octet behind the last
     * @return how many of them are new
     */
    uint64_t Add(uint64_t from, uint64_t to);

  private:
    std::map<uint64_t, uint64_t> m_ranges; //!< what has come: from, to; none touches another
};

/**
 * What happens to data packets in the course of a run: `flow-NODE-NODE.csv`, a row a step of each
 * packet of a flow that --flowLog names, and `throughput.csv`, a row a flow and --bin.
 */
class FlowLog
{
  public:
    /**
     * Listen.
     *
     * @param options the run's options
     * @param monitor tells of packets; lives as long
     */
    FlowLog(const ExperimentOptions& options, TrafficMonitor& monitor);

    /**
     * Begin the files of flows. Once, before the run.
     *
     * @param output where; made already
     */
    void Open(const OutputFolder& output);

    /**
     * End of the run: write throughput.csv, and listen no more.
     *
     * @param output where
     */
    void Finish(const OutputFolder& output);

    /**
     * End all files.
     *
     * @return a sentence if anything could not be written
     */
    std::optional<std::string> Close();

  private:
    /// What a flow did within one --bin.
    struct Bin
    {
        uint64_t octets{0};  //!< of payload that came
        uint64_t packets{0}; //!< that came
        uint64_t lost{0};    //!< packets given up
    };

    /// One flow.
    struct Series
    {
        std::string from;              //!< sender
        std::string to;                //!< receiver
        std::optional<uint64_t> first; //!< number of the bin of its first packet
        std::map<uint64_t, Bin> bins;  //!< those in which something happened, by number
        OctetSet received;             //!< octets of TCP that have come
        FlowCsv* file{nullptr};        //!< its own file, if --flowLog names it
    };

    /// A step of a packet.
    void Handle(const TrafficMonitor::PacketStep& step);

    /**
     * At the end of the run: a packet has not come, and perhaps nothing has told of its drop.
     *
     * @param flow number of its flow
     * @param number of the packet in it
     */
    void WriteLost(std::size_t flow, std::size_t number);

    /**
     * @param time a time
     * @return number of the bin that it falls into
     */
    uint64_t GetBin(Time time) const;

    /**
     * @param flow number of a flow
     * @param from its sender
     * @param to its receiver
     * @return its row
     */
    Series& GetSeries(std::size_t flow, const std::string& from, const std::string& to);

    /// Names of a sender and a receiver.
    using Ends = std::pair<std::string, std::string>;

    const std::vector<NodePair> m_wanted;      //!< --flowLog
    const Time m_bin;                          //!< --bin
    const Time m_duration;                     //!< end of the run
    const bool m_isTcp;                        //!< whether segments can come again
    TrafficMonitor& m_monitor;                 //!< tells of packets
    std::map<Ends, FlowCsv> m_files;           //!< of flows that --flowLog names
    std::map<std::size_t, Series> m_series;    //!< by number of the flow
    std::optional<ThroughputCsv> m_throughput; //!< throughput.csv
    bool m_isOver{false};                      //!< the run has ended
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_FLOW_LOG_H
