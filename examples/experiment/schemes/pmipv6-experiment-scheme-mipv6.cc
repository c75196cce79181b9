/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-home-nodes.h"
#include "pmipv6-experiment-home-options.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-scheme-none.h"

#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"

#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// --scheme=mipv6: RFC 6275, anchors being home agents and gateways plain routers.
class Mipv6Scheme : public NoScheme
{
  public:
    /**
     * @param options the run's
     */
    explicit Mipv6Scheme(const ExperimentOptions& options)
        : NoScheme(options),
          m_nodes(options)
    {
    }

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
    MobileIpv6Helper m_mipv6; //!< gives the roles
    HomeNodes m_nodes;        //!< who has them
};

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

/// @return true: all mobile nodes have home addresses
bool
HaveHomeAddresses(const ExperimentOptions& /* options */)
{
    return true;
}

/// @return a sentence if the case is about provider domains, which home agents know nothing of
Sentence
CheckHomeCase(const ExperimentOptions& options)
{
    const std::string word = GetWord(options, option::CASE);
    const bool isKnown = word == "a11" || word == "a12" || word == "a21" || word == "a22";
    return isKnown || GetScenario(options)
               ? std::nullopt
               : Sentence("--case=" + word + " is not allowed " +
                          WithWord(options, option::SCHEME) +
                          ", where nodes have no agreements with domains; allowed: a11, a12, a21, "
                          "a22");
}

SchemeKind::Traits
MakeHomeTraits()
{
    SchemeKind::Traits traits;
    traits.hasPlainGateways = true;
    traits.hasHomeAddresses = &HaveHomeAddresses;
    traits.checkCase = &CheckHomeCase;
    traits.getStories = &GetHomeStories;
    traits.getCorrespondent = &FindHomeCorrespondent;
    return traits;
}

const SchemeKind MIPV6(70, "mipv6", &MakeScheme<Mipv6Scheme>, MakeHomeTraits());

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

void
Mipv6Scheme::InstallRoles(const Network& network)
{
    m_nodes.Configure(m_mipv6);
    for (const auto& anchor : network.GetAnchors())
    {
        m_nodes.AddHomeAgent(
            anchor,
            m_mipv6.InstallHomeAgent(anchor.node, anchor.address, GetHomePrefix(anchor.name)));
    }
    InstallRouters(network);
    if (const auto* fixed = network.GetCorrespondent())
    {
        m_nodes.AddCorrespondent(fixed->name.GetText(), fixed->node, fixed->address);
    }
}

void
Mipv6Scheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    const auto agent = m_nodes.FindAgent(gateway.name);
    if (!agent)
    {
        NoScheme::AddAccess(gateway, link);
        return;
    }
    const auto router = m_routers.Install(gateway, GetHomePrefix(gateway.name));
    router->AddAccess(link);
    m_mipv6.SetHomeLink(agent, router);
}

void
Mipv6Scheme::InstallHostRole(const MobileNode& mobile)
{
    MobilityForwarding::InstallOnHost(mobile.node); // Watched from the start on.
    const NodeName& anchor = mobile.plan.anchor;
    const auto agent = m_nodes.FindAgent(anchor);
    const auto role = m_options[option::NETWORK_MOBILITY]
                          ? m_mipv6.InstallMobileNode(mobile.identifier,
                                                      mobile.device,
                                                      agent,
                                                      GetHomePrefix(anchor, m_nodes.GetSize() + 1))
                          : m_mipv6.InstallMobileNode(mobile.identifier, mobile.device, agent);
    m_nodes.AddMobileNode(mobile, role, anchor);
}

void
Mipv6Scheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    m_nodes.ScheduleRestart(node, at);
    NoScheme::ScheduleRestart(node, at); // Of a home link too, if nodes can be there.
}

void
Mipv6Scheme::Connect(const Network& network, RunMonitors& monitors)
{
    for (const auto& anchor : network.GetAnchors())
    {
        monitors.FollowAnchor(anchor);
    }
    m_nodes.Connect(network, monitors);
}

void
Mipv6Scheme::NoteLinkUp(const std::string& node, const std::string& /* gateway */)
{
    m_nodes.NoteLinkUp(node);
}

std::optional<StateChecker::Finding>
Mipv6Scheme::JudgeState(const std::vector<Attached>& nodes) const
{
    return m_nodes.JudgeState(nodes, [](const Attached& node, const NodeName& agent) {
        return node.gateway->name == agent;
    });
}

bool
Mipv6Scheme::IsBusy() const
{
    return m_nodes.IsBusy();
}

bool
Mipv6Scheme::IsRecovering() const
{
    return m_nodes.IsRecovering();
}

std::vector<std::string>
Mipv6Scheme::FindFaults() const
{
    return m_nodes.FindFaults();
}

std::optional<Time>
Mipv6Scheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_nodes.FindOptimized(node, attached);
}

void
Mipv6Scheme::AddResults(ExperimentResult& result, const RunMonitors& /* monitors */) const
{
    m_nodes.AddResults(result, true);
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
