/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HEARTBEAT_AGENT_H
#define PMIPV6_HEARTBEAT_AGENT_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-heartbeat-peer.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Heartbeats of a node (RFC 5847): asks its peers in turn whether they are there, answers theirs,
 * and keeps the node's Restart Counter. All roles on a node share it, as the counter is the node's.
 *
 * The k-th peer that is added on node n is asked first after the fraction (n + k) / phi of
 * an Interval, without its whole part, phi being the golden ratio, n from 0 and k from 1; then
 * every Interval. So the requests of a node, and those to one node, spread over the Interval
 * whatever their number is. Beside these turns a peer is asked when sessions with it begin, so that
 * its Restart Counter is known before it restarts, and 30 s later once more if nothing has come
 * back.
 */
class HeartbeatAgent : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The node's agent, made at the first call.
     *
     * @param node a node with an IPv6 stack
     * @return its agent
     */
    static Ptr<HeartbeatAgent> Install(Ptr<Node> node);

    /// What a role wants to know of a peer, and tells of it. Each may be empty.
    struct Listener
    {
        /// Are there sessions with the peer? Else it is not asked (RFC 5847, 3). Empty: always.
        std::function<bool()> hasSessions;
        /// The peer is not reachable any more (false), or is again (true).
        std::function<void(bool)> reachability;
        /// The peer has restarted and lost its sessions: certainly those that there were at the
        /// time told, at which it was asked last before it restarted, Time::Min() if it never was.
        /// Later ones may be older or newer than the restart.
        std::function<void(Time)> restarted;
        /// The peer has sent a Heartbeat, whichever.
        std::function<void()> heard;
        /// The peer registers anew what this node has lost by a restart: it is told of it again
        /// with each of its next requests, RestartReminders times, as it may have missed it.
        bool isToRemind{false};
    };

    /**
     * Exchange Heartbeats with a peer, which is trusted for them from now on.
     *
     * @param local this node's address
     * @param peer the peer's address
     * @param listener whom to tell; several of one pair share one exchange
     * @return a number for RemovePeer
     */
    uint32_t AddPeer(const Ipv6Address& local, const Ipv6Address& peer, Listener listener);

    /**
     * Exchange no more Heartbeats with a peer, once all who have added it say so: neither is it
     * asked nor are its requests answered, as if this node were not there.
     *
     * @param number what AddPeer returned
     */
    void RemovePeer(uint32_t number);

    /**
     * A session with a peer has been registered. The peer is asked at once if it is the first one
     * and its Restart Counter is not known.
     *
     * @param local this node's address
     * @param peer the peer's address; nothing happens if it is none
     */
    void NotifySession(const Ipv6Address& local, const Ipv6Address& peer);

    /**
     * This node has restarted and lost its sessions: the counter goes up, what was known of peers
     * is forgotten, and all peers are told at once (RFC 5847, 3.2); see Listener::isToRemind. Roles
     * of one node that restart at the same instant restart once.
     */
    void Restart();

    /// @return the node's Restart Counter
    uint32_t GetRestartCounter() const
    {
        return m_restartCounter;
    }

    /**
     * @param local this node's address
     * @param peer the peer's address
     * @return false if the peer is known not to be reachable
     */
    bool IsReachable(const Ipv6Address& local, const Ipv6Address& peer) const;

    /**
     * @param local this node's address
     * @param peer the peer's address
     * @return its Restart Counter, if it is known
     */
    std::optional<uint32_t> GetPeerCounter(const Ipv6Address& local, const Ipv6Address& peer) const;

    /**
     * TracedCallback signature for reachability.
     *
     * @param peer the peer's address
     * @param isReachable whether it is reachable now
     */
    using ReachabilityTracedCallback = void (*)(const Ipv6Address& peer, bool isReachable);

    /**
     * TracedCallback signature for restarts of peers.
     *
     * @param peer the peer's address
     * @param counter its Restart Counter now
     */
    using PeerRestartedTracedCallback = void (*)(const Ipv6Address& peer, uint32_t counter);

    /**
     * TracedCallback signature for restarts of this node.
     *
     * @param counter its Restart Counter now
     */
    using RestartedTracedCallback = void (*)(uint32_t counter);

    /**
     * TracedCallback signature for Heartbeats that change nothing.
     *
     * @param peer the sender
     * @param reason why
     */
    using IgnoredTracedCallback = void (*)(const Ipv6Address& peer, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /// This node's address and the peer's.
    using Pair = std::pair<Ipv6Address, Ipv6Address>;

    /// A peer, and whom to tell of it.
    struct Peer
    {
        HeartbeatPeer state;                    //!< what is known of it
        std::map<uint32_t, Listener> listeners; //!< by number
        uint32_t index{0};                      //!< the how manieth on this node, from 1
        bool hasBegun{false};                   //!< asked since sessions have begun
        bool isOpen{false};                     //!< state.IsOpen, as the signaling was told
        EventId repetition;                     //!< of what was asked when they began
        Time asked;                             //!< when it was asked last
        Time answered{Time::Min()};             //!< when it was asked what it has answered last
        uint32_t reminders{0};                  //!< how often it is still to be told of a restart
    };

    /// Peers, by addresses.
    using Peers = std::map<Pair, Peer>;

    /**
     * @param interval the attribute Interval
     */
    void SetInterval(Time interval);
    /// @return the attribute Interval
    Time GetInterval() const;

    /**
     * Ask a peer for the first time, or the first time at this Interval, in its turn.
     *
     * @param known which peer
     */
    void Spread(Peers::value_type& known);

    /**
     * Ask a peer, as it is its turn.
     *
     * @param known which peer
     */
    void HandleTurn(Peers::value_type& known);

    /**
     * Send a Heartbeat Request to a peer, unless there is no reason to, and mind whether the last
     * one was answered (RFC 5847, 3.1).
     *
     * @param pair which peer
     * @param peer the same
     */
    void Ask(const Pair& pair, Peer& peer);

    /**
     * Tell the signaling whether a Heartbeat to a peer is out.
     *
     * @param pair which peer
     * @param peer the same, just changed
     */
    void Mark(const Pair& pair, Peer& peer);

    /**
     * Send a Heartbeat Response.
     *
     * @param pair to whom, and from which address
     * @param sequence of the request
     * @param isUnsolicited tells of a restart, nobody has asked
     */
    void Respond(const Pair& pair, uint32_t sequence, bool isUnsolicited);

    /**
     * @param message a Heartbeat
     * @param context where it came from
     * @return false if there is no such peer
     */
    bool HandleHeartbeat(const MobilityMessage& message, const MessageContext& context);

    /**
     * @param message a Binding Error
     * @param context where it came from
     * @return false if it does not refuse a Heartbeat
     */
    bool HandleBindingError(const MobilityMessage& message, const MessageContext& context);

    /**
     * Trace and tell what a response has changed.
     *
     * @param pair from which peer
     * @param change what it has changed
     * @param before when the peer was asked what it had answered last until then
     */
    void Report(const Pair& pair, const HeartbeatPeer::Change& change, Time before);

    /**
     * Trace and tell whether a peer is reachable.
     *
     * @param pair which peer
     * @param isReachable whether it is
     */
    void ReportReachability(const Pair& pair, bool isReachable);

    /**
     * Call the listeners of a peer, which may add and remove peers.
     *
     * @param pair which peer
     * @param tell called with each
     */
    void Tell(const Pair& pair, const std::function<void(const Listener&)>& tell) const;

    Ptr<Node> m_node;                                             //!< the node
    Ptr<MobilitySignaling> m_signaling;                           //!< its signaling
    Peers m_peers;                                                //!< its peers
    std::map<uint32_t, Pair> m_numbers;                           //!< of listeners
    uint32_t m_nextNumber{0};                                     //!< of the next listener
    uint32_t m_nextIndex{1};                                      //!< of the next peer
    uint32_t m_restartCounter{0};                                 //!< Restart Counter
    std::optional<Time> m_restarted;                              //!< when it went up last
    Time m_interval;                                              //!< HEARTBEAT_INTERVAL
    uint32_t m_missingAllowed{3};                                 //!< MISSING_HEARTBEATS_ALLOWED
    uint32_t m_reminders{3};                                      //!< RestartReminders
    TracedCallback<const Ipv6Address&, bool> m_reachabilityTrace; //!< reachability
    TracedCallback<const Ipv6Address&, uint32_t> m_peerRestarted; //!< restarts of peers
    TracedCallback<uint32_t> m_restartedTrace;                    //!< own restarts
    TracedCallback<const Ipv6Address&, const std::string&> m_ignored; //!< ignored messages
    /// When to ask each peer next.
    DeadlineTable<Peers::value_type*> m_turns{
        [this](Peers::value_type* known) { HandleTurn(*known); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HEARTBEAT_AGENT_H
