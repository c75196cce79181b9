/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a LocationManager: the messages that an eLMA (HOME), another LMF of the area
 * (OTHER), a stranger and nobody send to it, at the times that the input says, while LMFs join and
 * leave as it says too. Another eLMA, of which the other LMF may speak, and a third LMF are silent.
 * Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see ManagerBench::Configure; in the first step a second octet
 *    too, see ManagerBench::SetTerms
 *  - OPERATE: which LMF, bit 2: it leaves, else it joins
 */

#include "pmipv6-role-bench.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-location-manager.h"
#include "ns3/pmipv6-location-rules.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

const Time RECORD_LIFETIME = Seconds(2000);           //!< longer than a script
const Time HOLD_DOWN = Seconds(8);                    //!< of an LMF that is silent
const Time REST = Seconds(120);                       //!< after which no request is under way
const Prefix FIXED(Ipv6Address("fd00:a001:f::"), 64); //!< of fixed nodes
const Ipv6Address ROUTER("fd00:c::31");               //!< their access router
const Ipv6Address SECOND_ROUTER("fd00:c::32");        //!< another one
const Ipv6Address BORDER("fd00:c::33");               //!< border gateway

/// Most parts of a message that are served one by one: its prefixes.
constexpr std::size_t MAX_LEGS = MAX_MOBILITY_HEADER_LENGTH / 20;

/// @return an LMF by operand: the one that sends, one that is silent, the eLMA, the role itself
Ipv6Address
GetMember(uint8_t operand)
{
    const std::array<Ipv6Address, 4> members = {GetAddress(Sender::OTHER),
                                                Ipv6Address("fd00:c::14"),
                                                GetAddress(Sender::HOME),
                                                ROLE_ADDRESS};
    return members.at(operand & 3);
}

const Ipv6Address SECOND_ANCHOR("fd00:c::13"); //!< another eLMA, which is silent

/// An LMF.
class ManagerBench : public RoleBench
{
  public:
    /// @param terms what is set before the start, see SetTerms
    explicit ManagerBench(uint8_t terms)
        : m_manager(CreateObject<LocationManager>()),
          m_resident(GetPrefix(Sender::HOME, 0))
    {
        m_manager->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_manager->SetAttribute("RecordLifetime", TimeValue(RECORD_LIFETIME));
        m_manager->SetAttribute("PeerHoldDown", TimeValue(HOLD_DOWN));
        m_manager->AddReporter(GetAddress(Sender::HOME));
        m_manager->AddReporter(SECOND_ANCHOR);
        m_reporters = {GetAddress(Sender::HOME), SECOND_ANCHOR};
        SetTerms(terms);
        Join(0);
        m_manager->TraceConnectWithoutContext("StateChange",
                                              MakeCallback(&ManagerBench::HandleTransition, this));
        m_node->AddApplication(m_manager);
        Run(Seconds(2));
        Register();
    }

  private:
    /// Set what the LMF reads when it starts.
    void SetTerms(uint8_t bits)
    {
        m_isCopied = !(bits & 1);
        m_maxRecords = bits & 2 ? 4 : 64;
        m_maxRelays = bits & 4 ? 1 : 4;
        m_maxTransfers = bits & 8 ? 1 : 64;
        m_maxPrevious = bits & 8 ? 1 : 8;
        m_manager->SetAttribute("CopyRecords", BooleanValue(m_isCopied));
        m_manager->SetAttribute("MaxRecords", UintegerValue(m_maxRecords));
        m_manager->SetAttribute("MaxRelays", UintegerValue(m_maxRelays));
        m_manager->SetAttribute("MaxTransfers", UintegerValue(m_maxTransfers));
        m_manager->SetAttribute("MaxPreviousLocations", UintegerValue(m_maxPrevious));
        m_manager->SetAttribute("MaxRetries", UintegerValue(bits & 64 ? 0 : 1));
        if (bits & 16)
        {
            m_area = {GetPool(Sender::HOME)};
            m_manager->AddArea(m_area.front());
            m_manager->SetBorder(BORDER);
            m_manager->AddFixed(FIXED, {ROUTER, SECOND_ROUTER});
        }
        if (bits & 32)
        {
            m_manager->AddReporter(GetAddress(Sender::OTHER));
            m_reporters.insert(GetAddress(Sender::OTHER));
        }
        if (bits & 128)
        {
            Join(1);
        }
    }

