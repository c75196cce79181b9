/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-refusal-remedy.h"

namespace ns3
{
namespace pmipv6
{

RefusalRemedy
FindRemedy(BindingStatus status, bool isClockRight)
{
    switch (status)
    {
    case BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW:
        return RefusalRemedy::RAISE_AND_REASSERT; // RFC 6275, 11.7.3.
    case BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED:
        return RefusalRemedy::REASSERT; // RFC 5213, 6.9.1.2, 8.
    case BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX:
    case BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH:
        return RefusalRemedy::ASK_FOR_ASSIGNMENT; // RFC 5213, 6.9.1.2, 10.
    case BindingStatus::PROXY_REG_NOT_ENABLED:
        return RefusalRemedy::DENY; // RFC 5213, 6.9.1.2, 7.
    case BindingStatus::TIMESTAMP_MISMATCH:
        // RFC 5213, 6.9.1.2, 9. A clock that is right cannot be set; the request was late.
        return isClockRight ? RefusalRemedy::TRY_AGAIN : RefusalRemedy::SYNCHRONIZE;
    case BindingStatus::REASON_UNSPECIFIED:
    case BindingStatus::INSUFFICIENT_RESOURCES:
        return RefusalRemedy::RETRY_LATER;
    default:
        return RefusalRemedy::NONE;
    }
}

} // namespace pmipv6
} // namespace ns3
