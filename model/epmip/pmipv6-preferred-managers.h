/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFERRED_MANAGERS_H
#define PMIPV6_PREFERRED_MANAGERS_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <optional>
#include <set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The LMFs that a routing function asks and tells, whoever of them is responsible (draft-luo, 7.4:
 * "one preferred LMF can be configured"): the preferred one first, another while that is silent.
 * Knows time only as an argument.
 */
class PreferredManagers
{
  public:
    /**
     * @param holdDown how long one that was silent is not asked, if there is another
     */
    void SetHoldDown(Time holdDown)
    {
        m_holdDown = holdDown;
    }

    /// @param manager one more, behind those that are there
    void Add(const Ipv6Address& manager)
    {
        m_managers.push_back({manager, Time::Min()});
    }

    /// @return true if there is none
    bool IsEmpty() const
    {
        return m_managers.empty();
    }

    /**
     * @param now the time
     * @return whom to ask: the first that was not silent of late, the first of all if all were;
     *         nothing if there is none
     */
    std::optional<Ipv6Address> Find(Time now) const;

    /**
     * One has not answered, or has had no room.
     *
     * @param manager which; nothing happens if it is none of these
     * @param now the time
     * @param tried who has been asked the same already; gets this one too
     * @return who may be asked instead; nothing if nobody else is there who was not silent of late
     */
    std::optional<Ipv6Address> NoteSilent(const Ipv6Address& manager,
                                          Time now,
                                          std::set<Ipv6Address>& tried);

    /// All may be asked again.
    void Clear();

  private:
    /// An LMF.
    struct Manager
    {
        Ipv6Address address; //!< its address
        Time heldUntil;      //!< so long it is not asked
    };

    /**
     * @param now the time
     * @param tried those that are not asked again
     * @return the first that may be asked and is none of those; null if there is none
     */
    const Manager* FindHeard(Time now, const std::set<Ipv6Address>& tried = {}) const;

    std::vector<Manager> m_managers; //!< the preferred one first
    Time m_holdDown{Seconds(30)};    //!< how long one that was silent is not asked
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFERRED_MANAGERS_H
