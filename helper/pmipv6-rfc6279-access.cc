/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6279-access.h"

namespace ns3
{
namespace pmipv6
{

Rfc6279Access
Rfc6279Access::OfIdealLinks(IdealAccessHelper ideal)
{
    // A copy shares the channel.
    return {[ideal](Ptr<Node>) mutable { return ideal.CreateLink(); },
            [ideal](Ptr<Node> node) mutable { return ideal.InstallHost(node); },
            [ideal](Ptr<NetDevice> device, Ptr<AccessLink> link) {
                ideal.GetChannel()->Attach(DynamicCast<IdealDevice>(device),
                                           DynamicCast<IdealAccessLink>(link));
            },
            [ideal](Ptr<NetDevice> device) {
                ideal.GetChannel()->Detach(DynamicCast<IdealDevice>(device));
            }};
}

Rfc6279Access
Rfc6279Access::OfWifi(WifiAccessHelper& wifi)
{
    return {[&wifi](Ptr<Node> node) {
                return WifiAccessHelper::MakeLink(wifi.InstallAccessPoints(node).Get(0));
            },
            [&wifi](Ptr<Node> node) {
                const auto station = wifi.InstallStations(node).Get(0);
                IdealAccessHelper::MakeHost(node, station);
                WifiAccessHelper::GetHandover(station)->Leave(); // Until it is attached.
                return station;
            },
            [](Ptr<NetDevice> station, Ptr<AccessLink> link) {
                WifiAccessHelper::GetHandover(station)->Move(
                    DynamicCast<WifiAccessLink>(link)->GetDevice());
            },
            [](Ptr<NetDevice> station) { WifiAccessHelper::GetHandover(station)->Leave(); }};
}

} // namespace pmipv6
} // namespace ns3
