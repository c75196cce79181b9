/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-wifi-channel.h"

#include "ns3/abort.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The value of an attribute as text, or what to take where a release has no such attribute.
std::string
GetText(Ptr<WifiPhy> phy, const std::string& name, const std::string& otherwise)
{
    StringValue value;
    return phy->GetAttributeFailSafe(name, value) ? value.Get() : otherwise;
}

/// A band as WifiPhy's attribute ChannelSettings has it.
std::string
GetBand(Ptr<WifiPhy> phy)
{
    switch (phy->GetPhyBand())
    {
    case WIFI_PHY_BAND_2_4GHZ:
        return "BAND_2_4GHZ";
    case WIFI_PHY_BAND_5GHZ:
        return "BAND_5GHZ";
    case WIFI_PHY_BAND_6GHZ:
        return "BAND_6GHZ";
    default:
        return "BAND_UNSPECIFIED";
    }
}

} // namespace

WifiOperatingChannel
WifiOperatingChannel::Of(Ptr<WifiPhy> phy)
{
    WifiOperatingChannel channel;
    channel.number = phy->GetChannelNumber();
    channel.width = GetText(phy, "ChannelWidth", channel.width);
    channel.band = GetBand(phy);
    channel.primary = GetText(phy, "Primary20MHzIndex", channel.primary);
    return channel;
}

void
WifiOperatingChannel::ApplyTo(Ptr<WifiPhy> phy) const
{
    const auto settings =
        "{" + std::to_string(number) + ", " + width + ", " + band + ", " + primary + "}";
    // Before ns-3.36 there is no ChannelSettings, and ChannelNumber can be set.
    const bool done = phy->SetAttributeFailSafe("ChannelSettings", StringValue(settings)) ||
                      phy->SetAttributeFailSafe("ChannelNumber", UintegerValue(number));
    NS_ABORT_MSG_UNLESS(done,
                        "a radio of type " << phy->GetInstanceTypeId().GetName()
                                           << " cannot be set to channel " << settings);
}

} // namespace pmipv6
} // namespace ns3
