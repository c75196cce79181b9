/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-dmm-messages.h"

#include "pmipv6-mobility-codec.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what options say of a node
DmmSubject
ReadSubject(const MobilityOptions& options, uint16_t sequence)
{
    DmmSubject subject;
    subject.sequence = sequence;
    if (const auto* node = FindOption<MobileNodeIdentifierOption>(options))
    {
        subject.identifier = GetIdentity(*node);
    }
    if (const auto* handoff = FindOption<HandoffIndicatorOption>(options))
    {
        subject.indicator = handoff->indicator;
    }
    if (const auto* technology = FindOption<AccessTechnologyTypeOption>(options))
    {
        subject.technology = technology->type;
    }
    if (const auto* timestamp = FindOption<TimestampOption>(options))
    {
        subject.timestamp = timestamp->timestamp;
    }
    return subject;
}

/// @return the options that tell of a subject and of prefixes
MobilityOptions
MakeOptions(const DmmSubject& subject, const std::vector<Prefix>& prefixes)
{
    MobilityOptions options;
    options.push_back(MakeIdentifierOption(subject.identifier));
    for (const auto& prefix : prefixes)
    {
        options.push_back(HomeNetworkPrefixOption{prefix});
    }
    if (prefixes.empty())
    {
        options.push_back(HomeNetworkPrefixOption());
    }
    options.push_back(HandoffIndicatorOption{subject.indicator});
    options.push_back(AccessTechnologyTypeOption{subject.technology});
    options.push_back(TimestampOption{subject.timestamp});
    return options;
}

/// Take what an option says of what a MAAR is to a node.
void
TakeInterface(MaarInterface& interface, const MobilityOption& option)
{
    if (const auto* linkLocal = std::get_if<DlifLinkLocalAddressOption>(&option))
    {
        interface.linkLocal = linkLocal->address;
    }
    else if (const auto* linkLayer = std::get_if<DlifLinkLayerAddressOption>(&option))
    {
        interface.linkLayer = LinkLayerAddress(linkLayer->address);
    }
    else if (const auto* network = std::get_if<LocalPrefixOption>(&option))
    {
        if (interface.localNetworks.size() < MAX_LOCAL_NETWORKS)
        {
            interface.localNetworks.push_back(network->prefix);
        }
    }
}

/// @return a request without options
BindingUpdate
MakeUpdate(const DmmSubject& subject, uint16_t lifetime)
{
    BindingUpdate update;
    update.flags =
        UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION | UpdateFlag::DISTRIBUTED_MOBILITY;
    update.sequence = subject.sequence;
    update.lifetime = lifetime;
    return update;
}

} // namespace

std::vector<Ipv6Address>
ListMaars(const std::vector<Anchorage>& anchorages)
{
    std::vector<Ipv6Address> maars;
    for (const auto& one : anchorages)
    {
        if (std::find(maars.begin(), maars.end(), one.maar) == maars.end())
        {
            maars.push_back(one.maar);
        }
    }
    return maars;
}

std::vector<Prefix>
ListPrefixes(const std::vector<Anchorage>& anchorages, const Ipv6Address& maar)
{
    std::vector<Prefix> prefixes;
    for (const auto& one : anchorages)
    {
        if (one.maar == maar)
        {
            prefixes.push_back(one.prefix);
        }
    }
    return prefixes;
}

DmmSubject
GetSubject(const BindingUpdate& update)
{
    return ReadSubject(update.options, update.sequence);
}

DmmSubject
GetSubject(const BindingAcknowledgement& answer)
{
    return ReadSubject(answer.options, answer.sequence);
}

void
MakeDistributed(BindingUpdate& request,
                const std::vector<Prefix>& prefixes,
                const MaarInterface& interface)
{
    request.flags |= UpdateFlag::DISTRIBUTED_MOBILITY;
    auto& options = request.options;
    const auto erase = [&options](auto isSuperfluous) {
        options.erase(std::remove_if(options.begin(), options.end(), isSuperfluous), options.end());
    };
    // A session is the node's, whatever its interface; previous MAARs, which may answer, do not
    // know that.
    erase([](const MobilityOption& option) {
        return std::holds_alternative<MobileNodeLinkLayerIdentifierOption>(option);
    });
    if (prefixes.empty())
    {
        return;
    }
    FindOption<HomeNetworkPrefixOption>(options)->prefix = prefixes.front();
    bool isFirst = true;
    erase([&isFirst](const MobilityOption& option) {
        return std::holds_alternative<HomeNetworkPrefixOption>(option) &&
               !std::exchange(isFirst, false);
    });
    for (std::size_t i = 1; i < prefixes.size(); ++i)
    {
        options.push_back(AnchoredPrefixOption{prefixes[i]});
    }
    AddInterface(options, interface);
}

