/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-message-format.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-octet-stream.h"
#include "pmipv6-option-format.h"

#include <array>
#include <optional>
#include <string>
#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t OPTION_HEAD_SIZE = 2; //!< octets of an option's Type and Length

/// @return true if no two alternatives have the same type, unless subtypes tell them apart
template <class... Ts>
constexpr bool
AreDistinct(const std::variant<Ts...>* /* alternatives */)
{
    constexpr std::array<int, sizeof...(Ts)> TYPES{Format<Ts>::TYPE...};
    constexpr std::array<int, sizeof...(Ts)> SUBTYPES{Format<Ts>::SUBTYPE...};
    for (std::size_t i = 0; i < sizeof...(Ts); ++i)
    {
        for (std::size_t j = 0; j < i; ++j)
        {
            const bool isTold = SUBTYPES[i] >= 0 && SUBTYPES[j] >= 0 && SUBTYPES[i] != SUBTYPES[j];
            if (TYPES[i] == TYPES[j] && !isTold)
            {
                return false;
            }
        }
    }
    return true;
}

static_assert(AreDistinct(static_cast<const MobilityOptionVariant*>(nullptr)),
              "two options have the same number");
static_assert(AreDistinct(static_cast<const MobilityMessageVariant*>(nullptr)),
              "two messages have the same number");

/// One function for each type 0 to 255: Reader<T>::Read, T being the alternative of that type or
/// the one that stands for every other.
template <template <class> class Reader, class Other, class... Ts>
constexpr auto
MakeReaderTable(const std::variant<Ts...>* /* alternatives */)
{
    std::array<decltype(&Reader<Other>::Read), 256> table{};
    for (auto& entry : table)
    {
        entry = &Reader<Other>::Read;
    }
    ((Format<Ts>::TYPE >= 0 ? void(table[Format<Ts>::TYPE & 0xff] = &Reader<Ts>::Read) : void()),
     ...);
    return table;
}

/// Reads an option's data into a new option.
template <class Option>
struct OptionReader
{
    static void Read(uint8_t type, OctetReader& reader, MobilityOptions& options)
    {
        auto& option = std::get<Option>(options.emplace_back(std::in_place_type<Option>));
        if constexpr (std::is_same_v<Option, RawOption>)
        {
            option.type = type;
            option.alignFactor = HEADER_UNIT;
            option.alignOffset = (reader.GetPosition() - OPTION_HEAD_SIZE) % HEADER_UNIT;
        }
        if constexpr (Format<Option>::SUBTYPE >= 0)
        {
            reader.Reserved(1); // OptionTypeReader has looked at it
        }
        Format<Option>::Fields(reader, option);
    }
};

/// One function for each subtype 0 to 255 of an option type that several options share; an unknown
/// one is kept as octets.
template <int Type, class... Ts>
constexpr auto
MakeOptionSubtypeTable(const std::variant<Ts...>* /* alternatives */)
{
    std::array<decltype(&OptionReader<RawOption>::Read), 256> table{};
    for (auto& entry : table)
    {
        entry = &OptionReader<RawOption>::Read;
    }
    ((Format<Ts>::TYPE == Type && Format<Ts>::SUBTYPE >= 0
          ? void(table[Format<Ts>::SUBTYPE & 0xff] = &OptionReader<Ts>::Read)
          : void()),
     ...);
    return table;
}

template <int Type>
constexpr auto OPTION_SUBTYPE_READERS =
    MakeOptionSubtypeTable<Type>(static_cast<const MobilityOption*>(nullptr));

/// Reads an option of a type: the one option that has it, or the one of its subtype.
template <class Option>
struct OptionTypeReader
{
    static void Read(uint8_t type, OctetReader& reader, MobilityOptions& options)
    {
        if constexpr (Format<Option>::SUBTYPE >= 0)
        {
            OctetReader ahead = reader;
            uint8_t subtype;
            ahead.Number(subtype);
            ahead.IsShort()
                ? OptionReader<RawOption>::Read(type, reader, options)
                : OPTION_SUBTYPE_READERS<Format<Option>::TYPE>[subtype](type, reader, options);
        }
        else
        {
            OptionReader<Option>::Read(type, reader, options);
        }
    }
};

