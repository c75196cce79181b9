/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-refresh-schedule.h"

#include "ns3/integer.h"
#include "ns3/object-factory.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A binding is not extended before this part of its lifetime, whatever the jitter.
constexpr double MIN_FRACTION = 0.05;

} // namespace

double
RefreshSchedule::Draw(Ptr<const Node> node, double fraction, double jitter)
{
    if (jitter <= 0)
    {
        return fraction;
    }
    if (!m_random)
    {
        SetStream(GetStream(m_stream, node ? node->GetId() : 0));
    }
    return std::max(MIN_FRACTION, fraction - m_random->GetValue(0, jitter));
}

void
RefreshSchedule::SetStream(int64_t stream)
{
    // By an attribute, so that none of ns-3's own streams is used up.
    m_random = CreateObjectWithAttributes<UniformRandomVariable>("Stream", IntegerValue(stream));
}

} // namespace pmipv6
} // namespace ns3
