/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-presence.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"

#include "ns3/icmpv6-header.h"
#include "ns3/ipv6-header.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t ECHO_REPLY = 129; //!< RFC 4443, 4.2
constexpr uint32_t ECHO_SIZE = 8;   //!< RFC 4443, 4.1 and 4.2, without data

} // namespace

LtePresence::LtePresence(Sender send)
    : m_send(std::move(send))
{
}

LtePresence::~LtePresence()
{
    for (auto& [number, question] : m_questions)
    {
        question.timer.Cancel();
    }
}

void
LtePresence::SetPatience(Time interval, uint32_t attempts)
{
    m_interval = interval;
    m_attempts = attempts;
}

void
LtePresence::Ask(const LinkLayerAddress& node,
                 const Ipv6Address& source,
                 const Ipv6Address& destination,
                 Answered answered)
{
    const uint16_t number = m_next++;
    m_questions[number] = {node, source, destination, m_attempts, EventId(), std::move(answered)};
    Continue(number);
}

void
LtePresence::Continue(uint16_t number)
{
    auto& question = m_questions.at(number);
    if (question.left == 0)
    {
        End(number, false);
        return;
    }
    --question.left;
    question.timer = Simulator::Schedule(m_interval, [this, number] { Continue(number); });
    auto packet = Create<Packet>();
    Icmpv6Echo request(true);
    request.SetId(number);
    request.SetSeq(static_cast<uint16_t>(question.left));
    request.CalculatePseudoHeaderChecksum(question.source,
                                          question.destination,
                                          static_cast<uint16_t>(request.GetSerializedSize()),
                                          ICMPV6_PROTOCOL);
    packet->AddHeader(request);
    Ipv6Header header;
    header.SetSource(question.source);
    header.SetDestination(question.destination);
    header.SetNextHeader(ICMPV6_PROTOCOL);
    header.SetHopLimit(DISCOVERY_HOP_LIMIT);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    m_send(question.node, packet);
}

void
LtePresence::HandleReceived(const LinkLayerAddress& node, const Packet& packet)
{
    const auto start = m_questions.empty() ? std::nullopt : PeekIpv6Start(packet);
    if (!start || start->nextHeader != ICMPV6_PROTOCOL || start->payload != ECHO_REPLY ||
        packet.GetSize() < IPV6_HEADER_SIZE + ECHO_SIZE)
    {
        return;
    }
    auto copy = packet.Copy();
    copy->RemoveAtStart(IPV6_HEADER_SIZE);
    Icmpv6Echo reply(false);
    copy->PeekHeader(reply);
    const auto question = m_questions.find(reply.GetId());
    if (question != m_questions.end() && question->second.node == node)
    {
        End(reply.GetId(), true);
    }
}

void
LtePresence::End(uint16_t number, bool isThere)
{
    const auto question = m_questions.find(number);
    question->second.timer.Cancel();
    const Answered answered = std::move(question->second.answered);
    m_questions.erase(question);
    answered(isThere); // Who is told may ask anew.
}

} // namespace pmipv6
} // namespace ns3
