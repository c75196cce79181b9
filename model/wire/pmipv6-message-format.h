/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_FORMAT_H
#define PMIPV6_MESSAGE_FORMAT_H

#include "pmipv6-field-text.h"
#include "pmipv6-message-kind.h"
#include "pmipv6-mobility-format.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-octet-stream.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <type_traits>

/**
 * @file
 * @ingroup pmipv6-wire
 * The formats of messages, see Format.
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

/// @ingroup pmipv6-wire
/// True for the message of octets alone, which has no options.
template <class Message>
inline constexpr bool IS_UNKNOWN = std::is_same_v<Message, UnknownMessage>;

/// @ingroup pmipv6-wire
/// By what a request and its answer are known, beside their kind (GetExchangeKey).
enum class ExchangeSubject : uint8_t
{
    NODE,   //!< the peer, and where the options name them the mobile node and its interface
    NUMBER, //!< the peer and the sequence number, which a repetition keeps
    PREFIX, //!< the first prefix and the sequence number, whoever answers
    /// The sequence number alone, whoever answers: the node has one count for all such requests
    /// (MobilitySignaling::TakeNumber), and the answer may name another prefix than was asked for.
    COUNT,
};

/**
 * @ingroup pmipv6-wire
 * Kind of a message whose struct stands for one number, and how it is tied to its answer or
 * request.
 *
 * @tparam Number the MessageType; of a message that shares its MH Type with others what MessageKind
 *         takes, one of RevocationType or ExperimentalSubtype
 * @tparam Subject of a request and of its answer: by what they are known
 * @tparam Answered of an answer: the request; void if it is none
 */
template <auto Number, ExchangeSubject Subject = ExchangeSubject::NODE, class Answered = void>
struct MessageFormat
{
    static constexpr MessageKind KIND{Number};               //!< the kind, without a P flag
    static constexpr int TYPE = static_cast<int>(KIND.type); //!< MH Type
    /// Octet behind the checksum, or -1.
    static constexpr int SUBTYPE =
        std::is_same_v<decltype(Number), MessageType> ? -1 : static_cast<int>(KIND.subtype);
    static constexpr ExchangeSubject SUBJECT = Subject; //!< of a request or answer
    using Request = Answered;                           //!< of an answer

    /// @return the MH Type
    template <class Message>
    static uint8_t GetType(const Message& /* message */)
    {
        return TYPE;
    }

    /// @return the subtype of the message's kind
    template <class Message>
    static uint8_t GetSubtype(const Message& /* message */)
    {
        return KIND.subtype;
    }

    /// @return of an answer: the kind of the request
    template <class Message>
    static MessageKind GetRequestKind(const Message& /* message */)
    {
        static_assert(Subject == Format<Answered>::SUBJECT, "request and answer are known alike");
        return Format<Answered>::KIND;
    }

    /// @return what comes before the name of messages of that subtype
    static const char* GetPrefix(uint8_t /* subtype */)
    {
        return "";
    }
};

/**
 * @ingroup pmipv6-wire
 * A message that is RFC 5213's with the P flag and RFC 6275's without it.
 *
 * @tparam Type the MH Type
 * @tparam Answered of an answer: the request; void if it is none
 */
template <MessageType Type, class Answered = void>
struct ProxyFormat : MessageFormat<Type, ExchangeSubject::NODE, Answered>
{
    /// @param message the message @return 1 with the P flag, else 0
    template <class Message>
    static uint8_t GetSubtype(const Message& message)
    {
        return message.IsProxy();
    }

    /// @param message an answer @return the kind of the request, whose P flag is the answer's
    template <class Message>
    static MessageKind GetRequestKind(const Message& message)
    {
        return {Format<Answered>::KIND.type, GetSubtype(message)};
    }

    /// @param subtype of the message's kind @return what comes before the name of such messages
    static const char* GetPrefix(uint8_t subtype)
    {
        return subtype == 1 ? "Proxy" : "";
    }
};

/**
 * @ingroup pmipv6-wire
 * A message of RFC 5846.
 *
 * @tparam Type which
 * @tparam Answered of an answer: the request; void if it is none
 */
template <RevocationType Type, class Answered = void>
struct RevocationFormat : MessageFormat<Type, ExchangeSubject::NUMBER, Answered>
{
    static constexpr const char* TYPE_NAME = "BindingRevocation"; //!< of the messages of that type
    static constexpr const char* LETTERS = "PVG";                 //!< of the flags
};

