/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-packet.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/pmipv6-signaling-monitor.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <cmath>
#include <numeric>

/**
 * @file
 * @ingroup pmipv6-tests
 * Links that lose, double and hold back signalling.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

using Octets = std::vector<uint8_t>; //!< for short

const Ipv6Address HERE("fd00:c::1");  //!< the sender
const Ipv6Address THERE("fd00:c::2"); //!< the receiver
constexpr uint16_t IPV6 = 0x86dd;     //!< EtherType
constexpr uint16_t IPV4 = 0x0800;     //!< EtherType
constexpr int64_t STREAM = 7;         //!< first of the link's random streams
const Time DELAY = Ms(3);             //!< of the link

/// Next Header values.
enum Protocol : uint8_t
{
    HOP_BY_HOP = 0,
    TCP = 6,
    UDP = 17,
    TUNNEL = 41,
    ROUTING = 43,
    FRAGMENT = 44,
    ICMPV6 = 58,
    NOTHING = 59,
    DESTINATION = 60,
    MOBILITY = 135,
};

/// @return octets of one behind those of the other
Octets
operator+(Octets a, const Octets& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// @return a Mobility Header
Octets
MakeMobilityHeader()
{
    return BuildMobilityHeader(BindingRefreshRequest(), HERE, THERE);
}

/// @return an IPv6 packet
Octets
MakePacket(uint8_t protocol, const Octets& payload)
{
    Ipv6Header header;
    header.SetSource(HERE);
    header.SetDestination(THERE);
    header.SetNextHeader(protocol);
    header.SetHopLimit(64);
    header.SetPayloadLength(static_cast<uint16_t>(payload.size()));
    auto packet = Create<Packet>(payload.data(), static_cast<uint32_t>(payload.size()));
    packet->AddHeader(header);
    return GetOctets(packet);
}

/// @return an extension header with zeros in it
Octets
MakeExtension(uint8_t next, std::size_t octets)
{
    Octets header(octets);
    header[0] = next;
    header[1] = static_cast<uint8_t>(octets / 8 - 1);
    return header;
}

/// @return a Fragment header (RFC 8200, 4.5)
Octets
MakeFragment(uint8_t next, uint16_t offset, bool hasMore)
{
    const auto field = static_cast<uint16_t>(offset | (hasMore ? 1 : 0));
    return {next, 0, static_cast<uint8_t>(field >> 8), static_cast<uint8_t>(field), 0, 0, 0, 1};
}

/// Octets of a packet, and what they are.
struct Sample
{
    std::string name; //!< what
    Octets octets;    //!< from the IP header on
};

/// @return packets with a Mobility Header
std::vector<Sample>
GetSignalling()
{
    const Octets header = MakeMobilityHeader();
    const Octets inner = MakePacket(MOBILITY, header);
    return {
        {"plain", inner},
        {"hop-by-hop options", MakePacket(HOP_BY_HOP, MakeExtension(MOBILITY, 8) + header)},
        {"Home Address option", MakePacket(DESTINATION, MakeExtension(MOBILITY, 24) + header)},
        {"type 2 routing header", MakePacket(ROUTING, MakeExtension(MOBILITY, 24) + header)},
        {"all of them",
         MakePacket(HOP_BY_HOP,
                    MakeExtension(ROUTING, 16) + MakeExtension(DESTINATION, 24) +
                        MakeExtension(MOBILITY, 24) + header)},
        {"in a tunnel", MakePacket(TUNNEL, inner)},
        {"in two tunnels",
         MakePacket(DESTINATION, MakeExtension(TUNNEL, 8) + MakePacket(TUNNEL, inner))},
        {"a fragment", MakePacket(FRAGMENT, MakeFragment(MOBILITY, 0, true) + header)},
        {"a later fragment", MakePacket(FRAGMENT, MakeFragment(MOBILITY, 8, false) + header)},
        {"in the first fragment of a tunnel packet",
         MakePacket(FRAGMENT, MakeFragment(TUNNEL, 0, true) + inner)},
        {"of two octets", MakePacket(MOBILITY, {59, 0})},
    };
}

/// @return packets with anything else
std::vector<Sample>
GetOthers()
{
    const Octets data(64, 135);
    const Octets header = MakeMobilityHeader();
    return {
        {"UDP", MakePacket(UDP, data)},
        {"TCP", MakePacket(TCP, data)},
        {"ICMPv6 that quotes a Mobility Header",
         MakePacket(ICMPV6, Octets(8) + MakePacket(MOBILITY, header))},
        {"UDP in a tunnel", MakePacket(TUNNEL, MakePacket(UDP, data))},
        {"UDP behind options", MakePacket(DESTINATION, MakeExtension(UDP, 24) + data)},
        {"a fragment of UDP", MakePacket(FRAGMENT, MakeFragment(UDP, 8, true) + data)},
        {"a later fragment of a tunnel packet",
         MakePacket(FRAGMENT, MakeFragment(TUNNEL, 8, false) + MakePacket(MOBILITY, header))},
        {"nothing", MakePacket(NOTHING, {})},
        {"a tunnel of nothing", MakePacket(TUNNEL, {})},
        {"IPv4 in IPv6", MakePacket(TUNNEL, Octets(40, 0x45))},
        {"an extension header cut off", MakePacket(DESTINATION, {MOBILITY, 3, 0, 0, 0, 0, 0, 0})},
        {"an extension header of two octets", MakePacket(ROUTING, {MOBILITY, 0})},
    };
}

/**
 * @ingroup pmipv6-tests
 * Two nodes, one link, packets with numbers, and what becomes of them.
 */
