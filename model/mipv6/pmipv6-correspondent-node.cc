/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-node.h"

#include "pmipv6-home-agent.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"
#include "pmipv6-node-disposal.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6CorrespondentNode");

NS_OBJECT_ENSURE_REGISTERED(CorrespondentNode);

TypeId
CorrespondentNode::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::CorrespondentNode")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<CorrespondentNode>()
            .AddAttribute("NonceInterval",
                          "How long a nonce is used for new tokens: MAX_NONCE_LIFETIME less "
                          "MAX_TOKEN_LIFETIME; 1 ms or more (RFC 6275, 5.2.7).",
                          TimeValue(Seconds(30)),
                          MakeTimeAccessor(&CorrespondentNode::m_nonceInterval),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxNonceLifetime",
                          "MAX_NONCE_LIFETIME: how long after its first use a nonce is "
                          "recognized; 1 ms or more (RFC 6275, 5.2.7 and 12).",
                          TimeValue(Seconds(240)),
                          MakeTimeAccessor(&CorrespondentNode::m_nonceLifetime),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxRrBindingLifetime",
                          "MAX_RR_BINDING_LIFETIME: longest lifetime granted to a binding, in "
                          "whole units of 4 s; 4 s to 420 s (RFC 6275, 5.2.6 and 12).",
                          TimeValue(Seconds(420)),
                          MakeTimeAccessor(&CorrespondentNode::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(420)))
            .AddAttribute("RefreshRequest",
                          "How long before the end of a binding by which packets go a Binding "
                          "Refresh Request is sent. 0: none is (RFC 6275, 9.5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&CorrespondentNode::m_refreshRequest),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxBindings",
                          "Bindings that it can have something of; the next one is refused with "
                          "status 130 (RFC 6275, 9.5.2).",
                          UintegerValue(65536),
                          MakeUintegerAccessor(&CorrespondentNode::m_maxBindings),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("StateChange",
                            "A transition of a binding; its node is the home address.",
                            MakeTraceSourceAccessor(&CorrespondentNode::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Binding",
                            "A transition of a binding, with the binding.",
                            MakeTraceSourceAccessor(&CorrespondentNode::m_binding),
                            "ns3::pmipv6::CorrespondentNode::BindingTracedCallback")
            .AddTraceSource("Refused",
                            "A Binding Update is refused.",
                            MakeTraceSourceAccessor(&CorrespondentNode::m_refused),
                            "ns3::pmipv6::CorrespondentNode::RefusedTracedCallback")
            .AddTraceSource("Ignored",
                            "A Binding Update is discarded without an answer.",
                            MakeTraceSourceAccessor(&CorrespondentNode::m_ignored),
                            "ns3::pmipv6::CorrespondentNode::IgnoredTracedCallback");
    return tid;
}

template <class Test>
bool
CorrespondentNode::AnswerTest(const AddressTestInit& init,
                              const MessageContext& context,
                              TokenFunction compute)
{
    // RFC 6275, 9.4.1 and 9.4.2: no Home Address option.
    if (context.careOf || context.isIntercepted)
    {
        return false;
    }
    const auto& nonce = m_nonces.GetCurrent(Simulator::Now());
    Test test;
    test.nonceIndex = nonce.index;
    test.cookie = init.cookie;
    test.token = compute(nonce.key, context.source, nonce.nonce);
    m_signaling->Send(test, context.destination, context.source, "answer");
    return true;
}

void
CorrespondentNode::StartApplication()
{
    NS_ABORT_MSG_UNLESS(IsKeyedHashAvailable(),
                        "CorrespondentNode on node "
                            << GetNode()->GetId()
                            << ": the module was built without libgcrypt, which return routability "
                               "needs (RFC 6275, 5.2.4)");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_paths = CareOfPaths::Install(GetNode());
    m_random.Start(GetNode()->GetId(), RandomRole::CORRESPONDENT);
    m_nonces.Start({m_nonceInterval, m_nonceLifetime}, [this] { return m_random.Draw(); });
    m_bindings.SetListener([this](const auto&... change) { HandleChange(change...); });
    m_trusted.Start(m_signaling->GetAssociations());
    m_trusted.Add(
        SecurityAssociations::GetAnybody(),
        {MessageType::HOME_TEST_INIT, MessageType::CARE_OF_TEST_INIT, MessageType::BINDING_UPDATE});
    auto& homes = m_signaling->GetHomeAddresses();
    homes.Start(GetNode());
    m_check = homes.AddBindingCheck(
        [this](const auto&... addresses) { return m_bindings.IsBound(addresses...); });
    m_handlers = {
        m_signaling->AddHandler(MessageType::HOME_TEST_INIT,
                                [this](const MobilityMessage& message, const auto& context) {
                                    return AnswerTest<HomeTest>(std::get<HomeTestInit>(message),
                                                                context,
                                                                &ComputeHomeKeygenToken);
                                }),
        m_signaling->AddHandler(MessageType::CARE_OF_TEST_INIT,
                                [this](const MobilityMessage& message, const auto& context) {
                                    return AnswerTest<CareOfTest>(std::get<CareOfTestInit>(message),
                                                                  context,
                                                                  &ComputeCareOfKeygenToken);
                                }),
        m_signaling->AddHandler(
            MessageType::BINDING_UPDATE,
            [this](const MobilityMessage& message, const MessageContext& context) {
                const auto& update = std::get<BindingUpdate>(message);
                if (update.IsProxy() || context.isIntercepted)
                {
                    return false;
                }
                if (update.flags & UpdateFlag::HOME_REGISTRATION)
                {
                    return RefuseHome(update, context);
                }
                Handle(update, context);
                return true;
            }),
    };
}

void
CorrespondentNode::StopApplication()
{
    if (m_handlers.empty())
    {
        return;
    }
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    m_handlers.clear();
    m_signaling->GetHomeAddresses().RemoveBindingCheck(m_check);
    m_trusted.Clear();
    Restart();
}

void
CorrespondentNode::DoDispose()
{
    if (!m_handlers.empty() && !IsBeingDisposedOf(*GetNode()))
    {
        StopApplication();
    }
    m_handlers.clear();
    m_bindings.SetListener(nullptr);
    m_bindings.Clear();
    m_requests.Clear();
    m_signaling = nullptr;
    m_paths = nullptr;
    Application::DoDispose();
}

void
CorrespondentNode::Restart()
{
    m_bindings.Clear();
    m_nonces.Clear();
}

void
CorrespondentNode::Answer(const BindingAcknowledgement& answer, const MessageContext& context) const
{
    CareOfAddresses careOf;
    careOf.destination = context.careOf.value_or(Ipv6Address::GetAny());
    const char* purpose = IsAccepted(answer.status) ? "answer" : "refusal";
    m_signaling->Send(answer, context.destination, context.source, purpose, false, false, careOf);
}

bool
CorrespondentNode::RefuseHome(const BindingUpdate& update, const MessageContext& context) const
{
    for (uint32_t i = 0; i < GetNode()->GetNApplications(); ++i)
    {
        if (DynamicCast<HomeAgent>(GetNode()->GetApplication(i)))
        {
            return false; // It decides.
        }
    }
    // RFC 6275, 10.3.1: of a node that is a correspondent alone.
    BindingAcknowledgement answer;
    answer.status = BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED;
    answer.sequence = update.sequence;
    m_refused(context.source, answer.status);
    Answer(answer, context);
    return true;
}

void
CorrespondentNode::Handle(const BindingUpdate& update, const MessageContext& context)
{
    const Time now = Simulator::Now();
    const CorrespondentKey key{context.destination, context.source};
    const auto* indices = FindOption<NonceIndicesOption>(update.options);
    const CorrespondentUpdateFacts facts{update,
                                         *context.octets,
                                         key,
                                         context.careOf.value_or(context.source),
                                         m_bindings.Find(key),
                                         indices ? m_nonces.Find(indices->home, now) : nullptr,
                                         indices ? m_nonces.Find(indices->careOf, now) : nullptr,
                                         m_bindings.GetSize() < m_maxBindings,
                                         m_maxLifetime};
    const auto verdict = DecideCorrespondentUpdate(facts);
    if (verdict.action == CorrespondentUpdateAction::DISCARD)
    {
        m_ignored(key.homeAddress, verdict.reason);
        return;
    }
    auto answer = Act(verdict, facts);
    // RFC 6275, 9.5.4: what is accepted is told to who wants to know.
    if (verdict.action != CorrespondentUpdateAction::REFUSE &&
        !(update.flags & UpdateFlag::ACKNOWLEDGE))
    {
        return;
    }
    if (verdict.bindingKey)
    {
        Authorize(answer, *verdict.bindingKey, verdict.careOf, key.own);
    }
    Answer(answer, context);
}

BindingAcknowledgement
CorrespondentNode::Act(const CorrespondentUpdateVerdict& verdict,
                       const CorrespondentUpdateFacts& facts)
{
    BindingAcknowledgement answer;
    answer.status = verdict.status;
    answer.sequence = verdict.sequence;
    if (verdict.action == CorrespondentUpdateAction::REFUSE)
    {
        m_refused(facts.key.homeAddress, verdict.status);
        return answer;
    }
    CorrespondentBinding row = facts.known ? *facts.known : CorrespondentBinding();
    row.key = facts.key;
    row.sequence = facts.update.sequence;
    row.noncesEnd = Max(row.noncesEnd, m_nonces.GetEnd(*facts.homeNonce));
    if (verdict.action == CorrespondentUpdateAction::BIND)
    {
        row.careOf = verdict.careOf;
        row.until = AddLifetime(Simulator::Now(), verdict.lifetime);
        answer.lifetime = ToMessageLifetime(verdict.lifetime);
        m_bindings.Apply(row, CorrespondentBindingEvent::UPDATE);
    }
    else if (facts.known)
    {
        row.until = row.noncesEnd;
        m_bindings.Apply(row, CorrespondentBindingEvent::DELETED);
    }
    return answer;
}

void
CorrespondentNode::HandleChange(const CorrespondentBinding& row,
                                CorrespondentBindingState from,
                                CorrespondentBindingState to,
                                CorrespondentBindingEvent event)
{
    const bool isBound = to == CorrespondentBindingState::BOUND;
    m_paths->SetDestination(row.key.own,
                            row.key.homeAddress,
                            isBound ? row.careOf : Ipv6Address::GetAny());
    // One that lasts no longer than that was renewed, or cannot be for longer.
    const Time request = row.until - m_refreshRequest;
    const bool isToAsk = isBound && !m_refreshRequest.IsZero() && request > Simulator::Now();
    m_requests.Set(row.key, isToAsk ? request : Time::Max());
    std::ostringstream name;
    name << row.key.homeAddress;
    NS_LOG_INFO("correspondent binding of " << name.str() << ": " << GetStateName(from) << " > "
                                            << GetStateName(to) << ", " << GetEventName(event));
    m_stateChange({name.str(),
                   "correspondent-binding",
                   GetStateName(from),
                   GetStateName(to),
                   GetEventName(event)});
    m_binding(row, from, to);
}

void
CorrespondentNode::RequestRefresh(const CorrespondentKey& key)
{
    if (m_paths->TakeUse(key.own, key.homeAddress))
    {
        m_signaling->Send(BindingRefreshRequest(), key.own, key.homeAddress, "refresh");
    }
}

} // namespace pmipv6
} // namespace ns3
