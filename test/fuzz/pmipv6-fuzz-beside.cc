/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a LocalMobilityAnchor and a HomeAgent on one node (RFC 6612, scenario A.2):
 * the messages that a gateway, a mobile node of both, a stranger and nobody send to them, at the
 * times that the input says, and their restarts. Neither protocol's messages touch an entry of the
 * other. Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see BesideBench::Configure
 *  - RESTART: bit 0: the anchor, else the home agent
 */

#include "pmipv6-role-bench.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <optional>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

constexpr uint16_t LIFETIME = 300;           //!< of bindings, in units of 4 s
const Time LONGEST = Seconds(16);            //!< of a detection, and of a dead binding
const Time END = Seconds(LIFETIME * 4 + 60); //!< after which nothing is left
const Ipv6Address CARE_OF("fd00:9::17");     //!< where the resident node is
constexpr uint8_t MH_HEARTBEAT = 13;         //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16;        //!< Binding Revocation

/// An anchor that is a home agent too. Sender HOME is a gateway, OTHER the resident mobile node at
/// its home address.
class BesideBench : public RoleBench
{
  public:
    BesideBench()
        : m_anchor(CreateObject<LocalMobilityAnchor>()),
          m_agent(CreateObject<HomeAgent>()),
          m_prefix(GetAddress(Sender::OTHER), 64)
    {
        m_policies->Add(MakeProfile(RESIDENT, ROLE_ADDRESS));
        m_policies->Add(MakeProfile("mn1@example.com", ROLE_ADDRESS));
        m_anchor->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_anchor->SetAttribute("PrefixPool", StringValue("fd00:1::/48"));
        m_anchor->SetAttribute("MaxLifetime", TimeValue(Seconds(LIFETIME * 4)));
        m_anchor->SetPolicyStore(m_policies);
        m_anchor->AddGateway(GetAddress(Sender::HOME));
        m_anchor->ReservePrefix(m_prefix, RESIDENT);
        m_node->AddApplication(m_anchor);
        HomeAssociation association;
        association.identifier = RESIDENT;
        association.homeAddress = GetAddress(Sender::OTHER);
        association.homePrefix = m_prefix;
        m_agent->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_agent->SetAttribute("MaxLifetime", TimeValue(Seconds(LIFETIME * 4)));
        m_agent->AddMobileNode(association);
        m_node->AddApplication(m_agent);
        Watch();
        Run(Seconds(2));
        Register();
        Run(Seconds(2));
    }

