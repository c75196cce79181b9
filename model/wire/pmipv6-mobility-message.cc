/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-message.h"

#include "pmipv6-message-format.h"

#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

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

/// @return true if one of the messages is of an MH Type
template <class... Messages>
bool
HasMessageOf(int type, const std::variant<Messages...>* /* messages */)
{
    return ((Format<Messages>::TYPE == type) || ...);
}

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

std::string
GetMessageName(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) {
            using Message = std::decay_t<decltype(value)>;
            const uint8_t subtype = Format<Message>::GetSubtype(value);
            return std::string(Format<Message>::GetPrefix(subtype)) + Format<Message>::NAME;
        },
        message.GetVariant());
}

bool
IsDistributed(const MobilityMessage& message)
{
    const auto* update = std::get_if<BindingUpdate>(&message);
    const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&message);
    return (update && update->IsDistributed()) ||
           (acknowledgement && acknowledgement->IsDistributed());
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
    std::visit(
        [&os](const auto& value) { Format<std::decay_t<decltype(value)>>::Print(os, value); },
        message.GetVariant());
    for (const auto& option : GetOptions(message))
    {
        os << " " << option;
    }
    return os;
}

} // namespace pmipv6
} // namespace ns3
