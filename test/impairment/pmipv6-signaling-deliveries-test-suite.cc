/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/double.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/ipv6-header.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-signaling-deliveries.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * Links whose Mobility Headers arrive when somebody says so.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

using Octets = std::vector<uint8_t>; //!< for short

const std::array<Ipv6Address, 2> ENDS{"fd00:c::1", "fd00:c::2"}; //!< addresses of both ends
constexpr uint16_t IPV6 = 0x86dd;                                //!< EtherType
constexpr uint8_t MOBILITY = 135;                                //!< Next Header
constexpr uint8_t UDP = 17;                                      //!< Next Header
constexpr int64_t STREAM = 7;                                    //!< first of the random streams
const Time DELAY = Ms(3);                                        //!< of the link

/**
 * @param from which end sends
 * @param protocol Next Header
 * @param payload what the packet carries
 * @return the packet from its IPv6 header on
 */
Octets
MakePacket(std::size_t from, uint8_t protocol, const Octets& payload)
{
    Ipv6Header header;
    header.SetSource(ENDS[from]);
    header.SetDestination(ENDS[1 - from]);
    header.SetNextHeader(protocol);
    header.SetHopLimit(64);
    header.SetPayloadLength(static_cast<uint16_t>(payload.size()));
    auto packet = Create<Packet>(payload.data(), static_cast<uint32_t>(payload.size()));
    packet->AddHeader(header);
    return GetOctets(packet);
}

/// @return a packet with a message
Octets
MakeSignalling(std::size_t from, const MobilityMessage& message)
{
    return MakePacket(from, MOBILITY, BuildMobilityHeader(message, ENDS[from], ENDS[1 - from]));
}

/// @return a Binding Update, known by its sequence number
MobilityMessage
MakeUpdate(uint16_t sequence)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.lifetime = 10;
    return update;
}

/// @return a Heartbeat
MobilityMessage
MakeHeartbeat(bool isResponse)
{
    Heartbeat heartbeat;
    heartbeat.isResponse = isResponse;
    heartbeat.sequence = 17;
    return heartbeat;
}

/// What a link does at random.
struct Faults
{
    double loss{0};                  //!< Loss
    double duplication{0};           //!< Duplication
    Time jitter{};                   //!< Jitter
    Time until{Seconds(1000000000)}; //!< Until
};

/**
 * @ingroup pmipv6-tests
 * Two nodes, one link, and what arrives at either end.
 */
class DecidedLink
{
  public:
    /// A packet that has arrived.
    struct Arrival
    {
        std::size_t to;   //!< at which end
        uint32_t packet;  //!< its number, see SendAt
        Time at;          //!< when
        uint32_t context; //!< in the context of which node
        Octets octets;    //!< from the IPv6 header on, as the node gets them
    };

    /// @param faults of the link
    explicit DecidedLink(const Faults& faults = {});
    ~DecidedLink();
    DecidedLink(const DecidedLink&) = delete;
    DecidedLink& operator=(const DecidedLink&) = delete;

    /// Have a taker asked.
    void SetTaker(SignalingDeliveries::Taker taker);

    /**
     * Send a packet at a time; its number is how many were sent before it.
     *
     * @param at when
     * @param octets of the packet, from its IPv6 header on
     * @param from which end sends
     */
    void SendAt(Time at, const Octets& octets, std::size_t from = 0);

    /**
     * Send messages from end 0, 1 ms apart, and run.
     *
     * @param count how many; their sequence numbers are those of the packets
     */
    void SendMany(uint32_t count);

    /// @return one end's node
    Ptr<Node> GetNode(std::size_t end) const
    {
        return m_nodes[end];
    }

    /// @return the number of a packet
    uint32_t GetNumber(Ptr<const Packet> packet) const
    {
        return m_numbers.at(packet->GetUid());
    }

    /// @return what arrived: "packet at ns", in the order of time
    std::string Describe() const;

