/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_H
#define PMIPV6_EXPERIMENT_SCHEME_H

#include "pmipv6-experiment-announced.h"
#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-access-link.h"
#include "ns3/pmipv6-access-neighbor-discovery.h"
#include "ns3/pmipv6-rfc6279-topology.h"
#include "ns3/pmipv6-state-checker.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * What a scheme is to the rest of the program. Each has a file in schemes/, or several, with what
 * is its own: its options, its kinds of nodes, its roles and how they restart, what is watched of
 * them, its state, what it knows for the results. No other file names it.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

class Network;
class RunMonitors;
class Scheme;
class SchemeKind;
struct ExperimentResult;
struct MobileNode;
struct NetworkNode;
struct PlannedNode;

namespace option
{

extern const Option<const SchemeKind*> SCHEME; //!< who keeps mobile nodes reachable

} // namespace option

/// What a scheme is before a run: an object of this class in its file announces it.
class SchemeKind : public Announced<SchemeKind>
{
  public:
    /// Makes the scheme of one run.
    using Maker = std::unique_ptr<Scheme> (*)(const ExperimentOptions& options);

    /// What the rest of the program asks of a scheme beforehand.
    struct Traits
    {
        bool hasSignalling{true};    //!< it has Mobility Headers
        bool hasPlainAnchors{false}; //!< anchors are plain routers: nothing restarts there
        /// Nodes of the core beside anchors and gateways; null: none.
        std::vector<NodeName> (*getNodes)(const ExperimentOptions& options){nullptr};
        /// Says why it is no other than another scheme in a run; null: it always is.
        std::string (*idle)(const ExperimentOptions& options){nullptr};
        /// It compares when registrations of a pair's two nodes were accepted, at two anchors.
        bool comparesTimes{false};
        /// Its messages tell registrations apart by their times: they need timestamps.
        bool needsTimestamps{false};
        /// Stories of its own for the search of races: name, options. Where mobile nodes have
        /// addresses of their own there are no others.
        std::vector<std::pair<std::string, std::string>> (*getStories)(){nullptr};
        /// Who assigns prefixes of mobile nodes are gateways; anchors have none.
        bool hasDistributedPrefixes{false};
        /// Says whether mobile nodes have an address of their own, whatever prefixes they are told
        /// of; null: they never have.
        bool (*hasHomeAddresses)(const ExperimentOptions& options){nullptr};
        /// Says what is wrong with the case; null: nothing is.
        Sentence (*checkCase)(const ExperimentOptions& options){nullptr};
        /// It has the scenarios of RFC 6612.
        bool hasScenarios{false};
        /// Range of prefixes that mobile nodes have of an anchor beside those, nothing if they have
        /// none; null: they never have.
        std::optional<Prefix> (*getCentralRange)(const ExperimentOptions& options){nullptr};
        /// Access routers of the fixed correspondent, of which the first is its own; null: it has a
        /// place of its own in the core.
        std::vector<NodeName> (*getAccessRouters)(const ExperimentOptions& options){nullptr};
        /// The fixed correspondent, if it has a role that can restart; null: it has none.
        std::vector<NodeName> (*getCorrespondent)(const ExperimentOptions& options){nullptr};
        /// Gateways are plain routers: mobile nodes look after themselves.
        bool hasPlainGateways{false};
    };

    /**
     * @param place rising in the order of --help, of which the first is the default
     * @param word its name
     * @param make makes the scheme of one run
     * @param traits what the rest of the program asks of it
     */
    SchemeKind(int place, std::string word, Maker make, Traits traits);

    /// @return all schemes, in the order of --help
    static const std::vector<const SchemeKind*>& GetKinds();

    /**
     * @param options a run's, with this scheme
     * @return whether mobile nodes have an address of their own
     */
    bool HasHomeAddresses(const ExperimentOptions& options) const
    {
        return traits.hasHomeAddresses && traits.hasHomeAddresses(options);
    }

    const int place;        //!< in --help
    const std::string word; //!< its name
    const Maker make;       //!< makes the scheme of one run
    const Traits traits;    //!< what the rest of the program asks of it
};

/// The scheme of one run: the roles that it gives the nodes of the network, and what it knows of
/// them.
class Scheme
{
  public:
    virtual ~Scheme() = default;

    /**
     * Say what is special about the topology, before it has nodes.
     *
     * @param topology to be configured
     */
    virtual void Configure(Rfc6279Topology& topology);

    /**
     * Add nodes and prefixes of its own to the core, once anchors and gateways are there and before
     * there are wires.
     *
     * @param network its AddNode and AddPrefix may be called
     */
    virtual void PrepareCore(Network& network);

