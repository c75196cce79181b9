/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GOLDEN_FRACTION_H
#define PMIPV6_GOLDEN_FRACTION_H

#include <cmath>
#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * Spreads numbers over a range: multiples of the golden ratio's inverse, without their whole part,
 * lie evenly within 0 to 1 and far from each other, however many there are.
 *
 * @param number 0, 1, 2, ..
 * @return its fraction, 0 to 1, 1 excluded; 0 of 0
 */
inline double
GetGoldenFraction(uint64_t number)
{
    constexpr double inverseGoldenRatio = 0.6180339887498949;
    double whole;
    return std::modf(static_cast<double>(number) * inverseGoldenRatio, &whole);
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GOLDEN_FRACTION_H
