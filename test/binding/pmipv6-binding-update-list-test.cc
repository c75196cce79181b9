/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The gateway's binding update list: by interface and by next deadline.
 */

#include "ns3/pmipv6-binding-update-list.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const LinkLayerAddress FIRST("02:00:00:00:00:01");  //!< an interface
const LinkLayerAddress SECOND("02:00:00:00:00:02"); //!< another
const LinkLayerAddress THIRD("02:00:00:00:00:03");  //!< a third

/// An entry of an interface.
BindingUpdateListEntry
MakeEntry(const std::string& identifier, const LinkLayerAddress& linkLayer, Time deadline)
{
    BindingUpdateListEntry entry;
    entry.identifier = identifier;
    entry.linkLayer = linkLayer;
    entry.deadline = deadline;
    return entry;
}

/// The identifiers in the order of the deadlines.
std::vector<std::string>
GetOrder(const BindingUpdateList& list)
{
    std::vector<std::string> order;
    list.ForEach(
        [&order](const BindingUpdateListEntry& entry) { order.push_back(entry.identifier); });
    return order;
}

using Order = std::vector<std::string>;

TEST(BindingUpdateList, FindsByMobileNodeAndByAnchor)
{
    const Ipv6Address anchor("fd00:c::1");
    const Ipv6Address other("fd00:c::2");
    BindingUpdateList list;
    EXPECT_FALSE(list.HasAnchor(anchor));
    auto entry = MakeEntry("a", FIRST, Seconds(1));
    entry.anchorAddress = anchor;
    const auto& a1 = list.Insert(entry);
    entry = MakeEntry("a", SECOND, Seconds(2));
    entry.anchorAddress = other;
    const auto& a2 = list.Insert(entry);
    entry = MakeEntry("b", THIRD, Seconds(3));
    entry.anchorAddress = anchor;
    list.Insert(entry);
    EXPECT_EQ(list.FindByMobileNode("a").size(), 2U);
    EXPECT_EQ(list.FindByMobileNode("b").size(), 1U);
    EXPECT_TRUE(list.FindByMobileNode("c").empty());
    EXPECT_EQ(list.FindByAnchor(anchor).size(), 2U);
    ASSERT_EQ(list.FindByAnchor(other).size(), 1U);
    EXPECT_EQ(list.FindByAnchor(other)[0], &a2);
    EXPECT_TRUE(list.HasAnchor(other));
    list.Erase(a2);
    EXPECT_FALSE(list.HasAnchor(other));
    ASSERT_EQ(list.FindByMobileNode("a").size(), 1U);
    EXPECT_EQ(list.FindByMobileNode("a")[0], &a1);
}

TEST(BindingUpdateList, IsEmptyAtFirst)
{
    const BindingUpdateList list;
    EXPECT_EQ(list.GetSize(), 0U);
    EXPECT_EQ(list.Find(FIRST), nullptr);
    EXPECT_EQ(list.GetNextDeadline(), nullptr);
    EXPECT_TRUE(GetOrder(list).empty());
}

TEST(BindingUpdateList, StartsWithoutDeadline)
{
    const BindingUpdateListEntry entry;
    EXPECT_EQ(entry.deadline, Time::Max());
    EXPECT_EQ(entry.refresh, Time::Max());
    EXPECT_EQ(entry.expiry, Time::Max());
    EXPECT_EQ(entry.state, AttachmentState::NONE);
}

TEST(BindingUpdateList, FindsByInterface)
{
    BindingUpdateList list;
    const auto& a = list.Insert(MakeEntry("a", FIRST, Seconds(1)));
    const auto& b = list.Insert(MakeEntry("a", SECOND, Seconds(1)));
    EXPECT_EQ(list.GetSize(), 2U);
    EXPECT_EQ(list.Find(FIRST), &a);
    EXPECT_EQ(list.Find(SECOND), &b);
    EXPECT_EQ(list.Find(THIRD), nullptr);
}

TEST(BindingUpdateList, OrdersByDeadline)
{
    BindingUpdateList list;
    list.Insert(MakeEntry("never", FIRST, Time::Max()));
    list.Insert(MakeEntry("late", SECOND, Seconds(2)));
    const auto& soon = list.Insert(MakeEntry("soon", THIRD, Seconds(1)));
    EXPECT_EQ(GetOrder(list), (Order{"soon", "late", "never"}));
    EXPECT_EQ(list.GetNextDeadline(), &soon);
}

TEST(BindingUpdateList, KeepsItsOrderWhenAnEntryChanges)
{
    BindingUpdateList list;
    const auto& a = list.Insert(MakeEntry("a", FIRST, Seconds(1)));
    const auto& b = list.Insert(MakeEntry("b", SECOND, Seconds(2)));
    list.Modify(a, [](BindingUpdateListEntry& entry) {
        entry.deadline = NanoSeconds(2000000001);
        entry.state = AttachmentState::REGISTERED;
    });
    EXPECT_EQ(a.state, AttachmentState::REGISTERED) << "the entry has not moved";
    EXPECT_EQ(GetOrder(list), (Order{"b", "a"}));
    EXPECT_EQ(list.GetNextDeadline(), &b);
    EXPECT_EQ(list.Find(FIRST), &a);
    list.Modify(b, [](BindingUpdateListEntry& entry) { entry.deadline = Time::Max(); });
    EXPECT_EQ(list.GetNextDeadline(), &a);
}

TEST(BindingUpdateList, ForgetsWhatIsErased)
{
    BindingUpdateList list;
    const auto& a = list.Insert(MakeEntry("a", FIRST, Seconds(1)));
    const auto& b = list.Insert(MakeEntry("b", SECOND, Seconds(2)));
    list.Erase(a);
    EXPECT_EQ(list.GetSize(), 1U);
    EXPECT_EQ(list.Find(FIRST), nullptr);
    EXPECT_EQ(list.GetNextDeadline(), &b);
    const auto& again = list.Insert(MakeEntry("a", FIRST, Seconds(3)));
    EXPECT_EQ(list.Find(FIRST), &again);
    EXPECT_EQ(GetOrder(list), (Order{"b", "a"}));
}

TEST(AttachmentState, HasNames)
{
    EXPECT_STREQ(GetStateName(AttachmentState::NONE), "none");
    EXPECT_STREQ(GetStateName(AttachmentState::AUTHENTICATING), "authenticating");
    EXPECT_STREQ(GetStateName(AttachmentState::REGISTERING), "registering");
    EXPECT_STREQ(GetStateName(AttachmentState::REGISTERED), "registered");
    EXPECT_STREQ(GetStateName(AttachmentState::REFUSED), "refused");
    EXPECT_STREQ(GetStateName(AttachmentState::DEREGISTERING), "deregistering");
}

} // namespace