    /**
     * Give the nodes their roles, once there are wires.
     *
     * @param network the wired part
     */
    virtual void InstallRoles(const Network& network) = 0;

    /**
     * @param gateway a gateway
     * @param link an access link that it is to serve
     */
    virtual void AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link) = 0;

    /**
     * @param gateway a gateway that has an access link
     * @return neighbour discovery towards its mobile nodes
     */
    virtual Ptr<AccessNeighborDiscovery> GetNeighborDiscovery(const NetworkNode& gateway) const = 0;

    /**
     * Make a mobile node known to the roles of the core.
     *
     * @param plan what it is to do
     * @param interfaces link-layer addresses by which gateways know it, one or more
     * @param identifier its MN-Identifier
     */
    virtual void AddMobileNode(const PlannedNode& plan,
                               const std::vector<LinkLayerAddress>& interfaces,
                               const std::string& identifier);

    /**
     * Give a mobile node what role it has itself. After AddMobileNode.
     *
     * @param mobile the node, with its interfaces
     */
    virtual void InstallHostRole(const MobileNode& mobile);

    /**
     * Have the roles of a node lose all state at a time, and go on. A node without roles goes on as
     * it is.
     *
     * @param node a node of the core
     * @param at when
     */
    virtual void ScheduleRestart(const NetworkNode& node, Time at) const = 0;

    /**
     * @param network the wired part
     * @return sentences about what makes the run other than one would expect
     */
    virtual std::vector<std::string> FindWarnings(const Network& network) const;

    /**
     * Have the roles watched. Once, before the run.
     *
     * @param network the wired part
     * @param monitors what watches; they live as long
     */
    virtual void Connect(const Network& network, RunMonitors& monitors);

    /**
     * A mobile node's link is up, now.
     *
     * @param node its name
     * @param gateway name of the gateway
     */
    virtual void NoteLinkUp(const std::string& node, const std::string& gateway);

    /**
     * A mobile node has lost its link.
     *
     * @param node its name
     */
    virtual void NoteLinkDown(const std::string& node);

    /**
     * Offer the state of all roles to be checked.
     *
     * @param network the wired part
     * @param checker checks it
     * @return false: there is no state that could be wrong
     */
    virtual bool AddState(const Network& network, StateChecker& checker) const;

    /// A mobile node that is attached somewhere.
    struct Attached
    {
        std::string name;           //!< its name
        const NetworkNode* gateway; //!< where it is
        LinkLayerAddress linkLayer; //!< by which the gateway knows it
    };

    /**
     * Judge the state of all roles, where AddState offers none: it is not kept by gateways.
     *
     * @param nodes mobile nodes
     * @return what was found; nothing: there is no state that could be wrong
     */
    virtual std::optional<StateChecker::Finding> JudgeState(
        const std::vector<Attached>& nodes) const;

    /// @return true if something is under way that is no exchange of messages, and ends soon
    virtual bool IsBusy() const;

    /// @return true if what a restart has lost is not back yet: nobody tells of it, and it comes
    ///         back with the next refresh
    virtual bool IsRecovering() const;

    /// @return sentences about what has gone wrong on the way, each once, whatever is left of it
    virtual std::vector<std::string> FindFaults() const;

    /**
     * @param node name of a mobile node
     * @param attached when it attached, in a handover
     * @return when packets of all its pairs took the direct path again; nothing if never, or if
     *         there is none
     */
    virtual std::optional<Time> FindOptimized(const std::string& node, Time attached) const;

    /**
     * @param address an address of a mobile node
     * @return its prefix, and the gateway that anchors it; nothing if no gateway does
     */
    virtual std::optional<std::pair<std::string, std::string>> FindAnchorage(
        const std::string& address) const;

    /**
     * @param gateway name of a gateway
     * @return name of the node at which direct paths of its nodes end: that gateway, by default
     */
    virtual std::string FindPathEnd(const std::string& gateway) const;

    /**
     * @param prefix that a message of the scheme names
     * @return name of the mobile node whose it is; empty: nobody's that is known
     */
    virtual std::string FindOwner(const Prefix& prefix) const;

    /**
     * Add rows of its own to the results, at the end of the run.
     *
     * @param result gets them
     * @param monitors what has watched
     */
    virtual void AddResults(ExperimentResult& result, const RunMonitors& monitors) const;
};

/**
 * @tparam T a scheme that is made by the run's options
 * @param options a run's
 * @return the scheme of that run, as SchemeKind::Maker has it
 */
template <class T>
std::unique_ptr<Scheme>
MakeScheme(const ExperimentOptions& options)
{
    return std::make_unique<T>(options);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_H
