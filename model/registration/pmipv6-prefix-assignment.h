/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_ASSIGNMENT_H
#define PMIPV6_PREFIX_ASSIGNMENT_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-prefix-pool.h"
#include "pmipv6-proxy-registration.h"

#include "ns3/nstime.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * Which home network prefixes a new mobility session gets (RFC 5213, 5.3.2): those that the request
 * names, those of the policy profile, or some of the anchor's pool.
 */
class PrefixAssignment
{
  public:
    /**
     * @param cache the sessions, whose prefixes are not given twice
     */
    explicit PrefixAssignment(const BindingCache& cache)
        : m_cache(cache)
    {
    }

    /**
     * @param policies the policy profiles, null to let go of them
     */
    void SetPolicyStore(Ptr<const PolicyStore> policies);

    /**
     * Assign from a pool of which nothing is taken.
     *
     * @param range whence prefixes come
     * @param length length of each
     * @param restarts how often assignments were lost, see PrefixPool
     */
    void SetPool(const Prefix& range, uint8_t length, uint32_t restarts);

    /**
     * Keep a prefix for one node, whether it has a session or not: it is the first that a session
     * of that node gets, unless a policy profile names others, and no other node's.
     *
     * @param prefix the prefix, of the pool or not
     * @param node MN-Identifier
     * @return false if another node has it, or is to have it, or if the node's own profile names
     * others; then nothing happens
     */
    bool Reserve(const Prefix& prefix, const std::string& node);

    /**
     * @param prefix a prefix
     * @param node MN-Identifier
     * @return true if another node has it, or is to have it
     */
    bool IsOfOther(const Prefix& prefix, const std::string& node) const;

    /**
     * @param hold for how long a prefix of the pool that no session has any more goes to no other
     * node than the one that has had it
     */
    void SetHoldTime(Time hold)
    {
        m_hold = hold;
    }

    /// @return what SetHoldTime has set
    Time GetHoldTime() const
    {
        return m_hold;
    }

    /**
     * @param address an address
     * @return true if it is of the pool's range
     */
    bool IsOfPool(const Ipv6Address& address) const;

    /**
     * The prefixes for a new session.
     *
     * @param registration the request, of a node that has a profile
     * @param fromPool how many a session gets that asks for an assignment, where the profile names
     * none
     * @param now the time
     * @param status set to ACCEPTED, or to the reason if there is none
     * @return the prefixes, taken from the pool where they are of it
     */
    std::vector<Prefix> Assign(const ProxyRegistration& registration,
                               std::size_t fromPool,
                               Time now,
                               BindingStatus& status);

    /**
     * Take prefixes that a node has already, of this anchor's pool or of another's.
     *
     * @param prefixes the prefixes
     * @param node MN-Identifier
     * @param now the time
     */
    void Take(const std::vector<Prefix>& prefixes, const std::string& node, Time now);

    /**
     * @param prefix a prefix that no session has any more
     * @param node MN-Identifier of the node that has had it
     * @param now the time
     */
    void Release(const Prefix& prefix, const std::string& node, Time now);

  private:
    /**
     * Take the prefixes that a request names.
     *
     * @param registration the request
     * @param now the time
     * @param prefixes gets them
     * @return false if the node may not have one of them; those in front of it are taken
     */
    bool TakeNamed(const ProxyRegistration& registration, Time now, std::vector<Prefix>& prefixes);

    /**
     * Take prefixes for an ALL_ZERO Home Network Prefix option: those that the profile has for the
     * interface, or from the pool.
     *
     * @param registration the request
     * @param fromPool how many of the pool
     * @param now the time
     * @param prefixes gets them, behind those that the request names
     * @return false if there are not enough
     */
    bool TakeAny(const ProxyRegistration& registration,
                 std::size_t fromPool,
                 Time now,
                 std::vector<Prefix>& prefixes);

    /**
     * @param prefix a prefix
     * @param node MN-Identifier
     * @return true if it is kept for that node
     */
    bool IsReserved(const Prefix& prefix, const std::string& node) const;

    /**
     * @param registration a request that asks for an assignment
     * @return prefixes that are its node's own, of which there may be sessions
     */
    std::vector<Prefix> GetOwn(const ProxyRegistration& registration) const;

    const BindingCache& m_cache;                                     //!< the sessions
    std::unordered_map<Prefix, std::string, PrefixHash> m_reserved;  //!< for whom they are kept
    std::unordered_map<std::string, std::vector<Prefix>> m_reserves; //!< the same, by node
    Ptr<const PolicyStore> m_policies;                               //!< policy profiles
    std::optional<PrefixPool> m_pool;                                //!< prefixes to assign
    Time m_hold; //!< for how long released ones go to nobody else
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_ASSIGNMENT_H
