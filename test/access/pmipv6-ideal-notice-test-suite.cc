/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/simulator.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * Gateways of the ideal link that notice a departure when somebody says so.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint16_t IPV6 = 0x86dd; //!< EtherType
const Time DELAY = Ms(2);         //!< of a frame

/// Which gateway's link.
enum Which
{
    HERE,
    THERE,
    N_LINKS
};

/**
 * @ingroup pmipv6-tests
 * A node, two gateways' links, what these are told, and notices that wait.
 */
class NoticeBench
{
  public:
    /// Has all notices wait, in the place of any DetachDetection.
    NoticeBench();
    ~NoticeBench();
    NoticeBench(const NoticeBench&) = delete;
    NoticeBench& operator=(const NoticeBench&) = delete;

    /// Attach the node now.
    void Attach(Which link)
    {
        m_channel->Attach(m_device, m_links[link]);
    }

    /// Detach the node now.
    void Detach()
    {
        m_channel->Detach(m_device);
    }

    /// The node sends a frame now.
    void Send()
    {
        m_device->Send(Create<Packet>(40), m_device->GetBroadcast(), IPV6);
    }

    /// Let a gateway notice a departure now. @param departure which, from 0
    void Notice(std::size_t departure)
    {
        m_notices.at(departure)();
    }

    /// @return the channel
    Ptr<IdealChannel> GetChannel() const
    {
        return m_channel;
    }

    /**
     * @param log what should have happened, in order, with times in ms: "left here 10" told to the
     *        taker; "here: attached 10", "here: link-down 15", "here: frame 12" told to a gateway;
     *        "dropped: REASON 12" of the channel
     * @return whether this and nothing else has
     */
    bool IsLog(const std::vector<std::string>& log) const
    {
        return m_log == log;
    }

    /// @return all that has happened, for a message
    std::string Describe() const;

  private:
    /// @param text what has happened now
    void Log(const std::string& text);

    Ptr<IdealChannel> m_channel;                       //!< carries frames
    Ptr<IdealDevice> m_device;                         //!< the node's end
    std::array<Ptr<IdealAccessLink>, N_LINKS> m_links; //!< the gateways' ends
    std::vector<std::function<void()>> m_notices;      //!< not called yet, or called
    std::vector<std::string> m_log;                    //!< what has happened
};

NoticeBench::NoticeBench()
{
    IdealAccessHelper access;
    m_channel = access.GetChannel();
    m_channel->SetAttribute("Delay", TimeValue(DELAY));
    auto node = CreateObject<Node>();
    m_device = CreateObject<IdealDevice>();
    m_device->SetAddress(Mac48Address::Allocate());
    m_device->SetChannel(m_channel);
    node->AddDevice(m_device);
    for (const Which which : {HERE, THERE})
    {
        const std::string name = which == HERE ? "here" : "there";
        m_links[which] = access.CreateLink();
        m_links[which]->SetGatewayNode(CreateObject<Node>());
        m_links[which]->SetCallbacks(
            MakeFunctionCallback<Ptr<AccessLink>, LinkLayerAddress, HandoffIndicator>(
                [this, name](Ptr<AccessLink>, LinkLayerAddress, HandoffIndicator) {
                    Log(name + ": attached");
                }),
            MakeFunctionCallback<Ptr<AccessLink>, LinkLayerAddress, const std::string&>(
                [this, name](Ptr<AccessLink>, LinkLayerAddress, const std::string& reason) {
                    Log(name + ": " + reason);
                }),
            MakeFunctionCallback<Ptr<AccessLink>,
                                 Ptr<Packet>,
                                 uint16_t,
                                 const LinkLayerAddress&,
                                 const LinkLayerAddress&>(
                [this, name](Ptr<AccessLink>,
                             Ptr<Packet>,
                             uint16_t,
                             const LinkLayerAddress&,
                             const LinkLayerAddress&) { Log(name + ": frame"); }));
    }
    m_channel->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this](Ptr<const Packet>, const std::string& reason) { Log("dropped: " + reason); }));
    m_channel->SetNoticeTaker(
        [this](Ptr<IdealDevice> device, Ptr<IdealAccessLink> link, std::function<void()> notice) {
            const std::string who = device == m_device ? "" : "somebody ";
            Log(who + "left " + (link == m_links[HERE] ? "here" : "there"));
            m_notices.push_back(std::move(notice));
        });
}

