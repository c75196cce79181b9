/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_RUN_H
#define PMIPV6_EXPERIMENT_RUN_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-animation.h"
#include "pmipv6-experiment-csv.h"
#include "pmipv6-experiment-deliveries.h"
#include "pmipv6-experiment-flow-log.h"
#include "pmipv6-experiment-flow-monitor.h"
#include "pmipv6-experiment-message-subjects.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"
#include "pmipv6-experiment-output.h"
#include "pmipv6-experiment-progress.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-traffic.h"

#include "ns3/pmipv6-state-change.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * One run: builds the network that the options describe, lets it go, and collects what the monitors
 * have seen.
 */
class ExperimentRun
{
  public:
    /**
     * Build the network. Nothing is written, so that what ns-3 says of a wrong value comes first.
     *
     * @param options the run's options
     * @param scheduler decides when messages arrive, departures are noticed, nodes move and roles
     *        restart; null: the options do. Lives as long
     */
    explicit ExperimentRun(const ExperimentOptions& options,
                           DeliveryScheduler* scheduler = nullptr);

    /**
     * Begin the files that are written during the run. Once, before it; without, none is written.
     *
     * @param output where; made already
     */
    void Open(const OutputFolder& output);

    /**
     * Simulate, to the end and until exchanges under way are over.
     *
     * @return what the run found
     */
    ExperimentResult Run();

    /**
     * Compare the tables of all roles with where the nodes are, during the run.
     *
     * @return what they hold now
     */
    FinalState CheckState() const;

    /// @return whether exchanges are under way
    bool IsBusy() const;

    /// @return the wired part
    const Network& GetNetwork() const
    {
        return *m_network;
    }

    /// @return what watches the run
    RunMonitors& GetMonitors()
    {
        return m_monitors;
    }

    /// @return the signalling packets up to a while after the first handover, for its chart
    const std::vector<SignallingRow>& GetRows() const
    {
        return m_rows;
    }

    /// @return sentences to be said before the run
    std::vector<std::string> GetWarnings() const;

    /// @return sentences to be said after the run
    std::vector<std::string> GetLastWarnings() const;

    /**
     * End the files written during the run.
     *
     * @return a sentence if anything could not be written
     */
    std::optional<std::string> CloseFiles();

  private:
    /// Make the wired part, with the roles of the scheme.
    void MakeNetwork();
    /// Make the access part.
    void MakeAccess();
    /// Have the scheduler asked of each message, if there is one.
    void TakeMessages();
    /// @return the links of the core that lose, double or hold back signalling
    std::vector<Ptr<SignalingImpairmentChannel>> GetImpairedLinks() const;
    /// Write captures.
    void Capture();
    /// Tell events.csv of a transition.
    void Write(const std::string& node, const std::string& role, const StateChange& change);
    /// Tell signalling.csv of a packet.
    void Write(const SignalingRecord& record);
    /// Write where gateways stand and how nodes moved, where that is not by plan.
    std::optional<std::string> WriteMovement() const;
    /// Let exchanges under way come to their end, at most a minute.
    void Settle() const;

    ExperimentOptions m_options;              //!< the run's options
    Progress m_progress;                      //!< says how far it is
    std::optional<ListedDeliveries> m_listed; //!< what --deliver says
    DeliveryScheduler* m_scheduler;           //!< decides when; null: nobody
    Ptr<SignalingDeliveries> m_deliveries;    //!< asks it
    CoreDevices m_coreDevices;                //!< of links of the core
    std::unique_ptr<Scheme> m_scheme;         //!< gives the roles
    std::unique_ptr<Network> m_network;       //!< wired part
    Movements m_movements;                    //!< how mobile nodes move
    std::unique_ptr<AccessNetwork> m_access;  //!< access part
    RunMonitors m_monitors;                   //!< watch it
    std::unique_ptr<TrafficPlan> m_traffic;   //!< applications

    OutputFolder m_output{"."};                       //!< where files are written
    std::unique_ptr<FlowLog> m_flowLog;               //!< flow-NODE-NODE.csv, throughput.csv
    std::unique_ptr<FlowMonitorCounts> m_flowMonitor; //!< ns-3's; null: it counts nothing
    std::optional<std::string> m_flowMonitorFault;    //!< what is wrong with flow-monitor.xml
    std::unique_ptr<Animation> m_animation;           //!< animation.xml; null: none is written
    std::optional<SignallingCsv> m_signallingFile;    //!< signalling.csv
    std::optional<EventsCsv> m_eventsFile;            //!< events.csv

    MessageSubjects m_subjects;        //!< of whom messages speak
    std::vector<SignallingRow> m_rows; //!< for the chart
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_RUN_H
