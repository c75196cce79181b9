/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_SESSIONS_H
#define PMIPV6_MOBILITY_SESSIONS_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-proxy-registration.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * A mobility session at the CMD: an entry of the Binding Cache, whose Proxy-CoA is the serving MAAR
 * and whose prefixes are those that are anchored there, with the list of P-MAARs (RFC 8885, 3.2,
 * 4).
 */
struct MobilitySession : public BindingCacheEntry
{
    /// What is anchored at MAARs where the node was before, the latest first.
    std::vector<Anchorage> previous;
    MaarInterfaces interfaces; //!< what each MAAR that anchors something is to the node, if told
};

/**
 * @ingroup pmipv6-dmm
 * @param session of a mobile node
 * @return the subject of what a CMD says of a session by itself
 */
DmmSubject MakeSubject(const MobilitySession& session);

/**
 * @ingroup pmipv6-dmm
 * The mobility sessions of a CMD, found by mobile node and by prefix, and the only writer of them.
 * Each transition is one function, and is told when its effects are there; a session whose time is
 * over goes by itself.
 */
class MobilitySessions
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A transition: the session, as it is after it, or before it goes (NONE); the state
        /// before, the state after, why.
        std::function<
            void(const MobilitySession&, BindingState, BindingState, const std::string& reason)>
            changed;
    };

    MobilitySessions() = default;
    MobilitySessions(const MobilitySessions&) = delete;
    MobilitySessions& operator=(const MobilitySessions&) = delete;

    /// @param listener who is told
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param identifier MN-Identifier
     * @return its session, or null; does not move in memory while it is there
     */
    const MobilitySession* Find(const std::string& identifier) const;

    /**
     * @param prefix a prefix
     * @return the session that has it, wherever it is anchored, or null
     */
    const MobilitySession* FindByPrefix(const Prefix& prefix) const;

    /**
     * @param maar address of a MAAR
     * @return true if it serves a session, or anchors a prefix of one
     */
    bool HasMaar(const Ipv6Address& maar) const
    {
        return m_uses.count(maar) > 0;
    }

    /// @return all sessions, in no order that lasts
    const std::unordered_map<std::string, MobilitySession>& GetAll() const
    {
        return m_sessions;
    }

    /// @return how many there are
    std::size_t GetSize() const
    {
        return m_sessions.size();
    }

    /**
     * A node is registered by a MAAR: for the first time, once more, or by another MAAR than
     * before, which then comes first in the list of previous ones (RFC 8885, 3.1, 3 and 3.2, 2).
     *
     * @param registration the request; names prefixes that no other node has
     * @param lifetime granted, in units of 4 s
     * @return the session
     */
    const MobilitySession& Serve(const ProxyRegistration& registration, uint16_t lifetime);

    /**
     * A prefix that is anchored at a MAAR belongs to a session, as that MAAR says after the CMD has
     * lost it.
     *
     * @param identifier MN-Identifier
     * @param anchorage which, and where
     * @param serving where that MAAR thinks that the node is; any (::) if it does not know
     * @param expiry of a session that there was not
     */
    void List(const std::string& identifier,
              const Anchorage& anchorage,
              const Ipv6Address& serving,
              Time expiry);

    /**
     * A session waits for a MAAR (RFC 8885, 3.5; RFC 5213, 5.3.5).
     *
     * @param session the session
     * @param registration the de-registration
     * @param delay how long
     */
    void Await(const MobilitySession& session, const ProxyRegistration& registration, Time delay);

    /**
     * A MAAR has told what it is to a node (RFC 8885, 3.7).
     *
     * @param session the node's session
     * @param maar the MAAR, at which something is anchored
     * @param interface what it is
     */
    void SetInterface(const MobilitySession& session,
                      const Ipv6Address& maar,
                      const MaarInterface& interface);

    /**
     * A prefix is a session's no more. Nothing happens if it is not.
     *
     * @param session the session
     * @param anchorage which, and where it is anchored; at a previous MAAR
     * @return what that MAAR was to the node, if nothing else is anchored there; else empty
     */
    MaarInterface RemovePrevious(const MobilitySession& session, const Anchorage& anchorage);

    /**
     * A session ends.
     *
     * @param session the session
     * @param reason why
     */
    void Remove(const MobilitySession& session, const std::string& reason);

    /**
     * All sessions end.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Forget all without a word, and who is told.
    void Dispose();

  private:
    /**
     * Have a prefix found.
     *
     * @param anchorage which, and where it is anchored
     * @param session whose it is
     */
    void Index(const Anchorage& anchorage, const MobilitySession& session);

    /**
     * Have a prefix found no more.
     *
     * @param anchorage which, and where it was anchored
     */
    void Unindex(const Anchorage& anchorage);

    /**
     * One use of a MAAR more or less.
     *
     * @param maar its address; :: is none
     * @param change 1 or -1
     */
    void Count(const Ipv6Address& maar, int change);

    /**
     * Put the prefixes that are anchored at the serving MAAR in the list of previous ones, and take
     * those of the new one out of it.
     *
     * @param session the session
     * @param registration the request
     */
    void Rearrange(MobilitySession& session, const ProxyRegistration& registration);

    /**
     * Every transition: tells who listens. NONE: the session goes.
     *
     * @param session which
     * @param from its state before
     * @param to its state now
     * @param reason what has caused it, for the traces
     */
    void Transition(MobilitySession& session,
                    BindingState from,
                    BindingState to,
                    const std::string& reason);

    /// A session's time is over. @param identifier MN-Identifier
    void Expire(const std::string& identifier);

    Listener m_listener;                                         //!< who is told
    std::unordered_map<std::string, MobilitySession> m_sessions; //!< by MN-Identifier
    /// The same, which do not move in memory, by prefix.
    std::unordered_map<Prefix, const MobilitySession*, PrefixHash> m_byPrefix;
    /// How often a MAAR serves a session or anchors a prefix.
    std::unordered_map<Ipv6Address, std::size_t, AddressHash> m_uses;
    DeadlineTable<std::string> m_ends{
        //!< when sessions end
        [this](const std::string& identifier) { Expire(identifier); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_SESSIONS_H
