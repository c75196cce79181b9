/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The tables of states of doc/dmm.md are those by which MAARs go.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-anchoring-rules.h"
#include "ns3/pmipv6-previous-anchors.h"

#include <gtest/gtest.h>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

TEST(DmmManual, AnchoringStates)
{
    CheckManualHas("dmm", GetAnchoringTable().Describe());
}

TEST(DmmManual, PreviousStates)
{
    CheckManualHas("dmm", GetPreviousTable().Describe());
}

TEST(DmmManual, ExplainsEachState)
{
    const std::string page = ReadPage("dmm");
    const auto expectRow = [&page](const std::string& state) {
        EXPECT_NE(page.find("\n| `" + state + "` | "), std::string::npos) << state;
    };
    for (const auto state : GetAnchoringTable().GetStates())
    {
        expectRow(GetStateName(state));
    }
    for (const auto state : GetPreviousTable().GetStates())
    {
        expectRow(GetStateName(state));
    }
}

} // namespace
