/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experimental-question.h"

namespace ns3
{
namespace pmipv6
{

Question
MakeExperimentalQuestion(const MobilityMessage& message,
                         const Ipv6Address& source,
                         const Ipv6Address& destination,
                         const std::string& purpose,
                         uint32_t maxTransmissions)
{
    Question question;
    question.message = message;
    question.source = source;
    question.destination = destination;
    question.purpose = purpose;
    question.isRateLimited = false;
    question.maxTransmissions = maxTransmissions;
    return question;
}

ExperimentalStatus
GetExperimentalStatus(const ExchangeOutcome& outcome)
{
    switch (outcome.end)
    {
    case ExchangeEnd::ANSWERED:
        return GetExperimentalAnswer(*outcome.answer)->status;
    case ExchangeEnd::UNANSWERED:
        return ExperimentalStatus::PEER_DID_NOT_ANSWER;
    case ExchangeEnd::NOT_SUPPORTED:
        break;
    }
    return ExperimentalStatus::REASON_UNSPECIFIED;
}

} // namespace pmipv6
} // namespace ns3
