/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent.h"

#include "pmipv6-home-agent-rules.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-next-hop.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <set>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6HomeAgent");

NS_OBJECT_ENSURE_REGISTERED(HomeAgent);

namespace
{

/// @return the link-local address with the identifier of a home address
Ipv6Address
MakeLinkLocal(const Ipv6Address& homeAddress)
{
    uint8_t octets[16];
    homeAddress.GetBytes(octets);
    std::fill(octets, octets + 8, uint8_t{0});
    octets[0] = 0xfe;
    octets[1] = 0x80;
    return Ipv6Address(octets);
}

/// @return true if a node has the link-local address with that identifier (RFC 6275, 6.1.7, L)
bool
IsCompatible(const HomeBinding& row)
{
    return row.flags & UpdateFlag::LINK_LOCAL;
}

/// @return the addresses for which the agent answers on the home link
std::vector<Ipv6Address>
GetServedAddresses(const HomeBinding& row)
{
    std::vector<Ipv6Address> addresses{row.homeAddress};
    if (IsCompatible(row))
    {
        addresses.push_back(MakeLinkLocal(row.homeAddress));
    }
    return addresses;
}

} // namespace

TypeId
HomeAgent::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::HomeAgent")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<HomeAgent>()
            .AddAttribute("Address",
                          "Global address for its mobile nodes; must be set (RFC 6275, 10).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&HomeAgent::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("MaxLifetime",
                          "Longest lifetime granted to a binding, in whole units of 4 s; 4 s to "
                          "262136 s (RFC 6275, 10.3.1).",
                          TimeValue(Seconds(262136)),
                          MakeTimeAccessor(&HomeAgent::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(262136)))
            .AddAttribute("HomeDetection",
                          "How long duplicate address detection of a home address takes, before "
                          "its first registration is answered (RFC 6275, 10.3.1; RFC 4862).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&HomeAgent::m_detection),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("DeadTime",
                          "MAX_DELETE_BCE_TIMEOUT: how long the sequence number of a binding that "
                          "was de-registered is remembered (RFC 6275, 10.3.2 and 12).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&HomeAgent::m_deadTime),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("RefreshAdvice",
                          "Refresh Interval of Binding Refresh Advice options, in whole units of "
                          "4 s; told if it is less than the lifetime granted. 0: none is sent; 0 "
                          "s to 262136 s (RFC 6275, 6.2.4).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&HomeAgent::m_refreshAdvice),
                          MakeTimeChecker(Time(0), Seconds(262136)))
            .AddAttribute("NetworkMobility",
                          "Mobile network prefixes of the associations are bound with the home "
                          "address if a Binding Update has the R flag (implicit mode); else it is "
                          "refused with status 140 (RFC 3963, 6.2 and 6.6).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&HomeAgent::m_hasNetworkMobility),
                          MakeBooleanChecker())
            .AddAttribute("MaxBindings",
                          "Home addresses that the agent can have something of; the next one is "
                          "refused with status 130 (RFC 6275, 10.3.1).",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&HomeAgent::m_maxBindings),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("StateChange",
                            "A transition of a home registration.",
                            MakeTraceSourceAccessor(&HomeAgent::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Binding",
                            "A transition of a home registration, with the binding.",
                            MakeTraceSourceAccessor(&HomeAgent::m_binding),
                            "ns3::pmipv6::HomeAgent::BindingTracedCallback")
            .AddTraceSource("Refused",
                            "A Binding Update is refused.",
                            MakeTraceSourceAccessor(&HomeAgent::m_refused),
                            "ns3::pmipv6::HomeAgent::RefusedTracedCallback")
            .AddTraceSource("Discovery",
                            "A Home Agent Address Discovery Request is answered (RFC 6275, 10.5).",
                            MakeTraceSourceAccessor(&HomeAgent::m_discovery),
                            "ns3::pmipv6::HomeAgent::DiscoveryTracedCallback")
            .AddTraceSource("Ignored",
                            "A Binding Update is discarded without an answer.",
                            MakeTraceSourceAccessor(&HomeAgent::m_ignored),
                            "ns3::pmipv6::HomeAgent::IgnoredTracedCallback");
    return tid;
}

void
HomeAgent::AddMobileNode(HomeAssociation association)
{
    NS_ABORT_MSG_UNLESS(IsRoutableUnicast(Prefix(association.homeAddress, 128)),
                        "HomeAgent::AddMobileNode: homeAddress of \""
                            << association.identifier << "\" is " << association.homeAddress
                            << "; allowed is a routable unicast address");
    const auto [known, isNew] = m_nodes.emplace(association.homeAddress, association);
    NS_ABORT_MSG_UNLESS(isNew,
                        "HomeAgent::AddMobileNode: homeAddress of \""
                            << association.identifier << "\" is " << association.homeAddress
                            << ", which \"" << known->second.identifier
                            << "\" has; a home address belongs to one mobile node");
}

