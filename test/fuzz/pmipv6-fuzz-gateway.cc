/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a MobileAccessGateway, with timestamps one with a DistributedRouting and a
 * DistributedMobility: the messages that two anchors, of which one is a gateway as well, a stranger
 * and nobody send to it, at the times that the input says, while nodes come and go as it says too.
 * Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see GatewayBench::Configure; 16 in the first step: sequence
 *    numbers order requests
 *  - RESTART: 0 restart, 1 the clock is set, 2 and 3 a node is readmitted
 *  - OPERATE: which node, whether it comes, goes or solicits, Handoff Indicator
 *  - OPERATE_ALL: a packet between the resident node and another one: which, bit 7: out of the
 * other gateway's tunnel, else to it
 */

#include "pmipv6-attachment-bench.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-distributed-mobility.h"
#include "ns3/pmipv6-distributed-routing.h"
#include "ns3/pmipv6-proxy-update.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

constexpr uint16_t LIFETIME = 10000;        //!< of the resident node, in units of 4 s
const Time REST = Seconds(60);              //!< after which no request is under way
const Time LOCATION_LIFETIME = Seconds(20); //!< of what it is told of others
constexpr std::size_t ROWS_OF_STEP = 8;     //!< most that one message or packet brings about
constexpr uint8_t MH_EXPERIMENTAL = 11;     //!< Experimental Mobility Header
constexpr uint8_t MH_HEARTBEAT = 13;        //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16;       //!< Binding Revocation

const Prefix RESIDENT_PREFIX(Ipv6Address("fd00:1::"), 64); //!< of the resident node

/// MN-Identifiers of the nodes, by the last octet of their link-layer addresses.
const std::array<const char*, 5> NODES = {RESIDENT,
                                          "mn1@example.com",
                                          "two@example.com",
                                          "two@example.com",
                                          "forbidden@example.com"};

/// @return what matches what a node sends from a prefix
ForwardingMatch
From(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = prefix;
    match.origins = FROM_MOBILE_NODE;
    return match;
}

/// @return what matches what comes to a prefix through a tunnel
ForwardingMatch
To(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.origins = FROM_TUNNEL | FROM_SELF;
    return match;
}

/// A gateway.
class GatewayBench : public AttachmentBench
{
  public:
    /// @param isTimestampInUse TimestampBasedApproachInUse, which counts from the start
    explicit GatewayBench(bool isTimestampInUse)
        : AttachmentBench(NODES.size())
    {
        AddNode(MakeProfile(RESIDENT, GetAddress(Sender::HOME)), {0});
        AddNode(MakeProfile(NODES[1], GetAddress(Sender::OTHER)), {1});
        auto two = MakeProfile(NODES[2], GetAddress(Sender::HOME));
        two.prefixes = {Prefix(Ipv6Address("fd00:2::"), 64)};
        two.isLocalRoutingAllowed = false;
        AddNode(two, {2, 3});
        auto forbidden = MakeProfile(NODES[4], GetAddress(Sender::HOME));
        forbidden.isProxyMobilityAllowed = false;
        AddNode(forbidden, {4});
        m_gateway->SetAttribute("TimestampBasedApproachInUse", BooleanValue(isTimestampInUse));
        m_gateway->AddAnchor(GetAddress(Sender::HOME));
        m_gateway->AddAnchor(GetAddress(Sender::OTHER));
        if (isTimestampInUse)
        {
            Enhance();
        }
        StartGateway();
        Accept();
    }

  private:
    /// Make it an eMAG.
    void Enhance()
    {
        m_routing = CreateObject<DistributedRouting>();
        m_routing->SetAttribute("LocationLifetime", TimeValue(LOCATION_LIFETIME));
        m_routing->AddManager(GetAddress(Sender::HOME), {Prefix(Ipv6Address("fd00:1::"), 48)});
        m_routing->AddManager(GetAddress(Sender::OTHER), {Prefix(Ipv6Address("fd00:3::"), 48)});
        m_routing->AddGateway(GetAddress(Sender::OTHER));
        auto mobility = CreateObject<DistributedMobility>();
        mobility->SetAttribute("HandoffBuffer", UintegerValue(3));
        mobility->SetRouting(m_routing);
        m_gateway->AddFunction(m_routing);
        m_gateway->AddFunction(mobility);
    }