class ImpairedLink
{
  public:
    /// What an attribute of the link is to be.
    struct Attributes
    {
        double loss{0};         //!< Loss
        double duplication{0};  //!< Duplication
        Time jitter;            //!< Jitter
        int64_t stream{STREAM}; //!< of the first random variable
    };

    /// @param attributes of the link
    explicit ImpairedLink(const Attributes& attributes);
    ~ImpairedLink();
    ImpairedLink(const ImpairedLink&) = delete;
    ImpairedLink& operator=(const ImpairedLink&) = delete;

    /**
     * Send a packet at a time; its number is how many were sent before it.
     *
     * @param at when
     * @param octets of the packet, from its IP header on
     * @param protocol EtherType
     */
    void SendAt(Time at, const Octets& octets, uint16_t protocol = IPV6);

    /// Send Mobility Headers at even intervals. @return when each was sent
    std::vector<Time> SendMany(std::size_t count, Time interval);

    std::vector<std::pair<uint32_t, Time>> arrived; //!< number and time
    std::vector<uint32_t> lost;                     //!< numbers
    std::vector<uint32_t> doubled;                  //!< numbers
    std::vector<std::pair<uint32_t, Time>> held;    //!< number and for how long

  private:
    /// @return the number of a packet
    uint32_t GetNumber(Ptr<const Packet> packet) const;

    std::map<uint64_t, uint32_t> m_numbers;            //!< by ns-3's packet number
    std::vector<Ptr<PointToPointNetDevice>> m_devices; //!< both ends
    std::array<Ptr<Node>, 2> m_nodes;                  //!< both ends
};

