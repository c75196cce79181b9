/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-trace.h"

#include "ns3/abort.h"
#include "ns3/mobility-model.h"
#include "ns3/node.h"
#include "ns3/waypoint-mobility-model.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <limits>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Grows a rectangle around positions.
class Bounds
{
  public:
    /**
     * @param position to be within
     */
    void Include(const Vector& position)
    {
        m_area.xMin = std::min(m_area.xMin, position.x);
        m_area.xMax = std::max(m_area.xMax, position.x);
        m_area.yMin = std::min(m_area.yMin, position.y);
        m_area.yMax = std::max(m_area.yMax, position.y);
    }

    /// @return the rectangle
    const Rectangle& Get() const
    {
        return m_area;
    }

  private:
    Rectangle m_area{std::numeric_limits<double>::infinity(),
                     -std::numeric_limits<double>::infinity(),
                     std::numeric_limits<double>::infinity(),
                     -std::numeric_limits<double>::infinity()}; //!< so far
};

/**
 * @param a a waypoint
 * @param b a later one
 * @param at a time between theirs
 * @return where a node is then
 */
Vector
Interpolate(const Waypoint& a, const Waypoint& b, Time at)
{
    const double part = static_cast<double>((at - a.time).GetNanoSeconds()) /
                        static_cast<double>((b.time - a.time).GetNanoSeconds());
    return Vector(a.position.x + part * (b.position.x - a.position.x),
                  a.position.y + part * (b.position.y - a.position.y),
                  a.position.z + part * (b.position.z - a.position.z));
}

/**
 * @param time 0 or later
 * @return its seconds as an exact decimal
 */
std::string
ToText(Time time)
{
    const std::string digits = std::to_string(time.GetNanoSeconds() % 1000000000);
    return std::to_string(time.GetNanoSeconds() / 1000000000) + "." +
           std::string(9 - digits.size(), '0') + digits;
}

/// Follows one node through its events.
class CourseMaker
{
  public:
    /**
     * @param node what the trace says of the node
     * @param begin where it is at 0 s
     * @param bounds of the trace
     */
    CourseMaker(const Ns2TraceNode& node, const Vector& begin, Bounds& bounds);

    /// @return the node with its course and switches
    MobilityTrace::TraceNode Make();

  private:
    /**
     * Goes on along the present leg.
     *
     * @param at up to this time
     */
    void GoOn(Time at);

    /**
     * @param waypoint the course's next one; replaces one at the same time
     */
    void Add(const Waypoint& waypoint);

    /**
     * @param event a destination
     */
    void SetDestination(const Ns2TraceEvent& event);

    /**
     * @param event a coordinate
     */
    void SetCoordinate(const Ns2TraceEvent& event);

    /**
     * @param at when
     * @param on what from then on
     */
    void SetSwitch(Time at, bool on);

    const Ns2TraceNode& m_events;    //!< what the trace says
    Bounds& m_bounds;                //!< of the trace
    MobilityTrace::TraceNode m_node; //!< what is made of it
    Waypoint m_next;                 //!< end of the present leg
    bool m_on{false};                //!< whether it is on now
};

CourseMaker::CourseMaker(const Ns2TraceNode& node, const Vector& begin, Bounds& bounds)
    : m_events(node),
      m_bounds(bounds),
      m_next(Seconds(0), begin)
{
    m_node.id = node.id;
    m_node.course.push_back(m_next);
}

MobilityTrace::TraceNode
CourseMaker::Make()
{
    const auto& events = m_events.events;
    if (std::none_of(events.begin(), events.end(), [](const Ns2TraceEvent& event) {
            return event.kind == Ns2TraceEvent::Kind::SWITCH && event.on;
        }))
    {
        SetSwitch(Seconds(0), true);
    }
    for (const Ns2TraceEvent& event : events)
    {
        switch (event.kind)
        {
        case Ns2TraceEvent::Kind::SET:
            SetCoordinate(event);
            break;
        case Ns2TraceEvent::Kind::DESTINATION:
            SetDestination(event);
            break;
        case Ns2TraceEvent::Kind::SWITCH:
            GoOn(event.at);
            SetSwitch(event.at, event.on);
            break;
        }
    }
    GoOn(m_next.time);
    return std::move(m_node);
}

void
CourseMaker::GoOn(Time at)
{
    if (at > m_next.time)
    {
        GoOn(m_next.time);
        m_next.time = at;
    }
    Waypoint now(at, m_next.position);
    if (at < m_next.time)
    {
        now.position = Interpolate(m_node.course.back(), m_next, at);
    }
    Add(now);
    if (m_on)
    {
        m_bounds.Include(now.position);
    }
}

