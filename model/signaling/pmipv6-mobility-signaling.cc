/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-signaling.h"

#include "pmipv6-hop-by-hop-options.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-message-format.h"
#include "pmipv6-mobility-exchange.h"
#include "pmipv6-mobility-header.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/icmpv6-header.h"
#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobilitySignaling");

NS_OBJECT_ENSURE_REGISTERED(MobilitySignaling);

TypeId
MobilitySignaling::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobilitySignaling")
            .SetParent<IpL4Protocol>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MobilitySignaling>()
            .AddAttribute("InitialBindackTimeout",
                          "INITIAL_BINDACK_TIMEOUT: how long the first sending of a request waits "
                          "for its answer; doubled at each repetition; 1 ms or more (RFC 6275, "
                          "11.8 and 12).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&MobilitySignaling::m_initialTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxBindackTimeout",
                          "MAX_BINDACK_TIMEOUT: the longest time-out; 1 ms or more (RFC 6275, "
                          "11.8 and 12).",
                          TimeValue(Seconds(32)),
                          MakeTimeAccessor(&MobilitySignaling::m_maxTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxUpdateRate",
                          "MAX_UPDATE_RATE: requests a second; 0 is no limit (RFC 6275, 11.8 and "
                          "12).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&MobilitySignaling::m_maxUpdateRate),
                          MakeUintegerChecker<uint32_t>())
            .AddAttribute("MaxUpdateRatePerPeer",
                          "Read MAX_UPDATE_RATE for a peer as a whole, not for each mobile node "
                          "at it (Choices).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobilitySignaling::m_isRatePerPeer),
                          MakeBooleanChecker())
            .AddAttribute("MaxBindingErrorRate",
                          "Binding Errors a second to one peer; 0 is no limit (RFC 6275, 9.3.3).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&MobilitySignaling::m_maxErrorRate),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Sent",
                            "A message is sent.",
                            MakeTraceSourceAccessor(&MobilitySignaling::m_sent),
                            "ns3::pmipv6::MobilitySignaling::SignalingTracedCallback")
            .AddTraceSource("Received",
                            "A message has passed the checks.",
                            MakeTraceSourceAccessor(&MobilitySignaling::m_received),
                            "ns3::pmipv6::MobilitySignaling::SignalingTracedCallback")
            .AddTraceSource("Dropped",
                            "A received packet is refused, and why.",
                            MakeTraceSourceAccessor(&MobilitySignaling::m_dropped),
                            "ns3::pmipv6::MobilitySignaling::SignalingTracedCallback")
            .AddTraceSource(
                "HomeAddressRefused",
                "A packet, of whatever kind, is refused for the home address that it tells (RFC "
                "6275, 9.3.1 and 11.3.3).",
                MakeTraceSourceAccessor(&MobilitySignaling::m_homeRefused),
                "ns3::pmipv6::MobilitySignaling::HomeAddressRefusedTracedCallback");
    return tid;
}

MobilitySignaling::MobilitySignaling()
    : m_homes([this](auto... refused) { RefuseHomeAddress(refused...); }),
      m_errors([this](const BindingError& error, const auto&... addresses) {
          Send(error, addresses..., "refusal");
      }),
      m_exchanges(
          std::make_shared<ExchangeTable>([this](const Question& question, bool isRetransmission) {
              Send(question.message,
                   question.source,
                   question.destination,
                   question.purpose,
                   isRetransmission,
                   question.isAlerting,
                   question.careOf);
          }))
{
}

Ptr<MobilitySignaling>
MobilitySignaling::Install(Ptr<Node> node)
{
    auto signaling = node->GetObject<MobilitySignaling>();
    if (!signaling)
    {
        auto ipv6 = node->GetObject<Ipv6L3Protocol>();
        NS_ABORT_MSG_UNLESS(ipv6,
                            "node " << node->GetId()
                                    << " has no IPv6 stack: install an InternetStackHelper first");
        signaling = CreateObject<MobilitySignaling>();
        signaling->m_node = node;
        signaling->m_ipv6 = ipv6;
        signaling->m_transit.Start(
            node,
            [self = PeekPointer(signaling)](const auto& message, const Ipv6Header& header) {
                MessageContext context{header.GetSource(), header.GetDestination()};
                context.isIntercepted = true;
                self->Process(message, header, header.GetPayloadLength(), context);
            });
        ipv6->Insert(signaling);
        node->AggregateObject(signaling);
    }
    return signaling;
}

void
MobilitySignaling::DoDispose()
{
    m_exchanges->Clear();
    m_handlers.Clear();
    m_transit.Dispose();
    m_homes.Dispose();
    m_node = nullptr;
    m_ipv6 = nullptr;
    IpL4Protocol::DoDispose();
}

