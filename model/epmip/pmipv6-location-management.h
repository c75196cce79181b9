/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MANAGEMENT_H
#define PMIPV6_LOCATION_MANAGEMENT_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-location-history.h"
#include "pmipv6-location-managers.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-own-prefixes.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-query-replies.h"

#include "ns3/ipv6-address.h"
#include "ns3/traced-callback.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Location Management Function of an anchor, which with it is an eLMA (draft-luo, 3.3). It tells
 * eMAGs where mobile nodes are, and a node's new eMAG where it was; former ones it tells that a
 * node is gone, or is at a gateway that tells nobody. A gateway that was added and whose requests
 * have Capabilities and a timestamp is an eMAG; any other is one of RFC 5213 alone, and is answered
 * as such.
 *
 * What a query means is decided by DecideQuery, what is named by GetPreviousLocations;
 * LocationHistory keeps, QueryReplies, LocationInquiries and LocationWithdrawals act; this class
 * wires them to the anchor. Its attributes are read when the anchor starts, whose PrefixHoldTime
 * becomes LocationLifetime then if it is less.
 */
class LocationManagement : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take queries from a gateway, and tell it of its nodes (draft-luo, 8: a security association).
     * Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /**
     * Ask another eLMA, and answer it (draft-luo, 4.4.3: the interface between eLMAs). Before the
     * start.
     *
     * @param manager its LMAA; the anchor's own is not asked
     * @param prefixes from which it assigns home network prefixes; none: they are not known, and it
     *        is asked for what no other is known to have
     */
    void AddManager(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);

    /// @return for how many queries other eLMAs are being asked
    std::size_t GetNInquiries() const
    {
        return m_queries.GetInquiries().GetSize();
    }

    /// @return how many gateways are being told that a node is gone
    std::size_t GetNWithdrawals() const
    {
        return m_tellings.CountWaiting();
    }

    /// @return where nodes are and were
    const LocationHistory& GetHistory() const
    {
        return m_history;
    }

    void Start(Ptr<LocalMobilityAnchor> anchor) override;
    void Stop() override;
    void Restart() override;
    void AddToAnswer(const ProxyRegistration& request,
                     const BindingCacheEntry* session,
                     RegistrationKind kind,
                     BindingAcknowledgement& answer) override;
    void HandleBinding(const BindingCacheEntry& session,
                       BindingState from,
                       BindingState to,
                       const std::string& reason) override;
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) override;

    /**
     * TracedCallback signature for locations that are told.
     *
     * @param asked prefix, or address as one of length 128
     * @param asker to whom
     * @param gateway where the node is
     */
    using AnsweredTracedCallback = void (*)(const Prefix& asked,
                                            const Ipv6Address& asker,
                                            const Ipv6Address& gateway);

    /**
     * TracedCallback signature for queries without a location.
     *
     * @param asked prefix, or address as one of length 128; ::/0 if there is none
     * @param peer the asker that is refused, or another eLMA that was asked in vain
     * @param status why
     */
    using RefusedTracedCallback = void (*)(const Prefix& asked,
                                           const Ipv6Address& peer,
                                           ExperimentalStatus status);

  protected:
    void DoDispose() override;

  private:
    /// Take messages from gateways and other eLMAs.
    void StartPeers();

    /// Get ready to answer queries.
    void StartQueries();

    /// Take PBQR.
    void StartHandlers();

    /// Have prefixes go to nobody who would be taken for another node.
    void HoldPrefixes() const;

    /// @param request an accepted request @return true if it is an eMAG's
    bool IsEnhanced(const ProxyRegistration& request) const;

    /**
     * Keep where a node is, and name where it was.
     *
     * @param request an accepted request that registers it
     * @param session its session
     * @param kind what has come of the request
     * @param answer to the request
     */
    void Record(const ProxyRegistration& request,
                const BindingCacheEntry& session,
                RegistrationKind kind,
                BindingAcknowledgement& answer);

    /**
     * A node is at a gateway that tells nobody (draft-luo, 6).
     *
     * @param session its session
     */
    void TellPrevious(const BindingCacheEntry& session);

    /**
     * Tell a gateway that a node is gone from it.
     *
     * @param session the node's session
     * @param gateway Proxy-CoA
     */
    void Withdraw(const BindingCacheEntry& session, const Ipv6Address& gateway);

    /// Forget everything without a word.
    void Clear();

    Ptr<LocalMobilityAnchor> m_anchor;  //!< the anchor
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ipv6Address m_address;              //!< LMAA
    std::optional<uint32_t> m_handler;  //!< registration at the signaling
    uint32_t m_interceptor{0};          //!< the same for messages on their way, if there is that
    PeerTable m_gateways;               //!< the gateways
    LocationManagers m_managers;        //!< the other eLMAs
    OwnPrefixes m_own;                  //!< finds bindings
    LocationHistory m_history;          //!< where nodes are and were
    QueryReplies m_queries;             //!< answers
    LocationTellings m_tellings;        //!< tells gateways that nodes are gone
    Time m_previousTime;                //!< PreviousLocationTime
    uint32_t m_maxPrevious{8};          //!< MaxPreviousLocations
    Time m_lifetime;                    //!< LocationLifetime
    uint32_t m_maxRetries{3};           //!< MaxRetries
    uint32_t m_maxQueries{4096};        //!< MaxQueries
    bool m_isDirect{false};             //!< DirectAnswer
    TracedCallback<const Prefix&, const Ipv6Address&, const Ipv6Address&> m_answered; //!< trace
    TracedCallback<const Prefix&, const Ipv6Address&, ExperimentalStatus> m_refused;  //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MANAGEMENT_H
