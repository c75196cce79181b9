/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Writing an access technology: a class derived from AccessLink, no change to any role. Here an
 * Ethernet cable that is pulled out of one gateway at 5 s and plugged into the other at 7 s, over
 * ns-3's SimpleChannel. What to look for: a gateway learns of the node by its first frame.
 */

#include "ns3/command-line.h"
#include "ns3/pmipv6-access-link.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"

#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// A gateway's Ethernet port.
class EthernetLink : public AccessLink
{
  public:
    explicit EthernetLink(Ptr<SimpleNetDevice> port)
        : m_port(port)
    {
        port->SetPromiscReceiveCallback(MakeCallback(&EthernetLink::Receive, this));
    }

    AccessTechnologyType GetTechnology() const override
    {
        return AccessTechnologyType::IEEE_802_3;
    }

    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override
    {
        return m_port->SendFrom(packet, source.ToAddress(), destination.ToAddress(), protocol);
    }

    void LoseCarrier(const LinkLayerAddress& node)
    {
        NotifyDetached(node, "no-carrier");
    }

  private:
    /// A frame has come; the first of an unknown node attaches it.
    bool Receive(Ptr<NetDevice> /* device */,
                 Ptr<const Packet> packet,
                 uint16_t protocol,
                 const Address& from,
                 const Address& to,
                 NetDevice::PacketType /* type */)
    {
        NotifyReceived(packet->Copy(), protocol, from, to);
        return true;
    }

    Ptr<SimpleNetDevice> m_port; //!< the gateway's device
};

Ptr<SimpleNetDevice>
MakePort(Ptr<Node> node, Ptr<SimpleChannel> cables)
{
    auto port = CreateObject<SimpleNetDevice>();
    port->SetAddress(Mac48Address::Allocate());
    port->SetChannel(cables);
    node->AddDevice(port);
    return port;
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    auto lma = CreateObject<Node>();
    auto mn = CreateObject<Node>();
    Ptr<Node> mags[] = {CreateObject<Node>(), CreateObject<Node>()};
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mags[0], "fd00:c::2");
    core.AddNode(mags[1], "fd00:c::3");
    core.SetDelay(mags[0], lma, MilliSeconds(10));
    core.SetDelay(mags[1], lma, MilliSeconds(11));
    core.SetDelay(mags[0], mags[1], MilliSeconds(6));
    core.BuildMesh();

    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    auto cables = CreateObject<SimpleChannel>();
    auto card = MakePort(mn, cables);
    IdealAccessHelper::MakeHost(mn, card);
    domain.AddMobileNode("mn@example.org", card, anchor);

    Ptr<SimpleNetDevice> ports[2];
    Ptr<EthernetLink> links[2];
    const char* const addresses[] = {"fd00:c::2", "fd00:c::3"};
    const char* const names[] = {"mag1", "mag2"};
    for (int i = 0; i < 2; ++i)
    {
        ports[i] = MakePort(mags[i], cables);
        links[i] = CreateObject<EthernetLink>(ports[i]);
        auto gateway = domain.InstallGateway(mags[i], Ipv6Address(addresses[i]));
        gateway->AddAccess(links[i]);
        narrator.WatchStates(names[i], gateway);
    }

    const auto pull = [&](int i) {
        cables->BlackList(card, ports[i]);
        cables->BlackList(ports[i], card);
    };
    pull(1);
    Simulator::Schedule(Seconds(5), [&] {
        pull(0);
        links[0]->LoseCarrier(card->GetAddress());
    });
    Simulator::Schedule(Seconds(7), [&] {
        cables->UnBlackList(card, ports[1]);
        cables->UnBlackList(ports[1], card);
        // A card says hello when it gets its carrier.
        card->Send(Create<Packet>(64), card->GetBroadcast(), 0x88cc);
    });
    Simulator::Stop(Seconds(10));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
