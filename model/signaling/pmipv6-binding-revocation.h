/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_REVOCATION_H
#define PMIPV6_BINDING_REVOCATION_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Which Proxy Mobile IPv6 bindings are revoked, and why: what a Binding Revocation Indication says
 * (RFC 5846, 5.1).
 */
struct Revocation
{
    RevocationTrigger trigger{RevocationTrigger::UNSPECIFIED}; //!< why
    bool isGlobal{false};         //!< G: bindings of several mobile nodes
    std::string identifier;       //!< MN-Identifier, the gateway's, or a realm as "@example.com";
                                  //!< empty: no option
    std::vector<Prefix> prefixes; //!< home network prefixes; none: all of the node
    std::optional<Ipv6Address> careOf; //!< Alternate Care-of Address
};

/**
 * @ingroup pmipv6-signaling
 * @param revocation which bindings
 * @return the message that says it, without its number
 */
BindingRevocationIndication MakeIndication(const Revocation& revocation);

/**
 * @ingroup pmipv6-signaling
 * @param indication a message
 * @return which bindings it says
 */
Revocation ReadIndication(const BindingRevocationIndication& indication);

/**
 * @ingroup pmipv6-signaling
 * The checks of an indication that are the same for all roles (RFC 5846, 6.2.1).
 *
 * @param indication a message
 * @return SUCCESS, or the status of the refusal
 */
RevocationStatus CheckIndication(const BindingRevocationIndication& indication);

/**
 * @ingroup pmipv6-signaling
 * @param identifier an MN-Identifier
 * @param realm a realm, without "@"
 * @return true if it is what follows the "@" (RFC 5846, 8.1)
 */
bool IsOfRealm(const std::string& identifier, const std::string& realm);

/**
 * @ingroup pmipv6-signaling
 * @param a prefixes
 * @param b prefixes
 * @return true if one is in both
 */
bool HaveCommon(const std::vector<Prefix>& a, const std::vector<Prefix>& b);

/**
 * @ingroup pmipv6-signaling
 * What an indication means of a node's sessions.
 *
 * @tparam Session of an anchor or of a gateway
 */
template <class Session>
struct RevokedSessions
{
    std::vector<const Session*> found; //!< those that it revokes
    std::vector<Prefix> unknown;       //!< prefixes that it names and none of them has

    /// @return what to answer once they are revoked; there must be some
    RevocationStatus GetStatus() const
    {
        return unknown.empty() ? RevocationStatus::SUCCESS : RevocationStatus::PARTIAL_SUCCESS;
    }
};

/**
 * @ingroup pmipv6-signaling
 * @param revocation which bindings of one mobile node
 * @param sessions all of that node
 * @param isOfPeer whether a session is registered with the one who asks (RFC 5846, 13)
 * @return those that it revokes
 */
template <class Session, class Condition>
RevokedSessions<Session>
SelectRevoked(const Revocation& revocation,
              const std::vector<const Session*>& sessions,
              Condition isOfPeer)
{
    RevokedSessions<Session> revoked{{}, revocation.prefixes};
    auto& unknown = revoked.unknown;
    for (const auto* session : sessions)
    {
        const bool isMeant =
            revocation.prefixes.empty() || HaveCommon(session->prefixes, revocation.prefixes);
        if (!isMeant || !isOfPeer(*session))
        {
            continue;
        }
        revoked.found.push_back(session);
        for (const auto& prefix : session->prefixes)
        {
            unknown.erase(std::remove(unknown.begin(), unknown.end(), prefix), unknown.end());
        }
    }
    return revoked;
}

/**
 * @ingroup pmipv6-signaling
 * @param identifier MN-Identifier
 * @param prefixes home network prefixes for which the revocation failed
 * @return the options that say so (RFC 5846, 5.2); none if there are no such prefixes
 */
MobilityOptions MakeFailedOptions(const std::string& identifier,
                                  const std::vector<Prefix>& prefixes);

/**
 * @ingroup pmipv6-signaling
 * Make the acknowledgement of an indication (RFC 5846, 6.1.2).
 *
 * @param indication what it answers
 * @param status what has been done
 * @param failed options that name bindings for which it failed; left out if they do not fit
 * @return the acknowledgement
 */
BindingRevocationAcknowledgement MakeAcknowledgement(const BindingRevocationIndication& indication,
                                                     RevocationStatus status,
                                                     const MobilityOptions& failed);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_REVOCATION_H
