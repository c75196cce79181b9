/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-keys.h"

#include "ns3/pmipv6-location-records.h"
#include "ns3/simulator.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

const Ipv6Address ANCHOR("fd00:c::1"); //!< where all nodes are
constexpr uint16_t LIFETIME = 900;     //!< of each record, units of 4 s

/// @return what an LMF keeps of a mobile node
LocationRecord
MakeRecord(std::size_t number)
{
    LocationRecord record;
    record.state = RecordState::HELD;
    record.anchor = ANCHOR;
    record.prefixes = {MakePrefix(number)};
    return record;
}

/// The records of an LMF, by identifier and by prefix.
struct RecordBase
{
    explicit RecordBase(std::size_t size)
    {
        Simulator::Run(); // Until then ns-3 keeps a list of all times that there are.
        RecordTerms terms;
        terms.lifetime = Seconds(4 * LIFETIME);
        terms.maxRecords = 2 * size;
        records.SetTerms(terms);
        LocationRequest report;
        report.gateway = ANCHOR;
        report.timestamp = 1;
        report.lifetime = LIFETIME;
        for (std::size_t i = 0; i < size; ++i)
        {
            report.prefixes = {MakePrefix(i)};
            report.identifier.reset();
            records.Take(report, ANCHOR, now);
            report.identifier = MakeIdentifier(i);
            records.Take(report, ANCHOR, now);
        }
    }

    ~RecordBase()
    {
        Simulator::Destroy();
    }

    const Time now{0};       //!< when they are told and looked for
    LocationRecords records; //!< the subject
};

/// @return of what a record by identifier is
RecordKey
MakeName(std::size_t number)
{
    return MakeIdentifier(number);
}

/// @return of what a record by prefix is
RecordKey
MakeRecordPrefix(std::size_t number)
{
    return MakePrefix(number);
}

/// Found by what it is of.
template <RecordKey (*Make)(std::size_t)>
struct RecordsBy : public RecordBase
{
    explicit RecordsBy(std::size_t size)
        : RecordBase(size),
          keys(MakeKeys<RecordKey>(size, Make))
    {
    }

    const void* Find(std::size_t i) const
    {
        return records.Find(keys[i], now);
    }

    std::vector<RecordKey> keys; //!< in random order
};

/// Of the same identifiers.
using MapOfNames =
    BareMap<std::string, MakeIdentifier, LocationRecord, MakeRecord, std::hash<std::string>>;

/// Of the same prefixes.
using MapOfRecordPrefixes = MapByPrefix<Prefix, MakePrefix, LocationRecord, MakeRecord>;

} // namespace

void
RegisterRecords()
{
    RegisterPair<RecordsBy<MakeName>, MapOfNames>("LocationRecordsByNode");
    RegisterPair<RecordsBy<MakeRecordPrefix>, MapOfRecordPrefixes>("LocationRecordsByPrefix");
    benchmark::RegisterBenchmark("LocationRecordMemory", Keep<RecordBase>)
        ->Arg(1000000)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
