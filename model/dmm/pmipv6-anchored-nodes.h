/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHORED_NODES_H
#define PMIPV6_ANCHORED_NODES_H

#include "pmipv6-anchoring-rules.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix-map.h"
#include "pmipv6-prefix-pool.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * The mobile nodes that have a prefix of a MAAR, with the pool that the prefixes are of: its local
 * Binding Cache (RFC 8885, 3), and the only writer of it. Each transition is one function, and is
 * told when its effects are there.
 */
class AnchoredNodes
{
  public:
    /// Who is told.
    struct Listener
    {
        /// What is anchored has changed: the row, as it is now; NONE: as it was, with what goes.
        std::function<void(const AnchoredNode& node)> applied;
        /// A transition, when its effects are there.
        std::function<void(const AnchoredNode&,
                           AnchoringState from,
                           AnchoringState to,
                           const std::string& reason)>
            changed;
        /// The lifetime of a row is over. It has another afterwards, or is gone.
        std::function<void(const AnchoredNode& node)> due;
    };

    AnchoredNodes() = default;
    AnchoredNodes(const AnchoredNodes&) = delete;
    AnchoredNodes& operator=(const AnchoredNodes&) = delete;

    /// @param listener who is told
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param range whence prefixes come
     * @param length of each
     * @param restarts how often the pool was lost, see PrefixPool
     * @param hold for how long a prefix that is free goes to no other node
     */
    void SetPool(const Prefix& range, uint8_t length, uint32_t restarts, Time hold)
    {
        m_pool.emplace(range, length, restarts);
        m_hold = hold;
    }

    /**
     * @param address an address
     * @return true if it is of the pool
     */
    bool IsOfPool(const Ipv6Address& address) const
    {
        return m_pool && m_pool->GetRange().Contains(address);
    }

    /**
     * @param identifier MN-Identifier
     * @return its row, or null
     */
    const AnchoredNode* Find(const std::string& identifier) const;

    /**
     * @param prefix a prefix
     * @return the row of the node that has it, or null
     */
    const AnchoredNode* FindByPrefix(const Prefix& prefix) const;

    /**
     * @param database address of a CMD
     * @return true if there is a node whose session it has
     */
    bool HasOf(const Ipv6Address& database) const;

    /// @return all rows, by MN-Identifier
    const std::map<std::string, AnchoredNode>& GetAll() const
    {
        return m_nodes;
    }

    /**
     * A node is on a link of this MAAR: what it has here is opened to it at once, and it is offered
     * a prefix if it has none (RFC 8885, 3.1, 1).
     *
     * @param identifier MN-Identifier
     * @param database address of the CMD that has its session
     * @param linkLayer of its interface
     * @param timestamp the time, as a Timestamp option has it
     * @param expiry end of the lifetime of what it has here, if it is back from elsewhere; else
     * that which it had goes on
     * @param previousUntil until when packets from where it was are taken
     * @return its row; null: the pool is exhausted
     */
    const AnchoredNode* Attach(const std::string& identifier,
                               const Ipv6Address& database,
                               const LinkLayerAddress& linkLayer,
                               uint64_t timestamp,
                               Time expiry,
                               Time previousUntil);

    /**
     * The CMD has registered a node here.
     *
     * @param node its row
     * @param timestamp of the request that it has accepted
     * @param expiry end of the lifetime that it has granted
     */
    void Accept(const AnchoredNode& node, uint64_t timestamp, Time expiry);

    /**
     * The lifetime of what a node here has is over: it is only offered to it, as when it came.
     *
     * @param node its row
     */
    void Lapse(const AnchoredNode& node);

    /**
     * A node is on no link of this MAAR any more.
     *
     * @param node its row; what was only offered to it is free again, the rest stays its own for
     *        what is left of the lifetime
     * @param reason how it is known
     */
    void Depart(const AnchoredNode& node, const std::string& reason);

    /**
     * A node is at another MAAR (RFC 8885, 3.2, 3).
     *
     * @param node its row
     * @param serving address of that MAAR
     * @param timestamp of the request that tells
     * @param expiry end of its lifetime; Time::Max(): none
     * @param previousUntil until when packets from where it was are taken
     */
    void Move(const AnchoredNode& node,
              const Ipv6Address& serving,
              uint64_t timestamp,
              Time expiry,
              Time previousUntil);

    /**
     * @param node a row
     * @param expiry end of its lifetime from now on
     */
    void SetExpiry(const AnchoredNode& node, Time expiry);

    /**
     * A CMD has restarted, and knows of nothing that is anchored here.
     *
     * @param database its address
     * @param timestamp the time, as a Timestamp option has it
     */
    void Lose(const Ipv6Address& database, uint64_t timestamp);

    /**
     * The CMD of a node lists what is anchored here again.
     *
     * @param node its row
     */
    void SetListed(const AnchoredNode& node)
    {
        Get(node).lost = 0;
    }

    /**
     * The CMD holds a prefix for a node here that this MAAR has lost.
     *
     * @param node its row
     * @param prefix the prefix
     * @return false if it is not of the pool, or another node has it
     */
    bool Restore(const AnchoredNode& node, const Prefix& prefix);

    /**
     * A prefix that was offered belongs to another node, as the CMD knows: it stays taken, and the
     * node is offered the next.
     *
     * @param node its row
     * @return false if there is none; then the row is gone
     */
    bool OfferNext(const AnchoredNode& node);

    /**
     * A node's prefix is its own no more; with the last one the row goes.
     *
     * @param node its row
     * @param prefix the prefix
     * @param reason why
     */
    void Drop(const AnchoredNode& node, const Prefix& prefix, const std::string& reason);

    /**
     * A node's session is over.
     *
     * @param node its row
     * @param reason why
     */
    void End(const AnchoredNode& node, const std::string& reason);

    /**
     * All are over.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Forget all without a word, and who is told.
    void Dispose();

  private:
    /**
     * @param node a row
     * @return it, to be changed
     */
    AnchoredNode& Get(const AnchoredNode& node)
    {
        return m_nodes.at(node.identifier);
    }

    /**
     * Every transition: the effects, then whoever listens; the row goes with NONE.
     *
     * @param node the row, its fields as they shall be
     * @param event what has happened
     * @param reason why
     */
    void Change(AnchoredNode& node, AnchoringEvent event, const std::string& reason);

    /**
     * Take a row out, its prefixes being free.
     *
     * @param identifier MN-Identifier
     */
    void Erase(const std::string& identifier);

    Listener m_listener;                         //!< who is told
    std::optional<PrefixPool> m_pool;            //!< whence prefixes come
    Time m_hold;                                 //!< see SetPool
    std::map<std::string, AnchoredNode> m_nodes; //!< by MN-Identifier
    PrefixMap<std::string> m_prefixes;           //!< MN-Identifiers by prefix
    DeadlineTable<std::string> m_ends{
        //!< when lifetimes are over
        [this](const std::string& identifier) { m_listener.due(m_nodes.at(identifier)); }};
};

/**
 * @ingroup pmipv6-dmm
 * TracedCallback signature for what is anchored here.
 *
 * @param node the row, as it is after the transition
 * @param from state before
 * @param to state after
 */
using AnchoringTracedCallback = void (*)(const AnchoredNode& node,
                                         AnchoringState from,
                                         AnchoringState to);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHORED_NODES_H