constexpr auto OPTION_READERS =
    MakeReaderTable<OptionTypeReader, RawOption>(static_cast<const MobilityOption*>(nullptr));

/**
 * Read the options up to the end of the header, padding dropped.
 *
 * @return why not, if it was not possible
 */
std::optional<ParseError>
ReadOptions(OctetReader& reader, MobilityOptions& options)
{
    // Most options take 8 octets or more, padding included: one allocation for most messages.
    options.reserve(reader.GetRemaining() / HEADER_UNIT);
    while (reader.GetRemaining() > 0)
    {
        const std::size_t start = reader.GetPosition();
        uint8_t type;
        reader.Number(type);
        if (type == static_cast<uint8_t>(OptionType::PAD1))
        {
            continue;
        }
        uint8_t length;
        reader.Number(length);
        if (reader.IsShort())
        {
            return ParseError{ParseFault::OPTION_OVERRUN, start};
        }
        if (length > reader.GetRemaining())
        {
            return ParseError{ParseFault::OPTION_OVERRUN, start + 1};
        }
        OctetReader data = reader.Split(length);
        if (type == static_cast<uint8_t>(OptionType::PADN))
        {
            continue;
        }
        OPTION_READERS[type](type, data, options);
        if (!data.IsComplete())
        {
            return ParseError{ParseFault::OPTION_LENGTH, start + 1};
        }
        if (data.HasBadValue())
        {
            return ParseError{ParseFault::OPTION_VALUE, data.GetBadValuePosition()};
        }
        if (type == static_cast<uint8_t>(OptionType::BINDING_AUTHORIZATION_DATA) &&
            reader.GetRemaining() > 0)
        {
            return ParseError{ParseFault::AUTHORIZATION_NOT_LAST, reader.GetPosition()};
        }
    }
    return std::nullopt;
}

/// Reads a message, once its checksum and its type are known.
template <class Message>
struct MessageReader
{
    static ParseResult Read(const uint8_t* data, std::size_t size)
    {
        // The one value that is returned: a message is made where the caller has it, and not moved.
        ParseResult result(std::in_place_type<MobilityMessage>, std::in_place_type<Message>);
        auto& message = std::get<Message>(std::get<MobilityMessage>(result));
        if (const auto error = Fill(data, size, message))
        {
            result = *error;
        }
        return result;
    }

  private:
    static std::optional<ParseError> Fill(const uint8_t* data, std::size_t size, Message& message)
    {
        OctetReader reader(data, DATA_OFFSET, size);
        if constexpr (IS_UNKNOWN<Message>)
        {
            // RFC 6275, 9.2: the type is checked before Payload Proto and Header Len.
            message.type = data[MH_TYPE_OFFSET];
            Format<Message>::Fields(reader, message);
            return std::nullopt;
        }
        else
        {
            if (data[PAYLOAD_PROTO_OFFSET] != NO_NEXT_HEADER)
            {
                return ParseError{ParseFault::PAYLOAD_PROTO, PAYLOAD_PROTO_OFFSET, true};
            }
            if constexpr (Format<Message>::SUBTYPE >= 0)
            {
                reader.Reserved(1); // TypeReader has looked at it
            }
            Format<Message>::Fields(reader, message);
            if (reader.IsShort())
            {
                return ParseError{ParseFault::HEADER_LEN, HEADER_LEN_OFFSET, true};
            }
            return ReadOptions(reader, message.options);
        }
    }
};

/// Refuses a subtype that no message of the MH Type has. RFC 5846 names no answer to one: whoever
/// knows the MH Type sends no Binding Error (6.2), and what is discarded is not acknowledged
/// (6.1.2). RFC 5096 gives MH Type 11 to any experiment: another's subtype is no error of its
/// sender.
ParseResult
RefuseSubtype(const uint8_t* data, std::size_t /* size */)
{
    if (data[PAYLOAD_PROTO_OFFSET] != NO_NEXT_HEADER)
    {
        return ParseError{ParseFault::PAYLOAD_PROTO, PAYLOAD_PROTO_OFFSET, true};
    }
    return ParseError{ParseFault::SUBTYPE, DATA_OFFSET};
}

