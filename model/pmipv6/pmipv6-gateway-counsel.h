/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_COUNSEL_H
#define PMIPV6_GATEWAY_COUNSEL_H

#include "pmipv6-function-list.h"
#include "pmipv6-gateway-function.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What the functions of a gateway say to a question about registrations, and what counts if none
 * says anything (see GatewayFunction for each).
 */
class GatewayCounsel
{
  public:
    /// @param functions the gateway's; outlive this
    explicit GatewayCounsel(const FunctionList<GatewayFunction>& functions)
        : m_functions(functions)
    {
    }

    /**
     * @param profile the node's
     * @param node its link-layer address
     * @return why a node gets no service; empty: it does
     */
    std::string Refuse(const PolicyProfile& profile, const LinkLayerAddress& node) const
    {
        const auto ask = [&](GatewayFunction& one) { return one.Refuse(profile, node); };
        return m_functions.Find(ask).value_or("");
    }

    /**
     * @param profile the node's
     * @param node its link-layer address
     * @return the anchor of a node that is about to be registered
     */
    Ipv6Address ChooseAnchor(const PolicyProfile& profile, const LinkLayerAddress& node) const
    {
        const auto ask = [&](GatewayFunction& one) { return one.ChooseAnchor(profile, node); };
        return m_functions.Find(ask).value_or(profile.anchorAddress);
    }

    /// @param profile the node's @return anchors where a node is registered beside its own, each
    /// once
    std::vector<Ipv6Address> GetFurtherAnchors(const PolicyProfile& profile) const
    {
        std::vector<Ipv6Address> anchors;
        m_functions.ForEach([&](const GatewayFunction& one) {
            for (const auto& anchor : one.GetFurtherAnchors(profile))
            {
                if (std::find(anchors.begin(), anchors.end(), anchor) == anchors.end())
                {
                    anchors.push_back(anchor);
                }
            }
        });
        return anchors;
    }

    /// A request is made. @param entry the registration @param request to be added to
    void AddToRequest(const BindingUpdateListEntry& entry, BindingUpdate& request) const
    {
        m_functions.ForEach([&](GatewayFunction& one) { one.AddToRequest(entry, request); });
    }

    /**
     * An answer has come that tells rightly of what it answers.
     *
     * @param entry the registration
     * @param request what was asked
     * @param answer to it
     */
    void HandleAnswer(const BindingUpdateListEntry& entry,
                      const BindingUpdate& request,
                      const BindingAcknowledgement& answer) const
    {
        m_functions.ForEach(
            [&](GatewayFunction& one) { one.HandleAnswer(entry, request, answer); });
    }

    /**
     * @param entry the registration
     * @param request what was asked
     * @param answer to it
     * @return what an answer means; nothing: what RFC 5213 says
     */
    std::optional<AnswerVerdict> JudgeAnswer(const BindingUpdateListEntry& entry,
                                             const BindingUpdate& request,
                                             const BindingAcknowledgement& answer) const
    {
        return m_functions.Find(
            [&](GatewayFunction& one) { return one.JudgeAnswer(entry, request, answer); });
    }

    /**
     * @param entry the registration
     * @param reason why it ends
     * @return true if the anchor is not told that a node is gone
     */
    bool IsDepartureKept(const BindingUpdateListEntry& entry, const std::string& reason) const
    {
        return m_functions.Any(
            [&](GatewayFunction& one) { return one.IsDepartureKept(entry, reason); });
    }

    /// @param entry the registration @return true if a function writes where packets of a
    /// registration go
    bool IsForwarder(const BindingUpdateListEntry& entry) const
    {
        return m_functions.Any([&](const GatewayFunction& one) { return one.IsForwarder(entry); });
    }

    /**
     * A node is told of its prefixes.
     *
     * @param node its link-layer address
     * @param but a registration that does not count; null: all do
     * @param told to be added to
     * @return false if it may have more, which cannot be told yet
     */
    bool AddAdvertised(const LinkLayerAddress& node,
                       const BindingUpdateListEntry* but,
                       std::vector<AdvertisedRouter>& told) const
    {
        bool isAll = true;
        m_functions.ForEach([&](const GatewayFunction& one) {
            isAll = one.AddAdvertised(node, but, told) && isAll;
        });
        return isAll;
    }

    /// @return true if there are none
    bool IsEmpty() const
    {
        return m_functions.IsEmpty();
    }

  private:
    const FunctionList<GatewayFunction>& m_functions; //!< the gateway's
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_COUNSEL_H
