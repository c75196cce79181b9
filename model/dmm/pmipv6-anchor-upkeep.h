/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_UPKEEP_H
#define PMIPV6_ANCHOR_UPKEEP_H

#include "pmipv6-anchored-nodes.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-exchange.h"
#include "pmipv6-maar-routers.h"
#include "pmipv6-maar-traffic.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a MAAR does when the lifetime of a node's prefixes is over, and asks the CMD of prefixes
 * whose nodes are not here: whether the session goes on when a
 * lifetime is over (RFC 8885, 3.5), whether a prefix may go that nobody uses, and, when the CMD has
 * restarted, that it list them again.
 */
class AnchorUpkeep
{
  public:
    /// By what it works.
    struct Settings
    {
        Ipv6Address address; //!< of this MAAR
        Time lifetime;       //!< to ask for
        Time idleTime;       //!< without a packet, until a prefix is dropped; 0: never
        Time clockOffset;    //!< of this node's time of day
    };

    /**
     * @param nodes what is anchored here
     * @param traffic knows whether packets pass
     * @param routers knows what this MAAR is to nodes
     */
    AnchorUpkeep(AnchoredNodes& nodes, const MaarTraffic& traffic, const MaarRouters& routers)
        : m_nodes(nodes),
          m_traffic(traffic),
          m_routers(routers)
    {
    }

    /**
     * @param signaling the node's
     * @param getSettings gives the attributes now
     */
    void Start(Ptr<MobilitySignaling> signaling, std::function<Settings()> getSettings);

    /**
     * A row has changed.
     *
     * @param node the row
     */
    void HandleChange(const AnchoredNode& node);

    /**
     * The lifetime of a row is over.
     *
     * @param node the row, which has another afterwards, or is gone
     */
    void HandleDue(const AnchoredNode& node);

    /**
     * A CMD has lost its sessions: have it list what is anchored here (RFC 5847, 3.2).
     *
     * @param database its address
     */
    void Report(const Ipv6Address& database);

    /// Ask nothing any more.
    void Clear();

    /// Let go of the signaling.
    void Dispose();

  private:
    /**
     * Have the CMD of a node that is not here list what is anchored here.
     *
     * @param node its row
     */
    void Report(const AnchoredNode& node);

    /// Takes the answer; null: there is none.
    using Done = std::function<void(const BindingAcknowledgement* answer)>;

    /**
     * Ask a node's CMD.
     *
     * @param node its row
     * @param update the question, without number and time
     * @param purpose what for
     * @param maxTransmissions how often at the most
     * @param done takes the answer
     */
    void Ask(const AnchoredNode& node,
             BindingUpdate update,
             const std::string& purpose,
             uint32_t maxTransmissions,
             Done done);

    /**
     * Has a prefix been used? If not, the CMD is asked to have it dropped.
     *
     * @param prefix the prefix
     */
    void CheckUse(const Prefix& prefix);

    /// @param node that is to be asked about @return what questions about a node say of it
    DmmSubject MakeSubject(const AnchoredNode& node) const;

    AnchoredNodes& m_nodes;                      //!< anchored here
    const MaarTraffic& m_traffic;                //!< knows whether packets pass
    const MaarRouters& m_routers;                //!< what this MAAR is to nodes
    Ptr<MobilitySignaling> m_signaling;          //!< the node's
    std::function<Settings()> m_getSettings;     //!< the attributes now
    uint16_t m_counter{0};                       //!< numbers questions
    std::map<std::string, Exchange> m_exchanges; //!< under way, by MN-Identifier
    DeadlineTable<Prefix, PrefixHash> m_idle{    //!< when to look whether a prefix is used
                                             [this](const Prefix& prefix) { CheckUse(prefix); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_UPKEEP_H
