/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-helper.h"
#include "pmipv6-logical-interface.h"
#include "pmipv6-lte-access-helper.h"
#include "pmipv6-lte-epc.h"
#include "pmipv6-rfc6279-access.h"

#include <map>
#include <memory>
#include <vector>

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

/// @return whether the gateway of a number has an eNB; else it has an access point
bool
HasEnb(uint32_t number)
{
    return (number - 1) / 2 % 2 == 0;
}

/// A mobile node's devices under its logical interface.
struct Devices
{
    Ptr<NetDevice> ue;      //!< LTE
    Ptr<NetDevice> station; //!< Wi-Fi
};

/// What OfLteWifi's functions share.
struct LteWifi
{
    std::map<Ptr<AccessLink>, Ptr<NetDevice>> enbs;         //!< by link
    std::map<Ptr<AccessLink>, Ptr<NetDevice>> accessPoints; //!< by link
    std::map<Ptr<NetDevice>, Devices> devices;              //!< by logical interface
};

/// @return a logical interface with a UE and a station, attached nowhere
Ptr<NetDevice>
MakeLogicalHost(Ptr<Node> node, LteAccessHelper& lte, WifiAccessHelper& wifi, LteWifi& shared)
{
    HostHelper::Install(node);
    auto logical = CreateObject<LogicalInterface>();
    node->AddDevice(logical);
    const auto station = wifi.InstallStations(node).Get(0);
    std::vector<Ptr<WifiAccessLink>> links;
    for (const auto& [link, accessPoint] : shared.accessPoints)
    {
        links.push_back(DynamicCast<WifiAccessLink>(link));
    }
    WifiAccessHelper::Join(logical, station, links);
    WifiAccessHelper::GetHandover(station)->Leave();
    shared.devices[logical] = {lte.InstallUe(logical), station};
    HostHelper::AddInterface(node, logical);
    return logical;
}

} // namespace

Rfc6279Access
Rfc6279Access::OfLteWifi(LteAccessHelper& lte, WifiAccessHelper& wifi)
{
    auto shared = std::make_shared<LteWifi>();
    Rfc6279Access access;
    access.makeGateway = [](uint32_t number) {
        return HasEnb(number) ? LteAccessHelper::CreateGateway() : CreateObject<Node>();
    };
    access.makeLink = [&lte, &wifi, shared](Ptr<Node> node) -> Ptr<AccessLink> {
        if (!node->GetObject<LteEpc>())
        {
            const auto accessPoint = wifi.InstallAccessPoints(node).Get(0);
            const Ptr<AccessLink> link = WifiAccessHelper::MakeLink(accessPoint);
            shared->accessPoints[link] = accessPoint;
            return link;
        }
        const auto place = static_cast<double>(shared->enbs.size()) * ENB_DISTANCE;
        const auto enb = lte.InstallEnb(node, Vector(place, 0, ENB_HEIGHT));
        const Ptr<AccessLink> link = lte.MakeLink(node);
        shared->enbs[link] = enb;
        return link;
    };
    access.makeHost = [&lte, &wifi, shared](Ptr<Node> node) {
        return MakeLogicalHost(node, lte, wifi, *shared);
    };
    access.attach = [shared](Ptr<NetDevice> device, Ptr<AccessLink> link) {
        const Devices& own = shared->devices.at(device);
        const auto enb = shared->enbs.find(link);
        if (enb != shared->enbs.end())
        {
            WifiAccessHelper::GetHandover(own.station)->Leave();
            LteAccessHelper::GetHandover(own.ue)->Move(enb->second);
            return;
        }
        LteAccessHelper::GetHandover(own.ue)->Leave();
        WifiAccessHelper::GetHandover(own.station)->Move(shared->accessPoints.at(link));
    };
    access.detach = [shared](Ptr<NetDevice> device) {
        const Devices& own = shared->devices.at(device);
        LteAccessHelper::GetHandover(own.ue)->Leave();
        WifiAccessHelper::GetHandover(own.station)->Leave();
    };
    access.getInterfaces = [shared](Ptr<NetDevice> device, Ptr<AccessLink> link) {
        const Devices& own = shared->devices.at(device);
        const std::vector<LinkLayerAddress> all{own.ue->GetAddress(), own.station->GetAddress()};
        return !link                      ? all
               : shared->enbs.count(link) ? std::vector<LinkLayerAddress>{all.front()}
                                          : std::vector<LinkLayerAddress>{all.back()};
    };
    access.getIdentifier = [&lte, shared](Ptr<NetDevice> device) {
        return lte.GetImsi(shared->devices.at(device).ue).GetIdentifier();
    };
    return access;
}

Rfc6279Access
Rfc6279Access::OfLte(LteAccessHelper& lte)
{
    auto enbs = std::make_shared<std::map<Ptr<AccessLink>, Ptr<NetDevice>>>();
    Rfc6279Access access;
    access.makeGateway = [](uint32_t) { return LteAccessHelper::CreateGateway(); };
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
