/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TOPOLOGY_FIXTURE_H
#define PMIPV6_TOPOLOGY_FIXTURE_H

#include "pmipv6-probe-flow-fixture.h"

#include "ns3/callback.h"
#include "ns3/ipv6-address.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-mobility-forwarding.h"
#include "ns3/pmipv6-mobility-signaling.h"
#include "ns3/test.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

/**
 * @ingroup pmipv6-tests
 * End a test case that cannot go on, where NS_TEST_ASSERT_MSG_EQ would report and go on all the
 * same (unless the test runner is told to stop).
 *
 * @param condition what must hold
 * @param message what it means
 */
#define PMIPV6_TEST_REQUIRE(condition, message)                                                    \
    do                                                                                             \
    {                                                                                              \
        const bool isMet = static_cast<bool>(condition);                                           \
        NS_TEST_EXPECT_MSG_EQ(isMet, true, message);                                               \
        if (!isMet)                                                                                \
        {                                                                                          \
            return;                                                                                \
        }                                                                                          \
    } while (false)

namespace ns3
{
namespace pmipv6
{

/**
 * A lambda as a callback for a trace source, on every release of ns-3.
 *
 * @tparam A the parameter types of the trace source
 * @param function what to call
 * @return the callback
 */
template <class... A, class F>
Callback<void, A...>
MakeSink(F function)
{
    return MakeFunctionCallback<A...>(std::move(function));
}

/// The wired nodes of the topology, by the letters of the closed forms.
enum Place
{
    L1, //!< first local mobility anchor
    L2, //!< second local mobility anchor
    G1, //!< first mobile access gateway
    G2, //!< second mobile access gateway
    G3, //!< third mobile access gateway
    CN, //!< fixed correspondent node
    N_PLACES
};

/// How many mobile nodes there are: 0 and 2 belong to L1, 1 to L2.
constexpr uint32_t N_MOBILES = 3;

/**
 * @param milliseconds a time in ms
 * @return it to the nanosecond
 */
Time Ms(double milliseconds);

/**
 * @ingroup pmipv6-tests
 * One-way delays in ms; in a good set no two are equal.
 */
struct TopologyDelays
{
    const char* name; //!< shown in the names of test cases
    /// Between the places, in the order L1-L2, L1-G1, L1-G2, L1-G3, L1-CN, L2-G1, ... G3-CN.
    std::array<double, 15> core;
    /// Of the access links: mobile node 0 at G1, G2, G3, mobile node 1 at G1, and so on.
    std::array<double, 9> access;
};

/// Short wires, access links shorter than these.
extern const TopologyDelays SHORT_DELAYS;
/// Long wires but one; an access link at its end that is longer than its round trip.
extern const TopologyDelays LONG_DELAYS;

/**
 * @ingroup pmipv6-tests
 * What else differs from test to test.
 */
struct TopologyOptions
{
    Time authentication;                          //!< T_A at every gateway
    Time detection{Seconds(-1)};                  //!< e; below 0: no detach is noticed
    std::array<std::vector<Prefix>, 3> prefixes;  //!< of the profiles; empty: assigned
    bool isTimestampInUse{true};                  //!< TimestampBasedApproachInUse
    Time lifetime{Seconds(300)};                  //!< that gateways ask for
    uint32_t transitRouters{0};                   //!< on each wire
    Time heartbeat;                               //!< HEARTBEAT_INTERVAL; 0: no requests
    std::function<void(Pmipv6Helper&)> configure; //!< called before the roles are installed
};

/**
 * @ingroup pmipv6-tests
 * A set of delays with what else the closed forms depend on.
 */
struct TopologyVariant
{
    const TopologyDelays& delays; //!< d and w
    Time authentication;          //!< T_A
    Time detection;               //!< e; below 0: none

    /// @return a name for test cases
    std::string GetName() const;
    /// @return options for the fixture
    TopologyOptions GetOptions() const;
};

/// @return both sets of delays, with and without T_A and e
const std::array<TopologyVariant, 4>& GetVariants();

/// Serialization, and nothing else, may add to the closed forms: some 10 ns a message.
const Time TOLERANCE = NanoSeconds(1000);

/**
 * @ingroup pmipv6-tests
 * A test case that is a member function of a subclass.
 *
 * @tparam T the subclass
 */
template <class T>
class MemberTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (T::*)();