ImpairedLink::ImpairedLink(const Attributes& attributes)
{
    auto channel = CreateObject<SignalingImpairmentChannel>();
    channel->SetAttribute("Delay", TimeValue(DELAY));
    channel->SetAttribute("Loss", DoubleValue(attributes.loss));
    channel->SetAttribute("Duplication", DoubleValue(attributes.duplication));
    channel->SetAttribute("Jitter", TimeValue(attributes.jitter));
    channel->AssignStreams(attributes.stream);
    for (auto& node : m_nodes)
    {
        node = CreateObject<Node>();
        auto device = CreateObject<PointToPointNetDevice>();
        device->SetAttribute("DataRate", StringValue("100Gbps"));
        device->SetAddress(Mac48Address::Allocate());
        device->SetQueue(CreateObject<DropTailQueue<Packet>>());
        node->AddDevice(device);
        device->Attach(channel);
        m_devices.push_back(device);
    }
    m_devices[1]->TraceConnectWithoutContext(
        "PhyRxEnd",
        MakeFunctionCallback<Ptr<const Packet>>([this](Ptr<const Packet> packet) {
            arrived.emplace_back(GetNumber(packet), Simulator::Now());
        }));
    using Sender = Ptr<NetDevice>;
    channel->TraceConnectWithoutContext(
        "Lost",
        MakeFunctionCallback<Ptr<const Packet>, Sender>(
            [this](Ptr<const Packet> packet, Sender) { lost.push_back(GetNumber(packet)); }));
    channel->TraceConnectWithoutContext(
        "Doubled",
        MakeFunctionCallback<Ptr<const Packet>, Sender>(
            [this](Ptr<const Packet> packet, Sender) { doubled.push_back(GetNumber(packet)); }));
    channel->TraceConnectWithoutContext("Held",
                                        MakeFunctionCallback<Ptr<const Packet>, Sender, Time>(
                                            [this](Ptr<const Packet> packet, Sender, Time time) {
                                                held.emplace_back(GetNumber(packet), time);
                                            }));
}

ImpairedLink::~ImpairedLink()
{
    Simulator::Destroy();
}

uint32_t
ImpairedLink::GetNumber(Ptr<const Packet> packet) const
{
    return m_numbers.at(packet->GetUid());
}

void
ImpairedLink::SendAt(Time at, const Octets& octets, uint16_t protocol)
{
    auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    m_numbers.emplace(packet->GetUid(), static_cast<uint32_t>(m_numbers.size()));
    TopologyFixture::At(at, [device = m_devices[0], packet, protocol] {
        device->Send(packet, device->GetBroadcast(), protocol);
    });
}

std::vector<Time>
ImpairedLink::SendMany(std::size_t count, Time interval)
{
    const Octets octets = MakePacket(MOBILITY, MakeMobilityHeader());
    std::vector<Time> times;
    for (std::size_t i = 0; i < count; ++i)
    {
        times.push_back(interval * static_cast<int64_t>(i));
        SendAt(times.back(), octets);
    }
    Simulator::Run();
    return times;
}

/**
 * @ingroup pmipv6-tests
 * The link by itself.
 */
class ImpairmentTestCase : public MemberTestCase<ImpairmentTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    /// What is lost and doubled is what the random streams say, and as often as the attributes.
    void Rates();
    /// Nothing is lost or doubled at 0, everything at 1.
    void Bounds();
    /// Other packets pass, and as fast as ever.
    void OnlyMobilityHeaders();
    /// Any octets are read without a fault.
    void AnyOctets();
    /// The same streams, the same fate.
    void Determinism();
    /// Held packets overtake each other.
    void Overtaking();
    /// Each hop does it once.
    void EachHop();
    /// The monitor counts what is lost.
    void Monitor();
};

