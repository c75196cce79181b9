/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXCHANGE_TABLE_H
#define PMIPV6_EXCHANGE_TABLE_H

#include "pmipv6-exchange.h"
#include "pmipv6-message-kind.h"
#include "pmipv6-open-questions.h"
#include "pmipv6-rate-limiter.h"

#include "ns3/event-id.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * The exchanges under way of a node: matches answers to requests, repeats with doubling time-outs
 * (RFC 6275, 11.8) and limits the rate. A question is put off by the rate limit, waits for its
 * answer, or waits for leave to be repeated; then it is over.
 */
class ExchangeTable : public std::enable_shared_from_this<ExchangeTable>
{
  public:
    /// How long to wait, and how often to ask.
    struct Settings
    {
        Time initialTimeout;       //!< INITIAL_BINDACK_TIMEOUT
        Time maxTimeout;           //!< MAX_BINDACK_TIMEOUT
        uint32_t maxUpdateRate{3}; //!< MAX_UPDATE_RATE
        bool isRatePerPeer{false}; //!< count for the peer as a whole
    };

    /// Sends a question; the flag tells a repetition.
    using Sender = std::function<void(const Question& question, bool isRetransmission)>;

    /**
     * @param sender sends
     */
    explicit ExchangeTable(Sender sender)
        : m_sender(std::move(sender))
    {
    }

    ~ExchangeTable();

    /**
     * Ask. Each sending waits as long as MAX_UPDATE_RATE demands. An exchange of the same key
     * (GetExchangeKey) that is under way ends without a word.
     *
     * @param question the question
     * @param settings how long to wait, and how often to ask
     * @return the exchange
     */
    Exchange Ask(Question question, const Settings& settings);

    /**
     * @param answer a message that may be an answer
     * @param context where it came from
     * @return an empty string if an exchange waits for it, or why not
     */
    std::string Match(const MobilityMessage& answer, const MessageContext& context) const;

    /**
     * End the exchange that waits for an answer, and tell who asked.
     *
     * @param answer the answer, which Match has found to be one
     * @param peer from whom
     */
    void TakeAnswer(const MobilityMessage& answer, const Ipv6Address& peer);

    /**
     * @param peer a peer
     * @param type an MH Type
     * @return true if it has been asked by messages of that type, and has not answered all
     */
    bool HasAsked(const Ipv6Address& peer, MessageType type) const;

    /**
     * A peer does not know an MH Type: end what it was asked by messages of that type.
     *
     * @param peer the peer
     * @param type the MH Type
     */
    void TakeRefusal(const Ipv6Address& peer, MessageType type);

    /// End all without a word.
    void Clear();

    /// @return how many are under way
    std::size_t GetSize() const
    {
        return m_pending.size();
    }

    /// @return what is out and unanswered: these exchanges, and what others add that they send once
    OpenQuestions& GetQuestions()
    {
        return m_questions;
    }

    /// @return what is out and unanswered
    const OpenQuestions& GetQuestions() const
    {
        return m_questions;
    }

  private:
    friend class Exchange;

    /// An exchange under way.
    struct Pending
    {
        Question question;            //!< what was asked
        uint32_t transmissions{0};    //!< how often it was sent
        Time timeout;                 //!< the present time-out
        Time longest;                 //!< the longest
        EventId timer;                //!< the next sending
        uint64_t serial{0};           //!< tells it from a later one of the same key
        std::string rateSubject;      //!< for whom the rate limit counts
        uint32_t rate{0};             //!< how many of that subject may go a second; 0 is no limit
        std::optional<Time> reserved; //!< when the rate limit lets it go next, if it is to go
    };

    /**
     * @param key of the exchange
     * @param serial its number, which no other has
     * @return whether an exchange is under way
     */
    bool IsUnderWay(const std::string& key, uint64_t serial) const;
    /**
     * End an exchange without a word, if it is under way.
     *
     * @param key of the exchange
     * @param serial its number, which no other has
     */
    void Cancel(const std::string& key, uint64_t serial);
    /**
     * @param peer its address
     * @param type MH Type
     * @return the keys of what a peer was asked by messages of a type, in the order of asking
     */
    std::map<uint64_t, std::string> FindAsked(const Ipv6Address& peer, MessageType type) const;
    /// Have its sending counted by the rate limit. @param key of the exchange @return true if it
    /// may go now, or else it waits
    bool Reserve(const std::string& key);
    /// Send an exchange's question, and set its timer. @param key of the exchange
    void Transmit(const std::string& key);
    /// Send the question of an exchange that was asked a while ago, if that is still wanted.
    /// @param key of the exchange
    void TransmitIfAllowed(const std::string& key);
    /**
     * End an exchange that is sent by an answer.
     *
     * @param key of the exchange
     * @param serial its number, which no other has
     * @param answer what has come
     */
    void Answer(const std::string& key, uint64_t serial, const MobilityMessage& answer);
    /// An exchange's time-out has passed: repeat or give up. @param key of the exchange
    void HandleTimeout(const std::string& key);
    /**
     * An exchange is over: take it out, and tell who asked.
     *
     * @param key of the exchange
     * @param end how it has ended
     * @param answer what has come; null: nothing
     */
    void Finish(const std::string& key, ExchangeEnd end, const MobilityMessage* answer);
    /// An exchange is over and taken out. @param pending the exchange
    void Close(Pending& pending);

    Sender m_sender;                                    //!< sends
    std::unordered_map<std::string, Pending> m_pending; //!< by key
    OpenQuestions m_questions;                          //!< what peers have not answered yet
    RateLimiter m_updateRate;                           //!< limits questions
    uint64_t m_nextSerial{0};                           //!< of the next exchange
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXCHANGE_TABLE_H
