/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-home-stays.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-mobility-signaling.h"

#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

void
HomeStays::AddMobileNode(const std::string& name, Ptr<MobileIpv6Node> role)
{
    const Ipv6Address home = role->GetAssociation().homeAddress;
    m_names[home] = name;
    MobilitySignaling::Install(role->GetNode())
        ->TraceConnectWithoutContext(
            "Sent",
            MakeFunctionCallback<const SignalingEvent&>(
                [this, name, home](const SignalingEvent& event) {
                    const auto* update = std::get_if<BindingUpdate>(event.message);
                    if (!update)
                    {
                        return;
                    }
                    const bool isHome = update->flags & UpdateFlag::HOME_REGISTRATION;
                    const Ipv6Address peer = isHome ? Ipv6Address::GetAny() : event.peer;
                    m_sent[{home, peer, update->sequence}] = m_stays[name];
                }));
}

void
HomeStays::AddHomeAgent(const std::string& name, Ptr<HomeAgent> role)
{
    role->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const HomeBinding&, HomeBindingState, HomeBindingState>(
            [this, name](const HomeBinding& row, auto, HomeBindingState to) {
                if (to == HomeBindingState::BOUND || to == HomeBindingState::DEAD)
                {
                    NoteUpdate(name, {row.homeAddress, Ipv6Address::GetAny(), row.sequence});
                }
            }));
}

void
HomeStays::AddCorrespondent(const std::string& name, Ptr<CorrespondentNode> role)
{
    role->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const CorrespondentBinding&,
                             CorrespondentBindingState,
                             CorrespondentBindingState>(
            [this, name](const CorrespondentBinding& row, auto, CorrespondentBindingState to) {
                if (to == CorrespondentBindingState::BOUND || to == CorrespondentBindingState::DEAD)
                {
                    NoteUpdate(name, {row.key.homeAddress, row.key.own, row.sequence});
                }
            }));
}

void
HomeStays::NoteUpdate(const std::string& at, const Update& update)
{
    const auto sent = m_sent.find(update);
    if (sent == m_sent.end())
    {
        return;
    }
    const auto& home = std::get<0>(update);
    auto& last = m_bound[{at, home}];
    if (sent->second < last)
    {
        m_faults.insert("binding of " + m_names[home] + " at " + at +
                        " goes back to an earlier stay");
    }
    last = sent->second;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
