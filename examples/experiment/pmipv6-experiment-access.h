/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ACCESS_H
#define PMIPV6_EXPERIMENT_ACCESS_H

#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-options.h"
#include "pmipv6-experiment-plan.h"

#include "ns3/pmipv6-proximity.h"
#include "ns3/vector.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A mobile node as it is built.
struct MobileNode
{
    PlannedNode plan;      //!< what it is to do
    Ptr<Node> node;        //!< the node
    Ptr<NetDevice> device; //!< its interface
};

/// Who is told when links of mobile nodes go up and down, and when a packet is dropped.
struct AccessListener
{
    std::function<void(const std::string& node, const std::string& gateway)> linkUp; //!< now
    std::function<void(const std::string& node, Time lost)> linkDown; //!< radio contact lost then
    std::function<void(const std::string& node, bool isOn)> switched; //!< by a trace, now
    /// Now, on an access link.
    std::function<void(Ptr<const Packet> packet, const std::string& reason)> dropped;
};

/// Called with a device that a capture is to be made of: the node's name, and how to start it.
using CaptureVisitor =
    std::function<void(const std::string& node, const std::string& interface, Ptr<NetDevice>)>;

/**
 * The access part of an experiment: the links between mobile nodes and gateways, and who is
 * attached where when, by plan or by a trace.
 */
class AccessNetwork
{
  public:
    /**
     * @param options the run's options
     * @param network the wired part
     * @param listener who is told
     * @return the access part of the technology that the options ask for
     */
    static std::unique_ptr<AccessNetwork> Create(const ExperimentOptions& options,
                                                 Network& network,
                                                 AccessListener listener);

    virtual ~AccessNetwork() = default;

    /// @return the mobile nodes
    const std::vector<MobileNode>& GetMobileNodes() const
    {
        return m_mobiles;
    }

    /**
     * Set all moves going. Once, before the run.
     */
    void Schedule();

    /**
     * @param visitor called with each device of a mobile node and of a gateway's access
     */
    virtual void VisitDevices(const CaptureVisitor& visitor) const = 0;

    /**
     * Start a capture of a device that VisitDevices gave.
     *
     * @param fileName the file
     * @param device the device
     */
    virtual void Capture(const std::string& fileName, Ptr<NetDevice> device) const = 0;

    /**
     * @param node name of a mobile node
     * @param gateway name of a gateway
     * @return one-way delay between them, 0 where the technology has none of its own
     */
    virtual Time GetDelay(const std::string& node, const std::string& gateway) const = 0;

  protected:
    /**
     * @param options the run's options
     * @param network the wired part
     * @param listener who is told
     */
    AccessNetwork(const ExperimentOptions& options, Network& network, AccessListener listener);

    /// Make the mobile nodes' ns-3 nodes, with their movement if there is a trace.
    void MakeNodes();

    /// Give each mobile node its device and enter it into the domain.
    void MakeHosts();

    /**
     * @param mobile a mobile node
     * @return its device, with an IPv6 interface
     */
    virtual Ptr<NetDevice> MakeHost(const MobileNode& mobile) = 0;

    /**
     * Attach a mobile node that is attached nowhere, now.
     *
     * @param mobile index of the node
     * @param gateway name of the gateway
     */
    virtual void Attach(std::size_t mobile, const std::string& gateway) = 0;

    /**
     * Let a mobile node leave its gateway for another, now.
     *
     * @param mobile index of the node
     * @param gateway name of the gateway to go to
     */
    virtual void Move(std::size_t mobile, const std::string& gateway) = 0;

    /**
     * Detach a mobile node, now.
     *
     * @param mobile index of the node
     */
    virtual void Detach(std::size_t mobile) = 0;

    /**
     * @param gateway name of a gateway
     * @return where it stands
     */
    Vector GetPosition(const std::string& gateway) const;

    ExperimentOptions m_options;       //!< the run's options
    Network& m_network;                //!< the wired part
    AccessListener m_listener;         //!< who is told
    std::vector<MobileNode> m_mobiles; //!< the mobile nodes

  private:
    /// Set the moves of a trace going.
    void ScheduleTrace();

    std::vector<Vector> m_grid;             //!< with a trace, where gateways stand
    std::unique_ptr<Proximity> m_proximity; //!< with a trace, who belongs where
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ACCESS_H
