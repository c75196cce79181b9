/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NAMED_ROWS_H
#define PMIPV6_NAMED_ROWS_H

#include "ns3/abort.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-helper
 * What a helper made, by the names that users give.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * @tparam Row has a name
 * @param rows what a helper made, in order
 * @param name a name
 * @param helper the helper's own
 * @return the row of that name; the program ends with a sentence if there is none
 */
template <class Row>
const Row&
FindNamed(const std::vector<Row>& rows, const std::string& name, const char* helper)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.name == name; });
    NS_ABORT_MSG_IF(row == rows.end(),
                    helper << ": there is no \"" << name << "\" here"
                           << (rows.empty() ? "; Build() comes first"
                                            : "; allowed are " + rows.front().name + " to " +
                                                  rows.back().name));
    return *row;
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NAMED_ROWS_H
