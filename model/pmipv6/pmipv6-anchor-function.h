/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_FUNCTION_H
#define PMIPV6_ANCHOR_FUNCTION_H

#include "pmipv6-binding-cache.h"

#include "ns3/object.h"

namespace ns3
{
namespace pmipv6
{

class LocalMobilityAnchor;

/// How a session came to be registered.
enum class RegistrationKind
{
    INITIAL,      //!< a new session (RFC 5213, 5.3.2)
    HANDOFF,      //!< from another gateway than before (RFC 5213, 5.3.4)
    REATTACHMENT, //!< from the same gateway, where the node may have been away meanwhile
    EXTENSION,    //!< nothing but its lifetime has changed (RFC 5213, 5.3.3)
};

/**
 * @ingroup pmipv6
 * Something that a local mobility anchor does beyond RFC 5213, given to it by
 * LocalMobilityAnchor::AddFunction. The anchor tells it what becomes of its bindings; messages it
 * takes from the node's MobilitySignaling, and packets are told to it by the forwarding table.
 */
class AnchorFunction : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The anchor has started: no binding yet.
     *
     * @param anchor the anchor; outlives this function's work
     */
    virtual void Start(Ptr<LocalMobilityAnchor> anchor) = 0;

    /// The anchor stops: nothing more is sent.
    virtual void Stop() = 0;

    /// The anchor loses all state, as a node that restarts; nothing is sent about it.
    virtual void Restart() = 0;

    /**
     * A session is registered, and its gateway has been answered.
     *
     * @param session the session
     * @param kind how
     */
    virtual void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) = 0;

    /**
     * A session is about to be deleted.
     *
     * @param session the session
     */
    virtual void HandleDeleted(const BindingCacheEntry& session) = 0;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_FUNCTION_H
