/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bad-input-fixture.h"

#include "ns3/config.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-mobility-names.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/pmipv6-router-advertisement.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace badinput
{

const Ipv6Address ANCHOR("fd00:c::1");
const Ipv6Address GATEWAY("fd00:c::11");
const Ipv6Address PEER("fd00:c::12");
const Ipv6Address STRANGER("fd00:c::21");
const Ipv6Address SILENT("fd00:c::22");

const std::string RESIDENT = "resident@example.com";
const std::string ABSENT = "absent@example.com";
const std::string ROAMER = "roamer@example.com";
const std::string FORBIDDEN = "forbidden@example.com";
const std::string FOREIGN = "foreign@example.com";

std::string
Join(const std::vector<std::string>& texts)
{
    std::string joined;
    for (const auto& text : texts)
    {
        joined += (joined.empty() ? "" : "; ") + text;
    }
    return joined;
}

Watcher::Watcher(const std::string& name, std::vector<std::string>* refusals)
    : m_name(name),
      m_refusals(refusals)
{
}

void
Watcher::HandleSignal(const SignalingEvent& event)
{
    m_refusals->push_back(m_name + ": " + event.reason);
}

void
Watcher::HandlePacket(Ptr<const Packet> /* packet */,
                      const Ipv6Header& /* header */,
                      const std::string& reason)
{
    m_refusals->push_back(m_name + ": " + reason);
}

void
Watcher::HandleStatus(const std::string& identifier, BindingStatus status)
{
    m_refusals->push_back(m_name + ": status " + std::to_string(static_cast<unsigned>(status)) +
                          " " + identifier);
}

void
Watcher::HandleIgnored(const std::string& /* identifier */, const std::string& reason)
{
    m_refusals->push_back(m_name + ": ignored " + reason);
}

void
Watcher::HandleNoService(Mac48Address /* linkLayer */, const std::string& reason)
{
    m_refusals->push_back(m_name + ": no service " + reason);
}

Domain::Domain(const std::string& pool)
{
    // Requests of many attachments at once must not wait for each other here.
    Config::SetDefault("ns3::pmipv6::MobilitySignaling::MaxUpdateRate", UintegerValue(0));
    // A request that waits for its answer shall not change while it does.
    Config::SetDefault("ns3::pmipv6::MobilitySignaling::InitialBindackTimeout",
                       TimeValue(Seconds(30)));
    // What is answered is what is sent here, and nothing else.
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Time(0)));
    // The longest messages pass whole, as packets with a borrowed source cannot be fragmented.
    Config::SetDefault("ns3::PointToPointNetDevice::Mtu", UintegerValue(2500));
    CoreNetworkHelper core;
    const std::vector<Ipv6Address> addresses = {ANCHOR, GATEWAY, PEER, STRANGER};
    for (const auto& address : addresses)
    {
        m_nodes[address] = CreateObject<Node>();
        core.AddNode(m_nodes[address], address);
    }
    core.AddPrefix(*ParsePrefix(pool), m_nodes[ANCHOR]);
    core.AddPrefix(Prefix(SILENT, 128), m_nodes[STRANGER]);
    for (std::size_t i = 0; i < addresses.size(); ++i)
    {
        for (std::size_t j = i + 1; j < addresses.size(); ++j)
        {
            core.SetDelay(m_nodes[addresses[i]], m_nodes[addresses[j]], MilliSeconds(1));
        }
    }
    core.BuildMesh();
    anchor = m_domain.InstallAnchor(m_nodes[ANCHOR], ANCHOR, pool);
    gateway = m_domain.InstallGateway(m_nodes[GATEWAY], GATEWAY);
    m_domain.InstallGateway(m_nodes[PEER], PEER);
    gateway->AddAnchor(SILENT);
    m_link = m_access.CreateLink();
    gateway->AddAccess(m_link);

    m_resident = CreateObject<Node>();
    const auto device = m_access.InstallHost(m_resident);
    m_domain.AddMobileNode(RESIDENT, device, anchor);
    m_foreign = m_access.InstallHost(CreateObject<Node>());
    m_domain.AddMobileNode(FOREIGN, m_foreign, anchor);
    m_foreign->TraceConnectWithoutContext("Received", MakeCallback(&Domain::HandleForeign, this));
    auto profile = *m_domain.GetPolicyStore()->Find(FOREIGN);
    profile.anchorAddress = SILENT;
    m_domain.GetPolicyStore()->Add(profile);
    for (const auto& identifier : {ABSENT, ROAMER, FORBIDDEN})
    {
        PolicyProfile other;
        other.identifier = identifier;
        other.anchorAddress = ANCHOR;
        other.isProxyMobilityAllowed = identifier != FORBIDDEN;
        if (identifier == ABSENT)
        {
            other.prefixes = {*ParsePrefix("fd00:1:0:beef::/64"), *ParsePrefix("fd00:2::/64")};
        }
        m_domain.GetPolicyStore()->Add(other);
    }
    Watch("anchor", m_nodes[ANCHOR]);
    Watch("gateway", m_nodes[GATEWAY]);
    for (const auto& address : {ANCHOR, PEER, STRANGER})
    {
        Listen(m_nodes[address]);
    }
    m_sockets = {MakeSocket(m_resident), MakeSocket(m_nodes[STRANGER])};
    m_access.AttachAt(Seconds(1), device, m_link);
    Run(Seconds(4));
    TakeAnswers();
    TakeRefusals();
}

