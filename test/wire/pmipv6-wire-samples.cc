/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Prints messages for check-with-scapy.py, one a line: name, source, destination, octets and text,
 * with tabs between. An argument adds that many random messages.
 */

#include "pmipv6-wire-message-maker.h"

#include <cstdlib>
#include <iostream>

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
    return 0;
}
