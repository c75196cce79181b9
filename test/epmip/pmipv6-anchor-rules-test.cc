/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * At which of the anchors that its profile names a node is registered (draft-luo, 4.1 and 6): each
 * rule a row.
 */

#include "ns3/pmipv6-anchor-rules.h"

#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address ONE("fd00:c::1");
const Ipv6Address TWO("fd00:c::2");
const Ipv6Address THREE("fd00:c::3");

/// Anchors, and which of them is chosen.
struct Choice
{
    std::string name;                  //!< what it is
    std::vector<AnchorFacts> anchors;  //!< LMAA, an eLMA, and of all prefixes; its own first
    bool namesPrefixes;                //!< the profile does
    std::optional<Ipv6Address> chosen; //!< nothing: its own
    bool isManagerPreferred{true};     //!< PreferManager
};

std::ostream&
operator<<(std::ostream& os, const Choice& choice)
{
    return os << choice.name;
}

const std::vector<Choice> CHOICES{
    {"4.1: an eLMA alone", {{ONE, true, false}}, false, {}},
    {"4.1: its own is an eLMA", {{ONE, true, false}, {TWO, true, false}}, false, {}},
    {"6: its own is an eLMA, and its prefixes are another's",
     {{ONE, true, false}, {TWO, true, true}},
     true,
     {}},
    {"4.1: an eLMA is preferred", {{ONE, false, false}, {TWO, true, false}}, false, TWO},
    {"4.1: the first eLMA",
     {{ONE, false, false}, {TWO, false, false}, {THREE, true, false}},
     false,
     THREE},
    {"4.1: prefixes of an LMA", {{ONE, false, false}, {TWO, true, false}}, true, {}},
    {"4.1: prefixes of an eLMA", {{ONE, false, false}, {TWO, true, true}}, true, TWO},
    {"4.1: prefixes of the second eLMA",
     {{ONE, false, false}, {TWO, true, false}, {THREE, true, true}},
     true,
     THREE},
    {"4.1: no eLMA", {{ONE, false, false}, {TWO, false, false}}, false, {}},
    {"6: gateways of RFC 5213 beside", {{ONE, false, false}, {TWO, true, false}}, false, {}, false},
    {"6: likewise, prefixes of an eLMA", {{ONE, false, false}, {TWO, true, true}}, true, {}, false},
};

class AnchorChoiceTest : public testing::TestWithParam<Choice>
{
};

TEST_P(AnchorChoiceTest, Anchor)
{
    const auto& choice = GetParam();
    EXPECT_EQ(ChooseManager(choice.anchors, choice.namesPrefixes, choice.isManagerPreferred),
              choice.chosen);
}

INSTANTIATE_TEST_SUITE_P(Rules, AnchorChoiceTest, testing::ValuesIn(CHOICES));

} // namespace
