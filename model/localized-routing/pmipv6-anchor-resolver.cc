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

TypeId
AnchorPrefixTable::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::AnchorPrefixTable")
                            .SetParent<AnchorResolver>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<AnchorPrefixTable>()
                            .AddAttribute("Delay",
                                          "How long an answer takes; 0 for a table at hand.",
                                          TimeValue(Time(0)),
                                          MakeTimeAccessor(&AnchorPrefixTable::m_delay),
                                          MakeTimeChecker(Time(0)));
    return tid;
}

void
AnchorPrefixTable::Add(const Prefix& prefix, const Ipv6Address& anchor)
{
    m_anchors[prefix.GetLength()][prefix] = anchor;
}

void
AnchorPrefixTable::Resolve(const Ipv6Address& node, Done done)
{
    std::optional<Ipv6Address> anchor;
    for (const auto& [length, anchors] : m_anchors)
    {
        const auto found = anchors.find(Prefix(node, length));
        if (found != anchors.end())
        {
            anchor = found->second;
            break;
        }
    }
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
