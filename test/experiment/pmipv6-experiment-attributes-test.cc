/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-attributes.h"
#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-values.h"

#include "ns3/type-id.h"

#include <algorithm>
#include <regex>
#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param folder of the source
 * @param begin how the names of files begin
 * @return names of attributes for which a value stands there: "Delay", or "ns3::Class::Delay"
 */
std::set<std::string>
FindAttributesSet(const std::string& folder, const std::string& begin)
{
    static const std::regex set("\"([A-Za-z0-9:]+)\",\\s*[A-Za-z0-9]+Value\\(");
    std::set<std::string> names;
    for (const auto& file : std::filesystem::recursive_directory_iterator(FindNearSource(folder)))
    {
        if (file.path().extension() == ".cc" &&
            file.path().filename().string().rfind(begin, 0) == 0)
        {
            const std::string text = ReadFile(file.path());
            for (std::sregex_iterator i(text.begin(), text.end(), set), end; i != end; ++i)
            {
                names.insert((*i)[1]);
            }
        }
    }
    return names;
}

/**
 * @param name of an attribute or a global value
 * @return whether ns-3 or the module has it
 */
bool
IsThere(const std::string& name)
{
    const std::size_t colons = name.rfind("::");
    const auto globals = GetGlobalNames();
    TypeId type;
    if (colons == std::string::npos)
    {
        return std::find(globals.begin(), globals.end(), name) != globals.end();
    }
    if (!TypeId::LookupByNameFailSafe(name.substr(0, colons), &type))
    {
        return false;
    }
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        if (type.GetAttribute(i).name == name.substr(colons + 2))
        {
            return true;
        }
    }
    return false;
}

TEST(ExperimentOwnedAttributes, AreAllThatTheProgramAndItsHelpersSet)
{
    std::set<std::string> found = FindAttributesSet("examples/experiment", "pmipv6-experiment-");
    for (const char* helper : {"pmipv6-helper",
                               "pmipv6-core-network-helper",
                               "pmipv6-ideal-access-helper",
                               "pmipv6-wifi-access-helper",
                               "pmipv6-localized-routing-helper",
                               "pmipv6-epmip-helper",
                               "pmipv6-dmm-helper",
                               "pmipv6-mobile-ipv6-helper"})
    {
        found.merge(FindAttributesSet("helper", helper));
    }
    EXPECT_GT(found.size(), 30U);
    for (const std::string& name : found)
    {
        const auto& owned = GetOwnedAttributes();
        EXPECT_TRUE(std::any_of(owned.begin(),
                                owned.end(),
                                [&name](const OwnedAttribute& one) {
                                    const std::size_t colons = one.name.rfind("::");
                                    return one.name == name ||
                                           (colons != std::string::npos &&
                                            one.name.substr(colons + 2) == name);
                                }))
            << name << " is set by the program and owned by nobody";
    }
}

TEST(ExperimentOwnedAttributes, AreThereAndNameOptionsThatAreThere)
{
    for (const OwnedAttribute& owned : GetOwnedAttributes())
    {
        EXPECT_TRUE(IsThere(owned.name)) << owned.name;
        for (const ExperimentOption* option : owned.options)
        {
            EXPECT_EQ(FindOption(option->GetName()), option) << option->GetName();
        }
    }
}

TEST(ExperimentOwnedAttributes, AreRefusedByASentenceThatNamesTheOption)
{
    EXPECT_EQ(
        Refuse({"--ns3::pmipv6::MobileAccessGateway::AuthenticationDelay=400ms"}),
        "--ns3::pmipv6::MobileAccessGateway::AuthenticationDelay=400ms is not allowed, for an "
        "option sets it; allowed: --authenticationDelay");
    EXPECT_EQ(Refuse({"--ns3::pmipv6::IdealChannel::Delay=5ms"}),
              "--ns3::pmipv6::IdealChannel::Delay=5ms is not allowed, for an option sets it; "
              "allowed: --delayAccess, --delay");
    EXPECT_EQ(Refuse({"--ns3::pmipv6::LocalMobilityAnchor::PrefixPool=fd00:7::/32"}),
              "--ns3::pmipv6::LocalMobilityAnchor::PrefixPool=fd00:7::/32 is not allowed, for the "
              "program sets it itself (lma1 assigns from fd00:1::/32); allowed: attributes that it "
              "leaves alone");
    EXPECT_EQ(Refuse({"--ns3::pmipv6::MobileIpv6Node::CareOfDetection=0ms"}),
              "--ns3::pmipv6::MobileIpv6Node::CareOfDetection=0ms is not allowed, for an option "
              "sets it; allowed: --careOfDad");
    // Where the program leaves ns-3's own values alone, they can be set.
    const std::string probing = "--ns3::StaWifiMac::ActiveProbing=true";
    EXPECT_NE(Refuse({probing}).find("--wifiHandover"), std::string::npos);
    EXPECT_EQ(Refuse({probing, "--wifiHandover=default"}), "");
    EXPECT_NE(Refuse({"--ChecksumEnabled=false", "--pcap"}).find("--pcap"), std::string::npos);
    EXPECT_EQ(Refuse({"--ChecksumEnabled=false"}), "");
}