    Ptr<SignalingImpairmentChannel> channel; //!< the link
    std::vector<Arrival> arrivals;           //!< in the order of time
    std::vector<std::string> traces;         //!< of the channel: names of those that were called

  private:
    std::array<Ptr<Node>, 2> m_nodes;                    //!< both ends
    std::array<Ptr<PointToPointNetDevice>, 2> m_devices; //!< both ends
    std::map<uint64_t, uint32_t> m_numbers;              //!< by ns-3's packet number
};

DecidedLink::DecidedLink(const Faults& faults)
    : channel(CreateObject<SignalingImpairmentChannel>())
{
    channel->SetAttribute("Delay", TimeValue(DELAY));
    channel->SetAttribute("Loss", DoubleValue(faults.loss));
    channel->SetAttribute("Duplication", DoubleValue(faults.duplication));
    channel->SetAttribute("Jitter", TimeValue(faults.jitter));
    channel->SetAttribute("Until", TimeValue(faults.until));
    channel->AssignStreams(STREAM);
    for (std::size_t end = 0; end < 2; ++end)
    {
        m_nodes[end] = CreateObject<Node>();
        auto device = CreateObject<PointToPointNetDevice>();
        device->SetAttribute("DataRate", StringValue("100Gbps"));
        device->SetAddress(Mac48Address::Allocate());
        device->SetQueue(CreateObject<DropTailQueue<Packet>>());
        m_nodes[end]->AddDevice(device);
        device->Attach(channel);
        m_devices[end] = device;
        m_nodes[end]->RegisterProtocolHandler(
            MakeFunctionCallback<Ptr<NetDevice>,
                                 Ptr<const Packet>,
                                 uint16_t,
                                 const Address&,
                                 const Address&,
                                 NetDevice::PacketType>([this, end](Ptr<NetDevice>,
                                                                    Ptr<const Packet> packet,
                                                                    uint16_t,
                                                                    const Address&,
                                                                    const Address&,
                                                                    NetDevice::PacketType) {
                arrivals.push_back({end,
                                    GetNumber(packet),
                                    Simulator::Now(),
                                    Simulator::GetContext(),
                                    GetOctets(packet)});
            }),
            IPV6,
            device);
    }
    for (const std::string trace : {"Lost", "Doubled"})
    {
        channel->TraceConnectWithoutContext(
            trace,
            MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>>(
                [this, trace](Ptr<const Packet>, Ptr<NetDevice>) { traces.push_back(trace); }));
    }
    channel->TraceConnectWithoutContext(
        "Held",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<NetDevice>, Time>(
            [this](Ptr<const Packet>, Ptr<NetDevice>, Time) { traces.emplace_back("Held"); }));
}

DecidedLink::~DecidedLink()
{
    Simulator::Destroy();
}

void
DecidedLink::SetTaker(SignalingDeliveries::Taker taker)
{
    auto deliveries = CreateObject<SignalingDeliveries>();
    deliveries->SetTaker(std::move(taker));
    channel->SetDeliveries(deliveries);
}

void
DecidedLink::SendAt(Time at, const Octets& octets, std::size_t from)
{
    auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    m_numbers.emplace(packet->GetUid(), static_cast<uint32_t>(m_numbers.size()));
    TopologyFixture::At(at, [device = m_devices[from], packet] {
        device->Send(packet, device->GetBroadcast(), IPV6);
    });
}

void
DecidedLink::SendMany(uint32_t count)
{
    for (uint32_t i = 0; i < count; ++i)
    {
        SendAt(Ms(i), MakeSignalling(0, MakeUpdate(static_cast<uint16_t>(i))));
    }
    Simulator::Run();
}

std::string
DecidedLink::Describe() const
{
    std::string text;
    for (const auto& arrival : arrivals)
    {
        text += (text.empty() ? "" : ", ") + std::to_string(arrival.packet) + " at " +
                std::to_string(arrival.at.GetNanoSeconds());
    }
    return text;
}

