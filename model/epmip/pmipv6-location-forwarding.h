/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_FORWARDING_H
#define PMIPV6_LOCATION_FORWARDING_H

#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-prefix-pair.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The rows of draft-luo's functions in a node's forwarding table. A location is the pair (::/0,
 * prefix) for packets from mobile nodes: a gateway's source entry would be asked before a
 * destination. What is told of packets is a row of its own, so that a packet of a pair that is
 * known runs no code of a role.
 */
class LocationForwarding
{
  public:
    /**
     * @param forwarding the node's data plane
     * @param address Proxy-CoA, or a router's: the near end of all tunnels
     * @param origin whence the packets come that it is about: FROM_MOBILE_NODE, or on a router
     *        FROM_CORE, as fixed nodes send them (draft-luo, 5.2), on an anchor FROM_TUNNEL (7.2)
     */
    void Start(Ptr<MobilityForwarding> forwarding, const Ipv6Address& address, PacketOrigin origin);

    /**
     * Take what gateways tunnel to fixed nodes of a router, which goes on as if it had come by no
     * tunnel. Before there are locations.
     *
     * @param prefix of the fixed nodes
     */
    void SetFixed(const Prefix& prefix);

    /// End all of SetFixed, when there are no locations any more.
    void RemoveFixed();

    /// Let go of the node's objects.
    void Dispose();

    /// @return true if it is a gateway's: mobile nodes are on its links
    bool IsOfGateway() const
    {
        return m_origin == FROM_MOBILE_NODE;
    }

    /// @return true if it is a router's, whose fixed nodes are many to a prefix
    bool IsOfRouter() const
    {
        return m_origin == FROM_CORE;
    }

    /// @return the node's data plane; null before Start
    const Ptr<MobilityForwarding>& GetForwarding() const
    {
        return m_forwarding;
    }

    /**
     * Send what mobile nodes here send to a prefix to the gateway where its node is (draft-luo,
     * 4.2).
     *
     * @param prefix the prefix
     * @param gateway the gateway
     */
    void SetLocation(const Prefix& prefix, const Ipv6Address& gateway);

    /**
     * Deliver what mobile nodes here send to a prefix of another node here (draft-luo, 3.2: its
     * location is determined locally).
     *
     * @param prefix the prefix
     * @param deliver to that node
     */
    void SetLocal(const Prefix& prefix, const DeliverAction& deliver);

    /**
     * Send what mobile nodes here send to a prefix to the anchor again; ends SetLocation and
     * SetLocal.
     *
     * @param prefix the prefix
     */
    void RemoveLocation(const Prefix& prefix);

    /**
     * @param prefix the prefix of a location
     * @return true if a packet has gone by SetLocation since this was last asked
     */
    bool TakeUse(const Prefix& prefix);

    /**
     * @param anchor of a node here
     * @return what its packets go by that go by no location: the anchor, or as a router sends them
     */
    ForwardingAction MakeCentral(const Ipv6Address& anchor) const;

    /**
     * Send all that a node here sends to its anchor, whatever locations there are (draft-luo, 4.1:
     * the DAF is disabled for it).
     *
     * @param node its prefix
     * @param anchor LMAA
     */
    void SetCentral(const Prefix& node, const Ipv6Address& anchor);

    /**
     * @param node a node's prefix, for which SetCentral ends
     */
    void RemoveCentral(const Prefix& node);

    /**
     * Be told of what a node here sends, but for pairs of SetSent and SetWaiting.
     *
     * @param node its prefix
     * @param sent told of each packet
     */
    void WatchSent(const Prefix& node, WatchAction sent);

    /// Be told of it no more. @param node a node's prefix
    void UnwatchSent(const Prefix& node);

    /**
     * Be told of what comes through tunnels for a node that is or was here, but for pairs of
     * SetReceived.
     *
     * @param node its prefix
     * @param received told of each packet
     */
    void WatchReceived(const Prefix& node, WatchAction received);

    /// Be told of it no more. @param node a node's prefix
    void UnwatchReceived(const Prefix& node);

    /**
     * What a node here sends to another is known: it is told no more.
     *
     * @param pair prefix of the node here, prefix of the other one
     */
    void SetSent(const PrefixPair& pair);

    /// What a node here sends to another is told again. @param pair as of SetSent
    void RemoveSent(const PrefixPair& pair);

