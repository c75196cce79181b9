/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-handover.h"

#include "pmipv6-scheduled-time.h"

#include "ns3/abort.h"
#include "ns3/callback.h"
#include "ns3/constant-position-mobility-model.h"
#include "ns3/double.h"
#include "ns3/epc-ue-nas.h"
#include "ns3/lte-enb-rrc.h"
#include "ns3/lte-spectrum-phy.h"
#include "ns3/lte-ue-phy.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LteHandover);

namespace
{

/// After how long a move is tried again while a connection is being set up.
const Time RETRY = MilliSeconds(10);
/// How long what a UE has sent, and what answers it, may be on its way: ns-3's schedulers end a run
/// where feedback (HARQ) comes from a UE that they have released.
const Time DRAIN = MilliSeconds(20);
/// Where nobody hears a UE: a hundred thousand kilometres away.
const Vector AWAY(1e8, 0, 0);

/// @return whether a UE in this state can be moved without anything being under way
bool
IsIdle(LteUeRrc::State state)
{
    return state == LteUeRrc::IDLE_START || state == LteUeRrc::IDLE_CELL_SEARCH;
}

/// @return a place that does not change
Ptr<MobilityModel>
MakePlace(const Vector& position)
{
    auto place = CreateObject<ConstantPositionMobilityModel>();
    place->SetPosition(position);
    return place;
}

/// Put a UE's radio into a place.
void
Put(const LteUeNetDevice& ue, Ptr<MobilityModel> place)
{
    ue.GetPhy()->GetDlSpectrumPhy()->SetMobility(place);
    ue.GetPhy()->GetUlSpectrumPhy()->SetMobility(place);
}

} // namespace

TypeId
LteHandover::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LteHandover")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LteHandover>()
            .AddAttribute("Distance",
                          "How far from an eNB a UE is put that goes there, in metres; less than "
                          "half the distance between two eNBs; 0.1 or more.",
                          DoubleValue(10),
                          MakeDoubleAccessor(&LteHandover::m_distance),
                          MakeDoubleChecker<double>(0.1));
    return tid;
}

void
LteHandover::DoDispose()
{
    m_retry.Cancel();
    m_target = nullptr;
    m_enbs.clear();
    m_observer = nullptr;
    Object::DoDispose();
}

void
LteHandover::SetObserver(Ptr<LteUeObserver> observer)
{
    NS_ABORT_MSG_IF(m_observer, "LteHandover: its UE is set already; allowed is once");
    m_observer = observer;
    const bool isWatched = observer->GetDevice()->GetPhy()->TraceConnectWithoutContext(
        "ReportUeMeasurements",
        MakeCallback(&LteHandover::HandleMeasured, this));
    NS_ABORT_MSG_UNLESS(isWatched, "LteHandover: the UE's PHY has no trace ReportUeMeasurements");
}

void
LteHandover::AddEnb(Ptr<NetDevice> enb)
{
    const auto device = DynamicCast<LteEnbNetDevice>(enb);
    NS_ABORT_MSG_UNLESS(device, "LteHandover: the device is no eNB; allowed is an LteEnbNetDevice");
    m_enbs[device->GetCellId()] = device;
}

void
LteHandover::Begin()
{
    if (!m_hasBegun)
    {
        m_hasBegun = true;
        const auto ue = m_observer->GetDevice();
        ue->GetNas()->StartCellSelection(ue->GetDlEarfcn());
        ue->GetNas()->Connect();
    }
}

void
LteHandover::MoveAt(Time time, Ptr<NetDevice> enb)
{
    const Time delay = GetDelayUntil(time, "LteHandover::MoveAt");
    Simulator::ScheduleWithContext(
        m_observer->GetDevice()->GetNode()->GetId(),
        delay,
        [handover = Ptr<LteHandover>(this), enb] { handover->Move(enb); });
}

