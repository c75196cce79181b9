/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A study of the race of RFC 6279, 3.2: both nodes of a pair with a localized route hand over at
 * about the same time, on many networks with random delays.
 *
 *     mn ))) mag1, then mag3          lma1, lma2, any two of the six with a wire of their own;
 *     cn ))) mag2, then mag4          each node is 50 ms without a link
 *
 * For each offset, cn's attachment at mag4 after mn's at mag3, a row says how many runs end
 * - stale: a gateway or anchor takes a node to be where it is not, or a packet that follows the
 *   tables does not arrive;
 * - indirect: not stale, but by the anchors;
 * and, over all runs of the row,
 * - lost: packets sent from 2 s after the last attachment on that do not arrive, of 40 a run;
 * - messages: Mobility Header packets of both handovers, PBU and PBA included, a run;
 * - superfluous: of these, those beyond the 12 (one anchor) or 14 (two) that draft-loureiro needs;
 * - undone: RO Init and RO Setup that reach a gateway which their node has left, or that name one
 *   which the other node has left.
 *
 * What to look for: where nobody controls (`--scheme=uncoordinated`) a third of the runs end stale
 * in case a22, and stay so; with the draft's controller but without numbers on its attempts
 * (`--scheme=without-ordering`) some still do, in a21 too; with them none. The first bad run can be
 * run again alone: `--topology=N --offset=MS` shows its messages.
 */

#include "ns3/boolean.h"
#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-mobility-names.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/random-variable-stream.h"
#include "ns3/rng-seed-manager.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Time HANDOVER = Seconds(4);   //!< mn attaches to mag3
const Time GAP = MilliSeconds(50);  //!< without a link before
const Time SETTLING = Seconds(2);   //!< after the last attachment
const uint32_t PROBES = 20;         //!< packets each way after that
const double LONGEST_OFFSET = 1000; //!< ms
const double SHORTEST = 1;          //!< delay of a wire, ms
const double LONGEST = 40;          //!< delay of a wire, ms
const double SIDE = 27;             //!< of the square on which places lie, ms

/// Who has a wire to whom.
const std::array<std::string, 6> PLACES{"lma1", "lma2", "mag1", "mag2", "mag3", "mag4"};

/// Delays of the wires in ms, by names in the order of PLACES.
using Wires = std::map<std::pair<std::string, std::string>, double>;

/// @return the present, ms after HANDOVER; ns-3's own conversion shifts a time below 0, which C++17
/// does not define
double
GetSinceHandover()
{
    return static_cast<double>((Simulator::Now() - HANDOVER).GetNanoSeconds()) / 1e6;
}

/// What the command line asks for.
struct Study
{
    std::string topology{"a22"};             //!< --case
    std::string scheme{"localized-routing"}; //!< --scheme
    std::string triangle{"off"};             //!< --triangle
    uint32_t seed{1};                        //!< --seed
};

/// The cases by their names.
const std::map<std::string, Rfc6279Case> CASES{{"a11", Rfc6279Case::A11},
                                               {"a12", Rfc6279Case::A12},
                                               {"a21", Rfc6279Case::A21},
                                               {"a22", Rfc6279Case::A22},
                                               {"roaming1", Rfc6279Case::ROAMING_1},
                                               {"roaming2", Rfc6279Case::ROAMING_2},
                                               {"roaming3", Rfc6279Case::ROAMING_3},
                                               {"roaming4", Rfc6279Case::ROAMING_4}};

/// What a run has shown, or several together.
struct Outcome
{
    uint32_t runs{0};        //!< how many
    uint32_t stale{0};       //!< of these
    uint32_t indirect{0};    //!< of these
    uint64_t lost{0};        //!< packets
    uint64_t messages{0};    //!< sent
    uint64_t superfluous{0}; //!< of these
    uint64_t undone{0};      //!< of these
    std::string faults;      //!< what is stale, in words

    /// Add what another has shown.
    void Add(const Outcome& other)
    {
        runs += other.runs;
        stale += other.stale;
        indirect += other.indirect;
        lost += other.lost;
        messages += other.messages;
        superfluous += other.superfluous;
        undone += other.undone;
    }
};

