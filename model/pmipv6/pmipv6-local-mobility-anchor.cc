/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-local-mobility-anchor.h"

#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-timestamp.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LocalMobilityAnchor");

NS_OBJECT_ENSURE_REGISTERED(LocalMobilityAnchor);

namespace
{

/// @return true if packets may be sent to an address beyond a link
bool
IsUnicastRoutable(const Ipv6Address& address)
{
    return !address.IsAny() && !address.IsLocalhost() && !address.IsMulticast() &&
           !address.IsLinkLocal();
}

} // namespace

TypeId
LocalMobilityAnchor::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LocalMobilityAnchor")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LocalMobilityAnchor>()
            .AddAttribute("Address",
                          "LMAA, a global address of the node at which gateways reach it (RFC "
                          "5213, 2.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&LocalMobilityAnchor::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("PrefixPool",
                          "Range from which home network prefixes are assigned, as "
                          "\"fd00:1::/48\"; empty: none are (RFC 5213, 5.3.2).",
                          StringValue(""),
                          MakeStringAccessor(&LocalMobilityAnchor::m_poolRange),
                          MakeStringChecker())
            .AddAttribute("PrefixLength",
                          "Length of an assigned home network prefix in bits.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixLength),
                          MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("PrefixesPerSession",
                          "How many prefixes a session gets that asks for an assignment (RFC 5213, "
                          "5.3.2).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixesPerSession),
                          MakeUintegerChecker<uint32_t>(1, MAX_SESSION_PREFIXES))
            .AddAttribute("MinDelayBeforeBCEDelete",
                          "How long a de-registered session waits for a new gateway (RFC 5213, "
                          "9.1).",
                          TimeValue(MilliSeconds(10000)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_minDelayBeforeDelete),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxDelayBeforeNewBCEAssign",
                          "How long a request over an interface that has no session waits for the "
                          "de-registration of the node's only session, if the gateway cannot tell "
                          "a handoff from a new interface; 0: not at all (RFC 5213, 5.4.1.2 and "
                          "9.1).",
                          TimeValue(MilliSeconds(1500)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxDelayBeforeAssign),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("TimestampValidityWindow",
                          "How far a request's timestamp may be from this node's time of day (RFC "
                          "5213, 9.1).",
                          TimeValue(MilliSeconds(300)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_timestampWindow),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MobileNodeGeneratedTimestampInUse",
                          "Timestamps come from mobile nodes, whose clocks may differ: they only "
                          "order requests, whatever the TimestampValidityWindow (RFC 5213, 5.5 and "
                          "9.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_nodeTimestampInUse),
                          MakeBooleanChecker())
            .AddAttribute("MaxLifetime",
                          "The longest lifetime of a binding that is granted.",
                          TimeValue(Seconds(3600)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute(
                "UplinkGrace",
                "How long packets that the previous gateway has tunnelled are still taken "
                "after a handover.",
                TimeValue(Seconds(1)),
                MakeTimeAccessor(&LocalMobilityAnchor::m_uplinkGrace),
                MakeTimeChecker(Time(0)))
            .AddAttribute("ClockOffset",
                          "By how much this node's time of day is ahead, for studies of clock skew "
                          "(RFC 5213, 5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_clockOffset),
                          MakeTimeChecker())
            .AddTraceSource("StateChange",
                            "A transition of a binding.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Binding",
                            "A transition of a binding, with the binding cache entry.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_binding),
                            "ns3::pmipv6::LocalMobilityAnchor::BindingTracedCallback")
            .AddTraceSource("Refused",
                            "A request is refused: mobile node, status.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_refused),
                            "ns3::pmipv6::LocalMobilityAnchor::RefusedTracedCallback")
            .AddTraceSource("Ignored",
                            "A request is ignored: mobile node, reason.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_ignored),
                            "ns3::pmipv6::LocalMobilityAnchor::IgnoredTracedCallback");
    return tid;
}

void
LocalMobilityAnchor::SetPolicyStore(Ptr<PolicyStore> store)
{
    m_policies = store;
}

void
LocalMobilityAnchor::AddGateway(const Ipv6Address& address)
{
    m_gateways.push_back(address);
    if (m_signaling)
    {
        m_signaling->GetAssociations().Add(address, {"ProxyBindingUpdate"});
    }
}

Ipv6Address
LocalMobilityAnchor::GetAddress() const
{
    return m_address;
}

bool
LocalMobilityAnchor::OwnsAddress(const Ipv6Address& address) const
{
    return (m_pool && m_pool->GetRange().Contains(address)) ||
           m_cache.FindByPrefix(Prefix(address, m_prefixLength));
}

void
LocalMobilityAnchor::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_policies,
                        "LocalMobilityAnchor on node " << GetNode()->GetId()
                                                       << " has no policy store: SetPolicyStore");
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "LocalMobilityAnchor::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_forwarding = MobilityForwarding::Install(GetNode());
    if (!m_poolRange.empty() && !m_pool)
    {
        const auto range = ParsePrefix(m_poolRange);
        NS_ABORT_MSG_UNLESS(range,
                            "LocalMobilityAnchor::PrefixPool is \""
                                << m_poolRange
                                << "\"; allowed is an IPv6 prefix such as fd00:1::/48, or nothing");
        m_pool.emplace(*range, m_prefixLength);
        // What nobody has registered must not leave by a default route, and come back.
        ForwardingMatch match;
        match.destination = m_pool->GetRange();
        m_forwarding->Set(match, DropAction{"no-binding"});
    }
    for (const auto& gateway : m_gateways)
    {
        m_signaling->GetAssociations().Add(gateway, {"ProxyBindingUpdate"});
    }
    m_handler = m_signaling->AddHandler(
        MessageType::BINDING_UPDATE,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleBindingUpdate(message, context);
        });
}

