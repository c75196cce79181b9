/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-bootstrap.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6HomeBootstrap");

NS_OBJECT_ENSURE_REGISTERED(HomeBootstrap);

namespace
{

/// Methods by their words.
const std::map<std::string, DiscoveryMethod> METHODS{
    {"configuration", DiscoveryMethod::CONFIGURATION},
    {"dns", DiscoveryMethod::DNS},
    {"dhcp", DiscoveryMethod::DHCP},
    {"dhaad", DiscoveryMethod::DHAAD},
};

} // namespace

TypeId
HomeBootstrap::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::HomeBootstrap")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<HomeBootstrap>()
            .AddAttribute("Bootstrap",
                          "When a mobile node finds its home agent and sets up the security "
                          "association with it: before it starts, or at-move, when it has its "
                          "first care-of address (RFC 6612, 4.2.1).",
                          StringValue("before"),
                          MakeStringAccessor(&HomeBootstrap::SetTime, &HomeBootstrap::GetTime),
                          MakeStringChecker())
            .AddAttribute("Discovery",
                          "How it finds its home agent: configuration; dns (RFC 5026) or dhcp "
                          "(RFC 6612), both of which take DiscoveryDelay; dhaad, by messages (RFC "
                          "6275, 11.4.1; RFC 5026; RFC 6612, 4.2.1).",
                          StringValue("configuration"),
                          MakeStringAccessor(&HomeBootstrap::SetMethod, &HomeBootstrap::GetMethod),
                          MakeStringChecker())
            .AddAttribute("DiscoveryDelay",
                          "How long DNS or DHCPv6 takes (Choices).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&HomeBootstrap::m_discoveryDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("AssociationDelay",
                          "How long the security association takes to be set up, such as by IKEv2 "
                          "(RFC 6275, 5.1; RFC 4877).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&HomeBootstrap::m_associationDelay),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("InitialDhaadTimeout",
                          "INITIAL_DHAAD_TIMEOUT: how long a first request waits for its reply; "
                          "doubled at each repetition; 1 ms or more (RFC 6275, 11.4.1 and 12).",
                          TimeValue(Seconds(3)),
                          MakeTimeAccessor(&HomeBootstrap::m_firstTimeout),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("DhaadRetries",
                          "DHAAD_RETRIES: how often a request is repeated; then the node waits "
                          "until it moves; 0 to 30 (RFC 6275, 12).",
                          UintegerValue(4),
                          MakeUintegerAccessor(&HomeBootstrap::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 30))
            .AddTraceSource("Asked",
                            "A Home Agent Address Discovery Request is sent.",
                            MakeTraceSourceAccessor(&HomeBootstrap::m_asked),
                            "ns3::pmipv6::HomeBootstrap::AskedTracedCallback")
            .AddTraceSource("Replied",
                            "A Home Agent Address Discovery Reply has come.",
                            MakeTraceSourceAccessor(&HomeBootstrap::m_replied),
                            "ns3::pmipv6::HomeBootstrap::RepliedTracedCallback");
    return tid;
}

void
HomeBootstrap::SetTime(std::string time)
{
    NS_ABORT_MSG_UNLESS(time == "before" || time == "at-move",
                        "HomeBootstrap::Bootstrap is \"" << time
                                                         << "\"; allowed is before or at-move");
    m_isBefore = time == "before";
}

void
HomeBootstrap::SetMethod(std::string method)
{
    const auto known = METHODS.find(method);
    NS_ABORT_MSG_IF(known == METHODS.end(),
                    "HomeBootstrap::Discovery is \""
                        << method << "\"; allowed is configuration, dns, dhcp or dhaad");
    m_method = known->second;
}

std::string
HomeBootstrap::GetMethod() const
{
    return std::find_if(METHODS.begin(),
                        METHODS.end(),
                        [this](const auto& row) { return row.second == m_method; })
        ->first;
}

void
HomeBootstrap::DoDispose()
{
    Cancel();
    m_done = nullptr;
    Object::DoDispose();
}

void
HomeBootstrap::Run(Ptr<Node> node,
                   const HomeAssociation& association,
                   const Ipv6Address& careOf,
                   Done done)
{
    Cancel();
    m_association = association;
    m_careOf = careOf;
    m_done = std::move(done);
    if (m_isBefore || m_isDone)
    {
        Finish();
        return;
    }
    if (m_isFound)
    {
        Associate();
        return;
    }
    switch (m_method)
    {
    case DiscoveryMethod::CONFIGURATION:
        Associate();
        break;
    case DiscoveryMethod::DNS:
    case DiscoveryMethod::DHCP:
        m_timer = Simulator::Schedule(m_discoveryDelay, [this] { Associate(); });
        break;
    case DiscoveryMethod::DHAAD:
        m_socket.Start(node, [this](const auto&... received) { Handle(received...); });
        m_timeout = m_firstTimeout;
        m_requests = 0;
        Ask();
        break;
    }
}

void
HomeBootstrap::Cancel()
{
    m_timer.Cancel();
    m_socket.Stop();
}

void
HomeBootstrap::Forget()
{
    Cancel();
    m_isFound = false;
    m_isDone = false;
}

void
HomeBootstrap::Ask()
{
    if (m_requests > m_maxRetries)
    {
        NS_LOG_INFO(m_association.identifier << ": no home agent answers");
        m_socket.Stop(); // Till the node moves.
        return;
    }
    ++m_requests;
    HomeAgentAddressDiscoveryRequest request;
    // RFC 6275, 11.4.1: what is repeated is the same.
    m_identifier = m_requests == 1 ? static_cast<uint16_t>(m_identifier + 1) : m_identifier;
    request.identifier = m_identifier;
    request.isMobileRouter = !m_association.networks.empty(); // RFC 3963, 7.1
    const auto anycast = MakeHomeAgentsAnycast(m_association.homePrefix.GetAddress());
    m_asked(m_careOf, anycast);
    m_socket.Send(SerializeHomeAgentAddressDiscovery(request, m_careOf, anycast),
                  m_careOf,
                  anycast);
    m_timer = Simulator::Schedule(m_timeout, [this] {
        m_timeout = m_timeout * 2;
        Ask();
    });
}

void
HomeBootstrap::Handle(const HomeAgentAddressDiscovery& message,
                      const Ipv6Address& source,
                      const Ipv6Address& destination)
{
    const auto* reply = std::get_if<HomeAgentAddressDiscoveryReply>(&message);
    if (!reply || destination != m_careOf)
    {
        return;
    }
    m_replied(source, static_cast<uint32_t>(reply->agents.size()));
    // It has an association to come with this home agent, and with no other.
    const bool isFound =
        reply->identifier == m_identifier &&
        std::find(reply->agents.begin(), reply->agents.end(), m_association.homeAgent) !=
            reply->agents.end();
    if (isFound)
    {
        m_timer.Cancel();
        // The socket is reading: it is let go of behind that.
        m_timer = Simulator::ScheduleNow([this] {
            m_socket.Stop();
            Associate();
        });
    }
}

void
HomeBootstrap::Associate()
{
    m_isFound = true;
    if (m_associationDelay.IsZero())
    {
        Finish();
        return;
    }
    m_timer = Simulator::Schedule(m_associationDelay, [this] { Finish(); });
}

void
HomeBootstrap::Finish()
{
    m_isDone = true;
    const auto done = std::move(m_done);
    done();
}

} // namespace pmipv6
} // namespace ns3
