/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SIGNALING_MONITOR_H
#define PMIPV6_SIGNALING_MONITOR_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-packet.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-prefix.h"
#include "pmipv6-records.h"
#include "pmipv6-signaling-impairment-channel.h"

#include "ns3/node.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * One signalling packet, as one node saw it.
 */
struct SignalingRecord
{
    Time time;            //!< when
    std::string event;    //!< "sent", "received" or "dropped"
    std::string node;     //!< who saw it
    std::string peer;     //!< to or from whom: a name if it is known, else an address
    std::string message;  //!< the message's name
    uint16_t sequence{0}; //!< its sequence number, 0 if it has none
    uint32_t octets{0};   //!< of the whole IPv6 packet
    std::string reason;   //!< why it was dropped
    /// The home network prefixes that it names, if it is of MH Type 11.
    std::vector<Prefix> prefixes{};
    std::string
        mobileNode{};      //!< identifier or name of the mobile node that it is about, if it says
    std::string purpose{}; //!< what it is sent for, as its sender says; only with "sent"
};

/**
 * @ingroup pmipv6-monitor
 * Counts and tells the signalling of watched nodes, from their traces.
 */
class SignalingMonitor
{
  public:
    SignalingMonitor();
    ~SignalingMonitor();

    SignalingMonitor(const SignalingMonitor&) = delete;
    SignalingMonitor& operator=(const SignalingMonitor&) = delete;

    /**
     * Watch a node's Mobility Headers.
     *
     * @param node a node; its signaling is installed if it is not yet
     * @param name its name
     * @param address its address, by which others' packets name it
     */
    void AddNode(Ptr<Node> node, const std::string& name, const Ipv6Address& address);

    /**
     * Name another address of a node, from now on.
     *
     * @param address the address, as a care-of address of a mobile node
     * @param name the node's name
     */
    void NameAddress(const Ipv6Address& address, const std::string& name)
    {
        m_names[address] = name;
    }

    /**
     * Watch the Router Advertisements and Solicitations of a gateway. They count as signalling, but
     * in no sum of Mobility Header packets.
     *
     * @param discovery the gateway's neighbour discovery
     * @param name the gateway's name
     */
    void AddDiscovery(Ptr<AccessNeighborDiscovery> discovery, const std::string& name);

    /**
     * Watch the Router Advertisements that a mobile node receives and the Router Solicitations that
     * it sends, by traces of its IPv6. The peer of an advertisement is the gateway that has sent
     * the node one last.
     *
     * @param node the node, with an IPv6 stack
     * @param name its name
     */
    void AddHost(Ptr<Node> node, const std::string& name);

    /**
     * Note a message that is no Mobility Header, and counts in no sum: of neighbour discovery, or
     * of the discovery of home agents.
     *
     * @param event "sent" or "received"
     * @param node by whom
     * @param message its name
     * @param peer to or from whom
     * @param octets of the packet
     * @param mobileNode whom of both it is about
     */
    void NoteOther(const std::string& event,
                   const std::string& node,
                   const std::string& message,
                   const std::string& peer,
                   uint32_t octets,
                   const std::string& mobileNode);

    /**
     * Watch a link that impairs signalling. What it loses counts as dropped, with the reason
     * "impairment"; the record's node is the one that the packet was for, its peer who sent it.
     *
     * @param channel the link
     */
    void AddChannel(Ptr<SignalingImpairmentChannel> channel);

    /**
     * Watch what a node does not send on, or has no use for: a message that ends there without
     * having come to anybody counts as dropped. The record's node is this one, its peer who sent
     * it. After the node's roles are installed.
     *
     * @param node a node with an IPv6 stack, with or without signaling
     * @param name its name
     */
    void AddDrops(Ptr<Node> node, const std::string& name);

    /**
     * A node, or a link of it, has dropped a packet, of which AddDrops tells nothing.
     *
     * @param packet the packet, its IPv6 header being the first; what has no Mobility Header is
     *        ignored
     * @param node name of the node
     * @param reason why
     */
    void NoteDrop(Ptr<const Packet> packet, const std::string& node, const std::string& reason);

    /**
     * @param linkLayer link-layer address of a mobile node
     * @param name its name
     */
    void NameMobileNode(const LinkLayerAddress& linkLayer, const std::string& name);

    /**
     * @param listener called with each packet
     */
    void SetListener(std::function<void(const SignalingRecord&)> listener);

    /// @return counts by message name
    const std::map<std::string, SignalingCount>& GetCounts() const
    {
        return m_counts;
    }

