/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-attachment-table.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
AttachmentTable::SetListener(Listener listener)
{
    m_listener = std::move(listener);
}

template <typename Change>
void
AttachmentTable::Modify(const BindingUpdateListEntry& entry, Change change)
{
    m_list.Modify(entry, [this, &change](BindingUpdateListEntry& e) {
        change(e);
        e.deadline = m_listener.getDeadline(e);
    });
    m_timer.Update();
}

const BindingUpdateListEntry&
AttachmentTable::Attach(const RegistrationKey& key,
                        const std::string& identifier,
                        const Ipv6Address& anchor,
                        AccessTechnologyType technology)
{
    const auto* entry = m_list.Find(key);
    if (!entry)
    {
        BindingUpdateListEntry fresh;
        fresh.identifier = identifier;
        fresh.linkLayer = key.linkLayer;
        fresh.number = key.number;
        fresh.anchorAddress = anchor;
        entry = &m_list.Insert(std::move(fresh));
    }
    const uint64_t attachment = ++m_attachments;
    Modify(*entry, [technology, attachment](BindingUpdateListEntry& e) {
        // A request that is still unanswered may have been accepted.
        const bool isOpen =
            e.state == AttachmentState::REGISTERING || e.state == AttachmentState::DEREGISTERING;
        e.mayBeBound = (e.mayBeBound || isOpen) && e.sent != Time::Min();
        e.technology = technology;
        e.attachment = attachment;
        e.isTriedAgain = false;
    });
    Transition(*entry, AttachmentState::AUTHENTICATING, "attached");
    return *entry;
}

void
AttachmentTable::SetRequested(const BindingUpdateListEntry& entry,
                              std::vector<Prefix> requested,
                              const std::optional<Ipv6Address>& linkLocal)
{
    Modify(entry, [&](BindingUpdateListEntry& e) {
        e.requested = std::move(requested);
        e.linkLocal = linkLocal;
    });
}

void
AttachmentTable::ForgetPrefixes(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) {
        e.prefixes.clear();
        e.requested.clear();
    });
}

void
AttachmentTable::SetLinkLocal(const BindingUpdateListEntry& entry, const Ipv6Address& linkLocal)
{
    Modify(entry, [&linkLocal](BindingUpdateListEntry& e) { e.linkLocal = linkLocal; });
}

void
AttachmentTable::BeginRegistration(const BindingUpdateListEntry& entry, const std::string& reason)
{
    Transition(entry, AttachmentState::REGISTERING, reason);
}

void
AttachmentTable::Take(const BindingUpdateListEntry& entry, const Grant& grant)
{
    Modify(entry, [&grant](BindingUpdateListEntry& e) {
        e.prefixes = grant.prefixes;
        e.lifetime = grant.lifetime;
        e.refresh = e.sent + grant.refreshAfter;
        e.expiry = e.sent + grant.lifetime;
        e.isTriedAgain = false;
    });
}

void
AttachmentTable::Register(const BindingUpdateListEntry& entry, const Grant& grant)
{
    Take(entry, grant);
    Transition(entry, AttachmentState::REGISTERED, "accepted");
}

void
AttachmentTable::Extend(const BindingUpdateListEntry& entry, const Grant& grant)
{
    Take(entry, grant);
}

void
AttachmentTable::Refuse(const BindingUpdateListEntry& entry,
                        const std::string& reason,
                        bool mayBeBound)
{
    Modify(entry,
           [mayBeBound](BindingUpdateListEntry& e) { e.mayBeBound = e.mayBeBound || mayBeBound; });
    Transition(entry, AttachmentState::REFUSED, reason);
}

void
AttachmentTable::Revoke(const BindingUpdateListEntry& entry, const std::string& reason)
{
    Transition(entry, AttachmentState::REFUSED, reason);
    Modify(entry, [](BindingUpdateListEntry& e) {
        e.prefixes.clear();
        e.mayBeBound = false;
    });
}

