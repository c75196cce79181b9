/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_CACHE_H
#define PMIPV6_BINDING_CACHE_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/mem_fun.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-binding
/// State of a binding at the anchor.
enum class BindingState
{
    NONE,         //!< there is no entry
    REGISTERED,   //!< traffic goes to the Proxy-CoA
    DEREGISTERED, //!< waiting MinDelayBeforeBCEDelete for a new gateway (RFC 5213, 5.3.5)
    REVOKING,     //!< the gateway is asked to end it (RFC 5846, 8.1)
};

/**
 * @ingroup pmipv6-binding
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(BindingState state);

/**
 * @ingroup pmipv6-binding
 * One mobility session at the anchor: RFC 6275, 9.1 with the fields of RFC 5213, 5.1.
 */
struct BindingCacheEntry
{
    std::string identifier;     //!< MN-Identifier
    LinkLayerAddress linkLayer; //!< MN-LL-Identifier; empty where RFC 5213 says ALL_ZERO
    AccessTechnologyType technology{AccessTechnologyType::RESERVED}; //!< access technology type
    std::vector<Prefix> prefixes;                      //!< home network prefixes of this session
    Ipv6Address proxyCareOf;                           //!< Proxy-CoA
    Ipv6Address previousCareOf{Ipv6Address::GetAny()}; //!< Proxy-CoA before the last handoff
    Time handedOff;                                    //!< when the last handoff was
    Ipv6Address anchorAddress;                         //!< the LMAA at which the gateway registered
    Ipv6Address linkLocal{Ipv6Address::GetAny()}; //!< gateway's address on the link with the node
    BindingState state{BindingState::REGISTERED}; //!< any but NONE
    uint16_t sequence{0};                         //!< of the last accepted request
    uint64_t timestamp{0};  //!< of the last accepted request; 0 with the sequence scheme
    uint16_t revocation{0}; //!< sequence number of its revocation, while REVOKING
    /// Why it is revoked, while REVOKING.
    RevocationTrigger trigger{RevocationTrigger::UNSPECIFIED};
    Time registered; //!< when the last request was accepted
    Time expiry;     //!< end of the lifetime, or of the wait for a new gateway
};

/**
 * @ingroup pmipv6-binding
 * The anchor's binding cache, found by mobile node, by home network prefix, by Proxy-CoA and by
 * time of expiry. Knows time only as an argument. Entries do not move in memory while they live.
 */
class BindingCache
{
  public:
    /**
     * Add a session.
     *
     * @param entry the session; no other has any of its prefixes
     * @return the stored entry
     */
    const BindingCacheEntry& Insert(BindingCacheEntry entry);

    /**
     * Change a session.
     *
     * @param entry a stored entry
     * @param change what to do with it; its prefixes stay as they are
     */
    void Modify(const BindingCacheEntry& entry,
                const std::function<void(BindingCacheEntry&)>& change);

    /**
     * Remove a session.
     *
     * @param entry a stored entry
     */
    void Erase(const BindingCacheEntry& entry);

    /**
     * @param prefix a home network prefix
     * @return the session that has it, or null
     */
    const BindingCacheEntry* FindByPrefix(const Prefix& prefix) const;

    /**
     * @param identifier an MN-Identifier
     * @param technology an access technology type
     * @param linkLayer a link-layer identifier
     * @return the session of that interface, or null
     */
    const BindingCacheEntry* Find(const std::string& identifier,
                                  AccessTechnologyType technology,
                                  const LinkLayerAddress& linkLayer) const;

    /**
     * @param identifier an MN-Identifier
     * @return all sessions of that node, one an interface
     */
    std::vector<const BindingCacheEntry*> FindByMobileNode(const std::string& identifier) const;

    /**
     * @param careOf a Proxy-CoA
     * @return all sessions that are registered from there
     */
    std::vector<const BindingCacheEntry*> FindByCareOf(const Ipv6Address& careOf) const;

    /**
     * @param careOf a Proxy-CoA
     * @return true if any session is registered from there
     */
    bool HasCareOf(const Ipv6Address& careOf) const;

    /// @return the session that expires first, or null
    const BindingCacheEntry* GetNextToExpire() const;

    /// @return how many sessions there are
    std::size_t GetSize() const
    {
        return m_entries.size();
    }

    /**
     * @param visit called with each session, in the order of expiry
     */
    void ForEach(const std::function<void(const BindingCacheEntry&)>& visit) const;

    /// Forget everything.
    void Clear();

  private:
    /// A session as it is stored. With the hash beside it a lookup compares the identifiers, which
    /// are elsewhere in memory, of hardly any other session.
    struct Session : public BindingCacheEntry
    {
        /**
         * @param entry the session
         */
        explicit Session(BindingCacheEntry&& entry);

        std::size_t nodeHash; //!< of the identifier
    };

    /// What is hashed already.
    struct SameHash
    {
        /**
         * @param hash a hash
         * @return it
         */
        std::size_t operator()(std::size_t hash) const
        {
            return hash;
        }
    };

    struct ByMobileNode; //!< index tag
    struct ByExpiry;     //!< index tag
    struct ByCareOf;     //!< index tag
    /// The entries with their indices.
    using Entries = boost::multi_index_container<
        Session,
        boost::multi_index::indexed_by<
            boost::multi_index::hashed_non_unique<
                boost::multi_index::tag<ByMobileNode>,
                boost::multi_index::member<Session, std::size_t, &Session::nodeHash>,
                SameHash>,
            boost::multi_index::ordered_non_unique<
                boost::multi_index::tag<ByExpiry>,
                boost::multi_index::member<BindingCacheEntry, Time, &BindingCacheEntry::expiry>>,
            // Ordered, as very many have the same key: a hashed index would walk them all.
            boost::multi_index::ordered_non_unique<
                boost::multi_index::tag<ByCareOf>,
                boost::multi_index::
                    member<BindingCacheEntry, Ipv6Address, &BindingCacheEntry::proxyCareOf>>>>;

    Entries m_entries; //!< all sessions
    /// A session may have several prefixes, which one index of m_entries could not hold.
    std::unordered_map<Prefix, const BindingCacheEntry*, PrefixHash> m_byPrefix;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_CACHE_H
