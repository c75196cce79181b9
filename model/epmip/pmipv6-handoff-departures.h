/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOFF_DEPARTURES_H
#define PMIPV6_HANDOFF_DEPARTURES_H

#include "pmipv6-departure-table.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-table.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-routing-parts.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for a handover's progress.
 *
 * @param prefix the mobile node's prefix
 * @param peer the new gateway
 */
using HandoffTracedCallback = void (*)(const Prefix& prefix, const Ipv6Address& peer);

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for the begin of forwarding.
 *
 * @param prefix the mobile node's prefix
 * @param peer the new gateway
 * @param timestamp of the registration there; the node may have left since, and have come anew
 */
using ForwardingTracedCallback = void (*)(const Prefix& prefix,
                                          const Ipv6Address& peer,
                                          uint64_t timestamp);

/**
 * @ingroup pmipv6-epmip
 * What a gateway does for nodes that have left it (draft-luo, 4.3: p-DMF): sends on what comes for
 * them, names their correspondents to the new gateway, and tells the correspondents' gateways.
 */
class HandoffDepartures
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Time duration;                 //!< LocationLifetime and ForwardingMargin
        uint32_t bufferSize{0};        //!< HandoffBuffer, in packets of a node
        Time bufferTime;               //!< HandoffBufferTime
        bool isMended{true};           //!< Mend
        uint32_t maxDepartures{65536}; //!< MaxDepartures
    };

    /// Who is told.
    struct Listener
    {
        /// A transition: the node's first prefix, the states before and after, why.
        std::function<
            void(const Prefix&, DepartureState, DepartureState, const std::string& reason)>
            changed;
        /// Packets for a node are tunnelled to a gateway from now on: the timestamp of its
        /// registration there.
        std::function<void(const Prefix&, const Ipv6Address&, uint64_t)> started;
        /// All correspondents' gateways have acknowledged that it is at that gateway.
        std::function<void(const Prefix&, const Ipv6Address&)> updated;
    };

    /**
     * @param tellings tells others; outlives this
     */
    explicit HandoffDepartures(LocationTellings& tellings)
        : m_tellings(tellings)
    {
    }

    /**
     * @param parts the gateway's routing function; outlives this
     * @param settings what is the same for all
     * @param listener who is told
     */
    void Start(const RoutingParts& parts, const Settings& settings, Listener listener);

    /**
     * A node is not registered here any more.
     *
     * @param former as it was
     */
    void HandleLeft(const LocalNode& former);

    /**
     * A node is registered here (again).
     *
     * @param node the node
     */
    void HandleReturned(const LocalNode& node);

    /**
     * A node's anchor has confirmed that it is here: those are called back who were told otherwise.
     *
     * @param node the node
     */
    void HandleConfirmed(const LocalNode& node);

    /**
     * A node is here of which another gateway has said that it came to it. Who was told so is
     * called back once there is a newer registration to tell of.
     *
     * @param node the node as it was registered here before
     */
    void HandleMisled(const LocalNode& node);

    /**
     * A gateway does not know a node.
     *
     * @param address the node's, as a prefix of length 128, or a prefix of it
     * @param peer the gateway
     * @return true if packets for the node were sent on to there, which is over
     */
    bool HandleUnknown(const Prefix& address, const Ipv6Address& peer);

    /**
     * Another gateway says that a node has come to it from here.
     *
     * @param request the PBCI, with its P flag; names a gateway, a timestamp and a prefix
     * @param peer who has sent it
     */
    void HandleInform(const LocationRequest& request, const Ipv6Address& peer);

    /**
     * A node is at no gateway that has the function, or gone (draft-luo, 6).
     *
     * @param request the PBCI, with lifetime 0
     * @return true if the node was here
     */
    bool HandleWithdrawn(const LocationRequest& request);

    /**
     * A packet has come for a node that is not here any more.
     *
     * @param node its prefix
     * @param packet the packet
     */
    void HandlePacket(const Prefix& node, const SeenPacket& packet);

    /**
     * A node has moved that may be a correspondent of nodes which have left: their new gateways are
     * told, which the mover's previous gateway does not know of.
     *
     * @param moved where it is
     * @param informer who has told that
     */
    void HandleMoved(const NodeLocation& moved, const Ipv6Address& informer);

    /**
     * @param node prefix of a node
     * @return of which registration elsewhere it was told; nothing if of none
     */
    std::optional<uint64_t> FindTimestamp(const Prefix& node) const;

    /**
     * It has become known late that a node which has left has a correspondent.
     *
     * @param node its prefix
     * @param peer the correspondent's prefix
     */
    void HandleCorrespondent(const Prefix& node, const Prefix& peer);

    /// Forget all. @param reason why, for the traces
    void Clear(const std::string& reason)
    {
        m_departures.Clear(reason);
    }

    /// Forget all without a word, and let go of the node's objects.
    void Dispose();

  private:
    /**
     * What was done for a node that has left ends.
     *
     * @param departure of the node
     * @param event what has ended it
     */
    void HandleEnded(const Departure& departure, DepartureEvent event);

    /**
     * Take what a node's anchor goes on to tunnel here, if this is a gateway.
     *
     * @param departure of the node
     * @param former the node as it was registered here
     */
    void TrustAnchor(Departure& departure, const LocalNode& former);

    /**
     * Send on what comes for a node.
     *
     * @param request the PBCI that says where it is
     * @param former the node as it was registered here; nothing: it was not
     */
    void Forward(const LocationRequest& request, const std::optional<LocalNode>& former);

    /**
     * Tell a correspondent's gateway where a node is.
     *
     * @param departure of the node
     * @param peer the gateway
     * @param purpose what for, for the traces
     */
    void TellPeer(Departure& departure, const Ipv6Address& peer, const std::string& purpose);

    /// Tell the gateways of all correspondents. @param departure of the node
    void TellAll(Departure& departure);

    LocationTellings& m_tellings;           //!< tells others
    const RoutingParts* m_routing{nullptr}; //!< the gateway's; null before Start
    Settings m_settings;                    //!< what is the same for all
    Listener m_listener;                    //!< who is told
    DepartureTable m_departures;            //!< nodes that have left
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOFF_DEPARTURES_H
