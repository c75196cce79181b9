/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-option-table.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return all options, in their groups
std::vector<OptionTableGroup>
MakeTable()
{
    // In the order of OptionGroup.
    std::vector<OptionTableGroup> table{{"Scheme and network", {}},
                                        {"Mobile nodes and their moves", {}},
                                        {"Traffic", {}},
                                        {"Delays, one way", {}},
                                        {"Access links", {}},
                                        {"Vehicles and crowds", {}},
                                        {"Run and results", {}},
                                        {"Faults", {}},
                                        {"Protocol", {}}};
    for (const ExperimentOption* option : ExperimentOption::GetAll())
    {
        table[static_cast<std::size_t>(option->GetIdentity().group)].options.push_back(option);
    }
    for (OptionTableGroup& group : table)
    {
        std::sort(group.options.begin(),
                  group.options.end(),
                  [](const ExperimentOption* a, const ExperimentOption* b) {
                      return a->GetIdentity().place < b->GetIdentity().place;
                  });
    }
    return table;
}

} // namespace

const std::vector<OptionTableGroup>&
GetOptionTable()
{
    static const std::vector<OptionTableGroup> table = MakeTable();
    return table;
}

const std::vector<std::string>&
GetLaterOptions()
{
    static const std::vector<std::string> names{"ip", "transport", "nat"};
    return names;
}

const ExperimentOption*
FindOption(const std::string& name)
{
    for (const ExperimentOption* option : ExperimentOption::GetAll())
    {
        if (option->GetName() == name)
        {
            return option;
        }
    }
    return nullptr;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
