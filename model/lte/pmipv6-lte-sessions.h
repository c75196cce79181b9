/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_SESSIONS_H
#define PMIPV6_LTE_SESSIONS_H

#include "ns3/epc-pgw-application.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv4-header.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * Which subscriber's each GTP-U tunnel of a PGW is. A packet that comes out of one does not say it
 * itself: its source is whatever the node has written there, and may be ::. The PGW knows it by the
 * tunnel (TEID), which the Create Session Request of the control plane has given to the subscriber
 * (3GPP TS 29.274, 7.2.1); so this reads what the PGW node itself receives. A Delete Bearer
 * Response (7.2.10.2) takes it back; it ends what the SGW was asked to delete, whoever began.
 *
 * What goes to a node goes into its tunnel whatever its destination, as a real PGW sends all of the
 * node's prefix (TS 23.401, 5.3.1.2.2). ns-3's own choice is by single addresses, of which it
 * forgets none.
 */
class LteSessions
{
  public:
    /// Told of a subscriber (ns-3's IMSI).
    using Listener = std::function<void(uint64_t subscriber)>;

    /**
     * @param pgw the PGW's node, with an EpcPgwApplication and an IPv4 stack
     * @param ended told of a subscriber whose last bearer is deleted
     */
    LteSessions(Ptr<Node> pgw, Listener ended);
    ~LteSessions();

    LteSessions(const LteSessions&) = delete;
    LteSessions& operator=(const LteSessions&) = delete;

    /// @return the subscriber (ns-3's IMSI) whose packet the PGW is handling now; nothing if its
    /// tunnel is nobody's
    std::optional<uint64_t> GetSender() const;

    /**
     * Send a packet on a subscriber's default bearer, the first that it has.
     *
     * @param subscriber ns-3's IMSI
     * @param packet from its IPv6 header on; handed over
     * @return false if it has no bearer
     */
    bool Send(uint64_t subscriber, Ptr<Packet> packet);

    /**
     * @param subscriber ns-3's IMSI
     * @return true if it has a bearer
     */
    bool HasBearer(uint64_t subscriber) const
    {
        return m_sessions.count(subscriber) > 0;
    }

    /// @return how many subscribers have a bearer
    std::size_t GetCount() const
    {
        return m_sessions.size();
    }

  private:
    /// Where a subscriber's bearers begin.
    struct Session
    {
        Ipv4Address sgw;                     //!< their other end
        std::map<uint8_t, uint32_t> tunnels; //!< TEIDs, there and here, by EPS bearer identity
    };

    /// Bearers have come to be. @param message of GTP-C, from its UDP payload on
    void HandleCreated(Ptr<Packet> message);
    /// Bearers are no more. @param message of GTP-C, from its UDP payload on
    void HandleDeleted(Ptr<Packet> message);
    /**
     * An IPv4 packet has come to the node: GTP-C, GTP-U, anything.
     *
     * @param header its IPv4 header
     * @param packet its payload
     * @param interface on which it came
     */
    void HandleDelivered(const Ipv4Header& header, Ptr<const Packet> packet, uint32_t interface);
    /// A packet of a node has come, with its GTP-U header; the PGW hands it on in the same call.
    /// @param packet from its GTP-U header on
    void HandleUserPacket(Ptr<Packet> packet);

    Ptr<Ipv4L3Protocol> m_ipv4;                           //!< receives the control plane
    Ptr<EpcPgwApplication> m_pgw;                         //!< receives the user plane
    Listener m_ended;                                     //!< told
    std::unordered_map<uint32_t, uint64_t> m_subscribers; //!< by TEID
    std::unordered_map<uint64_t, Session> m_sessions;     //!< by subscriber; each has a tunnel
    uint32_t m_tunnel{0};                                 //!< TEID of the packet at hand
};

/**
 * @ingroup pmipv6-lte
 * @param pgw a node
 * @return its EpcPgwApplication, or null
 */
Ptr<EpcPgwApplication> FindPgwApplication(Ptr<Node> pgw);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_SESSIONS_H
