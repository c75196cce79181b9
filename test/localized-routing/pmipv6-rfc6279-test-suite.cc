/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-probe-flow-fixture.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/test.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The topologies of RFC 6279, each built by one call of Rfc6279Helper: which way packets take,
 * which messages pass from which provider domain to which, and what agreements and moves between
 * domains do to it.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time TALK = Seconds(2);            //!< when packets begin
const Time INTERVAL = MilliSeconds(10);  //!< between two packets
const Time LEAVE = Seconds(4);           //!< when MN leaves, where it does
const Time GONE = MilliSeconds(50);      //!< how long it is without a link
const Time BACK = Seconds(6);            //!< when it is back, where it comes back
const Time SETTLING = MilliSeconds(500); //!< within which everything is settled
const uint16_t FIRST_PORT = 7000;        //!< of the first flow
const Time TOLERANCE = MicroSeconds(1);  //!< what serialization may take

/// A case with what must be seen in it.
struct Expectation
{
    Rfc6279Case topology;  //!< the case
    std::string name;      //!< its name
    std::string byAnchors; //!< MN's packets without a localized route
    std::string direct;    //!< MN's packets with one
    std::string setup; //!< messages that set it up, each with the domains that it passes between
    Time forward;      //!< one way delay of MN's packets, after
};

/// Setup with one anchor, all within domain A (draft-loureiro, 4.1).
const char* const SETUP_OF_ONE = "lma1>mag2 RoInit A>A, mag2>mag1 RoSetup A>A, "
                                 "mag1>mag2 RoSetupAck A>A, mag2>lma1 RoInitAck A>A";

/**
 * @param a domain of lma1
 * @param b domain of lma2
 * @param c domain of the gateways
 * @return setup with two anchors (draft-loureiro, 4.2)
 */
std::string
GetSetupOfTwo(const std::string& a, const std::string& b, const std::string& c)
{
    return "lma1>lma2 RoTrigger " + a + ">" + b + ", lma2>mag2 RoInit " + b + ">" + c +
           ", mag2>mag1 RoSetup " + c + ">" + c + ", mag1>mag2 RoSetupAck " + c + ">" + c +
           ", mag2>lma2 RoInitAck " + c + ">" + b + ", lma2>lma1 RoTriggerAck " + b + ">" + a;
}

/// @return what must be seen
std::vector<Expectation>
GetExpectations()
{
    using Case = Rfc6279Case;
    const std::string one = "mn mag1 lma1 mag2 cn";
    const std::string two = "mn mag1 lma1 lma2 mag2 cn";
    const std::string direct = "mn mag1 mag2 cn";
    const Time across = MilliSeconds(2 + 6 + 2);
    return {
        {Case::A11,
         "A11",
         "mn mag1 lma1 mag1 cn",
         "mn mag1 cn",
         "lma1>mag1 RoInit A>A, mag1>lma1 RoInitAck A>A",
         MilliSeconds(4)},
        {Case::A12,
         "A12",
         "mn mag1 lma1 lma2 mag1 cn",
         "mn mag1 cn",
         "lma1>lma2 RoTrigger A>A, lma2>mag1 RoInit A>A, mag1>lma2 RoInitAck A>A, "
         "lma2>lma1 RoTriggerAck A>A",
         MilliSeconds(4)},
        {Case::A21, "A21", one, direct, SETUP_OF_ONE, across},
        {Case::A22, "A22", two, direct, GetSetupOfTwo("A", "A", "A"), across},
        {Case::ROAMING_1, "roaming 1", two, direct, GetSetupOfTwo("A", "A", "A"), across},
        {Case::ROAMING_2, "roaming 2", two, direct, GetSetupOfTwo("A", "B", "A"), across},
        {Case::ROAMING_3, "roaming 3", two, direct, GetSetupOfTwo("A", "A", "C"), across},
        {Case::ROAMING_4, "roaming 4", two, direct, GetSetupOfTwo("A", "B", "C"), across},
    };
}

