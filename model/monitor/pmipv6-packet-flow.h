/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_FLOW_H
#define PMIPV6_PACKET_FLOW_H

#include "pmipv6-packet-paths.h"
#include "pmipv6-transport-packet.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * One packet of a flow.
 */
struct PacketSample
{
    Time sent;                        //!< when it was sent
    Time entered;                     //!< when its sender's gateway, the first router, forwarded it
    Time last;                        //!< when it was last seen: received, dropped
    uint32_t path{PacketPaths::NONE}; //!< who forwarded it
    uint16_t octets{0};               //!< of payload
    uint8_t deliveries{0};            //!< how often it reached its receiver, at most 255
    bool isDropped : 1;               //!< a trace has told of a drop
    bool isLostAtSender : 1;          //!< see PacketSide; of a packet without deliveries

    /// @return true if it has reached its receiver
    bool IsReceived() const
    {
        return deliveries > 0;
    }

    /// @return when it was lost: where no trace told of a drop, half a second after it was last
    /// seen, by when a Wi-Fi station's queue has given it up
    Time GetLost() const;
};

/// @ingroup pmipv6-monitor
/// On whose side of its way a packet is dropped.
enum class PacketSide : uint8_t
{
    SENDER,  //!< on the sender's link, at its gateway, or for want of its binding
    RECEIVER //!< behind that
};

/**
 * @ingroup pmipv6-monitor
 * The packets of one flow and what has become of each: their only writer. Knows time only as an
 * argument, and nothing of traces. It holds 32 octets a packet, of TCP 40.
 */
class PacketFlow
{
  public:
    /// Something that happened to a packet.
    struct Incident
    {
        std::size_t number; //!< of the packet in its flow, from 0
        Time when;          //!< when it happened
    };

    /**
     * @param sender name of the sender
     * @param receiver name of the receiver
     * @param protocol UDP_PROTOCOL or TCP_PROTOCOL
     */
    PacketFlow(std::string sender, std::string receiver, uint8_t protocol);

    /**
     * Its sender sends a packet; of TCP acknowledgements too, which count for their numbers alone.
     *
     * @param source its source address
     * @param destination its destination address
     * @param packet what it says
     * @param now the time
     * @return its number; nothing if it has no payload that is to be followed
     */
    std::optional<std::size_t> Send(const Ipv6Address& source,
                                    const Ipv6Address& destination,
                                    const TransportPacket& packet,
                                    Time now);

    /**
     * A node forwards a packet, or a fragment of it.
     *
     * @param number of the packet
     * @param node index of the node
     * @param isWhole false for a fragment that is not its first
     * @param paths where the packets' ways are kept
     * @param now the time
     * @return true if no node has forwarded it before
     */
    bool Forward(std::size_t number, uint16_t node, bool isWhole, PacketPaths& paths, Time now);

    /**
     * A packet is at its receiver.
     *
     * @param number of the packet
     * @param now the time
     * @return false if it was there before
     */
    bool Receive(std::size_t number, Time now);

    /// A packet, or a fragment of one, is at a host that is not its receiver.
    void ReceiveElsewhere()
    {
        ++m_misdelivered;
    }

    /**
     * A packet that is not received yet is dropped.
     *
     * @param number of the packet
     * @param side on whose side; if it is not said: the sender's as long as nobody has forwarded it
     * @param now the time
     * @return true if that is its first drop
     */
    bool Drop(std::size_t number, std::optional<PacketSide> side, Time now);

    /// @return name of its sender
    const std::string& GetSender() const
    {
        return m_sender;
    }

    /// @return name of its receiver
    const std::string& GetReceiver() const
    {
        return m_receiver;
    }

    /// @return UDP_PROTOCOL or TCP_PROTOCOL
    uint8_t GetProtocol() const
    {
        return m_protocol;
    }

    /// @return all its packets, in the order sent
    const std::vector<PacketSample>& GetSamples() const
    {
        return m_samples;
    }

    /**
     * @param number of a packet
     * @return TCP: its first octet's place in the flow, from 0; UDP: number
     */
    uint64_t GetSequence(std::size_t number) const
    {
        return m_protocol == TCP_PROTOCOL ? m_sequences.at(number) : number;
    }

    /**
     * @param number of a packet
     * @return its source and its destination
     */
    std::pair<Ipv6Address, Ipv6Address> GetAddresses(std::size_t number) const;

    /**
     * @param now the time
     * @return how many packets count as sent: all but those of the last second, which may be on
     *         their way
     */
    std::size_t CountSent(Time now) const;

    /**
     * @param now the time
     * @return the lost packets of those that count, and when; see PacketSample::GetLost
     */
    std::vector<Incident> FindLosses(Time now) const;

    /// @return packets that came again
    const std::vector<Incident>& GetDuplicates() const
    {
        return m_duplicates;
    }

    /// @return overtaken packets that came (RFC 4737)
    const std::vector<Incident>& GetReordered() const
    {
        return m_reordered;
    }

    /// @return how often a host that is not the receiver got a packet
    uint64_t CountMisdelivered() const
    {
        return m_misdelivered;
    }

    /// @return who forwarded the last packet received
    uint32_t GetPath() const
    {
        return m_path;
    }

  private:
    /// Addresses that it uses from one of its packets on.
    struct Ends
    {
        std::size_t first;       //!< number of the packet
        Ipv6Address source;      //!< source address
        Ipv6Address destination; //!< destination address
    };

    /**
     * @param packet what TCP sends, acknowledgements too
     * @return the place of its first octet
     */
    uint64_t TakeSequence(const TransportPacket& packet);

    std::string m_sender;                    //!< name of the sender
    std::string m_receiver;                  //!< name of the receiver
    uint8_t m_protocol;                      //!< UDP or TCP
    std::vector<Ends> m_ends;                //!< its addresses, a row where they change
    std::vector<PacketSample> m_samples;     //!< all packets, in the order sent
    std::vector<uint64_t> m_sequences;       //!< TCP: their places, see GetSequence; UDP: empty
    std::optional<uint32_t> m_firstSequence; //!< TCP: number of its first octet, once it is known
    uint64_t m_nextSequence{0};              //!< TCP: place of the last packet sent
    std::size_t m_nextExpected{0}; //!< NextExp of RFC 4737: one above the highest number received
    uint64_t m_misdelivered{0};    //!< received by another node
    uint32_t m_path{PacketPaths::NONE}; //!< of the last packet received
    std::vector<Incident> m_duplicates; //!< packets that came again
    std::vector<Incident> m_reordered;  //!< overtaken packets that came
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_FLOW_H
