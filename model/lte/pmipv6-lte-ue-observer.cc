/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-ue-observer.h"

#include "ns3/abort.h"
#include "ns3/callback.h"
#include "ns3/lte-ue-phy.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LteUeObserver);

namespace
{

/// What ns-3's trace says where a UE does not hear its cell well enough.
const char* const OUT_OF_SYNC = "Notify out of sync";

/// @return whether a UE in this state has a connection
bool
IsConnected(LteUeRrc::State state)
{
    return state == LteUeRrc::CONNECTED_NORMALLY || state == LteUeRrc::CONNECTED_HANDOVER;
}

/// @return how long a UE listens before it says that it is out of synchronization
Time
GetEvaluationPeriod(const LteUeNetDevice& ue)
{
    UintegerValue subframes;
    ue.GetPhy()->GetAttribute("NumQoutEvalSf", subframes);
    return MilliSeconds(static_cast<uint64_t>(subframes.Get()));
}

} // namespace

TypeId
LteUeObserver::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::LteUeObserver")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<LteUeObserver>()
                            .AddTraceSource("LinkUp",
                                            "The UE is connected, and has its default bearer.",
                                            MakeTraceSourceAccessor(&LteUeObserver::m_linkUp),
                                            "ns3::pmipv6::LteUeObserver::LinkUpTracedCallback")
                            .AddTraceSource("LinkDown",
                                            "The UE's connection is released, or its radio link "
                                            "has failed; with the time when radio contact ended.",
                                            MakeTraceSourceAccessor(&LteUeObserver::m_linkDown),
                                            "ns3::pmipv6::LteUeObserver::LinkDownTracedCallback");
    return tid;
}

LteUeObserver::~LteUeObserver()
{
    Disconnect();
}

void
LteUeObserver::DoDispose()
{
    Disconnect();
    Object::DoDispose();
}

void
LteUeObserver::SetDevice(Ptr<NetDevice> ue)
{
    NS_ABORT_MSG_IF(m_device, "LteUeObserver: its UE is set already; allowed is once");
    m_device = DynamicCast<LteUeNetDevice>(ue);
    NS_ABORT_MSG_UNLESS(m_device,
                        "LteUeObserver: the device is no UE; allowed is an LteUeNetDevice");
    const auto rrc = m_device->GetRrc();
    using Self = LteUeObserver;
    const bool isWatched =
        rrc->TraceConnectWithoutContext("ConnectionReconfiguration",
                                        MakeCallback(&Self::HandleReconfigured, this)) &&
        rrc->TraceConnectWithoutContext("HandoverEndOk",
                                        MakeCallback(&Self::HandleHandover, this)) &&
        rrc->TraceConnectWithoutContext("StateTransition",
                                        MakeCallback(&Self::HandleState, this)) &&
        rrc->TraceConnectWithoutContext("PhySyncDetection",
                                        MakeCallback(&Self::HandleSynchronization, this)) &&
        rrc->TraceConnectWithoutContext("RadioLinkFailure",
                                        MakeCallback(&Self::HandleFailure, this));
    NS_ABORT_MSG_UNLESS(isWatched,
                        "LteUeObserver: the UE's RRC lacks one of the traces "
                        "ConnectionReconfiguration, HandoverEndOk, StateTransition, "
                        "PhySyncDetection and RadioLinkFailure");
}

void
LteUeObserver::Disconnect()
{
    // A device that was disposed of first has no RRC any more.
    if (const auto rrc = m_device ? m_device->GetRrc() : nullptr)
    {
        using Self = LteUeObserver;
        rrc->TraceDisconnectWithoutContext("ConnectionReconfiguration",
                                           MakeCallback(&Self::HandleReconfigured, this));
        rrc->TraceDisconnectWithoutContext("HandoverEndOk",
                                           MakeCallback(&Self::HandleHandover, this));
        rrc->TraceDisconnectWithoutContext("StateTransition",
                                           MakeCallback(&Self::HandleState, this));
        rrc->TraceDisconnectWithoutContext("PhySyncDetection",
                                           MakeCallback(&Self::HandleSynchronization, this));
        rrc->TraceDisconnectWithoutContext("RadioLinkFailure",
                                           MakeCallback(&Self::HandleFailure, this));
    }
    m_device = nullptr;
}

void
LteUeObserver::HandleReconfigured(uint64_t /* imsi */, uint16_t cell, uint16_t /* rnti */)
{
    m_cell = cell;
    if (!m_up)
    {
        m_up = true;
        m_failed = false;
        m_linkUp(cell);
    }
}

void
LteUeObserver::HandleHandover(uint64_t /* imsi */, uint16_t cell, uint16_t /* rnti */)
{
    m_cell = cell;
}

void
LteUeObserver::HandleState(uint64_t /* imsi */,
                           uint16_t /* cell */,
                           uint16_t /* rnti */,
                           LteUeRrc::State /* from */,
                           LteUeRrc::State to)
{
    if (!IsConnected(to))
    {
        ReportDown(m_failed ? m_outOfSync : Simulator::Now());
    }
}

void
LteUeObserver::NotifyLeaving()
{
    ReportDown(Simulator::Now());
}

void
LteUeObserver::ReportDown(Time lost)
{
    if (m_up)
    {
        m_up = false;
        m_linkDown(m_cell, lost);
    }
}

void
LteUeObserver::HandleSynchronization(uint64_t /* imsi */,
                                     uint16_t /* rnti */,
                                     uint16_t /* cell */,
                                     std::string type,
                                     uint8_t count)
{
    // The first in a row; after N310 of them T310 runs, and only the other kind is counted.
    if (count == 1 && type == OUT_OF_SYNC)
    {
        m_outOfSync = Simulator::Now() - GetEvaluationPeriod(*m_device);
    }
}

void
LteUeObserver::HandleFailure(uint64_t /* imsi */, uint16_t /* cell */, uint16_t /* rnti */)
{
    m_failed = true;
}

} // namespace pmipv6
} // namespace ns3
