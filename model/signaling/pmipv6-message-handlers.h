/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_HANDLERS_H
#define PMIPV6_MESSAGE_HANDLERS_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-signaling-event.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-signaling
/// Which messages of a type a handler is for.
enum class HandlerShare
{
    ALL,         //!< whatever no other share is for
    DISTRIBUTED, //!< Proxy Binding Updates and Acknowledgements with the D flag (RFC 8885, 4)
};

/**
 * @ingroup pmipv6-signaling
 * Who is asked whether to take a message, by MH Type: first those whose share it is, then those for
 * all, each in the order of registration.
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
     * @param share which of them
     * @return a number for Remove
     */
    uint32_t Add(MessageType type, Handler handler, HandlerShare share = HandlerShare::ALL);

    /**
     * @param number what Add returned
     */
    void Remove(uint32_t number);

    /**
     * @param type an MH Type
     * @return true if there is a handler for it
     */
    bool Has(MessageType type) const;

    /**
     * @param type an MH Type
     * @param share a share of its messages
     * @return true if there is a handler for it
     */
    bool Has(MessageType type, HandlerShare share) const;

    /**
     * @param message a message
     * @return false for an acknowledgement with the D flag on a node that is neither MAAR nor CMD,
     * which must not take it (RFC 8885, 4.2)
     */
    bool IsFlagKnown(const MobilityMessage& message) const;

    /// Says whether an answer is to a request that this node has passed on for another.
    using RelayedAnswer =
        std::function<bool(const MobilityMessage& answer, const Ipv6Address& peer)>;

    /**
     * @param isRelayed says which answers are for the handlers though no request waits for them
     * @return a number for RemoveRelayed
     */
    uint32_t AddRelayed(RelayedAnswer isRelayed)
    {
        m_relayed.emplace(m_nextNumber, std::move(isRelayed));
        return m_nextNumber++;
    }

    /**
     * @param number what AddRelayed returned
     */
    void RemoveRelayed(uint32_t number)
    {
        m_relayed.erase(number);
    }

    /**
     * @param answer an answer for which no request waits
     * @param peer who has sent it
     * @return true if it is for the handlers
     */
    bool IsRelayed(const MobilityMessage& answer, const Ipv6Address& peer) const;

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
        m_relayed.clear();
    }

  private:
    /// A handler with its number.
    struct Registration
    {
        uint32_t number;    //!< for Remove
        MessageType type;   //!< the MH Type
        Handler handler;    //!< who takes it
        HandlerShare share; //!< which of them
    };

    std::vector<Registration> m_registrations;   //!< in the order of registration
    std::map<uint32_t, RelayedAnswer> m_relayed; //!< which answers are for others, by number
    uint32_t m_nextNumber{0};                    //!< of the next of either
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_HANDLERS_H
