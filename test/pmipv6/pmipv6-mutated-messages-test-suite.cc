/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * @ingroup pmipv6-tests
 * Requests and answers with octets changed, added and taken away at random, their checksums right:
 * whatever comes of the node they speak of, another node's registration stays as it is.
 */

#include "../fixtures/pmipv6-refused-messages-fixture.h"

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::badinput;

namespace
{

constexpr int ROUNDS = 2000; //!< messages of each kind

/// Changes octets, the same way in every run and on every machine.
class Mutator
{
  public:
    /// @param seed of the random numbers
    explicit Mutator(uint32_t seed)
        : m_random(seed)
    {
    }

    /// @return a number from 0 to limit - 1
    std::size_t Draw(std::size_t limit)
    {
        return m_random() % limit;
    }

    /**
     * @param octets a Mobility Header
     * @return it with one to four changes behind the checksum; mostly with a Header Len to match
     */
    Octets Mutate(Octets octets)
    {
        for (std::size_t changes = 1 + Draw(4); changes > 0; --changes)
        {
            Change(octets);
        }
        if (Draw(8) != 0)
        {
            octets.resize((octets.size() + 7) / 8 * 8);
            octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
        }
        return octets;
    }

  private:
    /// One change.
    void Change(Octets& octets)
    {
        const std::size_t size = octets.size();
        const std::size_t at = 6 + Draw(size - 6);
        const auto place = octets.begin() + static_cast<std::ptrdiff_t>(at);
        switch (Draw(6))
        {
        case 0:
            *place = static_cast<uint8_t>(Draw(256));
            break;
        case 1:
            *place ^= static_cast<uint8_t>(1 << Draw(8));
            break;
        case 2:
            *place = Draw(2) ? 0 : 0xff;
            break;
        case 3:
            octets.insert(place, static_cast<uint8_t>(Draw(256)));
            break;
        case 4:
            if (size > 16)
            {
                octets.erase(place);
            }
            break;
        case 5: { // A stretch again, such as an option.
            const Octets stretch(place,
                                 place + static_cast<std::ptrdiff_t>(
                                             std::min<std::size_t>(size - at, 1 + Draw(24))));
            octets.insert(octets.begin() + static_cast<std::ptrdiff_t>(at),
                          stretch.begin(),
                          stretch.end());
            break;
        }
        }
    }

    std::mt19937 m_random; //!< random numbers
};

/// @return what Domain::Describe says of the resident node
std::string
DescribeResident(const Domain& domain)
{
    std::istringstream lines(domain.Describe());
    std::string resident;
    for (std::string line; std::getline(lines, line);)
    {
        if (line.compare(0, RESIDENT.size(), RESIDENT) == 0)
        {
            resident += line + '\n';
        }
    }
    return resident;
}

/// Mutated requests, or mutated answers.
class MutationTestCase : public TestCase
{
  public:
    /// What a test does.
    using Body = void (MutationTestCase::*)(Domain&);

    /**
     * @param name its name
     * @param body what it does
     */
    MutationTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_body(body)
    {
    }

    void TestRequests(Domain& domain);
    void TestAnswers(Domain& domain);

  private:
    void DoRun() override
    {
        Domain domain;
        NS_TEST_ASSERT_MSG_EQ(domain.TrafficPasses(), true, "the domain works");
        (this->*m_body)(domain);
    }

