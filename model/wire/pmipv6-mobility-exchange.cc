/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-exchange.h"

#include "pmipv6-message-format.h"

#include <type_traits>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the cookie of a message of the return routability procedure; nothing of any other
std::optional<uint64_t>
GetCookie(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) -> std::optional<uint64_t> {
            using Message = std::decay_t<decltype(value)>;
            if constexpr (std::is_base_of_v<AddressTestInit, Message> ||
                          std::is_base_of_v<AddressTest, Message>)
            {
                return value.cookie;
            }
            else
            {
                return std::nullopt;
            }
        },
        message.GetVariant());
}

/// Add octets to a key.
void
Append(std::string& key, const uint8_t* octets, std::size_t count)
{
    key.append(reinterpret_cast<const char*>(octets), count);
}

/// Add an address to a key.
void
Append(std::string& key, const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    Append(key, octets, sizeof(octets));
}

/// Add a number to a key.
void
Append(std::string& key, uint16_t number)
{
    const uint8_t octets[] = {static_cast<uint8_t>(number >> 8), static_cast<uint8_t>(number)};
    Append(key, octets, sizeof(octets));
}

/// Add to a key of which node and which of its interfaces a message speaks (RFC 5213, 5.4: each has
/// a session of its own).
void
AppendNode(std::string& key, const MobilityOptions& options)
{
    if (const auto* node = FindOption<MobileNodeIdentifierOption>(options))
    {
        const std::string identity = GetIdentity(*node);
        Append(key, static_cast<uint16_t>(identity.size()));
        key += identity;
    }
    if (const auto* interface = FindOption<MobileNodeLinkLayerIdentifierOption>(options))
    {
        key += ' ';
        Append(key, interface->identifier.data(), interface->identifier.size());
    }
}

/// Add to a key of which first prefix a message speaks: the second of a pair may be asked for by an
/// address and answered as registered.
void
AppendPrefix(std::string& key, const MobilityOptions& options)
{
    if (const auto* first = FindOption<HomeNetworkPrefixOption>(options))
    {
        Append(key, first->prefix.GetAddress());
        key += static_cast<char>(first->prefix.GetLength());
    }
}

} // namespace

MessageKind
GetMessageKind(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) -> MessageKind {
            using Message = std::decay_t<decltype(value)>;
            return {static_cast<MessageType>(Format<Message>::GetType(value)),
                    Format<Message>::GetSubtype(value)};
        },
        message.GetVariant());
}

std::optional<MessageKind>
GetRequestKind(const MobilityMessage& message)
{
    return std::visit(
        [](const auto& value) -> std::optional<MessageKind> {
            using Message = std::decay_t<decltype(value)>;
            if constexpr (std::is_void_v<typename Format<Message>::Request>)
            {
                return std::nullopt;
            }
            else
            {
                return Format<Message>::GetRequestKind(value);
            }
        },
        message.GetVariant());
}

std::string
GetExchangeKey(const MobilityMessage& message, const Ipv6Address& peer)
{
    const MessageKind kind = GetRequestKind(message).value_or(GetMessageKind(message));
    const ExchangeSubject subject =
        std::visit([](const auto& value) { return Format<std::decay_t<decltype(value)>>::SUBJECT; },
                   message.GetVariant());
    std::string key{static_cast<char>(kind.type), static_cast<char>(kind.subtype)};
    switch (subject)
    {
    case ExchangeSubject::NODE:
        Append(key, peer);
        AppendNode(key, GetOptions(message));
        break;
    case ExchangeSubject::NUMBER:
        Append(key, peer);
        Append(key, GetSequenceNumber(message));
        break;
    case ExchangeSubject::PREFIX:
        AppendPrefix(key, GetOptions(message));
        Append(key, GetSequenceNumber(message));
        break;
    case ExchangeSubject::COUNT:
        Append(key, GetSequenceNumber(message));
        break;
    }
    return key;
}

bool
IsAnswerTo(const MobilityMessage& answer, const MobilityMessage& request)
{
    const auto ahead = static_cast<int16_t>(GetSequenceNumber(answer) - GetSequenceNumber(request));
    const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&answer);
    // RFC 6275, 11.7.3: with status 135 the field holds the last number that the peer accepted. The
    // last request's own says that this one was accepted, one below it refuses an earlier request.
    const bool isNumberOfPeer =
        acknowledgement && acknowledgement->status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    // RFC 6275, 11.6.2: a test has the cookie of the last request.
    return (isNumberOfPeer ? ahead > 0 : ahead == 0) && GetCookie(answer) == GetCookie(request);
}

} // namespace pmipv6
} // namespace ns3
