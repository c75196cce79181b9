/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-traffic-table.h"

#include "pmipv6-flow-statistics.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the key of a flow among those of its sender
uint32_t
MakePortKey(uint8_t protocol, uint16_t port)
{
    return uint32_t{protocol} << 16 | port;
}

} // namespace

uint16_t
TrafficTable::AddNode(const std::string& name, bool isEnd)
{
    m_nodes.push_back({name, isEnd, {}});
    return static_cast<uint16_t>(m_nodes.size() - 1);
}

void
TrafficTable::AddFlow(uint16_t from, uint16_t to, uint8_t protocol, uint16_t port)
{
    m_byPort[{from, MakePortKey(protocol, port)}] = m_flows.size();
    m_flows.push_back({to, port, PacketFlow(GetName(from), GetName(to), protocol)});
}

std::optional<std::size_t>
TrafficTable::FindFlow(uint16_t from, uint8_t protocol, uint16_t port) const
{
    const auto known = m_byPort.find({from, MakePortKey(protocol, port)});
    return known == m_byPort.end() ? std::nullopt : std::make_optional(known->second);
}

bool
TrafficTable::Forward(std::size_t flow,
                      std::size_t number,
                      uint16_t node,
                      const Forwarded& what,
                      Time now)
{
    LoadRecord& load = m_nodes[node].load;
    ++load.packets;
    load.octets += what.octets;
    load.tunnelledPackets += what.isTunnelled;
    return m_flows[flow].packets.Forward(number, node, what.isWhole, m_paths, now);
}

const std::string&
TrafficTable::GetFirst(const PacketSample& sample) const
{
    static const std::string nobody;
    return sample.path == PacketPaths::NONE ? nobody : GetName(m_paths.GetFirst(sample.path));
}

const std::string&
TrafficTable::GetLast(std::size_t flow, const PacketSample& sample) const
{
    return sample.path == PacketPaths::NONE ? GetFlow(flow).GetSender()
                                            : GetName(m_paths.GetLast(sample.path));
}

void
TrafficTable::Visit(std::size_t flow,
                    const std::vector<PacketFlow::Incident>& incidents,
                    const EventVisitor& visit) const
{
    const PacketFlow& packets = GetFlow(flow);
    for (const auto& incident : incidents)
    {
        const auto [source, destination] = packets.GetAddresses(incident.number);
        visit({flow,
               incident.number,
               packets.GetSender(),
               packets.GetReceiver(),
               source,
               destination,
               incident.when});
    }
}

void
TrafficTable::ForEachLoss(Time now, const EventVisitor& visit) const
{
    for (std::size_t flow = 0; flow < m_flows.size(); ++flow)
    {
        Visit(flow, GetFlow(flow).FindLosses(now), visit);
    }
}

void
TrafficTable::ForEachDuplicate(const EventVisitor& visit) const
{
    for (std::size_t flow = 0; flow < m_flows.size(); ++flow)
    {
        Visit(flow, GetFlow(flow).GetDuplicates(), visit);
    }
}

void
TrafficTable::ForEachReordered(const EventVisitor& visit) const
{
    for (std::size_t flow = 0; flow < m_flows.size(); ++flow)
    {
        Visit(flow, GetFlow(flow).GetReordered(), visit);
    }
}

std::vector<FlowRecord>
TrafficTable::GetRecords(const NodeHistories& nodes, Time now) const
{
    std::vector<FlowRecord> records;
    for (const auto& [to, port, packets] : m_flows)
    {
        TimeSpans off;
        for (const auto& name : {packets.GetSender(), packets.GetReceiver()})
        {
            const auto history = nodes.find(name);
            off = history == nodes.end() ? off : Unite(off, history->second.GetOff());
        }
        FlowRecord record = MakeFlowRecord(packets, off, now);
        record.port = port;
        if (record.received > 0)
        {
            record.path.push_back(record.from);
            for (const uint16_t node : m_paths.GetNodes(packets.GetPath()))
            {
                record.path.push_back(GetName(node));
            }
            record.path.push_back(record.to);
        }
        records.push_back(std::move(record));
    }
    return records;
}

std::map<std::string, LoadRecord>
TrafficTable::GetLoads() const
{
    std::map<std::string, LoadRecord> loads;
    for (const auto& node : m_nodes)
    {
        if (!node.isEnd)
        {
            loads[node.name] = node.load;
        }
    }
    return loads;
}

} // namespace pmipv6
} // namespace ns3
