/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-relays.h"

#include "pmipv6-location-question.h"
#include "pmipv6-location-records.h"
#include "pmipv6-manager-ring.h"
#include "pmipv6-query-rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if two requests of one number say the same
bool
IsRepetition(const LocationRequest& a, const LocationRequest& b)
{
    const auto tie = [](const LocationRequest& one) {
        return std::tie(one.prefixes, one.gateway, one.timestamp, one.identifier, one.lifetime);
    };
    return tie(a) == tie(b);
}

/// @return what a relayed message is sent for, for the traces
std::string
GetRelayPurpose(const RelayJob& job)
{
    if (!job.isUpdate)
    {
        return "query";
    }
    if (job.request.lifetime == 0)
    {
        return "withdraw";
    }
    return job.request.prefixes.empty() ? "claim" : "report";
}

/// @return what another LMF is asked, for the part of a job
LocationRequest
MakeRelayed(const RelayJob& job, LocationRequest request)
{
    if (!job.isUpdate)
    {
        // It answers this LMF, of its own knowledge: rings that disagree make no circles.
        request.gateway.reset();
        request.isOwnKnowledge = true;
    }
    return request;
}

/// @return what the asker is told, whose question another LMF has answered
LocationAnswer
MakeRelayedAnswer(const RelayJob& job, LocationAnswer answer)
{
    const bool isLocation = job.isUpdate || !IsAccepted(answer.status);
    if (isLocation || IsLocationOf(job.GetAsked(), answer, true))
    {
        return answer;
    }
    LocationAnswer refusal;
    refusal.status = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    refusal.prefixes = job.request.prefixes;
    return refusal;
}

} // namespace

void
LocationRelays::Start(Parts parts, Listener listener)
{
    m_parts = std::move(parts);
    m_listener = std::move(listener);
}

std::vector<LocationRelays::Leg>
LocationRelays::Split(const RelayJob& job)
{
    std::vector<Leg> legs;
    const auto add = [&legs](const LocationRequest& request, uint64_t place) {
        legs.push_back({request, place, Ipv6Address::GetAny(), {}, false, {}});
    };
    if (!job.isUpdate)
    {
        add(job.request, GetRingKey(job.GetAsked()));
        return legs;
    }
    for (const auto& key : GetRecordKeys(job.request))
    {
        LocationRequest request = job.request;
        if (const auto* prefix = std::get_if<Prefix>(&key))
        {
            request.prefixes = {*prefix};
        }
        add(request, GetRecordPlace(key));
    }
    return legs;
}

void
LocationRelays::Take(const RelayJob& job)
{
    const Key key{job.asker, job.request.sequence, job.isUpdate};
    const auto known = m_relays.find(key);
    if (known != m_relays.end() && IsRepetition(known->second.job.request, job.request))
    {
        return; // It gets the answer to the first.
    }
    m_relays.erase(key);
    auto legs = Split(job);
    const bool isOfOthers = std::any_of(legs.begin(), legs.end(), [this](const Leg& leg) {
        return m_parts.peers->FindServing(leg.place) != m_parts.address;
    });
    if (isOfOthers && m_relays.size() >= m_parts.maxRelays)
    {
        LocationAnswer refusal;
        refusal.status = ExperimentalStatus::INSUFFICIENT_RESOURCES;
        refusal.prefixes = job.request.prefixes;
        m_listener.over(job, refusal);
        return;
    }
    auto& relay = m_relays[key];
    relay.job = job;
    relay.waiting = legs.size();
    relay.legs = std::move(legs);
    const std::size_t count = relay.legs.size();
    for (std::size_t i = 0; i < count; ++i) // With the last part it may be over.
    {
        Advance(key, i);
    }
}

void
LocationRelays::Advance(const Key& key, std::size_t index)
{
    auto& relay = m_relays.at(key);
    auto& leg = relay.legs[index];
    const Ipv6Address peer = m_parts.peers->FindServing(leg.place, leg.tried);
    peer == m_parts.address ? Serve(key, index) : Ask(key, index, peer);
}

