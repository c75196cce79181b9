/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXISTENCE_TEST_H
#define PMIPV6_EXISTENCE_TEST_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-proxy-registration.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * The Binding Cache entry existence test (RFC 5213, 5.4.1): of which mobility session a Proxy
 * Binding Update is. Changes nothing.
 */
class ExistenceTest
{
  public:
    /**
     * @param cache where the sessions are
     */
    explicit ExistenceTest(const BindingCache& cache)
        : m_cache(cache)
    {
    }

    /**
     * @param registration the request; options may be missing
     * @return the session that it is to update, or null for a new one
     */
    const BindingCacheEntry* Find(const ProxyRegistration& registration) const;

    /**
     * The node's session, whatever interface it is of, if there is but one and the request names no
     * prefix: a request for which Find has nothing may yet be of it, once it is de-registered (RFC
     * 5213, 5.4.1.2, 4 and 5.4.1.3, 3).
     *
     * @param registration the request; options may be missing
     * @return the session, or null
     */
    const BindingCacheEntry* FindOnly(const ProxyRegistration& registration) const;

    /**
     * Do the prefixes of a request fit the session (RFC 5213, 5.4.1.1)?
     *
     * @param registration the request; has its identifier
     * @param session the session that it is to update, or null
     * @return ACCEPTED, or the status of the refusal
     */
    BindingStatus CheckPrefixes(const ProxyRegistration& registration,
                                const BindingCacheEntry* session) const;

  private:
    const BindingCache& m_cache; //!< the sessions
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXISTENCE_TEST_H
