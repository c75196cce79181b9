/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A program of somebody's own: a function of an anchor that counts handovers, a station that makes
 * one.
 */

#include "ns3/pmipv6-anchor-function.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/simulator.h"

#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// Counts handovers.
class HandoverCount : public AnchorFunction
{
  public:
    void Start(Ptr<LocalMobilityAnchor> /* anchor */) override
    {
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void HandleRegistered(const BindingCacheEntry& /* session */, RegistrationKind kind) override
    {
        count += kind == RegistrationKind::HANDOFF;
    }

    int count{0}; //!< so far
};

} // namespace

int
main()
{
    Ptr<Node> lma = CreateObject<Node>();
    Ptr<Node> mags[] = {CreateObject<Node>(), CreateObject<Node>()};
    const char* const addresses[] = {"fd00:c::2", "fd00:c::3"};
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    for (int i = 0; i < 2; ++i)
    {
        core.AddNode(mags[i], addresses[i]);
        core.SetDelay(mags[i], lma, MilliSeconds(10));
    }
    core.SetDelay(mags[0], mags[1], MilliSeconds(5));
    core.BuildMesh();

    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    auto count = CreateObject<HandoverCount>();
    anchor->AddFunction(count);
    IdealAccessHelper access;
    auto device = access.InstallHost(CreateObject<Node>());
    domain.AddMobileNode("mn@example.org", device, anchor);
    for (int i = 0; i < 2; ++i)
    {
        auto link = access.CreateLink();
        domain.InstallGateway(mags[i], addresses[i])->AddAccess(link);
        access.AttachAt(Seconds(1 + i), device, link);
        access.DetachAt(Seconds(1.9 + i), device);
    }
    Simulator::Stop(Seconds(2.5));
    Simulator::Run();
    std::cout << "handovers: " << count->count << "\n";
    Simulator::Destroy();
    return 0;
}
