/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BAD_INPUT_FIXTURE_H
#define PMIPV6_BAD_INPUT_FIXTURE_H

#include "pmipv6-octets-fixture.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/packet.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/socket.h"
#include "ns3/test.h"

#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the tests of bad input share: a small domain into which octets made by hand are sent.
 */

namespace ns3
{
namespace pmipv6
{
namespace badinput
{

extern const Ipv6Address ANCHOR;   //!< LMAA
extern const Ipv6Address GATEWAY;  //!< Proxy-CoA of the gateway where the node is
extern const Ipv6Address PEER;     //!< Proxy-CoA of another gateway of the domain
extern const Ipv6Address STRANGER; //!< a node that is no part of the domain
extern const Ipv6Address SILENT;   //!< an anchor that never answers, played by the stranger

/// MN-Identifiers of the policy store.
extern const std::string RESIDENT;  //!< registered at GATEWAY
extern const std::string ABSENT;    //!< allowed, attached nowhere; a prefix of its own
extern const std::string ROAMER;    //!< allowed, attached nowhere; no prefix of its own
extern const std::string FORBIDDEN; //!< isProxyMobilityAllowed is false
extern const std::string FOREIGN;   //!< of SILENT, attached nowhere at first

/// What a request's octets are made of.
struct Request
{
    std::string identifier{RESIDENT};       //!< MN-Identifier
    std::vector<std::string> prefixes;      //!< empty: ::/0
    Octets linkLayer = Hex("020000000909"); //!< of an interface that nobody has
    uint16_t sequence{77};                  //!< sequence number
    uint16_t flags{0x8200};                 //!< A and P
    uint16_t lifetime{75};                  //!< units of 4 s
    uint8_t handoff{4};                     //!< Handoff Indicator: unknown
    std::map<uint8_t, bool> without;        //!< option types to leave out
    Octets more;                            //!< further options
};

/// Records what one node refuses.
class Watcher
{
  public:
    /**
     * @param name of the node
     * @param refusals where to record
     */
    Watcher(const std::string& name, std::vector<std::string>* refusals);

    /// Trace sink of MobilitySignaling.
    void HandleSignal(const SignalingEvent& event);
    /// Trace sink of MobilityForwarding.
    void HandlePacket(Ptr<const Packet> packet,
                      const Ipv6Header& header,
                      const std::string& reason);
    /// Trace sink of LocalMobilityAnchor.
    void HandleStatus(const std::string& identifier, BindingStatus status);
    /// Trace sink of LocalMobilityAnchor.
    void HandleIgnored(const std::string& identifier, const std::string& reason);
    /// Trace sink of MobileAccessGateway.
    void HandleNoService(Mac48Address linkLayer, const std::string& reason);

  private:
    std::string m_name;                   //!< of the node
    std::vector<std::string>* m_refusals; //!< where to record
};

/**
 * A domain with a registered node, whose packets pass, and a record of all that is refused or
 * answered.
 */
class Domain
{
  public:
    /**
     * @param pool the prefixes that the anchor assigns from
     */
    explicit Domain(const std::string& pool = "fd00:1::/48");
    ~Domain();
    Domain(const Domain&) = delete;
    Domain& operator=(const Domain&) = delete;

    /// Let time pass.
    void Run(Time time);

    /**
     * Send octets as the payload of an IPv6 packet.
     *
     * @param from which node
     * @param source source address, whatever the node's own
     * @param destination destination address
     * @param octets the payload
     * @param protocol Next Header
     */
    void Inject(Ptr<Node> from,
                const Ipv6Address& source,
                const Ipv6Address& destination,
                const Octets& octets,
                uint8_t protocol = 135);

    /// @return every field of every binding and attachment, and what else must not change
    std::string Describe() const;

    /// @return true if one packet each way between the resident node and the stranger arrives
    bool TrafficPasses();

    /// @return a PBU without checksum, with a Timestamp option of now unless left out
    Octets MakeUpdate(const Request& request) const;

    /// @return what was refused since the last call, by anchor and gateway, in order
    std::vector<std::string> TakeRefusals();

    /**
     * @return the IPv6 packets of Mobility Headers and ICMPv6 errors that came to PEER, STRANGER,
     * SILENT or, from GATEWAY, to ANCHOR since the last call
     */
    std::vector<Octets> TakeAnswers();

    /// @return sum of all counts of refused packets at anchor and gateway, by place and reason
    std::map<std::string, uint64_t> GetCounts() const;

    /**
     * Attach the node of FOREIGN to GATEWAY, again if it is there.
     *
     * @return the IPv6 packet of the request that comes of it, if there is one
     */
    Octets AttachForeign();

