/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RIVAL_GATEWAYS_H
#define PMIPV6_RIVAL_GATEWAYS_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-link-layer-address.h"

#include <map>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// How a session was registered before it was handed off.
struct FormerRegistration
{
    /**
     * @param session the session, before the handoff
     */
    explicit FormerRegistration(const BindingCacheEntry& session);

    Ipv6Address careOf;              //!< Proxy-CoA
    LinkLayerAddress linkLayer;      //!< MN-LL-Identifier
    AccessTechnologyType technology; //!< access technology type
    Time expiry;                     //!< end of the lifetime
};

/**
 * @ingroup pmipv6-registration
 * Gateways from which a session was handed off and which say that the node is still attached to
 * them, by "Revocation Failed - MN is Attached" (RFC 5846, 9.1). One a session, until it is handed
 * off again. If the gateway that has it takes leave, the node is where the rival says.
 */
class RivalGateways
{
  public:
    /**
     * A gateway says that the node is still attached to it.
     *
     * @param session the session, handed off since
     * @param former as it was registered there
     */
    void Claim(const BindingCacheEntry& session, const FormerRegistration& former);

    /**
     * What was claimed of a session counts no more.
     *
     * @param session the session
     */
    void Forget(const BindingCacheEntry& session);

    /**
     * What a gateway has claimed of a session counts no more: it says good-bye itself.
     *
     * @param session the session
     * @param gateway Proxy-CoA
     */
    void Forget(const BindingCacheEntry& session, const Ipv6Address& gateway);

    /**
     * What a gateway has claimed counts no more: it has restarted.
     *
     * @param gateway Proxy-CoA
     */
    void ForgetAll(const Ipv6Address& gateway);

    /**
     * Take out what was claimed of a session.
     *
     * @param session the session
     * @param now the present time
     * @return how it was registered at the rival; nothing if there is none, or if the lifetime
     * there is over
     */
    std::optional<FormerRegistration> Take(const BindingCacheEntry& session, Time now);

  private:
    std::map<Prefix, FormerRegistration> m_claims; //!< by a session's first prefix
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RIVAL_GATEWAYS_H
