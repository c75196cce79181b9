/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_HANDLERS_H
#define PMIPV6_MESSAGE_HANDLERS_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-signaling-event.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Who is asked whether to take a message, by MH Type, in the order of registration.
 */
class MessageHandlers
{
  public:
    /// Takes a message; returns false to leave it to the next handler. May register and remove
    /// handlers.
    using Handler =
        std::function<bool(const MobilityMessage& message, const MessageContext& context)>;

    /**
     * @param type the MH Type
     * @param handler who takes messages of that type
     * @return a number for Remove
     */
    uint32_t Add(MessageType type, Handler handler);

    /**
     * @param number what Add returned
     */
    void Remove(uint32_t number);

    /**
     * @param type an MH Type
     * @return true if there is a handler for it
     */
    bool Has(MessageType type) const;

    /// @return true if there is none
    bool IsEmpty() const
    {
        return m_registrations.empty();
    }

    /**
     * Offer a message to the handlers of its type.
     *
     * @param message the message
     * @param context where it came from
     * @return true if one took it
     */
    bool Offer(const MobilityMessage& message, const MessageContext& context) const;

    /// Remove all.
    void Clear()
    {
        m_registrations.clear();
    }

  private:
    /// A handler with its number.
    struct Registration
    {
        uint32_t number;  //!< for Remove
        MessageType type; //!< the MH Type
        Handler handler;  //!< who takes it
    };

    std::vector<Registration> m_registrations; //!< in the order of registration
    uint32_t m_nextNumber{0};                  //!< of the next handler
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_HANDLERS_H
