/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ATTACHMENT_RULES_H
#define PMIPV6_ATTACHMENT_RULES_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-refusal-remedy.h"

#include "ns3/nstime.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * Is a node that has attached to be registered (RFC 5213, 6.9.1.1)?
 *
 * @param profile its policy profile, or null
 * @param isDenied its anchor has refused it for good (RFC 5213, 6.9.1.2, 6 and 7)
 * @return why it gets no service; empty: it is
 */
std::string DecideAttachment(const PolicyProfile* profile, bool isDenied);

/**
 * @ingroup pmipv6-registration
 * Does a node that has attached look after its mobility itself (RFC 6612, 3.3)? Then the gateway is
 * to it what any access router is.
 *
 * @param profile its policy profile, or null
 * @return true if the domain knows it, and says that it gets no network-based mobility
 */
bool IsForPlainService(const PolicyProfile* profile);

/// @ingroup pmipv6-registration
/// What becomes of a registration whose node is gone.
enum class DetachmentVerdict
{
    NOTHING,    //!< its de-registration is under way
    REMOVE,     //!< the anchor knows nothing of it
    DEREGISTER, //!< the anchor has a binding, or may have
};

/**
 * @ingroup pmipv6-registration
 * What becomes of a registration whose node is gone (RFC 5213, 6.9.1.4)?
 *
 * @param entry the registration
 * @return what is to be done
 */
DetachmentVerdict DecideDetachment(const BindingUpdateListEntry& entry);

/**
 * @ingroup pmipv6-registration
 * @param entry a registration that is to be made or extended, of a node that has not just attached
 * @return the Handoff Indicator: a binding that lives is extended (RFC 5213, 6.9.1.3, 3)
 */
HandoffIndicator GetIndicator(const BindingUpdateListEntry& entry);

/**
 * @ingroup pmipv6-registration
 * @param entry a registration that the anchor has refused
 * @param remedy what may help
 * @return true if its binding, which lives, is left as it is
 */
bool OutlivesRefusal(const BindingUpdateListEntry& entry, RefusalRemedy remedy);

/// @ingroup pmipv6-registration
/// By what a gateway knows when to attend to a registration.
struct AttachmentFacts
{
    Time heard;                 //!< when the node was last heard; counts with silenceTimeout alone
    Time silenceTimeout;        //!< SilenceTimeout; 0: silence is no reason
    Time deregistrationTimeout; //!< DeregistrationTimeout
};

/**
 * @ingroup pmipv6-registration
 * @param entry a registration
 * @param facts by what to judge
 * @return when it needs attention next; Time::Max() if never
 */
Time GetDeadline(const BindingUpdateListEntry& entry, const AttachmentFacts& facts);

/// @ingroup pmipv6-registration
/// What a registration needs whose deadline has come.
enum class AttachmentDue
{
    NOTHING,                //!< the node was heard, or a request takes care of it
    GIVE_UP_DEREGISTRATION, //!< its answer has not come
    RETRY,                  //!< the refusal may have passed
    END,                    //!< the lifetime is over
    REFRESH,                //!< the binding is to be extended (RFC 5213, 6.9.1.3)
    ASK,                    //!< the node is silent
};

/**
 * @ingroup pmipv6-registration
 * @param entry a registration whose deadline has come
 * @param facts by what to judge
 * @param now the time
 * @return what it needs
 */
AttachmentDue DecideDue(const BindingUpdateListEntry& entry,
                        const AttachmentFacts& facts,
                        Time now);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ATTACHMENT_RULES_H
