/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-movement.h"

#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-trace.h"
#include "pmipv6-experiment-values.h"

#include "ns3/box.h"
#include "ns3/double.h"
#include "ns3/gauss-markov-mobility-model.h"
#include "ns3/object-factory.h"
#include "ns3/pmipv6-mobility-recorder.h"
#include "ns3/pointer.h"
#include "ns3/position-allocator.h"
#include "ns3/random-variable-stream.h"
#include "ns3/random-waypoint-mobility-model.h"
#include "ns3/string.h"

#include <algorithm>
#include <iomanip>
#include <limits>
#include <sstream>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr double LEAST_SIDE = 1;         //!< of an area, m
constexpr Range NODE_SPEEDS{0.01, 1000}; //!< m/s; at 0 a node would never arrive
constexpr double CELL = 300;             //!< side of a gateway's part of the area by default, m
constexpr double MOST_LEGS = 1e7;        //!< of all nodes: they are kept
/// 15 to 60 km/h, the speeds of vehicles in a town by 3GPP TR 36.885, A.1.2.
constexpr SpeedRange TOWN_SPEEDS{4.17, 16.67};
const Time DRAWN_DURATION = Seconds(300); //!< of a run, by default

/// @return the default of --movement
Movement
GetDefaultMovement(const ExperimentOptions& options)
{
    return options[option::TRACE].trace ? Movement::TRACE : Movement::PLAN;
}

/// @return the default of --area: cells of 300 m, or so much around places out of a file
Rectangle
GetDefaultArea(const ExperimentOptions& options)
{
    const GatewayLayout& layout = options[option::GATEWAYS];
    if (layout.places.empty())
    {
        return Rectangle(0, CELL * layout.columns, 0, CELL * layout.rows);
    }
    const Vector& first = layout.places.front().position;
    Rectangle area(first.x, first.x, first.y, first.y);
    for (const GatewayPlace& place : layout.places)
    {
        area.xMin = std::min(area.xMin, place.position.x);
        area.xMax = std::max(area.xMax, place.position.x);
        area.yMin = std::min(area.yMin, place.position.y);
        area.yMax = std::max(area.yMax, place.position.y);
    }
    return Rectangle(area.xMin - CELL / 2,
                     area.xMax + CELL / 2,
                     area.yMin - CELL / 2,
                     area.yMax + CELL / 2);
}

/// @return the form of --area
ValueForm<Rectangle>
Corners()
{
    return {"XMIN:YMIN:XMAX:YMAX",
            [] {
                return "XMIN:YMIN:XMAX:YMAX with sides of " + FormatNumber(LEAST_SIDE) +
                       " m or more, each " + GetText(ANY_M) + " m";
            },
            [](Rectangle& value, const std::string& text) {
                std::vector<double> corners;
                for (const std::string& part : Split(text, ':'))
                {
                    const auto number = ReadInRange(part, ANY_M);
                    if (!number)
                    {
                        return false;
                    }
                    corners.push_back(*number);
                }
                if (corners.size() != 4)
                {
                    return false;
                }
                value = Rectangle(corners[0], corners[2], corners[1], corners[3]);
                return value.xMax - value.xMin >= LEAST_SIDE &&
                       value.yMax - value.yMin >= LEAST_SIDE;
            },
            [](const Rectangle& value) {
                return FormatNumber(value.xMin) + ":" + FormatNumber(value.yMin) + ":" +
                       FormatNumber(value.xMax) + ":" + FormatNumber(value.yMax);
            }};
}

/// @return the form of --speeds
ValueForm<SpeedRange>
MinToMax()
{
    return {"MIN:MAX",
            [] { return "MIN:MAX, each " + GetText(NODE_SPEEDS) + " m/s, MIN not above MAX"; },
            [](SpeedRange& value, const std::string& text) {
                const auto parts = Split(text, ':');
                const auto min = ReadInRange(parts[0], NODE_SPEEDS);
                const auto max = ReadInRange(parts.back(), NODE_SPEEDS);
                value = {min.value_or(0), max.value_or(0)};
                return parts.size() == 2 && min && max && *min <= *max;
            },
            [](const SpeedRange& value) {
                return FormatNumber(value.min) + ":" + FormatNumber(value.max);
            }};
}

/// @return the form of --alpha, which has no unit
ValueForm<double>
FromZeroToOne()
{
    const Range range{0, 1};
    auto form = InUnit("", range);
    form.allowed = [range] { return GetText(range); };
    return form;
}

/// @return why no model moves the nodes; or ""
std::string
WithoutModel(const ExperimentOptions& options)
{
    return IsMovementDrawn(options) ? "" : WithWord(options, option::MOVEMENT);
}

/// @return why there is no random waypoint; or ""
std::string
WithoutRandomWaypoint(const ExperimentOptions& options)
{
    return options[option::MOVEMENT] == Movement::RANDOM_WAYPOINT
               ? ""
               : WithWord(options, option::MOVEMENT);
}

