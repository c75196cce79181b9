/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-reference-page.h"

#include <gtest/gtest.h>
#include <sstream>
#include <stdexcept>

/**
 * @file
 * @ingroup pmipv6-tests
 * The pages as wholes: which classes they need, and what they keep of those that are not there.
 */

namespace ns3
{
namespace pmipv6
{
namespace reference
{

namespace
{

/// @return types of that name without a namespace
TypeMap
GetTypes(const std::vector<std::string>& names)
{
    TypeMap types;
    for (const auto& name : names)
    {
        types[name] = TypeId::LookupByName("ns3::pmipv6::" + name);
    }
    return types;
}

/// @return a family of such classes
Family
ListClasses(const std::vector<std::string>& names)
{
    Family family{"All", "", {}};
    for (const auto& name : names)
    {
        family.classes.push_back({name, ""});
    }
    return family;
}

/// @return a reader of a header with such classes
HeaderReader
ReadClasses(const std::vector<std::string>& names)
{
    std::stringstream header;
    for (const auto& name : names)
    {
        header << "/// Is " << name << ".\nclass " << name << "\n{\n};\n";
    }
    HeaderReader reader;
    reader.Read(header);
    return reader;
}

/// @return the sentence with which classes are refused; empty if they are not
std::string
Try(const std::vector<std::string>& listed, const std::vector<std::string>& there)
{
    try
    {
        ReferencePages pages({ListClasses(listed)}, {}, GetTypes(there));
        return "";
    }
    catch (const std::invalid_argument& fault)
    {
        return fault.what();
    }
}

} // namespace

TEST(ReferencePage, FamiliesAreReadWithTheirRemarks)
{
    const auto families = ReadFamilies("# none\n\n[One] See one.\nA\nB: as it is: so\n[Two]\nC\n");
    ASSERT_EQ(families.size(), 2U);
    EXPECT_EQ(families[0].title, "One");
    EXPECT_EQ(families[0].remark, "See one.");
    ASSERT_EQ(families[0].classes.size(), 2U);
    EXPECT_EQ(families[0].classes[0].name, "A");
    EXPECT_EQ(families[0].classes[0].remark, "");
    EXPECT_EQ(families[0].classes[1].name, "B");
    EXPECT_EQ(families[0].classes[1].remark, "as it is: so");
    EXPECT_EQ(families[1].classes.size(), 1U);
    EXPECT_THROW(ReadFamilies("A\n"), std::invalid_argument);
    EXPECT_THROW(ReadFamilies("[One\n"), std::invalid_argument);
}

TEST(ReferencePage, EachClassIsListedOnce)
{
    EXPECT_EQ(Try({"HomeAgent", "PlainService"}, {"HomeAgent", "PlainService"}), "");
    EXPECT_EQ(Try({"HomeAgent"}, {"HomeAgent", "PlainService"}),
              "families.txt: PlainService is not listed, and has something to describe");
    EXPECT_EQ(Try({"HomeAgent", "HomeAgent"}, {"HomeAgent"}),
              "families.txt: HomeAgent is listed twice");
    EXPECT_EQ(Try({"HomeAgent", "Other"}, {"HomeAgent"}),
              "families.txt: Other is no class with attributes or trace sources");
    EXPECT_EQ(Try({"HomeAgent", "LteHandover"}, {"HomeAgent"}), "");
}

TEST(ReferencePage, ClassesAreThoseWithSomethingToDescribe)
{
    const TypeMap types = FindTypes();
    EXPECT_EQ(types.count("LocalMobilityAnchor"), 1U);
    EXPECT_EQ(types.count("BasicDevice"), 1U);
    EXPECT_EQ(types.count("MobilityHeader"), 0U);
}

TEST(ReferencePage, AnAttributeIsARow)
{
    const std::vector<std::string> names{"BasicDevice", "LocalMobilityAnchor"};
    const ReferencePages pages({ListClasses(names)}, ReadClasses(names), GetTypes(names));
    const std::string page = pages.WriteAttributes("Front\n\n@CLASSES@\nBack\n", "");
    EXPECT_EQ(page.find("Front\n\nAll\n===\n\nLocalMobilityAnchor\n-------------------\n\n"
                        "Is LocalMobilityAnchor.\n\n.. list-table::\n"),
              0U);
    EXPECT_NE(page.find("   * - PrefixesPerSession\n     - 1\n     - integer: 1 to 64\n     - How "
                        "many prefixes a session gets that asks for an assignment\n"
                        "     - RFC 5213, 5.3.2\n"),
              std::string::npos);
    EXPECT_EQ(page.substr(page.size() - 7), "\n\nBack\n");
    EXPECT_THROW(pages.WriteAttributes("Front\n", ""), std::invalid_argument);
    EXPECT_THROW(ReferencePages({ListClasses(names)}, {}, GetTypes(names))
                     .WriteAttributes("@CLASSES@\n", ""),
                 std::invalid_argument);
}

TEST(ReferencePage, ATraceSourceHasTheArgumentsOfItsCallback)
{
    const std::vector<std::string> names{"PlainService"};
    HeaderReader reader = ReadClasses(names);
    const ReferencePages without({ListClasses(names)}, reader, GetTypes(names));
    EXPECT_THROW(without.WriteTraceSources("@CLASSES@\n", ""), std::invalid_argument);
    std::istringstream header("class PlainService\n{\n    /**\n     * @param x the one\n     */\n"
                              "    using RefusedTracedCallback = void (*)(int x, int y);\n};\n");
    reader.Read(header);
    const ReferencePages pages({ListClasses(names)}, reader, GetTypes(names));
    const std::string page = pages.WriteTraceSources("@CLASSES@\n", "");
    EXPECT_NE(page.find("   * - Refused\n"), std::string::npos);
    EXPECT_NE(page.find("     - | ``int x``: the one\n       | ``int y``\n"), std::string::npos);
}

TEST(ReferencePage, ATraceSourceKeepsItsSource)
{
    const std::vector<std::string> names{"HomeAgent"};
    HeaderReader reader = ReadClasses(names);
    std::istringstream header("using StateChangeTracedCallback = void (*)(int x);\n"
                              "class HomeAgent\n{\n"
                              "    using BindingTracedCallback = void (*)(int x);\n"
                              "    using RefusedTracedCallback = void (*)(int x);\n"
                              "    using IgnoredTracedCallback = void (*)(int x);\n"
                              "    using DiscoveryTracedCallback = void (*)(int x);\n};\n");
    reader.Read(header);
    const std::string page = ReferencePages({ListClasses(names)}, reader, GetTypes(names))
                                 .WriteTraceSources("@CLASSES@\n", "");
    EXPECT_NE(
        page.find("     - A Home Agent Address Discovery Request is answered (RFC 6275, 10.5)\n"),
        std::string::npos);
}

TEST(ReferencePage, WhatIsNotBuiltIsKept)
{
    const std::vector<std::string> there{"HomeAgent", "PlainService"};
    const ReferencePages pages({ListClasses({"HomeAgent", "LteHandover", "PlainService"})},
                               ReadClasses(there),
                               GetTypes(there));
    const std::string kept =
        "LteHandover\n-----------\n\nAs it is.\n\n.. list-table::\n\n   * - a\n\n";
    const std::string frame = "@CLASSES@\nEnd\n===\n";
    const std::string next = "PlainService\n------------\n";
    const std::string page = pages.WriteAttributes(frame, "Old\n---\n\n" + kept + next);
    EXPECT_NE(page.find("\n\n" + kept + next), std::string::npos) << page;
    EXPECT_EQ(pages.WriteAttributes(frame, page), page);
    EXPECT_EQ(pages.WriteAttributes(frame, "Old\n---\n\n" + kept + "End\n===\n"), page);
    EXPECT_EQ(pages.WriteAttributes(frame, "").find("LteHandover"), std::string::npos);
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
