/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-access-helper.h"
#include "pmipv6-rfc6279-access.h"

#include <map>
#include <memory>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// So far from each other that a UE beside one hears the others as no more than noise.
constexpr double ENB_DISTANCE = 1000;
/// Of an antenna, in metres.
constexpr double ENB_HEIGHT = 30;

} // namespace

Rfc6279Access
Rfc6279Access::OfLte(LteAccessHelper& lte)
{
    auto enbs = std::make_shared<std::map<Ptr<AccessLink>, Ptr<NetDevice>>>();
    Rfc6279Access access;
    access.makeGateway = &LteAccessHelper::CreateGateway;
    access.makeLink = [&lte, enbs](Ptr<Node> node) {
        const auto place = static_cast<double>(enbs->size()) * ENB_DISTANCE;
        const auto enb = lte.InstallEnb(node, Vector(place, 0, ENB_HEIGHT));
        const Ptr<AccessLink> link = lte.MakeLink(node);
        (*enbs)[link] = enb;
        return link;
    };
    access.makeHost = [&lte](Ptr<Node> node) { return lte.InstallUe(node); };
    access.attach = [enbs](Ptr<NetDevice> ue, Ptr<AccessLink> link) {
        LteAccessHelper::GetHandover(ue)->Move(enbs->at(link));
    };
    access.detach = [](Ptr<NetDevice> ue) { LteAccessHelper::GetHandover(ue)->Leave(); };
    access.getIdentifier = [&lte](Ptr<NetDevice> ue) { return lte.GetImsi(ue).GetIdentifier(); };
    return access;
}

} // namespace pmipv6
} // namespace ns3
