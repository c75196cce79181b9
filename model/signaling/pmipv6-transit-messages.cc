/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-transit-messages.h"

#include "pmipv6-hop-by-hop-options.h"
#include "pmipv6-mobility-codec.h"

#include "ns3/ipv6-l3-protocol.h"

#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

void
TransitMessages::Start(Ptr<Node> node, Taker taker)
{
    m_node = node;
    m_taker = std::move(taker);
}

uint32_t
TransitMessages::Add(MessageType type, Interceptor interceptor)
{
    if (!m_extension)
    {
        m_extension =
            HopByHopExtension::Install(m_node,
                                       [this](Ptr<const Packet> packet, const Ipv6Header& header) {
                                           return Take(packet, header);
                                       });
    }
    return m_interceptors.Add(type, std::move(interceptor));
}

void
TransitMessages::Dispose()
{
    if (m_extension)
    {
        m_extension->Forget();
    }
    m_extension = nullptr;
    m_interceptors.Clear();
    m_taker = nullptr;
    m_node = nullptr;
}

bool
TransitMessages::Take(Ptr<const Packet> packet, const Ipv6Header& header) const
{
    const auto options = ReadHopByHopOptions(*packet);
    if (m_interceptors.IsEmpty() || !options || !options->IsMobilityAlert() ||
        m_node->GetObject<Ipv6L3Protocol>()->GetInterfaceForAddress(header.GetDestination()) >= 0)
    {
        return false; // What is for this node comes to it by itself.
    }
    std::vector<uint8_t> octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    const auto result = ParseMobilityHeader(octets.data() + options->length,
                                            octets.size() - options->length,
                                            header.GetSource(),
                                            header.GetDestination());
    const auto* message = std::get_if<MobilityMessage>(&result);
    if (!message)
    {
        return false;
    }
    const bool isWanted =
        m_interceptors.Offer(*message, {header.GetSource(), header.GetDestination(), true});
    if (isWanted)
    {
        m_taker(*message, header);
    }
    return isWanted;
}

} // namespace pmipv6
} // namespace ns3
