/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-dmm-state-source.h"

#include <map>

namespace ns3
{
namespace pmipv6
{

MaarStateSource::MaarStateSource(Ptr<MobileAccessGateway> gateway,
                                 Ptr<MobilityAnchorAccessRouter> maar)
    : GatewayStateSource(gateway),
      m_gateway(gateway),
      m_maar(maar)
{
}

bool
MaarStateSource::IsAnchor() const
{
    return true;
}

bool
MaarStateSource::OwnsAddress(const Ipv6Address& address) const
{
    return m_maar->GetAnchoredNodes().IsOfPool(address);
}

std::vector<StateSource::Session>
MaarStateSource::GetSessions() const
{
    std::vector<Session> sessions;
    for (const auto& [identifier, node] : m_maar->GetAnchoredNodes().GetAll())
    {
        if (node.state == AnchoringState::TEMPORARY)
        {
            continue; // Nobody was told of it.
        }
        const bool isAway = node.state == AnchoringState::AWAY;
        sessions.push_back({"anchor",
                            identifier,
                            node.prefixes,
                            isAway ? node.serving : m_gateway->GetAddress(),
                            node.state != AnchoringState::LEFT});
    }
    return sessions;
}

std::vector<StateSource::Attachment>
MaarStateSource::GetAttachments() const
{
    auto attachments = GatewayStateSource::GetAttachments();
    for (const auto& [node, rows] : m_maar->GetPreviousAnchors().GetAll())
    {
        const auto all = m_gateway->GetBindingUpdateList().FindByLinkLayer(node);
        for (const auto& row : rows)
        {
            attachments.push_back({"previous",
                                   all.empty() ? "" : all.front()->identifier,
                                   {row.anchorage.prefix},
                                   row.anchorage.maar,
                                   GetStateName(row.state),
                                   false});
        }
    }
    return attachments;
}

DatabaseStateSource::DatabaseStateSource(Ptr<CentralMobilityDatabase> database)
    : m_database(database)
{
}

std::optional<StateSource::Router>
DatabaseStateSource::GetRouter() const
{
    return Router{m_database->GetAddress(), MobilityForwarding::Install(m_database->GetNode())};
}

std::vector<StateSource::Session>
DatabaseStateSource::GetSessions() const
{
    std::map<std::string, Session> ordered; // By node, so that results do not depend on hashes.
    for (const auto& [identifier, session] : m_database->GetSessions().GetAll())
    {
        Session row{"session", identifier, session.prefixes, session.proxyCareOf};
        row.isForwarding = session.state == BindingState::REGISTERED;
        for (const auto& previous : session.previous)
        {
            row.prefixes.push_back(previous.prefix);
        }
        ordered.emplace(identifier, std::move(row));
    }
    std::vector<Session> sessions;
    for (auto& [identifier, session] : ordered)
    {
        sessions.push_back(std::move(session));
    }
    return sessions;
}

} // namespace pmipv6
} // namespace ns3
