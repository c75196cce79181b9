/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-report.h"
#include "pmipv6-experiment-text-table.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <map>
#include <tuple>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr std::size_t TIME_WIDTH = 9;   //!< columns of a time
constexpr std::size_t LANES_WIDTH = 48; //!< columns of all life lines
constexpr std::size_t LANE_MIN = 8;     //!< least columns of one
constexpr std::size_t LANE_MAX = 12;    //!< most columns of one
constexpr std::size_t MAX_LINES = 40;   //!< longer charts are cut

/// How a step is drawn.
struct Style
{
    const char* line; //!< along the arrow
    const char* mark; //!< on the life line, where there is no arrow
};

constexpr Style MESSAGE{"─", "●"}; //!< a message
constexpr Style UP{"╌", "●"};      //!< something comes up
constexpr Style DOWN{"╌", "╳"};    //!< something ends

/// Something to draw.
struct Step
{
    double at;        //!< s
    int rank;         //!< order of what happens at one time
    std::string from; //!< node where it begins
    std::string to;   //!< node where it ends; the same: no arrow
    Style style;      //!< of the arrow
    std::string text; //!< at the right
    Figure arrival;   //!< of a message, s
};

/// Draws steps on the life lines of nodes.
class Chart
{
  public:
    /**
     * @param nodes from left to right
     */
    explicit Chart(std::vector<std::string> nodes);

    /**
     * @param node a name
     * @return whether it has a life line
     */
    bool Shows(const std::string& node) const
    {
        return GetColumn(node).has_value();
    }

    /// @return the line with the nodes' names
    std::string GetHead() const;

    /// @return the width of a line up to its text
    std::size_t GetTextColumn() const
    {
        return 2 * TIME_WIDTH + 2 + m_nodes.size() * m_lane;
    }

    /**
     * @param step what happens
     * @param begin time that counts as 0, s
     * @return its line
     */
    std::string GetLine(const Step& step, double begin) const;

  private:
    /**
     * @param node a name
     * @return the column of its life line, among the life lines; nothing if it is not shown
     */
    std::optional<std::size_t> GetColumn(const std::string& node) const;

    std::vector<std::string> m_nodes; //!< from left to right
    std::size_t m_lane;               //!< columns of each
};

Chart::Chart(std::vector<std::string> nodes)
    : m_nodes(std::move(nodes)),
      m_lane(std::clamp(LANES_WIDTH / m_nodes.size(), LANE_MIN, LANE_MAX))
{
    m_nodes.resize(std::min(m_nodes.size(), LANES_WIDTH / LANE_MIN));
}

std::optional<std::size_t>
Chart::GetColumn(const std::string& node) const
{
    const auto found = std::find(m_nodes.begin(), m_nodes.end(), node);
    if (found == m_nodes.end())
    {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - m_nodes.begin()) * m_lane + m_lane / 2;
}

