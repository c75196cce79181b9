/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-narrator.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-state-change.h"

#include "ns3/abort.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"

#include <iomanip>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Of how many packets the ways are remembered: those that are lost on their way are never asked
/// for.
constexpr std::size_t MAX_WAYS = 100000;

} // namespace

Narrator::Narrator(std::ostream& os)
    : m_os(os)
{
}

void
Narrator::Watch(const std::string& name, Ptr<Node> node)
{
    WatchWays(name, node);
    m_nodes.emplace_back(name, node);
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Sent",
        MakeFunctionCallback<const SignalingEvent&>(
            [this, name](const SignalingEvent& event) { TellMessage(name, event); }));
}

void
Narrator::WatchWays(const std::string& name, Ptr<Node> node)
{
    const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_UNLESS(ipv6, "Narrator: " << name << " has no IPv6 stack");
    ipv6->TraceConnectWithoutContext(
        "UnicastForward",
        MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
            [this, name](const Ipv6Header&, Ptr<const Packet> packet, uint32_t) {
                GetWay(packet) += " " + name;
            }));
}

void
Narrator::WatchStates(const std::string& name, Ptr<Object> role)
{
    const bool isConnected = role->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([this, name](const StateChange& change) {
            Tell(name + ": " + change.object + " of " + change.mobileNode + ", " + change.from +
                 " > " + change.to + " (" + change.reason + ")");
        }));
    NS_ABORT_MSG_UNLESS(isConnected, "Narrator: " << name << " has no trace source StateChange");
}

void
Narrator::Tell(const std::string& text) const
{
    std::ostringstream line;
    line << std::setw(10) << std::fixed << std::setprecision(2)
         << Simulator::Now().ToDouble(Time::MS) << " ms  " << text << "\n";
    m_os << line.str();
}

void
Narrator::TellMessage(const std::string& name, const SignalingEvent& event) const
{
    if (event.name.find("Heartbeat") == std::string::npos)
    {
        Tell(name + " > " + GetName(event.peer) + " " + event.name +
             (event.purpose.empty() ? "" : ", " + event.purpose));
    }
}

void
Narrator::TellWay(const std::string& flow, Ptr<const Packet> packet)
{
    const std::string way = GetWay(packet);
    std::string& last = m_lastWays[flow];
    if (way != last)
    {
        Tell(flow + " by" + way);
    }
    last = way;
}

void
Narrator::ContinueWay(Ptr<const Packet> answer, Ptr<const Packet> question, const std::string& name)
{
    const std::string way = GetWay(question);
    GetWay(answer) = way + " " + name;
}

std::string
Narrator::GetName(const Ipv6Address& address) const
{
    // Asked of a few nodes at each message, as addresses come and go.
    for (const auto& [name, node] : m_nodes)
    {
        if (node->GetObject<Ipv6>()->GetInterfaceForAddress(address) >= 0)
        {
            return name;
        }
    }
    std::ostringstream text;
    text << address;
    return text.str();
}

std::string&
Narrator::GetWay(Ptr<const Packet> packet)
{
    const auto [way, isNew] = m_ways.try_emplace(packet->GetUid());
    if (isNew)
    {
        m_numbers.push_back(packet->GetUid());
        if (m_numbers.size() > MAX_WAYS)
        {
            m_ways.erase(m_numbers.front());
            m_numbers.pop_front();
        }
    }
    return way->second;
}

} // namespace pmipv6
} // namespace ns3
