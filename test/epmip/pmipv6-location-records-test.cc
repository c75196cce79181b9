/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What an LMF knows of mobile nodes (draft-luo, 7.2 and 7.4), and what Location Updates and queries
 * are answered.
 */

#include "ns3/pmipv6-location-records.h"
#include "ns3/pmipv6-manager-ring.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Status = ExperimentalStatus;

const Ipv6Address ONE("fd00:a::1"); //!< anchors
const Ipv6Address TWO("fd00:a::2");
const Ipv6Address THREE("fd00:a::3");
const Prefix NODE(Ipv6Address("fd00:2:0:1::"), 64);   //!< of a node
const Prefix SECOND(Ipv6Address("fd00:2:0:2::"), 64); //!< of the same
const Prefix HOST(Ipv6Address("fd00:2:0:1::7"), 128); //!< an address of it
const std::string NAME = "mn1";                       //!< its identifier

/// Records, and what is told of them.
class Records : public testing::Test
{
  protected:
    Records()
    {
        m_records.SetTerms(m_terms);
        m_records.SetListener([this](const RecordKey& key,
                                     const LocationRecord&,
                                     RecordState from,
                                     RecordState to,
                                     const std::string& reason) {
            m_told.push_back(GetRecordName(key) + " " + GetStateName(from) + ">" +
                             GetStateName(to) + " " + reason);
        });
    }

    /// Say something. @return the acknowledgement
    LocationAnswer Say(const std::optional<std::string>& name,
                       const std::vector<Prefix>& prefixes,
                       const std::optional<Ipv6Address>& anchor,
                       uint64_t timestamp,
                       Time now,
                       uint16_t lifetime = 15)
    {
        LocationRequest update;
        update.identifier = name;
        update.prefixes = prefixes;
        update.timestamp = timestamp;
        update.lifetime = lifetime;
        update.gateway = lifetime == 0 ? std::nullopt : anchor;
        return m_records.Take(update, anchor, now).answer;
    }

    /// Set a term. @param terms all of them
    void SetTerms(const RecordTerms& terms)
    {
        m_records.SetTerms(terms);
    }

    RecordTerms m_terms;             //!< as they are by default
    LocationRecords m_records;       //!< the records
    std::vector<std::string> m_told; //!< transitions
};

TEST_F(Records, AClaimFindsWhatWasReported)
{
    auto answer = Say(NAME, {}, ONE, 5, Seconds(1));
    EXPECT_EQ(answer.status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(answer.lifetime, 0);
    EXPECT_EQ(m_records.GetSize(), 0U) << "nothing is stored";
    answer = Say(NAME, {NODE, SECOND}, ONE, 5, Seconds(1));
    EXPECT_EQ(answer.status, Status::SUCCESS);
    EXPECT_EQ(answer.lifetime, 15);
    EXPECT_TRUE(answer.previous.empty());
    for (int repetition = 0; repetition < 2; ++repetition)
    {
        answer = Say(NAME, {}, TWO, 6, Seconds(20 + 15 * repetition));
        EXPECT_EQ(answer.status, Status::SUCCESS);
        EXPECT_EQ(answer.prefixes, (std::vector<Prefix>{NODE, SECOND}));
        EXPECT_EQ(answer.previous, (std::vector<Ipv6Address>{ONE}));
    }
    EXPECT_EQ(m_records.Find(NAME, Seconds(36))->anchor, TWO);
    EXPECT_EQ(m_told,
              (std::vector<std::string>{"mn1 none>held reported", "mn1 held>held claimed"}));
}

TEST_F(Records, FormerAnchors)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    Say(NAME, {}, TWO, 6, Seconds(20));
    EXPECT_EQ(Say(NAME, {}, THREE, 7, Seconds(25)).previous, (std::vector<Ipv6Address>{TWO, ONE}));
    EXPECT_EQ(Say(NAME, {}, THREE, 7, Seconds(40)).previous, (std::vector<Ipv6Address>{TWO, ONE}))
        << "a repetition is answered alike";
    EXPECT_EQ(Say(NAME, {}, THREE, 8, Seconds(41)).previous, (std::vector<Ipv6Address>{TWO}))
        << "the last one always";
    EXPECT_EQ(Say(NAME, {}, TWO, 9, Seconds(42)).previous, (std::vector<Ipv6Address>{THREE}));
}

