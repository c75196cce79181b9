/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Where an anchor in proxy mode passes an RO Setup on to (draft-loureiro-netext-pmipv6-ro-02, 3 and
 * 10; RFC 6279, 6), without a session.
 */

#include "ns3/pmipv6-relay-decision.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address GATEWAY("fd00:c::3"); //!< names itself
const Ipv6Address SOURCE("fd00:c::4");  //!< where the source is
const Ipv6Address ANCHOR("fd00:c::2");  //!< the source's

/// An end that a gateway sends, at an anchor without a session.
class RelayOfEnd : public testing::Test
{
  protected:
    RelayOfEnd()
    {
        m_request.pair = {Prefix(Ipv6Address("fd00:2:0:1::"), 64),
                          Prefix(Ipv6Address("fd00:1:0:1::"), 64)};
        m_request.gateway = GATEWAY;
        m_request.ordering = 7;
        m_binding.proxyCareOf = SOURCE;
    }

    RelayDecision Decide(bool isOwn)
    {
        const auto table = CreateObject<AnchorPrefixTable>();
        table->Add(Prefix(Ipv6Address("fd00:2::"), 32), ANCHOR);
        OwnPrefix source;
        source.binding = isOwn ? &m_binding : nullptr;
        return DecideRelayOfEnd(m_request, m_sender, source, {ANCHOR}, table);
    }

    RouteRequest m_request;        //!< what it says
    BindingCacheEntry m_binding;   //!< the source's
    Ipv6Address m_sender{GATEWAY}; //!< who sends it
};

TEST_F(RelayOfEnd, GoesOnAndNobodyVouchesForIt)
{
    const RelayDecision own = Decide(true);
    EXPECT_EQ(own.status, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(own.next, SOURCE);
    EXPECT_FALSE(own.isVouchedFor);
    const RelayDecision other = Decide(false);
    EXPECT_EQ(other.status, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(other.next, ANCHOR);
    EXPECT_FALSE(other.isVouchedFor);
}

TEST_F(RelayOfEnd, OnlyOfTheGatewayThatIsNamed)
{
    m_sender = SOURCE;
    EXPECT_EQ(Decide(true).status, ExperimentalStatus::NO_SUCH_SESSION);
}

TEST_F(RelayOfEnd, NothingButAnEnd)
{
    m_request.lifetime = 75;
    EXPECT_EQ(Decide(true).status, ExperimentalStatus::NO_SUCH_SESSION);
}

TEST_F(RelayOfEnd, SourceOfNobody)
{
    m_request.pair.source = Prefix(Ipv6Address("fd00:9::"), 64);
    EXPECT_EQ(Decide(false).status, ExperimentalStatus::NO_BINDING_FOR_PREFIX);
}

} // namespace
