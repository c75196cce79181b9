/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ANIMATION_H
#define PMIPV6_EXPERIMENT_ANIMATION_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-animation-layout.h"
#include "pmipv6-experiment-netanim-file.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-packet-text.h"
#include "pmipv6-experiment-sent-frames.h"

#include "ns3/mobility-model.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

/**
 * @file
 * --animation: the run as NetAnim plays it. ns-3's own AnimationInterface does not write it: that
 * draws no packet of the ideal link and none of a tunnel by itself, wants a mobility model on each
 * node, and marks packets with a tag and draws random numbers. All here is by traces, so that a run
 * is the same with it and without.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace option
{

extern const Option<bool> ANIMATION; //!< whether animation.xml is written

} // namespace option

/// Devices of the core: node, neighbour, device.
using CoreDevices = std::vector<std::tuple<std::string, std::string, Ptr<NetDevice>>>;

/// What a run consists of, for those who only look on.
struct RunParts
{
    const ExperimentOptions& options; //!< the run's options
    const Network& network;           //!< the wired part
    const AccessNetwork& access;      //!< the access part
    Movements movements;              //!< how mobile nodes move
    const CoreDevices& coreDevices;   //!< of links of the core
};

/**
 * Writes an animation of a run: nodes with names and roles, where they are, tunnels that come and
 * go, and each packet that arrives at the other end of a link of the core or of an access link.
 */
class Animation
{
  public:
    /**
     * Begin the file. Once the network is built, and before the run.
     *
     * @param parts of the run; they live as long
     * @param fileName the file
     */
    Animation(const RunParts& parts, const std::string& fileName);
    ~Animation();

    Animation(const Animation&) = delete;
    Animation& operator=(const Animation&) = delete;

    /**
     * A mobile node has attached, now.
     *
     * @param node its name
     * @param gateway where
     */
    void NoteLinkUp(const NodeName& node, const NodeName& gateway);

    /**
     * A mobile node has lost its link, now.
     *
     * @param node its name
     */
    void NoteLinkDown(const NodeName& node);

    /**
     * Ends the file.
     *
     * @return a sentence if anything could not be written
     */
    std::optional<std::string> Close();

  private:
    /// A node as it is drawn.
    struct DrawnNode
    {
        uint32_t number{0};              //!< in the file
        NodeName name{};                 //!< its name
        std::optional<NodeName> place{}; //!< of a mobile node: where it is, or was last
        bool isAttached{false};          //!< of a mobile node: whether it has a link there
        std::set<std::string> tunnels{}; //!< ends of its tunnels
    };

    /// A straight way of a mobile node.
    struct Leg
    {
        Vector from; //!< where it begins
        Vector pace; //!< m/s
        Time since;  //!< when it begins
    };

    /// Add the nodes of the core, and its links.
    void AddCore();
    /// Add the mobile nodes.
    void AddMobileNodes();
    /// Add a node. @param name its name @param node the node @param place where it is at first
    void AddNode(const NodeName& name, Ptr<Node> node, const DrawnPlace& place);
    /// Write where nodes that do not move by plan are when.
    void AddCourses();
    /// Follow packets of the core.
    void FollowCore();
    /// Follow packets of access links.
    void FollowAccess();
    /// Follow the tunnels of a node. @param name its name @param node the node
    void FollowTunnels(const std::string& name, Ptr<Node> node);
    /// Follow a mobile node that walks. @param name its name @param model how it moves
    void FollowWalk(const std::string& name, Ptr<MobilityModel> model);

    /// @return places of points of attachment; none if they have none of their own
    std::map<NodeName, DrawnPlace> FindPlaces() const;

    /// A node has a tunnel from now on, or not any more. @param name its name @param remote the
    /// other end @param isUp whether it has
    void NoteTunnel(const std::string& name, const Ipv6Address& remote, bool isUp);
    /// Write beside a line between two nodes whether there is a tunnel.
    void DescribeTunnel(const std::string& a, const std::string& b);
    /// Write what a node is, and what it has, from now on.
    void Describe(const DrawnNode& node);
    /// A mobile node is drawn where it is, from now on.
    void Place(const DrawnNode& node);
    /// Write where a node is on its way up to now, and begin another. @param name its name @param
    /// leg the next way
    void Walk(const std::string& name, const Leg& leg);
    /// A packet has arrived, now. @param way by which @param packet it @param node where
    void NoteArrival(SentFrames::Way way, Ptr<const Packet> packet, const std::string& node);

    RunParts m_parts;                             //!< of the run
    NetAnimFile m_file;                           //!< animation.xml
    std::map<NodeName, DrawnPlace> m_places;      //!< of points of attachment, where they have any
    std::unique_ptr<AnimationLayout> m_layout;    //!< where nodes are drawn
    std::map<std::string, DrawnNode> m_nodes;     //!< by name
    std::map<std::string, std::size_t> m_mobiles; //!< numbers of mobile nodes, from 0
    std::set<std::pair<std::string, std::string>> m_links;   //!< lines, both ways
    std::set<std::pair<std::string, std::string>> m_tunnels; //!< that are told of beside lines
    std::map<std::string, Leg> m_legs;                       //!< of those that walk
    SentFrames m_sent;                                       //!< packets under way
    PacketTexts m_texts;                                     //!< says what packets are
    std::shared_ptr<Animation*> m_self;                      //!< null once this is gone
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ANIMATION_H
