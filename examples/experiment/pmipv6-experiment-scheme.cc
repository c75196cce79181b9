/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme.h"

#include "pmipv6-experiment-option-values.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the first scheme
const SchemeKind*
GetFirstScheme(const ExperimentOptions&)
{
    return SchemeKind::GetKinds().front();
}

/// @return why the scheme is no other than another one; or ""
std::string
LikeAnother(const ExperimentOptions& options)
{
    const auto idle = options[option::SCHEME]->traits.idle;
    return idle ? idle(options) : "";
}

} // namespace

namespace option
{

const Option<const SchemeKind*> SCHEME(
    {OptionGroup::NETWORK, 10, "scheme", "who keeps mobile nodes reachable"},
    OneOfKinds<SchemeKind>(),
    {"", &GetFirstScheme},
    {&LikeAnother});

} // namespace option

SchemeKind::SchemeKind(int place, std::string word, Maker make, Traits traits)
    : Announced(this),
      place(place),
      word(std::move(word)),
      make(make),
      traits(traits)
{
}

const std::vector<const SchemeKind*>&
SchemeKind::GetKinds()
{
    static const std::vector<const SchemeKind*> kinds = [] {
        auto all = GetAll();
        std::sort(all.begin(), all.end(), [](const SchemeKind* a, const SchemeKind* b) {
            return a->place < b->place;
        });
        return all;
    }();
    return kinds;
}

void
Scheme::Configure(Rfc6279Topology& /* topology */)
{
}

void
Scheme::PrepareCore(Network& /* network */)
{
}

void
Scheme::AddMobileNode(const PlannedNode& /* plan */,
                      const std::vector<LinkLayerAddress>& /* interfaces */,
                      const std::string& /* identifier */)
{
}

void
Scheme::InstallHostRole(const MobileNode& /* mobile */)
{
}

std::vector<std::string>
Scheme::FindWarnings(const Network& /* network */) const
{
    return {};
}

void
Scheme::Connect(const Network& /* network */, RunMonitors& /* monitors */)
{
}

void
Scheme::NoteLinkUp(const std::string& /* node */, const std::string& /* gateway */)
{
}

void
Scheme::NoteLinkDown(const std::string& /* node */)
{
}

bool
Scheme::AddState(const Network& /* network */, StateChecker& /* checker */) const
{
    return false;
}

std::optional<StateChecker::Finding>
Scheme::JudgeState(const std::vector<Attached>& /* nodes */) const
{
    return std::nullopt;
}

bool
Scheme::IsBusy() const
{
    return false;
}

bool
Scheme::IsRecovering() const
{
    return false;
}

std::vector<std::string>
Scheme::FindFaults() const
{
    return {};
}

std::optional<Time>
Scheme::FindOptimized(const std::string& /* node */, Time /* attached */) const
{
    return std::nullopt;
}

std::optional<std::pair<std::string, std::string>>
Scheme::FindAnchorage(const std::string& /* address */) const
{
    return std::nullopt;
}

std::string
Scheme::FindPathEnd(const std::string& gateway) const
{
    return gateway;
}

std::string
Scheme::FindOwner(const Prefix& /* prefix */) const
{
    return "";
}

void
Scheme::AddResults(ExperimentResult& /* result */, const RunMonitors& /* monitors */) const
{
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
