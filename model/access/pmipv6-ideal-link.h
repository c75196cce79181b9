/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_IDEAL_LINK_H
#define PMIPV6_IDEAL_LINK_H

#include "pmipv6-access-device.h"
#include "pmipv6-access-link.h"
#include "pmipv6-basic-device.h"
#include "pmipv6-link-layer-address.h"

#include "ns3/channel.h"
#include "ns3/error-model.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

class IdealChannel;

/**
 * @ingroup pmipv6-access
 * A mobile node's end of the ideal link. Its link is up while it is attached somewhere; a packet
 * sent while it is not is dropped and traced by the channel. Error models, one for each way, decide
 * which frames are lost; none is without.
 */
class IdealDevice : public BasicDevice
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param channel the channel that carries this node's frames
     */
    void SetChannel(Ptr<IdealChannel> channel);

    /**
     * Also when a channel carries its frames: not while the node is attached, nor to the address of
     * another node of that channel; else the program ends with a sentence. The link-local address
     * that the node's IPv6 has made of the former one gives way to one of this.
     *
     * @param address a MAC-48 address
     */
    void SetAddress(Address address) override;

    Ptr<Channel> GetChannel() const override;
    bool Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber) override;

  protected:
    void DoDispose() override;

  private:
    friend class IdealChannel;
    Ptr<IdealChannel> m_channel;         //!< carries the frames
    Ptr<ErrorModel> m_sendErrorModel;    //!< SendErrorModel
    Ptr<ErrorModel> m_receiveErrorModel; //!< ReceiveErrorModel
};

/**
 * @ingroup pmipv6-access
 * A gateway's end of the ideal link: any number of nodes, each of which hears the gateway alone.
 */
class IdealAccessLink : public AccessLink
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param channel the channel that carries this gateway's frames
     */
    void SetChannel(Ptr<IdealChannel> channel);

    AccessTechnologyType GetTechnology() const override;
    bool Send(Ptr<Packet> packet,
              const LinkLayerAddress& source,
              const LinkLayerAddress& destination,
              uint16_t protocol) override;

  protected:
    void DoDispose() override;

  private:
    friend class IdealChannel;
    Ptr<IdealChannel> m_channel;   //!< carries the frames
    uint8_t m_technologyNumber{1}; //!< AccessTechnologyType as signalled
};

/**
 * @ingroup pmipv6-access
 * An access technology without surprises: nodes attach and detach when told to, each frame takes a
 * fixed delay, and unless a device has an error model nothing else happens. A frame to a node that
 * detaches before it is there is lost. A frame that a node has sent before it detached still
 * arrives, unless the gateway has noticed by then. So the closed forms of handover latency hold to
 * the nanosecond.
 */
