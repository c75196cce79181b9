/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_POLICY_PROFILE_H
#define PMIPV6_POLICY_PROFILE_H

#include "pmipv6-prefix.h"

#include "ns3/object.h"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @defgroup pmipv6-binding Binding cache, binding update list, policy profiles, prefix pools
 * @ingroup pmipv6
 */

/// Octets of a link-layer address, as the Mobile Node Link-layer Identifier option carries them.
using LinkLayerIdentifier = std::vector<uint8_t>;

/// The most home network prefixes of a session: a message that names them all, aligned, fits into a
/// Mobility Header.
constexpr uint32_t MAX_SESSION_PREFIXES = 64;

/**
 * @ingroup pmipv6-binding
 * A mobile node's policy profile (RFC 5213, 6.2): what the domain's policy store says of it.
 */
struct PolicyProfile
{
    std::string identifier;       //!< MN-Identifier, mandatory
    Ipv6Address anchorAddress;    //!< LMAA, the address of its local mobility anchor, mandatory
    std::vector<Prefix> prefixes; //!< MN-HNP; empty: the anchor assigns one
    /// Link-layer identifiers of its interfaces, by which a gateway knows it.
    std::vector<LinkLayerIdentifier> linkLayerIdentifiers;
    bool isProxyMobilityAllowed{true}; //!< may it use network-based mobility (RFC 5213, 5.3.1)
};

/**
 * @ingroup pmipv6-binding
 * The policy profiles of a domain, as its gateways and anchors have them in their configuration or
 * ask them of an AAA server (RFC 5213, 6.2). Given to each role; roles only read it.
 */
class PolicyStore : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Add a profile, or replace the one of the same identifier.
     *
     * @param profile the profile; an empty identifier, more than MAX_SESSION_PREFIXES prefixes, or
     * a link-layer identifier or prefix that another profile has, ends the program with a sentence
     * that says so
     */
    void Add(const PolicyProfile& profile);

    /**
     * @param identifier an MN-Identifier
     * @return the profile, or null
     */
    const PolicyProfile* Find(const std::string& identifier) const;

    /**
     * @param linkLayer a link-layer identifier
     * @return the profile of the node that has it, or null
     */
    const PolicyProfile* FindByLinkLayer(const LinkLayerIdentifier& linkLayer) const;

    /**
     * @param prefix a prefix
     * @return the profile that has it as a home network prefix, or null
     */
    const PolicyProfile* FindByPrefix(const Prefix& prefix) const;

    /**
     * The next sequence number of a mobility session. RFC 5213, 5.5 has gateways of the
     * Sequence-Number-based scheme learn the last one by context transfer or, as here, from the
     * policy store.
     *
     * @param linkLayer link-layer identifier of the session's interface
     * @return the number, counted modulo 2^16 from 1
     */
    uint16_t TakeSequenceNumber(const LinkLayerIdentifier& linkLayer);

    /// @return all profiles, in the order in which they were added
    const std::deque<PolicyProfile>& GetProfiles() const
    {
        return m_profiles;
    }

  private:
    /// Hash of a link-layer identifier.
    struct LinkLayerHash
    {
        /**
         * @param linkLayer the identifier
         * @return its hash
         */
        std::size_t operator()(const LinkLayerIdentifier& linkLayer) const;
    };

    std::deque<PolicyProfile> m_profiles; //!< all profiles; stable addresses
    std::unordered_map<std::string, PolicyProfile*> m_byIdentifier; //!< by MN-Identifier
    std::unordered_map<LinkLayerIdentifier, PolicyProfile*, LinkLayerHash>
        m_byLinkLayer;                                                 //!< by link-layer identifier
    std::unordered_map<Prefix, PolicyProfile*, PrefixHash> m_byPrefix; //!< by home network prefix
    /// Last sequence number of each session.
    std::unordered_map<LinkLayerIdentifier, uint16_t, LinkLayerHash> m_sequences;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_POLICY_PROFILE_H
