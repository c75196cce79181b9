/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROLE_BENCH_H
#define PMIPV6_ROLE_BENCH_H

#include "pmipv6-script.h"

#include "ns3/ipv6-address.h"
#include "ns3/ipv6-interface.h"
#include "ns3/node.h"
#include "ns3/packet.h"
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

/// MN-Identifier of the node whose registration an input must not touch unless it may.
constexpr const char* RESIDENT = "resident@example.com";

/**
 * @param sender who sends
 * @return its address
 */
Ipv6Address GetAddress(Sender sender);

/// End the process, for the fuzzer to see, unless a condition holds.
void Require(bool condition, const std::string& what);

/**
 * @param identifier MN-Identifier
 * @param anchor LMAA
 * @return a policy profile
 */
PolicyProfile MakeProfile(const std::string& identifier, const Ipv6Address& anchor);

/// The addresses and flags of a message, as an input sends it.
struct Delivery
{
    Sender sender;           //!< who sends it
    Ipv6Address destination; //!< to where
    Octets octets;           //!< a Mobility Header

    /// @return MH Type; 0 if there is none
    uint8_t GetType() const
    {
        return octets.size() > 2 ? octets[2] : uint8_t{0};
    }

    /// @return true if the octets of a text are among those of the message
    bool Names(const std::string& text) const;
};

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

    /// Let time pass.
    static void Run(Time time);

    /// Hand a message to the node, its checksum made right.
    void Deliver(Delivery delivery);

    /**
     * @param sender who is asked
     * @return the role's last Binding Update to it; sequence number 0 if there is none
     */
    const BindingUpdate& GetLastUpdate(Sender sender);

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
    uint16_t m_number{0};                 //!< of the peers' last request
};

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROLE_BENCH_H
