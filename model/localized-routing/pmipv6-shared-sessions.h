/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SHARED_SESSIONS_H
#define PMIPV6_SHARED_SESSIONS_H

#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-inquiries.h"
#include "pmipv6-route-sessions.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Keeps the sessions that an anchor shares with others the same at both, although anchors restart
 * and lose theirs (RFC 5847, 3.2): anchors that share a session exchange Heartbeats, and what
 * another anchor has set up for one that knows nothing of it any more is ended.
 */
class SharedSessions
{
  public:
    /// What differs from anchor to anchor.
    struct Settings
    {
        Ipv6Address address;       //!< LMAA
        const PeerTable* anchors;  //!< the others; outlive this
        RouteInquiries* inquiries; //!< asks; outlives this
        /// The time of day on this anchor, as the Timestamp option has it.
        std::function<uint64_t()> timestamp;
        /// Called with each session that the other anchor may have lost.
        std::function<void(const RouteSession& session)> doubtful;
    };

    /**
     * @param node the anchor's node
     * @param sessions the anchor's sessions; outlive this
     * @param settings what else there is to know
     */
    void Start(Ptr<Node> node, const RouteSessions& sessions, Settings settings);

    /// Let go of the node's objects.
    void Stop();

    /**
     * @param anchor LMAA of another anchor
     * @return what there is to tell and to know of it, for Heartbeats
     */
    HeartbeatAgent::Listener MakeListener(const Ipv6Address& anchor) const;

    /**
     * There is a route: if it is the first that is shared with the other anchor, that one is asked
     * for its Restart Counter.
     *
     * @param session the route's session
     */
    void NotifyActive(const RouteSession& session);

    /**
     * @param message a message
     * @param peer from whom
     * @return true if it says that another anchor has a session, of which this anchor knows nothing
     */
    bool IsOfUnknown(const MobilityMessage& message, const Ipv6Address& peer) const;

    /**
     * Have another anchor end a session of which this one knows nothing.
     *
     * @param message a message for which IsOfUnknown is true
     * @param peer from whom
     */
    void EndUnknown(const MobilityMessage& message, const Ipv6Address& peer);

  private:
    Ptr<HeartbeatAgent> m_heartbeats;         //!< the node's Heartbeats
    const RouteSessions* m_sessions{nullptr}; //!< the anchor's
    Settings m_settings;                      //!< what else there is to know
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SHARED_SESSIONS_H