void
ImpairmentTestCase::Rates()
{
    constexpr std::size_t count = 4000;
    constexpr double loss = 0.3;
    constexpr double duplication = 0.1;
    ImpairedLink link({loss, duplication, Time(0)});
    link.SendMany(count, Ms(1));

    auto losses = CreateObject<UniformRandomVariable>();
    losses->SetStream(STREAM);
    auto doublings = CreateObject<UniformRandomVariable>();
    doublings->SetStream(STREAM + 1);
    std::vector<uint32_t> lost;
    std::vector<uint32_t> doubled;
    std::vector<uint32_t> arrived;
    for (uint32_t i = 0; i < count; ++i)
    {
        const bool isLost = losses->GetValue() < loss;
        const bool isDoubled = doublings->GetValue() < duplication;
        if (isLost)
        {
            lost.push_back(i);
            continue;
        }
        arrived.push_back(i);
        if (isDoubled)
        {
            doubled.push_back(i);
            arrived.push_back(i);
        }
    }
    NS_TEST_EXPECT_MSG_EQ((link.lost == lost), true, "lost");
    NS_TEST_EXPECT_MSG_EQ((link.doubled == doubled), true, "doubled");
    std::vector<uint32_t> numbers;
    for (const auto& [number, time] : link.arrived)
    {
        numbers.push_back(number);
    }
    NS_TEST_EXPECT_MSG_EQ((numbers == arrived), true, "arrived, in order");
    NS_TEST_EXPECT_MSG_EQ(link.held.size(), 0, "none is held back");
    // Four standard deviations.
    const auto tolerance = [](std::size_t n, double p) { return 4 * std::sqrt(n * p * (1 - p)); };
    NS_TEST_EXPECT_MSG_EQ_TOL(double(lost.size()), count * loss, tolerance(count, loss), "Loss");
    const std::size_t passed = count - lost.size();
    NS_TEST_EXPECT_MSG_EQ_TOL(double(doubled.size()),
                              passed * duplication,
                              tolerance(passed, duplication),
                              "Duplication, of those that are not lost");
}

void
ImpairmentTestCase::Bounds()
{
    constexpr std::size_t count = 500;

    struct Row
    {
        double loss;         //!< Loss
        double duplication;  //!< Duplication
        std::size_t lost;    //!< packets
        std::size_t doubled; //!< packets
        std::size_t arrived; //!< packets
    };

    for (const Row& row : {Row{0, 0, 0, 0, count},
                           Row{1, 0, count, 0, 0},
                           Row{0, 1, 0, count, 2 * count},
                           Row{1, 1, count, 0, 0}})
    {
        for (const Time& jitter : {Time(0), Ms(5)})
        {
            ImpairedLink link({row.loss, row.duplication, jitter});
            link.SendMany(count, Ms(1));
            NS_TEST_EXPECT_MSG_EQ(link.lost.size(), row.lost, "lost at " << row.loss);
            NS_TEST_EXPECT_MSG_EQ(link.doubled.size(), row.doubled, "doubled");
            NS_TEST_EXPECT_MSG_EQ(link.arrived.size(), row.arrived, "arrived");
            NS_TEST_EXPECT_MSG_EQ(link.held.size(),
                                  (jitter.IsZero() ? 0 : row.arrived),
                                  "each that arrives is held back, both of a doubled one too");
        }
    }
}

void
ImpairmentTestCase::OnlyMobilityHeaders()
{
    ImpairedLink link({1, 1, Ms(50)});
    const auto others = GetOthers();
    const auto signalling = GetSignalling();
    std::vector<Time> sent;
    for (const auto& sample : others)
    {
        sent.push_back(Ms(static_cast<double>(sent.size())));
        link.SendAt(sent.back(), sample.octets);
    }
    // The octets of a Mobility Header, but not in IPv6.
    sent.push_back(Ms(static_cast<double>(sent.size())));
    link.SendAt(sent.back(), signalling[0].octets, IPV4);
    for (std::size_t i = 0; i < signalling.size(); ++i)
    {
        link.SendAt(Seconds(1) + Ms(static_cast<double>(i)), signalling[i].octets);
    }
    Simulator::Run();

    PMIPV6_TEST_REQUIRE(link.arrived.size() == sent.size(), "all others arrive, once");
    for (std::size_t i = 0; i < sent.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(link.arrived[i].first, i, "in order");
        NS_TEST_EXPECT_MSG_EQ_TOL(link.arrived[i].second,
                                  sent[i] + DELAY,
                                  TOLERANCE,
                                  "after the link's delay");
    }
    PMIPV6_TEST_REQUIRE(link.lost.size() == signalling.size(), "all signalling is lost");
    for (std::size_t i = 0; i < signalling.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(link.lost[i], sent.size() + i, signalling[i].name);
    }
    NS_TEST_EXPECT_MSG_EQ(link.doubled.size() + link.held.size(), 0, "nothing else happens");
}

