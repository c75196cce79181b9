/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_COMMON_H
#define PMIPV6_PAGES_COMMON_H

#include "ns3/config.h"
#include "ns3/flow-monitor-helper.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-epmip-area-helper.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-handover-monitor.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-interworking-helper.h"
#include "ns3/pmipv6-localized-routing-helper.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/pmipv6-mobility-trace.h"
#include "ns3/pmipv6-proximity.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/pmipv6-signaling-monitor.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <iostream>

/**
 * @file
 * What the fragments of code in the manual's pages presuppose. They are compiled, and never run:
 * what is declared here and in the pages' own files is defined nowhere.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{

extern Ptr<Node> lma;    //!< of an anchor
extern Ptr<Node> lma1;   //!< of an anchor
extern Ptr<Node> lma2;   //!< of another anchor
extern Ptr<Node> mag;    //!< of a gateway
extern Ptr<Node> mag1;   //!< of a gateway
extern Ptr<Node> mag2;   //!< of another gateway
extern Ptr<Node> mn;     //!< a mobile node
extern Ptr<Node> cn;     //!< its correspondent
extern Ptr<Node> node;   //!< any
extern Ptr<Node> router; //!< any router

extern Ptr<NetDevice> device;  //!< of a host
extern Ptr<NetDevice> station; //!< of a mobile node, on Wi-Fi
extern NetDeviceContainer stations;
extern NetDeviceContainer accessPoints;

extern Pmipv6Helper domain;
extern CoreNetworkHelper core;
extern Ptr<LocalMobilityAnchor> anchor;
extern Ptr<LocalMobilityAnchor> anchor1;
extern Ptr<LocalMobilityAnchor> anchor2;
extern Ptr<MobileAccessGateway> gateway;
extern Ptr<MobileAccessGateway> gateway1;
extern Ptr<MobileAccessGateway> gateway2;

/// Show a transition.
void PrintChange(const StateChange& change);

} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_COMMON_H
