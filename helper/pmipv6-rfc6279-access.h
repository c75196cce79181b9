/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RFC6279_ACCESS_H
#define PMIPV6_RFC6279_ACCESS_H

#include "pmipv6-access-link.h"
#include "pmipv6-ideal-access-helper.h"
#include "pmipv6-wifi-access-helper.h"

#include "ns3/net-device.h"
#include "ns3/node.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

class LteAccessHelper;

/**
 * @ingroup pmipv6-helper
 * What Rfc6279Helper needs of an access technology. Four functions make one, and three more say
 * what is special about its nodes; there are four ready ones.
 */
struct Rfc6279Access
{
    /// Makes a gateway's link: its node.
    std::function<Ptr<AccessLink>(Ptr<Node>)> makeLink;
    /// Makes a mobile node's device, with an IPv6 interface, attached nowhere: its node. Called
    /// when all links are made.
    std::function<Ptr<NetDevice>(Ptr<Node>)> makeHost;
    /// Attaches a mobile node, now, and ends its present attachment: its device, the link.
    std::function<void(Ptr<NetDevice>, Ptr<AccessLink>)> attach;
    /// Detaches a mobile node, now: its device.
    std::function<void(Ptr<NetDevice>)> detach;
    /// Makes a gateway's node, where the technology has one of its own: the gateway's number.
    /// Empty: an ordinary node.
    std::function<Ptr<Node>(uint32_t)> makeGateway{};
    /// Gives the link-layer addresses by which gateways know a mobile node, where they are not its
    /// device's: its device; the link, or null for those on any.
    std::function<std::vector<LinkLayerAddress>(Ptr<NetDevice>, Ptr<AccessLink>)> getInterfaces{};
    /// Gives a mobile node's MN-Identifier, where the technology has one for it; empty: its name.
    std::function<std::string(Ptr<NetDevice>)> getIdentifier{};

    /**
     * @param ideal ideal links
     * @return access over them
     */
    static Rfc6279Access OfIdealLinks(IdealAccessHelper ideal);

    /**
     * Every gateway has an access point. The stations attach where they are told to, an association
     * later; so the helper is to be one for fast handover.
     *
     * @param wifi makes access points and stations; lives at least until all are made
     * @return access over Wi-Fi
     */
    static Rfc6279Access OfWifi(WifiAccessHelper& wifi);

    /**
     * Every gateway is the PGW of an EPC with one eNB; mobile nodes are UEs, known by their IMSIs.
     * They attach where they are told to, some 260 ms later. Only where ns-3's LTE is built.
     *
     * @param lte makes EPCs, eNBs and UEs; lives at least until all are made
     * @return access over LTE
     */
    static Rfc6279Access OfLte(LteAccessHelper& lte);

    /**
     * Gateways mag1, mag2, mag5, mag6 and so on as OfLte() has them, the others with an access
     * point each, as OfWifi() has them; mobile nodes have a logical interface over both (RFC 7847),
     * and one link at a time. Only where ns-3's LTE is built.
     *
     * @param lte makes EPCs, eNBs and UEs; lives at least until all are made
     * @param wifi makes access points and stations, for fast handover; likewise
     * @return access over LTE and Wi-Fi
     */
    static Rfc6279Access OfLteWifi(LteAccessHelper& lte, WifiAccessHelper& wifi);
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RFC6279_ACCESS_H
