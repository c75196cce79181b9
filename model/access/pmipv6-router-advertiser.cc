/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-advertiser.h"

#include "pmipv6-ipv6-numbers.h"

#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6RouterAdvertiser");

NS_OBJECT_ENSURE_REGISTERED(RouterAdvertiser);

namespace
{

/// Prefixes seen in a node's packets that are remembered of one node, and as many that are or were
/// to be withdrawn: who uses more of them is no host that has come from elsewhere.
constexpr std::size_t MAX_REMEMBERED = 64;

} // namespace

TypeId
RouterAdvertiser::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::RouterAdvertiser")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<RouterAdvertiser>()
            .AddAttribute("MaxRtrAdvInterval",
                          "After how long a node is told again what it is told, unless a third of "
                          "the shortest lifetime in it is less; what ends at a fixed time does "
                          "not count; 4 s to 1800 s (RFC 4861, 6.2.1).",
                          TimeValue(Seconds(600)),
                          MakeTimeAccessor(&RouterAdvertiser::m_maxInterval),
                          MakeTimeChecker(Seconds(4), Seconds(1800)))
            .AddAttribute("MinWithdrawalInterval",
                          "The least time between two Router Advertisements to one node that "
                          "withdraw prefixes; what is withdrawn meanwhile goes into the next; 1 "
                          "ms or more (Choices).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&RouterAdvertiser::m_minWithdrawalInterval),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxFinalRtrAdvertisements",
                          "MAX_FINAL_RTR_ADVERTISEMENTS: how often a prefix is withdrawn from a "
                          "node that goes on using it (RFC 4861, 6.2.5 and 10).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouterAdvertiser::m_maxWithdrawals),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("WithdrawRouter",
                          "A withdrawal that leaves a node without a prefix tells it Router "
                          "Lifetime 0 too, as a router that serves it no more; else the gateway "
                          "stays its default router (RFC 4861, 6.2.5).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouterAdvertiser::m_isRouterWithdrawn),
                          MakeBooleanChecker())
            .AddTraceSource("Withdrawn",
                            "A prefix is withdrawn from a node.",
                            MakeTraceSourceAccessor(&RouterAdvertiser::m_withdrawnTrace),
                            "ns3::pmipv6::RouterAdvertiser::WithdrawnTracedCallback");
    return tid;
}

void
RouterAdvertiser::Start(Sender sender,
                        std::function<Time()> routerLifetime,
                        LogicalRouters* routers)
{
    m_send = std::move(sender);
    m_routerLifetime = std::move(routerLifetime);
    m_routers = routers;
}

void
RouterAdvertiser::DoDispose()
{
    Clear();
    m_send = nullptr;
    m_routerLifetime = nullptr;
    m_routers = nullptr;
    Object::DoDispose();
}

void
RouterAdvertiser::Advertise(const LinkLayerAddress& node, std::vector<AdvertisedRouter> routers)
{
    auto& told = m_told[node];
    EndAll(told);
    Keep(told, routers);
    SetRouters(node, told, std::move(routers));
    told.state = State::TOLD;
    Send(node, told);
}

void
RouterAdvertiser::Advertise(const LinkLayerAddress& node, std::vector<AdvertisedPrefix> prefixes)
{
    AdvertisedRouter own;
    own.prefixes = std::move(prefixes);
    Advertise(node, std::vector<AdvertisedRouter>{std::move(own)});
}

std::vector<AdvertisedRouter>
RouterAdvertiser::GetTold(const LinkLayerAddress& node) const
{
    const auto known = m_told.find(node);
    return known == m_told.end() ? std::vector<AdvertisedRouter>() : known->second.routers;
}

void
RouterAdvertiser::Renew(const LinkLayerAddress& node, std::vector<AdvertisedRouter> routers)
{
    const auto known = m_told.find(node);
    const bool isTold = known != m_told.end() && known->second.state == State::TOLD &&
                        known->second.routers == routers;
    if (isTold)
    {
        SendPending(node, known->second);
        return;
    }
    Advertise(node, std::move(routers));
}

void
RouterAdvertiser::Expect(const LinkLayerAddress& node, const AdvertisedRouter& router)
{
    auto& told = m_told[node];
    if (told.state != State::ENDED && !FindRouter(told.routers, router.router))
    {
        auto routers = told.routers;
        routers.insert(routers.begin(), router);
        SetRouters(node, told, std::move(routers));
    }
}

void
RouterAdvertiser::SetRouters(const LinkLayerAddress& node,
                             Told& told,
                             std::vector<AdvertisedRouter> routers)
{
    told.routers = std::move(routers);
    if (m_routers)
    {
        m_routers->Set(node, told.routers);
    }
}

