/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SERVICE_GAP_H
#define PMIPV6_SERVICE_GAP_H

#include "pmipv6-access-device.h"
#include "pmipv6-forwarding-history.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-node-history.h"
#include "pmipv6-packet-front.h"
#include "pmipv6-packet-stream.h"
#include "pmipv6-time-spans.h"

#include <functional>
#include <memory>
#include <optional>
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
 * How long a handover left a mobile node without service, whoever sent what: packets that nobody
 * has sent, one at every instant, follow the forwarding tables and the attachments as they were,
 * with the delays of the links. Nothing is sampled: the instants fall into spans in which all go
 * the same way, and these are followed. What sends and how large packets are plays no part: links
 * have no serialization here, and where one has no delay of its own, as Wi-Fi, it has none.
 */
class ServiceGap
{
  public:
    ServiceGap();
    ~ServiceGap();

    ServiceGap(const ServiceGap&) = delete;
    ServiceGap& operator=(const ServiceGap&) = delete;

    /// Where plain routing takes a packet: to which node that is watched, and how long it takes.
    using Way = std::pair<std::string, Time>;
    /// Gets the name of a node and a destination; nothing if there is no way.
    using WayFinder =
        std::function<std::optional<Way>(const std::string& from, const Ipv6Address& destination)>;

    /**
     * @param finder what knows the network between anchors, gateways and hosts
     * @param horizon no packet is longer on its way
     */
    void SetCore(WayFinder finder, Time horizon);

    /**
     * @param detection how long after a detachment frames of the node are not taken any more;
     *        nothing: they always are
     */
    void SetDetachDetection(std::optional<Time> detection)
    {
        m_uplinks.SetDetachDetection(detection);
    }

    /**
     * Watch an anchor, a gateway, or a host that says itself how its packets go: a mobile node that
     * tunnels them, to and from an address that it has on its link, or who sends to care-of
     * addresses. Before its roles start; a mobile node after AddMobileNode.
     *
     * @param forwarding its data plane
     * @param name its name
     */
    void AddRouter(Ptr<MobilityForwarding> forwarding, const std::string& name);

    /**
     * Watch the access device of a gateway that AddRouter knows.
     *
     * @param device the device
     * @param gateway name of the gateway
     */
    void AddAccess(Ptr<AccessDevice> device, const std::string& gateway);

