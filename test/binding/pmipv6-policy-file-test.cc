/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Policy profiles out of a file: what it may say, and the sentence about each thing it may not.
 */

#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-policy-file.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// A file with all that one may have.
const char* const FULL = R"({
  "version": 1,
  "mobileNodes": [
    {
      "identifier": "mn1@example.org",
      "anchor": "fd00:c::1",
      "otherAnchors": ["fd00:c::9"],
      "central": {"anchor": "fd00:c::a", "preferred": true},
      "prefixes": ["fd00:1:0:7::/64"],
      "interfaces": [
        {
          "linkLayer": "00:00:00:00:00:01",
          "prefixes": ["fd00:1:0:8::/64", "fd00:1:0:9::/64"]
        },
        {"linkLayer": "02:00:5e:FF:fe:00:53:aB"}
      ],
      "gateways": ["fd00:c::2", "fd00:c::3"],
      "services": {"proxyMobility": false, "localRouting": false}
    },
    {"identifier": "mn2", "anchor": "fd00:c:0:0::9", "prefixes": [], "interfaces": []}
  ]
}
)";

const std::string ADDRESS = "a routable IPv6 unicast address, such as \"fd00:c::1\" "
                            "(2001:db8::/32 is not routable)"; //!< allowed as an address
const std::string PREFIX = "a routable IPv6 unicast prefix, such as \"fd00:1:0:7::/64\" "
                           "(2001:db8::/32 is not routable)"; //!< allowed as a prefix
const std::string LINK_LAYER = "a unicast address of 1 to 253 octets, such as "
                               "\"00:00:00:00:00:01\""; //!< allowed as a link-layer address
const std::string IDENTIFIER = "a Network Access Identifier of 1 to 253 octets, such as "
                               "\"mn1@example.org\""; //!< allowed as an identifier

/// @return the profiles that a file has
std::vector<PolicyProfile>
Read(const std::string& text)
{
    std::istringstream input(text);
    return ReadPolicyFile(input, "policy.json");
}

/// @return the sentence about a file; empty if there is none to say
std::string
Refuse(const std::string& text)
{
    try
    {
        Read(text);
    }
    catch (const PolicyFileError& error)
    {
        return error.what();
    }
    return "";
}

/// @return the sentence about a file whose nodes are these; the first begins on line 2
std::string
RefuseNodes(const std::string& nodes)
{
    return Refuse("{\"version\": 1, \"mobileNodes\": [\n" + nodes + "]}");
}

/// @return the sentence about a node with this beside what is mandatory, on line 3
std::string
RefuseMember(const std::string& member)
{
    return RefuseNodes("{\"identifier\": \"a\", \"anchor\": \"fd00:c::1\",\n" + member + "}");
}

/// @return the sentence about a file with this in the place of its mobileNodes[0].anchor, on line 2
std::string
RefuseAnchor(const std::string& anchor)
{
    return RefuseNodes("{\"identifier\": \"a\", \"anchor\": " + anchor + "}");
}

/// A file that is gone afterwards.
class TemporaryFile
{
  public:
    /// @param text what is in it
    explicit TemporaryFile(const std::string& text)
    {
        const int descriptor = mkstemp(m_name.data());
        EXPECT_NE(descriptor, -1);
        close(descriptor);
        std::ofstream(m_name) << text;
    }

