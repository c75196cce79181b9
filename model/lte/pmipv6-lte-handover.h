/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_HANDOVER_H
#define PMIPV6_LTE_HANDOVER_H

#include "pmipv6-lte-ue-observer.h"

#include "ns3/event-id.h"
#include "ns3/lte-enb-net-device.h"
#include "ns3/mobility-model.h"
#include "ns3/net-device.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/vector.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * Has a UE change its eNB, or be without one, at a moment that is given. Which cell a UE of ns-3
 * takes is its own choice, the strongest; and where it hears one it is never without for long. So
 * its radio has a place of its own: beside the eNB to which it is to go, or far from all of them,
 * which is how it is switched off. 20 ms later, when nothing that it has sent is on its way, the
 * eNB where it was connected releases it (RRC Connection Release, 3GPP TS 36.331, 5.3.8), and it
 * finds the new one within some 260 ms. A UE that follows its node finds an eNB too, after its
 * radio link has failed.
 *
 * A UE averages what it hears of a cell over 200 ms (the attribute UeMeasurementsFilterPeriod of
 * ns3::LteUePhy). In the midst of that the average would still be of the old place; so a connected
 * UE moves at the end of such a period, within 200 ms.
 */
class LteHandover : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The UE; once.
     *
     * @param observer knows its link
     */
    void SetObserver(Ptr<LteUeObserver> observer);

    /**
     * @param enb an eNB where the UE may be connected
     */
    void AddEnb(Ptr<NetDevice> enb);

    /// Be where the node is, now or as soon as a connection under way is there. Before this and
    /// Move() a UE hears nothing.
    void Follow();

    /**
     * Go to an eNB, now or as soon as a connection under way is there. Where the UE is connected
     * there already it stays, even if it was told to go and has not yet.
     *
     * @param enb the eNB, an LteEnbNetDevice of those that were added
     */
    void Move(Ptr<NetDevice> enb);

    /**
     * Go to an eNB.
     *
     * @param time when, counted from the simulation's start; not past
     * @param enb the eNB
     */
    void MoveAt(Time time, Ptr<NetDevice> enb);

    /// Be without an eNB, likewise.
    void Leave();

  protected:
    void DoDispose() override;

  private:
    /**
     * End the program if a UE would hear another eNB best.
     *
     * @param position where it is put
     * @param target the eNB where it goes
     */
    void CheckNearest(const Vector& position, const LteEnbNetDevice& target) const;

    /// Give the radio another place, now or later. @param place where it is then
    void Go(Ptr<MobilityModel> place);
    /// Move, or see to it that it is done later.
    void TryMove();
    /// Begin to look for cells, once.
    void Begin();
    /// Put the UE where it goes to, and have it released.
    void DoMove();
    /// Have the eNB where the UE is connected release it.
    void Release();
    /**
     * The UE's PHY has measured a cell.
     *
     * @param rnti RNTI in the serving cell
     * @param cell cell identity of the measured one
     * @param rsrp RSRP, dBm
     * @param rsrq RSRQ, dB
     * @param isServing it is the serving one
     * @param carrier index of the component carrier
     */
    void HandleMeasured(uint16_t rnti,
                        uint16_t cell,
                        double rsrp,
                        double rsrq,
                        bool isServing,
                        uint8_t carrier);

    Ptr<LteUeObserver> m_observer;                             //!< the UE
    std::unordered_map<uint16_t, Ptr<LteEnbNetDevice>> m_enbs; //!< by cell
    bool m_isLeaving{false};                                   //!< it is to be released
    Ptr<MobilityModel> m_target;                               //!< where to go; null: it is there
    bool m_hasBegun{false};                                    //!< it looks for cells
    EventId m_retry;                                           //!< another attempt
    double m_distance{10};                                     //!< Distance
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_HANDOVER_H
