/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-last-words.h"

#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr int WRONG_ARGUMENT = 2; //!< exit status

std::string g_sentence;     //!< what to say
bool g_isNs3Quoted = false; //!< whether ns-3's words are to follow
std::ostringstream g_ns3;   //!< what ns-3 says meanwhile
/// Where it would have gone, by stream.
std::map<std::ostream*, std::streambuf*> g_streams;

/// Let ns-3 speak again.
void
RestoreStreams()
{
    for (const auto& [stream, buffer] : g_streams)
    {
        stream->rdbuf(buffer);
    }
    g_streams.clear();
}

/// @return what ns-3 said last, of its: msg="..", cond="..", file=.., line=..
std::string
GetNs3Message()
{
    const std::string text = g_ns3.str();
    const std::string before = "msg=\"";
    const std::size_t begin = text.rfind(before);
    if (begin == std::string::npos)
    {
        return "not a word";
    }
    const std::size_t from = begin + before.size();
    for (const char* after : {"\", cond=", "\", +", "\", file="})
    {
        const std::size_t end = text.find(after, from);
        if (end != std::string::npos)
        {
            return text.substr(from, end - from);
        }
    }
    return text.substr(from, text.find('\n', from) - from);
}

/// Say it, and end.
[[noreturn]] void
Speak()
{
    RestoreStreams();
    std::cerr << g_sentence << (g_isNs3Quoted ? GetNs3Message() : "") << std::endl;
    std::_Exit(WRONG_ARGUMENT);
}

} // namespace

LastWords::LastWords(const std::string& sentence, bool isNs3Quoted)
{
    g_sentence = "pmipv6-experiment: " + sentence;
    g_isNs3Quoted = isNs3Quoted;
    g_ns3.str("");
    for (std::ostream* stream : {&std::cout, &std::cerr, &std::clog})
    {
        g_streams[stream] = stream->rdbuf(g_ns3.rdbuf());
    }
    m_before = std::set_terminate(Speak);
}

LastWords::~LastWords()
{
    std::set_terminate(m_before);
    RestoreStreams();
    std::cerr << g_ns3.str();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
