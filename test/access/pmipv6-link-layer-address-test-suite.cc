/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mac64-address.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-next-hop.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/simulator.h"

#include <map>
#include <memory>
#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Mobile nodes whose link-layer identifiers are no MAC-48 addresses, on an access technology of the
 * test's own: EUI-64 and other lengths, from one octet to as many as the option can carry.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time BEARER_DELAY = MilliSeconds(2); //!< of a frame, either way

class BearerLink;

/// A mobile node's end of a bearer: it knows nobody but the gateway at the other end.
class BearerDevice : public BasicDevice
{
  public:
    LinkLayerAddress identifier; //!< by which the network knows it
    Ptr<BearerLink> link;        //!< where it is, or null

    using BasicDevice::PassUp;

    void SetAddress(Address address) override
    {
        m_address = address;
    }

    Address GetAddress() const override
    {
        return m_address;
    }

    bool NeedsArp() const override
    {
        return false;
    }

    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocol) override;

  protected:
    void DoDispose() override;

  private:
    Address m_address; //!< of which its IPv6 makes interface identifiers
};

/// A gateway's end of all bearers.
class BearerLink : public AccessLink
{
  public:
    AccessTechnologyType GetTechnology() const override
    {
        return AccessTechnologyType::E_UTRAN;
    }

    /// A node comes.
    void Attach(Ptr<BearerDevice> device)
    {
        m_devices[device->identifier] = device;
        device->link = this;
        NotifyAttached(device->identifier);
    }

    /// A node goes.
    void Detach(Ptr<BearerDevice> device)
    {
        m_devices.erase(device->identifier);
        device->link = nullptr;
        NotifyDetached(device->identifier, "bearer-released");
    }

    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override
    {
        const auto known = m_devices.find(destination);
        if (known == m_devices.end())
        {
            return false;
        }
        const auto device = known->second;
        Simulator::ScheduleWithContext(
            device->GetNode()->GetId(),
            BEARER_DELAY,
            [device, packet, protocol, source] {
                device->PassUp(packet, protocol, source.ToAddress(), device->GetAddress());
            });
        return true;
    }

    /// A node sends.
    void SendUp(const LinkLayerAddress& node, Ptr<Packet> packet, uint16_t protocol)
    {
        Simulator::ScheduleWithContext(
            GetGatewayContext(),
            BEARER_DELAY,
            [this, node, packet, protocol] { NotifyReceived(packet, protocol, node, m_gateway); });
    }

    void SetGatewayAddress(const LinkLayerAddress& address) override
    {
        m_gateway = address;
    }

  protected:
    void DoDispose() override
    {
        m_devices.clear();
        AccessLink::DoDispose();
    }

  private:
    std::map<LinkLayerAddress, Ptr<BearerDevice>> m_devices; //!< the nodes here
    LinkLayerAddress m_gateway;                              //!< the gateway's address
};

bool
BearerDevice::Send(Ptr<Packet> packet, const Address& /* dest */, uint16_t protocol)
{
    TraceSent(packet);
    if (link)
    {
        link->SendUp(identifier, packet, protocol);
    }
    return static_cast<bool>(link);
}

void
BearerDevice::DoDispose()
{
    link = nullptr;
    BasicDevice::DoDispose();
}

/// The gateways G1 and G2 with bearers, and nodes on them.
class Bearers
{
  public:
    Bearers()
    {
        for (const Place place : {G1, G2})
        {
            m_links[place] = CreateObject<BearerLink>();
            net.GetGateway(place)->AddAccess(m_links[place]);
        }
    }