/// @return why nothing is Gauss-Markov; or ""
std::string
WithoutGaussMarkov(const ExperimentOptions& options)
{
    return options[option::MOVEMENT] == Movement::GAUSS_MARKOV
               ? ""
               : WithWord(options, option::MOVEMENT);
}

/// @return what is wrong with the source of movement; before anything is asked of it
Sentence CheckSource(ExperimentOptions& options);

/// @return what is wrong with how much a model is to move
Sentence CheckLegs(const ExperimentOptions& options);

} // namespace

namespace option
{

const Option<Movement> MOVEMENT(
    {OptionGroup::VEHICLES,
     20,
     "movement",
     "what moves mobile nodes: moves by plan; a --trace; ns-3's random "
     "waypoint or Gauss-Markov model, where the nearest gateway decides"},
    OneOf<Movement>({{Movement::PLAN, "plan"},
                     {Movement::TRACE, "trace"},
                     {Movement::RANDOM_WAYPOINT, "random-waypoint"},
                     {Movement::GAUSS_MARKOV, "gauss-markov"}}),
    {"plan; with --trace trace", &GetDefaultMovement},
    {nullptr, &CheckLegs, &CheckSource});

const Option<Rectangle> AREA({OptionGroup::VEHICLES, 30, "area", "where a model moves nodes, in m"},
                             Corners(),
                             {"from 0:0, 300 m a gateway of the grid; gateways of a file and 150 m "
                              "around",
                              &GetDefaultArea},
                             {&WithoutModel});

const Option<SpeedRange> SPEEDS({OptionGroup::VEHICLES,
                                 40,
                                 "speeds",
                                 "with a model, m/s, uniformly distributed: of each leg; of a node "
                                 "on average (gauss-markov)"},
                                MinToMax(),
                                TOWN_SPEEDS,
                                {&WithoutModel});

const Option<Time> PAUSE({OptionGroup::VEHICLES, 50, "pause", "random-waypoint: before each leg"},
                         InSeconds(ANY_S),
                         Time(0),
                         {&WithoutRandomWaypoint});

const Option<double> ALPHA({OptionGroup::VEHICLES,
                            60,
                            "alpha",
                            "gauss-markov: how much of speed and direction stays from step to "
                            "step, 0: nothing, 1: all"},
                           FromZeroToOne(),
                           0.75,
                           {&WithoutGaussMarkov});

const Option<Time> STEP({OptionGroup::VEHICLES, 70, "step", "gauss-markov: between two changes"},
                        InSeconds({0.01, 1000}),
                        Seconds(1),
                        {&WithoutGaussMarkov});

} // namespace option