void
LocalMobilityAnchor::StopApplication()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_handler.reset();
    }
    m_timer.Cancel();
    ForgetWaiting();
    while (const auto* session = m_cache.GetNextToExpire())
    {
        Transition(*session, session->state, BindingState::NONE, "anchor-stopped");
    }
}

void
LocalMobilityAnchor::DoDispose()
{
    m_timer.Cancel();
    ForgetWaiting();
    m_policies = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
    m_cache.Clear();
    Application::DoDispose();
}

uint64_t
LocalMobilityAnchor::GetTimestamp() const
{
    return ToMobilityTimestamp(Simulator::Now() + m_clockOffset);
}

uint16_t
LocalMobilityAnchor::GrantLifetime(uint16_t requested) const
{
    const auto limit = static_cast<uint16_t>(m_maxLifetime.GetSeconds() / LIFETIME_UNIT_SECONDS);
    return std::min(requested, limit);
}

LocalMobilityAnchor::Registration
LocalMobilityAnchor::Read(const BindingUpdate& update, const MessageContext& context)
{
    Registration registration;
    registration.update = &update;
    registration.source = context.source;
    const auto* alternate = FindOption<AlternateCareOfAddressOption>(update.options);
    registration.careOf = alternate ? alternate->address : context.source;
    registration.node = FindOption<MobileNodeIdentifierOption>(update.options);
    for (const auto& option : update.options)
    {
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            registration.prefixes.push_back(prefix->prefix);
        }
    }
    registration.handoff = FindOption<HandoffIndicatorOption>(update.options);
    registration.technology = FindOption<AccessTechnologyTypeOption>(update.options);
    registration.linkLayer = FindOption<MobileNodeLinkLayerIdentifierOption>(update.options);
    registration.linkLocal = FindOption<LinkLocalAddressOption>(update.options);
    registration.timestamp = FindOption<TimestampOption>(update.options);
    return registration;
}

