/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The policy profiles of a domain (RFC 5213, 6.2).
 */

#include "ns3/pmipv6-policy-profile.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const LinkLayerAddress FIRST = {2, 0, 0, 0, 0, 1};  //!< an interface
const LinkLayerAddress SECOND = {2, 0, 0, 0, 0, 2}; //!< another
const LinkLayerAddress THIRD = {2, 0, 0, 0, 0, 3};  //!< a third

/// A profile.
PolicyProfile
MakeProfile(const std::string& identifier,
            const std::vector<LinkLayerAddress>& interfaces,
            const std::vector<const char*>& prefixes)
{
    PolicyProfile profile;
    profile.identifier = identifier;
    profile.anchorAddress = "fd00:c::1";
    for (const auto& interface : interfaces)
    {
        profile.interfaces.push_back({interface, {}});
    }
    for (const char* prefix : prefixes)
    {
        profile.prefixes.push_back(*ParsePrefix(prefix));
    }
    return profile;
}

TEST(PolicyStore, FindsByEveryKey)
{
    const auto store = CreateObject<PolicyStore>();
    store->Add(MakeProfile("a@example.com", {FIRST, SECOND}, {"fd00:1::/64", "fd00:2::/64"}));
    store->Add(MakeProfile("b@example.com", {THIRD}, {}));
    const auto* a = store->Find("a@example.com");
    const auto* b = store->Find("b@example.com");
    ASSERT_NE(a, nullptr);
    ASSERT_NE(b, nullptr);
    EXPECT_EQ(a->identifier, "a@example.com");
    EXPECT_EQ(a->anchorAddress, Ipv6Address("fd00:c::1"));
    EXPECT_TRUE(a->isProxyMobilityAllowed);
    EXPECT_EQ(store->FindByLinkLayer(FIRST), a);
    EXPECT_EQ(store->FindByLinkLayer(SECOND), a);
    EXPECT_EQ(store->FindByLinkLayer(THIRD), b);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1::/64")), a);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:2::/64")), a);
    ASSERT_EQ(store->GetProfiles().size(), 2U);
    EXPECT_EQ(&store->GetProfiles()[1], b) << "in the order in which they were added";
}

TEST(PolicyStore, FindsNothingElse)
{
    const auto store = CreateObject<PolicyStore>();
    store->Add(MakeProfile("a@example.com", {FIRST}, {"fd00:1::/64"}));
    EXPECT_EQ(store->Find(""), nullptr);
    EXPECT_EQ(store->Find("A@example.com"), nullptr);
    EXPECT_EQ(store->FindByLinkLayer(SECOND), nullptr);
    EXPECT_EQ(store->FindByLinkLayer({}), nullptr);
    EXPECT_EQ(store->FindByLinkLayer({2, 0, 0, 0, 0, 1, 0}), nullptr);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1::/63")), nullptr);
    EXPECT_EQ(store->FindByPrefix(Prefix()), nullptr);
}

TEST(PolicyStore, ReplacesAProfileWithAllItsKeys)
{
    const auto store = CreateObject<PolicyStore>();
    store->Add(MakeProfile("a@example.com", {FIRST, SECOND}, {"fd00:1::/64"}));
    const auto* a = store->Find("a@example.com");
    store->Add(MakeProfile("a@example.com", {SECOND}, {"fd00:2::/64"}));
    EXPECT_EQ(store->GetProfiles().size(), 1U);
    EXPECT_EQ(store->Find("a@example.com"), a) << "profiles do not move";
    EXPECT_EQ(store->FindByLinkLayer(FIRST), nullptr);
    EXPECT_EQ(store->FindByLinkLayer(SECOND), a);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1::/64")), nullptr);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:2::/64")), a);
    // What it gave up is free for another.
    store->Add(MakeProfile("b@example.com", {FIRST}, {"fd00:1::/64"}));
    EXPECT_EQ(store->FindByLinkLayer(FIRST), store->Find("b@example.com"));
}

TEST(PolicyStore, MayBeGivenItsOwnProfileAgain)
{
    const auto store = CreateObject<PolicyStore>();
    store->Add(MakeProfile("a@example.com", {FIRST, SECOND}, {"fd00:1::/64"}));
    const auto* a = store->Find("a@example.com");
    store->Add(*a);
    EXPECT_EQ(store->GetProfiles().size(), 1U);
    EXPECT_EQ(a->interfaces.size(), 2U);
    EXPECT_EQ(store->FindByLinkLayer(FIRST), a);
    EXPECT_EQ(store->FindByLinkLayer(SECOND), a);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1::/64")), a);
}

