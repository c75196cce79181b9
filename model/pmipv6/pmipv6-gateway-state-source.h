/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_STATE_SOURCE_H
#define PMIPV6_GATEWAY_STATE_SOURCE_H

#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-state-source.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What a gateway offers to the StateChecker: its binding update list.
 */
class GatewayStateSource : public StateSource
{
  public:
    /**
     * @param gateway a gateway that is at its node
     */
    explicit GatewayStateSource(Ptr<MobileAccessGateway> gateway);

    std::optional<Router> GetRouter() const override;
    std::vector<Attachment> GetAttachments() const override;

  private:
    Ptr<MobileAccessGateway> m_gateway; //!< the gateway
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_STATE_SOURCE_H