/// A topology with packets and a record of its messages.
class Rfc6279Run
{
  public:
    /// @param topology the case
    /// @param configure called before it is built
    explicit Rfc6279Run(Rfc6279Case topology,
                        const std::function<void(Rfc6279Helper&)>& configure = nullptr)
    {
        RngSeedManager::SetSeed(1);
        RngSeedManager::SetRun(1);
        if (configure)
        {
            configure(helper);
        }
        helper.Build(topology);
        for (const auto& anchor : helper.GetAnchors())
        {
            Record(anchor.node, anchor.name, anchor.domain, anchor.anchor->GetAddress());
        }
        for (const auto& gateway : helper.GetGateways())
        {
            Record(gateway.node, gateway.name, gateway.domain, gateway.gateway->GetAddress());
        }
        for (const auto& mobile : helper.GetMobileNodes())
        {
            m_traffic.AddNode(mobile.node, mobile.name, true);
        }
    }

    ~Rfc6279Run()
    {
        m_flows.clear();
        Simulator::Destroy();
    }

    Rfc6279Run(const Rfc6279Run&) = delete;
    Rfc6279Run& operator=(const Rfc6279Run&) = delete;

    /// Have a node send packets to another from a time to another.
    ProbeFlow& Talk(const std::string& from, const std::string& to, Time begin, Time end)
    {
        const auto port = static_cast<uint16_t>(FIRST_PORT + m_flows.size());
        const auto sender = helper.GetMobileNode(from).node;
        const auto receiver = helper.GetMobileNode(to).node;
        m_traffic.AddFlow(sender, receiver, 17, port);
        m_flows.push_back(std::make_unique<ProbeFlow>(sender, receiver, port, INTERVAL, 100));
        const auto count = (end - begin).GetNanoSeconds() / INTERVAL.GetNanoSeconds();
        m_flows.back()->Run(begin, static_cast<uint32_t>(count));
        return *m_flows.back();
    }

    /// Run the simulation until a time.
    void RunUntil(Time end)
    {
        Simulator::Stop(end - Simulator::Now());
        Simulator::Run();
    }

    /// @return who has forwarded the last packet of a flow, ends included
    std::string GetPath(std::size_t flow) const
    {
        std::string path;
        const auto flows = m_traffic.GetFlows();
        for (const auto& name : flows[flow].path)
        {
            path += (path.empty() ? "" : " ") + name;
        }
        return path;
    }

    /**
     * @param from begin
     * @param to end, excluded
     * @param beginning only messages whose names begin so
     * @return messages sent, as "lma1>lma2 RoTrigger A>B, .."; an answer that refuses with its
     *         status
     */
    std::string DescribeSent(Time from, Time to, const std::string& beginning = "Ro") const
    {
        std::string text;
        for (const auto& signal : m_signals)
        {
            if (signal.at >= from && signal.at < to && signal.name.find(beginning) == 0)
            {
                const auto& peer = m_places.at(signal.to);
                text += (text.empty() ? "" : ", ") + signal.from.first + ">" + peer.first + " " +
                        signal.name + " " + signal.from.second + ">" + peer.second +
                        (signal.status == 0 ? "" : " " + std::to_string(signal.status));
            }
        }
        return text;
    }

    /// @return true if the tables lead every packet to its node
    bool IsConsistent() const
    {
        return helper.MakeChecker().Check().isConsistent;
    }

    /// @return how many routes gateways use
    std::size_t CountRoutes() const
    {
        std::size_t count = 0;
        for (const auto& gateway : helper.GetGateways())
        {
            for (const auto* route : gateway.agent->GetRoutes())
            {
                count += route->entries.empty() ? 0 : 1;
            }
        }
        return count;
    }

    Rfc6279Helper helper; //!< the topology

  private:
    /// A name and a provider domain.
    using Place = std::pair<std::string, std::string>;

    /// A message that was sent.
    struct Signal
    {
        Time at;          //!< when
        Place from;       //!< by whom
        Ipv6Address to;   //!< to whom
        std::string name; //!< its name
        unsigned status;  //!< of an answer
    };

