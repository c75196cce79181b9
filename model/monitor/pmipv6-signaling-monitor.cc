/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-signaling-monitor.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-message-subject.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-exchange.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-monitor-text.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param message a message, or null
 * @return the home network prefixes that it names, if it is of MH Type 11
 */
std::vector<Prefix>
GetNamedPrefixes(const MobilityMessage* message)
{
    std::vector<Prefix> prefixes;
    if (!message || (!GetExperimentalRequest(*message) && !GetExperimentalAnswer(*message)))
    {
        return prefixes;
    }
    for (const auto& option : GetOptions(*message))
    {
        if (const auto* own = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            prefixes.push_back(own->prefix);
        }
    }
    return prefixes;
}

/// @return true if a prefix of one list overlaps one of another
bool
Overlap(const std::vector<Prefix>& a, const std::vector<Prefix>& b)
{
    return std::any_of(a.begin(), a.end(), [&b](const Prefix& one) {
        return std::any_of(b.begin(), b.end(), [&one](const Prefix& other) {
            return one.Overlaps(other);
        });
    });
}

} // namespace

bool
IsLifetimeExtension(const MobilityMessage& message)
{
    const auto* handoff = FindOption<HandoffIndicatorOption>(GetOptions(message));
    return handoff && handoff->indicator == HandoffIndicator::NOT_CHANGED;
}

SignalingMonitor::SignalingMonitor()
    : m_self(std::make_shared<SignalingMonitor*>(this))
{
}

SignalingMonitor::~SignalingMonitor()
{
    *m_self = nullptr;
}

void
SignalingMonitor::AddNode(Ptr<Node> node, const std::string& name, const Ipv6Address& address)
{
    m_names[address] = name;
    auto signaling = MobilitySignaling::Install(node);
    const std::pair<const char*, const char*> traces[] = {{"Sent", "sent"},
                                                          {"Received", "received"},
                                                          {"Dropped", "dropped"}};
    for (const auto& [trace, event] : traces)
    {
        signaling->TraceConnectWithoutContext(
            trace,
            MakeFunctionCallback<const SignalingEvent&>(
                [self = m_self, event = std::string(event), name](const SignalingEvent& packet) {
                    if (*self)
                    {
                        (*self)->Handle(event, name, packet);
                    }
                }));
    }
}

void
SignalingMonitor::AddDiscovery(Ptr<AccessNeighborDiscovery> discovery, const std::string& name)
{
    discovery->TraceConnectWithoutContext(
        "RouterAdvertisement",
        MakeFunctionCallback<const LinkLayerAddress&, uint32_t>(
            [self = m_self, name](const LinkLayerAddress& node, uint32_t octets) {
                if (*self)
                {
                    const std::string peer = (*self)->GetName(node);
                    (*self)->m_advertisers[peer] = name;
                    (*self)->NoteOther("sent", name, "RouterAdvertisement", peer, octets, peer);
                }
            }));
    discovery->TraceConnectWithoutContext(
        "RouterSolicitation",
        MakeFunctionCallback<const LinkLayerAddress&, uint32_t>(
            [self = m_self, name](const LinkLayerAddress& node, uint32_t octets) {
                if (*self)
                {
                    const std::string peer = (*self)->GetName(node);
                    (*self)->NoteOther("received", name, "RouterSolicitation", peer, octets, peer);
                }
            }));
}

void
SignalingMonitor::AddHost(Ptr<Node> node, const std::string& name)
{
    const auto note = [self = m_self, name](Ptr<const Packet> packet, uint8_t type) {
        const auto start = PeekIpv6Start(*packet);
        if (!*self || !start || start->nextHeader != ICMPV6_PROTOCOL || start->payload != type)
        {
            return;
        }
        auto& monitor = **self;
        const bool isSent = type == ROUTER_SOLICITATION;
        monitor.NoteOther(isSent ? "sent" : "received",
                          name,
                          isSent ? "RouterSolicitation" : "RouterAdvertisement",
                          isSent ? monitor.GetName(start->destination)
                                 : monitor.m_advertisers[name],
                          packet->GetSize(),
                          name);
    };
    const auto watch = [node, note](const std::string& trace, uint8_t type) {
        node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            trace,
            MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [note, type](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    note(packet, type);
                }));
    };
    watch("Tx", ROUTER_SOLICITATION);
    watch("Rx", ROUTER_ADVERTISEMENT);
    for (uint32_t i = 0; i < node->GetNDevices(); ++i)
    {
        // A logical interface asks by the device that has just come; others have no such trace.
        node->GetDevice(i)->TraceConnectWithoutContext(
            "Solicited",
            MakeFunctionCallback<Ptr<const Packet>>(
                [note](Ptr<const Packet> packet) { note(packet, ROUTER_SOLICITATION); }));
    }
}

