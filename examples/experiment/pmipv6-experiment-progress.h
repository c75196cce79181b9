/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PROGRESS_H
#define PMIPV6_EXPERIMENT_PROGRESS_H

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Says how far a run is: on a terminal in one line that is written anew, elsewhere, so that the log
 * of a long run shows that it goes on, in a line every ten seconds. A short run says nothing there.
 */
class Progress
{
  public:
    /**
     * @param os where to
     * @param isTerminal whether a line can be written anew
     * @param clock gives seconds of real time
     */
    Progress(std::ostream& os, bool isTerminal, std::function<double()> clock);

    /// Write to standard error, by its own kind and the machine's clock.
    Progress();

    /**
     * @param stage what is being done now; empty: nothing any more
     */
    void SetStage(const std::string& stage);

    /**
     * Look again and again, in the simulation, how far it is.
     *
     * @param duration its end
     */
    void Follow(Time duration);

    /**
     * @param share of the simulation that is done, 0 to 1
     */
    void Show(double share);

    /// @return how many of ns-3's events were none of the results' business
    uint64_t GetEvents() const
    {
        return m_events;
    }

  private:
    /// A look at how far the simulation is.
    void Look();

    std::ostream& m_os;              //!< where to
    bool m_isTerminal;               //!< whether a line can be written anew
    std::function<double()> m_clock; //!< seconds of real time
    double m_begin;                  //!< when the run began
    double m_last;                   //!< when something was said last
    Time m_duration;                 //!< of the simulation
    uint64_t m_events{0};            //!< own events so far
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PROGRESS_H
