/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_TRACE_H
#define PMIPV6_MOBILITY_TRACE_H

#include "pmipv6-ns2-trace-reader.h"

#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/rectangle.h"
#include "ns3/vector.h"
#include "ns3/waypoint.h"

#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * How nodes move, and when they are on. Either an ns-2 mobility trace (see ReadNs2Trace) with
 * `switch ON` and `switch OFF`, where a node is on from its first ON, or from 0 if it has none; or
 * what mobility models have done (see RecordMobility).
 *
 * Movement is by ns-3's WaypointMobilityModel and not by its Ns2MobilityHelper, for these reasons.
 * Traces put a node in its place by a `setdest` at 1e9 m/s; that helper rounds the end of such a
 * leg to a nanosecond and leaves the node up to half a metre (measured: 0.50 m) beside its course
 * for the rest of the run. It carries out a scheduled `set X_` when it reads it, at 0 s. And it
 * takes a node's number in the file for its place in a container, so that numbers with gaps need
 * nodes that are not there.
 */
class MobilityTrace
{
  public:
    /// A change between on and off.
    struct Switch
    {
        Time at; //!< when
        bool on; //!< what from then on
    };

    /// One node of the trace.
    struct TraceNode
    {
        uint32_t id{0}; //!< its number in the file, 0 to 999999999
        /// Its course: straight between these at constant speed, at rest behind the last. The first
        /// is at 0, times rise strictly.
        std::vector<Waypoint> course;
        /// ON, OFF, ON, ..; empty if it is never on.
        std::vector<Switch> switches;
    };

    /**
     * @param fileName a file
     * @return the trace in it
     * @throws MobilityTraceError if it cannot be read, is no such trace, or has no node that is
     * ever on
     */
    static MobilityTrace Read(const std::string& fileName);

    /**
     * @param input a trace
     * @param name its name, for errors
     * @return the trace
     * @throws MobilityTraceError as above
     */
    static MobilityTrace Read(std::istream& input, const std::string& name);

    /**
     * @param nodes at least one, each with a course and switches as described there
     * @param end when it ends, not before the last switch
     * @return the trace of these
     */
    static MobilityTrace Make(std::vector<TraceNode> nodes, Time end);

    /**
     * Writes it as an ns-2 mobility trace, which Read takes: times are exact, places to a few
     * nanometres. Nodes have the numbers that they have here, and keep the heights at which they
     * begin: the format has no others.
     *
     * @param output where to
     */
    void Write(std::ostream& output) const;

    /// @return the nodes, in the order in which the file names them first, or as given to Make
    const std::vector<TraceNode>& GetNodes() const
    {
        return m_nodes;
    }

    /**
     * @return the smallest rectangle around all places where a node is while it is on, and where
     *         it is heading when the trace ends. A trace's nodes are often kept in some corner
     * while they are off; that is no part of its area.
     */
    const Rectangle& GetArea() const
    {
        return m_area;
    }

    /// @return the time of the last line that has one; of Make, its end
    Time GetLastEvent() const
    {
        return m_lastEvent;
    }

    /**
     * @return when it ends: of a file, at the last line that has a time, or when the last node that
     *         is on then ends its last leg, whichever is later; else as given to Make
     */
    Time GetEnd() const
    {
        return m_end;
    }

    /**
     * @param node an index into GetNodes()
     * @param at a time, 0 or later
     * @return where it is then, m
     */
    Vector GetPosition(std::size_t node, Time at) const;

    /**
     * @param node an index into GetNodes()
     * @param at a time
     * @return whether it is on then
     */
    bool IsOn(std::size_t node, Time at) const;

    /**
     * Gives each node its movement. Ends the program with a sentence if there are not as many as
     * in the trace, or if one has a mobility model. To be called at 0 s.
     *
     * @param nodes ns-3's nodes, in the order of GetNodes()
     */
    void Install(const NodeContainer& nodes) const;

  private:
    std::vector<TraceNode> m_nodes; //!< by first appearance
    Rectangle m_area;               //!< where they are while on
    Time m_lastEvent;               //!< time of the last line
    Time m_end;                     //!< when all that are on then are at rest
};

/**
 * @ingroup pmipv6-helper
 * Places for gateways: the centres of equal cells over an area, row by row from the lowest y, each
 * row from the lowest x.
 *
 * @param area the area
 * @param rows number of rows, 1 or more
 * @param columns number of columns, 1 or more
 * @return rows times columns places, z = 0
 */
std::vector<Vector> GetGatewayGrid(const Rectangle& area, uint32_t rows, uint32_t columns);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_TRACE_H
