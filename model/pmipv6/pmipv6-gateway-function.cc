/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-function.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(GatewayFunction);

TypeId
GatewayFunction::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::GatewayFunction").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

} // namespace pmipv6
} // namespace ns3
