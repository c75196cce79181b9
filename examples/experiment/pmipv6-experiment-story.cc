/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-story.h"

#include "ns3/pmipv6-mobility-exchange.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const Time LOOK_INTERVAL = MilliSeconds(50); //!< how often it is seen whether something can happen
/// What timers of one instant bring about is gathered first: by the order of what was before, they
/// are some steps apart.
const Time GATHERING = MilliSeconds(200);
/// What comes later after an event than this is the doing of a timer.
const Time SOON = MilliSeconds(8);
const Time CALM = Seconds(4);          //!< without exchanges, after which nothing is left
const Time LONGEST_PAUSE = Seconds(5); //!< when time passes by choice

/// What touches everything.
const char* const EVERYTHING = "*";

/**
 * @param from sender, or a mobile node
 * @param to receiver, or the gateway that the node leaves
 * @param number which of those between the two
 * @return the key, as --deliver has it
 */
std::string
GetKey(const NodeName& from, const NodeName& to, uint64_t number)
{
    return from.GetText() + ":" + to.GetText() + ":" + std::to_string(number);
}

/**
 * @param message a message
 * @return of whom it speaks with a time, or a number that is counted for the node, by which later
 *         ones are told from earlier ones; empty if it does not
 */
std::string
GetStamped(const MobilityMessage& message)
{
    const auto& options = GetOptions(message);
    const auto* update = std::get_if<BindingUpdate>(&message);
    const auto* refusal = std::get_if<BindingAcknowledgement>(&message);
    if (update && !update->IsProxy())
    {
        return ""; // A mobile node counts its own (RFC 6275): nobody shares them.
    }
    const bool isOfNumber =
        update || (refusal && refusal->status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
    if (!isOfNumber && (!FindOption<TimestampOption>(options) || GetRequestKind(message)))
    {
        return "";
    }
    std::set<std::string> subjects;
    for (const auto& option : options)
    {
        if (const auto* node = std::get_if<MobileNodeIdentifierOption>(&option))
        {
            return "times of " + GetIdentity(*node);
        }
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            std::ostringstream text;
            text << prefix->prefix;
            subjects.insert(text.str());
        }
    }
    std::string text = "times of";
    for (const auto& subject : subjects)
    {
        text += " " + subject;
    }
    return text;
}

} // namespace

Story::Story(Rules rules, Chooser chooser)
    : m_rules(std::move(rules)),
      m_chooser(std::move(chooser))
{
}

void
Story::SetTouches(std::map<std::string, std::set<std::string>> touches)
{
    m_touches = std::move(touches);
}

void
Story::Begin(std::function<bool()> isBusy, std::function<void()> ended)
{
    m_isBusy = std::move(isBusy);
    m_ended = std::move(ended);
    Simulator::Schedule(m_rules.begin, [this] {
        m_hasBegun = true;
        for (auto& event : m_next)
        {
            event.since = Simulator::Now();
        }
        Step();
    });
}

bool
Story::IsOn() const
{
    return m_hasBegun && m_end == End::NONE;
}

void
Story::Add(StoryEvent event)
{
    event.since = Simulator::Now();
    m_next.push_back(std::move(event));
}

std::optional<std::size_t>
Story::FindCause(const NodeName& sender)
{
    const auto last = m_lastAt.find(sender.GetText());
    if (last != m_lastAt.end() && Simulator::Now() - m_past[last->second].at < SOON)
    {
        return last->second;
    }
    if (!m_past.empty() && m_past.back().touches.count(EVERYTHING) > 0)
    {
        return m_past.size() - 1; // A timer, while time passes.
    }
    if (!m_past.empty() && m_past.back().isRestart && Simulator::Now() - m_past.back().at < SOON)
    {
        // What is not held has carried it to the sender, a Heartbeat of who has restarted.
        m_past.back().touches.insert(sender.GetText());
        m_lastAt[sender.GetText()] = m_past.size() - 1;
        return m_past.size() - 1;
    }
    ++m_timed;
    return last != m_lastAt.end() ? std::make_optional(last->second) : std::nullopt;
}

bool
Story::TakeMessage(const NodeName& from, const NodeName& to, const SignalingDelivery& delivery)
{
    if (!IsOn())
    {
        return false;
    }
    const auto cause = FindCause(from);
    const std::string stamped = GetStamped(delivery.message);
    if (cause && !stamped.empty() && !GetRequestKind(delivery.message))
    {
        m_past[*cause].touches.insert(stamped);
    }
    StoryEvent event;
    event.key = GetKey(from, to, delivery.number);
    event.what = GetMessageName(delivery.message);
    event.isUnderWay = true;
    event.touches = {to.GetText()};
    if (GetRequestKind(delivery.message) && !stamped.empty())
    {
        event.touches.insert(stamped); // A refusal for the number raises what the gateways count.
    }
    event.cause = cause;
    event.happen = [deliver = delivery.deliver] { deliver(Time(0)); };
    if (m_rules.lost.count(event.key) == 0)
    {
        Add(std::move(event));
    }
    return true;
}

bool
Story::TakeNotice(const NodeName& mobile,
                  const NodeName& gateway,
                  std::optional<Time> planned,
                  std::function<void()> notice)
{
    const uint64_t number = ++m_departures[{mobile, gateway}];
    if (!IsOn() || !planned)
    {
        return false;
    }
    StoryEvent event;
    event.key = GetKey(mobile, gateway, number);
    event.what = "notices that " + mobile.GetText() + " has left";
    event.isUnderWay = true;
    event.touches = {gateway.GetText()};
    event.cause = m_past.size() - 1;
    event.happen = std::move(notice);
    Add(std::move(event));
    return true;
}

