/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_INTERFACE_H
#define PMIPV6_LOGICAL_INTERFACE_H

#include "pmipv6-basic-device.h"
#include "pmipv6-prefix.h"

#include "ns3/event-id.h"
#include "ns3/net-device.h"
#include "ns3/packet.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
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
 * Several prefixes need not come to a new link at the same time (RFC 8885). So a packet leaves by
 * the device over which its source's prefix was advertised, of several by that with the later link;
 * any other packet by the active one.
 *
 * Who knows a device's link (an observer of its technology) calls NoteUp and NoteDown.
 *
 * What a host says in a technology's attach procedure of where it comes from GetArrival() tells: it
 * has a session since a router has advertised something to it, over the device by which that came
 * last; and one that attaches anew where it is attached has it over the device whose link was
 * newer.
 */
class LogicalInterface : public BasicDevice
{
  public:
    /// How a device comes that attaches.
    enum class Arrival
    {
        UNTOLD,      //!< the host does not say it (TellsArrival)
        FIRST,       //!< the host has no session
        SAME_DEVICE, //!< its session is over this device
        OTHER_DEVICE //!< its session is over another device, and comes to this one
    };

    /// @return the TypeId
    static TypeId GetTypeId();

    /// Has a device attach anew where it is attached: its gateway is told of an attachment.
    using Announcer = std::function<void()>;

    /**
     * Add a device of the same node that has no IPv6 interface. The first with a MAC-48 address
     * gives the logical interface its own (RFC 7847, 5): frames by it need no other sender.
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

    /**
     * @param device one that was added
     * @return how it comes, if it attaches now
     */
    Arrival GetArrival(Ptr<NetDevice> device) const;

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

    /// @copydoc Find
    const Member& Find(Ptr<NetDevice> device) const
    {
        return const_cast<LogicalInterface*>(this)->Find(device);
    }

    /// @return the row of the link that is newest, or any if there is none; there are devices
    Member& FindNewest();

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

    /**
     * A router has advertised something: the session is there, if its link is the newest.
     *
     * @param member by whose device
     * @param packet a Router Advertisement, from its IPv6 header on
     */
    void HandleAdvertisement(const Member& member, const Packet& packet);

    /**
     * Take down which prefixes a router advertises.
     *
     * @param member by whose device
     * @param packet a Router Advertisement, from its IPv6 header on
     */
    void NotePrefixes(const Member& member, const Packet& packet);

    /**
     * @param packet a packet of this node, from its IPv6 header on
     * @return by which device it leaves; null if no device has a link
     */
    const Member* Choose(const Packet& packet) const;

    /**
     * A packet has come by a device; see NetDevice::ReceiveCallback.
     *
     * @param device by which
     * @param packet the payload
     * @param protocol EtherType of the payload
     * @param from link-layer source
     * @return true if it is taken
     */
    bool HandleReceived(Ptr<NetDevice> device,
                        Ptr<const Packet> packet,
                        uint16_t protocol,
                        const Address& from);

    std::vector<Member> m_members;                                //!< few
    const Member* m_active{nullptr};                              //!< of m_members
    std::vector<std::pair<Prefix, Ptr<NetDevice>>> m_prefixes;    //!< advertised over which
    Ptr<NetDevice> m_session;                                     //!< is over it, see GetArrival
    bool m_tellsArrival{true};                                    //!< TellsArrival
    uint64_t m_links{0};                                          //!< number of the last link
    bool m_hasAddress{false};                                     //!< of a device
    TracedCallback<Ptr<NetDevice>, Ptr<NetDevice>> m_activeTrace; //!< a change
    TracedCallback<Ptr<const Packet>> m_solicitedTrace;           //!< own solicitations
    TracedCallback<Ptr<const Packet>, const std::string&> m_dropTrace; //!< a drop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_INTERFACE_H
