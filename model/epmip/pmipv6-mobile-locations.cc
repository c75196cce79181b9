/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-locations.h"

#include "pmipv6-location-question.h"
#include "pmipv6-manager-ring.h"
#include "pmipv6-record-rules.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

void
MobileLocations::Start(const Settings& settings, Listener listener)
{
    m_settings = settings;
    m_listener = std::move(listener);
    m_signaling = MobilitySignaling::Install(m_settings.node);
    if (!Simulator::Now().IsZero())
    {
        Rejuvenate(); // Others were there before.
    }
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQR, ExperimentalSubtype::LOCATION_UPDATE};
    terms.local = m_settings.address;
    terms.listen = [](const Ipv6Address&) {
        HeartbeatAgent::Listener listener;
        listener.isToRemind = true; // RFC 5847, 3.2: they report what it has lost.
        return listener;
    };
    m_reporters.Start(m_settings.node, terms);
    m_peers.Start(m_settings.node,
                  m_settings.address,
                  m_settings.holdDown,
                  // What was taken in its place is its own again.
                  [this](const Ipv6Address& peer) { m_transfers.Begin(peer); });
    m_records.SetTerms(m_settings.terms);
    m_records.SetListener(m_listener.record);
    m_relays.Start(
        {m_signaling, m_settings.address, &m_peers, m_settings.maxRetries, m_settings.maxRelays},
        {[this](const RelayJob& job) { return Serve(job); },
         [this] { return IsYoung(); },
         [this](const RelayJob& job, const LocationAnswer& answer) { HandleOver(job, answer); },
         [this](const RelayJob& job, const Ipv6Address& peer) {
             m_listener.relayed(job.request.identifier.value_or(ToText(job.GetAsked())),
                                job.asker,
                                peer);
         }});
    m_transfers.Start({m_signaling,
                       m_settings.address,
                       &m_peers,
                       &m_records,
                       m_settings.maxRetries,
                       m_settings.maxTransfers,
                       m_settings.isCopied});
    m_copies.Start({m_signaling,
                    m_settings.address,
                    &m_peers,
                    &m_records,
                    m_settings.terms.lifetime,
                    m_settings.maxRelays,
                    m_settings.isCopied});
}

void
MobileLocations::Clear(const std::string& reason)
{
    m_relays.Clear();
    m_transfers.Clear();
    m_copies.Clear();
    m_passedOn.Clear();
    m_peers.Release();
    m_records.Clear(reason);
    m_expiry.Update();
    m_waitsUntil = Simulator::Now() + m_settings.restartGrace;
    Rejuvenate();
}

void
MobileLocations::Stop(const std::string& reason)
{
    Clear(reason);
    m_reporters.Stop();
    m_peers.Stop();
    m_signaling = nullptr;
}

void
MobileLocations::Dispose()
{
    m_relays.Dispose();
    m_transfers.Dispose();
    m_copies.Dispose();
    m_records.Dispose();
    m_expiry.Update();
    m_reporters.Stop();
    m_peers.Dispose();
    m_signaling = nullptr;
    m_settings = Settings();
    m_listener = Listener();
}

void
MobileLocations::AddPeer(const Ipv6Address& peer)
{
    if (m_peers.Contains(peer))
    {
        return;
    }
    m_peers.Add(peer);
    if (m_signaling)
    {
        if (m_records.GetSize() == 0)
        {
            Rejuvenate(); // Likewise: it joins others, rather than they it.
        }
        m_transfers.Begin(peer);
    }
}

void
MobileLocations::RemovePeer(const Ipv6Address& peer)
{
    if (m_peers.Contains(peer))
    {
        m_peers.Remove(peer);
        m_relays.Leave(peer);
        m_transfers.Leave(peer);
        m_copies.Leave(peer);
    }
}

