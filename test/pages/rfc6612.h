/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_RFC6612_H
#define PMIPV6_PAGES_RFC6612_H

#include "common.h"

/**
 * @file
 * What the fragments of doc/rfc6612.md presuppose.
 */

namespace ns3
{
namespace pmipv6
{
namespace pages
{
namespace rfc6612
{

extern Ptr<Node> ar;              //!< of a plain router
extern Ptr<AccessLink> link;      //!< of a gateway
extern Ptr<AccessLink> elsewhere; //!< of a plain router
extern Ptr<NetDevice> first;      //!< of a mobile node
extern Ptr<NetDevice> second;     //!< of another one

/// Show a registration.
void PrintRegistration(const Ipv6Address& homeAddress,
                       const Ipv6Address& careOfAddress,
                       Time expiry);

} // namespace rfc6612
} // namespace pages
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAGES_RFC6612_H
