/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OBSERVED_HANDOFFS_H
#define PMIPV6_OBSERVED_HANDOFFS_H

#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What draft-luo, 4.3 does in one handover.
 */
struct HandoffRecord
{
    std::string from;                        //!< name of the previous gateway
    std::string to;                          //!< name of the new gateway
    std::optional<uint64_t> registered;      //!< timestamp of the new gateway's first registration
    std::optional<Time> correspondentsKnown; //!< the new gateway has the PBCA with them
    std::optional<Time> forwardingStarted;   //!< the previous gateway forwards to the new one
    /// The gateway of each correspondent that had the direct path sends to the new gateway; nothing
    /// if none had it, all did when the node came, or not yet all do.
    std::optional<Time> peersUpdated;
    uint64_t forwarded{0};  //!< packets that the previous gateway has tunnelled on
    uint64_t held{0};       //!< packets that it has held (HandoffBuffer)
    uint64_t overflowed{0}; //!< packets for which it had no room
};

/**
 * @ingroup pmipv6-epmip
 * How handovers of mobile nodes go: the only writer of their records. A way is a pair of prefixes,
 * the sender's first. Knows time only as an argument.
 */
class ObservedHandoffs
{
  public:
    /**
     * @param node name of a mobile node
     */
    void AddNode(const std::string& node);

    /**
     * A mobile node has lost its link.
     *
     * @param node its name
     */
    void NoteLinkDown(const std::string& node);

    /// Says whether a way leads to where its receiver is.
    using LeadsThere = std::function<bool(const PrefixPair& way)>;

    /**
     * A mobile node's link is up.
     *
     * @param node its name
     * @param gateway name of the gateway
     * @param now the time
     * @param leadsThere says which ways lead there already, as that of who was never told that the
     * node had left; empty: none
     */
    void NoteLinkUp(const std::string& node,
                    const std::string& gateway,
                    Time now,
                    const LeadsThere& leadsThere = nullptr);

    /**
     * A correspondent's gateway sends what that sends to a node to the node's gateway.
     *
     * @param node the node's name
     * @param way from the correspondent to the node
     * @param now the time
     */
    void NoteDirect(const std::string& node, const PrefixPair& way, Time now);

    /**
     * It sends it through the anchor again.
     *
     * @param node the node's name
     * @param way as of NoteDirect
     */
    void NoteCentral(const std::string& node, const PrefixPair& way);

    /**
     * A gateway has registered a node.
     *
     * @param node the node's name
     * @param gateway name of the gateway
     * @param timestamp of the registration; those of one gateway rise
     */
    void NoteRegistered(const std::string& node, const std::string& gateway, uint64_t timestamp);

    /**
     * A gateway has been told a node's correspondents: of the node's stay there which that
     * registration is of, be it over or not.
     *
     * @param node the node's name
     * @param gateway name of the gateway
     * @param timestamp of the registration after which it has asked
     * @param now the time
     */
    void NoteCorrespondents(const std::string& node,
                            const std::string& gateway,
                            uint64_t timestamp,
                            Time now);

    /**
     * A gateway has begun to forward to another one: in that handover of the node which has led to
     * that registration, be the node there yet or not.
     *
     * @param node the node's name
     * @param from name of the gateway
     * @param to name of the other one
     * @param timestamp of the registration at that one
     * @param now the time
     */
    void NoteForwarding(const std::string& node,
                        const std::string& from,
                        const std::string& to,
                        uint64_t timestamp,
                        Time now);

    /// What a gateway does with a packet for a node that has left it.
    enum class Packet
    {
        FORWARDED,  //!< tunnels it on
        HELD,       //!< holds it
        OVERFLOWED, //!< has no room for it
    };

    /**
     * @param node name of the packet's receiver
     * @param gateway name of the gateway
     * @param packet what that does with it
     */
    void NotePacket(const std::string& node, const std::string& gateway, Packet packet);

    /**
     * @param node name of a mobile node
     * @param attached when it attached, in a handover
     * @return what was seen of that; null if there was none
     */
    const HandoffRecord* Find(const std::string& node, Time attached) const;

  private:
    /// Ways to a node.
    using Ways = std::unordered_set<PrefixPair, PrefixPairHash>;

    /// A mobile node.
    struct Node
    {
        std::string gateway;                     //!< where its link is up, or empty
        HandoffRecord leaving;                   //!< what is known before it attaches elsewhere
        Ways direct;                             //!< on which packets come past the anchors
        Ways interrupted;                        //!< on which they came until it left
        Ways awaited;                            //!< of both, those that lead elsewhere yet
        std::map<Time, HandoffRecord> handovers; //!< by when it attached
    };

    /**
     * @param node name of a node
     * @param to name of a gateway
     * @return its handover under way, if it is to there; else null
     */
    HandoffRecord* GetCurrent(const std::string& node, const std::string& to);

    /**
     * @param node name of a node
     * @param to name of a gateway
     * @param timestamp of a registration of it there
     * @return the handover that has led to the stay which that is of; null if none is known
     */
    HandoffRecord* FindRegistered(const std::string& node,
                                  const std::string& to,
                                  uint64_t timestamp);

    std::unordered_map<std::string, Node> m_nodes; //!< by name
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OBSERVED_HANDOFFS_H