/// @return a time of so many ms, to the nanosecond
Time
FromMs(double milliseconds)
{
    return NanoSeconds(static_cast<int64_t>(std::round(milliseconds * 1e6)));
}

/**
 * @param study what is asked for
 * @param number of the topology, from 1
 * @return its delays: each for itself, or, so that no way over another place is shorter, 1 ms
 *         more than the distance of places on a square
 */
Wires
DrawWires(const Study& study, uint32_t number)
{
    RngSeedManager::SetSeed(study.seed);
    auto random = CreateObject<UniformRandomVariable>();
    random->SetStream(number);
    std::array<std::pair<double, double>, PLACES.size()> points;
    for (auto& point : points)
    {
        point.first = random->GetValue(0, SIDE);
        point.second = random->GetValue(0, SIDE);
    }
    Wires wires;
    for (std::size_t i = 0; i < PLACES.size(); ++i)
    {
        for (std::size_t j = i + 1; j < PLACES.size(); ++j)
        {
            wires[{PLACES[i], PLACES[j]}] =
                study.triangle == "off"
                    ? random->GetValue(SHORTEST, LONGEST)
                    : SHORTEST + std::hypot(points[i].first - points[j].first,
                                            points[i].second - points[j].second);
        }
    }
    return wires;
}

/// One run.
class Race
{
  public:
    /**
     * @param study what is asked for
     * @param wires delays
     * @param offset cn's attachment after mn's
     * @param log show what happens here; or null
     */
    Race(const Study& study, const Wires& wires, Time offset, std::ostream* log)
        : m_wires(wires),
          m_begin(HANDOVER + Min(offset, Time(0)) - GAP),
          m_log(log)
    {
        const bool isControlled = study.scheme != "uncoordinated";
        m_topology.SetScheme(isControlled ? Rfc6279Scheme::LOCALIZED_ROUTING
                                          : Rfc6279Scheme::UNCOORDINATED);
        m_topology.GetRouting().SetAgentAttribute("CheckOrdering",
                                                  BooleanValue(study.scheme != "without-ordering"));
        for (const auto& [names, delay] : wires)
        {
            m_topology.SetDelay(names.first, names.second, FromMs(delay));
        }
        m_topology.Build(CASES.at(study.topology));
        m_topology.AssignStreams(1);
        for (const auto& anchor : m_topology.GetAnchors())
        {
            Watch(anchor.name, anchor.node, anchor.anchor->GetAddress());
        }
        for (const auto& gateway : m_topology.GetGateways())
        {
            Watch(gateway.name, gateway.node, gateway.gateway->GetAddress());
        }
        for (const auto& mobile : m_topology.GetMobileNodes())
        {
            m_traffic.AddNode(mobile.node, mobile.name, true);
        }
        const Time settled = HANDOVER + Max(offset, Time(0)) + SETTLING;
        Send("mn", "cn", 100, Seconds(2), MilliSeconds(50), settled);
        Send("cn", "mn", 101, Seconds(2.5), MilliSeconds(50), settled);
        const Time probing = MilliSeconds(20) * static_cast<int64_t>(PROBES);
        Send("mn", "cn", 102, settled, MilliSeconds(20), settled + probing);
        Send("cn", "mn", 103, settled, MilliSeconds(20), settled + probing);
        Move("mn", HANDOVER, "mag3");
        Move("cn", HANDOVER + offset, "mag4");
        // The traffic monitor leaves the last second out, within which a packet may be on its way.
        Simulator::Stop(settled + probing + Seconds(1.1));
    }

    ~Race()
    {
        Simulator::Destroy();
    }

    Race(const Race&) = delete;
    Race& operator=(const Race&) = delete;

