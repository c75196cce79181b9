/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_WIFI_ACCESS_H
#define PMIPV6_EXPERIMENT_WIFI_ACCESS_H

#include "pmipv6-experiment-access.h"

#include "ns3/pmipv6-wifi-access-helper.h"

#include <map>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * --access=wifi: an access point at each gateway. With --wifiHandover=fast a station changes to the
 * next gateway's channel at its moment; else it walks there, and ns-3's own association decides.
 */
class WifiAccessNetwork : public AccessNetwork
{
  public:
    /// See AccessNetwork::Create.
    WifiAccessNetwork(const ExperimentOptions& options, Network& network, AccessListener listener);

    void VisitDevices(const CaptureVisitor& visitor) const override;
    void Capture(const std::string& fileName, Ptr<NetDevice> device) const override;
    Time GetDelay(const std::string& node, const std::string& gateway) const override;

  protected:
    Ptr<NetDevice> MakeHost(const MobileNode& mobile) override;
    void Attach(std::size_t mobile, const std::string& gateway) override;
    void Move(std::size_t mobile, const std::string& gateway) override;
    void Detach(std::size_t mobile) override;

  private:
    /**
     * Tell of what a device's MAC gives up.
     *
     * @param device a station or an access point
     */
    void FollowDrops(Ptr<NetDevice> device);

    /// @return true if stations change channels at their moment
    bool IsFast() const;

    /**
     * Let a station walk.
     *
     * @param mobile index of the node
     * @param target where to
     */
    void Walk(std::size_t mobile, const Vector& target);

    WifiAccessHelper m_wifi;                              //!< makes the devices
    std::map<std::string, Ptr<NetDevice>> m_accessPoints; //!< by gateway
    std::map<Mac48Address, std::string> m_gateways;       //!< by BSSID
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_WIFI_ACCESS_H
