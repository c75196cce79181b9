/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NODE_HISTORY_H
#define PMIPV6_NODE_HISTORY_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"
#include "pmipv6-time-spans.h"

#include "ns3/ipv6-address.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * A time in which a mobile node's link to a gateway was up.
 */
struct Stay
{
    std::string gateway;          //!< name of the gateway
    Time attached;                //!< the link is up
    Time detached{Time::Max()};   //!< radio contact is lost; the end of time: not yet
    Time delay;                   //!< one-way delay of the link, as far as it has one of its own
    std::vector<Prefix> prefixes; //!< those advertised to the node there
    bool isBeside{false};         //!< the link before it was kept beside it for a while
};

/**
 * @ingroup pmipv6-monitor
 * Where a mobile node was, and when it was in no network at all.
 */
struct NodeHistory
{
    /// A prefix of the node, and when it was not the node's.
    struct Ending
    {
        Prefix prefix; //!< the prefix
        TimeSpan span; //!< from when it was given up until it was the node's again
    };

    std::vector<Stay> stays; //!< by time
    TimeSpans switchedOff;   //!< what it was told; the last one may have no end
    bool isKeeping{false};   //!< its prefixes live on behind a handover until they are given up
    std::vector<Ending> endings{}; //!< by time; where prefixes are kept

    /**
     * A kept prefix is given up, or is the node's again. Nothing happens if that is known.
     *
     * @param prefix the prefix
     * @param isGiven whether it is the node's from now on
     * @param when now
     */
    void NotePrefix(const Prefix& prefix, bool isGiven, Time when);

    /**
     * @return when the node was off: before its first attachment, switched off, or behind a detach
     * that no attachment follows. A hole in coverage is none of these.
     */
    TimeSpans GetOff() const;

    /**
     * @param time a time
     * @return the last stay that began at or before it; null if there is none
     */
    const Stay* FindStay(Time time) const;

    /**
     * @param address of the node
     * @param time a time
     * @return false if the node has other prefixes where it is then, or was last, than the
     * address's; where it keeps those of earlier stays, if the address's was given up by then
     */
    bool IsAlive(const Ipv6Address& address, Time time) const;
};

/// @ingroup pmipv6-monitor
/// Mobile nodes by name.
using NodeHistories = std::map<std::string, NodeHistory>;

/**
 * @ingroup pmipv6-monitor
 * From which prefixes mobile nodes could send at each gateway, at any time.
 */
class UplinkHistory
{
  public:
    /**
     * @param detection how long after a detachment frames of the node are not taken any more;
     *        nothing: they always are
     */
    void SetDetachDetection(std::optional<Time> detection)
    {
        m_detection = detection;
    }

    /**
     * @param name name of a mobile node
     * @param linkLayer its link-layer address; called again, that of another of its interfaces
     */
    void AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer)
    {
        m_macs[name].push_back(linkLayer);
    }

    /**
     * Note a change. Times must not fall.
     *
     * @param gateway name of a gateway
     * @param node link-layer address of a mobile node
     * @param when the time
     * @param prefixes from which it can send there from now on
     */
    void Note(const std::string& gateway,
              const LinkLayerAddress& node,
              Time when,
              const std::vector<Prefix>& prefixes)
    {
        m_open[gateway][node][when] = prefixes;
    }

    /**
     * @param node name of a mobile node
     * @param nextHop of a gateway's entry
     * @return true if packets go to that node by it
     */
    bool IsNextHop(const std::string& node, const Ipv6Address& nextHop) const;

    /**
     * Packets that a mobile node sends on one of its links, one at every instant.
     *
     * @param node its name
     * @param source of their header
     * @param stay the link
     * @param span in which they are sent, cut to the link's life
     * @return when its gateway takes them, if it does
     */
    TimeSpans FindOpen(const std::string& node,
                       const Ipv6Address& source,
                       const Stay& stay,
                       TimeSpan span) const;

  private:
    /// Prefixes from which a node can send, by when.
    using Timeline = std::map<Time, std::vector<Prefix>>;

    /// By gateway, and by mobile node.
    std::unordered_map<std::string, std::unordered_map<LinkLayerAddress, Timeline, LinkLayerHash>>
        m_open;
    /// Of mobile nodes' interfaces, by name.
    std::unordered_map<std::string, std::vector<LinkLayerAddress>> m_macs;
    std::optional<Time> m_detection; //!< of detachments
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NODE_HISTORY_H