    /// @return what it shows
    Outcome Run()
    {
        Simulator::Run();
        const uint64_t needed = m_topology.GetAnchors().size() == 1 ? 12 : 14;
        Outcome outcome;
        outcome.runs = 1;
        outcome.messages = m_messages;
        outcome.superfluous = std::max(m_messages, needed) - needed;
        outcome.undone = m_undone;
        const auto found = m_topology.MakeChecker().Check();
        outcome.stale = found.isConsistent ? 0 : 1;
        for (const auto& stale : found.stale)
        {
            outcome.faults += (outcome.faults.empty() ? "" : "; ") + stale.node + " has " +
                              stale.object + " " + stale.key + " at " + stale.holds +
                              ", right is " + stale.shouldBe;
        }
        const auto flows = m_traffic.GetFlows();
        for (const auto& probes : {flows[2], flows[3]})
        {
            outcome.lost += probes.lost;
            // Two nodes and two gateways.
            outcome.indirect = found.isConsistent && probes.path.size() != 4 ? 1 : outcome.indirect;
        }
        return outcome;
    }

  private:
    /// Watch the messages of an anchor or a gateway.
    void Watch(const std::string& name, Ptr<Node> node, const Ipv6Address& address)
    {
        m_names[address] = name;
        m_traffic.AddNode(node, name, false);
        auto signaling = MobilitySignaling::Install(node);
        signaling->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, name](const SignalingEvent& event) { HandleSent(name, event); }));
        signaling->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, name](const SignalingEvent& event) { HandleReceived(name, event); }));
    }

    /// Have a node send packets from a time to another.
    void Send(const std::string& from,
              const std::string& to,
              uint16_t port,
              Time begin,
              Time interval,
              Time end)
    {
        const auto sender = m_topology.GetMobileNode(from);
        const auto receiver = m_topology.GetMobileNode(to);
        m_traffic.AddFlow(sender.node, receiver.node, 17, port);
        auto server = CreateObject<UdpServer>();
        server->SetAttribute("Port", UintegerValue(port));
        receiver.node->AddApplication(server);
        auto client = CreateObject<UdpClient>();
        client->SetRemote(Inet6SocketAddress(receiver.address, port));
        client->SetAttribute("Interval", TimeValue(interval));
        client->SetAttribute("MaxPackets", UintegerValue(1000000));
        client->SetStartTime(begin);
        client->SetStopTime(end - NanoSeconds(1));
        sender.node->AddApplication(client);
    }

    /// Let a node leave its gateway, and attach to another.
    void Move(const std::string& mobile, Time attach, const std::string& gateway)
    {
        Simulator::Schedule(attach - GAP, [this, mobile] { Tell(mobile + " has no link"); });
        Simulator::Schedule(attach,
                            [this, mobile, gateway] { Tell(mobile + " attaches to " + gateway); });
        m_topology.DetachAt(attach - GAP, mobile);
        m_topology.AttachAt(attach, mobile, gateway);
    }

    /// Show something that happens now.
    void Tell(const std::string& text) const
    {
        if (m_log)
        {
            *m_log << std::setw(9) << GetSinceHandover() << "  " << text << "\n";
        }
    }

    /// @return name of an anchor or a gateway
    std::string GetName(const Ipv6Address& address) const
    {
        const auto name = m_names.find(address);
        return name == m_names.end() ? "?" : name->second;
    }

    /// @return name of the mobile node that a prefix is of
    std::string GetOwner(const Prefix& prefix) const
    {
        const auto& mobiles = m_topology.GetMobileNodes();
        return mobiles[0].prefix == prefix ? mobiles[0].name : mobiles[1].name;
    }

    /// @return what a message says, in words
    std::string Describe(const MobilityMessage& message) const
    {
        std::ostringstream text;
        const auto* fields = GetExperimentalRequest(message);
        const auto request = fields ? ReadRouteRequest(*fields) : std::nullopt;
        const auto* answer = GetExperimentalAnswer(message);
        if (request && request->gateway)
        {
            const bool isSetup = std::holds_alternative<RoSetup>(message);
            text << ": " << GetOwner(isSetup ? request->pair.destination : request->pair.source)
                 << (request->lifetime == 0 ? " no more at " : " at ")
                 << GetName(*request->gateway);
        }
        if (request && request->ordering)
        {
            text << ", number " << *request->ordering;
        }
        if (answer && answer->status != ExperimentalStatus::SUCCESS)
        {
            text << ": refused, " << pmipv6::GetName(answer->status);
        }
        return text.str();
    }

    /// A message is sent.
    void HandleSent(const std::string& name, const SignalingEvent& event)
    {
        if (Simulator::Now() < m_begin || event.name.find("Heartbeat") != std::string::npos)
        {
            return;
        }
        ++m_messages;
        const std::string peer = GetName(event.peer);
        const auto wire = m_wires.find(std::minmax(name, peer));
        std::ostringstream text;
        text << std::fixed << std::setprecision(2) << name << " > " << peer << " " << event.name
             << Describe(*event.message);
        if (wire != m_wires.end())
        {
            text << " (arrives " << GetSinceHandover() + wire->second << ")";
        }
        Tell(text.str());
    }

    /// A message has come.
    void HandleReceived(const std::string& name, const SignalingEvent& event)
    {
        const bool isInit = std::holds_alternative<RoInit>(*event.message);
        const bool isSetup = std::holds_alternative<RoSetup>(*event.message);
        const auto* fields = GetExperimentalRequest(*event.message);
        const auto request = fields ? ReadRouteRequest(*fields) : std::nullopt;
        if (!(isInit || isSetup) || !request || request->lifetime == 0)
        {
            return;
        }
        const auto& pair = request->pair;
        const auto own = GetOwner(isSetup ? pair.source : pair.destination);
        const auto other = GetOwner(isSetup ? pair.destination : pair.source);
        const bool isInTime = m_topology.GetMobileNode(own).gateway == name &&
                              m_topology.GetMobileNode(other).gateway == GetName(*request->gateway);
        m_undone += isInTime ? 0 : 1;
    }

    const Wires& m_wires;                       //!< delays
    const Time m_begin;                         //!< the first node leaves
    std::ostream* m_log;                        //!< where to show what happens
    Rfc6279Helper m_topology;                   //!< the network
    TrafficMonitor m_traffic;                   //!< what becomes of packets
    std::map<Ipv6Address, std::string> m_names; //!< of anchors and gateways
    uint64_t m_messages{0};                     //!< of the handovers
    uint64_t m_undone{0};                       //!< of these
};

