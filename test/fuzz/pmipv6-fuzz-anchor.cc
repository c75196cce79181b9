/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a LocalMobilityAnchor with a LocationManagement: the messages that two
 * gateways, a stranger and nobody send to it, at the times that the input says, and operations of
 * its interface between them. Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see AnchorBench::Configure
 *  - OPERATE: revoke sessions of a node: which node, trigger
 *  - OPERATE_ALL: revoke sessions of a gateway: which gateway, whether only of a realm
 */

#include "pmipv6-binding-bench.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-location-management.h"
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

const Prefix POOL(Ipv6Address("fd00:1::"), 48); //!< prefixes that the anchor assigns
constexpr uint16_t LIFETIME = 300;              //!< of bindings, in units of 4 s
const Time LOCATION_LIFETIME = Seconds(20);     //!< how long a gateway is told of a location
const Time REST = Seconds(60);                  //!< after which no request is under way
const Time END = Seconds(LIFETIME * 4 + 60);    //!< after which no binding is left
constexpr uint8_t MH_HEARTBEAT = 13;            //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16;           //!< Binding Revocation

/// MN-Identifiers by operand.
const std::array<std::string, 4> NODES = {RESIDENT, "mn1@example.com", "a", "two@example.com"};

/// An anchor.
class AnchorBench : public BindingBench
{
  public:
    AnchorBench()
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
        auto bound = MakeProfile("bound@example.com", ROLE_ADDRESS);
        bound.gateways = {GetAddress(Sender::HOME)};
        m_policies->Add(bound);
        m_policies->Add(MakeProfile("elsewhere@example.com", GetAddress(Sender::STRANGER)));
        m_anchor->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_anchor->SetAttribute("PrefixPool", StringValue("fd00:1::/48"));
        m_anchor->SetAttribute("MaxLifetime", TimeValue(Seconds(LIFETIME * 4)));
        m_anchor->SetPolicyStore(m_policies);
        m_anchor->AddGateway(GetAddress(Sender::HOME));
        m_anchor->AddGateway(GetAddress(Sender::OTHER));
        auto management = CreateObject<LocationManagement>();
        management->SetAttribute("LocationLifetime", TimeValue(LOCATION_LIFETIME));
        management->AddGateway(GetAddress(Sender::HOME));
        management->AddGateway(GetAddress(Sender::OTHER));
        management->AddManager(GetAddress(Sender::OTHER), {Prefix(Ipv6Address("fd00:3::"), 48)});
        m_anchor->AddFunction(management);
        m_node->AddApplication(m_anchor);
        Run(Seconds(2));
        Register();
    }

  private:
    /// Register the resident node.
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
                          CapabilitiesOption{CapabilityFlag::DISTRIBUTED_MOBILITY},
                          TimestampOption{ToMobilityTimestamp(Simulator::Now())}};
        Deliver(Sender::HOME, update);
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
    }

    bool Operate(const Step& step) override
    {
        const std::string& node = NODES[step.GetOperand(0) % NODES.size()];
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_anchor->Restart();
            return true;
        case StepKind::OPERATE:
            m_anchor->Revoke(node, static_cast<RevocationTrigger>(step.GetOperand(1) & 0x7f));
            return node == RESIDENT;
        case StepKind::OPERATE_ALL:
            m_anchor->RevokeGateway(GetAddress(step.GetSender()),
                                    step.GetOperand(0) & 1 ? "example.com" : "");
            return step.GetSender() == Sender::HOME;
        default:
            return false;
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        if (delivery.sender != Sender::HOME && delivery.sender != Sender::OTHER)
        {
            return false;
        }
        // Heartbeats of its gateway tell of a restart, a revocation may be of all its sessions.
        const bool isOfAll =
            delivery.GetType() == MH_HEARTBEAT || delivery.GetType() == MH_REVOCATION;
        return delivery.Names(RESIDENT) || (delivery.sender == Sender::HOME && isOfAll);
    }

    /// Require that a binding may be there as it is.
    void CheckBinding(const BindingCacheEntry& entry, std::set<Prefix>& all) const
    {
        RequireBinding(entry);
        const auto* profile = m_policies->Find(entry.identifier);
        Require(profile->IsGatewayAllowed(entry.proxyCareOf), "and at its gateway");
        for (const auto& prefix : entry.prefixes)
        {
            Require(all.insert(prefix).second, "a prefix is of one binding");
            const auto* owner = m_policies->FindByPrefix(prefix);
            Require(owner ? owner == profile : POOL.Contains(prefix.GetAddress()),
                    "a prefix is the node's own, or of the pool");
        }
    }

    void CheckTables() const override
    {
        std::set<Prefix> all;
        m_anchor->GetBindingCache().ForEach(
            [&](const BindingCacheEntry& entry) { CheckBinding(entry, all); });
        Require(m_forwarding->GetTable().GetSize() == all.size() + 1,
                "the table has an entry for each prefix, and the pool's");
        // Of each step one, and one to each of the two gateways that may be told of it.
        Require(m_signaling->GetNPending() <= 3 * MAX_STEPS, "requests under way are bounded");
    }

    void Drain() override
    {
        Run(REST);
        CheckTables();
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
        Run(END);
        CheckTables();
        Require(m_anchor->GetBindingCache().GetSize() == 0, "no binding is for ever");
    }
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    AnchorBench().Play(ParseScript(data, size));
    return 0;
}
