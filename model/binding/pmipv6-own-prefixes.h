/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OWN_PREFIXES_H
#define PMIPV6_OWN_PREFIXES_H

#include "pmipv6-binding-cache.h"

#include <functional>
#include <set>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-binding
/// A binding, and the one of its prefixes that is meant.
struct OwnPrefix
{
    const BindingCacheEntry* binding{nullptr}; //!< null: this anchor has none
    Prefix prefix;                             //!< as it is registered

    /// @return true if the node is registered from a gateway
    bool IsReachable() const
    {
        return binding && binding->state == BindingState::REGISTERED;
    }
};

/**
 * @ingroup pmipv6-binding
 * Finds an anchor's bindings by addresses and by prefixes within those that are registered.
 */
class OwnPrefixes
{
  public:
    /**
     * @param cache the anchor's binding cache; outlives this
     */
    void SetCache(const BindingCache* cache)
    {
        m_cache = cache;
        m_lengths.clear();
    }

    /**
     * Know the prefixes of a binding.
     *
     * @param binding the binding
     */
    void Learn(const BindingCacheEntry& binding)
    {
        for (const auto& prefix : binding.prefixes)
        {
            m_lengths.insert(prefix.GetLength());
        }
    }

    /**
     * @param asked a prefix, or an address as one of length 128
     * @return the binding that has it, or a prefix which contains it
     */
    OwnPrefix Find(const Prefix& asked) const
    {
        for (const uint8_t length : m_lengths)
        {
            const Prefix prefix(asked.GetAddress(), length);
            const auto* binding =
                length <= asked.GetLength() ? m_cache->FindByPrefix(prefix) : nullptr;
            if (binding)
            {
                return {binding, prefix};
            }
        }
        return {};
    }

  private:
    const BindingCache* m_cache{nullptr};        //!< the anchor's
    std::set<uint8_t, std::greater<>> m_lengths; //!< that prefixes have had, longest first
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OWN_PREFIXES_H
