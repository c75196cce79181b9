/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-fixture.h"

#include "ns3/constant-position-mobility-model.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"

#include <exception>

namespace ns3
{
namespace pmipv6
{
namespace wifitest
{

Network::Network(bool fast)
{
    RngSeedManager::SetSeed(1);
    RngSeedManager::SetRun(1);
    m_helper.SetFastHandover(fast);
}

Network::~Network()
{
    for (const auto& link : m_links)
    {
        link->Dispose();
    }
    Simulator::Destroy();
}

WifiAccessHelper&
Network::GetHelper()
{
    return m_helper;
}

void
Network::AddAccessPoint(double x)
{
    const std::size_t number = m_links.size();
    const auto node = CreateObject<Node>();
    const auto mobility = CreateObject<ConstantPositionMobilityModel>();
    mobility->SetPosition(Vector(x, 0, 0));
    node->AggregateObject(mobility);
    m_accessPoints.Add(m_helper.InstallAccessPoints(NodeContainer(node)));
    m_links.push_back(WifiAccessHelper::MakeLink(m_accessPoints.Get(number)));
    m_links.back()->SetGatewayAddress(GATEWAY);
    m_received.emplace_back();
    m_links.back()->SetCallbacks(MakeBoundCallback(&Network::HandleAttached, this, number),
                                 MakeBoundCallback(&Network::HandleDetached, this, number),
                                 MakeBoundCallback(&Network::HandleReceived, this, number));
}

Mac48Address
Network::AddStation(Ptr<Node> node)
{
    const auto device = m_helper.InstallStations(NodeContainer(node)).Get(0);
    m_stations.Add(device);
    const auto address = Mac48Address::ConvertFrom(device->GetAddress());
    device->SetReceiveCallback(MakeBoundCallback(&Network::HandleAtStation, this));
    WifiAccessHelper::Observe(device)->TraceConnectWithoutContext(
        "LinkDown",
        MakeBoundCallback(&Network::HandleLinkDown, this));
    WifiAccessHelper::Observe(device)->TraceConnectWithoutContext(
        "LinkUp",
        MakeBoundCallback(&Network::HandleLinkUp, this));
    return address;
}

Ptr<NetDevice>
Network::GetAccessPoint(std::size_t number) const
{
    return m_accessPoints.Get(static_cast<uint32_t>(number));
}

Ptr<NetDevice>
Network::GetStation(std::size_t number) const
{
    return m_stations.Get(static_cast<uint32_t>(number));
}

Ptr<WifiAccessLink>
Network::GetLink(std::size_t number) const
{
    return m_links.at(number);
}

void
Network::Move(double time, std::size_t station, std::size_t accessPoint)
{
    WifiAccessHelper::MoveAt(Seconds(time), GetStation(station), GetAccessPoint(accessPoint));
}

void
Network::SendDown(double time, std::size_t accessPoint, Mac48Address to, uint32_t size)
{
    Simulator::Schedule(Seconds(time) - Simulator::Now(), [this, accessPoint, to, size] {
        m_links.at(accessPoint)->Send(Create<Packet>(size), GATEWAY, to, ETHERTYPE);
    });
}

void
Network::SendUp(double time, std::size_t station, Mac48Address to, uint32_t size)
{
    Simulator::Schedule(Seconds(time) - Simulator::Now(), [this, station, to, size] {
        GetStation(station)->Send(Create<Packet>(size), to, ETHERTYPE);
    });
}

void
Network::Run(double until)
{
    NetDeviceContainer devices(m_accessPoints);
    devices.Add(m_stations);
    m_helper.AssignStreams(devices, 1000);
    Simulator::Stop(Seconds(until));
    Simulator::Run();
}

std::string
Network::GetHistory(Mac48Address node) const
{
    std::string history;
    for (const auto& event : events)
    {
        if (event.node == node)
        {
            history += (history.empty() ? "" : ", ") + event.what + " " +
                       std::to_string(event.accessPoint);
        }
    }
    return history;
}

void
Network::HandleAttached(Network* self,
                        std::size_t number,
                        Ptr<AccessLink> /* link */,
                        Mac48Address node,
                        HandoffIndicator /* hint */)
{
    self->events.push_back({Simulator::Now(), number, node, "attached"});
}

void
Network::HandleDetached(Network* self,
                        std::size_t number,
                        Ptr<AccessLink> /* link */,
                        Mac48Address node,
                        const std::string& reason)
{
    self->events.push_back({Simulator::Now(), number, node, reason});
}

void
Network::HandleReceived(Network* self,
                        std::size_t number,
                        Ptr<AccessLink> /* link */,
                        Ptr<Packet> packet,
                        uint16_t protocol,
                        Mac48Address from,
                        Mac48Address to)
{
    if (protocol == ETHERTYPE)
    {
        self->m_received.at(number).push_back({from, to, packet->GetSize()});
    }
}

bool
Network::HandleAtStation(Network* self,
                         Ptr<NetDevice> device,
                         Ptr<const Packet> packet,
                         uint16_t protocol,
                         const Address& from)
{
    if (protocol == ETHERTYPE)
    {
        const auto to = Mac48Address::ConvertFrom(device->GetAddress());
        self->atStations[to].push_back({Mac48Address::ConvertFrom(from), to, packet->GetSize()});
        if (self->onFrameAtStation)
        {
            self->onFrameAtStation();
        }
    }
    return true;
}

void
Network::HandleLinkDown(Network* self, Mac48Address /* accessPoint */, Time lost)
{
    self->linkDowns.emplace_back(Simulator::Now(), lost);
}

void
Network::HandleLinkUp(Network* self, Mac48Address accessPoint)
{
    self->linkUps.emplace_back(Simulator::Now(), accessPoint);
}

void
Network::PutAt(double time, Ptr<Node> node, double x)
{
    Simulator::Schedule(Seconds(time) - Simulator::Now(), [node, x] {
        node->GetObject<MobilityModel>()->SetPosition(Vector(x, 0, 0));
    });
}

void
Case::DoRun()
{
    std::string error;
    try
    {
        m_body(*this);
    }
    catch (const std::exception& exception)
    {
        error = exception.what();
    }
    ExpectEqual(error, "", "what ended the case");
}

Suite::Suite(const std::string& name, const std::vector<std::pair<std::string, Case::Body>>& cases)
    : TestSuite(name, TestSuite::Type::UNIT)
{
    for (const auto& [what, body] : cases)
    {
        AddTestCase(new Case(what, body));
    }
}

} // namespace wifitest
} // namespace pmipv6
} // namespace ns3
