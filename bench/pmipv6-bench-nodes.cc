/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench-goals.h"
#include "pmipv6-bench.h"

#include "ns3/ipv6.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

constexpr std::size_t GATEWAYS = 10;           //!< the nodes are spread over them
const Time ATTACH_AT = Seconds(1);             //!< of the first node
const Time ATTACH_INTERVAL = MilliSeconds(1);  //!< between nodes
const Time SETTLE_TIME = Seconds(5);           //!< after the last node
const Time CORE_DELAY = MilliSeconds(5);       //!< of each link of the star
const char* const HOME_NETWORKS = "fd01::/32"; //!< the anchor's pool

/**
 * Mobile nodes, each an ns-3 node with an IPv6 stack on the ideal link, that attach one after the
 * other and configure themselves: 10 gateways and an anchor in a star, or 10 plain access routers.
 * Destroys the simulation when it goes.
 */
class Population
{
  public:
    /**
     * @param size how many nodes
     * @param isMobile with the roles, else plain access routers
     */
    Population(std::size_t size, bool isMobile)
        : m_lma(CreateObject<Node>())
    {
        m_core.AddNode(m_lma, "fd00:c::1");
        std::vector<Ptr<Node>> gateways;
        std::vector<Time> delays{CORE_DELAY};
        for (std::size_t i = 0; i < GATEWAYS; ++i)
        {
            gateways.push_back(CreateObject<Node>());
            m_core.AddNode(gateways.back(), MakeAddress("fd00:c::2:", i));
            delays.push_back(CORE_DELAY);
        }
        if (!isMobile)
        {
            for (std::size_t i = 0; i < GATEWAYS; ++i)
            {
                m_core.AddPrefix(MakePrefix(i), gateways[i]);
            }
        }
        m_core.BuildStar(CreateObject<Node>(), delays);
        if (isMobile)
        {
            m_anchor = m_domain.InstallAnchor(m_lma, "fd00:c::1", HOME_NETWORKS);
        }
        std::vector<Ptr<IdealAccessLink>> links;
        for (std::size_t i = 0; i < GATEWAYS; ++i)
        {
            links.push_back(m_access.CreateLink());
            AddRole(gateways[i], i, links.back());
        }
        for (std::size_t i = 0; i < size; ++i)
        {
            m_nodes.push_back(CreateObject<Node>());
            const auto device = m_access.InstallHost(m_nodes.back());
            if (isMobile)
            {
                m_domain.AddMobileNode("mn" + std::to_string(i) + "@example.org", device, m_anchor);
            }
            m_access.AttachAt(ATTACH_AT + ATTACH_INTERVAL * static_cast<int64_t>(i),
                              device,
                              links[i % GATEWAYS]);
        }
    }

    ~Population()
    {
        Simulator::Destroy();
    }

    Population(const Population&) = delete;
    Population& operator=(const Population&) = delete;

    /// Run until all are there.
    void Run()
    {
        Simulator::Stop(ATTACH_AT + ATTACH_INTERVAL * static_cast<int64_t>(m_nodes.size()) +
                        SETTLE_TIME);
        Simulator::Run();
    }

    /// @return what has gone wrong, or an empty string
    std::string Check() const
    {
        if (m_anchor && m_anchor->GetBindingCache().GetSize() != m_nodes.size())
        {
            return "not all nodes are registered";
        }
        for (const auto& node : m_nodes)
        {
            // Of the interface behind the loopback: link-local and global.
            if (node->GetObject<Ipv6>()->GetNAddresses(1) != 2)
            {
                return "a node has no address";
            }
        }
        return "";
    }

  private:
    /// @return a text with a number, as an address
    static Ipv6Address MakeAddress(const char* start, std::size_t number)
    {
        return Ipv6Address((start + std::to_string(number + 1)).c_str());
    }

    /// @return prefix of a plain access router
    static Prefix MakePrefix(std::size_t number)
    {
        return *ParsePrefix("fd00:a:" + std::to_string(number + 1) + "::/64");
    }

    /// Make a node a gateway, or a plain access router.
    void AddRole(Ptr<Node> node, std::size_t number, Ptr<IdealAccessLink> link)
    {
        if (m_anchor)
        {
            m_domain.InstallGateway(node, MakeAddress("fd00:c::2:", number))->AddAccess(link);
            return;
        }
        auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix",
                             StringValue("fd00:a:" + std::to_string(number + 1) + "::/64"));
        node->AddApplication(router);
        router->AddAccess(link);
    }

    CoreNetworkHelper m_core;          //!< between anchor and gateways
    IdealAccessHelper m_access;        //!< of the nodes
    Pmipv6Helper m_domain;             //!< the roles
    Ptr<Node> m_lma;                   //!< where the anchor is
    Ptr<LocalMobilityAnchor> m_anchor; //!< role; null with plain routing
    std::vector<Ptr<Node>> m_nodes;    //!< mobile nodes
};

/// Time the registration of all nodes.
void
Register(benchmark::State& state, bool isMobile)
{
    Discard();
    for (auto _ : state)
    {
        state.PauseTiming();
        {
            Population population(static_cast<std::size_t>(state.range(0)), isMobile);
            state.ResumeTiming();
            population.Run();
            state.PauseTiming();
            const std::string fault = population.Check();
            if (!fault.empty())
            {
                Fail(state, fault);
            }
        }
        state.ResumeTiming();
    }
}

/// Memory of registered nodes, with all that belongs to them. The time is of the whole.
void
Weigh(benchmark::State& state, bool isMobile)
{
    Discard();
    double octets = 0;
    for (auto _ : state)
    {
        const double before = GetMemory();
        Population population(static_cast<std::size_t>(state.range(0)), isMobile);
        population.Run();
        octets = GetMemory() - before;
        const std::string fault = population.Check();
        if (!fault.empty())
        {
            Fail(state, fault);
        }
    }
    state.counters[OCTETS_EACH] = octets / static_cast<double>(state.range(0));
}

/// A benchmark and its reference at some sizes.
void
AddPair(const std::string& name,
        void (*measure)(benchmark::State&, bool),
        const std::vector<int64_t>& sizes)
{
    for (const int64_t size : sizes)
    {
        for (const bool isMobile : {true, false})
        {
            const std::string full = isMobile ? name : name + "_reference";
            benchmark::RegisterBenchmark(
                full.c_str(),
                [measure, isMobile](benchmark::State& state) { measure(state, isMobile); })
                ->Arg(size)
                ->Unit(benchmark::kMillisecond);
        }
    }
}

} // namespace

void
RegisterNodes()
{
    AddPair("Registration", Register, {100, 1000, 3000, 10000});
    AddPair("NodeMemory", Weigh, {100, 1000, 10000});
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
