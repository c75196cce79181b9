/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_PEERS_H
#define PMIPV6_MAAR_PEERS_H

#include "pmipv6-maar-pools.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"

#include <functional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * The CMDs and the other MAARs that a MAAR works with: who they are, which prefixes are theirs,
 * what is taken from them (RFC 8885, 6: security associations), and whether CMDs are there.
 */
class MaarPeers
{
  public:
    /// Who is told.
    struct Listener
    {
        /// Whether there is anything that a CMD should know of, else it is not asked whether it is
        /// there.
        std::function<bool(const Ipv6Address& database)> hasSessions;
        /// A CMD has restarted, and knows of no session.
        std::function<void(const Ipv6Address& database)> restarted;
        /// A request of a CMD.
        std::function<void(const BindingUpdate&, const MessageContext&)> asked;
        /// An answer for which no question waits.
        std::function<void(const BindingAcknowledgement&, const MessageContext&)> answered;
    };

    MaarPeers() = default;
    MaarPeers(const MaarPeers&) = delete;
    MaarPeers& operator=(const MaarPeers&) = delete;

    /// @param database address of a CMD
    void AddDatabase(const Ipv6Address& database)
    {
        m_databases.Add(database);
    }

    /**
     * @param maar address of another MAAR
     * @param pool range of its prefixes
     */
    void AddMaar(const Ipv6Address& maar, const Prefix& pool)
    {
        m_maars.Add(maar);
        m_pools.Set(maar, pool);
    }

    /// @param address of a peer @return true if it is a CMD's address
    bool IsDatabase(const Ipv6Address& address) const
    {
        return m_databases.Contains(address);
    }

    /// @return whose prefixes are whose
    const MaarPools& GetPools() const
    {
        return m_pools;
    }

    /// @return true from Start to Stop
    bool IsStarted() const
    {
        return !m_handlers.empty();
    }

    /**
     * @param node the node
     * @param local this MAAR's address
     * @param isAnswerTaken other MAARs answer too (3.3)
     * @param listener who is told
     */
    void Start(Ptr<Node> node, const Ipv6Address& local, bool isAnswerTaken, Listener listener);

    /// Take nothing from them any more. Nothing happens before Start.
    void Stop();

  private:
    /// Take messages for this MAAR. @param local the MAAR's address
    void Handle(const Ipv6Address& local);

    PeerTable m_databases;              //!< the CMDs
    PeerTable m_maars;                  //!< the other MAARs
    MaarPools m_pools;                  //!< theirs
    Ptr<MobilitySignaling> m_signaling; //!< the node's; null unless started
    std::vector<uint32_t> m_handlers;   //!< of messages
    uint32_t m_relayed{0};              //!< of answers, while there are handlers
    Listener m_listener;                //!< who is told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_PEERS_H
