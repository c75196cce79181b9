/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ATTACHMENT_BENCH_H
#define PMIPV6_ATTACHMENT_BENCH_H

#include "pmipv6-role-bench.h"

#include "ns3/pmipv6-access-link.h"
#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-mobile-access-gateway.h"

#include <cstddef>
#include <cstdint>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the fuzzers of roles with an access link share: mobile nodes that an input has come and go.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

/**
 * @param node which node
 * @return its link-layer address
 */
LinkLayerAddress GetLinkLayer(std::size_t node);

/// A link whose nodes answer if they shall.
class ScriptedLink : public AccessLink
{
  public:
    AccessTechnologyType GetTechnology() const override;
    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& node,
              uint16_t protocol) override;

    /// A node comes.
    void Attach(const LinkLayerAddress& node, HandoffIndicator hint);

    /// A node goes.
    void Detach(const LinkLayerAddress& node);

    /// A node sends an IPv6 packet.
    void Pass(Ptr<Packet> packet, const LinkLayerAddress& node, const LinkLayerAddress& gateway);

    /// A node solicits.
    void Solicit(const LinkLayerAddress& node, const LinkLayerAddress& gateway);

    bool isAwake{true}; //!< the nodes answer solicitations

  private:
    /// A node sends an ICMPv6 message.
    void SendFrom(const LinkLayerAddress& node,
                  const LinkLayerAddress& gateway,
                  const Header& message);

    /// A node answers.
    void Answer(const LinkLayerAddress& node, const LinkLayerAddress& gateway);
};

/// A mobile access gateway with a link.
class AttachmentBench : public RoleBench
{
  protected:
    /// @param nodes how many have a policy profile; one more comes and goes
    explicit AttachmentBench(std::size_t nodes);

    /**
     * A node has a policy profile.
     *
     * @param profile without interfaces
     * @param interfaces of it: which nodes of the link
     */
    void AddNode(PolicyProfile profile, const std::vector<std::size_t>& interfaces);

    /// Have the gateway start, and the resident node come.
    void StartGateway();

    /// A node comes, goes or solicits. @return true if it is the resident one
    bool Move(uint8_t operand);

    /**
     * A packet of, or to, the resident node.
     *
     * @param source of it
     * @param destination of it
     * @param tunnel who has tunnelled it; ::: the node sends it
     */
    void Exchange(const Ipv6Address& source,
                  const Ipv6Address& destination,
                  const Ipv6Address& tunnel);

    /// All nodes go.
    void DetachAll();

    Ptr<MobileAccessGateway> m_gateway; //!< the role
    Ptr<ScriptedLink> m_link;           //!< of its nodes
    std::size_t m_restingSize{0};       //!< of the forwarding table without nodes

  private:
    std::size_t m_nodes; //!< how many have a policy profile
};

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ATTACHMENT_BENCH_H