/**
 * @ingroup pmipv6-wire
 * A message of MH Type 11 (RFC 5096, 3), of the module's own making.
 *
 * @tparam Subtype which
 * @tparam Subject as of MessageFormat
 * @tparam Answered as of MessageFormat
 */
template <ExperimentalSubtype Subtype, ExchangeSubject Subject, class Answered = void>
struct ExperimentalFormat : MessageFormat<Subtype, Subject, Answered>
{
    static constexpr const char* TYPE_NAME = "Experimental"; //!< of the messages of that type
};

/// RFC 6275, 6.1.2.
template <>
struct Format<BindingRefreshRequest> : MessageFormat<MessageType::BINDING_REFRESH_REQUEST>
{
    static constexpr const char* NAME = "BindingRefreshRequest"; //!< name

    /// Name the fields, all of them reserved. @param stream writes or reads octets
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& /* message */)
    {
        stream.Reserved(2);
    }

    /// Print the fields, of which there are none.
    static void Print(std::ostream& /* os */, const BindingRefreshRequest& /* message */)
    {
    }
};

/**
 * @ingroup pmipv6-wire
 * A request for a test of an address.
 *
 * @tparam Type which
 */
template <MessageType Type>
struct AddressTestInitFormat : MessageFormat<Type>
{
    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Reserved(2);
        stream.Number(message.cookie);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const AddressTestInit& message)
    {
        os << " cookie=" << FormatHex(message.cookie);
    }
};

/**
 * @ingroup pmipv6-wire
 * A test of an address.
 *
 * @tparam Type which
 * @tparam Request what it answers
 */
template <MessageType Type, class Request>
struct AddressTestFormat : MessageFormat<Type, ExchangeSubject::NODE, Request>
{
    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.nonceIndex);
        stream.Number(message.cookie);
        stream.Number(message.token);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const AddressTest& message)
    {
        os << " nonceIndex=" << message.nonceIndex << " cookie=" << FormatHex(message.cookie)
           << " token=" << FormatHex(message.token);
    }
};

/// RFC 6275, 6.1.3.
template <>
struct Format<HomeTestInit> : AddressTestInitFormat<MessageType::HOME_TEST_INIT>
{
    static constexpr const char* NAME = "HomeTestInit"; //!< name
};

/// RFC 6275, 6.1.4.
template <>
struct Format<CareOfTestInit> : AddressTestInitFormat<MessageType::CARE_OF_TEST_INIT>
{
    static constexpr const char* NAME = "CareofTestInit"; //!< name
};

/// RFC 6275, 6.1.5.
template <>
struct Format<HomeTest> : AddressTestFormat<MessageType::HOME_TEST, HomeTestInit>
{
    static constexpr const char* NAME = "HomeTest"; //!< name
};

/// RFC 6275, 6.1.6.
template <>
struct Format<CareOfTest> : AddressTestFormat<MessageType::CARE_OF_TEST, CareOfTestInit>
{
    static constexpr const char* NAME = "CareofTest"; //!< name
};

/// RFC 6275, 6.1.7; RFC 5213, 8.1.
template <>
struct Format<BindingUpdate> : ProxyFormat<MessageType::BINDING_UPDATE>
{
    static constexpr const char* NAME = "BindingUpdate"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.sequence);
        stream.Number(message.flags);
        stream.Number(message.lifetime);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const BindingUpdate& message)
    {
        os << " seq=" << message.sequence << " flags=" << FormatFlags(message.flags, "AHLKMRPFTBSD")
           << " lifetime=" << FormatLifetime(message.lifetime);
    }
};

/// RFC 6275, 6.1.8; RFC 5213, 8.2.
template <>
struct Format<BindingAcknowledgement>
    : ProxyFormat<MessageType::BINDING_ACKNOWLEDGEMENT, BindingUpdate>
{
    static constexpr const char* NAME = "BindingAcknowledgement"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.flags);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const BindingAcknowledgement& message)
    {
        os << " status=" << WithNumber(message.status)
           << " flags=" << FormatFlags(message.flags, "KRPTBSD") << " seq=" << message.sequence
           << " lifetime=" << FormatLifetime(message.lifetime);
    }
};

