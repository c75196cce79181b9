/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_SOURCE_H
#define PMIPV6_STATE_SOURCE_H

#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * By which a role, or a function of one, offers the rows of its tables to the StateChecker. Each
 * says where a mobile node is, as far as that table knows. A family implements it beside its roles,
 * and offers what it has: each kind of row is empty unless it is overridden. A node may have
 * several.
 */
class StateSource
{
  public:
    /// The node at which the state is, as packets meet it.
    struct Router
    {
        Ipv6Address address;                //!< of the node, by which rows of others name it
        Ptr<MobilityForwarding> forwarding; //!< its data plane
    };

    /// A mobile node's session, as who has its prefixes keeps it: where their packets go.
    struct Session
    {
        std::string object;           //!< what results call it: "binding", "session"
        std::string identifier;       //!< MN-Identifier
        std::vector<Prefix> prefixes; //!< of the mobile node; all of its sessions have others
        Ipv6Address gateway;          //!< where the mobile node is, by this row
        bool isForwarding{true};      //!< false: it waits for a new gateway, or for its end
    };

    /// A mobile node's attachment, as its gateway keeps it: the node is here, by this row.
    struct Attachment
    {
        std::string object;           //!< what results call it: "binding"
        std::string identifier;       //!< MN-Identifier
        std::vector<Prefix> prefixes; //!< of the mobile node, as far as they are known here
        Ipv6Address anchor;           //!< who has its session, or is asked for it
        std::string state;            //!< in words
        bool isStuck{false};          //!< it waits for something of which nothing is under way
    };

    /// Where packets of a pair of prefixes, or of all to a prefix, are sent past the sessions.
    struct Route
    {
        std::string object;     //!< what results call it: "route", "location"
        Prefix source;          //!< of the packets; ::/0: whoever sends them
        Prefix destination;     //!< of the packets
        Ipv6Address gateway;    //!< where the destination's mobile node is, by this row
        bool isInstalled{true}; //!< packets find it
        /// Of ::/0: no packets find it but those of mobile nodes at its own node.
        bool isOfNodesHere{false};
    };

    virtual ~StateSource() = default;

    /// @return its node; nothing if that is a node of which another source tells
    virtual std::optional<Router> GetRouter() const
    {
        return std::nullopt;
    }

    /// @return true if each mobile node is to have its session here, or at another such source
    virtual bool IsAnchor() const
    {
        return false;
    }

    /**
     * @param address an address
     * @return true if plain routing brings packets for it to this node
     */
    virtual bool OwnsAddress(const Ipv6Address& address) const
    {
        (void)address;
        return false;
    }

    /// @return sessions of mobile nodes
    virtual std::vector<Session> GetSessions() const
    {
        return {};
    }

    /// @return attachments of mobile nodes
    virtual std::vector<Attachment> GetAttachments() const
    {
        return {};
    }

    /// @return routes of mobile nodes' packets
    virtual std::vector<Route> GetRoutes() const
    {
        return {};
    }

    /// @return prefixes of mobile nodes between which packets pass, besides those of its routes
    virtual std::vector<std::pair<Prefix, Prefix>> GetPairs() const
    {
        return {};
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_SOURCE_H
