/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENTAL_QUESTION_H
#define PMIPV6_EXPERIMENTAL_QUESTION_H

#include "pmipv6-exchange.h"
#include "pmipv6-mobility-constants.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * @param message a request of MH Type 11
 * @param source from which address
 * @param destination to which address
 * @param purpose what it is asked for, for the traces
 * @param maxTransmissions how often at most; 0: for ever
 * @return a question of that request, which MAX_UPDATE_RATE is not for
 */
Question MakeExperimentalQuestion(const MobilityMessage& message,
                                  const Ipv6Address& source,
                                  const Ipv6Address& destination,
                                  const std::string& purpose,
                                  uint32_t maxTransmissions);

/**
 * @ingroup pmipv6-signaling
 * @param outcome what has come of such a question
 * @return what the answer says, or PEER_DID_NOT_ANSWER, or REASON_UNSPECIFIED of a peer that does
 *         not know such messages
 */
ExperimentalStatus GetExperimentalStatus(const ExchangeOutcome& outcome);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENTAL_QUESTION_H