void
AttachmentTable::End(const BindingUpdateListEntry& entry, AttachmentState to)
{
    const Time retry = entry.retry;
    Transition(entry, to, "lifetime-over");
    Modify(entry, [retry](BindingUpdateListEntry& e) {
        e.retry = retry;
        e.mayBeBound = false;
    });
}

void
AttachmentTable::BeginDeregistration(const BindingUpdateListEntry& entry, const std::string& reason)
{
    Transition(entry, AttachmentState::DEREGISTERING, reason);
}

void
AttachmentTable::Remove(const BindingUpdateListEntry& entry, const std::string& reason)
{
    Transition(entry, AttachmentState::NONE, reason);
}

void
AttachmentTable::RetryAt(const BindingUpdateListEntry& entry, Time at)
{
    Modify(entry, [at](BindingUpdateListEntry& e) { e.retry = at; });
}

void
AttachmentTable::NoteRetry(const BindingUpdateListEntry& entry)
{
    RetryAt(entry, Time::Max());
}

void
AttachmentTable::NoteTriedAgain(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) { e.isTriedAgain = true; });
}

void
AttachmentTable::NoteClockRefused(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) { e.isClockRefused = true; });
}

void
AttachmentTable::NoteRefresh(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) {
        e.silenceChecked = Simulator::Now(); // It is asked before, too.
        e.refresh = e.expiry;
        e.retry = Time::Max();
    });
}

void
AttachmentTable::NoteSilence(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) { e.silenceChecked = Simulator::Now(); });
}

uint64_t
AttachmentTable::BeginQuestion(const BindingUpdateListEntry& entry)
{
    const uint64_t question = ++m_questions;
    Modify(entry, [question](BindingUpdateListEntry& e) { e.question = question; });
    return question;
}

bool
AttachmentTable::EndQuestion(const BindingUpdateListEntry& entry, uint64_t question)
{
    if (entry.question != question)
    {
        return false;
    }
    Modify(entry, [](BindingUpdateListEntry& e) { e.question = 0; });
    return true;
}

void
AttachmentTable::BeginRequest(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) {
        e.isAsked = true;
        e.isSent = false;
    });
}

void
AttachmentTable::NoteSent(const BindingUpdateListEntry& entry,
                          uint16_t sequence,
                          uint64_t timestamp,
                          bool isRetransmission)
{
    Modify(entry, [=](BindingUpdateListEntry& e) {
        e.sequence = sequence;
        e.timestamp = timestamp;
        e.sent = Simulator::Now();
        e.isSent = true;
        e.mayBeBound = e.mayBeBound || isRetransmission;
    });
}

void
AttachmentTable::EndRequest(const BindingUpdateListEntry& entry)
{
    Modify(entry, [](BindingUpdateListEntry& e) { e.isAsked = false; });
}

void
AttachmentTable::Dispose()
{
    m_list.Clear();
    m_timer.Update();
    m_listener = Listener();
}

void
AttachmentTable::Transition(const BindingUpdateListEntry& entry,
                            AttachmentState to,
                            const std::string& reason)
{
    const AttachmentState from = entry.state;
    Modify(entry, [to](BindingUpdateListEntry& e) {
        e.state = to;
        e.retry = Time::Max();
        e.isClockRefused = false;
        e.mayBeBound = e.mayBeBound || to == AttachmentState::REGISTERED;
        if (to != AttachmentState::REGISTERED && to != AttachmentState::REGISTERING)
        {
            e.question = 0;
        }
        if (to != AttachmentState::REGISTERED)
        {
            e.refresh = Time::Max();
            e.expiry = Time::Max();
        }
    });
    m_listener.changed(entry, from, to, reason);
    if (to == AttachmentState::NONE)
    {
        m_list.Erase(entry);
        m_timer.Update();
    }
}

Time
AttachmentTable::GetNextDeadline() const
{
    const auto* next = m_list.GetNextDeadline();
    return next ? next->deadline : Time::Max();
}

} // namespace pmipv6
} // namespace ns3
