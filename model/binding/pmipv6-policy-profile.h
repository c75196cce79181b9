/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_POLICY_PROFILE_H
#define PMIPV6_POLICY_PROFILE_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"

#include "ns3/object.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-binding
/// The most home network prefixes of a session: a message that names them all, aligned, fits into a
/// Mobility Header.
constexpr uint32_t MAX_SESSION_PREFIXES = 64;

/// @ingroup pmipv6-binding
/// The most octets of a Network Access Identifier (RFC 4282, 2.2).
constexpr uint32_t MAX_IDENTIFIER_OCTETS = 253;

/**
 * @ingroup pmipv6-binding
 * @param text any text
 * @return true if it can be an MN-Identifier: a Network Access Identifier (RFC 4282, 2.1), so a
 * user's name, a realm behind an at sign, or both, of 1 to MAX_IDENTIFIER_OCTETS octets without
 * blanks and control characters
 */
bool IsNetworkAccessIdentifier(const std::string& text);

/**
 * @ingroup pmipv6-binding
 * @param text a link-layer address as "00:00:00:00:00:01", of any length
 * @return the address; nothing if the text is not one, or one that no interface has: a group's, or
 * all zero
 */
std::optional<LinkLayerAddress> ParseLinkLayerIdentifier(const std::string& text);

/**
 * @ingroup pmipv6-binding
 * What a policy profile says of one interface of a mobile node. RFC 5213, 6.2 maintains prefixes
 * for each interface.
 */
struct InterfaceProfile
{
    LinkLayerAddress identifier;  //!< MN-LL-Identifier, by which a gateway knows the node
    std::vector<Prefix> prefixes; //!< MN-HNP of this interface; empty: those of the profile
};

/**
 * @ingroup pmipv6-binding
 * A mobile node's policy profile (RFC 5213, 6.2): what the domain's policy store says of it.
 */
struct PolicyProfile
{
    /// MN-Identifier, mandatory: a Network Access Identifier, or "[N]" and one of another subtype N
    /// (RFC 4283, 3). Nodes of different subtypes are different nodes.
    std::string identifier;
    Ipv6Address anchorAddress; //!< LMAA, the address of its local mobility anchor, mandatory
    /// LMAAs of further anchors at which it may be registered, if a gateway has a reason to.
    std::vector<Ipv6Address> otherAnchors;
    /// LMAA of an anchor where it has a session besides, at a MAAR whose CMD is at anchorAddress
    /// (RFC 8885, 3): the prefixes of this profile are that session's. ::, which is none.
    Ipv6Address centralAnchor;
    /// MN-HNP of whichever interface has none of its own and attaches first; empty: the anchor
    /// assigns.
    std::vector<Prefix> prefixes;
    std::vector<InterfaceProfile> interfaces; //!< its interfaces
    /// Proxy-CoAs of the gateways that may register it (RFC 5213, 5.3.1, 6); empty: all may.
    std::vector<Ipv6Address> gateways;
    bool isProxyMobilityAllowed{true}; //!< may it use network-based mobility (RFC 5213, 5.3.1, 8)
    bool isLocalRoutingAllowed{
        true}; //!< may a gateway route its packets locally (RFC 5213, 6.10.3)
    /// The node's in the link-layer addresses of its logical routers (RFC 8885, 3.7), 1 to
    /// MAX_NODE_NUMBER; 0: the store gives it its place in the order of profiles or, where another
    /// has that number, the next free one.
    uint32_t number{0};
    /// Is the node to begin flows on prefixes of centralAnchor, which it has then; else on those of
    /// the MAAR where it is.
    bool isCentralPreferred{false};

    /**
     * @param linkLayer an MN-LL-Identifier; may be empty or unknown
     * @return the prefixes to ask for or to assign when this interface attaches
     */
    const std::vector<Prefix>& GetPrefixes(const LinkLayerAddress& linkLayer) const;

