/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-options.h"
#include "pmipv6-experiment-values.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr std::size_t WIDTH = 100; //!< columns of a line
constexpr std::size_t INDENT = 34; //!< columns left of the text

/**
 * @param first what stands left
 * @param text broken into lines at the right
 * @return the lines
 */
std::string
Layout(const std::string& first, const std::string& text)
{
    std::string lines;
    std::string line = first;
    line.resize(std::max(line.size() + 1, INDENT), ' ');
    std::istringstream words(text);
    bool isEmpty = true;
    for (std::string word; words >> word; isEmpty = false)
    {
        if (!isEmpty && line.size() + 1 + word.size() > WIDTH)
        {
            lines += line + "\n";
            line.assign(INDENT, ' ');
            isEmpty = true;
        }
        line += (isEmpty ? "" : " ") + word;
    }
    return lines + line + "\n";
}

/// Writes a value as on the command line.
struct ValueWriter
{
    /// @return what stands for nothing
    std::string operator()(std::nullptr_t) const
    {
        return "none";
    }

    /**
     * @param value a switch
     * @return its word
     */
    std::string operator()(bool value) const
    {
        return value ? "on" : "off";
    }

    /**
     * @param value a number
     * @return its text
     */
    std::string operator()(uint64_t value) const
    {
        return std::to_string(value);
    }

    /**
     * @param value a number
     * @return its text
     */
    std::string operator()(double value) const
    {
        return FormatNumber(value);
    }

    /**
     * @param value a word
     * @return it
     */
    std::string operator()(const std::string& value) const
    {
        return value;
    }

    /**
     * @param values words
     * @return all of them
     */
    std::string operator()(const std::vector<std::string>& values) const
    {
        return Join(values, " ");
    }
};

/**
 * @param option an option
 * @return its lines of the help
 */
std::string
GetHelp(const ExperimentOption& option)
{
    static const ExperimentOptions defaults;
    const std::string form = option.GetForm();
    std::string text = option.GetDefaultText();
    if (text.empty())
    {
        text = std::visit(ValueWriter(), option.GetParameter(defaults));
    }
    return Layout("  --" + option.GetName() + (form.empty() ? "" : "=" + form),
                  option.GetIdentity().meaning + " (" + option.GetAllowed() + ") [" + text + "]");
}

} // namespace

std::string
GetHelp()
{
    std::string help =
        "One run of a mobility scheme, measured: pmipv6-experiment [--OPTION=VALUE ..]\n"
        "Defaults stand in brackets. Results are files in the folder of --output.\n";
    for (const OptionTableGroup& group : GetOptionTable())
    {
        help += "\n" + group.title + "\n";
        for (const ExperimentOption* option : group.options)
        {
            help += GetHelp(*option);
        }
    }
    help += "\nns-3\n";
    help += Layout("  --ns3::CLASS::ATTRIBUTE=VALUE",
                   "default of an attribute, for example of a class of ns3::pmipv6; "
                   "--PrintTypeIds lists the classes, --PrintAttributes=CLASS their attributes");
    help += Layout("  --GLOBAL=VALUE", "global value of ns-3; --PrintGlobals lists them");
    help += Layout("  --check",
                   "alone: says of command lines, each a line of standard input with a JSON array "
                   "of words, what they come to, each in a line of JSON; runs nothing");
    help += Layout("  --help", "this text");
    return help;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
