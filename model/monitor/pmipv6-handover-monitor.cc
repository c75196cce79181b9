/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handover-monitor.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-handover-summary.h"
#include "pmipv6-handover-traffic.h"
#include "pmipv6-ipv6-numbers.h"

#include "ns3/abort.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

HandoverMonitor::HandoverMonitor()
    : m_self(std::make_shared<HandoverMonitor*>(this))
{
}

HandoverMonitor::~HandoverMonitor()
{
    *m_self = nullptr;
}

void
HandoverMonitor::AddMobileNode(Ptr<Node> node,
                               const std::string& name,
                               const LinkLayerAddress& linkLayer)
{
    m_names[linkLayer] = name;
    m_places[name];
    m_histories[name];
    node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [self = m_self, name](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                if (*self)
                {
                    (*self)->HandleReceived(name, packet);
                }
            }));
}

void
HandoverMonitor::AddGateway(Ptr<Object> gateway, const std::string& name)
{
    m_gateways.insert(name);
    const bool isTold = gateway->TraceConnectWithoutContext(
        "Attachment",
        MakeFunctionCallback<const BindingUpdateListEntry&, AttachmentState, AttachmentState>(
            [self = m_self,
             name](const BindingUpdateListEntry& entry, AttachmentState, AttachmentState to) {
                if (*self)
                {
                    (*self)->HandleAttachment(name, entry, to);
                }
            }));
    NS_ABORT_MSG_UNLESS(isTold, "HandoverMonitor: " << name << " has no trace source Attachment");
}

void
HandoverMonitor::SetGatewaysAsAnchors()
{
    m_isGatewayAnchor = true;
    for (auto& [name, history] : m_histories)
    {
        history.isKeeping = true;
    }
}

void
HandoverMonitor::NoteAnchored(const std::string& gateway,
                              const LinkLayerAddress& node,
                              const std::vector<Prefix>& prefixes)
{
    const auto name = m_names.find(node);
    if (name == m_names.end())
    {
        return;
    }
    auto& anchored = m_places.at(name->second).anchored[gateway];
    const auto noteMissing = [&](const auto& some, const auto& others, bool isGiven) {
        for (const auto& prefix : some)
        {
            if (std::find(others.begin(), others.end(), prefix) == others.end())
            {
                m_histories.at(name->second).NotePrefix(prefix, isGiven, Simulator::Now());
            }
        }
    };
    noteMissing(anchored, prefixes, false);
    noteMissing(prefixes, anchored, true);
    anchored = prefixes;
    for (const auto& prefix : prefixes)
    {
        m_owners[prefix] = name->second;
    }
}

void
HandoverMonitor::NoteWithdrawn(const Prefix& prefix)
{
    const auto owner = m_owners.find(prefix);
    if (owner != m_owners.end())
    {
        m_histories.at(owner->second).NotePrefix(prefix, false, Simulator::Now());
    }
}

void
HandoverMonitor::Follow(TrafficMonitor& traffic)
{
    const auto self = m_self;
    traffic.SetCallbacks(
        [self](const std::string& sender, const std::string& forwarder) {
            if (*self)
            {
                (*self)->HandleForwarded(sender, forwarder);
            }
        },
        [self](const std::string& receiver, const Ipv6Address& destination) {
            if (*self)
            {
                (*self)->HandleDelivered(receiver, destination);
            }
        });
}

std::string
HandoverMonitor::GetPlace(const std::string& node) const
{
    const auto place = m_places.find(node);
    return place == m_places.end() ? "" : place->second.gateway;
}

HandoverRecord*
HandoverMonitor::GetCurrent(const std::string& node)
{
    const auto place = m_places.find(node);
    if (place == m_places.end() || place->second.handovers.empty())
    {
        return nullptr;
    }
    HandoverRecord& record = m_handovers[place->second.handovers.back()];
    return record.attached ? &record : nullptr;
}

void
HandoverMonitor::NoteLinkDown(const std::string& node, Time lost)
{
    Place& place = m_places.at(node);
    if (place.gateway.empty())
    {
        return;
    }
    HandoverRecord record;
    record.node = node;
    record.from = place.gateway;
    record.detached = lost;
    record.linkLost = Simulator::Now();
    const auto noticed = place.noticed.find(place.gateway);
    if (noticed != place.noticed.end() && noticed->second >= lost)
    {
        record.noticed = noticed->second; // The gateway was the first to know.
    }
    m_histories.at(node).stays.back().detached = lost;
    place.gateway.clear();
    place.handovers.push_back(m_handovers.size());
    m_handovers.push_back(std::move(record));
}

