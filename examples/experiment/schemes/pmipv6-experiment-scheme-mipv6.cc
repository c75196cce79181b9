/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-home-routes.h"
#include "pmipv6-experiment-home-state.h"
#include "pmipv6-experiment-home-stays.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-scheme-none.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Messages of discovery, by their names and octets of their packets (RFC 6275, 6.5 and 6.6).
const char* const REQUEST = "HomeAgentAddressDiscoveryRequest";
const char* const REPLY = "HomeAgentAddressDiscoveryReply";
constexpr uint32_t REQUEST_OCTETS = 48;

/// @return octets of the packet of a reply that names some home agents
constexpr uint32_t
GetReplyOctets(uint32_t agents)
{
    return REQUEST_OCTETS + 16 * agents;
}

/// What a mobile node did on one link.
struct HomeStay
{
    Time attached;                  //!< the link is up
    std::optional<Time> moved;      //!< it knows that it is on another link than before
    std::optional<Time> careOf;     //!< it uses an address of that link
    std::optional<Time> asked;      //!< its Binding Update leaves
    std::optional<Time> registered; //!< it has the Binding Acknowledgement
};

/// --scheme=mipv6: RFC 6275, anchors being home agents and gateways plain routers.
class Mipv6Scheme : public NoScheme
{
  public:
    /**
     * @param options the run's
     */
    explicit Mipv6Scheme(const ExperimentOptions& options);

    void InstallRoles(const Network& network) override;
    void AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link) override;
    void InstallHostRole(const MobileNode& mobile) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    std::optional<StateChecker::Finding> JudgeState(
        const std::vector<Attached>& nodes) const override;
    bool IsBusy() const override;
    bool IsRecovering() const override;
    std::vector<std::string> FindFaults() const override;
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

  private:
    /// A mobile node.
    struct Mobile
    {
        Ptr<Node> node;              //!< the node
        Ptr<MobileIpv6Node> role;    //!< its role
        NodeName anchor;             //!< its home agent
        std::vector<HomeStay> stays; //!< by time
    };

    /// A correspondent that does route optimization.
    struct Correspondent
    {
        Ptr<CorrespondentNode> role; //!< its role
        Ipv6Address address;         //!< that is no home address; :: if it has none
    };

    /// Have the messages counted by which mobile nodes find a home agent.
    void FollowDiscovery(const NetworkNode& anchor, SignalingMonitor& signaling) const;

    /// Have it noted what a mobile node does.
    void Follow(Mobile& mobile);

    /**
     * @param mobile a mobile node
     * @return its present stay; null: it has none yet
     */
    static HomeStay* GetLast(Mobile& mobile)
    {
        return mobile.stays.empty() ? nullptr : &mobile.stays.back();
    }

    /**
     * @param node name of a mobile node
     * @param attached when it attached, s
     * @return what it did then; null if there is nothing
     */
    const HomeStay* FindStay(const std::string& node, const Figure& attached) const;

    /**
     * Make a node a correspondent that does route optimization.
     *
     * @param name its name
     * @param node the node
     * @param address an address of it that is no home address; :: if it has none
     */
    void AddCorrespondent(const std::string& name, Ptr<Node> node, const Ipv6Address& address);

    MobileIpv6Helper m_mipv6;                              //!< gives the roles
    std::map<NodeName, Ptr<HomeAgent>> m_agents;           //!< by node
    std::map<std::string, Mobile> m_mobiles;               //!< by name
    std::map<std::string, Correspondent> m_correspondents; //!< by name
    HomeRoutes m_routes;                                   //!< of route optimization
    HomeStays m_stays;                                     //!< of mobile nodes
};

/// @return cn1, if it does route optimization
std::vector<NodeName> FindCorrespondent(const ExperimentOptions& options);

