/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a HomeAgent: the messages that two mobile nodes, a stranger and nobody send
 * to it, at the times that the input says, and its restarts between them. A node sends from its
 * home address: where it is says the Alternate Care-of Address. Steps and their octets:
 * pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see HomeAgentBench::Configure
 */

#include "pmipv6-role-bench.h"

#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-mobility-option.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

const Time LIFETIME = Seconds(1200); //!< longest of bindings
const Time LONGEST = Seconds(16); //!< of a detection, and of what is remembered of a dead binding
const Ipv6Address CARE_OF("fd00:9::17"); //!< where the resident node is

/// A home agent.
class HomeAgentBench : public RoleBench
{
  public:
    HomeAgentBench()
        : m_agent(CreateObject<HomeAgent>())
    {
        m_agent->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_agent->SetAttribute("MaxLifetime", TimeValue(LIFETIME));
        for (const auto sender : {Sender::HOME, Sender::OTHER})
        {
            HomeAssociation association;
            association.identifier = sender == Sender::HOME ? RESIDENT : "mn1@example.com";
            association.homeAddress = GetAddress(sender);
            association.homePrefix = Prefix(GetAddress(sender), 64);
            m_agent->AddMobileNode(association);
        }
        m_agent->TraceConnectWithoutContext("Binding",
                                            MakeCallback(&HomeAgentBench::HandleTransition, this));
        m_node->AddApplication(m_agent);
        Run(Seconds(2));
        BindingUpdate update;
        update.sequence = 1;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
        update.lifetime = 300;
        update.options = {AlternateCareOfAddressOption{CARE_OF}};
        Deliver(Sender::HOME, update);
        Run(Seconds(2));
    }

  private:
    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_agent->SetAttribute("HomeDetection", TimeValue(bits & 1 ? LONGEST : Seconds(1)));
        m_agent->SetAttribute("DeadTime", TimeValue(bits & 2 ? LONGEST : Seconds(10)));
        m_agent->SetAttribute("RefreshAdvice", TimeValue(Seconds(bits & 4 ? 40 : 0)));
        m_agent->SetAttribute("MaxBindings", UintegerValue(bits & 8 ? 1 : 65536));
    }

    /// What a binding is ordered by never goes back.
    void HandleTransition(const HomeBinding& binding, HomeBindingState from, HomeBindingState to)
    {
        const auto* row = m_agent->GetBindings().Find(binding.homeAddress);
        Require((row != nullptr) == (to != HomeBindingState::NONE), "a row is there until it goes");
        auto& latest = m_latest[binding.homeAddress];
        if (from != HomeBindingState::NONE && to != HomeBindingState::NONE)
        {
            Require(static_cast<int16_t>(binding.sequence - latest) >= 0,
                    "a binding goes by the latest update");
        }
        latest = binding.sequence;
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_agent->Restart();
            return true;
        default:
            return false;
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        return delivery.sender == Sender::HOME && delivery.GetType() == MH_UPDATE;
    }

    std::string DescribeResident() const override
    {
        // What time does to it is no message's doing.
        const auto* row = m_agent->GetBindings().Find(GetAddress(Sender::HOME));
        if (!row || row->state != HomeBindingState::BOUND)
        {
            return "";
        }
        std::ostringstream text;
        text << row->careOf << " sequence=" << row->sequence << " until=" << row->until;
        return text.str();
    }

    void CheckTables() const override
    {
        const auto& bindings = m_agent->GetBindings();
        bindings.ForEach([&](const HomeBinding& row) {
            Require(bindings.Find(row.homeAddress) == &row, "a row is found by its home address");
            Require(row.homeAddress == GetAddress(Sender::HOME) ||
                        row.homeAddress == GetAddress(Sender::OTHER),
                    "a row is of a node with an association");
            Require(row.until >= Simulator::Now(), "a row's time is not over");
            Require(row.state != HomeBindingState::NONE, "a row has a state");
        });
        const auto& table = MobilityForwarding::Install(m_node)->GetTable();
        for (const auto sender : {Sender::HOME, Sender::OTHER})
        {
            const auto* row = bindings.Find(GetAddress(sender));
            const auto* entry = table.LookupDestination(GetAddress(sender), FROM_CORE);
            const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
            const bool isBound = row && row->state == HomeBindingState::BOUND;
            Require(isBound == (tunnel != nullptr), "what is bound is tunnelled, and nothing else");
            Require(!tunnel || (tunnel->remote == row->careOf && tunnel->local == ROLE_ADDRESS),
                    "to its care-of address");
        }
        Require(m_signaling->GetNPending() == 0, "it asks nothing");
    }

    void Drain() override
    {
        Run(LIFETIME + 2 * LONGEST + Seconds(1));
        CheckTables();
        Require(m_agent->GetBindings().GetSize() == 0, "nothing is for ever");
    }

    Ptr<HomeAgent> m_agent;                   //!< the role
    std::map<Ipv6Address, uint16_t> m_latest; //!< numbers of bindings, by home address
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    HomeAgentBench().Play(ParseScript(data, size));
    return 0;
}
