/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Tunnelled packets that anchor and gateway must not let pass (RFC 5213, 5.6.2 and 6.10).
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

constexpr uint8_t IPV6 = 41; //!< Next Header of a tunnelled packet
constexpr uint8_t NONE = 59; //!< Next Header of a packet without payload of any kind

/// One test: a function that gets a fresh domain.
class TunnelTestCase : public BadInputTestCase
{
  public:
    /// What a test does.
    using Body = void (TunnelTestCase::*)(Domain&);

    /**
     * @param name its name
     * @param body what it does
     */
    TunnelTestCase(const std::string& name, Body body)
        : BadInputTestCase(name),
          m_body(body)
    {
    }

    void TestOctets(Domain& domain);
    void TestPeers(Domain& domain);
    void TestNodes(Domain& domain);
    void TestNested(Domain& domain);
    void TestSignaling(Domain& domain);
    void TestScope(Domain& domain);

  private:
    void DoRun() override
    {
        Domain domain;
        NS_TEST_ASSERT_MSG_EQ(domain.TrafficPasses(), true, "the domain works");
        (this->*m_body)(domain);
    }

    Body m_body; //!< what it does
};

void
TunnelTestCase::TestOctets(Domain& domain)
{
    const Octets inner =
        MakePacket(domain.GetResidentAddress(), STRANGER, NONE, Octets(8, uint8_t{0x60}));
    for (std::size_t size = 0; size < 40; ++size)
    {
        const Octets cut(inner.begin(), inner.begin() + static_cast<std::ptrdiff_t>(size));
        for (const auto& source : {GATEWAY, STRANGER})
        {
            ExpectSilence(domain,
                          "anchor: tunnelled-packet-too-short",
                          std::to_string(size),
                          source,
                          ANCHOR,
                          cut,
                          IPV6);
        }
        ExpectSilence(domain,
                      "gateway: tunnelled-packet-too-short",
                      std::to_string(size),
                      ANCHOR,
                      GATEWAY,
                      cut,
                      IPV6);
    }
    for (unsigned version = 0; version < 16; ++version)
    {
        if (version != 6)
        {
            Octets octets = inner;
            octets[0] = static_cast<uint8_t>(version << 4);
            ExpectSilence(domain,
                          "anchor: tunnelled-packet-not-ipv6",
                          std::to_string(version),
                          GATEWAY,
                          ANCHOR,
                          octets,
                          IPV6);
        }
    }
    // A payload length that is not that of the payload does no harm.
    for (const unsigned length : {0, 1, 7, 9, 1000, 65535})
    {
        Octets octets = inner;
        octets[4] = static_cast<uint8_t>(length >> 8);
        octets[5] = static_cast<uint8_t>(length);
        Try(domain, "payload length " + std::to_string(length), GATEWAY, ANCHOR, octets, IPV6);
    }
}

void
TunnelTestCase::TestPeers(Domain& domain)
{
    // RFC 5213, 5.6.2: a node's packets come from its Proxy-CoA alone.
    const auto resident = domain.GetResidentAddress();
    for (const auto& source : {PEER, STRANGER, SILENT})
    {
        ExpectSilence(domain,
                      "anchor: tunnel-peer-not-trusted",
                      "to the anchor",
                      source,
                      ANCHOR,
                      MakePacket(resident, STRANGER, NONE, Octets(8)),
                      IPV6);
        // Nor does a gateway take from anybody what is for its node, but from the node's anchor.
        ExpectSilence(domain,
                      "gateway: tunnel-peer-not-trusted",
                      "to the gateway",
                      source,
                      GATEWAY,
                      MakePacket(STRANGER, resident, NONE, Octets(8)),
                      IPV6);
    }
}

void
TunnelTestCase::TestNodes(Domain& domain)
{
    // Of nobody, from those who are trusted for somebody.
    for (const char* address : {"fd00:1:0:77::1", "fd00:3::1", "::", "::1", "ff02::1", "fe80::1"})
    {
        ExpectSilence(domain,
                      "anchor: tunnelled-node-unknown",
                      address,
                      GATEWAY,
                      ANCHOR,
                      MakePacket(address, STRANGER, NONE, Octets(8)),
                      IPV6);
        ExpectSilence(domain,
                      "gateway: tunnelled-node-unknown",
                      address,
                      ANCHOR,
                      GATEWAY,
                      MakePacket(STRANGER, address, NONE, Octets(8)),
                      IPV6);
    }
}

