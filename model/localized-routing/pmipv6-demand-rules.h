/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEMAND_RULES_H
#define PMIPV6_DEMAND_RULES_H

#include "pmipv6-localized-route.h"
#include "pmipv6-route-demand.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// What a gateway does about RO Init or RO Setup.
enum class DemandAction
{
    IGNORE,    //!< it is being attended to
    ANSWER,    //!< answer with DemandVerdict::status, nothing changes
    END,       //!< end the route, if DecideEnd allows it
    ESTABLISH, //!< make or change the route
    WAIT,      //!< for nodes that register
};

/// @ingroup pmipv6-localized-routing
/// What a gateway makes of RO Init or RO Setup.
struct DemandVerdict
{
    DemandAction action{DemandAction::IGNORE};              //!< what to do
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< of the answer
};

/// @ingroup pmipv6-localized-routing
/// By what a gateway judges RO Init and RO Setup: its attributes.
struct DemandSettings
{
    Ipv6Address gateway;          //!< Proxy-CoA
    bool isProxy{false};          //!< ProxyMode
    bool isSetUpByAnchors{false}; //!< SetupFromAnchors
    bool isOrderChecked{true};    //!< CheckOrdering
    bool mayWait{true};           //!< RegistrationWait is not 0
};

/// @ingroup pmipv6-localized-routing
/// What a gateway knows when RO Init or RO Setup comes.
struct DemandFacts
{
    const LocalizedRoute* route{nullptr};      //!< of the pair, or null
    std::optional<ExperimentalStatus> refusal; //!< how the same was refused; its route is gone
    std::optional<uint32_t> ended;             //!< last attempt of the pair, whose route is gone
    std::optional<Ipv6Address> anchor; //!< of the node that must be here; nothing: it is not
    bool isOtherHere{false};           //!< the other node is here
    bool isWaiting{false};             //!< the same waits for nodes that register
    bool isRegistering{false};         //!< there are nodes that register
};

/**
 * @ingroup pmipv6-localized-routing
 * What a gateway makes of RO Init and RO Setup (draft-loureiro, 4.1 to 4.4, 8 and 10). Changes
 * nothing.
 *
 * @param demand what is wanted
 * @param facts what the gateway knows
 * @param settings by what to judge
 * @return what to do
 */
DemandVerdict DecideDemand(const RouteDemand& demand,
                           const DemandFacts& facts,
                           const DemandSettings& settings);

/**
 * @ingroup pmipv6-localized-routing
 * @param demand what is wanted, with a lifetime
 * @param facts what the gateway knows
 * @param gateway its Proxy-CoA
 * @return true if the nodes that must be here are
 */
bool AreNodesHere(const RouteDemand& demand, const DemandFacts& facts, const Ipv6Address& gateway);

/// @ingroup pmipv6-localized-routing
/// What a gateway makes of a lifetime of 0.
struct EndVerdict
{
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< if it is refused: why
    bool isPassedOn{false};                                 //!< the other gateway is to end its own
    bool isNumberKept{false};                               //!< nothing older is taken after it
};

/**
 * @ingroup pmipv6-localized-routing
 * May a route be ended? The controller's word, by a number that is newer than the route's, ends
 * any; else a gateway ends the route to itself, not one to where the node is by now
 * (draft-loureiro, 3 and 10). A Timestamp option says that no anchor vouches for the number.
 *
 * @param demand RO Init or RO Setup with a lifetime of 0
 * @param route the route that it means, or null
 * @param gateway this one's Proxy-CoA
 * @return whether, and whether the other gateway is told
 */
EndVerdict DecideEnd(const RouteDemand& demand,
                     const LocalizedRoute* route,
                     const Ipv6Address& gateway);

/// @ingroup pmipv6-localized-routing
/// What a gateway does about a route that needs attention.
enum class RouteCare
{
    LEAVE,         //!< nothing: it lives on
    EXTEND,        //!< it lives for as long as the answer says
    LOOK,          //!< see whether it is in use, and refresh it if so
    DROP,          //!< it ends here, and nobody is told
    DROP_AND_TELL, //!< it ends here, and the other gateway is to end its own
    DROP_AND_KEEP, //!< it ends here, and is remembered, so that the other gateway can be told
};

/**
 * @ingroup pmipv6-localized-routing
 * @param route a route whose deadline has come
 * @param now the time
 * @return DROP if its lifetime is over, silently: its anchor tells when the session is over for
 *         all; else LOOK (draft-loureiro, 4.5)
 */
RouteCare DecideDue(const LocalizedRoute& route, Time now);

/**
 * @ingroup pmipv6-localized-routing
 * What comes of RO Refresh (draft-loureiro, 4.5).
 *
 * @param status of the answer; nothing: there was none, and the anchor may be back before the end
 * @return LEAVE, EXTEND, DROP, or DROP_AND_TELL: nobody would tell the other gateway of the next
 *         handover
 */
RouteCare DecideRefreshAnswer(std::optional<ExperimentalStatus> status);

/**
 * @ingroup pmipv6-localized-routing
 * A node is no more registered here, or not with a prefix (draft-loureiro, 4.3: deleted explicitly
 * where the detachment is known).
 *
 * @param route a route of that prefix
 * @param prefix the prefix
 * @param hasLeft the node has left; else it is being registered again
 * @return LEAVE, DROP, DROP_AND_KEEP, or DROP_AND_TELL: the anchor that has restarted has nobody to
 *         tell of the node's next gateway
 */
RouteCare DecideNodeGone(const LocalizedRoute& route, const Prefix& prefix, bool hasLeft);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEMAND_RULES_H
