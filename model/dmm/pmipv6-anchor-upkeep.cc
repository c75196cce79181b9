/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-upkeep.h"

#include "pmipv6-mobility-timestamp.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How often a question is sent before a CMD counts as gone: at 1, 2, 4, .. 32 s, 32 s ..
constexpr uint32_t MAX_QUESTIONS = 12;

} // namespace

void
AnchorUpkeep::Start(Ptr<MobilitySignaling> signaling, std::function<Settings()> getSettings)
{
    m_signaling = signaling;
    m_getSettings = std::move(getSettings);
}

void
AnchorUpkeep::Clear()
{
    m_exchanges.clear();
    m_idle.Clear();
}

void
AnchorUpkeep::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_getSettings = nullptr;
}

void
AnchorUpkeep::HandleChange(const AnchoredNode& node)
{
    m_exchanges.erase(node.identifier); // Whatever was asked was of the row as it was.
    const Time idle = m_getSettings().idleTime;
    for (const auto& prefix : node.prefixes)
    {
        const bool isWatched = node.state == AnchoringState::AWAY && !idle.IsZero();
        if (isWatched)
        {
            m_traffic.TakeUse(prefix);
        }
        m_idle.Set(prefix, isWatched ? Simulator::Now() + idle : Time::Max());
    }
    // Of a node that is here its registration tells. That it is elsewhere the CMD may have told
    // before it restarted.
    const bool isGone = node.state == AnchoringState::LEFT || node.state == AnchoringState::AWAY;
    if (isGone && node.lost != 0)
    {
        Report(node);
    }
}

DmmSubject
AnchorUpkeep::MakeSubject(const AnchoredNode& node) const
{
    DmmSubject subject;
    subject.identifier = node.identifier;
    subject.indicator = HandoffIndicator::NOT_CHANGED;
    return subject;
}

void
AnchorUpkeep::Ask(const AnchoredNode& node,
                  BindingUpdate update,
                  const std::string& purpose,
                  uint32_t maxTransmissions,
                  Done done)
{
    Question question;
    question.message = std::move(update);
    question.source = m_getSettings().address;
    question.destination = node.database;
    question.subject = node.identifier;
    question.purpose = purpose;
    question.maxTransmissions = maxTransmissions;
    question.prepare = [this](MobilityMessage& message, bool /* isRetransmission */) {
        auto& request = std::get<BindingUpdate>(message);
        request.sequence = ++m_counter;
        FindOption<TimestampOption>(request.options)->timestamp =
            ToMobilityTimestamp(Simulator::Now() + m_getSettings().clockOffset);
    };
    // RFC 5213, 5.5: a request whose Timestamp is not of the CMD's time of day may be sent anew.
    question.isAnswer = [](const MobilityMessage& answer, const MessageContext&) {
        const auto* acknowledgement = std::get_if<BindingAcknowledgement>(&answer);
        return acknowledgement && acknowledgement->status != BindingStatus::TIMESTAMP_MISMATCH;
    };
    question.done = [this, identifier = node.identifier, done](const ExchangeOutcome& outcome) {
        const auto exchange = m_exchanges.extract(identifier);
        const auto* answer =
            outcome.answer ? std::get_if<BindingAcknowledgement>(outcome.answer) : nullptr;
        done(answer);
    };
    m_exchanges[node.identifier] = m_signaling->Ask(std::move(question));
}

void
AnchorUpkeep::HandleDue(const AnchoredNode& node)
{
    if (node.state == AnchoringState::SERVED)
    {
        m_nodes.Lapse(node); // Its registration asks for another lifetime.
        return;
    }
    const std::string identifier = node.identifier;
    BindingUpdate update = MakeServingUpdate(MakeSubject(node), node.prefixes, {}, 0);
    update.options.pop_back(); // The CMD knows where the node is.
    if (node.state == AnchoringState::LEFT)
    {
        // RFC 8885, 3.5: a de-registration is triggered by the end of the lifetime.
        Ask(node, std::move(update), "deregistration", 1, [](const auto*) {});
        m_exchanges.at(identifier).Release();
        m_exchanges.erase(identifier);
        m_nodes.End(node, "lifetime-over");
        return;
    }
    m_nodes.SetExpiry(node, Time::Max());
    Ask(node,
        std::move(update),
        "lifetime",
        MAX_QUESTIONS,
        [this, identifier](const BindingAcknowledgement* answer) {
            const auto* known = m_nodes.Find(identifier);
            if (!known)
            {
                return;
            }
            // RFC 8885, 3.5: "a PBA with a non-zero lifetime" if the node is connected still.
            if (answer && IsAccepted(answer->status) && answer->lifetime > 0)
            {
                m_nodes.SetExpiry(*known,
                                  Simulator::Now() +
                                      Seconds(uint32_t{answer->lifetime} * LIFETIME_UNIT_SECONDS));
                return;
            }
            m_nodes.End(*known, "lifetime-over");
        });
}

void
AnchorUpkeep::CheckUse(const Prefix& prefix)
{
    const auto* node = m_nodes.FindByPrefix(prefix);
    if (!node || node->state != AnchoringState::AWAY)
    {
        return;
    }
    const Time idle = m_getSettings().idleTime;
    if (m_traffic.TakeUse(prefix) || m_exchanges.count(node->identifier) > 0)
    {
        m_idle.Set(prefix, Simulator::Now() + idle);
        return;
    }
    Ask(*node,
        MakeAnchorageUpdate(MakeSubject(*node), prefix, 0),
        "idle",
        MAX_QUESTIONS,
        [this, prefix, idle, identifier = node->identifier](const auto* answer) {
            const auto* known = m_nodes.Find(identifier);
            if (!known || known->state != AnchoringState::AWAY)
            {
                return;
            }
            if (answer && IsAccepted(answer->status) && answer->lifetime == 0)
            {
                m_nodes.Drop(*known, prefix, "idle");
                return;
            }
            m_idle.Set(prefix, Simulator::Now() + idle);
        });
}

void
AnchorUpkeep::Report(const Ipv6Address& database)
{
    for (const auto& [identifier, node] : m_nodes.GetAll())
    {
        if (node.database == database && !node.IsHere())
        {
            Report(node);
        }
    }
}

void
AnchorUpkeep::Report(const AnchoredNode& node)
{
    const auto lifetime =
        static_cast<uint16_t>(m_getSettings().lifetime.GetSeconds() / LIFETIME_UNIT_SECONDS);
    BindingUpdate update = MakeAnchorageUpdate(MakeSubject(node), node.prefixes.front(), lifetime);
    for (std::size_t i = 1; i < node.prefixes.size(); ++i)
    {
        update.options.push_back(AnchoredPrefixOption{node.prefixes[i]});
    }
    if (node.state == AnchoringState::AWAY)
    {
        update.options.push_back(ServingMaarOption{node.serving});
    }
    AddInterface(update.options, m_routers.GetOwn(node.identifier, node.linkLayer));
    Ask(node,
        std::move(update),
        "report",
        MAX_QUESTIONS,
        [this, identifier = node.identifier](const BindingAcknowledgement* answer) {
            const auto* known = m_nodes.Find(identifier);
            if (!known || known->IsHere())
            {
                return;
            }
            if (answer && IsAccepted(answer->status))
            {
                m_nodes.SetListed(*known);
                return;
            }
            m_nodes.End(*known, answer ? "report-refused" : "report-unanswered");
        });
}

} // namespace pmipv6
} // namespace ns3
