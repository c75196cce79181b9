/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-message-format.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-octet-stream.h"
#include "pmipv6-option-format.h"

#include "ns3/abort.h"

#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Write padding of some octets: nothing, a Pad1 or one PadN (RFC 6275, 6.2.2 and 6.2.3).
template <class Stream>
void
WritePadding(Stream& stream, std::size_t octets)
{
    if (octets == 1)
    {
        stream.Number(OptionType::PAD1);
    }
    else if (octets > 1)
    {
        stream.Number(OptionType::PADN);
        stream.Number(static_cast<uint8_t>(octets - 2));
        stream.Reserved(octets - 2);
    }
}

/// @return how many octets are missing from a position to the next one of the form xn+y
std::size_t
GetDistance(std::size_t position, std::size_t x, std::size_t y)
{
    return (x + y % x - position % x) % x;
}

/// An option that would break the message around it is the programmer's mistake.
void
CheckOption(uint8_t type, Alignment alignment)
{
    const unsigned x = alignment.factor;
    NS_ABORT_MSG_IF(type <= static_cast<uint8_t>(OptionType::PADN),
                    "pmipv6: a RawOption has type " << unsigned{type}
                                                    << "; padding is the codec's, use 2 to 255");
    NS_ABORT_MSG_IF(x != 1 && x != 2 && x != 4 && x != 8,
                    "pmipv6: a RawOption has alignFactor " << x << "; use 1, 2, 4 or 8");
}

/// Write an option, aligned.
template <class Stream, class Option>
void
WriteOption(Stream& stream, const Option& option)
{
    const uint8_t type = Format<Option>::GetType(option);
    const Alignment alignment = Format<Option>::GetAlignment(option);
    if constexpr (std::is_same_v<Option, RawOption>)
    {
        CheckOption(type, alignment);
    }
    WritePadding(stream, GetDistance(stream.GetPosition(), alignment.factor, alignment.offset));
    stream.Number(type);
    stream.Reserved(1); // Length, filled in by EndOption
    const std::size_t begin = stream.GetPosition();
    if constexpr (Format<Option>::SUBTYPE >= 0)
    {
        stream.Number(static_cast<uint8_t>(Format<Option>::SUBTYPE));
    }
    Format<Option>::Fields(stream, option);
    stream.EndOption(begin);
}

/// Write options, the Binding Authorization Data behind all others (RFC 6275, 6.2).
template <class Stream>
void
WriteOptions(Stream& stream, const MobilityOptions& options)
{
    const BindingAuthorizationDataOption* last = nullptr;
    for (const auto& option : options)
    {
        if (const auto* data = std::get_if<BindingAuthorizationDataOption>(&option))
        {
            NS_ABORT_MSG_IF(last,
                            "pmipv6: a message with two Binding Authorization Data options; one of "
                            "them is not the last option");
            last = data;
            continue;
        }
        std::visit([&stream](const auto& value) { WriteOption(stream, value); },
                   option.GetVariant());
    }
    if (last)
    {
        WriteOption(stream, *last);
    }
}

/// Write a message with Header Len and checksum zero, filled to a multiple of 8.
template <class Stream, class Message>
void
WriteMessage(Stream& stream, const Message& message)
{
    stream.Number(NO_NEXT_HEADER);
    stream.Reserved(1);
    stream.Number(Format<Message>::GetType(message));
    stream.Reserved(DATA_OFFSET - MH_TYPE_OFFSET - 1);
    if constexpr (Format<Message>::SUBTYPE >= 0)
    {
        stream.Number(static_cast<uint8_t>(Format<Message>::SUBTYPE));
    }
    Format<Message>::Fields(stream, message);
    if constexpr (IS_UNKNOWN<Message>)
    {
        // What an unknown message's data means is not known: zeros, no option.
        stream.Reserved(GetDistance(stream.GetPosition(), HEADER_UNIT, 0));
    }
    else
    {
        WriteOptions(stream, message.options);
        WritePadding(stream, GetDistance(stream.GetPosition(), HEADER_UNIT, 0));
    }
}

} // namespace

std::size_t
GetMobilityHeaderLength(const MobilityMessage& message)
{
    OctetCounter counter;
    std::visit([&counter](const auto& value) { WriteMessage(counter, value); },
               message.GetVariant());
    return counter.GetPosition();
}

std::vector<uint8_t>
BuildMobilityHeader(const MobilityMessage& message,
                    const Ipv6Address& source,
                    const Ipv6Address& destination)
{
    const std::size_t length = GetMobilityHeaderLength(message);
    NS_ABORT_MSG_IF(length > MAX_MOBILITY_HEADER_LENGTH,
                    "pmipv6: a " << GetMessageName(message) << " of " << length
                                 << " octets; a Mobility Header has at most "
                                 << MAX_MOBILITY_HEADER_LENGTH);
    std::vector<uint8_t> octets(length);
    OctetWriter writer(octets.data());
    std::visit([&writer](const auto& value) { WriteMessage(writer, value); }, message.GetVariant());
    octets[HEADER_LEN_OFFSET] = static_cast<uint8_t>(length / HEADER_UNIT - 1);
    const uint16_t checksum = ComputeMobilityChecksum(octets.data(), length, source, destination);
    octets[CHECKSUM_OFFSET] = static_cast<uint8_t>(checksum >> 8);
    octets[CHECKSUM_OFFSET + 1] = static_cast<uint8_t>(checksum);
    return octets;
}

} // namespace pmipv6
} // namespace ns3
