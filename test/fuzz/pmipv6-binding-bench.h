/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_BENCH_H
#define PMIPV6_BINDING_BENCH_H

#include "pmipv6-role-bench.h"

#include "ns3/pmipv6-local-mobility-anchor.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the fuzzers of anchors share, whatever functions these have.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

/// An anchor, to be completed.
class BindingBench : public RoleBench
{
  protected:
    BindingBench();

    std::string DescribeResident() const override;

    /// Require of a binding what holds at any anchor. @param entry in the binding cache
    void RequireBinding(const BindingCacheEntry& entry) const;

    Ptr<LocalMobilityAnchor> m_anchor; //!< the role
};

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_BENCH_H
