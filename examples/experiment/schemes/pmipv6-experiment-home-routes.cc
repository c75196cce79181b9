/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-home-routes.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-mobility-exchange.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return true if a message is of return routability or a registration with a correspondent
bool
IsOfCorrespondents(const MobilityMessage& message)
{
    if (const auto* update = std::get_if<BindingUpdate>(&message))
    {
        return !(update->flags & UpdateFlag::HOME_REGISTRATION);
    }
    return std::holds_alternative<HomeTestInit>(message) ||
           std::holds_alternative<CareOfTestInit>(message) ||
           std::holds_alternative<HomeTest>(message) ||
           std::holds_alternative<CareOfTest>(message) ||
           std::holds_alternative<BindingAcknowledgement>(message);
}

} // namespace

void
HomeRoutes::AddMobileNode(const std::string& name, Ptr<MobileIpv6Node> role)
{
    m_names[role->GetAssociation().homeAddress] = name;
    role->TraceConnectWithoutContext(
        "CareOf",
        MakeFunctionCallback<const Ipv6Address&>(
            [this, name](const Ipv6Address& careOf) { m_names[careOf] = name; }));
    const auto optimizer = role->GetRouteOptimizer();
    optimizer->TraceConnectWithoutContext(
        "Triggered",
        MakeFunctionCallback<const Ipv6Address&>(
            [this, name](const Ipv6Address& peer) { HandleTriggered(name, peer); }));
    optimizer->TraceConnectWithoutContext(
        "Optimized",
        MakeFunctionCallback<const Ipv6Address&>([this, name](const Ipv6Address& peer) {
            const Pair pair{name, GetName(peer)};
            auto* open = FindOpen(pair);
            m_routes[pair].isStraight = true;
            if (open)
            {
                open->acknowledged = Simulator::Now();
            }
        }));
    optimizer->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([this, name](const StateChange& change) {
            auto* open = change.to == GetStateName(CorrespondentState::FAILED)
                             ? FindOpen({name, GetName(Ipv6Address(change.mobileNode.c_str()))})
                             : nullptr;
            if (open)
            {
                open->failed = Simulator::Now();
            }
        }));
    optimizer->TraceConnectWithoutContext(
        "Tunnelled",
        MakeFunctionCallback<const Ipv6Address&>([this, name](const Ipv6Address& peer) {
            m_routes[{name, GetName(peer)}].isStraight = false;
        }));
    MobilitySignaling::Install(role->GetNode())
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, name](const SignalingEvent& event) { HandleSent(name, event); }));
    MobilitySignaling::Install(role->GetNode())
        ->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, name](const SignalingEvent& event) { HandleReceived(name, event); }));
}

void
HomeRoutes::AddCorrespondent(const std::string& name,
                             Ptr<CorrespondentNode> role,
                             const Ipv6Address& address)
{
    if (!address.IsAny())
    {
        m_names[address] = name;
        MobilitySignaling::Install(role->GetNode())
            ->TraceConnectWithoutContext(
                "Sent",
                MakeFunctionCallback<const SignalingEvent&>(
                    [this, name](const SignalingEvent& event) { HandleSent(name, event); }));
    }
    role->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const CorrespondentBinding&,
                             CorrespondentBindingState,
                             CorrespondentBindingState>(
            [this, name](const CorrespondentBinding& row, auto, CorrespondentBindingState to) {
                const Pair pair{GetName(row.key.homeAddress), name};
                auto* open = FindOpen(pair);
                if (to == CorrespondentBindingState::BOUND)
                {
                    m_routes[pair].isKnown = true;
                    if (open && !open->bound)
                    {
                        open->bound = Simulator::Now();
                    }
                }
            }));
}

void
HomeRoutes::NoteLinkUp(const std::string& node)
{
    m_arrived[node].push_back(Simulator::Now());
}

std::string
HomeRoutes::GetName(const Ipv6Address& address) const
{
    const auto known = m_names.find(address);
    return known == m_names.end() ? "" : known->second;
}

HomeRoutes::Procedure*
HomeRoutes::FindOpen(const Pair& pair)
{
    auto& procedures = m_routes[pair].procedures;
    const bool isOpen =
        !procedures.empty() && !procedures.back().acknowledged && !procedures.back().failed;
    return isOpen ? &procedures.back() : nullptr;
}

void
HomeRoutes::HandleTriggered(const std::string& node, const Ipv6Address& peer)
{
    const Pair pair{node, GetName(peer)};
    auto& route = m_routes[pair];
    const Time arrived = GetAttached(node, Simulator::Now());
    const bool isMoved = route.procedures.empty() || route.procedures.back().triggered < arrived;
    const bool isRenewal = route.isStraight;
    const bool isRepeated = !isMoved && FindOpen(pair);
    if (!isRenewal && !isRepeated)
    {
        route.procedures.push_back({Simulator::Now(), {}, {}, {}, 0, isMoved && route.isKnown});
    }
}

