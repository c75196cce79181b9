/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-signaling.h"

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
#include <sstream>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobilitySignaling");

NS_OBJECT_ENSURE_REGISTERED(MobilitySignaling);

namespace
{

/// Octets of an IPv6 header.
constexpr uint32_t IPV6_HEADER_SIZE = 40;

/// Where the MH Type is in a Mobility Header (RFC 6275, 6.1.1).
constexpr std::size_t MH_TYPE_POSITION = 2;

/// @return true if a message belongs to a revocation (RFC 5846)
bool
IsRevocation(const MobilityMessage& message)
{
    return std::holds_alternative<BindingRevocationIndication>(message) ||
           std::holds_alternative<BindingRevocationAcknowledgement>(message);
}

/// @return true if a message answers a request
bool
IsAnswer(const MobilityMessage& message)
{
    return std::holds_alternative<BindingAcknowledgement>(message) ||
           std::holds_alternative<BindingRevocationAcknowledgement>(message) ||
           GetExperimentalAnswer(message);
}

/// @return what a request of MH Type 11 and its acknowledgement have in common
std::string
GetExperimentalKey(const MobilityMessage& message)
{
    std::ostringstream key;
    key << GetExperimentalRequestName(message) << ' ';
    // The second prefix of a pair may be asked for by an address and answered as registered.
    if (const auto* first = FindOption<HomeNetworkPrefixOption>(GetOptions(message)))
    {
        key << first->prefix << ' ';
    }
    key << GetSequenceNumber(message);
    return key.str();
}

/// @return true if errors may be sent about a packet: it went from one node to one node (RFC 4443,
/// 2.4 (e); RFC 6275, 9.3.3)
bool
IsAnswerable(const Ipv6Header& header)
{
    return !header.GetSource().IsAny() && !header.GetSource().IsMulticast() &&
           !header.GetDestination().IsMulticast();
}

} // namespace

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
                          "for its answer; doubled at each repetition (RFC 6275, 11.8 and 12).",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&MobilitySignaling::m_initialTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxBindackTimeout",
                          "MAX_BINDACK_TIMEOUT: the longest time-out (RFC 6275, 11.8 and 12).",
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
                          "at it.",
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
                            "ns3::pmipv6::MobilitySignaling::SignalingTracedCallback");
    return tid;
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
        ipv6->Insert(signaling);
        node->AggregateObject(signaling);
    }
    return signaling;
}

void
MobilitySignaling::DoDispose()
{
    for (auto& [key, pending] : m_pending)
    {
        pending.timer.Cancel();
    }
    m_pending.clear();
    m_handlers.clear();
    m_node = nullptr;
    m_ipv6 = nullptr;
    IpL4Protocol::DoDispose();
}

uint32_t
MobilitySignaling::AddHandler(MessageType type, Handler handler)
{
    m_handlers.push_back({m_nextNumber, type, std::move(handler)});
    return m_nextNumber++;
}

void
MobilitySignaling::RemoveHandler(uint32_t number)
{
    m_handlers.erase(std::remove_if(m_handlers.begin(),
                                    m_handlers.end(),
                                    [number](const auto& registration) {
                                        return registration.number == number;
                                    }),
                     m_handlers.end());
}

void
MobilitySignaling::Send(const MobilityMessage& message,
                        const Ipv6Address& source,
                        const Ipv6Address& destination,
                        bool isRetransmission)
{
    MobilityHeader header;
    header.SetMessage(message);
    header.SetSource(source);
    header.SetDestination(destination);
    auto packet = Create<Packet>();
    packet->AddHeader(header);
    NS_LOG_INFO("node " << m_node->GetId() << " sends to " << destination << ": " << message);
    m_sent({&message,
            GetMessageName(message),
            destination,
            packet->GetSize() + IPV6_HEADER_SIZE,
            isRetransmission,
            ""});
    m_ipv6->Send(packet, source, destination, MOBILITY_HEADER_PROTOCOL, nullptr);
}

std::string
MobilitySignaling::GetRequestKey(const MobilityMessage& message, const Ipv6Address& peer)
{
    if (GetMessageType(message) == MessageType::EXPERIMENTAL)
    {
        return GetExperimentalKey(message);
    }
    std::ostringstream key;
    key << peer << ' ';
    if (IsRevocation(message))
    {
        key << "revocation " << GetSequenceNumber(message);
        return key.str();
    }
    const bool isBinding = std::holds_alternative<BindingUpdate>(message) ||
                           std::holds_alternative<BindingAcknowledgement>(message);
    key << (isBinding ? "binding" : GetMessageName(message));
    if (const auto* node = FindOption<MobileNodeIdentifierOption>(GetOptions(message)))
    {
        key << ' ' << GetIdentity(*node);
    }
    // RFC 5213, 5.4: each interface of a node has a session of its own.
    if (const auto* interface =
            FindOption<MobileNodeLinkLayerIdentifierOption>(GetOptions(message)))
    {
        key << ' ' << std::hex;
        for (const unsigned octet : interface->identifier)
        {
            key << octet << '.';
        }
    }
    return key.str();
}

