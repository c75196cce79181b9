/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROXIMITY_H
#define PMIPV6_PROXIMITY_H

#include "ns3/event-id.h"
#include "ns3/mobility-model.h"
#include "ns3/nstime.h"
#include "ns3/vector.h"

#include <functional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Decides by distance at which gateway a moving node belongs: the nearest one, but it changes only
 * when another is nearer by a hysteresis. Positions are looked at at fixed intervals. What a change
 * means - detach and attach on the ideal link, another channel on Wi-Fi - is the listener's
 * business.
 */
class Proximity
{
  public:
    /// Called when a node belongs to another gateway: index of the node, index of the gateway.
    using Listener = std::function<void(std::size_t node, std::size_t gateway)>;

    /**
     * @param gateways positions of the gateways, at least one
     * @param hysteresis by how many metres another gateway must be nearer
     * @param interval between two looks, above 0
     * @param listener called with each change
     */
    Proximity(std::vector<Vector> gateways, double hysteresis, Time interval, Listener listener);
    ~Proximity();

    Proximity(const Proximity&) = delete;
    Proximity& operator=(const Proximity&) = delete;

    /**
     * Add a node, off.
     *
     * @param mobility how it moves
     * @return its index
     */
    std::size_t Add(Ptr<MobilityModel> mobility);

    /**
     * Look at a node from now on; the listener is called at once with its nearest gateway.
     *
     * @param node its index
     */
    void SwitchOn(std::size_t node);

    /**
     * Look at a node no more.
     *
     * @param node its index
     */
    void SwitchOff(std::size_t node);

  private:
    /// One node.
    struct Mobile
    {
        Ptr<MobilityModel> mobility; //!< how it moves
        bool isOn{false};            //!< looked at
        std::size_t gateway{0};      //!< where it belongs, if it is on
    };

    /**
     * @param position a position
     * @return index of the nearest gateway
     */
    std::size_t FindNearest(const Vector& position) const;

    /// Look at all nodes that are on.
    void Look();

    std::vector<Vector> m_gateways; //!< positions
    double m_hysteresis;            //!< metres
    Time m_interval;                //!< between two looks
    Listener m_listener;            //!< whom to tell
    std::vector<Mobile> m_mobiles;  //!< the nodes
    EventId m_timer;                //!< the next look
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROXIMITY_H