    /// @return what the watched links have done
    const ImpairmentCount& GetImpairments() const
    {
        return m_impairments;
    }

    /**
     * Mobility Header packets sent in a span of time, those left out that only extend a lifetime
     * (EXTENSION_PURPOSE, RENEWAL_PURPOSE, IsLifetimeExtension; their answers, and what is passed
     * on because of them), and Heartbeats.
     *
     * @param begin first instant
     * @param end first instant after it
     * @return how many
     */
    uint64_t CountSent(Time begin, Time end) const;

    /// Gets when a message was sent, and the prefixes or addresses that it names.
    using PrefixVisitor = std::function<void(Time sent, const std::vector<Prefix>&)>;

    /**
     * @param visit called with each message of MH Type 11 sent that names home network prefixes, by
     *        time; those left out that only extend a lifetime
     */
    void ForEachWithPrefixes(const PrefixVisitor& visit) const;

  private:
    /**
     * A signalling packet was traced.
     *
     * @param event what has happened to it
     * @param node name of the node where
     * @param packet what was traced
     */
    void Handle(const std::string& event, const std::string& node, const SignalingEvent& packet);

    /**
     * Note a message that is sent, of MH Type 11.
     *
     * @param node who sends it
     * @param packet the message
     * @return true if it only extends a lifetime, as its sender says; if it answers such a one; or
     *         if the node passes one on that has come to it just now
     */
    bool NoteExtension(const std::string& node, const SignalingEvent& packet);

    /**
     * Note a message by which a mobile node registers itself (RFC 6275).
     *
     * @param node who sends it
     * @param packet the message
     * @return true if it only extends a lifetime, as the mobile node says, or answers such a one
     */
    bool NoteHomeExtension(const std::string& node, const SignalingEvent& packet);

    /**
     * A packet with a Mobility Header comes to nobody.
     *
     * @param packet the packet
     * @param found its Mobility Header
     * @param node who drops it, or has lost it
     * @param reason why
     */
    void HandleDropped(const Packet& packet,
                       const MobilityPacket& found,
                       const std::string& node,
                       const std::string& reason);

    /**
     * @param address of a node
     * @return its name, or the address as text
     */
    std::string GetName(const Ipv6Address& address) const;

    /**
     * @param linkLayer link-layer address of a mobile node
     * @return its name, or the address as text
     */
    std::string GetName(const LinkLayerAddress& linkLayer) const;

    std::unordered_map<Ipv6Address, std::string, AddressHash> m_names; //!< of nodes
    std::unordered_map<LinkLayerAddress, std::string, LinkLayerHash>
        m_mobileNodes; //!< of mobile nodes
    /// Of mobile nodes: the gateway that has sent the last Router Advertisement.
    std::unordered_map<std::string, std::string> m_advertisers;
    std::map<std::string, SignalingCount> m_counts; //!< by message
    ImpairmentCount m_impairments;                  //!< of watched links
    std::vector<Time> m_sent; //!< when Mobility Headers were sent that count in CountSent

    /// A message that names prefixes.
    struct PrefixMessage
    {
        Time sent;                    //!< when it was sent
        std::vector<Prefix> prefixes; //!< which it names
    };

    /// An extension of a lifetime that has come to a node.
    struct Extension
    {
        Time received;                //!< when
        std::vector<Prefix> prefixes; //!< which it names
    };

    std::vector<PrefixMessage> m_sentWithPrefixes; //!< that count in ForEachWithPrefixes
    /// An exchange: who asks, and its key (GetExchangeKey).
    using ExchangeOf = std::pair<std::string, std::string>;

    /// A request of a mobile node itself: who asks whom by messages of which type.
    using HomeExchange = std::tuple<std::string, std::string, MessageType>;

    std::set<HomeExchange> m_extending;          //!< that extend a lifetime
    std::set<ExchangeOf> m_extensions;           //!< that extend a lifetime
    std::map<std::string, Extension> m_extended; //!< the last one that has come to each node
    std::function<void(const SignalingRecord&)> m_listener; //!< whom to tell
    std::shared_ptr<SignalingMonitor*> m_self; //!< null inside once this object is gone
};

/**
 * @ingroup pmipv6-monitor
 * @param message a message
 * @return true if it is a Proxy Binding Update with Handoff Indicator 5, or its acknowledgement: it
 * only extends a lifetime (RFC 5213, 6.9.1.3)
 */
bool IsLifetimeExtension(const MobilityMessage& message);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SIGNALING_MONITOR_H
