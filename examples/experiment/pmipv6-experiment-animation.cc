/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-animation.h"

#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-tunnel-device.h"
#include "ns3/simulator.h"

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

constexpr uint32_t PPP_HEADER_SIZE = 2;      //!< octets before a packet on a link of the core
const Time STEP = MilliSeconds(250);         //!< between two places of a node that walks
constexpr SentFrames::Way UPLINK = 0;        //!< from mobile nodes to gateways
constexpr SentFrames::Way DOWNLINK = 1;      //!< from gateways to mobile nodes
constexpr SentFrames::Way FIRST_OF_CORE = 2; //!< from the first device of the core

/// What nodes of a kind are called, and their colours.
struct Role
{
    const NodeKind* kind;    //!< the kind
    const char* text;        //!< what they are called
    DrawnColour plain;       //!< without a tunnel; of a mobile node without a link
    DrawnColour highlighted; //!< with one
};

/// @return the role of a kind of nodes
const Role&
GetRole(const NodeName& name)
{
    static const Role other{nullptr, "node", {128, 128, 128}, {64, 64, 64}};
    static const std::vector<Role> roles{
        {&ANCHOR, "anchor", {244, 164, 150}, {214, 39, 40}},
        {&GATEWAY, "gateway", {160, 220, 160}, {44, 140, 44}},
        {&MOBILE_NODE, "mobile node", {170, 200, 235}, {31, 100, 200}},
        {&CORRESPONDENT, "correspondent", {225, 200, 240}, {128, 60, 170}},
        {&CORE_ROUTER, "router", {200, 200, 200}, {128, 128, 128}},
        {&TRANSIT_ROUTER, "router", {200, 200, 200}, {128, 128, 128}},
        {&ROUTER, "access router", {160, 220, 160}, {44, 140, 44}},
        {&BORDER_ROUTER, "border router", {240, 215, 140}, {200, 140, 20}},
        {&HOME_AGENT, "home agent", {244, 164, 150}, {214, 39, 40}},
        {&LOCATION_MANAGER, "location manager", {240, 215, 140}, {200, 140, 20}},
        {&NAME_SERVER, "name server", {220, 200, 180}, {140, 90, 60}},
    };
    const auto role = std::find_if(roles.begin(), roles.end(), [&name](const Role& candidate) {
        return name.Is(*candidate.kind);
    });
    return role == roles.end() ? other : *role;
}

/// @return the names of nodes
std::vector<NodeName>
GetNames(const std::vector<NetworkNode>& nodes)
{
    std::vector<NodeName> names;
    for (const auto& node : nodes)
    {
        names.push_back(node.name);
    }
    return names;
}

/// @return a place of the run as it is drawn
DrawnPlace
ToDrawn(const Vector& place)
{
    return {place.x, place.y};
}

/// @return what a link of the core carries, without the header of the link
Ptr<const Packet>
Unframe(Ptr<const Packet> frame)
{
    const auto packet = frame->Copy();
    packet->RemoveAtStart(PPP_HEADER_SIZE);
    return packet;
}

} // namespace

namespace option
{

const Option<bool> ANIMATION({OptionGroup::RUN,
                              74,
                              "animation",
                              "writes animation.xml for NetAnim: nodes, tunnels, moves and each "
                              "packet that crosses a link; some 140 octets for each of these"},
                             OnOrOff(),
                             false);

} // namespace option

Animation::Animation(const RunParts& parts, const std::string& fileName)
    : m_parts(parts),
      m_file(fileName),
      m_self(std::make_shared<Animation*>(this))
{
    m_places = FindPlaces();
    const auto& network = parts.network;
    DrawnRows rows{GetNames(network.GetOthers()),
                   GetNames(network.GetRouters()),
                   GetNames(network.GetAnchors()),
                   GetNames(network.GetGateways())};
    if (const auto* correspondent = network.GetCorrespondent())
    {
        rows.others.push_back(correspondent->name);
    }
    m_layout = std::make_unique<AnimationLayout>(rows, m_places);
    AddCore();
    AddMobileNodes();
    AddCourses();
    for (const auto& [name, node] : m_nodes)
    {
        m_file.SizeNode(node.number, m_layout->GetNodeSize());
        Describe(node);
    }
    for (const auto& [a, b, device] : m_parts.coreDevices)
    {
        if (m_links.count({b, a}) == 0)
        {
            m_file.AddLink(m_nodes.at(a).number, m_nodes.at(b).number);
        }
        m_links.insert({a, b});
    }
    FollowCore();
    FollowAccess();
}

