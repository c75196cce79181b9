/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-test-bed.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/boolean.h"
#include "ns3/icmpv6-header.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6.h"
#include "ns3/mobility-model.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-ipv6-start.h"
#include "ns3/pmipv6-logical-interface.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-mobility-signaling.h"
#include "ns3/pmipv6-signaling-event.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simple-channel.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * A node with a logical interface (RFC 7847) over LTE and Wi-Fi: one prefix, whichever link is up.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using wifitest::Case;
using wifitest::Suite;

namespace
{

/// A gateway with an eNB, one with an access point, an anchor and a correspondent behind it.
class TwoAccesses : public TestBed
{
  public:
    /**
     * @param isLogical whether the node has a logical interface; else each device has an interface
     * of its own, and says when it attaches that it is a new one
     */
    explicit TwoAccesses(bool isLogical = true);

    /// Packets each 20 ms both ways, from and until a time in seconds.
    void Send(double from, double until);

    /// Run until a time in seconds.
    void Run(double until);

    /// Do something at a time in seconds.
    template <class F>
    void At(double time, F what)
    {
        Simulator::Schedule(Seconds(time), what);
    }

    /// @return the entries of the anchor's binding cache, copied
    std::vector<BindingCacheEntry> GetBindings() const;

    /// @return the only entry of the anchor's binding cache; its state is copied
    BindingCacheEntry GetBinding() const;

    /// Take down the Handoff Indicator of each first request of the node's attachments.
    void WatchIndicators();

    /// @return the node's global addresses
    std::vector<Ipv6Address> GetAddresses() const;

    LteAccessHelper lte;             //!< makes LTE
    WifiAccessHelper wifi;           //!< makes Wi-Fi
    Ptr<Node> mn;                    //!< the node
    Ptr<Node> cn;                    //!< the correspondent
    Ptr<LogicalInterface> logical;   //!< the node's interface
    Ptr<NetDevice> ue;               //!< under it
    Ptr<NetDevice> station;          //!< under it
    Ptr<NetDevice> enb;              //!< of the first gateway
    Ptr<NetDevice> accessPoint;      //!< of the second
    Ptr<LocalMobilityAnchor> anchor; //!< of the node
    ProbeFlow* up;                   //!< from the node
    ProbeFlow* down;                 //!< to it
    std::string indicators;          //!< by WatchIndicators: "1 2"
};

TwoAccesses::TwoAccesses(bool isLogical)
{
    enum
    {
        LMA,
        PGW,
        ROUTER,
        PEER
    };

    AddPlace(LMA, "lma", "fd00:c::1");
    const auto pgw = AddPlace(PGW, "pgw", "fd00:c::2", LteAccessHelper::CreateGateway());
    const auto router = AddPlace(ROUTER, "router", "fd00:c::3");
    mn = CreateObject<Node>();
    cn = AddPlace(PEER, "cn", "fd00:c::99");
    AddRange(LMA, "fd00:1::/48");
    BuildMesh([](uint32_t, uint32_t) { return MilliSeconds(10); });
    anchor = AddAnchor(LMA, "fd00:1::/48");
    enb = lte.InstallEnb(pgw, Vector(0, 0, 30));
    AddGateway(PGW)->AddAccess(lte.MakeLink(pgw));
    wifi.SetFastHandover(true);
    accessPoint = wifi.InstallAccessPoints(router).Get(0);
    const auto link = WifiAccessHelper::MakeLink(accessPoint);
    AddGateway(ROUTER)->AddAccess(link);
    HostHelper::Install(mn);
    station = wifi.InstallStations(mn).Get(0);
    if (isLogical)
    {
        logical = CreateObject<LogicalInterface>();
        mn->AddDevice(logical);
        WifiAccessHelper::Join(logical, station, {link});
        ue = lte.InstallUe(logical);
        HostHelper::AddInterface(mn, logical);
    }
    else
    {
        link->SetHandoffHint(Mac48Address::ConvertFrom(station->GetAddress()),
                             [] { return HandoffIndicator::NEW_INTERFACE; });
        HostHelper::AddInterface(mn, station);
        ue = lte.InstallUe(mn, HandoffIndicator::NEW_INTERFACE);
    }
    WifiAccessHelper::GetHandover(station)->Leave();
    GetDomain().AddMobileNode(lte.GetImsi(ue).GetIdentifier(),
                              {ue->GetAddress(), station->GetAddress()},
                              anchor);
    up = &AddFlow(mn, cn, MilliSeconds(20));
    down = &AddFlow(cn, mn, MilliSeconds(20));
}

void
TwoAccesses::Send(double from, double until)
{
    const auto count = static_cast<uint32_t>((until - from) / 0.02 + 0.5);
    up->Run(Seconds(from), count);
    down->Run(Seconds(from), count);
}

void
TwoAccesses::Run(double until)
{
    Simulator::Stop(Seconds(until));
    Simulator::Run();
}

std::vector<BindingCacheEntry>
TwoAccesses::GetBindings() const
{
    std::vector<BindingCacheEntry> entries;
    anchor->GetBindingCache().ForEach(
        [&entries](const BindingCacheEntry& entry) { entries.push_back(entry); });
    return entries;
}

BindingCacheEntry
TwoAccesses::GetBinding() const
{
    const auto entries = GetBindings();
    return entries.size() == 1 ? entries.front() : BindingCacheEntry();
}

void
TwoAccesses::WatchIndicators()
{
    // Roles have their signalling when they start.
    At(0.1, [this] {
        anchor->GetNode()->GetObject<MobilitySignaling>()->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<const SignalingEvent&>([this](const SignalingEvent& event) {
                const auto* request = std::get_if<BindingUpdate>(event.message);
                if (!request || request->lifetime == 0)
                {
                    return;
                }
                const auto* option = FindOption<HandoffIndicatorOption>(request->options);
                const auto indicator = option ? option->indicator : HandoffIndicator::RESERVED;
                if (indicator != HandoffIndicator::NOT_CHANGED)
                {
                    indicators += (indicators.empty() ? "" : " ") +
                                  std::to_string(static_cast<int>(indicator));
                }
            }));
    });
}

