/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-check.h"

#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-options.h"
#include "pmipv6-experiment-parameters-json.h"
#include "pmipv6-experiment-values.h"

#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param option an option
 * @return what may be given to it
 */
Json
Describe(const ExperimentOption& option)
{
    static const ExperimentOptions defaults;
    const std::string form = option.GetForm();
    const std::string allowed = option.GetAllowed();
    Json words = nullptr;
    if (form == "WORD")
    {
        words = Json::array();
        for (const std::string& word : Split(allowed, ','))
        {
            words.push_back(word.substr(word.find_first_not_of(' ')));
        }
    }
    // What may be given more than once has a list of values.
    const bool isList =
        std::holds_alternative<std::vector<std::string>>(option.GetParameter(defaults));
    return {{"form", form}, {"allowed", allowed}, {"words", words}, {"repeatable", isList}};
}

/// @return all options
Json
DescribeOptions()
{
    Json options = Json::object();
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            options[option->GetName()] = Describe(*option);
        }
    }
    return {{"options", options}};
}

/**
 * @param options of a run
 * @return the names of those that were given and change nothing
 */
std::vector<std::string>
GetIdle(const ExperimentOptions& options)
{
    std::vector<std::string> idle;
    for (const OptionTableGroup& group : GetOptionTable())
    {
        for (const ExperimentOption* option : group.options)
        {
            const auto& reason = option->GetRules().idle;
            if (reason && options.IsGiven(*option) && !reason(options).empty())
            {
                idle.push_back(option->GetName());
            }
        }
    }
    return idle;
}

/**
 * @param question a JSON array of words
 * @return what they come to
 */
Json
Answer(const std::string& question)
{
    const Json words = Json::parse(question, nullptr, false);
    std::vector<std::string> arguments;
    for (const Json& word : words.is_array() ? words : Json::array({nullptr}))
    {
        if (!word.is_string())
        {
            return {{"wrong", "a line of --check is no JSON array of words"}};
        }
        arguments.push_back(word);
    }
    const auto parsed = ReadExperimentOptions(arguments);
    if (const auto* invalid = std::get_if<InvalidArgument>(&parsed))
    {
        return {{"wrong", invalid->sentence}};
    }
    const auto* options = std::get_if<ExperimentOptions>(&parsed);
    if (!options)
    {
        return {{"wrong", "it asks for information and for no run"}};
    }
    return {{"parameters", ToJson(GetParameters(*options))},
            {"idle", GetIdle(*options)},
            {"notes", options->notes}};
}

} // namespace

void
AnswerChecks(std::istream& questions, std::ostream& answers)
{
    const auto write = [&answers](const Json& json) {
        answers << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
    };
    write(DescribeOptions());
    for (std::string question; std::getline(questions, question);)
    {
        write(Answer(question));
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