/// @return the stories of RFC 6275: where nodes register themselves
std::vector<std::pair<std::string, std::string>>
GetHomeStories()
{
    // Addresses are used at once, and what has come to an access router is at the node.
    const std::string base = "--careOfDad=0 --homeDad=0 --delayAccess=0.01 "
                             "--ns3::pmipv6::MobileIpv6Node::Lifetime=";
    const std::string lasting = base + "10000s ";
    // A home agent tells nobody of its restart: the next refresh comes soon.
    const std::string brief = base + "16s ";
    const std::string twice = "--move=mn --moves=2 --path=mn1:mag1,mag3,mag4";
    const std::string pingPong = "--move=mn --moves=2 --path=mn1:mag1,mag3";
    const std::string home = "--move=mn --moves=2 --path=mn1:mag1,lma1";
    std::vector<std::pair<std::string, std::string>> stories{
        {"moves", lasting + "--move=both"},
        {"twice", lasting + twice},
        {"ping-pong", lasting + pingPong},
        {"home", lasting + home},
        {"restart", brief + "--move=mn --restart=lma1:10"},
        {"twice-restart", brief + twice + " --restart=lma1:10"},
    };
    if (IsKeyedHashAvailable())
    {
        const std::string optimized = "--routeOptimization=on ";
        const std::string fixed = optimized + "--correspondent=fixed ";
        for (const auto& [name, options] : std::vector(stories))
        {
            stories.emplace_back("optimized-" + name, options + " " + optimized);
        }
        stories.emplace_back("fixed-move", lasting + fixed + "--move=mn");
        stories.emplace_back("fixed-twice", lasting + fixed + twice);
        stories.emplace_back("fixed-ping-pong", lasting + fixed + pingPong);
        stories.emplace_back("fixed-home", lasting + fixed + home);
        stories.emplace_back("correspondent-restart",
                             lasting + fixed + "--move=mn --restart=cn1:10");
    }
    return stories;
}

SchemeKind::Traits
MakeHomeTraits()
{
    SchemeKind::Traits traits;
    traits.hasPlainGateways = true;
    traits.hasHomeAddresses = true;
    traits.getStories = &GetHomeStories;
    traits.getCorrespondent = &FindCorrespondent;
    return traits;
}

const SchemeKind MIPV6(70, "mipv6", &MakeScheme<Mipv6Scheme>, MakeHomeTraits());

/// @return why no node looks after itself; or ""
std::string
WithoutMipv6(const ExperimentOptions& options)
{
    return options[option::SCHEME] == &MIPV6 ? "" : WithWord(options, option::SCHEME);
}

/// @return a sentence if the case is about provider domains, which home agents know nothing of
Sentence
CheckCase(const ExperimentOptions& options)
{
    const std::string word = GetWord(options, option::CASE);
    const bool isKnown = word == "a11" || word == "a12" || word == "a21" || word == "a22";
    return isKnown || !WithoutMipv6(options).empty()
               ? std::nullopt
               : Sentence("--case=" + word + " is not allowed " +
                          WithWord(options, option::SCHEME) +
                          ", where nodes have no agreements with domains; allowed: a11, a12, a21, "
                          "a22");
}

const Option<Time> CARE_OF_DAD({OptionGroup::PROTOCOL,
                                90,
                                "careOfDad",
                                "mipv6: duplicate address detection of a care-of address, before "
                                "it is used (RFC 4862); 0: optimistic"},
                               InMilliseconds(ANY_MS),
                               MilliSeconds(1000),
                               {&WithoutMipv6, &CheckCase});

const Option<Time> HOME_DAD({OptionGroup::PROTOCOL,
                             91,
                             "homeDad",
                             "mipv6: the home agent's of a home address, before it has its first "
                             "binding (RFC 6275, 10.3.1)"},
                            InMilliseconds(ANY_MS),
                            MilliSeconds(1000),
                            {&WithoutMipv6});

/// @return a sentence if return routability is wanted, and cannot be computed
Sentence CheckHash(const ExperimentOptions& options);

const Option<bool> ROUTE_OPTIMIZATION({OptionGroup::PROTOCOL,
                                       92,
                                       "routeOptimization",
                                       "mipv6: mobile nodes register with correspondents too, "
                                       "which send straight to them (RFC 6275, 11.7.2)"},
                                      OnOrOff(),
                                      false,
                                      {&WithoutMipv6, &CheckHash});

std::vector<NodeName>
FindCorrespondent(const ExperimentOptions& options)
{
    const bool isThere =
        options[ROUTE_OPTIMIZATION] && GetWord(options, option::CORRESPONDENT) == "fixed";
    return isThere ? std::vector<NodeName>{*ReadNodeName("cn1")} : std::vector<NodeName>();
}

Sentence
CheckHash(const ExperimentOptions& options)
{
    return !options[ROUTE_OPTIMIZATION] || IsKeyedHashAvailable()
               ? std::nullopt
               : Sentence("--routeOptimization=on is not allowed: the module was built without "
                          "libgcrypt, which return routability needs; allowed: off");
}

/// @return a sentence if nodes with prefixes of their own are to be on one home link
Sentence CheckNetworks(const ExperimentOptions& options);

