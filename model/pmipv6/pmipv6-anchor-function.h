/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_FUNCTION_H
#define PMIPV6_ANCHOR_FUNCTION_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-proxy-registration.h"

#include "ns3/object.h"

#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

class LocalMobilityAnchor;

/// @ingroup pmipv6-pmipv6
/// What has come of a Proxy Binding Update: how a session is registered, or why none is.
enum class RegistrationKind
{
    INITIAL, //!< a new session (RFC 5213, 5.3.2)
    HANDOFF, //!< from another gateway than before (RFC 5213, 5.3.4)
    /// From the same gateway, where the node may have been away meanwhile; or a repetition, which
    /// has a number and time of its own, of a request whose answer the gateway does not know.
    REATTACHMENT,
    EXTENSION,      //!< nothing but its lifetime has changed (RFC 5213, 5.3.3)
    REPEAT,         //!< the session's last request once more: nothing has changed since its answer
    DEREGISTRATION, //!< none any more (RFC 5213, 5.3.5)
    REFUSED,        //!< none
};

/**
 * @ingroup pmipv6-pmipv6
 * @param kind what has come of a request
 * @return what the answer is sent for, as traces tell it
 */
std::string GetPurpose(RegistrationKind kind);

/**
 * @ingroup pmipv6-pmipv6
 * Something that a local mobility anchor does beyond RFC 5213, given to it by
 * LocalMobilityAnchor::AddFunction. The anchor asks it before it registers a mobile node, shows it
 * what it answers, and tells it what becomes of its bindings; other messages it takes from the
 * node's MobilitySignaling, and packets are told to it by the forwarding table. Several functions
 * are asked and told in the order in which they were added.
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

    /// The anchor stops, or is disposed of while it works: nothing more is sent, and nothing that
    /// was registered on the node is left there.
    virtual void Stop() = 0;

    /// The anchor loses all state, as a node that restarts; nothing is sent about it.
    virtual void Restart() = 0;

    /**
     * RFC 5213 lets a request begin a session, extend or hand off one.
     *
     * @param request the request
     * @param session the session that it is of, or null
     * @return the status with which it is refused all the same; nothing: it is not
     */
    virtual std::optional<BindingStatus> Refuse(const ProxyRegistration& request,
                                                const BindingCacheEntry* session);

    /**
     * A request is about to begin a session, and nobody refuses it.
     *
     * @param request the request
     * @return true if it is to wait until AnchorRegistration::Resume, and is then asked about once
     *         more, as each repetition is
     */
    virtual bool IsToWait(const ProxyRegistration& request);

    /**
     * A session begins.
     *
     * @param request the request
     * @return prefixes that it has, as the node has them from another anchor; none: it gets those
     *         of the next function, of RFC 5213 at last (5.3.2)
     */
    virtual std::vector<Prefix> GetPrefixes(const ProxyRegistration& request);

    /**
     * A Proxy Binding Acknowledgement is made. A repeated request has it made once more: what was
     * added to the answer that it repeats belongs into this one too, be it that the request is the
     * same (REPEAT) or has another number and time (REATTACHMENT).
     *
     * @param request what it answers
     * @param session the session as it is by now; null if the request is refused
     * @param kind what has come of the request
     * @param answer the message, to which options may be added; what does not fit into a Mobility
     *        Header is not sent (the trace Ignored)
     */
    virtual void AddToAnswer(const ProxyRegistration& request,
                             const BindingCacheEntry* session,
                             RegistrationKind kind,
                             BindingAcknowledgement& answer);

    /**
     * The state of a binding has changed, and the forwarding table is written already. With NONE it
     * is about to be deleted.
     *
     * @param session the binding, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     * @param reason why, as the trace StateChange has it
     */
    virtual void HandleBinding(const BindingCacheEntry& session,
                               BindingState from,
                               BindingState to,
                               const std::string& reason);

    /**
     * A session is registered, and its gateway has been answered.
     *
     * @param session the session
     * @param kind how: INITIAL, HANDOFF, REATTACHMENT or EXTENSION
     */
    virtual void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) = 0;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_FUNCTION_H
