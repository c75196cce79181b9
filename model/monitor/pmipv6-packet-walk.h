/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_WALK_H
#define PMIPV6_PACKET_WALK_H

#include "pmipv6-state-source.h"

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Where a packet gets to that nobody sends.
 */
struct PacketEnd
{
    /// How it ends.
    enum class Kind
    {
        DELIVERED, //!< a router sends it to a mobile node
        LEFT,      //!< it leaves the domain by plain routing
        DROPPED,   //!< a router has no way for it, or does not take it
        LOOP       //!< it goes round
    };

    Kind kind;           //!< how
    std::string router;  //!< name of the router that delivers or drops it; else empty
    Ipv6Address nextHop; //!< of a delivered one: the mobile node's link-layer address as a next hop
};

/**
 * @ingroup pmipv6-monitor
 * @param os output stream
 * @param end where a packet gets to
 * @return the stream: the router that delivers it, "drop at NAME", "loop"; nothing if it leaves the
 * domain
 */
std::ostream& operator<<(std::ostream& os, const PacketEnd& end);

/**
 * @ingroup pmipv6-monitor
 * Follows the forwarding tables of routers, as they are now, from one to the next.
 */
class PacketWalk
{
  public:
    /**
     * @param source tells of a node with a data plane, and which addresses are routed to it
     * @param name the node's name
     */
    void AddRouter(std::shared_ptr<const StateSource> source, const std::string& name);

    /**
     * @param gateway name of the gateway at which a packet comes from a mobile node
     * @param source its source
     * @param destination its destination
     * @return where it gets to
     */
    PacketEnd Follow(const std::string& gateway,
                     const Ipv6Address& source,
                     const Ipv6Address& destination) const;

    /**
     * @param gateway name of a gateway
     * @param source of a packet that a mobile node there sends
     * @param destination of it
     * @return true if the gateway delivers to the destination in place of its anchor, as with
     *         EnableMAGLocalRouting (RFC 5213, 6.10.3)
     */
    bool IsDeliveredLocally(const std::string& gateway,
                            const Ipv6Address& source,
                            const Prefix& destination) const;

  private:
    /// A node with its data plane.
    struct Router
    {
        std::string name;                          //!< its name
        Ptr<MobilityForwarding> forwarding;        //!< its data plane
        std::shared_ptr<const StateSource> source; //!< knows the addresses routed to it
    };

    /// A packet that nobody sends, on its way.
    struct Probe
    {
        Ipv6Address source;      //!< its source
        Ipv6Address destination; //!< its destination
        std::size_t at;          //!< where it is: index of a router
        PacketOrigin origin;     //!< from where it has come there
        Ipv6Address outer{};     //!< who has tunnelled it there, if it has come out of a tunnel
    };

    /// @param probe the packet; what has become of it @return where a packet ends at the router
    /// where it is; nothing if it has gone to another one
    std::optional<PacketEnd> Step(Probe& probe) const;
    /// What Step does with a packet for which no tunnel, link or route is said. @param probe the
    /// packet; what has become of it @return as Step
    std::optional<PacketEnd> RoutePlainly(Probe& probe) const;
    /**
     * What Step does with a packet that is tunnelled.
     *
     * @param probe the packet; what has become of it
     * @param entry the tunnel's
     * @return as Step
     */
    std::optional<PacketEnd> Tunnel(Probe& probe, const ForwardingEntry& entry) const;

    std::vector<Router> m_routers;                                         //!< in the order added
    std::unordered_map<Ipv6Address, std::size_t, AddressHash> m_byAddress; //!< indices
    std::unordered_map<std::string, std::size_t> m_byName;                 //!< indices
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_WALK_H
