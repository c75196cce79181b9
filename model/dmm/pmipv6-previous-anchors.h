/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREVIOUS_ANCHORS_H
#define PMIPV6_PREVIOUS_ANCHORS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"
#include "pmipv6-state-table.h"

#include "ns3/nstime.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-dmm
/// State of a prefix that a node here has from elsewhere.
enum class PreviousState
{
    NONE,      //!< nothing is known of it
    EARLY,     //!< packets for it are delivered, though nobody has told of it (EarlyAccept)
    TUNNELLED, //!< packets pass both ways
};

/// @ingroup pmipv6-dmm
/// What happens to such a prefix.
enum class PreviousEvent
{
    PACKET,    //!< one has come for it out of the tunnel of its MAAR
    TOLD,      //!< an answer names it
    WITHDRAWN, //!< the CMD withdraws it
    OVER,      //!< its lifetime is over, or the node is gone
};

/**
 * @ingroup pmipv6-dmm
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(PreviousState state);

/**
 * @ingroup pmipv6-dmm
 * @param event an event
 * @return its name as the manual shows it
 */
const char* GetEventName(PreviousEvent event);

/**
 * @ingroup pmipv6-dmm
 * @return which state follows from which event in which state
 */
const StateTable<PreviousState, PreviousEvent>& GetPreviousTable();

/// @ingroup pmipv6-dmm
/// A prefix of a node that is attached here, anchored at a MAAR where the node was before.
struct PreviousAnchor
{
    Anchorage anchorage;                      //!< which prefix, and where it is anchored
    MaarInterface interface;                  //!< what that MAAR is to the node, if it is told
    Time until;                               //!< end of the lifetime that was granted last
    PreviousState state{PreviousState::NONE}; //!< state
};

/// @ingroup pmipv6-dmm
/// A prefix of a node that is attached here, as a key.
struct PreviousKey
{
    LinkLayerAddress node; //!< link-layer address
    Prefix prefix;         //!< the prefix

    /// @param other another key @return true if it is the same
    bool operator==(const PreviousKey& other) const
    {
        return node == other.node && prefix == other.prefix;
    }
};

/// @ingroup pmipv6-dmm
/// Hash of a PreviousKey, for unordered containers.
struct PreviousKeyHash
{
    /// @param key the key @return its hash
    std::size_t operator()(const PreviousKey& key) const
    {
        return LinkLayerHash()(key.node) * 31 + PrefixHash()(key.prefix);
    }
};

/**
 * @ingroup pmipv6-dmm
 * What a serving MAAR knows of the prefixes that its nodes have from elsewhere (RFC 8885, 3.2, 4),
 * and the only writer of it. A prefix that was withdrawn from a node stays so until it attaches
 * anew, but for an answer to a request that was sent afterwards. A row whose lifetime is not
 * renewed goes.
 */
class PreviousAnchors
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A transition: the row, as it is after it; NONE: it is gone. The state before, and why.
        std::function<void(const LinkLayerAddress& node,
                           const PreviousAnchor& anchor,
                           PreviousState from,
                           const std::string& reason)>
            changed;
        /// The lifetimes of rows of a node are over, and the rows gone.
        std::function<void(const LinkLayerAddress& node)> lapsed;
    };

    /// @param listener who is told
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param node link-layer address of a node
     * @return its rows, in the order in which they came
     */
    const std::vector<PreviousAnchor>& Get(const LinkLayerAddress& node) const;

    /// @return the rows of all nodes that have any
    const std::map<LinkLayerAddress, std::vector<PreviousAnchor>>& GetAll() const
    {
        return m_rows;
    }

    /**
     * @param node link-layer address of a node
     * @param prefix a prefix
     * @return its row, or null
     */
    const PreviousAnchor* Find(const LinkLayerAddress& node, const Prefix& prefix) const;

    /**
     * A node has a prefix from elsewhere; a row of that prefix has its lifetime renewed.
     *
     * @param node its link-layer address
     * @param anchorage which, and where it is anchored; one that was elsewhere is so no more
     * @param interface what that MAAR is to the node
     * @param until end of its lifetime
     * @param event how it is known, PACKET or TOLD
     * @param asked time of the request whose answer tells, as a Timestamp option has it; 0: none
     * @return false if it was withdrawn after that
     */
    bool Add(const LinkLayerAddress& node,
             const Anchorage& anchorage,
             const MaarInterface& interface,
             Time until,
             PreviousEvent event,
             uint64_t asked);

    /**
     * A prefix is a node's no more, as the CMD says.
     *
     * @param node its link-layer address
     * @param prefix the prefix
     * @param timestamp the time, as a Timestamp option has it
     */
    void Withdraw(const LinkLayerAddress& node, const Prefix& prefix, uint64_t timestamp);

    /**
     * A row goes, without anybody's word.
     *
     * @param node link-layer address of its node
     * @param prefix its prefix; nothing happens if there is none
     * @param reason why
     */
    void Remove(const LinkLayerAddress& node, const Prefix& prefix, const std::string& reason);

    /**
     * A node has gone, or attached anew: nothing is known of it.
     *
     * @param node its link-layer address
     * @param reason why
     */
    void Forget(const LinkLayerAddress& node, const std::string& reason);

    /**
     * All rows go.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Forget all without a word, and who is told.
    void Dispose();

  private:
    /**
     * Every transition: tell of it.
     *
     * @param node link-layer address of its node
     * @param row its row
     * @param event what has happened
     * @param reason why
     */
    void Change(const LinkLayerAddress& node,
                PreviousAnchor& row,
                PreviousEvent event,
                const std::string& reason);

    /**
     * End a row, if there is one.
     *
     * @param node link-layer address of its node
     * @param prefix its prefix
     * @param event what has happened
     * @param reason why
     */
    void End(const LinkLayerAddress& node,
             const Prefix& prefix,
             PreviousEvent event,
             const std::string& reason);

    /**
     * Lifetimes are over: end all rows of a node whose lifetime ends when that of a prefix does.
     *
     * @param node link-layer address of the node
     * @param prefix the prefix
     */
    void Lapse(const LinkLayerAddress& node, const Prefix& prefix);

    Listener m_listener;                                            //!< who is told
    std::map<LinkLayerAddress, std::vector<PreviousAnchor>> m_rows; //!< by node
    /// When prefixes were withdrawn, as a Timestamp option has it, by node.
    std::map<LinkLayerAddress, std::map<Prefix, uint64_t>> m_withdrawn;
    DeadlineTable<PreviousKey, PreviousKeyHash> m_ends{
        //!< when lifetimes are over
        [this](const PreviousKey& key) { Lapse(key.node, key.prefix); }};
};

/**
 * @ingroup pmipv6-dmm
 * TracedCallback signature for prefixes of nodes here from elsewhere.
 *
 * @param node link-layer address of the node
 * @param anchor the prefix, and where it is anchored, as it is after the transition
 * @param from state before
 */
using PreviousTracedCallback = void (*)(const LinkLayerAddress& node,
                                        const PreviousAnchor& anchor,
                                        PreviousState from);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREVIOUS_ANCHORS_H