void
HomeAgent::StartApplication()
{
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "HomeAgent::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_signaling->GetHomeAddresses().Start(GetNode());
    m_check = m_signaling->GetHomeAddresses().AddBindingCheck(
        [this](const Ipv6Address& homeAddress, const Ipv6Address& careOf) {
            const auto* row = m_bindings.Find(homeAddress);
            return row && row->state == HomeBindingState::BOUND && row->careOf == careOf;
        });
    m_bindings.SetListener({[this](const auto&... change) { HandleChange(change...); },
                            [this](const HomeBinding& row) { HandleUnique(row); }});
    m_trusted.Start(m_signaling->GetAssociations());
    std::set<Prefix> homePrefixes;
    for (const auto& [homeAddress, association] : m_nodes)
    {
        m_linkLocals.emplace(MakeLinkLocal(homeAddress), homeAddress);
        homePrefixes.insert(association.homePrefix);
        m_trusted.Add(homeAddress, {MessageType::BINDING_UPDATE});
    }
    m_traffic.Start(GetNode(), homePrefixes);
    if (m_link)
    {
        m_link->SetProxy({[this](const auto&... asked) { return IsDefended(asked...); },
                          [this](const LinkLayerAddress&, const Ipv6Address& address) {
                              HandleOwner(address);
                          }});
    }
    m_directory.SetListener([this](const auto&... answered) { m_discovery(answered...); });
    m_directory.Start(GetNode(), m_address, homePrefixes, m_hasNetworkMobility);
    m_handler = m_signaling->AddHandler(
        MessageType::BINDING_UPDATE,
        [this](const MobilityMessage& message, const MessageContext& context) {
            const auto& update = std::get<BindingUpdate>(message);
            const bool isForAgent = update.flags & UpdateFlag::HOME_REGISTRATION;
            if (update.IsProxy() || !isForAgent || context.destination != m_address)
            {
                return false;
            }
            Handle(update, context);
            return true;
        });
}

void
HomeAgent::StopApplication()
{
    if (!m_handler)
    {
        return;
    }
    m_directory.Stop();
    m_signaling->RemoveHandler(*m_handler);
    m_handler.reset();
    m_signaling->GetHomeAddresses().RemoveBindingCheck(m_check);
    if (m_link)
    {
        m_link->SetProxy({});
    }
    m_bindings.Clear();
    m_traffic.Stop();
    m_linkLocals.clear();
    m_trusted.Clear();
}

