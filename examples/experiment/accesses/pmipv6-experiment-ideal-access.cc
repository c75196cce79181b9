/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-capture.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-frame-loss.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-streams.h"
#include "pmipv6-experiment-values.h"

#include "ns3/event-id.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"

#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

std::unique_ptr<AccessNetwork> MakeIdealAccess(const AccessTerms& terms);

const AccessKind IDEAL(20, "ideal", &MakeIdealAccess, {});

/// @return "with --access=wifi" where that is the technology; or ""
std::string
WithoutIdealLink(const ExperimentOptions& options)
{
    return options[option::ACCESS] == &IDEAL ? "" : WithWord(options, option::ACCESS);
}

/// @return what is wrong with --dwell
Sentence CheckGap(const ExperimentOptions& options);

const Option<Time> DELAY_ACCESS(
    {OptionGroup::DELAYS, 40, "delayAccess", "mobile node to gateway, ideal link"},
    InMilliseconds(ANY_MS),
    MilliSeconds(2),
    {&WithoutIdealLink});

const Option<Time> L2_GAP({OptionGroup::ACCESS, 10, "l2Gap", "ideal link: from detach to attach"},
                          InMilliseconds(ANY_MS),
                          MilliSeconds(50),
                          {&WithoutIdealLink, &CheckGap});

/// @return a time in milliseconds, or none
ValueForm<std::optional<Time>>
MillisecondsOrNone()
{
    return {"MS",
            [] { return GetText(ANY_MS) + " ms, or none"; },
            [](std::optional<Time>& value, const std::string& text) {
                const auto number = ReadInRange(text, ANY_MS);
                value = number ? std::make_optional(FromMilliseconds(*number)) : std::nullopt;
                return number || text == "none";
            },
            [](const std::optional<Time>& value) {
                return value ? ParameterValue(ToMilliseconds(*value)) : ParameterValue(nullptr);
            }};
}

const Option<std::optional<Time>> DETACH_DETECTION(
    {OptionGroup::ACCESS,
     20,
     "detachDetection",
     "ideal link: until the old gateway notices a detach, or none"},
    MillisecondsOrNone(),
    std::optional<Time>(),
    {&WithoutIdealLink});

const Option<double> ACCESS_LOSS(
    {OptionGroup::ACCESS,
     70,
     "accessLoss",
     "ideal link: of frames that are lost, either way, drawn from --run"},
    InUnit("percent", PERCENT),
    0.0,
    {&WithoutIdealLink});

/// @return whether the ideal link loses frames
bool
LosesFrames(const ExperimentOptions& options)
{
    return options[ACCESS_LOSS] > 0;
}

const OwnedAttributes OWNED_BY_IDEAL_ACCESS{
    {"ns3::pmipv6::IdealChannel::Delay", {&DELAY_ACCESS, &option::DELAYS}, ""},
    {"ns3::pmipv6::IdealChannel::DetachDetection", {&DETACH_DETECTION}, ""},
    {"ns3::pmipv6::IdealDevice::SendErrorModel", {&ACCESS_LOSS}, "", &LosesFrames},
    {"ns3::pmipv6::IdealDevice::ReceiveErrorModel", {&ACCESS_LOSS}, "", &LosesFrames},
    {"ns3::RateErrorModel::ErrorRate", {&ACCESS_LOSS}, "", &LosesFrames},
    {"ns3::RateErrorModel::ErrorUnit", {&ACCESS_LOSS}, "", &LosesFrames},
    {"ns3::RateErrorModel::RanVar", {&ACCESS_LOSS}, "", &LosesFrames},
    {"ns3::RandomVariableStream::Stream", {&ACCESS_LOSS}, "", &LosesFrames},
};

Sentence
CheckGap(const ExperimentOptions& options)
{
    const Time dwell = options[option::DWELL];
    const Time gap = options[L2_GAP];
    if (options[option::ACCESS] != &IDEAL || !IsPlanned(options) || !GetLastMove(options) ||
        options[option::MOVES] <= 1 || dwell > gap)
    {
        return std::nullopt;
    }
    return "--dwell=" + FormatSeconds(dwell) + " is not allowed with " +
           ShowMilliseconds(L2_GAP.GetName(), gap) + "; allowed: more than " + FormatSeconds(gap) +
           " s, when the node attaches again";
}

/// --access=ideal: an attachment takes l2Gap after the detachment, frames a fixed delay.
class IdealAccessNetwork : public AccessNetwork
{
  public:
    /// @param terms of what it is made
    explicit IdealAccessNetwork(const AccessTerms& terms);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetDelay(const NodeName& node, const NodeName& gateway) const override;
    Time GetLongestDelay() const override;
    void Describe(ServiceGap& gap) const override;

  protected:
    Ptr<NetDevice> MakeHost(std::size_t mobile) override;
    void Attach(std::size_t mobile, const NodeName& gateway) override;
    void Move(std::size_t mobile, const NodeName& gateway) override;
    void Detach(std::size_t mobile) override;
    void SetScheduler(DeliveryScheduler& scheduler) override;

  private:
    /// Have a mobile node lose frames, drawn from streams of its name. @param device its device
    void AddLoss(Ptr<IdealDevice> device) const;

    IdealAccessHelper m_ideal;                           //!< makes both ends
    std::map<NodeName, Ptr<IdealAccessLink>> m_links;    //!< gateways' ends
    std::map<Ptr<IdealAccessLink>, NodeName> m_gateways; //!< whose they are
    std::map<Ptr<IdealDevice>, NodeName> m_names;        //!< of mobile nodes
    std::map<std::size_t, EventId> m_pending;            //!< attachments under way
};

