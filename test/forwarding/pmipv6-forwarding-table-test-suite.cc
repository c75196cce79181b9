/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/ipv6-route.h"
#include "ns3/pmipv6-forwarding-table.h"
#include "ns3/test.h"

#include <algorithm>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The forwarding table alone: which entry applies, and what stays when entries come and go.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a match of prefixes written as "fd00:1::/64"; empty ones are left out
ForwardingMatch
MakeMatch(const std::string& source,
          const std::string& destination,
          uint8_t origins = FROM_ANYWHERE,
          int priority = 0)
{
    ForwardingMatch match;
    match.source = source.empty() ? std::nullopt : ParsePrefix(source);
    match.destination = destination.empty() ? std::nullopt : ParsePrefix(destination);
    match.origins = origins;
    match.priority = priority;
    return match;
}

/// Add an entry that drops, with a name as its reason.
void
Set(ForwardingTable& table, const ForwardingMatch& match, const std::string& name)
{
    table.Set(match, DropAction{name}, nullptr);
}

/// @return the name of an entry; "none" for null
std::string
NameOf(const ForwardingEntry* entry)
{
    return entry ? std::get<DropAction>(entry->action).reason : "none";
}

/// @return the name of the entry that applies
std::string
Find(const ForwardingTable& table,
     const char* source,
     const char* destination,
     PacketOrigin origin = FROM_CORE)
{
    return NameOf(table.Lookup(Ipv6Address(source), Ipv6Address(destination), origin).entry);
}

/// The same table as a plain list, searched from end to end.
class ListedTable
{
  public:
    /// Add or replace an entry.
    void Set(const ForwardingMatch& match, const std::string& name)
    {
        Remove(match);
        m_rows.push_back({match, name});
    }

    /// Remove an entry. @return true if it was there
    bool Remove(const ForwardingMatch& match)
    {
        const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&match](const Row& row) {
            return row.match.source == match.source && row.match.destination == match.destination &&
                   row.match.origins == match.origins && row.match.priority == match.priority;
        });
        if (known == m_rows.end())
        {
            return false;
        }
        m_rows.erase(known);
        return true;
    }

    /// @return rank and name of the best entry; a higher rank stands first
    std::pair<std::vector<int>, std::string> Lookup(const Ipv6Address& source,
                                                    const Ipv6Address& destination,
                                                    PacketOrigin origin) const
    {
        std::pair<std::vector<int>, std::string> best{{}, "none"};
        for (const auto& [match, name] : m_rows)
        {
            const bool applies = (match.origins & origin) &&
                                 (!match.source || match.source->Contains(source)) &&
                                 (!match.destination || match.destination->Contains(destination));
            const std::vector<int> rank{match.source && match.destination ? 2
                                        : match.source                    ? 1
                                                                          : 0,
                                        match.source ? match.source->GetLength() : 0,
                                        match.destination ? match.destination->GetLength() : 0,
                                        match.priority};
            if (applies && rank > best.first)
            {
                best = {rank, name};
            }
        }
        return best;
    }

    /// @return how many entries there are
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

  private:
    /// One entry.
    struct Row
    {
        ForwardingMatch match; //!< which packets
        std::string name;      //!< its name
    };

    std::vector<Row> m_rows; //!< all entries
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * The forwarding table; each member function is a test case.
 */
class ForwardingTableTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (ForwardingTableTestCase::*)();

    /**
     * @param name subject
     * @param body what it does
     */
    ForwardingTableTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void Kinds();        //!< pair, source, destination
    void Lengths();      //!< longer prefixes first
    void Priorities();   //!< higher first among equal prefixes
    void Origins();      //!< entries for some origins only
    void Replace();      //!< the same match once more
    void Owners();       //!< stand beside each other
    void Remove();       //!< what stays
    void Destinations(); //!< the lookup that leaves pairs and sources out
    void Actions();      //!< action and route come back as they were set
    void Watches();      //!< of which packets somebody is told
    void PastHolds();    //!< as if nothing were to wait
    void Use();          //!< which entries have seen a packet
    void BackToAnchor(); //!< what would go round between two tunnels' ends
    void RandomTables(); //!< against a plain list

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    Body m_body; //!< what to do
};