class IdealChannel : public Channel
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The one-way delay between a node and a gateway, in place of the attribute Delay.
     *
     * @param device the node's end
     * @param link the gateway's end
     * @param delay the delay of frames sent from now on
     */
    void SetDelay(Ptr<IdealDevice> device, Ptr<IdealAccessLink> link, Time delay);

    /**
     * Attach a node, now. Ends its present attachment, if it has one.
     *
     * @param device the node's end
     * @param link the gateway's end; learns of it at once
     * @param hint what the gateway is told of how the node comes; see AccessLink::NotifyAttached
     */
    void Attach(Ptr<IdealDevice> device,
                Ptr<IdealAccessLink> link,
                HandoffIndicator hint = HandoffIndicator::UNKNOWN);

    /**
     * Detach a node, now. The gateway learns of it after the time DetachDetection.
     *
     * @param device the node's end; nothing happens if it is not attached
     */
    void Detach(Ptr<IdealDevice> device);

    /**
     * Decides when a gateway learns of a detachment, instead of the time DetachDetection: calls
     * notice then, in the gateway's context and once at most; nothing happens if the node is back.
     */
    using NoticeTaker = std::function<
        void(Ptr<IdealDevice> device, Ptr<IdealAccessLink> link, std::function<void()> notice)>;

    /**
     * @param taker told of each detachment; null: DetachDetection says when
     */
    void SetNoticeTaker(NoticeTaker taker);

    /**
     * @param device a node's end
     * @return where it is attached, or null
     */
    Ptr<IdealAccessLink> GetAttachment(Ptr<IdealDevice> device) const;

    std::size_t GetNDevices() const override;
    Ptr<NetDevice> GetDevice(std::size_t i) const override;

    /**
     * TracedCallback signature for attachments.
     *
     * @param device the node's end
     * @param link the gateway's end
     */
    using LinkTracedCallback = void (*)(Ptr<IdealDevice> device, Ptr<IdealAccessLink> link);

    /**
     * TracedCallback signature for lost frames.
     *
     * @param packet the payload
     * @param reason why
     */
    using DropTracedCallback = void (*)(Ptr<const Packet> packet, const std::string& reason);

  private:
    friend class IdealDevice;
    friend class IdealAccessLink;

    /// A node's place.
    struct Station
    {
        Ptr<IdealDevice> device;   //!< its end
        Ptr<IdealAccessLink> link; //!< where it is attached, or null
        uint64_t epoch{0};         //!< counts attachments and detachments
        Time delay;                //!< of the present attachment
        Time left;                 //!< when the last attachment ended
        /// Who has been told, by way of a NoticeTaker, that it has left.
        std::set<Ptr<IdealAccessLink>> missedBy;
    };

    /**
     * @param device a device to be carried
     */
    void AddDevice(Ptr<IdealDevice> device);

    /**
     * @param device a device that is carried already, still with its former address
     * @param address what it is to have; see IdealDevice::SetAddress
     */
    void Rename(Ptr<IdealDevice> device, Mac48Address address);

    /**
     * A node sends; see NetDevice::Send.
     *
     * @param device the node's
     * @param packet the payload
     * @param to link-layer destination
     * @param protocol EtherType of the payload
     * @return false if the packet is dropped
     */
    bool SendFromNode(Ptr<IdealDevice> device,
                      Ptr<Packet> packet,
                      Mac48Address to,
                      uint16_t protocol);

    /**
     * A gateway sends; see AccessLink::Send.
     *
     * @param link the gateway's end
     * @param packet the payload
     * @param from link-layer source
     * @param to link-layer address of the node
     * @param protocol EtherType of the payload
     * @return true if the frame was taken for sending
     */
    bool SendToNode(Ptr<IdealAccessLink> link,
                    Ptr<Packet> packet,
                    Mac48Address from,
                    Mac48Address to,
                    uint16_t protocol);

    /**
     * Ask an error model about a frame that has arrived; a lost one is traced.
     *
     * @param errors the model, or null
     * @param packet the payload
     * @return true if the frame is lost
     */
    bool IsLost(Ptr<ErrorModel> errors, Ptr<Packet> packet);

    /**
     * @param device the node's end
     * @return its row; the device was added
     */
    Station& GetStation(Ptr<IdealDevice> device);

    /**
     * @param station a node's place
     * @param link where it was attached
     * @return true if it is not there any more and the gateway knows
     */
    bool IsKnownGone(const Station& station, Ptr<IdealAccessLink> link) const;

    std::vector<Ptr<IdealDevice>> m_devices;                       //!< all nodes' ends
    std::unordered_map<Mac48Address, Station, MacHash> m_stations; //!< by link-layer address
    std::map<std::pair<Mac48Address, Ptr<IdealAccessLink>>, Time> m_delays; //!< set one by one
    Time m_delay;                                                           //!< of all others
    Time m_detachDetection;                                                 //!< below 0: never
    NoticeTaker m_noticeTaker;                                              //!< decides instead
    bool m_forgetNeighbors{false}; //!< cold neighbour caches at each attachment
    TracedCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>> m_linkUp;   //!< a node attached
    TracedCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>> m_linkDown; //!< a node detached
    TracedCallback<Ptr<const Packet>, const std::string&> m_drop;      //!< a frame was lost
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_IDEAL_LINK_H