    /// Set attributes, and what fixed nodes have.
    void Configure(uint8_t bits)
    {
        m_manager->SetAttribute("LocationLifetime", TimeValue(Seconds(bits & 1 ? 4 : 60)));
        m_manager->SetAttribute("OutsidePrefixLength", UintegerValue(bits & 2 ? 48 : 64));
        if (bits & 4)
        {
            m_manager->SetNearest(GetAddress(Sender::HOME), SECOND_ROUTER);
        }
        if (bits & 8)
        {
            m_manager->RemoveRouter(ROUTER);
        }
    }

    /// An LMF joins. @param operand which, see GetMember
    void Join(uint8_t operand)
    {
        const Ipv6Address member = GetMember(operand);
        if (member != ROLE_ADDRESS)
        {
            m_members.insert(member);
            m_everMembers.insert(member);
        }
        m_manager->AddMember(member);
    }

    /// An LMF leaves. @param operand which, see GetMember
    void Leave(uint8_t operand)
    {
        m_manager->RemoveMember(GetMember(operand));
        m_members.erase(GetMember(operand));
    }

    /// The other LMF passes on where the resident node is: what it does is kept whoever is
    /// responsible.
    void Register()
    {
        LocationRequest report;
        report.prefixes = {m_resident};
        report.gateway = GetAddress(Sender::HOME);
        report.timestamp = ToMobilityTimestamp(Simulator::Now());
        report.lifetime = UINT16_MAX;
        for (const bool isByName : {true, false})
        {
            if (isByName)
            {
                report.identifier = RESIDENT;
            }
            LocationUpdate update;
            WriteLocationRequest(report, update);
            Deliver(Sender::OTHER, update);
            report.identifier.reset();
        }
    }

    /// While a record is there, what it is ordered by never goes back.
    void HandleTransition(const StateChange& change)
    {
        if (change.to == GetStateName(RecordState::NONE))
        {
            m_latest.erase(change.mobileNode);
        }
    }

