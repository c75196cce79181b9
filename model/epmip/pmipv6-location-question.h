/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_QUESTION_H
#define PMIPV6_LOCATION_QUESTION_H

#include "pmipv6-exchange.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

/**
 * @file
 * @ingroup pmipv6-epmip
 * How the messages of draft-luo are asked and answered: by whom, under which number, until when.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * A request of draft-luo to one node, and to nobody else.
 */
struct LocationQuestion
{
    LocationRequest request;     //!< what it says; its number is given to it when it is asked
    Ipv6Address source;          //!< who asks
    Ipv6Address peer;            //!< who is asked, and alone may answer (draft-luo, 8)
    std::string purpose;         //!< what for, for the traces
    uint32_t maxTransmissions{}; //!< how often at most; 0: for ever
    Time firstTimeout{};         //!< of the first one; 0: INITIAL_BINDACK_TIMEOUT
};

/// @ingroup pmipv6-epmip
/// Told once: what the acknowledgement says; null if nobody has answered, or the peer does not know
/// such messages.
using LocationTold = std::function<void(const LocationAnswer* answer)>;

/**
 * @ingroup pmipv6-epmip
 * Ask a message that has been written.
 *
 * @param signaling of the node that asks
 * @param message what is sent
 * @param question from whom, to whom, how often
 * @param told told what has come of it
 * @return the exchange, which ends with this
 */
[[nodiscard]] Exchange AskLocationMessage(MobilitySignaling& signaling,
                                          const MobilityMessage& message,
                                          const LocationQuestion& question,
                                          LocationTold told);

/**
 * @ingroup pmipv6-epmip
 * Ask a Message: PBQR, PBCI or Location Update.
 *
 * @param signaling of the node that asks
 * @param question what, to whom, how often
 * @param told told what has come of it
 * @return the exchange, which ends with this
 */
template <class Message>
[[nodiscard]] Exchange
AskLocation(MobilitySignaling& signaling, LocationQuestion question, LocationTold told)
{
    question.request.sequence = signaling.TakeNumber();
    Message message;
    WriteLocationRequest(question.request, message);
    return AskLocationMessage(signaling, message, question, std::move(told));
}

/**
 * @ingroup pmipv6-epmip
 * Answer by a Message: PBQA, PBCA or Location Update Ack.
 *
 * @param signaling of the node that answers
 * @param source who answers
 * @param to to whom
 * @param asked the request
 * @param answer what it says; its number is that of the request
 */
template <class Message>
void
AnswerLocation(MobilitySignaling& signaling,
               const Ipv6Address& source,
               const Ipv6Address& to,
               const LocationRequest& asked,
               LocationAnswer answer)
{
    answer.sequence = asked.sequence;
    Message message;
    WriteLocationAnswer(answer, message);
    signaling.Send(message, source, to, IsAccepted(answer.status) ? "answer" : "refusal");
}

/**
 * @ingroup pmipv6-epmip
 * Pass a query on to whoever knows, who answers the asker itself and asks nobody (draft-luo, 4.4.3
 * and 7.4).
 *
 * @param signaling of the node that passes it on
 * @param source this node
 * @param to to whom
 * @param query the query, with the asker as MAG-ADDR and the asker's number
 */
void PassOnQuery(MobilitySignaling& signaling,
                 const Ipv6Address& source,
                 const Ipv6Address& to,
                 LocationRequest query);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_QUESTION_H
