/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-records.h"

#include "pmipv6-manager-ring.h"
#include "pmipv6-message-lifetime.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::string
GetRecordName(const RecordKey& key)
{
    const auto* identifier = std::get_if<std::string>(&key);
    return identifier ? *identifier : ToText(std::get<Prefix>(key));
}

uint64_t
GetRecordPlace(const RecordKey& key)
{
    return std::visit([](const auto& value) { return GetRingKey(value); }, key);
}

std::vector<RecordKey>
GetRecordKeys(const LocationRequest& update)
{
    if (update.identifier)
    {
        return {*update.identifier};
    }
    return {update.prefixes.begin(), update.prefixes.end()};
}

LocationRequest
MakeRecordUpdate(const RecordKey& key, const LocationRecord& record, Time now)
{
    LocationRequest update;
    const bool isHeld = record.state == RecordState::HELD;
    update.lifetime = isHeld ? ToMessageLifetime(Max(record.expiry - now, Time(0))) : uint16_t{0};
    if (const auto* identifier = std::get_if<std::string>(&key))
    {
        update.identifier = *identifier;
    }
    update.prefixes = record.prefixes;
    if (const auto* prefix = std::get_if<Prefix>(&key))
    {
        update.prefixes = {*prefix};
    }
    if (update.lifetime > 0)
    {
        update.gateway = record.anchor;
    }
    update.timestamp = record.timestamp;
    return update;
}

TakenUpdate
LocationRecords::Take(const LocationRequest& update,
                      const std::optional<Ipv6Address>& anchor,
                      Time now)
{
    Expire(now);
    RecordOffer offer;
    offer.anchor = anchor;
    offer.timestamp = update.timestamp.value_or(0);
    offer.isWithdrawal = update.lifetime == 0;
    offer.isClaim = update.prefixes.empty();
    TakenUpdate taken;
    auto& answer = taken.answer;
    answer.prefixes = update.prefixes;
    answer.lifetime = GrantLifetime(update.lifetime, m_terms.lifetime);
    if (answer.lifetime < update.lifetime)
    {
        answer.status = ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME;
    }
    for (const auto& key : GetRecordKeys(update))
    {
        taken.records.push_back({key, TakeOne(key, offer, update, now, answer)});
    }
    return taken;
}

bool
LocationRecords::TakeOne(const RecordKey& key,
                         const RecordOffer& offer,
                         const LocationRequest& update,
                         Time now,
                         LocationAnswer& answer)
{
    const auto refuse = [&answer](ExperimentalStatus status) {
        answer.status = status;
        answer.lifetime = 0;
    };
    const bool isByName = std::holds_alternative<std::string>(key);
    bool isNew = false;
    switch (DecideRecord(Find(key, now), offer))
    {
    case RecordVerdict::UNKNOWN:
        refuse(ExperimentalStatus::NO_BINDING_FOR_PREFIX);
        return false;
    case RecordVerdict::OLDER:
        refuse(ExperimentalStatus::OLDER_THAN_STATE_HELD);
        break;
    case RecordVerdict::TAKE:
    case RecordVerdict::RENEW:
        if (!Find(key, now) && GetSize() >= m_terms.maxRecords)
        {
            refuse(ExperimentalStatus::INSUFFICIENT_RESOURCES);
            return false;
        }
        isNew = Hold(key, offer, update, now);
        break;
    case RecordVerdict::WITHDRAW:
        return Withdraw(key, offer.timestamp, now);
    case RecordVerdict::IGNORE:
        return false;
    }
    const auto* record = Find(key, now);
    if (!isByName || !record || record->state != RecordState::HELD)
    {
        return isNew;
    }
    // draft-luo, 7.2: the new anchor learns the node's prefixes, and whom to tell that it has it.
    // If it has been given others meanwhile, as nobody knew of these, they end.
    answer.prefixes = record->ended.empty() ? record->prefixes : record->ended;
    if (!IsAccepted(answer.status))
    {
        answer.previous = {record->anchor};
        return isNew;
    }
    for (const auto& former : record->former)
    {
        answer.previous.push_back(former.anchor);
    }
    return isNew;
}

bool
LocationRecords::Hold(const RecordKey& key,
                      const RecordOffer& offer,
                      const LocationRequest& update,
                      Time now)
{
    const bool isByName = std::holds_alternative<std::string>(key);
    const auto* held = Find(key, now);
    LocationRecord record = held ? *held : LocationRecord();
    const bool isRepeated =
        held && held->state == RecordState::HELD && held->timestamp == offer.timestamp;
    if (isByName && !isRepeated) // A repetition gets the answer that it has got.
    {
        record.former = MakeFormer(record, *offer.anchor, now, m_terms);
        record.ended = offer.isClaim || record.prefixes == update.prefixes ? std::vector<Prefix>()
                                                                           : record.prefixes;
    }
    if (!isByName)
    {
        record.prefixes = {std::get<Prefix>(key)};
    }
    else if (!offer.isClaim)
    {
        record.prefixes = update.prefixes;
    }
    record.state = RecordState::HELD;
    record.anchor = *offer.anchor;
    record.timestamp = offer.timestamp;
    record.expiry = now + FromMessageLifetime(GrantLifetime(update.lifetime, m_terms.lifetime));
    return offer.isClaim ? Write(key, record, RecordEvent::CLAIMED, "claimed")
                         : Write(key, record, RecordEvent::REPORTED, "reported");
}

