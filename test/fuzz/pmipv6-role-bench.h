/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROLE_BENCH_H
#define PMIPV6_ROLE_BENCH_H

#include "pmipv6-delivery.h"
#include "pmipv6-script.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-interface.h"
#include "ns3/node.h"
#include "ns3/packet.h"
#include "ns3/pmipv6-dmm-messages.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-mobility-message.h"
#include "ns3/pmipv6-mobility-signaling.h"
#include "ns3/pmipv6-policy-profile.h"

#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the roles' fuzzers share: one node with a role, and a wire behind which all its peers are
 * played by an input.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

extern const Ipv6Address ROLE_ADDRESS; //!< of the role under test

constexpr uint8_t MH_UPDATE = 5;          //!< Binding Update
constexpr uint8_t MH_ACKNOWLEDGEMENT = 6; //!< Binding Acknowledgement

/// MN-Identifier of the node whose registration an input must not touch unless it may.
constexpr const char* RESIDENT = "resident@example.com";

/**
 * @param sender who sends
 * @return its address
 */
Ipv6Address GetAddress(Sender sender);

/**
 * @param sender who sends; a MAAR, or STRANGER
 * @return its pool (RFC 8885)
 */
Prefix GetPool(Sender sender);

/**
 * @param sender who sends; a MAAR, or STRANGER
 * @param number which
 * @return a prefix of its pool
 */
Prefix GetPrefix(Sender sender, uint8_t number);

/// @return true if a prefix is of the pool of the MAAR at which it is said to be anchored
bool IsOfPool(const Anchorage& anchorage);

/**
 * @param steps an input
 * @return what the first step, if it is CONFIGURE, says of what is set before the start: its second
 * operand
 */
uint8_t GetTerms(const std::vector<Step>& steps);

/**
 * @param subject number, time and node
 * @param prefixes that the MAAR anchors
 * @param lifetime in units of 4 s
 * @return what a MAAR asks of a CMD for a node that is there (RFC 8885, 3.1)
 */
BindingUpdate MakePresenceUpdate(const DmmSubject& subject,
                                 const std::vector<Prefix>& prefixes,
                                 uint16_t lifetime);

/// End the process, for the fuzzer to see, unless a condition holds.
void Require(bool condition, const std::string& what);

/**
 * @param identifier MN-Identifier
 * @param anchor LMAA
 * @return a policy profile
 */
PolicyProfile MakeProfile(const std::string& identifier, const Ipv6Address& anchor);

/// One node with a role, in a simulation of its own.
class RoleBench
{
  public:
    RoleBench();
    virtual ~RoleBench();
    RoleBench(const RoleBench&) = delete;
    RoleBench& operator=(const RoleBench&) = delete;

    /// Play an input, and check after each step what must hold.
    void Play(const std::vector<Step>& steps);

  protected:
    /// A step that is no message. @return true if it may change the resident node's registration
    virtual bool Operate(const Step& step) = 0;
    /// @return true if a message may change the resident node's registration
    virtual bool MayChangeResident(const Delivery& delivery) const = 0;
    /// @return all that is registered for the resident node
    virtual std::string DescribeResident() const = 0;
    /// Require that the role's tables agree with each other.
    virtual void CheckTables() const = 0;
    /// Let the role come to rest, and require that nothing is left.
    virtual void Drain() = 0;

    /// @return true if the role answers whoever asks
    virtual bool IsForAnybody() const
    {
        return false;
    }

    /// @return true if the role sends messages to an address
    virtual bool IsPeer(const Ipv6Address& address) const
    {
        return address == GetAddress(Sender::HOME) || address == GetAddress(Sender::OTHER);
    }

    /// Let time pass.
    static void Run(Time time);

    /// Hand a message to the node, its checksum made right.
    void Deliver(Delivery delivery);

    /// Hand a message of a peer to the node.
    void Deliver(Sender sender, const MobilityMessage& message);

    /**
     * @param sender who is asked
     * @return the role's last Binding Update to it; to anybody, if there is none: previous MAARs
     * answer what they were not asked (RFC 8885, 3.3)
     */
    const BindingUpdate& GetLastUpdate(Sender sender);

    /**
     * @param sender who is asked
     * @return the number of the role's last request of MH Type 11 to it; to anybody, if there is
     * none: a query may go to a node, and be answered on its way there (draft-luo, 4.4.2)
     */
    uint16_t GetLastNumber(Sender sender) const;

    /// @return an empty packet
    static Ptr<Packet> MakePacket(const Ipv6Address& source, const Ipv6Address& destination);

    /// A packet comes to the node, not out of a tunnel.
    void Pass(Ptr<Packet> packet);

    /// A packet comes out of a tunnel. @param peer who has tunnelled it
    void PassTunnelled(Ptr<Packet> packet, const Ipv6Address& peer);

    /**
     * @param match which entry of the forwarding table
     * @return what it does with packets, as text; empty if there is none
     */
    std::string DescribeAction(const ForwardingMatch& match) const;

    Ptr<Node> m_node;                     //!< the node
    Ptr<MobilitySignaling> m_signaling;   //!< its signaling
    Ptr<MobilityForwarding> m_forwarding; //!< its data plane
    Ptr<PolicyStore> m_policies;          //!< policy profiles

  private:
    /// The numbers of the node's last requests to a peer.
    struct Asked
    {
        BindingUpdate update;   //!< Binding Update
        uint16_t revocation{0}; //!< number of a Binding Revocation Indication
        uint32_t heartbeat{0};  //!< number of a Heartbeat Request
        uint16_t experiment{0}; //!< number of a request of MH Type 11
    };

    /// The node has sent a packet.
    void HandleSent(Ptr<const Packet> packet);
    /// @return a message of a step, as far as it says put right
    Delivery MakeDelivery(const Step& step);
    /// Put numbers in that answer the node's last request.
    void PutNumber(Delivery& delivery);
    /// Put a timestamp in that is accepted.
    void PutTimestamp(Delivery& delivery);

    Ptr<Ipv6Interface> m_interface;       //!< towards the peers
    std::map<Ipv6Address, Asked> m_asked; //!< by peer
    BindingUpdate m_update;               //!< the last to anybody
    uint16_t m_experiment{0};             //!< number of the last request of MH Type 11 to anybody
    uint16_t m_number{0};                 //!< of the peers' last request
};

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROLE_BENCH_H