BindingUpdate
MakeServingUpdate(const DmmSubject& subject,
                  const std::vector<Prefix>& prefixes,
                  const Ipv6Address& serving,
                  uint16_t lifetime)
{
    BindingUpdate update = MakeUpdate(subject, lifetime);
    update.options = MakeOptions(subject, prefixes);
    update.options.push_back(ServingMaarOption{serving});
    return update;
}

BindingUpdate
MakeAnchorageUpdate(const DmmSubject& subject, const Prefix& prefix, uint16_t lifetime)
{
    BindingUpdate update = MakeUpdate(subject, lifetime);
    update.options = MakeOptions(subject, {});
    update.options.push_back(AnchoredPrefixOption{prefix});
    return update;
}

BindingAcknowledgement
MakeDmmAnswer(const DmmSubject& subject,
              BindingStatus status,
              const std::vector<Prefix>& prefixes,
              uint16_t lifetime)
{
    BindingAcknowledgement answer;
    answer.status = status;
    answer.flags =
        AcknowledgementFlag::PROXY_REGISTRATION | AcknowledgementFlag::DISTRIBUTED_MOBILITY;
    answer.sequence = subject.sequence;
    answer.lifetime = lifetime;
    answer.options = MakeOptions(subject, prefixes);
    return answer;
}

std::vector<BindingAcknowledgement>
TellPrevious(const BindingAcknowledgement& base,
             const std::vector<Anchorage>& previous,
             const MaarInterfaces& interfaces,
             std::size_t room)
{
    std::vector<BindingAcknowledgement> messages{base};
    for (const auto& [maar, prefix] : previous)
    {
        MobilityOptions told{PreviousMaarOption{maar, prefix}};
        const auto interface = interfaces.find(maar);
        if (interface != interfaces.end())
        {
            AddInterface(told, interface->second);
        }
        const std::size_t nBefore = messages.back().options.size();
        const auto add = [&told](MobilityOptions& options) {
            options.insert(options.end(), told.begin(), told.end());
        };
        add(messages.back().options);
        if (GetMobilityHeaderLength(messages.back()) > room && nBefore > base.options.size())
        {
            messages.back().options.resize(nBefore);
            messages.push_back(base);
            add(messages.back().options);
        }
    }
    return messages;
}

void
AddInterface(MobilityOptions& options, const MaarInterface& interface)
{
    if (interface.IsEmpty())
    {
        return;
    }
    for (const auto& network : interface.localNetworks)
    {
        options.push_back(LocalPrefixOption{network});
    }
    options.push_back(DlifLinkLocalAddressOption{interface.linkLocal});
    const auto& linkLayer = interface.linkLayer;
    if (!linkLayer.IsEmpty())
    {
        options.push_back(DlifLinkLayerAddressOption{
            {linkLayer.GetData(), linkLayer.GetData() + linkLayer.GetSize()}});
    }
}

MaarInterface
GetInterface(const MobilityOptions& options)
{
    MaarInterface interface;
    for (const auto& option : options)
    {
        if (std::holds_alternative<PreviousMaarOption>(option))
        {
            break;
        }
        TakeInterface(interface, option);
    }
    return interface;
}

MaarInterfaces
GetPreviousInterfaces(const MobilityOptions& options)
{
    MaarInterfaces interfaces;
    MaarInterface* present = nullptr;
    for (const auto& option : options)
    {
        if (const auto* previous = std::get_if<PreviousMaarOption>(&option))
        {
            // It may be told once for each of its prefixes.
            present = &(interfaces[previous->maar] = MaarInterface());
        }
        else if (present)
        {
            TakeInterface(*present, option);
        }
    }
    return interfaces;
}

std::vector<Anchorage>
GetPrevious(const MobilityOptions& options)
{
    std::vector<Anchorage> previous;
    for (const auto& option : options)
    {
        if (const auto* one = std::get_if<PreviousMaarOption>(&option))
        {
            previous.push_back({one->maar, one->prefix});
        }
    }
    return previous;
}

std::vector<WithdrawnAnchor>
GetWithdrawn(const MobilityOptions& options)
{
    std::vector<WithdrawnAnchor> withdrawn;
    for (const auto& option : options)
    {
        if (const auto* anchored = std::get_if<AnchoredPrefixOption>(&option))
        {
            withdrawn.push_back({anchored->prefix, {}});
        }
        else if (!withdrawn.empty())
        {
            TakeInterface(withdrawn.back().interface, option);
        }
    }
    return withdrawn;
}

std::vector<Prefix>
GetAnchoredPrefixes(const MobilityOptions& options)
{
    std::vector<Prefix> prefixes;
    for (const auto& option : options)
    {
        if (const auto* one = std::get_if<AnchoredPrefixOption>(&option))
        {
            prefixes.push_back(one->prefix);
        }
    }
    return prefixes;
}

} // namespace pmipv6
} // namespace ns3
