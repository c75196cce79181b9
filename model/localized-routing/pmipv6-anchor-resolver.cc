/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-resolver.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(AnchorResolver);
NS_OBJECT_ENSURE_REGISTERED(AnchorPrefixTable);

TypeId
AnchorResolver::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AnchorResolver").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

bool
AnchorResolver::MayBeMobile(const Ipv6Address& /* address */) const
{
    return true;
}

bool
AnchorResolver::MaySpeakFor(const Ipv6Address& /* anchor */, const Prefix& /* prefix */) const
{
    return true;
}

TypeId
AnchorPrefixTable::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::AnchorPrefixTable")
                            .SetParent<AnchorResolver>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<AnchorPrefixTable>()
                            .AddAttribute("Delay",
                                          "How long an answer takes; 0 for a table at hand "
                                          "(draft-loureiro, 3).",
                                          TimeValue(Time(0)),
                                          MakeTimeAccessor(&AnchorPrefixTable::m_delay),
                                          MakeTimeChecker(Time(0)));
    return tid;
}

void
AnchorPrefixTable::Add(const Prefix& prefix, const Ipv6Address& anchor)
{
    m_anchors.Set(prefix, anchor);
}

std::optional<Ipv6Address>
AnchorPrefixTable::Find(const Prefix& prefix) const
{
    const auto* anchor = m_anchors.FindLongest(prefix);
    return anchor ? std::optional<Ipv6Address>(*anchor) : std::nullopt;
}

bool
AnchorPrefixTable::MayBeMobile(const Ipv6Address& address) const
{
    return Find(Prefix(address, 128)).has_value();
}

bool
AnchorPrefixTable::MaySpeakFor(const Ipv6Address& anchor, const Prefix& prefix) const
{
    return Find(prefix) == anchor;
}

void
AnchorPrefixTable::Resolve(const Ipv6Address& node, Done done)
{
    const auto anchor = Find(Prefix(node, 128));
    if (m_delay.IsZero())
    {
        done(anchor);
    }
    else
    {
        Simulator::Schedule(m_delay, [done, anchor] { done(anchor); });
    }
}

} // namespace pmipv6
} // namespace ns3
