/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ACCESS_H
#define PMIPV6_EXPERIMENT_ACCESS_H

#include "pmipv6-experiment-announced.h"
#include "pmipv6-experiment-deliveries.h"
#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-plan.h"

#include "ns3/event-id.h"
#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-mobility-trace.h"
#include "ns3/pmipv6-proximity.h"
#include "ns3/pmipv6-service-gap.h"
#include "ns3/random-variable-stream.h"
#include "ns3/vector.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/**
 * @file
 * What a technology of access links is to the rest of the program. Each has a file in accesses/
 * with all that is its own: its options, its devices, its movements. No other file names it.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

class AccessKind;
class AccessNetwork;

/// How mobile nodes move, in the order of PlanMobileNodes; null: by plan.
using Movements = std::shared_ptr<const MobilityTrace>;

namespace option
{

extern const Option<const AccessKind*> ACCESS; //!< technology of the access links

} // namespace option

/// A mobile node as it is built.
struct MobileNode
{
    PlannedNode plan;                           //!< what it is to do
    Ptr<Node> node;                             //!< the node
    Ptr<NetDevice> device;                      //!< its interface
    std::string identifier{};                   //!< its MN-Identifier
    std::vector<LinkLayerAddress> interfaces{}; //!< link-layer addresses, the one or several
};

/// Who is told when links of mobile nodes go up and down, and when a packet is dropped.
struct AccessListener
{
    std::function<void(const NodeName& node, const NodeName& gateway)> linkUp; //!< now
    /// Now, and the old link lives on for a while.
    std::function<void(const NodeName& node, const NodeName& gateway)> linkBeside;
    std::function<void(const NodeName& node, Time lost)> linkDown; //!< radio contact lost then
    std::function<void(const NodeName& node, bool isOn)> switched; //!< on or off, now
    /// Now, on an access link.
    std::function<void(Ptr<const Packet> packet, const std::string& reason)> dropped;
};

/// Called with a device that a capture is to be made of: the node's name, and how to start it.
using CaptureVisitor =
    std::function<void(const std::string& node, const std::string& interface, Ptr<NetDevice>)>;

/// Of what the access part of a run is made.
struct AccessTerms
{
    const ExperimentOptions& options; //!< the run's options
    Network& network;                 //!< the wired part
    Movements movements;              //!< how mobile nodes move
    AccessListener listener;          //!< who is told
};

/// What a technology is before a run: an object of this class in its file announces it.
class AccessKind : public Announced<AccessKind>
{
  public:
    /// Makes the access part of one run. See AccessNetwork.
    using Maker = std::unique_ptr<AccessNetwork> (*)(const AccessTerms& terms);

    /// What the rest of the program asks of a technology beforehand.
    struct Traits
    {
        /// The default of --phaseSpan; nothing: that of the traffic.
        std::optional<Time> phaseSpan{};
        /// Gives when the last move ends, or nothing if none moves; null: when it begins.
        std::optional<Time> (*getEndOfMoves)(const ExperimentOptions& options){nullptr};
        /// Gives sentences about what the user may not expect of a run; null: there are none.
        std::vector<std::string> (*describe)(const ExperimentOptions& options){nullptr};
        /// Where a node moves freely and the technology decides itself which gateway it belongs to,
        /// gives "with --access=lte, where ..; allowed: ..", else ""; null: the nearest always is
        /// it.
        std::string (*describeOwnChoice)(const ExperimentOptions& options){nullptr};
        /// Makes the node of a point of attachment; null: it is an ordinary one.
        Ptr<Node> (*makeGateway)(const NodeName& name){nullptr};
    };

    /**
     * @param place rising in the order of --help, of which the first is the default
     * @param word its name
     * @param make makes the access part of one run
     * @param traits what the rest of the program asks of it
     */
    AccessKind(int place, std::string word, Maker make, Traits traits);

    /// @return all technologies, in the order of --help
    static const std::vector<const AccessKind*>& GetKinds();

    const int place;        //!< in --help
    const std::string word; //!< its name
    const Maker make;       //!< makes the access part of one run
    const Traits traits;    //!< what the rest of the program asks of it
};

/**
 * The access part of an experiment: the links between mobile nodes and gateways, and who is
 * attached where when, by plan or by where it is.
 */
class AccessNetwork
{
  public:
    virtual ~AccessNetwork() = default;

    /// @return the mobile nodes
    const std::vector<MobileNode>& GetMobileNodes() const
    {
        return m_mobiles;
    }