    /// Record what an anchor or a gateway sends.
    void Record(Ptr<Node> node,
                const std::string& name,
                const std::string& domain,
                const Ipv6Address& address)
    {
        m_traffic.AddNode(node, name, false);
        m_places[address] = {name, domain};
        HeartbeatAgent::Install(node)->SetAttribute("Interval", TimeValue(Time(0)));
        MobilitySignaling::Install(node)->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, place = Place(name, domain)](const SignalingEvent& event) {
                    const auto* answer = GetExperimentalAnswer(*event.message);
                    m_signals.push_back({Simulator::Now(),
                                         place,
                                         event.peer,
                                         event.name,
                                         answer ? static_cast<unsigned>(answer->status) : 0});
                }));
    }

    TrafficMonitor m_traffic;                        //!< follows packets
    std::vector<std::unique_ptr<ProbeFlow>> m_flows; //!< packets
    std::map<Ipv6Address, Place> m_places;           //!< anchors and gateways
    std::vector<Signal> m_signals;                   //!< what they sent
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * What is seen in each case; each member function is a test case.
 */
class Rfc6279TestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (Rfc6279TestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     */
    Rfc6279TestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void Cases();               //!< each case by one call
    void PlainCases();          //!< each case without localized routing
    void Registrations();       //!< between which domains a PBU goes
    void MissingAgreements();   //!< no localized route
    void MoveOutOfDomain();     //!< the route ends, and comes back
    void MoveWithinAgreement(); //!< both gateways of another domain
    void MorePairs();           //!< more gateways and mobile nodes
    void Delays();              //!< each wire has its own
    void Detach();              //!< a node without a link
    void Baseline();            //!< nobody controls
    void Wifi();                //!< another access technology

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    Body m_body; //!< what to do
};

void
Rfc6279TestCase::Cases()
{
    for (const auto& expected : GetExpectations())
    {
        Rfc6279Run run(expected.topology);
        const auto& flow = run.Talk("mn", "cn", TALK, TALK + Seconds(1));
        run.RunUntil(TALK + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(TALK, Seconds(4)), expected.setup, expected.name);
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), expected.direct, expected.name);
        NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, expected.name);
        NS_TEST_ASSERT_MSG_EQ(flow.GetLost().size(), 0, expected.name << ": all arrive");
        const auto& last = *flow.GetArrivals().rbegin();
        NS_TEST_EXPECT_MSG_EQ_TOL(last.second.at - flow.GetSent().back(),
                                  expected.forward,
                                  TOLERANCE,
                                  expected.name);
    }
}

void
Rfc6279TestCase::PlainCases()
{
    for (const auto& expected : GetExpectations())
    {
        Rfc6279Run run(expected.topology,
                       [](Rfc6279Helper& helper) { helper.SetScheme(Rfc6279Scheme::NONE); });
        const auto& flow = run.Talk("mn", "cn", TALK, TALK + Seconds(1));
        run.RunUntil(TALK + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(TALK, Seconds(4)), "", expected.name);
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), expected.byAnchors, expected.name);
        NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, expected.name << ": all arrive");
        NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, expected.name);
    }
}

void
Rfc6279TestCase::Registrations()
{
    const std::pair<Rfc6279Case, std::string> expectations[] = {
        {Rfc6279Case::A11, "A>A lma1 mag1"},
        {Rfc6279Case::ROAMING_2, "A>B lma2 mag2"},
        {Rfc6279Case::ROAMING_3, "C>A lma2 mag2"},
        {Rfc6279Case::ROAMING_4, "C>B lma2 mag2"},
    };
    for (const auto& [topology, expected] : expectations)
    {
        Rfc6279Run run(topology);
        run.RunUntil(TALK);
        const std::string domains = expected.substr(0, 3);
        const std::string own = domains.substr(0, 1);
        const std::string anchor = expected.substr(4, 4);
        const std::string gateway = expected.substr(9, 4);
        NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(Time(0), TALK, "ProxyBindingU"),
                              "mag1>lma1 ProxyBindingUpdate " + own + ">A, " + gateway + ">" +
                                  anchor + " ProxyBindingUpdate " + domains,
                              "MN's and CN's");
    }
}