    /**
     * Add a node of L1's with prefix fd00:1:0:N::/64, N counted from 0x100.
     *
     * @param identifier its MN-LL-Identifier
     * @param address its device's
     * @return its device
     */
    Ptr<BearerDevice> AddNode(const LinkLayerAddress& identifier, const Address& address)
    {
        const auto node = CreateObject<Node>();
        const auto device = CreateObject<BearerDevice>();
        device->identifier = identifier;
        device->SetAddress(address);
        node->AddDevice(device);
        HostHelper::AddInterface(node, device);
        PolicyProfile profile;
        profile.identifier = GetName(m_devices.size());
        profile.anchorAddress = TopologyFixture::GetAddress(L1);
        profile.prefixes = {GetPrefix(m_devices.size())};
        profile.interfaces.push_back({identifier, {}});
        net.GetPolicyStore()->Add(profile);
        m_devices.push_back(device);
        return device;
    }

    /// @return the MN-Identifier of the nth node
    static std::string GetName(std::size_t number)
    {
        return "bearer" + std::to_string(number) + "@example.org";
    }

    /// @return the home network prefix of the nth node
    static Prefix GetPrefix(std::size_t number)
    {
        std::ostringstream text;
        text << "fd00:1:0:" << std::hex << 0x100 + number << "::/64";
        return *ParsePrefix(text.str());
    }

    /// @return the device of the nth node
    Ptr<BearerDevice> GetDevice(std::size_t number) const
    {
        return m_devices.at(number);
    }

    /// A node attaches, now.
    void Attach(Ptr<BearerDevice> device, Place gateway)
    {
        m_links.at(gateway)->Attach(device);
    }

    /// @return the anchor's session of the nth node; null if there is not exactly one
    const BindingCacheEntry* GetSession(std::size_t number) const
    {
        const auto sessions =
            net.GetAnchor(L1)->GetBindingCache().FindByMobileNode(GetName(number));
        return sessions.size() == 1 ? sessions.front() : nullptr;
    }

    /// @return the identifiers that Proxy Binding Updates of a place have carried, in order
    std::vector<std::vector<uint8_t>> GetCarried(Place place, Time from, Time to) const
    {
        std::vector<std::vector<uint8_t>> carried;
        for (const auto& record : net.GetSent(place, from, to))
        {
            if (const auto* option = record.Find<MobileNodeLinkLayerIdentifierOption>())
            {
                carried.push_back(option->identifier);
            }
        }
        return carried;
    }

    /// @return whether all tables are right when the nodes are at these gateways
    StateChecker::Finding Check(const std::vector<Place>& places) const
    {
        const std::map<Place, std::string> names = {{G1, "mag1"}, {G2, "mag2"}};
        StateChecker checker;
        checker.AddSource(std::make_shared<AnchorStateSource>(net.GetAnchor(L1)), "lma");
        for (const auto& [place, name] : names)
        {
            checker.AddSource(std::make_shared<GatewayStateSource>(net.GetGateway(place)), name);
        }
        for (std::size_t i = 0; i < places.size(); ++i)
        {
            checker.AddMobileNode(GetName(i),
                                  GetName(i),
                                  m_devices.at(i)->identifier,
                                  names.at(places[i]));
        }
        return checker.Check();
    }

    TopologyFixture net{SHORT_DELAYS}; //!< the wires and roles

  private:
    std::map<Place, Ptr<BearerLink>> m_links; //!< by gateway
    std::vector<Ptr<BearerDevice>> m_devices; //!< of the nodes
};

/// @return an EUI-64 as ns-3's devices have it
Address
ToEui64(const LinkLayerAddress& address)
{
    return address.ToAddress();
}

/// @return octets in a row somewhere in a packet
bool
Has(Ptr<const Packet> packet, const std::vector<uint8_t>& octets)
{
    const auto all = GetOctets(packet);
    return std::search(all.begin(), all.end(), octets.begin(), octets.end()) != all.end();
}

/// Two EUI-64 of which a MAC-48 address has the first six octets alike.
const LinkLayerAddress FIRST("0a:00:00:00:00:2c:00:01");
const LinkLayerAddress SECOND("0a:00:00:00:00:2c:00:02");

} // namespace

/**
 * @ingroup pmipv6-tests
 * Nodes on bearers; each member function is a test case.
 */
