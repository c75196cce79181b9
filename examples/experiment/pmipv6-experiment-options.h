/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTIONS_H
#define PMIPV6_EXPERIMENT_OPTIONS_H

#include "pmipv6-experiment-choices.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-mobility-trace.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Two nodes, in the order of their names, or sender and receiver.
using NodePair = std::pair<std::string, std::string>;

/// A node's name, and a time.
using NodeMoment = std::pair<std::string, Time>;

/**
 * What a run of the experiment program is to be. A member has the name of its option and, here, its
 * default. Options whose default depends on others are resolved by ParseExperimentOptions.
 */
struct ExperimentOptions
{
    Scheme scheme{Scheme::PMIPV6};                      //!< who keeps nodes reachable
    Case scenario{Case::A21};                           //!< --case: anchors and gateways of a pair
    Access access{Access::WIFI};                        //!< technology of the access links
    Core core{Core::MESH};                              //!< shape of the core network
    uint32_t transit{0};                                //!< routers on each link of the mesh
    Correspondent correspondent{Correspondent::MOBILE}; //!< kind of node that cn1 is

    Move move{Move::MN};                                   //!< who moves
    Time moveAt{Seconds(10)};                              //!< first detach of mn1
    uint32_t moves{1};                                     //!< moves of a node
    Time dwell{Seconds(10)};                               //!< between two detaches of a node
    Time moveOffset{0};                                    //!< cn after mn; may be negative
    Time stagger{0};                                       //!< pair i+1 after pair i
    std::map<std::string, std::vector<std::string>> paths; //!< --path: gateways by mobile node
    MoveDomain moveDomain{MoveDomain::SAME};               //!< domain of gateways moved to
    uint32_t mobileNodes{1};                               //!< pairs mnI, cnI

    Traffic traffic{Traffic::UDP};        //!< transport of the data
    Direction direction{Direction::BOTH}; //!< of the data
    Time trafficStart{Seconds(5)};        //!< of mn to cn, or of the only direction
    Time interval{MilliSeconds(20)};      //!< between two packets
    uint32_t packetSize{200};             //!< octets of UDP payload; with TCP of a segment's

    Time delayMagLma{MilliSeconds(10)}; //!< one way, gateway to anchor
    Time delayMagMag{MilliSeconds(6)};  //!< one way, gateway to gateway
    Time delayLmaLma{MilliSeconds(20)}; //!< one way, anchor to anchor
    Time delayAccess{MilliSeconds(2)};  //!< one way, mobile node to gateway on the ideal link
    Time delayCnLma{MilliSeconds(10)};  //!< one way, fixed correspondent to anchors, gateways
    std::map<NodePair, Time> delays;    //!< --delay: one way, of one pair

    Time l2Gap{MilliSeconds(50)};                  //!< ideal link: from detach to attach
    std::optional<Time> detachDetection;           //!< ideal link: till the old gateway notices
    WifiHandover wifiHandover{WifiHandover::FAST}; //!< how a station changes its access point
    double speed{20};                              //!< m/s, of a station that walks
    double apDistance{100};                        //!< m, between access points
    double range{400};                             //!< m, of an access point with a trace
    double accessLoss{0};                          //!< percent of frames lost on the ideal link
    Time authenticationDelay{0};                   //!< T_A

    std::string traceFile;                      //!< --trace; empty without
    std::shared_ptr<const MobilityTrace> trace; //!< what is in it
    uint32_t gatewayRows{3};                    //!< --gateways
    uint32_t gatewayColumns{5};                 //!< --gateways
    double hysteresis{20};                      //!< m, with a trace on the ideal link

    Time duration;                          //!< end of the run
    uint32_t seed{1};                       //!< ns-3's RngSeed
    uint64_t run{1};                        //!< ns-3's RngRun
    std::vector<NodePair> flowLogs;         //!< --flowLog: sender and receiver of each flow
    Time bin{MilliSeconds(100)};            //!< of throughput.csv
    Phase phase{Phase::FIXED};              //!< when moves and flows begin
    Time phaseSpan;                         //!< a move with a random phase begins so much later
    std::string output;                     //!< folder of the results
    bool pcap{false};                       //!< whether captures are written
    Ordering ordering{Ordering::TIMESTAMP}; //!< how an anchor orders registrations

