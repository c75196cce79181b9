/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_ROUTING_H
#define PMIPV6_HOST_ROUTING_H

#include "ns3/ipv6-static-routing.h"

namespace ns3
{
namespace pmipv6
{

class Ipv6Host;

/**
 * @ingroup pmipv6-host
 * ns-3's static routing, and where it knows no way what an Ipv6Host has learned from Router
 * Advertisements: what is configured by hand stands first.
 */
class HostRouting : public Ipv6StaticRouting
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param host whose it is; null: static routes alone
     */
    void SetHost(Ipv6Host* host);

    Ptr<Ipv6Route> RouteOutput(Ptr<Packet> p,
                               const Ipv6Header& header,
                               Ptr<NetDevice> oif,
                               Socket::SocketErrno& sockerr) override;
    void NotifyInterfaceDown(uint32_t interface) override;
    void NotifyRemoveAddress(uint32_t interface, Ipv6InterfaceAddress address) override;

  private:
    Ipv6Host* m_host{nullptr}; //!< whose it is
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_ROUTING_H
