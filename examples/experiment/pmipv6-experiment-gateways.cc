/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-gateways.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-mobility-trace.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <limits>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// What is wrong with a file of gateways: a sentence.
class GatewayFileError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/// Reads a file of gateways, line by line.
class GatewayFileReader
{
  public:
    /**
     * @param name the file's
     */
    explicit GatewayFileReader(std::string name)
        : m_name(std::move(name))
    {
    }

    /**
     * @return what is in the file, by rising number
     * @throws GatewayFileError if anything is wrong with it
     */
    std::vector<GatewayPlace> Read();

  private:
    /// Read a line.
    void ReadLine(const std::string& line);

    /// @return a coordinate
    double ReadCoordinate(const std::string& word) const;

    /// Say what is wrong with the line.
    [[noreturn]] void Fail(const std::string& what) const;

    std::string m_name;                                    //!< the file's
    std::size_t m_line{0};                                 //!< number of the line
    std::map<uint32_t, GatewayPlace> m_places;             //!< so far, by number
    std::map<std::pair<double, double>, NodeName> m_taken; //!< who stands where
};

std::vector<GatewayPlace>
GatewayFileReader::Read()
{
    std::ifstream file(m_name);
    for (std::string line; std::getline(file, line);)
    {
        ++m_line;
        const bool isMarked = m_line == 1 && line.rfind("\xEF\xBB\xBF", 0) == 0; // as editors do
        ReadLine(isMarked ? line.substr(3) : line);
    }
    // A folder can be opened and not read.
    if (!file.eof())
    {
        throw GatewayFileError(m_name + ": this file cannot be read");
    }
    if (m_places.empty())
    {
        throw GatewayFileError(m_name + ": there is no gateway in this file");
    }
    std::vector<GatewayPlace> places;
    for (const auto& [number, place] : m_places)
    {
        places.push_back(place);
    }
    return places;
}

void
GatewayFileReader::ReadLine(const std::string& line)
{
    std::istringstream stream(line.substr(0, line.find('#')));
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
    {
        words.push_back(word);
    }
    if (words.empty())
    {
        return;
    }
    if (words.size() != 3)
    {
        Fail("a line is NAME X Y, and this one has " + std::to_string(words.size()) + " field" +
             (words.size() == 1 ? "" : "s"));
    }
    const auto name = ReadNodeName(words[0]);
    if (!name || !name->IsGateway())
    {
        Fail("\"" + words[0] + "\" is no gateway; allowed: mag1 to mag" +
             std::to_string(MAX_GATEWAYS));
    }
    const Vector position(ReadCoordinate(words[1]), ReadCoordinate(words[2]), 0);
    const auto [place, isNew] = m_places.emplace(name->GetNumber(), GatewayPlace{*name, position});
    if (!isNew)
    {
        Fail(words[0] + " has a line already");
    }
    const auto [taken, isFree] = m_taken.emplace(std::make_pair(position.x, position.y), *name);
    if (!isFree)
    {
        Fail(words[0] + " stands where " + taken->second.GetText() + " does");
    }
}

double
GatewayFileReader::ReadCoordinate(const std::string& word) const
{
    const auto number = ReadInRange(word, ANY_M);
    if (!number)
    {
        Fail("coordinate \"" + word + "\" is not allowed; allowed: " + GetText(ANY_M) + " m");
    }
    return *number;
}

void
GatewayFileReader::Fail(const std::string& what) const
{
    throw GatewayFileError(m_name + ":" + std::to_string(m_line) + ": " + what);
}

/// @return what --gateways can be
std::string
GetAllowedLayouts()
{
    return "ROWSxCOLUMNS, each 1 or more, not more than " + std::to_string(MAX_GATEWAYS) +
           " in all, or a file with lines NAME X Y";
}

/**
 * @param layout changed
 * @param text ROWSxCOLUMNS, or a file's name
 * @return whether it is
 */