TEST(ExperimentAttributes, BoundsStandInTheSentence)
{
    const std::string scope = "ns3::pmipv6::";
    const auto check = [&scope](const std::string& name, const std::string& value) {
        const std::string sentence = CheckAttribute(scope + name, value).value_or("");
        const std::string before = "--" + scope + name + "=" + value + " is not allowed; allowed: ";
        EXPECT_EQ(sentence.substr(0, before.size()), before);
        return sentence.size() > before.size() ? sentence.substr(before.size()) : "";
    };
    EXPECT_EQ(check("LocalMobilityAnchor::MaxLifetime", "0s"),
              "a time such as 10ms, 4 s to 262136 s");
    EXPECT_EQ(check("MobilitySignaling::InitialBindackTimeout", "0.5ms"),
              "a time such as 10ms, 1 ms to 1000000000 s");
    EXPECT_EQ(check("MobileAccessGateway::ClockOffset", "1e300s"),
              "a time such as 10ms, -1000000000 s to 1000000000 s");
    EXPECT_EQ(check("MobileAccessGateway::SilenceTimeout", "1ns"), "0, or 1 ms to 1000000000 s");
    EXPECT_EQ(check("HeartbeatAgent::Interval", "99ms"), "0, or 100 ms to 1000000000 s");
    EXPECT_EQ(check("TunnelDevice::Mtu", "5"), "a whole number, 1280 to 65535");
    EXPECT_EQ(check("AccessNeighborDiscovery::LinkMtu", "1279"), "0, or 1280 to 65535");
    EXPECT_EQ(check("MobileAccessGateway::RefreshFraction", "2"), "a number, 0.1 to 0.99");
    EXPECT_EQ(check("MobileAccessGateway::EnableMAGLocalRouting", "perhaps"), "true, false");
    for (const char* address :
         {"abc", "", "fd00::1", "::1", "1.2.3.4", "fe80::1%eth0", "fe80::1/64"})
    {
        EXPECT_EQ(check("MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks", address),
                  "a link-local IPv6 address, or ::");
    }
    for (const char* address : {"abc", "fd00::12345", "fd00:::1", "fd00::1 ", "/64"})
    {
        EXPECT_EQ(check("LocalMobilityAnchor::Address", address),
                  "an IPv6 address such as fd00::1");
    }
    for (const char* address : {"abc", "00:00:5e:00:52", "0:0:5e:0:52:13", "01:00:5e:00:00:01"})
    {
        EXPECT_EQ(check("AccessDevice::FixedMAGLinkLayerAddressOnAllAccessLinks", address),
                  "the link-layer address of an interface, such as 00:00:5e:00:52:13");
    }
    for (const std::string role : {"LocalMobilityAnchor", "MobilityAnchorAccessRouter"})
    {
        for (const std::string length : {"48", "65"})
        {
            const std::string argument = "--ns3::pmipv6::" + role + "::PrefixLength=" + length;
            EXPECT_EQ(Refuse({"--scheme=dmm-relay", argument}),
                      argument + " is not allowed; allowed: 64, for hosts make their addresses of "
                                 "64 bits of a prefix and 64 of their own (RFC 4862, 5.5.3)");
        }
    }
}

TEST(ExperimentAttributes, WhatIsAllowedIsTaken)
{
    for (const char* argument :
         {"ns3::pmipv6::MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks ::",
          "ns3::pmipv6::MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks fe80::7",
          "ns3::pmipv6::MobileAccessGateway::SilenceTimeout 0",
          "ns3::pmipv6::MobileAccessGateway::SilenceTimeout 0s",
          "ns3::pmipv6::MobileAccessGateway::SilenceTimeout 1ms",
          "ns3::pmipv6::HeartbeatAgent::Interval 1min",
          "ns3::pmipv6::AccessNeighborDiscovery::LinkMtu 0",
          "ns3::pmipv6::AccessNeighborDiscovery::LinkMtu 1280",
          "ns3::pmipv6::LocalMobilityAnchor::MaxLifetime +4e0s",
          "ns3::pmipv6::MobileAccessGateway::ClockOffset -2h"})
    {
        const auto parts = Split(argument, ' ');
        EXPECT_EQ(CheckAttribute(parts[0], parts[1]).value_or(""), "") << argument;
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
