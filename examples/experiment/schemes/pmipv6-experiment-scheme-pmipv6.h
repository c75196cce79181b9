/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_PMIPV6_H
#define PMIPV6_EXPERIMENT_SCHEME_PMIPV6_H

#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/pmipv6-helper.h"

#include <map>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// How an anchor orders registrations (RFC 5213, 5.5).
enum class Ordering
{
    TIMESTAMP, //!< by the Timestamp option
    SEQUENCE,  //!< by the sequence number
};

namespace option
{

extern const Option<Ordering> ORDERING; //!< how an anchor orders registrations

} // namespace option

/**
 * @param value a prefix length, as text
 * @return whether hosts make addresses of prefixes of that length
 */
bool IsHostPrefixLength(const std::string& value);

/// --scheme=pmipv6: RFC 5213. What builds upon that adds functions to its anchors and gateways.
class Pmipv6Scheme : public Scheme
{
  public:
    /**
     * @param options the run's
     */
    explicit Pmipv6Scheme(const ExperimentOptions& options);

    void InstallRoles(const Network& network) override;
    void AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link) override;
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery(const NetworkNode& gateway) const override;
    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    std::vector<std::string> FindWarnings(const Network& network) const override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    bool AddState(const Network& network, StateChecker& checker) const override;

  protected:
    /**
     * Make gateways what RFC 5213 makes them.
     *
     * @param network the wired part
     */
    void InstallGateways(const Network& network);

    /**
     * Set the attributes of gateways that are installed from now on as the options have them.
     *
     * @param domain their domain
     */
    void ConfigureGateways(Pmipv6Helper& domain) const;

    /**
     * @param node an anchor
     * @return its role
     */
    virtual Ptr<LocalMobilityAnchor> MakeAnchor(const NetworkNode& node);

    /**
     * @param node a gateway
     * @return its role; null: it has none of RFC 5213
     */
    virtual Ptr<MobileAccessGateway> MakeGateway(const NetworkNode& node);

    /**
     * Have the signalling and the data plane of an anchor's node watched.
     *
     * @param node the node
     * @param monitors what watches
     */
    virtual void ConnectAnchorNode(const NetworkNode& node, RunMonitors& monitors);

    /**
     * Have gateways watched.
     *
     * @param network the wired part
     * @param monitors what watches
     */
    void ConnectGateways(const Network& network, RunMonitors& monitors);

    /**
     * @param gateway a gateway
     * @param anchor an anchor
     * @return whether the gateway registers nodes at the anchor
     */
    virtual bool AreOfOneDomain(const NetworkNode& gateway, const NetworkNode& anchor) const;

    /**
     * @param node an anchor
     * @return how old a request may be that it takes; nothing if it may be of any age
     */
    virtual std::optional<Time> GetWindow(const NetworkNode& node) const;

    /**
     * @param anchor a role that has the attribute TimestampValidityWindow
     * @return its value
     */
    static Time ReadWindow(const Object& anchor);

    /// @return the PMIPv6 domain
    Pmipv6Helper& GetDomain()
    {
        return m_domain;
    }

    /// @return the run's options
    const ExperimentOptions& GetOptions() const
    {
        return m_options;
    }

    /**
     * @param node an anchor
     * @return its role
     */
    Ptr<LocalMobilityAnchor> GetAnchor(const NetworkNode& node) const
    {
        return m_anchors.at(node.name);
    }

    /**
     * @param node a gateway
     * @return its role
     */
    Ptr<MobileAccessGateway> GetGateway(const NetworkNode& node) const
    {
        return m_gateways.at(node.name);
    }

    /**
     * @param node a gateway
     * @return whether it has a role of RFC 5213
     */
    bool IsGateway(const NetworkNode& node) const
    {
        return m_gateways.count(node.name) > 0;
    }

  private:
    const ExperimentOptions m_options;                       //!< the run's
    Pmipv6Helper m_domain;                                   //!< gives the roles
    std::map<NodeName, Ptr<LocalMobilityAnchor>> m_anchors;  //!< by node
    std::map<NodeName, Ptr<MobileAccessGateway>> m_gateways; //!< by node
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_PMIPV6_H