void
ForwardingTableTestCase::Kinds()
{
    ForwardingTable table;
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "none", "empty");
    // However long the others' prefixes are.
    Set(table, MakeMatch("", "fd00:2::1/128"), "destination");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "destination", "alone");
    Set(table, MakeMatch("fd00:1::/64", ""), "source");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "source", "before destination");
    Set(table, MakeMatch("fd00::/16", "fd00::/16"), "pair");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "pair", "before source");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fe00:2::1"), "source", "no pair");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fe00:1::1", "fd00:2::1"), "destination", "no pair, source");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fe00:1::1", "fd00:2::2"), "none", "nothing");
}

void
ForwardingTableTestCase::Lengths()
{
    ForwardingTable table;
    Set(table, MakeMatch("", "::/0"), "d0");
    Set(table, MakeMatch("", "fd00:2::/48"), "d48");
    Set(table, MakeMatch("", "fd00:2::/64"), "d64");
    Set(table, MakeMatch("", "fd00:2::1/128"), "d128");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "d128", "longest");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::2"), "d64", "next");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2:0:1::2"), "d48", "next");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:3::"), "d0", "all");
    Set(table, MakeMatch("fd00:1::/48", ""), "s48");
    Set(table, MakeMatch("fd00:1::/64", ""), "s64");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "::1"), "s64", "longest source");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1:0:1::1", "::1"), "s48", "shorter source");
    // Of pairs the source's length counts first.
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/48"), "p64-48");
    Set(table, MakeMatch("fd00:1::/48", "fd00:2::1/128"), "p48-128");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "p64-48", "longer source");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1:0:1::1", "fd00:2::1"), "p48-128", "the other");
    // A longer source whose destinations do not fit does not hide a shorter one.
    Set(table, MakeMatch("fd00:1::/48", "fd00:5::/48"), "p48-48");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:5::1"), "p48-48", "not hidden");
}

void
ForwardingTableTestCase::Priorities()
{
    ForwardingTable table;
    Set(table, MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, 5), "5");
    Set(table, MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, -1), "-1");
    Set(table, MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, 9), "9");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), 3, "three entries");
    for (const int priority : {9, 5, -1})
    {
        NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"),
                              std::to_string(priority),
                              "highest first");
        table.Remove(MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, priority));
    }
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "none", "all gone");
    // Priority does not outweigh a longer prefix.
    Set(table, MakeMatch("", "fd00:2::/48", FROM_ANYWHERE, 100), "short");
    Set(table, MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, 0), "long");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "long", "length first");
}

void
ForwardingTableTestCase::Origins()
{
    ForwardingTable table;
    Set(table, MakeMatch("fd00:1::/64", "", FROM_MOBILE_NODE), "up");
    Set(table, MakeMatch("", "fd00:1::/64", FROM_TUNNEL | FROM_SELF), "down");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:1::2", FROM_MOBILE_NODE), "up", "link");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:1::2", FROM_TUNNEL), "down", "tunnel");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:1::2", FROM_SELF), "down", "itself");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:1::2", FROM_CORE), "none", "core");
    // An entry that is not for the packet's origin hides nothing, whatever its priority or length.
    Set(table, MakeMatch("", "fd00:1::/64", FROM_CORE, 7), "core");
    Set(table, MakeMatch("", "fd00:1::2/128", FROM_MOBILE_NODE, 7), "link");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:1::2", FROM_TUNNEL), "down", "not hidden");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:1::2", FROM_CORE), "core", "its own");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:1::2", FROM_MOBILE_NODE), "link", "its own");
}

void
ForwardingTableTestCase::Replace()
{
    ForwardingTable table;
    const auto match = MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_CORE, 3);
    Set(table, match, "old");
    Set(table, match, "new");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), 1, "replaced, not added");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), "new", "the later one");
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_CORE, 4), "other priority");
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_TUNNEL, 3), "other origin");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), 3, "entries of their own");
    NS_TEST_EXPECT_MSG_EQ(NameOf(table.Find(match)), "new", "still there");
    // Bits beyond the length do not count.
    Set(table, MakeMatch("fd00:1::99/64", "fd00:2::98/64", FROM_CORE, 3), "newest");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), 3, "the same prefixes");
    NS_TEST_EXPECT_MSG_EQ(NameOf(table.Find(match)), "newest", "replaced");
}

