/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-flow-statistics.h"
#include "ns3/pmipv6-handover-monitor.h"
#include "ns3/pmipv6-service-gap.h"
#include "ns3/simulator.h"

#include <tuple>

/**
 * @file
 * @ingroup pmipv6-tests
 * How long a handover leaves a node without service, against sums done by hand.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a span in ms
TimeSpan
Span(double begin, double end)
{
    return {Ms(begin), Ms(end)};
}

/**
 * @ingroup pmipv6-tests
 * What flows and times are counted by.
 */
class FiguresTestCase : public TestCase
{
  public:
    FiguresTestCase()
        : TestCase("Sets of times, percentiles, octets counted once, jitter")
    {
    }

  private:
    void DoRun() override;
};

void
FiguresTestCase::DoRun()
{
    const TimeSpans spans = MakeTimeSpans({Span(5, 7), Span(1, 2), Span(3, 3), Span(2, 4)});
    NS_TEST_EXPECT_MSG_EQ(spans.size(), 2, "what touches is one; what is empty is none");
    NS_TEST_EXPECT_MSG_EQ(spans[0].begin, Ms(1), "in order");
    NS_TEST_EXPECT_MSG_EQ(spans[0].end, Ms(4), "united");
    NS_TEST_EXPECT_MSG_EQ(Contains(spans, Ms(1)), true, "a begin");
    NS_TEST_EXPECT_MSG_EQ(Contains(spans, Ms(4)), false, "an end");
    NS_TEST_EXPECT_MSG_EQ(GetCovered(spans, Span(0, 6)), Ms(4), "3 and 1 of 6");
    NS_TEST_EXPECT_MSG_EQ(GetCovered(spans, Span(4, 5)), Ms(0), "a hole");
    NS_TEST_EXPECT_MSG_EQ(Unite(spans, {Span(4, 5)}).size(), 1, "the hole is filled");
    const TimeSpans smooth = Smooth({Span(0, 1), Span(5, 20), Span(21, 30), Span(40, 41)}, Ms(2));
    NS_TEST_EXPECT_MSG_EQ(smooth.size(), 1, "short spans are left out, short holes filled");
    NS_TEST_EXPECT_MSG_EQ(smooth.at(0).begin, Ms(5), "the first long one");
    NS_TEST_EXPECT_MSG_EQ(smooth.at(0).end, Ms(30), "across the hole");

    const std::vector<double> figures{1, 2, 4, 8, 16};
    NS_TEST_EXPECT_MSG_EQ(GetPercentile(figures, 0.5), 4, "median");
    NS_TEST_EXPECT_MSG_EQ_TOL(GetPercentile(figures, 0.95), 14.4, 1e-12, "linear");
    NS_TEST_EXPECT_MSG_EQ(GetPercentile({3}, 0.99), 3, "of one");
    NS_TEST_EXPECT_MSG_EQ(CountOctets({{10, 5}, {0, 10}, {0, 10}, {12, 8}, {30, 1}}),
                          21,
                          "each octet once, holes not");
    FlowRecord record;
    SetDelays({Ms(10), Ms(12), Ms(11), Ms(11)}, true, record);
    NS_TEST_EXPECT_MSG_EQ(*record.jitter, Ms(1), "2, 1 and 0");
    NS_TEST_EXPECT_MSG_EQ(*record.delayP50, Ms(11), "median");
    NS_TEST_EXPECT_MSG_EQ(*record.delayMax, Ms(12), "greatest");
    FlowRecord other;
    SetDelays({Ms(10), Ms(12)}, false, other);
    NS_TEST_EXPECT_MSG_EQ(other.jitter.has_value(), false, "none where the sender paces itself");
}

/**
 * @ingroup pmipv6-tests
 * A table through time.
 */
class HistoryTestCase : public TestCase
{
  public:
    HistoryTestCase()
        : TestCase("A forwarding table answers for the past as it did then")
    {
    }

  private:
    void DoRun() override;
};