const Option<bool> NETWORK_MOBILITY({OptionGroup::PROTOCOL,
                                     97,
                                     "networkMobility",
                                     "mipv6: each node has a home network prefix of its own, which "
                                     "moves with it as a whole (RFC 3963, R flag, implicit mode)"},
                                    OnOrOff(),
                                    false,
                                    {&WithoutMipv6, &CheckNetworks});

Sentence
CheckNetworks(const ExperimentOptions& options)
{
    const auto homeLinks = ListHomeLinks(options);
    return !options[NETWORK_MOBILITY] || homeLinks.empty()
               ? std::nullopt
               : Sentence("--networkMobility=on is not allowed with --path through " +
                          homeLinks.begin()->GetText() +
                          ", a home link that has one prefix for all; allowed: off");
}

const Option<std::string> BOOTSTRAP({OptionGroup::PROTOCOL,
                                     93,
                                     "bootstrap",
                                     "mipv6: when a node finds its home agent and sets up the "
                                     "security association with it (RFC 6612, 4.2.1)"},
                                    OneOf<std::string>({{"before", "before"},
                                                        {"at-move", "at-move"}}),
                                    std::string("before"),
                                    {&WithoutMipv6});

/// @return why nothing is found or set up; or ""
std::string
WithoutBootstrap(const ExperimentOptions& options)
{
    const std::string reason = WithoutMipv6(options);
    return reason.empty() && options[BOOTSTRAP] == "before" ? WithWord(options, BOOTSTRAP) : reason;
}

const Option<std::string> HOME_AGENT_DISCOVERY(
    {OptionGroup::PROTOCOL,
     94,
     "homeAgentDiscovery",
     "mipv6: how it finds it; dns and dhcp take discoveryDelay, dhaad is messages (RFC 6275, "
     "11.4.1)"},
    OneOf<std::string>(
        {{"configuration", "configuration"}, {"dns", "dns"}, {"dhcp", "dhcp"}, {"dhaad", "dhaad"}}),
    std::string("configuration"),
    {&WithoutBootstrap});

/// @return why nobody is asked for a name; or ""
std::string
WithoutName(const ExperimentOptions& options)
{
    const std::string reason = WithoutBootstrap(options);
    const auto& method = options[HOME_AGENT_DISCOVERY];
    return reason.empty() && method != "dns" && method != "dhcp"
               ? WithWord(options, HOME_AGENT_DISCOVERY)
               : reason;
}

const Option<Time> DISCOVERY_DELAY(
    {OptionGroup::PROTOCOL, 95, "discoveryDelay", "mipv6: how long DNS or DHCPv6 takes"},
    InMilliseconds(ANY_MS),
    Time(0),
    {&WithoutName});

const Option<Time> ASSOCIATION_DELAY({OptionGroup::PROTOCOL,
                                      96,
                                      "associationDelay",
                                      "mipv6: how long the security association takes to be set "
                                      "up, as by IKEv2"},
                                     InMilliseconds(ANY_MS),
                                     Time(0),
                                     {&WithoutBootstrap});

const OwnedAttributes OWNED_BY_MIPV6{
    {"ns3::pmipv6::HomeBootstrap::Bootstrap", {&BOOTSTRAP}, ""},
    {"ns3::pmipv6::HomeBootstrap::Discovery", {&HOME_AGENT_DISCOVERY}, ""},
    {"ns3::pmipv6::HomeBootstrap::DiscoveryDelay", {&DISCOVERY_DELAY}, ""},
    {"ns3::pmipv6::HomeBootstrap::AssociationDelay", {&ASSOCIATION_DELAY}, ""},
    {"ns3::pmipv6::MobileIpv6Node::NetworkMobility", {&NETWORK_MOBILITY}, ""},
    {"ns3::pmipv6::MobileIpv6Node::RouteOptimization", {&ROUTE_OPTIMIZATION}, ""},
    {"ns3::pmipv6::MobileIpv6Node::CareOfDetection", {&CARE_OF_DAD}, ""},
    {"ns3::pmipv6::MobileIpv6Node::SolicitRouters", {&option::ROUTER_ADVERTISEMENTS}, ""},
    {"ns3::pmipv6::HomeAgent::HomeDetection", {&HOME_DAD}, ""},
    {"ns3::pmipv6::HomeAgent::Address", {}, "lma1 has fd00:c::1:1"},
};

/**
 * @param anchor a home agent
 * @param number of a mobile node with a home network prefix of its own, from 1; 0: all together
 * @return the prefix of its home link, of its pool
 */