void
RouterAdvertiser::Answer(const LinkLayerAddress& node)
{
    const auto known = m_told.find(node);
    if (known != m_told.end() && known->second.state == State::TOLD)
    {
        Send(node, known->second);
    }
}

void
RouterAdvertiser::Suspend(const LinkLayerAddress& node)
{
    const auto known = m_told.find(node);
    if (known != m_told.end())
    {
        known->second.state = State::WAITING;
        known->second.repeat = Time::Max();
        SetDeadline(node, known->second);
    }
}

void
RouterAdvertiser::Withdraw(const LinkLayerAddress& node)
{
    auto& told = m_told[node];
    EndAll(told);
    SetRouters(node, told, {});
    told.state = State::ENDED;
    told.repeat = Time::Max();
    SendPending(node, told);
}

void
RouterAdvertiser::NoteEnd(const LinkLayerAddress& node, const AdvertisedRouter& last)
{
    auto& told = m_told[node];
    for (const auto& one : last.prefixes)
    {
        const Prefix& prefix = one.prefix;
        if (IsOfAny(told.routers, prefix) || IsJustWithdrawn(told, prefix) ||
            told.pending.size() >= MAX_REMEMBERED)
        {
            continue;
        }
        if (last.router && !FindRouter(told.routers, last.router) &&
            !FindRouter(told.ended, last.router))
        {
            told.ended.push_back(last);
            told.ended.back().prefixes.clear();
        }
        if (last.router)
        {
            AddPending(told, {prefix, last.router});
            continue;
        }
        AddUsed(told, prefix);
    }
}

void
RouterAdvertiser::End(const LinkLayerAddress& node, std::vector<AdvertisedRouter> left)
{
    if (!left.empty())
    {
        SetRouters(node, m_told[node], std::move(left));
        return;
    }
    Forget(node);
    m_told[node].state = State::ENDED;
}

bool
RouterAdvertiser::IsJustWithdrawn(const Told& told, const Prefix& prefix) const
{
    return std::any_of(told.withdrawn.begin(), told.withdrawn.end(), [&](const auto& one) {
        return one.prefix == prefix && Simulator::Now() < one.last + m_minWithdrawalInterval;
    });
}

void
RouterAdvertiser::NoteUsed(const LinkLayerAddress& node, const Ipv6Address& source)
{
    const Prefix prefix(source, AUTOCONFIGURED_LENGTH);
    if (!IsRoutableUnicast(prefix))
    {
        return;
    }
    auto& told = m_told[node];
    if (IsOfAny(told.routers, prefix) || IsJustWithdrawn(told, prefix))
    {
        return;
    }
    if (told.state != State::WAITING)
    {
        if (told.pending.size() < MAX_REMEMBERED)
        {
            AddUsed(told, prefix);
            SendPending(node, told);
        }
        return;
    }
    // It may be what the node is about to be told.
    const bool isKnown = std::find(told.used.begin(), told.used.end(), prefix) != told.used.end();
    if (!isKnown && told.used.size() < MAX_REMEMBERED)
    {
        told.used.push_back(prefix);
    }
}

void
RouterAdvertiser::Forget(const LinkLayerAddress& node)
{
    const auto known = m_told.find(node);
    if (known == m_told.end())
    {
        return;
    }
    m_pending -= known->second.pending.size();
    m_deadlines.Cancel(node);
    SetRouters(node, known->second, {});
    m_told.erase(known);
}

void
RouterAdvertiser::Clear()
{
    m_told.clear();
    m_deadlines.Clear();
    m_pending = 0;
    if (m_routers)
    {
        m_routers->Clear();
    }
}

Time
RouterAdvertiser::GetNextWithdrawal(const Told& told) const
{
    return told.withdrawnAt == Time::Min() ? Time::Min()
                                           : told.withdrawnAt + m_minWithdrawalInterval;
}

void
RouterAdvertiser::EndAll(Told& told)
{
    for (const auto& before : told.routers)
    {
        for (const auto& prefix : before.prefixes)
        {
            AddPending(told, {prefix.prefix, before.router});
        }
        AdvertisedRouter last = before;
        last.prefixes.clear();
        last.isDefault = false;
        for (auto& route : last.routes)
        {
            route.lifetime = Time(0);
        }
        told.ended.push_back(std::move(last));
    }
    for (const auto& used : told.used)
    {
        AddUsed(told, used);
    }
    told.used.clear();
}

