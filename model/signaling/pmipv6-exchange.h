/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXCHANGE_H
#define PMIPV6_EXCHANGE_H

#include "pmipv6-care-of-addresses.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-signaling-event.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace ns3
{
namespace pmipv6
{

class ExchangeTable;

/// @ingroup pmipv6-signaling
/// How an exchange has ended.
enum class ExchangeEnd
{
    ANSWERED,      //!< by the peer, or by whom it has passed the request on to
    UNANSWERED,    //!< the last repetition stayed unanswered, or Question::mayRepeat said no
    NOT_SUPPORTED, //!< the peer does not know such messages (RFC 6275, 9.2; OpenQuestions)
};

/// @ingroup pmipv6-signaling
/// What has come of a question.
struct ExchangeOutcome
{
    ExchangeEnd end;                //!< how it has ended
    const MobilityMessage& request; //!< as it was last sent
    const MobilityMessage* answer;  //!< the answer; null but for ANSWERED
};

/**
 * @ingroup pmipv6-signaling
 * A request that is to be answered: what to send, how often, and whom to tell.
 */
struct Question
{
    MobilityMessage message;  //!< what to send
    Ipv6Address source;       //!< from which address
    Ipv6Address destination;  //!< to which address
    CareOfAddresses careOf{}; //!< with which it is sent, if the addresses are home addresses
    std::string subject;      //!< for whom the rate limit counts, beside the destination
    std::string purpose{};    //!< what it is asked for, for the traces
    /// Called before each sending, to number and date the message; tells a repetition. Empty: it is
    /// sent as it is.
    std::function<void(MobilityMessage& message, bool isRetransmission)> prepare;
    /// Called before each repetition, and before a first sending that the rate limit has put off,
    /// with what to call with true to go on, or false to end; may take its time. Empty: go on.
    std::function<void(std::function<void(bool)>)> mayRepeat;
    /// Says whether a peer may answer it, of those from whom such an answer is taken at all. Empty:
    /// it may be anybody whom GetExchangeKey allows.
    std::function<bool(const Ipv6Address& peer)> mayAnswer;
    /// Says whether an answer of the right number is to what was sent last. Empty: its number says
    /// so. For requests whose numbers come from others, so that two may have the same, and for
    /// answers that prove who has sent them.
    std::function<bool(const MobilityMessage& answer, const MessageContext& context)> isAnswer;
    /// Called once when it is over, but not when it is cancelled or another takes its place. May
    /// ask again. Empty: nobody wants to know.
    std::function<void(const ExchangeOutcome& outcome)> done;
    uint32_t maxTransmissions{0}; //!< 0: repeat for ever, at the slowest rate
    Time firstTimeout;            //!< of the first sending; 0: INITIAL_BINDACK_TIMEOUT
    Time longestTimeout;          //!< to which it doubles; 0: MAX_BINDACK_TIMEOUT
    bool isRateLimited{true};     //!< false: MAX_UPDATE_RATE, of Binding Updates, is not for it
    /// Ask each router on the way to look at it (RFC 2711), so that one may take and answer it in
    /// the destination's place (TransitMessages). It takes the way that it would take if this node
    /// did not forward by its own table. Of MH Type 11, whose answers may come from anybody
    /// (GetExchangeKey); the destination itself has not been asked, and can refuse nothing.
    bool isAlerting{false};
};

/**
 * @ingroup pmipv6-signaling
 * Who has asked a question holds its exchange: when the holder lets go of it, or puts another in
 * its place, it ends without a word. One that is over, or was never begun, is harmless.
 */
class Exchange
{
  public:
    /// None.
    Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// @param other none after this
    Exchange(Exchange&& other) noexcept = default;

    /// @param other none after this @return this, whose own exchange has ended
    Exchange& operator=(Exchange&& other) noexcept
    {
        if (this != &other)
        {
            Cancel();
            m_table = std::move(other.m_table);
            m_key = std::move(other.m_key);
            m_serial = other.m_serial;
        }
        return *this;
    }

    ~Exchange()
    {
        Cancel();
    }

    /// @return true until it is answered, given up, cancelled or replaced
    bool IsUnderWay() const;

    /// End it without a word. Nothing happens if it is over.
    void Cancel();

    /**
     * End it by an answer that has come another way, which is for its asker to judge: from a node
     * that was not asked.
     *
     * @param answer the answer; nothing happens if it is not sent yet, or over
     */
    void Answer(const MobilityMessage& answer);

    /// Let it go on with nobody to hold it, until it is over by itself.
    void Release()
    {
        m_table.reset();
    }

  private:
    friend class ExchangeTable;

    std::weak_ptr<ExchangeTable> m_table; //!< where it is
    std::string m_key;                    //!< its key there
    uint64_t m_serial{0};                 //!< tells it from a later one of the same key
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXCHANGE_H