TEST(PolicyStore, KnowsPrefixesOfInterfaces)
{
    const auto store = CreateObject<PolicyStore>();
    auto profile = MakeProfile("a@example.com", {FIRST, SECOND}, {"fd00:1::/64"});
    profile.interfaces[1].prefixes = {*ParsePrefix("fd00:2::/64"), *ParsePrefix("fd00:3::/64")};
    store->Add(profile);
    const auto* a = store->Find("a@example.com");
    EXPECT_EQ(a->GetPrefixes(FIRST), a->prefixes);
    EXPECT_EQ(a->GetPrefixes(SECOND), a->interfaces[1].prefixes);
    EXPECT_EQ(a->GetPrefixes(THIRD), a->prefixes);
    for (const char* prefix : {"fd00:1::/64", "fd00:2::/64", "fd00:3::/64"})
    {
        EXPECT_TRUE(a->HasPrefix(*ParsePrefix(prefix)));
        EXPECT_EQ(store->FindByPrefix(*ParsePrefix(prefix)), a);
    }
    EXPECT_FALSE(a->HasPrefix(*ParsePrefix("fd00:4::/64")));
    profile.interfaces.pop_back();
    store->Add(profile);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:3::/64")), nullptr);
    EXPECT_EQ(store->FindByLinkLayer(SECOND), nullptr);
}

TEST(PolicyProfile, NamesItsGateways)
{
    PolicyProfile profile;
    EXPECT_TRUE(profile.IsGatewayAllowed("fd00:c::2")) << "all may";
    profile.gateways = {"fd00:c::3"};
    EXPECT_FALSE(profile.IsGatewayAllowed("fd00:c::2"));
    EXPECT_TRUE(profile.IsGatewayAllowed("fd00:c::3"));
}

TEST(PolicyProfile, HasPrefixesOfItsCentralAnchor)
{
    auto profile = MakeProfile("a@example.com", {FIRST}, {"fd00:1::/64"});
    EXPECT_FALSE(profile.HasCentralAnchor());
    EXPECT_EQ(profile.GetPrefixesAt("fd00:c::1", FIRST), profile.prefixes);
    EXPECT_EQ(profile.GetPrefixesAt("fd00:c::9", FIRST), profile.prefixes) << "whichever anchor";
    EXPECT_FALSE(profile.IsAnchorAllowed("fd00:c::2"));
    EXPECT_FALSE(profile.IsAnchorAllowed("::"));
    profile.centralAnchor = "fd00:c::2";
    EXPECT_TRUE(profile.HasCentralAnchor());
    EXPECT_TRUE(profile.GetPrefixesAt("fd00:c::1", FIRST).empty());
    EXPECT_EQ(profile.GetPrefixesAt("fd00:c::2", FIRST), profile.prefixes);
    EXPECT_TRUE(profile.IsAnchorAllowed("fd00:c::1"));
    EXPECT_TRUE(profile.IsAnchorAllowed("fd00:c::2"));
}

TEST(PolicyStore, KeepsProfilesInPlace)
{
    const auto store = CreateObject<PolicyStore>();
    store->Add(MakeProfile("first", {FIRST}, {}));
    const auto* first = store->Find("first");
    for (int i = 0; i < 2000; ++i)
    {
        store->Add(MakeProfile("n" + std::to_string(i), {}, {}));
    }
    EXPECT_EQ(store->Find("first"), first);
    EXPECT_EQ(first->identifier, "first");
    EXPECT_EQ(store->FindByLinkLayer(FIRST), first);
}

TEST(PolicyStore, NumbersEachNodeByItself)
{
    const auto store = CreateObject<PolicyStore>();
    EXPECT_EQ(store->TakeSequenceNumber("first"), 1);
    EXPECT_EQ(store->TakeSequenceNumber("first"), 2);
    EXPECT_EQ(store->TakeSequenceNumber("second"), 1);
    EXPECT_EQ(store->TakeSequenceNumber("first"), 3);
    store->RaiseSequenceNumber("first", 9);
    store->RaiseSequenceNumber("first", 7);
    EXPECT_EQ(store->TakeSequenceNumber("first"), 10);
    EXPECT_EQ(store->TakeSequenceNumber("second"), 2);
}

TEST(PolicyStore, NumbersModulo65536)
{
    const auto store = CreateObject<PolicyStore>();
    for (unsigned i = 1; i < 65536; ++i)
    {
        ASSERT_EQ(store->TakeSequenceNumber("first"), i);
    }
    EXPECT_EQ(store->TakeSequenceNumber("first"), 0);
    EXPECT_EQ(store->TakeSequenceNumber("first"), 1);
}