void
ForwardingTableTestCase::Owners()
{
    ForwardingTable table;
    const auto of = [](std::string_view owner, int priority) {
        auto match = MakeMatch("", "fd00:2::/64", FROM_ANYWHERE, priority);
        match.owner = owner;
        return match;
    };
    Set(table, of("a", 0), "of a");
    Set(table, of("b", 0), "of b");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), 2, "entries of their own");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "of a", "who was there first");
    Set(table, of("a", 0), "of a, new");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "of a, new", "in its old place");
    Set(table, of("b", 1), "of b, first");
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "of b, first", "by priority");
    const auto isNamed = [&table](const std::string& name) {
        return table.AnyDestination(
            Ipv6Address("fd00:2::1"),
            FROM_TUNNEL,
            [&name](const ForwardingEntry& entry) { return NameOf(&entry) == name; });
    };
    NS_TEST_EXPECT_MSG_EQ(isNamed("of b") && isNamed("of a, new"), true, "all that apply");
    table.Remove(of("b", 0));
    NS_TEST_EXPECT_MSG_EQ(isNamed("of b"), false, "gone");
    NS_TEST_EXPECT_MSG_EQ(table.Remove(of("c", 1)).has_value(), false, "another's stays");
    table.Remove(of("b", 1));
    NS_TEST_EXPECT_MSG_EQ(Find(table, "::1", "fd00:2::1"), "of a, new", "what is left");
}

void
ForwardingTableTestCase::Remove()
{
    ForwardingTable table;
    const std::vector<ForwardingMatch> matches{MakeMatch("fd00:1::/64", "fd00:2::/64"),
                                               MakeMatch("fd00:1::/64", "fd00:3::/64"),
                                               MakeMatch("fd00:1::/64", ""),
                                               MakeMatch("", "fd00:2::/64"),
                                               MakeMatch("", "fd00:2::/48")};
    for (std::size_t i = 0; i < matches.size(); ++i)
    {
        Set(table, matches[i], std::to_string(i));
    }
    NS_TEST_EXPECT_MSG_EQ(table.Remove(MakeMatch("", "fd00:1::/64")).has_value(), false, "none");
    NS_TEST_EXPECT_MSG_EQ(table.Remove(MakeMatch("fd00:2::/64", "fd00:1::/64")).has_value(),
                          false,
                          "not the pair the other way round");
    NS_TEST_EXPECT_MSG_EQ(table.Remove(MakeMatch("", "fd00:2::/64", FROM_CORE)).has_value(),
                          false,
                          "not of other origins");
    NS_TEST_EXPECT_MSG_EQ(table.GetSize(), matches.size(), "all there");
    const std::vector<std::string> next{"2", "2", "3", "4", "none"};
    for (std::size_t i = 0; i < matches.size(); ++i)
    {
        const auto removed = table.Remove(matches[i]);
        NS_TEST_EXPECT_MSG_EQ(removed.has_value(), true, "was there");
        NS_TEST_EXPECT_MSG_EQ((removed ? NameOf(&*removed) : ""), std::to_string(i), "that one");
        NS_TEST_EXPECT_MSG_EQ(table.GetSize(), matches.size() - i - 1, "one less");
        NS_TEST_EXPECT_MSG_EQ(table.Remove(matches[i]).has_value(), false, "once");
        NS_TEST_EXPECT_MSG_EQ(Find(table, "fd00:1::1", "fd00:2::1"), next[i], "the next one");
    }
}

void
ForwardingTableTestCase::Destinations()
{
    ForwardingTable table;
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/64"), "pair");
    Set(table, MakeMatch("fd00:1::/64", ""), "source");
    Set(table, MakeMatch("", "fd00:2::/48", FROM_TUNNEL), "destination");
    const Ipv6Address address("fd00:2::1");
    NS_TEST_EXPECT_MSG_EQ(NameOf(table.LookupDestination(address, FROM_TUNNEL)),
                          "destination",
                          "pairs and sources left out");
    NS_TEST_EXPECT_MSG_EQ(NameOf(table.LookupDestination(address, FROM_CORE)), "none", "origin");
}

