/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_MIPV6_SAMPLES_H
#define PMIPV6_WIRE_MIPV6_SAMPLES_H

#include "ns3/pmipv6-mobility-message.h"

#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Sample messages of return routability and of what follows it (RFC 6275, 5.2).
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

/// An authenticator that is easily told.
constexpr Authenticator AUTHENTICATOR{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

/// @return a Binding Update to a correspondent
inline BindingUpdate
MakeCorrespondentUpdate()
{
    BindingUpdate update;
    update.sequence = 9;
    update.flags = UpdateFlag::ACKNOWLEDGE;
    update.lifetime = 105;
    update.options = {NonceIndicesOption{5, 6}, BindingAuthorizationDataOption{AUTHENTICATOR}};
    return update;
}

/// @return a correspondent's Binding Acknowledgement
inline BindingAcknowledgement
MakeCorrespondentAcknowledgement()
{
    BindingAcknowledgement acknowledgement;
    acknowledgement.sequence = 9;
    acknowledgement.lifetime = 105;
    acknowledgement.options = {BindingAuthorizationDataOption{AUTHENTICATOR}};
    return acknowledgement;
}

/// @return the messages, each with a name fit for a file
inline std::vector<std::pair<std::string, MobilityMessage>>
MakeMipv6Samples()
{
    BindingUpdate alternate = MakeCorrespondentUpdate();
    alternate.options = {NonceIndicesOption{5, 6},
                         AlternateCareOfAddressOption{Ipv6Address("fd00:9::a")},
                         BindingAuthorizationDataOption{AUTHENTICATOR}};
    BindingUpdate deletion = MakeCorrespondentUpdate();
    deletion.lifetime = 0;
    BindingUpdate router;
    router.flags =
        UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION | UpdateFlag::MOBILE_ROUTER;
    router.lifetime = 15;
    BindingAcknowledgement expired;
    expired.status = BindingStatus::EXPIRED_NONCES;
    return {
        {"hoti", HomeTestInit{{0x0123456789abcdef, {}}}},
        {"hoti-option", HomeTestInit{{1, {RawOption{18, {7, 1, 2}, 1, 0}}}}},
        {"coti", CareOfTestInit{{0xfedcba9876543210, {}}}},
        {"hot", HomeTest{{0x1234, 0x0123456789abcdef, 0x89abcdef01234567, {}}}},
        {"cot", CareOfTest{{0xffff, 0xfedcba9876543210, 1, {}}}},
        {"bu-correspondent", MakeCorrespondentUpdate()},
        {"bu-correspondent-alternate", alternate},
        {"bu-correspondent-deletion", deletion},
        {"bu-mobile-router", router},
        {"ba-correspondent", MakeCorrespondentAcknowledgement()},
        {"ba-expired-nonces", expired},
    };
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_MIPV6_SAMPLES_H
