/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-handover.h"

#include "pmipv6-scheduled-time.h"

#include "ns3/abort.h"
#include "ns3/ap-wifi-mac.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6WifiHandover");

NS_OBJECT_ENSURE_REGISTERED(WifiHandover);

namespace
{

/// What a station looks for that shall find nothing.
const char* const NOBODYS_SSID = "pmipv6-nobody";
/// Where it listens meanwhile: any channel but the one that it leaves, for a change of channel is
/// what ends an association in ns-3.
constexpr uint32_t AWAY_CHANNEL = 36;
constexpr uint32_t OTHER_AWAY_CHANNEL = 40;

} // namespace

TypeId
WifiHandover::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::WifiHandover")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<WifiHandover>()
            .AddAttribute("Patience",
                          "How long a move waits for an association that may be under way; 1 ms "
                          "or more.",
                          TimeValue(MilliSeconds(200)),
                          MakeTimeAccessor(&WifiHandover::m_patience),
                          MakeTimeChecker(MilliSeconds(1)));
    return tid;
}

void
WifiHandover::DoDispose()
{
    m_waiting.Cancel();
    m_target = nullptr;
    m_observer = nullptr;
    Object::DoDispose();
}

void
WifiHandover::SetObserver(Ptr<WifiStationObserver> observer)
{
    NS_ABORT_MSG_IF(m_observer, "WifiHandover: its station is set already; allowed is once");
    m_observer = observer;
    m_observer->TraceConnectWithoutContext("LinkUp",
                                           MakeCallback(&WifiHandover::HandleLinkUp, this));
}

void
WifiHandover::MoveAt(Time time, Ptr<NetDevice> accessPoint)
{
    const Time delay = GetDelayUntil(time, "WifiHandover::MoveAt");
    Simulator::ScheduleWithContext(
        m_observer->GetDevice()->GetNode()->GetId(),
        delay,
        [handover = Ptr<WifiHandover>(this), accessPoint] { handover->Move(accessPoint); });
}

void
WifiHandover::Move(Ptr<NetDevice> accessPoint)
{
    m_target = DynamicCast<WifiNetDevice>(accessPoint);
    NS_ABORT_MSG_UNLESS(m_target && DynamicCast<ApWifiMac>(m_target->GetMac()),
                        "WifiHandover: the device to move to is no access point; allowed is a "
                        "WifiNetDevice with an ApWifiMac");
    if (!m_waiting.IsExpired())
    {
        return;
    }
    if (m_isAway || m_observer->IsLinkUp() || !m_observer->GetDevice()->IsInitialized())
    {
        Switch();
    }
    else
    {
        m_waiting = Simulator::Schedule(m_patience, &WifiHandover::Switch, this);
    }
}

void
WifiHandover::Leave()
{
    m_target = nullptr;
    if (!m_isAway)
    {
        m_isAway = true;
        m_waiting.Cancel();
        Switch();
    }
}

void
WifiHandover::HandleLinkUp(Mac48Address /* accessPoint */)
{
    if (m_target)
    {
        // The station tells of its association before it counts itself as associated.
        m_waiting.Cancel();
        m_waiting = Simulator::ScheduleNow(&WifiHandover::Switch, this);
    }
}

Time
WifiHandover::GetTimeUntilFree() const
{
    const auto phy = DynamicCast<WifiNetDevice>(m_observer->GetDevice())->GetPhy();
    // At the end of a change of channel ns-3's MAC gives its association up, in an event of its
    // own.
    if (Simulator::Now() <= m_switched)
    {
        return m_switched - Simulator::Now() + NanoSeconds(1);
    }
    if (phy->IsStateSwitching())
    {
        return phy->GetDelayUntilIdle() + NanoSeconds(1);
    }
    const auto afterResponse = phy->GetSifs() + MicroSeconds(1);
    if (phy->IsStateTx())
    {
        return phy->GetDelayUntilIdle() + afterResponse;
    }
    const auto quiet = Simulator::Now() - phy->GetLastRxEndTime();
    return quiet.IsStrictlyNegative() ? Time(0) : Max(Time(0), afterResponse - quiet);
}

void
WifiHandover::SetChannel(const WifiOperatingChannel& channel)
{
    const auto station = DynamicCast<WifiNetDevice>(m_observer->GetDevice());
    channel.ApplyTo(station->GetPhy());
    if (station->IsInitialized())
    {
        TimeValue delay;
        station->GetPhy()->GetAttribute("ChannelSwitchDelay", delay);
        m_switched = Simulator::Now() + delay.Get();
    }
}

void
WifiHandover::Switch()
{
    const auto station = DynamicCast<WifiNetDevice>(m_observer->GetDevice());
    // ns-3's MAC sends an acknowledgement a SIFS after the frame, even if the radio has begun to
    // switch by then; and a radio that is switching cannot be told another channel. Both would end
    // the program.
    const auto wait = station->IsInitialized() ? GetTimeUntilFree() : Time(0);
    if (wait.IsStrictlyPositive())
    {
        m_waiting = Simulator::Schedule(wait, &WifiHandover::Switch, this);
        return;
    }
    const bool leaves = m_observer->IsLinkUp();
    const auto mac = station->GetMac();
    BooleanValue activeProbing;
    mac->GetAttribute("ActiveProbing", activeProbing);
    m_observer->NotifyLeaving();
    if (!m_target)
    {
        NS_LOG_DEBUG(station->GetAddress() << " goes away");
        m_probing = m_probing.value_or(activeProbing.Get()); // It may be away already.
        mac->SetSsid(Ssid(NOBODYS_SSID));
        WifiOperatingChannel channel = WifiOperatingChannel::Of(station->GetPhy());
        channel.number = channel.number == AWAY_CHANNEL ? OTHER_AWAY_CHANNEL : AWAY_CHANNEL;
        SetChannel(channel);
        mac->SetAttribute("ActiveProbing", BooleanValue(false));
        return;
    }
    NS_LOG_DEBUG(station->GetAddress() << " goes to " << m_target->GetAddress());
    mac->SetSsid(m_target->GetMac()->GetSsid());
    SetChannel(WifiOperatingChannel::Of(m_target->GetPhy()));
    m_target = nullptr;
    if (!leaves)
    {
        // Setting this attribute begins a scan anew: what the present one found is on the old
        // channel. A station that leaves scans by itself.
        mac->SetAttribute("ActiveProbing", BooleanValue(m_probing.value_or(activeProbing.Get())));
    }
    m_probing.reset();
    m_isAway = false;
}

} // namespace pmipv6
} // namespace ns3
