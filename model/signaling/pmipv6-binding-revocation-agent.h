/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_REVOCATION_AGENT_H
#define PMIPV6_BINDING_REVOCATION_AGENT_H

#include "pmipv6-answered-requests.h"
#include "pmipv6-binding-revocation.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-signaling
/// How a revocation ended for who has asked for it.
enum class RevocationEnd
{
    ACKNOWLEDGED,  //!< RevocationOutcome::status tells what the peer has done
    UNANSWERED,    //!< the last repetition stayed unanswered
    NOT_SUPPORTED, //!< the peer knows no revocations: it sent a Binding Error
};

/// @ingroup pmipv6-signaling
/// What became of a revocation.
struct RevocationOutcome
{
    RevocationEnd end{RevocationEnd::UNANSWERED};       //!< how it ended
    RevocationStatus status{RevocationStatus::SUCCESS}; //!< of the acknowledgement, if there is one
    MobilityOptions options;                            //!< of the acknowledgement
};

/**
 * @ingroup pmipv6-signaling
 * Binding revocation on a node (RFC 5846): sends indications for the roles on it and repeats them,
 * checks those that it receives as far as that is the same for all roles, and lets the role at the
 * address decide.
 */
class BindingRevocationAgent : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The node's agent, made at the first call.
     *
     * @param node a node with an IPv6 stack
     * @return its agent
     */
    static Ptr<BindingRevocationAgent> Install(Ptr<Node> node);

    /// Takes the outcome of a revocation.
    using Done = std::function<void(const RevocationOutcome& outcome)>;

    /**
     * Ask a peer to revoke bindings (RFC 5846, 6.1.1). It is trusted for the answer by the
     * association that the role has added.
     *
     * @param revocation which; its trigger and isGlobal must fit each other
     * @param local from which address
     * @param peer to which address
     * @param done called once, unless it is cancelled; may be empty
     * @return its sequence number, for Cancel
     */
    uint16_t Revoke(const Revocation& revocation,
                    const Ipv6Address& local,
                    const Ipv6Address& peer,
                    Done done);

    /**
     * End a revocation without a word to who made it.
     *
     * @param sequence what Revoke returned; nothing happens if it is over
     */
    void Cancel(uint16_t sequence);

    /// Sends the acknowledgement; its options name bindings for which the revocation failed.
    using Answer = std::function<void(RevocationStatus status, const MobilityOptions& failed)>;

    /// Decides on a revocation and calls the answer once, at once or later.
    using Responder = std::function<
        void(const Revocation& revocation, const MessageContext& context, const Answer& answer)>;

    /**
     * Take the revocations that are sent to an address.
     *
     * @param local an address of this node
     * @param responder gets what has passed the checks of RFC 5846, 6.2.1; empty: none any more
     */
    void SetResponder(const Ipv6Address& local, Responder responder);

    /// @return how long a revocation waits for its acknowledgement, repetitions included
    Time GetPatience() const;

    /// @return how many revocations wait for their acknowledgement
    std::size_t GetNOutstanding() const
    {
        return m_outstanding.size();
    }

    /**
     * TracedCallback signature for the end of a revocation that this node has asked for.
     *
     * @param peer who was asked
     * @param sequence its sequence number
     * @param outcome what became of it
     */
    using OutcomeTracedCallback = void (*)(const Ipv6Address& peer,
                                           uint16_t sequence,
                                           const RevocationOutcome& outcome);

    /**
     * TracedCallback signature for revocations that this node has answered.
     *
     * @param peer who has asked
     * @param revocation which bindings
     * @param status what the answer says
     */
    using AnsweredTracedCallback = void (*)(const Ipv6Address& peer,
                                            const Revocation& revocation,
                                            RevocationStatus status);

  protected:
    void DoDispose() override;

  private:
    /// A revocation that waits for its acknowledgement.
    struct Outstanding
    {
        Ipv6Address peer;  //!< who is asked
        Exchange exchange; //!< with it
        Done done;         //!< whom to tell
    };

    /// A peer and a sequence number.
    using Number = std::pair<Ipv6Address, uint16_t>;

    /// Hashes one.
    struct NumberHash
    {
        /// @param number a peer and a sequence number @return the hash
        std::size_t operator()(const Number& number) const
        {
            return AddressHash()(number.first) ^ number.second;
        }
    };

    /// @return a sequence number that no outstanding revocation has (RFC 5846, 5.1)
    uint16_t TakeNumber();

    /**
     * @param sequence of which revocation
     * @param outcome what became of it
     */
    void Finish(uint16_t sequence, const RevocationOutcome& outcome);

    /**
     * @param message a Binding Revocation Indication
     * @param context where it came from
     * @return false if there is no responder at the address
     */
    bool HandleIndication(const MobilityMessage& message, const MessageContext& context);

    Ptr<MobilitySignaling> m_signaling;            //!< the node's signaling
    std::map<uint16_t, Outstanding> m_outstanding; //!< by sequence number
    std::map<Ipv6Address, Responder> m_responders; //!< by local address
    AnsweredRequests<Number, BindingRevocationAcknowledgement, NumberHash> m_received; //!< lately
    uint16_t m_sequence{0};   //!< of the last revocation
    uint32_t m_maxRetries{1}; //!< BRIMaxRetriesNumber
    Time m_initialDelay;      //!< InitMINDelayBRIs
    Time m_maxTimeout;        //!< MAX_BRACK_TIMEOUT
    Time m_memory;            //!< of answers
    TracedCallback<const Ipv6Address&, uint16_t, const RevocationOutcome&> m_outcome;   //!< ends
    TracedCallback<const Ipv6Address&, const Revocation&, RevocationStatus> m_answered; //!< answers
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_REVOCATION_AGENT_H
