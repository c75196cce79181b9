/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a CentralMobilityDatabase: the messages that two MAARs, a stranger and nobody
 * send to it, at the times that the input says, and its restarts between them. Steps and their
 * octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see DatabaseBench::Configure; in the first step a second octet
 *    too, see DatabaseBench::SetTerms
 */

#include "pmipv6-role-bench.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-central-mobility-database.h"
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

constexpr uint16_t LIFETIME = 300;   //!< of sessions, in units of 4 s
constexpr std::size_t PLACES = 2;    //!< in the queue of what is paced
const Time RESTORING = Seconds(300); //!< how long MAARs are believed after a restart
const Time SILENCE = Seconds(64);    //!< after which a MAAR is given up
const Time END =
    Seconds(LIFETIME * 4) + RESTORING + 2 * SILENCE; //!< after which no session is left

/// A database.
class DatabaseBench : public RoleBench
{
  public:
    /// @param terms what is set before the start, see SetTerms
    explicit DatabaseBench(uint8_t terms)
        : m_database(CreateObject<CentralMobilityDatabase>())
    {
        for (const auto* identifier : {RESIDENT, "mn1@example.com", "two@example.com"})
        {
            m_policies->Add(MakeProfile(identifier, ROLE_ADDRESS));
        }
        auto forbidden = MakeProfile("forbidden@example.com", ROLE_ADDRESS);
        forbidden.isProxyMobilityAllowed = false;
        m_policies->Add(forbidden);
        m_policies->Add(MakeProfile("elsewhere@example.com", GetAddress(Sender::STRANGER)));
        m_database->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
        m_database->SetAttribute("MaxLifetime", TimeValue(Seconds(LIFETIME * 4)));
        m_database->SetAttribute("RestoreTime", TimeValue(RESTORING));
        m_database->SetAttribute("PreviousMaarSilence", TimeValue(SILENCE));
        m_database->SetAttribute("MaxPacingQueue", UintegerValue(PLACES));
        SetTerms(terms);
        m_database->SetPolicyStore(m_policies);
        m_database->AddMaar(GetAddress(Sender::HOME), GetPool(Sender::HOME));
        m_database->AddMaar(GetAddress(Sender::OTHER), GetPool(Sender::OTHER));
        m_database->TraceConnectWithoutContext(
            "Session",
            MakeCallback(&DatabaseBench::HandleTransition, this));
        m_node->AddApplication(m_database);
        Run(Seconds(2));
        Register();
    }

  private:
    /// Set what the database reads when it starts, and how many previous MAARs a node keeps.
    void SetTerms(uint8_t bits)
    {
        const std::array<const char*, 4> modes = {"relay", "locator", "proxy", "locator"};
        m_database->SetAttribute("Mode", StringValue(modes.at(bits & 3)));
        m_database->SetAttribute("LocatorSummary", BooleanValue((bits & 3) == 3));
        m_database->SetAttribute("AggregationTimeout", TimeValue(MilliSeconds(bits & 4 ? 30 : 0)));
        m_database->SetAttribute("Pacing", TimeValue(MilliSeconds(bits & 8 ? 500 : 0)));
        m_maxPrevious = bits >> 4 & 3 ? (bits >> 4 & 3) - 1 : 16;
        m_database->SetAttribute("MaxPreviousMaars", UintegerValue(m_maxPrevious));
        m_database->SetAttribute("MaxMessageSize", UintegerValue(bits & 64 ? 576 : 1280));
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_database->SetAttribute("MinDelayBeforeBCEDelete",
                                 TimeValue(MilliSeconds(bits & 1 ? 0 : 10000)));
        m_database->SetAttribute("TimestampValidityWindow",
                                 TimeValue(bits & 2 ? END : MilliSeconds(300)));
        m_database->SetAttribute("ClockOffset", TimeValue(Seconds(bits & 4 ? 10 : 0)));
    }

    /// Register the resident node.
    void Register()
    {
        DmmSubject subject;
        subject.identifier = RESIDENT;
        subject.indicator = HandoffIndicator::NEW_INTERFACE;
        subject.technology = AccessTechnologyType::IEEE_802_11;
        subject.sequence = 1;
        subject.timestamp = ToMobilityTimestamp(Simulator::Now());
        Deliver(Sender::HOME, MakePresenceUpdate(subject, {GetPrefix(Sender::HOME, 0)}, LIFETIME));
    }

