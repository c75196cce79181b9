/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-lte-access-helper.h"

#include <gtest/gtest.h>

namespace
{

using namespace ns3;
using ns3::pmipv6::LteAccessHelper;

TEST(LteAccessHelperDeathTest, WhatCannotBeIsRefused)
{
    LteAccessHelper lte;
    EXPECT_DEATH(lte.InstallUe(CreateObject<Node>()), "allowed is after InstallEnb");
    EXPECT_DEATH(lte.InstallEnb(CreateObject<Node>(), Vector()), "the gateway is no PGW");
    const auto first = LteAccessHelper::CreateGateway();
    const auto second = LteAccessHelper::CreateGateway();
    const auto a = lte.InstallEnb(first, Vector());
    const auto b = lte.InstallEnb(second, Vector(1000, 0, 0));
    EXPECT_DEATH(lte.AddX2(a, b),
                 "cells 1 and 2 are of different EPCs; allowed are two eNBs of one");
    const auto ue = lte.InstallUe(CreateObject<Node>());
    EXPECT_DEATH(lte.InstallEnb(first, Vector()), "InstallEnb comes after InstallUe");
    EXPECT_DEATH(lte.SetOperator("262", "01"), "SetOperator comes after InstallUe");
    EXPECT_DEATH(lte.GetImsi(a), "the device is no UE of this helper");
    EXPECT_EQ(lte.GetImsi(ue).GetText(), "001010000000001");
}

} // namespace