void
LteHandover::Move(Ptr<NetDevice> enb)
{
    const auto device = DynamicCast<LteEnbNetDevice>(enb);
    NS_ABORT_MSG_UNLESS(device && m_enbs.count(device->GetCellId()) > 0,
                        "LteHandover: the device to move to is no eNB that was added");
    Vector position = device->GetNode()->GetObject<MobilityModel>()->GetPosition();
    position.x += m_distance;
    CheckNearest(position, *device);
    const auto place = MakePlace(position);
    if (m_observer->IsLinkUp() && m_observer->GetCell() == device->GetCellId())
    {
        // It stays, though it was told to go: its radio has not gone.
        m_target = nullptr;
        m_retry.Cancel();
        Put(*m_observer->GetDevice(), place);
        return;
    }
    Go(place);
}

void
LteHandover::CheckNearest(const Vector& position, const LteEnbNetDevice& target) const
{
    const auto measure = [&position](const LteEnbNetDevice& enb) {
        return CalculateDistance(position,
                                 enb.GetNode()->GetObject<MobilityModel>()->GetPosition());
    };
    for (const auto& [cell, enb] : m_enbs)
    {
        NS_ABORT_MSG_IF(cell != target.GetCellId() && measure(*enb) <= measure(target),
                        "LteHandover: Distance is " << m_distance << " m, so that a UE beside cell "
                                                    << target.GetCellId() << " is no further from "
                                                    << cell
                                                    << "; allowed is less than half the distance "
                                                       "between two eNBs");
    }
}

void
LteHandover::Leave()
{
    Go(MakePlace(AWAY));
}

void
LteHandover::Follow()
{
    Go(m_observer->GetDevice()->GetNode()->GetObject<MobilityModel>());
}

void
LteHandover::Go(Ptr<MobilityModel> place)
{
    m_target = place;
    TryMove();
}

void
LteHandover::TryMove()
{
    if (m_isLeaving)
    {
        return; // Released soon, see Release.
    }
    m_retry.Cancel();
    const auto state = m_observer->GetDevice()->GetRrc()->GetState();
    if (IsIdle(state))
    {
        DoMove();
    }
    else if (state != LteUeRrc::CONNECTED_NORMALLY)
    {
        m_retry = Simulator::Schedule(RETRY, &LteHandover::TryMove, this);
    }
    // Else at the end of the period, see HandleMeasured.
}

void
LteHandover::HandleMeasured(uint16_t /* rnti */,
                            uint16_t /* cell */,
                            double /* rsrp */,
                            double /* rsrq */,
                            bool /* isServing */,
                            uint8_t /* carrier */)
{
    const auto state =
        m_observer ? m_observer->GetDevice()->GetRrc()->GetState() : LteUeRrc::IDLE_START;
    if (m_target && !m_isLeaving && state == LteUeRrc::CONNECTED_NORMALLY && m_retry.IsExpired())
    {
        // The RRC is not told yet.
        m_retry = Simulator::ScheduleNow(&LteHandover::DoMove, this);
    }
}

void
LteHandover::DoMove()
{
    const auto ue = m_observer->GetDevice();
    Put(*ue, m_target);
    m_target = nullptr;
    if (ue->GetRrc()->GetState() == LteUeRrc::CONNECTED_NORMALLY)
    {
        m_observer->NotifyLeaving();
        m_isLeaving = true;
        m_retry = Simulator::Schedule(DRAIN, &LteHandover::Release, this);
    }
    Begin();
}

void
LteHandover::Release()
{
    m_isLeaving = false;
    const auto rrc = m_observer->GetDevice()->GetRrc();
    const auto enb = m_enbs.find(rrc->GetCellId());
    if (enb != m_enbs.end() && enb->second->GetRrc()->HasUeManager(rrc->GetRnti()))
    {
        enb->second->GetRrc()->GetUeManager(rrc->GetRnti())->SendRrcConnectionRelease();
    }
    if (m_target)
    {
        TryMove(); // It was told meanwhile to go elsewhere.
    }
}

} // namespace pmipv6
} // namespace ns3
