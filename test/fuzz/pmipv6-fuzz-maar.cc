/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of a MobileAccessGateway with a MobilityAnchorAccessRouter: the messages that a
 * CMD (HOME), another MAAR, a stranger and nobody send to it, at the times that the input says,
 * while nodes come and go as it says too. Steps and their octets: pmipv6-script.h. Operands:
 *  - CONFIGURE: bits of attributes, see MaarBench::Configure; in the first step a second octet too,
 *    see MaarBench::SetTerms
 *  - RESTART: the gateway restarts
 *  - OPERATE: which node, whether it comes, goes or solicits, Handoff Indicator
 *  - OPERATE_ALL: a packet, see MaarBench::SendPacket
 */

#include "pmipv6-attachment-bench.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-mobility-anchor-access-router.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

constexpr uint16_t LIFETIME = 10000;  //!< of the resident node, in units of 4 s
const Time REST = Seconds(60);        //!< after which no request is under way
constexpr uint8_t MH_HEARTBEAT = 13;  //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16; //!< Binding Revocation
const char* const POOL = "fd00:a010"; //!< how the MAAR's own prefixes begin

/// MN-Identifiers of the nodes, by the last octet of their link-layer addresses.
const std::array<const char*, 5> NODES = {RESIDENT,
                                          "mn1@example.com",
                                          "two@example.com",
                                          "two@example.com",
                                          "forbidden@example.com"};

/// @return what matches packets to a prefix that is anchored here
ForwardingMatch
ToAnchored(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.owner = "dmm";
    return match;
}

/// @return what matches packets to a prefix from elsewhere
ForwardingMatch
ToPrevious(const Prefix& prefix)
{
    ForwardingMatch match = ToAnchored(prefix);
    match.origins = FROM_TUNNEL | FROM_SELF;
    return match;
}

/// @return what matches what a node sends from a prefix from elsewhere
ForwardingMatch
FromPrevious(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = prefix;
    match.origins = FROM_MOBILE_NODE;
    match.owner = "dmm";
    return match;
}

/// @return an action that delivers, as text
std::string
ToNode(const LinkLayerAddress& node)
{
    std::ostringstream text;
    text << "deliver " << AccessDevice::GetNextHop(node);
    return text.str();
}

/// @return an action that tunnels, as text
std::string
ToPeer(const Ipv6Address& peer)
{
    std::ostringstream text;
    text << "tunnel " << ROLE_ADDRESS << " > " << peer;
    return text.str();
}

/// @return an address of a node
Ipv6Address
GetAddressOf(const Prefix& prefix, std::size_t node)
{
    uint8_t octets[16];
    uint8_t link[16];
    prefix.GetAddress().GetBytes(octets);
    AccessDevice::GetNextHop(GetLinkLayer(node)).GetBytes(link);
    std::copy(link + 8, link + 16, octets + 8);
    return Ipv6Address(octets);
}

/// A MAAR.
class MaarBench : public AttachmentBench
{
  public:
    /// @param terms what is set before the start, see SetTerms
    explicit MaarBench(uint8_t terms)
        : AttachmentBench(NODES.size()),
          m_maar(CreateObject<MobilityAnchorAccessRouter>())
    {
        const Ipv6Address database = GetAddress(Sender::HOME);
        AddNode(MakeProfile(RESIDENT, database), {0});
        AddNode(MakeProfile(NODES[1], database), {1});
        AddNode(MakeProfile(NODES[2], database), {2, 3});
        auto forbidden = MakeProfile(NODES[4], database);
        forbidden.isProxyMobilityAllowed = false;
        AddNode(forbidden, {4});
        SetTerms(terms);
        m_maar->AddDatabase(database);
        m_maar->AddMaar(GetAddress(Sender::OTHER), GetPool(Sender::OTHER));
        m_gateway->AddAnchor(database);
        m_gateway->AddFunction(m_maar);
        StartGateway();
        Accept();
    }

  private:
    /// Set what the MAAR reads when it starts.
    void SetTerms(uint8_t bits)
    {
        m_isOfLocator = bits & 1;
        m_maar->SetAttribute("PreviousAnswers", BooleanValue(m_isOfLocator));
        m_maar->SetAttribute("StopTimer", BooleanValue(!(bits & 2)));
        m_maar->SetAttribute("EarlyAccept", BooleanValue(bits & 4));
        m_maar->SetAttribute("PrefixIdleTime", TimeValue(Seconds(bits & 8 ? 3 : 0)));
        m_maar->SetAttribute("PrefixHoldTime", TimeValue(Seconds(bits & 16 ? 30 : 0)));
        // Of two prefixes: the pool is exhausted soon.
        const std::string pool = std::string(POOL) + (bits & 32 ? "::/63" : "::/32");
        m_maar->SetAttribute("PrefixPool", StringValue(pool));
    }

