/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-revocation.h"

#include "pmipv6-mobility-codec.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The flags that an acknowledgement repeats (RFC 5846, 6.1.2).
constexpr uint16_t REPEATED_FLAGS =
    RevocationFlag::PROXY_BINDING | RevocationFlag::IPV4_HOME_ADDRESS_ONLY | RevocationFlag::GLOBAL;

/// @return true for the triggers that RFC 5846, 5.1 defines
bool
IsKnown(RevocationTrigger trigger)
{
    return trigger <= RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE ||
           trigger == RevocationTrigger::PER_PEER_POLICY ||
           trigger == RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
}

} // namespace

BindingRevocationIndication
MakeIndication(const Revocation& revocation)
{
    BindingRevocationIndication indication;
    indication.trigger = revocation.trigger;
    indication.flags = RevocationFlag::PROXY_BINDING; // RFC 5846, 6.1.1.
    indication.flags |= revocation.isGlobal ? RevocationFlag::GLOBAL : 0;
    if (!revocation.identifier.empty())
    {
        indication.options.push_back(MakeIdentifierOption(revocation.identifier));
    }
    for (const auto& prefix : revocation.prefixes)
    {
        indication.options.push_back(HomeNetworkPrefixOption{prefix});
    }
    if (revocation.careOf)
    {
        indication.options.push_back(AlternateCareOfAddressOption{*revocation.careOf});
    }
    return indication;
}

Revocation
ReadIndication(const BindingRevocationIndication& indication)
{
    Revocation revocation;
    revocation.trigger = indication.trigger;
    revocation.isGlobal = indication.IsGlobal();
    for (const auto& option : indication.options)
    {
        const auto* node = std::get_if<MobileNodeIdentifierOption>(&option);
        const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option);
        const auto* careOf = std::get_if<AlternateCareOfAddressOption>(&option);
        if (node && node->subtype == 1 && revocation.identifier.empty())
        {
            revocation.identifier = GetIdentity(*node); // RFC 5846, 5.1: subtype 1 only.
        }
        else if (prefix)
        {
            revocation.prefixes.push_back(prefix->prefix);
        }
        else if (careOf && !revocation.careOf)
        {
            revocation.careOf = careOf->address;
        }
    }
    return revocation;
}

RevocationStatus
CheckIndication(const BindingRevocationIndication& indication)
{
    if (!IsKnown(indication.trigger))
    {
        return RevocationStatus::REVOCATION_TRIGGER_NOT_SUPPORTED;
    }
    const bool isTriggerAllowed = IsGlobal(indication.trigger) == indication.IsGlobal();
    // There are no IPv4 home addresses here, and no bindings but those of Proxy Mobile IPv6.
    if (!isTriggerAllowed || indication.IsIpv4Only() ||
        (indication.IsGlobal() && !indication.IsProxy()))
    {
        return RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED;
    }
    const bool isIdentified =
        indication.IsProxy() && !ReadIndication(indication).identifier.empty();
    return indication.IsGlobal() || isIdentified ? RevocationStatus::SUCCESS
                                                 : RevocationStatus::BINDING_DOES_NOT_EXIST;
}

bool
IsOfRealm(const std::string& identifier, const std::string& realm)
{
    const auto at = identifier.find('@');
    return at != std::string::npos && identifier.compare(at + 1, std::string::npos, realm) == 0;
}

bool
HaveCommon(const std::vector<Prefix>& a, const std::vector<Prefix>& b)
{
    return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

MobilityOptions
MakeFailedOptions(const std::string& identifier, const std::vector<Prefix>& prefixes)
{
    MobilityOptions options;
    if (!prefixes.empty())
    {
        options.push_back(MakeIdentifierOption(identifier));
    }
    for (const auto& prefix : prefixes)
    {
        options.push_back(HomeNetworkPrefixOption{prefix});
    }
    return options;
}

BindingRevocationAcknowledgement
MakeAcknowledgement(const BindingRevocationIndication& indication,
                    RevocationStatus status,
                    const MobilityOptions& failed)
{
    BindingRevocationAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.sequence = indication.sequence;
    acknowledgement.flags = indication.flags & REPEATED_FLAGS;
    acknowledgement.options = failed;
    if (GetMobilityHeaderLength(acknowledgement) > MAX_MOBILITY_HEADER_LENGTH)
    {
        acknowledgement.options.clear(); // They are never required (RFC 5846, 5.2).
    }
    return acknowledgement;
}

} // namespace pmipv6
} // namespace ns3
