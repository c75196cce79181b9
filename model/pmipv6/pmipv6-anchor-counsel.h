/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_COUNSEL_H
#define PMIPV6_ANCHOR_COUNSEL_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-function-list.h"

#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What the functions of an anchor say to a question about registrations, and what counts if none
 * says anything (see AnchorFunction for each).
 */
class AnchorCounsel
{
  public:
    /// @param functions the anchor's; outlive this
    explicit AnchorCounsel(const FunctionList<AnchorFunction>& functions)
        : m_functions(functions)
    {
    }

    /**
     * @param request the Proxy Binding Update
     * @param session of the node; null: it has none
     * @return with which status a request is refused; nothing: it is not
     */
    std::optional<BindingStatus> Refuse(const ProxyRegistration& request,
                                        const BindingCacheEntry* session) const
    {
        return m_functions.Find([&](AnchorFunction& one) { return one.Refuse(request, session); });
    }

    /// @param request the Proxy Binding Update @return true if a request is to wait
    bool IsToWait(const ProxyRegistration& request) const
    {
        return m_functions.Any([&](AnchorFunction& one) { return one.IsToWait(request); });
    }

    /// @param request the Proxy Binding Update @return prefixes that a new session has; none: what
    /// RFC 5213 gives it
    std::vector<Prefix> GetPrefixes(const ProxyRegistration& request) const
    {
        std::vector<Prefix> prefixes;
        m_functions.ForEach([&](AnchorFunction& one) {
            prefixes = prefixes.empty() ? one.GetPrefixes(request) : prefixes;
        });
        return prefixes;
    }

    /**
     * An answer is made.
     *
     * @param request the Proxy Binding Update
     * @param session of the node; null: it has none
     * @param kind what the request was
     * @param answer to be added to
     */
    void AddToAnswer(const ProxyRegistration& request,
                     const BindingCacheEntry* session,
                     RegistrationKind kind,
                     BindingAcknowledgement& answer) const
    {
        m_functions.ForEach(
            [&](AnchorFunction& one) { one.AddToAnswer(request, session, kind, answer); });
    }

    /**
     * A session is registered, and its gateway has been answered.
     *
     * @param session which
     * @param kind what the request was
     */
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) const
    {
        m_functions.ForEach([&](AnchorFunction& one) { one.HandleRegistered(session, kind); });
    }

  private:
    const FunctionList<AnchorFunction>& m_functions; //!< the anchor's
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_COUNSEL_H
