/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-epc.h"

#include "ns3/abort.h"
#include "ns3/epc-tft.h"
#include "ns3/eps-bearer.h"
#include "ns3/ipv4-address-generator.h"
#include "ns3/node-list.h"
#include "ns3/point-to-point-epc-helper.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LteEpc);

TypeId
LteEpc::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::LteEpc").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

Ptr<LteEpc>
LteEpc::Create()
{
    const uint32_t first = NodeList::GetNNodes();
    auto epc = CreateObject<LteEpc>();
    // Each EPC has the same IPv4 addresses; none of them is seen outside.
    Ipv4AddressGenerator::Reset();
    epc->m_helper = CreateObject<PointToPointEpcHelper>();
    for (uint32_t i = first; i < NodeList::GetNNodes() && !epc->m_mme; ++i)
    {
        const auto node = NodeList::GetNode(i);
        for (uint32_t j = 0; j < node->GetNApplications() && !epc->m_mme; ++j)
        {
            epc->m_mme = DynamicCast<EpcMmeApplication>(node->GetApplication(j));
        }
    }
    NS_ABORT_MSG_UNLESS(epc->m_mme, "LteEpc: ns-3's EPC has no EpcMmeApplication");
    epc->m_helper->GetPgwNode()->AggregateObject(epc);
    return epc;
}

Ptr<LteEpc>
LteEpc::Of(Ptr<Node> pgw)
{
    auto epc = pgw ? pgw->GetObject<LteEpc>() : nullptr;
    NS_ABORT_MSG_UNLESS(epc,
                        "LteAccessHelper: the gateway is no PGW; allowed is what "
                        "LteAccessHelper::CreateGateway() gives");
    return epc;
}

void
LteEpc::AddSubscriber(Ptr<NetDevice> ue, uint64_t subscriber)
{
    m_helper->AddUe(ue, subscriber);
    m_mme->AddBearer(subscriber, EpcTft::Default(), EpsBearer(EpsBearer::NGBR_VIDEO_TCP_DEFAULT));
}

void
LteEpc::DoDispose()
{
    m_helper = nullptr;
    m_mme = nullptr;
    m_enbs = NetDeviceContainer();
    Object::DoDispose();
}

} // namespace pmipv6
} // namespace ns3