    ~TemporaryFile()
    {
        std::remove(m_name.c_str());
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// @return its path
    const std::string& GetName() const
    {
        return m_name;
    }

  private:
    std::string m_name = testing::TempDir() + "pmipv6-policy-XXXXXX"; //!< its path
};

TEST(PolicyFile, IsRead)
{
    const auto profiles = Read(FULL);
    ASSERT_EQ(profiles.size(), 2U);
    const auto& first = profiles[0];
    EXPECT_EQ(first.identifier, "mn1@example.org");
    EXPECT_EQ(first.anchorAddress, Ipv6Address("fd00:c::1"));
    EXPECT_EQ(first.otherAnchors, std::vector<Ipv6Address>{"fd00:c::9"});
    EXPECT_TRUE(first.IsAnchorAllowed("fd00:c::1"));
    EXPECT_TRUE(first.IsAnchorAllowed("fd00:c::9"));
    EXPECT_FALSE(first.IsAnchorAllowed("fd00:c::8"));
    EXPECT_EQ(first.centralAnchor, Ipv6Address("fd00:c::a"));
    EXPECT_TRUE(first.isCentralPreferred);
    EXPECT_EQ(first.prefixes, std::vector<Prefix>{*ParsePrefix("fd00:1:0:7::/64")});
    ASSERT_EQ(first.interfaces.size(), 2U);
    EXPECT_EQ(first.interfaces[0].identifier, (LinkLayerAddress{0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(
        first.interfaces[0].prefixes,
        (std::vector<Prefix>{*ParsePrefix("fd00:1:0:8::/64"), *ParsePrefix("fd00:1:0:9::/64")}));
    EXPECT_EQ(first.interfaces[1].identifier,
              (LinkLayerAddress{2, 0, 0x5e, 0xff, 0xfe, 0, 0x53, 0xab}));
    EXPECT_TRUE(first.interfaces[1].prefixes.empty());
    EXPECT_EQ(first.gateways, (std::vector<Ipv6Address>{"fd00:c::2", "fd00:c::3"}));
    EXPECT_FALSE(first.isProxyMobilityAllowed);
    EXPECT_FALSE(first.isLocalRoutingAllowed);
    const auto& second = profiles[1];
    EXPECT_EQ(second.identifier, "mn2");
    EXPECT_EQ(second.anchorAddress, Ipv6Address("fd00:c::9"));
    EXPECT_TRUE(second.prefixes.empty());
    EXPECT_TRUE(second.interfaces.empty());
    EXPECT_TRUE(second.gateways.empty());
    EXPECT_FALSE(second.HasCentralAnchor());
    EXPECT_FALSE(second.isCentralPreferred);
    EXPECT_TRUE(second.isProxyMobilityAllowed);
    EXPECT_TRUE(second.isLocalRoutingAllowed);
}

TEST(PolicyFile, MayBeWrittenOtherwise)
{
    EXPECT_TRUE(Read("\xef\xbb\xbf{\"mobileNodes\":[],\"version\":1}").empty());
    std::string text(FULL);
    for (std::size_t i = 0; (i = text.find('\n', i)) != std::string::npos; i += 2)
    {
        text.replace(i, 1, "\r\n");
    }
    EXPECT_EQ(Read(text).size(), 2U);
    const auto services = Read("{\"version\": 1, \"mobileNodes\": [{\"identifier\": \"a\", "
                               "\"anchor\": \"fd00::1\", \"services\": {\"localRouting\": false}}, "
                               "{\"identifier\": \"b\", \"anchor\": \"fd00::1\", \"services\": "
                               "{\"proxyMobility\": false}}]}");
    ASSERT_EQ(services.size(), 2U);
    EXPECT_TRUE(services[0].isProxyMobilityAllowed);
    EXPECT_FALSE(services[0].isLocalRoutingAllowed);
    EXPECT_FALSE(services[1].isProxyMobilityAllowed);
    EXPECT_TRUE(services[1].isLocalRoutingAllowed);
    EXPECT_EQ(RefuseMember("\"services\": {}"), "");
    EXPECT_EQ(
        RefuseMember("\"identif\\u0069er\": 3"),
        "policy.json:3: mobileNodes[0].identifier is there twice, first on line 2; allowed is "
        "once");
}

TEST(PolicyFile, IdentifiersMayHaveAnyForm)
{
    for (const std::string& identifier :
         {std::string("a"), std::string("@realm"), std::string(253, 'x'), std::string("ü@ö.de")})
    {
        EXPECT_EQ(RefuseNodes("{\"identifier\": \"" + identifier + "\", \"anchor\": \"fd00::1\"}"),
                  "");
    }
}

TEST(PolicyFile, ErrorsKnowTheirPlace)
{
    try
    {
        Read("{\n\"version\": 1,\n\"mobileNodes\": [\n\"x\"]}");
        FAIL() << "a string is no node";
    }
    catch (const PolicyFileError& error)
    {
        EXPECT_EQ(error.GetLine(), 4U);
        EXPECT_EQ(error.GetField(), "mobileNodes[0]");
    }
}

TEST(PolicyFile, RefusesWhatIsNoJson)
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "policy.json:1: the file is empty"},
        {" \n\t\r\n", "policy.json:1: the file is empty"},
        {"\xef\xbb\xbf", "policy.json:1: the file is empty"},
        {"{\n\"version\": 1\n\"mobileNodes\": []}",
         "policy.json:3: the file is no JSON: unexpected string literal; expected '}'"},
        {"{\"version\": 1,\n}",
         "policy.json:2: the file is no JSON: unexpected '}'; expected string literal"},
        {"{\n\"version\": 01\n}",
         "policy.json:2: the file is no JSON: unexpected number literal; expected '}'"},
        {"{\n\"version\": 1.\n}",
         "policy.json:2: the file is no JSON: invalid number; expected digit after '.' in "
         "\"1.<U+000A>\""},
        {"{\n\"version\": 1e999\n}",
         "policy.json:2: the file is no JSON: number overflow parsing '1e999'"},
        {"{\n\"version\": tru}",
         "policy.json:2: the file is no JSON: invalid literal in \"\\\"version\\\": tru}\""},
        {"{\"version\":\n" + std::string(1000, ' ') + "?",
         "policy.json:2: the file is no JSON: invalid literal in \"..." + std::string(39, ' ') +
             "?\""},
        {"{\n\"ver\nsion\": 1}",
         "policy.json:2: the file is no JSON: invalid string: control character U+000A (LF) must "
         "be escaped to \\u000A or \\n in \"\\\"ver<U+000A>\"; expected string literal"},
        {"{\"version\": 1,\n\"mobileNodes\": [",
         "policy.json:2: the file is no JSON: unexpected end of input; expected '[', '{', or a "
         "literal"},
        {"{\"version\": 1, \"mobileNodes\": []}\n\n]\n",
         "policy.json:3: the file is no JSON: unexpected ']'; expected end of input"},
        {"{\"version\": 1, \"mobileNodes\": []}\n{}",
         "policy.json:2: the file is no JSON: unexpected '{'; expected end of input"},
        {"{\"version\": 1, \"mobileNodes\":\n[1 x]}",
         "policy.json:2: the file is no JSON: invalid literal in \"1 x\"; expected ']'"},
        {std::string("{\"version\": 1, \"mobileNodes\": []}\n\0{", 36),
         "policy.json:2: the file has a NUL octet; allowed is JSON in UTF-8"},
        {"{\n\"\xff\": 1}", "policy.json:2: the file is not UTF-8"},
        {"\xff\xfe{", "policy.json:1: the file is not UTF-8"},
        {"{\n\"\xc3\": 1}", "policy.json:2: the file is not UTF-8"},
        {std::string(100000, '['), "policy.json:1: the file is nested more than 16 deep"},
        {"{\"version\":\n" + std::string(16, '['),
         "policy.json:2: the file is nested more than 16 deep"},
    };
    for (const auto& [text, sentence] : cases)
    {
        EXPECT_EQ(Refuse(text), sentence);
    }
}

TEST(PolicyFile, RefusesAnotherTop)
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"\n[]", "2: the file is a list; allowed is an object with version and mobileNodes"},
        {"null", "1: the file is null; allowed is an object with version and mobileNodes"},
        {"12\n", "1: the file is 12; allowed is an object with version and mobileNodes"},
        {"\n{}", "2: version is missing; allowed is 1"},
        {"{\"version\": 1}",
         "1: mobileNodes is missing; allowed is a list of objects, each with identifier and "
         "anchor"},
        {"{\"version\": 1,\n\"mobileNode\": []}",
         "2: the file has an unknown field \"mobileNode\"; allowed are version, mobileNodes"},
        {"{\"version\": 1,\n\"version\":\n1}",
         "2: version is there twice, first on line 1; allowed is once"},
        {"{\"mobileNodes\": [], \"version\": \n2\n}", "2: version is 2; allowed is 1"},
        {"{\"mobileNodes\": [], \"version\": \"1\"}", "1: version is \"1\"; allowed is 1"},
        {"{\"mobileNodes\": [], \"version\": 1.0}", "1: version is 1.0; allowed is 1"},
        {"{\"mobileNodes\": [], \"version\": -1}", "1: version is -1; allowed is 1"},
        {"{\"mobileNodes\": [], \"version\": 98765432109876543210}",
         "1: version is 98765432109876543210; allowed is 1"},
        {"{\"version\": 1, \"mobileNodes\":\n{}}",
         "2: mobileNodes is an object; allowed is a list of objects, each with identifier and "
         "anchor"},
    };
    for (const auto& [text, sentence] : cases)
    {
        EXPECT_EQ(Refuse(text), "policy.json:" + sentence);
    }
}

