/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_ERRORS_H
#define PMIPV6_BINDING_ERRORS_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-rate-limiter.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-header.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * @param header of a packet
 * @return true if errors may be sent about it: it went from one node to one node (RFC 4443, 2.4
 * (e); RFC 6275, 9.3.3)
 */
inline bool
IsAnswerable(const Ipv6Header& header)
{
    return !header.GetSource().IsAny() && !header.GetSource().IsMulticast() &&
           !header.GetDestination().IsMulticast();
}

/**
 * @ingroup pmipv6-signaling
 * The Binding Errors that a node sends (RFC 6275, 9.3.3), not more to one peer than a rate allows.
 */
class BindingErrors
{
  public:
    /// Sends a Binding Error, from an address of the node to a peer.
    using Sender = std::function<
        void(const BindingError& error, const Ipv6Address& local, const Ipv6Address& peer)>;

    /// @param send sends them
    explicit BindingErrors(Sender send)
        : m_send(std::move(send))
    {
    }

    /**
     * Refuse a packet, to where it came from.
     *
     * @param status what is wrong
     * @param header its IPv6 header
     * @param careOf the care-of address from which it came, if its source is a home address that it
     *        told
     * @param rate how many may be sent in a second to one peer
     */
    void Send(BindingErrorStatus status,
              const Ipv6Header& header,
              const std::optional<Ipv6Address>& careOf,
              uint32_t rate);

  private:
    Sender m_send;      //!< sends them
    RateLimiter m_rate; //!< how many were sent
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_ERRORS_H
