/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-message-subjects.h"

#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const std::set<std::string> REQUESTS{"Pbqr", "Pbci", "LocationUpdate"};   //!< of draft-luo
const std::set<std::string> ANSWERS{"Pbqa", "Pbca", "LocationUpdateAck"}; //!< to these

} // namespace

std::string
MessageSubjects::Find(const SignalingRecord& record, const std::string& owner)
{
    const bool isRequest = REQUESTS.count(record.message) > 0;
    const bool isAnswer = ANSWERS.count(record.message) > 0;
    const bool isSent = record.event == "sent";
    if (!isRequest && !isAnswer)
    {
        return "";
    }
    const Key key{isAnswer == isSent ? record.peer : record.node,
                  isAnswer == isSent ? record.node : record.peer,
                  record.sequence};
    const std::string& subject = record.mobileNode.empty() ? owner : record.mobileNode;
    if (isRequest && isSent)
    {
        m_asked[key] = subject;
    }
    const auto asked = m_asked.find(key);
    return subject.empty() && asked != m_asked.end() ? asked->second : subject;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
