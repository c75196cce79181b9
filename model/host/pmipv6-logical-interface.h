/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_INTERFACE_H
#define PMIPV6_LOGICAL_INTERFACE_H

#include "pmipv6-basic-device.h"

#include "ns3/event-id.h"
#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-host
 * A logical interface of a host (RFC 7847): one interface for IPv6, with one address a prefix, over
 * several devices of any technology, whichever of them has a link. What leaves it goes by the
 * active device; what comes by any device comes out of it, so that a node whose old link is up
 * until the new one serves loses nothing.
 *
 * The device that gets a link while no other has one is active at once; one that gets a link beside
 * another becomes so when the first Router Advertisement comes by it, since before that its router
 * takes nothing from the host. A device that loses its link gives way to the one that had its link
 * last. By each link that is new a host solicits routers until one advertises (RFC 4861, 6.3.7).
 *
 * The network has one session for all devices, and moves it to the link that is newest. When that
 * one goes while an older one is up, the older one's gateway believes to have the session still:
 * so the host attaches there anew, as one that comes from its other interface.
 *
 * Who knows a device's link (an observer of its technology) calls NoteUp and NoteDown.
 */
class LogicalInterface : public BasicDevice
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Has a device attach anew where it is attached: its gateway is told of an attachment.
    using Announcer = std::function<void()>;

    /**
     * Add a device of the same node that has no IPv6 interface. The first with a MAC-48 address
     * gives the logical interface its own (RFC 7847, 4.2): frames by it need no other sender.
     *
     * @param device the device; its receive callback is taken
     * @param announce called when its link, which is up, is to have the session again; null: the
     *        technology has no such word
     */
    void AddDevice(Ptr<NetDevice> device, Announcer announce = nullptr);

    /**
     * A device has a link, now.
     *
     * @param device one that was added; any other ends the program with a sentence
     */
    void NoteUp(Ptr<NetDevice> device);

    /**
     * A device has lost its link, now.
     *
     * @param device one that was added; any other ends the program with a sentence
     */
    void NoteDown(Ptr<NetDevice> device);

    /**
     * Have a device's link serve, which is up: it counts as new from now on. It is announced, and
     * active with the Router Advertisement that answers.
     *
     * @param device one that was added, with a link; any other ends the program with a sentence
     */
    void Resume(Ptr<NetDevice> device);

    /// @return the device by which packets leave; null if none has a link
    Ptr<NetDevice> GetActive() const
    {
        return m_active ? m_active->device : nullptr;
    }

    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;
    bool SetMtu(uint16_t mtu) override;

    /**
     * TracedCallback signature for changes of the active device.
     *
     * @param from the device that was active, or null
     * @param to the one that is, or null
     */
    using ActiveTracedCallback = void (*)(Ptr<NetDevice> from, Ptr<NetDevice> to);

    /**
     * TracedCallback signature for dropped packets.
     *
     * @param packet the packet, without a link-layer header
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /// A device under the interface.
    struct Member
    {
        Ptr<NetDevice> device;  //!< which
        uint64_t since{0};      //!< number of its link, which grows with each; 0: it has none
        Announcer announce{};   //!< has it attach anew; or null
        EventId solicitation{}; //!< the next
    };

    /**
     * @param device a device that was added
     * @return its row
     */
    Member& Find(Ptr<NetDevice> device);

    /**
     * Let another device be active.
     *
     * @param member its row, or null
     */
    void Activate(const Member* member);

    /**
     * Announce a device whose link is up, which counts as new from now on.
     *
     * @param member its row
     */
    void Announce(Member& member);

    /**
     * Solicit routers by a device, until one advertises.
     *
     * @param device the device
     * @param left how often, at most
     */
    void Solicit(Ptr<NetDevice> device, uint32_t left);

    /// A packet has come by a device; see NetDevice::ReceiveCallback.
    bool HandleReceived(Ptr<NetDevice> device,
                        Ptr<const Packet> packet,
                        uint16_t protocol,
                        const Address& from);

    std::vector<Member> m_members;                                     //!< few
    const Member* m_active{nullptr};                                   //!< of m_members
    uint64_t m_links{0};                                               //!< number of the last link
    bool m_hasAddress{false};                                          //!< of a device
    TracedCallback<Ptr<NetDevice>, Ptr<NetDevice>> m_activeTrace;      //!< a change
    TracedCallback<Ptr<const Packet>, const std::string&> m_dropTrace; //!< a drop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_INTERFACE_H
