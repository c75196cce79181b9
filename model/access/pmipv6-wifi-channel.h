/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_CHANNEL_H
#define PMIPV6_WIFI_CHANNEL_H

#include "ns3/ptr.h"
#include "ns3/wifi-phy.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * The channel on which a radio operates, as a value. It is read and set through the attributes of
 * WifiPhy, whose names and types vary between ns-3's releases.
 */
struct WifiOperatingChannel
{
    uint32_t number{36};           //!< channel number
    std::string width{"20"};       //!< MHz
    std::string band{"BAND_5GHZ"}; //!< as in WifiPhy's attribute ChannelSettings
    std::string primary{"0"};      //!< index of the primary 20 MHz channel

    /**
     * @param phy a radio
     * @return the channel on which it operates
     */
    static WifiOperatingChannel Of(Ptr<WifiPhy> phy);

    /**
     * Switch to this channel. A radio that is sending does so when it has done.
     *
     * @param phy a radio with a standard; not asleep, and not switching already
     */
    void ApplyTo(Ptr<WifiPhy> phy) const;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_CHANNEL_H