void
HomeRoutes::HandleSent(const std::string& from, const SignalingEvent& event)
{
    if (!IsOfCorrespondents(*event.message))
    {
        return;
    }
    const std::string to = GetName(event.peer);
    for (const auto& pair : {Pair{from, to}, Pair{to, from}})
    {
        const bool isAsked = GetRequestKind(*event.message).has_value();
        auto* open = m_routes.count(pair) > 0 ? FindOpen(pair) : nullptr;
        if (open && (pair.first == from) != isAsked)
        {
            ++open->messages;
        }
    }
}

void
HomeRoutes::HandleReceived(const std::string& node, const SignalingEvent& event)
{
    const auto* answer = std::get_if<BindingAcknowledgement>(event.message);
    const Pair pair{node, GetName(event.peer)};
    const auto route = m_routes.find(pair);
    if (!answer || !IsAccepted(answer->status) || answer->lifetime > 0 || route == m_routes.end())
    {
        return;
    }
    if (auto* open = FindOpen(pair))
    {
        open->acknowledged = Simulator::Now();
    }
    route->second.isKnown = false;
}

Time
HomeRoutes::GetAttached(const std::string& node, Time when) const
{
    const auto known = m_arrived.find(node);
    if (known == m_arrived.end())
    {
        return Time(0);
    }
    const auto after = std::upper_bound(known->second.begin(), known->second.end(), when);
    return after == known->second.begin() ? Time(0) : *std::prev(after);
}

const HomeRoutes::Procedure*
HomeRoutes::FindOfStay(const Route& route, const std::string& node, Time attached) const
{
    const auto found =
        std::find_if(route.procedures.begin(), route.procedures.end(), [&](const auto& one) {
            return one.isOfHandover && GetAttached(node, one.triggered) == attached;
        });
    return found == route.procedures.end() ? nullptr : &*found;
}

std::optional<Time>
HomeRoutes::FindRegistered(const std::string& node, Time attached) const
{
    std::optional<Time> last;
    for (const auto& [pair, route] : m_routes)
    {
        const auto* procedure = pair.first == node ? FindOfStay(route, node, attached) : nullptr;
        // Where it is back at the same gateway the tests of before go on.
        if (procedure &&
            (!procedure->acknowledged || GetAttached(node, *procedure->acknowledged) != attached))
        {
            return std::nullopt;
        }
        if (procedure)
        {
            last = Max(last.value_or(Time(0)), *procedure->acknowledged);
        }
    }
    return last;
}

std::optional<Time>
HomeRoutes::FindBound(const std::string& node, Time attached) const
{
    std::optional<Time> last;
    for (const auto& [pair, route] : m_routes)
    {
        const auto* procedure = pair.first == node ? FindOfStay(route, node, attached) : nullptr;
        if (procedure && (!procedure->bound || *procedure->bound < attached))
        {
            return std::nullopt;
        }
        if (procedure)
        {
            last = Max(last.value_or(Time(0)), *procedure->bound);
        }
    }
    return last;
}

std::optional<Time>
HomeRoutes::FindOptimized(const std::string& node, Time attached) const
{
    auto last = FindRegistered(node, attached);
    for (const auto& [pair, route] : m_routes)
    {
        if (!last || pair.second != node)
        {
            continue;
        }
        // The other one has moved too: what goes to it is straight when it has told so.
        for (const auto& procedure : route.procedures)
        {
            const bool isMeanwhile = procedure.isOfHandover && procedure.triggered <= *last &&
                                     procedure.acknowledged.value_or(Time::Max()) > attached;
            if (isMeanwhile && !procedure.acknowledged)
            {
                return std::nullopt;
            }
            last = isMeanwhile ? Max(*last, *procedure.acknowledged) : *last;
        }
    }
    return last;
}

std::vector<OptimizationResult>
HomeRoutes::GetOptimizations() const
{
    std::vector<OptimizationResult> all;
    for (const auto& [pair, route] : m_routes)
    {
        for (const auto& procedure : route.procedures)
        {
            if (!procedure.isOfHandover)
            {
                const auto known = ToFigure(procedure.acknowledged);
                all.push_back({pair.first,
                               pair.second,
                               ToFigure(procedure.triggered),
                               ToFigure(procedure.bound),
                               known,
                               known,
                               procedure.messages,
                               known              ? "active"
                               : procedure.failed ? "failed"
                                                  : "",
                               known ? known : ToFigure(procedure.failed)});
            }
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.triggered_s < b.triggered_s;
    });
    return all;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
