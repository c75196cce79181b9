/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_PEERS_H
#define PMIPV6_LOCATION_PEERS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-manager-ring.h"
#include "pmipv6-peer-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The LMFs of an area as one of them knows them (draft-luo, 7.4: the "interface between those
 * LMFs"): who is responsible for whom, and who is silent, so that the next one on the ring takes
 * its place meanwhile.
 */
class LocationPeers
{
  public:
    /// Told of another LMF that is not taken for silent any more.
    using Back = std::function<void(const Ipv6Address& peer)>;

    /**
     * Take messages from the others, and be one of the ring.
     *
     * @param node the node
     * @param self this LMF's address
     * @param holdDown PeerHoldDown
     * @param back told of those that may be there again
     */
    void Start(Ptr<Node> node, const Ipv6Address& self, Time holdDown, Back back);

    /// Take nothing from the others, and forget who is silent. Who they are stays.
    void Stop();

    /// @param peer another LMF of the area; also after Start
    void Add(const Ipv6Address& peer);

    /// @param peer one that leaves the area; nothing is taken from it any more
    void Remove(const Ipv6Address& peer);

    /**
     * @param address an address
     * @return true if it is another LMF's of the area
     */
    bool Contains(const Ipv6Address& address) const
    {
        return address != m_self && m_ring.Contains(address);
    }

    /// @return who is responsible. @param key see GetRingKey
    Ipv6Address FindResponsible(uint64_t key) const
    {
        return m_ring.FindResponsible(key);
    }

    /**
     * @param key see GetRingKey
     * @param tried those that are not meant
     * @return the first on the ring that is not silent, this LMF if it comes before or nobody else
     *         is there
     */
    Ipv6Address FindServing(uint64_t key, const std::set<Ipv6Address>& tried = {}) const;

    /**
     * @param key see GetRingKey
     * @param tried those that are not meant
     * @return the first on the ring but for this LMF that is not silent, who takes its place;
     * nothing if there is none
     */
    std::optional<Ipv6Address> FindSubstitute(uint64_t key,
                                              const std::set<Ipv6Address>& tried = {}) const;

    /// Another LMF has not answered: take it for silent for PeerHoldDown. @param peer which
    void Hold(const Ipv6Address& peer);

    /// Another LMF says something: it is not silent. @param peer which
    void NoteHeard(const Ipv6Address& peer);

    /// Forget who is silent.
    void Release()
    {
        m_silent.Clear();
    }

    /// Let go of the node's objects.
    void Dispose();

  private:
    /// @param peer its address @return true if another LMF is taken for silent
    bool IsSilent(const Ipv6Address& peer) const
    {
        return m_silent.Get(peer) < Time::Max();
    }

    PeerTable m_members;                       //!< the others, and those that have left
    ManagerRing m_ring;                        //!< the others, and this LMF once it starts
    Ipv6Address m_self{Ipv6Address::GetAny()}; //!< this LMF; :: before the start
    Time m_holdDown;                           //!< PeerHoldDown
    Back m_back;                               //!< told of those that may be there again
    /// Who is silent, till when.
    DeadlineTable<Ipv6Address, AddressHash> m_silent{
        [this](const Ipv6Address& peer) { m_back(peer); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_PEERS_H