TEST(PolicyFile, RefusesWrongNodes)
{
    EXPECT_EQ(
        RefuseNodes("3"),
        "policy.json:2: mobileNodes[0] is 3; allowed is an object with identifier and anchor");
    EXPECT_EQ(RefuseNodes("{\"anchor\": \"fd00:c::1\"}"),
              "policy.json:2: mobileNodes[0].identifier is missing; allowed is " + IDENTIFIER);
    EXPECT_EQ(RefuseNodes("{\"identifier\": \"a\", \"anchor\": \"fd00::1\"},\n\n{\n"
                          "\"identifier\": \"b\"\n}"),
              "policy.json:4: mobileNodes[1].anchor is missing; allowed is " + ADDRESS)
        << "the line on which the object begins";
    EXPECT_EQ(RefuseMember("\"achor\": 3"),
              "policy.json:3: mobileNodes[0] has an unknown field \"achor\"; allowed are "
              "identifier, anchor, otherAnchors, central, prefixes, interfaces, gateways, "
              "services");
    EXPECT_EQ(RefuseMember("\"\\n" + std::string(200, 'x') + "\": 3"),
              "policy.json:3: mobileNodes[0] has an unknown field \"\\n" + std::string(79, 'x') +
                  "...\"; allowed are identifier, anchor, otherAnchors, central, prefixes, "
                  "interfaces, gateways, services");
    EXPECT_EQ(RefuseMember("\"anchor\": \"fd00:c::1\""),
              "policy.json:3: mobileNodes[0].anchor is there twice, first on line 2; allowed is "
              "once");
    EXPECT_EQ(RefuseMember("\"services\": true"),
              "policy.json:3: mobileNodes[0].services is true; allowed is an object with "
              "proxyMobility or localRouting or both");
    EXPECT_EQ(RefuseMember("\"services\": {\"localRouting\":\n\"yes\"}"),
              "policy.json:4: mobileNodes[0].services.localRouting is \"yes\"; allowed is true or "
              "false");
    EXPECT_EQ(
        RefuseMember("\"services\": {\"proxyMobility\": 1}"),
        "policy.json:3: mobileNodes[0].services.proxyMobility is 1; allowed is true or false");
    EXPECT_EQ(
        RefuseMember("\"services\": {\"roaming\": true}"),
        "policy.json:3: mobileNodes[0].services has an unknown field \"roaming\"; allowed are "
        "proxyMobility, localRouting");
}