/**
 * @ingroup pmipv6-tests
 * What is decided on, one message at a time.
 */
class DeliveriesTestCase : public MemberTestCase<DeliveriesTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Numbers();      //!< from 1, each way apart
    void WholeMessage(); //!< what is offered of a message
    void Heartbeats();   //!< pass uncounted
    void SeveralLinks(); //!< numbers are of two nodes
    void HeldBack();     //!< to the nanosecond, and overtaken
    void DecidedLater(); //!< not when it is sent
    void Lost();         //!< never delivered
    void Doubled();      //!< delivered twice
    void Refused();      //!< passes as without
    void Streams();      //!< nothing is drawn for what is taken
    void After();        //!< Until
};

void
DeliveriesTestCase::Numbers()
{
    DecidedLink link;
    std::vector<std::string> offered;
    link.SetTaker([&](const SignalingDelivery& delivery) {
        const bool isForth = delivery.from == link.GetNode(0) && delivery.to == link.GetNode(1);
        const bool isBack = delivery.from == link.GetNode(1) && delivery.to == link.GetNode(0);
        offered.push_back((isForth  ? "forth "
                           : isBack ? "back "
                                    : "astray ") +
                          std::to_string(delivery.number) + " is packet " +
                          std::to_string(link.GetNumber(delivery.packet)));
        return delivery.number % 2 == 0; // What it says does not matter to the numbers.
    });
    const std::array<std::size_t, 7> senders{0, 1, 1, 0, 0, 1, 0};
    for (std::size_t i = 0; i < senders.size(); ++i)
    {
        link.SendAt(Ms(static_cast<double>(i)),
                    MakeSignalling(senders[i], MakeUpdate(1)),
                    senders[i]);
    }
    Simulator::Run();
    const std::vector<std::string> expected{"forth 1 is packet 0",
                                            "back 1 is packet 1",
                                            "back 2 is packet 2",
                                            "forth 2 is packet 3",
                                            "forth 3 is packet 4",
                                            "back 3 is packet 5",
                                            "forth 4 is packet 6"};
    NS_TEST_EXPECT_MSG_EQ((offered == expected), true, "in the order of sending");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals.size(), 4, "those that are not taken arrive");
}

void
DeliveriesTestCase::WholeMessage()
{
    DecidedLink link;
    std::vector<std::pair<std::string, Octets>> offered;
    link.SetTaker([&](const SignalingDelivery& delivery) {
        offered.emplace_back(GetMessageName(delivery.message) + " " +
                                 std::to_string(GetSequenceNumber(delivery.message)) + " is " +
                                 std::to_string(delivery.number),
                             GetOctets(delivery.packet));
        return false;
    });
    const Octets update = MakeSignalling(0, MakeUpdate(300));
    const Octets cutOff = MakePacket(0, MOBILITY, {59, 0});
    BindingAcknowledgement answer;
    answer.sequence = 301;
    const Octets acknowledgement = MakeSignalling(0, answer);
    link.SendAt(Ms(0), update);
    link.SendAt(Ms(1), MakePacket(0, UDP, Octets(64, MOBILITY)));
    link.SendAt(Ms(2), cutOff);
    link.SendAt(Ms(3), acknowledgement);
    Simulator::Run();
    const std::vector<std::pair<std::string, Octets>> expected{
        {"BindingUpdate 300 is 1", update},
        {"Unknown 0 is 2", cutOff},
        {"BindingAcknowledgement 301 is 3", acknowledgement}};
    PMIPV6_TEST_REQUIRE(offered.size() == expected.size(), "Mobility Headers alone");
    for (std::size_t i = 0; i < expected.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(offered[i].first, expected[i].first, "what it says");
        NS_TEST_EXPECT_MSG_EQ((offered[i].second == expected[i].second), true, "its octets");
    }
    NS_TEST_EXPECT_MSG_EQ(link.arrivals.size(), 4, "all arrive");
}

