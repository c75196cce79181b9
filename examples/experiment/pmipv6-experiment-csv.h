/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_CSV_H
#define PMIPV6_EXPERIMENT_CSV_H

#include "ns3/nstime.h"

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * The tables among the results, as RFC 4180 has them but for line ends, which are LF.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// What happened to one signalling packet at one node.
struct SignallingRow
{
    Time time;                        //!< when
    std::string event;                //!< sent, received or dropped
    std::string node;                 //!< where
    std::string peer;                 //!< name of the node at the other end, or its address
    std::string message;              //!< "ProxyBindingUpdate"
    std::optional<uint32_t> sequence; //!< nothing: the message has none
    uint64_t octets{0};               //!< of the whole IPv6 packet
    std::string reason;               //!< why it was dropped
    /// Prefixes that it names, if it is about a localized route; not in the file.
    std::vector<std::string> prefixes{};
    std::string mobile_node{}; //!< name of whom it is about, if it says
    std::string purpose{};     //!< what it is sent for, as its sender says; only with "sent"
};

/// One change of a state.
struct EventRow
{
    Time time;               //!< when
    std::string node;        //!< where
    std::string role;        //!< of which role there
    std::string mobile_node; //!< whose state
    std::string object;      //!< "binding"
    std::string from;        //!< old state
    std::string to;          //!< new state
    std::string reason;      //!< why
};

/// What happened to one data packet.
struct FlowRow
{
    Time time;                 //!< when
    std::string event;         //!< sent, received, dropped or lost
    uint64_t flow{0};          //!< its flow's place in result.json
    std::string node;          //!< where; empty: on an access link
    uint64_t sequence{0};      //!< number of the packet; of TCP, of its first octet
    uint64_t octets{0};        //!< of payload
    std::optional<Time> delay; //!< of a packet received
    std::string reason;        //!< why it was dropped
};

/// What one flow did within one --bin.
struct ThroughputRow
{
    Time time;           //!< when the bin begins
    std::string from;    //!< sender
    std::string to;      //!< receiver
    uint64_t flow{0};    //!< its place in result.json
    uint64_t octets{0};  //!< of payload that came
    uint64_t packets{0}; //!< that came
    uint64_t lost{0};    //!< packets given up
};

/**
 * @param fields of one row
 * @return the row with a line end; fields in quotation marks where they need them
 */
std::string GetCsvLine(const std::vector<std::string>& fields);

/**
 * A file of rows that is written as they come.
 *
 * @tparam Row one of the rows above
 */
template <class Row>
class CsvFile
{
  public:
    /**
     * Makes the file, with its first row of names.
     *
     * @param fileName its path
     */
    explicit CsvFile(const std::string& fileName);

    /**
     * @param row the next row
     */
    void Write(const Row& row);

    /**
     * Ends the file.
     *
     * @return a sentence if anything could not be written
     */
    std::optional<std::string> Close();

  private:
    std::string m_fileName; //!< its path
    std::ofstream m_file;   //!< open till Close
};

/// signalling.csv
using SignallingCsv = CsvFile<SignallingRow>;
/// events.csv
using EventsCsv = CsvFile<EventRow>;
/// flow-NODE-NODE.csv
using FlowCsv = CsvFile<FlowRow>;
/// throughput.csv
using ThroughputCsv = CsvFile<ThroughputRow>;

extern template class CsvFile<SignallingRow>;
extern template class CsvFile<EventRow>;
extern template class CsvFile<FlowRow>;
extern template class CsvFile<ThroughputRow>;

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CSV_H