void
HistoryTestCase::DoRun()
{
    const Ipv6Address a("fd00:1::a");
    const Ipv6Address b("fd00:2::b");
    const Ipv6Address here("fd00:c::1");
    const Ipv6Address before("fd00:c::2");
    const Ipv6Address now("fd00:c::3");
    ForwardingHistory history;
    ForwardingMatch toB;
    toB.destination = Prefix(Ipv6Address("fd00:2::"), 64);
    ForwardingMatch fromA;
    fromA.source = Prefix(Ipv6Address("fd00:1::"), 64);
    fromA.origins = FROM_MOBILE_NODE;
    ForwardingMatch pair = fromA;
    pair.destination = Prefix(b, 128);
    const auto note = [&history](double at, const ForwardingMatch& match, ForwardingAction action) {
        history.Note(Ms(at), match, &action);
    };
    note(10, toB, TunnelAction{here, before, Ipv6Address::GetAny(), Time()});
    note(12, toB, TunnelAction{here, before, Ipv6Address::GetAny(), Time()});
    note(20, fromA, DropAction{"test"});
    note(25, pair, PassAction{});
    note(30, pair, PlainAction{});
    history.Note(Ms(40), pair, nullptr);
    note(50, toB, TunnelAction{here, now, before, Ms(70)});

    const Ipv6Address c("fd00:3::c");
    const Ipv6Address d("fd00:4::d");
    ForwardingMatch fromC;
    fromC.source = Prefix(Ipv6Address("fd00:3::"), 64);
    fromC.origins = FROM_MOBILE_NODE;
    ForwardingMatch toD;
    toD.destination = Prefix(Ipv6Address("fd00:4::"), 64);
    const TunnelAction toNow{here, now, Ipv6Address::GetAny(), Time()};
    note(10, toD, toNow);
    note(20, fromC, TunnelAction{here, before, Ipv6Address::GetAny(), Time()});
    note(30, fromC, toNow);
    history.Note(Ms(40), fromC, nullptr);

    const auto look = [&](double at, PacketOrigin origin) {
        return history.Lookup(a, b, origin, Ms(at));
    };
    NS_TEST_EXPECT_MSG_EQ(look(9, FROM_CORE).value.index(), 0, "nothing yet");
    NS_TEST_EXPECT_MSG_EQ(look(9, FROM_CORE).until, Ms(10), "till then");
    NS_TEST_EXPECT_MSG_EQ(look(10, FROM_CORE).until, Ms(50), "12 ms changed nothing");
    const auto lookBack = [&](double at) { return history.Lookup(c, d, FROM_CORE, Ms(at)); };
    NS_TEST_EXPECT_MSG_EQ(lookBack(15).until, Ms(30), "its sender is here by another tunnel");
    NS_TEST_EXPECT_MSG_EQ(std::holds_alternative<DropAction>(lookBack(30).value),
                          true,
                          "it has been where it would be sent");
    NS_TEST_EXPECT_MSG_EQ(lookBack(30).until, Ms(40), "as long as its sender is here");
    NS_TEST_EXPECT_MSG_EQ(std::holds_alternative<TunnelAction>(lookBack(40).value),
                          true,
                          "then it is sent");
    NS_TEST_EXPECT_MSG_EQ(std::holds_alternative<TunnelAction>(look(60, FROM_CORE).value),
                          true,
                          "entries of another origin do not count");
    NS_TEST_EXPECT_MSG_EQ(
        std::holds_alternative<DropAction>(look(27, FROM_MOBILE_NODE).value),
        true,
        "the source is asked before the destination; what passes on does nothing");
    NS_TEST_EXPECT_MSG_EQ(look(27, FROM_MOBILE_NODE).until, Ms(30), "till there is a pair");
    NS_TEST_EXPECT_MSG_EQ(std::holds_alternative<PlainAction>(look(30, FROM_MOBILE_NODE).value),
                          true,
                          "a pair is asked first");
    NS_TEST_EXPECT_MSG_EQ(std::holds_alternative<DropAction>(look(40, FROM_MOBILE_NODE).value),
                          true,
                          "and gone again");

    // What a node with this prefix sends through a tunnel.
    const auto take = [&](double at, const Ipv6Address& peer) {
        return history.IsTaken(b, a, peer, false, Ms(at));
    };
    NS_TEST_EXPECT_MSG_EQ(take(5, before).value, false, "its node is not known");
    NS_TEST_EXPECT_MSG_EQ(take(20, before).value, true, "by its gateway");
    NS_TEST_EXPECT_MSG_EQ(take(20, now).value, false, "by another");
    NS_TEST_EXPECT_MSG_EQ(take(70, before).value, true, "by the former one, for a while");
    NS_TEST_EXPECT_MSG_EQ(take(60, before).until, Ms(70) + NanoSeconds(1), "which ends");
    NS_TEST_EXPECT_MSG_EQ(take(71, before).value, false, "then no more");

    // What comes to a node here.
    note(80, toB, DeliverAction{nullptr, Ipv6Address("fe80::b")});
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(a, b, now, false, Ms(85)).value, false, "from anybody");
    history.NoteTrust(Ms(90), now, false, true);
    history.NoteTrust(Ms(95), now, false, false);
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(a, b, now, false, Ms(92)).value, true, "an anchor");
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(a, b, now, false, Ms(92)).until, Ms(95), "for a while");
    history.NoteTrust(Ms(96), now, true, true);
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(a, b, now, false, Ms(97)).value, true, "a gateway");
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(a, b, now, true, Ms(97)).value, false, "without a route");
    NS_TEST_EXPECT_MSG_EQ(history.IsTaken(b, b, now, false, Ms(97)).value,
                          false,
                          "not from a node here");
}