bool
ReadLayout(GatewayLayout& layout, const std::string& text)
{
    layout = {};
    if (text.find_first_not_of("0123456789x-") != std::string::npos)
    {
        layout.file = text;
        return true;
    }
    const auto parts = Split(text, 'x');
    const auto rows = ReadCount(parts[0]);
    const auto columns = ReadCount(parts.back());
    if (parts.size() != 2 || !rows || !columns || *rows < 1 || *columns < 1 ||
        *rows > MAX_GATEWAYS || *columns > MAX_GATEWAYS || *rows * *columns > MAX_GATEWAYS)
    {
        return false;
    }
    layout.rows = static_cast<uint32_t>(*rows);
    layout.columns = static_cast<uint32_t>(*columns);
    return true;
}

/// @return the form of --gateways; a file is read by FetchPlaces, once all options are known
ValueForm<GatewayLayout>
GridOrFile()
{
    return {"ROWSxCOLUMNS|FILE", &GetAllowedLayouts, &ReadLayout, [](const GatewayLayout& layout) {
                return layout.file.empty()
                           ? std::to_string(layout.rows) + "x" + std::to_string(layout.columns)
                           : layout.file;
            }};
}

/// @return what is wrong with the file of gateways
Sentence
FetchPlaces(ExperimentOptions& options)
{
    GatewayLayout layout = options[option::GATEWAYS];
    if (layout.file.empty())
    {
        return std::nullopt;
    }
    try
    {
        layout.places = GatewayFileReader(layout.file).Read();
    }
    catch (const GatewayFileError& error)
    {
        return "--gateways=" + layout.file + " is not allowed: " + error.what() +
               "; allowed: " + GetAllowedLayouts();
    }
    options.Set(option::GATEWAYS, layout);
    return std::nullopt;
}

/// @return what is wrong with a hysteresis where the technology itself decides
Sentence
CheckHysteresis(const ExperimentOptions& options)
{
    const auto describe = options[option::ACCESS]->traits.describeOwnChoice;
    if (!options.IsGiven(option::HYSTERESIS) || IsPlanned(options) || !describe)
    {
        return std::nullopt;
    }
    const std::string other = describe(options);
    if (other.empty())
    {
        return std::nullopt;
    }
    return "--hysteresis=" + FormatNumber(options[option::HYSTERESIS]) + " is not allowed " + other;
}

} // namespace

namespace option
{

const Option<GatewayLayout> GATEWAYS({OptionGroup::VEHICLES,
                                      80,
                                      "gateways",
                                      "at the centres of equal cells over the area, or a file "
                                      "with lines NAME X Y, in m"},
                                     GridOrFile(),
                                     GatewayLayout{},
                                     {&WithPlan, nullptr, &FetchPlaces});

const Option<double> HYSTERESIS(
    {OptionGroup::VEHICLES, 90, "hysteresis", "by so much another gateway must be nearer"},
    InUnit("m", {0, 1e6}),
    20.0,
    {&WithPlan, &CheckHysteresis});

} // namespace option

std::vector<GatewayPlace>
GetGatewayPlaces(const ExperimentOptions& options)
{
    const GatewayLayout& layout = options[option::GATEWAYS];
    if (IsPlanned(options) || !layout.places.empty())
    {
        return IsPlanned(options) ? std::vector<GatewayPlace>() : layout.places;
    }
    std::vector<GatewayPlace> places;
    for (const Vector& position :
         GetGatewayGrid(GetMovementArea(options), layout.rows, layout.columns))
    {
        places.push_back({NodeName(GATEWAY, static_cast<uint32_t>(places.size() + 1)), position});
    }
    return places;
}

std::string
WriteGatewayPlaces(const std::vector<GatewayPlace>& places)
{
    std::ostringstream text;
    text << std::setprecision(std::numeric_limits<double>::max_digits10);
    for (const GatewayPlace& place : places)
    {
        text << place.name.GetText() << " " << place.position.x << " " << place.position.y << "\n";
    }
    return text.str();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