bool
Story::TakeMove(const NodeName& mobile, const PlannedMove& move, std::function<void()> action)
{
    const uint32_t number = ++m_moves[mobile];
    const auto getKey = [&mobile](uint32_t i) {
        return mobile.GetText() + "@" + std::to_string(i);
    };
    StoryEvent event;
    event.key = getKey(number);
    event.what = "moves from " + move.from.GetText() + " to " + move.to.GetText();
    event.touches = {mobile.GetText(), move.from.GetText(), move.to.GetText()};
    event.happen = std::move(action);
    if (number == 1)
    {
        Add(std::move(event));
    }
    else
    {
        m_laterMoves.push_back({std::move(event), getKey(number - 1)});
    }
    return true;
}

bool
Story::TakeRestart(const NodeName& node, std::function<void()> action)
{
    StoryEvent event;
    event.key = node.GetText() + "@restart";
    event.what = "restarts";
    event.isRestart = true;
    event.touches = {node.GetText()};
    event.happen = std::move(action);
    Add(std::move(event));
    return true;
}

bool
Story::HasRestarted() const
{
    return std::any_of(m_past.begin(), m_past.end(), [](const StoryEvent& event) {
        return event.isRestart;
    });
}

void
Story::NoteAccepted(const NodeName& mobile)
{
    if (IsOn() && m_rules.comparesTimes && !m_past.empty())
    {
        // Which of a pair's nodes moved last is told by the time at which its anchor accepted it.
        m_past.back().touches.insert("acceptances of pair " + std::to_string(mobile.GetNumber()));
    }
}

std::vector<StoryEvent>
Story::GetNext() const
{
    auto next = m_next;
    const bool canWait = std::any_of(next.begin(), next.end(), [](const StoryEvent& event) {
        return event.isUnderWay;
    });
    if (m_timers < m_rules.timers && canWait)
    {
        next.push_back(MakePause("time@" + std::to_string(m_timers + 1)));
    }
    return next;
}

StoryEvent
Story::MakePause(const std::string& key) const
{
    StoryEvent event;
    event.key = key;
    event.what = "time passes to the next timer";
    event.touches = {EVERYTHING};
    event.since = Simulator::Now();
    event.at = event.since;
    return event;
}

void
Story::BeginWait()
{
    m_waitedFor = m_next.size();
    m_waitsSince = Simulator::Now();
    m_quietSince = m_waitsSince;
    Wait();
}

void
Story::Step()
{
    if (m_past.size() >= m_rules.maxEvents)
    {
        Finish(End::TOO_LONG);
        return;
    }
    const auto next = GetNext();
    if (next.empty())
    {
        m_past.push_back(MakePause("idle@" + std::to_string(++m_idles)));
        BeginWait();
        return;
    }
    const auto choice = m_chooser(next);
    if (!choice)
    {
        m_end = End::BROKEN_OFF;
        Simulator::Stop();
        return;
    }
    if (*choice == m_next.size()) // Time, behind all else.
    {
        ++m_timers;
        m_past.push_back(next[*choice]);
        BeginWait();
        return;
    }
    Happen(*choice);
    Simulator::Schedule(m_rules.step, [this] { Step(); });
}

void
Story::Happen(std::size_t index)
{
    StoryEvent event = std::move(m_next[index]);
    m_next.erase(m_next.begin() + static_cast<std::ptrdiff_t>(index));
    event.at = Simulator::Now();
    const std::size_t number = m_past.size();
    for (const auto& node : event.touches)
    {
        m_lastAt[node] = number;
    }
    const auto& more = m_touches[event.key];
    m_past.push_back(event);
    m_past.back().touches.insert(more.begin(), more.end());
    if (m_rules.doubled.count(event.key) > 0)
    {
        StoryEvent copy = event;
        copy.key += "+";
        copy.cause = number;
        Add(std::move(copy));
    }
    for (auto& later : m_laterMoves)
    {
        if (later.after == event.key)
        {
            later.event.cause = number;
            Add(later.event);
        }
    }
    event.happen();
}

void
Story::Wait()
{
    const Time now = Simulator::Now();
    if (m_next.size() > m_waitedFor)
    {
        Simulator::Schedule(GATHERING, [this] { Step(); });
        return;
    }
    if (m_isBusy())
    {
        m_quietSince = now;
    }
    const bool isChoice = m_waitedFor > 0;
    if (isChoice && now - m_waitsSince >= LONGEST_PAUSE)
    {
        Step();
    }
    else if (!isChoice && now - m_quietSince >= CALM)
    {
        Finish(End::TOLD);
    }
    else if (!isChoice && now - m_waitsSince >= m_rules.longestWait)
    {
        Finish(End::RESTLESS);
    }
    else
    {
        Simulator::Schedule(LOOK_INTERVAL, [this] { Wait(); });
    }
}

void
Story::Finish(End end)
{
    m_end = end;
    if (!m_past.empty() && end != End::TOO_LONG && m_past.back().key.rfind("idle@", 0) == 0)
    {
        m_past.pop_back(); // Nothing came of it.
    }
    for (const auto& event : m_next)
    {
        event.happen();
    }
    m_next.clear();
    m_ended();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