void
Rfc6279TestCase::MissingAgreements()
{
    struct Row
    {
        Rfc6279Case topology; //!< the case
        std::string a;        //!< a domain
        std::string b;        //!< another, without agreement
        std::string sent;     //!< what is sent nevertheless
    };

    const Row rows[] = {
        {Rfc6279Case::ROAMING_2, "A", "B", ""},
        {Rfc6279Case::ROAMING_3, "A", "C", ""},
        {Rfc6279Case::ROAMING_4, "A", "B", ""},
        {Rfc6279Case::ROAMING_4, "A", "C", ""},
        // Of which lma1 knows nothing, before lma2 refuses.
        {Rfc6279Case::ROAMING_4,
         "B",
         "C",
         "lma1>lma2 RoTrigger A>B, lma2>lma1 RoTriggerAck B>A 141"},
    };
    for (const auto& row : rows)
    {
        const std::string what = "without " + row.a + "-" + row.b;
        Rfc6279Run run(row.topology,
                       [&row](Rfc6279Helper& helper) { helper.RemoveAgreement(row.a, row.b); });
        const auto& flow = run.Talk("mn", "cn", TALK, TALK + Seconds(2));
        run.RunUntil(TALK + Seconds(3));
        NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(TALK, Seconds(5)), row.sent, what);
        NS_TEST_EXPECT_MSG_EQ(run.CountRoutes(), 0, what);
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag1 lma1 lma2 mag2 cn", what);
        NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, what << ": all arrive");
    }
}

void
Rfc6279TestCase::MoveOutOfDomain()
{
    for (const auto topology : {Rfc6279Case::A21, Rfc6279Case::A22, Rfc6279Case::ROAMING_4})
    {
        for (const std::string moving : {"mn", "cn"})
        {
            const std::string home = moving == "mn" ? "mag1" : "mag2";
            Rfc6279Run run(topology,
                           [](Rfc6279Helper& helper) { helper.SetGatewayDomain("mag3", "D"); });
            run.Talk("mn", "cn", TALK, BACK + Seconds(2));
            run.Talk("cn", "mn", TALK, BACK + Seconds(2));
            run.helper.DetachAt(LEAVE, moving);
            run.helper.AttachAt(LEAVE + GONE, moving, "mag3");
            run.RunUntil(LEAVE);
            NS_TEST_EXPECT_MSG_EQ(run.CountRoutes(), 2, "a route each way");
            run.RunUntil(LEAVE + GONE + SETTLING);
            NS_TEST_EXPECT_MSG_EQ(run.CountRoutes(), 0, "RFC 6279, 5: not between domains");
            NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, "packets arrive");
            const std::string anchors = topology == Rfc6279Case::A21 ? "lma1 " : "lma1 lma2 ";
            const std::string path = moving == "mn" ? "mn mag3 " + anchors + "mag2 cn"
                                                    : "mn mag1 " + anchors + "mag3 cn";
            NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), path, "by the anchors");
            run.helper.DetachAt(BACK, moving);
            run.helper.AttachAt(BACK + GONE, moving, home);
            run.RunUntil(BACK + GONE + SETTLING);
            NS_TEST_EXPECT_MSG_EQ(run.CountRoutes(), 2, moving << " is back");
            NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag1 mag2 cn", "directly");
            NS_TEST_EXPECT_MSG_EQ(run.GetPath(1), "cn mag2 mag1 mn", "directly");
            NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, "packets arrive");
        }
    }
}

