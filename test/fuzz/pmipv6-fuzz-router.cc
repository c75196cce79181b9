/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a DistributedRouter: the messages that an LMF (HOME), a gateway (OTHER), a
 * stranger and nobody send to it, at the times that the input says, and packets between them, which
 * bring queries about. Another gateway and another router are silent. Steps and their octets:
 * pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see RouterBench::Configure; in the first step a second octet
 *    too, see RouterBench::SetTerms
 *  - OPERATE: a packet of a fixed node, see RouterBench::SendDown
 *  - OPERATE_ALL: a packet out of the sender's tunnel, see RouterBench::SendUp
 */

#include "pmipv6-role-bench.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/pmipv6-attempt-bounds.h"
#include "ns3/pmipv6-distributed-router.h"
#include "ns3/pmipv6-distributed-routing.h"
#include "ns3/pmipv6-location-rules.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <array>
#include <set>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

const Time LOCATION_LIFETIME = Seconds(1200);           //!< longer than a script
constexpr double LAST_MOMENT = 0.99;                    //!< of that: later than a script too
const Time REST = Seconds(200);                         //!< after which no query is out
const Prefix FIXED(Ipv6Address("fd00:b::"), 64);        //!< of the fixed nodes
const Prefix ALSO_FIXED(Ipv6Address("fd00:b:1::"), 64); //!< of others
const Ipv6Address SECOND_GATEWAY("fd00:c::13");         //!< a gateway that is silent
const Ipv6Address SECOND_ROUTER("fd00:c::14");          //!< a router with fixed nodes elsewhere
constexpr std::size_t ROWS_OF_STEP = 8; //!< most that a message or packet brings about

/// @return what matches packets to a location
ForwardingMatch
Between(const Prefix& fixed, const Prefix& location)
{
    ForwardingMatch match;
    match.source = fixed;
    match.destination = location;
    match.origins = FROM_CORE;
    match.owner = "epmip";
    match.priority = -1;
    return match;
}

/// @return an address of a mobile node
Ipv6Address
GetMobile(uint8_t number)
{
    uint8_t octets[16];
    GetPrefix(Sender::HOME, number).GetAddress().GetBytes(octets);
    octets[15] = 9;
    return Ipv6Address(octets);
}

/// @return an address of a fixed node
Ipv6Address
GetFixed(bool isOther)
{
    return isOther ? Ipv6Address("fd00:b:1::9") : Ipv6Address("fd00:b::9");
}

/// A router.
class RouterBench : public RoleBench
{
  public:
    /// @param terms what is set before the start, see SetTerms
    explicit RouterBench(uint8_t terms)
        : m_router(CreateObject<DistributedRouter>()),
          m_routing(CreateObject<DistributedRouting>()),
          m_resident(GetPrefix(Sender::HOME, 0))
    {
        m_router->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_router->AddPrefix(FIXED);
        m_router->AddPrefix(ALSO_FIXED);
        m_routing->SetAttribute("LocationLifetime", TimeValue(LOCATION_LIFETIME));
        m_routing->SetAttribute("RenewalFraction", DoubleValue(LAST_MOMENT));
        m_routing->SetAttribute("RenewalJitter", DoubleValue(0));
        m_routing->AddManager(GetAddress(Sender::HOME), {GetPool(Sender::HOME)});
        m_routing->AddGateway(GetAddress(Sender::OTHER));
        m_routing->AddGateway(SECOND_GATEWAY);
        m_routing->AddRouter(SECOND_ROUTER);
        m_router->SetRouting(m_routing);
        SetTerms(terms);
        m_node->AddApplication(m_router);
        Run(Seconds(2));
        m_restingSize = m_forwarding->GetTable().GetSize();
        Locate();
    }