class LinkLayerAddressTestCase : public MemberTestCase<LinkLayerAddressTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Eui64();    //!< registration, handover, packets
    void Presence(); //!< asked by Neighbor Solicitations, before and after they have spoken
    void Router();   //!< a logical router with an EUI-64
    void Lengths();  //!< one octet to as many as the option can carry
    void NextHops(); //!< another one for each node
    void Drops();    //!< packets to those that are not there
};

void
LinkLayerAddressTestCase::Eui64()
{
    Bearers bearers;
    auto& net = bearers.net;
    const auto first = bearers.AddNode(FIRST, ToEui64(FIRST));
    const auto second = bearers.AddNode(SECOND, ToEui64(SECOND));
    const auto& wire = net.Capture(G1, L1);
    auto& toFirst = net.AddFlow(net.GetNode(CN), first->GetNode(), MilliSeconds(20));
    auto& toSecond = net.AddFlow(net.GetNode(CN), second->GetNode(), MilliSeconds(20));
    auto& between = net.AddFlow(first->GetNode(), second->GetNode(), MilliSeconds(20));
    net.At(Seconds(2), [&] {
        bearers.Attach(first, G1);
        bearers.Attach(second, G1);
    });
    net.RunUntil(Seconds(4));

    const std::vector<std::vector<uint8_t>> carried = {
        {0x0a, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x01},
        {0x0a, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x02}};
    const bool isCarried = bearers.GetCarried(G1, Seconds(2), Seconds(4)) == carried;
    NS_TEST_EXPECT_MSG_EQ(isCarried, true, "the octets of each");
    const auto requests = Select(wire, [](const WireRecord& record) {
        return TopologyFixture::IsUpdate(record.packet);
    });
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "a request each");
    // RFC 5213, 8.6: type 25, length, two reserved octets, the identifier.
    const std::vector<uint8_t> option =
        {25, 10, 0, 0, 0x0a, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x01};
    NS_TEST_EXPECT_MSG_EQ(Has(requests[0].packet, option), true, "the option on the wire");
    NS_TEST_EXPECT_MSG_EQ(Has(requests[1].packet, option), false, "the other's on the wire");
    for (std::size_t i = 0; i < 2; ++i)
    {
        const auto* session = bearers.GetSession(i);
        PMIPV6_TEST_REQUIRE(session, "a session each");
        NS_TEST_EXPECT_MSG_EQ(session->linkLayer,
                              bearers.GetDevice(i)->identifier,
                              "by its identifier");
        NS_TEST_EXPECT_MSG_EQ(session->proxyCareOf, TopologyFixture::GetAddress(G1), "at G1");
    }
    NS_TEST_EXPECT_MSG_EQ(bearers.Check({G1, G1}).isConsistent, true, "at G1");

    toFirst.Run(Seconds(5), 100);
    toSecond.Run(Seconds(5), 100);
    between.Run(Seconds(5), 100);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(toFirst.GetLost().size(), 0, "to the first");
    NS_TEST_EXPECT_MSG_EQ(toSecond.GetLost().size(), 0, "to the second");
    NS_TEST_EXPECT_MSG_EQ(between.GetLost().size(), 0, "from one to the other");

    net.At(Seconds(10), [&] {
        first->link->Detach(first);
        bearers.Attach(first, G2);
    });
    net.RunUntil(Seconds(12));
    const bool isCarriedOn = bearers.GetCarried(G2, Seconds(10), Seconds(12)) ==
                             std::vector<std::vector<uint8_t>>{carried[0]};
    NS_TEST_EXPECT_MSG_EQ(isCarriedOn, true, "the octets of the one that has moved");
    PMIPV6_TEST_REQUIRE(bearers.GetSession(0) && bearers.GetSession(1), "a session each");
    NS_TEST_EXPECT_MSG_EQ(bearers.GetSession(0)->proxyCareOf,
                          TopologyFixture::GetAddress(G2),
                          "has moved");
    NS_TEST_EXPECT_MSG_EQ(bearers.GetSession(1)->proxyCareOf,
                          TopologyFixture::GetAddress(G1),
                          "has not");
    NS_TEST_EXPECT_MSG_EQ(bearers.Check({G2, G1}).isConsistent, true, "at G2 and G1");
    const auto had = toFirst.GetArrivals().size();
    toFirst.Run(Seconds(13), 100);
    toSecond.Run(Seconds(13), 100);
    between.Run(Seconds(13), 100);
    net.RunUntil(Seconds(17));
    NS_TEST_EXPECT_MSG_EQ(toFirst.GetArrivals().size(), had + 100, "to where it is");
    NS_TEST_EXPECT_MSG_EQ(toFirst.GetLost().size(), 0, "to the first");
    NS_TEST_EXPECT_MSG_EQ(toSecond.GetLost().size(), 0, "to the second");
    NS_TEST_EXPECT_MSG_EQ(between.GetLost().size(), 0, "from one to the other");
    NS_TEST_EXPECT_MSG_EQ(toFirst.GetDuplicates() + toSecond.GetDuplicates(), 0, "none twice");
    const auto ipv6 = first->GetNode()->GetObject<Ipv6>();
    NS_TEST_EXPECT_MSG_EQ(ipv6->GetNAddresses(1), 2, "one home address all the time");
}