Animation::~Animation()
{
    *m_self = nullptr;
}

std::map<NodeName, DrawnPlace>
Animation::FindPlaces() const
{
    std::map<NodeName, DrawnPlace> places;
    if (!IsPlanned(m_parts.options))
    {
        for (const GatewayPlace& place : GetGatewayPlaces(m_parts.options))
        {
            places[place.name] = ToDrawn(place.position);
        }
        return places;
    }
    // By plan, they stand somewhere if stations walk from one to the other, else all at one place.
    std::set<std::pair<double, double>> different;
    for (const auto& gateway : m_parts.network.GetPointsOfAttachment())
    {
        if (const auto model = gateway.node->GetObject<MobilityModel>())
        {
            places[gateway.name] = ToDrawn(model->GetPosition());
            different.insert({places[gateway.name].x, places[gateway.name].y});
        }
    }
    return different.size() < 2 ? std::map<NodeName, DrawnPlace>() : places;
}

void
Animation::AddCore()
{
    const auto& network = m_parts.network;
    for (const auto* nodes : {&network.GetRouters(),
                              &network.GetOthers(),
                              &network.GetAnchors(),
                              &network.GetGateways()})
    {
        for (const auto& node : *nodes)
        {
            AddNode(node.name, node.node, m_layout->GetPlace(node.name));
            m_texts.AddAddress(node.address, node.name.GetText());
        }
    }
    if (const auto* node = network.GetCorrespondent())
    {
        AddNode(node->name, node->node, m_layout->GetPlace(node->name));
        m_texts.AddAddress(node->address, node->name.GetText());
    }
}

void
Animation::AddMobileNodes()
{
    const auto& gateways = m_parts.network.GetPointsOfAttachment();
    for (const auto& mobile : m_parts.access.GetMobileNodes())
    {
        const auto& plan = mobile.plan;
        const std::string name = plan.name.GetText();
        const std::size_t number = m_mobiles.size();
        m_mobiles[name] = number;
        const NodeName first = plan.firstGateway.value_or(gateways.front().name);
        const auto model = mobile.node->GetObject<MobilityModel>();
        const bool isWalking = model && !m_places.empty();
        AddNode(plan.name,
                mobile.node,
                isWalking ? ToDrawn(model->GetPosition())
                          : m_layout->GetPlaceBelow(number, first, false));
        m_nodes[name].place = plan.firstGateway;
        m_texts.AddNode(mobile.node, name);
        if (isWalking && IsPlanned(m_parts.options))
        {
            FollowWalk(name, model);
        }
    }
}

void
Animation::AddNode(const NodeName& name, Ptr<Node> node, const DrawnPlace& place)
{
    m_nodes[name.GetText()] = {m_file.AddNode(place), name, {}, false, {}};
    FollowTunnels(name.GetText(), node);
}

void
Animation::AddCourses()
{
    if (!m_parts.movements)
    {
        return;
    }
    for (const auto& mobile : m_parts.access.GetMobileNodes())
    {
        const uint32_t node = m_nodes.at(mobile.plan.name.GetText()).number;
        const auto& course = m_parts.movements->GetNodes()[mobile.plan.traceNode].course;
        std::size_t leg = 0;
        for (Time at; at <= m_parts.options[option::DURATION]; at += STEP)
        {
            for (; leg + 1 < course.size() && course[leg + 1].time <= at; ++leg)
            {
            }
            Vector place = course[leg].position;
            if (leg + 1 < course.size())
            {
                const auto& [to, target] = std::tie(course[leg + 1].time, course[leg + 1].position);
                const double part =
                    (at - course[leg].time).GetSeconds() / (to - course[leg].time).GetSeconds();
                place.x += part * (target.x - place.x);
                place.y += part * (target.y - place.y);
            }
            m_file.PlaceNode(at, node, ToDrawn(place));
            if (leg + 1 == course.size())
            {
                break; // At rest.
            }
        }
    }
}