void
SignalingMonitor::AddChannel(Ptr<SignalingImpairmentChannel> channel)
{
    channel->TraceConnectWithoutContext(
        "Lost",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>>(
            [self = m_self](Ptr<const Packet> packet, Ptr<NetDevice>) {
                if (*self)
                {
                    auto& monitor = **self;
                    const auto found = FindMobilityHeader(packet);
                    ++monitor.m_impairments.lost;
                    monitor.HandleDropped(*packet,
                                          *found,
                                          monitor.GetName(found->header.GetDestination()),
                                          "impairment");
                }
            }));
    channel->TraceConnectWithoutContext("Doubled",
                                        MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>>(
                                            [self = m_self](Ptr<const Packet>, Ptr<NetDevice>) {
                                                if (*self)
                                                {
                                                    ++(*self)->m_impairments.doubled;
                                                }
                                            }));
    channel->TraceConnectWithoutContext(
        "Held",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>, Time>(
            [self = m_self](Ptr<const Packet>, Ptr<NetDevice>, Time) {
                if (*self)
                {
                    ++(*self)->m_impairments.held;
                }
            }));
}

void
SignalingMonitor::NameMobileNode(const LinkLayerAddress& linkLayer, const std::string& name)
{
    m_mobileNodes[linkLayer] = name;
}

void
SignalingMonitor::SetListener(std::function<void(const SignalingRecord&)> listener)
{
    m_listener = std::move(listener);
}

uint64_t
SignalingMonitor::CountSent(Time begin, Time end) const
{
    const auto first = std::lower_bound(m_sent.begin(), m_sent.end(), begin);
    const auto last = std::lower_bound(first, m_sent.end(), end);
    return static_cast<uint64_t>(last - first);
}

void
SignalingMonitor::ForEachWithPrefixes(const PrefixVisitor& visit) const
{
    for (const auto& message : m_sentWithPrefixes)
    {
        visit(message.sent, message.prefixes);
    }
}

void
SignalingMonitor::Handle(const std::string& event,
                         const std::string& node,
                         const SignalingEvent& packet)
{
    SignalingCount& count = m_counts[packet.name];
    if (event == "sent")
    {
        ++count.sent;
        count.retransmitted += packet.isRetransmission;
        count.octets += packet.octets;
        const bool isUpkeep = IsLifetimeExtension(*packet.message) ||
                              std::holds_alternative<Heartbeat>(*packet.message) ||
                              std::holds_alternative<BindingRefreshRequest>(*packet.message) ||
                              NoteExtension(node, packet) || NoteHomeExtension(node, packet);
        if (!isUpkeep)
        {
            m_sent.push_back(Simulator::Now());
            auto prefixes = GetNamedPrefixes(packet.message);
            if (!prefixes.empty())
            {
                m_sentWithPrefixes.push_back({Simulator::Now(), std::move(prefixes)});
            }
        }
    }
    else if (event == "received")
    {
        ++count.received;
        const ExchangeOf exchange{GetName(packet.peer),
                                  GetExchangeKey(*packet.message, packet.peer)};
        if (!GetRequestKind(*packet.message) && m_extensions.count(exchange))
        {
            m_extended[node] = {Simulator::Now(), GetNamedPrefixes(packet.message)};
        }
    }
    else
    {
        ++count.dropped;
    }
    if (!m_listener)
    {
        return;
    }
    m_listener({Simulator::Now(),
                event,
                node,
                GetName(packet.peer),
                packet.name,
                packet.message ? GetSequenceNumber(*packet.message) : uint16_t{0},
                packet.octets,
                packet.reason,
                GetNamedPrefixes(packet.message),
                FindMobileNode(packet.message, event, node, GetName(packet.peer)),
                packet.purpose});
}

bool
SignalingMonitor::NoteExtension(const std::string& node, const SignalingEvent& packet)
{
    const auto prefixes = GetNamedPrefixes(packet.message);
    if (prefixes.empty())
    {
        return false;
    }
    const bool isAnswer = GetRequestKind(*packet.message).has_value();
    const ExchangeOf exchange{isAnswer ? GetName(packet.peer) : node,
                              GetExchangeKey(*packet.message, packet.peer)};
    if (packet.isRetransmission || isAnswer)
    {
        return m_extensions.count(exchange) > 0; // What the first sending was, or what it answers.
    }
    const auto last = m_extended.find(node);
    const bool isPassedOn = last != m_extended.end() && last->second.received == Simulator::Now() &&
                            Overlap(prefixes, last->second.prefixes);
    if (packet.purpose == EXTENSION_PURPOSE || packet.purpose == RENEWAL_PURPOSE || isPassedOn)
    {
        m_extensions.insert(exchange);
        return true;
    }
    m_extensions.erase(exchange);
    return false;
}