void
LinkLayerAddressTestCase::Presence()
{
    Bearers bearers;
    const auto device = bearers.AddNode(FIRST, ToEui64(FIRST));
    const auto discovery = bearers.net.GetGateway(G1)->GetNeighborDiscovery();
    std::string answers;
    const auto ask = [&] {
        discovery->Probe(FIRST, [&answers](bool isThere) { answers += isThere ? "yes " : "no "; });
    };
    // Duplicate address detection and Router Solicitations are over; the node has said nothing
    // here.
    bearers.net.At(Seconds(20), [&] {
        bearers.Attach(device, G1);
        ask();
    });
    bearers.net.RunUntil(Seconds(25));
    const auto linkLocal = device->GetNode()->GetObject<Ipv6>()->GetAddress(1, 0).GetAddress();
    NS_TEST_EXPECT_MSG_EQ(discovery->GetDevice()->GetLinkLocalAddress(FIRST), linkLocal, "its own");
    NS_TEST_EXPECT_MSG_EQ(MakeLinkLocalAddress(FIRST), linkLocal, "by what it is solicited");
    ask();
    bearers.net.RunUntil(Seconds(30));
    device->link = nullptr; // It goes without a word.
    ask();
    bearers.net.RunUntil(Seconds(35));
    NS_TEST_EXPECT_MSG_EQ(answers, "yes yes no ", "while it is there");
}

void
LinkLayerAddressTestCase::Router()
{
    const LinkLayerAddress router("0e:00:00:00:00:2c:00:0d");
    const Ipv6Address address("fe80::d:1");
    Bearers bearers;
    const auto device = bearers.AddNode(FIRST, ToEui64(FIRST));
    std::vector<std::vector<uint8_t>> received;
    device->TraceConnectWithoutContext(
        "Received",
        MakeFunctionCallback<Ptr<const Packet>>(
            [&received](Ptr<const Packet> packet) { received.push_back(GetOctets(packet)); }));
    const auto advertiser = bearers.net.GetGateway(G1)->GetNeighborDiscovery()->GetAdvertiser();
    bearers.net.At(Seconds(2), [&] { bearers.Attach(device, G1); });
    bearers.net.At(Seconds(5), [&] {
        received.clear();
        AdvertisedRouter logical;
        logical.router = LogicalRouter{router, address};
        logical.prefixes.push_back({*ParsePrefix("fd00:d:0:1::/64"), Seconds(3000), Seconds(1000)});
        advertiser->Advertise(FIRST, {logical});
    });
    bearers.net.RunUntil(Seconds(10));
    PMIPV6_TEST_REQUIRE(received.size() == 2, "of it, and the last one of the gateway itself");
    // RFC 4861, 4.6.1: two units of 8 octets, zeros behind the address.
    const std::vector<uint8_t> option = {1, 2, 0x0e, 0, 0, 0, 0, 0x2c, 0, 0x0d, 0, 0, 0, 0, 0, 0};
    const std::size_t begin = 40 + 16; // IPv6, the message without options.
    PMIPV6_TEST_REQUIRE(received[0].size() > begin + option.size(), "with options");
    const bool isTold = std::equal(option.begin(), option.end(), received[0].begin() + begin);
    NS_TEST_EXPECT_MSG_EQ(isTold, true, "its link-layer address");
    NS_TEST_EXPECT_MSG_EQ(device->GetNode()->GetObject<Ipv6>()->GetNAddresses(1),
                          3,
                          "the host has an address of each router");
}

