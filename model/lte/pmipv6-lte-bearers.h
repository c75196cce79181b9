/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_BEARERS_H
#define PMIPV6_LTE_BEARERS_H

#include "pmipv6-prefix.h"

#include "ns3/epc-pgw-application.h"
#include "ns3/ipv6-address.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * Has a PGW put packets on the bearer of the subscriber for whom they are meant. A real PGW knows a
 * node by its prefix (3GPP TS 23.401, 5.3.1.2.2). ns-3's knows single addresses, and forgets none:
 * so each address is told to it when it is first seen, as a source or as a destination, and how
 * many a node may have is bounded.
 */
class LteBearers
{
  public:
    /**
     * @param pgw the PGW
     * @param limit how many addresses of a node there may be that it uses itself, and as many again
     *        that were only sent to
     */
    LteBearers(Ptr<EpcPgwApplication> pgw, uint32_t limit);

    /**
     * A subscriber sends from an address: packets for it are the subscriber's, unless they are
     * known to be another's. Whether it may send from it others judge; where it may not, the
     * gateway sends nothing for that address to it.
     *
     * @param subscriber ns-3's IMSI
     * @param source the source; a link-local address, and ::, tells nothing
     */
    void Learn(uint64_t subscriber, const Ipv6Address& source);

    /**
     * Have the PGW put what is next sent to an address on the subscriber's bearer, whosever it was.
     *
     * @param subscriber ns-3's IMSI
     * @param destination an address, or a group's
     * @return false if the node has too many addresses
     */
    bool Direct(uint64_t subscriber, const Ipv6Address& destination);

  private:
    /// How many addresses a subscriber has.
    struct Count
    {
        uint32_t used{0}; //!< that it sends from
        uint32_t sent{0}; //!< that were only sent to
    };

    /**
     * @param subscriber whose it is from now on
     * @param address an address that is not yet
     * @param count how many of that kind it has
     * @return false if they are too many
     */
    bool Assign(uint64_t subscriber, const Ipv6Address& address, uint32_t& count);

    Ptr<EpcPgwApplication> m_pgw;                                       //!< is told
    uint32_t m_limit;                                                   //!< addresses of a node
    std::unordered_map<Ipv6Address, uint64_t, AddressHash> m_addresses; //!< whose each is
    std::unordered_map<uint64_t, Count> m_counts;                       //!< by subscriber
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_BEARERS_H