void
TunnelTestCase::TestNested(Domain& domain)
{
    const auto resident = domain.GetResidentAddress();
    const Octets plain = MakePacket(resident, STRANGER, NONE, Octets(8));
    // A node tunnels to the anchor itself: its gateway's tunnel ends, and the node is no peer.
    ExpectSilence(domain,
                  "anchor: tunnel-peer-not-trusted",
                  "two deep",
                  GATEWAY,
                  ANCHOR,
                  MakePacket(resident, ANCHOR, IPV6, plain),
                  IPV6);
    // With the gateway's address inside, the outer packet is of no node.
    ExpectSilence(domain,
                  "anchor: tunnelled-node-unknown",
                  "gateway within",
                  GATEWAY,
                  ANCHOR,
                  MakePacket(GATEWAY, ANCHOR, IPV6, plain),
                  IPV6);
    Octets deep = plain;
    for (int i = 0; i < 20; ++i)
    {
        deep = MakePacket(resident, ANCHOR, IPV6, deep);
    }
    ExpectSilence(domain, "anchor: tunnel-peer-not-trusted", "deep", GATEWAY, ANCHOR, deep, IPV6);
    ExpectSilence(domain,
                  "gateway: tunnelled-node-unknown",
                  "within the gateway",
                  ANCHOR,
                  GATEWAY,
                  MakePacket(ANCHOR, GATEWAY, IPV6, MakePacket(STRANGER, resident, NONE, {})),
                  IPV6);
    // To the anchor's pool, of which nobody has that prefix.
    ExpectSilence(domain,
                  "anchor: no-binding",
                  "to nobody",
                  GATEWAY,
                  ANCHOR,
                  MakePacket(resident, "fd00:1:0:77::1", NONE, Octets(8)),
                  IPV6);
}

void
TunnelTestCase::TestSignaling(Domain& domain)
{
    // A node that sends a request through its gateway's tunnel is trusted with none.
    const auto resident = domain.GetResidentAddress();
    const Octets request = WithChecksum(domain.MakeUpdate(Request()), resident, ANCHOR);
    ExpectSilence(domain,
                  "anchor: no-security-association",
                  "request within",
                  GATEWAY,
                  ANCHOR,
                  MakePacket(resident, ANCHOR, 135, request),
                  IPV6);
    // With a gateway's address as its source it does not pass the tunnel's end.
    for (const auto& source : {GATEWAY, PEER})
    {
        ExpectSilence(domain,
                      "anchor: tunnelled-node-unknown",
                      "request within",
                      GATEWAY,
                      ANCHOR,
                      MakePacket(source,
                                 ANCHOR,
                                 135,
                                 WithChecksum(domain.MakeUpdate(Request()), source, ANCHOR)),
                      IPV6);
    }
}

void
TunnelTestCase::TestScope(Domain& domain)
{
    // A node's packets to a link's scope, out of its tunnel: a Router Advertisement with a prefix
    // must not give the anchor an address.
    const auto resident = domain.GetResidentAddress();
    const Octets advertisement = Hex("86000000 40 00 0708 00000000 00000000"
                                     "0304 40c0 00000e10 00000e10 00000000"
                                     "fd000bad000000000000000000000000");
    for (const char* destination : {"ff02::1", "ff02::2", "ff0e::1", "fe80::1", "::1", "::"})
    {
        Octets inner = MakePacket(resident,
                                  destination,
                                  58,
                                  WithChecksum(advertisement, resident, destination, 58));
        inner[7] = 255;
        Try(domain, destination, GATEWAY, ANCHOR, inner, IPV6);
        domain.Run(Seconds(2));
        NS_TEST_EXPECT_MSG_EQ((domain.Describe().find("fd00:bad:") == std::string::npos),
                              true,
                              "an address by " << destination);
    }
}

/// The suite.
class BadTunnelTestSuite : public TestSuite
{
  public:
    BadTunnelTestSuite()
        : TestSuite("pmipv6-refused-tunnelled-packets")
    {
        const auto add = [this](const std::string& name, TunnelTestCase::Body body) {
            AddTestCase(new TunnelTestCase(name, body));
        };
        add("octets that are no IPv6 packet", &TunnelTestCase::TestOctets);
        add("packets from whom none are accepted", &TunnelTestCase::TestPeers);
        add("packets of unknown nodes", &TunnelTestCase::TestNodes);
        add("tunnels within tunnels", &TunnelTestCase::TestNested);
        add("requests within tunnels", &TunnelTestCase::TestSignaling);
        add("packets of a link's scope", &TunnelTestCase::TestScope);
    }
};

BadTunnelTestSuite g_badTunnelTestSuite; //!< the suite

} // namespace
