/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-access-router.h"

#include "pmipv6-node-disposal.h"
#include "pmipv6-random-streams.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(AccessRouter);

TypeId
AccessRouter::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AccessRouter")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<AccessRouter>()
            .AddAttribute("Prefix",
                          "The prefix to advertise, as \"fd00:9:0:1::/64\"; must be routed to the "
                          "node, and set before the start (RFC 4861).",
                          StringValue(""),
                          MakeStringAccessor(&AccessRouter::m_prefixText),
                          MakeStringChecker())
            .AddAttribute("AdvertiseAtAttach",
                          "Advertise to a node as soon as its link is up, as a router does that "
                          "learns of it from the link.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&AccessRouter::m_isAtAttach),
                          MakeBooleanChecker())
            .AddAttribute("MinRtrAdvInterval",
                          "Shortest time between unsolicited Router Advertisements, at most "
                          "MaxRtrAdvInterval; 0 s to 1800 s (RFC 4861, 6.2.1; RFC 6275, 7.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&AccessRouter::m_minInterval),
                          MakeTimeChecker(Time(0), Seconds(1800)))
            .AddAttribute("MaxRtrAdvInterval",
                          "Longest time between unsolicited Router Advertisements: each is drawn "
                          "anew, uniformly distributed, and each advertisement goes to all "
                          "attached nodes, one by one; 0: there are none but those that extend "
                          "what a node was told; 0 s to 1800 s (RFC 4861, 6.2.1 and 6.2.4).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&AccessRouter::m_maxInterval),
                          MakeTimeChecker(Time(0), Seconds(1800)));
    return tid;
}

Prefix
AccessRouter::GetPrefix() const
{
    const auto prefix = ParsePrefix(m_prefixText);
    NS_ABORT_MSG_UNLESS(prefix,
                        "AccessRouter::Prefix is \""
                            << m_prefixText
                            << "\"; allowed is an IPv6 prefix such as fd00:9:0:1::/64");
    return *prefix;
}

void
AccessRouter::AddAccess(Ptr<AccessLink> link)
{
    NS_ABORT_MSG_UNLESS(GetNode(),
                        "AccessRouter::AddAccess before the application is on a node: call "
                        "Node::AddApplication first");
    if (!m_discovery)
    {
        m_discovery = AccessNeighborDiscovery::Install(GetNode(), Mac48Address::Allocate());
        m_service->SetDiscovery(m_discovery);
        m_discovery->SetSolicitedCallback(
            [this](const LinkLayerAddress& node) { m_service->Advertise(node); });
        const auto learn = [this](const LinkLayerAddress& node, const Ipv6Address& address) {
            m_service->Learn(node, address);
        };
        m_discovery->SetClaimedCallback(learn);
        AccessDevice::Listener listener;
        listener.attached = [this](const LinkLayerAddress& node) { Welcome(node); };
        listener.detached = [this](const LinkLayerAddress& node, const std::string&) {
            m_service->Forget(node);
        };
        listener.addressed = learn;
        m_discovery->GetDevice()->SetListener(listener);
    }
    m_discovery->GetDevice()->AddLink(link);
}

void
AccessRouter::StartApplication()
{
    m_service->Start(MobilityForwarding::Install(GetNode()), GetPrefix());
    NS_ABORT_MSG_IF(m_minInterval > m_maxInterval,
                    "AccessRouter::MinRtrAdvInterval is "
                        << m_minInterval.As(Time::S) << ", and MaxRtrAdvInterval "
                        << m_maxInterval.As(Time::S) << "; allowed is at most the latter");
    Begin();
}

void
AccessRouter::Begin()
{
    if (m_discovery)
    {
        for (const auto& node : m_discovery->GetDevice()->GetAttached())
        {
            Welcome(node);
        }
    }
    ScheduleUnsolicited();
}

void
AccessRouter::ScheduleUnsolicited()
{
    m_unsolicited.Cancel();
    if (m_maxInterval.IsZero())
    {
        return;
    }
    if (!m_interval)
    {
        AssignStreams(GetStream(RandomStream::ROUTER_ADVERTISEMENTS, GetNode()->GetId()));
    }
    // RFC 4861, 6.2.4. Never at once, which would be without an end.
    const double span = static_cast<double>((m_maxInterval - m_minInterval).GetNanoSeconds());
    const Time interval =
        m_minInterval + NanoSeconds(static_cast<int64_t>(span * m_interval->GetValue(0, 1)));
    m_unsolicited = Simulator::Schedule(Max(interval, MilliSeconds(1)), [this] {
        if (m_discovery)
        {
            for (const auto& node : m_discovery->GetDevice()->GetAttached())
            {
                m_service->Advertise(node);
            }
        }
        ScheduleUnsolicited();
    });
}

int64_t
AccessRouter::AssignStreams(int64_t stream)
{
    m_interval = CreateObject<UniformRandomVariable>();
    m_interval->SetStream(stream);
    return 1;
}

void
AccessRouter::StopApplication()
{
    if (!m_service->IsRunning())
    {
        return;
    }
    m_unsolicited.Cancel();
    m_service->Stop();
}

void
AccessRouter::Restart()
{
    if (m_service->IsRunning())
    {
        // RFC 4861, 7.2.2: it solicits neighbors that are there when packets for them come; none is
        // lost meanwhile.
        m_service->Lose();
        Begin();
    }
}

void
AccessRouter::DoDispose()
{
    if (m_service->IsRunning() && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_unsolicited.Cancel();
    if (m_discovery)
    {
        m_discovery->GetDevice()->SetListener({});
        m_discovery->Dispose();
    }
    m_service->Dispose();
    m_discovery = nullptr;
    Application::DoDispose();
}

void
AccessRouter::Welcome(const LinkLayerAddress& node)
{
    m_service->Welcome(node);
    if (m_isAtAttach)
    {
        m_service->Advertise(node);
    }
}

} // namespace pmipv6
} // namespace ns3
