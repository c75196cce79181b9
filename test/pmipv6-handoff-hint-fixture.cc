/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handoff-hint-fixture.h"

#include "pmipv6-octets-fixture.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint16_t PORT = 7070;           //!< of all probes
constexpr std::size_t HEADER_SIZE = 40;   //!< of IPv6
constexpr std::size_t OPTIONS_START = 12; //!< of a Proxy Binding Update or Acknowledgement
const char* const NAMES[] = {"L1", "L2", "G1", "G2", "G3", "CN"}; //!< of places

/// @return true if it has the P flag, which stands elsewhere in an answer
bool
IsProxy(const std::vector<uint8_t>& octets)
{
    const bool isUpdate = octets[HEADER_SIZE + 2] == 5;
    return (octets[HEADER_SIZE + (isUpdate ? 8 : 7)] & (isUpdate ? 0x02 : 0x20)) != 0;
}

/**
 * @param packet a packet, from its IPv6 header on
 * @param type of the messages to change
 * @param from Handoff Indicator to be replaced
 * @param to Handoff Indicator in its place
 * @return the packet with the other indicator; null if it has none to be replaced
 */
Ptr<Packet>
ReplaceIndicator(Ptr<const Packet> packet, MessageType type, uint8_t from, uint8_t to)
{
    constexpr uint8_t pad1 = 0;
    constexpr uint8_t handoffIndicator = 23;
    if (from == to || !TopologyFixture::IsMobility(packet, type))
    {
        return nullptr;
    }
    auto octets = GetOctets(packet);
    if (!IsProxy(octets))
    {
        return nullptr;
    }
    for (std::size_t at = HEADER_SIZE + OPTIONS_START; at + 4 <= octets.size();
         at += octets[at] == pad1 ? 1 : 2 + octets[at + 1])
    {
        if (octets[at] == handoffIndicator && octets[at + 3] == from)
        {
            octets[at + 3] = to;
            const badinput::Octets header(octets.begin() + HEADER_SIZE, octets.end());
            const auto fresh = badinput::WithChecksum(header,
                                                      Ipv6Address::Deserialize(&octets[8]),
                                                      Ipv6Address::Deserialize(&octets[24]));
            std::copy(fresh.begin(), fresh.end(), octets.begin() + HEADER_SIZE);
            return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
        }
    }
    return nullptr;
}

} // namespace

void
GiveHint(TopologyFixture& net, Place gateway, Place anchor, HandoffIndicator indicator)
{
    const auto unknown = static_cast<uint8_t>(HandoffIndicator::UNKNOWN);
    const auto hint = static_cast<uint8_t>(indicator);
    net.SetLoss(gateway, anchor, [&net, gateway, anchor, unknown, hint](Ptr<const Packet> packet) {
        const auto changed = ReplaceIndicator(packet, MessageType::BINDING_UPDATE, unknown, hint);
        // A de-registration says "unknown" whatever the gateway knows (6.9.1.4, 3).
        const bool isLeft = !changed || (GetOctets(packet)[50] | GetOctets(packet)[51]) == 0;
        if (!isLeft)
        {
            net.Replay(gateway, anchor, changed);
        }
        return !isLeft;
    });
    net.SetLoss(anchor, gateway, [&net, gateway, anchor, unknown, hint](Ptr<const Packet> packet) {
        const auto changed =
            ReplaceIndicator(packet, MessageType::BINDING_ACKNOWLEDGEMENT, hint, unknown);
        if (changed)
        {
            net.Replay(anchor, gateway, changed);
        }
        return bool(changed);
    });
}

TopologyOptions
AssignTwo()
{
    TopologyOptions options;
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("PrefixesPerSession", UintegerValue(2));
    };
    return options;
}

TwoInterfaces::TwoInterfaces(TopologyFixture& net)
    : m_net(net)
{
    auto store = net.GetPolicyStore();
    auto other = *store->Find(TopologyFixture::GetIdentifier(SECOND));
    auto node = *store->Find(TopologyFixture::GetIdentifier(FIRST));
    node.interfaces.push_back(other.interfaces.at(0));
    other.interfaces.clear();
    store->Add(other);
    store->Add(node);
    for (const auto gateway : {G1, G2, G3})
    {
        m_wires[gateway] = &net.Capture(L1, gateway);
    }
    const std::map<std::string, Ptr<Node>> ends = {{"CN", net.GetNode(CN)},
                                                   {"first", net.GetMobile(FIRST)},
                                                   {"second", net.GetMobile(SECOND)}};
    for (const auto& [name, node] : ends)
    {
        auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
        socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
        socket->SetRecvCallback(MakeSink<Ptr<Socket>>(
            [this, where = name](Ptr<Socket> receiver) { Receive(receiver, where); }));
        m_sockets[name] = socket;
    }
}

TwoInterfaces::~TwoInterfaces()
{
    for (const auto& [name, socket] : m_sockets)
    {
        socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    }
}

void
TwoInterfaces::SetPrefixes(const std::vector<Prefix>& first, const std::vector<Prefix>& second)
{
    auto node = *m_net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(FIRST));
    node.interfaces.at(0).prefixes = first;
    node.interfaces.at(1).prefixes = second;
    m_net.GetPolicyStore()->Add(node);
}

