/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROBE_FLOW_FIXTURE_H
#define PMIPV6_PROBE_FLOW_FIXTURE_H

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/socket.h"

#include <cstdint>
#include <map>
#include <vector>

/**
 * @defgroup pmipv6-tests Tests of pmipv6
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * UDP packets of constant bit rate from one node to another, with the exact time of each.
 */
class ProbeFlow
{
  public:
    /// One arrival.
    struct Arrival
    {
        Time at;              //!< when
        uint8_t hopLimit;     //!< of the packet as it arrived
        Ipv6Address source;   //!< its source
        uint32_t octets;      //!< of UDP payload
        uint8_t trafficClass; //!< of the packet as it arrived
    };

    /**
     * @param from the sender
     * @param to the receiver; its global address is looked up at the start
     * @param port UDP port at the receiver
     * @param interval between two packets
     * @param octets UDP payload of a packet, at least 4
     */
    ProbeFlow(Ptr<Node> from, Ptr<Node> to, uint16_t port, Time interval, uint32_t octets);

    /**
     * @param start when the first packet is sent
     * @param count how many are sent
     */
    void Run(Time start, uint32_t count);

    /// @param hopLimit of the packets sent
    void SetHopLimit(uint8_t hopLimit);

    /// @param trafficClass of the packets sent
    void SetTrafficClass(uint8_t trafficClass);

    /// @return when each packet was sent, by its number
    const std::vector<Time>& GetSent() const
    {
        return m_sent;
    }

    /// @return the arrivals, by number
    const std::map<uint32_t, Arrival>& GetArrivals() const
    {
        return m_arrivals;
    }

    /// @return numbers of the packets that did not arrive
    std::vector<uint32_t> GetLost() const;

    /// @return how many packets arrived more than once
    uint32_t GetDuplicates() const
    {
        return m_duplicates;
    }

  private:
    /// Send one packet and schedule the next.
    void SendNext();

    /**
     * @param socket with packets to read
     */
    void Receive(Ptr<Socket> socket);

    Ptr<Node> m_from;                       //!< the sender
    Ptr<Node> m_to;                         //!< the receiver
    uint16_t m_port;                        //!< at the receiver
    Time m_interval;                        //!< between two packets
    uint32_t m_octets;                      //!< payload
    uint32_t m_count{0};                    //!< still to be sent
    Ptr<Socket> m_sender;                   //!< at the sender
    Ptr<Socket> m_receiver;                 //!< at the receiver
    Ipv6Address m_destination;              //!< the receiver's address
    std::vector<Time> m_sent;               //!< by number
    std::map<uint32_t, Arrival> m_arrivals; //!< by number
    uint32_t m_duplicates{0};               //!< second arrivals
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROBE_FLOW_FIXTURE_H