void
CourseMaker::Add(const Waypoint& waypoint)
{
    if (m_node.course.back().time == waypoint.time)
    {
        m_node.course.back() = waypoint;
        return;
    }
    m_node.course.push_back(waypoint);
}

void
CourseMaker::SetDestination(const Ns2TraceEvent& event)
{
    GoOn(event.at);
    const Vector here = m_node.course.back().position;
    const double distance = std::hypot(event.destination.x - here.x, event.destination.y - here.y);
    const double seconds = distance / event.speed; // 0 / 0 is no number: at rest, too
    if (seconds > 0 && seconds < 1e9)
    {
        // A leg takes a nanosecond at least: ns-3 has no two waypoints at one time.
        const auto ns = std::max<int64_t>(1, std::llround(seconds * 1e9));
        m_next = Waypoint(event.at + NanoSeconds(ns),
                          Vector(event.destination.x, event.destination.y, here.z));
    }
    else
    {
        m_next = m_node.course.back();
    }
}

void
CourseMaker::SetCoordinate(const Ns2TraceEvent& event)
{
    auto& course = m_node.course;
    // The nanosecond before is the jump's, made by the first coordinate of several.
    const Time before = event.at - NanoSeconds(1);
    if (before > course.back().time)
    {
        GoOn(before);
    }
    else if (course.size() > 1 && course.back().time == event.at &&
             course[course.size() - 2].time < before)
    {
        course.back().time = before;
    }
    Waypoint now(event.at, course.back().position);
    (event.axis == 0   ? now.position.x
     : event.axis == 1 ? now.position.y
                       : now.position.z) = event.value;
    Add(now);
    m_next = now;
}

void
CourseMaker::SetSwitch(Time at, bool on)
{
    if (on == m_on)
    {
        return;
    }
    m_on = on;
    m_bounds.Include(m_node.course.back().position);
    if (!m_node.switches.empty() && m_node.switches.back().at == at)
    {
        m_node.switches.pop_back(); // on and off at one time is neither
        return;
    }
    m_node.switches.push_back({at, on});
}

/**
 * @param node what the trace says of a node
 * @param fileName the trace's name
 * @return where the node is at 0 s: as set without a time, else as first set with one
 * @throws MobilityTraceError if it is never set
 */
Vector
GetFirstPosition(const Ns2TraceNode& node, const std::string& fileName)
{
    auto coordinates = node.coordinates;
    for (const Ns2TraceEvent& event : node.events)
    {
        if (event.kind == Ns2TraceEvent::Kind::SET && !coordinates[event.axis])
        {
            coordinates[event.axis] = event.value;
        }
    }
    if (!coordinates[0] || !coordinates[1])
    {
        const std::string name = "$node_(" + std::to_string(node.id) + ")";
        throw MobilityTraceError(fileName + ": " + name + " has no first position; a line \"" +
                                 name + (coordinates[0] ? " set Y_ METRES" : " set X_ METRES") +
                                 "\" is missing");
    }
    return Vector(*coordinates[0], *coordinates[1], coordinates[2].value_or(0));
}

} // namespace

MobilityTrace
MobilityTrace::Read(const std::string& fileName)
{
    std::ifstream file(fileName);
    // A folder can be opened and not read.
    if (!file || (file.peek() == std::ifstream::traits_type::eof() && file.bad()))
    {
        throw MobilityTraceError(fileName + ": this file cannot be read");
    }
    file.clear();
    return Read(file, fileName);
}

MobilityTrace
MobilityTrace::Read(std::istream& input, const std::string& name)
{
    MobilityTrace trace;
    Bounds bounds;
    for (const Ns2TraceNode& node : ReadNs2Trace(input, name))
    {
        trace.m_nodes.push_back(CourseMaker(node, GetFirstPosition(node, name), bounds).Make());
        if (!node.events.empty())
        {
            trace.m_lastEvent = std::max(trace.m_lastEvent, node.events.back().at);
        }
    }
    trace.m_end = trace.m_lastEvent;
    for (const TraceNode& node : trace.m_nodes)
    {
        if (!node.switches.empty() && node.switches.back().on)
        {
            trace.m_end = std::max(trace.m_end, node.course.back().time);
        }
    }
    if (std::all_of(trace.m_nodes.begin(), trace.m_nodes.end(), [](const TraceNode& node) {
            return node.switches.empty();
        }))
    {
        throw MobilityTraceError(name + ": no node of this mobility trace is ever on");
    }
    trace.m_area = bounds.Get();
    return trace;
}