/// RFC 6275, 6.1.9.
template <>
struct Format<BindingError> : MessageFormat<MessageType::BINDING_ERROR>
{
    static constexpr const char* NAME = "BindingError"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Reserved(1);
        stream.Address(message.homeAddress);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const BindingError& message)
    {
        os << " status=" << WithNumber(message.status) << " homeAddress=" << message.homeAddress;
    }
};

/// RFC 5847, 3.3.
template <>
struct Format<Heartbeat> : MessageFormat<MessageType::HEARTBEAT>
{
    static constexpr const char* NAME = "Heartbeat"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Flags(FlagBit{HeartbeatFlag::UNSOLICITED, message.isUnsolicited},
                     FlagBit{HeartbeatFlag::RESPONSE, message.isResponse});
        stream.Number(message.sequence);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const Heartbeat& message)
    {
        const std::string unsolicited = message.isUnsolicited ? "U" : "";
        const std::string letters = unsolicited + (message.isResponse ? "R" : "");
        os << " flags=" << (letters.empty() ? "-" : letters) << " seq=" << message.sequence;
    }
};

/// RFC 5846, 5.1.
template <>
struct Format<BindingRevocationIndication> : RevocationFormat<RevocationType::INDICATION>
{
    static constexpr const char* NAME = "BindingRevocationIndication"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.trigger);
        stream.Number(message.sequence);
        stream.Number(message.flags);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const BindingRevocationIndication& message)
    {
        os << " trigger=" << WithNumber(message.trigger) << " seq=" << message.sequence
           << " flags=" << FormatFlags(message.flags, LETTERS);
    }
};

/// RFC 5846, 5.2.
template <>
struct Format<BindingRevocationAcknowledgement>
    : RevocationFormat<RevocationType::ACKNOWLEDGEMENT, BindingRevocationIndication>
{
    static constexpr const char* NAME = "BindingRevocationAcknowledgement"; //!< name

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.sequence);
        stream.Number(message.flags);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const BindingRevocationAcknowledgement& message)
    {
        os << " status=" << WithNumber(message.status) << " seq=" << message.sequence
           << " flags=" << FormatFlags(message.flags, LETTERS);
    }
};

/**
 * @ingroup pmipv6-wire
 * A request of MH Type 11, as those of draft-loureiro and draft-luo.
 *
 * @tparam Subtype which
 * @tparam Subject by what it and its answer are known
 */
template <ExperimentalSubtype Subtype, ExchangeSubject Subject = ExchangeSubject::PREFIX>
struct ExperimentalRequestFormat : ExperimentalFormat<Subtype, Subject>
{
    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.flags);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const ExperimentalRequest& message)
    {
        os << " seq=" << message.sequence << " flags=" << FormatFlags(message.flags, "APO")
           << " lifetime=" << FormatLifetime(message.lifetime);
    }
};

/**
 * @ingroup pmipv6-wire
 * An acknowledgement of MH Type 11, as those of draft-loureiro and draft-luo.
 *
 * @tparam Subtype which
 * @tparam Request what it acknowledges
 */
template <ExperimentalSubtype Subtype, class Request>
struct ExperimentalAnswerFormat : ExperimentalFormat<Subtype, Format<Request>::SUBJECT, Request>
{
    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Number(message.status);
        stream.Number(message.sequence);
        stream.Number(message.lifetime);
    }

    /// Print the fields. @param os where to @param message whose they are
    static void Print(std::ostream& os, const ExperimentalAnswer& message)
    {
        os << " status=" << WithNumber(message.status) << " seq=" << message.sequence
           << " lifetime=" << FormatLifetime(message.lifetime);
    }
};

/// draft-loureiro, 4.
template <>
struct Format<RoTrigger> : ExperimentalRequestFormat<ExperimentalSubtype::RO_TRIGGER>
{
    static constexpr const char* NAME = "RoTrigger"; //!< name
};

/// draft-loureiro, 4.
template <>
struct Format<RoTriggerAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_TRIGGER_ACK, RoTrigger>
{
    static constexpr const char* NAME = "RoTriggerAck"; //!< name
};

/// draft-loureiro, 4.
template <>
struct Format<RoInit> : ExperimentalRequestFormat<ExperimentalSubtype::RO_INIT>
{
    static constexpr const char* NAME = "RoInit"; //!< name
};

