/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DMM_STATE_SOURCE_H
#define PMIPV6_DMM_STATE_SOURCE_H

#include "pmipv6-central-mobility-database.h"
#include "pmipv6-gateway-state-source.h"
#include "pmipv6-mobility-anchor-access-router.h"

#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a MAAR offers to the StateChecker: its gateway's binding update list, what is anchored
 * there, and what nodes there have from elsewhere.
 */
class MaarStateSource : public GatewayStateSource
{
  public:
    /**
     * @param gateway the gateway
     * @param maar the function that makes it a MAAR
     */
    MaarStateSource(Ptr<MobileAccessGateway> gateway, Ptr<MobilityAnchorAccessRouter> maar);

    bool IsAnchor() const override;
    bool OwnsAddress(const Ipv6Address& address) const override;
    std::vector<Session> GetSessions() const override;
    std::vector<Attachment> GetAttachments() const override;

  private:
    Ptr<MobileAccessGateway> m_gateway;     //!< the gateway
    Ptr<MobilityAnchorAccessRouter> m_maar; //!< the function
};

/**
 * @ingroup pmipv6-dmm
 * What a CMD offers to the StateChecker: its sessions.
 */
class DatabaseStateSource : public StateSource
{
  public:
    /**
     * @param database a CMD that is at its node
     */
    explicit DatabaseStateSource(Ptr<CentralMobilityDatabase> database);

    std::optional<Router> GetRouter() const override;
    std::vector<Session> GetSessions() const override;

  private:
    Ptr<CentralMobilityDatabase> m_database; //!< the CMD
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DMM_STATE_SOURCE_H
