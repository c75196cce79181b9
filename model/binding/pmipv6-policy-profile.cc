/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-policy-profile.h"

#include "pmipv6-mobility-option.h"

#include "ns3/abort.h"

#include <algorithm>
#include <unordered_set>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(PolicyStore);

namespace
{

/// Visit all home network prefixes of a profile, whatever their interface.
template <class V>
void
ForEachPrefix(const PolicyProfile& profile, V visit)
{
    std::for_each(profile.prefixes.begin(), profile.prefixes.end(), visit);
    for (const auto& interface : profile.interfaces)
    {
        std::for_each(interface.prefixes.begin(), interface.prefixes.end(), visit);
    }
}

/// End the program if a session has too many prefixes.
void
CheckCount(const PolicyProfile& profile, const std::vector<Prefix>& prefixes)
{
    NS_ABORT_MSG_IF(prefixes.size() > MAX_SESSION_PREFIXES,
                    "PolicyProfile::prefixes of \""
                        << profile.identifier << "\" names " << prefixes.size()
                        << " prefixes; allowed are at most " << MAX_SESSION_PREFIXES);
}

/// End the program if a profile's anchors make no sense.
void
CheckAnchors(const PolicyProfile& profile)
{
    NS_ABORT_MSG_IF(profile.anchorAddress.IsAny(),
                    "PolicyProfile::anchorAddress of \""
                        << profile.identifier
                        << "\" is not set: a policy profile needs the address of an anchor");
    NS_ABORT_MSG_IF(profile.centralAnchor == profile.anchorAddress,
                    "PolicyProfile::centralAnchor of \""
                        << profile.identifier << "\" is " << profile.centralAnchor
                        << ", as anchorAddress is; allowed is the address of a local mobility "
                           "anchor beside that of the CMD, or ::");
    NS_ABORT_MSG_IF(profile.isCentralPreferred && !profile.HasCentralAnchor(),
                    "PolicyProfile::isCentralPreferred of \""
                        << profile.identifier
                        << "\" is true; without centralAnchor allowed is false");
}

} // namespace

bool
IsNetworkAccessIdentifier(const std::string& text)
{
    const bool hasBlank = std::any_of(text.begin(), text.end(), [](unsigned char character) {
        return character <= ' ' || character == 0x7f;
    });
    const auto nAts = std::count(text.begin(), text.end(), '@');
    return !text.empty() && text.size() <= MAX_IDENTIFIER_OCTETS && !hasBlank && nAts <= 1 &&
           text.back() != '@';
}

std::optional<LinkLayerAddress>
ParseLinkLayerIdentifier(const std::string& text)
{
    const auto address = ParseLinkLayerAddress(text);
    return address && (address->IsZero() || address->IsGroup()) ? std::nullopt : address;
}

const std::vector<Prefix>&
PolicyProfile::GetPrefixes(const LinkLayerAddress& linkLayer) const
{
    for (const auto& interface : interfaces)
    {
        if (interface.identifier == linkLayer && !interface.prefixes.empty())
        {
            return interface.prefixes;
        }
    }
    return prefixes;
}

std::vector<Prefix>
PolicyProfile::GetPrefixesAt(const Ipv6Address& anchor, const LinkLayerAddress& linkLayer) const
{
    return HasCentralAnchor() && anchor != centralAnchor ? std::vector<Prefix>()
                                                         : GetPrefixes(linkLayer);
}

bool
PolicyProfile::HasPrefix(const Prefix& prefix) const
{
    const auto has = [&prefix](const std::vector<Prefix>& list) {
        return std::find(list.begin(), list.end(), prefix) != list.end();
    };
    return has(prefixes) || std::any_of(interfaces.begin(), interfaces.end(), [&](const auto& i) {
               return has(i.prefixes);
           });
}

bool
PolicyProfile::IsAnchorAllowed(const Ipv6Address& anchor) const
{
    return anchor == anchorAddress || (HasCentralAnchor() && anchor == centralAnchor) ||
           std::find(otherAnchors.begin(), otherAnchors.end(), anchor) != otherAnchors.end();
}

bool
PolicyProfile::IsGatewayAllowed(const Ipv6Address& gateway) const
{
    return gateways.empty() ||
           std::find(gateways.begin(), gateways.end(), gateway) != gateways.end();
}

TypeId
PolicyStore::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::PolicyStore")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<PolicyStore>();
    return tid;
}

