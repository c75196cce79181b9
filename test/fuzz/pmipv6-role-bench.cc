/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-role-bench.h"

#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-list-routing.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/pmipv6-basic-device.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-header.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

const Ipv6Address ROLE_ADDRESS("fd00:c::1");

namespace
{

constexpr uint8_t MH_EXPERIMENTAL = 11;     //!< Experimental Mobility Header
constexpr uint8_t MH_HEARTBEAT = 13;        //!< Heartbeat
constexpr uint8_t MH_REVOCATION = 16;       //!< Binding Revocation
constexpr std::size_t BINDING_OPTIONS = 12; //!< where the options of types 5 and 6 begin
constexpr uint8_t OPTION_TIMESTAMP = 27;    //!< Timestamp option
constexpr uint8_t HOP_BY_HOP = 0;           //!< Next Header of Hop-by-Hop options
constexpr uint8_t NO_NEXT_HEADER = 59;      //!< Next Header of packets without content
constexpr uint16_t IPV6_ETHERTYPE = 0x86dd; //!< EtherType of IPv6

/// Takes what a node sends.
class Wire : public BasicDevice
{
  public:
    /// @param sent called with each packet
    void SetCallback(std::function<void(Ptr<const Packet>)> sent)
    {
        m_sent = std::move(sent);
    }

    bool Send(Ptr<Packet> packet, const Address& /* to */, uint16_t /* protocol */) override
    {
        if (m_sent)
        {
            m_sent(packet);
        }
        return true;
    }

    bool NeedsArp() const override
    {
        return false; // Whoever the packet is for gets it.
    }

  private:
    void DoDispose() override
    {
        m_sent = nullptr;
        BasicDevice::DoDispose();
    }

    std::function<void(Ptr<const Packet>)> m_sent; //!< whom to tell
};

/// Write a number in network byte order, as far as there is room.
void
Put(Octets& octets, std::size_t at, uint64_t value, std::size_t length)
{
    if (at + length <= octets.size())
    {
        for (std::size_t i = 0; i < length; ++i)
        {
            octets[at + i] = static_cast<uint8_t>(value >> (8 * (length - 1 - i)));
        }
    }
}

} // namespace

Ipv6Address
GetAddress(Sender sender)
{
    switch (sender)
    {
    case Sender::HOME:
        return Ipv6Address("fd00:c::11");
    case Sender::OTHER:
        return Ipv6Address("fd00:c::12");
    case Sender::STRANGER:
        return Ipv6Address("fd00:c::21");
    case Sender::NOBODY:
        break;
    }
    return Ipv6Address::GetAny();
}

Prefix
GetPool(Sender sender)
{
    Ipv6Address base("fd00:a000::");
    uint8_t octets[16];
    base.GetBytes(octets);
    octets[3] = static_cast<uint8_t>(static_cast<uint8_t>(sender) + 1);
    return Prefix(Ipv6Address(octets), 32);
}

Prefix
GetPrefix(Sender sender, uint8_t number)
{
    uint8_t octets[16];
    GetPool(sender).GetAddress().GetBytes(octets);
    octets[7] = number;
    return Prefix(Ipv6Address(octets), 64);
}

bool
IsOfPool(const Anchorage& anchorage)
{
    for (const auto sender : {Sender::HOME, Sender::OTHER})
    {
        const Prefix pool = GetPool(sender);
        if (anchorage.maar == GetAddress(sender) && pool.Contains(anchorage.prefix.GetAddress()) &&
            pool.GetLength() <= anchorage.prefix.GetLength())
        {
            return true;
        }
    }
    return false;
}

uint8_t
GetTerms(const std::vector<Step>& steps)
{
    return !steps.empty() && steps[0].GetKind() == StepKind::CONFIGURE ? steps[0].GetOperand(1)
                                                                       : uint8_t{0};
}

BindingUpdate
MakePresenceUpdate(const DmmSubject& subject,
                   const std::vector<Prefix>& prefixes,
                   uint16_t lifetime)
{
    BindingUpdate update = MakeServingUpdate(subject, prefixes, Ipv6Address::GetAny(), lifetime);
    update.options.pop_back(); // Where the node is says the sender.
    return update;
}

void
Require(bool condition, const std::string& what)
{
    if (!condition)
    {
        std::fprintf(stderr, "violated: %s\n", what.c_str());
        std::abort();
    }
}

PolicyProfile
MakeProfile(const std::string& identifier, const Ipv6Address& anchor)
{
    PolicyProfile profile;
    profile.identifier = identifier;
    profile.anchorAddress = anchor;
    return profile;
}