std::vector<Ipv6Address>
TwoAccesses::GetAddresses() const
{
    const auto ipv6 = mn->GetObject<Ipv6>();
    std::vector<Ipv6Address> addresses;
    for (uint32_t interface = 1; interface < ipv6->GetNInterfaces(); ++interface)
    {
        for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
        {
            const auto address = ipv6->GetAddress(interface, i).GetAddress();
            if (!address.IsLinkLocal())
            {
                addresses.push_back(address);
            }
        }
    }
    return addresses;
}

void
CheckBreakBeforeMake(Case& self)
{
    TwoAccesses net;
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    std::vector<Ipv6Address> before;
    net.At(5.9, [&] { before = net.GetAddresses(); });
    net.At(6.0, [&] { LteAccessHelper::GetHandover(net.ue)->Leave(); });
    net.At(6.3, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.Send(4, 9);
    net.Run(10);
    const auto binding = net.GetBinding();
    self.ExpectEqual(binding.proxyCareOf, Ipv6Address("fd00:c::3"), "one session, at the other");
    self.ExpectEqual(binding.technology == AccessTechnologyType::IEEE_802_11,
                     true,
                     "its Access Technology Type");
    self.ExpectEqual(binding.linkLayer,
                     LinkLayerAddress(net.station->GetAddress()),
                     "its MN-LL-Identifier");
    self.ExpectEqual(before.size(), 1U, "one address");
    self.ExpectEqual(net.GetAddresses() == before, true, "the same over Wi-Fi");
    // Without a link from 6.0 or 6.2 s on to 6.351 s, then 20 ms for the registration.
    self.ExpectEqual(net.up->GetLost().size() <= 21 && net.down->GetLost().size() <= 21,
                     true,
                     "losses of the gap alone");
    self.ExpectEqual(net.down->GetArrivals().rbegin()->first, 249U, "service to the end");
}

void
CheckMakeBeforeBreak(Case& self)
{
    TwoAccesses net;
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    net.WatchIndicators();
    std::vector<Ptr<NetDevice>> active;
    net.logical->TraceConnectWithoutContext(
        "Active",
        MakeFunctionCallback<Ptr<NetDevice>, Ptr<NetDevice>>(
            [&active](Ptr<NetDevice>, Ptr<NetDevice> to) { active.push_back(to); }));
    net.At(6, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.At(7, [&] { LteAccessHelper::GetHandover(net.ue)->Leave(); });
    // And back.
    net.At(8, [&] { LteAccessHelper::GetHandover(net.ue)->Move(net.enb); });
    net.At(9, [&] { WifiAccessHelper::GetHandover(net.station)->Leave(); });
    net.Send(4, 10);
    net.Run(11);
    self.ExpectEqual(active.size(), 3U, "LTE, Wi-Fi, LTE");
    self.ExpectEqual(active.at(1) == net.station && active.at(2) == net.ue, true, "in this order");
    self.ExpectEqual(net.up->GetLost().size(), 0U, "nothing is lost upwards");
    self.ExpectEqual(net.down->GetLost().size(), 0U, "nothing is lost downwards");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::2"), "back");
    self.ExpectEqual(net.GetBinding().technology == AccessTechnologyType::E_UTRAN,
                     true,
                     "its Access Technology Type");
    self.ExpectEqual(net.GetAddresses().size(), 1U, "one address");
    // RFC 5213, 8.4: a new interface, then from one to the other, and back.
    self.ExpectEqual(net.indicators, "1 2 2", "Handoff Indicators");
}

void
CheckReturn(Case& self)
{
    TwoAccesses net;
    net.WatchIndicators();
    auto place = net.mn->GetObject<MobilityModel>();
    place->SetPosition(Vector(10, 0, 0));
    net.At(1, [&] { LteAccessHelper::GetHandover(net.ue)->Follow(); });
    net.At(4, [&] { place->SetPosition(Vector(1e8, 0, 0)); });
    Ptr<NetDevice> away = net.ue;
    net.At(7, [&] { away = net.logical->GetActive(); });
    net.At(7, [&] { place->SetPosition(Vector(10, 0, 0)); });
    std::vector<Ipv6Address> before;
    net.At(3.9, [&] { before = net.GetAddresses(); });
    net.Send(9, 10);
    net.Run(11);
    self.ExpectEqual(!away, true, "no link: no device is active");
    self.ExpectEqual(net.logical->GetActive() == net.ue, true, "the UE is, again");
    // RFC 5213, 8.4: a new interface, and the same one again.
    self.ExpectEqual(net.indicators, "1 3", "Handoff Indicators");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::2"), "one session");
    self.ExpectEqual(net.GetAddresses() == before, true, "the same address");
    self.ExpectEqual(net.up->GetLost().size() + net.down->GetLost().size(), 0U, "packets pass");
}

void
CheckUntold(Case& self)
{
    TwoAccesses net;
    net.WatchIndicators();
    net.logical->SetAttribute("TellsArrival", BooleanValue(false));
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    net.At(4, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.At(4.5, [&] { LteAccessHelper::GetHandover(net.ue)->Leave(); });
    net.Run(7);
    self.ExpectEqual(net.indicators.substr(0, 3), "4 4", "nobody knows how it comes");
}

/// Packets each 20 ms from a correspondent to an address of a node, and how many arrive.
class AddressFlow
{
  public:
    AddressFlow(Ptr<Node> from, Ptr<Node> to, uint16_t port)
        : m_port(port),
          m_sender(Socket::CreateSocket(from, UdpSocketFactory::GetTypeId())),
          m_receiver(Socket::CreateSocket(to, UdpSocketFactory::GetTypeId()))
    {
        m_sender->Bind6();
        m_receiver->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), port));
        m_receiver->SetRecvCallback(MakeFunctionCallback<Ptr<Socket>>([this](Ptr<Socket> socket) {
            while (socket->Recv())
            {
                ++received;
            }
        }));
    }

    /// Send so many from now on.
    void Send(const Ipv6Address& address, uint32_t count)
    {
        m_sender->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(address, m_port));
        if (count > 1)
        {
            Simulator::Schedule(MilliSeconds(20),
                                [this, address, count] { Send(address, count - 1); });
        }
    }

    uint32_t received{0}; //!< so far

  private:
    uint16_t m_port;        //!< at the receiver
    Ptr<Socket> m_sender;   //!< at the correspondent
    Ptr<Socket> m_receiver; //!< at the node
};

