/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANSWER_RULES_H
#define PMIPV6_ANSWER_RULES_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"
#include "pmipv6-refusal-remedy.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// What an answer means to a gateway.
enum class AnswerAction
{
    IGNORE,  //!< it does not echo the request: nothing, and do not ask again
    ACCEPT,  //!< the node is registered
    USELESS, //!< the anchor has accepted, in a way that is of no use
    REFUSED, //!< the anchor has refused
};

/// @ingroup pmipv6-registration
/// What a gateway makes of an answer.
struct AnswerVerdict
{
    AnswerAction action{AnswerAction::IGNORE}; //!< what it means
    std::string reason;  //!< why it is ignored or of no use, or the status of the refusal
    bool mayPass{false}; //!< of no use: it may be at the next attempt
    RefusalRemedy remedy{RefusalRemedy::NONE}; //!< what to do about a refusal
    std::vector<Prefix> prefixes;              //!< home network prefixes assigned
    Time lifetime;                             //!< granted
};

/// @ingroup pmipv6-registration
/// By what a gateway judges an answer.
struct AnswerFacts
{
    Time sent;                        //!< when the request was sent last
    Time now;                         //!< the time
    Ipv6Address gateway;              //!< Proxy-CoA
    std::vector<Ipv6Address> anchors; //!< LMAAs
    bool isClockRight{true};          //!< this node's clock is the domain's
};

/**
 * @ingroup pmipv6-registration
 * What a gateway makes of a Proxy Binding Acknowledgement (RFC 5213, 6.9.1.2). Changes nothing, and
 * knows time only as an argument.
 *
 * @param update the request, as it was last sent
 * @param answer the answer to it
 * @param facts by what to judge
 * @return what it means
 */
AnswerVerdict DecideAnswer(const BindingUpdate& update,
                           const BindingAcknowledgement& answer,
                           const AnswerFacts& facts);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANSWER_RULES_H