bool
LocationRecords::Withdraw(const RecordKey& key, uint64_t timestamp, Time now)
{
    if (!FindKept(key) && GetSize() >= m_terms.maxRecords)
    {
        return false; // Nothing is held, and the memory of it is a precaution only.
    }
    LocationRecord record;
    record.state = RecordState::WITHDRAWN;
    record.timestamp = timestamp;
    record.expiry = now + m_terms.lifetime;
    return Write(key, record, RecordEvent::WITHDRAWN, "withdrawn");
}

LocationAnswer
LocationRecords::Answer(const Prefix& asked, Time now) const
{
    LocationAnswer answer;
    answer.status = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    answer.prefixes = {asked};
    const auto* found = m_byPrefix.FindLongest(asked);
    if (!found || found->state != RecordState::HELD || found->expiry <= now)
    {
        return answer;
    }
    // Of a lifetime of less than 12 s the next report comes in the last unit of 4 s.
    const uint16_t left = ToMessageLifetime(Min(found->expiry - now, m_terms.location));
    answer.status = ExperimentalStatus::SUCCESS;
    answer.prefixes = found->prefixes;
    answer.gateway = found->anchor;
    answer.timestamp = found->timestamp;
    answer.lifetime = std::max<uint16_t>(left, 1);
    return answer;
}

const LocationRecord*
LocationRecords::FindKept(const RecordKey& key) const
{
    if (const auto* prefix = std::get_if<Prefix>(&key))
    {
        return m_byPrefix.Find(*prefix);
    }
    const auto known = m_byName.find(std::get<std::string>(key));
    return known == m_byName.end() ? nullptr : &known->second;
}

const LocationRecord*
LocationRecords::Find(const RecordKey& key, Time now) const
{
    const auto* kept = FindKept(key);
    return kept && kept->expiry > now ? kept : nullptr;
}

bool
LocationRecords::Write(const RecordKey& key,
                       const LocationRecord& record,
                       RecordEvent event,
                       const std::string& reason)
{
    RecordState from = RecordState::NONE;
    bool isOther = true;
    bool isLater = true;
    if (const auto* kept = FindKept(key))
    {
        from = kept->state;
        isLater = kept->timestamp != record.timestamp;
        isOther = from != record.state || kept->anchor != record.anchor ||
                  kept->prefixes != record.prefixes;
        m_ends.erase({kept->expiry, key});
    }
    GetRecordTable().Check(from, event, record.state);
    m_ends.emplace(record.expiry, key);
    if (const auto* prefix = std::get_if<Prefix>(&key))
    {
        m_byPrefix.Set(*prefix, record);
    }
    else
    {
        m_byName[std::get<std::string>(key)] = record;
    }
    if (isOther && m_listener)
    {
        m_listener(key, record, from, record.state, reason);
    }
    return isOther || isLater;
}

void
LocationRecords::Drop(const RecordKey& key, RecordEvent event, const std::string& reason)
{
    const auto* kept = FindKept(key);
    if (!kept)
    {
        return;
    }
    const LocationRecord record = *kept;
    GetRecordTable().Check(record.state, event, RecordState::NONE);
    m_ends.erase({record.expiry, key});
    if (const auto* prefix = std::get_if<Prefix>(&key))
    {
        m_byPrefix.Erase(*prefix);
    }
    else
    {
        m_byName.erase(std::get<std::string>(key));
    }
    if (m_listener)
    {
        m_listener(key, record, record.state, RecordState::NONE, reason);
    }
}

std::vector<RecordKey>
LocationRecords::GetKeys() const
{
    std::vector<RecordKey> keys;
    keys.reserve(m_ends.size());
    for (const auto& [expiry, key] : m_ends)
    {
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

void
LocationRecords::Expire(Time now)
{
    while (GetNextExpiry() <= now)
    {
        Drop(RecordKey(m_ends.begin()->second), RecordEvent::OVER, "expired");
    }
}

void
LocationRecords::Clear(const std::string& reason)
{
    for (const auto& key : GetKeys())
    {
        Drop(key, RecordEvent::STOPPED, reason);
    }
}

void
LocationRecords::Dispose()
{
    m_listener = nullptr;
    m_byName.clear();
    m_byPrefix.Clear();
    m_ends.clear();
}

} // namespace pmipv6
} // namespace ns3
