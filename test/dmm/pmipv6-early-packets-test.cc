/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * For whom a tunnelled packet is that comes before anybody has told of its prefix (RFC 8885, 3.2;
 * RFC 7847): nodes of one interface and of two.
 */

#include "ns3/pmipv6-early-packets.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const LinkLayerAddress FIRST(Mac48Address("02:00:00:00:00:01"));
const LinkLayerAddress SECOND(Mac48Address("02:00:00:00:00:02"));
const LinkLayerAddress OTHER(Mac48Address("02:00:00:00:00:03"));
const Ipv6Address OF_FIRST("fd00:8001::ff:fe00:1"); //!< RFC 4291, appendix A
const Ipv6Address OF_SECOND("fd00:8001::ff:fe00:2");
const Ipv6Address OF_OTHER("fd00:8001::ff:fe00:3");

/// @return the profile of a node with these interfaces
PolicyProfile
MakeProfile(const std::vector<LinkLayerAddress>& interfaces)
{
    PolicyProfile profile;
    for (const auto& interface : interfaces)
    {
        profile.interfaces.push_back({interface, {}});
    }
    return profile;
}

/// Who waits.
class EarlyPacketsTest : public testing::Test
{
  protected:
    /// Check who an address is of; null: nobody waits.
    void Expect(const Ipv6Address& address, const LinkLayerAddress* interface) const
    {
        const auto* found = early.Find(address);
        ASSERT_EQ(found != nullptr, interface != nullptr) << address;
        if (found)
        {
            EXPECT_EQ(*found, *interface) << address;
        }
    }

    const PolicyProfile both{MakeProfile({FIRST, SECOND})}; //!< of a node with two interfaces
    EarlyPackets early;                                     //!< is tested
};

TEST_F(EarlyPacketsTest, AddressesOfANodeAreThoseOfEachInterface)
{
    early.Await(FIRST, both);
    Expect(OF_FIRST, &FIRST);
    Expect(OF_SECOND, &FIRST);
    Expect(OF_OTHER, nullptr);
}

TEST_F(EarlyPacketsTest, OfSeveralInterfacesTheLatestHasThem)
{
    early.Await(FIRST, both);
    early.Await(SECOND, both);
    Expect(OF_FIRST, &SECOND);
    Expect(OF_SECOND, &SECOND);
    early.Await(FIRST, both);
    Expect(OF_FIRST, &FIRST);
    Expect(OF_SECOND, &FIRST);
}

TEST_F(EarlyPacketsTest, AnAnswerToOneLetsTheOtherWait)
{
    for (const auto& answered : {FIRST, SECOND})
    {
        const auto& waits = answered == FIRST ? SECOND : FIRST;
        early.Await(FIRST, both);
        early.Await(SECOND, both);
        early.Forget(answered);
        Expect(OF_FIRST, &waits);
        Expect(OF_SECOND, &waits);
        early.Forget(answered);
        Expect(OF_FIRST, &waits);
        early.Forget(waits);
        Expect(OF_FIRST, nullptr);
        Expect(OF_SECOND, nullptr);
    }
}

TEST_F(EarlyPacketsTest, AnotherNodeWaitsByItself)
{
    early.Await(FIRST, both);
    early.Await(OTHER, MakeProfile({OTHER}));
    early.Forget(FIRST);
    Expect(OF_FIRST, nullptr);
    Expect(OF_OTHER, &OTHER);
    early.Clear();
    Expect(OF_OTHER, nullptr);
}

TEST_F(EarlyPacketsTest, OneWhoseProfileChangesIsForgottenWhole)
{
    early.Await(FIRST, both);
    early.Await(FIRST, MakeProfile({FIRST}));
    Expect(OF_FIRST, &FIRST);
    Expect(OF_SECOND, nullptr);
    early.Forget(FIRST);
    Expect(OF_FIRST, nullptr);
}

} // namespace
