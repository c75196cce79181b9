/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-releases.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
AnchorReleases::Start(std::size_t capacity, Refused refused)
{
    m_capacity = capacity;
    m_refused = std::move(refused);
}

void
AnchorReleases::Release(const MobilitySession& session, const std::vector<Anchorage>& previous)
{
    for (const auto& maar : ListMaars(previous))
    {
        Tell(maar, {MakeSubject(session), session.proxyCareOf, ListPrefixes(previous, maar)});
    }
}

void
AnchorReleases::Remember(const MobilitySession& session,
                         const Ipv6Address& maar,
                         const std::vector<Prefix>& prefixes)
{
    Keep(maar, {MakeSubject(session), session.proxyCareOf, prefixes});
}

void
AnchorReleases::Tell(const Ipv6Address& maar, const Owed& owed)
{
    m_updates.Tell({maar, owed.subject.identifier},
                   MakeServingUpdate(owed.subject, owed.prefixes, owed.serving, 0),
                   true,
                   "session-over",
                   [this, maar, owed](const BindingAcknowledgement* answer) {
                       if (!answer)
                       {
                           Keep(maar, owed);
                       }
                   });
}

void
AnchorReleases::Keep(const Ipv6Address& maar, const Owed& owed)
{
    if (owed.prefixes.empty())
    {
        return;
    }
    if (m_size >= m_capacity)
    {
        m_refused(owed.subject.identifier, maar, "no-room-for-release");
        return;
    }
    m_size += m_owed[maar].insert_or_assign(owed.subject.identifier, owed).second ? 1 : 0;
}

void
AnchorReleases::Hear(const Ipv6Address& maar)
{
    const auto known = m_owed.extract(maar);
    if (!known)
    {
        return;
    }
    m_size -= known.mapped().size();
    for (auto& [identifier, owed] : known.mapped())
    {
        // What is a session's again it has been told since.
        auto& prefixes = owed.prefixes;
        prefixes.erase(std::remove_if(prefixes.begin(),
                                      prefixes.end(),
                                      [this](const Prefix& prefix) {
                                          return m_sessions.FindByPrefix(prefix) != nullptr;
                                      }),
                       prefixes.end());
        if (!prefixes.empty())
        {
            Tell(maar, owed);
        }
    }
}

void
AnchorReleases::Forget(const Ipv6Address& maar)
{
    if (const auto known = m_owed.extract(maar))
    {
        m_size -= known.mapped().size();
    }
}

void
AnchorReleases::Clear()
{
    m_owed.clear();
    m_size = 0;
}

} // namespace pmipv6
} // namespace ns3
