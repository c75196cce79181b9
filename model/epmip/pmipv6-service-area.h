/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SERVICE_AREA_H
#define PMIPV6_SERVICE_AREA_H

#include "pmipv6-fixed-locations.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * The prefixes of an ePMIP area, and the border gateway by which everybody else is reached
 * (draft-luo, 7.3: "LMF will response with IP address of BG+DRF").
 */
class ServiceArea
{
  public:
    /// @param prefix from which home network prefixes are assigned in the area
    void Add(const Prefix& prefix)
    {
        m_prefixes.push_back(prefix);
    }

    /// @param prefix of nodes of the area that do not move, as its routers and LMFs
    void AddCore(const Prefix& prefix)
    {
        m_core.push_back(prefix);
    }

    /// @param router the border gateway
    void SetBorder(const Ipv6Address& router)
    {
        m_border = router;
    }

    /**
     * @param asked a prefix, or an address as one of length 128
     * @return true if any of it is in the area
     */
    bool Overlaps(const Prefix& asked) const;

    /**
     * @param prefix a home network prefix
     * @return true if a mobile node may have it: others of the area have nothing of it, and it is
     * of the area, if that is known
     */
    bool MayHave(const Prefix& prefix) const;

    /**
     * @param asked a prefix, or an address as one of length 128
     * @param length of the prefix for which the answer is
     * @return the border gateway, and a prefix that has what was asked, as long as that or as
     *         @p length or as it takes to have nothing of the area; nothing if the area or the
     *         gateway is not known, or any of @p asked is in the area
     */
    std::optional<FixedLocation> FindOutside(const Prefix& asked, uint8_t length) const;

  private:
    std::vector<Prefix> m_prefixes;      //!< of mobile nodes; a few
    std::vector<Prefix> m_core;          //!< of others; a few
    std::optional<Ipv6Address> m_border; //!< the border gateway
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SERVICE_AREA_H