void
DeliveriesTestCase::Heartbeats()
{
    DecidedLink link;
    std::vector<std::string> offered;
    link.SetTaker([&offered](const SignalingDelivery& delivery) {
        offered.push_back(GetMessageName(delivery.message) + " " + std::to_string(delivery.number));
        return true;
    });
    link.SendAt(Ms(0), MakeSignalling(0, MakeHeartbeat(false)));
    link.SendAt(Ms(1), MakeSignalling(0, MakeUpdate(1)));
    link.SendAt(Ms(2), MakeSignalling(0, MakeHeartbeat(true)));
    link.SendAt(Ms(3), MakeSignalling(0, MakeUpdate(2)));
    Simulator::Run();
    const std::vector<std::string> expected{"BindingUpdate 1", "BindingUpdate 2"};
    NS_TEST_EXPECT_MSG_EQ((offered == expected), true, "they are neither offered nor counted");
    PMIPV6_TEST_REQUIRE(link.arrivals.size() == 2, "they alone arrive");
    for (std::size_t i = 0; i < 2; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(link.arrivals[i].packet, 2 * i, "in order");
        NS_TEST_EXPECT_MSG_EQ_TOL(link.arrivals[i].at,
                                  Ms(2.0 * static_cast<double>(i)) + DELAY,
                                  TOLERANCE,
                                  "after the link's delay");
    }
}

void
DeliveriesTestCase::SeveralLinks()
{
    // One decides for both, as in a network.
    std::vector<std::string> offered;
    auto deliveries = CreateObject<SignalingDeliveries>();
    deliveries->SetTaker([&offered](const SignalingDelivery& delivery) {
        offered.push_back(std::to_string(delivery.from->GetId()) + " to " +
                          std::to_string(delivery.to->GetId()) + ", " +
                          std::to_string(delivery.number));
        return false;
    });
    DecidedLink first;
    DecidedLink second;
    first.channel->SetDeliveries(deliveries);
    second.channel->SetDeliveries(deliveries);
    const auto octets = MakeSignalling(0, MakeUpdate(1));
    first.SendAt(Ms(0), octets);
    second.SendAt(Ms(1), octets);
    second.SendAt(Ms(2), octets);
    first.SendAt(Ms(3), octets);
    Simulator::Run();
    const auto describe = [](const DecidedLink& link, int number) {
        return std::to_string(link.GetNode(0)->GetId()) + " to " +
               std::to_string(link.GetNode(1)->GetId()) + ", " + std::to_string(number);
    };
    const std::vector<std::string> expected{describe(first, 1),
                                            describe(second, 1),
                                            describe(second, 2),
                                            describe(first, 2)};
    NS_TEST_EXPECT_MSG_EQ((offered == expected), true, "of each pair of nodes apart");
}

void
DeliveriesTestCase::HeldBack()
{
    DecidedLink link;
    const std::array<Time, 4> delays{Ms(20), Ms(5), Time(0), NanoSeconds(1234567)};
    link.SetTaker([&delays](const SignalingDelivery& delivery) {
        delivery.deliver(delays.at(delivery.number - 1));
        return true;
    });
    link.SendMany(delays.size());
    // Each to the nanosecond, whatever the link's own delay is: 0 at 20 ms, 1 at 1 + 5, and so on.
    NS_TEST_EXPECT_MSG_EQ(link.Describe(),
                          "2 at 2000000, 3 at 4234567, 1 at 6000000, 0 at 20000000",
                          "the first is overtaken by all others");
    for (const auto& arrival : link.arrivals)
    {
        NS_TEST_EXPECT_MSG_EQ(arrival.to, 1, "at the other end");
        NS_TEST_EXPECT_MSG_EQ(arrival.context, link.GetNode(1)->GetId(), "in its own context");
        const bool isSame =
            arrival.octets == MakeSignalling(0, MakeUpdate(static_cast<uint16_t>(arrival.packet)));
        NS_TEST_EXPECT_MSG_EQ(isSame, true, "as it was sent");
    }
    NS_TEST_EXPECT_MSG_EQ(link.traces.empty(), true, "no random fault");
}

