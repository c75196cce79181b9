/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIFI_ACCESS_LINK_H
#define PMIPV6_WIFI_ACCESS_LINK_H

#include "pmipv6-access-link.h"
#include "pmipv6-link-layer-address.h"

#include "ns3/net-device.h"
#include "ns3/wifi-net-device.h"

#include <cstdint>
#include <functional>
#include <map>

// The frames in the MAC's traces are of another class before ns-3.37.
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
 * One ns-3 access point of a gateway: a WifiNetDevice with an ApWifiMac, of any standard and on any
 * channel. The device carries frames only; it must have no IPv6 interface of its own.
 *
 * All is known as the access point itself knows it:
 * - a node attaches when it acknowledges a successful association or reassociation response;
 * - it detaches by a Disassociation frame ("disassociation") or when UndeliverableFrames frames to
 *   it in a row were given up after all retries of the MAC, with no sign of life of it between them
 *   ("undeliverable").
 *
 * A station that walks away says nothing, and nothing is noticed unless a frame is sent to it. What
 * is queued for it when it goes is retried, frame by frame, and holds up other stations' frames
 * meanwhile (about 11 ms a frame); the MAC drops what is older than 500 ms
 * (WifiMacQueue::MaxDelay). If the station comes back earlier than that, it gets these old frames.
 *
 * Why three frames: on a saturated cell of 20 or 50 stations single frames are given up, never two
 * in a row (ns-3.37 counts retries for each access category, not for each frame, so that one
 * departed station can cost another's frame its retries). With a frame each 20 ms three are given
 * up 50 to 75 ms after a departure, two after 30 to 55 ms.
 */
class WifiAccessLink : public AccessLink
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    WifiAccessLink() = default;
    ~WifiAccessLink() override;

    /**
     * The access point; once. Its promiscuous receive callback belongs to this link from now on.
     *
     * @param accessPoint a WifiNetDevice with an ApWifiMac, on its node, without an IPv6 interface;
     *        anything else ends the program with a sentence
     */
    void SetDevice(Ptr<NetDevice> accessPoint);

    /// @return the access point
    Ptr<NetDevice> GetDevice() const;

    /**
     * What a node says, whenever it associates, of how it comes (RFC 5213, 6.9.1.1, 7). IEEE 802.11
     * has no word for it; with 3GPP's networks the authentication has (TS 23.402, 16.2.1), which
     * ns-3 has not.
     *
     * @param node its link-layer address
     * @param hint gives it; UNKNOWN is what is known without it
     */
    void SetHandoffHint(Mac48Address node, std::function<HandoffIndicator()> hint);

    /**
     * A node associates anew with this access point (IEEE 802.11-2020, 11.3.5.4), with which it is
     * associated. ns-3's station cannot without leaving it: so its frames are not on the air.
     *
     * @param node its link-layer address
     */
    void Announce(Mac48Address node);

    AccessTechnologyType GetTechnology() const override;

    bool IsShared() const override
    {
        return true;
    }

    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override;

    /**
     * Only the count of undeliverable frames ends: ns-3's access point has no means to end an
     * association.
     *
     * @param node link-layer address of the node
     */
    void Forget(const LinkLayerAddress& node) override;

    void SetGatewayAddress(const LinkLayerAddress& address) override;
    void SetStandingIn(bool isStandingIn) override;

  protected:
    void DoDispose() override;

  private:
#if __has_include("ns3/wifi-mpdu.h")
    using TracedFrame = WifiMpdu; //!< a frame as traced by the MAC
#else
    using TracedFrame = WifiMacQueueItem; //!< a frame as traced by the MAC
#endif

    /// Connect to what the access point tells.
    void ConnectTraces();
    /// Disconnect from it.
    void DisconnectTraces();

    /**
     * A frame of the access point was acknowledged.
     *
     * @param frame the frame
     */
    void HandleAcknowledged(Ptr<const TracedFrame> frame);

    /**
     * A station was given an association identifier.
     *
     * @param identifier the identifier
     * @param node its link-layer address
     */
    void HandleAssociated(uint16_t identifier, Mac48Address node);

    /**
     * A Disassociation frame came.
     *
     * @param identifier association identifier
     * @param node link-layer address of its sender
     */
    void HandleDisassociated(uint16_t identifier, Mac48Address node);

    /**
     * A frame was given up after the last retry.
     *
     * @param node link-layer address of its receiver
     */
    void HandleGivenUp(Mac48Address node);

    /**
     * The access point's promiscuous receive callback; see NetDevice.
     *
     * @param device the access point's
     * @param packet the payload
     * @param protocol EtherType of the payload
     * @param from link-layer source
     * @param to link-layer destination
     * @param type to whom the frame is
     * @return true, which ns-3 does not look at
     */
    bool HandleReceived(Ptr<NetDevice> device,
                        Ptr<const Packet> packet,
                        uint16_t protocol,
                        const Address& from,
                        const Address& to,
                        NetDevice::PacketType type);

    /**
     * A sign of life.
     *
     * @param node link-layer address of a node
     */
    void HandleAlive(Mac48Address node);

    /**
     * Report an attachment once the MAC, too, knows of it and would take a frame to the node.
     *
     * @param node link-layer address of the node
     */
    void ReportAttached(Mac48Address node);

    Ptr<WifiNetDevice> m_device; //!< the access point
    /// SetHandoffHint
    std::map<Mac48Address, std::function<HandoffIndicator()>> m_hints;
    Mac48Address m_gatewayAddress;              //!< frames to it are taken
    bool m_isStandingIn{false};                 //!< frames to others that are no stations are too
    uint32_t m_undeliverableFrames{0};          //!< this many in a row: the node is gone
    std::map<Mac48Address, uint32_t> m_givenUp; //!< frames given up since the last sign of life
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIFI_ACCESS_LINK_H
