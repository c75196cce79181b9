/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HELPER_ARGUMENT_H
#define PMIPV6_HELPER_ARGUMENT_H

#include "ns3/abort.h"
#include "ns3/ptr.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Ends the program with a sentence if an argument that has to be an object is null.
 *
 * @param argument the argument
 * @param who whose it is, "DmmHelper::AddMobileNode"
 * @param name its name there
 * @param allowed what may be given
 */
template <class T>
void
CheckArgument(const Ptr<T>& argument,
              const std::string& who,
              const std::string& name,
              const std::string& allowed)
{
    NS_ABORT_MSG_UNLESS(argument,
                        who << ": the argument \"" << name << "\" is null; allowed is " << allowed);
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HELPER_ARGUMENT_H
