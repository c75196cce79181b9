/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-attributes.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-run.h"
#include "pmipv6-experiment-support.h"

#include "ns3/config.h"
#include "ns3/simulator.h"
#include "ns3/type-id.h"

#include <csignal>
#include <unistd.h>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr unsigned TIME_LIMIT_S = 60; //!< of one short run, on a busy machine

/// The argument that is tried now, for the case that it never ends.
std::string g_argument;

/// One attribute of the module.
struct ModuleAttribute
{
    std::string type; //!< "ns3::pmipv6::TunnelDevice"
    std::string name; //!< "ns3::pmipv6::TunnelDevice::Mtu"
    std::string kind; //!< of its values: "Uinteger"
};

/// @return all attributes of the module's classes
std::vector<ModuleAttribute>
ListAttributes()
{
    std::vector<ModuleAttribute> attributes;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        const TypeId type = TypeId::GetRegistered(i);
        for (std::size_t j = 0; j < type.GetAttributeN(); ++j)
        {
            std::string kind = type.GetAttribute(j).checker->GetValueTypeName();
            kind = kind.substr(0, kind.rfind("Value"));
            kind = kind.substr(kind.rfind(':') + 1);
            if (type.GetName().rfind("ns3::pmipv6::", 0) == 0)
            {
                attributes.push_back(
                    {type.GetName(), type.GetName() + "::" + type.GetAttribute(j).name, kind});
            }
        }
    }
    return attributes;
}

/**
 * @param kind of values
 * @return such values, from one extreme to the other, allowed or not, and some that are none
 */
std::vector<std::string>
GetExtremes(const std::string& kind)
{
    if (kind == "Time")
    {
        return {"",    "soon",  "-1e300s", "-9e18ns", "-1000000000s", "-1ns",   "0s",    "1ns",
                "1us", "999us", "1ms",     "100ms",   "1s",           "4s",     "1000s", "65535s",
                "1d",  "3y",    "31y",     "1e9s",    "9e18ns",       "1e300s", "nan"};
    }
    if (kind == "Uinteger")
    {
        return {"",
                "few",
                "-1",
                "1.5",
                "0",
                "1",
                "63",
                "64",
                "65",
                "100",
                "128",
                "255",
                "256",
                "1279",
                "1280",
                "65535",
                "65536",
                "4294967295",
                "4294967296",
                "1e5",
                "0x10",
                "18446744073709551615",
                "18446744073709551616"};
    }
    if (kind == "Double")
    {
        return {"",
                "half",
                "-1e300",
                "-1",
                "0",
                "1e-12",
                "0.01",
                "0.1",
                "0.5",
                "0.99",
                "1",
                "1e300",
                "nan",
                "inf"};
    }
    if (kind == "Boolean")
    {
        return {"", "perhaps", "2", "false", "true"};
    }
    if (kind == "Ipv6Address")
    {
        return {"", "abc", "fe80::12345", "1.2.3.4", "::", "::1", "fe80::1", "fd00::1", "ff02::1"};
    }
    if (kind == "Mac48Address")
    {
        return {"",
                "abc",
                "00:00:00:00:00:00",
                "02:00:00:00:00:01",
                "01:00:5e:00:00:01",
                "ff:ff:ff:ff:ff:ff"};
    }
    return {"", "abc"};
}

/**
 * @param type a class
 * @return arguments of a short run in which there is such an object
 */
std::vector<std::string>
GetShortRun(const std::string& type)
{
    const auto has = [&type](const char* part) { return type.find(part) != std::string::npos; };
    std::vector<std::string> arguments{"--trafficStart=1.2",
                                       "--moveAt=2",
                                       "--duration=3.2",
                                       "--interval=50",
                                       has("Wifi") ? "--access=wifi" : "--access=ideal",
                                       "--detachDetection=10"};
    const bool isDmm = has("CentralMobility") || has("AnchorAccessRouter");
    arguments.emplace_back(isDmm                  ? "--scheme=dmm-relay"
                           : has("AccessRouter")  ? "--scheme=none"
                           : has("HomeAgent")     ? "--scheme=mipv6"
                           : has("MobileIpv6")    ? "--scheme=mipv6"
                           : has("Uncoordinated") ? "--scheme=uncoordinated"
                           : has("Distributed")   ? "--scheme=epmip"
                           : has("Location")      ? "--scheme=epmip"
                           : has("Wifi")          ? "--scheme=pmipv6"
                                                  : "--scheme=localized-routing");
    if (has("HomeAgent") || has("MobileIpv6"))
    {
        arguments.insert(arguments.end(), {"--careOfDad=10", "--homeDad=50"});
    }
    arguments.emplace_back("--case=a22");
    arguments.emplace_back("--move=both");
    return arguments;
}

/// Run with an attribute; a fault if it does not come to its end.
void
RunWith(const std::string& type, const std::string& argument)
{
    auto arguments = GetShortRun(type);
    arguments.push_back(argument);
    const ParseResult parsed = ParseExperimentOptions(arguments);
    const auto* options = std::get_if<ExperimentOptions>(&parsed);
    ASSERT_NE(options, nullptr) << std::get<InvalidArgument>(parsed).sentence;
    const TemporaryFolder folder;
    const OutputFolder output(folder.GetPath());
    g_argument = argument;
    alarm(TIME_LIMIT_S);
    {
        ExperimentRun run(*options);
        ASSERT_EQ(output.Make(), std::nullopt);
        run.Open(output);
        EXPECT_EQ(run.Run().simulated_s, 3.2) << argument;
        EXPECT_EQ(run.CloseFiles(), std::nullopt);
    }
    alarm(0);
    Simulator::Destroy();
    Config::Reset();
}

TEST(ExperimentExtremes, EachAttributeIsRefusedOrTheRunComesToItsEnd)
{
    const auto attributes = ListAttributes();
    EXPECT_GT(attributes.size(), 60U);
    std::signal(SIGALRM, [](int) {
        std::cerr << g_argument << " does not come to its end" << std::endl;
        _exit(1);
    });
    for (const ModuleAttribute& attribute : attributes)
    {
        std::vector<std::string> allowed;
        for (const std::string& value : GetExtremes(attribute.kind))
        {
            const std::string argument = "--" + attribute.name + "=" + value;
            const std::string sentence = Refuse({argument});
            Config::Reset();
            if (sentence.empty())
            {
                allowed.push_back(argument);
                continue;
            }
            EXPECT_EQ(sentence.rfind(argument + " is not allowed", 0), 0U) << sentence;
            EXPECT_NE(sentence.find("allowed: "), std::string::npos) << sentence;
            EXPECT_EQ(sentence.find("Value"), std::string::npos) << sentence;
        }
        if (allowed.size() > 3) // Both extremes, and what is next to the lower: 0 is often off.
        {
            allowed = {allowed[0], allowed[1], allowed.back()};
        }
        for (const std::string& argument : allowed)
        {
            RunWith(attribute.type, argument);
        }
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
