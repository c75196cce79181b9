/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * libFuzzer target of the codec. The first 32 octets are source and destination, the rest is a
 * Mobility Header. It is parsed as it is and again with the checksum put right, so that the fuzzer
 * gets past it. What parses must build, and what is built must parse to the same. The octets are
 * also read as an extension header with a home address and as a discovery of home agents (ICMPv6).
 */

#include "ns3/buffer.h"
#include "ns3/pmipv6-extension-codec.h"
#include "ns3/pmipv6-home-address-header.h"
#include "ns3/pmipv6-home-agent-discovery.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-header.h"
#include "ns3/pmipv6-upper-layer-checksum.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Octets = std::vector<uint8_t>;

constexpr std::size_t ADDRESSES_SIZE = 32; //!< octets of the two addresses

/// End the process, for the fuzzer to see, unless a condition holds.
void
Require(bool condition, const char* what)
{
    if (!condition)
    {
        std::fprintf(stderr, "violated: %s\n", what);
        std::abort();
    }
}

/// @return any printable value as text
template <class T>
std::string
ToText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/// Put the checksum right, if there is a whole header.
void
FixChecksum(Octets& octets, const Ipv6Address& source, const Ipv6Address& destination)
{
    const std::size_t length = octets.size() < 8 ? 0 : (octets[1] + std::size_t{1}) * 8;
    if (length == 0 || length > octets.size())
    {
        return;
    }
    octets[4] = octets[5] = 0;
    const uint16_t checksum = ComputeMobilityChecksum(octets.data(), length, source, destination);
    octets[4] = static_cast<uint8_t>(checksum >> 8);
    octets[5] = static_cast<uint8_t>(checksum);
}

/// Parse octets; if they are a message, build it and parse that.
void
CheckCodec(const Octets& octets, const Ipv6Address& source, const Ipv6Address& destination)
{
    const auto parsed = ParseMobilityHeader(octets.data(), octets.size(), source, destination);
    if (const auto* error = std::get_if<ParseError>(&parsed))
    {
        Require(error->offset <= octets.size(), "an error lies within the octets");
        Require(!GetFaultName(error->fault).empty(), "a fault has a name");
        return;
    }
    const auto& message = std::get<MobilityMessage>(parsed);
    const std::string text = ToText(message);
    Require(text.find('\n') == std::string::npos, "a message is one line");
    const std::size_t length = GetMobilityHeaderLength(message);
    if (length > MAX_MOBILITY_HEADER_LENGTH)
    {
        return; // came unaligned, no longer fits
    }
    const Octets built = BuildMobilityHeader(message, source, destination);
    Require(built.size() == length && length % 8 == 0, "the length is the one foretold");
    const auto again = ParseMobilityHeader(built.data(), built.size(), source, destination);
    Require(std::holds_alternative<MobilityMessage>(again), "what is built parses");
    Require(ToText(std::get<MobilityMessage>(again)) == text, "it parses to the same");
    Require(BuildMobilityHeader(std::get<MobilityMessage>(again), source, destination) == built,
            "it builds to the same");
}

/// Read octets as the extension headers that carry a home address.
void
CheckExtensions(const Octets& octets)
{
    const auto options = ParseDestinationOptions(octets.data(), octets.size());
    if (const auto* read = std::get_if<DestinationOptions>(&options))
    {
        Require(read->length <= octets.size(), "options lie within the octets");
        Require(!read->unskippable || read->unskippable->offset < read->length,
                "an option lies within its header");
        const Octets built =
            BuildHomeAddressOption(read->nextHeader, read->homeAddress.value_or(Ipv6Address()));
        const auto again = ParseDestinationOptions(built.data(), built.size());
        Require(std::get<DestinationOptions>(again).homeAddress ==
                    read->homeAddress.value_or(Ipv6Address()),
                "a home address is built and parses to the same");
    }
    else
    {
        Require(std::get<ExtensionError>(options).offset <= octets.size(), "an error lies within");
    }
    const auto routing = ParseType2Routing(octets.data(), octets.size());
    if (const auto* read = std::get_if<Type2Routing>(&routing))
    {
        const Octets built = BuildType2Routing(*read);
        const auto again = ParseType2Routing(built.data(), built.size());
        Require(std::get<Type2Routing>(again).homeAddress == read->homeAddress,
                "a routing header is built and parses to the same");
    }
}

/// Read octets as a message of the discovery of home agents, as they are and with the right
/// checksum.
void
CheckDiscovery(Octets octets, const Ipv6Address& source, const Ipv6Address& destination)
{
    ParseHomeAgentAddressDiscovery(octets.data(), octets.size(), source, destination);
    if (octets.size() < 4)
    {
        return;
    }
    octets[2] = octets[3] = 0;
    const uint16_t checksum = ComputeUpperLayerChecksum(octets.data(),
                                                        octets.size(),
                                                        source,
                                                        destination,
                                                        ICMPV6_PROTOCOL);
    octets[2] = static_cast<uint8_t>(checksum >> 8);
    octets[3] = static_cast<uint8_t>(checksum);
    const auto result =
        ParseHomeAgentAddressDiscovery(octets.data(), octets.size(), source, destination);
    if (const auto* reply = std::get_if<HomeAgentAddressDiscoveryReply>(&result))
    {
        const Octets built = SerializeHomeAgentAddressDiscovery(*reply, source, destination);
        const auto again =
            ParseHomeAgentAddressDiscovery(built.data(), built.size(), source, destination);
        Require(std::get<HomeAgentAddressDiscoveryReply>(again).agents == reply->agents,
                "a reply is built and parses to the same");
    }
}

/// Take octets through an ns-3 header, which gives back what it took.
template <class Header>
void
CheckHeader(const Octets& octets)
{
    Buffer buffer;
    buffer.AddAtStart(octets.size());
    buffer.Begin().Write(octets.data(), octets.size());
    Header header;
    const uint32_t size = header.Deserialize(buffer.Begin());
    Require(size <= octets.size() && size == header.GetSerializedSize(), "size of the header");
    Buffer copy;
    copy.AddAtStart(size);
    header.Serialize(copy.Begin());
    Octets back(size);
    copy.CopyData(back.data(), size);
    Require(std::equal(back.begin(), back.end(), octets.begin()), "octets of the header");
    std::ostringstream text;
    header.Print(text);
    Require(!text.str().empty(), "text of the header");
}

} // namespace

extern "C" int
LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    if (size < ADDRESSES_SIZE)
    {
        return 0;
    }
    const Ipv6Address source = Ipv6Address::Deserialize(data);
    const Ipv6Address destination = Ipv6Address::Deserialize(data + 16);
    Octets octets(data + ADDRESSES_SIZE, data + size);
    octets.shrink_to_fit();
    CheckCodec(octets, source, destination);
    CheckHeader<MobilityHeader>(octets);
    CheckHeader<DestinationOptionsHeader>(octets);
    CheckHeader<Type2RoutingHeader>(octets);
    CheckExtensions(octets);
    CheckDiscovery(octets, source, destination);
    FixChecksum(octets, source, destination);
    CheckCodec(octets, source, destination);
    return 0;
}
