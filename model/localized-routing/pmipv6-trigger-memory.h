/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRIGGER_MEMORY_H
#define PMIPV6_TRIGGER_MEMORY_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-route-messages.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// How a message stands to what its sender has said before.
enum class MessageAge
{
    NEW,      //!< newer than all that was taken
    REPEATED, //!< the newest that was taken, once more
    LATE,     //!< overtaken by what was taken
};

/**
 * @ingroup pmipv6-localized-routing
 * What each other anchor has said last of each pair by RO Trigger, for as long as an earlier
 * message of it may still be on its way: also of sessions that are gone. The timestamp, of when the
 * source's anchor accepted its binding, orders; of one binding the sequence number.
 */
class TriggerMemory
{
  public:
    /**
     * @param request an RO Trigger
     * @param peer the anchor that has sent it
     * @param now the time
     * @return whether it may change anything
     */
    MessageAge Judge(const RouteRequest& request, const Ipv6Address& peer, Time now);

    /**
     * Remember the newest RO Trigger.
     *
     * @param request what it says
     * @param peer the anchor that has sent it
     * @param now the time
     */
    void Keep(const RouteRequest& request, const Ipv6Address& peer, Time now);

    /**
     * Remember how an RO Trigger was answered; nothing happens unless it is the newest.
     *
     * @param request what it says
     * @param peer the anchor that has sent it
     * @param status the status of the answer
     */
    void SetStatus(const RouteRequest& request, const Ipv6Address& peer, ExperimentalStatus status);

    /**
     * @param request an RO Trigger that is remembered
     * @param peer the anchor that has sent it
     * @return how it was answered; nothing if it is not
     */
    std::optional<ExperimentalStatus> FindStatus(const RouteRequest& request,
                                                 const Ipv6Address& peer) const;

    /// Forget everything.
    void Clear();

  private:
    /// Of whom is spoken, by whom: the order of the pair is that of the message.
    using Key = std::string;

    /// What is remembered.
    struct Known
    {
        uint64_t timestamp;                       //!< of the source's binding; 0: none was named
        uint16_t sequence;                        //!< number of the message
        std::optional<ExperimentalStatus> status; //!< how it was answered
    };

    /**
     * @param request an RO Trigger
     * @param peer the anchor that has sent it
     * @return its key
     */
    static Key GetKey(const RouteRequest& request, const Ipv6Address& peer);

    ExpiringMap<Key, Known> m_known; //!< the newest of each
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRIGGER_MEMORY_H
