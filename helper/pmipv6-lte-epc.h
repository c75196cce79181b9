/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_EPC_H
#define PMIPV6_LTE_EPC_H

#include "ns3/epc-helper.h"
#include "ns3/epc-mme-application.h"
#include "ns3/net-device-container.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * The EPC behind a PGW, one of several in a simulation: aggregated to the PGW's node, which is the
 * gateway's.
 */
class LteEpc : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @return a new EPC, with a PGW, an SGW and an MME of its own
    static Ptr<LteEpc> Create();

    /**
     * @param pgw a node
     * @return the EPC of which it is the PGW; for any other node the program ends with a sentence
     */
    static Ptr<LteEpc> Of(Ptr<Node> pgw);

    /// @return what ns-3 makes it with
    Ptr<EpcHelper> GetHelper() const
    {
        return m_helper;
    }

    /// @return its eNBs
    NetDeviceContainer& GetEnbs()
    {
        return m_enbs;
    }

    /**
     * Let a UE be served: it has a default bearer here, beside those in other EPCs.
     *
     * @param ue the UE's device
     * @param subscriber ns-3's IMSI
     */
    void AddSubscriber(Ptr<NetDevice> ue, uint64_t subscriber);

  protected:
    void DoDispose() override;

  private:
    Ptr<EpcHelper> m_helper;      //!< makes it
    Ptr<EpcMmeApplication> m_mme; //!< sets bearers up
    NetDeviceContainer m_enbs;    //!< its eNBs
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_EPC_H
