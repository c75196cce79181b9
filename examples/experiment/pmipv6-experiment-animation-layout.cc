/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-animation-layout.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr double ROW = 20;            //!< between two rows
constexpr double COLUMN = 20;         //!< between two gateways
constexpr std::size_t ABREAST = 4;    //!< mobile nodes beside each other below a gateway
constexpr double SHOULDER = 4;        //!< between two of them
constexpr double UNATTACHED = 8;      //!< by how much lower a node without a link is
constexpr double SMALLEST_AREA = 100; //!< m, of gateways with places
constexpr double NODES_ACROSS = 60;   //!< nodes beside each other would fill such an area

} // namespace

AnimationLayout::AnimationLayout(const DrawnRows& rows, std::map<NodeName, DrawnPlace> places)
    : m_places(std::move(places))
{
    double left = 0;
    double width = COLUMN * static_cast<double>(std::max<std::size_t>(rows.gateways.size(), 2) - 1);
    double row = ROW;
    double bottom = 3 * row;
    if (m_places.empty())
    {
        Spread(rows.gateways, bottom, left - COLUMN, width + 2 * COLUMN);
    }
    else
    {
        const auto [west, east] =
            std::minmax_element(m_places.begin(), m_places.end(), [](const auto& a, const auto& b) {
                return a.second.x < b.second.x;
            });
        const auto [top, low] =
            std::minmax_element(m_places.begin(), m_places.end(), [](const auto& a, const auto& b) {
                return a.second.y < b.second.y;
            });
        const double height = low->second.y - top->second.y;
        left = west->second.x;
        width = std::max(east->second.x - left, SMALLEST_AREA);
        const double extent = std::max(width, height);
        m_size = extent / NODES_ACROSS;
        row = extent / 8;
        bottom = top->second.y - row / 2;
    }
    Spread(rows.anchors, bottom - row, left, width);
    Spread(rows.routers, bottom - 2 * row, left, width);
    Spread(rows.others, bottom - 3 * row, left, width);
}

void
AnimationLayout::Spread(const std::vector<NodeName>& nodes, double y, double left, double width)
{
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        const double part = static_cast<double>(i + 1) / static_cast<double>(nodes.size() + 1);
        m_places.emplace(nodes[i], DrawnPlace{left + part * width, y}); // Unless it has one.
    }
}

DrawnPlace
AnimationLayout::GetPlace(const NodeName& node) const
{
    return m_places.at(node);
}

DrawnPlace
AnimationLayout::GetPlaceBelow(std::size_t mobile, const NodeName& gateway, bool isAttached) const
{
    const DrawnPlace above = m_places.at(gateway);
    const auto column = static_cast<double>(mobile % ABREAST);
    const auto line = static_cast<double>(mobile / ABREAST);
    return {above.x + (column - (ABREAST - 1) / 2.0) * SHOULDER,
            above.y + ROW * 3 / 4 + line * SHOULDER + (isAttached ? 0 : UNATTACHED)};
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
