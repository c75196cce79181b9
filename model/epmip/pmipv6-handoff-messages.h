/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOFF_MESSAGES_H
#define PMIPV6_HANDOFF_MESSAGES_H

#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-routing-parts.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

class ChangeRequests;
class HandoffArrivals;

/**
 * @ingroup pmipv6-epmip
 * The messages of handoffs (draft-luo, 4.3 and 8): from whom PBCI and PBCA are taken, and who gets
 * them.
 */
class HandoffMessages
{
  public:
    /**
     * @param requests gets PBCI; outlives this
     * @param arrivals gets further parts of a PBCA; likewise
     */
    HandoffMessages(ChangeRequests& requests, HandoffArrivals& arrivals)
        : m_requests(requests),
          m_arrivals(arrivals)
    {
    }

    /**
     * @param node the node
     * @param address Proxy-CoA, or LMAA
     * @param parts the routing function, whose peers these are
     */
    void Start(Ptr<Node> node, const Ipv6Address& address, const RoutingParts& parts);

    /// Take no more. Nothing happens before Start.
    void Stop();

    /// Take no more, as the node is disposed of, and let go of its objects.
    void Dispose();

    /// @return true between Start and Stop
    bool IsOpen() const
    {
        return m_handler.has_value();
    }

  private:
    /**
     * @param message a message of MH Type 11
     * @param peer who has sent it
     * @return false if it is none of these
     */
    bool Handle(const MobilityMessage& message, const Ipv6Address& peer);

    ChangeRequests& m_requests;         //!< gets PBCI
    HandoffArrivals& m_arrivals;        //!< gets PBCA
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    std::optional<uint32_t> m_handler;  //!< registration there
    uint32_t m_relayed{0};              //!< likewise, of further parts of answers
    PeerTable m_managers;               //!< the eLMAs
    PeerTable m_gateways;               //!< the other gateways
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOFF_MESSAGES_H
