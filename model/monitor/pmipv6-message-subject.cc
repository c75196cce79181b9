/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-message-subject.h"

#include "pmipv6-message-kind.h"
#include "pmipv6-mobility-exchange.h"
#include "pmipv6-mobility-option.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param message a message
 * @return whether the mobile node that it is about has sent it, or is to receive it, as messages of
 *         RFC 6275 have it; nothing if it is another
 */
std::optional<bool>
IsFromMobileNode(const MobilityMessage& message)
{
    const auto kind = GetMessageKind(message);
    if (kind == MessageType::BINDING_REFRESH_REQUEST || kind == MessageType::BINDING_ERROR)
    {
        return false;
    }
    const auto asked = GetRequestKind(message);
    const auto request = asked.value_or(kind);
    const bool isOfNode = request == MessageType::BINDING_UPDATE ||
                          request == MessageType::HOME_TEST_INIT ||
                          request == MessageType::CARE_OF_TEST_INIT;
    return isOfNode ? std::make_optional(!asked) : std::nullopt;
}

} // namespace

std::string
FindMobileNode(const MobilityMessage* message,
               const std::string& event,
               const std::string& node,
               const std::string& peer)
{
    if (!message)
    {
        return "";
    }
    if (const auto isFromNode = IsFromMobileNode(*message))
    {
        const bool isSent = event == "sent";
        // Who drops an answer on its way is neither of its ends.
        return event == "dropped" && !*isFromNode ? "" : *isFromNode == isSent ? node : peer;
    }
    const auto* option = FindOption<MobileNodeIdentifierOption>(GetOptions(*message));
    return option ? option->identifier : "";
}

} // namespace pmipv6
} // namespace ns3
