/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOFF_HINT_FIXTURE_H
#define PMIPV6_HANDOFF_HINT_FIXTURE_H

#include "pmipv6-topology-fixture.h"

#include "ns3/socket.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * A gateway that knows more of a node's attachment than its link tells: on the wire its "unknown"
 * becomes another Handoff Indicator, and in the answer that becomes "unknown" again.
 *
 * @param net the topology
 * @param gateway the gateway
 * @param anchor to whom it sends
 * @param indicator what its requests shall say
 */
void GiveHint(TopologyFixture& net, Place gateway, Place anchor, HandoffIndicator indicator);

/// @return options with which the anchor assigns two prefixes at once
TopologyOptions AssignTwo();

/**
 * @ingroup pmipv6-tests
 * One mobile node with two interfaces, which the hosts FIRST and SECOND of the topology stand for,
 * and probes that show for each prefix where packets go.
 */
class TwoInterfaces
{
  public:
    static constexpr uint32_t FIRST = 0;  //!< host that stands for the first interface
    static constexpr uint32_t SECOND = 2; //!< host that stands for the second interface

    /// @param net the topology; must outlive this
    explicit TwoInterfaces(TopologyFixture& net);
    ~TwoInterfaces();
    TwoInterfaces(const TwoInterfaces&) = delete;
    TwoInterfaces& operator=(const TwoInterfaces&) = delete;

    /// Give each interface prefixes of its own in the node's profile.
    void SetPrefixes(const std::vector<Prefix>& first, const std::vector<Prefix>& second);

    /**
     * @return the node's bindings at L1, in the order of their prefixes: "fd00:1::/64
     * fd00:1:0:1::/64 first at G1; fd00:1:0:2::/64 second at G2 deregistered"
     */
    std::string DescribeBindings() const;

    /**
     * Send a packet from CN to an address of each prefix that an interface has configured, and one
     * from that address to CN; takes 200 ms.
     *
     * @return for each binding's prefix where they came out: "fd00:1::/64 by G1 to first and back;
     * fd00:1:0:1::/64 by G1 to nobody"
     */
    std::string Probe();

  private:
    /// What became of the packets of a prefix.
    struct Trip
    {
        std::string gateways; //!< by which tunnels the packet went down
        std::string receiver; //!< which interface it reached
        bool isBack{false};   //!< the packet up reached CN
    };

    /// Send the packets of a prefix, if an interface has an address of it.
    void Send(const Prefix& prefix, const std::string& name);
    /// A packet has reached CN or an interface.
    void Receive(Ptr<Socket> socket, const std::string& where);
    /// @return the name of an interface, by its link-layer identifier
    std::string GetName(const LinkLayerIdentifier& interface) const;

    TopologyFixture& m_net;                                  //!< the topology
    std::map<Place, const std::vector<WireRecord>*> m_wires; //!< from L1 to each gateway
    std::map<std::string, Ptr<Socket>> m_sockets;            //!< of CN and both interfaces
    std::map<std::string, Trip> m_trips;                     //!< by prefix
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOFF_HINT_FIXTURE_H