std::string
Chart::GetHead() const
{
    std::string line =
        Pad("ms", TIME_WIDTH, TextTable::Side::RIGHT) + std::string(TIME_WIDTH + 2, ' ');
    for (const std::string& node : m_nodes)
    {
        const std::size_t left = m_lane / 2 - std::min(m_lane / 2, (node.size() - 1) / 2);
        line += Pad(std::string(left, ' ') + node, m_lane, TextTable::Side::LEFT);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string
Chart::GetLine(const Step& step, double begin) const
{
    constexpr auto RIGHT = TextTable::Side::RIGHT;
    std::string times = Pad(FormatFixed((step.at - begin) * 1e3, 2), TIME_WIDTH, RIGHT);
    times += step.arrival
                 ? " →" + Pad(FormatFixed((*step.arrival - begin) * 1e3, 2), TIME_WIDTH, RIGHT)
                 : std::string(TIME_WIDTH + 2, ' ');
    std::vector<std::string> cells(m_nodes.size() * m_lane, " ");
    for (const std::string& node : m_nodes)
    {
        cells[*GetColumn(node)] = "│";
    }
    const auto from = GetColumn(step.from);
    const auto to = GetColumn(step.to);
    if (from && to && from != to)
    {
        const bool isRight = *from < *to;
        for (std::size_t i = std::min(*from, *to) + 1; i < std::max(*from, *to); ++i)
        {
            cells[i] = cells[i] == " " ? step.style.line : "┼";
        }
        cells[*from] = isRight ? "├" : "┤";
        cells[isRight ? *to - 1 : *to + 1] = isRight ? "▶" : "◀";
    }
    else if (from)
    {
        cells[*from] = step.style.mark;
    }
    return times + Join(cells, "") + step.text;
}

/// What became of messages: of each row that says sent that of its receiver, or null.
using Ends = std::vector<const SignallingRow*>;

/**
 * Pairs what is received with what is sent. Numbers do not tell messages apart that have none, as
 * Router Advertisements: each receipt is of the latest sending before it that is of no later one.
 *
 * @param rows signalling packets, by time
 * @return for each of them what became of it
 */
Ends
FindEnds(const std::vector<SignallingRow>& rows)
{
    /// Rows of one sender, receiver, message and number, seen from the last one on.
    struct Alike
    {
        std::deque<const SignallingRow*> open; //!< receipts without a sending
        std::size_t earliest{0};               //!< index of the earliest sending
        bool hasSending{false};                //!< there is one
    };

    std::map<std::tuple<std::string, std::string, std::string, uint32_t>, Alike> all;
    Ends ends(rows.size(), nullptr);
    for (std::size_t i = rows.size(); i-- > 0;)
    {
        const SignallingRow& row = rows[i];
        const bool isSent = row.event == "sent";
        Alike& alike = all[{isSent ? row.node : row.peer,
                            isSent ? row.peer : row.node,
                            row.message,
                            row.sequence.value_or(0)}];
        if (!isSent)
        {
            alike.open.push_back(&row);
            continue;
        }
        alike.earliest = i;
        alike.hasSending = true;
        if (!alike.open.empty())
        {
            ends[i] = alike.open.front();
            alike.open.pop_front();
        }
    }
    for (const auto& [key, alike] : all)
    {
        if (alike.hasSending && !alike.open.empty())
        {
            ends[alike.earliest] = alike.open.back(); // It was doubled on its way.
        }
    }
    return ends;
}

/**
 * @param handover shown
 * @return what happens in it besides messages
 */
std::vector<Step>
GetMilestones(const HandoverResult& handover)
{
    const auto& [node, from, to] = std::tie(handover.node, handover.from, handover.to);
    std::vector<Step> steps;
    const auto add = [&steps](const Figure& at, const Step& step) {
        if (at)
        {
            steps.push_back(step);
            steps.back().at = *at;
        }
    };
    add(handover.detached_s, {0, 0, node, node, DOWN, "detached from " + from, {}});
    if (handover.link_down_s != handover.detached_s)
    {
        add(handover.link_down_s, {0, 0, node, node, DOWN, node + " notices", {}});
    }
    add(handover.noticed_s, {0, 1, from, from, DOWN, from + " notices", {}});
    add(handover.attached_s, {0, 1, node, to, UP, "attached to " + to, {}});
    add(handover.care_of_s, {0, 1, node, node, UP, "care-of address", {}});
    if (!handover.registers_itself)
    {
        add(handover.uplink_opened_s, {0, 3, to, to, UP, to + " forwards", {}});
    }
    add(handover.downlink_resumed_s, {0, 4, node, node, UP, "first data packet", {}});
    const std::string& end = handover.direct_path_from;
    add(handover.route_optimized_s, {0, 5, end, end, UP, "direct path again", {}});
    return steps;
}

/**
 * @param row one that says sent
 * @param end the row of its receiver; null: there is none
 * @return the message
 */
Step
GetMessage(const SignallingRow& row, const SignallingRow* end)
{
    Step step{ToSeconds(row.time), 2, row.node, row.peer, MESSAGE, row.message, {}};
    if (row.sequence)
    {
        step.text += " " + std::to_string(*row.sequence);
    }
    if (end)
    {
        step.arrival = ToSeconds(end->time);
        if (end->event == "dropped")
        {
            step.text = "dropped (" + end->reason + "): " + step.text;
        }
    }
    return step;
}

/**
 * @param handover shown
 * @param row a signalling packet
 * @return whether it is shown: it is about the node or a localized route of it; if it does not say,
 *         one of the handover's own nodes sends or gets it
 */
bool
Involves(const HandoverResult& handover, const SignallingRow& row)
{
    if (!row.prefixes.empty())
    {
        return std::any_of(
            handover.prefixes.begin(),
            handover.prefixes.end(),
            [&row](const PrefixResult& own) {
                return std::count(row.prefixes.begin(), row.prefixes.end(), own.prefix) > 0;
            });
    }
    if (!row.mobile_node.empty())
    {
        return row.mobile_node == handover.node;
    }
    const auto isOwn = [&handover](const std::string& name) {
        return name == handover.node || name == handover.from || name == handover.to;
    };
    return isOwn(row.node) || isOwn(row.peer);
}

/**
 * @param handover shown
 * @param end no message sent later
 * @param rows signalling packets
 * @return all that happens in it, by time
 */
std::vector<Step>
GetSteps(const HandoverResult& handover, double end, const std::vector<SignallingRow>& rows)
{
    std::vector<Step> steps = GetMilestones(handover);
    const Ends ends = FindEnds(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
    {
        const double at = ToSeconds(rows[i].time);
        // Heartbeats are between nodes, whoever hands over.
        const bool isShown = rows[i].event == "sent" && rows[i].message != "Heartbeat";
        if (isShown && Involves(handover, rows[i]) && at >= *handover.detached_s && at <= end)
        {
            steps.push_back(GetMessage(rows[i], ends[i]));
        }
    }
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
        return std::pair(a.at, a.rank) < std::pair(b.at, b.rank);
    });
    return steps;
}

/**
 * @param handover shown
 * @param steps in it
 * @return nodes to show: the mobile node, its gateways, others as they appear
 */
std::vector<std::string>
GetNodes(const HandoverResult& handover, const std::vector<Step>& steps)
{
    std::vector<std::string> nodes;
    const auto add = [&nodes](const std::string& name) {
        const bool isGroup = name.find(':') != std::string::npos;
        if (!name.empty() && !isGroup && std::find(nodes.begin(), nodes.end(), name) == nodes.end())
        {
            nodes.push_back(name);
        }
    };
    add(handover.node);
    add(handover.from);
    add(handover.to);
    for (const Step& step : steps)
    {
        add(step.from);
        add(step.to);
    }
    return nodes;
}

} // namespace

std::string
GetMessageChart(const HandoverResult& handover, double end, const std::vector<SignallingRow>& rows)
{
    if (!handover.detached_s)
    {
        return {};
    }
    const std::vector<Step> steps = GetSteps(handover, end, rows);
    const Chart chart(GetNodes(handover, steps));
    std::string text = chart.GetHead() + "\n";
    const std::size_t room = 100 - std::min<std::size_t>(chart.GetTextColumn(), 100);
    for (std::size_t i = 0; i < std::min(steps.size(), MAX_LINES); ++i)
    {
        Step step = steps[i];
        if (!chart.Shows(step.from) || !chart.Shows(step.to))
        {
            step.text = step.from + " to " + step.to + ": " + step.text;
        }
        if (step.text.size() > room)
        {
            step.text = step.text.substr(0, room - 2) + "..";
        }
        text += chart.GetLine(step, *handover.detached_s) + "\n";
    }
    if (steps.size() > MAX_LINES)
    {
        text += "  and " + std::to_string(steps.size() - MAX_LINES) +
                " more, which signalling.csv has\n";
    }
    return text;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
