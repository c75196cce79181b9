/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_TABLE_H
#define PMIPV6_LOCATION_TABLE_H

#include "pmipv6-prefix-map.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// State of what a gateway knows of where a mobile node is that is not here.
enum class LocationState
{
    NONE,      //!< nothing: packets go through the anchor
    LEARNED,   //!< from the outer header of a tunnelled packet (draft-luo, 4.2)
    TOLD,      //!< by a PBQA, PBCA or PBCI
    WITHDRAWN, //!< by a PBCI with lifetime 0: packets go through the anchor, what is older is
               //!< ignored
};

/// @ingroup pmipv6-epmip
/// What changes the state of a location.
enum class LocationEvent
{
    LEARNED,   //!< a tunnelled packet of the node
    TOLD,      //!< a PBQA, PBCA or PBCI
    WITHDRAWN, //!< a PBCI with lifetime 0 that dates the binding of which it speaks
    DOUBTED,   //!< a PBCI with lifetime 0 that does not, or whoever manages locations knows of none
    OVER,      //!< its lifetime is over
    ARRIVED,   //!< the node is here
    STOPPED,   //!< the gateway stops or restarts
};

/**
 * @ingroup pmipv6-epmip
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(LocationState state);

/**
 * @ingroup pmipv6-epmip
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(LocationEvent event);

/// @ingroup pmipv6-epmip
/// @return what follows from each event in each state of a location
const StateTable<LocationState, LocationEvent>& GetLocationTable();

/**
 * @ingroup pmipv6-epmip
 * @param state state of a location
 * @return true if packets go by it
 */
constexpr bool
IsUsable(LocationState state)
{
    return state == LocationState::LEARNED || state == LocationState::TOLD;
}

/**
 * @ingroup pmipv6-epmip
 * Where a mobile node is, as a gateway knows it.
 */
struct NodeLocation
{
    Prefix prefix;                              //!< of the node
    Ipv6Address gateway{Ipv6Address::GetAny()}; //!< where it is; :: if WITHDRAWN
    uint64_t timestamp{0};                      //!< of its binding there; 0 if LEARNED
    Time expiry;                                //!< end of the lifetime, or of the memory
    LocationState state{LocationState::NONE};   //!< state

    /// @return true if packets go to that gateway
    bool IsUsable() const
    {
        return pmipv6::IsUsable(state);
    }
};

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for locations.
 *
 * @param location the location as it is after the transition; before it, if it is removed
 * @param from state before
 * @param to state after
 */
using LocationTracedCallback = void (*)(const NodeLocation& location,
                                        LocationState from,
                                        LocationState to);

/// @ingroup pmipv6-epmip
/// What becomes of a location that a gateway hears of.
enum class LocationVerdict
{
    TAKE,   //!< it takes the place of what is held
    EXTEND, //!< it is what is held, for longer
    OLDER,  //!< what is held is newer, or was said rather than learned: nothing changes
};

/**
 * @ingroup pmipv6-epmip
 * Changes nothing. The newer timestamp wins, and what was said wins over what is learned
 * (draft-luo, 4.2 and 4.3, which leave it open).
 *
 * @param held what is held of the node; null if nothing
 * @param offered what is heard; LEARNED, TOLD or WITHDRAWN
 * @return what becomes of it
 */
LocationVerdict DecideLocation(const NodeLocation* held, const NodeLocation& offered);

/**
 * @ingroup pmipv6-epmip
 * The location table of a gateway (draft-luo, 3.2: "DRF is responsible for maintaining location
 * information"): the only writer of locations. Found by prefix; an address is found by the lengths
 * of prefix in use. Knows time only as an argument.
 */
class LocationTable
{
  public:
    /// Told of a transition: the location as it is after it (before it, if it is removed), the
    /// state before, the state after, why.
    using Listener = std::function<
        void(const NodeLocation&, LocationState from, LocationState to, const std::string& reason)>;

    /**
     * @param listener told of each transition, after it; also of one from a state to itself, if
     *        what is known of the node becomes another or newer
     */
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * Take a location, if it is newer than what is held.
     *
     * @param offered LEARNED, TOLD or WITHDRAWN
     * @param reason why, for the listener
     * @return what has become of it
     */
    LocationVerdict Offer(const NodeLocation& offered, const std::string& reason);

    /**
     * Remove a location; nothing happens if there is none.
     *
     * @param prefix of the node
     * @param event why: any but LEARNED, TOLD and WITHDRAWN
     * @param reason the same for the listener
     */
    void Remove(const Prefix& prefix, LocationEvent event, const std::string& reason);

    /**
     * @param prefix of a node
     * @return its location, or null
     */
    const NodeLocation* Find(const Prefix& prefix) const
    {
        return m_rows.Find(prefix);
    }

    /**
     * @param address of a node
     * @return the location of the longest prefix that has it, or null
     */
    const NodeLocation* FindByAddress(const Ipv6Address& address) const
    {
        return m_rows.FindLongest(Prefix(address, 128));
    }

    /// @return all prefixes that have a location, in their order
    std::vector<Prefix> GetPrefixes() const;

    /// @return all of them, in the order of their prefixes
    std::vector<NodeLocation> GetAll() const;

    /**
     * @param prefix of a node
     * @param timestamp of a binding of it
     * @return true if that or a later one is known to be over, with no new location
     */
    bool IsWithdrawn(const Prefix& prefix, uint64_t timestamp) const;

    /// @return how many there are
    std::size_t GetSize() const
    {
        return m_rows.GetSize();
    }

    /// @param reason why all go, one after the other
    void Clear(const std::string& reason);

    /// Forget all without a word.
    void Dispose();

  private:
    /**
     * Put a location in the place of what is held, and tell.
     *
     * @param location the new one
     * @param event why it changes
     * @param reason the same in words, for the traces
     */
    void Write(const NodeLocation& location, LocationEvent event, const std::string& reason);

    PrefixMap<NodeLocation> m_rows; //!< by prefix
    Listener m_listener;            //!< told of transitions
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_TABLE_H