void
LinkLayerAddressTestCase::Lengths()
{
    Bearers bearers;
    auto& net = bearers.net;
    // Of each length two that differ in the last octet.
    std::vector<ProbeFlow*> flows;
    for (const std::size_t size : {1, 2, 5, 7, 9, 14, 15, 16, 20, 21, 100, 253})
    {
        for (const uint8_t last : {0x51, 0x52})
        {
            std::vector<uint8_t> octets(size, 0x42);
            octets.back() = last;
            const auto device = bearers.AddNode(LinkLayerAddress(octets), Mac48Address::Allocate());
            flows.push_back(&net.AddFlow(net.GetNode(CN), device->GetNode(), MilliSeconds(20)));
        }
    }
    net.At(Seconds(2), [&] {
        for (std::size_t i = 0; i < flows.size(); ++i)
        {
            bearers.Attach(bearers.GetDevice(i), G1);
        }
    });
    net.RunUntil(Seconds(4));
    const auto carried = bearers.GetCarried(G1, Seconds(2), Seconds(4));
    PMIPV6_TEST_REQUIRE(carried.size() == flows.size(), "a request each");
    std::vector<Place> places;
    for (std::size_t i = 0; i < flows.size(); ++i)
    {
        const auto& identifier = bearers.GetDevice(i)->identifier;
        NS_TEST_EXPECT_MSG_EQ(LinkLayerAddress(carried[i]), identifier, "its octets");
        const auto* session = bearers.GetSession(i);
        PMIPV6_TEST_REQUIRE(session, "a session each");
        NS_TEST_EXPECT_MSG_EQ(session->linkLayer, identifier, "by its identifier");
        flows[i]->Run(Seconds(5), 10);
        places.push_back(i % 2 == 0 ? G2 : G1);
    }
    net.RunUntil(Seconds(7));
    for (const auto* flow : flows)
    {
        NS_TEST_EXPECT_MSG_EQ(flow->GetArrivals().size(), 10, "all its packets");
    }
    net.At(Seconds(8), [&] {
        for (std::size_t i = 0; i < flows.size(); i += 2)
        {
            const auto device = bearers.GetDevice(i);
            device->link->Detach(device);
            bearers.Attach(device, G2);
        }
    });
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(bearers.Check(places).isConsistent, true, "each where it is");
    for (auto* flow : flows)
    {
        flow->Run(Seconds(10.5), 10);
    }
    net.RunUntil(Seconds(13));
    for (const auto* flow : flows)
    {
        NS_TEST_EXPECT_MSG_EQ(flow->GetArrivals().size(), 20, "all its packets");
        NS_TEST_EXPECT_MSG_EQ(flow->GetDuplicates(), 0, "none twice");
    }
}