Domain::~Domain()
{
    m_sockets.clear();
    Simulator::Destroy();
    Config::Reset();
}

void
Domain::Watch(const std::string& name, Ptr<Node> node)
{
    m_watchers.emplace_back(name, &m_refusals);
    auto* watcher = &m_watchers.back();
    m_watched.emplace_back(name, node);
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Dropped",
        MakeCallback(&Watcher::HandleSignal, watcher));
    MobilityForwarding::Install(node)->TraceConnectWithoutContext(
        "Drop",
        MakeCallback(&Watcher::HandlePacket, watcher));
    if (name == "anchor")
    {
        anchor->TraceConnectWithoutContext("Refused",
                                           MakeCallback(&Watcher::HandleStatus, watcher));
        anchor->TraceConnectWithoutContext("Ignored",
                                           MakeCallback(&Watcher::HandleIgnored, watcher));
    }
    else
    {
        gateway->TraceConnectWithoutContext("Refused",
                                            MakeCallback(&Watcher::HandleNoService, watcher));
    }
}

void
Domain::Listen(Ptr<Node> node)
{
    node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeCallback(&Domain::HandleReceived, this));
}

void
Domain::HandleReceived(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t /* interface */)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    const Ipv6Address source = Ipv6Address::Deserialize(octets.data() + 8);
    const Ipv6Address destination = Ipv6Address::Deserialize(octets.data() + 24);
    const bool isSignaling = octets[6] == 135;
    const bool isError = octets[6] == 58 && octets.size() > 40 && octets[40] < 128;
    const auto node = ipv6->GetObject<Node>();
    // The anchor also receives what is sent into it: an answer to it comes from the gateway alone.
    const bool isAnswer = node == m_nodes[ANCHOR] ? destination == ANCHOR && source == GATEWAY
                                                  : source == ANCHOR || source == GATEWAY;
    if (isAnswer && (isSignaling || isError))
    {
        m_answers.push_back(octets);
    }
}

void
Domain::HandleForeign(Ptr<const Packet> packet)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    if (octets.size() <= 40 || octets[6] != 58 || octets[40] != 134)
    {
        return;
    }
    const auto parsed = ParseRouterAdvertisement(octets.data() + 40, octets.size() - 40);
    const auto& prefixes = std::get<RouterAdvertisement>(parsed).prefixes;
    const auto isPreferred = [](const PrefixInformation& told) { return told.preferred > 0; };
    m_advertisements += std::any_of(prefixes.begin(), prefixes.end(), isPreferred) ? 1 : 0;
}

Ptr<Socket>
Domain::MakeSocket(Ptr<Node> node)
{
    auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), 7777));
    socket->SetRecvCallback(MakeCallback(&Domain::HandleArrived, this));
    return socket;
}

