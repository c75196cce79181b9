/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_DELIVERIES_H
#define PMIPV6_EXPERIMENT_DELIVERIES_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-plan.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-signaling-deliveries.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

/**
 * @file
 * When single messages arrive and single departures are noticed, whatever the delays of a run are.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Sender, receiver, and which of those between the two, from 1.
using DeliveryKey = std::tuple<NodeName, NodeName, uint64_t>;

/// How long after its sending each of some messages arrives: never, once or more often.
using Deliveries = std::map<DeliveryKey, std::vector<Time>>;

namespace option
{

extern const Option<Deliveries> DELIVERIES; //!< messages whose times are given one by one

} // namespace option

/// Decides when something happens that would otherwise come by delays or by the plan.
class DeliveryScheduler
{
  public:
    virtual ~DeliveryScheduler() = default;

    /**
     * A node of the core sends a Mobility Header that is no Heartbeat.
     *
     * @param from sender
     * @param to receiver
     * @param delivery the message
     * @return whether it is decided on; if not, it arrives as the link has it
     */
    virtual bool TakeMessage(const NodeName& from,
                             const NodeName& to,
                             const SignalingDelivery& delivery) = 0;

    /**
     * A mobile node has left a gateway without a word.
     *
     * @param mobile the mobile node
     * @param gateway the gateway
     * @param planned how long the gateway takes to notice by the options; nothing: for ever
     * @param notice lets it notice
     * @return whether it is decided on; if not, it notices as planned
     */
    virtual bool TakeNotice(const NodeName& mobile,
                            const NodeName& gateway,
                            std::optional<Time> planned,
                            std::function<void()> notice) = 0;

    /**
     * A mobile node is to move.
     *
     * @param mobile the mobile node
     * @param move what is planned
     * @param action moves it
     * @return whether it is decided on; if not, it moves as planned
     */
    virtual bool TakeMove(const NodeName& mobile,
                          const PlannedMove& move,
                          std::function<void()> action) = 0;

    /**
     * A node's roles are to restart.
     *
     * @param node the node
     * @param action restarts them
     * @return whether it is decided on; if not, they restart as planned
     */
    virtual bool TakeRestart(const NodeName& node, std::function<void()> action) = 0;
};

/// Has messages arrive, and departures noticed, as --deliver lists them.
class ListedDeliveries : public DeliveryScheduler
{
  public:
    /**
     * @param options the run's
     */
    explicit ListedDeliveries(const ExperimentOptions& options);

    bool TakeMessage(const NodeName& from,
                     const NodeName& to,
                     const SignalingDelivery& delivery) override;
    bool TakeNotice(const NodeName& mobile,
                    const NodeName& gateway,
                    std::optional<Time> planned,
                    std::function<void()> notice) override;
    bool TakeMove(const NodeName& mobile,
                  const PlannedMove& move,
                  std::function<void()> action) override;
    bool TakeRestart(const NodeName& node, std::function<void()> action) override;

    /// @return sentences about rows that nothing has come of
    std::vector<std::string> FindUnused() const;

  private:
    /// @return the times of a row, which is taken; null if there is no such row
    const std::vector<Time>* Take(const DeliveryKey& key);

    Deliveries m_left;                                              //!< not taken yet
    std::map<DeliveryKey, std::vector<Time>> m_taken;               //!< taken
    std::map<std::pair<NodeName, NodeName>, uint64_t> m_departures; //!< of a node, from a gateway
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_DELIVERIES_H
