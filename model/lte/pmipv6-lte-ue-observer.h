/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_UE_OBSERVER_H
#define PMIPV6_LTE_UE_OBSERVER_H

#include "ns3/lte-ue-net-device.h"
#include "ns3/lte-ue-rrc.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * What a measurement wants to know of a UE: when its link was up. It listens to the UE itself,
 * which a gateway cannot: no role may use it.
 */
class LteUeObserver : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    ~LteUeObserver() override;

    /**
     * The UE; once.
     *
     * @param ue an LteUeNetDevice; anything else ends the program with a sentence
     */
    void SetDevice(Ptr<NetDevice> ue);

    /// @return the UE
    Ptr<LteUeNetDevice> GetDevice() const
    {
        return m_device;
    }

    /// @return true while it is connected and has its default bearer
    bool IsLinkUp() const
    {
        return m_up;
    }

    /// @return the cell where it is or was last connected; 0 before the first
    uint16_t GetCell() const
    {
        return m_cell;
    }

    /// The UE's radio leaves its cell now; its eNB releases it later.
    void NotifyLeaving();

    /**
     * TracedCallback signature for LinkUp.
     *
     * @param cell where the UE is connected
     */
    using LinkUpTracedCallback = void (*)(uint16_t cell);

    /**
     * TracedCallback signature for LinkDown.
     *
     * @param cell where it was connected
     * @param lost when radio contact ended: now, if it leaves or is released; after a radio link
     * failure, the begin of the first period that was found out of synchronization
     */
    using LinkDownTracedCallback = void (*)(uint16_t cell, Time lost);

  protected:
    void DoDispose() override;

  private:
    /**
     * The connection's first reconfiguration gives it its default bearer.
     *
     * @param imsi ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     */
    void HandleReconfigured(uint64_t imsi, uint16_t cell, uint16_t rnti);
    /**
     * A handover within the EPC has ended.
     *
     * @param imsi ns-3's IMSI
     * @param cell cell identity of the target
     * @param rnti RNTI in that cell
     */
    void HandleHandover(uint64_t imsi, uint16_t cell, uint16_t rnti);
    /**
     * Another state of the UE's RRC.
     *
     * @param imsi ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     * @param from the state before
     * @param to the state now
     */
    void HandleState(uint64_t imsi,
                     uint16_t cell,
                     uint16_t rnti,
                     LteUeRrc::State from,
                     LteUeRrc::State to);
    /**
     * The UE's PHY tells how well it hears its cell.
     *
     * @param imsi ns-3's IMSI
     * @param rnti RNTI in its cell
     * @param cell cell identity
     * @param type what was counted: whether it is in or out of synchronization
     * @param count how many in a row
     */
    void HandleSynchronization(uint64_t imsi,
                               uint16_t rnti,
                               uint16_t cell,
                               std::string type,
                               uint8_t count);
    /**
     * The radio link has failed.
     *
     * @param imsi ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     */
    void HandleFailure(uint64_t imsi, uint16_t cell, uint16_t rnti);
    /**
     * Tell of the end of the link, once.
     *
     * @param lost when radio contact ended
     */
    void ReportDown(Time lost);
    /// Disconnect from the UE's traces.
    void Disconnect();

    Ptr<LteUeNetDevice> m_device;              //!< the UE
    uint16_t m_cell{0};                        //!< last connection
    bool m_up{false};                          //!< connected
    bool m_failed{false};                      //!< by a radio link failure
    Time m_outOfSync;                          //!< begin of the period that ended in failure
    TracedCallback<uint16_t> m_linkUp;         //!< connected
    TracedCallback<uint16_t, Time> m_linkDown; //!< lost or released
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_UE_OBSERVER_H