RoleBench::RoleBench()
    : m_node(CreateObject<Node>()),
      m_policies(CreateObject<PolicyStore>())
{
    InternetStackHelper internet;
    internet.SetIpv4StackInstall(false);
    internet.SetIpv6StackInstall(true);
    internet.SetRoutingHelper(Ipv6StaticRoutingHelper());
    internet.Install(m_node);
    auto wire = CreateObject<Wire>();
    wire->SetMtu(65535); // Every message in one packet.
    wire->SetCallback([this](Ptr<const Packet> packet) { HandleSent(packet); });
    m_node->AddDevice(wire);
    auto ipv6 = m_node->GetObject<Ipv6L3Protocol>();
    ipv6->SetAttribute("IpForward", BooleanValue(true));
    const uint32_t index = ipv6->AddInterface(wire);
    ipv6->AddAddress(index, Ipv6InterfaceAddress(ROLE_ADDRESS, Ipv6Prefix(128)));
    ipv6->SetForwarding(index, true);
    ipv6->SetUp(index);
    m_interface = ipv6->GetInterface(index);
    Ipv6StaticRoutingHelper().GetStaticRouting(ipv6)->SetDefaultRoute(Ipv6Address::GetAny(), index);
    m_signaling = MobilitySignaling::Install(m_node);
    m_forwarding = MobilityForwarding::Install(m_node);
}

RoleBench::~RoleBench()
{
    m_signaling = nullptr;
    m_forwarding = nullptr;
    m_interface = nullptr;
    Simulator::Destroy();
}

void
RoleBench::Run(Time time)
{
    Simulator::Stop(time);
    Simulator::Run();
}

const BindingUpdate&
RoleBench::GetLastUpdate(Sender sender)
{
    const auto& asked = m_asked[GetAddress(sender)].update;
    return asked.options.empty() ? m_update : asked;
}

uint16_t
RoleBench::GetLastNumber(Sender sender) const
{
    const auto asked = m_asked.find(GetAddress(sender));
    return asked != m_asked.end() && asked->second.experiment != 0 ? asked->second.experiment
                                                                   : m_experiment;
}

Ptr<Packet>
RoleBench::MakePacket(const Ipv6Address& source, const Ipv6Address& destination)
{
    auto packet = Create<Packet>(20);
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(destination);
    header.SetNextHeader(NO_NEXT_HEADER);
    header.SetHopLimit(64);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    return packet;
}

void
RoleBench::Pass(Ptr<Packet> packet)
{
    m_node->GetObject<Ipv6L3Protocol>()->Receive(m_interface->GetDevice(),
                                                 packet,
                                                 IPV6_ETHERTYPE,
                                                 Address(),
                                                 Address(),
                                                 NetDevice::PACKET_HOST);
}

void
RoleBench::PassTunnelled(Ptr<Packet> packet, const Ipv6Address& peer)
{
    Ipv6Header outer;
    outer.SetSource(peer);
    outer.SetDestination(ROLE_ADDRESS);
    m_forwarding->ReceiveTunnelled(packet, outer);
}

void
RoleBench::HandleSent(Ptr<const Packet> packet)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    std::size_t begin = 40;
    Require(octets.size() >= begin, "what is sent is an IPv6 packet");
    uint8_t next = octets[6];
    if (next == HOP_BY_HOP && octets.size() >= begin + 8)
    {
        next = octets[begin];
        begin += (octets[begin + 1] + std::size_t{1}) * 8;
    }
    if (next != MOBILITY_HEADER_PROTOCOL || octets.size() < begin)
    {
        return;
    }
    const Ipv6Address source = Ipv6Address::Deserialize(octets.data() + 8);
    const Ipv6Address destination = Ipv6Address::Deserialize(octets.data() + 24);
    Require(!destination.IsAny() && !destination.IsMulticast(), "a message is for somebody");
    const auto result =
        ParseMobilityHeader(octets.data() + begin, octets.size() - begin, source, destination);
    Require(std::holds_alternative<MobilityMessage>(result), "what is sent is a message");
    const auto& message = std::get<MobilityMessage>(result);
    // A Proxy Binding Update may name another care-of address, where revocations then go.
    Require(IsPeer(destination) || IsForAnybody() ||
                std::holds_alternative<BindingError>(message) ||
                std::holds_alternative<BindingRevocationIndication>(message),
            "only who is trusted is answered, not " + ToText(Prefix(destination, 128)));
    auto& asked = m_asked[destination];
    if (const auto* update = std::get_if<BindingUpdate>(&message))
    {
        asked.update = *update;
        m_update = *update;
    }
    else if (const auto* revocation = std::get_if<BindingRevocationIndication>(&message))
    {
        asked.revocation = revocation->sequence;
    }
    else if (const auto* request = GetExperimentalRequest(message))
    {
        asked.experiment = request->sequence;
        m_experiment = request->sequence;
    }
    else if (const auto* heartbeat = std::get_if<Heartbeat>(&message))
    {
        asked.heartbeat = heartbeat->isResponse ? asked.heartbeat : heartbeat->sequence;
    }
}