void
ImpairmentTestCase::AnyOctets()
{
    const auto make = [](const Octets& octets) {
        return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    };
    const auto header = MakeMobilityHeader();
    for (const auto& sample : GetSignalling())
    {
        const auto found = FindMobilityHeader(make(sample.octets));
        PMIPV6_TEST_REQUIRE(found.has_value(), sample.name);
        const bool isFragment = sample.name.find("fragment") != std::string::npos;
        NS_TEST_EXPECT_MSG_EQ(found->isWhole, !isFragment, sample.name);
        const bool isBare = sample.octets.size() < 48;
        NS_TEST_EXPECT_MSG_EQ((isBare || GetOctets(found->payload) == header),
                              true,
                              "its Mobility Header, " << sample.name);
        NS_TEST_EXPECT_MSG_EQ(found->header.GetSource(), HERE, "its source, " << sample.name);
        // Cut where the Mobility Header begins, it is one still; anywhere before, it is not.
        const std::size_t begin = sample.octets.size() - found->payload->GetSize();
        for (std::size_t size = 0; size <= sample.octets.size(); ++size)
        {
            const Octets cut(sample.octets.begin(), sample.octets.begin() + size);
            NS_TEST_EXPECT_MSG_EQ(FindMobilityHeader(make(cut)).has_value(),
                                  (size >= begin),
                                  sample.name << ", " << size << " octets");
        }
    }
    for (const auto& sample : GetOthers())
    {
        NS_TEST_EXPECT_MSG_EQ(FindMobilityHeader(make(sample.octets)).has_value(),
                              false,
                              sample.name);
    }
    // Octets that lead from header to header and tunnel to tunnel, to nowhere.
    auto random = CreateObject<UniformRandomVariable>();
    random->SetStream(STREAM);
    const uint8_t words[] = {0, 1, 8, 41, 43, 44, 60, 0x60, 135};
    for (int round = 0; round < 20000; ++round)
    {
        Octets octets(random->GetInteger(0, 200));
        std::generate(octets.begin(), octets.end(), [&random, &words] {
            return words[random->GetInteger(0, sizeof(words) - 1)];
        });
        const auto found = FindMobilityHeader(make(octets));
        NS_TEST_EXPECT_MSG_EQ((!found || found->payload->GetSize() + 40 <= octets.size()),
                              true,
                              "what is found lies within");
    }
}

void
ImpairmentTestCase::Determinism()
{
    const auto run = [](const ImpairedLink::Attributes& attributes) {
        ImpairedLink link(attributes);
        link.SendMany(500, Ms(1));
        return std::tuple(link.arrived, link.lost, link.doubled, link.held);
    };
    const ImpairedLink::Attributes attributes{0.3, 0.2, Ms(4)};
    const auto first = run(attributes);
    NS_TEST_EXPECT_MSG_EQ((run(attributes) == first), true, "the same streams");
    const auto other = run({0.3, 0.2, Ms(4), STREAM + 3});
    NS_TEST_EXPECT_MSG_EQ((std::get<1>(other) == std::get<1>(first)), false, "other streams");
    RngSeedManager::SetRun(2);
    NS_TEST_EXPECT_MSG_EQ((run(attributes) == first), false, "another run");
    RngSeedManager::SetRun(1);
    // The attributes do not depend on each other.
    NS_TEST_EXPECT_MSG_EQ((std::get<1>(run({0.3, 0, Time(0)})) == std::get<1>(first)),
                          true,
                          "the same losses, alone");
    auto doubled = std::get<2>(run({0, 0.2, Time(0)}));
    const auto& lost = std::get<1>(first);
    doubled.erase(std::remove_if(doubled.begin(),
                                 doubled.end(),
                                 [&lost](uint32_t number) {
                                     return std::binary_search(lost.begin(), lost.end(), number);
                                 }),
                  doubled.end());
    NS_TEST_EXPECT_MSG_EQ((doubled == std::get<2>(first)), true, "the same doublings, less these");
}