  private:
    /// Set what the router reads when it starts.
    void SetTerms(uint8_t bits)
    {
        const std::array<const char*, 4> ways = {"anchor", "anchor", "configuration", "hop-by-hop"};
        m_way = bits & 3;
        m_routing->SetAttribute("Discovery", StringValue(ways.at(m_way)));
        m_isOtherManager = bits & 4;
        if (m_isOtherManager)
        {
            m_routing->AddManager(GetAddress(Sender::OTHER), {GetPool(Sender::OTHER)});
        }
        if (m_way == 0)
        {
            m_routing->AddPreferred(GetAddress(Sender::HOME));
            if (m_isOtherManager)
            {
                m_routing->AddPreferred(GetAddress(Sender::OTHER));
            }
        }
        m_router->SetAttribute("Manager", Ipv6AddressValue(GetAddress(Sender::HOME)));
        m_routing->SetAttribute("HoldEarlyPackets", BooleanValue(bits & 8));
        m_routing->SetAttribute("EarlyHoldTime", TimeValue(Seconds(2)));
        m_routing->SetAttribute("EarlyBufferSize", UintegerValue(2));
        m_routing->SetAttribute("OptimizeAfter", UintegerValue(bits & 8 ? 2 : 1));
        m_maxQueries = bits & 16 ? 1 : 64;
        m_maxAttempts = bits & 16 ? 2 : 64;
        m_routing->SetAttribute("MaxQueries", UintegerValue(m_maxQueries));
        m_routing->SetAttribute("MaxAttempts", UintegerValue(m_maxAttempts));
        m_routing->SetAttribute("MaxRetries", UintegerValue(bits & 16 ? 5 : 3));
        m_maxLocations = bits & 32 ? 2 : 64;
        m_routing->SetAttribute("MaxLocations", UintegerValue(m_maxLocations));
        m_routing->SetAttribute("ReverseLearning", BooleanValue(!(bits & 64)));
        m_routing->SetAttribute("DirectAnswer", BooleanValue(bits & 128));
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_router->SetAttribute("ClockTolerance",
                               TimeValue(bits & 1 ? Seconds(100000) : MilliSeconds(600)));
        m_routing->SetAttribute("RenewalFraction", DoubleValue(bits & 2 ? 0.2 : LAST_MOMENT));
    }

    /// A fixed node sends to the resident node, whose location is told.
    void Locate()
    {
        SendDown(0);
        SendDown(0); // See OptimizeAfter.
        LocationAnswer answer;
        answer.sequence = GetLastNumber(Sender::HOME);
        answer.prefixes = {m_resident};
        answer.gateway = GetAddress(Sender::OTHER);
        answer.timestamp = ToMobilityTimestamp(Simulator::Now());
        answer.lifetime = UINT16_MAX;
        Pbqa told;
        WriteLocationAnswer(answer, told);
        Deliver(Sender::HOME, told);
    }

    /// A packet of a fixed node. Bits of the operand: 0 to 2 which mobile node; 3 of the other
    /// fixed node; 4 to an address of the other pool; 5 to a group; 6 of nobody here.
    void SendDown(uint8_t operand)
    {
        Ipv6Address destination = GetMobile(operand & 7);
        if (operand & 16)
        {
            destination = GetPrefix(Sender::OTHER, operand & 7).GetAddress();
        }
        if (operand & 32)
        {
            destination = Ipv6Address("ff0e::9");
        }
        const Ipv6Address source = operand & 64 ? GetMobile(7) : GetFixed(operand & 8);
        Pass(MakePacket(source, destination));
    }

