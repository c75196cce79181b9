/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OPTIMIZED_CORRESPONDENTS_H
#define PMIPV6_OPTIMIZED_CORRESPONDENTS_H

#include "pmipv6-care-of-paths.h"
#include "pmipv6-correspondent-registration.h"
#include "pmipv6-correspondent-traffic.h"
#include "pmipv6-correspondent-update.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-prefix.h"
#include "pmipv6-return-routability.h"
#include "pmipv6-state-change.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// What a mobile node has of a correspondent: an entry of its Binding Update List (RFC 6275, 11.1).
struct OptimizedCorrespondent
{
    Ipv6Address peer;                                   //!< its address
    CorrespondentState state{CorrespondentState::NONE}; //!< where the node is with it
    ReturnRoutability tests;                            //!< what proves where the node is
    CorrespondentUpdate update;                         //!< what tells it
    Time expiry;                                        //!< when the acknowledged binding ends
    std::string purpose;                                //!< of what it is asked, for the traces
    bool isWaiting{false};  //!< to be renewed with the home registration
    uint32_t rejections{0}; //!< for old nonces, one after the other
    bool isStraight{false}; //!< packets go by the care-of address
};

/**
 * @ingroup pmipv6-mipv6
 * The correspondents of a mobile node, and the only writer of their states, of who is marked in the
 * traffic, and of by which care-of address packets to them go.
 */
class OptimizedCorrespondents
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A transition; its node is the correspondent's address.
        std::function<void(const StateChange& change)> changed;
        std::function<void(const Ipv6Address& peer)> unknown;   //!< see CorrespondentTraffic
        std::function<void(const Ipv6Address& peer)> tunnelled; //!< straight no longer
        std::function<void(OptimizedCorrespondent& entry)> due; //!< the deadline has come
    };

    /**
     * @param node the mobile node's
     * @param homeAddress its home address
     * @param listener who is told
     */
    void Start(Ptr<Node> node, const Ipv6Address& homeAddress, Listener listener);

    /// Let go of the node's objects, and of all correspondents.
    void Dispose();

    /// @param peer one that is not there @return it, in state NONE; until Remove
    OptimizedCorrespondent& Add(const Ipv6Address& peer);

    /// @param peer an address @return it, or null
    OptimizedCorrespondent* Find(const Ipv6Address& peer);

    /// @param peer an address @return it, or null
    const OptimizedCorrespondent* Find(const Ipv6Address& peer) const;

    /// @return all of them, by address
    std::vector<OptimizedCorrespondent*> GetAll();

    /// @return how many they are
    std::size_t GetSize() const
    {
        return m_entries.size();
    }

    /**
     * @param entry a correspondent
     * @param event what has happened; one that can be in its state
     */
    void Apply(OptimizedCorrespondent& entry, CorrespondentEvent event);

    /**
     * @param entry a correspondent
     * @param careOf by which packets go to it; ::: through the tunnel
     */
    void SetCareOf(OptimizedCorrespondent& entry, const Ipv6Address& careOf);

    /// @param entry a correspondent @param at when its time comes; Time::Max(): never
    void SetDeadline(const OptimizedCorrespondent& entry, Time at)
    {
        m_deadlines.Set(entry.peer, at);
    }

    /// @param entry one whose time has come @param isHome see DecideDue @return what to do
    CorrespondentDue Decide(const OptimizedCorrespondent& entry, bool isHome) const;

    /// The care-of address is of no use any more: nothing is asked. @param entry a correspondent
    void Leave(OptimizedCorrespondent& entry);

    /// It has no binding of the node any more. @param entry a correspondent
    void Lose(OptimizedCorrespondent& entry);

    /// @return the traffic of all of them
    CorrespondentTraffic& GetTraffic()
    {
        return m_traffic;
    }

    /// Ask for nothing of a correspondent any more. @param entry the correspondent
    static void Cancel(OptimizedCorrespondent& entry);

    /// Forget a correspondent. @param peer its address; one that is there
    void Remove(Ipv6Address peer);

  private:
    Listener m_listener;                                     //!< who is told
    Ipv6Address m_homeAddress;                               //!< the mobile node's
    Ptr<MobilitySignaling> m_signaling;                      //!< its signaling
    Ptr<CareOfPaths> m_paths;                                //!< how its packets go straight
    CorrespondentTraffic m_traffic;                          //!< of whom to tell, and who is of use
    std::map<Ipv6Address, OptimizedCorrespondent> m_entries; //!< by address
    DeadlineTable<Ipv6Address, AddressHash> m_deadlines{
        [this](const Ipv6Address& peer) { m_listener.due(*Find(peer)); }}; //!< see SetDeadline
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OPTIMIZED_CORRESPONDENTS_H