namespace
{

const OwnedAttributes OWNED_BY_MODELS{
    {"ns3::RandomWaypointMobilityModel::Speed", {&option::SPEEDS}, ""},
    {"ns3::RandomWaypointMobilityModel::Pause", {&option::PAUSE}, ""},
    {"ns3::RandomWaypointMobilityModel::PositionAllocator", {&option::AREA}, ""},
    {"ns3::GaussMarkovMobilityModel::Bounds", {&option::AREA}, ""},
    {"ns3::GaussMarkovMobilityModel::TimeStep", {&option::STEP}, ""},
    {"ns3::GaussMarkovMobilityModel::Alpha", {&option::ALPHA}, ""},
    {"ns3::GaussMarkovMobilityModel::MeanVelocity", {&option::SPEEDS}, ""},
    {"ns3::GaussMarkovMobilityModel::MeanPitch", {}, "nodes stay on the ground"},
    {"ns3::GaussMarkovMobilityModel::NormalPitch", {}, "nodes stay on the ground"},
};

/**
 * @param options a run's, with a model
 * @return how long a leg of a node takes, about
 */
double
EstimateLeg(const ExperimentOptions& options)
{
    if (options[option::MOVEMENT] == Movement::GAUSS_MARKOV)
    {
        return ToSeconds(options[option::STEP]);
    }
    // Two random places on a line are a third of it apart.
    const Rectangle& area = options[option::AREA];
    const double length = std::max(area.xMax - area.xMin, area.yMax - area.yMin) / 3;
    return length / options[option::SPEEDS].max + ToSeconds(options[option::PAUSE]);
}

Sentence
CheckSource(ExperimentOptions& options)
{
    const Movement movement = options[option::MOVEMENT];
    const std::string text = "--movement=" + GetWord(options, option::MOVEMENT);
    const bool hasTrace = options[option::TRACE].trace != nullptr;
    if (hasTrace && movement != Movement::TRACE)
    {
        return text + " is not allowed with --trace, which says where nodes are; allowed: one of "
                      "the two";
    }
    if (!hasTrace && movement == Movement::TRACE)
    {
        return text + " is not allowed without --trace; allowed: --trace=FILE alone";
    }
    return std::nullopt;
}

Sentence
CheckLegs(const ExperimentOptions& options)
{
    if (!IsMovementDrawn(options))
    {
        return std::nullopt;
    }
    const std::size_t nodes = PlanMobileNodes(options).size();
    const Time duration = options[option::DURATION];
    if (static_cast<double>(nodes) * ToSeconds(duration) > MOST_LEGS * EstimateLeg(options))
    {
        return "--movement=" + GetWord(options, option::MOVEMENT) + " is not allowed with " +
               std::to_string(nodes) + " mobile nodes and --duration=" + FormatSeconds(duration) +
               ", for all legs are kept; allowed: about " + FormatNumber(MOST_LEGS) + " legs";
    }
    return std::nullopt;
}

/// @return a variable, as ns-3's attributes take it
StringValue
Uniform(double min, double max)
{
    const auto text = [](double value) {
        std::ostringstream stream;
        stream << std::setprecision(std::numeric_limits<double>::max_digits10) << value;
        return stream.str();
    };
    return StringValue("ns3::UniformRandomVariable[Min=" + text(min) + "|Max=" + text(max) + "]");
}

/**
 * @param area a rectangle
 * @return draws places in it
 */
Ptr<PositionAllocator>
MakePlaces(const Rectangle& area)
{
    return CreateObjectWithAttributes<RandomRectanglePositionAllocator>(
        "X",
        Uniform(area.xMin, area.xMax),
        "Y",
        Uniform(area.yMin, area.yMax));
}

/**
 * @param options a run's
 * @param stream number of the first random stream
 * @return a node's random waypoint model, in its place
 */
Ptr<MobilityModel>
MakeRandomWaypoint(const ExperimentOptions& options, int64_t stream)
{
    const auto places = MakePlaces(options[option::AREA]);
    const SpeedRange& speeds = options[option::SPEEDS];
    const double pause = ToSeconds(options[option::PAUSE]);
    const auto model =
        CreateObjectWithAttributes<RandomWaypointMobilityModel>("Speed",
                                                                Uniform(speeds.min, speeds.max),
                                                                "Pause",
                                                                Uniform(pause, pause),
                                                                "PositionAllocator",
                                                                PointerValue(places));
    model->AssignStreams(stream);
    model->SetPosition(places->GetNext()); // This sets it going.
    return model;
}

/**
 * @param options a run's
 * @param stream number of the first random stream
 * @return a node's Gauss-Markov model, in its place
 */
Ptr<MobilityModel>
MakeGaussMarkov(const ExperimentOptions& options, int64_t stream)
{
    const Rectangle& area = options[option::AREA];
    const SpeedRange& speeds = options[option::SPEEDS];
    const auto model = CreateObjectWithAttributes<GaussMarkovMobilityModel>(
        "Bounds",
        BoxValue(Box(area.xMin, area.xMax, area.yMin, area.yMax, 0, 0)),
        "TimeStep",
        TimeValue(options[option::STEP]),
        "Alpha",
        DoubleValue(options[option::ALPHA]),
        "MeanVelocity",
        Uniform(speeds.min, speeds.max),
        "MeanPitch",
        StringValue("ns3::ConstantRandomVariable[Constant=0]"),
        "NormalPitch",
        StringValue("ns3::NormalRandomVariable[Mean=0|Variance=0|Bound=0]"));
    const auto places = MakePlaces(area);
    const int64_t count = places->AssignStreams(stream);
    model->AssignStreams(stream + count);
    model->SetPosition(places->GetNext()); // This sets it going.
    return model;
}

} // namespace

bool
IsPlanned(const ExperimentOptions& options)
{
    return options[option::MOVEMENT] == Movement::PLAN;
}

std::string
WithPlan(const ExperimentOptions& options)
{
    return IsPlanned(options) ? "without --trace or --movement" : "";
}

std::string
WithoutPlan(const ExperimentOptions& options)
{
    const std::string trace = WithTrace(options);
    return !trace.empty() || IsPlanned(options) ? trace : WithWord(options, option::MOVEMENT);
}

Rectangle
GetMovementArea(const ExperimentOptions& options)
{
    const auto trace = options[option::TRACE].trace;
    return trace ? trace->GetArea() : options[option::AREA];
}

Time
GetMovementEnd(const ExperimentOptions& options)
{
    const auto trace = options[option::TRACE].trace;
    return trace ? trace->GetEnd() : DRAWN_DURATION;
}

std::shared_ptr<const MobilityTrace>
MakeMovement(const ExperimentOptions& options)
{
    if (!IsMovementDrawn(options))
    {
        return options[option::TRACE].trace;
    }
    const bool isGaussMarkov = options[option::MOVEMENT] == Movement::GAUSS_MARKOV;
    std::vector<ModelledNode> nodes;
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        const std::size_t index = GetNodeIndex(node.name.GetNumber(), node.name.Is(MOBILE_NODE));
        const int64_t stream = GetFirstStream(StreamKind::MOVEMENT, index);
        nodes.push_back(
            {isGaussMarkov ? MakeGaussMarkov(options, stream) : MakeRandomWaypoint(options, stream),
             node.attachAt});
    }
    return std::make_shared<const MobilityTrace>(RecordMobility(nodes, options[option::DURATION]));
}

bool
IsMovementDrawn(const ExperimentOptions& options)
{
    return options[option::MOVEMENT] == Movement::RANDOM_WAYPOINT ||
           options[option::MOVEMENT] == Movement::GAUSS_MARKOV;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
