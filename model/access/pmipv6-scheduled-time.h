/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SCHEDULED_TIME_H
#define PMIPV6_SCHEDULED_TIME_H

#include "ns3/abort.h"
#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * @param at a time from the simulation's start; the program ends with a sentence if it has passed
 * @param who whose argument it is, for that sentence
 * @return how long it is until then
 */
inline Time
GetDelayUntil(Time at, const std::string& who)
{
    NS_ABORT_MSG_IF(at < Simulator::Now(),
                    who << ": " << at.As(Time::S) << " lies in the past; allowed is "
                        << Simulator::Now().As(Time::S) << " or later");
    return at - Simulator::Now();
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SCHEDULED_TIME_H
