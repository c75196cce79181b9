/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-present-nodes.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

std::vector<NodeName>
ListOtherNodes(const ExperimentOptions& options)
{
    const auto& traits = options[option::SCHEME]->traits;
    std::vector<NodeName> others;
    for (const auto list : {traits.getNodes, traits.getCorrespondent, &ListAccessRouters})
    {
        const auto more = list ? list(options) : std::vector<NodeName>();
        others.insert(others.end(), more.begin(), more.end());
    }
    return others;
}

PresentNodes::PresentNodes(const ExperimentOptions& options)
    : m_nAnchors(CountAnchors(options)),
      m_hasFixed(!HasMobileCorrespondents(options) && ListAccessRouters(options).empty())
{
    for (const uint32_t gateway : ListGateways(options))
    {
        m_gateways.insert(gateway);
    }
    for (const auto& mobile : PlanMobileNodes(options))
    {
        m_mobiles.insert(mobile.name);
    }
    const auto others = ListOtherNodes(options);
    m_others.insert(others.begin(), others.end());
}

bool
PresentNodes::Has(const NodeName& name) const
{
    return (name.Is(ANCHOR) && name.GetNumber() <= m_nAnchors) ||
           (name.Is(GATEWAY) && m_gateways.count(name.GetNumber()) > 0) || IsMobile(name) ||
           m_others.count(name) > 0;
}

bool
PresentNodes::IsInCore(const NodeName& name) const
{
    return !IsMobile(name) && (Has(name) || (m_hasFixed && name == NodeName(CORRESPONDENT, 1)));
}

std::vector<std::string>
FindAbsentNames(const ExperimentOptions& options)
{
    std::vector<std::string> sentences;
    const PresentNodes present(options);
    const auto add = [&sentences](const std::string& argument, const NodeName& absent) {
        sentences.push_back(argument + " changes nothing: there is no " +
                            (absent.CanMove() ? "mobile node " : "") + absent.GetText() + " here");
    };
    for (const auto& [pair, delay] : options[option::DELAYS])
    {
        for (const NodeName& name : {pair.first, pair.second})
        {
            if (!present.IsMobile(name) && !present.IsInCore(name))
            {
                add("--delay=" + pair.first.GetText() + ":" + pair.second.GetText() + ":" +
                        FormatNumber(ToMilliseconds(delay)),
                    name);
                break;
            }
        }
    }
    for (const auto& [name, gateways] : options[option::PATHS])
    {
        if (!present.IsMobile(name))
        {
            add("--path of " + name.GetText(), name);
        }
    }
    for (const uint32_t number : options[option::VISITED])
    {
        const NodeName name(GATEWAY, number);
        if (!present.IsInCore(name))
        {
            add("--visited=" + name.GetText(), name);
        }
    }
    return sentences;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
