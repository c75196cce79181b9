/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATE_RULES_H
#define PMIPV6_STATE_RULES_H

#include "pmipv6-records.h"
#include "pmipv6-state-source.h"
#include "pmipv6-whereabouts.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * What is wrong with a row.
 */
struct StateJudgement
{
    bool isStale;       //!< it misleads; false: it only waits for its end
    StaleRecord record; //!< it
};

/**
 * @ingroup pmipv6-monitor
 * What tables say, compared with where the nodes are.
 */
struct StateFinding
{
    bool isConsistent{true};           //!< nothing is stale
    std::vector<StaleRecord> stale;    //!< entries that mislead or lack, and who drops packets
    std::vector<StaleRecord> leftover; //!< entries that wait unused for their end

    /**
     * @param judgement what is wrong with a row, if anything
     */
    void Add(const std::optional<StateJudgement>& judgement);
};

/**
 * @ingroup pmipv6-monitor
 * A session misleads if it names a gateway where its mobile node is not. One that forwards nothing
 * is left over (RFC 5213, 5.3.5: it waits for a new gateway).
 *
 * @param holder name of the node that has it
 * @param session the row
 * @param known where mobile nodes are
 * @return what is wrong with it; nothing if it is right, or its mobile node is attached nowhere
 */
std::optional<StateJudgement> JudgeSession(const std::string& holder,
                                           const StateSource::Session& session,
                                           const Whereabouts& known);

/**
 * @ingroup pmipv6-monitor
 * An attachment of a mobile node that is elsewhere misleads if a packet goes by it, and else is
 * left over. One that waits for nothing is stale wherever its node is.
 *
 * @param holder name of the gateway that has it
 * @param attachment the row
 * @param isUsed a packet of a mobile node that is at this gateway would go by it
 * @param known where mobile nodes are
 * @return what is wrong with it; nothing if it is right, or its mobile node is attached nowhere
 */
std::optional<StateJudgement> JudgeAttachment(const std::string& holder,
                                              const StateSource::Attachment& attachment,
                                              bool isUsed,
                                              const Whereabouts& known);

/**
 * @ingroup pmipv6-monitor
 * A route misleads if packets use it and it names a gateway where the destination's mobile node is
 * not. It is left over if packets do not find it, or the source's mobile node is elsewhere; a wrong
 * one of ::/0 also if it is for mobile nodes at its holder, and none is there that talks to the
 * destination.
 *
 * @param holder name of the node that has it
 * @param route the row
 * @param known where mobile nodes are
 * @param owners to which of them prefixes belong
 * @param pairs between which packets pass; empty: it is not known, and may be any
 * @return what is wrong with it; nothing if it is right, or a mobile node of it is attached nowhere
 */
std::optional<StateJudgement> JudgeRoute(const std::string& holder,
                                         const StateSource::Route& route,
                                         const Whereabouts& known,
                                         const PrefixOwners& owners,
                                         const PrefixPairs& pairs);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATE_RULES_H
