/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The anchor's binding cache: each of its keys before and after every change.
 */

#include "ns3/pmipv6-binding-cache.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const LinkLayerAddress FIRST = {2, 0, 0, 0, 0, 1};  //!< an interface
const LinkLayerAddress SECOND = {2, 0, 0, 0, 0, 2}; //!< another
constexpr auto WIFI = AccessTechnologyType::IEEE_802_11;
constexpr auto VIRTUAL = AccessTechnologyType::VIRTUAL;

/// A session of an interface.
BindingCacheEntry
MakeEntry(const std::string& identifier,
          const std::vector<const char*>& prefixes,
          int expiry,
          const LinkLayerAddress& linkLayer = FIRST,
          AccessTechnologyType technology = WIFI)
{
    BindingCacheEntry entry;
    entry.identifier = identifier;
    entry.linkLayer = linkLayer;
    entry.technology = technology;
    entry.expiry = Seconds(expiry);
    for (const char* prefix : prefixes)
    {
        entry.prefixes.push_back(*ParsePrefix(prefix));
    }
    return entry;
}

/// The identifiers in the order in which the sessions expire.
std::vector<std::string>
GetOrder(const BindingCache& cache)
{
    std::vector<std::string> order;
    cache.ForEach([&order](const BindingCacheEntry& entry) { order.push_back(entry.identifier); });
    return order;
}

using Order = std::vector<std::string>;

TEST(BindingCache, FindsByCareOfAddress)
{
    const Ipv6Address here("fd00:c::11");
    const Ipv6Address there("fd00:c::12");
    BindingCache cache;
    EXPECT_FALSE(cache.HasCareOf(here));
    auto entry = MakeEntry("a", {"fd00:1::/64"}, 1);
    entry.proxyCareOf = here;
    const auto& a = cache.Insert(entry);
    entry = MakeEntry("b", {"fd00:2::/64"}, 2);
    entry.proxyCareOf = here;
    const auto& b = cache.Insert(entry);
    EXPECT_TRUE(cache.HasCareOf(here));
    EXPECT_FALSE(cache.HasCareOf(there));
    EXPECT_EQ(cache.FindByCareOf(here).size(), 2U);
    cache.Modify(a, [&](BindingCacheEntry& e) { e.proxyCareOf = there; });
    ASSERT_EQ(cache.FindByCareOf(there).size(), 1U);
    EXPECT_EQ(cache.FindByCareOf(there)[0], &a);
    ASSERT_EQ(cache.FindByCareOf(here).size(), 1U);
    EXPECT_EQ(cache.FindByCareOf(here)[0], &b);
    cache.Erase(b);
    EXPECT_FALSE(cache.HasCareOf(here));
    EXPECT_STREQ(GetStateName(BindingState::REVOKING), "revoking");
}

TEST(BindingCache, IsEmptyAtFirst)
{
    const BindingCache cache;
    EXPECT_EQ(cache.GetSize(), 0U);
    EXPECT_EQ(cache.GetNextToExpire(), nullptr);
    EXPECT_EQ(cache.FindByPrefix(Prefix()), nullptr);
    EXPECT_EQ(cache.Find("a", WIFI, FIRST), nullptr);
    EXPECT_TRUE(cache.FindByMobileNode("a").empty());
    EXPECT_TRUE(GetOrder(cache).empty());
}

TEST(BindingCache, FindsBySeveralPrefixes)
{
    BindingCache cache;
    const auto& a = cache.Insert(MakeEntry("a", {"fd00:1::/64", "fd00:1:0:1::/64"}, 10));
    const auto& b = cache.Insert(MakeEntry("b", {"fd00:1:0:2::/64"}, 20));
    EXPECT_EQ(a.identifier, "a");
    EXPECT_EQ(cache.GetSize(), 2U);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/64")), &a);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1:0:1::/64")), &a);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1:0:2::/64")), &b);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1:0:3::/64")), nullptr);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/63")), nullptr) << "another length";
}

TEST(BindingCache, FindsByInterfaceAndByNode)
{
    BindingCache cache;
    const auto& wifi = cache.Insert(MakeEntry("a", {"fd00:1::/64"}, 10));
    const auto& second = cache.Insert(MakeEntry("a", {"fd00:2::/64"}, 10, SECOND));
    const auto& other = cache.Insert(MakeEntry("a", {"fd00:3::/64"}, 10, FIRST, VIRTUAL));
    cache.Insert(MakeEntry("b", {"fd00:4::/64"}, 10));
    EXPECT_EQ(cache.Find("a", WIFI, FIRST), &wifi);
    EXPECT_EQ(cache.Find("a", WIFI, SECOND), &second);
    EXPECT_EQ(cache.Find("a", VIRTUAL, FIRST), &other);
    EXPECT_EQ(cache.Find("a", VIRTUAL, SECOND), nullptr);
    EXPECT_EQ(cache.Find("a", WIFI, {}), nullptr);
    EXPECT_EQ(cache.Find("c", WIFI, FIRST), nullptr);
    const auto sessions = cache.FindByMobileNode("a");
    EXPECT_EQ(std::set<const BindingCacheEntry*>(sessions.begin(), sessions.end()),
              (std::set<const BindingCacheEntry*>{&wifi, &second, &other}));
    EXPECT_EQ(cache.FindByMobileNode("b").size(), 1U);
    EXPECT_TRUE(cache.FindByMobileNode("A").empty());
}