  private:
    /// Have each transition compared with the message that has brought it about.
    void Watch()
    {
        m_signaling->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<const SignalingEvent&>([this](const SignalingEvent& event) {
                const auto* update = std::get_if<BindingUpdate>(event.message);
                m_isProxy = !update || update->IsProxy();
                m_received = Simulator::Now();
            }));
        m_agent->TraceConnectWithoutContext(
            "Binding",
            MakeFunctionCallback<const HomeBinding&, HomeBindingState, HomeBindingState>(
                [this](const HomeBinding& row, HomeBindingState, HomeBindingState) {
                    Require(!IsBy(true) || row.until <= Simulator::Now() || m_isRestarting,
                            "PMIPv6 signalling touches no MIPv6 entry");
                }));
        m_anchor->TraceConnectWithoutContext(
            "Binding",
            MakeFunctionCallback<const BindingCacheEntry&, BindingState, BindingState>(
                [this](const BindingCacheEntry& entry, BindingState, BindingState) {
                    Require(!IsBy(false) || entry.expiry <= Simulator::Now() || m_isRestarting,
                            "MIPv6 signalling touches no PMIPv6 entry");
                }));
    }

    /// @return true if what happens is by a message of a protocol, that has come now
    bool IsBy(bool isProxy) const
    {
        return m_received == Simulator::Now() && m_isProxy == isProxy;
    }

    /// Register the resident node with both.
    void Register()
    {
        BindingUpdate proxy;
        proxy.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
        proxy.sequence = 1;
        proxy.lifetime = LIFETIME;
        proxy.options = {MobileNodeIdentifierOption{1, RESIDENT},
                         HomeNetworkPrefixOption{},
                         HandoffIndicatorOption{HandoffIndicator::NEW_INTERFACE},
                         AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                         MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, 1}},
                         TimestampOption{ToMobilityTimestamp(Simulator::Now())}};
        Deliver(Sender::HOME, proxy);
        BindingUpdate update;
        update.sequence = 1;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
        update.lifetime = LIFETIME;
        update.options = {AlternateCareOfAddressOption{CARE_OF}};
        Deliver(Sender::OTHER, update);
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_agent->SetAttribute("HomeDetection", TimeValue(bits & 1 ? LONGEST : Seconds(1)));
        m_agent->SetAttribute("DeadTime", TimeValue(bits & 2 ? LONGEST : Seconds(10)));
        m_anchor->SetAttribute("MinDelayBeforeBCEDelete",
                               TimeValue(MilliSeconds(bits & 4 ? 0 : 10000)));
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_isRestarting = true;
            step.GetOperand(0) & 1 ? m_anchor->Restart() : m_agent->Restart();
            m_isRestarting = false;
            return true;
        default:
            return false;
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        const bool isOfAll =
            delivery.GetType() == MH_HEARTBEAT || delivery.GetType() == MH_REVOCATION;
        return (delivery.sender == Sender::HOME && (delivery.Names(RESIDENT) || isOfAll)) ||
               (delivery.sender == Sender::OTHER && delivery.GetType() == MH_UPDATE);
    }

    std::string DescribeResident() const override
    {
        // What time does to them is no message's doing.
        std::ostringstream text;
        const auto* row = m_agent->GetBindings().Find(GetAddress(Sender::OTHER));
        if (row && row->state == HomeBindingState::BOUND)
        {
            text << row->careOf << " sequence=" << row->sequence << " until=" << row->until;
        }
        for (const auto* entry : m_anchor->GetBindingCache().FindByMobileNode(RESIDENT))
        {
            text << GetStateName(entry->state) << " careOf=" << entry->proxyCareOf
                 << " timestamp=" << entry->timestamp << " expiry=" << entry->expiry << '\n';
        }
        return text.str();
    }

    void CheckTables() const override
    {
        const Ipv6Address home = GetAddress(Sender::OTHER);
        const auto* row = m_agent->GetBindings().Find(home);
        const auto* session = m_anchor->GetBindingCache().FindByPrefix(m_prefix);
        const auto* entry = m_forwarding->GetTable().LookupDestination(home, FROM_CORE);
        const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
        Require(!session || session->identifier == RESIDENT,
                "the prefix is given to no other node");
        if (row && row->state == HomeBindingState::BOUND)
        {
            Require(tunnel && tunnel->remote == row->careOf, "the MIPv6 entry is matched first");
        }
        else if (session && session->state == BindingState::REGISTERED)
        {
            Require(tunnel && tunnel->remote == session->proxyCareOf, "then that of PMIPv6");
        }
        else
        {
            Require(!tunnel, "and nothing else");
        }
    }

    void Drain() override
    {
        Run(END + 2 * LONGEST);
        CheckTables();
        Require(m_agent->GetBindings().GetSize() == 0, "no MIPv6 entry is for ever");
        Require(m_anchor->GetBindingCache().GetSize() == 0, "nor one of PMIPv6");
    }

    Ptr<LocalMobilityAnchor> m_anchor; //!< one role
    Ptr<HomeAgent> m_agent;            //!< the other
    const Prefix m_prefix;             //!< shared by both
    bool m_isProxy{false};             //!< the last message was PMIPv6's
    bool m_isRestarting{false};        //!< a role restarts
    Time m_received{Time::Min()};      //!< when it came
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    BesideBench().Play(ParseScript(data, size));
    return 0;
}
