/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-answer-rules.h"

#include "pmipv6-mobility-names.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-update.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a prefix must not go to a mobile node: it is for the gateway or an anchor, or
/// for no node at all
bool
IsUnfit(const Prefix& prefix, const AnswerFacts& facts)
{
    const auto isWithin = [&prefix](const Ipv6Address& address) {
        return prefix.Contains(address);
    };
    return prefix.GetAddress().IsMulticast() || prefix.GetAddress().IsLinkLocal() ||
           isWithin(facts.gateway) ||
           std::any_of(facts.anchors.begin(), facts.anchors.end(), isWithin);
}

/// Judge what an anchor has accepted.
void
JudgeAccepted(AnswerVerdict& verdict, const AnswerFacts& facts)
{
    verdict.action = AnswerAction::USELESS;
    if (verdict.prefixes.empty() || verdict.lifetime.IsZero())
    {
        verdict.reason = "answer-without-prefix-or-lifetime";
    }
    else if (verdict.prefixes.size() > MAX_SESSION_PREFIXES)
    {
        verdict.reason = "too-many-prefixes";
    }
    else if (HasOverlap(verdict.prefixes))
    {
        // RFC 5213, 5.3.6: one option for each prefix. An anchor takes no request that names one
        // twice, so that such a session could be neither extended nor ended.
        verdict.reason = "overlapping-prefixes";
    }
    else if (facts.sent + verdict.lifetime <= facts.now)
    {
        // RFC 6275, 11.7.3: the lifetime counts from the request, nothing of it remains.
        verdict.reason = "answer-after-its-lifetime";
        verdict.mayPass = true;
    }
    else if (std::any_of(verdict.prefixes.begin(),
                         verdict.prefixes.end(),
                         [&facts](const Prefix& prefix) { return IsUnfit(prefix, facts); }))
    {
        verdict.reason = "prefix-of-no-mobile-node";
    }
    else
    {
        verdict.action = AnswerAction::ACCEPT;
    }
}

} // namespace

AnswerVerdict
DecideAnswer(const BindingUpdate& update,
             const BindingAcknowledgement& answer,
             const AnswerFacts& facts)
{
    AnswerVerdict verdict;
    // RFC 6275, 11.7.3: a refusal for the number may be of an earlier request, which told another
    // Handoff Indicator.
    if (answer.status != BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW && !IsEchoOf(answer, update))
    {
        // RFC 5213, 6.9.1.2, 6: ignored, and not sent again.
        verdict.reason = "answer-does-not-echo-the-request";
    }
    else if (IsAccepted(answer.status))
    {
        verdict.prefixes = GetAssignedPrefixes(answer);
        verdict.lifetime = Seconds(uint32_t{answer.lifetime} * LIFETIME_UNIT_SECONDS);
        JudgeAccepted(verdict, facts);
    }
    else
    {
        verdict.action = AnswerAction::REFUSED;
        verdict.reason = GetName(answer.status);
        verdict.remedy = FindRemedy(answer.status, facts.isClockRight);
    }
    return verdict;
}

} // namespace pmipv6
} // namespace ns3