/// One function for each subtype 0 to 255 of an MH Type that several messages share.
template <int Type, class... Ts>
constexpr auto
MakeSubtypeTable(const std::variant<Ts...>* /* alternatives */)
{
    std::array<decltype(&RefuseSubtype), 256> table{};
    for (auto& entry : table)
    {
        entry = &RefuseSubtype;
    }
    ((Format<Ts>::TYPE == Type && Format<Ts>::SUBTYPE >= 0
          ? void(table[Format<Ts>::SUBTYPE & 0xff] = &MessageReader<Ts>::Read)
          : void()),
     ...);
    return table;
}

template <int Type>
constexpr auto SUBTYPE_READERS =
    MakeSubtypeTable<Type>(static_cast<const MobilityMessage*>(nullptr));

/// Reads a message of an MH Type: the one message that has it, or the one of its subtype.
template <class Message>
struct TypeReader
{
    static ParseResult Read(const uint8_t* data, std::size_t size)
    {
        if constexpr (Format<Message>::SUBTYPE >= 0)
        {
            return SUBTYPE_READERS<Format<Message>::TYPE>[data[DATA_OFFSET]](data, size);
        }
        else
        {
            return MessageReader<Message>::Read(data, size);
        }
    }
};

constexpr auto MESSAGE_READERS =
    MakeReaderTable<TypeReader, UnknownMessage>(static_cast<const MobilityMessage*>(nullptr));

/**
 * Find out which message octets would be, by their MH Type, subtype and flags.
 *
 * @return its name; that of the MH Type if no message has the subtype
 */
template <class... Ts>
std::string
FindName(const uint8_t* data, std::size_t size, const std::variant<Ts...>* /* alternatives */)
{
    std::string name = GetName(static_cast<MessageType>(data[MH_TYPE_OFFSET]));
    const auto tryMessage = [&](auto message) {
        using Message = decltype(message);
        constexpr int SUBTYPE = Format<Message>::SUBTYPE;
        if (Format<Message>::TYPE == data[MH_TYPE_OFFSET] &&
            (SUBTYPE < 0 || SUBTYPE == data[DATA_OFFSET]))
        {
            OctetReader reader(data, DATA_OFFSET + (SUBTYPE < 0 ? 0 : 1), size);
            Format<Message>::Fields(reader, message);
            name = GetMessageName(message);
        }
    };
    (tryMessage(Ts()), ...);
    return name;
}

/**
 * Check that there are as many octets as Header Len says.
 *
 * @return the header's length in octets, or the fault
 */
std::variant<std::size_t, ParseError>
FindEnd(const uint8_t* data, std::size_t size)
{
    if (size < HEADER_UNIT)
    {
        return ParseError{ParseFault::TOO_SHORT, 0};
    }
    const std::size_t length = (data[HEADER_LEN_OFFSET] + std::size_t{1}) * HEADER_UNIT;
    if (length > size)
    {
        return ParseError{ParseFault::TRUNCATED, HEADER_LEN_OFFSET};
    }
    return length;
}

} // namespace

ParseResult
ParseMobilityHeader(const uint8_t* data,
                    std::size_t size,
                    const Ipv6Address& source,
                    const Ipv6Address& destination)
{
    const auto end = FindEnd(data, size);
    if (const auto* error = std::get_if<ParseError>(&end))
    {
        return *error;
    }
    const std::size_t length = std::get<std::size_t>(end);
    if (ComputeMobilityChecksum(data, length, source, destination) != 0)
    {
        return ParseError{ParseFault::CHECKSUM, CHECKSUM_OFFSET};
    }
    return MESSAGE_READERS[data[MH_TYPE_OFFSET]](data, length);
}

std::string
GetHeaderName(const uint8_t* data, std::size_t size)
{
    return size < HEADER_UNIT ? "Unknown"
                              : FindName(data, size, static_cast<const MobilityMessage*>(nullptr));
}

ParseResult
ParseMobilityHeader(const uint8_t* data, std::size_t size)
{
    const auto end = FindEnd(data, size);
    if (const auto* error = std::get_if<ParseError>(&end))
    {
        return *error;
    }
    return MESSAGE_READERS[data[MH_TYPE_OFFSET]](data, std::get<std::size_t>(end));
}

} // namespace pmipv6
} // namespace ns3
