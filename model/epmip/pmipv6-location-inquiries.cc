/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-inquiries.h"

#include "pmipv6-location-question.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long an asker may repeat what is answered already, and more.
const Time RESULT_MEMORY = Seconds(40);

} // namespace

void
LocationInquiries::Start(Settings settings, Over over, Refused refused)
{
    m_settings = std::move(settings);
    m_over = std::move(over);
    m_refused = std::move(refused);
}

bool
LocationInquiries::IsUnderWay(const LocationQuery& query) const
{
    const auto known = m_inquiries.find({query.asker, query.request.sequence});
    return known != m_inquiries.end() && known->second.query.GetAsked() == query.GetAsked();
}

std::optional<LocationAnswer>
LocationInquiries::FindAnswer(const LocationQuery& query, Time now)
{
    m_results.Expire(now);
    const auto* result = m_results.Find({query.asker, query.request.sequence});
    if (!result || result->asked != query.GetAsked())
    {
        return std::nullopt;
    }
    return MakeRepeatedAnswer(result->answer, now - result->at, m_settings.lifetime);
}

void
LocationInquiries::Begin(const LocationQuery& query, std::vector<Ipv6Address> managers)
{
    const Key key{query.asker, query.request.sequence};
    m_inquiries.erase(key);
    auto& inquiry = m_inquiries[key];
    inquiry.query = query;
    inquiry.managers = std::move(managers);
    Ask(key);
}

void
LocationInquiries::Ask(const Key& key)
{
    auto& inquiry = m_inquiries.at(key);
    const Ipv6Address manager = inquiry.managers[inquiry.index];
    LocationRequest request = MakeLocationQuery(inquiry.query.GetAsked(), 0);
    request.isOwnKnowledge = true;
    inquiry.exchange = AskLocation<Pbqr>(
        *m_settings.signaling,
        {request, m_settings.address, manager, "query", m_settings.maxRetries + 1},
        [this, key](const LocationAnswer* answer) { HandleOutcome(key, answer); });
}

void
LocationInquiries::HandleOutcome(const Key& key, const LocationAnswer* answer)
{
    auto& inquiry = m_inquiries.at(key);
    const Prefix asked = inquiry.query.GetAsked();
    const Ipv6Address manager = inquiry.managers[inquiry.index];
    ExperimentalStatus status = GetQueryStatus(answer);
    if (IsAccepted(status))
    {
        const bool isKnown =
            !answer->prefixes.empty() &&
            m_settings.managers->IsKnownToManage(manager, answer->prefixes.front());
        if (IsLocationOf(asked, *answer, isKnown))
        {
            Finish(key, *answer);
            return;
        }
        status = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    }
    m_refused(asked, manager, status);
    inquiry.refusal = CombineRefusals(inquiry.refusal, status);
    if (++inquiry.index < inquiry.managers.size())
    {
        Ask(key);
        return;
    }
    LocationAnswer refusal;
    refusal.status = inquiry.refusal;
    refusal.prefixes = {asked};
    Finish(key, std::move(refusal));
}

void
LocationInquiries::Finish(const Key& key, LocationAnswer answer)
{
    const Time now = Simulator::Now();
    const auto inquiry = m_inquiries.extract(key);
    const auto& query = inquiry.mapped().query;
    m_results.Expire(now);
    m_results.Keep(key, {query.GetAsked(), answer, now}, now + RESULT_MEMORY);
    m_over(query, answer);
}

void
LocationInquiries::Clear()
{
    m_inquiries.clear();
    m_results.Clear();
}

void
LocationInquiries::Dispose()
{
    Clear();
    m_settings = Settings();
    m_over = nullptr;
    m_refused = nullptr;
}

} // namespace pmipv6
} // namespace ns3
