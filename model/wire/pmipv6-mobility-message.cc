/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-message.h"

#include "pmipv6-mobility-format.h"
#include "pmipv6-mobility-names.h"

#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Names a message.
struct MessageNamer
{
    std::string operator()(const BindingRefreshRequest& /* message */) const
    {
        return GetName(MessageType::BINDING_REFRESH_REQUEST);
    }

    std::string operator()(const BindingUpdate& message) const
    {
        return (message.IsProxy() ? "Proxy" : "") + GetName(MessageType::BINDING_UPDATE);
    }

    std::string operator()(const BindingAcknowledgement& message) const
    {
        return (message.IsProxy() ? "Proxy" : "") + GetName(MessageType::BINDING_ACKNOWLEDGEMENT);
    }

    std::string operator()(const BindingError& /* message */) const
    {
        return GetName(MessageType::BINDING_ERROR);
    }

    std::string operator()(const Heartbeat& /* message */) const
    {
        return GetName(MessageType::HEARTBEAT);
    }

    std::string operator()(const BindingRevocationIndication& /* message */) const
    {
        return GetName(MessageType::BINDING_REVOCATION) + "Indication";
    }

    std::string operator()(const BindingRevocationAcknowledgement& /* message */) const
    {
        return GetName(MessageType::BINDING_REVOCATION) + "Acknowledgement";
    }

    template <class Message>
    std::enable_if_t<Format<Message>::TYPE == static_cast<int>(MessageType::EXPERIMENTAL),
                     std::string>
    operator()(const Message& /* message */) const
    {
        return GetName(static_cast<ExperimentalSubtype>(Format<Message>::SUBTYPE));
    }

    std::string operator()(const UnknownMessage& /* message */) const
    {
        return "Unknown";
    }
};

/// True for a message that has a sequence number.
template <class Message, class = void>
struct HasSequence : std::false_type
{
};

/// True for a message that has a sequence number.
template <class Message>
struct HasSequence<Message, std::void_t<decltype(Message::sequence)>> : std::true_type
{
};

/// @return a lifetime as it is and in seconds: "100(400s)", "65535(infinite)"
std::string
DescribeLifetime(uint16_t lifetime)
{
    return std::to_string(lifetime) + "(" +
           (lifetime == LIFETIME_INFINITE
                ? std::string("infinite")
                : std::to_string(lifetime * LIFETIME_UNIT_SECONDS) + "s") +
           ")";
}

/// Writes the fields of a message but its options, each with a space before it.
class FieldPrinter
{
  public:
    /// @param os the stream
    explicit FieldPrinter(std::ostream& os)
        : m_os(os)
    {
    }

    void operator()(const BindingRefreshRequest& /* message */) const
    {
    }

    void operator()(const BindingUpdate& message) const
    {
        m_os << " seq=" << message.sequence << " flags=" << GetUpdateFlagLetters(message.flags)
             << " lifetime=" << DescribeLifetime(message.lifetime);
    }

    void operator()(const BindingAcknowledgement& message) const
    {
        m_os << " status=" << WithNumber(message.status)
             << " flags=" << GetAcknowledgementFlagLetters(message.flags)
             << " seq=" << message.sequence << " lifetime=" << DescribeLifetime(message.lifetime);
    }

    void operator()(const BindingError& message) const
    {
        m_os << " status=" << WithNumber(message.status) << " homeAddress=" << message.homeAddress;
    }

    void operator()(const Heartbeat& message) const
    {
        const auto unsolicited = message.isUnsolicited ? HeartbeatFlag::UNSOLICITED : uint16_t{0};
        const auto response = message.isResponse ? HeartbeatFlag::RESPONSE : uint16_t{0};
        m_os << " flags=" << GetHeartbeatFlagLetters(unsolicited | response)
             << " seq=" << message.sequence;
    }

    void operator()(const BindingRevocationIndication& message) const
    {
        m_os << " trigger=" << WithNumber(message.trigger) << " seq=" << message.sequence
             << " flags=" << GetRevocationFlagLetters(message.flags);
    }

    void operator()(const BindingRevocationAcknowledgement& message) const
    {
        m_os << " status=" << WithNumber(message.status) << " seq=" << message.sequence
             << " flags=" << GetRevocationFlagLetters(message.flags);
    }

    void operator()(const ExperimentalRequest& message) const
    {
        m_os << " seq=" << message.sequence
             << " flags=" << GetExperimentalFlagLetters(message.flags)
             << " lifetime=" << DescribeLifetime(message.lifetime);
    }

    void operator()(const ExperimentalAnswer& message) const
    {
        m_os << " status=" << WithNumber(message.status) << " seq=" << message.sequence
             << " lifetime=" << DescribeLifetime(message.lifetime);
    }

    void operator()(const UnknownMessage& message) const
    {
        m_os << " type=" << unsigned{message.type} << " octets=" << message.data.size();
    }

  private:
    std::ostream& m_os; //!< the stream
};

} // namespace

std::string
GetMessageName(const MobilityMessage& message)
{
    return std::visit(MessageNamer(), message.GetVariant());
}

MessageType
GetMessageType(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) {
            using Message = std::decay_t<decltype(value)>;
            return static_cast<MessageType>(Format<Message>::GetType(value));
        },
        message.GetVariant());
}

namespace
{

/// @return true if one of the messages is of an MH Type
template <class... Messages>
bool
HasMessageOf(int type, const std::variant<Messages...>* /* messages */)
{
    return ((Format<Messages>::TYPE == type) || ...);
}

} // namespace

bool
HasMessage(MessageType type)
{
    return HasMessageOf(static_cast<int>(type),
                        static_cast<const MobilityMessageVariant*>(nullptr));
}

const MobilityOptions&
GetOptions(const MobilityMessage& message)
{
    static const MobilityOptions NONE;
    return std::visit(
        [](const auto& value) -> const MobilityOptions& {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, UnknownMessage>)
            {
                return NONE;
            }
            else
            {
                return value.options;
            }
        },
        message.GetVariant());
}

namespace
{

/// @return a message as one of its bases, or null
template <class Base>
const Base*
GetBase(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) -> const Base* {
            if constexpr (std::is_base_of_v<Base, std::decay_t<decltype(value)>>)
            {
                return &value;
            }
            else
            {
                return nullptr;
            }
        },
        message.GetVariant());
}

} // namespace

const ExperimentalRequest*
GetExperimentalRequest(const MobilityMessage& message)
{
    return GetBase<ExperimentalRequest>(message);
}

const ExperimentalAnswer*
GetExperimentalAnswer(const MobilityMessage& message)
{
    return GetBase<ExperimentalAnswer>(message);
}

uint16_t
GetSequenceNumber(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) -> uint16_t {
            if constexpr (HasSequence<std::decay_t<decltype(value)>>::value)
            {
                return static_cast<uint16_t>(value.sequence);
            }
            else
            {
                return 0;
            }
        },
        message.GetVariant());
}

std::ostream&
operator<<(std::ostream& os, const MobilityMessage& message)
{
    os << GetMessageName(message);
    std::visit(FieldPrinter(os), message.GetVariant());
    for (const auto& option : GetOptions(message))
    {
        os << " " << option;
    }
    return os;
}

} // namespace pmipv6
} // namespace ns3