void
MobilitySignaling::Send(const MobilityMessage& message,
                        const Ipv6Address& source,
                        const Ipv6Address& destination,
                        const std::string& purpose,
                        bool isRetransmission,
                        bool isAlerting,
                        const CareOfAddresses& careOf)
{
    MobilityHeader header;
    header.SetMessage(message);
    header.SetSource(source);
    header.SetDestination(destination);
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    uint8_t next = AddHomeAddresses(*packet, MOBILITY_HEADER_PROTOCOL, source, destination, careOf);
    if (isAlerting)
    {
        AddMobilityAlert(*packet);
        next = HOP_BY_HOP_OPTIONS;
    }
    NS_LOG_INFO("node " << m_node->GetId() << " sends to " << destination << ": " << message);
    m_sent({&message,
            GetMessageName(message),
            destination,
            packet->GetSize() + IPV6_HEADER_SIZE,
            isRetransmission,
            "",
            purpose});
    m_ipv6->Send(packet,
                 careOf.source.IsAny() ? source : careOf.source,
                 careOf.destination.IsAny() ? destination : careOf.destination,
                 next,
                 nullptr);
}

Exchange
MobilitySignaling::Ask(Question question)
{
    return m_exchanges->Ask(std::move(question),
                            {m_initialTimeout, m_maxTimeout, m_maxUpdateRate, m_isRatePerPeer});
}

void
MobilitySignaling::Drop(const SignalingEvent& event)
{
    NS_LOG_INFO("node " << m_node->GetId() << " refuses " << event.name << " from " << event.peer
                        << ": " << event.reason);
    ++m_drops[event.reason];
    m_dropped(event);
}

void
MobilitySignaling::RefuseHomeAddress(Ptr<const Packet> packet,
                                     Ipv6Header header,
                                     const std::string& reason,
                                     const std::optional<Ipv6Address>& unbound)
{
    const Ipv6Address careOf = header.GetSource();
    NS_LOG_INFO("node " << m_node->GetId() << " refuses a packet from " << careOf << ": "
                        << reason);
    ++m_drops[reason];
    const auto whole = packet->Copy();
    whole->AddHeader(header);
    m_homeRefused(whole, reason);
    if (unbound)
    {
        header.SetSource(*unbound);
        // RFC 6275, 9.3.1.
        m_errors.Send(BindingErrorStatus::UNKNOWN_BINDING, header, careOf, m_maxErrorRate);
    }
}

void
MobilitySignaling::Refuse(const ParseError& error,
                          const std::vector<uint8_t>& octets,
                          Ptr<const Packet> packet,
                          const Ipv6Header& header)
{
    SignalingEvent event{nullptr,
                         GetHeaderName(octets.data(), octets.size()),
                         header.GetSource(),
                         packet->GetSize() + IPV6_HEADER_SIZE,
                         false,
                         GetFaultName(error.fault)};
    // RFC 6275, 9.2: the checksum, then the type, then the rest.
    if (error.fault > ParseFault::CHECKSUM &&
        !IsSupported(static_cast<MessageType>(octets[MH_TYPE_OFFSET])))
    {
        RefuseType(std::move(event), header);
        return;
    }
    Drop(event);
    if (error.parameterProblem && IsAnswerable(header))
    {
        // RFC 6275, 9.2: Parameter Problem, code 0, pointing at the field.
        auto offending = packet->Copy();
        offending->AddHeader(header);
        m_ipv6->GetIcmpv6()->SendErrorParameterError(offending,
                                                     header.GetSource(),
                                                     Icmpv6Header::ICMPV6_MALFORMED_HEADER,
                                                     IPV6_HEADER_SIZE +
                                                         static_cast<uint32_t>(error.offset));
    }
}

void
MobilitySignaling::RefuseType(SignalingEvent event, const Ipv6Header& header)
{
    event.reason = "unknown-message-type";
    Drop(event);
    m_errors.Send(BindingErrorStatus::UNRECOGNIZED_MH_TYPE,
                  header,
                  m_homes.GetCareOf(),
                  m_maxErrorRate);
}

void
MobilitySignaling::HandleUnknownProtocol(const Ipv6Address& peer, MessageType type)
{
    if (IsExtension(type))
    {
        m_exchanges->TakeRefusal(peer, type);
    }
}

IpL4Protocol::RxStatus
MobilitySignaling::Receive(Ptr<Packet> p,
                           const Ipv6Header& header,
                           Ptr<Ipv6Interface> /* incomingInterface */)
{
    std::vector<uint8_t> octets(p->GetSize());
    p->CopyData(octets.data(), p->GetSize());
    const auto result = ParseMobilityHeader(octets.data(),
                                            octets.size(),
                                            header.GetSource(),
                                            header.GetDestination());
    if (const auto* error = std::get_if<ParseError>(&result))
    {
        Refuse(*error, octets, p, header);
        return RX_OK;
    }
    MessageContext context{header.GetSource(), header.GetDestination()};
    context.careOf = m_homes.GetCareOf();
    context.octets = &octets;
    Process(std::get<MobilityMessage>(result), header, p->GetSize() + m_homes.GetTaken(), context);
    return RX_OK;
}