TEST(PolicyFile, RefusesWrongIdentifiers)
{
    for (const std::string text : {"\"\"",
                                   "\"a b\"",
                                   "\"a@\"",
                                   "\"a@b@c\"",
                                   "\"@\"",
                                   "\"a\\u0000\"",
                                   "\"\\n\"",
                                   "null",
                                   "7"})
    {
        EXPECT_EQ(RefuseNodes("{\"identifier\": " + text + ", \"anchor\": \"fd00::1\"}"),
                  "policy.json:2: mobileNodes[0].identifier is " + text + "; allowed is " +
                      IDENTIFIER);
    }
    EXPECT_EQ(
        RefuseNodes("{\"identifier\": \"" + std::string(254, 'x') + "\", \"anchor\": \"fd00::1\"}"),
        "policy.json:2: mobileNodes[0].identifier is \"" + std::string(80, 'x') +
            "...\"; allowed is " + IDENTIFIER);
    EXPECT_EQ(RefuseNodes("{\"identifier\": \"a\", \"anchor\": \"fd00::1\"},\n"
                          "{\"anchor\": \"fd00::1\",\n\"identifier\": \"a\"}"),
              "policy.json:4: mobileNodes[1].identifier is \"a\", as is mobileNodes[0].identifier "
              "on line 2; allowed is one that no other mobile node has");
}