/// @return the numbers of a list with commas; nothing if one is none or beyond what is allowed
std::vector<double>
ParseOffsets(const std::string& list)
{
    std::vector<double> offsets;
    std::istringstream input(list + ",");
    double offset = 0;
    char comma = ',';
    while (input >> offset >> comma)
    {
        if (comma != ',' || std::abs(offset) > LONGEST_OFFSET)
        {
            return {};
        }
        offsets.push_back(offset);
    }
    return input.eof() && comma == ',' ? offsets : std::vector<double>();
}

/// Show a row of the table.
void
Show(const std::string& first, const Outcome& row)
{
    std::cout << std::setw(9) << first << std::setw(6) << row.runs << std::setw(7) << row.stale
              << std::setw(10) << row.indirect << std::setw(7) << row.lost << std::setw(10)
              << static_cast<double>(row.messages) / row.runs << std::setw(13) << row.superfluous
              << std::setw(8) << row.undone << "\n";
}

/// @return the delays of a topology
std::string
Describe(const Wires& wires)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(2) << "Delays in ms:";
    for (const auto& [names, delay] : wires)
    {
        text << " " << names.first << "-" << names.second << " " << delay;
    }
    return text.str() + "\n";
}

/// Show one run, message by message.
void
ShowRun(const Study& study, uint32_t topology, double offset)
{
    const Wires wires = DrawWires(study, topology);
    std::cout << Describe(wires) << "       ms  after mn attaches to mag3\n";
    const auto outcome = Race(study, wires, FromMs(offset), &std::cout).Run();
    std::cout << (outcome.stale      ? "Stale"
                  : outcome.indirect ? "Indirect"
                                     : "Consistent")
              << ", " << outcome.lost << " lost, " << outcome.messages << " messages, "
              << outcome.superfluous << " superfluous, " << outcome.undone << " undone\n"
              << outcome.faults << (outcome.faults.empty() ? "" : "\n");
}

