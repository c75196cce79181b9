/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-deliveries.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-present-nodes.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// What stands for a time where there is none.
const char* const LOST = "lost";
/// More copies of a message are no test of anything.
constexpr std::size_t MAX_COPIES = 100;
constexpr Range ANY_NUMBER{1, 1e9}; //!< of a message between two nodes

/**
 * @param row a message and its times
 * @return "mag1:lma1:2:5+7.5"
 */
std::string
ShowDelivery(const Deliveries::value_type& row)
{
    const auto& [from, to, number] = row.first;
    std::string times;
    for (const Time& time : row.second)
    {
        times += (times.empty() ? "" : "+") + FormatNumber(ToMilliseconds(time));
    }
    return from.GetText() + ":" + to.GetText() + ":" + std::to_string(number) + ":" +
           (times.empty() ? LOST : times);
}

/**
 * @param text MS+MS or lost
 * @return the times; nothing if it is neither
 */
std::optional<std::vector<Time>>
ReadTimes(const std::string& text)
{
    std::vector<Time> times;
    if (text == LOST)
    {
        return times;
    }
    for (const std::string& part : Split(text, '+'))
    {
        const auto time = ReadInRange(part, ANY_MS);
        if (!time || times.size() == MAX_COPIES)
        {
            return std::nullopt;
        }
        times.push_back(FromMilliseconds(*time));
    }
    return times;
}

/// @return whether a message can go from one node to another, or a departure be noticed so
bool
IsFit(const NodeName& from, const NodeName& to)
{
    return (from.CanBeInCore() && to.CanBeInCore() && from != to) ||
           (from.CanMove() && to.IsGateway());
}

/**
 * @param deliveries changed
 * @param text FROM:TO:N:MS
 * @return whether it is
 */
bool
ReadDelivery(Deliveries& deliveries, const std::string& text)
{
    const auto parts = Split(text, ':');
    if (parts.size() != 4)
    {
        return false;
    }
    const auto from = ReadNodeName(parts[0]);
    const auto to = ReadNodeName(parts[1]);
    const auto number = ReadInRange(parts[2], ANY_NUMBER);
    const auto times = ReadTimes(parts[3]);
    if (!from || !to || !IsFit(*from, *to) || !number || !times ||
        parts[2].find_first_not_of("0123456789") != std::string::npos)
    {
        return false;
    }
    deliveries[{*from, *to, static_cast<uint64_t>(*number)}] = *times;
    return true;
}

/// @return the form of --deliver
ValueForm<Deliveries>
NumberedMessages()
{
    return {"FROM:TO:N:MS",
            [] {
                return "FROM:TO:N:MS with two different nodes of the core (lma1, mag1, ..), or a "
                       "mobile node and a gateway, N from " +
                       GetText(ANY_NUMBER) + ", and " + GetText(ANY_MS) + " ms, up to " +
                       std::to_string(MAX_COPIES) + " of them as MS+MS.., or " + LOST;
            },
            &ReadDelivery,
            [](const Deliveries& deliveries) { return GetTexts(deliveries, ShowDelivery); }};
}

/// @return what is wrong with nodes that are not there, or with a message that has no link
Sentence
CheckDeliveries(const ExperimentOptions& options)
{
    if (options[option::DELIVERIES].empty())
    {
        return std::nullopt;
    }
    if (options[option::CORE] == Core::STAR || options[option::TRANSIT] > 0)
    {
        return std::string("--deliver is not allowed with ") +
               (options[option::CORE] == Core::STAR ? "--core=star" : "--transit") +
               ", where a message has several links; allowed: a link of its own between any two "
               "nodes";
    }
    const PresentNodes present(options);
    for (const auto& row : options[option::DELIVERIES])
    {
        const auto& [from, to, number] = row.first;
        for (const NodeName& name : {from, to})
        {
            if (present.IsMobile(name) && (name != from || !to.IsGateway()))
            {
                return "--deliver=" + ShowDelivery(row) + " is not allowed here, where " +
                       name.GetText() +
                       " has no link of the core; allowed: nodes of it, or a mobile node and a "
                       "gateway";
            }
            if (!present.Has(name))
            {
                return "--deliver=" + ShowDelivery(row) +
                       " is not allowed here, where there is no " +
                       (name.CanMove() ? "mobile node " : "") + name.GetText() +
                       "; allowed: nodes of this network";
            }
        }
    }
    return std::nullopt;
}

/// @return why nothing can be listed
std::string
WithoutMessages(const ExperimentOptions& options)
{
    return options[option::SCHEME]->traits.hasSignalling ? "" : WithWord(options, option::SCHEME);
}

} // namespace

namespace option
{

const Option<Deliveries> DELIVERIES(
    {OptionGroup::FAULTS,
     35,
     "deliver",
     "the N-th Mobility Header from node FROM to node TO, Heartbeats left out, arrives MS after it "
     "was sent; lost: never; MS+MS: twice; from a mobile node to a gateway: when the gateway "
     "notices that the node has left it for the N-th time; repeatable"},
    NumberedMessages(),
    {"none", Deliveries{}},
    {&WithoutMessages, &CheckDeliveries});

} // namespace option

ListedDeliveries::ListedDeliveries(const ExperimentOptions& options)
    : m_left(options[option::DELIVERIES])
{
}

const std::vector<Time>*
ListedDeliveries::Take(const DeliveryKey& key)
{
    auto row = m_left.extract(key);
    return row ? &m_taken.insert(std::move(row)).position->second : nullptr;
}

bool
ListedDeliveries::TakeMessage(const NodeName& from,
                              const NodeName& to,
                              const SignalingDelivery& delivery)
{
    const auto* times = Take({from, to, delivery.number});
    if (!times)
    {
        return false;
    }
    for (const Time& time : *times)
    {
        delivery.deliver(time);
    }
    return true;
}

bool
ListedDeliveries::TakeNotice(const NodeName& mobile,
                             const NodeName& gateway,
                             std::optional<Time> /* planned */,
                             std::function<void()> notice)
{
    const auto* times = Take({mobile, gateway, ++m_departures[{mobile, gateway}]});
    if (!times)
    {
        return false;
    }
    for (const Time& time : *times)
    {
        Simulator::Schedule(time, notice);
    }
    return true;
}

bool
ListedDeliveries::TakeMove(const NodeName& /* mobile */,
                           const PlannedMove& /* move */,
                           std::function<void()> /* action */)
{
    return false;
}

bool
ListedDeliveries::TakeRestart(const NodeName& /* node */, std::function<void()> /* action */)
{
    return false;
}

std::vector<std::string>
ListedDeliveries::FindUnused() const
{
    std::vector<std::string> sentences;
    for (const auto& row : m_left)
    {
        sentences.push_back("--deliver=" + ShowDelivery(row) +
                            " has changed nothing: there was no such message");
    }
    return sentences;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