TEST(PolicyFile, RefusesWrongAddresses)
{
    for (const std::string text : {"\"\"",
                                   "\"fd00:c::1/64\"",
                                   "\"fd00:c::1%eth0\"",
                                   "\" fd00:c::1\"",
                                   "\"fd00:c::1\\u0000\"",
                                   "\"fd00:c:1\"",
                                   "\"10.0.0.1\"",
                                   "\"mag1\"",
                                   "\"::\"",
                                   "\"::1\"",
                                   "\"::ffff:10.0.0.1\"",
                                   "\"fe80::1\"",
                                   "\"febf::1\"",
                                   "\"ff02::1\"",
                                   "\"ff0e::1\"",
                                   "\"2001:db8::1\"",
                                   "false",
                                   "1"})
    {
        EXPECT_EQ(RefuseAnchor(text),
                  "policy.json:2: mobileNodes[0].anchor is " + text + "; allowed is " + ADDRESS);
    }
    EXPECT_EQ(RefuseAnchor("[]"),
              "policy.json:2: mobileNodes[0].anchor is a list; allowed is " + ADDRESS);
    EXPECT_EQ(RefuseAnchor("{}"),
              "policy.json:2: mobileNodes[0].anchor is an object; allowed is " + ADDRESS);
    const std::string others = "a list of addresses, without that of anchor";
    EXPECT_EQ(RefuseMember("\"otherAnchors\": 3"),
              "policy.json:3: mobileNodes[0].otherAnchors is 3; allowed is " + others);
    EXPECT_EQ(RefuseMember("\"otherAnchors\": [\"fe80::2\"]"),
              "policy.json:3: mobileNodes[0].otherAnchors[0] is \"fe80::2\"; allowed is " +
                  ADDRESS);
    EXPECT_EQ(RefuseMember("\"otherAnchors\": [\"fd00:c::2\",\n\"fd00:c::1\"]"),
              "policy.json:4: mobileNodes[0].otherAnchors[1] is \"fd00:c::1\", as is "
              "mobileNodes[0].anchor on line 2; allowed is each anchor once");
    EXPECT_EQ(RefuseMember("\"central\": \"fd00:c::2\""),
              "policy.json:3: mobileNodes[0].central is \"fd00:c::2\"; allowed is an object with "
              "anchor");
    EXPECT_EQ(RefuseMember("\"central\": {\"preferred\": true}"),
              "policy.json:3: mobileNodes[0].central.anchor is missing; allowed is " + ADDRESS);
    EXPECT_EQ(RefuseMember("\"central\": {\"anchor\": \"fe80::2\"}"),
              "policy.json:3: mobileNodes[0].central.anchor is \"fe80::2\"; allowed is " + ADDRESS);
    EXPECT_EQ(RefuseMember("\"central\": {\"anchor\":\n\"fd00:c::1\"}"),
              "policy.json:4: mobileNodes[0].central.anchor is \"fd00:c::1\", as is "
              "mobileNodes[0].anchor on line 2; allowed is another anchor");
    EXPECT_EQ(RefuseMember("\"central\": {\"anchor\": \"fd00:c::2\", \"preferred\": 1}"),
              "policy.json:3: mobileNodes[0].central.preferred is 1; allowed is true or false");
    const std::string allowed =
        "a list of at least one address; without this field all gateways may register the node";
    EXPECT_EQ(RefuseMember("\"gateways\": []"),
              "policy.json:3: mobileNodes[0].gateways is an empty list; allowed is " + allowed);
    EXPECT_EQ(RefuseMember("\"gateways\": \"fd00:c::2\""),
              "policy.json:3: mobileNodes[0].gateways is \"fd00:c::2\"; allowed is " + allowed);
    EXPECT_EQ(RefuseMember("\"gateways\": [\"fd00:c::2\",\n\"fe80::2\"]"),
              "policy.json:4: mobileNodes[0].gateways[1] is \"fe80::2\"; allowed is " + ADDRESS);
    EXPECT_EQ(RefuseMember("\"gateways\": [\"fd00:c::2\",\n\"fd00:c::3\",\n\"fd00:c:0::2\"]"),
              "policy.json:5: mobileNodes[0].gateways[2] is \"fd00:c:0::2\", as is "
              "mobileNodes[0].gateways[0] on line 3; allowed is each gateway once");
}

