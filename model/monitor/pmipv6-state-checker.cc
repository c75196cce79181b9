/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-state-checker.h"

#include "ns3/ipv6.h"
#include "ns3/node.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A packet that was tunnelled so often goes round in a loop.
constexpr int MAX_TUNNELS = 8;

/// @return a value as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

} // namespace

void
StateChecker::AddAnchor(Ptr<LocalMobilityAnchor> anchor, const std::string& name)
{
    m_anchors.emplace_back(name, anchor);
    m_routers[anchor->GetAddress()] = {name,
                                       anchor->GetAddress(),
                                       MobilityForwarding::Install(anchor->GetNode())};
    m_addresses[name] = anchor->GetAddress();
}

void
StateChecker::AddGateway(Ptr<MobileAccessGateway> gateway, const std::string& name)
{
    m_gateways.emplace_back(name, gateway);
    m_routers[gateway->GetAddress()] = {name,
                                        gateway->GetAddress(),
                                        MobilityForwarding::Install(gateway->GetNode())};
    m_addresses[name] = gateway->GetAddress();
}

void
StateChecker::AddController(Ptr<RouteOptimizationController> controller)
{
    m_controllers.push_back(controller);
}

void
StateChecker::AddAgent(Ptr<RouteOptimizationAgent> agent, const std::string& name)
{
    m_agents.emplace_back(name, agent);
}

void
StateChecker::AddPair(const std::string& a, const std::string& b)
{
    m_pairs.emplace_back(a, b);
}

void
StateChecker::AddMobileNode(const std::string& identifier,
                            const std::string& name,
                            Mac48Address linkLayer,
                            const std::string& gateway)
{
    m_mobiles[identifier] = {name, linkLayer, gateway};
}

void
StateChecker::AddHost(const std::string& identifier, Ptr<Node> node)
{
    const auto ipv6 = node->GetObject<Ipv6>();
    m_hosts.insert(identifier);
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto address = ipv6->GetAddress(i, j);
            if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL &&
                address.GetState() != Ipv6InterfaceAddress::INVALID)
            {
                m_hosted.push_back({identifier,
                                    address.GetAddress(),
                                    address.GetState() != Ipv6InterfaceAddress::DEPRECATED});
            }
        }
    }
}

std::string
StateChecker::GetName(const Ipv6Address& address) const
{
    const auto router = m_routers.find(address);
    return router == m_routers.end() ? ToText(address) : router->second.name;
}

StateChecker::Finding
StateChecker::Check() const
{
    Finding finding;
    for (const auto& [name, anchor] : m_anchors)
    {
        CheckAnchor(name, anchor, finding);
    }
    for (const auto& [name, gateway] : m_gateways)
    {
        CheckGateway(name, gateway, finding);
    }
    const Owners owners = GetOwners();
    for (const auto& [name, agent] : m_agents)
    {
        CheckRoutes(name, agent, owners, finding);
    }
    CheckAddresses(finding);
    CheckDelivery(owners, finding);
    CheckPairs(owners, finding);
    finding.isConsistent = finding.stale.empty();
    return finding;
}

void
StateChecker::CheckAnchor(const std::string& name,
                          Ptr<LocalMobilityAnchor> anchor,
                          Finding& finding) const
{
    anchor->GetBindingCache().ForEach([&](const BindingCacheEntry& entry) {
        const auto mobile = m_mobiles.find(entry.identifier);
        if (mobile == m_mobiles.end())
        {
            return; // It is attached nowhere.
        }
        const std::string holds = GetName(entry.proxyCareOf);
        const StaleRecord record{name,
                                 "binding",
                                 mobile->second.name,
                                 holds,
                                 mobile->second.gateway};
        if (entry.state != BindingState::REGISTERED)
        {
            // RFC 5213, 5.3.5: it waits for a new gateway, and forwards nothing.
            finding.leftover.push_back(record);
        }
        else if (holds != mobile->second.gateway)
        {
            finding.stale.push_back(record);
        }
    });
}

