/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rfc6279-topology.h"

#include "ns3/abort.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param front of an address or a prefix
 * @param number behind it, in hexadecimal
 * @return both
 */
std::string
GetNumberedText(const std::string& front, uint32_t number)
{
    std::ostringstream text;
    text << front << std::hex << number;
    return text.str();
}

/// @return the address that begins so and ends in a number
Ipv6Address
GetNumbered(const std::string& front, uint32_t number)
{
    return Ipv6Address(GetNumberedText(front, number).c_str());
}

} // namespace

const Rfc6279Places&
GetPlaces(Rfc6279Case topology)
{
    static const std::map<Rfc6279Case, Rfc6279Places> places{
        {Rfc6279Case::A11, {true, false, "A", {"A"}}},
        {Rfc6279Case::A12, {true, false, "A", {"A", "A"}}},
        {Rfc6279Case::A21, {false, false, "A", {"A"}}},
        {Rfc6279Case::A22, {false, false, "A", {"A", "A"}}},
        {Rfc6279Case::ROAMING_1, {false, true, "A", {"A", "A"}}},
        {Rfc6279Case::ROAMING_2, {false, true, "A", {"A", "B"}}},
        {Rfc6279Case::ROAMING_3, {false, true, "C", {"A", "A"}}},
        {Rfc6279Case::ROAMING_4, {false, true, "C", {"A", "B"}}}};
    return places.at(topology);
}

void
Rfc6279Topology::SetDelays(const Delays& delays)
{
    m_delays = delays;
}

void
Rfc6279Topology::SetGateways(const std::vector<uint32_t>& numbers)
{
    m_numbers = numbers;
}

void
Rfc6279Topology::SetGatewayMaker(std::function<Ptr<Node>(uint32_t)> maker)
{
    m_makeGateway = std::move(maker);
}

void
Rfc6279Topology::SetAnchorMaker(std::function<Ptr<Node>(uint32_t)> maker)
{
    m_makeAnchor = std::move(maker);
}

void
Rfc6279Topology::SetGatewayDomain(const std::string& gateway, const std::string& domain)
{
    m_gatewayDomains[gateway] = domain;
}

void
Rfc6279Topology::AddAgreement(const std::string& a, const std::string& b)
{
    m_agreements[std::minmax(a, b)] = true;
}

void
Rfc6279Topology::RemoveAgreement(const std::string& a, const std::string& b)
{
    m_agreements[std::minmax(a, b)] = false;
}

void
Rfc6279Topology::MakeNodes(Rfc6279Case topology)
{
    NS_ABORT_MSG_UNLESS(m_anchors.empty(),
                        "Rfc6279Topology::MakeNodes is called twice; allowed is once");
    const Rfc6279Places& places = GetPlaces(topology);
    m_caseDomains = {places.anchors.begin(), places.anchors.end()};
    m_caseDomains.insert(places.gateways);
    for (const auto& domain : places.anchors)
    {
        const auto number = static_cast<uint32_t>(m_anchors.size() + 1);
        const auto address = GetNumbered("fd00:c::1:", number);
        m_anchors.push_back({"lma" + std::to_string(number),
                             Kind::ANCHOR,
                             number,
                             m_makeAnchor ? m_makeAnchor(number) : CreateObject<Node>(),
                             address,
                             domain,
                             {}});
        m_core.AddNode(m_anchors.back().node, address);
        if (!m_isPoolLeft)
        {
            m_core.AddPrefix(*ParsePrefix(GetPool(number)), m_anchors.back().node);
        }
    }
    for (const uint32_t number : m_numbers)
    {
        const auto name = "mag" + std::to_string(number);
        const auto address = GetNumbered("fd00:c::2:", number);
        const auto own = m_gatewayDomains.find(name);
        const auto domain = own == m_gatewayDomains.end() ? places.gateways : own->second;
        const auto node = m_makeGateway ? m_makeGateway(number) : CreateObject<Node>();
        m_gateways.push_back({name, Kind::GATEWAY, number, node, address, domain, {}});
        m_core.AddNode(m_gateways.back().node, address);
    }
    for (const auto& [gateway, domain] : m_gatewayDomains)
    {
        NS_ABORT_MSG_UNLESS(FindMember(gateway),
                            "Rfc6279Topology::SetGatewayDomain: there is no \""
                                << gateway << "\" here; allowed are " << m_gateways.front().name
                                << " to " << m_gateways.back().name);
    }
}

