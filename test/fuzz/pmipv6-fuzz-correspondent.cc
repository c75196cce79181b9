/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a CorrespondentNode: the messages that two mobile nodes, a stranger and
 * nobody send to it, at the times that the input says, and its restarts between them. A node sends
 * from its home address: where it is says the Alternate Care-of Address. Steps and their octets:
 * pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see CorrespondentBench::Configure
 *  - OPERATE: a Binding Update of its sender, with the tokens that the role has sent last to it and
 *    to the stranger, which is the care-of address: sequence number (two octets), lifetime, bits
 * (1: without A, 2: another nonce index, 4: another authenticator)
 */

#include "pmipv6-role-bench.h"

#include "ns3/pmipv6-care-of-paths.h"
#include "ns3/pmipv6-correspondent-node.h"
#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-mobility-option.h"
#include "ns3/pmipv6-return-routability-keys.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

const Time LONGEST = Seconds(420); //!< MAX_RR_BINDING_LIFETIME
const Time MEMORY = Seconds(240);  //!< MAX_NONCE_LIFETIME

/// A correspondent.
class CorrespondentBench : public RoleBench
{
  public:
    CorrespondentBench()
        : m_role(CreateObject<CorrespondentNode>())
    {
        m_role->TraceConnectWithoutContext(
            "Binding",
            MakeCallback(&CorrespondentBench::HandleTransition, this));
        m_signaling->TraceConnectWithoutContext(
            "Sent",
            MakeCallback(&CorrespondentBench::HandleTest, this));
        m_node->AddApplication(m_role);
        Run(Seconds(2));
        for (const auto sender : {Sender::HOME, Sender::OTHER})
        {
            Deliver(sender, HomeTestInit());
        }
        Deliver(Sender::STRANGER, CareOfTestInit());
        Run(Seconds(1));
        Update(Sender::HOME, 1, 300, 0);
        Run(Seconds(1));
    }

  private:
    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_role->SetAttribute("MaxRrBindingLifetime", TimeValue(bits & 1 ? Seconds(40) : LONGEST));
        m_role->SetAttribute("RefreshRequest", TimeValue(Seconds(bits & 2 ? 8 : 0)));
        m_role->SetAttribute("MaxBindings", UintegerValue(bits & 4 ? 1 : 65536));
    }

    /// The role has sent a message.
    void HandleTest(const SignalingEvent& event)
    {
        if (const auto* home = std::get_if<HomeTest>(event.message))
        {
            m_tests[event.peer] = *home;
        }
        else if (const auto* careOf = std::get_if<CareOfTest>(event.message))
        {
            m_tests[event.peer] = *careOf;
        }
    }

    /// A mobile node that has made the tests tells where it is.
    void Update(Sender sender, uint16_t sequence, uint16_t lifetime, uint8_t bits)
    {
        const auto home = GetAddress(sender);
        const auto careOf = GetAddress(Sender::STRANGER);
        BindingUpdate update;
        update.sequence = sequence;
        update.flags = bits & 1 ? uint16_t{0} : UpdateFlag::ACKNOWLEDGE;
        update.lifetime = lifetime;
        const auto index = static_cast<uint16_t>(m_tests[home].nonceIndex + (bits & 2 ? 1 : 0));
        update.options = {NonceIndicesOption{index, m_tests[careOf].nonceIndex},
                          AlternateCareOfAddressOption{careOf}};
        const uint64_t token = m_tests[home].token;
        Authorize(update,
                  lifetime == 0 ? ComputeDeletionKey(token)
                                : ComputeBindingKey(token, m_tests[careOf].token),
                  lifetime == 0 ? home : careOf,
                  ROLE_ADDRESS);
        if (bits & 4)
        {
            FindOption<BindingAuthorizationDataOption>(update.options)->authenticator[0] ^= 1;
        }
        Deliver(sender, update);
    }

    /// What a binding is ordered by never goes back.
    void HandleTransition(const CorrespondentBinding& row,
                          CorrespondentBindingState from,
                          CorrespondentBindingState to)
    {
        Require((m_role->GetBindings().Find(row.key) != nullptr) ==
                    (to != CorrespondentBindingState::NONE),
                "a row is there until it goes");
        auto& latest = m_latest[row.key.homeAddress];
        if (from != CorrespondentBindingState::NONE && to != CorrespondentBindingState::NONE)
        {
            Require(static_cast<int16_t>(row.sequence - latest) >= 0,
                    "a binding goes by the latest update");
        }
        latest = row.sequence;
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_role->Restart();
            return true;
        case StepKind::OPERATE:
            if (step.GetSender() == Sender::HOME || step.GetSender() == Sender::OTHER)
            {
                Update(step.GetSender(),
                       static_cast<uint16_t>(step.GetOperand(0) << 8 | step.GetOperand(1)),
                       step.GetOperand(2),
                       step.GetOperand(3));
            }
            return step.GetSender() == Sender::HOME;
        default:
            return false;
        }
    }

    bool MayChangeResident(const Delivery& /* delivery */) const override
    {
        return false; // Without the tokens nobody proves anything.
    }

    bool IsForAnybody() const override
    {
        return true; // RFC 6275, 9.4.
    }

    std::string DescribeResident() const override
    {
        const auto* row = m_role->GetBindings().Find({ROLE_ADDRESS, GetAddress(Sender::HOME)});
        std::ostringstream text;
        if (row)
        {
            // What time does to it is no message's doing.
            text << row->careOf << " sequence=" << row->sequence;
        }
        return text.str();
    }

    void CheckTables() const override
    {
        const auto paths = CareOfPaths::Install(m_node);
        for (const auto sender : {Sender::HOME, Sender::OTHER, Sender::STRANGER})
        {
            const auto* row = m_role->GetBindings().Find({ROLE_ADDRESS, GetAddress(sender)});
            const bool isBound = row && row->state == CorrespondentBindingState::BOUND;
            Require(sender != Sender::STRANGER || !row, "a row is of a node that has proven it");
            Require(!row || row->until >= Simulator::Now(), "a row's time is not over");
            const auto careOf = paths->Find(ROLE_ADDRESS, GetAddress(sender)).destination;
            Require(careOf == (isBound ? row->careOf : Ipv6Address::GetAny()),
                    "packets go where the binding says");
            Require(m_role->GetBindings().IsBound(GetAddress(sender),
                                                  GetAddress(Sender::STRANGER)) == isBound,
                    "a Home Address option is taken of what is bound");
        }
        Require(m_signaling->GetNPending() == 0, "it asks nothing");
    }

    void Drain() override
    {
        Run(LONGEST + MEMORY + Seconds(1));
        CheckTables();
        Require(m_role->GetBindings().GetSize() == 0, "nothing is for ever");
    }

    Ptr<CorrespondentNode> m_role;              //!< the role
    std::map<Ipv6Address, AddressTest> m_tests; //!< last ones, by whom they went to
    std::map<Ipv6Address, uint16_t> m_latest;   //!< numbers of bindings, by home address
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    if (IsKeyedHashAvailable())
    {
        CorrespondentBench().Play(ParseScript(data, size));
    }
    return 0;
}