    /**
     * @param identifier an MN-Identifier
     * @return the name of the mobile node that has it; of any other what stands before the at sign
     */
    std::string GetName(const std::string& identifier) const;

    /**
     * Set all moves going. Once, before the run.
     *
     * @param scheduler decides when they happen, and when departures are noticed; null: the plan
     *        does. Lives as long
     */
    void Schedule(DeliveryScheduler* scheduler);

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
     * @param node a mobile node
     * @param gateway a gateway
     * @return one-way delay between them; by default 0: the technology has none of its own
     */
    virtual Time GetDelay(const NodeName& node, const NodeName& gateway) const;

    /**
     * @param mobile a mobile node
     * @param gateway a gateway
     * @return the link-layer address of the interface that it has there; by default its only one
     */
    virtual LinkLayerAddress GetInterface(const MobileNode& mobile, const NodeName& gateway) const;

    /// @return a time that no frame takes longer than between a mobile node and a gateway
    virtual Time GetLongestDelay() const = 0;

    /**
     * @param gap told of what is special about attachments; by default there is nothing
     */
    virtual void Describe(ServiceGap& gap) const;

  protected:
    /**
     * @param terms of what it is made
     */
    explicit AccessNetwork(const AccessTerms& terms);

    /// Make the mobile nodes' ns-3 nodes, with their movement if they do not move by plan.
    void MakeNodes();

    /// Give each mobile node its device and enter it into the domain.
    void MakeHosts();

    /**
     * @param mobile index of a mobile node
     * @return its device, with an IPv6 interface, and with its random streams
     */
    virtual Ptr<NetDevice> MakeHost(std::size_t mobile) = 0;

    /**
     * @param mobile index of a mobile node, with its device
     * @return its MN-Identifier; by default made of its name
     */
    virtual std::string GetIdentifier(std::size_t mobile) const;

    /**
     * @param mobile index of a mobile node, with its device
     * @return link-layer addresses by which gateways know it; by default its device's
     */
    virtual std::vector<LinkLayerAddress> GetInterfaces(std::size_t mobile) const;

    /**
     * Attach a mobile node that is attached nowhere, now.
     *
     * @param mobile index of the node
     * @param gateway where
     */
    virtual void Attach(std::size_t mobile, const NodeName& gateway) = 0;

    /**
     * Let a mobile node leave its gateway for another, now.
     *
     * @param mobile index of the node
     * @param gateway where to go
     */
    virtual void Move(std::size_t mobile, const NodeName& gateway) = 0;

    /**
     * Detach a mobile node, now.
     *
     * @param mobile index of the node
     */
    virtual void Detach(std::size_t mobile) = 0;

    /**
     * @param scheduler decides when departures are noticed, where the technology itself does not;
     * by default it is not asked
     */
    virtual void SetScheduler(DeliveryScheduler& scheduler);

    /// @return whether nodes move by plan; else they are where m_movements has them
    bool IsPlanned() const
    {
        return !m_movements;
    }

    /**
     * @param gateway a gateway, where nodes do not move by plan
     * @return where it stands
     */
    Vector GetPlace(const NodeName& gateway) const;

    ExperimentOptions m_options;       //!< the run's options
    Network& m_network;                //!< the wired part
    AccessListener m_listener;         //!< who is told
    std::vector<MobileNode> m_mobiles; //!< the mobile nodes

  private:
    /// Set going who belongs where, where nodes do not move by plan.
    void ScheduleProximity();

    /**
     * A node belongs to a gateway from now on.
     *
     * @param mobile index of the node
     * @param gateway the gateway
     */
    void Follow(std::size_t mobile, const NodeName& gateway);

    /**
     * A node is switched on or off, now.
     *
     * @param mobile index of the node
     * @param isOn which
     */
    void Switch(std::size_t mobile, bool isOn);

    std::unordered_map<std::string, std::string> m_names; //!< of mobile nodes, by identifier
    Movements m_movements;                                //!< how nodes move; null: by plan
    std::vector<GatewayPlace> m_places;                   //!< there: where gateways stand
    std::unique_ptr<Proximity> m_proximity;               //!< there: who belongs where
    /// There: which nodes are attached, or on their way to another gateway.
    std::vector<bool> m_isOn;
    /// There, with --phase=random: draw how long after a look each node moves.
    std::vector<Ptr<UniformRandomVariable>> m_phases;
    std::map<std::size_t, EventId> m_moving; //!< there: moves that have not begun
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ACCESS_H