TEST(PolicyFile, RefusesWrongInterfaces)
{
    EXPECT_EQ(
        RefuseMember("\"interfaces\": {}"),
        "policy.json:3: mobileNodes[0].interfaces is an object; allowed is a list of objects, "
        "each with linkLayer");
    EXPECT_EQ(RefuseMember("\"interfaces\": [\n\"00:00:00:00:00:01\"]"),
              "policy.json:4: mobileNodes[0].interfaces[0] is \"00:00:00:00:00:01\"; allowed is an "
              "object with linkLayer");
    EXPECT_EQ(RefuseMember("\"interfaces\": [\n{\n}]"),
              "policy.json:4: mobileNodes[0].interfaces[0].linkLayer is missing; allowed is " +
                  LINK_LAYER);
    EXPECT_EQ(RefuseMember("\"interfaces\": [{\n\"mac\": 1}]"),
              "policy.json:4: mobileNodes[0].interfaces[0] has an unknown field \"mac\"; allowed "
              "are linkLayer, prefixes");
    for (const std::string text : {"\"\"",
                                   "\"00:00:00:00:00\"",
                                   "\"00:00:00:00:00:0\"",
                                   "\"00:00:00:00:00:001\"",
                                   "\"00:00:00:00:00:01:\"",
                                   "\"00:00:00:00:00:00:00:00:\"",
                                   "\"00-00-00-00-00-01\"",
                                   "\"00:00:00:00:00-01\"",
                                   "\"00:00:00:00:00:g1\"",
                                   "\"00:00:00:00:00:1g\"",
                                   "\"00:00:00:00:00:-1\"",
                                   "\"00:00:00:00:00: 1\"",
                                   "\"00:00:00:00:00:00\"",
                                   "\"00:00:00:00:00:00:00:00\"",
                                   "\"01:00:5e:00:00:01\"",
                                   "\"ff:ff:ff:ff:ff:ff\"",
                                   "1"})
    {
        EXPECT_EQ(RefuseMember("\"interfaces\": [{\"linkLayer\": " + text + "}]"),
                  "policy.json:3: mobileNodes[0].interfaces[0].linkLayer is " + text +
                      "; allowed is " + LINK_LAYER);
    }
    EXPECT_EQ(
        RefuseMember("\"interfaces\": [{\"linkLayer\": \"00:00:00:00:00:0a\"},\n"
                     "{\"linkLayer\": \"00:00:00:00:00:0A\"}]"),
        "policy.json:4: mobileNodes[0].interfaces[1].linkLayer is \"00:00:00:00:00:0A\", as is "
        "mobileNodes[0].interfaces[0].linkLayer on line 3; allowed is one that no other "
        "interface has");
}

TEST(PolicyFile, TakesLinkLayerAddressesOfAnyLength)
{
    const auto repeat = [](int octets) {
        std::string text = "04";
        for (int i = 1; i < octets; ++i)
        {
            text += ":02";
        }
        return text;
    };
    const auto read = [](const std::string& linkLayer) {
        return Read("{\"version\": 1, \"mobileNodes\": [{\"identifier\": \"mn1@example.org\", "
                    "\"anchor\": \"fd00:c::1\", \"interfaces\": [{\"linkLayer\": \"" +
                    linkLayer + "\"}]}]}");
    };
    for (const int octets : {1, 2, 5, 7, 9, 253})
    {
        const auto profiles = read(repeat(octets));
        std::vector<uint8_t> expected(static_cast<std::size_t>(octets), 2);
        expected[0] = 4;
        EXPECT_EQ(profiles.at(0).interfaces.at(0).identifier, LinkLayerAddress(expected)) << octets;
    }
    // Of a group's address only those of 6 and 8 octets say so.
    EXPECT_EQ(read("01:02").at(0).interfaces.at(0).identifier, (LinkLayerAddress{1, 2}));
    EXPECT_THROW(read(repeat(254)), PolicyFileError);
    EXPECT_THROW(read("01:02:03:04:05:06:07:08"), PolicyFileError);
}

