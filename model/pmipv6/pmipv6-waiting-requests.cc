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

void
WaitingRequests::Keep(const MobileNodeInterface& interface,
                      const BindingUpdate& update,
                      const MessageContext& context,
                      Time delay)
{
    auto& waiting = m_waiting[interface];
    waiting.update = update;
    waiting.context = context;
    if (waiting.timer.IsExpired())
    {
        waiting.timer = Simulator::Schedule(delay, [this, interface] { End(interface); });
    }
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
WaitingRequests::Drop(const MobileNodeInterface& interface)
{
    const auto waiting = m_waiting.find(interface);
    if (waiting != m_waiting.end())
    {
        waiting->second.timer.Cancel();
        m_waiting.erase(waiting);
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
