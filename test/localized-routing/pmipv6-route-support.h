/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_SUPPORT_H
#define PMIPV6_ROUTE_SUPPORT_H

#include "ns3/internet-stack-helper.h"
#include "ns3/pmipv6-exchange-table.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/simulator.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * What tables of routes and of sessions need in their tests: a node's data plane, and questions to
 * peers that answer when they are told to.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * A node without roles.
 */
class RouteTest : public testing::Test
{
  protected:
    RouteTest()
    {
        InternetStackHelper().Install(node);
        forwarding = MobilityForwarding::Install(node);
    }

    ~RouteTest() override
    {
        questions->Clear();
        Simulator::Destroy();
    }

    /// @return a question that nobody has answered
    Exchange Ask()
    {
        BindingUpdate update;
        update.flags = UpdateFlag::PROXY_REGISTRATION;
        update.options = {MobileNodeIdentifierOption{1, std::to_string(asked++)}};
        Question question;
        question.message = update;
        question.destination = Ipv6Address("fd00:c::99");
        question.isRateLimited = false;
        return questions->Ask(std::move(question), {Seconds(1), Seconds(1000), 3, false});
    }

    /// Do something at a time, in seconds.
    static void At(double time, const std::function<void()>& action)
    {
        Simulator::Schedule(Seconds(time) - Simulator::Now(), action);
    }

    /// Run until a time, in seconds.
    static void RunUntil(double time)
    {
        Simulator::Stop(Seconds(time) - Simulator::Now());
        Simulator::Run();
    }

    Ptr<Node> node{CreateObject<Node>()}; //!< the node
    Ptr<MobilityForwarding> forwarding;   //!< its data plane
    int asked{0};                         //!< how many questions there were
    /// What is asked.
    std::shared_ptr<ExchangeTable> questions{
        std::make_shared<ExchangeTable>([](const Question&, bool) {})};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_SUPPORT_H
