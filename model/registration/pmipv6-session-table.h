/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SESSION_TABLE_H
#define PMIPV6_SESSION_TABLE_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-deadline-timer.h"
#include "pmipv6-proxy-registration.h"
#include "pmipv6-rival-gateways.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * The mobility sessions of an anchor: the only writer of its binding cache. Each transition of a
 * session's state is one function, and is told to the listener once the entry is as it shall be; a
 * session whose time is over goes by itself.
 */
class SessionTable
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A transition: the session, as it is after it, or before it is removed (NONE); the state
        /// before, the state after, why.
        std::function<
            void(const BindingCacheEntry&, BindingState, BindingState, const std::string&)>
            changed;
        /// A session has been removed: as it was before, told after the transition.
        std::function<void(const BindingCacheEntry&)> removed;
    };

    SessionTable() = default;
    SessionTable(const SessionTable&) = delete;
    SessionTable& operator=(const SessionTable&) = delete;

    /**
     * @param listener who is told; empty: nobody
     */
    void SetListener(Listener listener);

    /// @return the binding cache
    const BindingCache& GetCache() const
    {
        return m_cache;
    }

    /**
     * A session begins (RFC 5213, 5.3.2).
     *
     * @param registration the request
     * @param prefixes home network prefixes assigned
     * @param anchorAddress LMAA at which the gateway has registered
     * @param lifetime granted, in units of 4 s
     * @return the session
     */
    const BindingCacheEntry& Create(const ProxyRegistration& registration,
                                    std::vector<Prefix> prefixes,
                                    const Ipv6Address& anchorAddress,
                                    uint16_t lifetime);

    /**
     * A session is extended, or handed off to another gateway (RFC 5213, 5.3.3 and 5.3.4).
     *
     * @param session the session
     * @param registration the request
     * @param lifetime granted, in units of 4 s
     */
    void Update(const BindingCacheEntry& session,
                const ProxyRegistration& registration,
                uint16_t lifetime);

    /**
     * Note a de-registration, so that what was sent before it is out of order (RFC 5213, 5.3.5 and
     * 5.5). The state stays.
     *
     * @param session the session
     * @param registration the request
     */
    void NoteDeregistration(const BindingCacheEntry& session,
                            const ProxyRegistration& registration);

    /**
     * Wait for another gateway (RFC 5213, 5.3.5).
     *
     * @param session the session
     * @param delay how long; a repetition does not prolong the wait
     * @param reason why
     */
    void AwaitNewGateway(const BindingCacheEntry& session, Time delay, const std::string& reason);

    /**
     * The gateway is asked to end the session (RFC 5846, 8.1).
     *
     * @param session the session
     * @param sequence number of the revocation
     * @param trigger why
     */
    void BeginRevocation(const BindingCacheEntry& session,
                         uint16_t sequence,
                         RevocationTrigger trigger);

    /**
     * Have the session where it was before it was handed off (RFC 5846, 9.1).
     *
     * @param session the session
     * @param former how it was registered there
     * @return false if that interface has a session of its own by now: nothing changes
     */
    bool Return(const BindingCacheEntry& session, const FormerRegistration& former);

    /**
     * A session ends.
     *
     * @param session the session
     * @param reason why
     */
    void Remove(const BindingCacheEntry& session, const std::string& reason);

    /**
     * All sessions end.
     *
     * @param reason why
     */
    void RemoveAll(const std::string& reason);

    /// Forget all sessions without a word.
    void Dispose();

  private:
    /**
     * Take over what a request says.
     *
     * @param registration the request
     * @param session the session
     * @param lifetime granted, in units of 4 s
     */
    void Take(const ProxyRegistration& registration,
              const BindingCacheEntry& session,
              uint16_t lifetime);

    /**
     * Every transition: tells the listener.
     *
     * @param session the session, its fields already as they shall be
     * @param from state before
     * @param to state after; NONE removes the session
     * @param reason why
     */
    void Transition(const BindingCacheEntry& session,
                    BindingState from,
                    BindingState to,
                    const std::string& reason);

    /// @return when the session that ends first does
    Time GetNextEnd() const;

    /// Remove the session that ends first, as its time is over.
    void Expire();

    BindingCache m_cache; //!< the sessions
    Listener m_listener;  //!< who is told
    /// For the session that ends first.
    DeadlineTimer m_timer{[this] { return GetNextEnd(); }, [this] { Expire(); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SESSION_TABLE_H
