/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_LISTENER_H
#define PMIPV6_GATEWAY_LISTENER_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-pmipv6
/// The attributes of a gateway that say how it registers its nodes.
struct GatewaySettings
{
    Ipv6Address address;             //!< Address
    Time lifetime;                   //!< BindingLifetime
    Time authenticationDelay;        //!< AuthenticationDelay
    Time silenceTimeout;             //!< SilenceTimeout
    Time reachableTime;              //!< ReachableTime
    Time refusalRetryDelay;          //!< RefusalRetryDelay
    Time deregistrationTimeout;      //!< DeregistrationTimeout
    Time clockOffset;                //!< ClockOffset
    Ipv6Address fixedLinkLocal;      //!< FixedMAGLinkLocalAddressOnAllAccessLinks
    bool isPrefixLifetimeTied{true}; //!< TiePrefixLifetime
    bool isTimestampInUse{true};     //!< TimestampBasedApproachInUse
    uint32_t uplinkBufferSize{0};    //!< UplinkBufferSize
    bool isLocalRouting{false};      //!< EnableMAGLocalRouting
};

/// @ingroup pmipv6-pmipv6
/// What a gateway knows when its nodes are registered, and is told.
struct GatewayListener
{
    std::function<GatewaySettings()> getSettings;         //!< its attributes now
    std::function<std::vector<Ipv6Address>()> getAnchors; //!< LMAAs
    /// Of the lifetime granted, until the next extension.
    std::function<double()> getRefreshFraction;
    /// A transition; see AttachmentTable::Listener.
    std::function<
        void(const BindingUpdateListEntry&, AttachmentState, AttachmentState, const std::string&)>
        changed;
    /// A node gets no service, and why.
    std::function<void(const LinkLayerAddress&, const std::string&)> refused;
    /// A node is registered (false) or its registration extended (true).
    std::function<void(const BindingUpdateListEntry&, bool)> accepted;
    std::function<void()> clockRefused; //!< a node is refused for this gateway's clock
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_LISTENER_H