void
ForwardingTableTestCase::Actions()
{
    ForwardingTable table;
    auto route = Create<Ipv6Route>();
    const Ipv6Address local("fd00:c::1");
    const Ipv6Address remote("fd00:c::11");
    table.Set(MakeMatch("", "fd00:2::/64"),
              TunnelAction{local, remote, Ipv6Address::GetAny(), Time()},
              route);
    const auto* entry = table.Lookup(Ipv6Address("::1"), Ipv6Address("fd00:2::1"), FROM_CORE).entry;
    NS_TEST_EXPECT_MSG_NE(entry, nullptr, "found");
    const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
    NS_TEST_EXPECT_MSG_NE(tunnel, nullptr, "a tunnel");
    if (tunnel)
    {
        NS_TEST_EXPECT_MSG_EQ(tunnel->local, local, "as set");
        NS_TEST_EXPECT_MSG_EQ(tunnel->remote, remote, "as set");
        NS_TEST_EXPECT_MSG_EQ(entry->route, route, "shared, not copied");
    }
}

void
ForwardingTableTestCase::Watches()
{
    ForwardingTable table;
    const Ipv6Address first("fd00:c::11");
    const Ipv6Address second("fd00:c::12");
    const auto match = MakeMatch("", "fd00:2::/64");
    const auto isTold = [&table](const std::optional<Ipv6Address>& outer) {
        const auto* watch =
            table.Lookup(Ipv6Address("::1"), Ipv6Address("fd00:2::1"), FROM_TUNNEL).watch;
        return watch && watch->Note(outer);
    };
    NS_TEST_EXPECT_MSG_EQ(isTold(first), false, "no watch");
    table.Set(match, WatchAction{[](const SeenPacket&) {}, true}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isTold(std::nullopt), true, "the first one, out of no tunnel");
    NS_TEST_EXPECT_MSG_EQ(isTold(std::nullopt), false, "the next one");
    NS_TEST_EXPECT_MSG_EQ(isTold(first), true, "a tunnel");
    NS_TEST_EXPECT_MSG_EQ(isTold(first), false, "the same");
    NS_TEST_EXPECT_MSG_EQ(isTold(second), true, "another");
    NS_TEST_EXPECT_MSG_EQ(isTold(first), true, "back again");
    NS_TEST_EXPECT_MSG_EQ(isTold(std::nullopt), true, "out of none");
    table.Set(match, WatchAction{[](const SeenPacket&) {}, true}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isTold(std::nullopt), true, "a new entry has a first one");
    table.Set(match, WatchAction{[](const SeenPacket&) {}}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isTold(first) && isTold(first), true, "each packet");
    table.Set(match, WatchAction{}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isTold(first), false, "nobody to tell");
}

void
ForwardingTableTestCase::PastHolds()
{
    ForwardingTable table;
    const auto look = [&table](PastActions past) {
        return table.Lookup(Ipv6Address("fd00:1::1"), Ipv6Address("fd00:2::1"), FROM_CORE, past)
            .entry;
    };
    const HoldAction hold{std::make_shared<PacketBuffer>(1)};
    const auto pair = MakeMatch("fd00:1::/64", "fd00:2::/64");
    table.Set(pair, hold, nullptr);
    NS_TEST_EXPECT_MSG_EQ((look(PastActions::NONE) == table.Find(pair)), true, "it waits");
    NS_TEST_EXPECT_MSG_EQ((look(PastActions::HOLDS) == nullptr), true, "there is nothing else");
    Set(table, MakeMatch("", "fd00:2::/48"), "destination");
    NS_TEST_EXPECT_MSG_EQ((look(PastActions::NONE) == table.Find(pair)), true, "it waits still");
    NS_TEST_EXPECT_MSG_EQ(NameOf(look(PastActions::HOLDS)), "destination", "by what else there is");
    // Nothing has it wait, whichever entry: of the same prefixes, or shorter ones.
    table.Set(MakeMatch("", "fd00:2::/64"), hold, nullptr);
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_ANYWHERE, -1), "behind it");
    NS_TEST_EXPECT_MSG_EQ(NameOf(look(PastActions::HOLDS)), "behind it", "of the same prefixes");
    table.Remove(MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_ANYWHERE, -1));
    NS_TEST_EXPECT_MSG_EQ(NameOf(look(PastActions::HOLDS)), "destination", "past both");
    // Who watches has been told of it, when it came.
    table.Set(MakeMatch("", "fd00:2::/56"), WatchAction{[](const SeenPacket&) {}}, nullptr);
    const auto found = table.Lookup(Ipv6Address("fd00:1::1"),
                                    Ipv6Address("fd00:2::1"),
                                    FROM_CORE,
                                    PastActions::HOLDS);
    NS_TEST_EXPECT_MSG_EQ((found.watch == nullptr), true, "not told again");
}