/// Show a table of all offsets and topologies.
void
ShowTable(const Study& study, uint32_t topologies, const std::vector<double>& offsets)
{
    std::cout << "offset ms  runs  stale  indirect   lost  messages  superfluous  undone\n";
    Outcome total;
    std::string firstBad;
    for (const double offset : offsets)
    {
        Outcome row;
        for (uint32_t topology = 1; topology <= topologies; ++topology)
        {
            const Wires wires = DrawWires(study, topology);
            const auto outcome = Race(study, wires, FromMs(offset), nullptr).Run();
            row.Add(outcome);
            if (firstBad.empty() && (outcome.stale || outcome.indirect || outcome.lost))
            {
                std::ostringstream text;
                text << "First bad run: --case=" << study.topology << " --scheme=" << study.scheme
                     << " --triangle=" << study.triangle << " --seed=" << study.seed
                     << " --topology=" << topology << " --offset=" << offset << "\n"
                     << Describe(wires) << outcome.faults << "\n";
                firstBad = text.str();
            }
        }
        std::ostringstream first;
        first << offset;
        Show(first.str(), row);
        total.Add(row);
    }
    Show("all", total);
    std::cout << firstBad;
}

/**
 * @param value of an option
 * @param name of the option
 * @param allowed its values
 * @return true if it is one of them; else a sentence has said so
 */
bool
IsAllowed(const std::string& value,
          const std::string& name,
          const std::vector<std::string>& allowed)
{
    const bool isAllowed = std::find(allowed.begin(), allowed.end(), value) != allowed.end();
    if (!isAllowed)
    {
        std::cerr << "--" << name << "=" << value << "; allowed are";
        for (const auto& each : allowed)
        {
            std::cerr << " " << each;
        }
        std::cerr << "\n";
    }
    return isAllowed;
}

} // namespace

int
main(int argc, char* argv[])
{
    Study study;
    uint32_t topologies = 40;
    std::string list = "-60,-48,-36,-24,-12,0,12,24,36,48,60";
    uint32_t topology = 0;
    double offset = 0;
    CommandLine cmd(__FILE__);
    cmd.AddValue("case", "a11, a12, a21, a22, roaming1 to roaming4", study.topology);
    cmd.AddValue("scheme", "localized-routing, without-ordering, uncoordinated", study.scheme);
    cmd.AddValue("topologies", "how many, each with random delays", topologies);
    cmd.AddValue("offsets", "cn's attachments after mn's, ms, with commas between", list);
    cmd.AddValue("seed", "of the random delays", study.seed);
    cmd.AddValue("triangle", "on: no way over another place is shorter; off", study.triangle);
    cmd.AddValue("topology", "show a run with this one, from 1, and --offset", topology);
    cmd.AddValue("offset", "see --topology", offset);
    cmd.Parse(argc, argv);

    std::vector<std::string> cases;
    for (const auto& [name, value] : CASES)
    {
        cases.push_back(name);
    }
    const auto offsets = ParseOffsets(list);
    const bool isAllowed = IsAllowed(study.topology, "case", cases) &&
                           IsAllowed(study.scheme,
                                     "scheme",
                                     {"localized-routing", "without-ordering", "uncoordinated"}) &&
                           IsAllowed(study.triangle, "triangle", {"on", "off"});
    const bool isInRange =
        topologies > 0 && study.seed > 0 && !offsets.empty() && std::abs(offset) <= LONGEST_OFFSET;
    if (!isAllowed || !isInRange)
    {
        std::cerr << (isInRange ? ""
                                : "allowed are --topologies and --seed from 1, --offset and "
                                  "--offsets (with commas) from -1000 to 1000 ms\n");
        return 1;
    }
    std::cout << std::fixed << std::setprecision(2);
    topology > 0 ? ShowRun(study, topology, offset) : ShowTable(study, topologies, offsets);
    return 0;
}