TEST_F(Records, WhatIsLateIsRefused)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    const auto answer = Say(NAME, {}, TWO, 4, Seconds(2));
    EXPECT_EQ(answer.status, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(answer.prefixes, (std::vector<Prefix>{NODE}));
    EXPECT_EQ(answer.previous, (std::vector<Ipv6Address>{ONE}));
    EXPECT_EQ(answer.lifetime, 0);
    EXPECT_EQ(Say(NAME, {SECOND}, TWO, 4, Seconds(2)).status, Status::OLDER_THAN_STATE_HELD);
    Say({}, {NODE}, ONE, 5, Seconds(2));
    EXPECT_EQ(Say({}, {NODE}, TWO, 4, Seconds(2)).status, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(*m_records.Answer(NODE, Seconds(2)).gateway, ONE);
}

TEST_F(Records, OtherPrefixesReplace)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    Say(NAME, {SECOND}, TWO, 6, Seconds(2));
    EXPECT_EQ(m_records.Find(NAME, Seconds(3))->prefixes, (std::vector<Prefix>{SECOND}));
    EXPECT_EQ(m_records.Find(NAME, Seconds(3))->anchor, TWO);
}

TEST_F(Records, AQueryIsAnswered)
{
    EXPECT_EQ(m_records.Answer(HOST, Seconds(1)).status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(Say({}, {NODE, SECOND}, ONE, 5, Seconds(1)).prefixes,
              (std::vector<Prefix>{NODE, SECOND}));
    const auto answer = m_records.Answer(HOST, Seconds(10));
    EXPECT_EQ(answer.status, Status::SUCCESS);
    EXPECT_EQ(answer.prefixes, (std::vector<Prefix>{NODE}));
    EXPECT_EQ(answer.gateway, ONE);
    EXPECT_EQ(answer.timestamp, 5U);
    EXPECT_EQ(answer.lifetime, 12) << "51 s";
    EXPECT_EQ(*m_records.Answer(SECOND, Seconds(10)).gateway, ONE);
    EXPECT_EQ(m_records.Answer(Prefix(Ipv6Address("fd00:2::"), 48), Seconds(10)).status,
              Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(m_records.Answer(HOST, Seconds(57)).lifetime, 1);
    EXPECT_EQ(m_records.Answer(HOST, Seconds(60.9)).lifetime, 1) << "the shortest there is";
    EXPECT_EQ(m_records.Answer(HOST, Seconds(61)).status, Status::NO_BINDING_FOR_PREFIX);
}

TEST_F(Records, LocationsLastNoLongerThanAllowed)
{
    m_terms.location = Seconds(8);
    SetTerms(m_terms);
    Say({}, {NODE}, ONE, 5, Seconds(1));
    EXPECT_EQ(m_records.Answer(HOST, Seconds(2)).lifetime, 2);
}

TEST_F(Records, LifetimesAreCutShort)
{
    const auto answer = Say({}, {NODE}, ONE, 5, Seconds(1), 75);
    EXPECT_EQ(answer.status, Status::SUCCESS_WITH_SHORTER_LIFETIME);
    EXPECT_EQ(answer.lifetime, 15);
}

TEST_F(Records, WhatIsWithdrawnStaysSo)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    Say({}, {NODE}, ONE, 5, Seconds(1));
    EXPECT_EQ(Say({}, {NODE}, TWO, 5, Seconds(2), 0).status, Status::SUCCESS);
    EXPECT_EQ(*m_records.Answer(NODE, Seconds(2)).gateway, ONE) << "it is not TWO's";
    for (const auto& name : {std::optional<std::string>(NAME), std::optional<std::string>()})
    {
        const auto answer = Say(name, {NODE}, ONE, 5, Seconds(3), 0);
        EXPECT_EQ(answer.status, Status::SUCCESS);
        EXPECT_EQ(answer.lifetime, 0);
    }
    EXPECT_EQ(m_records.Answer(NODE, Seconds(3)).status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(Say(NAME, {}, TWO, 6, Seconds(3)).status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(Say(NAME, {NODE}, ONE, 5, Seconds(4)).status, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(Say({}, {NODE}, ONE, 5, Seconds(4)).status, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(Say({}, {NODE}, TWO, 6, Seconds(5)).status, Status::SUCCESS);
    EXPECT_EQ(*m_records.Answer(NODE, Seconds(5)).gateway, TWO);
    EXPECT_EQ(m_told,
              (std::vector<std::string>{"mn1 none>held reported",
                                        "fd00:2:0:1::/64 none>held reported",
                                        "mn1 held>withdrawn withdrawn",
                                        "fd00:2:0:1::/64 held>withdrawn withdrawn",
                                        "fd00:2:0:1::/64 withdrawn>held reported"}));
}

TEST_F(Records, AWithdrawalComesBeforeWhatItEnds)
{
    EXPECT_EQ(Say({}, {NODE}, ONE, 5, Seconds(1), 0).status, Status::SUCCESS);
    EXPECT_EQ(Say({}, {NODE}, ONE, 5, Seconds(2)).status, Status::OLDER_THAN_STATE_HELD);
}

TEST_F(Records, ARelayedWithdrawalGoesByItsTimestamp)
{
    Say({}, {NODE}, ONE, 5, Seconds(1));
    EXPECT_EQ(Say({}, {NODE}, {}, 4, Seconds(2), 0).status, Status::OLDER_THAN_STATE_HELD);
    EXPECT_EQ(Say({}, {NODE}, {}, 5, Seconds(2), 0).status, Status::SUCCESS);
    EXPECT_EQ(m_records.Answer(NODE, Seconds(2)).status, Status::NO_BINDING_FOR_PREFIX);
}

TEST_F(Records, WhatIsOverGoes)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    Say({}, {NODE}, ONE, 5, Seconds(2));
    Say({}, {NODE}, ONE, 5, Seconds(42));
    EXPECT_EQ(m_records.GetNextExpiry(), Seconds(61));
    m_records.Expire(Seconds(61));
    EXPECT_EQ(m_records.GetSize(), 1U);
    EXPECT_EQ(m_records.GetNextExpiry(), Seconds(102));
    EXPECT_EQ(Say(NAME, {}, TWO, 6, Seconds(61)).status, Status::NO_BINDING_FOR_PREFIX);
    Say({}, {NODE}, ONE, 6, Seconds(70), 0);
    EXPECT_EQ(m_records.GetNextExpiry(), Seconds(130)) << "a withdrawal is remembered";
    m_records.Expire(Seconds(130));
    EXPECT_EQ(m_records.GetSize(), 0U);
    EXPECT_EQ(m_records.GetNextExpiry(), Time::Max());
    EXPECT_EQ(m_told.back(), "fd00:2:0:1::/64 withdrawn>none expired");
}

TEST_F(Records, Bounds)
{
    m_terms.maxRecords = 1;
    SetTerms(m_terms);
    Say({}, {NODE}, ONE, 5, Seconds(1));
    const auto answer = Say({}, {SECOND}, ONE, 5, Seconds(2));
    EXPECT_EQ(answer.status, Status::INSUFFICIENT_RESOURCES);
    EXPECT_EQ(answer.lifetime, 0);
    EXPECT_EQ(Say({}, {NODE}, TWO, 6, Seconds(2)).status, Status::SUCCESS) << "it is there already";
    EXPECT_EQ(Say({}, {SECOND}, ONE, 5, Seconds(2), 0).status, Status::SUCCESS);
    EXPECT_EQ(m_records.GetSize(), 1U);
    EXPECT_EQ(Say({}, {SECOND}, ONE, 5, Seconds(62)).status, Status::SUCCESS)
        << "what is over makes room";
}

TEST_F(Records, WhatANodeHadIsNamedToWhoHasGivenItOthers)
{
    Say(NAME, {NODE}, ONE, 5, Seconds(1)); // It comes late: TWO has asked already, in vain.
    const auto answer = Say(NAME, {SECOND}, TWO, 7, Seconds(2));
    EXPECT_EQ(answer.prefixes, std::vector<Prefix>{NODE}) << "which ends";
    EXPECT_EQ(answer.previous, std::vector<Ipv6Address>{ONE});
    EXPECT_EQ(Say(NAME, {SECOND}, TWO, 7, Seconds(3)).prefixes, answer.prefixes) << "said again";
    EXPECT_EQ(Say(NAME, {SECOND}, TWO, 8, Seconds(4)).prefixes, std::vector<Prefix>{SECOND});
    EXPECT_EQ(Say(NAME, {}, ONE, 9, Seconds(5)).prefixes, std::vector<Prefix>{SECOND});
}

TEST_F(Records, KeysAndClear)
{
    Say({}, {SECOND, NODE}, ONE, 5, Seconds(1));
    Say(NAME, {NODE}, ONE, 5, Seconds(1));
    EXPECT_EQ(m_records.GetKeys(), (std::vector<RecordKey>{NAME, NODE, SECOND}));
    EXPECT_EQ(GetRecordPlace(NAME), GetRingKey(NAME));
    EXPECT_EQ(GetRecordPlace(NODE), GetRingKey(NODE));
    m_records.Drop(SECOND, RecordEvent::SENT_ON, "sent-on");
    EXPECT_EQ(m_told.back(), "fd00:2:0:2::/64 held>none sent-on");
    m_records.Clear("lmf-restarted");
    EXPECT_EQ(m_records.GetSize(), 0U);
    EXPECT_EQ(m_told.back(), "fd00:2:0:1::/64 held>none lmf-restarted");
}

} // namespace
