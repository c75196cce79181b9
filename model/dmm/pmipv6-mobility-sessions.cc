/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-sessions.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

DmmSubject
MakeSubject(const MobilitySession& session)
{
    DmmSubject subject;
    subject.identifier = session.identifier;
    subject.indicator = HandoffIndicator::UNKNOWN;
    subject.technology = session.technology;
    subject.sequence = session.sequence;
    subject.timestamp = session.timestamp;
    return subject;
}

const MobilitySession*
MobilitySessions::Find(const std::string& identifier) const
{
    const auto known = m_sessions.find(identifier);
    return known == m_sessions.end() ? nullptr : &known->second;
}

const MobilitySession*
MobilitySessions::FindByPrefix(const Prefix& prefix) const
{
    const auto known = m_byPrefix.find(prefix);
    return known == m_byPrefix.end() ? nullptr : known->second;
}

void
MobilitySessions::Count(const Ipv6Address& maar, int change)
{
    if (maar.IsAny())
    {
        return;
    }
    auto& uses = m_uses[maar];
    uses += change;
    if (uses == 0)
    {
        m_uses.erase(maar);
    }
}

void
MobilitySessions::Index(const Anchorage& anchorage, const MobilitySession& session)
{
    m_byPrefix[anchorage.prefix] = &session;
    Count(anchorage.maar, 1);
}

void
MobilitySessions::Unindex(const Anchorage& anchorage)
{
    m_byPrefix.erase(anchorage.prefix);
    Count(anchorage.maar, -1);
}

const MobilitySession&
MobilitySessions::Serve(const ProxyRegistration& registration, uint16_t lifetime)
{
    const Time now = Simulator::Now();
    auto [row, isNew] = m_sessions.try_emplace(registration.identifier);
    MobilitySession& session = row->second;
    const BindingState from = isNew ? BindingState::NONE : session.state;
    const bool isMove = session.proxyCareOf != registration.careOf;
    if (isNew)
    {
        session.identifier = registration.identifier;
        session.proxyCareOf = Ipv6Address::GetAny();
    }
    if (isNew || isMove)
    {
        Rearrange(session, registration);
        session.previousCareOf = session.proxyCareOf;
        session.handedOff = now;
        Count(session.proxyCareOf, -1);
        session.proxyCareOf = registration.careOf;
        Count(session.proxyCareOf, 1);
    }
    if (session.prefixes.empty())
    {
        session.prefixes = registration.prefixes;
        for (const auto& prefix : session.prefixes)
        {
            Index({session.proxyCareOf, prefix}, session);
        }
    }
    // What it names it has; the rest it may have lost, and takes back in the place of what it
    // offers.
    std::stable_partition(session.prefixes.begin(),
                          session.prefixes.end(),
                          [&registration](const Prefix& own) {
                              const auto& named = registration.prefixes;
                              return std::find(named.begin(), named.end(), own) != named.end();
                          });
    session.technology = registration.technology->type;
    session.sequence = registration.update->sequence;
    session.timestamp = registration.timestamp->timestamp;
    session.registered = now;
    session.expiry = now + Seconds(uint32_t{lifetime} * LIFETIME_UNIT_SECONDS);
    session.state = BindingState::REGISTERED;
    m_ends.Set(session.identifier, session.expiry);
    Transition(session,
               from,
               BindingState::REGISTERED,
               isNew    ? "initial-registration"
               : isMove ? "handoff"
                        : "lifetime-extension");
    return session;
}

void
MobilitySessions::Rearrange(MobilitySession& session, const ProxyRegistration& registration)
{
    auto& previous = session.previous;
    std::vector<Anchorage> left;
    for (const auto& prefix : session.prefixes)
    {
        left.push_back({session.proxyCareOf, prefix});
    }
    previous.insert(previous.begin(), left.begin(), left.end());
    session.prefixes.clear();
    // Back at a MAAR: its own prefix again.
    const auto isHere = [&registration](const Anchorage& one) {
        return one.maar == registration.careOf;
    };
    const auto kept = std::stable_partition(previous.begin(), previous.end(), [&](const auto& one) {
        return !isHere(one);
    });
    for (auto one = kept; one != previous.end(); ++one)
    {
        session.prefixes.push_back(one->prefix);
    }
    previous.erase(kept, previous.end());
}

