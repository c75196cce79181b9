/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-waiting-requests.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
WaitingRequests::SetHandler(Handler handler)
{
    m_handler = std::move(handler);
}

bool
WaitingRequests::Keep(const MobileNodeInterface& interface,
                      const BindingUpdate& update,
                      const MessageContext& context,
                      Time delay)
{
    const auto [known, isFirst] = m_waiting.try_emplace(interface);
    auto& waiting = known->second;
    if (!isFirst && !IsSentAfter(update, waiting.update))
    {
        return !IsSentAfter(waiting.update, update) && context.source == waiting.context.source;
    }
    waiting.update = update;
    waiting.context = context;
    if (isFirst)
    {
        waiting.timer = Simulator::Schedule(delay, [this, interface] { End(interface); });
    }
    return true;
}

void
WaitingRequests::EndFor(const std::string& identifier)
{
    const auto waiting = m_waiting.lower_bound({identifier, {}});
    if (waiting != m_waiting.end() && waiting->first.first == identifier)
    {
        End(MobileNodeInterface(waiting->first));
    }
}

void
WaitingRequests::End(const MobileNodeInterface& interface)
{
    auto node = m_waiting.extract(interface);
    node.mapped().timer.Cancel();
    m_handler(node.mapped().update, node.mapped().context);
}

void
WaitingRequests::DropOlder(const MobileNodeInterface& interface, const BindingUpdate& update)
{
    const auto waiting = m_waiting.find(interface);
    if (waiting == m_waiting.end())
    {
        return;
    }
    const auto& known = waiting->second.update;
    if (IsSentAfter(update, known) || !IsSentAfter(known, update))
    {
        waiting->second.timer.Cancel();
        m_waiting.erase(waiting);
    }
}

void
WaitingRequests::DropLeft(const MobileNodeInterface& interface,
                          const BindingUpdate& update,
                          const MessageContext& context)
{
    const auto waiting = m_waiting.find(interface);
    if (waiting != m_waiting.end() && waiting->second.context.source == context.source)
    {
        DropOlder(interface, update);
    }
}

void
WaitingRequests::Clear()
{
    for (auto& [interface, waiting] : m_waiting)
    {
        waiting.timer.Cancel();
    }
    m_waiting.clear();
}

} // namespace pmipv6
} // namespace ns3
