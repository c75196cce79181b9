/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAGES_EXTENDING_H
#define PMIPV6_PAGES_EXTENDING_H

#include "common.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-option.h"

#include "ns3/pmipv6-option-format.h"

/**
 * @file
 * What the fragments of doc/extending.rst presuppose.
 */

namespace ns3
{
namespace pmipv6
{

/// An enumerator that the page adds to ExperimentalOption.
struct PageOption
{
    static constexpr ExperimentalOption LOAD =
        static_cast<ExperimentalOption>(6); //!< a number of its own
};

namespace experiment
{

/// Why the option of the page changes nothing, or nothing.
std::string WithoutKeeping(const ExperimentOptions& options);

} // namespace experiment

namespace pages
{
namespace extending
{

extern Ptr<NetDevice> port; //!< of a gateway

} // namespace extending
} // namespace pages
} // namespace pmipv6
} // namespace ns3

/// As if the enumerator stood where the page puts it.
#define ExperimentalOption PageOption

#endif // PMIPV6_PAGES_EXTENDING_H
