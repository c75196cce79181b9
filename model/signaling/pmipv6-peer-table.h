/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PEER_TABLE_H
#define PMIPV6_PEER_TABLE_H

#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-message-kind.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <cstdint>
#include <functional>
#include <unordered_set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * The peers of one sort that a role of a node works with, as the gateways of an anchor: who they
 * are, which messages are taken from them (RFC 5213, 4: a security association), and that they are
 * asked whether they are there (RFC 5847). They join when the role starts and leave when it stops;
 * the table itself stays.
 */
class PeerTable
{
  public:
    /// What the role has to do with each of them.
    struct Terms
    {
        std::vector<MessageKind> kinds;           //!< that are taken from each
        Ipv6Address local{Ipv6Address::GetAny()}; //!< this node's address, for Heartbeats
        /// What the role wants to know of a peer; empty: no Heartbeats.
        std::function<HeartbeatAgent::Listener(const Ipv6Address& peer)> listen;
    };

    PeerTable() = default;
    PeerTable(const PeerTable&) = delete;
    PeerTable& operator=(const PeerTable&) = delete;

    /**
     * A peer more; it joins at once if the role has started.
     *
     * @param peer its address; nothing happens if it is known
     */
    void Add(const Ipv6Address& peer);

    /// The same of all peers of another table. @param other the other one
    void AddAll(const PeerTable& other);

    /**
     * All peers join.
     *
     * @param node the node
     * @param terms what the role has to do with them
     */
    void Start(Ptr<Node> node, Terms terms);

    /// All peers leave. Nothing happens if they have not joined.
    void Stop();

    /**
     * Take further kinds of messages from a peer, until Stop.
     *
     * @param peer its address; nothing happens if it is not in the table, or before Start
     * @param kinds the kinds; those that are taken already stay
     */
    void Trust(const Ipv6Address& peer, const std::vector<MessageKind>& kinds);

    /**
     * @param address an address
     * @return true if it is a peer's
     */
    bool Contains(const Ipv6Address& address) const
    {
        return m_known.count(address) > 0;
    }

    /// @return all peers, in the order in which they were added
    const std::vector<Ipv6Address>& GetAll() const
    {
        return m_peers;
    }

  private:
    /**
     * @param peer a peer that joins
     */
    void Join(const Ipv6Address& peer);

    std::vector<Ipv6Address> m_peers;                     //!< in the order of Add
    std::unordered_set<Ipv6Address, AddressHash> m_known; //!< the same
    Ptr<MobilitySignaling> m_signaling;                   //!< of the node; null before Start
    Ptr<HeartbeatAgent> m_heartbeats;                     //!< of the node, if there is a listener
    Terms m_terms;                                        //!< what to do with each
    RoleAssociations m_trusted;                           //!< what is taken from them
    std::vector<uint32_t> m_numbers;                      //!< theirs at the Heartbeats
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PEER_TABLE_H
