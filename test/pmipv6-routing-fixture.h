/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTING_FIXTURE_H
#define PMIPV6_ROUTING_FIXTURE_H

#include "pmipv6-probe-flow-fixture.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-localized-routing-helper.h"
#include "ns3/pmipv6-signaling-impairment-channel.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/random-variable-stream.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// The wired nodes, by the letters of the closed forms.
enum RoutingPlace
{
    LMA1, //!< anchor of MN
    LMA2, //!< anchor of CN; not there with one anchor
    MAG1, //!< a gateway
    MAG2, //!< a gateway
    MAG3, //!< a gateway
    MAG4, //!< a gateway
    N_ROUTING_PLACES
};

/// The mobile nodes of a pair.
enum RoutingMobile
{
    NODE_MN, //!< whose packet is seen first, in most tests
    NODE_CN, //!< the other one
    N_ROUTING_MOBILES
};

/// One-way delays in ms: LMA1-LMA2, LMA1-MAG1 .. LMA1-MAG4, LMA2-MAG1 .. LMA2-MAG4, MAG1-MAG2,
/// MAG1-MAG3, MAG1-MAG4, MAG2-MAG3, MAG2-MAG4, MAG3-MAG4.
using RoutingDelays = std::array<double, 15>;

/// The delays of the closed forms' reference instance.
extern const RoutingDelays REFERENCE_DELAYS;
/// No two equal, and no way shorter over another node.
extern const RoutingDelays UNEQUAL_DELAYS;

/**
 * @ingroup pmipv6-tests
 * What differs from test to test.
 */
struct RoutingOptions
{
    RoutingDelays delays{UNEQUAL_DELAYS}; //!< one-way delays
    double access{2.3};                   //!< ms one way of every access link
    bool hasTwoAnchors{true};             //!< CN is of LMA2
    bool isUncoordinated{false};          //!< nobody controls
    bool isSequenceOrdered{false};        //!< registrations by sequence number, not timestamp
    bool isProxy{false};                  //!< proxy mode
    bool isOrderingChecked{true};         //!< CheckOrdering
    bool isRequestedByGateways{false};    //!< draft-loureiro, 7
    Time detection{Seconds(-1)};          //!< e; below 0: no detach is noticed
    Time resolution;                      //!< T_resolve
    double loss{0};                       //!< of Mobility Headers on the core links
    Time jitter;                          //!< of Mobility Headers on the core links
    uint32_t run{1};                      //!< of random numbers
    /// Called before anything is installed.
    std::function<void(LocalizedRoutingHelper&)> configure;
    /// Called before anything is installed.
    std::function<void(Pmipv6Helper&)> configureDomain;
};

/// A signalling message that was sent.
struct RoutingSignal
{
    Time at;                 //!< when
    std::string text;        //!< "LMA1>MAG2 RoInit"
    MobilityMessage message; //!< the message
    bool isRetransmission;   //!< sent before
};

/// A transition of a route or a session.
struct RoutingChange
{
    Time at;            //!< when
    RoutingPlace place; //!< where
    StateChange change; //!< what
};

/**
 * @ingroup pmipv6-tests
 * Two mobile nodes on ideal links at four gateways of one or two anchors, all of them in a mesh
 * of wires, with localized routing; everything that happens is recorded with its time.
 */
class RoutingFixture
{
  public:
    /// @param options what differs
    explicit RoutingFixture(const RoutingOptions& options);
    ~RoutingFixture();
    RoutingFixture(const RoutingFixture&) = delete;
    RoutingFixture& operator=(const RoutingFixture&) = delete;

    /// @return d(a, b); 0 from a place to itself
    Time Delay(RoutingPlace a, RoutingPlace b) const;
    /// @return R(a, b)
    Time RoundTrip(RoutingPlace a, RoutingPlace b) const;
    /// @return w
    Time Access() const;
    /// @return CN's anchor
    RoutingPlace GetAnchorOfCn() const;

    /// @return a place's address
    static Ipv6Address GetAddress(RoutingPlace place);
    /// @return a place's name
    static std::string GetName(RoutingPlace place);
    /// @return a mobile node's home network prefix
    Prefix GetPrefix(RoutingMobile mobile) const;
    /// @return MN's prefix and CN's
    PrefixPair GetPair() const;
    /// @return a mobile node's MN-Identifier
    static std::string GetIdentifier(RoutingMobile mobile);
    /// @return a mobile node
    Ptr<Node> GetMobile(RoutingMobile mobile) const;
    /// @return a gateway
    Ptr<MobileAccessGateway> GetGateway(RoutingPlace place) const;
    /// @return an anchor
    Ptr<LocalMobilityAnchor> GetAnchor(RoutingPlace place) const;
    /// @return a gateway's agent
    Ptr<RouteOptimizationAgent> GetAgent(RoutingPlace place) const;
    /// @return an anchor's controller; null for the baseline
    Ptr<RouteOptimizationController> GetController(RoutingPlace place) const;
    /// @return a place's signalling
    Ptr<MobilitySignaling> GetSignaling(RoutingPlace place) const;
    /// @return what is allowed
    Ptr<LocalizedRoutingPolicy> GetPolicy() const;
    /// @return the policy profiles
    Ptr<PolicyStore> GetPolicyStore() const;

