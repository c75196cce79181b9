/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-database-requests.h"

#include "pmipv6-dmm-messages.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-timestamp.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
DatabaseRequests::Start(Ptr<MobilitySignaling> signaling,
                        Ptr<PolicyStore> policies,
                        Listener listener)
{
    m_signaling = signaling;
    m_policies = policies;
    m_listener = std::move(listener);
}

void
DatabaseRequests::Dispose()
{
    m_signaling = nullptr;
    m_policies = nullptr;
    m_listener = {};
}

uint64_t
DatabaseRequests::GetTimeOfDay() const
{
    return ToMobilityTimestamp(Simulator::Now() + m_listener.getSettings().clockOffset);
}

uint16_t
DatabaseRequests::GrantLifetime(uint16_t requested) const
{
    const auto limit = static_cast<uint16_t>(m_listener.getSettings().maxLifetime.GetSeconds() /
                                             LIFETIME_UNIT_SECONDS);
    return std::min(requested, limit);
}

uint16_t
DatabaseRequests::GetRest(const MobilitySession& session)
{
    const auto rest = static_cast<uint16_t>((session.expiry - Simulator::Now()).GetSeconds() /
                                            LIFETIME_UNIT_SECONDS);
    return std::max<uint16_t>(rest, 1);
}

DatabaseFacts
DatabaseRequests::FindFacts(const ProxyRegistration& registration) const
{
    DatabaseFacts facts;
    facts.session = m_sessions.Find(registration.identifier);
    facts.profile = registration.node ? m_policies->Find(registration.identifier) : nullptr;
    facts.anchored = GetAnchoredPrefixes(registration.update->options);
    auto named = registration.prefixes;
    named.insert(named.end(), facts.anchored.begin(), facts.anchored.end());
    named.erase(std::remove_if(named.begin(),
                               named.end(),
                               [](const Prefix& prefix) { return prefix.IsAllZero(); }),
                named.end());
    facts.isOfPool = std::all_of(named.begin(), named.end(), [&](const Prefix& prefix) {
        return m_pools.IsOfMaar(registration.source, prefix);
    });
    facts.isFree = std::all_of(named.begin(), named.end(), [&](const Prefix& prefix) {
        const auto* owner = m_sessions.FindByPrefix(prefix);
        return !owner || owner->identifier == registration.identifier;
    });
    facts.isRestoring = Simulator::Now() < m_listener.getSettings().restoring;
    return facts;
}

void
DatabaseRequests::Handle(const BindingUpdate& update, const MessageContext& context)
{
    const ProxyRegistration registration(update, context.source);
    const Settings own = m_listener.getSettings();
    const DatabaseFacts facts = FindFacts(registration);
    RequestSettings settings;
    settings.anchorAddress = own.address;
    settings.timeOfDay = GetTimeOfDay();
    settings.validityWindow = ToMobilityTimestamp(own.timestampWindow);
    Carry(DecideDatabaseRequest(registration, facts, settings), registration, facts.session);
}

void
DatabaseRequests::Carry(const DatabaseVerdict& verdict,
                        const ProxyRegistration& registration,
                        const MobilitySession* session)
{
    const uint16_t lifetime = GrantLifetime(registration.update->lifetime);
    switch (verdict.action)
    {
    case DatabaseAction::IGNORE:
        m_listener.refused(registration.identifier, registration.source, verdict.reason);
        break;
    case DatabaseAction::REFUSE:
        m_listener.refused(registration.identifier, registration.source, GetName(verdict.status));
        Answer(registration, verdict.status, 0, "refusal");
        break;
    case DatabaseAction::REPEAT:
        if (session->prefixes.empty())
        {
            // A de-registration of a session that previous MAARs alone have reported.
            Answer(registration, BindingStatus::ACCEPTED, 0, "deregistration");
            break;
        }
        m_moves.Repeat(*session, GetSubject(*registration.update), lifetime);
        break;
    case DatabaseAction::SERVE:
        Serve(registration);
        break;
    case DatabaseAction::DEREGISTER:
        m_sessions.Await(*session, registration, m_listener.getSettings().minDelayBeforeDelete);
        Answer(registration, BindingStatus::ACCEPTED, 0, "deregistration");
        break;
    case DatabaseAction::KEEP:
        Answer(registration, BindingStatus::ACCEPTED, GetRest(*session), "lifetime");
        break;
    case DatabaseAction::FREE:
        Answer(registration, BindingStatus::ACCEPTED, 0, "lifetime");
        break;
    case DatabaseAction::DROP:
        Drop(registration, *session);
        break;
    case DatabaseAction::LIST:
        List(registration);
        break;
    }
}

