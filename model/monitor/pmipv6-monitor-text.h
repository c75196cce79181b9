/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MONITOR_TEXT_H
#define PMIPV6_MONITOR_TEXT_H

#include <sstream>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * @tparam T its type
 * @param value a value
 * @return it as records show it
 */
template <class T>
std::string
ToRecordText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MONITOR_TEXT_H