NoticeBench::~NoticeBench()
{
    for (const auto& link : m_links)
    {
        link->Dispose(); // No role has it.
    }
    Simulator::Destroy();
}

void
NoticeBench::Log(const std::string& text)
{
    m_log.push_back(text + " " + std::to_string(Simulator::Now().GetMilliSeconds()));
}

std::string
NoticeBench::Describe() const
{
    std::string text;
    for (const auto& line : m_log)
    {
        text += (text.empty() ? "" : ", ") + line;
    }
    return text;
}

/**
 * @ingroup pmipv6-tests
 * When a gateway notices a departure, and what it takes of a node after that.
 */
class NoticeTestCase : public MemberTestCase<NoticeTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void WhenCalled();      //!< and not before
    void OncePerCall();     //!< no call, none; each call, one
    void NotIfBack();       //!< at the same gateway
    void Elsewhere();       //!< the old gateway alone
    void ByTheTime();       //!< DetachDetection, without a taker
    void FramesBefore();    //!< the notice
    void FramesAfter();     //!< the notice
    void FramesElsewhere(); //!< while the node is attached somewhere else
    void FramesOfStays();   //!< at two gateways, both of which know
    void FramesOnceBack();  //!< of the stay before

  private:
    /// Run, and compare what happened.
    void Expect(const NoticeBench& bench, const std::vector<std::string>& log);
};

void
NoticeTestCase::Expect(const NoticeBench& bench, const std::vector<std::string>& log)
{
    Simulator::Run();
    NS_TEST_EXPECT_MSG_EQ(bench.IsLog(log), true, bench.Describe());
}

void
NoticeTestCase::WhenCalled()
{
    // Whatever the time, even 0, is that the attribute says.
    for (const Time& detection : {Seconds(-1), Time(0), Ms(5)})
    {
        NoticeBench bench;
        bench.GetChannel()->SetAttribute("DetachDetection", TimeValue(detection));
        TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
        TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
        TopologyFixture::At(Ms(777), [&bench] { bench.Notice(0); });
        Expect(bench, {"here: attached 1", "left here 10", "here: link-down 777"});
    }
}

void
NoticeTestCase::OncePerCall()
{
    NoticeBench bench;
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
    TopologyFixture::At(Ms(11), [&bench] { bench.Detach(); }); // Attached nowhere.
    TopologyFixture::At(Ms(20), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(30), [&bench] { bench.Detach(); });
    TopologyFixture::At(Ms(40), [&bench] { bench.Notice(1); });
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "here: attached 20",
            "left here 30",
            "here: link-down 40"});
}

void
NoticeTestCase::NotIfBack()
{
    NoticeBench bench;
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
    TopologyFixture::At(Ms(20), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(30), [&bench] { bench.Notice(0); });
    TopologyFixture::At(Ms(40), [&bench] { bench.Send(); });
    Expect(bench, {"here: attached 1", "left here 10", "here: attached 20", "here: frame 42"});
}

void
NoticeTestCase::Elsewhere()
{
    NoticeBench bench;
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    // Attached elsewhere at once: no frame lies between.
    TopologyFixture::At(Ms(10), [&bench] { bench.Attach(THERE); });
    TopologyFixture::At(Ms(20), [&bench] { bench.Notice(0); });
    TopologyFixture::At(Ms(30), [&bench] { bench.Send(); });
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "there: attached 10",
            "here: link-down 20",
            "there: frame 32"});
}

void
NoticeTestCase::ByTheTime()
{
    NoticeBench bench;
    bench.GetChannel()->SetAttribute("DetachDetection", TimeValue(Ms(5)));
    bench.GetChannel()->SetNoticeTaker(nullptr);
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
    Expect(bench, {"here: attached 1", "here: link-down 15"});
}

