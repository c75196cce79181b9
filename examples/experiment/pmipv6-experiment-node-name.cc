/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-node-name.h"

#include "pmipv6-experiment-values.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

const NodeKind MOBILE_NODE("mn", NodeKind::Place::MOBILE, StreamKind::MOBILE_NODE);
const NodeKind CORRESPONDENT("cn", NodeKind::Place::EITHER, StreamKind::CORRESPONDENT);
const NodeKind ANCHOR("lma", NodeKind::Place::CORE, StreamKind::ANCHOR);
const NodeKind GATEWAY("mag", NodeKind::Place::CORE, StreamKind::GATEWAY);
const NodeKind CORE_ROUTER("core", NodeKind::Place::WIRES, StreamKind::ROUTER);
const NodeKind TRANSIT_ROUTER("transit", NodeKind::Place::WIRES, StreamKind::ROUTER);

const NodeKind LOCATION_MANAGER("lmf", NodeKind::Place::CORE);
const NodeKind NAME_SERVER("dns", NodeKind::Place::CORE);
const NodeKind BORDER_ROUTER("border", NodeKind::Place::CORE);
const NodeKind ROUTER("router", NodeKind::Place::CORE);
const NodeKind HOME_AGENT("home", NodeKind::Place::CORE);

bool
NodeName::CanMove() const
{
    return m_kind &&
           (m_kind->place == NodeKind::Place::MOBILE || m_kind->place == NodeKind::Place::EITHER);
}

bool
NodeName::CanBeInCore() const
{
    return m_kind &&
           (m_kind->place == NodeKind::Place::CORE || m_kind->place == NodeKind::Place::EITHER) &&
           (!Is(GATEWAY) || IsGateway());
}

std::string
NodeName::GetText() const
{
    return m_kind ? m_kind->prefix + std::to_string(m_number) : "";
}

bool
operator==(const NodeName& a, const NodeName& b)
{
    return a.GetText() == b.GetText();
}

bool
operator!=(const NodeName& a, const NodeName& b)
{
    return !(a == b);
}

bool
operator<(const NodeName& a, const NodeName& b)
{
    return a.GetText() < b.GetText();
}

std::optional<NodeName>
ReadNodeName(const std::string& text)
{
    const std::size_t letters = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    if (letters == 0 || letters == std::string::npos || text[letters] == '0')
    {
        return std::nullopt;
    }
    const auto number = ReadCount(text.substr(letters));
    if (!number || *number > 999999999)
    {
        return std::nullopt;
    }
    const std::string prefix = text.substr(0, letters);
    for (const NodeKind* kind : NodeKind::GetAll())
    {
        if (kind->prefix == prefix)
        {
            return NodeName(*kind, static_cast<uint32_t>(*number));
        }
    }
    return std::nullopt;
}

int64_t
GetFirstDeviceStream(const NodeName& name)
{
    const uint32_t before = name.Is(ANCHOR) ? MAX_GATEWAYS : 0;
    return GetFirstStream(StreamKind::GATEWAY_DEVICE, before + name.GetNumber() - 1);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