    /// Attach a mobile node at a time.
    void AttachAt(Time at, RoutingMobile mobile, RoutingPlace gateway);
    /// Detach a mobile node at a time.
    void DetachAt(Time at, RoutingMobile mobile);
    /// Take a mobile node to another gateway, 50 ms without a link.
    void MoveAt(Time attach, RoutingMobile mobile, RoutingPlace gateway);
    /// Do something at a time.
    static void At(Time at, std::function<void()> action);
    /// Run the simulation until a time.
    static void RunUntil(Time end);

    /**
     * @param from sender
     * @param to receiver
     * @param interval between packets
     * @return a flow, not yet running; lives as long as this
     */
    ProbeFlow& AddFlow(RoutingMobile from, RoutingMobile to, Time interval);

    /// @return the wire between two places
    Ptr<SignalingImpairmentChannel> GetWire(RoutingPlace a, RoutingPlace b) const;
    /// Lose Mobility Headers on all wires from now on. @param loss share of them
    void SetLoss(double loss);

    /// @return all messages sent, in the order of time
    const std::vector<RoutingSignal>& GetSignals() const
    {
        return m_signals;
    }

    /**
     * @param from begin, included
     * @param to end, excluded
     * @return messages sent, as "LMA1>MAG2 RoInit, ..."
     */
    std::string DescribeSent(Time from, Time to) const;

    /**
     * @param text a message as RoutingSignal::text has it
     * @param from begin
     * @return when the first such was sent; Time::Max() if none was
     */
    Time FindSent(const std::string& text, Time from) const;

    /// @return transitions of routes and sessions, in the order of time
    const std::vector<RoutingChange>& GetChanges() const
    {
        return m_changes;
    }

    /**
     * @param text an answer as RoutingSignal::text has it
     * @param from begin
     * @return the status of the first such; -1 if there was none
     */
    int FindStatus(const std::string& text, Time from = Time(0)) const;

    /**
     * Put gateways and anchors into provider domains that have an agreement.
     *
     * @param routing before anything is installed
     * @param others those of domain B; all others are of A
     */
    static void SetDomains(LocalizedRoutingHelper& routing,
                           const std::vector<RoutingPlace>& others);

    /**
     * @param message a message
     * @param from sender
     * @param to receiver
     * @param random draws
     * @return its octets, none to three of them changed, with the checksum that these have
     */
    static std::vector<uint8_t> Distort(const MobilityMessage& message,
                                        RoutingPlace from,
                                        RoutingPlace to,
                                        Ptr<UniformRandomVariable> random);

    /**
     * Send a Mobility Header at a time.
     *
     * @param at when
     * @param from sender
     * @param to receiver
     * @param octets of the Mobility Header
     */
    void SendOctetsAt(Time at,
                      RoutingPlace from,
                      RoutingPlace to,
                      const std::vector<uint8_t>& octets);

    /**
     * @param place where
     * @param to the state
     * @param from begin
     * @return when a route or session there came into that state first; Time::Max() if never
     */
    Time FindChange(RoutingPlace place, const std::string& to, Time from) const;

    /**
     * @param gateway a gateway
     * @param own the node there
     * @return the gateway to which its agent sends that node's packets for the other; :: if to the
     *         anchor
     */
    Ipv6Address GetRoute(RoutingPlace gateway, RoutingMobile own) const;

    /// @return what is wrong with the tables: who holds what; empty if all is well
    std::string DescribeFaults() const;

  private:
    /// Build the wires.
    void BuildCore();
    /// Make the roles.
    void InstallRoles();
    /// Make a mobile node.
    void AddMobile(RoutingMobile mobile);
    /// Connect to the traces of a place.
    void Record(RoutingPlace place);
    /// @return true if a place is there
    bool IsThere(RoutingPlace place) const;
    /// @return the tables of all places, and where the nodes are
    StateChecker MakeChecker() const;

    /// A mobile node.
    struct Mobile
    {
        Ptr<Node> node;             //!< itself
        Ptr<IdealDevice> device;    //!< its interface
        RoutingPlace gateway{MAG1}; //!< where it is
        bool isAttached{false};     //!< it is somewhere
    };

    const RoutingOptions m_options;                                         //!< what differs
    std::array<Ptr<Node>, N_ROUTING_PLACES> m_nodes;                        //!< places
    std::map<std::pair<int, int>, Ptr<SignalingImpairmentChannel>> m_wires; //!< by places
    Pmipv6Helper m_domain;                                                  //!< the domain
    LocalizedRoutingHelper m_routing;                                       //!< routing
    IdealAccessHelper m_access;                                             //!< links
    std::map<RoutingPlace, Ptr<LocalMobilityAnchor>> m_anchors;             //!< by place
    std::map<RoutingPlace, Ptr<RouteOptimizationController>> m_controllers; //!< by place
    std::map<RoutingPlace, Ptr<MobileAccessGateway>> m_gateways;            //!< by place
    std::map<RoutingPlace, Ptr<RouteOptimizationAgent>> m_agents;           //!< by place
    std::map<RoutingPlace, Ptr<IdealAccessLink>> m_links;                   //!< by gateway
    std::array<Mobile, N_ROUTING_MOBILES> m_mobiles;                        //!< both nodes
    std::vector<std::unique_ptr<ProbeFlow>> m_flows;                        //!< all flows
    std::vector<RoutingSignal> m_signals;                                   //!< records
    std::vector<RoutingChange> m_changes;                                   //!< records
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTING_FIXTURE_H