    Body m_body; //!< what it does
};

void
MutationTestCase::TestRequests(Domain& domain)
{
    const std::string resident = DescribeResident(domain);
    Mutator mutator(5213);
    std::set<std::string> reasons;
    std::size_t accepted = 0;
    for (int round = 0; round < ROUNDS; ++round)
    {
        Request request;
        request.identifier = round % 2 ? ROAMER : ABSENT;
        request.sequence = static_cast<uint16_t>(round);
        request.lifetime = mutator.Draw(4) ? 75 : 0;
        request.linkLayer[5] = static_cast<uint8_t>(mutator.Draw(3));
        if (round % 2 == 0 && mutator.Draw(2))
        {
            request.prefixes = {"fd00:1:0:beef::/64", "fd00:2::/64"};
        }
        if (mutator.Draw(3) == 0)
        {
            request.without[27] = true;
        }
        if (mutator.Draw(2))
        {
            request.more = MakeOption(26, Octets(16));
        }
        if (mutator.Draw(4) == 0)
        {
            request.more = request.more + MakeOption(3, FromAddress(STRANGER));
        }
        domain.Inject(domain.GetNode(PEER),
                      PEER,
                      ANCHOR,
                      WithChecksum(mutator.Mutate(domain.MakeUpdate(request)), PEER, ANCHOR));
        domain.Run(MilliSeconds(10));
        const auto refusals = domain.TakeRefusals();
        reasons.insert(refusals.begin(), refusals.end());
        accepted += refusals.empty();
        NS_TEST_EXPECT_MSG_EQ(DescribeResident(domain), resident, "round " << round);
        if (round % 100 == 99)
        {
            NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "round " << round);
        }
    }
    // The octets do reach all parts: some are accepted, the others refused in many ways.
    NS_TEST_EXPECT_MSG_GT(accepted, 100, "accepted");
    NS_TEST_EXPECT_MSG_GT(reasons.size(), 15, "ways of refusal");
}

void
MutationTestCase::TestAnswers(Domain& domain)
{
    const std::string resident = DescribeResident(domain);
    Mutator mutator(6275);
    std::set<std::string> reasons;
    std::set<std::string> states;
    for (int round = 0; round < ROUNDS; ++round)
    {
        const auto* entry = domain.GetForeign();
        if (!entry || !entry->isAsked)
        {
            domain.gateway->Readmit(FOREIGN); // It may have been refused for good.
            domain.AttachForeign();
            entry = domain.GetForeign();
        }
        NS_TEST_ASSERT_MSG_EQ((entry != nullptr), true, "attached");
        const Octets linkLayer = entry->linkLayer.GetOctets();
        Octets data = Octets{0, 0x20} + Number(entry->sequence, 2) + Number(75, 2) +
                      MakeOption(8, Octets{1} + FromText(FOREIGN)) +
                      MakePrefixOption("fd00:9::/64") + Hex("17020004 18020001") +
                      MakeOption(25, Octets{0, 0} + linkLayer);
        if (mutator.Draw(2))
        {
            data[0] = static_cast<uint8_t>(150 + mutator.Draw(12));
        }
        domain.Inject(domain.GetNode(SILENT),
                      SILENT,
                      GATEWAY,
                      WithChecksum(mutator.Mutate(MakeHeader(6, data)), SILENT, GATEWAY));
        domain.Run(MilliSeconds(10));
        const auto refusals = domain.TakeRefusals();
        reasons.insert(refusals.begin(), refusals.end());
        entry = domain.GetForeign();
        states.insert(GetStateName(entry ? entry->state : AttachmentState::NONE));
        NS_TEST_EXPECT_MSG_EQ(DescribeResident(domain), resident, "round " << round);
        if (round % 100 == 99)
        {
            NS_TEST_EXPECT_MSG_EQ(domain.TrafficPasses(), true, "round " << round);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(states.count("registered"), 1, "some are accepted");
    NS_TEST_EXPECT_MSG_EQ(states.count("refused"), 1, "some refuse");
    NS_TEST_EXPECT_MSG_GT(reasons.size(), 15, "ways of refusal");
}

/// The suite.
class BadMutationTestSuite : public TestSuite
{
  public:
    BadMutationTestSuite()
        : TestSuite("pmipv6-mutated-messages")
    {
        AddTestCase(new MutationTestCase("of requests", &MutationTestCase::TestRequests));
        AddTestCase(new MutationTestCase("of answers", &MutationTestCase::TestAnswers));
    }
};

BadMutationTestSuite g_badMutationTestSuite; //!< the suite

} // namespace