void
HomeAgent::DoDispose()
{
    if (m_handler && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_handler.reset();
    m_bindings.SetListener({});
    m_bindings.Clear();
    m_shared = {};
    m_directory.Dispose();
    m_signaling = nullptr;
    m_traffic.Dispose();
    m_link = nullptr;
    Application::DoDispose();
}

void
HomeAgent::Restart()
{
    if (m_handler)
    {
        m_bindings.Clear();
    }
}

void
HomeAgent::Handle(const BindingUpdate& update, const MessageContext& context)
{
    const Ipv6Address home = context.source;
    const Ipv6Address source = context.careOf.value_or(home);
    const auto association = m_nodes.find(home);
    const auto* known = m_bindings.Find(home);
    const auto verdict =
        DecideHomeUpdate({update,
                          home,
                          source,
                          association == m_nodes.end() ? nullptr : &association->second,
                          known,
                          m_bindings.GetSize() < m_maxBindings,
                          m_hasNetworkMobility,
                          m_maxLifetime,
                          m_shared.isThere && m_shared.isThere(home)});
    if (verdict.action == HomeUpdateAction::DISCARD)
    {
        m_ignored(home, verdict.reason);
        return;
    }
    HomeBinding row = known ? *known : HomeBinding();
    row.identifier = association->second.identifier;
    row.homeAddress = home;
    if (verdict.action == HomeUpdateAction::REFUSE)
    {
        row.sequence = verdict.sequence;
        row.lifetime = Time(0);
        m_refused(home, verdict.status);
        Answer(verdict.status, row, source);
        if (verdict.isNoted)
        {
            Release(row);
        }
        return;
    }
    row.sequence = update.sequence;
    row.flags = update.flags;
    row.lifetime = verdict.lifetime;
    if (verdict.action == HomeUpdateAction::RELEASE)
    {
        Release(row);
        Answer(BindingStatus::ACCEPTED, row, source);
        return;
    }
    row.careOf = verdict.careOf;
    if (verdict.action == HomeUpdateAction::DETECT)
    {
        Detect(row);
        return; // The answer comes when it has ended.
    }
    Bind(row);
    Answer(BindingStatus::ACCEPTED, row, source);
}

void
HomeAgent::Bind(HomeBinding row)
{
    row.until = AddLifetime(Simulator::Now(), row.lifetime);
    m_bindings.Apply(row, HomeBindingEvent::UPDATE);
    if (row.state != HomeBindingState::BOUND)
    {
        // In place of another protocol's entry, whose home address it is already.
        m_bindings.Apply(row, HomeBindingEvent::UNIQUE);
    }
}

void
HomeAgent::Release(HomeBinding row)
{
    row.until = Simulator::Now() + m_deadTime;
    if (row.state != HomeBindingState::NONE || !m_shared.remove)
    {
        m_bindings.Apply(row, HomeBindingEvent::DEREGISTERED);
    }
    if (m_shared.remove)
    {
        m_shared.remove(row.homeAddress, "de-registered-by-binding-update");
        Overwrite(row.homeAddress); // One entry, one number.
    }
}

void
HomeAgent::Overwrite(const Ipv6Address& homeAddress)
{
    if (const auto* row = m_bindings.Find(homeAddress))
    {
        m_bindings.Apply(HomeBinding(*row), HomeBindingEvent::OVERWRITTEN);
    }
}

void
HomeAgent::ForEachMobileNode(const std::function<void(const HomeAssociation&)>& visit) const
{
    for (const auto& [homeAddress, association] : m_nodes)
    {
        visit(association);
    }
}

void
HomeAgent::Detect(HomeBinding row)
{
    if (row.state == HomeBindingState::DETECTING)
    {
        m_bindings.Apply(row, HomeBindingEvent::UPDATE); // It joins the detection under way.
        return;
    }
    row.until = Simulator::Now() + m_detection;
    m_bindings.Apply(row, HomeBindingEvent::UPDATE);
    if (m_link)
    {
        for (const auto& address : GetServedAddresses(row))
        {
            m_link->AskForOwner(address);
        }
    }
}

const HomeBinding*
HomeAgent::FindServed(const Ipv6Address& address) const
{
    const auto known = m_linkLocals.find(address);
    const auto* row = m_bindings.Find(known == m_linkLocals.end() ? address : known->second);
    const bool isServed = row && (known == m_linkLocals.end() || IsCompatible(*row));
    return isServed ? row : nullptr;
}

bool
HomeAgent::IsDefended(const LinkLayerAddress& node, const Ipv6Address& address) const
{
    const auto* row = FindServed(address);
    return row && row->state == HomeBindingState::BOUND &&
           !HasSameIdentifier(MakeLinkLocalAddress(node), address);
}

void
HomeAgent::HandleOwner(const Ipv6Address& address)
{
    const auto* known = FindServed(address);
    if (known && known->state == HomeBindingState::DETECTING)
    {
        HomeBinding row = *known;
        row.lifetime = Time(0);
        m_bindings.Apply(row, HomeBindingEvent::DUPLICATE);
        m_refused(row.homeAddress, BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED);
        Answer(BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED, row, row.careOf);
    }
}

void
HomeAgent::HandleUnique(HomeBinding row)
{
    row.until = AddLifetime(Simulator::Now(), row.lifetime);
    m_bindings.Apply(row, HomeBindingEvent::UNIQUE);
    if (m_link)
    {
        for (const auto& address : GetServedAddresses(row))
        {
            m_link->AdvertiseAddress(address); // RFC 6275, 10.4.1
        }
    }
    Answer(BindingStatus::ACCEPTED, row, row.careOf);
}

void
HomeAgent::HandleChange(const HomeBinding& row,
                        HomeBindingState from,
                        HomeBindingState to,
                        HomeBindingEvent event)
{
    if (to == HomeBindingState::BOUND)
    {
        m_traffic.Open(row, m_nodes.at(row.homeAddress), m_address);
        if (m_shared.remove)
        {
            m_shared.remove(row.homeAddress, "overwritten-by-binding-update");
        }
    }
    else if (from == HomeBindingState::BOUND)
    {
        m_traffic.Close(row, m_nodes.at(row.homeAddress));
    }
    NS_LOG_INFO("home registration of " << row.identifier << ": " << GetStateName(from) << " > "
                                        << GetStateName(to) << ", " << GetEventName(event));
    m_stateChange({row.identifier,
                   "home-binding",
                   GetStateName(from),
                   GetStateName(to),
                   GetEventName(event)});
    m_binding(row, from, to);
}

void
HomeAgent::Answer(BindingStatus status, const HomeBinding& row, const Ipv6Address& destination)
{
    BindingAcknowledgement answer;
    answer.status = status;
    answer.sequence = row.sequence;
    answer.lifetime = ToMessageLifetime(row.lifetime);
    if (row.flags & UpdateFlag::MOBILE_ROUTER)
    {
        answer.flags |= AcknowledgementFlag::MOBILE_ROUTER; // RFC 3963, 4.2
    }
    const uint16_t advice = ToMessageLifetime(m_refreshAdvice);
    if (advice > 0 && advice < answer.lifetime)
    {
        answer.options.emplace_back(BindingRefreshAdviceOption{advice});
    }
    CareOfAddresses careOf;
    careOf.destination = destination == row.homeAddress ? Ipv6Address::GetAny() : destination;
    const char* purpose = IsAccepted(status) ? "answer" : "refusal";
    m_signaling->Send(answer, m_address, row.homeAddress, purpose, false, false, careOf);
}

} // namespace pmipv6
} // namespace ns3