    /**
     * @param name name of a mobile node
     * @param linkLayer its link-layer address; called again, that of another of its interfaces
     */
    void AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer)
    {
        m_uplinks.AddMobileNode(name, linkLayer);
    }

    /**
     * A node takes part in nothing any more.
     *
     * @param name its name
     * @param when since when
     */
    void NoteStop(const std::string& name, Time when);

    using Stream = PacketStream; //!< for short

    /// Packets that pass a place in a span: all of them as long under way, or all that have waited
    /// somewhere, at one moment.
    struct Passage
    {
        TimeSpan span; //!< when they pass it
        TimeSpan sent; //!< when they were sent
    };

    /**
     * Packets to a node that has changed its link.
     *
     * @param stream of packets
     * @param nodes where mobile nodes were
     * @param stay the node's new link
     * @return what, on this link, comes to it, in any order
     */
    std::vector<Passage> FindArrivals(const Stream& stream,
                                      const NodeHistories& nodes,
                                      const Stay& stay) const;

    /**
     * Packets of a node that has changed its link.
     *
     * @param stream of packets
     * @param nodes where mobile nodes were
     * @param stay the node's new link
     * @return what its gateway forwards, on this link or when it has waited, and then reaches its
     *         receiver, in any order; and how long that takes from there at most
     */
    std::pair<std::vector<Passage>, Time> FindDepartures(const Stream& stream,
                                                         const NodeHistories& nodes,
                                                         const Stay& stay) const;

  private:
    /// An anchor, a gateway, or a host of AddRouter.
    struct Router
    {
        std::string name;              //!< its name
        Ptr<MobilityForwarding> plane; //!< its data plane
        ForwardingHistory history;     //!< what that said
    };

    using Front = PacketFront; //!< for short

    /// What packets have in them that are tunnels' outer ones.
    struct Load
    {
        const Stream& stream; //!< the packets within
        const Load* load;     //!< what these have in them; null: nothing
    };

    /// A way of packets, and where it ends.
    struct Search
    {
        const Stream& stream;       //!< of packets
        const NodeHistory* mobile;  //!< the receiver; null: a fixed host
        std::vector<Front> arrived; //!< what has come to it
        const Load* load{nullptr};  //!< what they have in them; null: nothing
        /// When the first packet that there was has had to wait, before which others have waited.
        std::optional<Time> asked{};
    };

    /**
     * @param search what is followed
     * @param router where it is
     * @param origin where it came from
     * @param when the time
     * @return what the router does with a packet. Where that brings about a question, and packets
     *         wait for the answer, those that nobody has sent do so too, before the first that
     *         there was: with that one if it comes so soon, else as long
     */
    ForwardingHistory::Answer<ForwardingHistory::Action> LookUp(Search& search,
                                                                const Router& router,
                                                                PacketOrigin origin,
                                                                Time when) const;
    /**
     * Packets at a router.
     *
     * @param search what is found goes here
     * @param at name of the router
     * @param origin where they came from
     * @param front the packets
     */
    void Follow(Search& search,
                const std::string& at,
                PacketOrigin origin,
                const Front& front) const;

    /**
     * Follow packets that wait at a node, all from the moment on at which they go on.
     *
     * @param search what is found goes here
     * @param at name of the node
     * @param origin where they came from
     * @param front the packets
     * @param held how long they wait
     */
    void Hold(Search& search,
              const std::string& at,
              PacketOrigin origin,
              const Front& front,
              const ForwardingHistory::Held& held) const;
    /**
     * Packets that a router leaves to plain routing.
     *
     * @param search what is found goes here
     * @param from name of the router
     * @param front the packets
     */
    void Route(Search& search, const std::string& from, const Front& front) const;
    /**
     * Packets in a tunnel, from its beginning on: their outer packets are followed as any, into
     * another tunnel too.
     *
     * @param search what is found goes here
     * @param tunnel the tunnel
     * @param follow follows the outer packets
     */
    static void InTunnel(Search& search,
                         const TunnelAction& tunnel,
                         const std::function<void(Search&)>& follow);

    /**
     * Packets that a gateway sends over an access link.
     *
     * @param search what is found goes here
     * @param gateway its name
     * @param front the packets
     */
    void Deliver(Search& search, const std::string& gateway, const Front& front) const;

    /**
     * Outer packets of a tunnel at the router that is its end.
     *
     * @param search what is found goes here
     * @param router the router
     * @param front the packets
     */
    void EndTunnel(Search& search, const Router& router, const Front& front) const;

    /**
     * @param search with what is in the packets, and where they go
     * @param at name of a router
     * @return true if it is the end of their tunnel
     */
    bool IsEnd(const Search& search, const std::string& at) const;

    /**
     * Tunnelled packets at their tunnel's end.
     *
     * @param stream of packets
     * @param end the node there
     * @param peer the outer source
     * @param front the packets
     * @param visit called with those that are taken
     */
    static void ForEachTaken(const Stream& stream,
                             const Router& end,
                             const Ipv6Address& peer,
                             const Front& front,
                             const std::function<void(const Front&)>& visit);

    /**
     * @param stream of packets
     * @param span when they are sent
     * @return how the sender sends them, by its own table if it is a host of AddRouter
     */
    std::vector<PacketSending> Send(const Stream& stream, TimeSpan span) const;

    /**
     * Follow packets whose addresses are others while they are under way.
     *
     * @param search gets what arrives
     * @param stream the packets then
     * @param follow follows them
     */
    static void FollowAs(Search& search,
                         const Stream& stream,
                         const std::function<void(Search&)>& follow);

    /**
     * Packets that a mobile node sends on one of its links, one at every instant.
     *
     * @param stream of packets
     * @param stay the link
     * @param span in which they are sent, cut to the link's life
     * @return when they are forwarded by the gateway, if they are
     */
    std::vector<PacketSending> Enter(const Stream& stream, const Stay& stay, TimeSpan span) const;

    /**
     * Packets that a mobile node's gateway forwards.
     *
     * @param search what is found goes here
     * @param gateway its name
     * @param entrance when it forwards them
     * @param age how long they are under way then
     */
    void Depart(Search& search,
                const std::string& gateway,
                const PacketSending& entrance,
                Time age) const;

    /// @param name its name @return when a node stops; the end of time: never
    Time GetStop(const std::string& name) const;

    std::unordered_map<std::string, Router> m_routers; //!< by name
    UplinkHistory m_uplinks;                           //!< whence mobile nodes could send
    std::unordered_map<std::string, Time> m_stops;     //!< when nodes ended, by name
    WayFinder m_finder;                                //!< plain routing
    Time m_horizon;                                    //!< longest way
    std::shared_ptr<ServiceGap*> m_self;               //!< null inside once this object is gone
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SERVICE_GAP_H