    /// Accept the resident node.
    void Accept()
    {
        const auto& update = GetLastUpdate(Sender::HOME);
        BindingAcknowledgement answer;
        answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
        answer.sequence = update.sequence;
        answer.lifetime = LIFETIME;
        for (auto option : update.options)
        {
            if (auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
            {
                prefix->prefix = RESIDENT_PREFIX;
            }
            if (auto* capabilities = std::get_if<CapabilitiesOption>(&option))
            {
                capabilities->flags |= CapabilityFlag::LOCATION_MANAGEMENT;
            }
            answer.options.push_back(option);
        }
        Deliver(Sender::HOME, answer);
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_gateway->SetAttribute("EnableMAGLocalRouting", BooleanValue(bits & 1));
        m_gateway->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                Ipv6AddressValue(bits & 2
                                                     ? Ipv6Address::GetAny()
                                                     : Ipv6Address("fe80::200:5eff:fe00:5213")));
        m_gateway->SetAttribute("ClockSynchronizationDelay",
                                TimeValue(MilliSeconds(bits & 4 ? 500 : 0)));
        m_link->isAwake = !(bits & 8);
        m_gateway->SetAttribute("AuthenticationDelay",
                                TimeValue(MilliSeconds(bits & 32 ? 100 : 0)));
        m_gateway->SetAttribute("UplinkBufferSize", UintegerValue(bits & 64 ? 2 : 0));
        m_gateway->SetAttribute("RefreshFraction", DoubleValue(bits & 128 ? 0.1 : 0.8));
    }

    /// A packet between the resident node and another one, of fd00:1:0:NUMBER::/64 or fd00:3.
    void SendPacket(uint8_t operand)
    {
        const std::string other = std::string(operand & 1 ? "fd00:1:0:" : "fd00:3:0:") +
                                  std::to_string(1 + (operand >> 1 & 7)) + "::9";
        const Ipv6Address peer(other.c_str());
        const Ipv6Address node("fd00:1::200:ff:fe00:1");
        const bool isDown = operand & 0x80;
        Exchange(isDown ? peer : node,
                 isDown ? node : peer,
                 isDown ? GetAddress(Sender::OTHER) : Ipv6Address::GetAny());
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
            switch (operand & 3)
            {
            case 0:
                m_gateway->Restart();
                return true;
            case 1:
                m_gateway->SynchronizeClock();
                return false;
            default:
                m_gateway->Readmit(NODES[operand & 3 ? 1 : 2]);
                return false;
            }
        case StepKind::OPERATE_ALL:
            SendPacket(operand);
            return false;
        default:
            return Move(operand);
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        // Heartbeats of its anchor tell of a restart, a revocation may be of all its sessions.
        const bool isOfAll =
            delivery.GetType() == MH_HEARTBEAT || delivery.GetType() == MH_REVOCATION;
        if (m_routing && delivery.GetType() == MH_EXPERIMENTAL)
        {
            return delivery.sender == Sender::HOME || delivery.sender == Sender::OTHER; // PBCI
        }
        return delivery.sender == Sender::HOME && (isOfAll || delivery.Names(RESIDENT));
    }

    std::string DescribeResident() const override
    {
        std::ostringstream text;
        for (const auto* entry : m_gateway->GetBindingUpdateList().FindByMobileNode(RESIDENT))
        {
            text << GetStateName(entry->state) << ' ' << entry->linkLayer
                 << " anchor=" << entry->anchorAddress << " sequence=" << entry->sequence
                 << " timestamp=" << entry->timestamp << " sent=" << entry->sent
                 << " expiry=" << entry->expiry << " attachment=" << entry->attachment;
            for (const auto& prefix : entry->prefixes)
            {
                text << ' ' << prefix << ' ' << DescribeAction(From(prefix)) << ' '
                     << DescribeAction(To(prefix));
            }
            text << '\n';
        }
        return text.str();
    }

