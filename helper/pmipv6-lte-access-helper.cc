/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-access-helper.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-handoff-hint.h"
#include "pmipv6-host-helper.h"
#include "pmipv6-lte-epc.h"

#include "ns3/abort.h"
#include "ns3/constant-position-mobility-model.h"
#include "ns3/epc-tft.h"
#include "ns3/epc-ue-nas.h"
#include "ns3/eps-bearer.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/node-container.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The default of ns-3's other devices; a UE's, 30000 octets, no Ethernet carries.
constexpr uint16_t UE_MTU = 1500;

} // namespace

LteAccessHelper::LteAccessHelper()
    : m_lte(CreateObject<LteHelper>())
{
}

void
LteAccessHelper::SetOperator(const std::string& mcc, const std::string& mnc)
{
    CheckNoUes("SetOperator");
    const Imsi check(mcc, mnc, 0);
    m_mcc = mcc;
    m_mnc = mnc;
}

void
LteAccessHelper::CheckNoUes(const std::string& what) const
{
    NS_ABORT_MSG_UNLESS(m_imsis.empty(),
                        "LteAccessHelper: " << what
                                            << " comes after InstallUe; allowed is before it");
}

Ptr<Node>
LteAccessHelper::CreateGateway()
{
    return LteEpc::Create()->GetHelper()->GetPgwNode();
}

Ptr<NetDevice>
LteAccessHelper::InstallEnb(Ptr<Node> gateway, const Vector& position)
{
    CheckNoUes("InstallEnb");
    const auto epc = LteEpc::Of(gateway);
    auto node = CreateObject<Node>();
    auto place = CreateObject<ConstantPositionMobilityModel>();
    place->SetPosition(position);
    node->AggregateObject(place);
    m_lte->SetEpcHelper(epc->GetHelper());
    Ipv4AddressGenerator::Reset(); // Each EPC has the same addresses.
    const auto enb = m_lte->InstallEnbDevice(NodeContainer(node)).Get(0);
    epc->GetEnbs().Add(enb);
    if (std::find(m_gateways.begin(), m_gateways.end(), gateway) == m_gateways.end())
    {
        m_gateways.push_back(gateway);
    }
    return enb;
}

void
LteAccessHelper::AddX2(Ptr<NetDevice> a, Ptr<NetDevice> b)
{
    const auto has = [](const Ptr<Node>& gateway, const Ptr<NetDevice>& enb) {
        const auto& enbs = LteEpc::Of(gateway)->GetEnbs();
        return std::find(enbs.Begin(), enbs.End(), enb) != enbs.End();
    };
    const auto gateway =
        std::find_if(m_gateways.begin(), m_gateways.end(), [&](const Ptr<Node>& one) {
            return has(one, a) && has(one, b);
        });
    NS_ABORT_MSG_IF(gateway == m_gateways.end(),
                    "LteAccessHelper::AddX2: cells "
                        << DynamicCast<LteEnbNetDevice>(a)->GetCellId() << " and "
                        << DynamicCast<LteEnbNetDevice>(b)->GetCellId()
                        << " are of different EPCs; allowed are two eNBs of one");
    m_lte->SetEpcHelper(LteEpc::Of(*gateway)->GetHelper());
    Ipv4AddressGenerator::Reset();
    m_lte->AddX2Interface(a->GetNode(), b->GetNode());
}

Ptr<LteAccessLink>
LteAccessHelper::MakeLink(Ptr<Node> gateway)
{
    CheckNoUes("MakeLink");
    const auto epc = LteEpc::Of(gateway);
    auto link = CreateObject<LteAccessLink>();
    link->SetPgw(gateway);
    for (auto enb = epc->GetEnbs().Begin(); enb != epc->GetEnbs().End(); ++enb)
    {
        link->AddEnb(*enb);
    }
    m_links.push_back(link);
    return link;
}

Ptr<NetDevice>
LteAccessHelper::InstallUe(Ptr<Node> node, HandoffIndicator hint)
{
    const auto device = MakeUe(node);
    Subscribe(device, [hint] { return hint; });
    HostHelper::AddInterface(node, device);
    return device;
}

