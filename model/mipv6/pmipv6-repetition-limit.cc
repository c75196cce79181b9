/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-repetition-limit.h"

#include "ns3/simulator.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
LimitRepetitions(Question& question, RepetitionLimit limit)
{
    const auto counted = std::make_shared<uint32_t>(0);
    question.mayRepeat = [counted, max = limit.maxFailures, held = limit.held](
                             const std::function<void(bool)>& decide) {
        decide(*counted <= max || held > Simulator::Now());
    };
    question.prepare = [counted,
                        isCounted = std::move(limit.isCounted),
                        prepare = std::move(question.prepare)](MobilityMessage& message,
                                                               bool isRetransmission) {
        *counted += isCounted() ? 1 : 0;
        prepare(message, isRetransmission);
    };
}

} // namespace pmipv6
} // namespace ns3
