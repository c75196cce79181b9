/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-arrivals.h"

#include "pmipv6-attachment-rules.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

std::vector<PlannedRegistration>
GatewayArrivals::Plan(const PolicyProfile& profile, const LinkLayerAddress& node) const
{
    const auto& list = m_parts.table.GetList();
    const auto* first = list.Find(node);
    return PlanRegistrations(list.FindByLinkLayer(node),
                             first ? first->anchorAddress
                                   : m_parts.counsel.ChooseAnchor(profile, node),
                             m_parts.counsel.GetFurtherAnchors(profile));
}

bool
GatewayArrivals::IsMissing(const PlannedRegistration& plan, const LinkLayerAddress& node) const
{
    const auto* entry = m_parts.table.GetList().Find({node, plan.number});
    return !entry || entry->state == AttachmentState::REFUSED;
}

bool
GatewayArrivals::IsUnserved(const LinkLayerAddress& node) const
{
    const auto* profile = m_policies->FindByLinkLayer(node);
    const auto plan = profile ? Plan(*profile, node) : std::vector<PlannedRegistration>();
    return std::any_of(plan.begin(), plan.end(), [&](const PlannedRegistration& one) {
        return IsMissing(one, node);
    });
}

bool
GatewayArrivals::Attach(const LinkLayerAddress& node, HandoffIndicator hint, Which which)
{
    const auto* profile = m_policies->FindByLinkLayer(node);
    auto plan = profile ? Plan(*profile, node) : std::vector<PlannedRegistration>();
    const auto denied = std::remove_if(plan.begin(), plan.end(), [&](const auto& one) {
        return m_parts.answers.IsDenied(profile->identifier, one.anchor);
    });
    const bool isAnyDenied = denied != plan.end();
    plan.erase(denied, plan.end());
    std::string refusal = DecideAttachment(profile, plan.empty());
    if (refusal.empty())
    {
        refusal = m_parts.counsel.Refuse(*profile, node);
    }
    if (!refusal.empty())
    {
        m_parts.listener.refused(node, refusal);
        return false;
    }
    if (isAnyDenied)
    {
        m_parts.listener.refused(node, DecideAttachment(profile, true));
    }
    if (const auto linkLocal = m_parts.listener.getSettings().fixedLinkLocal; !linkLocal.IsAny())
    {
        m_parts.service.GetDiscovery()->SetGatewayAddress(node, linkLocal);
    }
    for (const auto& one : plan)
    {
        if (which == Which::ALL || IsMissing(one, node))
        {
            Begin(one, node, *profile, hint);
        }
    }
    return true;
}

void
GatewayArrivals::Begin(const PlannedRegistration& plan,
                       const LinkLayerAddress& node,
                       const PolicyProfile& profile,
                       HandoffIndicator hint)
{
    const auto settings = m_parts.listener.getSettings();
    const RegistrationKey key(node, plan.number);
    // Back at this gateway: it may have been elsewhere meanwhile, so it is registered anew.
    if (const auto* known = m_parts.table.GetList().Find(key))
    {
        m_parts.registrar.Cancel(*known);
    }
    const auto& entry =
        m_parts.table.Attach(key,
                             profile.identifier,
                             plan.anchor,
                             m_parts.service.GetDevice()->GetLink(node)->GetTechnology());
    if (plan.isOfPolicy)
    {
        // Only the first anchor may give the gateway an address on the link, which has one.
        const bool isSignalled = key.number == 0 && settings.fixedLinkLocal.IsAny();
        m_parts.table.SetRequested(entry,
                                   profile.GetPrefixesAt(plan.anchor, node),
                                   isSignalled ? std::make_optional(Ipv6Address::GetAny())
                                               : std::nullopt);
        if (hint == HandoffIndicator::BETWEEN_INTERFACES)
        {
            // RFC 5213, 5.4.1.2: a session of another interface is found by a request that names
            // no prefix.
            m_parts.table.ForgetPrefixes(entry);
        }
    }
    const auto authenticated = [this, key, attachment = entry.attachment, hint] {
        const auto* present = m_parts.table.GetList().Find(key);
        if (present && present->attachment == attachment)
        {
            RegisterAuthenticated(*present, hint);
        }
    };
    if (settings.authenticationDelay.IsZero())
    {
        authenticated();
    }
    else
    {
        Simulator::Schedule(settings.authenticationDelay, authenticated);
    }
}

void
GatewayArrivals::RegisterAuthenticated(const BindingUpdateListEntry& entry, HandoffIndicator hint)
{
    if (entry.state == AttachmentState::AUTHENTICATING)
    {
        m_parts.table.BeginRegistration(entry, "authenticated");
        // RFC 5213, 6.9.1.1, 7: only what the link knows; most cannot tell a handoff from a first
        // attachment.
        m_parts.registrar.Register(entry,
                                   hint,
                                   m_parts.listener.getSettings().lifetime,
                                   "attachment");
    }
}

RegistrationKey
GatewayArrivals::Add(const LinkLayerAddress& node,
                     const Ipv6Address& anchor,
                     std::vector<Prefix> requested)
{
    const auto all = m_parts.table.GetList().FindByLinkLayer(node);
    NS_ABORT_MSG_IF(all.empty(),
                    "GatewayRegistration::AddRegistration of " << node
                                                               << ", which is not registered here");
    const RegistrationKey key(node, all.back()->number + 1);
    const auto& entry =
        m_parts.table.Attach(key, all.front()->identifier, anchor, all.front()->technology);
    m_parts.table.SetRequested(entry, std::move(requested), std::nullopt);
    RegisterAuthenticated(entry, HandoffIndicator::UNKNOWN);
    return key;
}

} // namespace pmipv6
} // namespace ns3