std::string
MobilitySignaling::Request(MobilityRequest request)
{
    const std::string key = GetRequestKey(request.message, request.destination);
    Cancel(key);
    std::ostringstream subject;
    subject << request.destination;
    if (!m_isRatePerPeer)
    {
        subject << ' ' << request.subject;
    }
    const Time now = Simulator::Now();
    const Time at =
        m_updateRate.Reserve(subject.str(), now, request.isRateLimited ? m_maxUpdateRate : 0);
    auto& pending = m_pending[key];
    pending.request = std::move(request);
    const Time& first = pending.request.firstTimeout;
    pending.timeout = first.IsZero() ? m_initialTimeout : first;
    pending.serial = m_nextSerial++;
    pending.rateSubject = subject.str();
    pending.reserved = at;
    if (at > now)
    {
        pending.timer = Simulator::Schedule(at - now, [this, key] { TransmitIfAllowed(key); });
    }
    else
    {
        Transmit(key);
    }
    return key;
}

void
MobilitySignaling::Transmit(const std::string& key)
{
    auto& pending = m_pending.at(key);
    auto& request = pending.request;
    const bool isRetransmission = pending.transmissions++ > 0;
    if (!isRetransmission)
    {
        m_questions.Open(request.destination, GetMessageType(request.message));
    }
    if (request.prepare)
    {
        request.prepare(request.message, isRetransmission);
    }
    pending.timer = Simulator::Schedule(pending.timeout, [this, key] { HandleTimeout(key); });
    Send(request.message, request.source, request.destination, isRetransmission);
}

void
MobilitySignaling::HandleTimeout(const std::string& key)
{
    auto& pending = m_pending.at(key);
    const auto& request = pending.request;
    if (request.maxTransmissions > 0 && pending.transmissions >= request.maxTransmissions)
    {
        GiveUp(key);
        return;
    }
    // RFC 6275, 11.8: the time-out doubles up to MAX_BINDACK_TIMEOUT.
    const Time& longest = request.longestTimeout;
    pending.timeout = Min(pending.timeout * 2, longest.IsZero() ? m_maxTimeout : longest);
    TransmitIfAllowed(key);
}

void
MobilitySignaling::TransmitIfAllowed(const std::string& key)
{
    const auto& pending = m_pending.at(key);
    if (!pending.request.mayRepeat)
    {
        Transmit(key);
        return;
    }
    const auto mayRepeat = pending.request.mayRepeat;
    mayRepeat([this, key, serial = pending.serial](bool goOn) {
        const auto known = m_pending.find(key);
        if (known == m_pending.end() || known->second.serial != serial)
        {
            return; // Answered, cancelled or replaced meanwhile.
        }
        if (goOn)
        {
            Transmit(key);
        }
        else
        {
            GiveUp(key);
        }
    });
}

void
MobilitySignaling::GiveUp(const std::string& key)
{
    const auto gaveUp = m_pending.at(key).request.gaveUp;
    Cancel(key);
    if (gaveUp)
    {
        gaveUp();
    }
}

void
MobilitySignaling::Cancel(const std::string& key)
{
    auto known = m_pending.extract(key);
    if (known)
    {
        End(known.mapped());
    }
}

void
MobilitySignaling::End(Pending& pending)
{
    pending.timer.Cancel();
    if (pending.transmissions == 0)
    {
        m_updateRate.Release(pending.rateSubject, pending.reserved);
    }
    else
    {
        m_questions.Close(pending.request.destination, GetMessageType(pending.request.message));
    }
}

std::string
MobilitySignaling::MatchAnswer(const MobilityMessage& message, const Ipv6Address& peer) const
{
    const auto known = m_pending.find(GetRequestKey(message, peer));
    if (known == m_pending.end() || known->second.transmissions == 0)
    {
        return "unexpected-answer";
    }
    const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&message);
    const auto ahead = static_cast<int16_t>(GetSequenceNumber(message) -
                                            GetSequenceNumber(known->second.request.message));
    // RFC 6275, 11.7.3: with status 135 the field holds the last number that the peer accepted. The
    // last request's own says that this one was accepted, one below it refuses an earlier request.
    const bool isNumberOfPeer =
        acknowledgement && acknowledgement->status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    if (isNumberOfPeer ? ahead <= 0 : ahead != 0)
    {
        return "answer-to-earlier-request";
    }
    return "";
}

