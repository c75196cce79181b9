/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-state-checker.h"

#include "pmipv6-access-device.h"

#include <algorithm>
#include <map>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param end where a packet got to, other than where it should
 * @param from the gateway at which it began
 * @param gateway where its receiver is
 * @return who is to blame, and what that does
 */
std::pair<std::string, std::string>
Blame(const PacketEnd& end, const std::string& from, const std::string& gateway)
{
    switch (end.kind)
    {
    case PacketEnd::Kind::DELIVERED:
        return {end.router, end.router == gateway ? "another node" : end.router};
    case PacketEnd::Kind::DROPPED:
        return {end.router, "drop"};
    case PacketEnd::Kind::LEFT:
        return {from, "leaves the domain"};
    case PacketEnd::Kind::LOOP:
        break;
    }
    return {from, "loop"};
}

} // namespace

void
StateChecker::AddSource(std::shared_ptr<const StateSource> source, const std::string& name)
{
    if (const auto router = source->GetRouter())
    {
        m_known.routers[router->address] = name;
        m_walk.AddRouter(source, name);
    }
    m_sources.emplace_back(name, std::move(source));
}

void
StateChecker::AddPair(const std::string& a, const std::string& b)
{
    m_pairs.emplace_back(a, b);
}

void
StateChecker::AddMobileNode(const std::string& identifier,
                            const std::string& name,
                            const LinkLayerAddress& linkLayer,
                            const std::string& gateway)
{
    m_known.nodes[identifier] = {name, linkLayer, gateway};
}

void
StateChecker::AddHost(const std::string& identifier, Ptr<Node> node)
{
    m_hosts.Add(identifier, node);
}

StateChecker::Finding
StateChecker::Check() const
{
    StateTables tables;
    for (const auto& [name, source] : m_sources)
    {
        tables.Add(*source, name);
    }
    const PrefixOwners owners = tables.FindOwners(m_known);
    const PrefixPairs pairs = FindPairs(tables, owners);
    // Those of tables alone are not all that pass.
    const PrefixPairs talking = m_pairs.empty() ? PrefixPairs() : pairs;
    Finding finding;
    for (const auto& rows : tables.GetAll())
    {
        for (const auto& session : rows.sessions)
        {
            finding.Add(JudgeSession(rows.name, session, m_known));
        }
    }
    for (const auto& rows : tables.GetAll())
    {
        for (const auto& attachment : rows.attachments)
        {
            const bool isUsed = IsUsedHere(rows, attachment);
            finding.Add(JudgeAttachment(rows.name, attachment, isUsed, m_known));
        }
    }
    for (const auto& rows : tables.GetAll())
    {
        for (const auto& route : rows.routes)
        {
            finding.Add(JudgeRoute(rows.name, route, m_known, owners, talking));
        }
    }
    m_hosts.Judge(tables.GetPrefixes(), m_known, finding);
    CheckDelivery(tables, owners, finding);
    CheckPairs(pairs, owners, finding);
    finding.isConsistent = finding.stale.empty();
    return finding;
}

bool
StateChecker::IsUsedHere(const StateTables::Rows& rows,
                         const StateSource::Attachment& attachment) const
{
    const AttachedNode* node = m_known.FindNode(attachment.identifier);
    if (!node || node->gateway == rows.name)
    {
        return false;
    }
    const auto sends = [&](const StateSource::Attachment& other) {
        const AttachedNode* sender = m_known.FindNode(other.identifier);
        return sender && sender->gateway == rows.name && !other.prefixes.empty() &&
               std::any_of(attachment.prefixes.begin(),
                           attachment.prefixes.end(),
                           [&](const Prefix& prefix) {
                               return m_walk.IsDeliveredLocally(rows.name,
                                                                other.prefixes.front().GetAddress(),
                                                                prefix);
                           });
    };
    return std::any_of(rows.attachments.begin(), rows.attachments.end(), sends);
}

PrefixPairs
StateChecker::FindPairs(const StateTables& tables, const PrefixOwners& owners) const
{
    std::map<std::string, std::vector<Prefix>> prefixes; // By the mobile node's name.
    for (const auto& [prefix, node] : owners)
    {
        prefixes[node.name].push_back(prefix);
    }
    PrefixPairs pairs;
    for (const auto& [a, b] : m_pairs)
    {
        const AttachedNode* first = m_known.FindNode(a);
        const AttachedNode* second = m_known.FindNode(b);
        if (!first || !second)
        {
            continue;
        }
        for (const auto& source : prefixes[first->name])
        {
            for (const auto& destination : prefixes[second->name])
            {
                pairs.insert(std::minmax(source, destination));
            }
        }
    }
    for (const auto& rows : tables.GetAll())
    {
        for (const auto& [a, b] : rows.pairs)
        {
            pairs.insert(std::minmax(a, b));
        }
    }
    return pairs;
}

void
StateChecker::CheckDelivery(const StateTables& tables,
                            const PrefixOwners& owners,
                            Finding& finding) const
{
    std::set<std::string> bound;
    for (const auto& owned : owners)
    {
        bound.insert(owned.second.name);
        // From its own gateway up to its anchor and down again, as a correspondent there would
        // send.
        CheckReached(owned, owned, finding);
    }
    for (const auto& [identifier, node] : m_known.nodes)
    {
        if (!bound.count(node.name))
        {
            finding.stale.push_back({tables.FindAnchor(identifier, m_known),
                                     "binding",
                                     node.name,
                                     "none",
                                     node.gateway});
        }
    }
}

void
StateChecker::CheckPairs(const PrefixPairs& pairs,
                         const PrefixOwners& owners,
                         Finding& finding) const
{
    for (const auto& [a, b] : pairs)
    {
        const auto first = owners.find(a);
        const auto second = owners.find(b);
        if (first != owners.end() && second != owners.end())
        {
            CheckReached(*first, *second, finding);
            CheckReached(*second, *first, finding);
        }
    }
}

void
StateChecker::CheckReached(const PrefixOwners::value_type& from,
                           const PrefixOwners::value_type& to,
                           Finding& finding) const
{
    const auto& [source, sender] = from;
    const auto& [destination, receiver] = to;
    const auto end = Follow(sender.gateway, source.GetAddress(), destination.GetAddress());
    if (end.kind == PacketEnd::Kind::DELIVERED && end.router == receiver.gateway &&
        end.nextHop == AccessDevice::GetNextHop(receiver.linkLayer))
    {
        return;
    }
    const bool isAlone = sender.name == receiver.name;
    const auto [node, holds] = Blame(end, sender.gateway, receiver.gateway);
    const StaleRecord record{node,
                             isAlone ? "prefix" : "route",
                             isAlone ? receiver.name : sender.name + ">" + receiver.name,
                             holds,
                             receiver.gateway};
    // What misleads may be named already: then this follows from it.
    const auto isCause = [&](const StaleRecord& other) {
        return other.key == from.second.name || other.key == to.second.name ||
               other.key == record.key;
    };
    if (std::none_of(finding.stale.begin(), finding.stale.end(), isCause))
    {
        finding.stale.push_back(record);
    }
}

PacketEnd
StateChecker::Follow(const std::string& gateway,
                     const Ipv6Address& source,
                     const Ipv6Address& destination) const
{
    return m_walk.Follow(gateway, source, destination);
}

} // namespace pmipv6
} // namespace ns3
