/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOVEMENT_DETECTION_H
#define PMIPV6_MOVEMENT_DETECTION_H

#include "pmipv6-prefix.h"
#include "pmipv6-router-advertisement.h"
#include "pmipv6-router-search.h"

#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// A link of which a mobile node has heard.
struct VisitedLink
{
    uint32_t interface {
        0
    };                            //!< by which interface
    Ipv6Address router;           //!< who advertises it
    Prefix prefix;                //!< by which it is known
    std::vector<Prefix> prefixes; //!< all that are advertised there, that one too
};

/**
 * @ingroup pmipv6-mipv6
 * On which link a mobile node is, by Router Advertisements (RFC 6275, 11.5.1 and 11.5.2).
 */
class MovementDetection
{
  public:
    /// What it goes by.
    struct Parts
    {
        Ptr<Ipv6Host> host;      //!< the node's host
        Prefix homePrefix;       //!< of its home link
        Time delay;              //!< until an advertisement of another link counts
        bool isSoliciting{true}; //!< it asks for routers where it hears of none
        /// Told of another link, and whether the node was there before it listened.
        std::function<void(const VisitedLink& link, bool wasThere)> moved;
    };

    /**
     * Listen.
     *
     * @param parts what to go by
     */
    void Start(Parts parts);

    /// Listen no more, and know of no link.
    void Stop();

    /// @return the present link; nothing: none is known
    const std::optional<VisitedLink>& GetLink() const
    {
        return m_link;
    }

  private:
    /**
     * A Router Advertisement has come.
     *
     * @param interface on which, by its index
     * @param router its link-local address
     * @param advertisement what it says
     */
    void Handle(uint32_t interface,
                const Ipv6Address& router,
                const RouterAdvertisement& advertisement);

    /// The node is on a link. @param link where @param wasThere it was there before
    void Settle(const VisitedLink& link, bool wasThere);

    Parts m_parts;                          //!< what it goes by
    RouterSearch m_search;                  //!< for routers of links
    std::optional<VisitedLink> m_link;      //!< present link
    std::optional<VisitedLink> m_candidate; //!< another link, as it seems
    EventId m_detection;                    //!< when it counts
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOVEMENT_DETECTION_H