void
PolicyStore::Check(const PolicyProfile& profile, const PolicyProfile* known) const
{
    NS_ABORT_MSG_IF(profile.identifier.empty(),
                    "PolicyProfile::identifier is empty: a policy profile needs an MN-Identifier");
    NS_ABORT_MSG_IF(profile.identifier.size() > MAX_IDENTIFIER_OCTETS,
                    "PolicyProfile::identifier \""
                        << profile.identifier << "\" has " << profile.identifier.size()
                        << " octets; allowed are 1 to " << MAX_IDENTIFIER_OCTETS);
    // Who is met in a message is looked for by what GetIdentity makes of it.
    const std::string identity = GetIdentity(MakeIdentifierOption(profile.identifier));
    NS_ABORT_MSG_IF(
        identity != profile.identifier,
        "PolicyProfile::identifier is \""
            << profile.identifier << "\", which a message would name \"" << identity
            << "\"; allowed is the latter: [N] in front of an identifier is its subtype "
               "N, from 0 to 255, and of an identifier of subtype 1 only if it begins "
               "with [");
    CheckAnchors(profile);
    CheckCount(profile, profile.prefixes);
    std::unordered_set<LinkLayerAddress, LinkLayerHash> interfaces;
    for (const auto& interface : profile.interfaces)
    {
        NS_ABORT_MSG_IF(interface.identifier.IsEmpty(),
                        "PolicyProfile::interfaces of \""
                            << profile.identifier
                            << "\" names one without identifier: an interface needs an "
                               "MN-LL-Identifier");
        CheckCount(profile, interface.prefixes);
        const auto* owner = FindByLinkLayer(interface.identifier);
        NS_ABORT_MSG_IF(owner && owner != known,
                        "PolicyProfile::interfaces of \""
                            << profile.identifier << "\" names an interface of \""
                            << owner->identifier
                            << "\": a link-layer identifier belongs to one mobile node");
        NS_ABORT_MSG_UNLESS(interfaces.insert(interface.identifier).second,
                            "PolicyProfile::interfaces of \""
                                << profile.identifier
                                << "\" names one interface twice: a link-layer identifier belongs "
                                   "to one interface");
    }
    std::unordered_set<Prefix, PrefixHash> prefixes;
    ForEachPrefix(profile, [&](const Prefix& prefix) {
        const auto* owner = FindByPrefix(prefix);
        NS_ABORT_MSG_IF(owner && owner != known,
                        "PolicyProfile::prefixes of \""
                            << profile.identifier << "\" names " << prefix << ", which \""
                            << owner->identifier
                            << "\" has: a home network prefix belongs to one mobile node");
        NS_ABORT_MSG_UNLESS(prefixes.insert(prefix).second,
                            "PolicyProfile::prefixes of \""
                                << profile.identifier << "\" names " << prefix
                                << " twice: a home network prefix belongs to one interface");
    });
}

void
PolicyStore::Add(const PolicyProfile& profile)
{
    const auto found = m_byIdentifier.find(profile.identifier);
    PolicyProfile* place = found == m_byIdentifier.end() ? nullptr : found->second;
    Check(profile, place);
    if (place)
    {
        ForEachPrefix(*place, [this](const Prefix& prefix) { m_byPrefix.erase(prefix); });
        for (const auto& interface : place->interfaces)
        {
            m_byLinkLayer.erase(interface.identifier);
        }
    }
    else
    {
        place = &m_profiles.emplace_back();
        m_byIdentifier.emplace(profile.identifier, place);
    }
    const uint32_t before = place->number;
    *place = profile;
    m_byNumber.erase(before);
    SetNumber(place, profile.number > 0 ? profile.number : before);
    for (const auto& interface : place->interfaces)
    {
        m_byLinkLayer.emplace(interface.identifier, place);
    }
    ForEachPrefix(*place, [&](const Prefix& prefix) { m_byPrefix.emplace(prefix, place); });
}

void
PolicyStore::SetNumber(PolicyProfile* place, uint32_t given)
{
    NS_ABORT_MSG_IF(given > MAX_NODE_NUMBER,
                    "PolicyProfile::number of \"" << place->identifier << "\" is " << given
                                                  << "; allowed are 0 to " << MAX_NODE_NUMBER);
    uint32_t number = given > 0 ? given : static_cast<uint32_t>(m_profiles.size());
    while (given == 0 && m_byNumber.count(number) > 0)
    {
        ++number;
    }
    const auto [known, isNew] = m_byNumber.emplace(number, place);
    NS_ABORT_MSG_UNLESS(isNew,
                        "PolicyProfile::number of \""
                            << place->identifier << "\" is " << number << ", which \""
                            << known->second->identifier
                            << "\" has: a number belongs to one mobile node");
    place->number = number;
}

const PolicyProfile*
PolicyStore::Find(const std::string& identifier) const
{
    const auto known = m_byIdentifier.find(identifier);
    return known == m_byIdentifier.end() ? nullptr : known->second;
}

const PolicyProfile*
PolicyStore::FindByLinkLayer(const LinkLayerAddress& linkLayer) const
{
    const auto known = m_byLinkLayer.find(linkLayer);
    return known == m_byLinkLayer.end() ? nullptr : known->second;
}

const PolicyProfile*
PolicyStore::FindByPrefix(const Prefix& prefix) const
{
    const auto known = m_byPrefix.find(prefix);
    return known == m_byPrefix.end() ? nullptr : known->second;
}

uint16_t
PolicyStore::TakeSequenceNumber(const std::string& identifier)
{
    return ++m_sequences[identifier];
}

void
PolicyStore::RaiseSequenceNumber(const std::string& identifier, uint16_t number)
{
    uint16_t& last = m_sequences[identifier];
    if (static_cast<int16_t>(number - last) > 0)
    {
        last = number;
    }
}

} // namespace pmipv6
} // namespace ns3
