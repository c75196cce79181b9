/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EPMIP_SEEDS_H
#define PMIPV6_EPMIP_SEEDS_H

#include "pmipv6-role-bench.h"
#include "pmipv6-seeds.h"

#include "ns3/pmipv6-location-messages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the seeds of draft-luo's roles are made of.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

inline constexpr uint16_t LIFETIME = 75;               //!< in units of 4 s
inline constexpr uint64_t SECONDS = uint64_t{1} << 16; //!< a timestamp's
inline constexpr uint64_t EARLY = SECONDS;             //!< before any resident node was registered
inline constexpr uint64_t NEWER = 3 * SECONDS;         //!< a second after that
inline constexpr uint64_t NEWEST = 4 * SECONDS;        //!< another one later
inline constexpr uint64_t LATE = uint64_t{1} << 60;    //!< of the future

inline const Ipv6Address SECOND_PEER("fd00:c::13"); //!< who is trusted, and silent
inline const Ipv6Address THIRD_PEER("fd00:c::14");  //!< another one

/// What is said of a node.
struct Said
{
    std::optional<std::string> node;   //!< MN-Identifier
    std::vector<Prefix> prefixes;      //!< its prefixes
    std::optional<Ipv6Address> where;  //!< MAG-ADDR
    std::optional<uint64_t> timestamp; //!< of its registration
    uint16_t lifetime{LIFETIME};       //!< 0 withdraws
};

/// @return the same as a request
inline LocationRequest
Request(const Said& said)
{
    LocationRequest request;
    request.prefixes = said.prefixes;
    request.gateway = said.where;
    request.timestamp = said.timestamp;
    request.identifier = said.node;
    request.lifetime = said.lifetime;
    return request;
}

/// @return a Location Update
inline LocationUpdate
Report(const Said& said)
{
    return Inform<LocationUpdate>(Request(said));
}

/// @return a query for what its asker is to be told, or another
inline Pbqr
Query(const Prefix& asked, const std::optional<Ipv6Address>& asker = std::nullopt)
{
    auto request = MakeLocationQuery(asked, 1);
    request.gateway = asker;
    return Inform<Pbqr>(request);
}

/// @return an answer with a status alone
template <class Message>
Message
Refuse(ExperimentalStatus status)
{
    LocationAnswer answer;
    answer.status = status;
    return Tell<Message>(answer);
}

/// @return an acknowledgement of a Location Update
inline LocationUpdateAck
Acknowledge(const std::vector<Prefix>& prefixes,
            const std::vector<Ipv6Address>& previous = {},
            ExperimentalStatus status = ExperimentalStatus::SUCCESS)
{
    LocationAnswer answer;
    answer.status = status;
    answer.prefixes = prefixes;
    answer.previous = previous;
    answer.lifetime = IsAccepted(status) ? LIFETIME : uint16_t{0};
    return Tell<LocationUpdateAck>(answer);
}

/// @return a location
inline Pbqa
Located(const Prefix& prefix,
        const Ipv6Address& gateway,
        uint64_t timestamp = NEWER,
        uint16_t lifetime = LIFETIME)
{
    LocationAnswer answer;
    answer.prefixes = {prefix};
    answer.gateway = gateway;
    answer.timestamp = timestamp;
    answer.lifetime = lifetime;
    return Tell<Pbqa>(answer);
}

/// @return some sequences and others
inline Seeds
Join(Seeds seeds, Seeds others)
{
    seeds.merge(others);
    return seeds;
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EPMIP_SEEDS_H
