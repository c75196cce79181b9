/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-recorder.h"

#include "pmipv6-function-callback.h"

#include "ns3/abort.h"
#include "ns3/node-list.h"
#include "ns3/simulator.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param course grows by where its model is now
 * @param model a node's
 */
void
AddWaypoint(std::vector<Waypoint>& course, Ptr<const MobilityModel> model)
{
    const Waypoint now(Simulator::Now(), model->GetPosition());
    if (!course.empty() && course.back().time == now.time)
    {
        course.back() = now;
        return;
    }
    course.push_back(now);
}

} // namespace

MobilityTrace
RecordMobility(const std::vector<ModelledNode>& nodes, Time until)
{
    NS_ABORT_MSG_IF(NodeList::GetNNodes() > 0 || !Simulator::Now().IsZero(),
                    "RecordMobility must be called before nodes are made and time passes");
    NS_ABORT_MSG_UNLESS(until.IsStrictlyPositive(), "RecordMobility needs an end after 0 s");
    // A model may live on, and change its course again.
    std::vector<std::shared_ptr<std::vector<Waypoint>>> courses;
    for (const ModelledNode& node : nodes)
    {
        const auto course = std::make_shared<std::vector<Waypoint>>();
        courses.push_back(course);
        AddWaypoint(*course, node.model);
        node.model->TraceConnectWithoutContext(
            "CourseChange",
            MakeFunctionCallback<Ptr<const MobilityModel>>(
                [course](Ptr<const MobilityModel> model) { AddWaypoint(*course, model); }));
    }
    Simulator::Stop(until);
    Simulator::Run();
    std::vector<MobilityTrace::TraceNode> recorded(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
    {
        AddWaypoint(*courses[i], nodes[i].model);
        recorded[i].id = static_cast<uint32_t>(i);
        recorded[i].course = *courses[i];
        if (nodes[i].on < until)
        {
            recorded[i].switches.push_back({nodes[i].on, true});
        }
    }
    Simulator::Destroy();
    return MobilityTrace::Make(std::move(recorded), until);
}

} // namespace pmipv6
} // namespace ns3
