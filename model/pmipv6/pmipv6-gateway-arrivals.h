/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ARRIVALS_H
#define PMIPV6_GATEWAY_ARRIVALS_H

#include "pmipv6-attachment-table.h"
#include "pmipv6-gateway-answers.h"
#include "pmipv6-gateway-counsel.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-gateway-service.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registrar.h"
#include "pmipv6-registration-plan.h"

#include "ns3/ipv6-address.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Mobile nodes that come to a gateway: who gets service, by which registrations, and how each of
 * these begins (RFC 5213, 6.9.1.1).
 */
class GatewayArrivals
{
  public:
    /// What it works on; all outlive it.
    struct Parts
    {
        const GatewayCounsel& counsel;   //!< what functions say
        AttachmentTable& table;          //!< the attachments
        ProxyRegistrar& registrar;       //!< sends Proxy Binding Updates
        GatewayService& service;         //!< what happens to the nodes' packets
        const GatewayAnswers& answers;   //!< knows who is refused for good
        const GatewayListener& listener; //!< the gateway
    };

    /// Which registrations of an interface.
    enum class Which
    {
        ALL,      //!< all: it has attached, so that each begins anew
        UNSERVED, //!< those that are not there, or refused
    };

    /// @param parts what it works on
    explicit GatewayArrivals(const Parts& parts)
        : m_parts(parts)
    {
    }

    /// @param policies the policy profiles
    void Start(Ptr<PolicyStore> policies)
    {
        m_policies = policies;
    }

    /**
     * Begin the registrations of an interface that is attached, those of anchors that have refused
     * the node for good excepted.
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it comes
     * @param which of them
     * @return false if the interface gets no service at all; then it was told to the gateway
     */
    bool Attach(const LinkLayerAddress& node, HandoffIndicator hint, Which which);

    /**
     * @param node link-layer address of an interface
     * @return true if it lacks a registration that it is to have, or that is refused
     */
    bool IsUnserved(const LinkLayerAddress& node) const;

    /**
     * As GatewayRegistration::AddRegistration.
     *
     * @param node its link-layer address
     * @param anchor LMAA
     * @param requested prefixes to be asked for; none: any
     * @return the registration's key
     */
    RegistrationKey Add(const LinkLayerAddress& node,
                        const Ipv6Address& anchor,
                        std::vector<Prefix> requested);

    /// Let go of the policy profiles.
    void Dispose()
    {
        m_policies = nullptr;
    }

  private:
    /**
     * @param profile the policy profile of an interface's node
     * @param node the interface's link-layer address
     * @return the registrations that it is to have
     */
    std::vector<PlannedRegistration> Plan(const PolicyProfile& profile,
                                          const LinkLayerAddress& node) const;

    /**
     * @param plan a registration that an interface is to have
     * @param node the interface's link-layer address
     * @return true if it has none such, or one that is refused
     */
    bool IsMissing(const PlannedRegistration& plan, const LinkLayerAddress& node) const;

    /**
     * Begin a registration of an interface that has attached, with what to ask for.
     *
     * @param plan the registration
     * @param node the interface's link-layer address
     * @param profile the node's profile
     * @param hint what the link knows of how the node comes
     */
    void Begin(const PlannedRegistration& plan,
               const LinkLayerAddress& node,
               const PolicyProfile& profile,
               HandoffIndicator hint);

    /**
     * Register once the access authentication is done.
     *
     * @param entry the registration
     * @param hint the Handoff Indicator
     */
    void RegisterAuthenticated(const BindingUpdateListEntry& entry, HandoffIndicator hint);

    Parts m_parts;               //!< what it works on
    Ptr<PolicyStore> m_policies; //!< policy profiles
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ARRIVALS_H
