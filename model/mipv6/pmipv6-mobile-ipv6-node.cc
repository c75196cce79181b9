/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-ipv6-node.h"

#include "pmipv6-host-neighbor-discovery.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobileIpv6Node");

NS_OBJECT_ENSURE_REGISTERED(MobileIpv6Node);

namespace
{

/// @return true if a later try may be accepted (RFC 6275, 6.1.8)
bool
IsPassing(BindingStatus status)
{
    return status == BindingStatus::REASON_UNSPECIFIED ||
           status == BindingStatus::INSUFFICIENT_RESOURCES;
}

} // namespace

TypeId
MobileIpv6Node::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobileIpv6Node")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MobileIpv6Node>()
            .AddAttribute("Lifetime",
                          "Lifetime asked for a binding, in whole units of 4 s; 4 s to 262136 s "
                          "(RFC 6275, 11.7.1).",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&MobileIpv6Node::m_lifetime),
                          MakeTimeChecker(Seconds(4), Seconds(262136)))
            .AddAttribute("RefreshShare",
                          "Share of the lifetime granted after which the binding is extended; 0.1 "
                          "to 1 (Choices).",
                          DoubleValue(0.8),
                          MakeDoubleAccessor(&MobileIpv6Node::m_refreshShare),
                          MakeDoubleChecker<double>(0.1, 1))
            .AddAttribute("DetectionDelay",
                          "From the Router Advertisement of another link until the node takes it "
                          "that it has moved (RFC 6275, 11.5.1).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&MobileIpv6Node::m_detectionDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("CareOfDetection",
                          "How long duplicate address detection of a care-of address takes before "
                          "it is used; 0: it is used at once, as an optimistic one (RFC 4862, "
                          "5.4; RFC 4429).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&MobileIpv6Node::m_careOfDetection),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("SolicitRouters",
                          "Ask for a router on a link where none is heard of within 1 s; else "
                          "wait until one advertises by itself (RFC 4861, 6.3.7).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&MobileIpv6Node::m_isSoliciting),
                          MakeBooleanChecker())
            .AddAttribute("InitialBindackTimeoutFirstReg",
                          "First time-out of a Binding Update while the home agent may have no "
                          "binding, and so detects duplicates first (RFC 6275, 11.8 and 12).",
                          TimeValue(Seconds(1.5)),
                          MakeTimeAccessor(&MobileIpv6Node::m_firstTimeout),
                          MakeTimeChecker(NanoSeconds(1)))
            .AddAttribute("RetryDelay",
                          "How long after a refusal with status 128 or 130 the node asks again; "
                          "0: not before it moves (Choices).",
                          TimeValue(Seconds(60)),
                          MakeTimeAccessor(&MobileIpv6Node::m_retryDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("NetworkMobility",
                          "The node's mobile network prefixes move with it: its Binding Updates "
                          "have the R flag, in implicit mode (RFC 3963, 5.2; RFC 6612, 4.2.1).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobileIpv6Node::m_isRouter),
                          MakeBooleanChecker())
            .AddAttribute("RouteOptimization",
                          "Register the care-of address with correspondents too, by return "
                          "routability; to be set before the start (RFC 6275, 11.7.2).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobileIpv6Node::m_isOptimizing),
                          MakeBooleanChecker())
            .AddTraceSource("StateChange",
                            "A transition of the node.",
                            MakeTraceSourceAccessor(&MobileIpv6Node::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("CareOf",
                            "The node has another care-of address, and begins to use it.",
                            MakeTraceSourceAccessor(&MobileIpv6Node::m_careOfTrace),
                            "ns3::Ipv6Address::TracedCallback")
            .AddTraceSource("Registered",
                            "The home agent has accepted a Binding Update, or has no binding "
                            "that one could end.",
                            MakeTraceSourceAccessor(&MobileIpv6Node::m_registered),
                            "ns3::pmipv6::MobileIpv6Node::RegisteredTracedCallback")
            .AddTraceSource("Refused",
                            "The home agent has refused a Binding Update.",
                            MakeTraceSourceAccessor(&MobileIpv6Node::m_refused),
                            "ns3::pmipv6::MobileIpv6Node::RefusedTracedCallback");
    return tid;
}

void
MobileIpv6Node::SetAssociation(const HomeAssociation& association)
{
    for (const auto& address : {association.homeAddress, association.homeAgent})
    {
        NS_ABORT_MSG_UNLESS(IsRoutableUnicast(Prefix(address, 128)),
                            "MobileIpv6Node::SetAssociation: an address of \""
                                << association.identifier << "\" is " << address
                                << "; allowed is a routable unicast address");
    }
    m_association = association;
}

void
MobileIpv6Node::StartApplication()
{
    NS_ABORT_MSG_IF(m_association.homeAddress.IsAny(),
                    "MobileIpv6Node on node " << GetNode()->GetId()
                                              << " has no home agent: SetAssociation");
    m_host = GetNode()->GetObject<Ipv6Host>();
    NS_ABORT_MSG_UNLESS(m_host,
                        "MobileIpv6Node: the IPv6 host of node "
                            << GetNode()->GetId()
                            << " is not completed; allowed is one with Ipv6Host::Install");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_tunnel.Start(GetNode(), m_association);
    m_trusted.Start(m_signaling->GetAssociations());
    m_trusted.Add(m_association.homeAgent, {MessageType::BINDING_ACKNOWLEDGEMENT});
    if (m_isOptimizing)
    {
        m_optimizer->Start(GetNode(), m_association);
    }
    m_movement.Start({m_host,
                      m_association.homePrefix,
                      m_detectionDelay,
                      m_isSoliciting,
                      [this](const VisitedLink& link, bool wasThere) {
                          Settle(link, wasThere ? Time(0) : m_careOfDetection);
                      }});
}

void
MobileIpv6Node::StopApplication()
{
    if (!m_host)
    {
        return;
    }
    Forget();
    m_optimizer->Stop();
    m_bootstrap->Forget();
    m_tunnel.Stop();
    m_movement.Stop();
    m_host = nullptr;
    m_trusted.Clear();
    m_isPlain = false;
    m_isTold = false;
    m_careOf = Ipv6Address::GetAny();
    Apply(MobileNodeEvent::STOPPED);
}

void
MobileIpv6Node::DoDispose()
{
    if (m_host && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    Forget();
    m_host = nullptr;
    m_optimizer->Dispose();
    m_bootstrap->Dispose();
    m_signaling = nullptr;
    m_tunnel.Dispose();
    Application::DoDispose();
}

void
MobileIpv6Node::Apply(MobileNodeEvent event)
{
    const auto from = m_state;
    const auto to = GetMobileNodeTable().Find(from, event);
    NS_ABORT_MSG_UNLESS(to,
                        "MobileIpv6Node: no transition of " << GetStateName(from) << " by "
                                                            << GetEventName(event));
    m_state = *to;
    NS_LOG_INFO(m_association.identifier << ": " << GetStateName(from) << " > " << GetStateName(*to)
                                         << ", " << GetEventName(event));
    m_stateChange({m_association.identifier,
                   "home-registration",
                   GetStateName(from),
                   GetStateName(*to),
                   GetEventName(event)});
}

void
MobileIpv6Node::Forget()
{
    m_update.Cancel();
    m_bootstrap->Cancel();
    m_test.Cancel();
    m_expiry = Time::Max();
    m_refresh = Time::Max();
    m_retry = Time::Max();
    m_timer.Update();
}

void
MobileIpv6Node::Settle(const VisitedLink& link, Time test)
{
    Forget();
    m_optimizer->Leave();
    // RFC 6275, 11.5.4: care-of addresses of a link that is out of reach are of no use any more.
    m_host->LeaveOthers(link.interface, link.router, link.prefixes);
    if (link.prefix == m_association.homePrefix)
    {
        Return();
        return;
    }
    const auto* own = m_host->GetState().FindAddress(link.interface, link.prefix);
    m_careOf = own ? own->address : Ipv6Address::GetAny();
    m_tunnel.Close("no-care-of-address");
    Apply(MobileNodeEvent::MOVED);
    if (m_careOf.IsAny())
    {
        return; // The host has refused the prefix, and says why.
    }
    if (test.IsZero())
    {
        HandleTested();
        return;
    }
    m_test = Simulator::Schedule(test, [this] { HandleTested(); });
}

bool
MobileIpv6Node::IsDuplicate() const
{
    const auto interface =
        GetNode()->GetObject<Ipv6L3Protocol>()->GetInterface(m_movement.GetLink()->interface);
    for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
    {
        const auto address = interface->GetAddress(i);
        if (address.GetAddress() == m_careOf)
        {
            return address.GetState() == Ipv6InterfaceAddress::INVALID;
        }
    }
    return true; // It is gone.
}

void
MobileIpv6Node::HandleTested()
{
    if (IsDuplicate())
    {
        NS_LOG_INFO(m_association.identifier << ": " << m_careOf << " cannot be used");
        m_careOf = Ipv6Address::GetAny();
        return;
    }
    m_careOfTrace(m_careOf);
    m_bootstrap->Run(GetNode(), m_association, m_careOf, [this] { Register(); });
}

void
MobileIpv6Node::Register()
{
    Ask(m_lifetime);
    m_optimizer->Move(m_careOf); // RFC 6275, 11.7.2: right behind the Binding Update.
}

void
MobileIpv6Node::Return()
{
    m_careOf = Ipv6Address::GetAny();
    m_isFirst = true; // The home agent detects duplicates when the node leaves again.
    Apply(m_isTold ? MobileNodeEvent::RETURNED : MobileNodeEvent::RETURNED_UNTOLD);
    m_optimizer->Return();
    if (m_isTold)
    {
        // RFC 6275, 11.5.5: until a Binding Update leaves.
        m_tunnel.Close("home-binding-not-ended");
        Ask(Time(0));
        return;
    }
    m_tunnel.Leave();
    m_optimizer->NoteHome(Time::Max());
}

void
MobileIpv6Node::Ask(Time lifetime)
{
    HomeUpdate::Parts parts;
    parts.signaling = m_signaling;
    parts.association = m_association;
    parts.careOf = m_careOf;
    parts.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
    const auto ipv6 = GetNode()->GetObject<Ipv6L3Protocol>();
    const auto linkLocal =
        ipv6->GetInterface(m_movement.GetLink()->interface)->GetLinkLocalAddress();
    if (HasSameIdentifier(linkLocal.GetAddress(), m_association.homeAddress))
    {
        parts.flags |= UpdateFlag::LINK_LOCAL; // RFC 6275, 11.7.1
    }
    if (m_isRouter && !m_isPlain)
    {
        parts.flags |= UpdateFlag::MOBILE_ROUTER; // RFC 3963, 5.2, implicit mode
    }
    parts.lifetime = lifetime;
    parts.firstTimeout = m_isFirst && !lifetime.IsZero() ? m_firstTimeout : Time(0);
    parts.refreshShare = m_refreshShare;
    parts.purpose = m_state == MobileNodeState::REGISTERED ? EXTENSION_PURPOSE : "";
    parts.sent = [this] {
        // RFC 6275, 11.5.5 and 11.6.3: from the Binding Update on.
        if (m_careOf.IsAny())
        {
            m_tunnel.Leave();
        }
        else
        {
            m_tunnel.Open(m_careOf);
            m_isTold = true;
        }
    };
    parts.done = [this](const auto&... answered) { HandleAnswer(answered...); };
    m_refresh = Time::Max();
    m_retry = Time::Max();
    m_timer.Update();
    if (m_state != MobileNodeState::RETURNING)
    {
        Apply(MobileNodeEvent::ASKED);
    }
    m_update.Ask(std::move(parts));
}

void
MobileIpv6Node::HandleAnswer(const HomeAnswerVerdict& verdict, BindingStatus status)
{
    switch (verdict.action)
    {
    case HomeAnswerAction::TAKE:
        m_isFirst = m_state == MobileNodeState::RETURNING;
        m_expiry = verdict.expiry;
        m_refresh = verdict.refresh;
        m_tunnel.SetNetworks(verdict.hasNetworks);
        Apply(MobileNodeEvent::ACCEPTED);
        if (m_state == MobileNodeState::HOME)
        {
            m_isTold = false;
            TellNeighbors();
        }
        m_registered(m_association.homeAddress, m_careOf, m_expiry);
        m_optimizer->NoteHome(m_expiry);
        break;
    case HomeAnswerAction::ASK_AS_HOST:
        m_isPlain = true; // RFC 3963, 5.4.1
        m_refused(m_association.homeAddress, status);
        Ask(m_lifetime);
        return;
    case HomeAnswerAction::RESEQUENCE:
    case HomeAnswerAction::GIVE_UP:
        GiveUp(status);
        break;
    }
    m_timer.Update();
}

void
MobileIpv6Node::TellNeighbors()
{
    const auto interface =
        GetNode()->GetObject<Ipv6L3Protocol>()->GetInterface(m_movement.GetLink()->interface);
    for (const auto& address :
         {m_association.homeAddress, interface->GetLinkLocalAddress().GetAddress()})
    {
        HostNeighborDiscovery::Advertise(interface, address);
    }
}

void
MobileIpv6Node::GiveUp(BindingStatus status)
{
    m_expiry = Time::Max();
    if (m_state != MobileNodeState::RETURNING)
    {
        m_optimizer->Leave();
        m_tunnel.Close("home-registration-refused");
        const bool isToRetry = IsPassing(status) && !m_retryDelay.IsZero();
        m_retry = isToRetry ? Simulator::Now() + m_retryDelay : Time::Max();
    }
    Apply(MobileNodeEvent::REJECTED);
    m_refused(m_association.homeAddress, status);
    if (m_state == MobileNodeState::HOME)
    {
        m_isTold = false;
        m_optimizer->NoteHome(Time::Max()); // It is at home, whoever knows.
    }
}

void
MobileIpv6Node::HandleDue()
{
    const Time now = Simulator::Now();
    if (m_expiry <= now)
    {
        // The home agent was not heard of for the whole lifetime; it goes on being asked.
        m_expiry = Time::Max();
        m_isFirst = true;
        Apply(MobileNodeEvent::EXPIRED);
        m_optimizer->NoteHomeLost();
        if (m_update.IsUnderWay())
        {
            return;
        }
    }
    if (m_retry <= now)
    {
        Register();
        return;
    }
    Ask(m_lifetime);
}

} // namespace pmipv6
} // namespace ns3