void
MobileLocations::HandleQuery(const LocationRequest& request, const Ipv6Address& source)
{
    const RelayJob job{false, request, request.gateway.value_or(source)};
    m_peers.NoteHeard(source);
    // What comes from another LMF goes to none: rings that disagree make no circles.
    if (request.isOwnKnowledge || m_peers.Contains(source))
    {
        m_listener.answered(job, ServePassedOn(job));
        return;
    }
    const Ipv6Address peer = m_peers.FindServing(GetRingKey(job.GetAsked()));
    m_passedOn.Expire(Simulator::Now());
    const std::pair key(job.asker, request.sequence);
    // Who asks again has not been answered by the other one, for which this one waits then.
    if (!request.gateway || peer == m_settings.address || m_passedOn.Find(key) ||
        m_passedOn.GetSize() >= m_settings.maxRelays)
    {
        m_relays.Take(job);
        return;
    }
    // draft-luo, 7.4: who is responsible answers the asker itself.
    m_passedOn.Keep(key, {}, Simulator::Now() + m_settings.holdDown);
    m_listener.relayed(ToText(job.GetAsked()), source, peer);
    PassOnQuery(*m_signaling, m_settings.address, peer, request);
}

void
MobileLocations::HandleUpdate(const LocationRequest& request, const Ipv6Address& source)
{
    UpdateFacts facts;
    facts.isReporter = m_reporters.Contains(source);
    facts.isMember = m_peers.Contains(source);
    facts.isOfSender = request.gateway == source;
    facts.isLocatorReporter = request.gateway && m_reporters.Contains(*request.gateway);
    facts.isOfArea =
        std::all_of(request.prefixes.begin(), request.prefixes.end(), [this](const Prefix& prefix) {
            return m_settings.area->MayHave(prefix);
        });
    const RelayJob job{true, request, source};
    m_peers.NoteHeard(source);
    const auto status = CheckUpdate(request, facts);
    if (status != ExperimentalStatus::SUCCESS)
    {
        LocationAnswer refusal;
        refusal.status = status;
        refusal.prefixes = request.prefixes;
        Acknowledge(job, refusal);
        return;
    }
    if (facts.isMember)
    {
        Acknowledge(job, ServePassedOn(job)); // As in HandleQuery.
        return;
    }
    m_relays.Take(job);
}

LocationAnswer
MobileLocations::ServePassedOn(const RelayJob& job)
{
    LocationAnswer answer = Serve(job);
    if (answer.status == ExperimentalStatus::NO_BINDING_FOR_PREFIX && IsYoung())
    {
        answer.status = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    }
    return answer;
}

LocationAnswer
MobileLocations::Serve(const RelayJob& job)
{
    const Time now = Simulator::Now();
    if (!job.isUpdate)
    {
        return m_records.Answer(job.GetAsked(), now);
    }
    // A withdrawal names no eLMA: of one that another LMF has passed on, the timestamp decides.
    std::optional<Ipv6Address> anchor = job.request.gateway;
    if (!anchor && !m_peers.Contains(job.asker))
    {
        anchor = job.asker;
    }
    const auto taken = m_records.Take(job.request, anchor, now);
    m_expiry.Update();
    const auto status = taken.answer.status;
    for (const auto& [key, isNew] : taken.records)
    {
        if (IsAccepted(status))
        {
            m_copies.Send(key, isNew);
        }
        // Whoever is responsible, and has just restarted or joined, has not heard what is newer.
        const bool isFromIt = m_peers.FindResponsible(GetRecordPlace(key)) == job.asker;
        const bool isBehind = isFromIt && status == ExperimentalStatus::OLDER_THAN_STATE_HELD;
        if (isBehind || (isNew && IsAccepted(status) && !isFromIt))
        {
            m_transfers.Offer(key);
        }
    }
    return taken.answer;
}

void
MobileLocations::HandleOver(const RelayJob& job, const LocationAnswer& answer)
{
    job.isUpdate ? Acknowledge(job, answer) : m_listener.answered(job, answer);
}

void
MobileLocations::Acknowledge(const RelayJob& update, const LocationAnswer& answer)
{
    if (!IsAccepted(answer.status))
    {
        m_listener.refused(update.GetAsked(), update.asker, answer.status);
    }
    const bool isClaim = update.request.prefixes.empty() && update.request.lifetime > 0;
    if (isClaim && answer.status == ExperimentalStatus::NO_BINDING_FOR_PREFIX &&
        Simulator::Now() < m_waitsUntil)
    {
        return; // The eLMA that has the node may be about to report it; this one asks again.
    }
    AnswerLocation<LocationUpdateAck>(*m_signaling,
                                      m_settings.address,
                                      update.asker,
                                      update.request,
                                      answer);
}

} // namespace pmipv6
} // namespace ns3
