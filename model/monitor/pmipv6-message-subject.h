/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MESSAGE_SUBJECT_H
#define PMIPV6_MESSAGE_SUBJECT_H

#include "pmipv6-mobility-message.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * @param message a message, or null
 * @param event "sent", "received" or "dropped"
 * @param node whose event it is
 * @param peer the other end; of a dropped one the sender
 * @return the mobile node that the message is about: its MN-Identifier or, of the messages of RFC
 *         6275, the end that is one; empty if it names none, or if that is not known
 */
std::string FindMobileNode(const MobilityMessage* message,
                           const std::string& event,
                           const std::string& node,
                           const std::string& peer);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MESSAGE_SUBJECT_H
