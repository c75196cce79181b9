/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-header-reader.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace reference
{

namespace
{

/// @return a line without blanks and marks of comments in front
std::string
Strip(const std::string& line)
{
    const auto begin = line.find_first_not_of(" /*");
    return begin == std::string::npos ? "" : line.substr(begin);
}

/// @return whether a text begins with another
bool
BeginsWith(const std::string& text, const std::string& front)
{
    return text.compare(0, front.size(), front) == 0;
}

/// @return the first sentence of a description, whose first paragraph is looked at
std::string
TakeSentence(const std::vector<std::string>& comment)
{
    std::string text;
    for (const auto& line : comment)
    {
        if (line.empty() && !text.empty())
        {
            break;
        }
        if (!line.empty() && line[0] != '@')
        {
            text += (text.empty() ? "" : " ") + line;
        }
    }
    for (auto end = text.find(". "); end != std::string::npos; end = text.find(". ", end + 1))
    {
        if (end + 2 < text.size() && std::isupper(static_cast<unsigned char>(text[end + 2])))
        {
            return text.substr(0, end + 1);
        }
    }
    return text;
}

/// @return the descriptions of parameters, by name
std::map<std::string, std::string>
TakeParameters(const std::vector<std::string>& comment)
{
    std::map<std::string, std::string> parameters;
    std::string* last = nullptr;
    for (const auto& line : comment)
    {
        if (BeginsWith(line, "@param "))
        {
            std::istringstream words(line.substr(7));
            std::string name;
            std::string meaning;
            words >> name >> std::ws;
            std::getline(words, meaning);
            last = &(parameters[name] = meaning);
        }
        else if (line.empty() || line[0] == '@')
        {
            last = nullptr;
        }
        else if (last)
        {
            *last += " " + line;
        }
    }
    return parameters;
}

/// @return the arguments of a declaration "using NAME = void (*)(ARGUMENTS);"
std::vector<Argument>
TakeArguments(const std::string& declaration, const std::vector<std::string>& comment)
{
    const auto meanings = TakeParameters(comment);
    const auto begin = declaration.find("(*)(") + 4;
    const std::string list = declaration.substr(begin, declaration.rfind(')') - begin);
    std::vector<Argument> arguments;
    std::string part;
    int depth = 0; // of template arguments
    for (std::size_t i = 0; i <= list.size(); ++i)
    {
        if (i < list.size() && (list[i] != ',' || depth > 0))
        {
            depth += list[i] == '<' ? 1 : list[i] == '>' ? -1 : 0;
            part += part.empty() && list[i] == ' ' ? "" : std::string(1, list[i]);
        }
        else if (!part.empty())
        {
            const auto known = meanings.find(part.substr(part.rfind(' ') + 1));
            arguments.push_back({part, known == meanings.end() ? "" : known->second});
            part.clear();
        }
    }
    return arguments;
}

} // namespace

void
HeaderReader::Read(std::istream& header)
{
    std::vector<std::string> comment; // in front of the line
    std::string scope;                // the class around it, with "::"
    for (std::string line; std::getline(header, line);)
    {
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        std::string text = line.substr(indent);
        if (BeginsWith(text, "/**") || BeginsWith(text, "///"))
        {
            comment = {Strip(text)};
        }
        else if (BeginsWith(text, "*"))
        {
            comment.push_back(Strip(text));
        }
        else if (BeginsWith(line, "class ") && line.back() != ';')
        {
            std::istringstream words(line.substr(6));
            words >> scope;
            m_briefs.emplace(scope, TakeSentence(comment));
            scope += "::";
        }
        else if (line == "};")
        {
            scope.clear();
        }
        else if (BeginsWith(text, "using ") &&
                 text.find("TracedCallback = void (*)(") != std::string::npos)
        {
            for (std::string more; text.back() != ';' && std::getline(header, more);)
            {
                text += ' ' + Strip(more);
            }
            const std::string name = text.substr(6, text.find(' ', 6) - 6);
            m_callbacks.emplace(scope + name, TakeArguments(text, comment));
        }
    }
}

std::string
HeaderReader::GetBrief(const std::string& name) const
{
    const auto known = m_briefs.find(name);
    return known == m_briefs.end() ? "" : known->second;
}

const std::vector<Argument>*
HeaderReader::FindCallback(const std::string& name) const
{
    const auto known = m_callbacks.find(name);
    return known == m_callbacks.end() ? nullptr : &known->second;
}

} // namespace reference
} // namespace pmipv6
} // namespace ns3
