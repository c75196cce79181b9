/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a LocalMobilityAnchor with a DistributedAnchoring: the messages that a
 * gateway that is an LMF too (HOME), another eLMA that is a gateway and the next LMF (OTHER), a
 * stranger and nobody send to it, at the times that the input says, operations of its interface and
 * packets between them. Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see AreaAnchorBench::Configure; in the first step a second
 *    octet too, see AreaAnchorBench::SetTerms
 *  - OPERATE: revoke sessions: of a node, which, trigger; bit 7 of the first operand: of the
 *    sender's nodes as a gateway
 *  - OPERATE_ALL: a packet, see AreaAnchorBench::SendPacket
 */

#include "pmipv6-binding-bench.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-distributed-anchoring.h"
#include "ns3/pmipv6-distributed-mobility.h"
#include "ns3/pmipv6-distributed-routing.h"
#include "ns3/pmipv6-location-rules.h"
#include "ns3/pmipv6-mobile-access-gateway.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <array>
#include <set>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

constexpr uint16_t LIFETIME = 300;           //!< of bindings, in units of 4 s
const Time HOLD_TIME = Seconds(20);          //!< of packets that wait for a location
const Time REST = Seconds(120);              //!< after which no request is under way
const Time END = Seconds(LIFETIME * 4);      //!< after which no binding is left
constexpr uint8_t MH_HEARTBEAT = 13;         //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16;        //!< Binding Revocation
constexpr std::size_t ROWS_OF_STEP = 8;      //!< most that one message or packet brings about
constexpr std::size_t REQUESTS_OF_STEP = 12; //!< likewise, of each of which some LMFs are told

/// MN-Identifiers by operand.
const std::array<std::string, 4> NODES = {RESIDENT, "mn1@example.com", "a", "two@example.com"};

/// @return an address of a prefix
Ipv6Address
GetNode(const Prefix& prefix)
{
    uint8_t octets[16];
    prefix.GetAddress().GetBytes(octets);
    octets[15] = 9;
    return Ipv6Address(octets);
}

/// An anchor of an area.
class AreaAnchorBench : public BindingBench
{
  public:
    /// @param terms what is set before the start, see SetTerms
    explicit AreaAnchorBench(uint8_t terms)
        : m_anchoring(CreateObject<DistributedAnchoring>()),
          m_routing(CreateObject<DistributedRouting>()),
          m_mobility(CreateObject<DistributedMobility>())
    {
        AddProfiles();
        m_anchor->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_anchor->SetAttribute("PrefixPool", StringValue("fd00:1::/48"));
        m_anchor->SetAttribute("AnnouncesPool", BooleanValue(false));
        m_anchor->SetAttribute("MaxLifetime", TimeValue(END));
        m_anchor->SetPolicyStore(m_policies);
        m_routing->SetAttribute("Discovery", StringValue("anchor"));
        m_anchoring->SetFunctions(m_routing, m_mobility);
        for (const auto sender : {Sender::HOME, Sender::OTHER})
        {
            m_anchor->AddGateway(GetAddress(sender));
            m_anchoring->AddManager(GetAddress(sender));
            m_routing->AddManager(GetAddress(sender), {});
        }
        m_routing->AddGateway(GetAddress(Sender::OTHER));
        SetTerms(terms);
        m_anchor->AddFunction(m_anchoring);
        m_node->AddApplication(m_anchor);
        Run(Seconds(2));
        m_restingSize = m_forwarding->GetTable().GetSize();
        Register();
    }

  private:
    /// Who may be registered here, and who may not.
    void AddProfiles()
    {
        for (const auto& identifier : NODES)
        {
            m_policies->Add(MakeProfile(identifier, ROLE_ADDRESS));
        }
        auto two = MakeProfile(NODES[3], ROLE_ADDRESS);
        two.prefixes = {Prefix(Ipv6Address("fd00:1:0:beef::"), 64),
                        Prefix(Ipv6Address("fd00:2::"), 64)};
        m_policies->Add(two);
        auto forbidden = MakeProfile("forbidden@example.com", ROLE_ADDRESS);
        forbidden.isProxyMobilityAllowed = false;
        m_policies->Add(forbidden);
    }