void
ImpairmentTestCase::Overtaking()
{
    const Time jitter = Ms(20);
    constexpr std::size_t count = 2000;
    ImpairedLink link({0, 0, jitter});
    const auto sent = link.SendMany(count, Ms(1));
    PMIPV6_TEST_REQUIRE(link.arrived.size() == count, "all arrive");
    PMIPV6_TEST_REQUIRE(link.held.size() == count, "all are held back");
    std::vector<Time> held(count);
    for (const auto& [number, time] : link.held)
    {
        held[number] = time;
        NS_TEST_EXPECT_MSG_EQ((time.IsStrictlyPositive() && time <= jitter), true, "0 to Jitter");
    }
    uint32_t highest = 0;
    std::size_t overtaken = 0;
    for (const auto& [number, time] : link.arrived)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(time, sent[number] + DELAY + held[number], TOLERANCE, "delay");
        overtaken += number < highest;
        highest = std::max(highest, number);
    }
    NS_TEST_EXPECT_MSG_GT(overtaken, count / 2, "most are overtaken by a later one");
    const double sum = std::accumulate(held.begin(), held.end(), 0.0, [](double total, Time time) {
        return total + time.GetSeconds();
    });
    // Uniform: a mean of half, and four times its deviation.
    NS_TEST_EXPECT_MSG_EQ_TOL(sum / count,
                              jitter.GetSeconds() / 2,
                              4 * jitter.GetSeconds() / std::sqrt(12.0 * count),
                              "mean");
}

void
ImpairmentTestCase::EachHop()
{
    constexpr std::size_t count = 2000;
    constexpr uint32_t routers = 3;
    constexpr double loss = 0.2;
    ObjectFactory factory("ns3::pmipv6::SignalingImpairmentChannel");
    factory.Set("Loss", DoubleValue(loss));
    CoreNetworkHelper core;
    auto here = CreateObject<Node>();
    auto there = CreateObject<Node>();
    core.AddNode(here, HERE);
    core.AddNode(there, THERE);
    core.SetDelay(here, there, Ms(8));
    core.SetTransitRouters(routers);
    core.SetChannel(factory);
    std::vector<std::size_t> lost(routers + 1);
    std::size_t hop = 0;
    core.SetLinkVisitor([&](Ptr<Node>, Ptr<NetDevice> device, Ptr<Node>, Ptr<NetDevice>) {
        PMIPV6_TEST_REQUIRE(hop < lost.size(), "four links");
        device->GetChannel()->TraceConnectWithoutContext(
            "Lost",
            MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>>(
                [&lost, hop](Ptr<const Packet>, Ptr<NetDevice>) { ++lost[hop]; }));
        ++hop;
    });
    core.BuildMesh();
    NS_TEST_EXPECT_MSG_EQ(core.AssignStreams(STREAM), 12, "three a link");
    std::size_t arrived = 0;
    there->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [&arrived](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                arrived += FindMobilityHeader(packet).has_value();
            }));
    const auto octets = MakeMobilityHeader();
    for (std::size_t i = 0; i < count; ++i)
    {
        TopologyFixture::At(Ms(1.0 + static_cast<double>(i)), [here, &octets] {
            here->GetObject<Ipv6L3Protocol>()->Send(
                Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())),
                HERE,
                THERE,
                MOBILITY,
                nullptr);
        });
    }
    Simulator::Run();
    std::size_t left = count;
    for (const std::size_t lostHere : lost)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(double(lostHere),
                                  left * loss,
                                  4 * std::sqrt(left * loss * (1 - loss)),
                                  "its share of those that come so far");
        left -= lostHere;
    }
    NS_TEST_EXPECT_MSG_EQ(arrived, left, "the rest arrives");
    Simulator::Destroy();
}