/// @return the address that a device's identifier makes with the prefix of a binding
Ipv6Address
GetAddress(Ptr<Node> node, const BindingCacheEntry& binding)
{
    const auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t i = 1; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto address = ipv6->GetAddress(i, j).GetAddress();
            if (!binding.prefixes.empty() && binding.prefixes.front().Contains(address))
            {
                return address;
            }
        }
    }
    return Ipv6Address::GetAny();
}

void
CheckTwoSessions(Case& self)
{
    TwoAccesses net(false);
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    net.At(3, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    std::vector<BindingCacheEntry> bindings;
    std::vector<Ipv6Address> addresses;
    AddressFlow first(net.cn, net.mn, 5003);
    AddressFlow second(net.cn, net.mn, 5004);
    net.At(5, [&] {
        bindings = net.GetBindings();
        addresses = net.GetAddresses();
        std::sort(bindings.begin(), bindings.end(), [](const auto& a, const auto& b) {
            return a.proxyCareOf < b.proxyCareOf;
        });
        if (bindings.size() == 2)
        {
            first.Send(GetAddress(net.mn, bindings[0]), 250);
            second.Send(GetAddress(net.mn, bindings[1]), 150);
        }
    });
    net.At(7.5, [&] { WifiAccessHelper::GetHandover(net.station)->Leave(); });
    net.Run(30);
    // RFC 5213, 5.4.1.3: a session of its own for each interface of the one node.
    self.ExpectEqual(bindings.size(), 2U, "two sessions");
    self.ExpectEqual(addresses.size(), 2U, "two addresses");
    self.ExpectEqual(bindings.at(0).identifier, bindings.at(1).identifier, "of one node");
    self.ExpectEqual(bindings.at(0).proxyCareOf, Ipv6Address("fd00:c::2"), "one over LTE");
    self.ExpectEqual(bindings.at(1).proxyCareOf, Ipv6Address("fd00:c::3"), "one over Wi-Fi");
    self.ExpectEqual(bindings.at(0).prefixes.front() == bindings.at(1).prefixes.front(),
                     false,
                     "with a prefix each");
    self.ExpectEqual(first.received, 250U, "all packets over LTE, also when Wi-Fi has gone");
    self.ExpectEqual(second.received, 124U, "all over Wi-Fi, as long as it is there");
    self.ExpectEqual(net.GetBindings().size(), 1U, "its session alone has ended");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::2"), "LTE's stays");
}

/// @return the number of the last packet that has arrived
uint32_t
GetLast(const ProbeFlow& flow)
{
    return flow.GetArrivals().empty() ? 0 : flow.GetArrivals().rbegin()->first;
}

void
CheckFallback(Case& self)
{
    TwoAccesses net;
    net.WatchIndicators();
    // LTE all the time, Wi-Fi for a while; and the other way round.
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    net.At(6, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    Ipv6Address over;
    net.At(7.9, [&] { over = net.GetBinding().proxyCareOf; });
    net.At(8, [&] { WifiAccessHelper::GetHandover(net.station)->Leave(); });
    net.At(10, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.At(11, [&] { LteAccessHelper::GetHandover(net.ue)->Leave(); });
    net.At(12, [&] { LteAccessHelper::GetHandover(net.ue)->Move(net.enb); });
    net.At(14, [&] { LteAccessHelper::GetHandover(net.ue)->Leave(); });
    Ipv6Address back;
    net.At(9.9, [&] { back = net.GetBinding().proxyCareOf; });
    net.Send(4, 16);
    net.Run(17);
    self.ExpectEqual(over, Ipv6Address("fd00:c::3"), "the session goes to Wi-Fi");
    self.ExpectEqual(back, Ipv6Address("fd00:c::2"), "and back at once");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::3"), "and to Wi-Fi again");
    self.ExpectEqual(GetLast(*net.up), 599U, "service to the end, upwards");
    self.ExpectEqual(GetLast(*net.down), 599U, "and downwards");
    // A registration, 20 ms, each time, and what is on its way by then.
    self.ExpectEqual(net.up->GetLost().size() <= 6 && net.down->GetLost().size() <= 6,
                     true,
                     "next to nothing is lost");
    // RFC 5213, 8.4: a new interface; then from one to the other, whichever link stayed up.
    self.ExpectEqual(net.indicators, "1 2 2 2 2 2", "Handoff Indicators");
}

void
CheckUnadvertised(Case& self)
{
    TwoAccesses net;
    net.WatchIndicators();
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    // A Wi-Fi link that goes before its router's advertisement, 20 ms later, comes.
    bool isUp = false;
    WifiAccessHelper::Observe(net.station)
        ->TraceConnectWithoutContext("LinkUp",
                                     MakeFunctionCallback<Mac48Address>([&](Mac48Address) {
                                         isUp = true;
                                         Simulator::Schedule(MilliSeconds(5), [&] {
                                             WifiAccessHelper::GetHandover(net.station)->Leave();
                                         });
                                     }));
    net.At(6, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.Run(10);
    self.ExpectEqual(isUp, true, "it had a link");
    self.ExpectEqual(net.indicators, "1 2 2", "LTE's gateway has the session from the other");
    self.ExpectEqual(net.logical->GetActive() == net.ue, true, "LTE serves");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::2"), "its gateway has it");
}

void
CheckResume(Case& self)
{
    TwoAccesses net;
    net.WatchIndicators();
    LteAccessHelper::MoveAt(Seconds(1), net.ue, net.enb);
    net.At(6, [&] { WifiAccessHelper::GetHandover(net.station)->Move(net.accessPoint); });
    net.At(8, [&] { net.logical->Resume(net.ue); });
    net.At(9, [&] { WifiAccessHelper::GetHandover(net.station)->Leave(); });
    net.Send(4, 10);
    net.Run(11);
    self.ExpectEqual(net.logical->GetActive() == net.ue, true, "LTE serves again");
    self.ExpectEqual(net.indicators, "1 2 2", "Handoff Indicators");
    self.ExpectEqual(net.GetBinding().proxyCareOf, Ipv6Address("fd00:c::2"), "its gateway has it");
    self.ExpectEqual(net.up->GetLost().size(), 0U, "nothing is lost upwards");
    self.ExpectEqual(net.down->GetLost().size(), 0U, "nothing is lost downwards");
}

/// A logical interface over two devices with a wire each, at whose other end routers would be.
struct TwoWires
{
    TwoWires()
    {
        HostHelper::Install(host);
        host->AddDevice(logical);
        for (std::size_t i = 0; i < 2; ++i)
        {
            const auto wire = CreateObject<SimpleChannel>();
            for (const auto& [node, device] :
                 {std::make_pair(host, devices[i]), std::make_pair(router, routers[i])})
            {
                device->SetAddress(Mac48Address::Allocate());
                device->SetChannel(wire);
                node->AddDevice(device);
            }
            logical->AddDevice(devices[i], [this, i] { announced.push_back(i); });
            routers[i]->SetReceiveCallback(MakeCallback(&TwoWires::Hear, this));
        }
        HostHelper::AddInterface(host, logical);
    }

    ~TwoWires()
    {
        Simulator::Destroy();
    }

    /// A router has heard a packet.
    bool Hear(Ptr<NetDevice> router,
              Ptr<const Packet> packet,
              uint16_t /* protocol */,
              const Address& /* from */)
    {
        const auto start = PeekIpv6Start(*packet);
        if (start && start->payload == ROUTER_SOLICITATION && start->source.IsLinkLocal())
        {
            solicited[router == routers[1] ? 1 : 0].push_back(Simulator::Now().GetMilliSeconds());
        }
        return true;
    }

    /// Have a router advertise nothing but itself.
    void Advertise(std::size_t i)
    {
        const Ipv6Address source("fe80::1");
        const Ipv6Address all("ff02::1");
        auto packet = Create<Packet>();
        Icmpv6RA advertisement;
        advertisement.CalculatePseudoHeaderChecksum(source, all, 16, ICMPV6_PROTOCOL);
        packet->AddHeader(advertisement);
        Ipv6Header header;
        header.SetSource(source);
        header.SetDestination(all);
        header.SetNextHeader(ICMPV6_PROTOCOL);
        header.SetHopLimit(255);
        header.SetPayloadLength(16);
        packet->AddHeader(header);
        routers[i]->Send(packet, routers[i]->GetBroadcast(), IPV6_ETHERTYPE);
    }

    Ptr<Node> host{CreateObject<Node>()};                            //!< with the interface
    Ptr<Node> router{CreateObject<Node>()};                          //!< with the other ends
    Ptr<LogicalInterface> logical{CreateObject<LogicalInterface>()}; //!< is tested
    std::vector<Ptr<SimpleNetDevice>> devices{CreateObject<SimpleNetDevice>(),
                                              CreateObject<SimpleNetDevice>()}; //!< under it
    std::vector<Ptr<SimpleNetDevice>> routers{CreateObject<SimpleNetDevice>(),
                                              CreateObject<SimpleNetDevice>()}; //!< other ends
    std::vector<int64_t> solicited[2];  //!< when each heard a solicitation, in milliseconds
    std::vector<std::size_t> announced; //!< which device, in order
};

/// @return whether these are the times
bool
IsAt(const std::vector<int64_t>& times, const std::vector<int64_t>& expected)
{
    return times == expected;
}

void
CheckSolicitations(Case& self)
{
    TwoWires net;
    // Later than what ns-3 itself solicits when the interface begins (RFC 7559).
    const auto at = [](double time, auto what) { Simulator::Schedule(Seconds(20 + time), what); };
    at(3, [&] { net.logical->NoteUp(net.devices[0]); });
    at(3.5, [&] { net.Advertise(0); });
    at(10, [&] { net.logical->NoteUp(net.devices[1]); });
    Ptr<NetDevice> before;
    at(18.4, [&] { before = net.logical->GetActive(); });
    at(18.5, [&] { net.Advertise(1); });
    at(30, [&] { net.logical->NoteDown(net.devices[1]); });
    at(31, [&] { net.Advertise(0); });
    at(40, [&] { net.logical->NoteUp(net.devices[1]); });
    at(41, [&] { net.logical->NoteDown(net.devices[1]); });
    at(41.5, [&] { net.Advertise(0); });
    Simulator::Stop(Seconds(80));
    Simulator::Run();
    // RFC 4861, 6.3.7: at once, and each 4 s until one advertises, by the device that has the link.
    self.ExpectEqual(IsAt(net.solicited[0], {23000, 50000, 61000}), true, "by the first device");
    self.ExpectEqual(IsAt(net.solicited[1], {30000, 34000, 38000, 60000}), true, "by the second");
    self.ExpectEqual(before == net.devices[0], true, "active until the second's router advertises");
    // Also where the second never was active: its gateway may have the session.
    self.ExpectEqual(net.announced == std::vector<std::size_t>{0, 0}, true, "attached anew");
}

void
CheckMtu(Case& self)
{
    TwoWires net;
    net.devices[0]->SetMtu(1400);
    self.ExpectEqual(net.logical->SetAttributeFailSafe("Mtu", UintegerValue(1400)), true, "fits");
    self.ExpectEqual(net.logical->SetAttributeFailSafe("Mtu", UintegerValue(1401)),
                     false,
                     "no more than each device takes");
    self.ExpectEqual(net.logical->GetMtu(), 1400U, "as it was");
}

/// Registers the suite.
const Suite g_lteLogicalInterfaceTestSuite(
    "pmipv6-lte-logical-interface",
    {
        {"break before make: the address stays, the gap alone is lost", CheckBreakBeforeMake},
        {"make before break, there and back: nothing is lost", CheckMakeBeforeBreak},
        {"radio link failure and return: nothing is left of it", CheckReturn},
        {"a host that does not say how it comes", CheckUntold},
        {"two links, and the newer is lost: the older one serves", CheckFallback},
        {"a newer link is lost that never served: the older one has the session",
         CheckUnadvertised},
        {"an older link is to serve again: nothing is lost", CheckResume},
        {"interfaces and prefixes of their own over LTE and Wi-Fi: two sessions", CheckTwoSessions},
        {"routers are solicited by each link that is new", CheckSolicitations},
        {"no larger packets than each device takes", CheckMtu},
    });

} // namespace
