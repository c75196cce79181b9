/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The attachments of a gateway: each transition, what it changes and what is told of it (RFC 5213,
 * 6.9.1; RFC 5846, 9.1).
 */

#include "ns3/pmipv6-attachment-table.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Told = std::vector<std::string>;

const LinkLayerAddress NODE("02:00:00:00:00:01");     //!< an interface
const Ipv6Address ANCHOR("fd00:c::1");                //!< LMAA
const Ipv6Address OTHER_ANCHOR("fd00:c::9");          //!< another
const Prefix PREFIX(Ipv6Address("fd00:1:0:1::"), 64); //!< granted

/// Attachments, and what was told of them.
class AttachmentTableTest : public testing::Test
{
  protected:
    AttachmentTableTest()
    {
        AttachmentTable::Listener listener;
        listener.getDeadline = [](const BindingUpdateListEntry& entry) {
            return Min(entry.refresh, Min(entry.expiry, entry.retry));
        };
        listener.changed = [this](const BindingUpdateListEntry& entry,
                                  AttachmentState from,
                                  AttachmentState to,
                                  const std::string& reason) {
            told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " + reason);
            EXPECT_EQ(table.GetList().Find(entry.GetKey()), &entry) << "it is there still";
            EXPECT_EQ(static_cast<int>(entry.state), static_cast<int>(to));
        };
        listener.due = [this](const BindingUpdateListEntry& entry) {
            told.push_back("due " + entry.identifier);
            table.NoteRefresh(entry);
        };
        table.SetListener(listener);
    }

    ~AttachmentTableTest() override
    {
        table.Dispose();
        Simulator::Destroy();
    }

    /// @return a registration that has just begun
    const BindingUpdateListEntry& Attach(uint32_t number = 0, const Ipv6Address& anchor = ANCHOR)
    {
        const auto& entry =
            table.Attach({NODE, number}, "mn1", anchor, AccessTechnologyType::IEEE_802_11);
        told.clear();
        return entry;
    }

    /// @return a registration that its anchor has accepted for 100 s
    const BindingUpdateListEntry& Register()
    {
        const auto& entry = Attach();
        table.BeginRegistration(entry, "authenticated");
        table.BeginRequest(entry);
        table.NoteSent(entry, 7, 42, false);
        table.EndRequest(entry);
        table.Register(entry, {{PREFIX}, Seconds(100), Seconds(80)});
        told.clear();
        return entry;
    }

    AttachmentTable table; //!< the attachments
    Told told;             //!< what was told
};

TEST_F(AttachmentTableTest, Begins)
{
    const auto& entry = table.Attach(NODE, "mn1", ANCHOR, AccessTechnologyType::IEEE_802_11);
    EXPECT_EQ(told, (Told{"none>authenticating attached"}));
    EXPECT_EQ(entry.identifier, "mn1");
    EXPECT_EQ(entry.anchorAddress, ANCHOR);
    EXPECT_EQ(entry.number, 0U);
    EXPECT_FALSE(entry.mayBeBound);
    EXPECT_EQ(entry.deadline, Time::Max());
}

TEST_F(AttachmentTableTest, IsRegistered)
{
    const auto& entry = Attach();
    table.BeginRegistration(entry, "authenticated");
    table.BeginRequest(entry);
    EXPECT_TRUE(entry.isAsked);
    EXPECT_FALSE(entry.isSent);
    table.NoteSent(entry, 7, 42, false);
    EXPECT_TRUE(entry.isSent);
    EXPECT_EQ(entry.sequence, 7);
    EXPECT_EQ(entry.timestamp, 42U);
    EXPECT_FALSE(entry.mayBeBound);
    table.EndRequest(entry);
    EXPECT_FALSE(entry.isAsked);
    table.Register(entry, {{PREFIX}, Seconds(100), Seconds(80)});
    EXPECT_EQ(
        told,
        (Told{"authenticating>registering authenticated", "registering>registered accepted"}));
    EXPECT_EQ(entry.prefixes, std::vector<Prefix>{PREFIX});
    EXPECT_EQ(entry.lifetime, Seconds(100));
    EXPECT_EQ(entry.refresh, Seconds(80));
    EXPECT_EQ(entry.expiry, Seconds(100));
    EXPECT_EQ(entry.deadline, Seconds(80));
    EXPECT_TRUE(entry.mayBeBound);
}

TEST_F(AttachmentTableTest, RepeatedRequestMayHaveBeenAccepted)
{
    const auto& entry = Attach();
    table.BeginRegistration(entry, "authenticated");
    table.NoteSent(entry, 7, 42, true);
    EXPECT_TRUE(entry.mayBeBound);
}

