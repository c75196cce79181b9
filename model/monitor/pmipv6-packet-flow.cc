/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-packet-flow.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

Time
PacketSample::GetLost() const
{
    // ns-3's Wi-Fi queues hold a packet for half a second (WifiMacQueue::MaxDelay).
    return isDropped ? last : last + MilliSeconds(500);
}

PacketFlow::PacketFlow(std::string sender, std::string receiver, uint8_t protocol)
    : m_sender(std::move(sender)),
      m_receiver(std::move(receiver)),
      m_protocol(protocol)
{
}

std::optional<std::size_t>
PacketFlow::Send(const Ipv6Address& source,
                 const Ipv6Address& destination,
                 const TransportPacket& packet,
                 Time now)
{
    if (m_protocol == TCP_PROTOCOL)
    {
        const uint64_t sequence = TakeSequence(packet);
        if (packet.octets == 0)
        {
            return std::nullopt;
        }
        m_sequences.push_back(sequence);
    }
    const std::size_t number = m_samples.size();
    if (m_ends.empty() || m_ends.back().source != source ||
        m_ends.back().destination != destination)
    {
        m_ends.push_back({number, source, destination});
    }
    PacketSample sample;
    sample.sent = now;
    sample.last = now;
    sample.octets = static_cast<uint16_t>(packet.octets);
    sample.isDropped = false;
    sample.isLostAtSender = true;
    m_samples.push_back(sample);
    return number;
}

uint64_t
PacketFlow::TakeSequence(const TransportPacket& packet)
{
    if (packet.isSyn)
    {
        m_firstSequence = packet.sequence + 1; // The SYN itself has a number.
        m_nextSequence = 0;
        return 0;
    }
    if (!m_firstSequence)
    {
        m_firstSequence = packet.sequence;
    }
    // Numbers wrap; those of two packets that follow each other are near each other.
    const uint32_t step =
        packet.sequence - *m_firstSequence - static_cast<uint32_t>(m_nextSequence);
    m_nextSequence += static_cast<uint64_t>(int64_t{static_cast<int32_t>(step)});
    return m_nextSequence;
}

bool
PacketFlow::Forward(std::size_t number, uint16_t node, bool isWhole, PacketPaths& paths, Time now)
{
    PacketSample& sample = m_samples.at(number);
    const bool isFirst = sample.path == PacketPaths::NONE;
    if (isWhole && isFirst)
    {
        sample.entered = now;
    }
    if (!sample.IsReceived())
    {
        sample.path = isWhole ? paths.Extend(sample.path, node) : sample.path;
        sample.last = now;
        sample.isLostAtSender = false;
    }
    return isFirst;
}

bool
PacketFlow::Receive(std::size_t number, Time now)
{
    PacketSample& sample = m_samples.at(number);
    sample.deliveries += sample.deliveries < UINT8_MAX;
    if (sample.deliveries > 1)
    {
        m_duplicates.push_back({number, now});
        return false;
    }
    sample.last = now;
    m_path = sample.path;
    if (number < m_nextExpected)
    {
        m_reordered.push_back({number, now});
    }
    else
    {
        m_nextExpected = number + 1;
    }
    return true;
}

bool
PacketFlow::Drop(std::size_t number, std::optional<PacketSide> side, Time now)
{
    PacketSample& sample = m_samples.at(number);
    if (sample.IsReceived())
    {
        return false;
    }
    sample.last = now;
    if (sample.isDropped)
    {
        return false;
    }
    sample.isDropped = true;
    sample.isLostAtSender = side ? *side == PacketSide::SENDER : sample.path == PacketPaths::NONE;
    return true;
}

std::pair<Ipv6Address, Ipv6Address>
PacketFlow::GetAddresses(std::size_t number) const
{
    const auto after =
        std::partition_point(m_ends.begin(), m_ends.end(), [number](const Ends& row) {
            return row.first <= number;
        });
    const Ends& row = *std::prev(after);
    return {row.source, row.destination};
}

std::size_t
PacketFlow::CountSent(Time now) const
{
    const Time limit = now - Seconds(1);
    const auto end = std::partition_point(m_samples.begin(),
                                          m_samples.end(),
                                          [&](const auto& sample) { return sample.sent <= limit; });
    return static_cast<std::size_t>(end - m_samples.begin());
}

std::vector<PacketFlow::Incident>
PacketFlow::FindLosses(Time now) const
{
    std::vector<Incident> losses;
    const std::size_t sent = CountSent(now);
    for (std::size_t number = 0; number < sent; ++number)
    {
        const PacketSample& sample = m_samples[number];
        if (!sample.IsReceived())
        {
            losses.push_back({number, sample.GetLost()});
        }
    }
    return losses;
}

} // namespace pmipv6
} // namespace ns3
