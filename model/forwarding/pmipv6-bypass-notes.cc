/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bypass-notes.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
BypassNotes::SetHandler(Handler handler)
{
    m_handler = std::move(handler);
    m_round = m_handler ? std::max<uint32_t>(m_round, 1) : 0;
}

void
BypassNotes::Forget()
{
    if (m_handler && ++m_round == 0)
    {
        m_round = 1;
    }
}

void
BypassNotes::Tell(const ForwardingEntry& entry) const
{
    const auto* deliver = std::get_if<DeliverAction>(&entry.action);
    if (m_handler && deliver)
    {
        entry.told = m_round;
        m_handler(DeliverAction(*deliver));
    }
}

} // namespace pmipv6
} // namespace ns3
