/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_HANDOVER_H
#define PMIPV6_WIFI_HANDOVER_H

#include "pmipv6-wifi-channel.h"
#include "pmipv6-wifi-station-observer.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/object.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * Moves one station from access point to access point at given moments: its radio goes to the
 * channel of the next one, where the station scans and associates as ever. With an SSID of its own
 * for each access point it is certain which one is met, even if channels are used again.
 *
 * A station can be moved any number of times. A move that comes while an association is under way
 * waits for it, because ns-3's station, once it waits for an association response, does not scan
 * again until ten beacons (StaWifiMac::MaxMissedBeacons) were missed. Of several moves that wait
 * the last one counts.
 *
 * A radio that is sending, about to acknowledge a frame or on its way to another channel first does
 * that: a moment later than asked for, by less than a frame or WifiPhy::ChannelSwitchDelay.
 *
 * From the switch to the association it takes WifiPhy::ChannelSwitchDelay (250 us),
 * StaWifiMac::ProbeDelay (50 to 250 us), StaWifiMac::ProbeRequestTimeout (50 ms) and the exchange
 * (under 1 ms on an idle channel), if StaWifiMac::ActiveProbing is set, as WifiAccessHelper does.
 */
class WifiHandover : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param observer the observer of the station that is to be moved
     */
    void SetObserver(Ptr<WifiStationObserver> observer);

    /**
     * Move the station, now.
     *
     * @param accessPoint the access point to go to: a WifiNetDevice with an ApWifiMac
     */
    void Move(Ptr<NetDevice> accessPoint);

    /**
     * Let the station leave its access point, now, and be associated with none until it is moved.
     * It says nothing, as one that is switched off or carried away; and it sends nothing.
     */
    void Leave();

    /**
     * Move the station later.
     *
     * @param time when, counted from the simulation's start; not past
     * @param accessPoint the access point to go to: a WifiNetDevice with an ApWifiMac
     */
    void MoveAt(Time time, Ptr<NetDevice> accessPoint);

  protected:
    void DoDispose() override;

  private:
    /// The station has associated. @param accessPoint its BSSID
    void HandleLinkUp(Mac48Address accessPoint);
    /// @return how long until the radio neither sends, owes a response to what it received, nor
    /// changes its channel
    Time GetTimeUntilFree() const;
    /// Go to the target's channel, as soon as the radio is free.
    void Switch();
    /// Tell the radio its next channel. @param channel where the next access point is
    void SetChannel(const WifiOperatingChannel& channel);

    Ptr<WifiStationObserver> m_observer; //!< of the station
    bool m_isAway{false};                //!< it has left or is about to, for no access point
    std::optional<bool> m_probing;       //!< its ActiveProbing before it went away, till it is back
    Ptr<WifiNetDevice> m_target;         //!< where to go; null if no move waits
    EventId m_waiting;                   //!< end of the wait, for an association or the radio
    Time m_patience;                     //!< longest wait for an association
    Time m_switched{NanoSeconds(-1)};    //!< when the last change of channel is over
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_HANDOVER_H