Ptr<NetDevice>
LteAccessHelper::InstallUe(Ptr<LogicalInterface> logical)
{
    NS_ABORT_MSG_UNLESS(logical->GetNode(),
                        "LteAccessHelper::InstallUe: the logical interface is on no node; allowed "
                        "is after Node::AddDevice");
    const auto device = MakeUe(logical->GetNode());
    Subscribe(device, MakeHandoffHint(logical, device));
    const uint64_t subscriber = DynamicCast<LteUeNetDevice>(device)->GetImsi();
    logical->AddDevice(device, [links = m_links, subscriber] {
        for (const auto& link : links)
        {
            link->Announce(subscriber);
        }
    });
    const auto observer = Observe(device);
    // Plain pointers: the node has both, and lets go of them when it goes.
    observer->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<uint16_t>([logical = PeekPointer(logical), ue = PeekPointer(device)](
                                           uint16_t) { logical->NoteUp(ue); }));
    observer->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<uint16_t, Time>(
            [logical = PeekPointer(logical), ue = PeekPointer(device)](uint16_t, Time) {
                logical->NoteDown(ue);
            }));
    return device;
}

Ptr<NetDevice>
LteAccessHelper::MakeUe(Ptr<Node> node)
{
    NS_ABORT_MSG_IF(m_gateways.empty(),
                    "LteAccessHelper: InstallUe comes first; allowed is after InstallEnb");
    if (!node->GetObject<MobilityModel>())
    {
        node->AggregateObject(CreateObject<ConstantPositionMobilityModel>());
    }
    m_lte->SetEpcHelper(LteEpc::Of(m_gateways.front())->GetHelper());
    const auto device =
        DynamicCast<LteUeNetDevice>(m_lte->InstallUeDevice(NodeContainer(node)).Get(0));
    const uint64_t subscriber = device->GetImsi();
    const Imsi imsi(m_mcc, m_mnc, subscriber);
    device->SetMtu(UE_MTU);
    device->SetAddress(imsi.GetLinkLayerAddress().ToAddress());
    m_imsis.emplace(device, imsi);
    // One default bearer at the UE, and one for it in each EPC.
    device->GetNas()->ActivateEpsBearer(EpsBearer(EpsBearer::NGBR_VIDEO_TCP_DEFAULT),
                                        EpcTft::Default());
    auto handover = CreateObject<LteHandover>();
    handover->SetObserver(Observe(device));
    for (const auto& gateway : m_gateways)
    {
        const auto epc = LteEpc::Of(gateway);
        epc->AddSubscriber(device, subscriber);
        for (auto enb = epc->GetEnbs().Begin(); enb != epc->GetEnbs().End(); ++enb)
        {
            handover->AddEnb(*enb);
        }
    }
    device->AggregateObject(handover);
    return device;
}

void
LteAccessHelper::Subscribe(Ptr<NetDevice> ue, const std::function<HandoffIndicator()>& hint)
{
    const Imsi& imsi = GetImsi(ue);
    const uint64_t subscriber = DynamicCast<LteUeNetDevice>(ue)->GetImsi();
    for (const auto& link : m_links)
    {
        link->AddSubscriber(subscriber, imsi, hint);
    }
}

const Imsi&
LteAccessHelper::GetImsi(Ptr<NetDevice> ue) const
{
    const auto known = m_imsis.find(ue);
    NS_ABORT_MSG_IF(known == m_imsis.end(),
                    "LteAccessHelper::GetImsi: the device is no UE of this helper; allowed is what "
                    "InstallUe() gives");
    return known->second;
}

Ptr<LteUeObserver>
LteAccessHelper::Observe(Ptr<NetDevice> ue)
{
    auto observer = ue->GetObject<LteUeObserver>();
    if (!observer)
    {
        observer = CreateObject<LteUeObserver>();
        observer->SetDevice(ue);
        ue->AggregateObject(observer);
    }
    return observer;
}

Ptr<LteHandover>
LteAccessHelper::GetHandover(Ptr<NetDevice> ue)
{
    auto handover = ue->GetObject<LteHandover>();
    NS_ABORT_MSG_UNLESS(handover,
                        "LteAccessHelper::GetHandover: the device is no UE of this helper; allowed "
                        "is what InstallUe() gives");
    return handover;
}

void
LteAccessHelper::MoveAt(Time time, Ptr<NetDevice> ue, Ptr<NetDevice> enb)
{
    GetHandover(ue)->MoveAt(time, enb);
}

int64_t
LteAccessHelper::AssignStreams(NetDeviceContainer devices, int64_t stream) const
{
    return m_lte->AssignStreams(devices, stream);
}

} // namespace pmipv6
} // namespace ns3