TEST(PolicyFile, RefusesWrongPrefixes)
{
    EXPECT_EQ(RefuseMember("\"prefixes\": \"fd00:1::/64\""),
              "policy.json:3: mobileNodes[0].prefixes is \"fd00:1::/64\"; allowed is a list of at "
              "most 64 IPv6 prefixes");
    for (const std::string text : {"\"\"",
                                   "\"fd00:1::\"",
                                   "\"fd00:1::/\"",
                                   "\"fd00:1::/129\"",
                                   "\"fd00:1::/-1\"",
                                   "\"fd00:1::\\u0000/64\"",
                                   "\"10.0.0.0/8\"",
                                   "\"::/0\"",
                                   "\"fe80::/64\"",
                                   "\"fe00::/7\"",
                                   "\"ff00::/8\"",
                                   "\"::/64\"",
                                   "\"2001:db8:1::/64\"",
                                   "64"})
    {
        EXPECT_EQ(RefuseMember("\"interfaces\": [{\"linkLayer\": \"00:00:00:00:00:01\",\n"
                               "\"prefixes\": [\"fd00:2::/64\",\n" +
                               text + "]}]"),
                  "policy.json:5: mobileNodes[0].interfaces[0].prefixes[1] is " + text +
                      "; allowed is " + PREFIX);
    }
    EXPECT_EQ(RefuseMember("\"prefixes\": [\"fd00:0:0:7::1/64\"]"),
              "policy.json:3: mobileNodes[0].prefixes[0] is \"fd00:0:0:7::1/64\"; allowed is "
              "\"fd00:0:0:7::/64\", without bits beyond the prefix's length");
}

TEST(PolicyFile, CountsPrefixes)
{
    const auto list = [](unsigned size) {
        std::ostringstream text;
        for (unsigned i = 0; i < size; ++i)
        {
            text << (i > 0 ? "," : "") << "\"fd00:1:0:" << std::hex << i << "::/64\"";
        }
        return "\"prefixes\": [" + text.str() + "]";
    };
    EXPECT_EQ(RefuseMember(list(64)), "");
    EXPECT_EQ(
        RefuseMember(list(65)),
        "policy.json:3: mobileNodes[0].prefixes has 65 elements; allowed is a list of at most "
        "64 IPv6 prefixes");
    EXPECT_EQ(
        RefuseMember("\"interfaces\": [{\"linkLayer\": \"00:00:00:00:00:01\",\n" + list(65) + "}]"),
        "policy.json:4: mobileNodes[0].interfaces[0].prefixes has 65 elements; allowed is a "
        "list of at most 64 IPv6 prefixes");
}

TEST(PolicyFile, RefusesPrefixesThatOverlap)
{
    for (const auto& [first, second] :
         std::vector<std::pair<std::string, std::string>>{{"fd00:1::/64", "fd00:1::/64"},
                                                          {"fd00:1::/48", "fd00:1::/64"},
                                                          {"fd00:1::/48", "fd00:1:0:ffff::/64"},
                                                          {"fd00:1::/64", "fd00:1::/48"},
                                                          {"fd00:1:0:ffff::/64", "fd00:1::/48"},
                                                          {"fd00:1::1/128", "fd00:1::/64"}})
    {
        // Neighbours that overlap neither.
        const std::string others = "\"fd00::/64\", \"fd00:0:ffff:ffff::/64\", \"fd00:2::/64\", "
                                   "\"fd00:8::/48\", ";
        EXPECT_EQ(
            RefuseNodes("{\"identifier\": \"a\", \"anchor\": \"fd00::1\", \"prefixes\": [" +
                        others + "\"" + first +
                        "\"]},\n"
                        "{\"identifier\": \"b\", \"anchor\": \"fd00::1\", \"interfaces\": "
                        "[{\"linkLayer\": \"00:00:00:00:00:01\",\n\"prefixes\": [\"" +
                        second + "\"]}]}"),
            "policy.json:4: mobileNodes[1].interfaces[0].prefixes[0] is \"" + second +
                "\", which overlaps mobileNodes[0].prefixes[4] on line 2; allowed is a prefix "
                "that overlaps no other");
    }
    EXPECT_EQ(RefuseMember("\"prefixes\": [\"fd00:1::/64\",\n\"fd00:1::/64\"]"),
              "policy.json:4: mobileNodes[0].prefixes[1] is \"fd00:1::/64\", which overlaps "
              "mobileNodes[0].prefixes[0] on line 3; allowed is a prefix that overlaps no other");
    EXPECT_EQ(RefuseMember("\"prefixes\": [\"fd00:1::/64\", \"fd00:1:0:1::/64\"]"), "");
}

