/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTER_SEARCH_H
#define PMIPV6_ROUTER_SEARCH_H

#include "pmipv6-ipv6-host.h"

#include "ns3/event-id.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <map>
#include <memory>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * Router discovery of a node that moves (RFC 4861, 6.3.7; RFC 6275, 11.5.1): who has come to a link
 * and hears of no router within MAX_RTR_SOLICITATION_DELAY, 1 s, asks for one, again after 4 s, 8 s
 * and so on to an hour, without an end (RFC 7559, 2).
 */
class RouterSearch
{
  public:
    RouterSearch();
    ~RouterSearch();
    RouterSearch(const RouterSearch&) = delete;
    RouterSearch& operator=(const RouterSearch&) = delete;

    /**
     * @param host whose routers; its interfaces are there
     * @param advertised told of each Router Advertisement
     * @param isAsking whether it asks; else it waits until one advertises by itself
     */
    void Start(Ptr<Ipv6Host> host, Ipv6Host::AdvertisedCallback advertised, bool isAsking);

    /// Ask for none any more, and tell of none.
    void Stop();

  private:
    /// An interface's link is there, or gone. @param interface its index
    void NoteLink(uint32_t interface);

    /**
     * Nothing was heard: ask, and again an interval later.
     *
     * @param interface its index
     * @param interval before the next one
     */
    void Solicit(uint32_t interface, Time interval);

    std::shared_ptr<RouterSearch*> m_self; //!< null inside once this object is gone
    Ptr<Ipv6Host> m_host;                  //!< whose routers; null: stopped
    bool m_isAsking{true};                 //!< where it hears of none
    std::map<uint32_t, EventId> m_waits;   //!< by interface: when it asks
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTER_SEARCH_H
