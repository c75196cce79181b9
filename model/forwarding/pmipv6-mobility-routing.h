/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_ROUTING_H
#define PMIPV6_MOBILITY_ROUTING_H

#include "pmipv6-forwarding-table.h"

#include "ns3/callback.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/packet.h"

#include <tuple>

namespace ns3
{
namespace pmipv6
{

class MobilityForwarding;

/// @ingroup pmipv6-forwarding
/// The parameter types of a member function, to follow what a release of ns-3 has.
template <class T>
struct MemberFunctionArguments;

/// @copydoc MemberFunctionArguments
template <class R, class C, class... A>
struct MemberFunctionArguments<R (C::*)(A...)>
{
    using Type = std::tuple<A...>; //!< the parameter types
};

/**
 * @ingroup pmipv6-forwarding
 * The routing protocol that asks the forwarding table, in front of the node's other ones. A packet
 * that no entry matches is left to those.
 */
class MobilityRouting : public Ipv6RoutingProtocol
{
    /// Parameter types of RouteInput: its callbacks are passed by value before ns-3.39.
    using InputArguments =
        MemberFunctionArguments<decltype(&Ipv6RoutingProtocol::RouteInput)>::Type;

  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param forwarding the data plane to which this belongs; null once that is disposed of: then
     *        no packet is taken any more
     */
    void SetForwarding(MobilityForwarding* forwarding);

    Ptr<Ipv6Route> RouteOutput(Ptr<Packet> p,
                               const Ipv6Header& header,
                               Ptr<NetDevice> oif,
                               Socket::SocketErrno& sockerr) override;
    /**
     * Do with a packet that has come what the forwarding table says; else the node's other routing
     * protocols are asked.
     *
     * @param p the packet, behind its IPv6 header
     * @param header its IPv6 header
     * @param idev by which device it has come
     * @param ucb forwards it by a route
     * @param mcb forwards it to a group
     * @param lcb delivers it to this node
     * @param ecb takes it if there is an error
     * @return true if this protocol has taken it
     */
    bool RouteInput(Ptr<const Packet> p,
                    const Ipv6Header& header,
                    Ptr<const NetDevice> idev,
                    std::tuple_element_t<3, InputArguments> ucb,
                    std::tuple_element_t<4, InputArguments> mcb,
                    std::tuple_element_t<5, InputArguments> lcb,
                    std::tuple_element_t<6, InputArguments> ecb) override;
    void NotifyInterfaceUp(uint32_t interface) override;
    void NotifyInterfaceDown(uint32_t interface) override;
    void NotifyAddAddress(uint32_t interface, Ipv6InterfaceAddress address) override;
    void NotifyRemoveAddress(uint32_t interface, Ipv6InterfaceAddress address) override;
    void NotifyAddRoute(Ipv6Address dst,
                        Ipv6Prefix mask,
                        Ipv6Address nextHop,
                        uint32_t interface,
                        Ipv6Address prefixToUse) override;
    void NotifyRemoveRoute(Ipv6Address dst,
                           Ipv6Prefix mask,
                           Ipv6Address nextHop,
                           uint32_t interface,
                           Ipv6Address prefixToUse) override;
    void SetIpv6(Ptr<Ipv6> ipv6) override;
    void PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit unit) const override;

  protected:
    void DoDispose() override;

  private:
    /**
     * ns-3 calls for an error when the way of a packet that has waited has no interface any more,
     * of which not all who hand packets in want to know.
     *
     * @param error who is told; may be null
     * @return the same, or who drops the packet
     */
    ErrorCallback OrDrop(const ErrorCallback& error);

    /**
     * Do with a packet what an entry says.
     *
     * @param entry the entry
     * @param p the packet
     * @param header its IPv6 header
     * @param idev where it came in
     * @param ucb sends it
     * @param lcb takes it, if it is this node's own
     * @param makeSend makes what has it forwarded later, if it is to wait
     * @return false if it is left to other routing protocols
     */
    template <class MakeSend>
    bool Forward(const ForwardingEntry& entry,
                 Ptr<const Packet> p,
                 const Ipv6Header& header,
                 Ptr<const NetDevice> idev,
                 const UnicastForwardCallback& ucb,
                 const LocalDeliverCallback& lcb,
                 MakeSend makeSend);

    /// The node's interfaces or routes have changed.
    void ForgetRoutes();

    MobilityForwarding* m_forwarding{nullptr}; //!< the data plane
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_ROUTING_H
