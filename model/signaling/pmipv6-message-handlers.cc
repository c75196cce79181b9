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
MessageHandlers::Add(MessageType type, Handler handler)
{
    m_registrations.push_back({m_nextNumber, type, std::move(handler)});
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
MessageHandlers::Offer(const MobilityMessage& message, const MessageContext& context) const
{
    const MessageType type = GetMessageType(message);
    const auto registrations = m_registrations; // A handler may register or remove handlers.
    return std::any_of(registrations.begin(), registrations.end(), [&](const auto& registration) {
        return registration.type == type && registration.handler(message, context);
    });
}

} // namespace pmipv6
} // namespace ns3
