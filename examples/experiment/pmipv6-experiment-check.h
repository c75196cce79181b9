/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_CHECK_H
#define PMIPV6_EXPERIMENT_CHECK_H

#include <istream>
#include <ostream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * --check: says of command lines what they come to, for programs that make many, as ./pmipv6
 * compare does. Nothing is run, nothing is set, nothing is written but the answers, each a line of
 * JSON. The first line has the options: {"options": {NAME: {"form", "allowed", "words",
 * "repeatable"}}}; words are the values of one that takes a word, else null. Then each command line
 * has its answer: {"parameters", "idle", "notes"}, with the names of the options that were given
 * and change nothing, and the sentences that a run would say; or {"wrong"} with what is wrong with
 * it, in one sentence.
 *
 * @param questions command lines, each a line with a JSON array of words, without the program's
 *        name
 * @param answers get a line each, and are flushed after it
 */
void AnswerChecks(std::istream& questions, std::ostream& answers);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_CHECK_H
