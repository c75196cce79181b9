/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-scheme-localized-routing.h"

#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// --scheme=uncoordinated: as localized routing, but nobody controls; the baseline of the race that
/// it avoids (RFC 6279, 3.2). It knows no provider domains.
class UncoordinatedScheme : public RoutedScheme
{
  public:
    using RoutedScheme::RoutedScheme;

  protected:
    void InstallAnchor(const NetworkNode& node, const Prefix& pool) override;
    void ConnectAnchor(const NetworkNode& node, RunMonitors& monitors) override;

  private:
    std::map<NodeName, Ptr<UncoordinatedRouting>> m_functions; //!< of anchors
};

const SchemeKind UNCOORDINATED(40,
                               "uncoordinated",
                               &MakeScheme<UncoordinatedScheme>,
                               {true, false, nullptr, &RoutedScheme::WithoutRoutes});

void
UncoordinatedScheme::InstallAnchor(const NetworkNode& node, const Prefix& pool)
{
    m_functions[node.name] = m_routing.InstallUncoordinatedAnchor(GetAnchor(node), {pool});
}

void
UncoordinatedScheme::ConnectAnchor(const NetworkNode& node, RunMonitors& monitors)
{
    const auto function = m_functions.at(node.name);
    m_routes.AddAnchor(function, node.name.GetText());
    monitors.FollowStates(function, node.name.GetText(), "lma");
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
