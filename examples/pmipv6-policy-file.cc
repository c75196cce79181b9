/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The policy profiles of a domain out of a file, pmipv6-policy-file.json: a node whose interface
 * has two prefixes, a node with two interfaces, a node that one gateway alone may register.
 *
 *     4 interfaces --- mag1 ---- lma        at 3 s all of them change to mag2,
 *                 \--- mag2 ----/           on ideal links
 *
 * What to look for: each interface has the prefixes that the file names, and has them still at
 * mag2, except for the node that only mag1 may register.
 */

#include "ns3/command-line.h"
#include "ns3/ipv6.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/simulator.h"

#include <fstream>
#include <iomanip>
#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// An interface of a mobile node on the ideal link.
struct Interface
{
    std::string owner;          //!< MN-Identifier of its node
    LinkLayerAddress linkLayer; //!< MN-LL-Identifier
    Ptr<IdealDevice> device;    //!< the interface
};

/// @return the policy file in the module's folder, whence the program is run, or beside this source
std::string
FindPolicy()
{
    const std::string name = "examples/pmipv6-policy-file.json";
    const std::string source(__FILE__);
    return std::ifstream(name) ? name : source.substr(0, source.rfind('.')) + ".json";
}

/// Give a node the interfaces that its profile names.
void
InstallInterfaces(const PolicyProfile& profile,
                  IdealAccessHelper& access,
                  std::vector<Interface>& interfaces)
{
    auto node = CreateObject<Node>();
    for (const auto& interface : profile.interfaces)
    {
        auto device = CreateObject<IdealDevice>();
        device->SetAddress(interface.identifier.ToAddress());
        device->SetChannel(access.GetChannel());
        node->AddDevice(device);
        IdealAccessHelper::MakeHost(node, device);
        interfaces.push_back({profile.identifier, interface.identifier, device});
    }
}

/// Say what the anchor has registered, and which addresses that gave the interface.
void
Show(Ptr<LocalMobilityAnchor> anchor, const Interface& interface)
{
    std::cout << Simulator::Now().As(Time::S) << " " << std::left << std::setw(29)
              << interface.owner << std::right << interface.linkLayer;
    for (const auto* session : anchor->GetBindingCache().FindByMobileNode(interface.owner))
    {
        if (session->linkLayer == interface.linkLayer)
        {
            std::cout << " through " << session->proxyCareOf;
        }
    }
    auto ipv6 = interface.device->GetNode()->GetObject<Ipv6>();
    const auto index = ipv6->GetInterfaceForDevice(interface.device);
    for (uint32_t i = 0; i < ipv6->GetNAddresses(index); ++i)
    {
        const auto address = ipv6->GetAddress(index, i);
        if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
        {
            std::cout << " " << address.GetAddress();
        }
    }
    std::cout << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string policy = FindPolicy();
    CommandLine cmd(__FILE__);
    cmd.AddValue("policy", "the policy file", policy);
    cmd.Parse(argc, argv);

    // The core.
    auto lma = CreateObject<Node>();
    NodeContainer mags(2);
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mags.Get(0), "fd00:c::2");
    core.AddNode(mags.Get(1), "fd00:c::3");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    core.SetDelay(mags.Get(0), lma, MilliSeconds(10));
    core.SetDelay(mags.Get(1), lma, MilliSeconds(10));
    core.SetDelay(mags.Get(0), mags.Get(1), MilliSeconds(6));
    core.BuildMesh();

    // The roles, and who may use them.
    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    IdealAccessHelper access;
    auto link1 = access.CreateLink();
    auto link2 = access.CreateLink();
    domain.InstallGateway(mags.Get(0), "fd00:c::2")->AddAccess(link1);
    domain.InstallGateway(mags.Get(1), "fd00:c::3")->AddAccess(link2);
    domain.LoadPolicy(policy);

    std::vector<Interface> interfaces;
    for (const auto& profile : domain.GetPolicyStore()->GetProfiles())
    {
        InstallInterfaces(profile, access, interfaces);
    }
    for (const auto& interface : interfaces)
    {
        access.AttachAt(Seconds(1), interface.device, link1);
        access.AttachAt(Seconds(3), interface.device, link2);
        Simulator::Schedule(Seconds(2.5), &Show, anchor, interface);
        Simulator::Schedule(Seconds(4.5), &Show, anchor, interface);
    }
    Simulator::Stop(Seconds(5));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
