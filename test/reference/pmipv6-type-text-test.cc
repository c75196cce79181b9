/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-type-text.h"

#include "ns3/double.h"
#include "ns3/error-model.h"
#include "ns3/pmipv6-rule-checker.h"
#include "ns3/pointer.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <gtest/gtest.h>
#include <stdexcept>

/**
 * @file
 * @ingroup pmipv6-tests
 * Attributes as a person writes them: times, numbers, what is allowed, and the parts of a help.
 */

namespace ns3
{
namespace pmipv6
{
namespace reference
{

namespace
{

/// @return what a checker allows, as the pages have it
std::string
Describe(Ptr<const AttributeChecker> checker)
{
    const Allowed allowed =
        DescribeAllowed(checker->GetValueTypeName(), checker->GetUnderlyingTypeInformation());
    return allowed.kind + "|" + allowed.range + (allowed.isTold ? "|told" : "");
}

/// @return the sentence with which a help is refused; "MEANING|SOURCE" if it is not
std::string
Split(const std::string& help, const Allowed& allowed)
{
    try
    {
        const HelpParts parts = SplitHelp(help, allowed);
        return parts.meaning + "|" + parts.source;
    }
    catch (const std::invalid_argument& fault)
    {
        return fault.what();
    }
}

const Allowed ANY{"true or false", "", false};
const Allowed COUNT{"integer", "1 to 64", true};

} // namespace

TEST(TypeText, TimesHaveTheUnitThatSuitsThem)
{
    EXPECT_EQ(DescribeTime(Time(0)), "0 s");
    EXPECT_EQ(DescribeTime(Seconds(10)), "10 s");
    EXPECT_EQ(DescribeTime(MilliSeconds(10000)), "10 s");
    EXPECT_EQ(DescribeTime(Seconds(1.5)), "1.5 s");
    EXPECT_EQ(DescribeTime(Seconds(262136)), "262136 s");
    EXPECT_EQ(DescribeTime(MilliSeconds(300)), "300 ms");
    EXPECT_EQ(DescribeTime(MicroSeconds(20)), "20 us");
    EXPECT_EQ(DescribeTime(NanoSeconds(1)), "1 ns");
    EXPECT_EQ(DescribeTime(Seconds(-1)), "-1 s");
    EXPECT_EQ(DescribeTime(Seconds(2592000)), "30 days");
    EXPECT_EQ(DescribeTime(Seconds(86400)), "1 day");
    EXPECT_EQ(DescribeTime(Time::Max()), "never");
}

TEST(TypeText, NumbersAreDecimalsOrFractions)
{
    EXPECT_EQ(DescribeNumber(0), "0");
    EXPECT_EQ(DescribeNumber(0.8), "0.8");
    EXPECT_EQ(DescribeNumber(10), "10");
    EXPECT_EQ(DescribeNumber(0.125), "0.125");
    EXPECT_EQ(DescribeNumber(2.0 / 3), "2/3");
    EXPECT_EQ(DescribeNumber(1.0 / 7), "1/7");
}

TEST(TypeText, ValuesAreOfTheirKind)
{
    EXPECT_EQ(DescribeValue(TimeValue(Seconds(60)), MakeTimeChecker()), "60 s");
    EXPECT_EQ(DescribeValue(UintegerValue(7), MakeUintegerChecker<uint8_t>()), "7");
    EXPECT_EQ(DescribeValue(StringValue(""), MakeStringChecker()), "(empty)");
    EXPECT_EQ(DescribeValue(StringValue("relay"), MakeStringChecker()), "relay");
    const auto checker = MakePointerChecker<RateErrorModel>();
    EXPECT_EQ(DescribeValue(PointerValue(), checker), "null");
    EXPECT_EQ(DescribeValue(PointerValue(CreateObject<RateErrorModel>()), checker),
              "ns3::RateErrorModel");
}

TEST(TypeText, RangesAreThoseOfTheChecker)
{
    EXPECT_EQ(Describe(MakeTimeChecker()), "time|");
    EXPECT_EQ(Describe(MakeTimeChecker(Time(0))), "time|0 s or more");
    EXPECT_EQ(Describe(MakeTimeChecker(NanoSeconds(1))), "time|1 ns or more");
    EXPECT_EQ(Describe(MakeTimeChecker(MilliSeconds(1))), "time|1 ms or more|told");
    EXPECT_EQ(Describe(MakeTimeChecker(Seconds(4), Seconds(262136))), "time|4 s to 262136 s|told");
    EXPECT_EQ(Describe(MakePointerChecker<ErrorModel>()), "object|ns3::ErrorModel");
    EXPECT_EQ(Describe(MakeUintegerChecker<uint32_t>()), "integer|0 or more");
    EXPECT_EQ(Describe(MakeUintegerChecker<uint32_t>(1)), "integer|1 or more");
    EXPECT_EQ(Describe(MakeUintegerChecker<uint32_t>(2)), "integer|2 or more|told");
    EXPECT_EQ(Describe(MakeUintegerChecker<uint16_t>(1280)), "integer|1280 to 65535|told");
    EXPECT_EQ(Describe(MakeDoubleChecker<double>()), "number|");
    EXPECT_EQ(Describe(MakeDoubleChecker<double>(0, 1)), "number|0 to 1|told");
    EXPECT_EQ(Describe(MakeDoubleChecker<double>(0.1)), "number|0.1 or more|told");
    EXPECT_EQ(Describe(MakeStringChecker()), "text|");
    EXPECT_EQ(Describe(MakePeriodOrOffChecker(MilliSeconds(100))),
              "time|0, or 100 ms to 1000000000 s|told");
    EXPECT_EQ(Describe(MakeLinkLocalAddressChecker()),
              "IPv6 address|a link-local IPv6 address, or ::");
}

TEST(TypeText, RangesOfLaterVersionsHaveMoreDigits)
{
    EXPECT_EQ(DescribeAllowed("ns3::TimeValue", "Time +4000000000.0ns:+262136000000000.0ns").range,
              "4 s to 262136 s");
    EXPECT_EQ(DescribeAllowed("ns3::TimeValue", "Time +1000000.0ns:+9223372036854775807.0ns").range,
              "1 ms or more");
}

TEST(TypeText, AHelpHasItsPartsAtItsEnd)
{
    EXPECT_EQ(Split("On or off.", ANY), "On or off|");
    EXPECT_EQ(Split("On or off (RFC 5213, 9.1).", ANY), "On or off|RFC 5213, 9.1");
    EXPECT_EQ(Split("On (as it says). Off (RFC 5213, 9.1; Choices).", ANY),
              "On (as it says). Off|RFC 5213, 9.1; Choices");
    EXPECT_EQ(Split("On or off (as it says).", ANY), "On or off (as it says)|");
    EXPECT_EQ(Split("How many; 1 to 64 (draft-luo, 4.2).", COUNT), "How many|draft-luo, 4.2");
    EXPECT_EQ(Split("How many. 1 to 64.", COUNT), "How many|");
}

TEST(TypeText, AHelpWithoutItsPartsIsRefused)
{
    EXPECT_EQ(Split("", ANY), "its help is empty");
    EXPECT_EQ(Split("On or off", ANY), "its help does not end with a period");
    const std::string refusal = "its help does not end with \"; 1 to 64\" and its source, "
                                "\"(DOCUMENT, SECTION).\"";
    EXPECT_EQ(Split("How many (draft-luo, 4.2).", COUNT), refusal);
    EXPECT_EQ(Split("How many; 1 to 65 (draft-luo, 4.2).", COUNT), refusal);
    EXPECT_EQ(Split("From 1 to 64 (draft-luo, 4.2).", COUNT), refusal);
    EXPECT_EQ(Split("1 to 64.", COUNT), refusal);
}

TEST(TypeText, NothingInPlainTextIsMarkup)
{
    EXPECT_EQ(ToRst("RO_Lifetime, a*b, |c| and `d`"), R"(RO_Lifetime, a\*b, \|c\| and \`d\`)");
    EXPECT_EQ(ToRst("MAX_ of it"), R"(MAX\_ of it)");
    EXPECT_EQ(ToRst("-1 s"), R"(\-1 s)");
    EXPECT_EQ(ToRst("::"), "``::``");
    EXPECT_EQ(ToRst("nobody if it is ::"), "nobody if it is ``::``");
    EXPECT_EQ(ToRst("::: none; fd00:1::/48; A::B"), "``::``: none; fd00:1::/48; A::B");
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
