/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ANIMATION_LAYOUT_H
#define PMIPV6_EXPERIMENT_ANIMATION_LAYOUT_H

#include "pmipv6-experiment-netanim-file.h"
#include "pmipv6-experiment-node-name.h"

#include <cstddef>
#include <map>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Rows of nodes that do not move, from top to bottom.
struct DrawnRows
{
    std::vector<NodeName> others;   //!< nodes of the scheme, a fixed correspondent
    std::vector<NodeName> routers;  //!< of the wires
    std::vector<NodeName> anchors;  //!< anchors
    std::vector<NodeName> gateways; //!< gateways
};

/**
 * Where nodes are drawn: those of the core in rows, gateways below them, and mobile nodes below the
 * gateway where they are. Where gateways have places of their own they are there, with the rows
 * of the others above them.
 */
class AnimationLayout
{
  public:
    /**
     * @param rows the nodes
     * @param places of gateways, and of anchors with a home link; none: there are none
     */
    AnimationLayout(const DrawnRows& rows, std::map<NodeName, DrawnPlace> places);

    /**
     * @param node a node of the rows
     * @return where it is
     */
    DrawnPlace GetPlace(const NodeName& node) const;

    /**
     * Of a mobile node that has no place of its own.
     *
     * @param mobile its number, from 0
     * @param gateway where it is, or was last
     * @param isAttached whether it has a link there
     * @return where it is drawn
     */
    DrawnPlace GetPlaceBelow(std::size_t mobile, const NodeName& gateway, bool isAttached) const;

    /// @return width and height of a node
    double GetNodeSize() const
    {
        return m_size;
    }

  private:
    /// Spread nodes evenly over a row. @param nodes which @param y of the row @param left its begin
    /// @param width of it
    void Spread(const std::vector<NodeName>& nodes, double y, double left, double width);

    std::map<NodeName, DrawnPlace> m_places; //!< of all nodes of the rows
    double m_size{3};                        //!< of a node
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ANIMATION_LAYOUT_H
