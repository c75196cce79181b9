/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_STATE_SOURCE_H
#define PMIPV6_ANCHOR_STATE_SOURCE_H

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-state-source.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What an anchor offers to the StateChecker: its binding cache.
 */
class AnchorStateSource : public StateSource
{
  public:
    /**
     * @param anchor an anchor that is at its node
     */
    explicit AnchorStateSource(Ptr<LocalMobilityAnchor> anchor);

    std::optional<Router> GetRouter() const override;
    bool IsAnchor() const override;
    bool OwnsAddress(const Ipv6Address& address) const override;
    std::vector<Session> GetSessions() const override;

  private:
    Ptr<LocalMobilityAnchor> m_anchor; //!< the anchor
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_STATE_SOURCE_H
