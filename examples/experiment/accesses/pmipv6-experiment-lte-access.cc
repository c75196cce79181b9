/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-lte-parts.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"

#include "ns3/lte-enb-net-device.h"
#include "ns3/lte-ue-net-device.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/simulator.h"

#include <cstdlib>
#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Between eNBs, in metres: more than twice LteHandover::Distance, so that a UE beside one hears it
/// best.
constexpr Range ENB_DISTANCES{21, 1e6};

std::unique_ptr<AccessNetwork> MakeLteAccess(const AccessTerms& terms);

/// @return the node of an EPC's PGW
Ptr<Node>
MakeGateway(const NodeName& /* name */)
{
    return LteAccessHelper::CreateGateway();
}

/// @return what chooses a cell instead of who is nearest
std::string
DescribeCellChoice(const ExperimentOptions& options)
{
    return WithWord(options, option::ACCESS) +
           ", where a UE whose radio link fails looks for the best cell; allowed: another --access";
}

const AccessKind LTE(
    30,
    "lte",
    &MakeLteAccess,
    {LTE_PHASE_SPAN, nullptr, &DescribeRounding, &DescribeCellChoice, &MakeGateway});

/// @return "with --access=ideal" where that is the technology; where nodes do not move by
///         plan, that; or ""
std::string
UnlessInRow(const ExperimentOptions& options)
{
    return !IsPlanned(options)               ? WithoutPlan(options)
           : options[option::ACCESS] == &LTE ? ""
                                             : WithWord(options, option::ACCESS);
}

const Option<double> ENB_DISTANCE(
    {OptionGroup::ACCESS, 65, "enbDistance", "between eNBs, which stand in a row"},
    InUnit("m", ENB_DISTANCES),
    DEFAULT_ENB_DISTANCE,
    {&UnlessInRow, &CheckUeCount});

/// @return whether a UE that is put so far from an eNB hears it best, however near the next one is
bool
IsBesideEnb(const std::string& distance)
{
    return 2 * std::strtod(distance.c_str(), nullptr) < ENB_DISTANCES.min;
}

const LimitedAttribute HANDOVER_DISTANCE("ns3::pmipv6::LteHandover::Distance",
                                         &IsBesideEnb,
                                         "0.1 to 10, less than half of the least --enbDistance");

/**
 * --access=lte: each gateway is the PGW of an EPC with one eNB, all on one carrier. By plan
 * a UE is put beside the next gateway's eNB and released by the old one; else it is where it moves,
 * and its radio link fails before it looks for another cell.
 */
class LteAccessNetwork : public AccessNetwork
{
  public:
    /// @param terms of what it is made
    explicit LteAccessNetwork(const AccessTerms& terms);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetLongestDelay() const override;

  protected:
    Ptr<NetDevice> MakeHost(std::size_t mobile) override;
    std::string GetIdentifier(std::size_t mobile) const override;
    void Attach(std::size_t mobile, const NodeName& gateway) override;
    void Move(std::size_t mobile, const NodeName& gateway) override;
    void Detach(std::size_t mobile) override;

  private:
    /// Make a gateway's eNB and access link.
    void AddGateway(const NetworkNode& gateway);

    /**
     * Tell of a UE's link.
     *
     * @param device the UE
     * @param name of its node
     */
    void Follow(Ptr<NetDevice> device, const NodeName& name);

    LteAccessHelper m_lte;                     //!< makes EPCs, eNBs and UEs
    std::map<NodeName, Ptr<NetDevice>> m_enbs; //!< by gateway
    std::map<uint16_t, NodeName> m_gateways;   //!< by cell
};

std::unique_ptr<AccessNetwork>
MakeLteAccess(const AccessTerms& terms)
{
    return std::make_unique<LteAccessNetwork>(terms);
}

} // namespace

LteAccessNetwork::LteAccessNetwork(const AccessTerms& terms)
    : AccessNetwork(terms)
{
    for (const auto& gateway : m_network.GetPointsOfAttachment())
    {
        AddGateway(gateway);
    }
    MakeNodes();
    MakeHosts();
}

void
LteAccessNetwork::AddGateway(const NetworkNode& gateway)
{
    Vector position(GetRowIndex(gateway.name) * m_options[ENB_DISTANCE], 0, 0);
    if (!IsPlanned())
    {
        position = GetPlace(gateway.name);
    }
    const auto enb = InstallEnb(m_lte, gateway, position, PlanMobileNodes(m_options).size());
    m_enbs[gateway.name] = enb;
    m_gateways[DynamicCast<LteEnbNetDevice>(enb)->GetCellId()] = gateway.name;
    m_network.GetScheme().AddAccess(gateway, MakeLteLink(m_lte, gateway, m_listener));
}

Ptr<NetDevice>
LteAccessNetwork::MakeHost(std::size_t mobile)
{
    const auto device = m_lte.InstallUe(m_mobiles[mobile].node);
    m_lte.AssignStreams(device, GetFirstStream(StreamKind::HOST_DEVICE, mobile));
    Follow(device, m_mobiles[mobile].plan.name);
    return device;
}

std::string
LteAccessNetwork::GetIdentifier(std::size_t mobile) const
{
    return m_lte.GetImsi(m_mobiles[mobile].device).GetIdentifier();
}

void
LteAccessNetwork::Follow(Ptr<NetDevice> device, const NodeName& name)
{
    auto observer = LteAccessHelper::Observe(device);
    observer->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<uint16_t>(
            [this, name](uint16_t cell) { m_listener.linkUp(name, m_gateways.at(cell)); }));
    observer->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<uint16_t, Time>(
            [this, name](uint16_t, Time lost) { m_listener.linkDown(name, lost); }));
}

void
LteAccessNetwork::Attach(std::size_t mobile, const NodeName& gateway)
{
    const auto handover = LteAccessHelper::GetHandover(m_mobiles[mobile].device);
    if (!IsPlanned())
    {
        handover->Follow();
        return;
    }
    handover->Move(m_enbs.at(gateway));
}

void
LteAccessNetwork::Move(std::size_t mobile, const NodeName& gateway)
{
    if (IsPlanned())
    {
        LteAccessHelper::GetHandover(m_mobiles[mobile].device)->Move(m_enbs.at(gateway));
    }
}

void
LteAccessNetwork::Detach(std::size_t mobile)
{
    LteAccessHelper::GetHandover(m_mobiles[mobile].device)->Leave();
}

void
LteAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (const auto& mobile : m_mobiles)
    {
        visitor(mobile.plan.name.GetText(), "lte", mobile.device);
    }
    VisitGateways(m_network, visitor);
}

void
LteAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    if (DynamicCast<LteUeNetDevice>(device))
    {
        CaptureIpv6Interface(fileName, device); // A UE of ns-3 has no trace of its packets.
        return;
    }
    CaptureIpv6(fileName, device);
}

Time
LteAccessNetwork::GetLongestDelay() const
{
    return LONGEST_LTE_FRAME;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