void
DeliveriesTestCase::DecidedLater()
{
    DecidedLink link;
    std::vector<std::function<void(Time)>> held;
    link.SetTaker([&held](const SignalingDelivery& delivery) {
        held.push_back(delivery.deliver);
        return true;
    });
    TopologyFixture::At(Seconds(1), [&held] { held.at(1)(Time(0)); });
    TopologyFixture::At(Seconds(2), [&held] { held.at(0)(Ms(7)); });
    link.SendMany(3);
    NS_TEST_EXPECT_MSG_EQ(link.Describe(),
                          "1 at 1000000000, 0 at 2007000000",
                          "so long after the decision");
}

void
DeliveriesTestCase::Lost()
{
    DecidedLink link;
    link.SetTaker([](const SignalingDelivery& delivery) { return delivery.number == 2; });
    link.SendMany(3);
    PMIPV6_TEST_REQUIRE(link.arrivals.size() == 2, "the one is lost");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals[0].packet, 0, "before it");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals[1].packet, 2, "after it");
    NS_TEST_EXPECT_MSG_EQ(link.traces.empty(), true, "no random fault");
}

void
DeliveriesTestCase::Doubled()
{
    DecidedLink link;
    link.SetTaker([](const SignalingDelivery& delivery) {
        delivery.deliver(Ms(9));
        delivery.deliver(Ms(4));
        delivery.deliver(Ms(9));
        return true;
    });
    link.SendMany(1);
    NS_TEST_EXPECT_MSG_EQ(link.Describe(), "0 at 4000000, 0 at 9000000, 0 at 9000000", "each");
    const auto octets = MakeSignalling(0, MakeUpdate(0));
    for (const auto& arrival : link.arrivals)
    {
        NS_TEST_EXPECT_MSG_EQ((arrival.octets == octets), true, "as it was sent");
    }
    NS_TEST_EXPECT_MSG_EQ(link.traces.empty(), true, "no random fault");
}

void
DeliveriesTestCase::Refused()
{
    constexpr uint32_t count = 300;
    const Faults faults{0.3, 0.2, Ms(5), Ms(250)};
    using Setup = std::function<void(DecidedLink&)>;
    const auto run = [&](const Setup& setup) {
        DecidedLink link(faults);
        setup(link);
        link.SendMany(count);
        return std::pair(link.Describe(), link.traces);
    };
    const auto without = run([](DecidedLink&) {});
    NS_TEST_EXPECT_MSG_GT(without.second.size(), count / 2, "there are faults");
    uint32_t asked = 0;
    const auto refused = run([&asked](DecidedLink& link) {
        link.SetTaker([&asked](const SignalingDelivery&) {
            ++asked;
            return false;
        });
    });
    NS_TEST_EXPECT_MSG_EQ((refused == without), true, "the same faults at the same times");
    NS_TEST_EXPECT_MSG_EQ(asked, count, "each is offered once");
    const auto withoutTaker = run([](DecidedLink& link) { link.SetTaker(nullptr); });
    NS_TEST_EXPECT_MSG_EQ((withoutTaker == without), true, "nobody to take them");
    const auto withdrawn = run([](DecidedLink& link) {
        link.SetTaker([](const SignalingDelivery&) { return true; });
        link.channel->SetDeliveries(nullptr);
    });
    NS_TEST_EXPECT_MSG_EQ((withdrawn == without), true, "nobody is asked any more");
}