void
HandoverMonitor::NoteLinkUp(const std::string& node, const std::string& gateway, Time delay)
{
    Place& place = m_places.at(node);
    if (!place.gateway.empty())
    {
        NoteLinkDown(node, Simulator::Now()); // It changed without a gap.
    }
    place.gateway = gateway;
    m_histories.at(node).stays.push_back({gateway, Simulator::Now(), Time::Max(), delay, {}});
    if (!place.isAttachedBefore)
    {
        place.isAttachedBefore = true;
        place.attachment = m_attachments.size();
        m_attachments.push_back({node, gateway, Simulator::Now(), std::nullopt, std::nullopt});
        return;
    }
    HandoverRecord& record = m_handovers[place.handovers.back()];
    record.to = gateway;
    record.attached = Simulator::Now();
}

void
HandoverMonitor::NoteLinkBeside(const std::string& node, const std::string& gateway, Time delay)
{
    NoteLinkUp(node, gateway, delay);
    m_histories.at(node).stays.back().isBeside = true;
}

void
HandoverMonitor::NoteSwitch(const std::string& node, bool isOn)
{
    TimeSpans& off = m_histories.at(node).switchedOff;
    const bool wasOff = !off.empty() && off.back().end == Time::Max();
    if (isOn && wasOff)
    {
        off.back().end = Simulator::Now();
    }
    else if (!isOn && !wasOff)
    {
        off.push_back({Simulator::Now(), Time::Max()});
    }
}

void
HandoverMonitor::HandleAttachment(const std::string& gateway,
                                  const BindingUpdateListEntry& entry,
                                  AttachmentState to)
{
    const auto name = m_names.find(entry.linkLayer);
    if (name == m_names.end())
    {
        return;
    }
    const bool isRegistered = to == AttachmentState::REGISTERED;
    if (entry.number != 0)
    {
        // Beside its first registration (RFC 8885, 3), of which a handover tells.
        for (const auto& prefix : isRegistered ? entry.prefixes : std::vector<Prefix>())
        {
            NotePrefix(gateway, entry.linkLayer, prefix, entry.anchorAddress, false);
        }
        HandoverRecord* record = isRegistered ? GetCurrent(name->second) : nullptr;
        if (record && record->to == gateway)
        {
            SetOnce(record->uplinkOpened, Simulator::Now());
        }
        return;
    }
    Place& place = m_places.at(name->second);
    if (isRegistered)
    {
        place.sessions[gateway] = entry.prefixes;
    }
    else
    {
        place.sessions.erase(gateway);
    }
    if (to == AttachmentState::DEREGISTERING || to == AttachmentState::NONE)
    {
        NoteNoticed(place, gateway);
    }
    else if (isRegistered && place.gateway == gateway)
    {
        NoteRegistered(name->second, entry);
    }
}

void
HandoverMonitor::NoteNoticed(Place& place, const std::string& gateway)
{
    place.noticed[gateway] = Simulator::Now();
    for (auto index = place.handovers.rbegin(); index != place.handovers.rend(); ++index)
    {
        HandoverRecord& record = m_handovers[*index];
        if (record.from == gateway)
        {
            SetOnce(record.noticed, Simulator::Now());
            break;
        }
    }
}

void
HandoverMonitor::NoteRegistered(const std::string& node, const BindingUpdateListEntry& entry)
{
    HandoverRecord* record = GetCurrent(node);
    if (!record)
    {
        SetOnce(m_attachments[m_places.at(node).attachment].registered, Simulator::Now());
        return;
    }
    if (record->registered)
    {
        return;
    }
    SetOnce(record->registered, Simulator::Now());
    SetOnce(record->uplinkOpened, Simulator::Now());
    for (const auto& prefix : entry.prefixes)
    {
        AddPrefix(*record, prefix, entry.anchorAddress, true);
    }
}

void
HandoverMonitor::AddPrefix(HandoverRecord& record,
                           const Prefix& prefix,
                           const Ipv6Address& anchor,
                           bool isOwn) const
{
    const auto isSame = [&prefix](const PrefixRecord& row) { return row.prefix == prefix; };
    if (std::any_of(record.prefixes.begin(), record.prefixes.end(), isSame))
    {
        return;
    }
    const auto name = m_anchors.find(anchor);
    PrefixRecord row;
    row.prefix = prefix;
    row.anchor = isOwn && m_isGatewayAnchor ? record.to
                 : name == m_anchors.end()  ? ""
                                            : name->second;
    row.isOwn = isOwn;
    row.ready = Simulator::Now();
    row.uplinkOpened = Simulator::Now();
    record.prefixes.push_back(std::move(row));
}

