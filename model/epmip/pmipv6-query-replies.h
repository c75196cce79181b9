/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_QUERY_REPLIES_H
#define PMIPV6_QUERY_REPLIES_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-location-history.h"
#include "pmipv6-location-inquiries.h"
#include "pmipv6-location-managers.h"
#include "pmipv6-own-prefixes.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-query-rules.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * PBQR at an anchor (draft-luo, 4.2 and 4.4): tells where its own nodes are, and asks other anchors
 * for theirs.
 */
class QueryReplies
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling;          //!< the node's signaling
        Ptr<LocalMobilityAnchor> anchor;           //!< the anchor
        const LocationHistory* history{nullptr};   //!< where nodes are
        const OwnPrefixes* own{nullptr};           //!< finds bindings
        const LocationManagers* managers{nullptr}; //!< the other anchors
        const PeerTable* gateways{nullptr};        //!< who asks
        Time lifetime;                             //!< LocationLifetime
        uint32_t maxRetries{3};                    //!< MaxRetries
        uint32_t maxQueries{0};                    //!< MaxQueries
        bool isDirect{false};                      //!< DirectAnswer
    };

    /// Who is told.
    struct Listener
    {
        /// A location is told: what was asked for, to whom, which gateway.
        std::function<void(const Prefix&, const Ipv6Address&, const Ipv6Address&)> answered;
        /// One is not: what was asked for, by or of whom, why.
        std::function<void(const Prefix&, const Ipv6Address&, ExperimentalStatus)> refused;
    };

    /**
     * @param parts what it works with
     * @param listener who is told
     */
    void Start(Parts parts, Listener listener);

    /**
     * @param message a PBQR that is for this anchor
     * @param context where it came from
     */
    void Handle(const Pbqr& message, const MessageContext& context);

    /// Forget what others are asked.
    void Clear()
    {
        m_inquiries.Clear();
    }

    /// Clear, and let go of the node's objects.
    void Dispose();

    /// @return what others are asked
    const LocationInquiries& GetInquiries() const
    {
        return m_inquiries;
    }

  private:
    /**
     * @param query a query
     * @param context where it came from
     * @param choice who else may be asked
     * @return what there is to know of it
     */
    QueryFacts GetFacts(const LocationQuery& query,
                        const MessageContext& context,
                        const ManagerChoice& choice);

    /// Answer a query. @param query that has come @param answer what it says
    void Answer(const LocationQuery& query, const LocationAnswer& answer);

    /**
     * Refuse a query.
     *
     * @param query the query
     * @param to whom to tell
     * @param status why
     */
    void Refuse(const LocationQuery& query, const Ipv6Address& to, ExperimentalStatus status);

    /**
     * Have another anchor answer a query.
     *
     * @param query that has come
     * @param manager address of the anchor
     */
    void PassOn(const LocationQuery& query, const Ipv6Address& manager);

    Parts m_parts;                 //!< what it works with
    Ipv6Address m_address;         //!< LMAA
    Listener m_listener;           //!< who is told
    LocationInquiries m_inquiries; //!< what others are asked
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_QUERY_REPLIES_H
