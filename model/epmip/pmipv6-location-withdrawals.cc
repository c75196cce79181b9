/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-withdrawals.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-location-messages.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
LocationWithdrawals::Start(Ptr<MobilitySignaling> signaling,
                           const Ipv6Address& address,
                           Time lifetime,
                           Over over)
{
    m_signaling = signaling;
    m_address = address;
    m_lifetime = lifetime;
    m_over = std::move(over);
}

void
LocationWithdrawals::Begin(const std::vector<Prefix>& prefixes,
                           const Ipv6Address& gateway,
                           uint64_t timestamp)
{
    LocationRequest request;
    request.prefixes = prefixes;
    request.timestamp = timestamp;
    request.sequence = m_signaling->TakeNumber();
    Pbci message;
    WriteLocationRequest(request, message);
    Question question = MakeExperimentalQuestion(message, m_address, gateway, "withdraw", 0);
    question.mayAnswer = [gateway](const Ipv6Address& peer) { return peer == gateway; };
    question.mayRepeat = [end = Simulator::Now() + m_lifetime](const auto& goOn) {
        goOn(Simulator::Now() < end);
    };
    const Key key{prefixes.front(), gateway};
    question.done = [this, key](const ExchangeOutcome& /* outcome */) {
        m_exchanges.erase(key);
        m_over(key.first, key.second);
    };
    m_exchanges[key] = m_signaling->Ask(std::move(question));
}

void
LocationWithdrawals::End(const Prefix& session)
{
    auto exchange = m_exchanges.lower_bound({session, Ipv6Address::GetAny()});
    while (exchange != m_exchanges.end() && exchange->first.first == session)
    {
        exchange = m_exchanges.erase(exchange);
    }
}

void
LocationWithdrawals::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_over = nullptr;
}

} // namespace pmipv6
} // namespace ns3