    LrMode lrMode{LrMode::DIRECT};             //!< way of messages between gateways
    LrInitiator lrInitiator{LrInitiator::LMA}; //!< who brings a localized route about
    bool lrOrdering{true};                     //!< whether gateways refuse earlier attempts

    double signallingLoss{0};        //!< percent of Mobility Headers lost on a link of the core
    double signallingDuplication{0}; //!< percent doubled there
    Time signallingJitter{0};        //!< longest time for which each is held back there
    Time faultsUntil;                //!< when all three end

    std::vector<NodeMoment> restarts; //!< --restart: when the node's roles lose all state
    std::vector<NodeMoment> stops;    //!< --stop: when the node's roles vanish

    /// ns-3's attributes and global values as given, name and value; they are set.
    std::vector<std::pair<std::string, std::string>> attributes;
    /// Sentences for the user: options that were given and change nothing in this run.
    std::vector<std::string> notes;

    /**
     * @param a a node's name
     * @param b another's
     * @return the delay between them that --delay gave, in either order
     */
    std::optional<Time> GetDelay(const std::string& a, const std::string& b) const;

    /// @return whether there are several provider domains, or could be
    bool IsRoaming() const
    {
        return scenario == Case::ROAMING1 || scenario == Case::ROAMING2 ||
               scenario == Case::ROAMING3 || scenario == Case::ROAMING4;
    }

    /// @return whether each node of a pair has an anchor of its own (cases a12, a22, roaming)
    bool HasTwoAnchors() const
    {
        return scenario == Case::A12 || scenario == Case::A22 || IsRoaming();
    }

    /// @return whether a pair begins at one gateway (cases a11, a12)
    bool HasOneGateway() const
    {
        return scenario == Case::A11 || scenario == Case::A12;
    }

    /// @return whether correspondents are mobile nodes
    bool HasMobileCorrespondents() const
    {
        return correspondent == Correspondent::MOBILE;
    }

    /// @return whether the core loses, doubles or holds back signalling
    bool IsSignallingImpaired() const
    {
        return signallingLoss > 0 || signallingDuplication > 0 || !signallingJitter.IsZero();
    }

    /// @return whether mobile nodes mnI move, trace or not
    bool MovesMn() const
    {
        return move == Move::MN || move == Move::BOTH;
    }

    /// @return whether correspondents cnI move
    bool MovesCn() const
    {
        return move == Move::CN || move == Move::BOTH;
    }
};

/// An argument is wrong.
struct InvalidArgument
{
    std::string sentence; //!< option, value, what is allowed
};

/// The user asks for information and not for a run.
struct InformationAsked
{
    std::string ns3Argument; //!< argument that ns-3's CommandLine answers; empty: --help
};

/// What the arguments come to.
using ParseResult = std::variant<ExperimentOptions, InvalidArgument, InformationAsked>;

/**
 * Reads the program's arguments: those of the table in pmipv6-experiment-option-table.h, of which
 * the last counts where one is repeated; ns-3's attributes (--ns3::CLASS::ATTRIBUTE=VALUE) and
 * global values, which are set; and what ns-3's CommandLine prints (--PrintAttributes=CLASS ..).
 * Reads the trace. Writes nothing.
 *
 * @param arguments without the program's name
 * @return the run's options with all defaults resolved, or what else there is to do
 */
ParseResult ParseExperimentOptions(const std::vector<std::string>& arguments);

/**
 * @param argc main's
 * @param argv main's
 * @return as above
 */
ParseResult ParseExperimentOptions(int argc, const char* const* argv);

/**
 * Prints on the standard output what was asked for.
 *
 * @param asked what
 */
void PrintInformation(const InformationAsked& asked);

/// @return what --help prints, lines of 100 columns at most
std::string GetHelp();

/// A parameter as result.json has it: null, a number, a word or words.
using ParameterValue =
    std::variant<std::nullptr_t, bool, uint64_t, double, std::string, std::vector<std::string>>;

/// Parameters by name, in the order of the options.
using Parameters = std::vector<std::pair<std::string, ParameterValue>>;

/**
 * @param options a run's options
 * @return every option with its value in the option's unit, then attributes that were set
 */
Parameters GetParameters(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTIONS_H