void
Rfc6279TestCase::MoveWithinAgreement()
{
    // Both nodes leave domain A for gateways of B: no route while only one has, then one again.
    // Of CN's move its own anchor knows alone, so that it takes a packet of CN's to notice, or else
    // the end of the hold-down at MN's anchor.
    for (const bool isAnswering : {true, false})
    {
        Rfc6279Run run(Rfc6279Case::ROAMING_1, [](Rfc6279Helper& helper) {
            helper.SetGatewayDomain("mag3", "B");
            helper.SetGatewayDomain("mag4", "B");
            helper.AddAgreement("A", "B");
        });
        const Time end = BACK + (isAnswering ? Seconds(3) : Seconds(13));
        run.Talk("mn", "cn", TALK, end);
        if (isAnswering)
        {
            run.Talk("cn", "mn", TALK, end);
        }
        run.helper.DetachAt(LEAVE, "mn");
        run.helper.AttachAt(LEAVE + GONE, "mn", "mag3");
        run.RunUntil(LEAVE + GONE + SETTLING);
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag3 lma1 lma2 mag2 cn", "MN alone is there");
        run.helper.DetachAt(BACK, "cn");
        run.helper.AttachAt(BACK + GONE, "cn", "mag4");
        run.RunUntil(end);
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag3 mag4 cn", "both are there");
        const std::string byMn = "lma1>lma2 RoTrigger A>A, lma2>mag4 RoInit A>B, "
                                 "mag4>mag3 RoSetup B>B, mag3>mag4 RoSetupAck B>B, "
                                 "mag4>lma2 RoInitAck B>A, lma2>lma1 RoTriggerAck A>A";
        const std::string byCn = "lma2>lma1 RoTrigger A>A, lma1>mag3 RoInit A>B, "
                                 "mag3>mag4 RoSetup B>B, mag4>mag3 RoSetupAck B>B, "
                                 "mag3>lma1 RoInitAck B>A, lma1>lma2 RoTriggerAck A>A";
        NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(BACK + GONE, end),
                              isAnswering ? byCn : byMn,
                              "set up within B");
    }
}

void
Rfc6279TestCase::MorePairs()
{
    Rfc6279Run run(Rfc6279Case::A22, [](Rfc6279Helper& helper) {
        helper.SetGateways(6);
        helper.SetPairs(2);
    });
    NS_TEST_ASSERT_MSG_EQ(run.helper.GetMobileNodes().size(), 4, "two pairs");
    NS_TEST_EXPECT_MSG_EQ(
        (run.helper.GetMobileNode("cn").prefix == run.helper.GetMobileNode("cn2").prefix),
        false,
        "each has its own prefix");
    run.Talk("mn", "cn", TALK, TALK + Seconds(4));
    run.Talk("mn2", "cn2", TALK, TALK + Seconds(4));
    run.helper.AttachAt(LEAVE, "mn2", "mag5");
    run.helper.AttachAt(LEAVE, "cn2", "mag6");
    run.RunUntil(TALK + Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag1 mag2 cn", "the first pair stays");
    NS_TEST_EXPECT_MSG_EQ(run.GetPath(1), "mn2 mag5 mag6 cn2", "the second moves");
    NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, "tables");
}

void
Rfc6279TestCase::Delays()
{
    Rfc6279Run run(Rfc6279Case::A22, [](Rfc6279Helper& helper) {
        helper.SetScheme(Rfc6279Scheme::NONE);
        helper.SetDelays({{MilliSeconds(11), MilliSeconds(7), MilliSeconds(23)}, MilliSeconds(3)});
        helper.SetDelay("mag2", "lma2", MilliSeconds(13));
    });
    const auto& flow = run.Talk("mn", "cn", TALK, TALK + INTERVAL);
    run.RunUntil(TALK + Seconds(1));
    NS_TEST_ASSERT_MSG_EQ(flow.GetArrivals().size(), 1, "it arrives");
    NS_TEST_EXPECT_MSG_EQ_TOL(flow.GetArrivals().begin()->second.at - TALK,
                              MilliSeconds(3 + 11 + 23 + 13 + 3),
                              TOLERANCE,
                              "MN, mag1, lma1, lma2, mag2, CN");
}

