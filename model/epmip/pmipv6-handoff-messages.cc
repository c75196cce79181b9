/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handoff-messages.h"

#include "pmipv6-change-requests.h"
#include "pmipv6-handoff-arrivals.h"
#include "pmipv6-location-messages.h"

namespace ns3
{
namespace pmipv6
{

void
HandoffMessages::Start(Ptr<Node> node, const Ipv6Address& address, const RoutingParts& parts)
{
    m_signaling = MobilitySignaling::Install(node);
    m_managers.AddAll(parts.managers);
    m_gateways.AddAll(parts.gateways);
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBCI};
    m_managers.Start(node, terms);
    terms.kinds = {ExperimentalSubtype::PBCI, ExperimentalSubtype::PBCA};
    m_gateways.Start(node, terms);
    m_handler = m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this, address](const MobilityMessage& message, const MessageContext& context) {
            return context.destination == address && Handle(message, context.source);
        });
    m_relayed = m_signaling->AddRelayedAnswer(
        [this](const MobilityMessage& answer, const Ipv6Address& peer) {
            return m_arrivals.IsPart(answer, peer);
        });
}

bool
HandoffMessages::Handle(const MobilityMessage& message, const Ipv6Address& peer)
{
    if (const auto* part = std::get_if<Pbca>(&message))
    {
        m_arrivals.HandlePart(ReadLocationAnswer(*part));
        return true;
    }
    const auto* inform = std::get_if<Pbci>(&message);
    if (inform)
    {
        m_requests.Handle(ReadLocationRequest(*inform), peer);
    }
    return inform;
}

void
HandoffMessages::Stop()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_handler.reset();
        m_signaling->RemoveRelayedAnswer(m_relayed);
    }
    m_managers.Stop();
    m_gateways.Stop();
}

void
HandoffMessages::Dispose()
{
    m_managers.Stop();
    m_gateways.Stop();
    m_signaling = nullptr;
}

} // namespace pmipv6
} // namespace ns3