TEST(PolicyStore, NumbersAreEachNodesOwn)
{
    const auto store = CreateObject<PolicyStore>();
    const auto add = [&store](const char* identifier, uint32_t number) {
        auto profile = MakeProfile(identifier, {}, {});
        profile.number = number;
        store->Add(profile);
        return store->Find(identifier)->number;
    };
    EXPECT_EQ(add("a", 2), 2U);
    EXPECT_EQ(add("b", 0), 3U) << "its place is another's number";
    EXPECT_EQ(add("c", 0), 4U);
    EXPECT_EQ(add("b", 0), 3U) << "replaced";
    EXPECT_EQ(add("a", 1), 1U);
    EXPECT_EQ(add("d", 2), 2U) << "given up";
    EXPECT_EQ(add("e", MAX_NODE_NUMBER), MAX_NODE_NUMBER);
}

TEST(PolicyStoreDeathTest, RefusesWrongConfiguration)
{
    const auto store = CreateObject<PolicyStore>();
    EXPECT_DEATH(store->Add(MakeProfile("", {FIRST}, {})),
                 "PolicyProfile::identifier is empty: a policy profile needs an MN-Identifier");
    store->Add(MakeProfile("a@example.com", {FIRST}, {"fd00:1::/64"}));
    EXPECT_DEATH(store->Add(MakeProfile("b@example.com", {FIRST}, {})),
                 "PolicyProfile::interfaces of \"b@example.com\" names an interface of "
                 "\"a@example.com\": a link-layer identifier belongs to one mobile node");
    EXPECT_DEATH(store->Add(MakeProfile("b@example.com", {SECOND}, {"fd00:1::/64"})),
                 "PolicyProfile::prefixes of \"b@example.com\" names fd00:1::/64, which "
                 "\"a@example.com\" has: a home network prefix belongs to one mobile node");
    EXPECT_DEATH(store->Add(MakeProfile("b@example.com", {SECOND, SECOND}, {})),
                 "PolicyProfile::interfaces of \"b@example.com\" names one interface twice: a "
                 "link-layer identifier belongs to one interface");
    EXPECT_DEATH(store->Add(MakeProfile("b@example.com", {}, {"fd00:2::/64", "fd00:2::/64"})),
                 "PolicyProfile::prefixes of \"b@example.com\" names fd00:2::/64 twice: a home "
                 "network prefix belongs to one interface");
    EXPECT_DEATH(store->Add(MakeProfile("b@example.com", {SECOND, {}}, {})),
                 "PolicyProfile::interfaces of \"b@example.com\" names one without identifier: an "
                 "interface needs an MN-LL-Identifier");
    auto lost = MakeProfile("b@example.com", {SECOND}, {});
    lost.anchorAddress = Ipv6Address();
    EXPECT_DEATH(store->Add(lost),
                 "PolicyProfile::anchorAddress of \"b@example.com\" is not set: a policy profile "
                 "needs the address of an anchor");
    auto central = MakeProfile("b@example.com", {SECOND}, {});
    central.isCentralPreferred = true;
    EXPECT_DEATH(store->Add(central),
                 "PolicyProfile::isCentralPreferred of \"b@example.com\" is true; without "
                 "centralAnchor allowed is false");
    central.centralAnchor = central.anchorAddress;
    EXPECT_DEATH(store->Add(central),
                 "PolicyProfile::centralAnchor of \"b@example.com\" is fd00:c::1, as anchorAddress "
                 "is; allowed is the address of a local mobility anchor beside that of the CMD, or "
                 "::");
    auto numbered = MakeProfile("b@example.com", {SECOND}, {});
    numbered.number = 1;
    EXPECT_DEATH(store->Add(numbered),
                 "PolicyProfile::number of \"b@example.com\" is 1, which \"a@example.com\" has: a "
                 "number belongs to one mobile node");
    numbered.number = MAX_NODE_NUMBER + 1;
    EXPECT_DEATH(store->Add(numbered),
                 "PolicyProfile::number of \"b@example.com\" is 16777216; allowed are 0 to "
                 "16777215");
    auto greedy = MakeProfile("c@example.com", {}, {});
    greedy.prefixes.resize(MAX_SESSION_PREFIXES + 1);
    EXPECT_DEATH(store->Add(greedy),
                 "PolicyProfile::prefixes of \"c@example.com\" names 65 prefixes; allowed are at "
                 "most 64");
    auto greedyInterface = MakeProfile("c@example.com", {SECOND}, {});
    greedyInterface.interfaces[0].prefixes = greedy.prefixes;
    EXPECT_DEATH(store->Add(greedyInterface), "\"c@example.com\" names 65 prefixes");
    // What a profile gives up when it is replaced, it does not clash with.
    auto other = MakeProfile("a@example.com", {SECOND}, {});
    other.interfaces[0].prefixes = {*ParsePrefix("fd00:1::/64")};
    store->Add(other);
    EXPECT_EQ(store->FindByPrefix(*ParsePrefix("fd00:1::/64")), store->Find("a@example.com"));
}

} // namespace
