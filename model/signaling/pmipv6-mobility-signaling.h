/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_SIGNALING_H
#define PMIPV6_MOBILITY_SIGNALING_H

#include "pmipv6-mobility-codec.h"
#include "pmipv6-open-questions.h"
#include "pmipv6-rate-limiter.h"
#include "pmipv6-security-associations.h"

#include "ns3/event-id.h"
#include "ns3/ip-l4-protocol.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// Where a message came from and went to.
struct MessageContext
{
    Ipv6Address source;      //!< the IPv6 header's source
    Ipv6Address destination; //!< the IPv6 header's destination
};

/// What the traces of MobilitySignaling tell of one packet.
struct SignalingEvent
{
    const MobilityMessage* message; //!< null if the octets are no message
    std::string name;               //!< its name, or what octets that are none would be
    Ipv6Address peer;               //!< to or from whom
    uint32_t octets;                //!< of the whole IPv6 packet
    bool isRetransmission;          //!< sent before, with another number or time
    std::string reason;             //!< why it was dropped; empty otherwise
};

/**
 * @ingroup pmipv6-signaling
 * A request that waits for its answer: what to send, and whom to tell.
 */
struct MobilityRequest
{
    MobilityMessage message; //!< what to send; a new request with the same key takes its place
    Ipv6Address source;      //!< from which address
    Ipv6Address destination; //!< to which address
    std::string subject;     //!< for whom the rate limit counts, beside the destination
    /// Called before each sending, to number and date the message; tells a repetition.
    std::function<void(MobilityMessage& message, bool isRetransmission)> prepare;
    /// Called before each repetition, and before a first sending that the rate limit has put off,
    /// with what to call with true to go on, or false to end; may take its time. Empty: go on.
    std::function<void(std::function<void(bool)>)> mayRepeat;
    /// Called with the answer, and the request as it was last sent.
    std::function<void(const MobilityMessage& answer, const MobilityMessage& request)> answered;
    /// Called when the last repetition stayed unanswered, or mayRepeat ended the request.
    std::function<void()> gaveUp;
    uint32_t maxTransmissions{0}; //!< 0: repeat for ever, at the slowest rate
    Time firstTimeout;            //!< of the first sending; 0: INITIAL_BINDACK_TIMEOUT
    Time longestTimeout;          //!< to which it doubles; 0: MAX_BINDACK_TIMEOUT
    bool isRateLimited{true};     //!< false: MAX_UPDATE_RATE, of Binding Updates, is not for it
};

/**
 * @ingroup pmipv6-signaling
 * Mobility Headers on a node: the one object that receives, checks and hands over messages, sends
 * them, matches answers to requests, repeats with doubling time-outs (RFC 6275, 11.8) and limits
 * the rate. Roles register what they take.
 *
 * A received packet that is refused changes nothing; it is counted and traced with its reason.
 */
