/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROXY_REGISTRATION_H
#define PMIPV6_PROXY_REGISTRATION_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// An interface of a mobile node: MN-Identifier, and MN-LL-Identifier or nothing.
using MobileNodeInterface = std::pair<std::string, LinkLayerAddress>;

/**
 * @ingroup pmipv6-registration
 * A Proxy Binding Update as the anchor reads it: its options at hand. Lives no longer than the
 * message.
 */
struct ProxyRegistration
{
    /**
     * @param message the message
     * @param from the IPv6 header's source
     */
    ProxyRegistration(const BindingUpdate& message, const Ipv6Address& from);

    const BindingUpdate* update; //!< the message
    Ipv6Address careOf;          //!< Proxy-CoA: the source, or the Alternate Care-of Address
    Ipv6Address source;          //!< where the answer goes
    const MobileNodeIdentifierOption* node; //!< or null
    std::string identifier;       //!< who is meant by it (GetIdentity); empty if there is none
    std::vector<Prefix> prefixes; //!< of all Home Network Prefix options
    const HandoffIndicatorOption* handoff;                //!< or null
    const AccessTechnologyTypeOption* technology;         //!< or null
    const MobileNodeLinkLayerIdentifierOption* linkLayer; //!< or null
    const LinkLocalAddressOption* linkLocal;              //!< or null
    const TimestampOption* timestamp;                     //!< or null

    /// @return the MN-LL-Identifier; none if there is no such option
    LinkLayerAddress GetLinkLayer() const;

    /// @return its value, RESERVED if there is none
    HandoffIndicator GetIndicator() const;

    /// @return of which interface it is
    MobileNodeInterface GetInterface() const;

    /// @return true if it names a prefix, rather than only asking for some
    bool IsPrefixNamed() const;

    /// @return true if it asks for an assignment, by a prefix ALL_ZERO
    bool IsAssignmentAsked() const;

    /**
     * The part of the answer that is the same whatever the answer is (RFC 5213, 5.3.6): the options
     * of the request, and those that are mandatory and were missing with value zero. Timestamp and
     * link-local address are as the request has them.
     *
     * @param prefixes home network prefixes to tell; empty: ALL_ZERO
     * @return the answer, without status, number and lifetime
     */
    BindingAcknowledgement MakeAnswer(const std::vector<Prefix>& prefixes) const;
};

/**
 * @ingroup pmipv6-registration
 * The order in which requests for one interface were sent (RFC 5213, 5.5): by their timestamps, or
 * by their sequence numbers if they have none.
 *
 * @param later a request
 * @param earlier another one
 * @return true if the first was sent after the second; so it is, too, if only one has a timestamp,
 * which says nothing of their order
 */
bool IsSentAfter(const BindingUpdate& later, const BindingUpdate& earlier);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROXY_REGISTRATION_H