void
ForwardingTableTestCase::Use()
{
    ForwardingTable table;
    const auto watch = MakeMatch("fd00:1::/64", "");
    const auto pass = MakeMatch("fd00:1::/64", "fd00:2::/64");
    const auto other = MakeMatch("fd00:1::/64", "fd00:3::/64");
    table.Set(watch, WatchAction{[](const SeenPacket&) {}}, nullptr);
    table.Set(pass, PassAction{}, nullptr);
    table.Set(other, PassAction{}, nullptr);
    const auto isUsed = [&table](const ForwardingMatch& match) {
        const auto* entry = table.Find(match);
        return std::exchange(entry->isUsed, false);
    };
    NS_TEST_EXPECT_MSG_EQ(isUsed(watch) || isUsed(pass) || isUsed(other), false, "not yet");
    const auto found = table.Lookup(Ipv6Address("fd00:1::1"), Ipv6Address("fd00:2::1"), FROM_CORE);
    NS_TEST_EXPECT_MSG_EQ((found.watch == nullptr), true, "passed by without a word");
    NS_TEST_EXPECT_MSG_EQ(isUsed(pass), true, "a packet has passed it by");
    NS_TEST_EXPECT_MSG_EQ(isUsed(watch), true, "likewise, though nobody is told");
    NS_TEST_EXPECT_MSG_EQ(isUsed(other), false, "not this one");
    NS_TEST_EXPECT_MSG_EQ(isUsed(pass), false, "not since it was last asked");
    // An entry that takes the packet leaves those behind it alone.
    Set(table, MakeMatch("fd00:1::/64", "fd00:2::/64", FROM_ANYWHERE, 1), "takes it");
    Find(table, "fd00:1::1", "fd00:2::1");
    NS_TEST_EXPECT_MSG_EQ(isUsed(pass) || isUsed(watch), false, "no packet came so far");
    table.Set(pass, PassAction{}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isUsed(pass), false, "a new entry");
}

void
ForwardingTableTestCase::BackToAnchor()
{
    ForwardingTable table;
    const auto to = [](const char* remote) {
        TunnelAction tunnel;
        tunnel.remote = Ipv6Address(remote);
        return tunnel;
    };
    const auto down = MakeMatch("", "fd00:1::/64");
    const auto up = MakeMatch("fd00:4::/64", "", FROM_MOBILE_NODE);
    table.Set(down, to("fd00:c::4"), nullptr);
    table.Set(up, to("fd00:c::4"), nullptr);
    const auto isBack = [&](const char* source) {
        return table.IsBackToAnchor(*table.Find(down), Ipv6Address(source));
    };
    NS_TEST_EXPECT_MSG_EQ(isBack("fd00:4::1"), true, "its sender is here, by that tunnel");
    NS_TEST_EXPECT_MSG_EQ(isBack("fd00:5::1"), false, "of a sender elsewhere");
    table.Set(up, to("fd00:c::3"), nullptr);
    NS_TEST_EXPECT_MSG_EQ(isBack("fd00:4::1"), false, "by another tunnel");
    table.Set(up, to("fd00:c::4"), nullptr);
    table.Set(down, DeliverAction{}, nullptr);
    NS_TEST_EXPECT_MSG_EQ(isBack("fd00:4::1"), false, "its receiver is here");
    table.Set(down, to("fd00:c::4"), nullptr);
    table.Remove(up);
    table.Set(MakeMatch("fd00:4::/64", "", FROM_CORE), to("fd00:c::4"), nullptr);
    NS_TEST_EXPECT_MSG_EQ(isBack("fd00:4::1"), false, "its sender is not here");
}