void
Animation::FollowCore()
{
    std::map<Ptr<NetDevice>, SentFrames::Way> ways;
    for (const auto& [name, neighbour, device] : m_parts.coreDevices)
    {
        ways.emplace(device, FIRST_OF_CORE + ways.size());
    }
    for (const auto& [name, neighbour, device] : m_parts.coreDevices)
    {
        const auto channel = device->GetChannel();
        const auto peer = channel->GetDevice(channel->GetDevice(0) == device ? 1 : 0);
        const auto follow = [self = m_self](auto act) {
            return MakeFunctionCallback<Ptr<const Packet>>([self, act](Ptr<const Packet> frame) {
                if (*self)
                {
                    act(**self, Unframe(frame));
                }
            });
        };
        device->TraceConnectWithoutContext(
            "PhyTxBegin",
            follow(
                [way = ways.at(device), node = m_nodes.at(name).number](Animation& animation,
                                                                        Ptr<const Packet> packet) {
                    animation.m_sent.NoteSent(way, packet, node);
                }));
        device->TraceConnectWithoutContext(
            "PhyRxEnd",
            follow(
                [way = ways.at(peer), name = name](Animation& animation, Ptr<const Packet> packet) {
                    animation.NoteArrival(way, packet, name);
                }));
    }
}

void
Animation::FollowAccess()
{
    for (const auto& gateway : m_parts.network.GetPointsOfAttachment())
    {
        const std::string name = gateway.name.GetText();
        const auto device = m_parts.network.GetScheme().GetNeighborDiscovery(gateway)->GetDevice();
        const auto follow = [self = m_self](auto act) {
            return MakeFunctionCallback<Ptr<const Packet>>([self, act](Ptr<const Packet> packet) {
                if (*self)
                {
                    act(**self, packet);
                }
            });
        };
        device->TraceConnectWithoutContext(
            "Sent",
            follow(
                [node = m_nodes.at(name).number](Animation& animation, Ptr<const Packet> packet) {
                    animation.m_sent.NoteSent(DOWNLINK, packet, node);
                }));
        device->TraceConnectWithoutContext(
            "Received",
            follow([name](Animation& animation, Ptr<const Packet> packet) {
                animation.NoteArrival(UPLINK, packet, name);
            }));
    }
    for (const auto& mobile : m_parts.access.GetMobileNodes())
    {
        const std::string name = mobile.plan.name.GetText();
        const auto ipv6 = mobile.node->GetObject<Ipv6L3Protocol>();
        const auto own = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(mobile.device));
        const auto follow = [self = m_self, own](auto act) {
            return MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [self, own, act](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t interface) {
                    if (*self && interface == own)
                    {
                        act(**self, packet);
                    }
                });
        };
        ipv6->TraceConnectWithoutContext(
            "Tx",
            follow(
                [node = m_nodes.at(name).number](Animation& animation, Ptr<const Packet> packet) {
                    animation.m_sent.NoteSent(UPLINK, packet, node);
                }));
        ipv6->TraceConnectWithoutContext(
            "Rx",
            follow([name](Animation& animation, Ptr<const Packet> packet) {
                animation.NoteArrival(DOWNLINK, packet, name);
            }));
    }
}

void
Animation::FollowTunnels(const std::string& name, Ptr<Node> node)
{
    const auto forwarding = node->GetObject<MobilityForwarding>();
    if (!forwarding)
    {
        return;
    }
    for (const bool isUp : {true, false})
    {
        forwarding->GetTunnelDevice()->TraceConnectWithoutContext(
            isUp ? "TunnelUp" : "TunnelDown",
            MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
                [self = m_self, name, isUp](const Ipv6Address&, const Ipv6Address& remote) {
                    if (*self)
                    {
                        (*self)->NoteTunnel(name, remote, isUp);
                    }
                }));
    }
}

void
Animation::FollowWalk(const std::string& name, Ptr<MobilityModel> model)
{
    m_legs[name] = {model->GetPosition(), model->GetVelocity(), Simulator::Now()};
    model->TraceConnectWithoutContext(
        "CourseChange",
        MakeFunctionCallback<Ptr<const MobilityModel>>([self = m_self,
                                                        name](Ptr<const MobilityModel> walking) {
            if (*self)
            {
                // Asked now, where its course changes, and at no other time: a model that adds
                // up its way would come to other digits.
                (*self)->Walk(name,
                              {walking->GetPosition(), walking->GetVelocity(), Simulator::Now()});
            }
        }));
}