MobilityTrace
MobilityTrace::Make(std::vector<TraceNode> nodes, Time end)
{
    MobilityTrace trace;
    trace.m_nodes = std::move(nodes);
    trace.m_lastEvent = end;
    trace.m_end = end;
    Bounds bounds;
    for (std::size_t i = 0; i < trace.m_nodes.size(); ++i)
    {
        const auto& [id, course, switches] = trace.m_nodes[i];
        for (const Switch& change : switches)
        {
            bounds.Include(trace.GetPosition(i, change.at));
        }
        for (const Waypoint& waypoint : course)
        {
            if (trace.IsOn(i, waypoint.time))
            {
                bounds.Include(waypoint.position);
            }
        }
    }
    trace.m_area = bounds.Get();
    return trace;
}

void
MobilityTrace::Write(std::ostream& output) const
{
    output << std::setprecision(std::numeric_limits<double>::max_digits10);
    for (const auto& [id, course, switches] : m_nodes)
    {
        const std::string name = "$node_(" + std::to_string(id) + ")";
        const Vector& first = course.front().position;
        output << name << " set X_ " << first.x << "\n"
               << name << " set Y_ " << first.y << "\n"
               << name << " set Z_ " << first.z << "\n";
        for (std::size_t i = 1; i < course.size(); ++i)
        {
            const Vector& from = course[i - 1].position;
            const Vector& to = course[i].position;
            const Time lasts = course[i].time - course[i - 1].time;
            const double distance = std::hypot(to.x - from.x, to.y - from.y);
            if (distance > 0)
            {
                output << "$ns_ at " << ToText(course[i - 1].time) << " \"" << name << " setdest "
                       << to.x << " " << to.y << " "
                       << distance / (static_cast<double>(lasts.GetNanoSeconds()) / 1e9) << "\"\n";
            }
        }
        if (switches.empty())
        {
            output << "$ns_ at 0 \"" << name << " switch OFF\"\n"; // It would be on throughout.
        }
        for (const Switch& change : switches)
        {
            output << "$ns_ at " << ToText(change.at) << " \"" << name << " switch "
                   << (change.on ? "ON" : "OFF") << "\"\n";
        }
    }
}

Vector
MobilityTrace::GetPosition(std::size_t node, Time at) const
{
    const auto& course = m_nodes.at(node).course;
    const auto next =
        std::upper_bound(course.begin(), course.end(), at, [](Time time, const Waypoint& waypoint) {
            return time < waypoint.time;
        });
    if (next == course.begin())
    {
        return next->position;
    }
    const auto last = std::prev(next);
    return next == course.end() ? last->position : Interpolate(*last, *next, at);
}

bool
MobilityTrace::IsOn(std::size_t node, Time at) const
{
    const auto& switches = m_nodes.at(node).switches;
    const auto next =
        std::upper_bound(switches.begin(), switches.end(), at, [](Time time, const Switch& change) {
            return time < change.at;
        });
    return next != switches.begin() && std::prev(next)->on;
}

void
MobilityTrace::Install(const NodeContainer& nodes) const
{
    NS_ABORT_MSG_IF(nodes.GetN() != m_nodes.size(),
                    "MobilityTrace::Install: " << nodes.GetN() << " nodes for a trace of "
                                               << m_nodes.size());
    for (uint32_t i = 0; i < nodes.GetN(); ++i)
    {
        NS_ABORT_MSG_IF(nodes.Get(i)->GetObject<MobilityModel>(),
                        "MobilityTrace::Install: node " << nodes.Get(i)->GetId()
                                                        << " has a mobility model already");
        Ptr<WaypointMobilityModel> model = CreateObject<WaypointMobilityModel>();
        for (const Waypoint& waypoint : m_nodes[i].course)
        {
            model->AddWaypoint(waypoint);
        }
        nodes.Get(i)->AggregateObject(model);
    }
}

std::vector<Vector>
GetGatewayGrid(const Rectangle& area, uint32_t rows, uint32_t columns)
{
    std::vector<Vector> places;
    places.reserve(std::size_t{rows} * columns);
    const double height = (area.yMax - area.yMin) / rows;
    const double width = (area.xMax - area.xMin) / columns;
    for (uint32_t row = 0; row < rows; ++row)
    {
        for (uint32_t column = 0; column < columns; ++column)
        {
            places.emplace_back(area.xMin + (column + 0.5) * width,
                                area.yMin + (row + 0.5) * height,
                                0);
        }
    }
    return places;
}

} // namespace pmipv6
} // namespace ns3
