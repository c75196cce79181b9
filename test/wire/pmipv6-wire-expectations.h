/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_EXPECTATIONS_H
#define PMIPV6_WIRE_EXPECTATIONS_H

#include "pmipv6-wire-support.h"

#include <gtest/gtest.h>

/**
 * @file
 * What the tests of messages expect of octets: a message, or a fault.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

/// A message, its octets and its line of text.
struct MessageCase
{
    const char* name;        //!< for the test's name
    MobilityMessage message; //!< the message
    const char* octets;      //!< the whole Mobility Header
    const char* text;        //!< as traces show it
    MessageType type;        //!< its MH Type
    uint16_t sequence;       //!< as GetSequenceNumber gives it
};

/// @return what a case is printed as by gtest
inline std::ostream&
operator<<(std::ostream& os, const MessageCase& value)
{
    return os << value.name;
}

/// Expect a message to become its octets.
inline void
ExpectBuilt(const MessageCase& value)
{
    EXPECT_EQ(ToHex(Build(value.message)), ToHex(FromHex(value.octets)));
    EXPECT_EQ(GetMobilityHeaderLength(value.message), FromHex(value.octets).size());
}

/// Expect octets to become their message.
inline void
ExpectParsed(const MessageCase& value)
{
    const ParseResult result = Parse(FromHex(value.octets));
    const auto* message = std::get_if<MobilityMessage>(&result);
    ASSERT_NE(message, nullptr);
    EXPECT_EQ(message->index(), value.message.index());
    EXPECT_EQ(ToText(*message), value.text);
    EXPECT_EQ(GetMessageType(*message), value.type);
    EXPECT_EQ(GetSequenceNumber(*message), value.sequence);
}

/// @return octets with the right checksum
inline Octets
Fixed(const std::string& text)
{
    Octets octets = FromHex(text);
    FixChecksum(octets);
    return octets;
}

/// @return the message in octets that must hold one
template <class Message>
Message
Expect(const Octets& octets)
{
    const ParseResult result = Parse(octets);
    const auto* message = std::get_if<MobilityMessage>(&result);
    EXPECT_NE(message, nullptr) << ToHex(octets);
    const auto* typed = message ? std::get_if<Message>(message) : nullptr;
    EXPECT_NE(typed, nullptr) << ToHex(octets);
    return typed ? *typed : Message{};
}

/// Expect messages to be of so many octets.
inline void
ExpectSizes(const std::vector<std::pair<MobilityMessage, std::size_t>>& sizes)
{
    for (const auto& [message, size] : sizes)
    {
        EXPECT_EQ(GetMobilityHeaderLength(message), size) << message;
        EXPECT_EQ(Build(message).size(), size) << message;
        EXPECT_EQ(Build(message)[1], size / 8 - 1) << message;
    }
}

/// Each status goes into octet 7 of an acknowledgement and comes back.
template <class Message>
void
ExpectEveryStatus()
{
    for (unsigned number = 0; number < 256; ++number)
    {
        Message message;
        message.status = static_cast<ExperimentalStatus>(number);
        const Octets octets = Build(message);
        EXPECT_EQ(octets[7], number);
        EXPECT_EQ(Expect<Message>(octets).status, message.status);
    }
}

/// Each octet of flags goes into octet 7 of a request and comes back; A is set unless told not to.
template <class Message>
void
ExpectEveryFlag()
{
    Message message;
    EXPECT_EQ(message.flags, 0x80);
    for (unsigned number = 0; number < 256; ++number)
    {
        message.flags = static_cast<uint8_t>(number);
        const Octets octets = Build(message);
        EXPECT_EQ(octets[7], number);
        EXPECT_EQ(Expect<Message>(octets).flags, number);
    }
}

/// Expect octets to be no message.
inline void
ExpectFault(const std::string& text, ParseFault fault, std::size_t offset, bool problem)
{
    const ParseResult result = Parse(Fixed(text));
    const auto* error = std::get_if<ParseError>(&result);
    ASSERT_NE(error, nullptr) << text;
    EXPECT_EQ(GetFaultName(error->fault), GetFaultName(fault)) << text;
    EXPECT_EQ(error->offset, offset) << text;
    EXPECT_EQ(error->parameterProblem, problem) << text;
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_EXPECTATIONS_H