void
StateChecker::CheckGateway(const std::string& name,
                           Ptr<MobileAccessGateway> gateway,
                           Finding& finding) const
{
    gateway->GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& entry) {
        const auto mobile = m_mobiles.find(entry.identifier);
        if (mobile == m_mobiles.end())
        {
            return; // It is attached nowhere.
        }
        const bool isStuck =
            entry.state == AttachmentState::REGISTERING && !gateway->HasUnderWay(entry);
        if (isStuck)
        {
            finding.stale.push_back({name,
                                     "binding",
                                     mobile->second.name,
                                     "registering, with nothing under way",
                                     mobile->second.gateway});
        }
        else if (mobile->second.gateway != name && IsUsedHere(name, *gateway, entry))
        {
            finding.stale.push_back(
                {name, "binding", mobile->second.name, name, mobile->second.gateway});
        }
        else if (mobile->second.gateway != name)
        {
            // The anchor sends nothing here: it waits for its end.
            finding.leftover.push_back({name,
                                        "binding",
                                        mobile->second.name,
                                        GetStateName(entry.state),
                                        mobile->second.gateway});
        }
    });
}

bool
StateChecker::IsUsedHere(const std::string& name,
                         const MobileAccessGateway& gateway,
                         const BindingUpdateListEntry& entry) const
{
    const auto& table = m_routers.at(gateway.GetAddress()).forwarding->GetTable();
    bool isUsed = false;
    for (const auto& prefix : entry.prefixes)
    {
        ForwardingMatch local; // As with EnableMAGLocalRouting (RFC 5213, 6.10.3).
        local.source = Prefix();
        local.destination = prefix;
        local.origins = FROM_MOBILE_NODE;
        if (!table.Find(local))
        {
            continue;
        }
        gateway.GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& other) {
            const auto sender = m_mobiles.find(other.identifier);
            if (isUsed || sender == m_mobiles.end() || sender->second.gateway != name ||
                other.prefixes.empty())
            {
                return;
            }
            const auto* way = table
                                  .Lookup(other.prefixes.front().GetAddress(),
                                          prefix.GetAddress(),
                                          FROM_MOBILE_NODE)
                                  .entry;
            isUsed = way && std::holds_alternative<DeliverAction>(way->action);
        });
    }
    return isUsed;
}

void
StateChecker::CheckAddresses(Finding& finding) const
{
    std::map<std::string, std::vector<Prefix>> sessions;
    for (const auto& [anchorName, anchor] : m_anchors)
    {
        anchor->GetBindingCache().ForEach([&sessions](const BindingCacheEntry& entry) {
            if (entry.state == BindingState::REGISTERED)
            {
                auto& prefixes = sessions[entry.identifier];
                prefixes.insert(prefixes.end(), entry.prefixes.begin(), entry.prefixes.end());
            }
        });
    }
    std::set<std::string> served; // Who has an address of its session.
    for (const auto& hosted : m_hosted)
    {
        const auto mobile = m_mobiles.find(hosted.identifier);
        const auto& own = sessions[hosted.identifier];
        const bool isOfSession = std::any_of(own.begin(), own.end(), [&](const Prefix& prefix) {
            return prefix.Contains(hosted.address);
        });
        if (mobile == m_mobiles.end() || isOfSession)
        {
            served.insert(isOfSession ? hosted.identifier : "");
            continue; // It is attached nowhere, or all is well.
        }
        auto& records = hosted.isPreferred ? finding.stale : finding.leftover;
        records.push_back({mobile->second.name,
                           "address",
                           ToText(hosted.address),
                           hosted.isPreferred ? "preferred" : "deprecated",
                           hosted.isPreferred ? "deprecated" : "none"});
    }
    for (const auto& identifier : m_hosts)
    {
        // Of what its gateway should have advertised.
        const auto& own = sessions[identifier];
        const auto mobile = m_mobiles.find(identifier);
        if (mobile != m_mobiles.end() && !own.empty() && !served.count(identifier))
        {
            finding.stale.push_back({mobile->second.name,
                                     "address",
                                     mobile->second.name,
                                     "none",
                                     "of " + ToText(own.front())});
        }
    }
}