void
Domain::HandleArrived(Ptr<Socket> socket)
{
    while (socket->Recv())
    {
        ++m_arrived;
    }
}

void
Domain::Run(Time time)
{
    Simulator::Stop(time);
    Simulator::Run();
}

void
Domain::Inject(Ptr<Node> from,
               const Ipv6Address& source,
               const Ipv6Address& destination,
               const Octets& octets,
               uint8_t protocol)
{
    auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    from->GetObject<Ipv6L3Protocol>()->Send(packet, source, destination, protocol, nullptr);
}

std::string
Domain::Describe() const
{
    std::ostringstream text;
    anchor->GetBindingCache().ForEach([&text](const BindingCacheEntry& e) {
        text << e.identifier << " linkLayer=" << ToHex(e.linkLayer)
             << " technology=" << GetName(e.technology);
        for (const auto& prefix : e.prefixes)
        {
            text << ' ' << prefix;
        }
        text << " proxyCareOf=" << e.proxyCareOf << " previous=" << e.previousCareOf
             << " handedOff=" << e.handedOff << " anchor=" << e.anchorAddress
             << " linkLocal=" << e.linkLocal << ' ' << GetStateName(e.state)
             << " sequence=" << e.sequence << " timestamp=" << e.timestamp
             << " registered=" << e.registered << " expiry=" << e.expiry << '\n';
    });
    gateway->GetBindingUpdateList().ForEach([&text](const BindingUpdateListEntry& e) {
        text << e.identifier << " linkLayer=" << e.linkLayer
             << " technology=" << GetName(e.technology);
        for (const auto& prefix : e.prefixes)
        {
            text << ' ' << prefix;
        }
        text << " requested";
        for (const auto& prefix : e.requested)
        {
            text << ' ' << prefix;
        }
        text << " anchor=" << e.anchorAddress << ' ' << GetStateName(e.state)
             << " sequence=" << e.sequence << " timestamp=" << e.timestamp << " sent=" << e.sent
             << " refresh=" << e.refresh << " expiry=" << e.expiry
             << " silenceChecked=" << e.silenceChecked << " isAsked=" << e.isAsked
             << " attachment=" << e.attachment << " deadline=" << e.deadline << '\n';
    });
    for (const auto& [name, node] : m_watched)
    {
        text << name << " entries=" << node->GetObject<MobilityForwarding>()->GetTable().GetSize();
        const auto ipv6 = node->GetObject<Ipv6>();
        for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
        {
            for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
            {
                text << ' ' << ipv6->GetAddress(i, j).GetAddress() << '%' << i;
            }
        }
        text << '\n';
    }
    return text.str();
}

bool
Domain::TrafficPasses()
{
    m_arrived = 0;
    m_sockets[0]->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(STRANGER, 7777));
    m_sockets[1]->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(GetResidentAddress(), 7777));
    Run(MilliSeconds(20));
    return m_arrived == 2;
}

Octets
Domain::MakeUpdate(const Request& request) const
{
    const auto has = [&request](uint8_t type) { return request.without.count(type) == 0; };
    Octets data =
        Number(request.sequence, 2) + Number(request.flags, 2) + Number(request.lifetime, 2);
    // What may be missing comes first, so that a request that is cut lacks what it must have.
    if (has(27))
    {
        data = data + MakeOption(27, Number(ToMobilityTimestamp(Simulator::Now()), 8));
    }
    if (has(25))
    {
        data = data + MakeOption(25, Octets{0, 0} + request.linkLayer);
    }
    data = data + request.more;
    if (has(8))
    {
        data = data + MakeOption(8, Octets{1} + FromText(request.identifier));
    }
    if (has(22))
    {
        const std::vector<std::string> assign = {"::/0"};
        for (const auto& prefix : request.prefixes.empty() ? assign : request.prefixes)
        {
            data = data + MakePrefixOption(prefix);
        }
    }
    if (has(23))
    {
        data = data + MakeOption(23, {0, request.handoff});
    }
    if (has(24))
    {
        data = data + MakeOption(24, {0, 1});
    }
    return MakeHeader(5, data);
}