void
MobilitySessions::List(const std::string& identifier,
                       const Anchorage& anchorage,
                       const Ipv6Address& serving,
                       Time expiry)
{
    auto [row, isNew] = m_sessions.try_emplace(identifier);
    MobilitySession& session = row->second;
    if (isNew)
    {
        session.identifier = identifier;
        session.proxyCareOf = serving;
        Count(serving, 1);
        session.state = serving.IsAny() ? BindingState::DEREGISTERED : BindingState::REGISTERED;
        session.expiry = expiry;
        m_ends.Set(identifier, expiry);
    }
    if (session.timestamp == 0 && session.proxyCareOf == anchorage.maar)
    {
        // What another one has reported of it, it knows better.
        Count(session.proxyCareOf, -1);
        session.proxyCareOf = serving;
        Count(session.proxyCareOf, 1);
    }
    auto& previous = session.previous;
    const bool isListed = std::find(previous.begin(), previous.end(), anchorage) != previous.end();
    // The serving MAAR is no previous one: what it has it names when it registers.
    if (!isListed && session.proxyCareOf != anchorage.maar)
    {
        previous.push_back(anchorage);
        Index(anchorage, session);
    }
    if (isNew)
    {
        Transition(session, BindingState::NONE, session.state, "listed-by-previous-maar");
    }
}

void
MobilitySessions::Await(const MobilitySession& session,
                        const ProxyRegistration& registration,
                        Time delay)
{
    MobilitySession& row = m_sessions.at(session.identifier);
    const BindingState from = std::exchange(row.state, BindingState::DEREGISTERED);
    const Time end = Simulator::Now() + delay;
    row.timestamp = registration.timestamp->timestamp;
    row.sequence = registration.update->sequence;
    row.expiry = from == BindingState::DEREGISTERED ? Min(row.expiry, end) : end;
    m_ends.Set(row.identifier, row.expiry);
    Transition(row, from, BindingState::DEREGISTERED, "deregistration");
}

MaarInterface
MobilitySessions::RemovePrevious(const MobilitySession& session, const Anchorage& anchorage)
{
    auto& previous = m_sessions.at(session.identifier).previous;
    const auto row = std::find(previous.begin(), previous.end(), anchorage);
    MaarInterface interface;
    if (row != previous.end())
    {
        const Anchorage gone = *row;
        previous.erase(row);
        Unindex(gone);
        auto& interfaces = m_sessions.at(session.identifier).interfaces;
        const auto known = interfaces.find(gone.maar);
        if (known != interfaces.end() && ListPrefixes(previous, gone.maar).empty())
        {
            interface = known->second;
            interfaces.erase(known);
        }
    }
    return interface;
}

void
MobilitySessions::SetInterface(const MobilitySession& session,
                               const Ipv6Address& maar,
                               const MaarInterface& interface)
{
    auto& interfaces = m_sessions.at(session.identifier).interfaces;
    if (interface.IsEmpty())
    {
        interfaces.erase(maar);
    }
    else
    {
        interfaces[maar] = interface;
    }
}

void
MobilitySessions::Remove(const MobilitySession& session, const std::string& reason)
{
    Transition(m_sessions.at(session.identifier), session.state, BindingState::NONE, reason);
}

void
MobilitySessions::Expire(const std::string& identifier)
{
    const auto& session = m_sessions.at(identifier);
    Remove(session, session.state == BindingState::DEREGISTERED ? "no-new-maar" : "lifetime-over");
}

void
MobilitySessions::Transition(MobilitySession& session,
                             BindingState from,
                             BindingState to,
                             const std::string& reason)
{
    if (to == BindingState::NONE)
    {
        const auto gone = m_sessions.extract(session.identifier);
        m_ends.Cancel(session.identifier);
        for (const auto& prefix : session.prefixes)
        {
            Unindex({session.proxyCareOf, prefix});
        }
        for (const auto& anchorage : session.previous)
        {
            Unindex(anchorage);
        }
        Count(session.proxyCareOf, -1);
        m_listener.changed(session, from, to, reason);
        return;
    }
    m_listener.changed(session, from, to, reason);
}

void
MobilitySessions::Clear(const std::string& reason)
{
    while (!m_sessions.empty())
    {
        Remove(m_sessions.begin()->second, reason);
    }
}

void
MobilitySessions::Dispose()
{
    m_sessions.clear();
    m_byPrefix.clear();
    m_uses.clear();
    m_ends.Clear();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