class MobilitySignaling : public IpL4Protocol
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The node's signaling, made at the first call.
     *
     * @param node a node with an IPv6 stack
     * @return its signaling
     */
    static Ptr<MobilitySignaling> Install(Ptr<Node> node);

    /// Takes a message; returns false to leave it to the next handler.
    using Handler = std::function<bool(const MobilityMessage&, const MessageContext&)>;

    /**
     * Register who takes messages of a type. Answers go to the request that waits for them, if
     * there is one.
     *
     * @param type the MH Type
     * @param handler who takes them; asked in the order of registration
     * @return a number for RemoveHandler
     */
    uint32_t AddHandler(MessageType type, Handler handler);

    /**
     * @param number what AddHandler returned
     */
    void RemoveHandler(uint32_t number);

    /// Says whether an answer is to a request that this node has passed on for another.
    using RelayedAnswer =
        std::function<bool(const MobilityMessage& answer, const Ipv6Address& peer)>;

    /**
     * Have answers to requests of others handed to the handlers; they are refused otherwise.
     *
     * @param isRelayed says which; empty: none
     */
    void SetRelayedAnswer(RelayedAnswer isRelayed)
    {
        m_isRelayed = std::move(isRelayed);
    }

    /// @return with whom this node has security associations
    SecurityAssociations& GetAssociations()
    {
        return m_associations;
    }

    /// @return what is out and unanswered: each Request, and what others add that they send once
    OpenQuestions& GetQuestions()
    {
        return m_questions;
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
     * @param isRetransmission for the traces
     */
    void Send(const MobilityMessage& message,
              const Ipv6Address& source,
              const Ipv6Address& destination,
              bool isRetransmission = false);

    /**
     * Send a request, and repeat it until it is answered. The first sending waits as long as
     * MAX_UPDATE_RATE demands. A request of the same key (GetRequestKey) that is under way ends
     * without a word.
     *
     * @param request the request
     * @return its key, for Cancel
     */
    std::string Request(MobilityRequest request);

    /**
     * End a request without a word to who made it.
     *
     * @param key what Request returned; nothing happens if it is over
     */
    void Cancel(const std::string& key);

    /**
     * What ties an answer to its request: the peer, the kind of exchange and of whom it speaks. The
     * sequence number, which changes with each repetition, comes on top. A revocation, whose
     * acknowledgement need not say of whom it speaks, has its number, which stays, instead (RFC
     * 5846, 6.2.2 and 6.3). A request of MH Type 11 is known by kind, first prefix and number
     * alone: another node than the one asked may pass it on, and answer.
     *
     * @param message a request or an answer
     * @param peer to whom the request goes, from whom the answer comes
     * @return the key
     */
    static std::string GetRequestKey(const MobilityMessage& message, const Ipv6Address& peer);

    /// @return how many requests wait for their answers
    std::size_t GetNPending() const
    {
        return m_pending.size();
    }

    /// @return how many packets were refused, by reason
    const std::map<std::string, uint64_t>& GetDrops() const
    {
        return m_drops;
    }

    int GetProtocolNumber() const override;
    RxStatus Receive(Ptr<Packet> p,
                     const Ipv4Header& header,
                     Ptr<Ipv4Interface> incomingInterface) override;
    RxStatus Receive(Ptr<Packet> p,
                     const Ipv6Header& header,
                     Ptr<Ipv6Interface> incomingInterface) override;
    void SetDownTarget(DownTargetCallback cb) override;
    void SetDownTarget6(DownTargetCallback6 cb) override;
    DownTargetCallback GetDownTarget() const override;
    DownTargetCallback6 GetDownTarget6() const override;

    /**
     * TracedCallback signature for signalling packets.
     *
     * @param event the packet
     */
    using SignalingTracedCallback = void (*)(const SignalingEvent& event);

  protected:
    void DoDispose() override;

  private:
    /// A request under way.
    struct Pending
    {
        MobilityRequest request;   //!< what was asked for
        uint32_t transmissions{0}; //!< how often it was sent
        Time timeout;              //!< the present time-out
        EventId timer;             //!< the next sending
        uint64_t serial{0};        //!< tells it from a later request of the same key
        std::string rateSubject;   //!< for whom the rate limit counts
        Time reserved;             //!< when the rate limit lets it go first
    };

    /**
     * @param peer who has sent a message
     * @param message the message
     * @param name its name
     * @return true if there is an association for it, or it may answer a question to that peer
     */
    bool IsTrusted(const Ipv6Address& peer,
                   const MobilityMessage& message,
                   const std::string& name) const;

    /// A handler with its number.
    struct Registration
    {
        uint32_t number;  //!< for RemoveHandler
        MessageType type; //!< the MH Type
        Handler handler;  //!< who takes it
    };

    /**
     * Send a pending request, and set its timer.
     *
     * @param key its key
     */
    void Transmit(const std::string& key);

    /**
     * Send a pending request that was asked for a while ago, if that is still wanted.
     *
     * @param key its key
     */
    void TransmitIfAllowed(const std::string& key);

    /**
     * A request's time-out has passed: repeat or give up.
     *
     * @param key its key
     */
    void HandleTimeout(const std::string& key);

    /**
     * A request is over and taken out of those under way.
     *
     * @param pending the request
     */
    void End(Pending& pending);

    /**
     * @param key key of a request that nobody waits for any more
     */
    void GiveUp(const std::string& key);

    /**
     * @param message a message that may be an answer
     * @param peer from whom
     * @return an empty string if a request waits for it, or why not
     */
    std::string MatchAnswer(const MobilityMessage& message, const Ipv6Address& peer) const;

    /**
     * End the request that waits for an answer, and tell who made it.
     *
     * @param message the answer, which MatchAnswer has found to be one
     * @param peer from whom
     */
    void TakeAnswer(const MobilityMessage& message, const Ipv6Address& peer);

    /**
     * @param type an MH Type
     * @return false if this node does not know it, or nobody on it takes messages of a type that a
     * node may do without: Heartbeat (RFC 5847, 3), Binding Revocation (RFC 5846, 6.2) and MH Type
     * 11 (RFC 5096)
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
     * Answer a message with a Binding Error (RFC 6275, 9.3.3).
     *
     * @param status what is wrong
     * @param header the IPv6 header of the message
     */
    void SendBindingError(BindingErrorStatus status, const Ipv6Header& header);

    /**
     * Count and trace a refused packet.
     *
     * @param event the packet, with the reason
     */
    void Drop(const SignalingEvent& event);

    Ptr<Node> m_node;                                   //!< the node
    Ptr<Ipv6L3Protocol> m_ipv6;                         //!< its IPv6
    SecurityAssociations m_associations;                //!< whom to trust
    OpenQuestions m_questions;                          //!< what peers have not answered yet
    std::vector<Registration> m_handlers;               //!< who takes what
    RelayedAnswer m_isRelayed;                          //!< which answers are for others
    uint32_t m_nextNumber{0};                           //!< of the next handler
    uint64_t m_nextSerial{0};                           //!< of the next request
    std::unordered_map<std::string, Pending> m_pending; //!< requests by key
    RateLimiter m_updateRate;                           //!< limits requests
    RateLimiter m_errorRate;                            //!< limits Binding Errors
    std::map<std::string, uint64_t> m_drops;            //!< refused packets by reason
    Time m_initialTimeout;                              //!< INITIAL_BINDACK_TIMEOUT
    Time m_maxTimeout;                                  //!< MAX_BINDACK_TIMEOUT
    uint32_t m_maxUpdateRate{3};                        //!< MAX_UPDATE_RATE
    bool m_isRatePerPeer{false};                        //!< count for the peer as a whole
    uint32_t m_maxErrorRate{3};                         //!< Binding Errors a second and peer
    TracedCallback<const SignalingEvent&> m_sent;       //!< packet sent
    TracedCallback<const SignalingEvent&> m_received;   //!< packet accepted
    TracedCallback<const SignalingEvent&> m_dropped;    //!< packet refused
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_SIGNALING_H