void
RouterAdvertiser::AddUsed(Told& told, const Prefix& prefix)
{
    std::optional<LogicalRouter> router;
    for (const auto& one : told.withdrawn)
    {
        // The node may not have heard the last of the router that had advertised it.
        if (one.prefix == prefix && one.router && one.count < m_maxWithdrawals &&
            !FindRouter(told.routers, one.router->router))
        {
            router = one.router->router;
            if (!FindRouter(told.ended, router))
            {
                told.ended.push_back(*one.router);
            }
        }
    }
    AddPending(told, {prefix, router});
}

void
RouterAdvertiser::AddPending(Told& told, const PendingWithdrawal& pending)
{
    const auto isSame = [&pending](const auto& one) { return one.prefix == pending.prefix; };
    const bool isPending = std::any_of(told.pending.begin(), told.pending.end(), isSame);
    const auto withdrawn = std::find_if(told.withdrawn.begin(), told.withdrawn.end(), isSame);
    const bool isWithdrawn =
        withdrawn != told.withdrawn.end() && withdrawn->count >= m_maxWithdrawals;
    if (!isPending && !isWithdrawn)
    {
        told.pending.push_back(pending);
        ++m_pending;
    }
}

void
RouterAdvertiser::Keep(Told& told, const std::vector<AdvertisedRouter>& routers)
{
    const auto isKept = [&routers](const auto& one) { return IsOfAny(routers, one.prefix); };
    const auto pending = std::remove_if(told.pending.begin(), told.pending.end(), isKept);
    m_pending -= static_cast<std::size_t>(told.pending.end() - pending);
    told.pending.erase(pending, told.pending.end());
    told.withdrawn.erase(std::remove_if(told.withdrawn.begin(), told.withdrawn.end(), isKept),
                         told.withdrawn.end());
    DropContinued(routers, told.ended);
}

PendingWithdrawals
RouterAdvertiser::TakePending(Told& told)
{
    PendingWithdrawals taken;
    if (told.pending.empty() || GetNextWithdrawal(told) > Simulator::Now())
    {
        return taken;
    }
    taken.swap(told.pending);
    m_pending -= taken.size();
    told.withdrawnAt = Simulator::Now();
    for (const auto& [prefix, router] : taken)
    {
        const auto before = std::find_if(
            told.withdrawn.begin(),
            told.withdrawn.end(),
            [&prefix = prefix](const WithdrawnPrefix& one) { return one.prefix == prefix; });
        if (before != told.withdrawn.end())
        {
            ++before->count;
            before->last = Simulator::Now();
            continue;
        }
        if (told.withdrawn.size() == MAX_REMEMBERED)
        {
            told.withdrawn.erase(told.withdrawn.begin());
        }
        const auto* last = router ? FindRouter(told.ended, router) : nullptr;
        told.withdrawn.push_back(
            {prefix, 1, Simulator::Now(), last ? std::make_optional(*last) : std::nullopt});
    }
    return taken;
}

void
RouterAdvertiser::Send(const LinkLayerAddress& node, Told& told)
{
    const auto withdrawn = TakePending(told);
    const bool isTold = told.state == State::TOLD;
    const bool isGatewayRouter = (told.state != State::ENDED || !m_isRouterWithdrawn) &&
                                 !(m_routers && m_routers->IsInUse());
    const auto messages =
        ComposeAdvertisements({told.routers, told.ended, isTold, isGatewayRouter}, withdrawn);
    told.ended.clear();
    told.repeat = isTold
                      ? Simulator::Now() +
                            GetAdvertisingInterval(told.routers, m_routerLifetime(), m_maxInterval)
                      : Time::Max();
    SetDeadline(node, told);
    // Last: whoever listens may have the node forgotten, and with it whoever had its address.
    const LinkLayerAddress receiver = node;
    for (const auto& message : messages)
    {
        m_send(receiver, message);
    }
    for (const auto& [prefix, router] : withdrawn)
    {
        NS_LOG_INFO(receiver << ": " << prefix << " withdrawn");
        m_withdrawnTrace(receiver, prefix);
    }
}

void
RouterAdvertiser::SendPending(const LinkLayerAddress& node, Told& told)
{
    const auto isOfLogical = [](const AdvertisedRouter& ended) {
        return ended.router || !ended.routes.empty();
    };
    if ((!told.pending.empty() && GetNextWithdrawal(told) <= Simulator::Now()) ||
        std::any_of(told.ended.begin(), told.ended.end(), isOfLogical))
    {
        Send(node, told);
    }
    else
    {
        SetDeadline(node, told);
    }
}

void
RouterAdvertiser::SetDeadline(const LinkLayerAddress& node, Told& told)
{
    m_deadlines.Set(node,
                    told.pending.empty() ? told.repeat : Min(told.repeat, GetNextWithdrawal(told)));
}

} // namespace pmipv6
} // namespace ns3
