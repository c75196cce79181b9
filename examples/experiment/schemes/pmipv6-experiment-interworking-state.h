/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_INTERWORKING_STATE_H
#define PMIPV6_EXPERIMENT_INTERWORKING_STATE_H

#include "pmipv6-experiment-scheme.h"

#include "ns3/pmipv6-home-agent.h"
#include "ns3/pmipv6-interworking-helper.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/pmipv6-mobile-access-gateway.h"
#include "ns3/pmipv6-prefix.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Whether the domains of a case of RFC 6612 have what they should.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A mobile node of such a case.
struct InterworkingMember
{
    std::string identifier; //!< MN-Identifier
    MobilityKind kind;      //!< how its mobility is managed
    Ptr<Node> node;         //!< the node
};

/// One of its domains.
struct InterworkingDomain
{
    ProxyDomain domain;                                       //!< which
    std::string name;                                         //!< of its anchor
    Ptr<LocalMobilityAnchor> anchor;                          //!< its anchor
    std::map<std::string, Ptr<MobileAccessGateway>> gateways; //!< its gateways, by name
};

/**
 * Judge what the anchor and the gateways of a domain have.
 *
 * @param domain the domain
 * @param members all mobile nodes, by name
 * @param nodes those that are attached somewhere
 * @param finding gets what was found
 */
void JudgeDomain(const InterworkingDomain& domain,
                 const std::map<std::string, InterworkingMember>& members,
                 const std::vector<Scheme::Attached>& nodes,
                 StateChecker::Finding& finding);

/// Looks after what RFC 6612, 3.1 says is not possible: that a care-of address of a domain is
/// registered before the domain's anchor has it.
class RegistrationOrder
{
  public:
    /// @param anchor a domain's anchor, whose sessions count from now on
    /// @param pool from which it assigns prefixes
    void FollowAnchor(Ptr<LocalMobilityAnchor> anchor, const Prefix& pool);

    /// @param agent the home agent, whose bindings are judged from now on
    void FollowAgent(Ptr<HomeAgent> agent);

    /// @return what was not possible, in sentences
    const std::set<std::string>& GetFaults() const
    {
        return m_faults;
    }

  private:
    std::vector<Prefix> m_pools; //!< of anchors
    /// Of which anchors have sessions, by MN-Identifier and prefix.
    std::set<std::pair<std::string, Prefix>> m_registered;
    std::set<std::string> m_faults; //!< see GetFaults
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_INTERWORKING_STATE_H
