/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-codec.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-upper-layer-checksum.h"

namespace ns3
{
namespace pmipv6
{

std::string
GetFaultName(ParseFault fault)
{
    switch (fault)
    {
    case ParseFault::TOO_SHORT:
        return "too-short";
    case ParseFault::TRUNCATED:
        return "truncated";
    case ParseFault::CHECKSUM:
        return "bad-checksum";
    case ParseFault::PAYLOAD_PROTO:
        return "bad-payload-proto";
    case ParseFault::SUBTYPE:
        return "unknown-subtype";
    case ParseFault::HEADER_LEN:
        return "bad-header-len";
    case ParseFault::OPTION_OVERRUN:
        return "option-overrun";
    case ParseFault::OPTION_LENGTH:
        return "bad-option-length";
    case ParseFault::OPTION_VALUE:
        return "bad-option-value";
    case ParseFault::AUTHORIZATION_NOT_LAST:
        return "authorization-not-last";
    }
    return "unknown-fault";
}

uint16_t
ComputeMobilityChecksum(const uint8_t* data,
                        std::size_t size,
                        const Ipv6Address& source,
                        const Ipv6Address& destination)
{
    return ComputeUpperLayerChecksum(data, size, source, destination, MOBILITY_HEADER_PROTOCOL);
}

} // namespace pmipv6
} // namespace ns3
