/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MANAGER_H
#define PMIPV6_LOCATION_MANAGER_H

#include "pmipv6-fixed-locations.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-location-records.h"
#include "pmipv6-mobile-locations.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-prefix.h"
#include "pmipv6-service-area.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
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
 * A Location Management Function that is no anchor's (draft-luo, 5.2 and 7): it knows behind which
 * access routers fixed nodes are, by which border gateway those outside of its area are reached,
 * and which anchors serve mobile nodes, of which these report; and answers queries for them all. On
 * the node of an access router it also takes queries that are on their way to a fixed node (4.4.2).
 *
 * Of several LMFs of an area each is responsible for a share of the mobile nodes; the others pass
 * on what they are asked and told of them (7.4). FixedLocations and ServiceArea have what is
 * configured, MobileLocations what is reported; this class wires them.
 */
class LocationManager : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @return its address
    const Ipv6Address& GetAddress() const
    {
        return m_address;
    }

    /**
     * Know fixed nodes. Before the start.
     *
     * @param prefix theirs
     * @param routers their access routers, one or more, of which the first is the usual one
     */
    void AddFixed(const Prefix& prefix, const std::vector<Ipv6Address>& routers);

    /**
     * Name another access router to somebody who is nearer to it.
     *
     * @param asker a gateway, an eLMA or a router
     * @param router the access router
     */
    void SetNearest(const Ipv6Address& asker, const Ipv6Address& router)
    {
        m_fixed.SetNearest(asker, router);
    }

    /**
     * Name an access router to nobody any more, as one that has failed. Those who have been told of
     * it take it for where the fixed nodes are until they ask again.
     *
     * @param router the access router
     */
    void RemoveRouter(const Ipv6Address& router)
    {
        m_fixed.Remove(router);
    }

    /**
     * Answer a gateway, an eLMA or a router (draft-luo, 8: a security association). Before the
     * start.
     *
     * @param asker its address
     */
    void AddAsker(const Ipv6Address& asker)
    {
        m_askers.Add(asker);
    }

    /**
     * Take Location Updates of an eLMA, and answer it (draft-luo, 7.2; 8: a security association).
     *
     * @param anchor its LMAA, which all LMFs of the area must know
     */
    void AddReporter(const Ipv6Address& anchor)
    {
        m_mobile.GetReporters().Add(anchor);
    }

    /**
     * Share mobile nodes with another LMF of the area (draft-luo, 7.4). One that joins after the
     * start is sent the records for which it is responsible from then on.
     *
     * @param lmf its address; nothing happens if it is this one's
     */
    void AddMember(const Ipv6Address& lmf)
    {
        if (lmf != m_address)
        {
            m_mobile.AddPeer(lmf);
        }
    }

    /**
     * Another LMF leaves the area: the others have its share. Nothing is taken from it any more.
     *
     * @param lmf its address
     */
    void RemoveMember(const Ipv6Address& lmf)
    {
        m_mobile.RemovePeer(lmf);
    }

    /**
     * @param prefix from which home network prefixes are assigned in the area (draft-luo, 7.3);
     * once there is one, nobody is believed that a mobile node has others
     */
    void AddArea(const Prefix& prefix)
    {
        m_area.Add(prefix);
    }

    /**
     * @param prefix of nodes of the area that do not move, as its routers and LMFs: no mobile node
     *        has any of it, and it is not at the border gateway either
     */
    void AddCore(const Prefix& prefix)
    {
        m_area.AddCore(prefix);
    }

    /**
     * @param router the border gateway, which is where everything outside of the area is
     *        (draft-luo, 7.3)
     */
    void SetBorder(const Ipv6Address& router)
    {
        m_area.SetBorder(router);
    }

    /// Lose all records, and what others are asked, at once. What is configured stays.
    void Restart();

    /// @return what it knows of mobile nodes
    const LocationRecords& GetRecords() const
    {
        return m_mobile.GetRecords();
    }

    /// @return for how many messages other LMFs are being asked
    std::size_t GetNRelays() const
    {
        return m_mobile.GetRelays().GetSize();
    }

    /// @return how many records are to be sent on to other LMFs
    std::size_t GetNTransfers() const
    {
        return m_mobile.GetTransfers().GetSize();
    }

    /**
     * TracedCallback signature for records of mobile nodes.
     *
     * @param key MN-Identifier or home network prefix
     * @param anchor who serves the node; :: if nobody does, or the record is removed
     * @param reason why it has changed
     */
    using RecordTracedCallback = void (*)(const std::string& key,
                                          const Ipv6Address& anchor,
                                          const std::string& reason);

    /**
     * TracedCallback signature for what is passed on to other LMFs.
     *
     * @param what MN-Identifier, prefix, or address as one of length 128
     * @param from who has sent it
     * @param to the other LMF
     */
    using RelayedTracedCallback = void (*)(const std::string& what,
                                           const Ipv6Address& from,
                                           const Ipv6Address& to);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Get ready for mobile nodes.
    void StartMobile();

    /// @param asker its address @return true if somebody is answered
    bool IsAnswered(const Ipv6Address& asker) const
    {
        return m_askers.Contains(asker) || m_mobile.Knows(asker);
    }

    /**
     * @param asked a prefix or an address
     * @param asker who wants to know it
     * @return where something is, by what is configured
     */
    std::optional<FixedLocation> FindConfigured(const Prefix& asked,
                                                const Ipv6Address& asker) const;

    /// A query has come. @param request the PBQR @param source who has sent it
    void Handle(const LocationRequest& request, const Ipv6Address& source);

    /**
     * Answer it.
     *
     * @param request the PBQR
     * @param asker whom
     * @param answer what it says
     */
    void Answer(const LocationRequest& request,
                const Ipv6Address& asker,
                const LocationAnswer& answer);

    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling; null before the start
    std::optional<uint32_t> m_handler;  //!< registration there
    uint32_t m_interceptor{0};          //!< the same for messages on their way
    PeerTable m_askers;                 //!< who is answered
    FixedLocations m_fixed;             //!< where fixed nodes are
    ServiceArea m_area;                 //!< where mobile nodes are not
    MobileLocations m_mobile;           //!< where mobile nodes are
    Ipv6Address m_address;              //!< Address
    Time m_lifetime;                    //!< LocationLifetime
    Time m_recordLifetime;              //!< RecordLifetime
    Time m_previousTime;                //!< PreviousLocationTime
    uint32_t m_maxPrevious{8};          //!< MaxPreviousLocations
    uint32_t m_maxRecords{1000000};     //!< MaxRecords
    uint32_t m_maxRetries{1};           //!< MaxRetries
    Time m_restartGrace;                //!< RestartGrace
    Time m_holdDown;                    //!< PeerHoldDown
    uint32_t m_maxRelays{4096};         //!< MaxRelays
    uint32_t m_maxTransfers{64};        //!< MaxTransfers
    bool m_isCopied{true};              //!< CopyRecords
    uint8_t m_outsideLength{64};        //!< OutsidePrefixLength
    TracedCallback<const Prefix&, const Ipv6Address&, const Ipv6Address&> m_answered; //!< trace
    TracedCallback<const Prefix&, const Ipv6Address&, ExperimentalStatus> m_refused;  //!< trace
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    /// Trace.
    TracedCallback<const std::string&, const Ipv6Address&, const std::string&> m_record;
    /// Trace.
    TracedCallback<const std::string&, const Ipv6Address&, const Ipv6Address&> m_relayed;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MANAGER_H
