/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-signaling-fixture.h"

#include "pmipv6-octets-fixture.h"

#include "ns3/config.h"
#include "ns3/error-model.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How many nodes there are.
constexpr uint32_t N_NODES = 3;

/// Loses packets while a function says so.
class SwitchedErrorModel : public ErrorModel
{
  public:
    /// @param isLost says so
    explicit SwitchedErrorModel(std::function<bool()> isLost)
        : m_isLost(std::move(isLost))
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> /* packet */) override
    {
        return m_isLost && m_isLost();
    }

    void DoReset() override
    {
    }

    std::function<bool()> m_isLost; //!< says whether packets are lost
};

} // namespace

SignalingFixture::SignalingFixture()
{
    CoreNetworkHelper core;
    std::map<uint32_t, uint32_t> numbers;
    for (uint32_t i = 0; i < N_NODES; ++i)
    {
        m_nodes.push_back(CreateObject<Node>());
        core.AddNode(m_nodes[i], GetAddress(i));
        numbers[m_nodes[i]->GetId()] = i;
        for (uint32_t j = 0; j < i; ++j)
        {
            core.SetDelay(m_nodes[i], m_nodes[j], Delay(i, j));
        }
    }
    core.SetLinkVisitor([&](Ptr<Node> a, Ptr<NetDevice> atA, Ptr<Node> b, Ptr<NetDevice> atB) {
        m_wires[{numbers.at(a->GetId()), numbers.at(b->GetId())}] = atA;
        m_wires[{numbers.at(b->GetId()), numbers.at(a->GetId())}] = atB;
    });
    core.BuildMesh();
    for (uint32_t i = 0; i < N_NODES; ++i)
    {
        GetSignaling(i)->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>([this, i](const SignalingEvent& event) {
                std::ostringstream text;
                text << *event.message;
                m_sent.push_back({Simulator::Now(),
                                  i,
                                  text.str(),
                                  BuildMobilityHeader(*event.message, GetAddress(i), event.peer),
                                  event.isRetransmission});
            }));
        GetSignaling(i)->TraceConnectWithoutContext(
            "Dropped",
            MakeFunctionCallback<const SignalingEvent&>([this, i](const SignalingEvent& event) {
                m_dropped.push_back({Simulator::Now(), i, event.reason, {}, false});
            }));
    }
}

SignalingFixture::~SignalingFixture()
{
    Simulator::Destroy();
    Config::Reset();
}

Ptr<Node>
SignalingFixture::GetNode(uint32_t node) const
{
    return m_nodes.at(node);
}

Ipv6Address
SignalingFixture::GetAddress(uint32_t node)
{
    return Ipv6Address(("fd00:c::" + std::to_string(node + 1)).c_str());
}

Ptr<MobilitySignaling>
SignalingFixture::GetSignaling(uint32_t node) const
{
    return MobilitySignaling::Install(m_nodes.at(node));
}

Time
SignalingFixture::Delay(uint32_t a, uint32_t b)
{
    // 0 and 1: 10 ms; 0 and 2: 21 ms; 1 and 2: 32 ms.
    return MilliSeconds(11 * (a + b) - 1);
}

void
SignalingFixture::At(Time at, std::function<void()> action)
{
    Simulator::Schedule(at - Simulator::Now(), std::move(action));
}

void
SignalingFixture::RunUntil(Time end)
{
    Simulator::Stop(end - Simulator::Now());
    Simulator::Run();
}

void
SignalingFixture::SetLoss(uint32_t a, uint32_t b, std::function<bool()> isLost)
{
    m_wires.at({b, a})->SetAttribute(
        "ReceiveErrorModel",
        PointerValue(CreateObject<SwitchedErrorModel>(std::move(isLost))));
}

void
SignalingFixture::Inject(uint32_t from, uint32_t to, const std::string& hex)
{
    const auto octets =
        badinput::WithChecksum(badinput::Hex(hex), GetAddress(from), GetAddress(to));
    m_nodes.at(from)->GetObject<Ipv6L3Protocol>()->Send(
        Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())),
        GetAddress(from),
        GetAddress(to),
        MOBILITY_HEADER_PROTOCOL,
        nullptr);
}

std::vector<MessageRecord>
SignalingFixture::GetSent(uint32_t node) const
{
    std::vector<MessageRecord> found;
    std::copy_if(m_sent.begin(),
                 m_sent.end(),
                 std::back_inserter(found),
                 [node](const MessageRecord& record) { return record.node == node; });
    return found;
}

std::vector<std::string>
SignalingFixture::GetDropped(uint32_t node) const
{
    std::vector<std::string> found;
    for (const auto& record : m_dropped)
    {
        if (record.node == node)
        {
            found.push_back(record.text);
        }
    }
    return found;
}

std::string
SignalingFixture::GetHex(const MessageRecord& record)
{
    auto octets = record.octets;
    octets.at(4) = 0;
    octets.at(5) = 0;
    return badinput::ToHex(octets);
}

} // namespace pmipv6
} // namespace ns3
