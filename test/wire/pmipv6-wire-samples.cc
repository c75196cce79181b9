/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Prints messages for check-with-scapy.py, one a line: name, source, destination, octets and text,
 * with tabs between. An argument adds that many random messages. Behind them come packets, each a
 * line: "packet", name, source, destination, Next Header of the IPv6 header, the octets behind
 * that, and what else there is to be found in them, as words "name=value".
 */

#include "pmipv6-wire-message-maker.h"

#include "ns3/pmipv6-extension-codec.h"
#include "ns3/pmipv6-home-agent-discovery.h"
#include "ns3/pmipv6-ipv6-numbers.h"

#include <cstdlib>
#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

void
PrintSample(const std::string& name, const MobilityMessage& message)
{
    std::cout << name << '\t' << SOURCE << '\t' << DESTINATION << '\t' << ToHex(Build(message))
              << '\t' << message << '\n';
}

const Ipv6Address HOME("fd00:1::99");          //!< of a mobile node
const Ipv6Address CARE_OF("fd00:9::9");        //!< of the same node
const Ipv6Address CORRESPONDENT("fd00:2::77"); //!< of this node, home address too

void
PrintPacket(const std::string& name,
            const Ipv6Address& source,
            const Ipv6Address& destination,
            uint8_t nextHeader,
            const std::vector<Octets>& parts,
            const std::string& words)
{
    std::cout << "packet\t" << name << '\t' << source << '\t' << destination << '\t'
              << unsigned{nextHeader} << '\t';
    for (const auto& part : parts)
    {
        std::cout << ToHex(part);
    }
    std::cout << '\t' << words << '\n';
}

/// Print packets with the extension headers that carry a home address.
void
PrintExtensions()
{
    const Octets update = BuildMobilityHeader(MakeCorrespondentUpdate(), HOME, CORRESPONDENT);
    const Octets answer =
        BuildMobilityHeader(MakeCorrespondentAcknowledgement(), CORRESPONDENT, HOME);
    const Octets option = BuildHomeAddressOption(MOBILITY_HEADER_PROTOCOL, HOME);
    PrintPacket("home-address-option",
                CARE_OF,
                CORRESPONDENT,
                DESTINATION_OPTIONS,
                {option, update},
                "option=fd00:1::99");
    PrintPacket("type-2-routing-header",
                CORRESPONDENT,
                CARE_OF,
                ROUTING_HEADER,
                {BuildType2Routing({MOBILITY_HEADER_PROTOCOL, HOME}), answer},
                "routing=fd00:1::99");
    PrintPacket("both",
                CARE_OF,
                Ipv6Address("fd00:8::8"),
                ROUTING_HEADER,
                {BuildType2Routing({DESTINATION_OPTIONS, CORRESPONDENT}), option, update},
                "routing=fd00:2::77 option=fd00:1::99");
}

/// Print the messages of the discovery of home agents.
void
PrintDiscovery()
{
    const Ipv6Address anycast("fd00:1::fdff:ffff:ffff:fffe");
    const Ipv6Address agent("fd00:1::1");
    for (const bool isRouter : {false, true})
    {
        const std::string suffix = isRouter ? "-router" : "";
        const std::string words = std::string("id=4660 router=") + (isRouter ? "1" : "0");
        PrintPacket(
            "discovery-request" + suffix,
            CARE_OF,
            anycast,
            ICMPV6_PROTOCOL,
            {SerializeHomeAgentAddressDiscovery(HomeAgentAddressDiscoveryRequest{0x1234, isRouter},
                                                CARE_OF,
                                                anycast)},
            words + " type=144");
        PrintPacket(
            "discovery-reply" + suffix,
            agent,
            CARE_OF,
            ICMPV6_PROTOCOL,
            {SerializeHomeAgentAddressDiscovery(
                HomeAgentAddressDiscoveryReply{0x1234, isRouter, {agent, Ipv6Address("fd00:1::2")}},
                agent,
                CARE_OF)},
            words + " type=145 agents=fd00:1::1,fd00:1::2");
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    for (const auto& [name, message] : MakeSamples())
    {
        PrintSample(name, message);
    }
    MessageMaker maker(1);
    const int count = argc > 1 ? std::atoi(argv[1]) : 0;
    for (int i = 0; i < count; ++i)
    {
        PrintSample("random-" + std::to_string(i), maker.MakeMessage());
    }
    PrintExtensions();
    PrintDiscovery();
    return 0;
}
