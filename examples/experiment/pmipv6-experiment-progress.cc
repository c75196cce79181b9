/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-progress.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <unistd.h>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr int64_t LOOKS = 1000;          //!< in a simulation
constexpr double TERMINAL_PAUSE_S = 0.2; //!< between two texts on a terminal
constexpr double LINE_PAUSE_S = 10;      //!< between two lines elsewhere

/// @return seconds of the machine's clock
double
GetRealTime()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

} // namespace

Progress::Progress(std::ostream& os, bool isTerminal, std::function<double()> clock)
    : m_os(os),
      m_isTerminal(isTerminal),
      m_clock(std::move(clock)),
      m_begin(m_clock()),
      m_last(m_begin)
{
}

Progress::Progress()
    : Progress(std::cerr, isatty(STDERR_FILENO) != 0, GetRealTime)
{
}

void
Progress::SetStage(const std::string& stage)
{
    if (m_isTerminal)
    {
        m_os << "\r\033[K" << (stage.empty() ? "" : "pmipv6: ") << stage << std::flush;
        m_last = m_clock();
    }
}

void
Progress::Follow(Time duration)
{
    m_duration = duration;
    Simulator::Schedule(m_duration / LOOKS, &Progress::Look, this);
}

void
Progress::Look()
{
    ++m_events;
    Show(Simulator::Now().GetSeconds() / m_duration.GetSeconds());
    Simulator::Schedule(m_duration / LOOKS, &Progress::Look, this);
}

void
Progress::Show(double share)
{
    const double now = m_clock();
    if (now - m_last < (m_isTerminal ? TERMINAL_PAUSE_S : LINE_PAUSE_S))
    {
        return;
    }
    m_last = now;
    const auto percent = std::lround(std::floor(100 * std::min(share, 1.0)));
    if (m_isTerminal)
    {
        m_os << "\r\033[Kpmipv6: simulating: " << percent << " %" << std::flush;
    }
    else
    {
        m_os << "pmipv6-experiment: simulating: " << percent << " % after "
             << std::lround(now - m_begin) << " s" << std::endl;
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