void
Animation::Walk(const std::string& name, const Leg& leg)
{
    const uint32_t node = m_nodes.at(name).number;
    auto& last = m_legs.at(name);
    const bool isResting = last.pace.x == 0 && last.pace.y == 0;
    for (Time at = last.since; !isResting && at < leg.since; at += STEP)
    {
        const double passed = (at - last.since).GetSeconds();
        m_file.PlaceNode(at,
                         node,
                         {last.from.x + passed * last.pace.x, last.from.y + passed * last.pace.y});
    }
    m_file.PlaceNode(leg.since, node, ToDrawn(leg.from));
    last = leg;
}

void
Animation::NoteLinkUp(const NodeName& node, const NodeName& gateway)
{
    auto& drawn = m_nodes.at(node.GetText());
    drawn.place = gateway;
    drawn.isAttached = true;
    Describe(drawn);
    Place(drawn);
}

void
Animation::NoteLinkDown(const NodeName& node)
{
    auto& drawn = m_nodes.at(node.GetText());
    drawn.isAttached = false;
    Describe(drawn);
    Place(drawn);
}

void
Animation::Place(const DrawnNode& node)
{
    if (m_places.empty() && node.place)
    {
        m_file.PlaceNode(Simulator::Now(),
                         node.number,
                         m_layout->GetPlaceBelow(m_mobiles.at(node.name.GetText()),
                                                 *node.place,
                                                 node.isAttached));
    }
}

void
Animation::NoteTunnel(const std::string& name, const Ipv6Address& remote, bool isUp)
{
    const std::string peer = m_texts.GetName(remote);
    auto& drawn = m_nodes.at(name);
    const bool isChange = isUp ? drawn.tunnels.insert(peer).second : drawn.tunnels.erase(peer) > 0;
    if (isChange)
    {
        Describe(drawn);
        DescribeTunnel(name, peer);
    }
}

void
Animation::DescribeTunnel(const std::string& a, const std::string& b)
{
    if (m_links.count({a, b}) == 0)
    {
        return; // Its way is not one line.
    }
    const std::pair<std::string, std::string> ends = std::minmax(a, b);
    const bool isThere = m_nodes.at(a).tunnels.count(b) + m_nodes.at(b).tunnels.count(a) > 0;
    const bool isNews = isThere ? m_tunnels.insert(ends).second : m_tunnels.erase(ends) > 0;
    if (isNews) // The other end has not said so.
    {
        m_file.DescribeLink(Simulator::Now(),
                            m_nodes.at(ends.first).number,
                            m_nodes.at(ends.second).number,
                            isThere ? "tunnel " + ends.first + "-" + ends.second : "");
    }
}

void
Animation::Describe(const DrawnNode& node)
{
    const Role& role = GetRole(node.name);
    const std::string name = node.name.GetText();
    const bool isMobile = m_mobiles.count(name) > 0;
    std::string text = name + ", " + role.text;
    if (isMobile)
    {
        text += node.isAttached ? " at " + node.place->GetText() : " without a link";
    }
    const std::vector<std::string> tunnels(node.tunnels.begin(), node.tunnels.end());
    text += tunnels.empty() ? "" : ", tunnel to " + Join(tunnels, ", ");
    m_file.DescribeNode(Simulator::Now(), node.number, text);
    const bool isHighlighted = isMobile ? node.isAttached : !tunnels.empty();
    m_file.ColourNode(Simulator::Now(), node.number, isHighlighted ? role.highlighted : role.plain);
}

void
Animation::NoteArrival(SentFrames::Way way, Ptr<const Packet> packet, const std::string& node)
{
    if (const auto origin = m_sent.FindOrigin(way, packet))
    {
        m_file.AddPacket(origin->node,
                         origin->at,
                         m_nodes.at(node).number,
                         Simulator::Now(),
                         m_texts.Describe(packet));
    }
}

std::optional<std::string>
Animation::Close()
{
    const auto legs = m_legs;
    for (const auto& [name, leg] : legs)
    {
        const double passed = (Simulator::Now() - leg.since).GetSeconds();
        const Vector place(leg.from.x + passed * leg.pace.x, leg.from.y + passed * leg.pace.y, 0);
        Walk(name, {place, Vector(), Simulator::Now()});
    }
    return m_file.Close();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