void
LinkLayerAddressTestCase::NextHops()
{
    std::set<Ipv6Address> nextHops;
    std::size_t addresses = 0;
    for (std::size_t size = 1; size <= LinkLayerAddress::MAX_SIZE; ++size)
    {
        for (std::size_t place = 0; place < size; ++place)
        {
            std::vector<uint8_t> octets(size);
            octets[place] = 0xa5;
            const LinkLayerAddress address(octets);
            const Ipv6Address nextHop = MakeNextHop(address);
            nextHops.insert(nextHop);
            ++addresses;
            NS_TEST_EXPECT_MSG_EQ(IsNextHop(nextHop), true, "known as one");
            const auto read = ReadNextHop(nextHop);
            NS_TEST_EXPECT_MSG_EQ(read.has_value(), (size <= 14), "says which node's it is");
            NS_TEST_EXPECT_MSG_EQ(read.value_or(address), address, "that of the node");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(nextHops.size(), addresses, "each node has its own");
    // A MAC-48 address, and the EUI-64 that has its octets with ff:fe between (RFC 4291, appendix
    // A).
    NS_TEST_EXPECT_MSG_EQ(MakeNextHop(LinkLayerAddress("02:00:00:00:00:07")),
                          Ipv6Address("fe80::ff:fe00:7"),
                          "its link-local address");
    NS_TEST_EXPECT_MSG_EQ(MakeNextHop(LinkLayerAddress("02:00:00:ff:fe:00:00:07")),
                          Ipv6Address("fe88::200:ff:fe00:7"),
                          "another node");
    for (const char* other : {"::", "fd00::1", "ff02::1", "fec0::1", "fe00::1"})
    {
        NS_TEST_EXPECT_MSG_EQ(IsNextHop(Ipv6Address(other)), false, other);
    }
}

void
LinkLayerAddressTestCase::Drops()
{
    Bearers bearers;
    const auto access = bearers.net.GetGateway(G1)->GetAccessDevice();
    std::vector<std::string> dropped;
    access->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const LinkLayerAddress&, const std::string&>(
            [&](Ptr<const Packet>, const LinkLayerAddress& node, const std::string& reason) {
                std::ostringstream text;
                text << node << ' ' << reason;
                dropped.push_back(text.str());
            }));
    const std::vector<LinkLayerAddress> nodes = {LinkLayerAddress("02:00:00:00:00:07"),
                                                 FIRST,
                                                 LinkLayerAddress{1, 2, 3},
                                                 LinkLayerAddress(std::vector<uint8_t>(40, 2)),
                                                 LinkLayerAddress("33:33:00:00:00:01")};
    for (const auto& node : nodes)
    {
        const auto address = access->Resolve(AccessDevice::GetNextHop(node));
        PMIPV6_TEST_REQUIRE(address, "resolved without asking");
        NS_TEST_EXPECT_MSG_EQ(access->Send(Create<Packet>(60), *address, 0x86dd),
                              false,
                              "not sent");
    }
    const std::vector<std::string> expected = {"02:00:00:00:00:07 not-attached",
                                               "0a:00:00:00:00:2c:00:01 not-attached",
                                               "01:02:03 not-attached",
                                               "none not-attached",
                                               "33:33:00:00:00:01 multicast"};
    const bool isExpected = dropped == expected;
    NS_TEST_EXPECT_MSG_EQ(isExpected, true, "as traced");
    const bool isForeign = access->Resolve(Ipv6Address("fd00::1")).has_value();
    NS_TEST_EXPECT_MSG_EQ(isForeign, false, "no neighbour");
}

namespace
{

/// Registers the suite.
class LinkLayerAddressTestSuite : public TestSuite
{
  public:
    LinkLayerAddressTestSuite()
        : TestSuite("pmipv6-link-layer-address", TestSuite::Type::UNIT)
    {
        using Case = LinkLayerAddressTestCase;
        AddTestCase(new Case("8.6 nodes of EUI-64", &Case::Eui64));
        AddTestCase(new Case("RFC 4861, 7.3 asked for an address of an EUI-64", &Case::Presence));
        AddTestCase(new Case("RFC 4861, 4.6.1 a router of EUI-64", &Case::Router));
        AddTestCase(new Case("8.6 one octet to 253", &Case::Lengths));
        AddTestCase(new Case("next hops", &Case::NextHops));
        AddTestCase(new Case("nodes that are not there", &Case::Drops));
    }
};

const LinkLayerAddressTestSuite g_linkLayerAddressTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
