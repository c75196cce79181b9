/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-wifi-fixture.h"

#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/simulator.h"

/**
 * @file
 * @ingroup pmipv6-tests
 * The topologies of RFC 6279 over LTE, and over LTE and Wi-Fi.
 */

using namespace ns3;
using namespace ns3::pmipv6;
using wifitest::Case;
using wifitest::Suite;

namespace
{

/// A pair with localized routing; MN goes from mag1 to mag3, and all arrives but for the gap.
void
Check(Case& self, const Rfc6279Access& access)
{
    Rfc6279Helper topology;
    topology.SetAccess(access);
    topology.Build(Rfc6279Case::A22);
    topology.AttachAt(Seconds(6), "mn", "mag3");
    const auto& mn = topology.GetMobileNode("mn");
    const auto& cn = topology.GetMobileNode("cn");
    {
        ProbeFlow flow(cn.node, mn.node, 5001, MilliSeconds(20), 100);
        flow.Run(Seconds(3), 300);
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        self.ExpectEqual(flow.GetArrivals().rbegin()->first, 299U, "service to the end");
        self.ExpectEqual(flow.GetLost().size() <= 25, true, "losses of the gap alone");
    }
    const auto finding = topology.MakeChecker().Check();
    self.ExpectEqual(finding.isConsistent, true, "the tables are right");
    self.ExpectEqual(mn.identifier,
                     "001010000000001@nai.epc.mnc001.mcc001.3gppnetwork.org",
                     "MN-Identifier");
    Simulator::Destroy();
}

void
CheckLte(Case& self)
{
    LteAccessHelper lte;
    Check(self, Rfc6279Access::OfLte(lte));
}

void
CheckLteWifi(Case& self)
{
    LteAccessHelper lte;
    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    Check(self, Rfc6279Access::OfLteWifi(lte, wifi));
}

/// Registers the suite.
const Suite g_lteRfc6279TestSuite("pmipv6-lte-rfc6279",
                                  {
                                      {"A22 over LTE", CheckLte},
                                      {"A22 from LTE to Wi-Fi", CheckLteWifi},
                                  });

} // namespace
