/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOST_STATE_H
#define PMIPV6_HOST_STATE_H

#include "pmipv6-prefix.h"
#include "pmipv6-router-advertisement.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-host
 * @param lifetime a lifetime as a Router Advertisement has it, in seconds
 * @param now the time at which it came
 * @return until when it lasts; Time::Max() for ever
 */
Time GetEnd(uint32_t lifetime, Time now);

/**
 * @ingroup pmipv6-host
 * What an advertised valid lifetime makes of an address that there is (RFC 4862, 5.5.3, e): nobody
 * can shorten it to less than two hours.
 *
 * @param validUntil until when the address is valid
 * @param valid the lifetime advertised, in seconds
 * @param now the time
 * @return until when it is valid then
 */
Time GetNewEnd(Time validUntil, uint32_t valid, Time now);

/**
 * @ingroup pmipv6-host
 * An address that a host has made of an advertised prefix (RFC 4862, 5.5.3).
 */
struct HostAddress
{
    uint32_t interface;      //!< of which interface
    Prefix prefix;           //!< the prefix
    Ipv6Address address;     //!< the address
    Ipv6Address router;      //!< link-local address of who advertised the prefix last
    Time preferredUntil;     //!< deprecated from then on (RFC 4862, 5.5.4)
    Time validUntil;         //!< gone from then on
    bool isPreferred{false}; //!< not deprecated, as was told last
};

/**
 * @ingroup pmipv6-host
 * A row of the Routing Table (RFC 4191, 3.1), which has the Default Router List (RFC 4861, 5.1) in
 * it.
 */
struct HostRoute
{
    uint32_t interface;          //!< on which interface
    Prefix prefix;               //!< where it leads to; ::/0 through a default router
    Ipv6Address router;          //!< link-local address of the router
    RouterPreference preference; //!< among routes to the same prefix
    Time since;                  //!< in the table since then
    Time heard;                  //!< when the router told of it last
    Time until;                  //!< in the table until then
};

/**
 * @ingroup pmipv6-host
 * A prefix of the Prefix List (RFC 4861, 5.1): its addresses are neighbours.
 */
struct OnLinkPrefix
{
    uint32_t interface; //!< on which interface
    Prefix prefix;      //!< the prefix
    Time until;         //!< on the link until then
};

/**
 * @ingroup pmipv6-host
 * What a host has learned from Router Advertisements; the only writer of it. Time is an argument.
 * Each list is bounded: for what is new the oldest makes room.
 */
class HostState
{
  public:
    /// Addresses, routes and prefixes of one host at the most, of each.
    static constexpr std::size_t MAX_ENTRIES = 64;

    /**
     * Take a route, or a Router Lifetime (RFC 4191, 3.1; RFC 4861, 6.3.4).
     *
     * @param interface where the advertisement came
     * @param router who sent it
     * @param told the route; with lifetime 0 it is none (any more)
     * @param now the time
     * @return false if the one of which was told longest ago has made room
     */
    bool UpdateRoute(uint32_t interface,
                     const Ipv6Address& router,
                     const RouteInformation& told,
                     Time now);

    /**
     * Take a prefix that is on the link (RFC 4861, 6.3.4).
     *
     * @param interface where the advertisement came
     * @param prefix the prefix
     * @param valid lifetime in seconds; 0: it is not on the link (any more)
     * @param now the time
     * @return false if the oldest has made room
     */
    bool UpdateOnLink(uint32_t interface, const Prefix& prefix, uint32_t valid, Time now);

    /**
     * @param interface an interface
     * @param prefix a prefix
     * @return the address made of it there, or null
     */
    HostAddress* FindAddress(uint32_t interface, const Prefix& prefix);

    /// @param interface see above @param prefix likewise @return likewise
    const HostAddress* FindAddress(uint32_t interface, const Prefix& prefix) const;

    /**
     * @param address an address
     * @return what is known of it, or null
     */
    const HostAddress* FindAddress(const Ipv6Address& address) const;

    /// @return true if there is room for an address
    bool HasRoom() const
    {
        return m_addresses.size() < MAX_ENTRIES;
    }

    /// @return the address that makes room, there being one: first a deprecated one whose prefix is
    ///         not on the link any more, then a deprecated one, then any; of those alike the oldest
    const HostAddress& GetLeastWanted() const;

    /**
     * @param address an address; there must be room
     */
    void Add(const HostAddress& address);

    /**
     * @param interface an interface
     * @param address an address that it has no more
     */
    void Remove(uint32_t interface, const Ipv6Address& address);

    /**
     * @param interface an interface that is down: nothing is known of it any more
     */
    void RemoveInterface(uint32_t interface);

    /**
     * Forget what was told on other links, by other routers or by one of the same address.
     *
     * @param interface where
     * @param router who stays
     * @param prefixes that stay, of that router
     * @return the addresses among it
     */
    std::vector<HostAddress> LeaveOthers(uint32_t interface,
                                         const Ipv6Address& router,
                                         const std::vector<Prefix>& prefixes);

    /**
     * Forget what has run out.
     *
     * @param now the time
     * @return the addresses among it
     */
    std::vector<HostAddress> Expire(Time now);

    /// @return when the next lifetime runs out, a preferred one unless its address is deprecated
    ///         already; Time::Max() if none does
    Time GetNextEnd() const;

    /// @return the addresses, in the order in which they were made
    std::vector<HostAddress>& GetAddresses()
    {
        return m_addresses;
    }

    /// @return the addresses, in the order in which they were made
    const std::vector<HostAddress>& GetAddresses() const
    {
        return m_addresses;
    }

    /// @return the Routing Table
    const std::vector<HostRoute>& GetRoutes() const
    {
        return m_routes;
    }

    /// @return the Prefix List
    const std::vector<OnLinkPrefix>& GetOnLinkPrefixes() const
    {
        return m_onLink;
    }

  private:
    /**
     * @param isOver says which addresses go
     * @return these
     */
    template <class Condition>
    std::vector<HostAddress> Take(Condition isOver);

    std::vector<HostAddress> m_addresses; //!< autoconfigured addresses
    std::vector<HostRoute> m_routes;      //!< Routing Table
    std::vector<OnLinkPrefix> m_onLink;   //!< Prefix List
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOST_STATE_H