void
ForwardingTableTestCase::RandomTables()
{
    std::mt19937 random(5213);
    const auto below = [&random](uint32_t limit) { return random() % limit; };
    // Few prefixes, so that entries meet: lengths 0, 48, 64, 128 within four networks.
    const auto makeAddress = [&below] {
        std::ostringstream text;
        text << "fd00:" << below(2) << ":0:" << below(2) << "::" << below(2);
        return Ipv6Address(text.str().c_str());
    };
    const auto makePrefix = [&]() -> std::optional<Prefix> {
        const uint8_t lengths[] = {0, 48, 64, 128};
        return Prefix(makeAddress(), lengths[below(4)]);
    };
    // Disjoint origins, or one and the same, so that no two entries stand equal.
    const uint8_t origins[] = {FROM_MOBILE_NODE | FROM_SELF, FROM_TUNNEL | FROM_CORE};
    const PacketOrigin from[] = {FROM_MOBILE_NODE, FROM_TUNNEL, FROM_CORE, FROM_SELF};
    ForwardingTable table;
    ListedTable listed;
    for (int step = 0; step < 20000; ++step)
    {
        ForwardingMatch match;
        const auto kind = below(3);
        match.source = kind > 0 ? makePrefix() : std::nullopt;
        match.destination = kind != 1 ? makePrefix() : std::nullopt;
        match.origins = origins[below(2)];
        match.priority = static_cast<int>(below(3));
        // Grow for a while, then shrink, and again.
        if (below(10) < (step / 500 % 2 == 0 ? 7U : 3U))
        {
            Set(table, match, std::to_string(step));
            listed.Set(match, std::to_string(step));
        }
        else
        {
            const bool wasThere = listed.Remove(match);
            NS_TEST_EXPECT_MSG_EQ(table.Remove(match).has_value(), wasThere, "step " << step);
        }
        const auto source = makeAddress();
        const auto destination = makeAddress();
        const auto origin = from[below(4)];
        NS_TEST_EXPECT_MSG_EQ(NameOf(table.Lookup(source, destination, origin).entry),
                              listed.Lookup(source, destination, origin).second,
                              "step " << step << ": " << source << " > " << destination);
        NS_TEST_EXPECT_MSG_EQ(table.GetSize(), listed.GetSize(), "step " << step);
        if (IsStatusFailure())
        {
            return;
        }
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-forwarding-table`.
 */
class ForwardingTableTestSuite : public TestSuite
{
  public:
    ForwardingTableTestSuite()
        : TestSuite("pmipv6-forwarding-table")
    {
        using Case = ForwardingTableTestCase;
        AddTestCase(new Case("pair before source before destination", &Case::Kinds));
        AddTestCase(new Case("longest prefix first", &Case::Lengths));
        AddTestCase(new Case("highest priority first", &Case::Priorities));
        AddTestCase(new Case("origins", &Case::Origins));
        AddTestCase(new Case("replace", &Case::Replace));
        AddTestCase(new Case("owners", &Case::Owners));
        AddTestCase(new Case("remove", &Case::Remove));
        AddTestCase(new Case("destinations alone", &Case::Destinations));
        AddTestCase(new Case("actions and routes", &Case::Actions));
        AddTestCase(new Case("watches", &Case::Watches));
        AddTestCase(new Case("past what holds packets", &Case::PastHolds));
        AddTestCase(new Case("use of entries that pass packets by", &Case::Use));
        AddTestCase(new Case("what would go back to its anchor", &Case::BackToAnchor));
        AddTestCase(new Case("random tables against a plain list", &Case::RandomTables));
    }
};

static ForwardingTableTestSuite g_forwardingTableTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