    /// A packet out of a tunnel. Bits of the operand: 0 to 2 which mobile node sends it; 3 to the
    /// other fixed node; 4 to another mobile node.
    void SendUp(Sender peer, uint8_t operand)
    {
        const Ipv6Address destination = operand & 16 ? GetMobile(7) : GetFixed(operand & 8);
        PassTunnelled(MakePacket(GetMobile(operand & 7), destination), GetAddress(peer));
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_router->Restart();
            return true;
        case StepKind::OPERATE:
            SendDown(step.GetOperand(0));
            return false;
        default:
            SendUp(step.GetSender(), step.GetOperand(0));
            return false;
        }
    }

    bool IsPeer(const Ipv6Address& address) const override
    {
        // Hop by hop a query goes to the node.
        return RoleBench::IsPeer(address) ||
               (m_way == 3 && !FIXED.Contains(address) && !ALSO_FIXED.Contains(address) &&
                address != ROLE_ADDRESS && address != GetAddress(Sender::STRANGER));
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        const bool isManager = delivery.sender == Sender::HOME ||
                               (delivery.sender == Sender::OTHER && m_isOtherManager);
        if (delivery.IsOf(ExperimentalSubtype::PBQA))
        {
            return isManager;
        }
        return delivery.IsOf(ExperimentalSubtype::PBCI) && delivery.Names(m_resident) &&
               delivery.destination == ROLE_ADDRESS &&
               (isManager || delivery.sender == Sender::OTHER);
    }

    std::string DescribeResident() const override
    {
        std::ostringstream text;
        if (const auto* location = m_routing->GetParts().locations.Find(m_resident))
        {
            text << GetStateName(location->state) << ' ' << location->gateway
                 << " timestamp=" << location->timestamp << " expiry=" << location->expiry << ' '
                 << DescribeAction(Between(FIXED, m_resident)) << ' '
                 << DescribeAction(Between(ALSO_FIXED, m_resident));
        }
        return text.str();
    }

    /// Require that a location may be there as it is, and that packets go by it.
    void CheckLocation(const NodeLocation& location) const
    {
        Require(m_routing->GetParts().locations.Find(location.prefix), "a location is found");
        Require(location.expiry >= Simulator::Now() &&
                    location.expiry <= Simulator::Now() + LOCATION_LIFETIME,
                "a location has a lifetime");
        Require(IsRoutableUnicast(location.prefix), "a location is of nodes");
        const bool isRouter = location.gateway == SECOND_ROUTER;
        Require(isRouter || IsOfOneNode(location.prefix), "a mobile node's location is its own");
        Require(!FIXED.Contains(location.prefix.GetAddress()) &&
                    !ALSO_FIXED.Contains(location.prefix.GetAddress()),
                "nodes that are here are not elsewhere");
        std::string expected;
        if (location.IsUsable())
        {
            Require(isRouter || location.gateway == GetAddress(Sender::OTHER) ||
                        location.gateway == SECOND_GATEWAY,
                    "a location is at a gateway or router");
            std::ostringstream tunnel;
            tunnel << "tunnel " << ROLE_ADDRESS << " > " << location.gateway;
            expected = tunnel.str();
        }
        else
        {
            Require(location.state == LocationState::WITHDRAWN && location.gateway.IsAny(),
                    "what is no location is nowhere");
        }
        Require(location.timestamp == 0 || location.state != LocationState::LEARNED,
                "what is learned has no date");
        for (const auto& fixed : {FIXED, ALSO_FIXED})
        {
            const std::string action = DescribeAction(Between(fixed, location.prefix));
            Require(action == expected, "packets: " + action + ", not: " + expected);
        }
    }

    void CheckTables() const override
    {
        std::set<Prefix> all;
        const auto locations = m_routing->GetLocations();
        Require(locations.size() <= m_maxLocations, "locations are bounded");
        for (const auto& location : locations)
        {
            CheckLocation(location);
            all.insert(location.prefix);
        }
        for (const auto& prefix : m_prefixes)
        {
            Require(all.count(prefix) > 0 || (DescribeAction(Between(FIXED, prefix)).empty() &&
                                              DescribeAction(Between(ALSO_FIXED, prefix)).empty()),
                    "no packet goes by what is no location any more");
        }
        m_prefixes = all;
        const auto size = m_forwarding->GetTable().GetSize();
        Require(size >= m_restingSize && size <= m_restingSize + ROWS_OF_STEP * (MAX_STEPS + 2),
                "rows are bounded");
        Require(m_routing->GetAttempts().GetCount() <= m_maxAttempts, "attempts are bounded");
        Require(m_signaling->GetNPending() <= m_maxQueries, "queries are bounded");
    }

    void Drain() override
    {
        Run(LOCATION_LIFETIME + REST);
        CheckTables();
        Require(m_routing->GetLocations().empty(), "no location is for ever");
        // Who is no correspondent any more is forgotten, and so is what was asked for in vain.
        Run(LOCATION_LIFETIME + REST);
        CheckTables();
        Require(m_signaling->GetNPending() == 0, "no query is out for ever");
        Require(m_routing->GetAttempts().GetCount() == 0, "no attempt counts for ever");
        Require(m_forwarding->GetTable().GetSize() == m_restingSize, "no row is for ever");
    }

    Ptr<DistributedRouter> m_router;     //!< the role
    Ptr<DistributedRouting> m_routing;   //!< its routing function
    Prefix m_resident;                   //!< of the resident node
    uint8_t m_way{0};                    //!< how it finds out
    bool m_isOtherManager{false};        //!< the gateway is an eLMA too
    std::size_t m_maxQueries{0};         //!< MaxQueries
    std::size_t m_maxAttempts{0};        //!< MaxAttempts
    std::size_t m_maxLocations{0};       //!< MaxLocations
    std::size_t m_restingSize{0};        //!< of the forwarding table without locations
    mutable std::set<Prefix> m_prefixes; //!< of locations when they were looked at last
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    RouterBench(GetTerms(steps)).Play(steps);
    return 0;
}
