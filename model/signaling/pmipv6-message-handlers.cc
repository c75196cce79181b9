/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-message-handlers.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

uint32_t
MessageHandlers::Add(MessageType type, Handler handler, HandlerShare share)
{
    m_registrations.push_back({m_nextNumber, type, std::move(handler), share});
    return m_nextNumber++;
}

void
MessageHandlers::Remove(uint32_t number)
{
    m_registrations.erase(std::remove_if(m_registrations.begin(),
                                         m_registrations.end(),
                                         [number](const auto& registration) {
                                             return registration.number == number;
                                         }),
                          m_registrations.end());
}

bool
MessageHandlers::Has(MessageType type) const
{
    return std::any_of(m_registrations.begin(),
                       m_registrations.end(),
                       [type](const auto& registration) { return registration.type == type; });
}

bool
MessageHandlers::Has(MessageType type, HandlerShare share) const
{
    return std::any_of(m_registrations.begin(), m_registrations.end(), [&](const auto& one) {
        return one.type == type && one.share == share;
    });
}

bool
MessageHandlers::IsFlagKnown(const MobilityMessage& message) const
{
    const auto* answer = std::get_if<BindingAcknowledgement>(&message);
    return !answer || !answer->IsDistributed() ||
           Has(MessageType::BINDING_ACKNOWLEDGEMENT, HandlerShare::DISTRIBUTED);
}

bool
MessageHandlers::IsRelayed(const MobilityMessage& answer, const Ipv6Address& peer) const
{
    return std::any_of(m_relayed.begin(), m_relayed.end(), [&](const auto& one) {
        return one.second(answer, peer);
    });
}

bool
MessageHandlers::Offer(const MobilityMessage& message, const MessageContext& context) const
{
    const MessageType type = GetMessageType(message);
    const auto registrations = m_registrations; // A handler may register or remove handlers.
    const auto offerTo = [&](HandlerShare share) {
        return std::any_of(registrations.begin(), registrations.end(), [&](const auto& one) {
            return one.type == type && one.share == share && one.handler(message, context);
        });
    };
    // RFC 8885, 4.1: by the flag, whatever else the node does.
    return (IsDistributed(message) && offerTo(HandlerShare::DISTRIBUTED)) ||
           offerTo(HandlerShare::ALL);
}

} // namespace pmipv6
} // namespace ns3