    /**
     * @param name section and subject
     * @param body what it does
     */
    MemberTestCase(const std::string& name, Body body)
        : TestCase(name),
          m_variant(GetVariants()[0]),
          m_body(body)
    {
    }

    /**
     * @param name section and subject
     * @param body what it does
     * @param variant delays, T_A and e
     */
    MemberTestCase(const std::string& name, Body body, const TopologyVariant& variant)
        : TestCase(name + " (" + variant.GetName() + ")"),
          m_variant(variant),
          m_body(body)
    {
    }

  protected:
    const TopologyVariant& m_variant; //!< delays, T_A and e

  private:
    void DoRun() override
    {
        (static_cast<T*>(this)->*m_body)();
    }

    Body m_body; //!< what to do
};

/// What a SignalRecord tells of.
enum class SignalKind
{
    SENT,     //!< a message is sent
    RECEIVED, //!< a message was accepted
    REFUSED,  //!< a packet was refused
};

/// A signalling message at a node.
struct SignalRecord
{
    Time at;                                //!< when
    Place place;                            //!< at which node
    SignalKind kind;                        //!< what happened
    std::string name;                       //!< the message's name
    Ipv6Address peer;                       //!< to or from whom
    std::optional<MobilityMessage> message; //!< the message; nothing if the octets were none
    bool isRetransmission;                  //!< sent before
    std::string reason;                     //!< of a refusal

    /// @return what a Proxy Binding Update says; the record must be of one
    const BindingUpdate& GetRequest() const
    {
        return std::get<BindingUpdate>(*message);
    }

    /// @return what a Proxy Binding Acknowledgement says; the record must be of one
    const BindingAcknowledgement& GetAnswer() const
    {
        return std::get<BindingAcknowledgement>(*message);
    }

    /**
     * @tparam T an option's struct
     * @return the message's first option of that type, or null
     */
    template <class T>
    const T* Find() const
    {
        return message ? FindOption<T>(GetOptions(*message)) : nullptr;
    }

    /// @return the timestamp; 0 if there is none
    uint64_t GetTimestamp() const
    {
        const auto* option = Find<TimestampOption>();
        return option ? option->timestamp : 0;
    }
};

/// A transition of a state machine.
struct StateRecord
{
    Time at;            //!< when
    Place place;        //!< at which node
    StateChange change; //!< what
};

/// A Router Advertisement that a mobile node has received.
struct AdvertisementRecord
{
    Time at;                       //!< when
    uint32_t mobile;               //!< which node
    Ipv6Address source;            //!< link-local address of the router
    Mac48Address linkLayer;        //!< Source Link-Layer Address option
    std::vector<Prefix> prefixes;  //!< Prefix Information options, but for those withdrawn
    std::vector<Prefix> withdrawn; //!< such options with both lifetimes 0
    uint32_t mtu{0};               //!< MTU option; 0 if there was none
};

/// A packet that an end of a wire has sent.
struct WireRecord
{
    Time at;            //!< when its first bit was sent
    Ptr<Packet> packet; //!< from the IPv6 header on
};

/**
 * @param packet a packet
 * @return all its octets
 */
std::vector<uint8_t> GetOctets(Ptr<const Packet> packet);

/**
 * @param records packets captured
 * @param condition which of them
 * @return those that satisfy the condition
 */
template <class C>
std::vector<WireRecord>
Select(const std::vector<WireRecord>& records, C condition)
{
    std::vector<WireRecord> selected;
    std::copy_if(records.begin(), records.end(), std::back_inserter(selected), condition);
    return selected;
}

/// A packet that was dropped.
struct DropRecord
{
    Time at;            //!< when
    std::string reason; //!< why
};

/**
 * @ingroup pmipv6-tests
 * The topology of the tests: two anchors, three gateways and a correspondent in a mesh of wires,
 * three mobile nodes on ideal links; everything that happens is recorded with its time. Made before
 * a simulation, it destroys the simulation when it goes.
 */
class TopologyFixture
{
  public:
    /**
     * @param delays one-way delays
     * @param options what else differs
     */
    explicit TopologyFixture(const TopologyDelays& delays, const TopologyOptions& options = {});
    ~TopologyFixture();
    TopologyFixture(const TopologyFixture&) = delete;
    TopologyFixture& operator=(const TopologyFixture&) = delete;

    /// @return d(a, b), without serialization
    Time Delay(Place a, Place b) const;
    /// @return R(a, b), without serialization
    Time RoundTrip(Place a, Place b) const;
    /// @return w of a mobile node at a gateway
    Time Access(uint32_t mobile, Place gateway) const;

