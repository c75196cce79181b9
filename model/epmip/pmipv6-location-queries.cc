/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-queries.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-mobility-names.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

const char*
GetName(ManagerDiscovery discovery)
{
    switch (discovery)
    {
    case ManagerDiscovery::CONFIGURATION:
        return "configuration";
    case ManagerDiscovery::HOP_BY_HOP:
        return "hop-by-hop";
    case ManagerDiscovery::ANCHOR:
        return "anchor";
    }
    return "none";
}

std::optional<ManagerDiscovery>
ParseDiscovery(const std::string& text)
{
    for (const auto discovery :
         {ManagerDiscovery::CONFIGURATION, ManagerDiscovery::HOP_BY_HOP, ManagerDiscovery::ANCHOR})
    {
        if (text == GetName(discovery))
        {
            return discovery;
        }
    }
    return std::nullopt;
}

const char*
GetName(QueryOutcome outcome)
{
    switch (outcome)
    {
    case QueryOutcome::ACTIVE:
        return "active";
    case QueryOutcome::NONE:
        return "none";
    case QueryOutcome::FORBIDDEN:
        return "forbidden";
    case QueryOutcome::SILENT:
        return "silent";
    }
    return "none";
}

void
LocationQueries::Start(Ptr<MobilitySignaling> signaling,
                       const Settings& settings,
                       Answered answered)
{
    m_signaling = signaling;
    NS_ABORT_MSG_UNLESS(settings.preferred->IsEmpty() ||
                            settings.discovery == ManagerDiscovery::ANCHOR,
                        "DistributedRouting::Discovery is "
                            << GetName(settings.discovery)
                            << "; with LMFs to be asked (AddPreferred) allowed is anchor");
    m_settings = settings;
    m_answered = std::move(answered);
}

void
LocationQueries::AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        m_managers.Set(prefix, manager);
    }
}

std::optional<Ipv6Address>
LocationQueries::FindDestination(const Prefix& asked, const Ipv6Address& anchor) const
{
    switch (m_settings.discovery)
    {
    case ManagerDiscovery::CONFIGURATION: {
        const auto* manager = m_managers.FindLongest(asked);
        return manager ? std::optional<Ipv6Address>(*manager) : std::nullopt;
    }
    case ManagerDiscovery::HOP_BY_HOP:
        // Any address of a prefix is routed to the eLMA that has it.
        return asked.GetAddress();
    case ManagerDiscovery::ANCHOR:
        if (!m_settings.preferred->IsEmpty())
        {
            return m_settings.preferred->Find(Simulator::Now());
        }
        return anchor.IsAny() ? std::nullopt : std::optional<Ipv6Address>(anchor);
    }
    return std::nullopt;
}

bool
LocationQueries::Ask(const Prefix& asked,
                     const Ipv6Address& destination,
                     const std::string& purpose)
{
    if (IsOut(asked))
    {
        return true;
    }
    if (m_out.size() >= m_settings.maxOut)
    {
        return false;
    }
    Send(asked, destination, purpose);
    return true;
}

void
LocationQueries::Send(const Prefix& asked,
                      const Ipv6Address& destination,
                      const std::string& purpose,
                      const std::set<Ipv6Address>& tried)
{
    const bool isByAnchor = m_settings.discovery == ManagerDiscovery::ANCHOR;
    LocationRequest request = MakeLocationQuery(asked, m_signaling->TakeNumber());
    if (isByAnchor && m_settings.isDirect)
    {
        request.gateway = m_settings.address;
    }
    Pbqr query;
    WriteLocationRequest(request, query);
    const bool isOfAnchor = isByAnchor && m_settings.preferred->IsEmpty();
    // An eLMA that asks another in vain has an answer after as many repetitions of its own.
    const uint32_t transmissions = m_settings.maxRetries + (isOfAnchor ? 2 : 1);
    Question question =
        MakeExperimentalQuestion(query, m_settings.address, destination, purpose, transmissions);
    question.isAlerting = m_settings.discovery == ManagerDiscovery::HOP_BY_HOP;
    if (!question.isAlerting && !request.gateway)
    {
        question.mayAnswer = [destination](const Ipv6Address& peer) { return peer == destination; };
    }
    question.done = [this, asked, destination, purpose, tried](const ExchangeOutcome& outcome) {
        // That an LMF has no room says nothing of the node: another one may know.
        const bool isTold = outcome.answer && GetExperimentalStatus(outcome) !=
                                                  ExperimentalStatus::INSUFFICIENT_RESOURCES;
        if (isTold || !AskOther(asked, destination, purpose, tried))
        {
            Finish(asked, outcome);
        }
    };
    m_out[asked] = m_signaling->Ask(std::move(question));
}

bool
LocationQueries::AskOther(const Prefix& asked,
                          const Ipv6Address& destination,
                          const std::string& purpose,
                          std::set<Ipv6Address> tried)
{
    const auto other = m_settings.preferred->NoteSilent(destination, Simulator::Now(), tried);
    if (!other)
    {
        return false;
    }
    const auto query = m_out.extract(asked); // It is this one's exchange that is over.
    Send(asked, *other, purpose, tried);
    return true;
}

void
LocationQueries::Finish(const Prefix& asked, const ExchangeOutcome& outcome)
{
    const auto query = m_out.extract(asked); // What is told may ask again.
    const ExperimentalStatus status = GetExperimentalStatus(outcome);
    if (!outcome.answer)
    {
        m_answered(asked, QueryOutcome::SILENT, nullptr, "unanswered");
        return;
    }
    if (!IsAccepted(status))
    {
        const bool isSilent = status == ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
        m_answered(asked,
                   isSilent ? QueryOutcome::SILENT : QueryOutcome::NONE,
                   nullptr,
                   GetName(status));
        return;
    }
    const LocationAnswer answer = ReadLocationAnswer(*GetExperimentalAnswer(*outcome.answer));
    m_answered(asked, QueryOutcome::ACTIVE, &answer, "");
}

bool
LocationQueries::IsOutWithin(const Prefix& prefix) const
{
    return std::any_of(m_out.begin(), m_out.end(), [&prefix](const auto& query) {
        return prefix.Contains(query.first.GetAddress());
    });
}

void
LocationQueries::Clear()
{
    m_out.clear();
}

void
LocationQueries::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_answered = nullptr;
}

} // namespace pmipv6
} // namespace ns3
