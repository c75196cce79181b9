/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_SIGNALING_H
#define PMIPV6_MOBILITY_SIGNALING_H

#include "pmipv6-binding-errors.h"
#include "pmipv6-exchange-table.h"
#include "pmipv6-exchange.h"
#include "pmipv6-home-addresses.h"
#include "pmipv6-message-handlers.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-protocol.h"
#include "pmipv6-open-questions.h"
#include "pmipv6-rate-limiter.h"
#include "pmipv6-security-associations.h"
#include "pmipv6-signaling-event.h"
#include "pmipv6-transit-messages.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Mobility Headers on a node: the one object that receives, checks and hands over messages, and
 * sends them. Roles register what they take; answers go to who has asked.
 *
 * A received packet that is refused changes nothing; it is counted and traced with its reason.
 */
class MobilitySignaling : public MobilityProtocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    MobilitySignaling();

    /**
     * The node's signaling, made at the first call.
     *
     * @param node a node with an IPv6 stack
     * @return its signaling
     */
    static Ptr<MobilitySignaling> Install(Ptr<Node> node);

    /// Takes a message; returns false to leave it to the next handler.
    using Handler = MessageHandlers::Handler;

    /**
     * Register who takes messages of a type. Answers go to the request that waits for them, if
     * there is one.
     *
     * @param type the MH Type
     * @param handler who takes them; asked in the order of registration
     * @param share which of them; those of a share of its own are asked first
     * @return a number for RemoveHandler
     */
    uint32_t AddHandler(MessageType type, Handler handler, HandlerShare share = HandlerShare::ALL)
    {
        return m_handlers.Add(type, std::move(handler), share);
    }

    /**
     * @param number what AddHandler returned
     */
    void RemoveHandler(uint32_t number)
    {
        m_handlers.Remove(number);
    }

    /**
     * Have answers to requests of others, and what else is no answer to a request that waits,
     * handed to the handlers; they are refused otherwise.
     *
     * @param isRelayed says which
     * @return a number for RemoveRelayedAnswer
     */
    uint32_t AddRelayedAnswer(MessageHandlers::RelayedAnswer isRelayed)
    {
        return m_handlers.AddRelayed(std::move(isRelayed));
    }

    /**
     * @param number what AddRelayedAnswer returned
     */
    void RemoveRelayedAnswer(uint32_t number)
    {
        m_handlers.RemoveRelayed(number);
    }

    /// @return with whom this node has security associations
    SecurityAssociations& GetAssociations()
    {
        return m_associations;
    }

    /// @return who looks at messages on their way to other nodes
    TransitMessages& GetTransit()
    {
        return m_transit;
    }

    /// @return what makes of care-of addresses home addresses on this node
    HomeAddresses& GetHomeAddresses()
    {
        return m_homes;
    }

    /// @return what is out and unanswered: each exchange, and what others add that they send once
    OpenQuestions& GetQuestions()
    {
        return m_exchanges->GetQuestions();
    }

    /**
     * Does a Binding Error end questions of a kind? It does if it says that the peer does not know
     * an MH Type, and can mean no other kind (OpenQuestions::FindRefused). From a peer to which no
     * question is out none is taken.
     *
     * @param error a Binding Error
     * @param peer who has sent it
     * @param kind an MH Type
     * @return true if it refuses that MH Type
     */
    bool IsRefusal(const MobilityMessage& error, const Ipv6Address& peer, MessageType kind) const;

    /**
     * Send a message once.
     *
     * @param message the message
     * @param source from which address
     * @param destination to which address
     * @param purpose what it is sent for, for the traces
     * @param isRetransmission for the traces
     * @param isAlerting see Question
     * @param careOf see Question
     */
    void Send(const MobilityMessage& message,
              const Ipv6Address& source,
              const Ipv6Address& destination,
              const std::string& purpose = "",
              bool isRetransmission = false,
              bool isAlerting = false,
              const CareOfAddresses& careOf = {});

    /**
     * Ask a question, and repeat it until it is answered. The first sending waits as long as
     * MAX_UPDATE_RATE demands. An exchange of the same key (GetExchangeKey) that is under way ends
     * without a word.
     *
     * @param question the question
     * @return the exchange, to be held until it is over
     */
    [[nodiscard]] Exchange Ask(Question question);

    /**
     * @return a number for a request that is known by it and its kind alone
     *         (ExchangeSubject::COUNT): one more each time, modulo 2^16, whichever role of the node
     *         asks
     */
    uint16_t TakeNumber()
    {
        return ++m_number;
    }

    /// @return how many questions wait for their answers
    std::size_t GetNPending() const
    {
        return m_exchanges->GetSize();
    }

    /// @return how many packets were refused, by reason
    const std::map<std::string, uint64_t>& GetDrops() const
    {
        return m_drops;
    }

    /**
     * Count and trace a refused packet: of this, or of signalling that has no Mobility Header.
     *
     * @param event the packet, with the reason
     */
    void Drop(const SignalingEvent& event);

    using MobilityProtocol::Receive;
    RxStatus Receive(Ptr<Packet> p,
                     const Ipv6Header& header,
                     Ptr<Ipv6Interface> incomingInterface) override;

    /**
     * TracedCallback signature for signalling packets.
     *
     * @param event the packet
     */
    using SignalingTracedCallback = void (*)(const SignalingEvent& event);

    /**
     * TracedCallback signature for packets that are refused for a home address that they tell.
     *
     * @param packet the packet, with its IPv6 header as it came
     * @param reason why
     */
    using HomeAddressRefusedTracedCallback = void (*)(Ptr<const Packet> packet,
                                                      const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /**
     * Ends what it was asked of extensions by messages of that type.
     *
     * @param peer who does not know it
     * @param type MH Type
     */
    void HandleUnknownProtocol(const Ipv6Address& peer, MessageType type) override;

    /**
     * @param peer who has sent a message
     * @param message the message
     * @return true if there is an association for it, or it may answer a question to that peer
     */
    bool IsTrusted(const Ipv6Address& peer, const MobilityMessage& message) const;

    /**
     * Check a message, and give it to whom it is for.
     *
     * @param message the message
     * @param header its IPv6 header
     * @param octets of the packet, without that header
     * @param context where it came from
     */
    void Process(const MobilityMessage& message,
                 const Ipv6Header& header,
                 uint32_t octets,
                 const MessageContext& context);

    /**
     * A Binding Error may end exchanges.
     *
     * @param error the Binding Error
     * @param event the packet
     * @return false if it ends none
     */
    bool TakeRefusal(const BindingError& error, const SignalingEvent& event);

    /**
     * Give an answer to the exchange that waits for it, or refuse it.
     *
     * @param message the answer
     * @param context where it came from
     * @param event the packet
     * @return false if it is for others: it answers what this node has passed on
     */
    bool TakeAnswer(const MobilityMessage& message,
                    const MessageContext& context,
                    SignalingEvent& event);

    /**
     * @param type an MH Type
     * @return false if this node does not know it, or nobody on it takes messages of a type that a
     * node may do without, or waits for the answer to one: Heartbeat (RFC 5847, 3), Binding
     * Revocation (RFC 5846, 6.2) and MH Type 11 (RFC 5096)
     */
    bool IsSupported(MessageType type) const;

    /**
     * Refuse a message of an MH Type that this node does not support (RFC 6275, 9.2 and 9.3.3).
     *
     * @param event the packet
     * @param header the IPv6 header
     */
    void RefuseType(SignalingEvent event, const Ipv6Header& header);

    /**
     * Offer a message to the handlers of its type.
     *
     * @param message the message
     * @param context where it came from
     * @param event for the traces; has its reason set if nobody took it
     * @return true if somebody took it
     */
    bool PassToHandlers(const MobilityMessage& message,
                        const MessageContext& context,
                        SignalingEvent& event);

    /**
     * Refuse octets that are no message, as RFC 6275, 9.2 says.
     *
     * @param error what is wrong
     * @param octets the Mobility Header
     * @param packet the same
     * @param header the IPv6 header
     */
    void Refuse(const ParseError& error,
                const std::vector<uint8_t>& octets,
                Ptr<const Packet> packet,
                const Ipv6Header& header);

    /**
     * Refuse a packet for the home address that it tells. See HomeAddresses::Refuser.
     *
     * @param packet the packet
     * @param header its IPv6 header
     * @param reason why
     * @param unbound the home address, if no binding of it is known
     */
    void RefuseHomeAddress(Ptr<const Packet> packet,
                           Ipv6Header header,
                           const std::string& reason,
                           const std::optional<Ipv6Address>& unbound);

    Ptr<Node> m_node;                                 //!< the node
    Ptr<Ipv6L3Protocol> m_ipv6;                       //!< its IPv6
    SecurityAssociations m_associations;              //!< whom to trust
    MessageHandlers m_handlers;                       //!< who takes what
    TransitMessages m_transit;                        //!< who looks at messages to others
    HomeAddresses m_homes;                            //!< home addresses in packets
    BindingErrors m_errors;                           //!< Binding Errors that are sent
    std::shared_ptr<ExchangeTable> m_exchanges;       //!< questions under way
    uint16_t m_number{0};                             //!< see TakeNumber
    std::map<std::string, uint64_t> m_drops;          //!< refused packets by reason
    Time m_initialTimeout;                            //!< INITIAL_BINDACK_TIMEOUT
    Time m_maxTimeout;                                //!< MAX_BINDACK_TIMEOUT
    uint32_t m_maxUpdateRate{3};                      //!< MAX_UPDATE_RATE
    bool m_isRatePerPeer{false};                      //!< count for the peer as a whole
    uint32_t m_maxErrorRate{3};                       //!< Binding Errors a second and peer
    TracedCallback<const SignalingEvent&> m_sent;     //!< packet sent
    TracedCallback<const SignalingEvent&> m_received; //!< packet accepted
    TracedCallback<const SignalingEvent&> m_dropped;  //!< packet refused
    TracedCallback<Ptr<const Packet>, const std::string&> m_homeRefused; //!< for a home address
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_SIGNALING_H