void
ImpairmentTestCase::Monitor()
{
    ObjectFactory factory("ns3::pmipv6::SignalingImpairmentChannel");
    factory.Set("Loss", DoubleValue(1));

    enum
    {
        MAG,
        LMA
    };

    constexpr uint32_t node = 0;
    SignalingMonitor monitor;
    TestBed bed;
    bed.GetAccessChannel()->SetAttribute("Delay", TimeValue(Ms(1)));
    const auto gateway = bed.AddPlace(MAG, "mag", HERE);
    const auto anchor = bed.AddPlace(LMA, "lma", THERE);
    bed.GetCore().SetChannel(factory);
    bed.BuildMesh([](uint32_t, uint32_t) { return Ms(8); });
    monitor.AddChannel(
        DynamicCast<SignalingImpairmentChannel>(bed.GetWireEnd(MAG, LMA)->GetChannel()));
    const auto lma = bed.AddAnchor(LMA, "fd00:1::/48");
    bed.AddGateway(MAG);
    bed.AddLink(MAG);
    bed.GetDomain().AddMobileNode("mn@example.org", bed.AddMobile(node, "mn@example.org"), lma);
    monitor.AddNode(gateway, "mag", HERE);
    monitor.AddNode(anchor, "lma", THERE);
    std::vector<SignalingRecord> records;
    monitor.SetListener([&records](const SignalingRecord& record) { records.push_back(record); });
    bed.AttachAt(Seconds(2), node, MAG);
    bed.RunUntil(Seconds(4.5));

    PMIPV6_TEST_REQUIRE(records.size() == 4, "two requests, each sent and lost");
    for (std::size_t i = 0; i < records.size(); ++i)
    {
        const bool isSent = i % 2 == 0;
        const SignalingRecord& record = records[i];
        NS_TEST_EXPECT_MSG_EQ(record.event, std::string(isSent ? "sent" : "dropped"), "event");
        NS_TEST_EXPECT_MSG_EQ(record.node, std::string(isSent ? "mag" : "lma"), "node");
        NS_TEST_EXPECT_MSG_EQ(record.peer, std::string(isSent ? "lma" : "mag"), "peer");
        NS_TEST_EXPECT_MSG_EQ(record.message, "ProxyBindingUpdate", "message");
        NS_TEST_EXPECT_MSG_EQ(record.sequence, records[i - i % 2].sequence, "sequence number");
        NS_TEST_EXPECT_MSG_EQ(record.octets, records[i - i % 2].octets, "octets");
        NS_TEST_EXPECT_MSG_EQ(record.reason, std::string(isSent ? "" : "impairment"), "reason");
    }
    const auto& count = monitor.GetCounts().at("ProxyBindingUpdate");
    NS_TEST_EXPECT_MSG_EQ(count.sent, 2, "sent");
    NS_TEST_EXPECT_MSG_EQ(count.received, 0, "received");
    NS_TEST_EXPECT_MSG_EQ(count.dropped, 2, "dropped");
    NS_TEST_EXPECT_MSG_EQ(monitor.GetImpairments().lost, 2, "lost");
    NS_TEST_EXPECT_MSG_EQ(lma->GetBindingCache().GetSize(), 0, "the anchor knows nothing");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-impairment`.
 */
class ImpairmentTestSuite : public TestSuite
{
  public:
    ImpairmentTestSuite()
        : TestSuite("pmipv6-impairment")
    {
        using Case = ImpairmentTestCase;
        AddTestCase(new Case("losses and doublings, packet by packet", &Case::Rates));
        AddTestCase(new Case("nothing at 0, everything at 1", &Case::Bounds));
        AddTestCase(new Case("only Mobility Headers", &Case::OnlyMobilityHeaders));
        AddTestCase(new Case("any octets can be read", &Case::AnyOctets));
        AddTestCase(new Case("the same streams, the same fate", &Case::Determinism));
        AddTestCase(new Case("held packets overtake each other", &Case::Overtaking));
        AddTestCase(new Case("each hop once", &Case::EachHop));
        AddTestCase(new Case("what is lost is counted", &Case::Monitor));
    }
};

const ImpairmentTestSuite g_impairmentTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
