/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREVIOUS_LOCATIONS_H
#define PMIPV6_PREVIOUS_LOCATIONS_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <optional>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-epmip
 * Which gateways that a mobile node has left its new one is told of (draft-luo, 4.3: a PBA that
 * "includes the previous location"). They know its correspondents, or are known to them as where it
 * is.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// A gateway from which a mobile node is or was registered.
struct LocationStay
{
    Ipv6Address gateway{Ipv6Address::GetAny()}; //!< Proxy-CoA
    bool isEnhanced{false}; //!< it is an eMAG, by the Capabilities of its last request
    Time left{Time::Max()}; //!< when the node left it; Time::Max() if it has not
    Time followed;          //!< last request of the gateway that followed by which the node arrived
    bool isUntold{false};   //!< it is being told that the node is gone, and has not acknowledged
};

/// @ingroup pmipv6-epmip
/// Where a mobile node is and was.
struct LocationPath
{
    std::optional<LocationStay> present; //!< nothing: its binding is deleted
    std::vector<LocationStay> past;      //!< newest first; each gateway once
};

/// @ingroup pmipv6-epmip
/// For how long what is remembered, and how much.
struct LocationTimes
{
    Time previous;          //!< PreviousLocationTime
    Time lifetime;          //!< LocationLifetime
    std::size_t maxPast{8}; //!< MaxPreviousLocations
};

/**
 * @ingroup pmipv6-epmip
 * The node arrives at another gateway, which nobody has told of a former one if all its answers
 * were lost.
 *
 * @param stay a former one, but for the last
 * @param now the time
 * @param times for how long what is remembered
 * @return true if the new gateway is told of it, too
 */
bool IsStillUntold(const LocationStay& stay, Time now, const LocationTimes& times);

/**
 * @ingroup pmipv6-epmip
 * @param stay a gateway that the node has left
 * @param now the time
 * @param times for how long what is remembered
 * @return true if anybody may still take it for where the node is, and it is one that can be told
 */
bool IsOfInterest(const LocationStay& stay, Time now, const LocationTimes& times);

/**
 * @ingroup pmipv6-epmip
 * @param path where a node is and was
 * @param asker the gateway that is answered
 * @param now the time
 * @param times for how long what is remembered
 * @return what the answer names, newest first
 */
std::vector<Ipv6Address> GetPreviousLocations(const LocationPath& path,
                                              const Ipv6Address& asker,
                                              Time now,
                                              const LocationTimes& times);

/**
 * @ingroup pmipv6-epmip
 * @param path where a node is and was
 * @param gateway where it arrives, another than the present one
 * @param now the time
 * @param times for how long what is remembered, and how much
 * @return what is past then; at most MaxPreviousLocations
 */
std::vector<LocationStay> MakePast(const LocationPath& path,
                                   const Ipv6Address& gateway,
                                   Time now,
                                   const LocationTimes& times);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREVIOUS_LOCATIONS_H