/**
 * @ingroup pmipv6-tests
 * Packets that wait, through time.
 */
class HeldHistoryTestCase : public TestCase
{
  public:
    HeldHistoryTestCase()
        : TestCase("How long packets waited, whatever others did meanwhile, and whether in vain")
    {
    }

  private:
    void DoRun() override;
};

void
HeldHistoryTestCase::DoRun()
{
    const Ipv6Address a("fd00:1::a");
    const Ipv6Address b("fd00:2::b");
    ForwardingHistory history;
    ForwardingMatch toB;
    toB.destination = Prefix(Ipv6Address("fd00:2::"), 64);
    ForwardingMatch pair = toB;
    pair.source = Prefix(a, 128);
    const auto note = [&history](double at, const ForwardingMatch& match, ForwardingAction action) {
        history.Note(Ms(at), match, &action);
    };
    const auto hold = [] { return HoldAction{std::make_shared<PacketBuffer>(1)}; };
    note(10, toB, hold());
    note(20, pair, PlainAction{});
    history.Note(Ms(25), pair, nullptr);
    note(30, toB, hold());
    note(40, toB, PlainAction{});
    note(50, toB, hold());
    note(60, toB, DropAction{"test"});
    history.Note(Ms(60), toB, nullptr);
    note(70, toB, hold());
    const auto look = [&](double at) {
        const auto found = history.Lookup(a, b, FROM_CORE, Ms(at));
        const auto* held = std::get_if<ForwardingHistory::Held>(&found.value);
        return held ? std::make_tuple(found.until, held->end, held->isDropped)
                    : std::make_tuple(found.until, Time(), false);
    };
    NS_TEST_EXPECT_MSG_EQ((look(12) == std::make_tuple(Ms(20), Ms(40), false)),
                          true,
                          "what waits does so until its own entry says otherwise");
    NS_TEST_EXPECT_MSG_EQ((look(22) == std::make_tuple(Ms(25), Time(), false)), true, "a pair");
    NS_TEST_EXPECT_MSG_EQ((look(26) == std::make_tuple(Ms(40), Ms(40), false)),
                          true,
                          "from one buffer into another");
    NS_TEST_EXPECT_MSG_EQ((look(55) == std::make_tuple(Ms(60), Ms(60), true)),
                          true,
                          "dropped, and the entry is gone in the same instant");
    NS_TEST_EXPECT_MSG_EQ((look(65) == std::make_tuple(Ms(70), Time(), false)), true, "no entry");
    NS_TEST_EXPECT_MSG_EQ((look(75) == std::make_tuple(Time::Max(), Time::Max(), false)),
                          true,
                          "to the end");
    ForwardingMatch fromA;
    fromA.source = Prefix(a, 64);
    fromA.destination = Prefix();
    note(80, fromA, WatchAction{nullptr, false, true});
    note(90, pair, PassAction{});
    history.Note(Ms(95), pair, nullptr);
    note(97, fromA, WatchAction{nullptr, false, false});
    const auto isTold = [&](double at) {
        return history.Lookup(a, Ipv6Address("fd00:3::c"), FROM_CORE, Ms(at)).isTold;
    };
    NS_TEST_EXPECT_MSG_EQ(isTold(79), false, "not yet");
    NS_TEST_EXPECT_MSG_EQ(isTold(85), true, "before it is forwarded");
    NS_TEST_EXPECT_MSG_EQ(isTold(92), true, "the pair is another");
    NS_TEST_EXPECT_MSG_EQ(history.Lookup(a, b, FROM_CORE, Ms(85)).isTold, true, "of all");
    NS_TEST_EXPECT_MSG_EQ(history.Lookup(a, b, FROM_CORE, Ms(92)).isTold, false, "passed by");
    NS_TEST_EXPECT_MSG_EQ(history.Lookup(a, b, FROM_CORE, Ms(96)).isTold, true, "no more");
    NS_TEST_EXPECT_MSG_EQ(isTold(98), false, "afterwards");
}