bool
LocalMobilityAnchor::HandleBindingUpdate(const MobilityMessage& message,
                                         const MessageContext& context)
{
    const auto& update = std::get<BindingUpdate>(message);
    if (!update.IsProxy() || context.destination != m_address)
    {
        return false;
    }
    const Registration registration = Read(update, context);
    if (!IsUnicastRoutable(registration.careOf))
    {
        Ignore(registration, "care-of-address-not-unicast-routable"); // RFC 6275, 6.1.7
        return true;
    }
    const auto* session = FindSession(registration);
    const BindingStatus status = Check(registration, session);
    if (status != BindingStatus::ACCEPTED)
    {
        Answer(registration, status, nullptr);
        return true;
    }
    const bool isDeregistration = update.lifetime == 0;
    const bool isRepeat = session && registration.timestamp &&
                          registration.timestamp->timestamp == session->timestamp;
    if (isRepeat)
    {
        // Nothing changes, the answer may have been lost.
        Answer(registration, BindingStatus::ACCEPTED, session);
    }
    else if (isDeregistration && !session)
    {
        const auto waiting = m_waiting.find(GetInterface(registration));
        if (waiting != m_waiting.end())
        {
            waiting->second.timer.Cancel();
            m_waiting.erase(waiting);
        }
        Ignore(registration, "deregistration-of-no-session"); // RFC 5213, 5.4.1.1
    }
    else if (isDeregistration)
    {
        Deregister(registration, *session);
    }
    else if (session && session->proxyCareOf != registration.careOf &&
             registration.handoff->indicator == HandoffIndicator::NOT_CHANGED)
    {
        // It claims that nothing has changed, but the node has registered elsewhere since.
        Ignore(registration, "extension-not-from-proxy-care-of-address");
    }
    else if (session)
    {
        Extend(registration, *session);
    }
    else if (MustWait(registration))
    {
        Wait(registration, message, context);
    }
    else
    {
        Create(registration);
    }
    return true;
}

