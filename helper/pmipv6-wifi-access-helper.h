/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_ACCESS_HELPER_H
#define PMIPV6_WIFI_ACCESS_HELPER_H

#include "pmipv6-logical-interface.h"
#include "pmipv6-wifi-access-link.h"
#include "pmipv6-wifi-handover.h"
#include "pmipv6-wifi-station-observer.h"

#include "ns3/net-device-container.h"
#include "ns3/net-device.h"
#include "ns3/node-container.h"
#include "ns3/nstime.h"
#include "ns3/yans-wifi-channel.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{

class WifiMacHelper;

namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Makes access points and stations, and the access link of any access point.
 *
 * A user who has Wi-Fi devices already needs MakeLink() alone. For everybody else there are access
 * points and stations of IEEE 802.11a (20 MHz channels in the 5 GHz band, a constant rate) over one
 * YansWifiChannel, in one of two kinds of network:
 * - fast handover: each access point has an SSID and (the first 25 of them) a channel of its own,
 *   and stations change at moments that are given with MoveAt(). The gap from the switch to the
 *   association is 51 ms, of which 50 ms are the probe time-out (SetProbeTimeout()). A frame
 *   costs nothing at radios on other channels;
 * - otherwise all share one SSID and channel 36, stations have ns-3's defaults, and where they are
 *   associated is left to ns3::StaWifiMac: a station that misses 10 beacons in a row (its attribute
 *   MaxMissedBeacons), 1.02 s after the last one, looks for another access point.
 *
 * Within the range (SetRange()) of an access point every frame can be received, at a power that
 * falls with the distance, so that the nearest is the best; beyond it nothing is heard at all.
 */
class WifiAccessHelper
{
  public:
    WifiAccessHelper();

    /**
     * @param fast true for a channel and an SSID for each access point and moves by MoveAt(), false
     *        for one network in which stations roam as ns-3 lets them (the default); set it before
     *        the first device is installed
     */
    void SetFastHandover(bool fast);

    /**
     * @param range how far a frame can be heard, in metres, above 1 (the default is 150); set it
     *        before the first device is installed
     */
    void SetRange(double range);

    /**
     * @param ssid the name of the network, or what the names begin with
     */
    void SetSsid(const std::string& ssid);

    /**
     * @param mode the mode of unicast data frames, one of IEEE 802.11a's: OfdmRate6Mbps to
     *        OfdmRate54Mbps (the default is OfdmRate24Mbps)
     */
    void SetDataMode(const std::string& mode);

    /**
     * @param timeout how long a station waits for answers to its probe request in fast mode,
     *        5 ms or more (the default is ns-3's, 50 ms); the gap is 1 ms longer
     */
    void SetProbeTimeout(Time timeout);

    /**
     * Make an access point on each node.
     *
     * @param nodes the nodes; one without a mobility model is put at the origin
     * @return the access points, in the nodes' order
     */
    NetDeviceContainer InstallAccessPoints(NodeContainer nodes);

    /**
     * Make a station on each node.
     *
     * @param nodes the nodes; one without a mobility model is put at the origin
     * @param accessPoint in fast mode, the access point where the stations begin; null for the
     * first one that was installed
     * @return the stations, in the nodes' order
     */
    NetDeviceContainer InstallStations(NodeContainer nodes, Ptr<NetDevice> accessPoint = nullptr);

    /**
     * @param accessPoint a WifiNetDevice with an ApWifiMac, made by this helper or in any other way
     * @return a new access link, to be given to a gateway's access device
     */
    static Ptr<WifiAccessLink> MakeLink(Ptr<NetDevice> accessPoint);

    /**
     * @param station a WifiNetDevice with a StaWifiMac, made by this helper or in any other way
     * @return its observer; the same one each time
     */
    static Ptr<WifiStationObserver> Observe(Ptr<NetDevice> station);

    /**
     * @param station a WifiNetDevice with a StaWifiMac, made by this helper or in any other way;
     * for a handover within 51 ms set its ActiveProbing
     * @return what moves it; the same one each time
     */
    static Ptr<WifiHandover> GetHandover(Ptr<NetDevice> station);

    /**
     * Put a station under a logical interface of its node, whose IPv6 interface that is.
     *
     * @param logical the logical interface
     * @param station a WifiNetDevice with a StaWifiMac and without an IPv6 interface
     * @param links those of the access points where it may attach: they are told how it comes
     * (LogicalInterface::GetArrival), and when it associates anew
     */
    static void Join(Ptr<LogicalInterface> logical,
                     Ptr<NetDevice> station,
                     const std::vector<Ptr<WifiAccessLink>>& links);

    /**
     * Move a station to another access point; see WifiHandover.
     *
     * @param time when, counted from the simulation's start; not past
     * @param station the station
     * @param accessPoint the access point to go to
     */
    static void MoveAt(Time time, Ptr<NetDevice> station, Ptr<NetDevice> accessPoint);

    /**
     * Write all that a device's radio sends and hears into a file, in the format of radiotap.
     *
     * @param fileName the file
     * @param device a WifiNetDevice
     */
    static void EnablePcap(const std::string& fileName, Ptr<NetDevice> device);

    /**
     * Give the random variables of devices and of the channel fixed streams.
     *
     * @param devices access points and stations
     * @param stream the first stream
     * @return the number of streams used
     */
    int64_t AssignStreams(NetDeviceContainer devices, int64_t stream) const;

  private:
    /// Make the channel when it is first needed. @return the channel, the same each time
    Ptr<YansWifiChannel> GetChannel();

    /**
     * @param nodes where to make devices
     * @param mac what MAC they have
     * @return the devices
     */
    NetDeviceContainer Install(NodeContainer nodes, const WifiMacHelper& mac);

    Ptr<YansWifiChannel> m_channel;           //!< carries all frames
    bool m_fast{false};                       //!< each access point on its own
    double m_range{150};                      //!< metres
    std::string m_ssid{"pmipv6"};             //!< of all, or how they begin
    std::string m_dataMode{"OfdmRate24Mbps"}; //!< of unicast data
    Time m_probeTimeout{MilliSeconds(50)};    //!< in fast mode
    NetDeviceContainer m_accessPoints;        //!< all so far
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_ACCESS_HELPER_H
