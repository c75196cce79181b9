/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-nonces.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Octets of a nonce that RFC 6275, 5.2.2 recommends.
constexpr std::size_t NONCE_SIZE = 8;

} // namespace

void
Nonces::Start(const Settings& settings, Draw draw)
{
    m_settings = settings;
    m_draw = std::move(draw);
    // So that indices given out before a restart are hardly taken for those after it.
    const uint8_t high = m_draw();
    m_nextIndex = static_cast<uint16_t>(high << 8 | m_draw());
}

void
Nonces::Expire(Time now)
{
    while (!m_entries.empty() && GetEnd(m_entries.front()) < now)
    {
        m_entries.pop_front();
    }
}

const NonceEntry&
Nonces::GetCurrent(Time now)
{
    Expire(now);
    if (m_entries.empty() || now - m_entries.back().first >= m_settings.interval)
    {
        NonceEntry entry;
        entry.index = m_nextIndex++;
        entry.first = now;
        std::generate(entry.key.begin(), entry.key.end(), m_draw);
        entry.nonce.resize(NONCE_SIZE);
        std::generate(entry.nonce.begin(), entry.nonce.end(), m_draw);
        m_entries.push_back(std::move(entry));
    }
    return m_entries.back();
}

const NonceEntry*
Nonces::Find(uint16_t index, Time now) const
{
    if (m_entries.empty())
    {
        return nullptr;
    }
    const auto position = static_cast<uint16_t>(index - m_entries.front().index);
    const bool isKnown = position < m_entries.size() && now <= GetEnd(m_entries[position]);
    return isKnown ? &m_entries[position] : nullptr;
}

} // namespace pmipv6
} // namespace ns3
