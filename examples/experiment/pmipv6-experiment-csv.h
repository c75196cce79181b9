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
 * The results that are written during a run: signalling.csv and events.csv, as RFC 4180 has it but
 * for line ends, which are LF.
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

/**
 * @param fields of one row
 * @return the row with a line end; fields in quotation marks where they need them
 */
std::string GetCsvLine(const std::vector<std::string>& fields);

/**
 * A file of rows that is written as they come.
 *
 * @tparam Row SignallingRow or EventRow
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

extern template class CsvFile<SignallingRow>;
extern template class CsvFile<EventRow>;

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CSV_H
