/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-keys.h"

#include "ns3/pmipv6-dmm-messages.h"
#include "ns3/pmipv6-mobility-sessions.h"
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

/// @return a session of a mobile node
MobilitySession
MakeSession(std::size_t number)
{
    MobilitySession session;
    session.identifier = MakeIdentifier(number);
    session.prefixes = {MakePrefix(number)};
    session.proxyCareOf = Ipv6Address("fd00:c::2");
    return session;
}

/// The sessions of a CMD.
struct SessionBase
{
    explicit SessionBase(std::size_t size)
    {
        sessions.SetListener({[](const auto&...) {}});
        DmmSubject subject;
        subject.technology = AccessTechnologyType::IEEE_802_11;
        for (std::size_t i = 0; i < size; ++i)
        {
            subject.identifier = MakeIdentifier(i);
            const auto update =
                MakeServingUpdate(subject, {MakePrefix(i)}, Ipv6Address(), LIFETIME);
            sessions.Serve(ProxyRegistration(update, Ipv6Address("fd00:c::2")), LIFETIME);
        }
    }

    ~SessionBase()
    {
        Simulator::Destroy();
    }

    static constexpr uint16_t LIFETIME = 900; //!< of each, units of 4 s
    MobilitySessions sessions;                //!< the subject
};

/// Found by mobile node.
struct SessionsByNode : public SessionBase
{
    explicit SessionsByNode(std::size_t size)
        : SessionBase(size),
          keys(MakeKeys<std::string>(size, MakeIdentifier))
    {
    }

    const void* Find(std::size_t i) const
    {
        return sessions.Find(keys[i]);
    }

    std::vector<std::string> keys; //!< in random order
};

/// Of the same keys.
using MapOfSessions =
    BareMap<std::string, MakeIdentifier, MobilitySession, MakeSession, std::hash<std::string>>;

/// Found by prefix.
struct SessionsByPrefix : public SessionBase
{
    explicit SessionsByPrefix(std::size_t size)
        : SessionBase(size),
          keys(MakeKeys<Prefix>(size, MakePrefix))
    {
    }

    const void* Find(std::size_t i) const
    {
        return sessions.FindByPrefix(keys[i]);
    }

    std::vector<Prefix> keys; //!< in random order
};

/// A bare map of the same prefixes.
using MapOfSessionPrefixes = MapByPrefix<Prefix, MakePrefix, MobilitySession, MakeSession>;

} // namespace

void
RegisterSessions()
{
    RegisterPair<SessionsByNode, MapOfSessions>("MobilitySessionsByNode");
    RegisterPair<SessionsByPrefix, MapOfSessionPrefixes>("MobilitySessionsByPrefix");
    benchmark::RegisterBenchmark("MobilitySessionMemory", Keep<SessionBase>)
        ->Arg(1000000)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