void
MobilitySignaling::Process(const MobilityMessage& message,
                           const Ipv6Header& header,
                           uint32_t octets,
                           const MessageContext& context)
{
    const Ipv6Address peer = header.GetSource();
    SignalingEvent event{&message,
                         GetMessageName(message),
                         peer,
                         octets + IPV6_HEADER_SIZE,
                         false,
                         ""};
    if (!IsSupported(GetMessageType(message)))
    {
        RefuseType(std::move(event), header);
        return;
    }
    if (!IsTrusted(peer, message))
    {
        // RFC 5213, 4: IPsec would have discarded it.
        event.reason = "no-security-association";
        Drop(event);
        return;
    }
    if (!m_handlers.IsFlagKnown(message))
    {
        event.reason = "distributed-mobility-not-supported";
        Drop(event);
        m_errors.Send(BindingErrorStatus::UNRECOGNIZED_MH_TYPE,
                      header,
                      m_homes.GetCareOf(),
                      m_maxErrorRate);
        return;
    }
    NS_LOG_INFO("node " << m_node->GetId() << " receives from " << peer << ": " << message);
    const auto* error = std::get_if<BindingError>(&message);
    if (error && TakeRefusal(*error, event))
    {
        return;
    }
    const auto asked = GetRequestKind(message);
    if (!error)
    {
        GetQuestions().Learn(peer,
                             asked ? asked->type : GetMessageType(message),
                             m_associations.IsAssociated(peer, GetMessageKind(message)));
    }
    if (!(asked && TakeAnswer(message, context, event)) && !PassToHandlers(message, context, event))
    {
        Drop(event);
    }
}

bool
MobilitySignaling::TakeAnswer(const MobilityMessage& message,
                              const MessageContext& context,
                              SignalingEvent& event)
{
    event.reason = m_exchanges->Match(message, context);
    if (event.reason.empty())
    {
        m_received(event);
        m_exchanges->TakeAnswer(message, event.peer);
        return true;
    }
    if (!m_handlers.IsRelayed(message, event.peer))
    {
        Drop(event);
        return true;
    }
    event.reason.clear();
    return false;
}

bool
MobilitySignaling::IsTrusted(const Ipv6Address& peer, const MobilityMessage& message) const
{
    // RFC 4291, 2.5.2 and 2.7: what is of nobody could not be answered.
    const bool isOfSomebody = !peer.IsAny() && !peer.IsMulticast();
    // RFC 6275, 9.3.3: a Binding Error may answer any message, and none that was not sent.
    return isOfSomebody && (std::holds_alternative<BindingError>(message)
                                ? m_exchanges->GetQuestions().IsAnyOpen(peer)
                                : m_associations.IsTrusted(peer, GetMessageKind(message)));
}

bool
MobilitySignaling::IsRefusal(const MobilityMessage& error,
                             const Ipv6Address& peer,
                             MessageType kind) const
{
    return std::get<BindingError>(error).status == BindingErrorStatus::UNRECOGNIZED_MH_TYPE &&
           m_exchanges->GetQuestions().FindRefused(peer) == kind;
}

bool
MobilitySignaling::TakeRefusal(const BindingError& error, const SignalingEvent& event)
{
    const auto refused = m_exchanges->GetQuestions().FindRefused(event.peer);
    // RFC 6275, 11.3.6: it ends the use of extensions.
    if (error.status != BindingErrorStatus::UNRECOGNIZED_MH_TYPE || !refused ||
        !IsExtension(*refused) || !m_exchanges->HasAsked(event.peer, *refused))
    {
        return false;
    }
    m_received(event);
    m_exchanges->TakeRefusal(event.peer, *refused);
    return true;
}

bool
MobilitySignaling::IsSupported(MessageType type) const
{
    // Who asks by such messages knows them, whether or not it takes any but the answers.
    return !IsExtension(type) ? HasMessage(type)
                              : m_handlers.Has(type) || m_exchanges->GetQuestions().IsOut(type);
}

bool
MobilitySignaling::PassToHandlers(const MobilityMessage& message,
                                  const MessageContext& context,
                                  SignalingEvent& event)
{
    if (m_handlers.Has(GetMessageType(message)))
    {
        m_received(event); // Before the answer that a handler may send.
    }
    if (m_handlers.Offer(message, context))
    {
        return true;
    }
    event.reason = "nobody-takes-it";
    return false;
}

} // namespace pmipv6
} // namespace ns3
