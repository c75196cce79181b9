/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BENCH_DOMAIN_H
#define PMIPV6_BENCH_DOMAIN_H

#include "ns3/mac48-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/pmipv6-access-link.h"
#include "ns3/pmipv6-basic-device.h"
#include "ns3/pmipv6-helper.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

/// An access link without nodes: says who is attached, sends as a node, counts what nodes get.
class CountingLink : public AccessLink
{
  public:
    AccessTechnologyType GetTechnology() const override;
    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override;

    using AccessLink::NotifyAttached;
    using AccessLink::NotifyDetached;
    using AccessLink::NotifyReceived;

    uint64_t count{0}; //!< frames to nodes
};

/// The same for plain routing: an interface that takes what is sent to it.
class CountingDevice : public BasicDevice
{
  public:
    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;
    bool NeedsArp() const override;

    using BasicDevice::PassUp;

    uint64_t count{0}; //!< frames sent
};

/**
 * A correspondent, an anchor and a gateway in a row, with 10 static routes each:
 * @code
 * cn ---- lma ---- mag ---- any number of mobile nodes that are no ns-3 nodes
 * @endcode
 * With the roles, or with nothing but ns-3's routing over the same links. Destroys the simulation
 * when it goes. Nothing happens at the access link and at the correspondent but that packets are
 * counted, so that what is measured are the hops through lma and mag and the two links.
 */
class Domain
{
  public:
    /**
     * @param isMobile with the roles, else plain routing
     */
    explicit Domain(bool isMobile);
    ~Domain();
    Domain(const Domain&) = delete;
    Domain& operator=(const Domain&) = delete;

    /**
     * Attach mobile nodes, and run until they are registered.
     *
     * @param first number of the first; numbers of others that are attached are lower
     * @param count how many
     * @return true if all are registered
     */
    bool Register(std::size_t first, std::size_t count);

    /**
     * Detach mobile nodes, and run until the anchor has forgotten them.
     *
     * @param first number of the first
     * @param count how many
     */
    void Deregister(std::size_t first, std::size_t count);

    /// Enter nodes that will attach into the policy store. @param count how many
    void AddNodes(std::size_t count);

    /**
     * Send packets from the correspondent to mobile nodes in random order.
     *
     * @param count how many packets
     * @return true if all arrive
     */
    bool SendDown(std::size_t count);

    /**
     * Send packets from mobile nodes in random order to the correspondent.
     *
     * @param count how many packets
     * @return true if all arrive
     */
    bool SendUp(std::size_t count);

  private:
    /// A mobile node.
    struct Mobile
    {
        Mac48Address linkLayer; //!< its address on the link
        Ipv6Address address;    //!< its global address
    };

    /// Send one packet and schedule the next. @param rest how many
    void SendNext(bool isDown, std::size_t rest);

    /// Let all packets that are under way arrive.
    static void Run(Time time);

    /// Read the registered nodes' addresses from the anchor.
    void ReadAddresses();

    Pmipv6Helper m_domain;              //!< the roles
    Ptr<Node> m_cn;                     //!< correspondent
    Ptr<Node> m_lma;                    //!< first hop down
    Ptr<Node> m_mag;                    //!< second hop down
    Ptr<NetDevice> m_cnDevice;          //!< at cn
    Ptr<LocalMobilityAnchor> m_anchor;  //!< role; null with plain routing
    Ptr<MobileAccessGateway> m_gateway; //!< role; null with plain routing
    Ptr<CountingLink> m_link;           //!< access link; null with plain routing
    Ptr<CountingDevice> m_device;       //!< access link of plain routing
    std::vector<Mobile> m_mobiles;      //!< all nodes
    std::vector<Mobile> m_senders;      //!< in the order of packets, one after the other in memory
    std::size_t m_next{0};              //!< place in m_senders
    uint64_t m_received{0};             //!< packets at cn
};

} // namespace bench
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BENCH_DOMAIN_H
