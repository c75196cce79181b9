/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-neighbor-probe.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
NeighborProbe::Start(Ptr<AccessDevice> device, std::function<void(const LinkLayerAddress&)> solicit)
{
    m_device = device;
    m_solicit = std::move(solicit);
}

void
NeighborProbe::Clear()
{
    for (auto& [node, probe] : m_probes)
    {
        for (auto& question : probe.questions)
        {
            question.timer.Cancel();
        }
    }
    m_probes.clear();
}

void
NeighborProbe::Dispose()
{
    Clear();
    m_solicit = nullptr;
    m_device = nullptr;
}

void
NeighborProbe::Ask(const LinkLayerAddress& node,
                   Time interval,
                   uint32_t attempts,
                   Answered answered)
{
    Question question;
    question.serial = m_nextSerial++;
    question.asked = Simulator::Now();
    question.interval = interval;
    question.left = attempts;
    question.answered = std::move(answered);
    const uint64_t serial = question.serial;
    m_probes[node].questions.push_back(std::move(question));
    Continue(node, serial);
}

void
NeighborProbe::Continue(const LinkLayerAddress& node, uint64_t serial)
{
    const auto isIt = [serial](const Question& question) { return question.serial == serial; };
    const auto probe = m_probes.find(node);
    if (probe == m_probes.end())
    {
        return;
    }
    auto& [sent, settled, questions] = probe->second;
    const auto question = std::find_if(questions.begin(), questions.end(), isIt);
    if (question == questions.end())
    {
        return;
    }
    if (!m_device->IsAttached(node))
    {
        End(node, false, isIt);
        return;
    }
    // An answer to what was sent so long ago comes no more.
    settled = std::max(settled, question->last);
    if (question->last > 0 && m_device->GetLastHeard(node) >= question->asked + question->interval)
    {
        End(node, true, isIt);
        return;
    }
    if (question->left == 0)
    {
        End(node, false, isIt);
        return;
    }
    --question->left;
    question->last = ++sent;
    question->first = question->first == 0 ? sent : question->first;
    question->timer =
        Simulator::Schedule(question->interval, [this, node, serial] { Continue(node, serial); });
    m_solicit(node);
}

void
NeighborProbe::HandleAnswer(const LinkLayerAddress& node)
{
    const auto probe = m_probes.find(node);
    if (probe == m_probes.end() || probe->second.settled == probe->second.sent)
    {
        return;
    }
    const uint64_t settled = ++probe->second.settled;
    End(node, true, [settled](const Question& question) { return question.first <= settled; });
}

void
NeighborProbe::End(const LinkLayerAddress& node,
                   bool isThere,
                   const std::function<bool(const Question&)>& isOver)
{
    const auto probe = m_probes.find(node);
    auto& questions = probe->second.questions;
    std::list<Question> over;
    for (auto question = questions.begin(); question != questions.end();)
    {
        const auto next = std::next(question);
        if (isOver(*question))
        {
            question->timer.Cancel();
            over.splice(over.end(), questions, question);
        }
        question = next;
    }
    if (questions.empty())
    {
        m_probes.erase(probe);
    }
    // Who is told may ask anew.
    for (const auto& question : over)
    {
        question.answered(isThere);
    }
}

} // namespace pmipv6
} // namespace ns3