    /// Set attributes.
    void Configure(uint8_t bits)
    {
        m_link->isAwake = !(bits & 1);
        m_gateway->SetAttribute("AuthenticationDelay", TimeValue(MilliSeconds(bits & 2 ? 100 : 0)));
        m_gateway->SetAttribute("RefreshFraction", DoubleValue(bits & 4 ? 0.1 : 0.8));
    }

    /// Accept the resident node.
    void Accept()
    {
        const auto& update = GetLastUpdate(Sender::HOME);
        const auto* offered = FindOption<HomeNetworkPrefixOption>(update.options);
        Require(offered, "a prefix is offered");
        Deliver(Sender::HOME,
                MakeDmmAnswer(GetSubject(update),
                              BindingStatus::ACCEPTED,
                              {offered->prefix},
                              LIFETIME));
    }

    /// A packet of, or to, a node. Bits of the operand: 0 to 2 which node; 3 and 4 which of the
    /// other MAAR's prefixes; 5: the stranger tunnels it, not the other MAAR; 6: of the first own
    /// prefix instead; 7: to the node, else from the resident one.
    void SendPacket(uint8_t operand)
    {
        const Ipv6Address peer("fd00:b::9");
        const Prefix own(Ipv6Address((std::string(POOL) + "::").c_str()), 64);
        const Prefix other = GetPrefix(Sender::OTHER, operand >> 3 & 3);
        const Ipv6Address node = GetAddressOf(operand & 64 ? own : other, operand & 7);
        if (operand & 128)
        {
            Exchange(peer, node, GetAddress(operand & 32 ? Sender::STRANGER : Sender::OTHER));
        }
        else
        {
            Exchange(node, peer, Ipv6Address::GetAny());
        }
    }

    bool Operate(const Step& step) override
    {
        switch (step.GetKind())
        {
        case StepKind::CONFIGURE:
            Configure(step.GetOperand(0));
            return false;
        case StepKind::RESTART:
            m_gateway->Restart();
            return true;
        case StepKind::OPERATE_ALL:
            SendPacket(step.GetOperand(0));
            return false;
        default:
            return Move(step.GetOperand(0));
        }
    }

    bool MayChangeResident(const Delivery& delivery) const override
    {
        if (delivery.sender == Sender::OTHER)
        {
            return m_isOfLocator && delivery.GetType() == MH_ACKNOWLEDGEMENT &&
                   delivery.Names(RESIDENT);
        }
        // Heartbeats of its CMD tell of a restart, a revocation may be of all its sessions.
        const bool isOfAll =
            delivery.GetType() == MH_HEARTBEAT || delivery.GetType() == MH_REVOCATION;
        return delivery.sender == Sender::HOME && (isOfAll || delivery.Names(RESIDENT));
    }

    std::string DescribeResident() const override
    {
        std::ostringstream text;
        for (const auto* entry : m_gateway->GetBindingUpdateList().FindByMobileNode(RESIDENT))
        {
            text << GetStateName(entry->state) << ' ' << entry->linkLayer
                 << " timestamp=" << entry->timestamp << " sent=" << entry->sent
                 << " expiry=" << entry->expiry << '\n';
            for (const auto& row : m_maar->GetPreviousAnchors().Get(entry->linkLayer))
            {
                text << GetStateName(row.state) << ' ' << row.anchorage.prefix << '\n';
            }
        }
        if (const auto* node = m_maar->GetAnchoredNodes().Find(RESIDENT))
        {
            text << GetStateName(node->state) << " ordered=" << node->ordered
                 << " attached=" << node->attached << " expiry=" << node->expiry;
            for (const auto& prefix : node->prefixes)
            {
                text << ' ' << prefix << ' ' << DescribeAction(ToAnchored(prefix));
            }
        }
        return text.str();
    }

    /// Require that a row of the forwarding table is as it shall be. @return how many it is
    std::size_t CheckAction(const ForwardingMatch& match, const std::string& expected) const
    {
        const std::string action = DescribeAction(match);
        Require(action == expected, "packets: " + action + ", not: " + expected);
        return expected.empty() ? 0 : 1;
    }