TEST(BindingCache, ExpiresInOrderOfTime)
{
    BindingCache cache;
    cache.Insert(MakeEntry("c", {"fd00:3::/64"}, 30));
    const auto& a = cache.Insert(MakeEntry("a", {"fd00:1::/64"}, 10));
    cache.Insert(MakeEntry("b", {"fd00:2::/64"}, 20));
    EXPECT_EQ(GetOrder(cache), (Order{"a", "b", "c"}));
    EXPECT_EQ(cache.GetNextToExpire(), &a);
}

TEST(BindingCache, KeepsItsIndicesWhenAnEntryChanges)
{
    BindingCache cache;
    const auto& a = cache.Insert(MakeEntry("a", {"fd00:1::/64"}, 10));
    const auto& b = cache.Insert(MakeEntry("b", {"fd00:2::/64"}, 20));
    cache.Modify(a, [](BindingCacheEntry& entry) {
        entry.expiry = Seconds(30);
        entry.linkLayer = SECOND;
        entry.technology = VIRTUAL;
        entry.proxyCareOf = "fd00:c::12";
    });
    EXPECT_EQ(cache.GetSize(), 2U);
    EXPECT_EQ(a.proxyCareOf, Ipv6Address("fd00:c::12")) << "the entry has not moved";
    EXPECT_EQ(GetOrder(cache), (Order{"b", "a"}));
    EXPECT_EQ(cache.GetNextToExpire(), &b);
    EXPECT_EQ(cache.Find("a", WIFI, FIRST), nullptr);
    EXPECT_EQ(cache.Find("a", VIRTUAL, SECOND), &a);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/64")), &a);
    cache.Modify(b, [](BindingCacheEntry& entry) { entry.identifier = "c"; });
    EXPECT_TRUE(cache.FindByMobileNode("b").empty());
    EXPECT_EQ(cache.FindByMobileNode("c"), std::vector<const BindingCacheEntry*>{&b});
}

TEST(BindingCache, ForgetsWhatIsErased)
{
    BindingCache cache;
    const auto& a = cache.Insert(MakeEntry("a", {"fd00:1::/64", "fd00:1:0:1::/64"}, 10));
    const auto& second = cache.Insert(MakeEntry("a", {"fd00:2::/64"}, 20, SECOND));
    cache.Erase(a);
    EXPECT_EQ(cache.GetSize(), 1U);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/64")), nullptr);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1:0:1::/64")), nullptr);
    EXPECT_EQ(cache.Find("a", WIFI, FIRST), nullptr);
    EXPECT_EQ(cache.FindByMobileNode("a"), std::vector<const BindingCacheEntry*>{&second});
    EXPECT_EQ(cache.GetNextToExpire(), &second);
    // Its prefixes are free for another session.
    const auto& b = cache.Insert(MakeEntry("b", {"fd00:1::/64"}, 5));
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/64")), &b);
    EXPECT_EQ(GetOrder(cache), (Order{"b", "a"}));
}

TEST(BindingCache, ForgetsEverything)
{
    BindingCache cache;
    cache.Insert(MakeEntry("a", {"fd00:1::/64"}, 10));
    cache.Insert(MakeEntry("b", {"fd00:2::/64"}, 20));
    cache.Clear();
    EXPECT_EQ(cache.GetSize(), 0U);
    EXPECT_EQ(cache.GetNextToExpire(), nullptr);
    EXPECT_EQ(cache.FindByPrefix(*ParsePrefix("fd00:1::/64")), nullptr);
    EXPECT_TRUE(cache.FindByMobileNode("a").empty());
    cache.Insert(MakeEntry("a", {"fd00:1::/64"}, 10));
    EXPECT_EQ(cache.GetSize(), 1U);
}

/// Many entries, inserted, changed and erased in an order of their own: all keys agree throughout.
TEST(BindingCache, AgreesWithItselfAmongMany)
{
    constexpr int COUNT = 3000;
    const auto prefix = [](int i) {
        return Prefix(Ipv6Address(("fd00:1:0:" + std::to_string(i) + "::").c_str()), 64);
    };
    BindingCache cache;
    std::vector<const BindingCacheEntry*> stored;
    for (int i = 0; i < COUNT; ++i)
    {
        auto entry = MakeEntry("n" + std::to_string(i), {}, (i * 7919) % COUNT);
        entry.prefixes = {prefix(i)};
        stored.push_back(&cache.Insert(entry));
    }
    for (int i = 0; i < COUNT; i += 3)
    {
        cache.Modify(*stored[i], [i](BindingCacheEntry& entry) {
            entry.expiry = Seconds((i * 104729) % COUNT);
        });
        cache.Erase(*stored[i + 1]);
        stored[i + 1] = nullptr;
    }
    EXPECT_EQ(cache.GetSize(), COUNT * 2U / 3);
    for (int i = 0; i < COUNT; ++i)
    {
        EXPECT_EQ(cache.FindByPrefix(prefix(i)), stored[i]);
        EXPECT_EQ(cache.Find("n" + std::to_string(i), WIFI, FIRST), stored[i]);
    }
    Time last;
    cache.ForEach([&last](const BindingCacheEntry& entry) {
        EXPECT_GE(entry.expiry, last);
        last = entry.expiry;
    });
}

TEST(BindingState, HasNames)
{
    EXPECT_STREQ(GetStateName(BindingState::NONE), "none");
    EXPECT_STREQ(GetStateName(BindingState::REGISTERED), "registered");
    EXPECT_STREQ(GetStateName(BindingState::DEREGISTERED), "deregistered");
}

} // namespace
