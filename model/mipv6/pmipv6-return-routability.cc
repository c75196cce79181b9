/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-return-routability.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Give a Home or Care-of Test Init another cookie.
void
SetCookie(MobilityMessage& message, uint64_t cookie)
{
    if (auto* home = std::get_if<HomeTestInit>(&message))
    {
        home->cookie = cookie;
        return;
    }
    std::get<CareOfTestInit>(message).cookie = cookie;
}

/// @return what a Home or Care-of Test says
const AddressTest&
GetTest(const MobilityMessage& message)
{
    if (const auto* home = std::get_if<HomeTest>(&message))
    {
        return *home;
    }
    return std::get<CareOfTest>(message);
}

} // namespace

void
ReturnRoutability::Cancel()
{
    m_homeTest.Cancel();
    m_careOfTest.Cancel();
}

void
ReturnRoutability::Ask(Parts parts)
{
    Cancel();
    m_isHome = parts.careOf.IsAny();
    m_careOf.reset(); // A token is of one address.
    // RFC 6275, 5.2.7: a recent home keygen token may be used again.
    if (!m_home || Simulator::Now() - m_home->at >= parts.tokenLifetime)
    {
        m_home.reset();
        const auto& home = parts.association.homeAddress;
        auto test = MakeTest(parts, HomeTestInit(), home, m_home);
        test.isAnswer = [isHome = m_isHome,
                         home,
                         agent = parts.association.homeAgent,
                         forwarding = parts.forwarding](const MobilityMessage&,
                                                        const MessageContext& context) {
            // RFC 6275, 11.6.2: through the tunnel from the home agent, which has protected it.
            return context.destination == home &&
                   (isHome || forwarding->GetContext().GetOuterSource() == agent);
        };
        m_homeTest = parts.signaling->Ask(std::move(test));
    }
    if (!m_isHome)
    {
        auto test = MakeTest(parts, CareOfTestInit(), parts.careOf, m_careOf);
        test.isAnswer = [careOf = parts.careOf](const MobilityMessage&,
                                                const MessageContext& context) {
            return context.destination == careOf;
        };
        m_careOfTest = parts.signaling->Ask(std::move(test));
    }
}

Question
ReturnRoutability::MakeTest(const Parts& parts,
                            MobilityMessage message,
                            const Ipv6Address& source,
                            std::optional<Token>& token)
{
    Question question;
    // RFC 6275, 11.8: MAX_UPDATE_RATE is of messages of one type.
    question.subject = parts.association.identifier + ' ' + GetMessageName(message);
    question.message = std::move(message);
    question.purpose = parts.purpose;
    question.source = source;
    question.destination = parts.peer; // RFC 6275, 5.2.9.
    question.prepare = [random = parts.random](MobilityMessage& sent, bool /* isRetransmission */) {
        SetCookie(sent, random->DrawNumber<uint64_t>()); // RFC 6275, 11.8.
    };
    question.done = [&token, done = parts.done](const ExchangeOutcome& outcome) {
        if (outcome.answer)
        {
            const auto& test = GetTest(*outcome.answer);
            token = Token{test.token, test.nonceIndex, Simulator::Now()};
        }
        done(outcome.end);
    };
    parts.limit(question);
    return question;
}

NonceIndicesOption
ReturnRoutability::GetIndices() const
{
    return {m_home->nonceIndex, m_isHome ? uint16_t{0} : m_careOf->nonceIndex};
}

BindingKey
ReturnRoutability::MakeKey() const
{
    return m_isHome ? ComputeDeletionKey(m_home->token)
                    : ComputeBindingKey(m_home->token, m_careOf->token);
}

} // namespace pmipv6
} // namespace ns3
