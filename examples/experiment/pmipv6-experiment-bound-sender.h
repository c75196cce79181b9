/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_BOUND_SENDER_H
#define PMIPV6_EXPERIMENT_BOUND_SENDER_H

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Sends as ns-3's UdpClient does, from one source address for as long as it runs. A UdpClient is
/// bound to none: its packets have whatever source fits best at the time, so that its flow does not
/// survive if the host has a better one.
class BoundSender : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// What it sends.
    struct Terms
    {
        Ipv6Address source;      //!< from which address
        Ipv6Address destination; //!< to which address
        uint16_t port{0};        //!< to which port
        Time interval;           //!< between two packets
        uint32_t size{0};        //!< octets of a payload, 12 or more
    };

    /// @param terms what it sends
    void SetTerms(const Terms& terms)
    {
        m_terms = terms;
    }

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Send one, and the next one later.
    void Send();

    Terms m_terms;        //!< what it sends
    Ptr<Socket> m_socket; //!< bound to the source
    uint32_t m_sent{0};   //!< how many were sent
    EventId m_event;      //!< when the next one is sent
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_BOUND_SENDER_H