bool
SignalingMonitor::NoteHomeExtension(const std::string& node, const SignalingEvent& packet)
{
    const auto asked = GetRequestKind(*packet.message);
    const auto kind = asked.value_or(GetMessageKind(*packet.message));
    if (kind != MessageType::BINDING_UPDATE && kind != MessageType::HOME_TEST_INIT &&
        kind != MessageType::CARE_OF_TEST_INIT)
    {
        return false;
    }
    const std::string peer = GetName(packet.peer);
    const HomeExchange exchange{asked ? peer : node, asked ? node : peer, kind.type};
    if (asked || packet.isRetransmission)
    {
        return m_extending.count(exchange) > 0;
    }
    const bool isExtension = packet.purpose == EXTENSION_PURPOSE;
    isExtension ? (void)m_extending.insert(exchange) : (void)m_extending.erase(exchange);
    return isExtension;
}

std::string
SignalingMonitor::GetName(const Ipv6Address& address) const
{
    const auto known = m_names.find(address);
    return known == m_names.end() ? ToRecordText(address) : known->second;
}

void
SignalingMonitor::AddDrops(Ptr<Node> node, const std::string& name)
{
    using Header = const Ipv6Header&;
    const auto note = [self = m_self,
                       name](Header header, Ptr<const Packet> rest, const std::string& reason) {
        if (*self)
        {
            const auto packet = rest->Copy();
            packet->AddHeader(header);
            (*self)->NoteDrop(packet, name, reason);
        }
    };
    using Reason = Ipv6L3Protocol::DropReason;
    node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Header, Ptr<const Packet>, Reason, Ptr<Ipv6>, uint32_t>(
            [note](Header header, Ptr<const Packet> rest, Reason reason, Ptr<Ipv6>, uint32_t) {
                note(header, rest, GetDropReason(reason));
            }));
    if (const auto signaling = node->GetObject<MobilitySignaling>())
    {
        signaling->TraceConnectWithoutContext(
            "HomeAddressRefused",
            MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
                [self = m_self, name](Ptr<const Packet> packet, const std::string& reason) {
                    *self ? (*self)->NoteDrop(packet, name, reason) : void();
                }));
    }
    if (const auto forwarding = node->GetObject<MobilityForwarding>())
    {
        forwarding->TraceConnectWithoutContext(
            "Drop",
            MakeFunctionCallback<Ptr<const Packet>, Header, const std::string&>(
                [note](Ptr<const Packet> rest, Header header, const std::string& reason) {
                    note(header, rest, reason);
                }));
    }
}

void
SignalingMonitor::NoteDrop(Ptr<const Packet> packet,
                           const std::string& node,
                           const std::string& reason)
{
    if (const auto found = FindMobilityHeader(packet))
    {
        HandleDropped(*packet, *found, node, reason);
    }
}

void
SignalingMonitor::HandleDropped(const Packet& packet,
                                const MobilityPacket& found,
                                const std::string& node,
                                const std::string& reason)
{
    std::vector<uint8_t> octets(found.payload->GetSize());
    found.payload->CopyData(octets.data(), found.payload->GetSize());
    const auto result = ParseMobilityHeader(octets.data(), octets.size());
    const auto* message = found.isWhole ? std::get_if<MobilityMessage>(&result) : nullptr;
    const SignalingEvent event{message,
                               message ? GetMessageName(*message) : "Unknown",
                               found.header.GetSource(),
                               packet.GetSize(),
                               false,
                               reason};
    Handle("dropped", node, event);
}

std::string
SignalingMonitor::GetName(const LinkLayerAddress& linkLayer) const
{
    const auto known = m_mobileNodes.find(linkLayer);
    return known == m_mobileNodes.end() ? ToRecordText(linkLayer) : known->second;
}

void
SignalingMonitor::NoteOther(const std::string& event,
                            const std::string& node,
                            const std::string& message,
                            const std::string& peer,
                            uint32_t octets,
                            const std::string& mobileNode)
{
    SignalingCount& count = m_counts[message];
    if (event == "sent")
    {
        ++count.sent;
        count.octets += octets;
    }
    else
    {
        ++count.received;
    }
    if (m_listener)
    {
        m_listener({Simulator::Now(), event, node, peer, message, 0, octets, "", {}, mobileNode});
    }
}

} // namespace pmipv6
} // namespace ns3