std::vector<std::string>
Domain::TakeRefusals()
{
    return std::exchange(m_refusals, {});
}

std::vector<Octets>
Domain::TakeAnswers()
{
    return std::exchange(m_answers, {});
}

std::map<std::string, uint64_t>
Domain::GetCounts() const
{
    std::map<std::string, uint64_t> counts;
    for (const auto& [name, node] : m_watched)
    {
        for (const auto& [reason, count] : node->GetObject<MobilitySignaling>()->GetDrops())
        {
            counts[name + ": " + reason] += count;
        }
        for (const auto& [reason, count] : node->GetObject<MobilityForwarding>()->GetDrops())
        {
            counts[name + ": " + reason] += count;
        }
    }
    return counts;
}

Octets
Domain::AttachForeign()
{
    TakeAnswers();
    m_access.AttachAt(Simulator::Now(), m_foreign, m_link);
    Run(MilliSeconds(5));
    TakeRefusals();
    const auto requests = TakeAnswers();
    return requests.empty() ? Octets() : requests.front();
}

void
Domain::SilenceForeign()
{
    m_access.GetChannel()->Detach(m_foreign);
}

const BindingUpdateListEntry*
Domain::GetForeign() const
{
    return gateway->GetBindingUpdateList().Find(Mac48Address::ConvertFrom(m_foreign->GetAddress()));
}

Prefix
Domain::GetResidentPrefix() const
{
    const auto sessions = anchor->GetBindingCache().FindByMobileNode(RESIDENT);
    return sessions.empty() ? Prefix() : sessions.front()->prefixes.front();
}

Ipv6Address
Domain::GetResidentAddress() const
{
    const auto ipv6 = m_resident->GetObject<Ipv6>();
    const Prefix prefix = GetResidentPrefix();
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            if (prefix.Contains(ipv6->GetAddress(i, j).GetAddress()))
            {
                return ipv6->GetAddress(i, j).GetAddress();
            }
        }
    }
    return Ipv6Address::GetAny();
}

Ptr<Node>
Domain::GetNode(const Ipv6Address& address) const
{
    const auto known = m_nodes.find(address);
    return known == m_nodes.end() ? m_nodes.at(STRANGER) : known->second;
}

BadInputTestCase::Outcome
BadInputTestCase::Try(Domain& domain,
                      const std::string& label,
                      const Ipv6Address& source,
                      const Ipv6Address& destination,
                      const Octets& octets,
                      uint8_t protocol)
{
    const std::string before = domain.Describe();
    auto counts = domain.GetCounts();
    domain.Inject(domain.GetNode(source), source, destination, octets, protocol);
    domain.Run(MilliSeconds(10));
    Outcome outcome{domain.TakeRefusals(), domain.TakeAnswers()};
    NS_TEST_EXPECT_MSG_EQ(domain.Describe(), before, label << ": state has changed");
    for (const auto& refusal : outcome.refusals)
    {
        const bool isOfRole = refusal.find(": status ") != std::string::npos ||
                              refusal.find(": ignored ") != std::string::npos ||
                              refusal.find(": no service ") != std::string::npos;
        if (!isOfRole)
        {
            ++counts[refusal];
        }
    }
    NS_TEST_EXPECT_MSG_EQ((domain.GetCounts() == counts),
                          true,
                          label << ": counts differ from traces " << Join(outcome.refusals));
    NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, label << ": traffic does not pass");
    return outcome;
}

void
BadInputTestCase::ExpectSilence(Domain& domain,
                                const std::string& refusal,
                                const std::string& label,
                                const Ipv6Address& source,
                                const Ipv6Address& destination,
                                const Octets& octets,
                                uint8_t protocol)
{
    const Outcome outcome = Try(domain, label, source, destination, octets, protocol);
    NS_TEST_EXPECT_MSG_EQ(Join(outcome.refusals), refusal, label);
    NS_TEST_EXPECT_MSG_EQ(outcome.answers.size(), 0, label << ": answered");
}

} // namespace badinput
} // namespace pmipv6
} // namespace ns3
