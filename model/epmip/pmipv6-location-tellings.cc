/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-tellings.h"

#include "pmipv6-location-question.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// As many correspondents fit into a PBCA within the least MTU of IPv6: 40 octets of IPv6, 40 of
/// the message, 48 of each.
constexpr std::size_t MAX_CORRESPONDENTS = (1280 - 40 - 40) / 48;

} // namespace

void
LocationTellings::Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, Time lifetime)
{
    m_signaling = signaling;
    m_address = address;
    m_lifetime = lifetime;
}

bool
LocationTellings::Tell(const Ipv6Address& peer,
                       LocationRequest request,
                       const std::string& purpose,
                       Over over)
{
    const Key key{request.prefixes.front(), peer, request.timestamp.has_value()};
    const uint64_t timestamp = request.timestamp.value_or(0);
    const auto known = m_told.find(key);
    if (known != m_told.end() && known->second.timestamp >= timestamp)
    {
        return false;
    }
    if (!key.isDated && !HasRoomUndated())
    {
        return false;
    }
    m_undated += key.isDated ? 0 : 1;
    request.lifetime = request.gateway ? ToMessageLifetime(m_lifetime) : uint16_t{0};
    const auto answered = [this, key](const LocationAnswer* answer) {
        Told& told = m_told.at(key);
        const Over isOver = std::exchange(told.over, nullptr);
        if (told.timestamp == 0)
        {
            Forget(key); // It may be told once more.
        }
        if (isOver)
        {
            isOver(answer);
        }
    };
    m_told[key] = {
        timestamp,
        request.gateway,
        AskLocation<Pbci>(*m_signaling, {request, m_address, peer, purpose, 0}, answered),
        std::move(over)};
    m_ends.Set(key, Simulator::Now() + m_lifetime);
    return true;
}

void
LocationTellings::Answer(const LocationRequest& request,
                         const Ipv6Address& peer,
                         ExperimentalStatus status,
                         const std::vector<CorrespondentLocationOption>& correspondents) const
{
    const bool isAccepted = IsAccepted(status);
    if (status == ExperimentalStatus::SUCCESS && request.lifetime > ToMessageLifetime(m_lifetime))
    {
        status = ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME;
    }
    LocationAnswer answer;
    answer.prefixes = request.prefixes;
    answer.lifetime =
        isAccepted ? std::min(request.lifetime, ToMessageLifetime(m_lifetime)) : uint16_t{0};
    std::size_t begin = 0;
    do
    {
        const std::size_t end = std::min(begin + MAX_CORRESPONDENTS, correspondents.size());
        const bool isLast = end == correspondents.size();
        answer.status = isLast ? status : ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW;
        answer.correspondents.assign(correspondents.begin() + static_cast<std::ptrdiff_t>(begin),
                                     correspondents.begin() + static_cast<std::ptrdiff_t>(end));
        AnswerLocation<Pbca>(*m_signaling, m_address, peer, request, answer);
        begin = end;
    } while (begin < correspondents.size());
}

std::vector<Ipv6Address>
LocationTellings::GetToldOthers(const Prefix& node, const Ipv6Address& gateway) const
{
    std::vector<Ipv6Address> peers;
    for (auto told = Begin(node); told != m_told.end() && told->first.node == node; ++told)
    {
        if (told->first.isDated && told->second.gateway != gateway)
        {
            peers.push_back(told->first.peer);
        }
    }
    return peers;
}

std::size_t
LocationTellings::CountWaiting() const
{
    return static_cast<std::size_t>(
        std::count_if(m_told.begin(), m_told.end(), [](const auto& told) {
            return told.second.exchange.IsUnderWay();
        }));
}

std::map<LocationTellings::Key, LocationTellings::Told>::const_iterator
LocationTellings::Begin(const Prefix& node) const
{
    return m_told.lower_bound({node, Ipv6Address::GetAny(), false});
}

void
LocationTellings::Forget(const Key& key)
{
    m_undated -= key.isDated ? 0 : 1; // One without a date is never told twice at a time.
    m_told.erase(key);
    m_ends.Cancel(key);
}

void
LocationTellings::HandleOver(const Key& key)
{
    const Over over = std::move(m_told.at(key).over);
    Forget(key);
    if (over)
    {
        over(nullptr);
    }
}

void
LocationTellings::Forget(const Prefix& node)
{
    for (auto told = Begin(node); told != m_told.end() && told->first.node == node;
         told = Begin(node))
    {
        Forget(Key(told->first));
    }
}

void
LocationTellings::Clear()
{
    m_told.clear();
    m_undated = 0;
    m_ends.Clear();
}

void
LocationTellings::Dispose()
{
    Clear();
    m_signaling = nullptr;
}

} // namespace pmipv6
} // namespace ns3
