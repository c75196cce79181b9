/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_NODE_NAME_H
#define PMIPV6_EXPERIMENT_NODE_NAME_H

#include "pmipv6-experiment-announced.h"
#include "pmipv6-experiment-streams.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

/**
 * @file
 * The kinds of nodes of the network, and the names of nodes.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * What a node is within the network, whatever role a scheme gives it. A scheme that needs nodes
 * beside these defines a kind of its own.
 */
class NodeKind : public Announced<NodeKind>
{
  public:
    /// Where its nodes are.
    enum class Place
    {
        MOBILE, //!< on access links alone
        EITHER, //!< on an access link, or fixed in the core
        CORE,   //!< in the core
        WIRES   //!< on wires of the core; has no role, and no option names it
    };

    /**
     * @param prefix of its nodes' names, small letters
     * @param place where its nodes are
     * @param streams of its nodes' IPv6
     */
    NodeKind(std::string prefix, Place place, StreamKind streams = StreamKind::OTHER_NODE)
        : Announced(this),
          prefix(std::move(prefix)),
          place(place),
          streams(streams)
    {
    }

    const std::string prefix; //!< "mag"
    const Place place;        //!< where its nodes are
    const StreamKind streams; //!< of their IPv6
};

/// @name The kinds of nodes that any scheme has
/// @{
extern const NodeKind MOBILE_NODE;    //!< mn1, mn2, ..
extern const NodeKind CORRESPONDENT;  //!< cn1, cn2, ..
extern const NodeKind ANCHOR;         //!< lma1, lma2
extern const NodeKind GATEWAY;        //!< mag1, mag2, ..
extern const NodeKind CORE_ROUTER;    //!< core1, in the middle of a star
extern const NodeKind TRANSIT_ROUTER; //!< transit1, .., on the links of a mesh
/// @}

/// @name Kinds of nodes that some schemes have
/// @{
extern const NodeKind LOCATION_MANAGER; //!< lmf1
extern const NodeKind NAME_SERVER;      //!< dns1
extern const NodeKind BORDER_ROUTER;    //!< border1
extern const NodeKind ROUTER;           //!< router1
extern const NodeKind HOME_AGENT;       //!< home1
/// @}

/// Highest number of a gateway.
constexpr uint32_t MAX_GATEWAYS = 9999;

/// The name of a node: its kind and a number from 1.
class NodeName
{
  public:
    NodeName() = default;

    /**
     * @param kind its kind
     * @param number its number
     */
    NodeName(const NodeKind& kind, uint32_t number)
        : m_kind(&kind),
          m_number(number)
    {
    }

    /**
     * @param kind a kind
     * @return whether the node is of it
     */
    bool Is(const NodeKind& kind) const
    {
        return m_kind == &kind;
    }

    /// @return whether it is the name of a mobile node, or of a correspondent, which can be one
    bool CanMove() const;

    /// @return whether it is the name of a node in the core, or of a correspondent, which can be
    /// one
    bool CanBeInCore() const;

    /// @return whether it is the name of a gateway that there can be
    bool IsGateway() const
    {
        return Is(GATEWAY) && m_number <= MAX_GATEWAYS;
    }

    /// @return whether mobile nodes can attach there: a gateway that there can be, or an anchor, on
    ///         whose own link they are at home
    bool CanHaveAccess() const
    {
        return IsGateway() || Is(ANCHOR);
    }

    /// @return its kind; not of a name made without one
    const NodeKind& GetKind() const
    {
        return *m_kind;
    }

    /// @return its number; 0 of a name made without one
    uint32_t GetNumber() const
    {
        return m_number;
    }

    /// @return "mag3"; empty of a name made without a kind
    std::string GetText() const;

  private:
    const NodeKind* m_kind{nullptr}; //!< its kind
    uint32_t m_number{0};            //!< its number
};

/// @return whether two names are the same
bool operator==(const NodeName& a, const NodeName& b);
/// @return whether two names differ
bool operator!=(const NodeName& a, const NodeName& b);
/// @return whether a comes before b as texts do
bool operator<(const NodeName& a, const NodeName& b);

/// Two nodes, in the order of their names, or sender and receiver.
using NodePair = std::pair<NodeName, NodeName>;

/**
 * @param text a name such as "mag3"
 * @return its parts; nothing if it is not the prefix of a kind followed by a number from 1 to
 *         999999999 without leading zeros
 */
std::optional<NodeName> ReadNodeName(const std::string& text);

/**
 * @param name a gateway, or an anchor with a home link
 * @return number of the first random stream of its access device
 */
int64_t GetFirstDeviceStream(const NodeName& name);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_NODE_NAME_H
