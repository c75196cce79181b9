/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STORM_FIXTURE_H
#define PMIPV6_STORM_FIXTURE_H

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/random-variable-stream.h"
#include "ns3/socket.h"

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// How bad it gets.
struct StormOptions
{
    double loss{0};              //!< of a Mobility Header on a core link
    double duplication{0};       //!< of a Mobility Header on a core link
    Time jitter;                 //!< longest time for which one is held back
    bool isTimestampInUse{true}; //!< TimestampBasedApproachInUse
    uint32_t run{1};             //!< another number, other places and times
};

/**
 * @ingroup pmipv6-tests
 * An anchor, five gateways and a correspondent, whose links lose, double and hold back signalling,
 * and many mobile nodes that go from gateway to gateway at random, faster than messages come.
 *
 * Gateways notice when an odd node leaves, and do not when an even one does. Every other pair has a
 * home network prefix in its profile, the others are assigned one.
 */
class Storm
{
  public:
    static constexpr uint32_t GATEWAYS = 5;   //!< how many gateways
    static constexpr uint32_t MOBILES = 20;   //!< how many mobile nodes
    static constexpr uint32_t HANDOVERS = 50; //!< of each of them

    /// @param options how bad it gets
    explicit Storm(const StormOptions& options);
    ~Storm();
    Storm(const Storm&) = delete;
    Storm& operator=(const Storm&) = delete;

    /// Run until the last handover is over.
    void Rage();
    /// From now on nothing is lost, doubled or held back, and nobody sends; let time pass.
    void Calm(Time time);
    /// Let the correspondent and all mobile nodes send to each other for a time.
    void Talk(Time time);

    /// @return what is wrong with the tables: who holds what; empty if all is well
    std::string DescribeFaults() const;

    /// @return what is left of nodes where they are not, at anchor and gateways
    std::string DescribeLeftovers() const;

    /// @return packets of all flows that reached another node than theirs
    uint64_t CountMisdelivered() const;

    /// @return packets sent so far, those of the last second left out, and how many have arrived
    std::pair<uint64_t, uint64_t> CountTraffic() const;

    /// What happened in all.
    struct Counts
    {
        uint64_t handovers{0};                   //!< attachments but the first of each node
        uint64_t sent{0};                        //!< Mobility Headers
        uint64_t lost{0};                        //!< of these
        uint64_t doubled{0};                     //!< of these
        uint64_t repeated{0};                    //!< retransmissions
        uint64_t idle{0};                        //!< seen registering, with nothing under way
        std::map<std::string, uint64_t> refused; //!< by status or reason
    };

    /// @return what happened in all
    const Counts& GetCounts() const
    {
        return m_counts;
    }

    /// @return all transitions and messages of a node, for messages of a failed test
    std::string GetHistory(uint32_t mobile) const;

  private:
    /// Build the wires.
    void BuildCore(const StormOptions& options);
    /// Make the roles.
    void InstallRoles(const StormOptions& options);
    /// Make a mobile node.
    void AddMobile(uint32_t mobile);
    /// Decide when a mobile node goes where.
    void Schedule(uint32_t mobile);
    /// Send a packet each way, and again after an interval.
    void SendNext(uint32_t mobile);
    /// Count what a node sends, receives and refuses.
    void Watch(Ptr<Node> node, const std::string& name);
    /// Note a message in a node's history.
    void Note(const std::string& what, const SignalingEvent& event);
    /// Look at what gateways do, and again after an interval.
    void Look();
    /// @return the name of a gateway
    static std::string GetName(uint32_t gateway);
    /// @return the MN-Identifier of a mobile node
    static std::string GetIdentifier(uint32_t mobile);

    /// A mobile node.
    struct Mobile
    {
        Ptr<Node> node;          //!< itself
        Ptr<IdealDevice> device; //!< its interface
        Ptr<Socket> socket;      //!< sends and receives
        uint32_t gateway{0};     //!< where it is
    };

    Ptr<Node> m_correspondent;                                         //!< talks to all
    Ptr<Node> m_anchorNode;                                            //!< of the anchor
    std::array<Ptr<Node>, GATEWAYS> m_gatewayNodes;                    //!< of the gateways
    std::vector<Ptr<SignalingImpairmentChannel>> m_channels;           //!< of the core
    Pmipv6Helper m_domain;                                             //!< the domain
    std::array<IdealAccessHelper, 2> m_access;                         //!< of even and odd nodes
    Ptr<LocalMobilityAnchor> m_anchor;                                 //!< the anchor
    std::array<Ptr<MobileAccessGateway>, GATEWAYS> m_gateways;         //!< the gateways
    std::array<std::array<Ptr<IdealAccessLink>, GATEWAYS>, 2> m_links; //!< of even and odd nodes
    std::array<Mobile, MOBILES> m_mobiles;                             //!< the mobile nodes
    std::array<Ptr<Socket>, MOBILES> m_sockets;     //!< of the correspondent, by node
    Ptr<UniformRandomVariable> m_random;            //!< of places and times
    Time m_end;                                     //!< of the last handover
    Time m_talkUntil;                               //!< when all fall silent
    TrafficMonitor m_traffic;                       //!< follows all packets
    Counts m_counts;                                //!< what happened
    std::map<std::string, std::string> m_histories; //!< by MN-Identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STORM_FIXTURE_H
