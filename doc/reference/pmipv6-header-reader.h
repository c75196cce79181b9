/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HEADER_READER_H
#define PMIPV6_HEADER_READER_H

#include <istream>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace reference
{

/// An argument of a callback.
struct Argument
{
    std::string declaration; //!< type and name
    std::string meaning;     //!< what the header says of it; may be empty
};

/**
 * @ingroup pmipv6-tests
 * What the module's headers say, and TypeIds do not: what a class is, in a sentence, and with what
 * a trace source calls. It reads headers as clang-format writes them.
 */
class HeaderReader
{
  public:
    /**
     * Reads a header, besides those read before.
     *
     * @param header its text
     */
    void Read(std::istream& header);

    /**
     * @param name of a class
     * @return the first sentence of its description; empty if it has none
     */
    std::string GetBrief(const std::string& name) const;

    /**
     * @param name of a callback, as "Class::NameTracedCallback" or without a class
     * @return its arguments; null if no header has it
     */
    const std::vector<Argument>* FindCallback(const std::string& name) const;

  private:
    std::map<std::string, std::string> m_briefs;              //!< by class
    std::map<std::string, std::vector<Argument>> m_callbacks; //!< by name
};

} // namespace reference
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HEADER_READER_H
