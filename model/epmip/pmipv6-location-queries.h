/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_QUERIES_H
#define PMIPV6_LOCATION_QUERIES_H

#include "pmipv6-exchange.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-location-table.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-preferred-managers.h"
#include "pmipv6-prefix-map.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// How the eLMA is found that knows where a node is (draft-luo, 4.4).
enum class ManagerDiscovery
{
    CONFIGURATION, //!< by the prefixes that each eLMA has (4.4.1)
    HOP_BY_HOP,    //!< the query goes to the node's address, and its eLMA takes it (4.4.2)
    ANCHOR,        //!< the asking node's own eLMA asks the others (4.4.3)
};

/**
 * @ingroup pmipv6-epmip
 * @param discovery a way
 * @return its name as attributes have it: "hop-by-hop"
 */
const char* GetName(ManagerDiscovery discovery);

/**
 * @ingroup pmipv6-epmip
 * @param text a name as GetName has it
 * @return the way; nothing if it is none
 */
std::optional<ManagerDiscovery> ParseDiscovery(const std::string& text);

/// @ingroup pmipv6-epmip
/// What has come of asking for a location.
enum class QueryOutcome
{
    ACTIVE,    //!< it is known
    NONE,      //!< there is none (draft-luo, 5.1)
    FORBIDDEN, //!< it is not to be asked for (draft-luo, 3.2)
    SILENT,    //!< nobody has answered
};

/**
 * @ingroup pmipv6-epmip
 * @param outcome an outcome
 * @return its name as results show it: "active"
 */
const char* GetName(QueryOutcome outcome);

/**
 * @ingroup pmipv6-epmip
 * TracedCallback signature for what has come of that.
 *
 * @param destination what was asked for
 * @param outcome what has come of it
 */
using QueryEndedTracedCallback = void (*)(const Ipv6Address& destination, QueryOutcome outcome);

/**
 * @ingroup pmipv6-epmip
 * The queries of a routing function: to whom each goes, and which are out (draft-luo, 4.2 and 4.4).
 */
class LocationQueries
{
  public:
    /// What is the same for all queries.
    struct Settings
    {
        Ipv6Address address;                                         //!< the asking node's
        ManagerDiscovery discovery{ManagerDiscovery::CONFIGURATION}; //!< Discovery
        /// With ANCHOR: who is asked, whatever anchor a node has, if there is any; outlives this.
        PreferredManagers* preferred{nullptr};
        bool isDirect{false};   //!< DirectAnswer: MAG-ADDR is the asker (4.4.3)
        uint32_t maxRetries{3}; //!< MaxRetries
        uint32_t maxOut{1024};  //!< MaxQueries
    };

    /// Told once what has come of a query: what was asked for, the outcome, what the answer says
    /// (null but for ACTIVE), why there is no location.
    using Answered = std::function<
        void(const Prefix&, QueryOutcome, const LocationAnswer*, const std::string& reason)>;

    /**
     * @param signaling the node's signaling
     * @param settings what is the same for all queries
     * @param answered told what has come of each
     */
    void Start(Ptr<MobilitySignaling> signaling, const Settings& settings, Answered answered);

    /**
     * @param manager LMAA of an eLMA
     * @param prefixes from which it assigns home network prefixes
     */
    void AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);

    /**
     * @param prefix a prefix
     * @param manager LMAA of an eLMA
     * @return true if that eLMA is known to assign from it
     */
    bool IsManagedBy(const Prefix& prefix, const Ipv6Address& manager) const
    {
        const auto* known = m_managers.FindLongest(prefix);
        return known && *known == manager;
    }

    /**
     * @param asked a prefix, or an address as one of length 128
     * @param anchor LMAA of the node because of which, an eLMA
     * @return to whom a query goes; nothing if nobody can know of it (draft-luo, 5.1: it "is out of
     *         the management of any eLMA")
     */
    std::optional<Ipv6Address> FindDestination(const Prefix& asked,
                                               const Ipv6Address& anchor) const;

    /**
     * Ask, unless the same is asked already.
     *
     * @param asked a prefix, or an address as one of length 128
     * @param destination to whom, as FindDestination says
     * @param purpose what for, for the traces: "query", "renewal", "hint", "mismatch"
     * @return false if there is no room for one more
     */
    bool Ask(const Prefix& asked, const Ipv6Address& destination, const std::string& purpose);

    /**
     * @param asked a prefix or address
     * @return true if a query for exactly that is out
     */
    bool IsOut(const Prefix& asked) const
    {
        return m_out.count(asked) > 0;
    }

    /**
     * @param prefix of a node
     * @return true if a query for it, or an address in it, is out; looks at all that are
     */
    bool IsOutWithin(const Prefix& prefix) const;

    /// End all without a word.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

  private:
    /**
     * Send a query.
     *
     * @param asked the prefix or address
     * @param destination of the packet that asks
     * @param purpose what for, for the traces
     * @param tried LMFs that have been asked already, and were silent
     */
    void Send(const Prefix& asked,
              const Ipv6Address& destination,
              const std::string& purpose,
              const std::set<Ipv6Address>& tried = {});

    /**
     * A query has not been answered.
     *
     * @param asked what was asked for
     * @param destination whom
     * @param purpose what for
     * @param tried LMFs that have been asked before
     * @return true if somebody else is asked
     */
    bool AskOther(const Prefix& asked,
                  const Ipv6Address& destination,
                  const std::string& purpose,
                  std::set<Ipv6Address> tried);

    /**
     * A query is over.
     *
     * @param asked the prefix or address
     * @param outcome what was answered, or that nothing was
     */
    void Finish(const Prefix& asked, const ExchangeOutcome& outcome);

    Ptr<MobilitySignaling> m_signaling;                     //!< the node's signaling
    Settings m_settings;                                    //!< what is the same for all
    Answered m_answered;                                    //!< told what has come of each
    PrefixMap<Ipv6Address> m_managers;                      //!< eLMAs by prefix
    std::unordered_map<Prefix, Exchange, PrefixHash> m_out; //!< by what is asked for
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_QUERIES_H