StateChecker::Owners
StateChecker::GetOwners() const
{
    Owners owners;
    for (const auto& [anchorName, anchor] : m_anchors)
    {
        anchor->GetBindingCache().ForEach([&](const BindingCacheEntry& entry) {
            const auto mobile = m_mobiles.find(entry.identifier);
            for (const auto& prefix : entry.prefixes)
            {
                if (mobile != m_mobiles.end() && entry.state == BindingState::REGISTERED)
                {
                    owners[prefix] = mobile->second;
                }
            }
        });
    }
    return owners;
}

void
StateChecker::CheckRoutes(const std::string& name,
                          Ptr<RouteOptimizationAgent> agent,
                          const Owners& owners,
                          Finding& finding) const
{
    for (const auto* route : agent->GetRoutes())
    {
        const auto own = owners.find(route->own);
        const auto peer = owners.find(route->peer);
        if (own == owners.end() || peer == owners.end())
        {
            continue; // One of them is attached nowhere.
        }
        const StaleRecord record{name,
                                 "route",
                                 own->second.name + ">" + peer->second.name,
                                 GetName(route->gateway),
                                 peer->second.gateway};
        const bool isUsed = own->second.gateway == name && !route->entries.empty();
        if (!isUsed)
        {
            finding.leftover.push_back(record);
            finding.leftover.back().shouldBe = "none";
        }
        else if (record.holds != record.shouldBe)
        {
            finding.stale.push_back(record);
        }
    }
}

void
StateChecker::CheckReached(const Mobile& from,
                           const Prefix& source,
                           const Mobile& to,
                           const Prefix& destination,
                           Finding& finding) const
{
    const auto [where, nextHop] =
        Follow(from.gateway, source.GetAddress(), destination.GetAddress());
    if (where == to.gateway && nextHop == AccessDevice::GetNextHop(to.linkLayer))
    {
        return;
    }
    const bool isAlone = from.name == to.name;
    StaleRecord record{from.gateway,
                       isAlone ? "prefix" : "route",
                       isAlone ? to.name : from.name + ">" + to.name,
                       where.empty() ? "leaves the domain" : where,
                       to.gateway};
    const std::string drop = "drop at ";
    if (where.rfind(drop, 0) == 0)
    {
        record.node = where.substr(drop.size());
        record.holds = "drop";
    }
    else if (m_addresses.count(where))
    {
        record.node = where;
        record.holds = where == to.gateway ? "another node" : where;
    }
    // What misleads may be named already: then this follows from it.
    const auto explains = [&](const StaleRecord& other) {
        return other.key == from.name || other.key == to.name || other.key == record.key;
    };
    if (std::none_of(finding.stale.begin(), finding.stale.end(), explains))
    {
        finding.stale.push_back(record);
    }
}

std::set<std::pair<Prefix, Prefix>>
StateChecker::GetPairs(const Owners& owners) const
{
    std::map<std::string, std::vector<Prefix>> prefixes;
    for (const auto& [prefix, mobile] : owners)
    {
        prefixes[mobile.name].push_back(prefix);
    }
    std::set<std::pair<Prefix, Prefix>> pairs;
    for (const auto& [a, b] : m_pairs)
    {
        const auto first = m_mobiles.find(a);
        const auto second = m_mobiles.find(b);
        if (first == m_mobiles.end() || second == m_mobiles.end())
        {
            continue;
        }
        for (const auto& source : prefixes[first->second.name])
        {
            for (const auto& destination : prefixes[second->second.name])
            {
                pairs.insert(std::minmax(source, destination));
            }
        }
    }
    for (const auto& controller : m_controllers)
    {
        for (const auto* session : controller->GetSessions())
        {
            pairs.insert(std::minmax(session->pair.source, session->pair.destination));
        }
    }
    for (const auto& [name, agent] : m_agents)
    {
        for (const auto* route : agent->GetRoutes())
        {
            pairs.insert(std::minmax(route->own, route->peer));
        }
    }
    return pairs;
}