std::string
GetHomePrefix(const NodeName& anchor, std::size_t number = 0)
{
    std::ostringstream text;
    text << std::hex << "fd00:" << anchor.GetNumber() << ":0:" << 1 + number << "::/64";
    return text.str();
}

Mipv6Scheme::Mipv6Scheme(const ExperimentOptions& options)
    : NoScheme(options)
{
}

void
Mipv6Scheme::InstallRoles(const Network& network)
{
    m_mipv6.SetHomeAgentAttribute("HomeDetection", TimeValue(m_options[HOME_DAD]));
    m_mipv6.SetMobileNodeAttribute("CareOfDetection", TimeValue(m_options[CARE_OF_DAD]));
    m_mipv6.SetMobileNodeAttribute(
        "SolicitRouters",
        BooleanValue(!m_options[option::ROUTER_ADVERTISEMENTS].has_value()));
    m_mipv6.SetBootstrapAttribute("Bootstrap", StringValue(m_options[BOOTSTRAP]));
    m_mipv6.SetBootstrapAttribute("Discovery", StringValue(m_options[HOME_AGENT_DISCOVERY]));
    m_mipv6.SetBootstrapAttribute("DiscoveryDelay", TimeValue(m_options[DISCOVERY_DELAY]));
    m_mipv6.SetBootstrapAttribute("AssociationDelay", TimeValue(m_options[ASSOCIATION_DELAY]));
    for (const auto& anchor : network.GetAnchors())
    {
        m_agents[anchor.name] =
            m_mipv6.InstallHomeAgent(anchor.node, anchor.address, GetHomePrefix(anchor.name));
        m_stays.AddHomeAgent(anchor.name.GetText(), m_agents[anchor.name]);
    }
    InstallRouters(network);
    m_mipv6.SetRouteOptimization(m_options[ROUTE_OPTIMIZATION]);
    if (const auto* fixed = network.GetCorrespondent())
    {
        AddCorrespondent(fixed->name.GetText(), fixed->node, fixed->address);
    }
}

void
Mipv6Scheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    const auto agent = m_agents.find(gateway.name);
    if (agent == m_agents.end())
    {
        NoScheme::AddAccess(gateway, link);
        return;
    }
    const auto router = InstallRouter(gateway, GetHomePrefix(gateway.name));
    router->AddAccess(link);
    m_mipv6.SetHomeLink(agent->second, router);
}

void
Mipv6Scheme::AddCorrespondent(const std::string& name, Ptr<Node> node, const Ipv6Address& address)
{
    if (m_options[ROUTE_OPTIMIZATION])
    {
        MobilityForwarding::InstallOnHost(node); // Watched from the start on.
        const auto role = m_mipv6.InstallCorrespondent(node);
        m_correspondents[name] = {role, address};
        m_routes.AddCorrespondent(name, role, address);
        m_stays.AddCorrespondent(name, role);
    }
}

void
Mipv6Scheme::InstallHostRole(const MobileNode& mobile)
{
    MobilityForwarding::InstallOnHost(mobile.node); // Watched from the start on.
    const auto agent = m_agents.at(mobile.plan.anchor);
    const auto role =
        m_options[NETWORK_MOBILITY]
            ? m_mipv6.InstallMobileNode(mobile.identifier,
                                        mobile.device,
                                        agent,
                                        GetHomePrefix(mobile.plan.anchor, m_mobiles.size() + 1))
            : m_mipv6.InstallMobileNode(mobile.identifier, mobile.device, agent);
    const std::string name = mobile.plan.name.GetText();
    m_mobiles[name] = {mobile.node, role, mobile.plan.anchor, {}};
    m_routes.AddMobileNode(name, role);
    m_stays.AddMobileNode(name, role);
    AddCorrespondent(name, mobile.node, Ipv6Address::GetAny());
}

void
Mipv6Scheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto agent = m_agents.find(node.name);
    if (agent != m_agents.end())
    {
        Simulator::Schedule(at, &HomeAgent::Restart, agent->second);
        NoScheme::ScheduleRestart(node, at); // Of its home link, if nodes can be there.
        return;
    }
    const auto correspondent = m_correspondents.find(node.name.GetText());
    if (correspondent != m_correspondents.end())
    {
        Simulator::Schedule(at, &CorrespondentNode::Restart, correspondent->second.role);
        return;
    }
    NoScheme::ScheduleRestart(node, at);
}

