/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-question.h"

#include "pmipv6-experimental-question.h"

namespace ns3
{
namespace pmipv6
{

Exchange
AskLocationMessage(MobilitySignaling& signaling,
                   const MobilityMessage& message,
                   const LocationQuestion& question,
                   LocationTold told)
{
    Question asked = MakeExperimentalQuestion(message,
                                              question.source,
                                              question.peer,
                                              question.purpose,
                                              question.maxTransmissions);
    asked.firstTimeout = question.firstTimeout;
    asked.mayAnswer = [peer = question.peer](const Ipv6Address& who) { return who == peer; };
    asked.done = [told = std::move(told)](const ExchangeOutcome& outcome) {
        if (outcome.end != ExchangeEnd::ANSWERED)
        {
            told(nullptr);
            return;
        }
        const auto answer = ReadLocationAnswer(*GetExperimentalAnswer(*outcome.answer));
        told(&answer);
    };
    return signaling.Ask(std::move(asked));
}

void
PassOnQuery(MobilitySignaling& signaling,
            const Ipv6Address& source,
            const Ipv6Address& to,
            LocationRequest query)
{
    query.isOwnKnowledge = true;
    Pbqr message;
    WriteLocationRequest(query, message);
    signaling.Send(message, source, to, "query");
}

} // namespace pmipv6
} // namespace ns3