void
StateChecker::CheckPairs(const Owners& owners, Finding& finding) const
{
    for (const auto& [a, b] : GetPairs(owners))
    {
        const auto first = owners.find(a);
        const auto second = owners.find(b);
        if (first != owners.end() && second != owners.end())
        {
            CheckReached(first->second, a, second->second, b, finding);
            CheckReached(second->second, b, first->second, a, finding);
        }
    }
}

void
StateChecker::CheckDelivery(const Owners& owners, Finding& finding) const
{
    std::set<std::string> bound;
    for (const auto& [prefix, mobile] : owners)
    {
        bound.insert(mobile.name);
        // From its own gateway up to its anchor and down again, as a correspondent there would
        // send.
        CheckReached(mobile, prefix, mobile, prefix, finding);
    }
    for (const auto& [identifier, mobile] : m_mobiles)
    {
        if (!bound.count(mobile.name))
        {
            finding.stale.push_back(
                {FindAnchor(identifier), "binding", mobile.name, "none", mobile.gateway});
        }
    }
}

std::string
StateChecker::FindAnchor(const std::string& identifier) const
{
    std::string found = m_anchors.size() == 1 ? m_anchors[0].first : "";
    for (const auto& [name, gateway] : m_gateways)
    {
        gateway->GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& entry) {
            found = entry.identifier == identifier ? GetName(entry.anchorAddress) : found;
        });
    }
    for (const auto& [name, anchor] : m_anchors)
    {
        const auto& cache = anchor->GetBindingCache();
        found = cache.FindByMobileNode(identifier).empty() ? found : name;
    }
    return found;
}

std::pair<std::string, Ipv6Address>
StateChecker::Follow(const std::string& gateway,
                     const Ipv6Address& source,
                     const Ipv6Address& destination) const
{
    const auto start = m_addresses.find(gateway);
    if (start == m_addresses.end())
    {
        return {"drop at " + gateway, Ipv6Address()};
    }
    auto router = m_routers.find(start->second);
    PacketOrigin origin = FROM_MOBILE_NODE;
    for (int tunnels = 0; tunnels < MAX_TUNNELS; ++tunnels)
    {
        const auto& table = router->second.forwarding->GetTable();
        const auto* entry = table.Lookup(source, destination, origin).entry;
        if (!entry || std::holds_alternative<PlainAction>(entry->action))
        {
            // RFC 5213, 5.6.2: out of a tunnel only what comes from a node of this one.
            const auto* up =
                origin == FROM_TUNNEL ? table.LookupDestination(source, FROM_TUNNEL) : nullptr;
            if (origin == FROM_TUNNEL && (!up || !std::holds_alternative<TunnelAction>(up->action)))
            {
                return {"drop at " + router->second.name, Ipv6Address()};
            }
            // It is routed plainly: to the anchor of its destination, or out of the domain.
            auto next = m_routers.end();
            for (const auto& [name, anchor] : m_anchors)
            {
                if (anchor->OwnsAddress(destination))
                {
                    next = m_routers.find(anchor->GetAddress());
                }
            }
            if (next == m_routers.end() || next == router)
            {
                return {"", Ipv6Address()};
            }
            router = next;
            origin = FROM_CORE;
            continue;
        }
        if (const auto* deliver = std::get_if<DeliverAction>(&entry->action))
        {
            return {router->second.name, deliver->nextHop};
        }
        const auto* tunnel = std::get_if<TunnelAction>(&entry->action);
        const auto next = tunnel ? m_routers.find(tunnel->remote) : m_routers.end();
        if (next == m_routers.end())
        {
            return {"drop at " + router->second.name, Ipv6Address()};
        }
        // What the other end of the tunnel does not take from this one is lost there.
        Ipv6Start inner;
        inner.version = 6;
        inner.source = source;
        inner.destination = destination;
        if (!next->second.forwarding->CheckTunnelled(inner, tunnel->local).empty())
        {
            return {"drop at " + next->second.name, Ipv6Address()};
        }
        router = next;
        origin = FROM_TUNNEL;
    }
    return {"loop", Ipv6Address()};
}

} // namespace pmipv6
} // namespace ns3