void
MobilitySignaling::TakeAnswer(const MobilityMessage& message, const Ipv6Address& peer)
{
    auto known = m_pending.extract(GetRequestKey(message, peer));
    End(known.mapped());
    const auto& request = known.mapped().request;
    if (request.answered)
    {
        request.answered(message, request.message);
    }
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
MobilitySignaling::SendBindingError(BindingErrorStatus status, const Ipv6Header& header)
{
    if (!IsAnswerable(header))
    {
        return;
    }
    std::ostringstream subject;
    subject << header.GetSource();
    if (m_errorRate.TryReserve(subject.str(), Simulator::Now(), m_maxErrorRate))
    {
        BindingError error;
        error.status = status;
        error.homeAddress = Ipv6Address::GetAny();
        Send(error, header.GetDestination(), header.GetSource());
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
        !IsSupported(static_cast<MessageType>(octets[MH_TYPE_POSITION])))
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
    SendBindingError(BindingErrorStatus::UNRECOGNIZED_MH_TYPE, header);
}

int
MobilitySignaling::GetProtocolNumber() const
{
    return MOBILITY_HEADER_PROTOCOL;
}

IpL4Protocol::RxStatus
MobilitySignaling::Receive(Ptr<Packet> /* p */,
                           const Ipv4Header& /* header */,
                           Ptr<Ipv4Interface> /* incomingInterface */)
{
    return RX_ENDPOINT_UNREACH;
}

IpL4Protocol::RxStatus
MobilitySignaling::Receive(Ptr<Packet> p,
                           const Ipv6Header& header,
                           Ptr<Ipv6Interface> /* incomingInterface */)
{
    const Ipv6Address peer = header.GetSource();
    std::vector<uint8_t> octets(p->GetSize());
    p->CopyData(octets.data(), p->GetSize());
    const auto result =
        ParseMobilityHeader(octets.data(), octets.size(), peer, header.GetDestination());
    if (const auto* error = std::get_if<ParseError>(&result))
    {
        Refuse(*error, octets, p, header);
        return RX_OK;
    }
    const auto& message = std::get<MobilityMessage>(result);
    SignalingEvent event{&message,
                         GetMessageName(message),
                         peer,
                         p->GetSize() + IPV6_HEADER_SIZE,
                         false,
                         ""};
    if (!IsSupported(GetMessageType(message)))
    {
        RefuseType(std::move(event), header);
        return RX_OK;
    }
    if (!IsTrusted(peer, message, event.name))
    {
        // RFC 5213, 4: IPsec would have discarded it.
        event.reason = "no-security-association";
        Drop(event);
        return RX_OK;
    }
    NS_LOG_INFO("node " << m_node->GetId() << " receives from " << peer << ": " << message);
    if (!std::holds_alternative<BindingError>(message))
    {
        m_questions.Learn(peer, GetMessageType(message));
    }
    if (IsAnswer(message))
    {
        event.reason = MatchAnswer(message, peer);
        if (event.reason.empty())
        {
            m_received(event);
            TakeAnswer(message, peer);
            return RX_OK;
        }
        if (!m_isRelayed || !m_isRelayed(message, peer))
        {
            Drop(event);
            return RX_OK;
        }
        event.reason.clear();
    }
    if (!PassToHandlers(message, {peer, header.GetDestination()}, event))
    {
        Drop(event);
    }
    return RX_OK;
}

bool
MobilitySignaling::IsTrusted(const Ipv6Address& peer,
                             const MobilityMessage& message,
                             const std::string& name) const
{
    // RFC 6275, 9.3.3: a Binding Error may answer any message, and none that was not sent.
    return std::holds_alternative<BindingError>(message) ? m_questions.IsAnyOpen(peer)
                                                         : m_associations.IsTrusted(peer, name);
}

bool
MobilitySignaling::IsRefusal(const MobilityMessage& error,
                             const Ipv6Address& peer,
                             MessageType kind) const
{
    return std::get<BindingError>(error).status == BindingErrorStatus::UNRECOGNIZED_MH_TYPE &&
           m_questions.FindRefused(peer) == kind;
}

bool
MobilitySignaling::IsSupported(MessageType type) const
{
    switch (type)
    {
    case MessageType::HEARTBEAT:
    case MessageType::BINDING_REVOCATION:
    case MessageType::EXPERIMENTAL:
        return std::any_of(m_handlers.begin(),
                           m_handlers.end(),
                           [type](const auto& registration) { return registration.type == type; });
    case MessageType::BINDING_REFRESH_REQUEST:
    case MessageType::BINDING_UPDATE:
    case MessageType::BINDING_ACKNOWLEDGEMENT:
    case MessageType::BINDING_ERROR:
        return true;
    }
    return false;
}

bool
MobilitySignaling::PassToHandlers(const MobilityMessage& message,
                                  const MessageContext& context,
                                  SignalingEvent& event)
{
    const MessageType type = GetMessageType(message);
    bool isTraced = false;
    const auto handlers = m_handlers; // A handler may register or remove handlers.
    for (const auto& registration : handlers)
    {
        if (registration.type != type)
        {
            continue;
        }
        if (!isTraced)
        {
            m_received(event); // Before the answer that the handler may send.
            isTraced = true;
        }
        if (registration.handler(message, context))
        {
            return true;
        }
    }
    event.reason = "nobody-takes-it";
    return false;
}

void
MobilitySignaling::SetDownTarget(DownTargetCallback /* cb */)
{
}

void
MobilitySignaling::SetDownTarget6(DownTargetCallback6 /* cb */)
{
}

IpL4Protocol::DownTargetCallback
MobilitySignaling::GetDownTarget() const
{
    return DownTargetCallback();
}

IpL4Protocol::DownTargetCallback6
MobilitySignaling::GetDownTarget6() const
{
    return DownTargetCallback6();
}

} // namespace pmipv6
} // namespace ns3