    /// The node of FOREIGN loses its link, of which its gateway notices nothing.
    void SilenceForeign();

    /// @return the policy profiles
    Ptr<PolicyStore> GetPolicyStore() const
    {
        return m_domain.GetPolicyStore();
    }

    /// @return how many Router Advertisements FOREIGN has received
    uint32_t CountAdvertisements() const
    {
        return m_advertisements;
    }

    /// @return the entry of FOREIGN at GATEWAY, or null
    const BindingUpdateListEntry* GetForeign() const;

    /// @return the prefix of the resident node
    Prefix GetResidentPrefix() const;

    /// @return the address of the resident node
    Ipv6Address GetResidentAddress() const;

    /// @return the node that has an address
    Ptr<Node> GetNode(const Ipv6Address& address) const;

    Ptr<LocalMobilityAnchor> anchor;  //!< at ANCHOR
    Ptr<MobileAccessGateway> gateway; //!< at GATEWAY

  private:
    /// Record what a node refuses.
    void Watch(const std::string& name, Ptr<Node> node);
    /// Record what answers come to a node.
    void Listen(Ptr<Node> node);
    /// A packet has come to a node.
    void HandleReceived(Ptr<const Packet> packet, Ptr<Ipv6> ipv6, uint32_t interface);
    /// FOREIGN has received a packet.
    void HandleForeign(Ptr<const Packet> packet);
    /// A packet of TrafficPasses has arrived.
    void HandleArrived(Ptr<Socket> socket);
    /// @return a socket that counts what it receives
    Ptr<Socket> MakeSocket(Ptr<Node> node);

    Pmipv6Helper m_domain;                                    //!< the domain
    IdealAccessHelper m_access;                               //!< its access links
    std::map<Ipv6Address, Ptr<Node>> m_nodes;                 //!< by address
    Ptr<Node> m_resident;                                     //!< the registered node
    Ptr<IdealDevice> m_foreign;                               //!< interface of FOREIGN
    Ptr<IdealAccessLink> m_link;                              //!< of the gateway
    std::vector<std::pair<std::string, Ptr<Node>>> m_watched; //!< whose refusals count
    std::list<Watcher> m_watchers;                            //!< trace sinks
    std::vector<std::string> m_refusals;                      //!< since TakeRefusals
    std::vector<Octets> m_answers;                            //!< since TakeAnswers
    uint32_t m_arrived{0};                                    //!< packets of TrafficPasses
    uint32_t m_advertisements{0};                             //!< received by FOREIGN
    std::vector<Ptr<Socket>> m_sockets;                       //!< resident's, stranger's
};

/// A test that sends bad input.
class BadInputTestCase : public TestCase
{
  public:
    using TestCase::TestCase;

  protected:
    /// What came of a packet.
    struct Outcome
    {
        std::vector<std::string> refusals; //!< what was refused, in order
        std::vector<Octets> answers;       //!< what came back

        /// @return the only answer, or 40 zeros
        Octets GetAnswer() const
        {
            return answers.size() == 1 ? answers[0] : Octets(40);
        }

        /// @return what the only answer's IPv6 header carries
        Octets GetPayload() const
        {
            const Octets answer = GetAnswer();
            return Octets(answer.begin() + 40, answer.end());
        }
    };

    /**
     * Send a packet, and check that no state changes, that whatever is refused is counted as well
     * as traced, and that the resident node's packets pass.
     *
     * @param domain the domain
     * @param label for messages
     * @param source source address; the node that has it sends, the stranger if none has
     * @param destination destination address
     * @param octets the payload, checksum included
     * @param protocol Next Header
     * @return what came of it
     */
    Outcome Try(Domain& domain,
                const std::string& label,
                const Ipv6Address& source,
                const Ipv6Address& destination,
                const Octets& octets,
                uint8_t protocol = 135);

    /**
     * Try, and check that exactly one thing is refused and nothing answered.
     *
     * @param domain the domain
     * @param refusal what is refused: "anchor: bad-checksum"
     * @param label for messages
     * @param source source address
     * @param destination destination address
     * @param octets the payload, checksum included
     * @param protocol Next Header
     */
    void ExpectSilence(Domain& domain,
                       const std::string& refusal,
                       const std::string& label,
                       const Ipv6Address& source,
                       const Ipv6Address& destination,
                       const Octets& octets,
                       uint8_t protocol = 135);
};

/// @return refusals as one text
std::string Join(const std::vector<std::string>& texts);

} // namespace badinput
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BAD_INPUT_FIXTURE_H
