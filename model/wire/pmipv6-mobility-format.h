/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_FORMAT_H
#define PMIPV6_MOBILITY_FORMAT_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-octet-stream.h"

#include <cstddef>
#include <cstdint>
#include <type_traits>

/**
 * @file
 * @ingroup pmipv6-wire
 * The formats of messages and options, one struct each and nowhere else: type, alignment and the
 * fields in their order. Lengths follow from the fields. A new option needs its struct in the
 * variant and its Format here; so does a new message. The parser's tables do the rest.
 */

namespace ns3
{
namespace pmipv6
{

constexpr std::size_t PAYLOAD_PROTO_OFFSET = 0; //!< of the Payload Proto octet
constexpr std::size_t HEADER_LEN_OFFSET = 1;    //!< of the Header Len octet
constexpr std::size_t MH_TYPE_OFFSET = 2;       //!< of the MH Type octet
constexpr std::size_t CHECKSUM_OFFSET = 4;      //!< of the checksum
constexpr std::size_t DATA_OFFSET = 6;          //!< of the message data
constexpr std::size_t HEADER_UNIT = 8;          //!< octets that Header Len counts in

/// True for the message of octets alone, which has no options.
template <class Message>
inline constexpr bool IS_UNKNOWN = std::is_same_v<Message, UnknownMessage>;

/// An alignment requirement xn+y: where an option's Type octet stands (RFC 6275, 6.2.1).
struct Alignment
{
    uint8_t factor; //!< x; 1, 2, 4 or 8
    uint8_t offset; //!< y
};

/**
 * @ingroup pmipv6-wire
 * What an option or message looks like. Each specialization has `TYPE` (-1 if the value itself
 * carries its type) and `Fields(stream, value)`, which names the fields behind an option's Length,
 * or behind a message's checksum and before its options, to an OctetReader, OctetWriter or
 * OctetCounter. `SUBTYPE` is the octet there that tells messages of one MH Type, or options of one
 * type, apart and that Fields leaves out; -1 if there is none.
 *
 * @tparam T an alternative of MobilityOption or MobilityMessage
 */
template <class T>
struct Format;

/**
 * @ingroup pmipv6-wire
 * Type and alignment of an option whose struct stands for one type.
 *
 * @tparam Type the type
 * @tparam Factor x of the alignment xn+y
 * @tparam Offset y of the alignment xn+y
 * @tparam Subtype which of the options of that type; -1 if it has but one
 */
template <OptionType Type, uint8_t Factor, uint8_t Offset, int Subtype = -1>
struct OptionFormat
{
    static constexpr int TYPE = static_cast<int>(Type); //!< option type
    static constexpr int SUBTYPE = Subtype;             //!< octet behind the Length, or -1

    /// @return the option type
    template <class Option>
    static uint8_t GetType(const Option& /* option */)
    {
        return static_cast<uint8_t>(Type);
    }

    /// @return the alignment of the option's Type octet
    template <class Option>
    static Alignment GetAlignment(const Option& /* option */)
    {
        return {Factor, Offset};
    }
};

/// By what a request and its answer are known, beside their kind (GetExchangeKey).
enum class ExchangeSubject : uint8_t
{
    NODE,   //!< the peer, the mobile node and its interface
    NUMBER, //!< the peer and the sequence number, which a repetition keeps
    PREFIX, //!< the first prefix and the sequence number, whoever answers
};

/**
 * @ingroup pmipv6-wire
 * MH Type of a message whose struct stands for one type, and how it is tied to its answer or
 * request.
 *
 * @tparam Type the MH Type
 * @tparam Subtype which of the messages of that MH Type; -1 if it has but one
 * @tparam Subject of a request: by what it is known
 * @tparam Answered of an answer: the request; void if it is none
 */
template <MessageType Type,
          int Subtype = -1,
          ExchangeSubject Subject = ExchangeSubject::NODE,
          class Answered = void>
struct MessageFormat
{
    static constexpr int TYPE = static_cast<int>(Type); //!< MH Type
    static constexpr int SUBTYPE = Subtype;             //!< octet behind the checksum, or -1
    static constexpr ExchangeSubject SUBJECT = Subject; //!< of a request
    using Request = Answered;                           //!< of an answer

    /// @return the MH Type
    template <class Message>
    static uint8_t GetType(const Message& /* message */)
    {
        return static_cast<uint8_t>(Type);
    }
};

/// RFC 6275, 6.2.4: 2n.
template <>
struct Format<BindingRefreshAdviceOption> : OptionFormat<OptionType::BINDING_REFRESH_ADVICE, 2, 0>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.interval);
    }
};

