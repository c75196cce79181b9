/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-header-reader.h"

#include <gtest/gtest.h>
#include <sstream>

/**
 * @file
 * @ingroup pmipv6-tests
 * What headers say of classes and callbacks.
 */

namespace ns3
{
namespace pmipv6
{
namespace reference
{

namespace
{

/// @return a reader of a header
HeaderReader
ReadHeader(const std::string& text)
{
    std::istringstream header(text);
    HeaderReader reader;
    reader.Read(header);
    return reader;
}

/// @return the arguments of a callback; "?" if there is none
std::string
Describe(const HeaderReader& reader, const std::string& name)
{
    const auto* arguments = reader.FindCallback(name);
    std::string text = arguments ? "" : "?";
    for (const auto& argument : arguments ? *arguments : std::vector<Argument>())
    {
        text += "[" + argument.declaration + ": " + argument.meaning + "]";
    }
    return text;
}

const std::string HEADER = R"(
class Later;

/**
 * @ingroup pmipv6
 * Does this (RFC 5213, 5. or
 * 6): that. And more.
 *
 * And so on.
 */
class Thing : public Object
{
  public:
    /**
     * TracedCallback signature for what comes.
     *
     * @param node whose it is,
     *             and was
     * @param names what they are
     */
    using ComeTracedCallback = void (*)(const Address& node,
                                        const std::map<int, Name>& names);

    /// TracedCallback signature for what goes.
    using GoTracedCallback = void (*)();
};

/**
 * TracedCallback signature for all.
 *
 * @param all of it
 */
using AllTracedCallback = void (*)(Ptr<const Packet> all, Time when);
)";

} // namespace

TEST(HeaderReader, TakesTheFirstSentenceOfAClass)
{
    const HeaderReader reader = ReadHeader(HEADER);
    EXPECT_EQ(reader.GetBrief("Thing"), "Does this (RFC 5213, 5. or 6): that.");
    EXPECT_EQ(reader.GetBrief("Later"), "");
}

TEST(HeaderReader, TakesTheArgumentsOfACallback)
{
    const HeaderReader reader = ReadHeader(HEADER);
    EXPECT_EQ(Describe(reader, "Thing::ComeTracedCallback"),
              "[const Address& node: whose it is, and was]"
              "[const std::map<int, Name>& names: what they are]");
    EXPECT_EQ(Describe(reader, "Thing::GoTracedCallback"), "");
    EXPECT_EQ(Describe(reader, "AllTracedCallback"), "[Ptr<const Packet> all: of it][Time when: ]");
    EXPECT_EQ(Describe(reader, "Thing::AllTracedCallback"), "?");
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