    /// Set what the functions read when they start.
    void SetTerms(uint8_t bits)
    {
        m_lifetime = Seconds(bits & 1 ? 2000 : 20);
        m_routing->SetAttribute("LocationLifetime", TimeValue(m_lifetime));
        m_routing->SetAttribute("HoldEarlyPackets", BooleanValue(!(bits & 2)));
        m_routing->SetAttribute("EarlyHoldTime", TimeValue(HOLD_TIME));
        m_routing->SetAttribute("EarlyBufferSize", UintegerValue(3));
        m_routing->SetAttribute("MaxQueries", UintegerValue(bits & 4 ? 1 : 64));
        m_maxLocations = bits & 4 ? 1 : 64;
        m_routing->SetAttribute("MaxLocations", UintegerValue(m_maxLocations));
        m_mobility->SetAttribute("HandoffBuffer", UintegerValue(bits & 8 ? 3 : 0));
        m_mobility->SetAttribute("UplinkHoldTime", TimeValue(bits & 8 ? HOLD_TIME : Time(0)));
        m_anchoring->SetAttribute("ManagerRetries", UintegerValue(bits & 16 ? 0 : 2));
        m_routing->SetAttribute("ManagerHoldDown", TimeValue(Seconds(bits & 32 ? 0 : 30)));
        m_mobility->SetAttribute("Mend", BooleanValue(!(bits & 64)));
        m_mobility->SetAttribute("MaxDepartures", UintegerValue(bits & 128 ? 1 : 65536));
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_anchor->SetAttribute("RevokeAtHandover", BooleanValue(bits & 1));
        m_anchor->SetAttribute("GlobalRevocationAuthorized", BooleanValue(bits & 2));
        m_anchor->SetAttribute("KeepSessionsAtGatewayRestart", BooleanValue(!(bits & 4)));
        m_anchor->SetAttribute("MaxDelayBeforeNewBCEAssign",
                               TimeValue(MilliSeconds(bits & 8 ? 0 : 1500)));
        m_anchor->SetAttribute("MobileNodeGeneratedTimestampInUse", BooleanValue(bits & 16));
        m_anchor->SetAttribute("PrefixesPerSession", UintegerValue(bits & 32 ? 3 : 1));
        m_anchor->SetAttribute("MinDelayBeforeBCEDelete",
                               TimeValue(MilliSeconds(bits & 64 ? 0 : 10000)));
        m_mobility->SetAttribute("ClockTolerance",
                                 TimeValue(bits & 128 ? Seconds(100000) : MilliSeconds(600)));
    }

