/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ADDRESS_TEST_H
#define PMIPV6_ADDRESS_TEST_H

#include "pmipv6-mobility-option.h"

#include <cstdint>

/**
 * @file
 * @ingroup pmipv6-wire
 * The messages of the return routability procedure (RFC 6275, 5.2.5), by which a correspondent
 * tests that a mobile node is reached at its home address and at its care-of address. Cookies and
 * tokens are 64 bits, the first octet the most significant one.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * What the requests for a test have in common. The address under test is the packet's source.
 */
struct AddressTestInit
{
    uint64_t cookie{0};      //!< random, of each sending anew; the answer repeats it
    MobilityOptions options; //!< mobility options; RFC 6275 has none for them
};

/**
 * @ingroup pmipv6-wire
 * What the tests have in common. The address under test is the packet's destination.
 */
struct AddressTest
{
    uint16_t nonceIndex{0};  //!< of the nonce of which the token is made
    uint64_t cookie{0};      //!< copied from the request
    uint64_t token{0};       //!< keygen token
    MobilityOptions options; //!< mobility options; RFC 6275 has none for them
};

/**
 * @ingroup pmipv6-wire
 * Home Test Init (RFC 6275, 6.1.3), which goes through the home agent.
 */
struct HomeTestInit : AddressTestInit
{
};

/**
 * @ingroup pmipv6-wire
 * Care-of Test Init (RFC 6275, 6.1.4), which goes straight.
 */
struct CareOfTestInit : AddressTestInit
{
};

/**
 * @ingroup pmipv6-wire
 * Home Test (RFC 6275, 6.1.5): home nonce index, home init cookie, home keygen token.
 */
struct HomeTest : AddressTest
{
};

/**
 * @ingroup pmipv6-wire
 * Care-of Test (RFC 6275, 6.1.6): care-of nonce index, care-of init cookie, care-of keygen token.
 */
struct CareOfTest : AddressTest
{
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ADDRESS_TEST_H
