/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_FIXTURE_H
#define PMIPV6_WIFI_FIXTURE_H

#include "ns3/mac48-address.h"
#include "ns3/net-device-container.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/test.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the tests of Wi-Fi share: a network that reports, and cases that are functions.
 */

namespace ns3
{
namespace pmipv6
{
namespace wifitest
{

/// The gateways' link-layer address (RFC 6543).
inline const Mac48Address GATEWAY("00:00:5e:00:52:13");
/// An EtherType for local experiments (IEEE 802).
inline constexpr uint16_t ETHERTYPE = 0x88b5;

/// Access points with their links, stations with their observers, and all that they report.
class Network
{
  public:
    /// What a link told: when, which access point, which node, what ("attached" or the reason).
    struct Event
    {
        Time time;               //!< when
        std::size_t accessPoint; //!< number of the access point
        Mac48Address node;       //!< the node
        std::string what;        //!< "attached", or why it is gone
    };

    /// A frame that has arrived.
    struct Frame
    {
        Mac48Address from; //!< link-layer source
        Mac48Address to;   //!< link-layer destination; at a station its own
        uint32_t size;     //!< octets of payload
    };

    explicit Network(bool fast);

    ~Network();

    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    WifiAccessHelper& GetHelper();

    /// Make an access point at a place on a line.
    void AddAccessPoint(double x = 0);

    /// Make a station; its place is that of the first access point unless its node has one.
    Mac48Address AddStation(Ptr<Node> node = CreateObject<Node>());

    Ptr<NetDevice> GetAccessPoint(std::size_t number) const;

    Ptr<NetDevice> GetStation(std::size_t number) const;

    /// Put a node whose mobility model is constant at a place on the line, at a time in seconds.
    static void PutAt(double time, Ptr<Node> node, double x);

    Ptr<WifiAccessLink> GetLink(std::size_t number) const;

    /// Move a station at a time in seconds.
    void Move(double time, std::size_t station, std::size_t accessPoint);

    /// A frame of the gateway through an access point, at a time in seconds.
    void SendDown(double time, std::size_t accessPoint, Mac48Address to, uint32_t size = 100);

    /// A frame of a station, at a time in seconds.
    void SendUp(double time, std::size_t station, Mac48Address to, uint32_t size = 100);

    /// Run until a time in seconds; all random variables have streams of their own.
    void Run(double until);

    /// What the links told, in short: "attached 0, undeliverable 1, ..." of one node.
    std::string GetHistory(Mac48Address node) const;

    const std::vector<Frame>& GetReceived(std::size_t accessPoint) const
    {
        return m_received.at(accessPoint);
    }

    std::vector<Event> events;                             //!< of all links
    std::map<Mac48Address, std::vector<Frame>> atStations; //!< frames by station
    std::vector<std::pair<Time, Time>> linkDowns;          //!< when told, and when lost
    std::vector<std::pair<Time, Mac48Address>> linkUps;    //!< when and which access point
    std::function<void()> onFrameAtStation;                //!< called at each frame

  private:
    static void HandleAttached(Network* self,
                               std::size_t number,
                               Ptr<AccessLink> link,
                               Mac48Address node,
                               HandoffIndicator hint);

    static void HandleDetached(Network* self,
                               std::size_t number,
                               Ptr<AccessLink> link,
                               Mac48Address node,
                               const std::string& reason);

    static void HandleReceived(Network* self,
                               std::size_t number,
                               Ptr<AccessLink> link,
                               Ptr<Packet> packet,
                               uint16_t protocol,
                               Mac48Address from,
                               Mac48Address to);

    static bool HandleAtStation(Network* self,
                                Ptr<NetDevice> device,
                                Ptr<const Packet> packet,
                                uint16_t protocol,
                                const Address& from);

    static void HandleLinkDown(Network* self, Mac48Address accessPoint, Time lost);

    static void HandleLinkUp(Network* self, Mac48Address accessPoint);

    WifiAccessHelper m_helper;                  //!< makes everything
    NetDeviceContainer m_accessPoints;          //!< by number
    NetDeviceContainer m_stations;              //!< by number
    std::vector<Ptr<WifiAccessLink>> m_links;   //!< by number
    std::vector<std::vector<Frame>> m_received; //!< frames for the gateway, by access point
};

/// A case that is a function of nothing.
class Case : public TestCase
{
  public:
    /// Checks; reports through the case.
    using Body = void (*)(Case& self);

    Case(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    /// As NS_TEST_EXPECT_MSG_EQ, for bodies.
    template <typename A, typename B>
    void ExpectEqual(const A& actual, const B& expected, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_EQ(actual, expected, what);
    }

    /// A time must lie within bounds in milliseconds.
    void ExpectWithin(Time actual, double low, double high, const std::string& what)
    {
        NS_TEST_EXPECT_MSG_GT_OR_EQ(actual.GetSeconds() * 1e3, low, what);
        NS_TEST_EXPECT_MSG_LT_OR_EQ(actual.GetSeconds() * 1e3, high, what);
    }

    /// A file of the test's own.
    std::string MakeFileName(const std::string& name)
    {
        return CreateTempDirFilename(name);
    }

  private:
    void DoRun() override;

    Body m_body; //!< the checks
};

/// A suite of cases that are functions.
class Suite : public TestSuite
{
  public:
    /**
     * @param name the suite's name
     * @param cases what each holds, and its body
     */
    Suite(const std::string& name, const std::vector<std::pair<std::string, Case::Body>>& cases);
};

} // namespace wifitest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_FIXTURE_H