/**
 * @ingroup pmipv6-tests
 * Handovers of a node that talks to a fixed one, and to another that moves soon after.
 */
class HandoverGapTestCase : public TestCase
{
  public:
    /**
     * @param variant delays, authentication and detection
     */
    explicit HandoverGapTestCase(const TopologyVariant& variant)
        : TestCase("Service gap of a handover (" + variant.GetName() + ")"),
          m_variant(variant)
    {
    }

  private:
    void DoRun() override;

    const TopologyVariant& m_variant; //!< delays, authentication and detection
};

void
HandoverGapTestCase::DoRun()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    ServiceGap gaps;
    HandoverMonitor handovers;
    const std::map<std::string, Place> places{{"l1", L1},
                                              {"l2", L2},
                                              {"g1", G1},
                                              {"g2", G2},
                                              {"g3", G3},
                                              {"cn", CN}};
    for (const auto& [name, place] : places)
    {
        if (place != CN)
        {
            gaps.AddRouter(net.GetForwarding(place), name);
        }
    }
    for (const Place place : {G1, G2, G3})
    {
        const std::string name = "g" + std::to_string(place - G1 + 1);
        gaps.AddAccess(net.GetGateway(place)->GetAccessDevice(), name);
        handovers.AddGateway(net.GetGateway(place), name);
    }
    for (const uint32_t mobile : {0U, 1U})
    {
        const std::string name = "mn" + std::to_string(mobile);
        gaps.AddMobileNode(name, net.GetLinkLayer(mobile));
        handovers.AddMobileNode(net.GetMobile(mobile), name, net.GetLinkLayer(mobile));
    }
    if (!m_variant.detection.IsStrictlyNegative())
    {
        gaps.SetDetachDetection(m_variant.detection);
    }
    std::map<std::string, Ipv6Address> addresses;
    gaps.SetCore(
        [&](const std::string& from, const Ipv6Address& to) -> std::optional<ServiceGap::Way> {
            const Place place = places.at(from);
            for (const auto& [name, other] : places)
            {
                // Prefixes are routed to the anchor that assigns them.
                const bool isHome = (other == L1 && to == addresses["mn0"]) ||
                                    (other == L2 && to == addresses["mn1"]);
                if (other != place && (isHome || to == TopologyFixture::GetAddress(other)))
                {
                    return ServiceGap::Way(name, net.Delay(place, other));
                }
            }
            return std::nullopt;
        },
        Seconds(1));
    const auto attach = [&](Time at, uint32_t mobile, Place gateway) {
        const std::string name = "mn" + std::to_string(mobile);
        const std::string there = "g" + std::to_string(gateway - G1 + 1);
        net.AttachAt(at, mobile, gateway);
        net.At(at, [&, name, there, mobile, gateway] {
            handovers.NoteLinkUp(name, there, net.Access(mobile, gateway));
        });
    };
    const auto detach = [&](Time at, uint32_t mobile) {
        net.DetachAt(at, mobile);
        net.At(at, [&handovers, at, mobile] {
            handovers.NoteLinkDown("mn" + std::to_string(mobile), at);
        });
    };
    const Time lost = Seconds(5);
    const Time found = lost + Ms(61.7);
    const Time peerLost = lost + Ms(30.3); // in the gap of the other
    const Time peerFound = lost + Ms(400.1);
    attach(Seconds(1), 0, G1);
    attach(Seconds(1), 1, G2);
    detach(lost, 0);
    attach(found, 0, G3);
    detach(peerLost, 1);
    attach(peerFound, 1, G1);
    net.RunUntil(Seconds(9));
    addresses = {{"mn0", net.GetHomeAddress(0)},
                 {"mn1", net.GetHomeAddress(1)},
                 {"cn", TopologyFixture::GetAddress(CN)}};
    const auto& nodes = handovers.GetHistories();
    const Stay& stay = nodes.at("mn0").stays.at(1);
    const auto unite = [](const std::vector<ServiceGap::Passage>& passages) {
        std::vector<TimeSpan> spans;
        for (const auto& passage : passages)
        {
            spans.push_back(passage.span);
        }
        return MakeTimeSpans(std::move(spans));
    };
    const auto arrive = [&](const std::string& peer) {
        return unite(
            gaps.FindArrivals({peer, "mn0", addresses[peer], addresses["mn0"]}, nodes, stay));
    };
    const auto depart = [&](const std::string& peer) {
        return unite(
            gaps.FindDepartures({"mn0", peer, addresses["mn0"], addresses[peer]}, nodes, stay)
                .first);
    };

    // T_L2 + T_A + R(n, L) + w down; up the first packet needs w to its gateway too.
    const Time opened = found + m_variant.authentication + net.RoundTrip(G3, L1);
    const Time down = opened + net.Access(0, G3);
    const Time up = std::max(opened, found + net.Access(0, G3));
    auto arrivals = arrive("cn");
    PMIPV6_TEST_REQUIRE(arrivals.size() == 1, "served without a hole");
    NS_TEST_EXPECT_MSG_LT_OR_EQ(Abs(arrivals[0].begin - down), TOLERANCE, "downlink");
    NS_TEST_EXPECT_MSG_EQ(arrivals[0].end, Seconds(9), "to the end");
    auto departures = depart("cn");
    PMIPV6_TEST_REQUIRE(departures.size() == 1, "served without a hole");
    NS_TEST_EXPECT_MSG_LT_OR_EQ(Abs(departures[0].begin - up), TOLERANCE, "uplink");

    // The other node sends only behind its own handover. What it has sent before its detach may
    // still come.
    const Time peerOpened = peerFound + m_variant.authentication + net.RoundTrip(G1, L2);
    const Time peerSends = std::max(peerOpened, peerFound + net.Access(1, G1));
    const Time way = net.Delay(G1, L2) + net.Delay(L2, L1) + net.Delay(L1, G3) + net.Access(0, G3);
    arrivals = arrive("mn1");
    PMIPV6_TEST_REQUIRE(!arrivals.empty(), "served");
    NS_TEST_EXPECT_MSG_LT_OR_EQ(Abs(arrivals.back().begin - peerSends - way),
                                TOLERANCE,
                                "downlink from one that moves too");
    // What comes to its anchor too early for the new gateway is sent to the old one.
    const Time peerBound = peerFound + m_variant.authentication + net.Delay(G1, L2);
    const Time from = std::max(up, peerBound - net.Delay(G3, L1) - net.Delay(L1, L2));
    departures = depart("mn1");
    PMIPV6_TEST_REQUIRE(!departures.empty(), "served");
    NS_TEST_EXPECT_MSG_LT_OR_EQ(Abs(departures.back().begin - from),
                                TOLERANCE,
                                "uplink to one that moves too");
}

/// Registers the suite.
class ServiceGapTestSuite : public TestSuite
{
  public:
    ServiceGapTestSuite()
        : TestSuite("pmipv6-service-gap", TestSuite::Type::UNIT)
    {
        AddTestCase(new FiguresTestCase);
        AddTestCase(new HistoryTestCase);
        AddTestCase(new HeldHistoryTestCase);
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new HandoverGapTestCase(variant));
        }
    }
};

const ServiceGapTestSuite g_serviceGapTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