std::unique_ptr<AccessNetwork>
MakeIdealAccess(const AccessTerms& terms)
{
    return std::make_unique<IdealAccessNetwork>(terms);
}

} // namespace

IdealAccessNetwork::IdealAccessNetwork(const AccessTerms& terms)
    : AccessNetwork(terms)
{
    auto channel = m_ideal.GetChannel();
    channel->SetAttribute("Delay", TimeValue(m_options[DELAY_ACCESS]));
    channel->SetAttribute("DetachDetection",
                          TimeValue(m_options[DETACH_DETECTION].value_or(Seconds(-1))));
    for (const auto& gateway : m_network.GetPointsOfAttachment())
    {
        auto link = m_ideal.CreateLink();
        m_network.GetScheme().AddAccess(gateway, link);
        m_links[gateway.name] = link;
        m_gateways[link] = gateway.name;
    }
    MakeNodes();
    MakeHosts();
    channel->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>>(
            [this](Ptr<IdealDevice> device, Ptr<IdealAccessLink> link) {
                m_listener.linkUp(m_names.at(device), m_gateways.at(link));
            }));
    channel->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>>(
            [this](Ptr<IdealDevice> device, Ptr<IdealAccessLink>) {
                m_listener.linkDown(m_names.at(device), Simulator::Now());
            }));
    channel->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this](Ptr<const Packet> packet, const std::string& reason) {
                m_listener.dropped(packet, reason);
            }));
}

Ptr<NetDevice>
IdealAccessNetwork::MakeHost(std::size_t mobile)
{
    const NodeName name = m_mobiles[mobile].plan.name;
    auto device = m_ideal.InstallHost(m_mobiles[mobile].node);
    m_names[device] = name;
    for (const auto& [gateway, link] : m_links)
    {
        if (const auto delay = FindDelay(m_options, name, gateway))
        {
            m_ideal.GetChannel()->SetDelay(device, link, *delay);
        }
    }
    if (LosesFrames(m_options))
    {
        AddLoss(device);
    }
    return device;
}

void
IdealAccessNetwork::AddLoss(Ptr<IdealDevice> device) const
{
    const NodeName& name = m_names.at(device);
    const int64_t stream = GetFirstStream(StreamKind::FRAME_LOSS,
                                          GetNodeIndex(name.GetNumber(), name.Is(MOBILE_NODE)));
    const double rate = m_options[ACCESS_LOSS] / 100;
    device->SetAttribute("SendErrorModel", PointerValue(MakeFrameLoss(rate, stream)));
    device->SetAttribute("ReceiveErrorModel",
                         PointerValue(MakeFrameLoss(rate, stream + FRAME_LOSS_STREAMS)));
}

void
IdealAccessNetwork::Attach(std::size_t mobile, const NodeName& gateway)
{
    m_pending.erase(mobile);
    m_ideal.GetChannel()->Attach(DynamicCast<IdealDevice>(m_mobiles[mobile].device),
                                 m_links.at(gateway));
}

void
IdealAccessNetwork::Move(std::size_t mobile, const NodeName& gateway)
{
    Detach(mobile);
    m_pending[mobile] = Simulator::Schedule(m_options[L2_GAP],
                                            [this, mobile, gateway] { Attach(mobile, gateway); });
}

void
IdealAccessNetwork::Detach(std::size_t mobile)
{
    const auto pending = m_pending.find(mobile);
    if (pending != m_pending.end())
    {
        pending->second.Cancel();
        m_pending.erase(pending);
    }
    m_ideal.GetChannel()->Detach(DynamicCast<IdealDevice>(m_mobiles[mobile].device));
}

void
IdealAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (const auto& mobile : m_mobiles)
    {
        visitor(mobile.plan.name.GetText(), "access", mobile.device);
    }
    for (const auto& gateway : m_network.GetPointsOfAttachment())
    {
        const auto discovery = m_network.GetScheme().GetNeighborDiscovery(gateway);
        visitor(gateway.name.GetText(), "access", discovery->GetDevice());
    }
}

void
IdealAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    CaptureIpv6(fileName, device);
}

Time
IdealAccessNetwork::GetDelay(const NodeName& node, const NodeName& gateway) const
{
    const auto own = FindDelay(m_options, node, gateway);
    return own.value_or(m_options[DELAY_ACCESS]);
}

Time
IdealAccessNetwork::GetLongestDelay() const
{
    return m_options[DELAY_ACCESS];
}

void
IdealAccessNetwork::Describe(ServiceGap& gap) const
{
    gap.SetDetachDetection(m_options[DETACH_DETECTION]);
}

void
IdealAccessNetwork::SetScheduler(DeliveryScheduler& scheduler)
{
    m_ideal.GetChannel()->SetNoticeTaker([this, &scheduler](Ptr<IdealDevice> device,
                                                            Ptr<IdealAccessLink> link,
                                                            std::function<void()> notice) {
        const auto planned = m_options[DETACH_DETECTION];
        const uint32_t context = link->GetGatewayContext();
        const auto noticeThere = [context, notice] {
            Simulator::ScheduleWithContext(context, Time(0), notice);
        };
        if (!scheduler.TakeNotice(m_names.at(device), m_gateways.at(link), planned, noticeThere) &&
            planned)
        {
            Simulator::ScheduleWithContext(context, *planned, notice);
        }
    });
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