    /// Require that packets of a registered node pass. @param prefixes gets its prefixes
    void CheckEntry(const BindingUpdateListEntry& entry, std::vector<Prefix>& prefixes) const
    {
        Require(entry.state != AttachmentState::NONE, "an entry has a state");
        const auto* profile = m_policies->Find(entry.identifier);
        Require(profile && profile->isProxyMobilityAllowed, "an entry is of a node with service");
        Require(!entry.isAsked || (entry.state != AttachmentState::AUTHENTICATING &&
                                   entry.state != AttachmentState::REFUSED),
                "nothing is asked for a node that has no service");
        if (entry.state != AttachmentState::REGISTERED)
        {
            return;
        }
        Require(!entry.prefixes.empty() && entry.prefixes.size() <= MAX_SESSION_PREFIXES,
                "a registered node has some prefixes");
        Require(entry.expiry >= Simulator::Now(), "a registration has not expired");
        std::ostringstream tunnel;
        tunnel << "tunnel " << ROLE_ADDRESS << " > " << entry.anchorAddress;
        std::ostringstream deliver;
        deliver << "deliver " << AccessDevice::GetNextHop(entry.linkLayer);
        for (const auto& prefix : entry.prefixes)
        {
            const std::string from = DescribeAction(From(prefix));
            Require(from == tunnel.str(), "packets: " + from + ", not: " + tunnel.str());
            const std::string to = DescribeAction(To(prefix));
            Require(to == deliver.str(), "packets: " + to + ", not: " + deliver.str());
            prefixes.push_back(prefix);
        }
    }

    void CheckTables() const override
    {
        std::vector<Prefix> prefixes;
        std::size_t requests = 0;
        m_gateway->GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& entry) {
            CheckEntry(entry, prefixes);
            requests += entry.isAsked ? 1 : 0;
        });
        const std::size_t size = m_forwarding->GetTable().GetSize() - m_restingSize;
        // Of an eMAG four more of each prefix, and what each step may bring about.
        const std::size_t most =
            m_routing ? 7 * prefixes.size() + ROWS_OF_STEP * MAX_STEPS : 3 * prefixes.size();
        Require(2 * prefixes.size() <= size && size <= most,
                "the table has two or three entries for each prefix");
        std::sort(prefixes.begin(), prefixes.end());
        const auto overlapping =
            std::adjacent_find(prefixes.begin(),
                               prefixes.end(),
                               [](const Prefix& a, const Prefix& b) { return a.Overlaps(b); });
        Require(overlapping == prefixes.end(), "no address is of two prefixes");
        for (const auto& address :
             {ROLE_ADDRESS, GetAddress(Sender::HOME), GetAddress(Sender::OTHER)})
        {
            Require(!m_forwarding->GetTable().LookupDestination(address, FROM_SELF),
                    "no mobile node gets what is for a gateway or an anchor");
        }
        const std::size_t pending = m_signaling->GetNPending();
        Require(pending == requests ||
                    (m_routing && pending > requests && pending <= requests + 2 * MAX_STEPS),
                "each request under way is of an entry");
    }

    void Drain() override
    {
        DetachAll();
        CheckTables();
        Run(REST);
        CheckTables();
        Require(m_gateway->GetBindingUpdateList().GetSize() == 0, "no entry is for ever");
        Run(REST);
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
        Require(m_forwarding->GetTable().GetSize() == m_restingSize, "no row is for ever");
    }

    Ptr<DistributedRouting> m_routing; //!< DRF; null with sequence numbers
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    const bool isNumbered =
        !steps.empty() && steps[0].GetKind() == StepKind::CONFIGURE && steps[0].GetOperand(0) & 16;
    GatewayBench(!isNumbered).Play(steps);
    return 0;
}
