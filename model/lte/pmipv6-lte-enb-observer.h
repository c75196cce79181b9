/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_ENB_OBSERVER_H
#define PMIPV6_LTE_ENB_OBSERVER_H

#include "ns3/lte-enb-rrc.h"
#include "ns3/net-device.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * Tells which subscribers are connected to the eNBs of one EPC, from what the eNBs themselves know.
 * One is there once its RRC connection is established and its default bearer set up, and gone once
 * its eNB releases it: after a radio link failure, or because the network says so. A handover from
 * one eNB of the EPC to another (X2) is neither.
 */
class LteEnbObserver
{
  public:
    /// Told of a subscriber (ns-3's IMSI).
    using Listener = std::function<void(uint64_t subscriber)>;

    /**
     * @param connected told of one that is there, for the first time or again
     * @param released told of one that is gone
     */
    LteEnbObserver(Listener connected, Listener released);
    ~LteEnbObserver();

    LteEnbObserver(const LteEnbObserver&) = delete;
    LteEnbObserver& operator=(const LteEnbObserver&) = delete;

    /**
     * @param enb an LteEnbNetDevice; anything else ends the program with a sentence
     */
    void AddEnb(Ptr<NetDevice> enb);

    /**
     * @param subscriber ns-3's IMSI
     * @return true if it is connected, with its default bearer
     */
    bool IsConnected(uint64_t subscriber) const;

  private:
    /// By which eNB a subscriber is served.
    struct Service
    {
        uint16_t cell;   //!< of the eNB
        uint16_t rnti;   //!< its name there
        bool isComplete; //!< it has its bearer
    };

    /**
     * An RRC connection is established.
     *
     * @param subscriber ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     */
    void HandleEstablished(uint64_t subscriber, uint16_t cell, uint16_t rnti);
    /**
     * A connection has been reconfigured; the first time, for its default bearer.
     *
     * @param subscriber ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     */
    void HandleReconfigured(uint64_t subscriber, uint16_t cell, uint16_t rnti);
    /**
     * A handover has ended, at its target.
     *
     * @param subscriber ns-3's IMSI
     * @param cell cell identity of the target
     * @param rnti RNTI in that cell
     */
    void HandleHandover(uint64_t subscriber, uint16_t cell, uint16_t rnti);
    /**
     * An eNB has released a subscriber.
     *
     * @param subscriber ns-3's IMSI
     * @param cell cell identity
     * @param rnti RNTI in that cell
     */
    void HandleReleased(uint64_t subscriber, uint16_t cell, uint16_t rnti);

    Listener m_connected;                            //!< told
    Listener m_released;                             //!< told
    std::vector<Ptr<LteEnbRrc>> m_enbs;              //!< which are watched
    std::unordered_map<uint64_t, Service> m_service; //!< by subscriber
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_ENB_OBSERVER_H