void
RoleBench::PutNumber(Delivery& delivery)
{
    const auto& asked = m_asked[GetAddress(delivery.sender)];
    auto& octets = delivery.octets;
    switch (delivery.GetType())
    {
    case MH_UPDATE:
        Put(octets, 6, ++m_number, 2);
        break;
    case MH_ACKNOWLEDGEMENT:
        Put(octets, 8, GetLastUpdate(delivery.sender).sequence, 2);
        break;
    case MH_EXPERIMENTAL:
        // Of an odd subtype it is an answer.
        Put(octets,
            8,
            octets.size() > 6 && octets[6] & 1 ? GetLastNumber(delivery.sender) : ++m_number,
            2);
        break;
    case MH_HEARTBEAT:
        Put(octets, 8, asked.heartbeat, 4);
        break;
    case MH_REVOCATION:
        Put(octets, 8, asked.revocation, 2);
        break;
    default:
        break;
    }
}

void
RoleBench::PutTimestamp(Delivery& delivery)
{
    uint64_t timestamp = ToMobilityTimestamp(Simulator::Now());
    if (delivery.GetType() == MH_ACKNOWLEDGEMENT)
    {
        const auto& update = GetLastUpdate(delivery.sender);
        const auto* option = FindOption<TimestampOption>(update.options);
        timestamp = option ? option->timestamp : 0;
    }
    else if (delivery.GetType() != MH_UPDATE)
    {
        return;
    }
    auto& octets = delivery.octets;
    for (std::size_t at = BINDING_OPTIONS; at + 1 < octets.size();)
    {
        if (octets[at] == OPTION_TIMESTAMP && octets[at + 1] == 8)
        {
            Put(octets, at + 2, timestamp, 8);
        }
        at += octets[at] == 0 ? 1 : octets[at + 1] + 2;
    }
}

Delivery
RoleBench::MakeDelivery(const Step& step)
{
    const bool isToGroup = step.GetKind() == StepKind::TO_GROUP;
    Delivery delivery{step.GetSender(),
                      isToGroup ? Ipv6Address::GetAllNodesMulticast() : ROLE_ADDRESS,
                      step.octets};
    auto& octets = delivery.octets;
    if ((step.control & Step::FITTED) && octets.size() >= 2)
    {
        octets.resize(std::min((octets.size() + 7) / 8 * 8, MAX_MOBILITY_HEADER_LENGTH));
        octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
    }
    if (step.control & Step::NUMBERED)
    {
        PutNumber(delivery);
    }
    if (step.control & Step::DATED)
    {
        PutTimestamp(delivery);
    }
    return delivery;
}

void
RoleBench::Deliver(Delivery delivery)
{
    const Ipv6Address source = GetAddress(delivery.sender);
    auto& octets = delivery.octets;
    const std::size_t length = octets.size() < 8 ? 0 : (octets[1] + std::size_t{1}) * 8;
    if (length > 0 && length <= octets.size())
    {
        Put(octets, 4, 0, 2);
        Put(octets,
            4,
            ComputeMobilityChecksum(octets.data(), length, source, delivery.destination),
            2);
    }
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(delivery.destination);
    header.SetNextHeader(MOBILITY_HEADER_PROTOCOL);
    header.SetPayloadLength(static_cast<uint16_t>(octets.size()));
    header.SetHopLimit(64);
    auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    m_signaling->Receive(packet, header, m_interface);
}

void
RoleBench::Deliver(Sender sender, const MobilityMessage& message)
{
    Deliver({sender, ROLE_ADDRESS, BuildMobilityHeader(message, GetAddress(sender), ROLE_ADDRESS)});
}

void
RoleBench::Play(const std::vector<Step>& steps)
{
    bool isFree = false;
    const std::string before = DescribeResident();
    Require(!before.empty(), "the resident node is registered");
    for (const auto& step : steps)
    {
        const StepKind kind = step.GetKind();
        if (kind == StepKind::MESSAGE || kind == StepKind::TO_GROUP)
        {
            const Delivery delivery = MakeDelivery(step);
            isFree = isFree || MayChangeResident(delivery);
            Deliver(delivery);
        }
        else if (Operate(step))
        {
            isFree = true;
        }
        CheckTables();
        Run(step.GetPause());
        CheckTables();
        if (!isFree)
        {
            const std::string now = DescribeResident();
            Require(now == before,
                    "the resident node's registration is\n" + now + "not\n" + before);
        }
    }
    Drain();
}

std::string
RoleBench::DescribeAction(const ForwardingMatch& match) const
{
    const auto* entry = m_forwarding->GetTable().Find(match);
    if (!entry)
    {
        return "";
    }
    std::ostringstream text;
    if (const auto* tunnel = std::get_if<TunnelAction>(&entry->action))
    {
        text << "tunnel " << tunnel->local << " > " << tunnel->remote;
    }
    else if (const auto* deliver = std::get_if<DeliverAction>(&entry->action))
    {
        text << "deliver " << deliver->nextHop;
    }
    else if (const auto* drop = std::get_if<DropAction>(&entry->action))
    {
        text << "drop " << drop->reason;
    }
    else
    {
        text << "plain";
    }
    return text.str();
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
