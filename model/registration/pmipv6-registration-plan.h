/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REGISTRATION_PLAN_H
#define PMIPV6_REGISTRATION_PLAN_H

#include "pmipv6-binding-update-list.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// A registration that an attached interface is to have.
struct PlannedRegistration
{
    uint32_t number{0};    //!< which of the interface's
    Ipv6Address anchor;    //!< LMAA
    bool isOfPolicy{true}; //!< it asks for prefixes of the policy profile; else for what it had
};

/**
 * @ingroup pmipv6-registration
 * Which registrations does an interface get that has attached? The first one, those that it has had
 * here, and one at each further anchor where none of these is.
 *
 * @param known the interface's entries, in the order of their numbers
 * @param first LMAA of the first one
 * @param further LMAAs of further anchors, each once, that the node's policy names
 * @return the registrations in the order of their numbers
 */
std::vector<PlannedRegistration> PlanRegistrations(
    const std::vector<const BindingUpdateListEntry*>& known,
    const Ipv6Address& first,
    const std::vector<Ipv6Address>& further);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REGISTRATION_PLAN_H