    /**
     * What comes through tunnels from another node is known: no more is told of it but the first
     * packet, and each that comes out of another's tunnel than the one before.
     *
     * @param pair prefix of the node that is or was here, prefix of the other one
     * @param received told of those
     * @param sender out of whose tunnel one has come that is told already; nothing if none has
     */
    void SetReceived(const PrefixPair& pair,
                     WatchAction received,
                     const std::optional<Ipv6Address>& sender);

    /**
     * @param pair as of SetReceived
     * @return out of whose tunnel the last packet came; nothing if none has come
     */
    std::optional<Ipv6Address> GetLastSender(const PrefixPair& pair) const;

    /**
     * The next packet of a pair out of a tunnel is told, whosever.
     *
     * @param pair as of SetReceived; nothing happens if there is no such row
     */
    void ForgetSender(const PrefixPair& pair);

    /// Packets of a pair are not known any more. @param pair as of SetSent and SetReceived
    void RemovePair(const PrefixPair& pair);

    /**
     * @param pair as of SetSent and SetReceived
     * @return true if a packet of the pair has passed, either way, since this was last asked
     */
    bool TakePairUse(const PrefixPair& pair);

    /**
     * Do something with what a node here sends to an address until its location is known, told or
     * not.
     *
     * @param pair the node's prefix, the address as a prefix of length 128
     * @param action PassAction: it goes by what else there is; HoldAction: it waits
     */
    void SetWaiting(const PrefixPair& pair, const ForwardingAction& action);

    /// End SetWaiting; what was held is forwarded. @param pair as of SetWaiting
    void RemoveWaiting(const PrefixPair& pair);

    /// Take nothing out of tunnels for a node that has left, which the gateway has not noticed.
    /// @param prefix of the node
    void Refuse(const Prefix& prefix);

    /// End that. @param prefix as of Refuse
    void RefuseNoMore(const Prefix& prefix);

    /**
     * Hold what comes for a node that was here, through tunnels and from other nodes here.
     *
     * @param prefixes its prefixes
     * @param bufferSize most packets of them all; one more is dropped
     */
    void HoldDeparted(const std::vector<Prefix>& prefixes, std::size_t bufferSize);

    /**
     * Tunnel what comes through tunnels for a node that was here on to another gateway, what was
     * held first. What other nodes here send takes the way to its location.
     *
     * @param prefixes its prefixes
     * @param gateway Proxy-CoA
     */
    void ForwardDeparted(const std::vector<Prefix>& prefixes, const Ipv6Address& gateway);

    /**
     * Drop what was held for a node that was here, and what comes.
     *
     * @param prefixes its prefixes
     * @param reason why
     */
    void DropDeparted(const std::vector<Prefix>& prefixes, const std::string& reason);

    /**
     * Do nothing any more about a node that was here; what was held is forwarded by what else there
     * is.
     *
     * @param prefixes its prefixes
     */
    void ReleaseDeparted(const std::vector<Prefix>& prefixes);

  private:
    /// @param prefix of the location @return what matches packets for which a location counts: on a
    /// gateway those of all its nodes, on a router those of its fixed nodes
    std::vector<ForwardingMatch> MatchLocation(const Prefix& prefix) const;

    /**
     * @param node its prefix
     * @param priority see ForwardingMatch
     * @return what matches all packets that a node here sends
     */
    ForwardingMatch MatchSender(const Prefix& node, int priority) const;

    /**
     * What becomes of packets for a node that was here: those out of tunnels, those of nodes here;
     * nothing: there is no row of it.
     *
     * @param prefixes the node's
     * @param tunnelled for those out of tunnels; nothing: no row
     * @param sent for those of nodes here; nothing: no row
     */
    void ChangeDeparted(const std::vector<Prefix>& prefixes,
                        const std::optional<ForwardingAction>& tunnelled,
                        const std::optional<ForwardingAction>& sent);

    /// @param pair see SetReceived @return the row of SetReceived, or null
    const ForwardingEntry* FindReceived(const PrefixPair& pair) const;

    Ptr<MobilityForwarding> m_forwarding;    //!< the node's data plane
    Ipv6Address m_address;                   //!< Proxy-CoA, or a router's
    PacketOrigin m_origin{FROM_MOBILE_NODE}; //!< whence packets come
    std::vector<Prefix> m_fixed;             //!< see SetFixed
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_FORWARDING_H
