/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PRESENT_NODES_H
#define PMIPV6_EXPERIMENT_PRESENT_NODES_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param options a run's
 * @return nodes beside anchors, gateways and mobile nodes that have a role: those that the scheme
 *         adds, a fixed correspondent with a role, its access routers
 */
std::vector<NodeName> ListOtherNodes(const ExperimentOptions& options);

/// Which nodes a run has that options may name.
class PresentNodes
{
  public:
    /// @param options the run's
    explicit PresentNodes(const ExperimentOptions& options);

    /// @return true if a node of that name moves
    bool IsMobile(const NodeName& name) const
    {
        return m_mobiles.count(name) > 0;
    }

    /// @return true if a node of that name has signalling: a fixed correspondent may have none
    bool Has(const NodeName& name) const;

    /// @return true if a node of that name has links of the core
    bool IsInCore(const NodeName& name) const;

  private:
    const uint32_t m_nAnchors;     //!< lma1, lma2, ..
    std::set<uint32_t> m_gateways; //!< numbers
    std::set<NodeName> m_mobiles;  //!< mobile nodes
    std::set<NodeName> m_others;   //!< ListOtherNodes
    const bool m_hasFixed;         //!< cn1 is in the core
};

/**
 * @param options a run's
 * @return sentences about options that name nodes which the run has not, and so change nothing:
 *         one option may serve several cases
 */
std::vector<std::string> FindAbsentNames(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PRESENT_NODES_H