Rfc6279Topology::Member
Rfc6279Topology::AddNode(const std::string& name,
                         uint32_t number,
                         const Ipv6Address& address,
                         std::optional<Time> delay)
{
    const Kind kind = delay ? Kind::OTHER : Kind::ANCHOR;
    m_others.push_back({name, kind, number, CreateObject<Node>(), address, "", delay});
    m_core.AddNode(m_others.back().node, address);
    return m_others.back();
}

void
Rfc6279Topology::SetDelay(const std::string& a, const std::string& b, Time delay)
{
    m_single[std::minmax(a, b)] = delay;
}

std::string
Rfc6279Topology::GetPool(uint32_t anchor)
{
    return "fd00:" + std::to_string(anchor) + "::/32";
}

std::string
Rfc6279Topology::GetLocalPrefix(uint32_t gateway)
{
    return GetNumberedText("fd00:9:0:", gateway) + "::/64";
}

Ipv6Address
Rfc6279Topology::GetCorrespondentAddress()
{
    return "fd00:c::3:1";
}

std::vector<Rfc6279Topology::Member>
Rfc6279Topology::GetMembers() const
{
    std::vector<Member> members = m_anchors;
    members.insert(members.end(), m_gateways.begin(), m_gateways.end());
    members.insert(members.end(), m_others.begin(), m_others.end());
    return members;
}

const Rfc6279Topology::Member*
Rfc6279Topology::FindMember(const std::string& name) const
{
    for (const auto* members : {&m_anchors, &m_gateways, &m_others})
    {
        for (const auto& member : *members)
        {
            if (member.name == name)
            {
                return &member;
            }
        }
    }
    return nullptr;
}

Time
Rfc6279Topology::GetStarDelay(const Member& member) const
{
    const Time gateway = m_delays.gateways / 2;
    const Time anchor = m_delays.gatewayAnchor - gateway;
    return member.kind == Kind::GATEWAY  ? gateway
           : member.kind == Kind::ANCHOR ? anchor
                                         : *member.delay - anchor;
}

Time
Rfc6279Topology::GetDelay(const Member& a, const Member& b) const
{
    if (m_isStar)
    {
        return GetStarDelay(a) + GetStarDelay(b);
    }
    const auto single = m_single.find(std::minmax(a.name, b.name));
    if (single != m_single.end())
    {
        return single->second;
    }
    if (a.delay || b.delay)
    {
        return std::max(a.delay.value_or(Time(0)), b.delay.value_or(Time(0)));
    }
    if (a.kind != b.kind)
    {
        return m_delays.gatewayAnchor;
    }
    return a.kind == Kind::ANCHOR ? m_delays.anchors : m_delays.gateways;
}

void
Rfc6279Topology::BuildMesh()
{
    for (const auto& [names, delay] : m_single)
    {
        for (const auto& name : {names.first, names.second})
        {
            NS_ABORT_MSG_UNLESS(FindMember(name),
                                "Rfc6279Topology::SetDelay: there is no \""
                                    << name << "\" here; allowed are " << m_anchors.front().name
                                    << " to " << GetMembers().back().name);
        }
    }
    const auto members = GetMembers();
    for (std::size_t i = 0; i < members.size(); ++i)
    {
        for (std::size_t j = i + 1; j < members.size(); ++j)
        {
            m_core.SetDelay(members[i].node, members[j].node, GetDelay(members[i], members[j]));
        }
    }
    m_core.BuildMesh();
}

void
Rfc6279Topology::BuildStar()
{
    m_isStar = true;
    std::vector<Time> delays;
    for (const auto& member : GetMembers())
    {
        delays.push_back(GetStarDelay(member));
    }
    m_core.BuildStar(CreateObject<Node>(), delays);
}

void
Rfc6279Topology::EnterDomains(ProviderDomains& domains) const
{
    std::set<std::string> known = m_caseDomains;
    for (const auto* members : {&m_anchors, &m_gateways})
    {
        for (const auto& member : *members)
        {
            domains.Add(member.address, member.domain);
            known.insert(member.domain);
        }
    }
    for (const auto& a : m_caseDomains)
    {
        for (const auto& b : m_caseDomains)
        {
            domains.AddAgreement(a, b);
        }
    }
    for (const auto& [pair, isAdded] : m_agreements)
    {
        const auto& [a, b] = pair;
        NS_ABORT_MSG_UNLESS(known.count(a) && known.count(b),
                            "Rfc6279Topology::" << (isAdded ? "AddAgreement" : "RemoveAgreement")
                                                << ": \"" << a << "\", \"" << b
                                                << "\"; allowed are domains that the topology has");
        isAdded ? domains.AddAgreement(a, b) : domains.RemoveAgreement(a, b);
    }
}

} // namespace pmipv6
} // namespace ns3
