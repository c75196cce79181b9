/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_MESSAGE_SUBJECTS_H
#define PMIPV6_EXPERIMENT_MESSAGE_SUBJECTS_H

#include "ns3/pmipv6-signaling-monitor.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Of which mobile node a message of draft-luo speaks that does not name it: that of its prefix; an
 * answer without a prefix of that of its request.
 */
class MessageSubjects
{
  public:
    /**
     * @param record a message that was sent, received or dropped
     * @param owner mobile node of the first prefix that it names; empty: nobody's, or there is none
     * @return name of the mobile node; empty if it is not known, or the message is no such one
     */
    std::string Find(const SignalingRecord& record, const std::string& owner);

  private:
    /// Who asked whom, under which number.
    using Key = std::tuple<std::string, std::string, uint16_t>;

    std::map<Key, std::string> m_asked; //!< of requests; a number that comes again takes its place
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_MESSAGE_SUBJECTS_H