void
NoticeTestCase::FramesBefore()
{
    for (const bool isTaken : {true, false})
    {
        NoticeBench bench;
        if (!isTaken)
        {
            bench.GetChannel()->SetAttribute("DetachDetection", TimeValue(Seconds(-1)));
            bench.GetChannel()->SetNoticeTaker(nullptr);
        }
        TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
        TopologyFixture::At(Ms(9), [&bench] { bench.Send(); });
        TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
        if (isTaken)
        {
            TopologyFixture::At(Ms(12), [&bench] { bench.Notice(0); });
            Expect(bench,
                   {"here: attached 1", "left here 10", "here: frame 11", "here: link-down 12"});
            continue;
        }
        Expect(bench, {"here: attached 1", "here: frame 11"});
    }
}

void
NoticeTestCase::FramesAfter()
{
    NoticeBench bench;
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(9), [&bench] { bench.Send(); });
    TopologyFixture::At(Ms(10), [&bench] {
        bench.Detach();
        bench.Notice(0);
    });
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "here: link-down 10",
            "dropped: left-while-on-the-air 11"});
}

void
NoticeTestCase::FramesElsewhere()
{
    NoticeBench bench;
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(9), [&bench] { bench.Send(); });
    TopologyFixture::At(Ms(10), [&bench] {
        bench.Detach();
        bench.Notice(0);
        bench.Attach(THERE);
        bench.Send();
    });
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "here: link-down 10",
            "there: attached 10",
            "dropped: left-while-on-the-air 11",
            "there: frame 12"});
}

void
NoticeTestCase::FramesOfStays()
{
    NoticeBench bench;
    bench.GetChannel()->SetAttribute("Delay", TimeValue(Ms(50)));
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(9), [&bench] { bench.Send(); });
    TopologyFixture::At(Ms(10), [&bench] { bench.Attach(THERE); });
    TopologyFixture::At(Ms(19), [&bench] { bench.Send(); });
    TopologyFixture::At(Ms(20), [&bench] { bench.Detach(); });
    TopologyFixture::At(Ms(30), [&bench] { bench.Notice(0); });
    TopologyFixture::At(Ms(40), [&bench] { bench.Notice(1); });
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "there: attached 10",
            "left there 20",
            "here: link-down 30",
            "there: link-down 40",
            "dropped: left-while-on-the-air 59",
            "dropped: left-while-on-the-air 69"});
}

void
NoticeTestCase::FramesOnceBack()
{
    NoticeBench bench;
    bench.GetChannel()->SetAttribute("Delay", TimeValue(Ms(50)));
    TopologyFixture::At(Ms(1), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(10), [&bench] { bench.Detach(); });
    TopologyFixture::At(Ms(11), [&bench] { bench.Notice(0); });
    TopologyFixture::At(Ms(20), [&bench] { bench.Attach(HERE); });
    TopologyFixture::At(Ms(30), [&bench] { bench.Send(); });
    TopologyFixture::At(Ms(40), [&bench] { bench.Detach(); });
    // The gateway has noticed the first departure, and not the second.
    Expect(bench,
           {"here: attached 1",
            "left here 10",
            "here: link-down 11",
            "here: attached 20",
            "left here 40",
            "here: frame 80"});
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-ideal-notice`.
 */
class NoticeTestSuite : public TestSuite
{
  public:
    NoticeTestSuite()
        : TestSuite("pmipv6-ideal-notice")
    {
        using Case = NoticeTestCase;
        AddTestCase(new Case("a departure is noticed when it is said", &Case::WhenCalled));
        AddTestCase(new Case("once each time that it is said", &Case::OncePerCall));
        AddTestCase(new Case("not if the node is back", &Case::NotIfBack));
        AddTestCase(new Case("by the gateway that it has left", &Case::Elsewhere));
        AddTestCase(new Case("without a taker by the time", &Case::ByTheTime));
        AddTestCase(new Case("frames on the air before it", &Case::FramesBefore));
        AddTestCase(new Case("frames on the air after it", &Case::FramesAfter));
        AddTestCase(new Case("frames of a node that is elsewhere", &Case::FramesElsewhere));
        AddTestCase(new Case("frames of two stays", &Case::FramesOfStays));
        AddTestCase(new Case("frames of a node that was back", &Case::FramesOnceBack));
    }
};

const NoticeTestSuite g_noticeTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
