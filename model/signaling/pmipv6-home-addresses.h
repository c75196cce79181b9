/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_ADDRESSES_H
#define PMIPV6_HOME_ADDRESSES_H

#include "pmipv6-care-of-addresses.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-extension.h"
#include "ns3/ipv6-header.h"
#include "ns3/node.h"
#include "ns3/packet.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * The Home Address option and the type 2 routing header on a node (RFC 6275, 9.3.1, 11.3.3). Of
 * what comes with one, the home address takes the place of the care-of address before anything else
 * on the node sees it, checksums included.
 */
class HomeAddresses
{
  public:
    /// Gets a packet that is refused: as it came, from the extension header on, its IPv6 header,
    /// why, and the home address of which no binding is known, if it is that.
    using Refuser = std::function<void(Ptr<const Packet> packet,
                                       const Ipv6Header& header,
                                       const std::string& reason,
                                       const std::optional<Ipv6Address>& unbound)>;

    /**
     * Says whether the binding that a Home Address option claims is known (RFC 6275, 9.3.1).
     * Binding Updates need none.
     */
    using BindingCheck =
        std::function<bool(const Ipv6Address& homeAddress, const Ipv6Address& careOf)>;

    /// @param refuser told of what is refused; before Start
    explicit HomeAddresses(Refuser refuser)
        : m_refuser(std::move(refuser))
    {
    }

    /**
     * Put the extensions in the place of ns-3's own; nothing happens the second time.
     *
     * @param node a node with an IPv6 stack
     */
    void Start(Ptr<Node> node);

    /// Let go of the node's objects.
    void Dispose();

    /// Told of a packet that has come by care-of addresses, after it: who has sent it, by its home
    /// address if it tells one. Of no Mobility Headers.
    using Listener = std::function<void(const Ipv6Address& peer)>;

    /// @param listener told of packets; empty: nobody is
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /// @param homeAddress of this node, which type 2 routing headers may name; :: for none
    void SetOwn(const Ipv6Address& homeAddress)
    {
        m_own = homeAddress;
    }

    /**
     * @param check says which bindings a role of the node knows
     * @return a number for RemoveBindingCheck
     */
    uint32_t AddBindingCheck(BindingCheck check)
    {
        m_checks.emplace(m_nextCheck, std::move(check));
        return m_nextCheck++;
    }

    /// @param number what AddBindingCheck returned
    void RemoveBindingCheck(uint32_t number)
    {
        m_checks.erase(number);
    }

    /// @return the care-of address from which the packet came that the node is taking; nothing if
    /// it came from its source
    const std::optional<Ipv6Address>& GetCareOf() const
    {
        return m_careOf;
    }

    /// @return octets of the extension headers that were taken from the packet that the node is
    /// taking
    uint32_t GetTaken() const
    {
        return m_taken;
    }

    /**
     * Take a Destination Options header.
     *
     * @param packet the packet, from that header on
     * @param header the IPv6 header
     * @return false if it has no Home Address option, and is left as it is
     */
    bool TakeOptions(Ptr<Packet> packet, const Ipv6Header& header);

    /**
     * Take a Routing header.
     *
     * @param packet the packet, from that header on
     * @param header the IPv6 header
     * @return false if it is of another type than 2, and is left as it is
     */
    bool TakeRouting(Ptr<Packet> packet, const Ipv6Header& header);

  private:
    /**
     * Give the node a packet as it would be without the extension header.
     *
     * @param packet the packet, from the extension header on
     * @param octets of the extension header
     * @param header its IPv6 header, as it is without
     */
    void Redeliver(Ptr<Packet> packet, uint32_t octets, Ipv6Header header);

    /// Tell of a packet. @param peer who has sent it @param next its Next Header
    void Tell(const Ipv6Address& peer, uint8_t next) const;

    /**
     * @param homeAddress of a mobile node
     * @param careOf care-of address that it says
     * @return true if a role knows the binding
     */
    bool IsBound(const Ipv6Address& homeAddress, const Ipv6Address& careOf) const;

    Refuser m_refuser;                         //!< told of what is refused
    Listener m_listener;                       //!< see SetListener
    std::map<uint32_t, BindingCheck> m_checks; //!< see AddBindingCheck
    uint32_t m_nextCheck{0};                   //!< number of the next
    Ipv6Address m_own{Ipv6Address::GetAny()};  //!< see SetOwn
    std::optional<Ipv6Address> m_careOf;       //!< see GetCareOf
    bool m_isRouted{false};                    //!< what is taken came with a type 2 routing header
    uint32_t m_taken{0};                       //!< see GetTaken
    Ptr<Node> m_node;                          //!< the node; null before Start
    Ptr<Ipv6Extension> m_options;              //!< for Destination Options
    Ptr<Ipv6Extension> m_routing;              //!< for routing headers
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_ADDRESSES_H