/// RFC 6275, 6.2.5: 8n+6.
template <>
struct Format<AlternateCareOfAddressOption>
    : OptionFormat<OptionType::ALTERNATE_CAREOF_ADDRESS, 8, 6>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }
};

/// RFC 4283, 3: no alignment.
template <>
struct Format<MobileNodeIdentifierOption> : OptionFormat<OptionType::MOBILE_NODE_IDENTIFIER, 1, 0>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.subtype);
        stream.Rest(option.identifier);
    }
};

/// RFC 5213, 8.3: 8n+4.
template <>
struct Format<HomeNetworkPrefixOption> : OptionFormat<OptionType::HOME_NETWORK_PREFIX, 8, 4>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndPrefix(option.prefix);
    }
};

/// RFC 5213, 8.4: no alignment.
template <>
struct Format<HandoffIndicatorOption> : OptionFormat<OptionType::HANDOFF_INDICATOR, 1, 0>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.indicator);
    }
};

/// RFC 5213, 8.5: no alignment.
template <>
struct Format<AccessTechnologyTypeOption> : OptionFormat<OptionType::ACCESS_TECHNOLOGY_TYPE, 1, 0>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.type);
    }
};

/// RFC 5213, 8.6 wants it aligned "appropriately" without saying how: 2n.
template <>
struct Format<MobileNodeLinkLayerIdentifierOption>
    : OptionFormat<OptionType::MOBILE_NODE_LINK_LAYER_IDENTIFIER, 2, 0>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(2);
        stream.Rest(option.identifier);
    }
};

/// RFC 5213, 8.7: 8n+6.
template <>
struct Format<LinkLocalAddressOption> : OptionFormat<OptionType::LINK_LOCAL_ADDRESS, 8, 6>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }
};

/// RFC 5213, 8.8: 8n+2.
template <>
struct Format<TimestampOption> : OptionFormat<OptionType::TIMESTAMP, 8, 2>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.timestamp);
    }
};

/// RFC 5847, 3.4: 4n+2.
template <>
struct Format<RestartCounterOption> : OptionFormat<OptionType::RESTART_COUNTER, 4, 2>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.counter);
    }
};

/// RFC 6705, 11.1: 8n+4.
template <>
struct Format<MagAddressOption> : OptionFormat<OptionType::MAG_IPV6_ADDRESS, 8, 4>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndAddress(option.address);
    }
};

/// RFC 5096, 4; of the module's own making: 4n.
template <>
struct Format<TunnelInfoOption> : OptionFormat<OptionType::EXPERIMENTAL,
                                               4,
                                               0,
                                               static_cast<int>(ExperimentalOption::TUNNEL_INFO)>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.encapsulation);
        stream.Number(option.key);
    }
};

/// RFC 5096, 4; of the module's own making: 4n.
template <>
struct Format<OrderingOption>
    : OptionFormat<OptionType::EXPERIMENTAL, 4, 0, static_cast<int>(ExperimentalOption::ORDERING)>
{
    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.sequence);
    }
};

/// Type and alignment are the value's own.
template <>
struct Format<RawOption>
{
    static constexpr int TYPE = -1;    //!< stands for every type that no other Format has
    static constexpr int SUBTYPE = -1; //!< none; the octet is part of the data

    /**
     * @param option the option
     * @return the option type
     */
    static uint8_t GetType(const RawOption& option)
    {
        return option.type;
    }

    /**
     * @param option the option
     * @return the alignment of its Type octet
     */
    static Alignment GetAlignment(const RawOption& option)
    {
        return {option.alignFactor, option.alignOffset};
    }

    /// Name the fields.
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Rest(option.data);
    }
};

/// RFC 6275, 6.1.2.
template <>
struct Format<BindingRefreshRequest> : MessageFormat<MessageType::BINDING_REFRESH_REQUEST>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& /* message */)
    {
        stream.Reserved(2);
    }
};

/// RFC 6275, 6.1.7; RFC 5213, 8.1.
template <>
struct Format<BindingUpdate> : MessageFormat<MessageType::BINDING_UPDATE>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.sequence);
        stream.Number(message.flags);
        stream.Number(message.lifetime);
    }
};

/// RFC 6275, 6.1.8; RFC 5213, 8.2.
template <>
struct Format<BindingAcknowledgement>
    : MessageFormat<MessageType::BINDING_ACKNOWLEDGEMENT, -1, ExchangeSubject::NODE, BindingUpdate>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.flags);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }
};

