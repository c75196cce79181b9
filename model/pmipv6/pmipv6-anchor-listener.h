/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_LISTENER_H
#define PMIPV6_ANCHOR_LISTENER_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-mobility-constants.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-pmipv6
/// The attributes of an anchor that say how it registers mobile nodes.
struct AnchorSettings
{
    Ipv6Address address;               //!< Address
    uint32_t prefixesPerSession{1};    //!< PrefixesPerSession
    Time minDelayBeforeDelete;         //!< MinDelayBeforeBCEDelete
    Time maxDelayBeforeAssign;         //!< MaxDelayBeforeNewBCEAssign
    Time timestampWindow;              //!< TimestampValidityWindow
    bool isNodeTimestampInUse{false};  //!< MobileNodeGeneratedTimestampInUse
    Time maxLifetime;                  //!< MaxLifetime
    Time uplinkGrace;                  //!< UplinkGrace
    bool isKeptAtGatewayRestart{true}; //!< KeepSessionsAtGatewayRestart
    bool isRevokedAtHandover{false};   //!< RevokeAtHandover
    bool isPoolAnnounced{true};        //!< AnnouncesPool
    Time clockOffset;                  //!< ClockOffset
};

/// @ingroup pmipv6-pmipv6
/// What an anchor knows when mobile nodes are registered, and is told.
struct AnchorListener
{
    std::function<AnchorSettings()> getSettings; //!< its attributes now
    /// A transition; see SessionTable::Listener.
    std::function<void(const BindingCacheEntry&, BindingState, BindingState, const std::string&)>
        changed;
    /// A session is registered, and its gateway has been answered.
    std::function<void(const BindingCacheEntry&)> registered;
    /// A request is refused: MN-Identifier, status.
    std::function<void(const std::string&, BindingStatus)> refused;
    /// A request is dropped without an answer: MN-Identifier, why.
    std::function<void(const std::string&, const std::string&)> ignored;
    /// A gateway from which a session was handed off says that the node is still attached to it.
    std::function<void(const BindingCacheEntry&, const Ipv6Address&)> contradicted;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_LISTENER_H
