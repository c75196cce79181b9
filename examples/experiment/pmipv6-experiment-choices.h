/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_CHOICES_H
#define PMIPV6_EXPERIMENT_CHOICES_H

#include <string>
#include <vector>

/**
 * @file
 * Options whose value is one word out of a few, and these words.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Who keeps mobile nodes reachable.
enum class Scheme
{
    PMIPV6,            //!< RFC 5213
    NONE,              //!< nobody: each gateway is a plain router with a prefix of its own
    LOCALIZED_ROUTING, //!< RFC 5213 with draft-loureiro
    UNCOORDINATED,     //!< as LOCALIZED_ROUTING, but nobody controls: the baseline of the race
};

/// Anchors and gateways of a pair of nodes (RFC 6279, section 2), and provider domains (section 5).
enum class Case
{
    A21,      //!< one anchor, two gateways
    A11,      //!< one anchor, one gateway
    A12,      //!< two anchors, one gateway
    A22,      //!< two anchors, two gateways
    ROAMING1, //!< as A22, all in one domain
    ROAMING2, //!< as A22, cn's anchor in another domain
    ROAMING3, //!< as A22, both anchors in another domain than the gateways
    ROAMING4, //!< as A22, the gateways and each anchor in a domain of its own
};

/// Technology of the access links.
enum class Access
{
    WIFI,  //!< IEEE 802.11
    IDEAL, //!< a node alone on its link with its gateway, of fixed delay
};

/// Shape of the core network.
enum class Core
{
    MESH, //!< a link between any two of its nodes
    STAR, //!< all through one router
};

/// What kind of node cn1 is.
enum class Correspondent
{
    MOBILE, //!< a mobile node, one for each mnI
    FIXED,  //!< one node behind the core for all
};

/// Who moves.
enum class Move
{
    MN,   //!< nodes mnI
    CN,   //!< nodes cnI
    BOTH, //!< all
    NONE, //!< nobody
};

/// Provider domain of the gateways moved to.
enum class MoveDomain
{
    SAME,  //!< that of the first gateway
    OTHER, //!< one that has agreements with the anchors' domains alone
};

/// Transport of the data.
enum class Traffic
{
    UDP, //!< constant bit rate
    TCP, //!< as fast as TCP sends
};

/// Direction of the data.
enum class Direction
{
    BOTH,  //!< mn to cn and cn to mn
    MN_CN, //!< mn to cn alone
    CN_MN, //!< cn to mn alone
};

/// When moves and flows begin.
enum class Phase
{
    FIXED, //!< at their times
    RANDOM //!< a random time later
};

/// How a station changes its access point.
enum class WifiHandover
{
    FAST,    //!< at its moment it changes to the next gateway's channel
    DEFAULT, //!< it walks, and ns-3's own association decides
};

/// How an anchor orders registrations (RFC 5213, 5.5).
enum class Ordering
{
    TIMESTAMP, //!< by the Timestamp option
    SEQUENCE,  //!< by the sequence number
};

/// Which way messages between gateways take (draft-loureiro, 3).
enum class LrMode
{
    DIRECT, //!< from gateway to gateway
    PROXY,  //!< through the anchors
};

/// Who brings a localized route about.
enum class LrInitiator
{
    LMA, //!< the anchor that sees the first packet
    MAG, //!< the gateway that sees it asks its anchor (draft-loureiro, 7)
};

/**
 * The words of one option.
 *
 * @tparam T its enumeration
 */
template <class T>
struct Choices
{
    /// An enumerator and its word.
    struct Choice
    {
        T value;          //!< the enumerator
        const char* word; //!< on the command line and in results
    };

    std::vector<Choice> built;      //!< what there is
    std::vector<std::string> later; //!< words that are not built yet
};

/**
 * @name The words of each option
 * The argument only says which.
 * @return its words
 * @{
 */
const Choices<Scheme>& GetChoices(Scheme);
const Choices<Case>& GetChoices(Case);
const Choices<Access>& GetChoices(Access);
const Choices<Core>& GetChoices(Core);
const Choices<Correspondent>& GetChoices(Correspondent);
const Choices<Move>& GetChoices(Move);
const Choices<MoveDomain>& GetChoices(MoveDomain);
const Choices<Traffic>& GetChoices(Traffic);
const Choices<Direction>& GetChoices(Direction);
const Choices<Phase>& GetChoices(Phase);
const Choices<WifiHandover>& GetChoices(WifiHandover);
const Choices<Ordering>& GetChoices(Ordering);
const Choices<LrMode>& GetChoices(LrMode);
const Choices<LrInitiator>& GetChoices(LrInitiator);

/** @} */

/**
 * @tparam T one of the enumerations above
 * @param value an enumerator
 * @return its word
 */
template <class T>
std::string
GetWord(T value)
{
    for (const auto& choice : GetChoices(value).built)
    {
        if (choice.value == value)
        {
            return choice.word;
        }
    }
    return {};
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CHOICES_H