void
Mipv6Scheme::Connect(const Network& network, RunMonitors& monitors)
{
    monitors.handover.KeepPrefixes();
    for (const auto& anchor : network.GetAnchors())
    {
        const std::string name = anchor.name.GetText();
        const auto forwarding = MobilityForwarding::Install(anchor.node);
        monitors.signaling.AddNode(anchor.node, name, anchor.address);
        // It takes what it knows the sender of.
        monitors.FollowDrops(forwarding, name, [](const Ipv6Header&) {
            return TrafficMonitor::Side::SENDER;
        });
        monitors.serviceGap.AddRouter(forwarding, name);
        monitors.FollowStates(m_agents.at(anchor.name), name, "ha");
        FollowDiscovery(anchor, monitors.signaling);
    }
    for (const auto& [name, peer] : m_correspondents)
    {
        monitors.FollowStates(peer.role, name, "cn");
    }
    const auto* fixed = network.GetCorrespondent();
    if (fixed && m_options[ROUTE_OPTIMIZATION])
    {
        const std::string name = fixed->name.GetText();
        monitors.signaling.AddNode(fixed->node, name, fixed->address);
        monitors.FollowOwnDrops(MobilityForwarding::InstallOnHost(fixed->node), name);
        monitors.serviceGap.AddHost(MobilityForwarding::InstallOnHost(fixed->node), name);
    }
    for (auto& [name, mobile] : m_mobiles)
    {
        const auto& home = mobile.role->GetAssociation().homeAddress;
        monitors.signaling.AddNode(mobile.node, name, home);
        monitors.FollowOwnDrops(MobilityForwarding::InstallOnHost(mobile.node), name);
        monitors.serviceGap.AddHost(MobilityForwarding::InstallOnHost(mobile.node), name);
        monitors.FollowStates(mobile.role, name, "mn");
        monitors.FollowStates(mobile.role->GetRouteOptimizer(), name, "mn");
        Follow(mobile);
        mobile.role->TraceConnectWithoutContext(
            "CareOf",
            MakeFunctionCallback<const Ipv6Address&>(
                [&monitors, node = name](const Ipv6Address& careOf) {
                    monitors.signaling.NameAddress(careOf, node);
                }));
    }
}

void
Mipv6Scheme::FollowDiscovery(const NetworkNode& anchor, SignalingMonitor& signaling) const
{
    const std::string name = anchor.name.GetText();
    m_agents.at(anchor.name)
        ->TraceConnectWithoutContext(
            "Discovery",
            MakeFunctionCallback<const Ipv6Address&, uint32_t>(
                [this, name, &signaling](const Ipv6Address& to, uint32_t agents) {
                    const std::string node = m_routes.GetName(to);
                    signaling.NoteOther("received", name, REQUEST, node, REQUEST_OCTETS, node);
                    signaling.NoteOther("sent", name, REPLY, node, GetReplyOctets(agents), node);
                }));
    for (const auto& [node, mobile] : m_mobiles)
    {
        if (mobile.anchor != anchor.name)
        {
            continue;
        }
        const auto bootstrap = mobile.role->GetBootstrap();
        bootstrap->TraceConnectWithoutContext(
            "Asked",
            MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
                [node = node, name, &signaling](const Ipv6Address&, const Ipv6Address&) {
                    signaling.NoteOther("sent", node, REQUEST, name, REQUEST_OCTETS, node);
                }));
        bootstrap->TraceConnectWithoutContext(
            "Replied",
            MakeFunctionCallback<const Ipv6Address&, uint32_t>([node = node, name, &signaling](
                                                                   const Ipv6Address&,
                                                                   uint32_t agents) {
                signaling.NoteOther("received", node, REPLY, name, GetReplyOctets(agents), node);
            }));
    }
}

void
Mipv6Scheme::Follow(Mobile& mobile)
{
    mobile.role->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([&mobile](const StateChange& change) {
            auto* stay = GetLast(mobile);
            if (stay && (change.reason == GetEventName(MobileNodeEvent::MOVED) ||
                         change.reason == GetEventName(MobileNodeEvent::RETURNED)))
            {
                SetOnce(stay->moved, Simulator::Now());
            }
        }));
    mobile.role->TraceConnectWithoutContext(
        "CareOf",
        MakeFunctionCallback<const Ipv6Address&>([&mobile](const Ipv6Address&) {
            auto* stay = GetLast(mobile);
            if (stay && stay->moved) // Or else it is of the link before.
            {
                SetOnce(stay->careOf, Simulator::Now());
            }
        }));
    mobile.role->TraceConnectWithoutContext(
        "Registered",
        MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&, Time>(
            [&mobile](const Ipv6Address&, const Ipv6Address&, Time) {
                auto* stay = GetLast(mobile);
                if (stay && stay->moved)
                {
                    SetOnce(stay->registered, Simulator::Now());
                }
            }));
    MobilitySignaling::Install(mobile.node)
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>([&mobile](const SignalingEvent& event) {
                auto* stay = GetLast(mobile);
                const auto* update = std::get_if<BindingUpdate>(event.message);
                if (stay && stay->moved && update &&
                    (update->flags & UpdateFlag::HOME_REGISTRATION))
                {
                    SetOnce(stay->asked, Simulator::Now());
                }
            }));
}