    bool Operate(const Step& step) override
    {
        const uint8_t operand = step.GetOperand(0);
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(operand);
            return false;
        case StepKind::RESTART:
            m_manager->Restart();
            return true;
        case StepKind::OPERATE:
            operand & 4 ? Leave(operand) : Join(operand);
            return false;
        default:
            return false;
        }
    }

    bool IsPeer(const Ipv6Address& address) const override
    {
        return m_reporters.count(address) > 0 || m_everMembers.count(address) > 0;
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        const Ipv6Address sender = GetAddress(delivery.sender);
        const bool isMember = m_members.count(sender) > 0;
        if (delivery.destination != ROLE_ADDRESS || (!isMember && m_reporters.count(sender) == 0))
        {
            return false;
        }
        // What another LMF has acknowledged it has from then on.
        if (delivery.IsOf(ExperimentalSubtype::LOCATION_UPDATE_ACK))
        {
            return isMember && !m_isCopied;
        }
        return delivery.IsOf(ExperimentalSubtype::LOCATION_UPDATE) &&
               (delivery.Names(RESIDENT) || delivery.Names(m_resident));
    }

    std::string DescribeResident() const override
    {
        std::ostringstream text;
        for (const auto& key : {RecordKey(RESIDENT), RecordKey(m_resident)})
        {
            const auto* record = m_manager->GetRecords().Find(key, Simulator::Now());
            if (!record)
            {
                continue;
            }
            text << GetStateName(record->state) << ' ' << record->anchor
                 << " timestamp=" << record->timestamp << " expiry=" << record->expiry;
            for (const auto& prefix : record->prefixes)
            {
                text << ' ' << prefix;
            }
            for (const auto& former : record->former)
            {
                text << ' ' << former.anchor;
            }
            text << '\n';
        }
        return text.str();
    }

    /// Require that the prefixes of a record may be mobile nodes'.
    void CheckPrefixes(const std::vector<Prefix>& prefixes) const
    {
        Require(!prefixes.empty() && !HasOverlap(prefixes), "a record has prefixes, each once");
        for (const auto& prefix : prefixes)
        {
            Require(IsOfOneNode(prefix), "a prefix is of one node");
            Require(m_area.empty() || (m_area.front().Contains(prefix.GetAddress()) &&
                                       m_area.front().GetLength() <= prefix.GetLength()),
                    "a prefix is of the area");
        }
    }

    /// Require that a record may be there as it is.
    void CheckRecord(const RecordKey& key, const LocationRecord& record) const
    {
        const bool isByName = std::holds_alternative<std::string>(key);
        Require(record.expiry <= Simulator::Now() + RECORD_LIFETIME, "a record has a lifetime");
        if (record.state == RecordState::WITHDRAWN)
        {
            Require(record.anchor.IsAny() && record.prefixes.empty() && record.former.empty(),
                    "what is withdrawn is nowhere");
            return;
        }
        Require(record.state == RecordState::HELD, "a record has a state");
        Require(m_reporters.count(record.anchor) > 0, "a record is of an eLMA of the area");
        CheckPrefixes(record.prefixes);
        Require(isByName || record.prefixes == std::vector<Prefix>{std::get<Prefix>(key)},
                "a record by prefix has that one");
        std::set<Ipv6Address> former{record.anchor};
        for (const auto& one : record.former)
        {
            Require(former.insert(one.anchor).second, "an eLMA is named once");
            Require(m_reporters.count(one.anchor) > 0, "a former one is of the area too");
            Require(one.replaced <= Simulator::Now(), "a former one is past");
        }
        Require(record.former.size() <= (isByName ? m_maxPrevious : 0),
                "former anchors are bounded, and of nodes");
    }

    void CheckTables() const override
    {
        const Time now = Simulator::Now();
        const auto& records = m_manager->GetRecords();
        const auto keys = records.GetKeys();
        Require(keys.size() == records.GetSize() && keys.size() <= m_maxRecords,
                "records are bounded");
        Require(std::set<RecordKey>(keys.begin(), keys.end()).size() == keys.size(),
                "a record is there once");
        Require(records.GetNextExpiry() >= now, "no record has expired");
        for (const auto& key : keys)
        {
            const auto* record = records.Find(key, now);
            Require(record || records.GetNextExpiry() == now, "a record is found by its key");
            if (!record)
            {
                continue;
            }
            CheckRecord(key, *record);
            auto& latest = m_latest[GetRecordName(key)];
            Require(record->timestamp >= latest, "a record goes by the latest report");
            latest = record->timestamp;
            m_seen.insert(key);
        }
        Require(m_manager->GetNRelays() <= m_maxRelays, "relays are bounded");
        // A record waits for who was responsible too, as one more has joined since.
        Require(m_manager->GetNTransfers() <= m_seen.size() * m_everMembers.size(),
                "a record is sent on to each once at a time");
        // Of each a Heartbeat, of each relay as many as it has parts, of copies as many as relays.
        Require(m_signaling->GetNPending() <=
                    m_reporters.size() + m_maxRelays * (MAX_LEGS + 1) + m_maxTransfers,
                "requests under way are bounded");
    }

    void Drain() override
    {
        Run(RECORD_LIFETIME + REST); // What others have not answered is taken here yet.
        CheckTables();
        Require(m_manager->GetRecords().GetSize() == 0, "no record is for ever");
        Require(m_manager->GetNRelays() == 0, "no relay is for ever");
        Require(m_manager->GetNTransfers() == 0, "no transfer is for ever");
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
    }

    Ptr<LocationManager> m_manager;                   //!< the role
    Prefix m_resident;                                //!< of the resident node
    std::set<Ipv6Address> m_reporters;                //!< the eLMAs
    std::set<Ipv6Address> m_members;                  //!< the other LMFs
    std::set<Ipv6Address> m_everMembers;              //!< those that have left included
    std::vector<Prefix> m_area;                       //!< where mobile nodes are; none: anywhere
    bool m_isCopied{true};                            //!< CopyRecords
    std::size_t m_maxRecords{0};                      //!< MaxRecords
    std::size_t m_maxRelays{0};                       //!< MaxRelays
    std::size_t m_maxTransfers{0};                    //!< MaxTransfers
    std::size_t m_maxPrevious{0};                     //!< MaxPreviousLocations
    mutable std::set<RecordKey> m_seen;               //!< of what there ever was a record
    mutable std::map<std::string, uint64_t> m_latest; //!< timestamps of records, by name
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    ManagerBench(GetTerms(steps)).Play(steps);
    return 0;
}