/// draft-loureiro, 4.
template <>
struct Format<RoInitAck> : ExperimentalAnswerFormat<ExperimentalSubtype::RO_INIT_ACK, RoInit>
{
    static constexpr const char* NAME = "RoInitAck"; //!< name
};

/// draft-loureiro, 4.
template <>
struct Format<RoSetup> : ExperimentalRequestFormat<ExperimentalSubtype::RO_SETUP>
{
    static constexpr const char* NAME = "RoSetup"; //!< name
};

/// draft-loureiro, 4.
template <>
struct Format<RoSetupAck> : ExperimentalAnswerFormat<ExperimentalSubtype::RO_SETUP_ACK, RoSetup>
{
    static constexpr const char* NAME = "RoSetupAck"; //!< name
};

/// draft-loureiro, 4.5.
template <>
struct Format<RoRefresh> : ExperimentalRequestFormat<ExperimentalSubtype::RO_REFRESH>
{
    static constexpr const char* NAME = "RoRefresh"; //!< name
};

/// draft-loureiro, 4.5.
template <>
struct Format<RoRefreshAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_REFRESH_ACK, RoRefresh>
{
    static constexpr const char* NAME = "RoRefreshAck"; //!< name
};

/// draft-loureiro, 7.
template <>
struct Format<RoRequest> : ExperimentalRequestFormat<ExperimentalSubtype::RO_REQUEST>
{
    static constexpr const char* NAME = "RoRequest"; //!< name
};

/// draft-loureiro, 7.
template <>
struct Format<RoRequestAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::RO_REQUEST_ACK, RoRequest>
{
    static constexpr const char* NAME = "RoRequestAck"; //!< name
};

/// draft-luo, 4.2.
template <>
struct Format<Pbqr> : ExperimentalRequestFormat<ExperimentalSubtype::PBQR, ExchangeSubject::COUNT>
{
    static constexpr const char* NAME = "Pbqr"; //!< name
};

/// draft-luo, 4.2.
template <>
struct Format<Pbqa> : ExperimentalAnswerFormat<ExperimentalSubtype::PBQA, Pbqr>
{
    static constexpr const char* NAME = "Pbqa"; //!< name
};

/// draft-luo, 4.3.
template <>
struct Format<Pbci> : ExperimentalRequestFormat<ExperimentalSubtype::PBCI>
{
    static constexpr const char* NAME = "Pbci"; //!< name
};

/// draft-luo, 4.3.
template <>
struct Format<Pbca> : ExperimentalAnswerFormat<ExperimentalSubtype::PBCA, Pbci>
{
    static constexpr const char* NAME = "Pbca"; //!< name
};

/// draft-luo, 7.2 and 7.4.
template <>
struct Format<LocationUpdate>
    : ExperimentalRequestFormat<ExperimentalSubtype::LOCATION_UPDATE, ExchangeSubject::COUNT>
{
    static constexpr const char* NAME = "LocationUpdate"; //!< name
};

/// draft-luo, 7.2 and 7.4.
template <>
struct Format<LocationUpdateAck>
    : ExperimentalAnswerFormat<ExperimentalSubtype::LOCATION_UPDATE_ACK, LocationUpdate>
{
    static constexpr const char* NAME = "LocationUpdateAck"; //!< name
};

/// The MH Type is the value's own.
template <>
struct Format<UnknownMessage>
{
    static constexpr int TYPE = -1;    //!< stands for every type that no other Format has
    static constexpr int SUBTYPE = -1; //!< none; the octet is part of the data
    static constexpr const char* NAME = "Unknown"; //!< of every MH Type that no other Format has
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

    /// @return 0: what tells messages of that MH Type apart is not known
    static uint8_t GetSubtype(const UnknownMessage& /* message */)
    {
        return 0;
    }

    /// @return nothing
    static const char* GetPrefix(uint8_t /* subtype */)
    {
        return "";
    }

    /// Name the fields. @param stream writes or reads octets @param message whose they are
    template <class Stream, class Message>
    static void Fields(Stream& stream, Message& message)
    {
        stream.Rest(message.data);
    }

    /// Print what is known of it. @param os where to @param message of an unknown type
    static void Print(std::ostream& os, const UnknownMessage& message)
    {
        os << " type=" << unsigned{message.type} << " octets=" << message.data.size();
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_FORMAT_H