    /// @return what shall be done with packets to a node's anchored prefixes, as text
    static std::string GetAction(const AnchoredNode& node)
    {
        switch (node.state)
        {
        case AnchoringState::SERVED:
            return ToNode(node.linkLayer);
        case AnchoringState::LEFT:
            return "drop node-left";
        case AnchoringState::AWAY:
            return ToPeer(node.serving);
        default:
            return "";
        }
    }

    /// Require that what is anchored may be. @return how many rows it has
    std::size_t CheckAnchored() const
    {
        std::size_t rows = 0;
        std::set<Prefix> all;
        const auto& nodes = m_maar->GetAnchoredNodes();
        for (const auto& [identifier, node] : nodes.GetAll())
        {
            Require(identifier == node.identifier && !node.prefixes.empty() &&
                        node.state != AnchoringState::NONE,
                    "a node that is anchored has a prefix and a state");
            Require(node.state != AnchoringState::AWAY ||
                        (node.serving != ROLE_ADDRESS && !node.serving.IsAny()),
                    "a node that is away is elsewhere");
            for (const auto& prefix : node.prefixes)
            {
                Require(nodes.IsOfPool(prefix.GetAddress()), "a prefix is of the own pool");
                Require(all.insert(prefix).second, "a prefix is of one node, and once");
                Require(nodes.FindByPrefix(prefix) == &node, "a node is found by its prefix");
                rows += CheckAction(ToAnchored(prefix), GetAction(node));
            }
        }
        return rows;
    }

    /// Require that what is from elsewhere may be. @return how many rows it has
    std::size_t CheckPrevious() const
    {
        std::size_t rows = 0;
        for (const auto& [node, previous] : m_maar->GetPreviousAnchors().GetAll())
        {
            Require(!m_gateway->GetBindingUpdateList().FindByLinkLayer(node).empty(),
                    "a node with prefixes from elsewhere is here");
            for (const auto& row : previous)
            {
                const auto& [maar, prefix] = row.anchorage;
                Require(maar == GetAddress(Sender::OTHER) && IsOfPool(row.anchorage),
                        "a prefix from elsewhere is of the pool of its MAAR");
                Require(row.until >= Simulator::Now(), "a prefix from elsewhere has a lifetime");
                const bool isSending = row.state == PreviousState::TUNNELLED;
                rows += CheckAction(ToPrevious(prefix), ToNode(node));
                rows += CheckAction(FromPrevious(prefix), isSending ? ToPeer(maar) : "");
            }
        }
        return rows;
    }

    void CheckTables() const override
    {
        const std::size_t rows = CheckAnchored() + CheckPrevious();
        Require(m_forwarding->GetTable().GetSize() == m_restingSize + rows,
                "the table has what is anchored here or elsewhere, and nothing else");
        m_gateway->GetBindingUpdateList().ForEach([this](const BindingUpdateListEntry& entry) {
            for (const auto& prefix : entry.prefixes)
            {
                Require(m_maar->GetAnchoredNodes().IsOfPool(prefix.GetAddress()),
                        "a node here has a prefix of the own pool");
            }
        });
        Require(m_signaling->GetNPending() <= 2 * NODES.size(), "requests under way are bounded");
    }

    /// The CMD tells that all sessions are over.
    void EndSessions()
    {
        const auto nodes = m_maar->GetAnchoredNodes().GetAll();
        for (const auto& [identifier, node] : nodes)
        {
            DmmSubject subject;
            subject.identifier = identifier;
            subject.timestamp = node.ordered;
            Deliver(Sender::HOME,
                    MakeServingUpdate(subject, node.prefixes, GetAddress(Sender::OTHER), 0));
        }
    }

    void Drain() override
    {
        DetachAll();
        CheckTables();
        Run(REST);
        CheckTables();
        Require(m_gateway->GetBindingUpdateList().GetSize() == 0, "no entry is for ever");
        EndSessions();
        Run(REST);
        Require(m_maar->GetAnchoredNodes().GetAll().empty(), "no prefix is taken for ever");
        Require(m_signaling->GetNPending() == 0, "no request is under way for ever");
        Require(m_forwarding->GetTable().GetSize() == m_restingSize, "no row is for ever");
    }

    Ptr<MobilityAnchorAccessRouter> m_maar; //!< what makes the gateway one
    bool m_isOfLocator{false};              //!< PreviousAnswers
};

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    const auto steps = ParseScript(data, size);
    MaarBench(GetTerms(steps)).Play(steps);
    return 0;
}