BindingStatus
LocalMobilityAnchor::Check(const Registration& registration, const BindingCacheEntry* session) const
{
    if (registration.update->flags & UpdateFlag::DISTRIBUTED_MOBILITY)
    {
        // RFC 8885, 4.1: not a central mobility database.
        return BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    if (!registration.node || registration.node->identifier.empty())
    {
        return BindingStatus::MISSING_MN_IDENTIFIER_OPTION;
    }
    const auto* profile = m_policies->Find(registration.node->identifier);
    if (profile && !profile->IsGatewayAllowed(registration.careOf))
    {
        return BindingStatus::MAG_NOT_AUTHORIZED_FOR_PROXY_REG; // RFC 5213, 5.3.1, 6
    }
    if (!profile || profile->anchorAddress != m_address)
    {
        return BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE;
    }
    if (!profile->isProxyMobilityAllowed)
    {
        return BindingStatus::PROXY_REG_NOT_ENABLED;
    }
    const BindingStatus order = CheckOrder(registration, session);
    if (order != BindingStatus::ACCEPTED)
    {
        return order;
    }
    if (registration.prefixes.empty())
    {
        return BindingStatus::MISSING_HOME_NETWORK_PREFIX_OPTION;
    }
    if (registration.prefixes.size() > MAX_SESSION_PREFIXES)
    {
        return BindingStatus::INSUFFICIENT_RESOURCES;
    }
    if (!registration.handoff)
    {
        return BindingStatus::MISSING_HANDOFF_INDICATOR_OPTION;
    }
    if (!registration.technology)
    {
        return BindingStatus::MISSING_ACCESS_TECH_TYPE_OPTION;
    }
    return CheckPrefixes(registration, session);
}

BindingStatus
LocalMobilityAnchor::CheckOrder(const Registration& registration,
                                const BindingCacheEntry* session) const
{
    if (!registration.timestamp)
    {
        // RFC 6275, 9.5.1: newer modulo 2^16, seen from the last one accepted.
        const auto ahead =
            static_cast<int16_t>(registration.update->sequence - (session ? session->sequence : 0));
        return !session || ahead > 0 ? BindingStatus::ACCEPTED
                                     : BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    }
    const uint64_t timestamp = registration.timestamp->timestamp;
    if (session && timestamp < session->timestamp)
    {
        return BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
    }
    if (session && timestamp == session->timestamp && session->timestamp != 0)
    {
        // A repeat of the same gateway changes nothing; of another it is not greater.
        return registration.careOf == session->proxyCareOf
                   ? BindingStatus::ACCEPTED
                   : BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
    }
    const uint64_t now = GetTimestamp();
    const uint64_t distance = timestamp > now ? timestamp - now : now - timestamp;
    return m_nodeTimestampInUse || distance <= ToMobilityTimestamp(m_timestampWindow)
               ? BindingStatus::ACCEPTED
               : BindingStatus::TIMESTAMP_MISMATCH;
}

const BindingCacheEntry*
LocalMobilityAnchor::FindSession(const Registration& registration) const
{
    if (!registration.node)
    {
        return nullptr;
    }
    const std::string& identifier = registration.node->identifier;
    // RFC 5213, 5.4.1.1: by any prefix of the request.
    for (const auto& prefix : registration.prefixes)
    {
        const auto* session = prefix.IsAllZero() ? nullptr : m_cache.FindByPrefix(prefix);
        if (session && session->identifier == identifier)
        {
            const bool isOfSession =
                !HasSamePrefixes(registration, *session) || IsUpdateOf(registration, *session);
            return isOfSession ? session : nullptr;
        }
    }
    // RFC 5213, 5.4.1.2: by the interface.
    if (registration.technology && registration.linkLayer)
    {
        const auto* session = m_cache.Find(identifier,
                                           registration.technology->type,
                                           registration.linkLayer->identifier);
        if (session)
        {
            return session;
        }
    }
    // RFC 5213, 5.4.1.2 and 5.4.1.3: the node's only session, if it is handed off to this
    // interface, or was de-registered for it.
    const auto* only = FindOnlySession(registration);
    if (!only)
    {
        return nullptr;
    }
    const HandoffIndicator indicator = registration.handoff->indicator;
    const bool isHandedOff =
        indicator == HandoffIndicator::BETWEEN_INTERFACES ||
        (indicator == HandoffIndicator::BETWEEN_GATEWAYS && !registration.linkLayer) ||
        (indicator == HandoffIndicator::UNKNOWN && only->state == BindingState::DEREGISTERED);
    return isHandedOff ? only : nullptr;
}

bool
LocalMobilityAnchor::HasSamePrefixes(const Registration& registration,
                                     const BindingCacheEntry& session)
{
    std::vector<Prefix> requested = registration.prefixes;
    std::vector<Prefix> registered = session.prefixes;
    std::sort(requested.begin(), requested.end());
    std::sort(registered.begin(), registered.end());
    return requested == registered;
}

bool
LocalMobilityAnchor::IsUpdateOf(const Registration& registration, const BindingCacheEntry& session)
{
    // What lacks its option is refused later, as an update or not.
    const bool isSameTechnology =
        !registration.technology || registration.technology->type == session.technology;
    const auto indicator =
        registration.handoff ? registration.handoff->indicator : HandoffIndicator::RESERVED;
    const bool isSameInterface =
        registration.linkLayer
            ? registration.linkLayer->identifier == session.linkLayer
            : session.linkLayer.empty() && indicator == HandoffIndicator::BETWEEN_GATEWAYS;
    return indicator == HandoffIndicator::BETWEEN_INTERFACES ||
           (isSameTechnology && (isSameInterface || registration.careOf == session.proxyCareOf));
}

const BindingCacheEntry*
LocalMobilityAnchor::FindOnlySession(const Registration& registration) const
{
    const bool isPrefixNamed =
        std::any_of(registration.prefixes.begin(),
                    registration.prefixes.end(),
                    [](const Prefix& prefix) { return !prefix.IsAllZero(); });
    if (isPrefixNamed || !registration.handoff)
    {
        return nullptr;
    }
    const auto sessions = m_cache.FindByMobileNode(registration.node->identifier);
    return sessions.size() == 1 ? sessions.front() : nullptr;
}

bool
LocalMobilityAnchor::MustWait(const Registration& registration) const
{
    return !m_maxDelayBeforeAssign.IsZero() &&
           registration.handoff->indicator == HandoffIndicator::UNKNOWN &&
           FindOnlySession(registration);
}

LocalMobilityAnchor::Interface
LocalMobilityAnchor::GetInterface(const Registration& registration)
{
    return {registration.node->identifier,
            registration.linkLayer ? registration.linkLayer->identifier : LinkLayerIdentifier()};
}

void
LocalMobilityAnchor::Wait(const Registration& registration,
                          const MobilityMessage& message,
                          const MessageContext& context)
{
    const Interface interface = GetInterface(registration);
    auto& waiting = m_waiting[interface];
    waiting.message = message; // A repetition takes the place of what was sent before.
    waiting.context = context;
    if (waiting.timer.IsExpired())
    {
        NS_LOG_INFO(registration.node->identifier << " waits for a de-registration");
        waiting.timer =
            Simulator::Schedule(m_maxDelayBeforeAssign, [this, interface] { EndWait(interface); });
    }
}

void
LocalMobilityAnchor::EndWait(const Interface& interface)
{
    const auto known = m_waiting.find(interface);
    known->second.timer.Cancel();
    const WaitingRequest waiting = std::move(known->second);
    m_waiting.erase(known);
    const Registration registration =
        Read(std::get<BindingUpdate>(waiting.message), waiting.context);
    if (const auto* session = FindSession(registration))
    {
        Extend(registration, *session);
    }
    else
    {
        Create(registration);
    }
}

void
LocalMobilityAnchor::ForgetWaiting()
{
    for (auto& [interface, waiting] : m_waiting)
    {
        waiting.timer.Cancel();
    }
    m_waiting.clear();
}

BindingStatus
LocalMobilityAnchor::CheckPrefixes(const Registration& registration,
                                   const BindingCacheEntry* session) const
{
    bool isPrefixNamed = false;
    for (const auto& prefix : registration.prefixes)
    {
        const auto* owner = prefix.IsAllZero() ? nullptr : m_cache.FindByPrefix(prefix);
        if (owner && owner->identifier != registration.node->identifier)
        {
            return BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX; // RFC 5213, 5.4.1.1, 3
        }
        isPrefixNamed = isPrefixNamed || !prefix.IsAllZero();
    }
    return !session || !isPrefixNamed || HasSamePrefixes(registration, *session)
               ? BindingStatus::ACCEPTED
               : BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH; // RFC 5213, 5.4.1.1, 4
}

bool
LocalMobilityAnchor::TakeNamedPrefixes(const Registration& registration,
                                       std::vector<Prefix>& prefixes)
{
    const auto& profile = *m_policies->Find(registration.node->identifier);
    for (const auto& prefix : registration.prefixes)
    {
        if (prefix.IsAllZero())
        {
            continue;
        }
        // RFC 5213, 5.3.2, 3: owned by this anchor, and the node authorized for it. A prefix of the
        // pool that no profile reserves may be asked for by anybody, as after a restart of this
        // anchor. One that another interface of the node has (5.4.1.1, 6) is not there for a second
        // session.
        const bool isRepeated =
            std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
        const bool isOwn = profile.HasPrefix(prefix);
        const bool isFree = m_pool && !m_policies->FindByPrefix(prefix) && m_pool->Take(prefix);
        if (isRepeated || m_cache.FindByPrefix(prefix) || (!isOwn && !isFree))
        {
            return false;
        }
        if (isOwn && m_pool)
        {
            m_pool->Take(prefix);
        }
        prefixes.push_back(prefix);
    }
    return true;
}

bool
LocalMobilityAnchor::TakeAnyPrefixes(const Registration& registration,
                                     std::vector<Prefix>& prefixes)
{
    // RFC 5213, 5.3.2, 1: a policy specific to the node goes before the global one.
    const auto& profile = *m_policies->Find(registration.node->identifier);
    const std::size_t named = prefixes.size();
    for (const auto& prefix : profile.GetPrefixes(GetInterface(registration).second))
    {
        const bool isNamed = std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
        if (!isNamed && !m_cache.FindByPrefix(prefix))
        {
            prefixes.push_back(prefix);
            if (m_pool)
            {
                m_pool->Take(prefix);
            }
        }
    }
    if (prefixes.size() > named)
    {
        return prefixes.size() <= MAX_SESSION_PREFIXES;
    }
    while (prefixes.size() < named + m_prefixesPerSession)
    {
        const auto assigned = m_pool ? m_pool->Assign() : std::nullopt;
        if (!assigned)
        {
            return false;
        }
        // One that a profile reserves stays taken, for its owner.
        if (!m_policies->FindByPrefix(*assigned))
        {
            prefixes.push_back(*assigned);
        }
    }
    return prefixes.size() <= MAX_SESSION_PREFIXES;
}

std::vector<Prefix>
LocalMobilityAnchor::AssignPrefixes(const Registration& registration, BindingStatus& status)
{
    std::vector<Prefix> prefixes;
    const bool isAssignmentAsked =
        std::any_of(registration.prefixes.begin(),
                    registration.prefixes.end(),
                    [](const Prefix& prefix) { return prefix.IsAllZero(); });
    status = BindingStatus::ACCEPTED;
    if (!TakeNamedPrefixes(registration, prefixes))
    {
        status = BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX;
    }
    else if (isAssignmentAsked && !TakeAnyPrefixes(registration, prefixes))
    {
        status = BindingStatus::INSUFFICIENT_RESOURCES;
    }
    if (status != BindingStatus::ACCEPTED && m_pool)
    {
        for (const auto& prefix : prefixes)
        {
            m_pool->Release(prefix);
        }
    }
    return prefixes;
}

void
LocalMobilityAnchor::Create(const Registration& registration)
{
    BindingStatus status;
    BindingCacheEntry session;
    session.prefixes = AssignPrefixes(registration, status);
    if (status != BindingStatus::ACCEPTED)
    {
        Answer(registration, status, nullptr);
        return;
    }
    session.identifier = registration.node->identifier;
    session.anchorAddress = m_address;
    const auto& stored = m_cache.Insert(std::move(session));
    Update(registration, stored);
    Transition(stored, BindingState::NONE, BindingState::REGISTERED, "initial-registration");
    Answer(registration, BindingStatus::ACCEPTED, &stored);
}

void
LocalMobilityAnchor::Update(const Registration& registration, const BindingCacheEntry& session)
{
    const Time now = Simulator::Now();
    const uint16_t lifetime = GrantLifetime(registration.update->lifetime);
    m_cache.Modify(session, [&](BindingCacheEntry& entry) {
        entry.linkLayer =
            registration.linkLayer ? registration.linkLayer->identifier : LinkLayerIdentifier();
        entry.technology = registration.technology->type;
        entry.proxyCareOf = registration.careOf;
        entry.sequence = registration.update->sequence;
        // What has waited for a de-registration can be older than that.
        entry.timestamp = registration.timestamp
                              ? std::max(entry.timestamp, registration.timestamp->timestamp)
                              : 0;
        entry.registered = now;
        entry.expiry = now + Seconds(uint32_t{lifetime} * LIFETIME_UNIT_SECONDS);
        if (registration.linkLocal)
        {
            // RFC 5213, 5.3.6: the gateway's address, kept, as it says, or made here.
            if (!registration.linkLocal->address.IsAny())
            {
                entry.linkLocal = registration.linkLocal->address;
            }
            else if (entry.linkLocal.IsAny())
            {
                entry.linkLocal =
                    Ipv6Address::MakeAutoconfiguredLinkLocalAddress(Mac48Address::Allocate());
            }
        }
    });
}

void
LocalMobilityAnchor::Extend(const Registration& registration, const BindingCacheEntry& session)
{
    const BindingState from = session.state;
    const bool isHandoff = session.proxyCareOf != registration.careOf;
    m_cache.Modify(session, [isHandoff](BindingCacheEntry& entry) {
        entry.state = BindingState::REGISTERED;
        if (isHandoff)
        {
            entry.previousCareOf = entry.proxyCareOf;
            entry.handedOff = Simulator::Now();
        }
    });
    Update(registration, session);
    Transition(session,
               from,
               BindingState::REGISTERED,
               isHandoff ? "handoff" : "lifetime-extension");
    Answer(registration, BindingStatus::ACCEPTED, &session);
}

void
LocalMobilityAnchor::Deregister(const Registration& registration, const BindingCacheEntry& session)
{
    if (session.proxyCareOf != registration.careOf)
    {
        // RFC 5213, 5.3.5: the node is at another gateway already.
        Ignore(registration, "deregistration-not-from-proxy-care-of-address");
        return;
    }
    const BindingState from = session.state;
    const Time end = Simulator::Now() + m_minDelayBeforeDelete;
    m_cache.Modify(session, [&](BindingCacheEntry& entry) {
        entry.state = BindingState::DEREGISTERED;
        entry.sequence = registration.update->sequence;
        entry.timestamp = registration.timestamp ? registration.timestamp->timestamp : 0;
        // A repeat does not prolong the wait.
        entry.expiry = from == BindingState::DEREGISTERED ? Min(entry.expiry, end) : end;
    });
    Transition(session, from, BindingState::DEREGISTERED, "deregistration");
    Answer(registration, BindingStatus::ACCEPTED, &session);
    const auto waiting = m_waiting.lower_bound({registration.node->identifier, {}});
    if (waiting != m_waiting.end() && waiting->first.first == registration.node->identifier)
    {
        EndWait(Interface(waiting->first));
    }
}

void
LocalMobilityAnchor::Answer(const Registration& registration,
                            BindingStatus status,
                            const BindingCacheEntry* session)
{
    const auto& update = *registration.update;
    const bool isAccepted = IsAccepted(status);
    BindingAcknowledgement answer;
    answer.status = status;
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    // RFC 6275, 11.7.3: with status 135 the last number accepted.
    const auto* known = status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW
                            ? FindSession(registration)
                            : nullptr;
    answer.sequence = known ? known->sequence : update.sequence;
    answer.lifetime = isAccepted ? GrantLifetime(update.lifetime) : 0;
    auto& options = answer.options;
    // RFC 5213, 5.3.1: a request without identifier is answered with an empty one.
    options.push_back(registration.node ? *registration.node : MobileNodeIdentifierOption());
    const auto& prefixes = isAccepted ? session->prefixes : registration.prefixes;
    for (const auto& prefix : prefixes)
    {
        options.push_back(HomeNetworkPrefixOption{prefix});
    }
    // RFC 5213, 5.3.6: what is mandatory and was missing is there, with value zero.
    if (prefixes.empty())
    {
        options.push_back(HomeNetworkPrefixOption());
    }
    options.push_back(registration.handoff ? *registration.handoff : HandoffIndicatorOption());
    options.push_back(registration.technology ? *registration.technology
                                              : AccessTechnologyTypeOption());
    if (registration.linkLayer)
    {
        options.push_back(*registration.linkLayer);
    }
    if (registration.linkLocal)
    {
        options.push_back(LinkLocalAddressOption{isAccepted ? session->linkLocal
                                                            : registration.linkLocal->address});
    }
    if (registration.timestamp)
    {
        const bool isTimeWrong = status == BindingStatus::TIMESTAMP_MISMATCH ||
                                 status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
        // RFC 5213, 5.5: this anchor's own time with a refusal for the time's sake.
        options.push_back(isTimeWrong ? TimestampOption{GetTimestamp()} : *registration.timestamp);
    }
    if (GetMobilityHeaderLength(answer) > MAX_MOBILITY_HEADER_LENGTH)
    {
        // Options that came without alignment need more room when they are echoed.
        Ignore(registration, "answer-too-long");
        return;
    }
    if (!isAccepted)
    {
        const std::string node = registration.node ? registration.node->identifier : "";
        NS_LOG_INFO("refuses " << node << ": " << GetName(status));
        m_refused(node, status);
    }
    m_signaling->Send(answer, m_address, registration.source);
}

void
LocalMobilityAnchor::Ignore(const Registration& registration, const std::string& reason)
{
    const std::string node = registration.node ? registration.node->identifier : "";
    NS_LOG_INFO("ignores " << node << ": " << reason);
    m_ignored(node, reason);
}

void
LocalMobilityAnchor::WriteForwarding(const BindingCacheEntry& session, BindingState state)
{
    for (const auto& prefix : session.prefixes)
    {
        ForwardingMatch match;
        match.destination = prefix;
        switch (state)
        {
        case BindingState::REGISTERED: {
            TunnelAction tunnel;
            tunnel.local = m_address;
            tunnel.remote = session.proxyCareOf;
            tunnel.previousRemote = session.previousCareOf;
            tunnel.previousUntil = session.handedOff + m_uplinkGrace;
            m_forwarding->Set(match, tunnel);
            break;
        }
        case BindingState::DEREGISTERED:
            // RFC 5213, 5.3.5: drop the node's traffic while waiting.
            m_forwarding->Set(match, DropAction{"deregistered"});
            break;
        case BindingState::NONE:
            m_forwarding->Remove(match);
            if (m_pool)
            {
                m_pool->Release(prefix);
            }
            break;
        }
    }
}

void
LocalMobilityAnchor::Transition(const BindingCacheEntry& session,
                                BindingState from,
                                BindingState to,
                                const std::string& reason)
{
    NS_LOG_INFO("binding of " << session.identifier << ": " << GetStateName(from) << " > "
                              << GetStateName(to) << ", " << reason);
    WriteForwarding(session, to);
    m_stateChange({session.identifier, "binding", GetStateName(from), GetStateName(to), reason});
    m_binding(session, from, to);
    if (to == BindingState::NONE)
    {
        m_cache.Erase(session);
    }
    SetTimer();
}

void
LocalMobilityAnchor::SetTimer()
{
    const auto* next = m_cache.GetNextToExpire();
    if (!next)
    {
        m_timer.Cancel();
        return;
    }
    if (!m_timer.IsExpired() && m_timerAt <= next->expiry)
    {
        return; // It fires in time, and is set anew then.
    }
    m_timer.Cancel();
    m_timerAt = Max(next->expiry, Simulator::Now());
    m_timer = Simulator::Schedule(m_timerAt - Simulator::Now(),
                                  &LocalMobilityAnchor::ExpireSessions,
                                  this);
}

void
LocalMobilityAnchor::ExpireSessions()
{
    const auto* next = m_cache.GetNextToExpire();
    while (next && next->expiry <= Simulator::Now())
    {
        const bool isWaiting = next->state == BindingState::DEREGISTERED;
        Transition(*next,
                   next->state,
                   BindingState::NONE,
                   isWaiting ? "no-new-gateway" : "lifetime-over");
        next = m_cache.GetNextToExpire();
    }
    SetTimer();
}

} // namespace pmipv6
} // namespace ns3