void
HandoverMonitor::NotePrefix(const std::string& gateway,
                            const LinkLayerAddress& node,
                            const Prefix& prefix,
                            const Ipv6Address& anchor,
                            bool isOwn)
{
    const auto name = m_names.find(node);
    if (name == m_names.end())
    {
        return;
    }
    m_histories.at(name->second).NotePrefix(prefix, true, Simulator::Now());
    HandoverRecord* record = GetCurrent(name->second);
    if (record && record->to == gateway)
    {
        AddPrefix(*record, prefix, anchor, isOwn);
        if (isOwn)
        {
            SetOnce(record->uplinkOpened, Simulator::Now());
        }
    }
}

bool
HandoverMonitor::IsOfSession(const Place& place, const RouterAdvertisement& advertisement) const
{
    const bool hasSessions = !place.isUnmanaged && m_gateways.count(place.gateway) > 0;
    const auto session = place.sessions.find(place.gateway);
    const auto& own = session == place.sessions.end() ? std::vector<Prefix>() : session->second;
    return std::any_of(advertisement.prefixes.begin(),
                       advertisement.prefixes.end(),
                       [&](const PrefixInformation& told) {
                           const bool isOwn =
                               std::find(own.begin(), own.end(), told.prefix) != own.end();
                           return told.preferred > 0 && (isOwn || !hasSessions);
                       });
}

void
HandoverMonitor::HandleReceived(const std::string& node, Ptr<const Packet> packet)
{
    Place& place = m_places.at(node);
    HandoverRecord* record = GetCurrent(node);
    const bool isAwaited =
        !place.gateway.empty() && place.isAttachedBefore &&
        (record ? !record->advertised : !m_attachments[place.attachment].advertised);
    if (!isAwaited)
    {
        return;
    }
    uint8_t octets[41];
    if (packet->CopyData(octets, 41) < 41 || octets[6] != ICMPV6_PROTOCOL ||
        octets[40] != ROUTER_ADVERTISEMENT)
    {
        return;
    }
    std::vector<uint8_t> whole(packet->GetSize());
    packet->CopyData(whole.data(), packet->GetSize());
    const auto parsed =
        ParseRouterAdvertisement(whole.data() + IPV6_HEADER_SIZE, whole.size() - IPV6_HEADER_SIZE);
    const auto* advertisement = std::get_if<RouterAdvertisement>(&parsed);
    if (!advertisement || !IsOfSession(place, *advertisement))
    {
        return;
    }
    SetOnce(record ? record->advertised : m_attachments[place.attachment].advertised,
            Simulator::Now());
    auto& prefixes = m_histories.at(node).stays.back().prefixes;
    prefixes.clear();
    for (const auto& told : advertisement->prefixes)
    {
        if (told.valid > 0)
        {
            prefixes.push_back(told.prefix);
        }
    }
}

void
HandoverMonitor::HandleForwarded(const std::string& sender, const std::string& forwarder)
{
    HandoverRecord* record = GetCurrent(sender);
    // What the node had sent before by the same gateway came over the link that has ended.
    if (record && record->to == forwarder &&
        Simulator::Now() >= *record->attached + m_histories.at(sender).stays.back().delay)
    {
        SetOnce(record->uplinkResumed, Simulator::Now());
    }
}

void
HandoverMonitor::HandleDelivered(const std::string& receiver, const Ipv6Address& destination)
{
    HandoverRecord* record = GetCurrent(receiver);
    if (!record)
    {
        return;
    }
    SetOnce(record->downlinkResumed, Simulator::Now());
    for (auto& prefix : record->prefixes)
    {
        if (prefix.prefix.Contains(destination))
        {
            SetOnce(prefix.downlinkResumed, Simulator::Now());
        }
    }
}

std::vector<HandoverRecord>
HandoverMonitor::GetHandovers(const TrafficMonitor& traffic,
                              const SignalingMonitor& signaling,
                              const ServiceGap* gaps) const
{
    HandoverSummary summary(m_handovers);
    summary.CountPackets(traffic.GetTable(), Simulator::Now());
    summary.Measure(HandoverTraffic(traffic.GetTable(), m_histories, gaps));
    summary.CountMessages(signaling);
    return summary.GetComplete();
}

} // namespace pmipv6
} // namespace ns3
