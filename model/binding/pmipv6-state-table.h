/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_TABLE_H
#define PMIPV6_STATE_TABLE_H

#include "ns3/abort.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * What follows from an event in a state, as data. A cell that is missing is a combination that
 * cannot be.
 *
 * @tparam State an enumeration; GetStateName says its names
 * @tparam Event an enumeration; GetEventName says its names
 */
template <class State, class Event>
class StateTable
{
  public:
    /// The state that follows, or nothing.
    using Cell = std::optional<State>;

    /// An event, and what follows from it in each state.
    struct Row
    {
        Event event;             //!< the event
        std::vector<Cell> cells; //!< by state, in the order of the table's states
    };

    /**
     * @param states the states, in the order of the rows' cells
     * @param rows the events
     */
    StateTable(std::initializer_list<State> states, std::initializer_list<Row> rows)
        : m_states(states),
          m_rows(rows)
    {
    }

    /**
     * @param from a state
     * @param event an event
     * @return the state that follows; nothing if the event cannot be in that state
     */
    Cell Find(State from, Event event) const
    {
        const auto row = std::find_if(m_rows.begin(), m_rows.end(), [event](const Row& other) {
            return other.event == event;
        });
        const auto column = std::find(m_states.begin(), m_states.end(), from);
        return row == m_rows.end() || column == m_states.end()
                   ? std::nullopt
                   : row->cells.at(static_cast<std::size_t>(column - m_states.begin()));
    }

    /**
     * See that a transition is one of the table; the program ends if it is not.
     *
     * @param from the state before
     * @param event the event
     * @param to the state after
     */
    void Check(State from, Event event, State to) const
    {
        NS_ABORT_MSG_IF(Find(from, event) != to,
                        "no transition: " << GetEventName(event) << " takes " << GetStateName(from)
                                          << " to " << GetStateName(to));
    }

    /// @return the states, in the order of the rows' cells
    const std::vector<State>& GetStates() const
    {
        return m_states;
    }

    /// @return the events and what follows from them
    const std::vector<Row>& GetRows() const
    {
        return m_rows;
    }

    /// @return the table as the manual shows it, a line a row; a missing cell is empty
    std::vector<std::string> Describe() const
    {
        std::string head = "| event |";
        std::string rule = "| --- |";
        for (const State state : m_states)
        {
            head += std::string(" `") + GetStateName(state) + "` |";
            rule += " --- |";
        }
        std::vector<std::string> lines{head, rule};
        for (const auto& row : m_rows)
        {
            std::string line = std::string("| ") + GetEventName(row.event) + " |";
            for (const auto& cell : row.cells)
            {
                line += cell ? std::string(" ") + GetStateName(*cell) + " |" : " |";
            }
            lines.push_back(line);
        }
        return lines;
    }

  private:
    std::vector<State> m_states; //!< columns
    std::vector<Row> m_rows;     //!< rows
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_TABLE_H
