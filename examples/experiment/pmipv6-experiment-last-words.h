/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_LAST_WORDS_H
#define PMIPV6_EXPERIMENT_LAST_WORDS_H

#include <exception>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * While there is one, the program says one sentence and ends with status 2 where ns-3 ends it for a
 * value of an attribute (NS_FATAL_ERROR, NS_ABORT_MSG). There is at most one at a time.
 */
class LastWords
{
  public:
    /**
     * @param sentence what to say; behind it comes what ns-3 says, if that is asked for
     * @param isNs3Quoted whether it is
     */
    explicit LastWords(const std::string& sentence, bool isNs3Quoted = false);
    ~LastWords();

    LastWords(const LastWords&) = delete;
    LastWords& operator=(const LastWords&) = delete;

  private:
    std::terminate_handler m_before; //!< what was to happen at an end
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_LAST_WORDS_H