void
LocationRelays::Serve(const Key& key, std::size_t index)
{
    auto& relay = m_relays.at(key);
    auto& leg = relay.legs[index];
    leg.peer = m_parts.address;
    LocationAnswer answer;
    answer.status = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    answer.prefixes = leg.request.prefixes;
    if (!std::exchange(leg.isServed, true))
    {
        answer = m_listener.serve({relay.job.isUpdate, leg.request, relay.job.asker});
        const auto other = FindOther(leg, answer);
        if (other && m_relays.size() <= m_parts.maxRelays)
        {
            Ask(key, index, *other);
            return;
        }
        answer.status = other ? ExperimentalStatus::INSUFFICIENT_RESOURCES : answer.status;
    }
    Gather(key, answer);
}

std::optional<Ipv6Address>
LocationRelays::FindOther(const Leg& leg, const LocationAnswer& answer) const
{
    if (answer.status != ExperimentalStatus::NO_BINDING_FOR_PREFIX)
    {
        return std::nullopt;
    }
    const Ipv6Address responsible = m_parts.peers->FindResponsible(leg.place);
    if (responsible != m_parts.address && leg.tried.count(responsible) == 0)
    {
        return responsible; // It was silent for somebody else; without its word nothing is known.
    }
    const bool isOwn = leg.peer == m_parts.address;
    return isOwn && m_listener.isYoung() ? m_parts.peers->FindSubstitute(leg.place, leg.tried)
                                         : std::nullopt;
}

void
LocationRelays::Ask(const Key& key, std::size_t index, const Ipv6Address& peer)
{
    auto& relay = m_relays.at(key);
    auto& leg = relay.legs[index];
    leg.peer = peer;
    leg.tried.insert(peer);
    m_listener.relayed({relay.job.isUpdate, leg.request, relay.job.asker}, peer);
    const auto ask = relay.job.isUpdate ? &AskLocation<LocationUpdate> : &AskLocation<Pbqr>;
    leg.exchange = ask(
        *m_parts.signaling,
        {MakeRelayed(relay.job, leg.request),
         m_parts.address,
         peer,
         GetRelayPurpose(relay.job),
         m_parts.maxRetries + 1},
        [this, key, index](const LocationAnswer* answer) { HandleOutcome(key, index, answer); });
}

void
LocationRelays::HandleOutcome(const Key& key, std::size_t index, const LocationAnswer* answer)
{
    const auto& relay = m_relays.at(key);
    if (answer)
    {
        if (answer->status == ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER)
        {
            Advance(key, index); // It has lost what it knew, or does not know it yet.
            return;
        }
        const auto other = FindOther(relay.legs[index], *answer);
        other ? Ask(key, index, *other) : Gather(key, MakeRelayedAnswer(relay.job, *answer));
        return;
    }
    m_parts.peers->Hold(relay.legs[index].peer);
    Advance(key, index);
}

void
LocationRelays::Gather(const Key& key, const LocationAnswer& answer)
{
    auto& relay = m_relays.at(key);
    const bool isFirst = relay.waiting == relay.legs.size();
    auto& all = relay.answer;
    if (isFirst)
    {
        all = answer;
    }
    else if (IsAccepted(all.status))
    {
        all.status = std::max(all.status, answer.status); // A refusal, or else a shorter lifetime.
        all.lifetime = std::min(all.lifetime, answer.lifetime);
    }
    if (--relay.waiting > 0)
    {
        return;
    }
    const auto done = m_relays.extract(key);
    const auto& job = done.mapped().job;
    LocationAnswer whole = done.mapped().answer;
    if (done.mapped().legs.size() > 1)
    {
        whole.prefixes = job.request.prefixes;
    }
    m_listener.over(job, whole);
}

void
LocationRelays::Leave(const Ipv6Address& peer)
{
    std::vector<std::pair<Key, std::size_t>> left;
    for (const auto& [key, relay] : m_relays)
    {
        for (std::size_t i = 0; i < relay.legs.size(); ++i)
        {
            if (relay.legs[i].peer == peer && relay.legs[i].exchange.IsUnderWay())
            {
                left.emplace_back(key, i);
            }
        }
    }
    for (const auto& [key, index] : left)
    {
        m_relays.at(key).legs[index].exchange.Cancel();
        Advance(key, index);
    }
}

void
LocationRelays::Dispose()
{
    Clear();
    m_parts = Parts();
    m_listener = Listener();
}

} // namespace pmipv6
} // namespace ns3
