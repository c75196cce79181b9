/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_IDEAL_ACCESS_H
#define PMIPV6_EXPERIMENT_IDEAL_ACCESS_H

#include "pmipv6-experiment-access.h"

#include "ns3/event-id.h"
#include "ns3/pmipv6-ideal-access-helper.h"

#include <map>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// --access=ideal: an attachment takes l2Gap after the detachment, frames a fixed delay.
class IdealAccessNetwork : public AccessNetwork
{
  public:
    /// See AccessNetwork::Create.
    IdealAccessNetwork(const ExperimentOptions& options, Network& network, AccessListener listener);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetDelay(const std::string& node, const std::string& gateway) const override;

  protected:
    Ptr<NetDevice> MakeHost(const MobileNode& mobile) override;
    void Attach(std::size_t mobile, const std::string& gateway) override;
    void Move(std::size_t mobile, const std::string& gateway) override;
    void Detach(std::size_t mobile) override;

  private:
    IdealAccessHelper m_ideal;                              //!< makes both ends
    std::map<std::string, Ptr<IdealAccessLink>> m_links;    //!< gateways' ends
    std::map<Ptr<IdealAccessLink>, std::string> m_gateways; //!< whose they are
    std::map<Ptr<IdealDevice>, std::string> m_names;        //!< of mobile nodes
    std::map<std::size_t, EventId> m_pending;               //!< attachments under way
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_IDEAL_ACCESS_H