std::string
TwoInterfaces::GetName(const LinkLayerIdentifier& interface) const
{
    const auto node = *m_net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(FIRST));
    return interface.empty()                               ? "no interface"
           : interface == node.interfaces.at(0).identifier ? "first"
           : interface == node.interfaces.at(1).identifier ? "second"
                                                           : "another";
}

std::string
TwoInterfaces::DescribeBindings() const
{
    auto sessions = m_net.GetAnchor(L1)->GetBindingCache().FindByMobileNode(
        TopologyFixture::GetIdentifier(FIRST));
    std::sort(sessions.begin(), sessions.end(), [](const auto* a, const auto* b) {
        return a->prefixes < b->prefixes;
    });
    std::ostringstream text;
    for (const auto* session : sessions)
    {
        text << (text.tellp() > 0 ? "; " : "");
        for (const auto& prefix : session->prefixes)
        {
            text << prefix << ' ';
        }
        text << GetName(session->linkLayer) << " at ";
        for (int place = 0; place < N_PLACES; ++place)
        {
            const bool isThere =
                session->proxyCareOf == TopologyFixture::GetAddress(static_cast<Place>(place));
            text << (isThere ? NAMES[place] : "");
        }
        text << (session->state == BindingState::REGISTERED ? "" : " deregistered");
    }
    return text.str();
}

void
TwoInterfaces::Send(const Prefix& prefix, const std::string& name)
{
    const std::vector<uint8_t> payload(name.begin(), name.end());
    const auto makePacket = [&payload] {
        return Create<Packet>(payload.data(), static_cast<uint32_t>(payload.size()));
    };
    // An address that nobody has, unless an interface has one.
    Ipv6Address destination =
        Ipv6Address::MakeAutoconfiguredAddress(Mac48Address("02:00:00:00:00:77"),
                                               prefix.GetAddress());
    for (const uint32_t host : {FIRST, SECOND})
    {
        const auto binding = m_net.GetAnchor(L1)->GetBindingCache().FindByPrefix(prefix);
        const bool isOwner = GetName(binding->linkLayer) == (host == FIRST ? "first" : "second");
        for (const auto& address : m_net.GetAddresses(host))
        {
            if (!isOwner || !prefix.Contains(address))
            {
                continue;
            }
            destination = address;
            auto socket =
                Socket::CreateSocket(m_net.GetMobile(host), UdpSocketFactory::GetTypeId());
            socket->Bind(Inet6SocketAddress(address, 0));
            socket->SendTo(makePacket(),
                           0,
                           Inet6SocketAddress(TopologyFixture::GetAddress(CN), PORT));
        }
    }
    m_sockets.at("CN")->SendTo(makePacket(), 0, Inet6SocketAddress(destination, PORT));
}

void
TwoInterfaces::Receive(Ptr<Socket> socket, const std::string& where)
{
    while (auto packet = socket->Recv())
    {
        const auto octets = GetOctets(packet);
        auto& trip = m_trips[std::string(octets.begin(), octets.end())];
        if (where == "CN")
        {
            trip.isBack = true;
        }
        else
        {
            trip.receiver += (trip.receiver.empty() ? "" : " and ") + where;
        }
    }
}

std::string
TwoInterfaces::Probe()
{
    m_trips.clear();
    const Time begin = Simulator::Now();
    std::map<std::string, Prefix> prefixes;
    for (const auto* session : m_net.GetAnchor(L1)->GetBindingCache().FindByMobileNode(
             TopologyFixture::GetIdentifier(FIRST)))
    {
        for (const auto& prefix : session->prefixes)
        {
            std::ostringstream name;
            name << prefix;
            prefixes.emplace(name.str(), prefix);
            TopologyFixture::At(begin, [this, prefix, text = name.str()] { Send(prefix, text); });
        }
    }
    m_net.RunUntil(begin + Ms(200));
    std::string text;
    for (const auto& [name, prefix] : prefixes)
    {
        Trip& trip = m_trips[name];
        for (const auto& [gateway, records] : m_wires)
        {
            for (const auto& record : *records)
            {
                // RFC 2473: the inner header follows the outer one.
                const auto octets = GetOctets(record.packet);
                const bool isTunnelled =
                    record.at >= begin && octets.size() > 2 * HEADER_SIZE && octets[6] == 41 &&
                    octets[HEADER_SIZE + 6] == 17 &&
                    Ipv6Address::Deserialize(&octets[24]) == TopologyFixture::GetAddress(gateway) &&
                    prefix.Contains(Ipv6Address::Deserialize(&octets[HEADER_SIZE + 24]));
                if (isTunnelled)
                {
                    trip.gateways += NAMES[gateway];
                }
            }
        }
        text += (text.empty() ? "" : "; ") + name + " by " +
                (trip.gateways.empty() ? "none" : trip.gateways) + " to " +
                (trip.receiver.empty() ? "nobody" : trip.receiver) +
                (trip.isBack ? " and back" : "");
    }
    return text;
}

} // namespace pmipv6
} // namespace ns3