void
DeliveriesTestCase::Streams()
{
    constexpr uint32_t count = 600;
    const auto isTaken = [](uint32_t number) { return number % 3 == 1; };

    // By order among those that are not taken: how often each arrives, and how long after sending.
    using Fates = std::map<uint32_t, std::vector<int64_t>>;
    const auto getFates = [&isTaken](const DecidedLink& link) {
        Fates fates;
        for (const auto& arrival : link.arrivals)
        {
            if (!isTaken(arrival.packet))
            {
                fates[arrival.packet].push_back(arrival.at.GetNanoSeconds());
            }
        }
        return fates;
    };
    const Faults faults{0.3, 0.2, Ms(5)};
    Fates with;
    {
        DecidedLink link(faults);
        link.SetTaker([&](const SignalingDelivery& delivery) {
            const bool isMine = isTaken(link.GetNumber(delivery.packet));
            if (isMine)
            {
                delivery.deliver(Ms(1));
            }
            return isMine;
        });
        link.SendMany(count);
        with = getFates(link);
    }
    Fates alone;
    {
        DecidedLink link(faults);
        for (uint32_t i = 0; i < count; ++i)
        {
            // What was taken is something else here, which meets no random fault.
            const auto update = MakeUpdate(static_cast<uint16_t>(i));
            link.SendAt(Ms(i),
                        isTaken(i) ? MakePacket(0, UDP, Octets(8)) : MakeSignalling(0, update));
        }
        Simulator::Run();
        alone = getFates(link);
    }
    NS_TEST_EXPECT_MSG_EQ((with == alone), true, "the next ones meet the same fates");
    NS_TEST_EXPECT_MSG_LT(with.size(), 2 * count / 3, "some are lost");

    DecidedLink link({1, 1, Ms(5)});
    link.SetTaker([](const SignalingDelivery& delivery) {
        delivery.deliver(Ms(2));
        return true;
    });
    link.SendMany(3);
    NS_TEST_EXPECT_MSG_EQ(link.Describe(),
                          "0 at 2000000, 1 at 3000000, 2 at 4000000",
                          "neither lost nor doubled nor held back");
    NS_TEST_EXPECT_MSG_EQ(link.traces.empty(), true, "no random fault");
}

void
DeliveriesTestCase::After()
{
    DecidedLink link({1, 0, Time(0), Ms(2)});
    link.SetTaker([](const SignalingDelivery& delivery) {
        const bool isTaken = delivery.number % 2 == 0;
        if (isTaken)
        {
            delivery.deliver(Ms(20));
        }
        return isTaken;
    });
    link.SendMany(4);
    // From 2 ms on nothing is lost: 0 was, 1 and 3 are taken.
    PMIPV6_TEST_REQUIRE(link.arrivals.size() == 3, "one is lost");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals[0].packet, 2, "refused, and faults are over");
    NS_TEST_EXPECT_MSG_EQ_TOL(link.arrivals[0].at, Ms(2) + DELAY, TOLERANCE, "as without");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals[1].at, Ms(21), "taken before");
    NS_TEST_EXPECT_MSG_EQ(link.arrivals[2].at, Ms(23), "taken afterwards");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-signaling-deliveries`.
 */
class DeliveriesTestSuite : public TestSuite
{
  public:
    DeliveriesTestSuite()
        : TestSuite("pmipv6-signaling-deliveries")
    {
        using Case = DeliveriesTestCase;
        AddTestCase(new Case("messages are numbered each way apart", &Case::Numbers));
        AddTestCase(new Case("a message is offered as it is", &Case::WholeMessage));
        AddTestCase(new Case("RFC 5847: Heartbeats pass uncounted", &Case::Heartbeats));
        AddTestCase(new Case("numbers are of two nodes", &Case::SeveralLinks));
        AddTestCase(new Case("one held back is overtaken", &Case::HeldBack));
        AddTestCase(new Case("it can be decided later", &Case::DecidedLater));
        AddTestCase(new Case("one never delivered is lost", &Case::Lost));
        AddTestCase(new Case("one delivered twice arrives twice", &Case::Doubled));
        AddTestCase(new Case("what is refused passes as without", &Case::Refused));
        AddTestCase(new Case("nothing is drawn for what is taken", &Case::Streams));
        AddTestCase(new Case("decisions go on when faults end", &Case::After));
    }
};

const DeliveriesTestSuite g_deliveriesTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
