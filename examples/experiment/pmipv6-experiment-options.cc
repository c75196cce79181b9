/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-options.h"

#include "pmipv6-experiment-attributes.h"
#include "pmipv6-experiment-complete.h"
#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-values.h"

#include "ns3/command-line.h"

#include <algorithm>
#include <cctype>
#include <iostream>
#include <numeric>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// An argument --NAME=VALUE in its parts.
struct Argument
{
    std::string text;                 //!< as given
    std::string name;                 //!< without dashes
    std::optional<std::string> value; //!< behind "=", if there is one
};

/**
 * @param text an argument
 * @return its parts; the name is empty if it is no option. One dash is enough, as in ns-3
 */
Argument
ReadArgument(const std::string& text)
{
    Argument argument;
    argument.text = text;
    const std::size_t dashes = text.rfind("--", 0) == 0 ? 2 : text.rfind('-', 0) == 0 ? 1 : 0;
    if (dashes > 0)
    {
        const std::size_t equals = text.find('=');
        argument.name = text.substr(dashes, equals == std::string::npos ? equals : equals - dashes);
        if (equals != std::string::npos)
        {
            argument.value = text.substr(equals + 1);
        }
    }
    return argument;
}

/**
 * @param a a name
 * @param b another
 * @return how many letters must be added, left out or changed to make @p a into @p b; capital or
 *         small does not matter
 */
std::size_t
GetEditDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i)
    {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j)
        {
            const bool isSame = std::tolower(static_cast<unsigned char>(a[i])) ==
                                std::tolower(static_cast<unsigned char>(b[j]));
            const std::size_t changed = diagonal + (isSame ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

/**
 * @param name that no option has
 * @return the option whose name is nearest
 */
std::string
GetNearestName(const std::string& name)
{
    std::vector<std::string> names = GetLaterOptions();
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            names.push_back(option->GetName());
        }
    }
    return *std::min_element(names.begin(),
                             names.end(),
                             [&name](const std::string& a, const std::string& b) {
                                 return GetEditDistance(name, a) < GetEditDistance(name, b);
                             });
}

/**
 * @param name an option that is not built yet
 * @return the sentence
 */
std::string
SayNotBuilt(const std::string& name)
{
    return "--" + name + " is not built yet; allowed: what --help lists";
}

/// Reads arguments one after the other.
class Parser
{
  public:
    /**
     * @param argument the next
     * @return a sentence if it is wrong
     */
    std::optional<std::string> Read(const Argument& argument);

    /// @return the options, or a sentence if they do not fit together
    ParseResult Finish();

  private:
    /**
     * @param option of the table
     * @param argument that gives it
     * @return a sentence if its value is wrong
     */
    std::optional<std::string> ReadOption(const ExperimentOption& option, const Argument& argument);

    /**
     * @param argument an attribute or a global value of ns-3
     * @return a sentence if it is wrong
     */
    std::optional<std::string> ReadAttribute(const Argument& argument);

    ExperimentOptions m_options; //!< so far
};

std::optional<std::string>
Parser::Read(const Argument& argument)
{
    if (argument.name.empty())
    {
        return "\"" + argument.text + "\" is no option; allowed: --NAME=VALUE, which --help lists";
    }
    if (const ExperimentOption* option = FindOption(argument.name))
    {
        return ReadOption(*option, argument);
    }
    const auto& later = GetLaterOptions();
    if (std::find(later.begin(), later.end(), argument.name) != later.end())
    {
        return SayNotBuilt(argument.name);
    }
    const auto globals = GetGlobalNames();
    if (argument.name.find("::") != std::string::npos ||
        std::find(globals.begin(), globals.end(), argument.name) != globals.end())
    {
        return ReadAttribute(argument);
    }
    return "--" + argument.name + " is no option; the nearest is --" +
           GetNearestName(argument.name) + ", and --help lists all";
}

std::optional<std::string>
Parser::ReadOption(const ExperimentOption& option, const Argument& argument)
{
    const std::string name = "--" + option.GetName();
    const std::string form = option.GetForm();
    if (!argument.value && !form.empty())
    {
        return name + " has no value; allowed: " + name + "=" + form + ", " + option.GetAllowed();
    }
    const std::string value = argument.value.value_or("");
    if (!option.Read(m_options, value))
    {
        return name + "=" + value + " is not allowed; allowed: " + option.GetAllowed();
    }
    return std::nullopt;
}

std::optional<std::string>
Parser::ReadAttribute(const Argument& argument)
{
    if (!argument.value)
    {
        return "--" + argument.name + " has no value; allowed: --" + argument.name + "=VALUE";
    }
    auto sentence = CheckAttribute(argument.name, *argument.value);
    if (!sentence)
    {
        m_options.attributes.emplace_back(argument.name, *argument.value);
    }
    return sentence;
}

ParseResult
Parser::Finish()
{
    if (auto sentence = CompleteOptions(m_options))
    {
        return InvalidArgument{*sentence};
    }
    return m_options;
}

/**
 * @param arguments all
 * @return what is asked for in one of them; with a sentence if ns-3 has no answer to it
 */
std::optional<ParseResult>
FindQuestion(const std::vector<Argument>& arguments)
{
    for (const Argument& argument : arguments)
    {
        if (argument.name == "help" || argument.name == "PrintHelp" || argument.name == "h")
        {
            return InformationAsked{};
        }
        if (IsNs3Question(argument.name))
        {
            if (auto sentence = CheckNs3Question(argument.name, argument.value.value_or("")))
            {
                return InvalidArgument{*sentence};
            }
            return InformationAsked{argument.text};
        }
    }
    return std::nullopt;
}

} // namespace

ParseResult
ReadExperimentOptions(const std::vector<std::string>& texts)
{
    std::vector<Argument> arguments;
    std::transform(texts.begin(), texts.end(), std::back_inserter(arguments), ReadArgument);
    if (auto question = FindQuestion(arguments))
    {
        return *question;
    }
    Parser parser;
    for (const Argument& argument : arguments)
    {
        if (auto sentence = parser.Read(argument))
        {
            return InvalidArgument{*sentence};
        }
    }
    return parser.Finish();
}

ParseResult
ParseExperimentOptions(const std::vector<std::string>& texts)
{
    auto parsed = ReadExperimentOptions(texts);
    if (const auto* options = std::get_if<ExperimentOptions>(&parsed))
    {
        for (const auto& [name, value] : options->attributes)
        {
            SetAttribute(name, value);
        }
    }
    return parsed;
}

ParseResult
ParseExperimentOptions(int argc, const char* const* argv)
{
    return ParseExperimentOptions(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
}

void
PrintInformation(const InformationAsked& asked)
{
    if (asked.ns3Argument.empty())
    {
        std::cout << GetHelp() << std::flush;
        return;
    }
    CommandLine commandLine;
    commandLine.Parse(std::vector<std::string>{"pmipv6-experiment", asked.ns3Argument});
}

Parameters
GetParameters(const ExperimentOptions& options)
{
    Parameters parameters;
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            parameters.emplace_back(option->GetName(), option->GetParameter(options));
        }
    }
    parameters.insert(parameters.end(), options.attributes.begin(), options.attributes.end());
    return parameters;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