TEST(PolicyFile, IsOpenedByName)
{
    EXPECT_THROW(ReadPolicyFile("/"), PolicyFileError);
    try
    {
        ReadPolicyFile("/");
    }
    catch (const PolicyFileError& error)
    {
        EXPECT_STREQ(error.what(), "/: the file cannot be read; allowed is a file of JSON");
        EXPECT_EQ(error.GetLine(), 0U);
    }
    try
    {
        ReadPolicyFile("no-such-file.json");
        FAIL() << "there is no such file";
    }
    catch (const PolicyFileError& error)
    {
        EXPECT_STREQ(error.what(),
                     "no-such-file.json: the file cannot be opened (No such file or directory); "
                     "allowed is a file of JSON");
    }
    const TemporaryFile file(FULL);
    EXPECT_EQ(ReadPolicyFile(file.GetName()).size(), 2U);
}

TEST(PolicyFile, IsLoadedIntoADomain)
{
    const TemporaryFile file(FULL);
    Pmipv6Helper domain;
    domain.LoadPolicy(file.GetName());
    domain.LoadPolicy(file.GetName());
    const auto store = domain.GetPolicyStore();
    EXPECT_EQ(store->GetProfiles().size(), 2U) << "profiles of one identifier replace each other";
    ASSERT_NE(store->Find("mn2"), nullptr);
    EXPECT_EQ(store->FindByLinkLayer({0, 0, 0, 0, 0, 1}), store->Find("mn1@example.org"));
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1:0:9::/64")), store->Find("mn1@example.org"));
}

TEST(PolicyFileDeathTest, EndsAProgramWithItsSentence)
{
    const TemporaryFile file("{\n\"version\": 2, \"mobileNodes\": []}");
    Pmipv6Helper domain;
    EXPECT_DEATH(domain.LoadPolicy(file.GetName()),
                 file.GetName() + ":2: version is 2; allowed is 1");
    EXPECT_DEATH(domain.LoadPolicy("no-such-file.json"),
                 "no-such-file.json: the file cannot be opened");
}

TEST(PolicyFile, ManyNodesAreRead)
{
    std::ostringstream text;
    text << "{\"version\": 1, \"mobileNodes\": [";
    for (unsigned i = 0; i < 20000; ++i)
    {
        text << (i > 0 ? "," : "") << "\n{\"identifier\": \"mn" << i
             << "\", \"anchor\": \"fd00::1\", \"prefixes\": [\"fd00:1:" << std::hex << i / 65536
             << ":" << i % 65536 << std::dec << "::/64\"]}";
    }
    text << "]}";
    EXPECT_EQ(Read(text.str()).size(), 20000U);
}

TEST(PolicyFile, NoMutationEndsTheProgram)
{
    std::mt19937 random(5213); // the same on every machine, unlike the standard's distributions
    const std::string valid(FULL);
    const std::vector<std::string> parts = {"{",
                                            "}",
                                            "[",
                                            "]",
                                            ",",
                                            ":",
                                            "\"",
                                            "\\u0000",
                                            "\\ud800",
                                            "1e999",
                                            "null",
                                            "-",
                                            "\xff",
                                            "\n",
                                            "::",
                                            "/64",
                                            "fd00:1::/48",
                                            std::string(1, '\0'),
                                            "\"version\": 1,",
                                            "9999999999999"};
    unsigned refused = 0;
    for (unsigned i = 0; i < 2000; ++i)
    {
        std::string text = valid;
        for (unsigned n = 1 + random() % 3; n > 0 && !text.empty(); --n)
        {
            const std::size_t at = random() % text.size();
            switch (random() % 5)
            {
            case 0:
                text[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                text.erase(at, 1 + random() % 20);
                break;
            case 2:
                text.insert(at, parts[random() % parts.size()]);
                break;
            case 3:
                text.insert(at, text.substr(random() % text.size(), random() % 60));
                break;
            default:
                text.resize(at);
            }
        }
        const std::string sentence = Refuse(text);
        refused += !sentence.empty();
        if (!sentence.empty())
        {
            ASSERT_EQ(sentence.rfind("policy.json:", 0), 0U) << sentence;
            ASSERT_EQ(sentence.find('\n'), std::string::npos) << sentence;
            ASSERT_LT(sentence.size(), 600U) << sentence;
        }
    }
    EXPECT_GT(refused, 1500U);
    EXPECT_LT(refused, 2000U) << "some mutations do no harm";
}

} // namespace
