/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_IPV6_HOST_H
#define PMIPV6_IPV6_HOST_H

#include "pmipv6-deadline-timer.h"
#include "pmipv6-host-neighbor-discovery.h"
#include "pmipv6-host-routing.h"
#include "pmipv6-host-rules.h"
#include "pmipv6-host-state.h"
#include "pmipv6-router-advertisement.h"
#include "pmipv6-router-reachability.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-host
 * What ns-3's IPv6 host leaves out of RFC 4861 and RFC 4862, for one node: each advertised prefix
 * has its own lifetimes, which later advertisements change (RFC 4862, 5.5.3, with the rule of two
 * hours); an address is deprecated and removed as they run out (5.5.4); default routers have
 * lifetimes, 0 among them (RFC 4861, 6.3.4), and preferences, and there are more-specific routes
 * (RFC 4191); the source of a new packet is chosen (RFC 6724, 5), and a packet whose source is
 * given goes through who advertises its prefix. It knows nothing of mobility.
 *
 * As with ns-3's own host, an address may be used at once, while duplicate address detection goes
 * on.
 */
class Ipv6Host : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Complete a node's IPv6 host.
     *
     * @param node a node with an IPv6 stack of which no interface was up yet but the loopback, and
     *        with ns-3's static routing; else the program ends with a sentence
     * @return its host; the one that it has, if it has one
     */
    static Ptr<Ipv6Host> Install(Ptr<Node> node);

    /**
     * Fix the random numbers of neighbour discovery, those of ns-3's own.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream);

    /// @return what was learned from Router Advertisements
    const HostState& GetState() const
    {
        return m_state;
    }

    /// @return ICMPv6 of the node, for its attributes
    Ptr<HostNeighborDiscovery> GetNeighborDiscovery() const
    {
        return m_discovery;
    }

    /// @return Router Advertisements and options in them that were not taken
    uint64_t GetNRefused() const
    {
        return m_nRefused;
    }

    /**
     * Take a valid Router Advertisement.
     *
     * @param interface where it came
     * @param router who sent it
     * @param advertisement what it says
     */
    void TakeAdvertisement(uint32_t interface,
                           const Ipv6Address& router,
                           const RouterAdvertisement& advertisement);

    /**
     * Count and trace a Router Advertisement, or an option of one, that is not taken.
     *
     * @param router who sent it
     * @param reason why
     */
    void Refuse(const Ipv6Address& router, const std::string& reason);

    /**
     * Trace an ICMPv6 message that is not sent, as its source is not the host's any more.
     *
     * @param source the address that was
     * @param destination to where it was
     */
    void TellWithheld(const Ipv6Address& source, const Ipv6Address& destination) const
    {
        m_withheldTrace(source, destination);
    }

    /// Told of a Router Advertisement that was taken: by which interface, who sent it, what it
    /// says.
    using AdvertisedCallback =
        std::function<void(uint32_t, const Ipv6Address&, const RouterAdvertisement&)>;

    /// @param advertised told of each, when its addresses are there; empty: nobody is
    void SetAdvertisedCallback(AdvertisedCallback advertised)
    {
        m_advertised = std::move(advertised);
    }

    /**
     * The node is on another link: forget what was told on the former one. The router there may
     * have the same link-local address.
     *
     * @param interface by which interface
     * @param router who is on the link
     * @param prefixes of the link
     */
    void LeaveOthers(uint32_t interface,
                     const Ipv6Address& router,
                     const std::vector<Prefix>& prefixes);

    /**
     * Duplicate address detection has ended, at which ns-3 calls any address preferred.
     *
     * @param address of which address
     */
    void HandleUnique(const Ipv6Address& address);

    /**
     * @param interface an interface that is down now
     */
    void HandleInterfaceDown(uint32_t interface);

    /**
     * @param interface an interface
     * @param address an address that it had
     */
    void HandleAddressRemoved(uint32_t interface, const Ipv6Address& address);

    /**
     * @param header a packet's, with or without a source
     * @param device the only device that it may leave by; null: any
     * @return the way to a neighbour by an advertised prefix, or through a router; null if there is
     *         none, or no address to send from
     */
    Ptr<Ipv6Route> FindRoute(const Ipv6Header& header, Ptr<NetDevice> device);

    /**
     * Give a route the source that a new packet is to have.
     *
     * @param route a route; as it is if the header has a source, or if no address fits better
     * @param header the packet's
     */
    void ChooseSource(Ipv6Route& route, const Ipv6Header& header) const;

    /**
     * TracedCallback signature for what becomes of an address.
     *
     * @param address the address
     * @param from "none", "preferred" or "deprecated"
     * @param to the same
     */
    using AddressTracedCallback = void (*)(const Ipv6Address& address,
                                           const std::string& from,
                                           const std::string& to);

    /**
     * TracedCallback signature for what is not taken.
     *
     * @param router who sent the Router Advertisement
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(const Ipv6Address& router, const std::string& reason);

    /**
     * TracedCallback signature for what is not sent.
     *
     * @param source the address that was the host's when the message was made
     * @param destination to where it was
     */
    using WithheldTracedCallback = void (*)(const Ipv6Address& source,
                                            const Ipv6Address& destination);

  protected:
    void DoDispose() override;

  private:
    /**
     * Put it into a node's stack.
     *
     * @param node the node
     */
    void SetUp(Ptr<Node> node);

    /**
     * Take an option that hosts may make an address of (RFC 4862, 5.5.3).
     *
     * @param interface where it came
     * @param router who sent it
     * @param option the option
     */
    void TakePrefix(uint32_t interface, const Ipv6Address& router, const PrefixInformation& option);

    /**
     * @param interface an interface
     * @param router who advertises a prefix
     * @param option the prefix, of which there is no address yet
     */
    void MakeAddress(uint32_t interface,
                     const Ipv6Address& router,
                     const PrefixInformation& option);

    /// Deprecate and remove what has run out.
    void HandleEnds();

    /**
     * Take addresses from the node.
     *
     * @param gone what is forgotten already
     */
    void RemoveAddresses(const std::vector<HostAddress>& gone);

    /**
     * Tell ns-3, and whoever listens, whether an address is deprecated.
     *
     * @param address the address
     */
    void TellState(HostAddress& address);

    /**
     * @param interface the only interface that it may be on; below 0: any
     * @param header of the packet
     * @return the route to take (RFC 4191, 3.2), or null
     */
    const HostRoute* SelectRoute(int32_t interface, const Ipv6Header& header);

    /**
     * @param route a route
     * @return what is known of its router
     */
    Reachability JudgeRouter(const HostRoute& route);

    /// @param name "A", "B" or "C", see HostType
    void SetHostType(std::string name);

    /// @return the same
    std::string GetHostType() const;

    /**
     * @param interface the interface that a packet leaves by
     * @param destination where it goes
     * @param router the next hop; :: if it goes to a neighbour
     * @return the source that it is to have (RFC 6724, 5); :: if there is none
     */
    Ipv6Address SelectSource(uint32_t interface,
                             const Ipv6Address& destination,
                             const Ipv6Address& router) const;

    Ptr<Ipv6L3Protocol> m_ipv6;             //!< the node's IPv6
    Ptr<HostNeighborDiscovery> m_discovery; //!< the node's ICMPv6
    Ptr<HostRouting> m_routing;             //!< the node's routes
    HostState m_state;                      //!< what was learned
    RouterReachability m_reachability;      //!< which routers answer
    HostType m_type{HostType::C};           //!< HostType
    AdvertisedCallback m_advertised;        //!< see SetAdvertisedCallback
    uint64_t m_nRefused{0};                 //!< not taken
    TracedCallback<const Ipv6Address&, const std::string&, const std::string&>
        m_addressTrace;                                                     //!< of addresses
    TracedCallback<const Ipv6Address&, const std::string&> m_refusedTrace;  //!< not taken
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_withheldTrace; //!< not sent
    /// For the next lifetime that runs out.
    DeadlineTimer m_timer{[this] { return m_state.GetNextEnd(); }, [this] { HandleEnds(); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_IPV6_HOST_H
