/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-proxy-answer.h"

namespace ns3
{
namespace pmipv6
{

BindingAcknowledgement
MakeProxyAnswer(const ProxyRegistration& registration,
                BindingStatus status,
                const BindingCacheEntry* session,
                const BindingCacheEntry* known,
                uint16_t lifetime,
                uint64_t timeOfDay)
{
    const bool isAccepted = IsAccepted(status);
    BindingAcknowledgement answer =
        registration.MakeAnswer(isAccepted ? session->prefixes : registration.prefixes);
    answer.status = status;
    const bool isNumberTold = status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW && known;
    answer.sequence = isNumberTold ? known->sequence : registration.update->sequence;
    answer.lifetime = isAccepted ? lifetime : 0;
    auto* linkLocal = FindOption<LinkLocalAddressOption>(answer.options);
    if (linkLocal && isAccepted)
    {
        linkLocal->address = session->linkLocal;
    }
    auto* timestamp = FindOption<TimestampOption>(answer.options);
    if (timestamp && (status == BindingStatus::TIMESTAMP_MISMATCH ||
                      status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED))
    {
        timestamp->timestamp = timeOfDay;
    }
    return answer;
}

} // namespace pmipv6
} // namespace ns3