/// RFC 6275, 6.1.9.
template <>
struct Format<BindingError> : MessageFormat<MessageType::BINDING_ERROR>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Reserved(1);
        stream.Address(message.homeAddress);
    }
};

/// RFC 5847, 3.3.
template <>
struct Format<Heartbeat> : MessageFormat<MessageType::HEARTBEAT>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Flags(FlagBit{HeartbeatFlag::UNSOLICITED, message.isUnsolicited},
                     FlagBit{HeartbeatFlag::RESPONSE, message.isResponse});
        stream.Number(message.sequence);
    }
};

/// RFC 5846, 5.1.
template <>
struct Format<BindingRevocationIndication>
    : MessageFormat<MessageType::BINDING_REVOCATION,
                    static_cast<int>(RevocationType::INDICATION),
                    ExchangeSubject::NUMBER>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.trigger);
        stream.Number(message.sequence);
        stream.Number(message.flags);
    }
};

/// RFC 5846, 5.2.
template <>
struct Format<BindingRevocationAcknowledgement>
    : MessageFormat<MessageType::BINDING_REVOCATION,
                    static_cast<int>(RevocationType::ACKNOWLEDGEMENT),
                    ExchangeSubject::NUMBER,
                    BindingRevocationIndication>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.sequence);
        stream.Number(message.flags);
    }
};

/**
 * @ingroup pmipv6-wire
 * A request of MH Type 11 (RFC 5096, 3), of the module's own making.
 *
 * @tparam Subtype which
 */
template <ExperimentalSubtype Subtype>
struct ExperimentalRequestFormat
    : MessageFormat<MessageType::EXPERIMENTAL, static_cast<int>(Subtype), ExchangeSubject::PREFIX>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.flags);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }
};

/**
 * @ingroup pmipv6-wire
 * An acknowledgement of MH Type 11 (RFC 5096, 3), of the module's own making.
 *
 * @tparam Subtype which
 * @tparam Request what it acknowledges
 */
template <ExperimentalSubtype Subtype, class Request>
struct ExperimentalAnswerFormat : MessageFormat<MessageType::EXPERIMENTAL,
                                                static_cast<int>(Subtype),
                                                ExchangeSubject::PREFIX,
                                                Request>
{
    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }
};

/// draft-loureiro, 4.
template <>
struct Format<RoTrigger> : ExperimentalRequestFormat<ExperimentalSubtype::RO_TRIGGER>
{
};

/// draft-loureiro, 4.
template <>
struct Format<RoTriggerAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_TRIGGER_ACK, RoTrigger>
{
};

/// draft-loureiro, 4.
template <>
struct Format<RoInit> : ExperimentalRequestFormat<ExperimentalSubtype::RO_INIT>
{
};

/// draft-loureiro, 4.
template <>
struct Format<RoInitAck> : ExperimentalAnswerFormat<ExperimentalSubtype::RO_INIT_ACK, RoInit>
{
};

/// draft-loureiro, 4.
template <>
struct Format<RoSetup> : ExperimentalRequestFormat<ExperimentalSubtype::RO_SETUP>
{
};

/// draft-loureiro, 4.
template <>
struct Format<RoSetupAck> : ExperimentalAnswerFormat<ExperimentalSubtype::RO_SETUP_ACK, RoSetup>
{
};

/// draft-loureiro, 4.5.
template <>
struct Format<RoRefresh> : ExperimentalRequestFormat<ExperimentalSubtype::RO_REFRESH>
{
};

/// draft-loureiro, 4.5.
template <>
struct Format<RoRefreshAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_REFRESH_ACK, RoRefresh>
{
};

/// draft-loureiro, 7.
template <>
struct Format<RoRequest> : ExperimentalRequestFormat<ExperimentalSubtype::RO_REQUEST>
{
};

/// draft-loureiro, 7.
template <>
struct Format<RoRequestAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_REQUEST_ACK, RoRequest>
{
};

/// The MH Type is the value's own.
template <>
struct Format<UnknownMessage>
{
    static constexpr int TYPE = -1;    //!< stands for every type that no other Format has
    static constexpr int SUBTYPE = -1; //!< none; the octet is part of the data
    static constexpr ExchangeSubject SUBJECT = ExchangeSubject::NODE; //!< none
    using Request = void;                                             //!< it is no answer

    /**
     * @param message the message
     * @return the MH Type
     */
    static uint8_t GetType(const UnknownMessage& message)
    {
        return message.type;
    }

    /// Name the fields.
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Rest(message.data);
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_FORMAT_H