void
DatabaseRequests::Serve(const ProxyRegistration& registration)
{
    const auto* known = m_sessions.Find(registration.identifier);
    // Of a session that previous MAARs have reported each may think the node elsewhere.
    const bool isMove =
        !known || known->proxyCareOf != registration.careOf || known->timestamp == 0;
    const uint16_t lifetime = GrantLifetime(registration.update->lifetime);
    const auto& session = m_sessions.Serve(registration, lifetime);
    m_sessions.SetInterface(session,
                            session.proxyCareOf,
                            GetInterface(registration.update->options));
    // RFC 8885, 6: nobody's list grows without a bound. The oldest go first.
    const auto released = FindReleased(session);
    std::vector<WithdrawnAnchor> withdrawn;
    for (const auto& one : released)
    {
        withdrawn.push_back({one.prefix, m_sessions.RemovePrevious(session, one)});
    }
    const auto& own = session.prefixes;
    const auto& named = registration.prefixes;
    const bool isOffered =
        std::find_first_of(own.begin(), own.end(), named.begin(), named.end()) != own.end();
    m_moves.Handle(session, {GetSubject(*registration.update), lifetime, isMove, isOffered});
    m_releases.Release(session, released);
    for (const auto& one : withdrawn)
    {
        m_withdrawals.Withdraw(session,
                               one,
                               nullptr); // Its host prefers an address of it, perhaps.
    }
    m_listener.served(session);
}

std::vector<Anchorage>
DatabaseRequests::FindReleased(const MobilitySession& session) const
{
    const std::size_t bound = m_listener.getSettings().maxPrevious;
    std::vector<Ipv6Address> kept;
    std::vector<Anchorage> released;
    for (const auto& one : session.previous)
    {
        const bool isKept = std::find(kept.begin(), kept.end(), one.maar) != kept.end();
        if (!isKept && kept.size() == bound)
        {
            released.push_back(one);
        }
        else if (!isKept)
        {
            kept.push_back(one.maar);
        }
    }
    return released;
}

void
DatabaseRequests::Drop(const ProxyRegistration& registration, const MobilitySession& session)
{
    const BindingUpdate update = *registration.update;
    const Ipv6Address maar = registration.source;
    // RFC 8885, 4.3: there may be several. All are acknowledged when the last one is withdrawn.
    const auto anchored = GetAnchoredPrefixes(update.options);
    for (const auto& prefix : anchored)
    {
        const Anchorage anchorage{maar, prefix};
        const WithdrawnAnchor withdrawn{prefix, m_sessions.RemovePrevious(session, anchorage)};
        std::function<void()> done;
        if (prefix == anchored.back())
        {
            done = [this, update, maar] {
                Answer(ProxyRegistration(update, maar), BindingStatus::ACCEPTED, 0, "idle");
            };
        }
        m_withdrawals.Withdraw(session, withdrawn, std::move(done));
    }
}

void
DatabaseRequests::List(const ProxyRegistration& registration)
{
    const auto* serving = FindOption<ServingMaarOption>(registration.update->options);
    // Nobody is told anything but MAARs of the configuration.
    const bool isKnown =
        serving && m_pools.Contains(serving->address) && serving->address != registration.careOf;
    const Ipv6Address there = isKnown ? serving->address : Ipv6Address::GetAny();
    const Settings settings = m_listener.getSettings();
    std::vector<Anchorage> listed;
    for (const auto& prefix : GetAnchoredPrefixes(registration.update->options))
    {
        listed.push_back({registration.careOf, prefix});
        m_sessions.List(registration.identifier,
                        listed.back(),
                        there,
                        Max(settings.restoring, Simulator::Now() + settings.minDelayBeforeDelete));
    }
    const auto* session = m_sessions.Find(registration.identifier);
    m_sessions.SetInterface(*session,
                            registration.careOf,
                            GetInterface(registration.update->options));
    const auto released = FindReleased(*session);
    for (const auto& one : released)
    {
        m_sessions.RemovePrevious(*session, one); // One too many; it is the last in the list.
    }
    if (!released.empty())
    {
        const auto status = BindingStatus::ADMINISTRATIVELY_PROHIBITED;
        m_listener.refused(registration.identifier, registration.source, GetName(status));
        Answer(registration, status, 0, "refusal");
        return;
    }
    Answer(registration, BindingStatus::ACCEPTED, GetRest(*session), "report");
    if (session->timestamp == 0 || session->proxyCareOf == registration.careOf)
    {
        return; // It is told when it registers, or has told so itself.
    }
    m_moves.TellServing(*session, listed, GetRest(*session));
    if (session->proxyCareOf != there)
    {
        m_moves.Mend(*session, registration.careOf);
    }
}

void
DatabaseRequests::Answer(const ProxyRegistration& registration,
                         BindingStatus status,
                         uint16_t lifetime,
                         const std::string& purpose)
{
    BindingAcknowledgement answer =
        MakeDmmAnswer(GetSubject(*registration.update),
                      status,
                      registration.IsPrefixNamed() ? registration.prefixes : std::vector<Prefix>(),
                      lifetime);
    if (status == BindingStatus::TIMESTAMP_MISMATCH ||
        status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED)
    {
        // RFC 5213, 5.5: this node's time of day.
        FindOption<TimestampOption>(answer.options)->timestamp = GetTimeOfDay();
    }
    for (const auto& prefix : GetAnchoredPrefixes(registration.update->options))
    {
        answer.options.push_back(AnchoredPrefixOption{prefix});
    }
    if (GetMobilityHeaderLength(answer) > MAX_MOBILITY_HEADER_LENGTH)
    {
        m_listener.refused(registration.identifier, registration.source, "answer-too-long");
        return;
    }
    m_signaling->Send(answer, m_listener.getSettings().address, registration.source, purpose);
}

} // namespace pmipv6
} // namespace ns3
