/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_TUNNEL_H
#define PMIPV6_HOME_TUNNEL_H

#include "pmipv6-home-binding.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/node.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The home address on a mobile node, and where packets to and from it go (RFC 6275, 11.3): it is on
 * a virtual interface, so that no advertisement takes it away, and packets without a source leave
 * from it (RFC 6724, 5, rule 4).
 */
class HomeTunnel
{
  public:
    /**
     * Have the home address. Until another word packets from it are dropped.
     *
     * @param node the mobile node's
     * @param association with the home agent
     */
    void Start(Ptr<Node> node, const HomeAssociation& association);

    /// Have it no more. Nothing happens if it is not there.
    void Stop();

    /// Let go of the node's objects.
    void Dispose();

    /**
     * Through the tunnel, both ways (11.6.3).
     *
     * @param careOf the care-of address, its end here
     */
    void Open(const Ipv6Address& careOf);

    /**
     * Packets from the home address are dropped.
     *
     * @param reason why; a name that lasts, such as a literal
     */
    void Close(const char* reason);

    /// Packets from the home address are sent as any: the node is at home.
    void Leave();

    /**
     * @param areBound mobile network prefixes are bound with the home address: their packets go as
     * those of the home address do. Else they are dropped while the node is away, if there are any
     */
    void SetNetworks(bool areBound);

  private:
    /// Have packets from it sent in a way, and those to it taken from a tunnel. @param action the
    /// way; nothing: as packets of others
    void Forward(const std::optional<ForwardingAction>& action);

    /**
     * Do what is to be done with packets from and to a prefix.
     *
     * @param prefix the node's
     * @param action what is to be done; nothing: no more than with others
     */
    void Forward(const Prefix& prefix, const std::optional<ForwardingAction>& action);

    /// @return number of the virtual interface
    uint32_t GetInterface() const;

    HomeAssociation m_association;  //!< with the home agent
    bool m_areNetworksBound{false}; //!< see SetNetworks
    /// What is done with packets from the home address; nothing: the node is at home.
    std::optional<ForwardingAction> m_action;
    Ptr<Node> m_node;                     //!< the node; null before the start
    Ptr<MobilitySignaling> m_signaling;   //!< its signaling
    Ptr<MobilityForwarding> m_forwarding; //!< its forwarding
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_TUNNEL_H