    /// What a session is ordered by never goes back.
    void HandleTransition(const MobilitySession& session, BindingState from, BindingState to)
    {
        auto& latest = m_latest[session.identifier];
        if (from == BindingState::NONE)
        {
            latest = 0;
        }
        Require(to == BindingState::NONE || session.timestamp >= latest,
                "a session goes by the latest request");
        latest = session.timestamp;
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_database->Restart();
            return true;
        default:
            return false;
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        const bool isOfMaar = delivery.sender == Sender::HOME || delivery.sender == Sender::OTHER;
        const bool isOfRegistration =
            delivery.GetType() == MH_UPDATE || delivery.GetType() == MH_ACKNOWLEDGEMENT;
        return isOfMaar && isOfRegistration && delivery.Names(RESIDENT);
    }

    std::string DescribeResident() const override
    {
        const auto* session = m_database->GetSessions().Find(RESIDENT);
        if (!session)
        {
            return "";
        }
        std::ostringstream text;
        text << GetStateName(session->state) << " careOf=" << session->proxyCareOf
             << " sequence=" << session->sequence << " timestamp=" << session->timestamp
             << " registered=" << session->registered << " expiry=" << session->expiry;
        for (const auto& prefix : session->prefixes)
        {
            text << ' ' << prefix;
        }
        for (const auto& one : session->previous)
        {
            text << ' ' << one.maar << ':' << one.prefix;
        }
        return text.str();
    }

    /// Require that a prefix may be where it is said to be anchored. @param all gets it
    void CheckAnchorage(const MobilitySession& session,
                        const Anchorage& anchorage,
                        std::set<Prefix>& all) const
    {
        Require(all.insert(anchorage.prefix).second, "a prefix is of one session, and once");
        Require(m_database->GetSessions().FindByPrefix(anchorage.prefix) == &session,
                "a session is found by its prefix");
        Require(IsOfPool(anchorage), "a prefix is of the pool of the MAAR that anchors it");
    }

    /// Require that a session may be there as it is. @param all gets its prefixes
    void CheckSession(const MobilitySession& session,
                      std::set<Prefix>& all,
                      std::set<Ipv6Address>& used) const
    {
        const auto* profile = m_policies->Find(session.identifier);
        Require(profile && profile->isProxyMobilityAllowed &&
                    profile->anchorAddress == ROLE_ADDRESS,
                "a session is of a node that is allowed here");
        Require(session.state == BindingState::REGISTERED ||
                    session.state == BindingState::DEREGISTERED,
                "a session has a state");
        Require(session.expiry >= Simulator::Now(), "a session has not expired");
        for (const auto& prefix : session.prefixes)
        {
            CheckAnchorage(session, {session.proxyCareOf, prefix}, all);
        }
        std::set<Ipv6Address> maars;
        for (const auto& one : session.previous)
        {
            CheckAnchorage(session, one, all);
            maars.insert(one.maar);
        }
        Require(maars.size() <= m_maxPrevious, "previous MAARs are bounded");
        used.insert(maars.begin(), maars.end());
        used.insert(session.proxyCareOf);
    }

    void CheckTables() const override
    {
        std::set<Prefix> all;
        std::set<Ipv6Address> used;
        const auto& sessions = m_database->GetSessions();
        for (const auto& [identifier, session] : sessions.GetAll())
        {
            Require(identifier == session.identifier && sessions.Find(identifier) == &session,
                    "a session is found by its node");
            CheckSession(session, all, used);
        }
        for (const auto sender : {Sender::HOME, Sender::OTHER, Sender::STRANGER})
        {
            Require(sessions.HasMaar(GetAddress(sender)) == (used.count(GetAddress(sender)) > 0),
                    "the MAARs of all sessions are known");
        }
        for (const auto& prefix : m_prefixes)
        {
            Require(all.count(prefix) > 0 || !sessions.FindByPrefix(prefix),
                    "no session is found by a prefix that it has no more");
        }
        m_prefixes = all;
        Require(m_database->GetUpdates().GetQueue().GetSize() <= PLACES, "the queue is bounded");
        // Of each step one to either MAAR, and a Heartbeat.
        Require(m_signaling->GetNPending() <= 3 * MAX_STEPS, "requests under way are bounded");
    }

    void Drain() override
    {
        Run(END);
        CheckTables();
        Require(m_database->GetSessions().GetSize() == 0, "no session is for ever");
        Require(m_database->GetUpdates().GetQueue().GetSize() == 0, "nothing waits for ever");
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
    }

    Ptr<CentralMobilityDatabase> m_database;  //!< the role
    std::size_t m_maxPrevious{0};             //!< MaxPreviousMaars
    std::map<std::string, uint64_t> m_latest; //!< timestamps of sessions, by node
    mutable std::set<Prefix> m_prefixes;      //!< of all sessions when they were looked at last
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    DatabaseBench(GetTerms(steps)).Play(steps);
    return 0;
}
