/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-node-presence.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
NodePresence::Start(Ptr<AccessNeighborDiscovery> discovery)
{
    m_discovery = discovery;
}

void
NodePresence::Ask(const BindingUpdateListEntry& entry,
                  Proof proof,
                  std::function<void(bool)> answered) const
{
    const Time heard = m_discovery->GetDevice()->GetLastHeard(entry.linkLayer);
    const bool isKnown = proof == Proof::RECENT_FRAME && !m_window.IsZero() && heard > entry.sent &&
                         Simulator::Now() - heard <= m_window;
    if (isKnown)
    {
        answered(true);
        return;
    }
    m_discovery->Probe(entry.linkLayer, std::move(answered));
}

void
NodePresence::IfThere(const BindingUpdateListEntry& entry,
                      Proof proof,
                      std::function<void(const BindingUpdateListEntry&)> action,
                      const std::string& otherwise) const
{
    const auto answered = [this,
                           key = entry.GetKey(),
                           attachment = entry.attachment,
                           action = std::move(action),
                           otherwise](bool isThere) {
        const auto* known = m_list.Find(key);
        if (!known || known->attachment != attachment)
        {
            return;
        }
        isThere ? action(*known) : m_discovery->GetDevice()->Detach(key.linkLayer, otherwise);
    };
    Ask(entry, proof, answered);
}

void
NodePresence::IfAttached(const LinkLayerAddress& node, std::function<void()> action) const
{
    // It may have gone, come back and been given up meanwhile, so that it has no entry again.
    const auto answered = [this,
                           node,
                           attachment = GetAttachment(node),
                           arrival = m_discovery->GetDevice()->GetArrival(node),
                           action = std::move(action)](bool isThere) {
        if (!m_discovery || GetAttachment(node) != attachment ||
            m_discovery->GetDevice()->GetArrival(node) != arrival ||
            !m_discovery->GetDevice()->IsAttached(node))
        {
            return;
        }
        isThere ? action() : m_discovery->GetDevice()->Detach(node, "no-answer-to-probe");
    };
    m_discovery->Probe(node, answered);
}

uint64_t
NodePresence::GetAttachment(const LinkLayerAddress& node) const
{
    const auto* entry = m_list.Find(node);
    return entry ? entry->attachment : 0;
}

} // namespace pmipv6
} // namespace ns3
