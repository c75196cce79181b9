/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-enb-observer.h"

#include "ns3/abort.h"
#include "ns3/callback.h"
#include "ns3/log.h"
#include "ns3/lte-enb-net-device.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LteEnbObserver");

LteEnbObserver::LteEnbObserver(Listener connected, Listener released)
    : m_connected(std::move(connected)),
      m_released(std::move(released))
{
}

LteEnbObserver::~LteEnbObserver()
{
    using Self = LteEnbObserver;
    for (const auto& enb : m_enbs)
    {
        enb->TraceDisconnectWithoutContext("ConnectionEstablished",
                                           MakeCallback(&Self::HandleEstablished, this));
        enb->TraceDisconnectWithoutContext("ConnectionReconfiguration",
                                           MakeCallback(&Self::HandleReconfigured, this));
        enb->TraceDisconnectWithoutContext("HandoverEndOk",
                                           MakeCallback(&Self::HandleHandover, this));
        enb->TraceDisconnectWithoutContext("NotifyConnectionRelease",
                                           MakeCallback(&Self::HandleReleased, this));
    }
}

void
LteEnbObserver::AddEnb(Ptr<NetDevice> enb)
{
    const auto device = DynamicCast<LteEnbNetDevice>(enb);
    NS_ABORT_MSG_UNLESS(device,
                        "LteEnbObserver: the device is no eNB; allowed is an "
                        "LteEnbNetDevice");
    const auto rrc = device->GetRrc();
    using Self = LteEnbObserver;
    const bool isWatched =
        rrc->TraceConnectWithoutContext("ConnectionEstablished",
                                        MakeCallback(&Self::HandleEstablished, this)) &&
        rrc->TraceConnectWithoutContext("ConnectionReconfiguration",
                                        MakeCallback(&Self::HandleReconfigured, this)) &&
        rrc->TraceConnectWithoutContext("HandoverEndOk",
                                        MakeCallback(&Self::HandleHandover, this)) &&
        rrc->TraceConnectWithoutContext("NotifyConnectionRelease",
                                        MakeCallback(&Self::HandleReleased, this));
    NS_ABORT_MSG_UNLESS(isWatched,
                        "LteEnbObserver: the eNB's RRC lacks one of the traces "
                        "ConnectionEstablished, ConnectionReconfiguration, HandoverEndOk and "
                        "NotifyConnectionRelease");
    m_enbs.push_back(rrc);
}

bool
LteEnbObserver::IsConnected(uint64_t subscriber) const
{
    const auto known = m_service.find(subscriber);
    return known != m_service.end() && known->second.isComplete;
}

void
LteEnbObserver::HandleEstablished(uint64_t subscriber, uint16_t cell, uint16_t rnti)
{
    m_service[subscriber] = {cell, rnti, false};
}

void
LteEnbObserver::HandleReconfigured(uint64_t subscriber, uint16_t cell, uint16_t rnti)
{
    const auto known = m_service.find(subscriber);
    if (known == m_service.end() || known->second.isComplete || known->second.cell != cell ||
        known->second.rnti != rnti)
    {
        return;
    }
    known->second.isComplete = true;
    m_connected(subscriber);
}

void
LteEnbObserver::HandleHandover(uint64_t subscriber, uint16_t cell, uint16_t rnti)
{
    NS_LOG_DEBUG("IMSI " << subscriber << " is handed over to cell " << cell);
    m_service[subscriber] = {cell, rnti, true};
}

void
LteEnbObserver::HandleReleased(uint64_t subscriber, uint16_t cell, uint16_t rnti)
{
    // Also of contexts of random access that nobody completed, which have IMSI 0, and of the source
    // of a handover.
    const auto known = m_service.find(subscriber);
    if (known == m_service.end() || known->second.cell != cell || known->second.rnti != rnti)
    {
        return;
    }
    const bool wasComplete = known->second.isComplete;
    m_service.erase(known);
    if (wasComplete)
    {
        m_released(subscriber);
    }
}

} // namespace pmipv6
} // namespace ns3