void
Mipv6Scheme::NoteLinkUp(const std::string& node, const std::string& /* gateway */)
{
    m_mobiles.at(node).stays.push_back({Simulator::Now(), {}, {}, {}, {}});
    m_routes.NoteLinkUp(node);
    m_stays.NoteLinkUp(node);
}

const HomeStay*
Mipv6Scheme::FindStay(const std::string& node, const Figure& attached) const
{
    const auto& stays = m_mobiles.at(node).stays;
    const auto found = std::find_if(stays.begin(), stays.end(), [&attached](const auto& stay) {
        return ToFigure(stay.attached) == attached;
    });
    return found == stays.end() ? nullptr : &*found;
}

std::optional<StateChecker::Finding>
Mipv6Scheme::JudgeState(const std::vector<Attached>& nodes) const
{
    HomeStateChecker checker;
    for (const auto& [name, gateway, linkLayer] : nodes)
    {
        const auto& mobile = m_mobiles.at(name);
        checker.Add({name,
                     mobile.role,
                     mobile.anchor.GetText(),
                     m_agents.at(mobile.anchor),
                     gateway->name.GetText(),
                     MobilityForwarding::Install(gateway->node),
                     linkLayer});
    }
    for (const auto& [name, peer] : m_correspondents)
    {
        const auto mobile = m_mobiles.find(name);
        checker.Add({name,
                     peer.role,
                     mobile == m_mobiles.end()
                         ? peer.address
                         : mobile->second.role->GetAssociation().homeAddress});
    }
    return checker.Check();
}

bool
Mipv6Scheme::IsBusy() const
{
    return std::any_of(m_mobiles.begin(), m_mobiles.end(), [](const auto& row) {
        const auto& role = row.second.role;
        return role->GetState() == MobileNodeState::TESTING && !role->GetCareOf().IsAny();
    });
}

bool
Mipv6Scheme::IsRecovering() const
{
    return std::any_of(m_mobiles.begin(), m_mobiles.end(), [this](const auto& row) {
        const auto& mobile = row.second;
        const auto& home = mobile.role->GetAssociation().homeAddress;
        const auto* binding = m_agents.at(mobile.anchor)->GetBindings().Find(home);
        return mobile.role->GetState() == MobileNodeState::REGISTERED &&
               (!binding || binding->careOf != mobile.role->GetCareOf());
    });
}

std::vector<std::string>
Mipv6Scheme::FindFaults() const
{
    return m_stays.FindFaults();
}

std::optional<Time>
Mipv6Scheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_routes.FindOptimized(node, attached);
}

void
Mipv6Scheme::AddResults(ExperimentResult& result, const RunMonitors& /* monitors */) const
{
    const auto add = [this](auto& row) {
        if (const auto* stay = FindStay(row.node, row.attached_s))
        {
            row.router_found_s = row.advertised_s;
            row.care_of_s = ToFigure(stay->careOf);
            row.home_registered_s = ToFigure(stay->registered);
            row.registered_s = row.home_registered_s;
        }
    };
    for (auto& attachment : result.attachments)
    {
        add(attachment);
    }
    for (auto& handover : result.handovers)
    {
        add(handover);
        handover.registers_itself = true;
        const Time attached = FromSeconds(*handover.attached_s);
        handover.correspondent_registered_s =
            ToFigure(m_routes.FindRegistered(handover.node, attached));
        handover.correspondents_bound_s = ToFigure(m_routes.FindBound(handover.node, attached));
        if (const auto* stay = FindStay(handover.node, handover.attached_s))
        {
            handover.moved_s = ToFigure(stay->moved);
            handover.uplink_opened_s = ToFigure(stay->asked);
        }
    }
    result.optimizations = m_routes.GetOptimizations();
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
