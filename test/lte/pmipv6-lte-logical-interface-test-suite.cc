/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/ipv6.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-logical-interface.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"

#include <memory>

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
class TwoAccesses
{
  public:
    TwoAccesses();
    ~TwoAccesses();

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

    /// @return the only entry of the anchor's binding cache; its state is copied
    BindingCacheEntry GetBinding() const;

    /// @return the node's global addresses
    std::vector<Ipv6Address> GetAddresses() const;

    LteAccessHelper lte;             //!< makes LTE
    WifiAccessHelper wifi;           //!< makes Wi-Fi
    Pmipv6Helper domain;             //!< makes roles
    Ptr<Node> mn;                    //!< the node
    Ptr<Node> cn;                    //!< the correspondent
    Ptr<LogicalInterface> logical;   //!< the node's interface
    Ptr<NetDevice> ue;               //!< under it
    Ptr<NetDevice> station;          //!< under it
    Ptr<NetDevice> enb;              //!< of the first gateway
    Ptr<NetDevice> accessPoint;      //!< of the second
    Ptr<LocalMobilityAnchor> anchor; //!< of the node
    std::unique_ptr<ProbeFlow> up;   //!< from the node
    std::unique_ptr<ProbeFlow> down; //!< to it
};

TwoAccesses::TwoAccesses()
{
    const auto lma = CreateObject<Node>();
    const auto pgw = LteAccessHelper::CreateGateway();
    const auto router = CreateObject<Node>();
    mn = CreateObject<Node>();
    cn = CreateObject<Node>();
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(pgw, "fd00:c::2");
    core.AddNode(router, "fd00:c::3");
    core.AddNode(cn, "fd00:c::99");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    for (const auto& [a, b] : std::vector<std::pair<Ptr<Node>, Ptr<Node>>>{{lma, pgw},
                                                                           {lma, router},
                                                                           {lma, cn},
                                                                           {pgw, router},
                                                                           {pgw, cn},
                                                                           {router, cn}})
    {
        core.SetDelay(a, b, MilliSeconds(10));
    }
    core.BuildMesh();
    anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    enb = lte.InstallEnb(pgw, Vector(0, 0, 30));
    domain.InstallGateway(pgw, "fd00:c::2")->AddAccess(lte.MakeLink(pgw));
    wifi.SetFastHandover(true);
    accessPoint = wifi.InstallAccessPoints(router).Get(0);
    const auto link = WifiAccessHelper::MakeLink(accessPoint);
    domain.InstallGateway(router, "fd00:c::3")->AddAccess(link);
    HostHelper::Install(mn);
    logical = CreateObject<LogicalInterface>();
    mn->AddDevice(logical);
    station = wifi.InstallStations(mn).Get(0);
    WifiAccessHelper::Join(logical, station);
    WifiAccessHelper::GetHandover(station)->Leave();
    link->SetHandoffHint(Mac48Address::ConvertFrom(station->GetAddress()),
                         HandoffIndicator::BETWEEN_INTERFACES);
    ue = lte.InstallUe(logical);
    HostHelper::AddInterface(mn, logical);
    domain.AddMobileNode(lte.GetImsi(ue).GetIdentifier(),
                         {ue->GetAddress(), station->GetAddress()},
                         anchor);
    up = std::make_unique<ProbeFlow>(mn, cn, 5001, MilliSeconds(20), 100);
    down = std::make_unique<ProbeFlow>(cn, mn, 5002, MilliSeconds(20), 100);
}

TwoAccesses::~TwoAccesses()
{
    up.reset();
    down.reset();
    Simulator::Destroy();
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

BindingCacheEntry
TwoAccesses::GetBinding() const
{
    std::vector<BindingCacheEntry> entries;
    anchor->GetBindingCache().ForEach(
        [&entries](const BindingCacheEntry& entry) { entries.push_back(entry); });
    return entries.size() == 1 ? entries.front() : BindingCacheEntry();
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
}

/// Registers the suite.
const Suite g_lteLogicalInterfaceTestSuite(
    "pmipv6-lte-logical-interface",
    {
        {"break before make: the address stays, the gap alone is lost", CheckBreakBeforeMake},
        {"make before break, there and back: nothing is lost", CheckMakeBeforeBreak},
    });

} // namespace
