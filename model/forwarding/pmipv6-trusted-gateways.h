/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRUSTED_GATEWAYS_H
#define PMIPV6_TRUSTED_GATEWAYS_H

#include "pmipv6-mobility-forwarding.h"

#include <unordered_set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * The gateways whose tunnelled packets one role of a node trusts, as long as it works
 * (MobilityForwarding::TrustGateway).
 */
class TrustedGateways
{
  public:
    /**
     * Trust some gateways, and no others that were trusted before.
     *
     * @param forwarding the node's data plane
     * @param gateways their addresses
     */
    void Start(Ptr<MobilityForwarding> forwarding, const std::vector<Ipv6Address>& gateways);

    /**
     * Trust one more.
     *
     * @param gateway its address; may be trusted already
     */
    void Add(const Ipv6Address& gateway);

    /// Trust none any more. Nothing happens if it has not started.
    void Clear();

  private:
    Ptr<MobilityForwarding> m_forwarding;                    //!< the node's data plane
    std::unordered_set<Ipv6Address, AddressHash> m_gateways; //!< who is trusted
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRUSTED_GATEWAYS_H
