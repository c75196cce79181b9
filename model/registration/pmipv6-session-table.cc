/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-session-table.h"

#include "pmipv6-request-rules.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
SessionTable::SetListener(Listener listener)
{
    m_listener = std::move(listener);
}

const BindingCacheEntry&
SessionTable::Create(const ProxyRegistration& registration,
                     std::vector<Prefix> prefixes,
                     const Ipv6Address& anchorAddress,
                     uint16_t lifetime)
{
    BindingCacheEntry fresh;
    fresh.prefixes = std::move(prefixes);
    fresh.identifier = registration.identifier;
    fresh.sequence = registration.update->sequence;
    fresh.anchorAddress = anchorAddress;
    const auto& session = m_cache.Insert(std::move(fresh));
    Take(registration, session, lifetime);
    Transition(session, BindingState::NONE, BindingState::REGISTERED, "initial-registration");
    return session;
}

void
SessionTable::Take(const ProxyRegistration& registration,
                   const BindingCacheEntry& session,
                   uint16_t lifetime)
{
    const Time now = Simulator::Now();
    m_cache.Modify(session, [&](BindingCacheEntry& entry) {
        entry.linkLayer = registration.GetLinkLayer();
        entry.technology = registration.technology->type;
        entry.proxyCareOf = registration.careOf;
        // What has waited for a de-registration can be older than that.
        entry.timestamp = registration.timestamp
                              ? std::max(entry.timestamp, registration.timestamp->timestamp)
                              : 0;
        if (registration.timestamp || IsAhead(registration.update->sequence, entry.sequence))
        {
            entry.sequence = registration.update->sequence;
        }
        entry.registered = now;
        entry.expiry = now + Seconds(uint32_t{lifetime} * LIFETIME_UNIT_SECONDS);
        if (registration.linkLocal)
        {
            // RFC 5213, 5.3.6: the gateway's address, kept, as it says, or made here.
            if (!registration.linkLocal->address.IsAny())
            {
                entry.linkLocal = registration.linkLocal->address;
            }
            else if (entry.linkLocal.IsAny())
            {
                entry.linkLocal =
                    Ipv6Address::MakeAutoconfiguredLinkLocalAddress(Mac48Address::Allocate());
            }
        }
    });
}

void
SessionTable::Update(const BindingCacheEntry& session,
                     const ProxyRegistration& registration,
                     uint16_t lifetime)
{
    const BindingState from = session.state;
    const bool isHandoff = session.proxyCareOf != registration.careOf;
    m_cache.Modify(session, [isHandoff](BindingCacheEntry& entry) {
        entry.state = BindingState::REGISTERED;
        if (isHandoff)
        {
            entry.previousCareOf = entry.proxyCareOf;
            entry.handedOff = Simulator::Now();
        }
    });
    Take(registration, session, lifetime);
    Transition(session,
               from,
               BindingState::REGISTERED,
               isHandoff ? "handoff" : "lifetime-extension");
}

void
SessionTable::NoteDeregistration(const BindingCacheEntry& session,
                                 const ProxyRegistration& registration)
{
    m_cache.Modify(session, [&registration](BindingCacheEntry& entry) {
        entry.sequence = registration.update->sequence;
        entry.timestamp = registration.timestamp ? registration.timestamp->timestamp : 0;
    });
}

void
SessionTable::AwaitNewGateway(const BindingCacheEntry& session,
                              Time delay,
                              const std::string& reason)
{
    const BindingState from = session.state;
    const Time end = Simulator::Now() + delay;
    m_cache.Modify(session, [from, end](BindingCacheEntry& entry) {
        entry.state = BindingState::DEREGISTERED;
        entry.expiry = from == BindingState::DEREGISTERED ? Min(entry.expiry, end) : end;
    });
    Transition(session, from, BindingState::DEREGISTERED, reason);
}

void
SessionTable::BeginRevocation(const BindingCacheEntry& session,
                              uint16_t sequence,
                              RevocationTrigger trigger)
{
    const BindingState from = session.state;
    m_cache.Modify(session, [sequence, trigger](BindingCacheEntry& entry) {
        entry.state = BindingState::REVOKING;
        entry.revocation = sequence;
        entry.trigger = trigger;
    });
    Transition(session, from, BindingState::REVOKING, "revocation");
}

bool
SessionTable::Return(const BindingCacheEntry& session, const FormerRegistration& former)
{
    const auto* other = former.linkLayer.IsEmpty()
                            ? nullptr
                            : m_cache.Find(session.identifier, former.technology, former.linkLayer);
    if (other && other != &session)
    {
        return false;
    }
    const BindingState from = session.state;
    m_cache.Modify(session, [&former](BindingCacheEntry& entry) {
        entry.state = BindingState::REGISTERED;
        entry.previousCareOf = entry.proxyCareOf;
        entry.handedOff = Simulator::Now();
        entry.proxyCareOf = former.careOf;
        entry.linkLayer = former.linkLayer;
        entry.technology = former.technology;
        entry.expiry = former.expiry;
    });
    Transition(session, from, BindingState::REGISTERED, "returned-to-previous-gateway");
    return true;
}

void
SessionTable::Remove(const BindingCacheEntry& session, const std::string& reason)
{
    Transition(session, session.state, BindingState::NONE, reason);
}

void
SessionTable::RemoveAll(const std::string& reason)
{
    while (const auto* session = m_cache.GetNextToExpire())
    {
        Remove(*session, reason);
    }
}

void
SessionTable::Dispose()
{
    m_cache.Clear();
    m_timer.Update();
    m_listener = Listener();
}

void
SessionTable::Transition(const BindingCacheEntry& session,
                         BindingState from,
                         BindingState to,
                         const std::string& reason)
{
    if (m_listener.changed)
    {
        m_listener.changed(session, from, to, reason);
    }
    if (to == BindingState::NONE)
    {
        const BindingCacheEntry gone = session;
        m_cache.Erase(session);
        if (m_listener.removed)
        {
            m_listener.removed(gone);
        }
    }
    m_timer.Update();
}

Time
SessionTable::GetNextEnd() const
{
    const auto* next = m_cache.GetNextToExpire();
    return next ? next->expiry : Time::Max();
}

void
SessionTable::Expire()
{
    const auto& session = *m_cache.GetNextToExpire();
    const bool isWaiting = session.state == BindingState::DEREGISTERED;
    Remove(session, isWaiting ? "no-new-gateway" : "lifetime-over");
}

} // namespace pmipv6
} // namespace ns3
