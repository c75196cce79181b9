/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NS2_TRACE_READER_H
#define PMIPV6_NS2_TRACE_READER_H

#include "ns3/nstime.h"
#include "ns3/vector.h"

#include <array>
#include <cstdint>
#include <istream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * What is wrong with a mobility trace: one sentence with the file's name and, where a line is at
 * fault, its number.
 */
class MobilityTraceError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/**
 * @ingroup pmipv6-helper
 * One scheduled command of a node in an ns-2 mobility trace.
 */
struct Ns2TraceEvent
{
    /// What is commanded.
    enum class Kind
    {
        SET,         //!< be at a coordinate from now on: `set X_ 1`
        DESTINATION, //!< go there at a speed: `setdest 1 2 3`
        SWITCH,      //!< `switch ON`, `switch OFF`, `start`, `stop`
    };

    Time at;                 //!< when
    Kind kind{Kind::SWITCH}; //!< what
    std::size_t axis{0};     //!< SET: 0, 1, 2 for X_, Y_, Z_
    double value{0};         //!< SET: the coordinate, m
    Vector destination;      //!< DESTINATION: where to, m; z is left as it is
    double speed{0};         //!< DESTINATION: m/s, 0 or more
    bool on{false};          //!< SWITCH: ON
};

/**
 * @ingroup pmipv6-helper
 * All that an ns-2 mobility trace says of one node.
 */
struct Ns2TraceNode
{
    uint32_t id{0};                                   //!< its number in the file
    std::array<std::optional<double>, 3> coordinates; //!< X_, Y_, Z_ as set without a time, m
    std::vector<Ns2TraceEvent> events; //!< by time; those of one time in the file's order
};

/**
 * @ingroup pmipv6-helper
 * Reads a mobility trace in the format of ns-2, as SUMO, BonnMotion and others write it:
 *
 *     $node_(0) set X_ 10.5
 *     $ns_ at 1.0 "$node_(0) setdest 200.0 30.0 13.9"
 *     $ns_ at 1.0 "$node_(0) set Y_ 20.0"
 *     $ns_ at 0.0 "$node_(0) switch ON"
 *     $ns_ at 0.0 "$g(0) start"
 *
 * The last is what SUMO's traceExporter.py writes into its activity file, which can be put behind
 * its mobility file: `start` and `stop` of `$g(0)` switch `$node_(0)` on and off.
 *
 * Comments (`#`), empty lines, a `;` at a line's end, lines that end with CR LF, commands to ns-2's
 * `$god_` (which place nobody) and the byte order mark of UTF-8 in front of all are allowed.
 * Anything else is an error.
 *
 * @param input the trace
 * @param fileName its name, for errors
 * @return its nodes in the order in which the file names them first
 * @throws MobilityTraceError if a line is not understood, a number is missing, not a number, not
 *         finite, or negative where it is a time or a speed, or if there is no node
 */
std::vector<Ns2TraceNode> ReadNs2Trace(std::istream& input, const std::string& fileName);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NS2_TRACE_READER_H
