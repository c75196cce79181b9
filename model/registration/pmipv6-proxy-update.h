/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROXY_UPDATE_H
#define PMIPV6_PROXY_UPDATE_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-mobility-message.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * A gateway's Proxy Binding Update (RFC 5213, 6.9.1.5), without number and time.
 *
 * @param entry the node's entry in the binding update list
 * @param indicator the handoff hint
 * @param lifetime lifetime to ask for, in units of 4 s; 0 de-registers
 * @param hasTimestamp with a Timestamp option (RFC 5213, 5.5)
 * @return the message
 */
BindingUpdate MakeProxyUpdate(const BindingUpdateListEntry& entry,
                              HandoffIndicator indicator,
                              uint16_t lifetime,
                              bool hasTimestamp);

/**
 * @ingroup pmipv6-registration
 * @param answer a Proxy Binding Acknowledgement
 * @param update the request that it answers
 * @return true if the options that tell of which node and link it speaks are those of the request
 * (RFC 5213, 6.9.1.2)
 */
bool IsEchoOf(const BindingAcknowledgement& answer, const BindingUpdate& update);

/**
 * @ingroup pmipv6-registration
 * @param answer a Proxy Binding Acknowledgement
 * @return the home network prefixes that it assigns
 */
std::vector<Prefix> GetAssignedPrefixes(const BindingAcknowledgement& answer);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROXY_UPDATE_H
