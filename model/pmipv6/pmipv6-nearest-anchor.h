/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEAREST_ANCHOR_H
#define PMIPV6_NEAREST_ANCHOR_H

#include "pmipv6-gateway-function.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * A gateway registers nodes at the anchor that is the best for it by its own configuration,
 * whatever their profiles name (RFC 6097; draft-luo, 7.2: "The nMAG in this draft does not have to
 * discover a same eLMA"). For anchors that hand sessions over to each other: elsewhere a node that
 * moves would lose its session.
 */
class NearestAnchor : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;
    void Restart() override;
    std::optional<Ipv6Address> ChooseAnchor(const PolicyProfile& profile,
                                            const LinkLayerAddress& node) override;
    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState from,
                          AttachmentState to,
                          const std::string& reason) override;
    void HandleExtension(const BindingUpdateListEntry& entry) override;
    void HandleAnchorRestart(const Ipv6Address& anchor) override;

  private:
    Ipv6Address m_address; //!< Address
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEAREST_ANCHOR_H
