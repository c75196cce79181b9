/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOFF_ARRIVALS_H
#define PMIPV6_HANDOFF_ARRIVALS_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-routing-parts.h"
#include "pmipv6-state-table.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// State of what a gateway does about the previous gateways of a node that has come to it.
enum class ArrivalState
{
    NONE,      //!< nothing: it came from none, is not here, or one of them is silent
    INFORMING, //!< PBCI to one of them waits for its answer
    INFORMED,  //!< all have answered
};

/// @ingroup pmipv6-epmip
/// What changes that state.
enum class ArrivalEvent
{
    NAMED,    //!< the anchor names a previous gateway
    ANSWERED, //!< the last one has answered
    GIVEN_UP, //!< the last one has not in all the time in which it is told
    LEFT,     //!< the node is not registered here any more
    STOPPED,  //!< the gateway stops or restarts
};

/**
 * @ingroup pmipv6-epmip
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(ArrivalState state);

/**
 * @ingroup pmipv6-epmip
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(ArrivalEvent event);

/// @ingroup pmipv6-epmip
/// @return what follows from each event in each state
const StateTable<ArrivalState, ArrivalEvent>& GetArrivalTable();

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for what a new gateway is told of a node's correspondents.
 *
 * @param prefix the mobile node's prefix
 * @param peer the previous gateway
 * @param timestamp of the registration after which that was asked; the node may have left since,
 *        and have come anew
 */
using CorrespondentsTracedCallback = void (*)(const Prefix& prefix,
                                              const Ipv6Address& peer,
                                              uint64_t timestamp);

/**
 * @ingroup pmipv6-epmip
 * What a gateway does for nodes that have come to it (draft-luo, 4.3: n-DMF): tells their previous
 * gateways, which their anchor names, where they are, and takes from them where their
 * correspondents are.
 */
class HandoffArrivals
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Time queryDelay; //!< QueryDelay: so long a node's correspondents are not asked for
        Time holdTime;   //!< UplinkHoldTime: so long its packets to them wait meanwhile
        Time memory;     //!< how long a previous gateway is one: it sends packets on meanwhile
    };

    /// Who is told.
    struct Listener
    {
        /// A transition: MN-Identifier, the states before and after, why.
        std::function<
            void(const std::string&, ArrivalState, ArrivalState, const std::string& reason)>
            changed;
        /// A previous gateway has named a node's correspondents, asked after a registration of
        /// that time.
        std::function<void(const Prefix&, const Ipv6Address&, uint64_t timestamp)> known;
        /// A node has a correspondent, which has become known when the node had left already.
        std::function<void(const Prefix& node, const Prefix& peer)> late;
    };

    /**
     * @param tellings tells others; outlives this
     */
    explicit HandoffArrivals(LocationTellings& tellings)
        : m_tellings(tellings)
    {
    }

    /**
     * @param parts the gateway's routing function; outlives this
     * @param settings what is the same for all
     * @param listener who is told
     */
    void Start(const RoutingParts& parts, const Settings& settings, Listener listener);

    /**
     * An anchor has accepted a node, and says where it was.
     *
     * @param key its registration
     * @param previous Proxy-CoAs, the newest first
     */
    void SetPrevious(const RegistrationKey& key, std::vector<Ipv6Address> previous)
    {
        m_named[key] = std::move(previous);
    }

    /**
     * A node is registered here: tell the gateways that its anchor has named last, each once.
     *
     * @param key its registration
     * @param node the node
     */
    void HandleRegistered(const RegistrationKey& key, const LocalNode& node);

    /**
     * A node is not registered here any more.
     *
     * @param key its registration
     */
    void HandleLeft(const RegistrationKey& key)
    {
        End(key, ArrivalEvent::LEFT, "node-has-left");
    }

    /**
     * @param node prefix of a node
     * @param gateway a gateway
     * @return true if the node has come from there of late
     */
    bool IsPrevious(const Prefix& node, const Ipv6Address& gateway) const;

    /**
     * @param gateway a gateway
     * @return true if it is being told that a node has come from there, and has not answered
     */
    bool IsBeingInformed(const Ipv6Address& gateway) const;

    /// @return true if any previous gateway has not answered yet, and may name correspondents
    bool IsAnyInforming() const;

    /**
     * @param answer a PBCA that answers nothing that waits
     * @param peer who has sent it
     * @return true if it is a further part of one that has come
     */
    bool IsPart(const MobilityMessage& answer, const Ipv6Address& peer) const;

    /**
     * @param answer a further part, see IsPart
     */
    void HandlePart(const LocationAnswer& answer);

    /// Forget all. @param reason why, for the traces
    void Clear(const std::string& reason);

    /// Forget all without a word, and let go of the node's objects.
    void Dispose();

  private:
    /// A node that has come from elsewhere.
    struct Arrival
    {
        std::string identifier;                 //!< MN-Identifier
        std::vector<Prefix> prefixes;           //!< home network prefixes
        ArrivalState state{ArrivalState::NONE}; //!< state
        std::set<Ipv6Address> asked;            //!< told, and not answered yet
        std::set<Ipv6Address> answered;         //!< told, and answered
    };

    /// What a previous gateway has been told.
    struct Told
    {
        std::vector<Prefix> prefixes; //!< of the node
        Ipv6Address peer;             //!< who
        uint64_t timestamp;           //!< of the node's registration
    };

    /**
     * Nothing is done about a node's previous gateways any more.
     *
     * @param key the node's registration
     * @param event what has happened
     * @param reason the same in words, for the traces
     */
    void End(const RegistrationKey& key, ArrivalEvent event, const std::string& reason);

    /**
     * A transition, when its effects are there.
     *
     * @param arrival whose state it is
     * @param event what has happened
     * @param to the next state
     * @param reason the same in words, for the traces
     */
    void Change(Arrival& arrival, ArrivalEvent event, ArrivalState to, const std::string& reason);

    /**
     * A previous gateway is told no more.
     *
     * @param key the node's registration
     * @param told who was told of what
     * @param answer null: it has not answered
     */
    void HandleTold(const RegistrationKey& key, const Told& told, const LocationAnswer* answer);

    /// A previous gateway has answered. @param told who was told of what @param answer the PBCA
    void HandleAnswer(const Told& told, const LocationAnswer& answer);

    /**
     * Take where a node's correspondents are.
     *
     * @param told who was told of what
     * @param answer the PBCA, which names them
     */
    void Take(const Told& told, const LocationAnswer& answer);

    LocationTellings& m_tellings;           //!< tells others
    const RoutingParts* m_routing{nullptr}; //!< the gateway's; null before Start
    Settings m_settings;                    //!< what is the same for all
    Listener m_listener;                    //!< who is told
    std::map<RegistrationKey, std::vector<Ipv6Address>> m_named; //!< by the last answer
    std::map<RegistrationKey, Arrival> m_arrivals;               //!< nodes here
    /// By node: where it came from, each till when.
    std::map<Prefix, std::map<Ipv6Address, Time>> m_previous;
    ExpiringMap<uint16_t, Told> m_parts; //!< answered in several parts, by sequence number
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOFF_ARRIVALS_H
