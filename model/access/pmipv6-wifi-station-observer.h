/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_STATION_OBSERVER_H
#define PMIPV6_WIFI_STATION_OBSERVER_H

#include "ns3/mac48-address.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"
#include "ns3/wifi-net-device.h"

#if __has_include("ns3/wifi-mpdu.h")
#include "ns3/wifi-mpdu.h"
#else
#include "ns3/wifi-mac-queue-item.h"
#endif

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * What a measurement wants to know of a station: when its link was up. It listens to the station's
 * own MAC, which a gateway cannot: no role may use it.
 */
class WifiStationObserver : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    ~WifiStationObserver() override;

    /**
     * The station; once.
     *
     * @param station a WifiNetDevice with a StaWifiMac; anything else ends the program with a
     *        sentence
     */
    void SetDevice(Ptr<NetDevice> station);

    /// @return the station
    Ptr<NetDevice> GetDevice() const;

    /// @return true while the station is associated
    bool IsLinkUp() const;

    /// @return the access point that the station is or was last associated with
    Mac48Address GetAccessPoint() const;

    /// @return when the station last heard a frame of its access point, beacons included
    Time GetLastHeard() const;

    /**
     * The radio leaves its channel now. ns-3's station itself says so only when its radio is on the
     * new one.
     */
    void NotifyLeaving();

    /**
     * TracedCallback signature for LinkUp.
     *
     * @param accessPoint link-layer address (BSSID) of the access point
     */
    using LinkUpTracedCallback = void (*)(Mac48Address accessPoint);

    /**
     * TracedCallback signature for LinkDown.
     *
     * @param accessPoint link-layer address (BSSID) of the access point
     * @param lost when radio contact ended: now, if the station leaves by a switch of its channel;
     *        when it last heard a frame of the access point, beacons included, if it gives it up
     * now
     */
    using LinkDownTracedCallback = void (*)(Mac48Address accessPoint, Time lost);

  protected:
    void DoDispose() override;

  private:
#if __has_include("ns3/wifi-mpdu.h")
    using TracedFrame = WifiMpdu; //!< a frame as traced by the MAC
#else
    using TracedFrame = WifiMacQueueItem; //!< a frame as traced by the MAC
#endif

    /**
     * Tell of the end of the link, once.
     *
     * @param lost when radio contact ended
     */
    void ReportDown(Time lost);
    /// Disconnect from the station's traces.
    void Disconnect();

    /// The station has associated with an access point. @param accessPoint its BSSID
    void HandleAssociated(Mac48Address accessPoint);
    /// The station is no longer associated. @param accessPoint its BSSID
    void HandleDeAssociated(Mac48Address accessPoint);
    /// A beacon of the station's own access point came. @param arrival when it was received
    void HandleBeacon(Time arrival);
    /// A data frame of the station's own access point came. @param packet the frame's payload
    void HandleData(Ptr<const Packet> packet);
    /// The station's own access point acknowledged a frame. @param frame the frame that was
    /// acknowledged
    void HandleAcknowledged(Ptr<const TracedFrame> frame);

    Ptr<WifiNetDevice> m_device;                   //!< the station
    Mac48Address m_accessPoint;                    //!< last association
    Time m_lastHeard;                              //!< last frame of it
    bool m_up{false};                              //!< associated
    TracedCallback<Mac48Address> m_linkUp;         //!< associated
    TracedCallback<Mac48Address, Time> m_linkDown; //!< lost or left
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_STATION_OBSERVER_H
