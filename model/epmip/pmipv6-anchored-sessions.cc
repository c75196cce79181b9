/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchored-sessions.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

RegistrationKey
AnchoredSessions::GetKey(const Prefix& first)
{
    const auto [known, isNew] = m_numbers.try_emplace(first, m_nextNumber);
    m_nextNumber += isNew ? 1 : 0;
    return RegistrationKey({}, known->second);
}

void
AnchoredSessions::Remove(const Prefix& first)
{
    m_numbers.erase(first);
    m_previous.erase(first);
}

void
AnchoredSessions::NoteLeft(const std::vector<Prefix>& prefixes, Time until)
{
    for (const auto& prefix : prefixes)
    {
        m_left.Keep(prefix, {}, until);
    }
}

void
AnchoredSessions::NoteHere(const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        m_left.Erase(prefix);
    }
}

bool
AnchoredSessions::HasLeft(const std::vector<Prefix>& prefixes, Time now)
{
    m_left.Expire(now);
    return std::any_of(prefixes.begin(), prefixes.end(), [this](const Prefix& prefix) {
        return m_left.Find(prefix);
    });
}

void
AnchoredSessions::Clear()
{
    m_numbers.clear();
    m_previous.clear();
    m_left.Clear();
}

} // namespace pmipv6
} // namespace ns3