void
Rfc6279TestCase::Detach()
{
    Rfc6279Run run(Rfc6279Case::A11,
                   [](Rfc6279Helper& helper) { helper.SetScheme(Rfc6279Scheme::NONE); });
    const auto& flow = run.Talk("cn", "mn", TALK, TALK + Seconds(3));
    run.helper.DetachAt(LEAVE, "mn");
    run.RunUntil(LEAVE + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(run.helper.GetMobileNode("mn").gateway, "", "nowhere");
    run.helper.AttachAt(LEAVE + MilliSeconds(300), "mn", "mag1");
    run.RunUntil(LEAVE + Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(run.helper.GetMobileNode("mn").gateway, "mag1", "there again");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 32, "of 300 ms and 20 ms till the PBA");
}

void
Rfc6279TestCase::Baseline()
{
    for (const auto scheme : {Rfc6279Scheme::UNCOORDINATED, Rfc6279Scheme::LOCALIZED_ROUTING})
    {
        const bool isControlled = scheme == Rfc6279Scheme::LOCALIZED_ROUTING;
        Rfc6279Run run(Rfc6279Case::A22,
                       [scheme](Rfc6279Helper& helper) { helper.SetScheme(scheme); });
        run.Talk("mn", "cn", TALK, LEAVE + Seconds(2));
        for (const std::string mobile : {"mn", "cn"})
        {
            run.helper.DetachAt(LEAVE, mobile);
            run.helper.AttachAt(LEAVE + GONE, mobile, mobile == "mn" ? "mag3" : "mag4");
        }
        run.RunUntil(LEAVE - MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag1 mag2 cn", "directly");
        NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, "before both move");
        run.RunUntil(LEAVE + Seconds(2));
        const auto found = run.helper.MakeChecker().Check();
        NS_TEST_EXPECT_MSG_EQ(found.isConsistent, isControlled, "RFC 6279, 3.2: the race");
        NS_TEST_ASSERT_MSG_EQ(found.stale.size(), (isControlled ? 0U : 2U), "both gateways");
    }
}

void
Rfc6279TestCase::Wifi()
{
    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    Rfc6279Run run(Rfc6279Case::ROAMING_4, [&wifi](Rfc6279Helper& helper) {
        helper.SetAccess(Rfc6279Access::OfWifi(wifi));
        helper.SetStart(MilliSeconds(500));
    });
    run.RunUntil(MilliSeconds(500));
    NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(Time(0), TALK, "Proxy"), "", "attached nowhere");
    run.Talk("mn", "cn", TALK, Seconds(8));
    run.Talk("cn", "mn", TALK + Seconds(1), Seconds(8));
    run.helper.AttachAt(LEAVE, "mn", "mag3");
    run.RunUntil(LEAVE);
    NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag1 mag2 cn", "directly");
    NS_TEST_EXPECT_MSG_EQ(run.DescribeSent(TALK, TALK + Seconds(1)),
                          GetSetupOfTwo("A", "B", "C"),
                          "as over any access");
    run.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(run.GetPath(0), "mn mag3 mag2 cn", "after a handover");
    NS_TEST_EXPECT_MSG_EQ(run.GetPath(1), "cn mag2 mag3 mn", "after a handover");
    NS_TEST_EXPECT_MSG_EQ(run.IsConsistent(), true, "tables");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc6279`.
 */
class Rfc6279TestSuite : public TestSuite
{
  public:
    Rfc6279TestSuite()
        : TestSuite("pmipv6-rfc6279")
    {
        using Case = Rfc6279TestCase;
        AddTestCase(new Case("3.2, 5 each case", &Case::Cases));
        AddTestCase(new Case("3.2, 5 each case without localized routing", &Case::PlainCases));
        AddTestCase(new Case("5 registrations", &Case::Registrations));
        AddTestCase(new Case("5 missing agreements", &Case::MissingAgreements));
        AddTestCase(new Case("5 a node leaves the domain", &Case::MoveOutOfDomain));
        AddTestCase(new Case("5 both nodes leave the domain", &Case::MoveWithinAgreement));
        AddTestCase(new Case("more pairs and gateways", &Case::MorePairs));
        AddTestCase(new Case("delays", &Case::Delays));
        AddTestCase(new Case("a node without a link", &Case::Detach));
        AddTestCase(new Case("3.2 nobody controls", &Case::Baseline));
        AddTestCase(new Case("Wi-Fi", &Case::Wifi));
    }
};

/// The suite.
static Rfc6279TestSuite g_rfc6279TestSuite;

} // namespace pmipv6
} // namespace ns3
