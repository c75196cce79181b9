/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RULE_CHECKER_H
#define PMIPV6_RULE_CHECKER_H

#include "ns3/attribute.h"
#include "ns3/nstime.h"

#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * A checker of an attribute whose values are not simply those between two bounds.
 *
 * @param checker of values of its kind
 * @param words what is allowed, as "allowed: " goes on
 * @param rule whether a value, which @p checker allows, is allowed
 * @return the checker; its underlying type information is @p words
 */
Ptr<const AttributeChecker> MakeRuleChecker(
    Ptr<const AttributeChecker> checker,
    const std::string& words,
    const std::function<bool(const AttributeValue& value)>& rule);

/**
 * @ingroup pmipv6-wire
 * A checker of a period that can be switched off: what is to happen each time it is over must not
 * happen so often that a simulation gets nowhere.
 *
 * @param least the shortest period, above 0
 * @return a checker that allows 0, for off, and @p least or more
 */
Ptr<const AttributeChecker> MakePeriodOrOffChecker(Time least);

/**
 * @ingroup pmipv6-wire
 * A checker of an MTU for IPv6, which needs 1280 octets (RFC 8200, 5).
 *
 * @return a checker that allows 0, for none, and 1280 to 65535
 */
Ptr<const AttributeChecker> MakeMtuOrNoneChecker();

/**
 * @ingroup pmipv6-wire
 * @return a checker of link-layer addresses that allows those of one interface: no groups, not all
 *         zeros
 */
Ptr<const AttributeChecker> MakeUnicastMacChecker();

/**
 * @ingroup pmipv6-wire
 * @return a checker of IPv6 addresses that allows link-local ones (RFC 4291, 2.5.6), and ::
 */
Ptr<const AttributeChecker> MakeLinkLocalAddressChecker();

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RULE_CHECKER_H
