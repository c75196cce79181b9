/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-csv.h"

#include "pmipv6-experiment-values.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// The row of names, by type of row.
template <class Row>
const std::vector<std::string> NAMES;

template <>
const std::vector<std::string> NAMES<SignallingRow>{"time_s",
                                                    "event",
                                                    "node",
                                                    "peer",
                                                    "message",
                                                    "sequence",
                                                    "octets",
                                                    "reason",
                                                    "purpose",
                                                    "mobile_node"};

template <>
const std::vector<std::string>
    NAMES<EventRow>{"time_s", "node", "role", "mobile_node", "object", "from", "to", "reason"};

template <>
const std::vector<std::string>
    NAMES<FlowRow>{"time_s", "event", "flow", "node", "sequence", "octets", "delay_ms", "reason"};

template <>
const std::vector<std::string>
    NAMES<ThroughputRow>{"time_s", "from", "to", "flow", "octets", "packets", "lost"};

/**
 * @param row a row
 * @return its fields
 */
std::vector<std::string>
GetFields(const FlowRow& row)
{
    return {FormatSeconds(row.time),
            row.event,
            std::to_string(row.flow),
            row.node,
            std::to_string(row.sequence),
            std::to_string(row.octets),
            row.delay ? FormatNumber(ToMilliseconds(*row.delay)) : "",
            row.reason};
}

/**
 * @param row a row
 * @return its fields
 */
std::vector<std::string>
GetFields(const ThroughputRow& row)
{
    return {FormatSeconds(row.time),
            row.from,
            row.to,
            std::to_string(row.flow),
            std::to_string(row.octets),
            std::to_string(row.packets),
            std::to_string(row.lost)};
}

/**
 * @param row a row
 * @return its fields
 */
std::vector<std::string>
GetFields(const SignallingRow& row)
{
    return {FormatSeconds(row.time),
            row.event,
            row.node,
            row.peer,
            row.message,
            row.sequence ? std::to_string(*row.sequence) : "",
            std::to_string(row.octets),
            row.reason,
            row.purpose,
            row.mobile_node};
}

/**
 * @param row a row
 * @return its fields
 */
std::vector<std::string>
GetFields(const EventRow& row)
{
    return {FormatSeconds(row.time),
            row.node,
            row.role,
            row.mobile_node,
            row.object,
            row.from,
            row.to,
            row.reason};
}

} // namespace

std::string
GetCsvLine(const std::vector<std::string>& fields)
{
    std::string line;
    for (const std::string& field : fields)
    {
        line += &field == &fields.front() ? "" : ",";
        if (field.find_first_of(",\"\r\n") == std::string::npos)
        {
            line += field;
            continue;
        }
        line += '"';
        for (const char c : field)
        {
            line += c == '"' ? "\"\"" : std::string(1, c);
        }
        line += '"';
    }
    return line + "\n";
}

template <class Row>
CsvFile<Row>::CsvFile(const std::string& fileName)
    : m_fileName(fileName),
      m_file(fileName, std::ios::binary)
{
    m_file << GetCsvLine(NAMES<Row>);
}

template <class Row>
void
CsvFile<Row>::Write(const Row& row)
{
    m_file << GetCsvLine(GetFields(row));
}

template <class Row>
std::optional<std::string>
CsvFile<Row>::Close()
{
    m_file.close();
    if (m_file)
    {
        return std::nullopt;
    }
    return m_fileName +
           " cannot be written; allowed: a folder that can be written to, with space left";
}

template class CsvFile<SignallingRow>;
template class CsvFile<EventRow>;
template class CsvFile<FlowRow>;
template class CsvFile<ThroughputRow>;

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