    /**
     * @param anchor where the interface is registered
     * @param linkLayer an MN-LL-Identifier; may be empty or unknown
     * @return the prefixes to ask that anchor for
     */
    std::vector<Prefix> GetPrefixesAt(const Ipv6Address& anchor,
                                      const LinkLayerAddress& linkLayer) const;

    /// @return true if centralAnchor is one
    bool HasCentralAnchor() const
    {
        return !centralAnchor.IsAny();
    }

    /**
     * @param prefix a prefix
     * @return true if it is one of the node's own, whatever its interface
     */
    bool HasPrefix(const Prefix& prefix) const;

    /**
     * @param anchor an LMAA
     * @return true if the node may be registered at that anchor
     */
    bool IsAnchorAllowed(const Ipv6Address& anchor) const;

    /**
     * @param gateway a Proxy-CoA
     * @return true if that gateway may register the node
     */
    bool IsGatewayAllowed(const Ipv6Address& gateway) const;
};

/// @ingroup pmipv6-binding
/// Highest number of a node.
constexpr uint32_t MAX_NODE_NUMBER = 0xffffff;

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
     * @param profile the profile. An empty identifier, no anchor address, a central anchor that is
     * the same, isCentralPreferred without one, an interface without identifier, more than
     * MAX_SESSION_PREFIXES prefixes in a list, a link-layer identifier or prefix that this profile
     * has twice or another one has, and a number that another one has end the program with a
     * sentence that says so
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
    const PolicyProfile* FindByLinkLayer(const LinkLayerAddress& linkLayer) const;

    /**
     * @param prefix a prefix
     * @return the profile that has it as a home network prefix, or null
     */
    const PolicyProfile* FindByPrefix(const Prefix& prefix) const;

    /**
     * The next sequence number for a mobile node's sessions. RFC 5213, 5.5 has gateways of the
     * Sequence-Number-based scheme learn the last one of a session by context transfer or, as here,
     * from the policy store. All sessions of a node have one count: so the numbers of each
     * increase, also when it is handed off to another interface, and none is used twice.
     *
     * @param identifier MN-Identifier
     * @return the number, counted modulo 2^16 from 1
     */
    uint16_t TakeSequenceNumber(const std::string& identifier);

    /**
     * The anchor has told the last sequence number that it accepted, with status 135: the next one
     * follows it (RFC 6275, 11.7.3).
     *
     * @param identifier MN-Identifier
     * @param number the number; nothing happens if it is not ahead, modulo 2^16, of the last taken
     */
    void RaiseSequenceNumber(const std::string& identifier, uint16_t number);

    /// @return all profiles, in the order in which they were added
    const std::deque<PolicyProfile>& GetProfiles() const
    {
        return m_profiles;
    }

  private:
    /**
     * End the program if a profile cannot be added.
     *
     * @param profile the profile
     * @param known the one that it replaces, or null
     */
    void Check(const PolicyProfile& profile, const PolicyProfile* known) const;

    /**
     * Give a node its number, or end the program if another has it.
     *
     * @param place the node's profile
     * @param given the number that it has; 0 if the store gives it one
     */
    void SetNumber(PolicyProfile* place, uint32_t given);

    std::deque<PolicyProfile> m_profiles; //!< all profiles; stable addresses
    std::unordered_map<std::string, PolicyProfile*> m_byIdentifier; //!< by MN-Identifier
    std::unordered_map<LinkLayerAddress, PolicyProfile*, LinkLayerHash>
        m_byLinkLayer;                                                 //!< by link-layer identifier
    std::unordered_map<Prefix, PolicyProfile*, PrefixHash> m_byPrefix; //!< by home network prefix
    std::unordered_map<uint32_t, PolicyProfile*> m_byNumber;           //!< by the node's number
    std::unordered_map<std::string, uint16_t> m_sequences; //!< last number, by MN-Identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_POLICY_PROFILE_H