    /// @return a wired node
    Ptr<Node> GetNode(Place place) const;
    /// @return a wired node's address
    static Ipv6Address GetAddress(Place place);
    /// @return the anchor at L1 or L2
    Ptr<LocalMobilityAnchor> GetAnchor(Place place) const;

    /// @return the policy profiles
    Ptr<PolicyStore> GetPolicyStore() const
    {
        return m_domain.GetPolicyStore();
    }

    /// @return the gateway at G1, G2 or G3
    Ptr<MobileAccessGateway> GetGateway(Place place) const;
    /// @return the data plane of an anchor or gateway
    Ptr<MobilityForwarding> GetForwarding(Place place) const;
    /// @return the signalling of an anchor or gateway
    Ptr<MobilitySignaling> GetSignaling(Place place) const;
    /// @return a mobile node
    Ptr<Node> GetMobile(uint32_t mobile) const;
    /// @return a mobile node's end of its link
    Ptr<IdealDevice> GetDevice(uint32_t mobile) const;
    /// @return a mobile node's link-layer address
    Mac48Address GetLinkLayer(uint32_t mobile) const;
    /// @return a mobile node's MN-Identifier
    static std::string GetIdentifier(uint32_t mobile);
    /// @return a mobile node's global addresses
    std::vector<Ipv6Address> GetAddresses(uint32_t mobile) const;
    /// @return the first of them; :: if there is none
    Ipv6Address GetHomeAddress(uint32_t mobile) const;
    /// @return a mobile node's binding at an anchor; null if it has none
    const BindingCacheEntry* GetBinding(Place anchor, uint32_t mobile) const;
    /// @return a mobile node's entry at a gateway; null if it has none
    const BindingUpdateListEntry* GetEntry(Place gateway, uint32_t mobile) const;

    /// Attach a mobile node at a time.
    void AttachAt(Time at, uint32_t mobile, Place gateway);
    /// Detach a mobile node at a time.
    void DetachAt(Time at, uint32_t mobile);
    /// Do something at a time.
    static void At(Time at, std::function<void()> action);
    /// Run the simulation until a time.
    static void RunUntil(Time end);

    /**
     * @param from sender
     * @param to receiver
     * @param interval between packets
     * @param octets UDP payload
     * @return a flow, not yet running; lives as long as this
     */
    ProbeFlow& AddFlow(Ptr<Node> from, Ptr<Node> to, Time interval, uint32_t octets = 100);

    /// @return the device at @p a of its wire to @p b
    Ptr<NetDevice> GetWire(Place a, Place b) const;
    /// Record what @p a sends to @p b from now on. @return the records; valid as long as this
    const std::vector<WireRecord>& Capture(Place a, Place b);
    /// Change the delay of a wire, for what is sent from now on.
    void SetWireDelay(Place a, Place b, Time delay);
    /// Lose what @p a sends to @p b and the filter takes.
    void SetLoss(Place a, Place b, std::function<bool(Ptr<const Packet>)> filter);
    /// Send octets from @p a to @p b once more, as they were captured.
    void Replay(Place a, Place b, Ptr<const Packet> packet);

    /// @return true if a packet, from the IPv6 header on, is a Mobility Header of a type
    static bool IsMobility(Ptr<const Packet> packet, MessageType type);

    /// @return true if a packet, from the IPv6 header on, is a Binding Update
    static bool IsUpdate(Ptr<const Packet> packet)
    {
        return IsMobility(packet, MessageType::BINDING_UPDATE);
    }

    /// @return true if a packet, from the IPv6 header on, is ICMPv6 of a type
    static bool IsIcmpv6(Ptr<const Packet> packet, uint8_t type);

    /// @return all signalling, in the order of time
    const std::vector<SignalRecord>& GetSignals() const
    {
        return m_signals;
    }

    /**
     * @param from begin, included
     * @param to end, excluded
     * @param kind what happened
     * @return signalling of that time and kind
     */
    std::vector<SignalRecord> GetSignals(Time from, Time to, SignalKind kind) const;

    /**
     * @param place a node
     * @param from begin, included
     * @param to end, excluded
     * @return what that node has sent
     */
    std::vector<SignalRecord> GetSent(Place place, Time from, Time to) const;

    /**
     * @param from begin, included
     * @param to end, excluded
     * @return the messages sent, as "G1>L1 PBU, L1>G1 PBA"
     */
    std::string DescribeSent(Time from, Time to) const;