TEST_F(AttachmentTableTest, IsExtended)
{
    const auto& entry = Register();
    table.NoteRefresh(entry);
    EXPECT_EQ(entry.deadline, Seconds(100)) << "not once more before it ends";
    table.Extend(entry, {{PREFIX}, Seconds(40), Seconds(32)});
    EXPECT_TRUE(told.empty()) << "no transition";
    EXPECT_EQ(entry.lifetime, Seconds(40));
    EXPECT_EQ(entry.deadline, Seconds(32));
}

TEST_F(AttachmentTableTest, IsRefused)
{
    const auto& entry = Attach();
    table.BeginRegistration(entry, "authenticated");
    table.Refuse(entry, "UNSPECIFIED");
    EXPECT_FALSE(entry.mayBeBound);
    table.RetryAt(entry, Seconds(5));
    EXPECT_EQ(entry.deadline, Seconds(5));
    table.NoteClockRefused(entry);
    table.BeginRegistration(entry, "retry");
    EXPECT_EQ(entry.retry, Time::Max()) << "a state carries its own fields";
    EXPECT_FALSE(entry.isClockRefused);
    table.Refuse(entry, "too-many-prefixes", true);
    EXPECT_TRUE(entry.mayBeBound) << "the anchor has a binding";
}

TEST_F(AttachmentTableTest, IsRevoked)
{
    const auto& entry = Register();
    table.Revoke(entry, "revoked");
    EXPECT_EQ(told, (Told{"registered>refused revoked"}));
    EXPECT_TRUE(entry.prefixes.empty());
    EXPECT_FALSE(entry.mayBeBound);
    EXPECT_EQ(entry.deadline, Time::Max());
}

TEST_F(AttachmentTableTest, EndsWithItsLifetime)
{
    const auto& entry = Register();
    table.RetryAt(entry, Seconds(70));
    table.End(entry, AttachmentState::REGISTERING);
    EXPECT_EQ(told, (Told{"registered>registering lifetime-over"}));
    EXPECT_EQ(entry.retry, Seconds(70)) << "as it was";
    EXPECT_FALSE(entry.mayBeBound) << "the anchor lets it go too";
}

TEST_F(AttachmentTableTest, ComesBack)
{
    const auto& entry = Register();
    const uint64_t before = entry.attachment;
    table.NoteTriedAgain(entry);
    table.Attach(NODE, "another", OTHER_ANCHOR, AccessTechnologyType::IEEE_802_16E);
    EXPECT_EQ(told, (Told{"registered>authenticating attached"}));
    EXPECT_EQ(table.GetList().GetSize(), 1U);
    EXPECT_NE(entry.attachment, before);
    EXPECT_EQ(entry.identifier, "mn1");
    EXPECT_EQ(entry.anchorAddress, ANCHOR);
    EXPECT_TRUE(entry.mayBeBound) << "of before";
    EXPECT_FALSE(entry.isTriedAgain);
    table.BeginDeregistration(entry, "detached");
    table.Remove(entry, "deregistration-acknowledged");
    EXPECT_EQ(table.GetList().GetSize(), 0U);
    EXPECT_EQ(told.back(), "deregistering>none deregistration-acknowledged");
}

TEST_F(AttachmentTableTest, TheLastQuestionCounts)
{
    const auto& entry = Register();
    const uint64_t first = table.BeginQuestion(entry);
    const uint64_t second = table.BeginQuestion(entry);
    EXPECT_FALSE(table.EndQuestion(entry, first));
    EXPECT_TRUE(table.EndQuestion(entry, second));
    EXPECT_FALSE(table.EndQuestion(entry, second)) << "answered";
    const uint64_t third = table.BeginQuestion(entry);
    table.Refuse(entry, "UNSPECIFIED");
    EXPECT_FALSE(table.EndQuestion(entry, third)) << "no question outlives a refusal";
}

TEST_F(AttachmentTableTest, TellsWhatIsDue)
{
    Register();
    Simulator::Stop(Seconds(85));
    Simulator::Run();
    EXPECT_EQ(told, (Told{"due mn1"}));
}

TEST_F(AttachmentTableTest, SeveralRegistrationsOfOneInterface)
{
    const auto& first = Register();
    const auto& second = Attach(1, OTHER_ANCHOR);
    EXPECT_NE(&first, &second);
    EXPECT_EQ(table.GetList().Find(NODE), &first);
    EXPECT_EQ(table.GetList().Find({NODE, 1}), &second);
    EXPECT_EQ(table.GetList().Find({NODE, 2}), nullptr);
    EXPECT_EQ(table.GetList().FindByLinkLayer(NODE).size(), 2U);
    EXPECT_EQ(static_cast<int>(first.state), static_cast<int>(AttachmentState::REGISTERED));
    table.Remove(first, "detached");
    EXPECT_EQ(table.GetList().Find(NODE), nullptr);
    EXPECT_EQ(table.GetList().Find({NODE, 1}), &second);
}

} // namespace
