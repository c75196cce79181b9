/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-bench.h"

#include "ns3/buffer.h"
#include "ns3/ipv6-address.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/tcp-header.h"
#include "ns3/tcp-option-sack-permitted.h"
#include "ns3/tcp-option-ts.h"
#include "ns3/tcp-option-winscale.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace bench
{

namespace
{

const Ipv6Address GATEWAY{"fd00::1"}; //!< source of the messages
const Ipv6Address ANCHOR{"fd00::2"};  //!< their destination

/// @return a Proxy Binding Update as a gateway sends it (RFC 5213, 6.9.1.1)
MobilityMessage
MakeUpdate()
{
    BindingUpdate update;
    update.sequence = 7;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    update.lifetime = 75;
    update.options = {
        MobileNodeIdentifierOption{1, "mn1@example.org"},
        HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
        HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS},
        AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
        MobileNodeLinkLayerIdentifierOption{{0, 1, 2, 3, 4, 5}},
        TimestampOption{uint64_t{1} << 40},
    };
    return update;
}

/// @return a header of ns-3 that has a checksum and options too
TcpHeader
MakeTcpHeader()
{
    TcpHeader header;
    header.EnableChecksums();
    header.InitializeChecksum(GATEWAY, ANCHOR, 6);
    header.AppendOption(CreateObject<TcpOptionTS>());
    header.AppendOption(CreateObject<TcpOptionWinScale>());
    header.AppendOption(CreateObject<TcpOptionSackPermitted>());
    return header;
}

/// @return a header's octets
Buffer
Serialize(const TcpHeader& header)
{
    Buffer buffer;
    buffer.AddAtStart(header.GetSerializedSize());
    header.Serialize(buffer.Begin());
    return buffer;
}

void
BuildUpdate(benchmark::State& state)
{
    const MobilityMessage message = MakeUpdate();
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(BuildMobilityHeader(message, GATEWAY, ANCHOR));
    }
}

void
BuildTcp(benchmark::State& state)
{
    const TcpHeader header = MakeTcpHeader();
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(Serialize(header));
    }
}

void
ParseUpdate(benchmark::State& state)
{
    const std::vector<uint8_t> octets = BuildMobilityHeader(MakeUpdate(), GATEWAY, ANCHOR);
    for (auto _ : state)
    {
        const ParseResult result =
            ParseMobilityHeader(octets.data(), octets.size(), GATEWAY, ANCHOR);
        if (!std::holds_alternative<MobilityMessage>(result))
        {
            Fail(state, "the message does not parse");
            break;
        }
        benchmark::DoNotOptimize(&result);
    }
}

void
ParseTcp(benchmark::State& state)
{
    const Buffer buffer = Serialize(MakeTcpHeader());
    for (auto _ : state)
    {
        TcpHeader header;
        header.EnableChecksums();
        header.InitializeChecksum(GATEWAY, ANCHOR, 6);
        header.Deserialize(buffer.Begin());
        if (!header.IsChecksumOk())
        {
            Fail(state, "the TCP header does not parse");
            break;
        }
    }
}

} // namespace

void
RegisterWire()
{
    benchmark::RegisterBenchmark("ParseProxyBindingUpdate", ParseUpdate);
    benchmark::RegisterBenchmark("ParseProxyBindingUpdate_reference", ParseTcp);
    benchmark::RegisterBenchmark("BuildProxyBindingUpdate", BuildUpdate);
    benchmark::RegisterBenchmark("BuildProxyBindingUpdate_reference", BuildTcp);
}

} // namespace bench
} // namespace pmipv6
} // namespace ns3