    /// @return all transitions, in the order of time
    const std::vector<StateRecord>& GetStates() const
    {
        return m_states;
    }

    /// @return the first transition to a state at a place at or after a time, or null
    const StateRecord* FindState(Place place, const std::string& to, Time from = Time(0)) const;

    /// @return Router Advertisements received, in the order of time
    const std::vector<AdvertisementRecord>& GetAdvertisements() const
    {
        return m_advertisements;
    }

    /// @return what the data plane, tunnel device and access device of a place dropped
    const std::vector<DropRecord>& GetDrops(Place place) const
    {
        return m_drops[place];
    }

    /// @return how many packets a place has dropped for a reason
    std::size_t CountDrops(Place place, const std::string& reason) const;

    /// @return requests that an anchor ignored: reasons
    const std::vector<DropRecord>& GetIgnored() const
    {
        return m_ignored;
    }

    /// @return nodes that gateways refused: reasons
    const std::vector<DropRecord>& GetRefused() const
    {
        return m_refused;
    }

  private:
    /// Build the wires.
    void BuildCore(const TopologyOptions& options);
    /// Make the anchors and gateways.
    void InstallRoles(const TopologyOptions& options);
    /// Make a mobile node.
    void AddMobile(uint32_t mobile, const TopologyOptions& options);
    /// Connect to the traces of an anchor's or gateway's node.
    void Record(Place place);
    /// A mobile node has received a packet.
    void HandleReceived(uint32_t mobile, Ptr<const Packet> packet);

    const TopologyDelays m_delays;                                     //!< one-way delays
    std::array<Ptr<Node>, N_PLACES> m_nodes;                           //!< wired nodes
    std::map<std::pair<int, int>, Ptr<NetDevice>> m_wires;             //!< ends, by place and peer
    Pmipv6Helper m_domain;                                             //!< the domain
    IdealAccessHelper m_access;                                        //!< the ideal links
    std::map<Place, Ptr<LocalMobilityAnchor>> m_anchors;               //!< by place
    std::map<Place, Ptr<MobileAccessGateway>> m_gateways;              //!< by place
    std::map<Place, Ptr<IdealAccessLink>> m_links;                     //!< by gateway
    std::array<Ptr<Node>, N_MOBILES> m_mobiles;                        //!< mobile nodes
    std::array<Ptr<IdealDevice>, N_MOBILES> m_devices;                 //!< their devices
    std::vector<std::unique_ptr<ProbeFlow>> m_flows;                   //!< all flows
    std::map<std::pair<int, int>, std::vector<WireRecord>> m_captures; //!< by ends
    std::vector<SignalRecord> m_signals;                               //!< records
    std::vector<StateRecord> m_states;                                 //!< records
    std::vector<AdvertisementRecord> m_advertisements;                 //!< records
    std::array<std::vector<DropRecord>, N_PLACES> m_drops;             //!< records
    std::vector<DropRecord> m_ignored;                                 //!< records
    std::vector<DropRecord> m_refused;                                 //!< records
};

/**
 * @ingroup pmipv6-tests
 * What a mobile node receives from now on.
 */
class ReceivedPackets
{
  public:
    /// @param device the node's device
    explicit ReceivedPackets(Ptr<IdealDevice> device)
    {
        device->TraceConnectWithoutContext(
            "Received",
            MakeSink<Ptr<const Packet>>(
                [this](Ptr<const Packet> packet) { m_packets.push_back(packet->Copy()); }));
    }

    /// @return the ICMPv6 messages of a type
    std::vector<Ptr<const Packet>> GetIcmpv6(uint8_t type) const
    {
        std::vector<Ptr<const Packet>> found;
        std::copy_if(
            m_packets.begin(),
            m_packets.end(),
            std::back_inserter(found),
            [type](Ptr<const Packet> packet) { return TopologyFixture::IsIcmpv6(packet, type); });
        return found;
    }

    /// @return how many packets have a Next Header
    std::size_t Count(uint8_t protocol) const
    {
        return static_cast<std::size_t>(
            std::count_if(m_packets.begin(), m_packets.end(), [protocol](Ptr<const Packet> p) {
                return GetOctets(p).at(6) == protocol;
            }));
    }

  private:
    std::vector<Ptr<const Packet>> m_packets; //!< all of them
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TOPOLOGY_FIXTURE_H