    /// Register the resident node; the LMF does not know it, and takes what it is told.
    void Register()
    {
        BindingUpdate update;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
        update.sequence = 1;
        update.lifetime = LIFETIME;
        update.options = {MobileNodeIdentifierOption{1, RESIDENT},
                          HomeNetworkPrefixOption{},
                          HandoffIndicatorOption{HandoffIndicator::NEW_INTERFACE},
                          AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                          MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, 1}},
                          TimestampOption{ToMobilityTimestamp(Simulator::Now())}};
        Deliver(Sender::HOME, update);
        const auto sessions = m_anchor->GetBindingCache().FindByMobileNode(RESIDENT);
        Require(sessions.size() == 1, "the resident node is registered");
        m_resident = sessions.front()->prefixes.front();
        Acknowledge(GetLastNumber(Sender::HOME), ExperimentalStatus::NO_BINDING_FOR_PREFIX);
        const uint16_t last = GetLastNumber(Sender::HOME); // By prefix, then by identifier.
        Acknowledge(static_cast<uint16_t>(last - 1), ExperimentalStatus::SUCCESS);
        Acknowledge(last, ExperimentalStatus::SUCCESS);
        Require(m_signaling->GetNPending() == 0, "all is said of the resident node");
    }

    /// The LMF acknowledges what it has been told of the resident node. @param number of that
    void Acknowledge(uint16_t number, ExperimentalStatus status)
    {
        LocationAnswer answer;
        answer.status = status;
        answer.sequence = number;
        answer.prefixes = {m_resident};
        answer.lifetime = IsAccepted(status) ? UINT16_MAX : uint16_t{0};
        LocationUpdateAck message;
        WriteLocationAnswer(answer, message);
        Deliver(Sender::HOME, message);
    }

    /// A packet. Bits of the operand: 0 to 2 whom the resident node writes to, or who writes to it;
    /// 3: to it; 4: out of the sender's tunnel; 5: another node of the prefix above is there in its
    /// stead.
    void SendPacket(Sender sender, uint8_t operand)
    {
        const Ipv6Address peer = GetNode(GetPrefix(Sender::OTHER, operand & 7));
        const Ipv6Address node = operand & 32 ? Ipv6Address("fd00:1:0:1::9") : GetNode(m_resident);
        auto packet = operand & 8 ? MakePacket(peer, node) : MakePacket(node, peer);
        operand & 16 ? PassTunnelled(packet, GetAddress(sender)) : Pass(packet);
    }

    bool Operate(const Step& step) override
    {
        const uint8_t operand = step.GetOperand(0);
        const std::string& node = NODES[operand % NODES.size()];
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(operand);
            return false;
        case StepKind::RESTART:
            m_anchor->Restart();
            return true;
        case StepKind::OPERATE:
            if (operand & 128)
            {
                m_anchor->RevokeGateway(GetAddress(step.GetSender()), "");
                return step.GetSender() == Sender::HOME;
            }
            m_anchor->Revoke(node, static_cast<RevocationTrigger>(step.GetOperand(1) & 0x7f));
            return node == RESIDENT;
        default:
            SendPacket(step.GetSender(), operand);
            return false;
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        if (delivery.sender != Sender::HOME && delivery.sender != Sender::OTHER)
        {
            return false;
        }
        // LMFs know of a later registration elsewhere, or an eLMA has one.
        if (delivery.IsOf(ExperimentalSubtype::LOCATION_UPDATE_ACK))
        {
            return true;
        }
        if (delivery.IsOf(ExperimentalSubtype::PBCI))
        {
            return delivery.Names(m_resident);
        }
        // Heartbeats of its gateway tell of a restart, a revocation may be of all its sessions.
        const bool isOfAll =
            delivery.GetType() == MH_HEARTBEAT || delivery.GetType() == MH_REVOCATION;
        return delivery.Names(RESIDENT) || (delivery.sender == Sender::HOME && isOfAll);
    }

    /// Require that a binding may be there as it is. @param all gets its prefixes
    void CheckBinding(const BindingCacheEntry& entry, std::vector<Prefix>& all) const
    {
        RequireBinding(entry);
        const auto* profile = m_policies->Find(entry.identifier);
        for (const auto& prefix : entry.prefixes)
        {
            all.push_back(prefix);
            Require(IsOfOneNode(prefix), "a prefix is of one node"); // By LMFs, of any anchor.
            const auto* owner = m_policies->FindByPrefix(prefix);
            Require(!owner || owner == profile, "a prefix is the node's own, or nobody's");
        }
    }

    /// Require that the routing function's locations may be there as they are.
    void CheckLocations() const
    {
        const auto locations = m_routing->GetLocations();
        Require(locations.size() <= m_maxLocations, "locations are bounded");
        for (const auto& location : locations)
        {
            Require(location.gateway ==
                        (location.IsUsable() ? GetAddress(Sender::OTHER) : Ipv6Address::GetAny()),
                    "a location is at another anchor");
            const auto* session = m_anchor->GetBindingCache().FindByPrefix(location.prefix);
            Require(!location.IsUsable() || !session || session->state != BindingState::REGISTERED,
                    "a node that is here is not elsewhere");
            Require(location.expiry >= Simulator::Now(), "a location has not expired");
        }
    }

    void CheckTables() const override
    {
        std::vector<Prefix> all;
        const auto& cache = m_anchor->GetBindingCache();
        cache.ForEach([&](const BindingCacheEntry& entry) { CheckBinding(entry, all); });
        Require(!HasOverlap(all), "no address is of two bindings");
        CheckLocations();
        Require(m_anchoring->GetReports().GetSize() <= cache.GetSize(),
                "LMFs are told of bindings only");
        const auto size = m_forwarding->GetTable().GetSize();
        const auto most = m_restingSize + 8 * all.size() + ROWS_OF_STEP * (MAX_STEPS + 2);
        Require(size >= m_restingSize + all.size() && size <= most,
                "the table has an entry for each prefix, and what else is known");
        Require(m_signaling->GetNPending() <= REQUESTS_OF_STEP * MAX_STEPS,
                "requests under way are bounded");
    }

    void Drain() override
    {
        Run(END + REST);
        CheckTables();
        Require(m_anchor->GetBindingCache().GetSize() == 0, "no binding is for ever");
        Require(m_anchoring->GetReports().GetSize() == 0, "no report is for ever");
        Run(2 * m_lifetime + REST);
        CheckTables();
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
        Require(m_routing->GetLocations().empty(), "no location is for ever");
        Require(m_routing->GetAttempts().GetCount() == 0, "no attempt counts for ever");
        Require(m_forwarding->GetTable().GetSize() == m_restingSize, "no row is for ever");
    }

    Ptr<DistributedAnchoring> m_anchoring; //!< DAF
    Ptr<DistributedRouting> m_routing;     //!< DRF
    Ptr<DistributedMobility> m_mobility;   //!< DMF
    Prefix m_resident;                     //!< of the resident node
    Time m_lifetime;                       //!< LocationLifetime
    std::size_t m_maxLocations{0};         //!< MaxLocations
    std::size_t m_restingSize{0};          //!< of the forwarding table without bindings
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    AreaAnchorBench(GetTerms(steps)).Play(steps);
    return 0;
}
