/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_DMM_SAMPLES_H
#define PMIPV6_WIRE_DMM_SAMPLES_H

#include "pmipv6-wire-epmip-samples.h"

#include "ns3/pmipv6-mobility-codec.h"

#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Sample messages of RFC 8885: between a MAAR and a CMD.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

inline const MobilityOption ANCHORED_PREFIX =
    AnchoredPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)};
inline const MobilityOption LOCAL_PREFIX = LocalPrefixOption{Prefix(Ipv6Address("fd00:6::"), 48)};
inline const MobilityOption PREVIOUS_MAAR =
    PreviousMaarOption{Ipv6Address("fd00:c::3"), Prefix(Ipv6Address("fd00:1::"), 64)};
inline const MobilityOption SERVING_MAAR = ServingMaarOption{Ipv6Address("fd00:c::4")};
inline const MobilityOption DLIF_LINK_LOCAL = DlifLinkLocalAddressOption{Ipv6Address("fe80::a3")};
inline const MobilityOption DLIF_LINK_LAYER = DlifLinkLayerAddressOption{{2, 0, 0, 0, 0, 0xa3}};

/// @return a Proxy Binding Update of a MAAR or a CMD
inline BindingUpdate
MakeDistributedUpdate(uint16_t sequence, uint16_t lifetime, const MobilityOptions& options = {})
{
    auto update = MakeWith<BindingUpdate>(sequence, lifetime, options);
    update.flags =
        UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION | UpdateFlag::DISTRIBUTED_MOBILITY;
    return update;
}

/// @return a Proxy Binding Acknowledgement of a MAAR or a CMD
inline BindingAcknowledgement
MakeDistributedAnswer(uint16_t sequence, uint16_t lifetime, const MobilityOptions& options = {})
{
    auto answer = MakeWith<BindingAcknowledgement>(sequence, lifetime, options);
    answer.flags =
        AcknowledgementFlag::PROXY_REGISTRATION | AcknowledgementFlag::DISTRIBUTED_MOBILITY;
    return answer;
}

/**
 * @param count how many MAARs there were before
 * @param more options behind the Previous MAAR option of each of them
 * @return what a CMD answers to a MAAR about a node whose identifier has 28 octets
 */
inline BindingAcknowledgement
MakePreviousMaars(uint16_t count, const MobilityOptions& more = {})
{
    auto answer =
        MakeDistributedAnswer(7,
                              75,
                              {MobileNodeIdentifierOption{1, "mobile-node-0001@example.com"},
                               OTHER_PREFIX,
                               HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS},
                               AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                               OF_BINDING});
    for (uint16_t number = 1; number <= count; ++number)
    {
        const std::string text = std::to_string(number);
        answer.options.push_back(
            PreviousMaarOption{Ipv6Address(("fd00:c::" + text).c_str()),
                               Prefix(Ipv6Address(("fd00:1:0:" + text + "::").c_str()), 64)});
        answer.options.insert(answer.options.end(), more.begin(), more.end());
    }
    return answer;
}

/// @return messages of RFC 8885, each with a name fit for a file
inline std::vector<std::pair<std::string, MobilityMessage>>
MakeDmmSamples()
{
    const MobilityOption node = MobileNodeIdentifierOption{1, "mn1@example.com"};
    const MobilityOption indicator = HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS};
    const MobilityOption technology = AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11};
    const MobilityOption byEui64 = DlifLinkLayerAddressOption{{2, 0, 0, 0xff, 0xfe, 0, 0, 0xa3}};
    const MobilityOptions interface = {DLIF_LINK_LOCAL, DLIF_LINK_LAYER};
    auto refused = MakeDistributedAnswer(9, 0, {node, OTHER_PREFIX});
    refused.status = BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    return {
        {"pbu-maar",
         MakeDistributedUpdate(7, 75, {node, OTHER_PREFIX, indicator, technology, OF_BINDING})},
        {"pbu-maar-prefixes",
         MakeDistributedUpdate(
             8,
             75,
             {node, OWN_PREFIX, ANCHORED_PREFIX, LOCAL_PREFIX, LOCAL_PREFIX, OF_BINDING})},
        {"pbu-serving-maar",
         MakeDistributedUpdate(
             9,
             75,
             {node, OWN_PREFIX, indicator, technology, SERVING_MAAR, OF_BINDING})},
        {"pba-serving-maar",
         MakeDistributedAnswer(9,
                               75,
                               {node,
                                OWN_PREFIX,
                                SERVING_MAAR,
                                ANCHORED_PREFIX,
                                LOCAL_PREFIX,
                                DLIF_LINK_LOCAL,
                                DLIF_LINK_LAYER,
                                OF_BINDING})},
        {"pba-maar-refused", refused},
        {"pba-dlif-of-eui-64",
         MakeDistributedAnswer(9, 75, {node, PREVIOUS_MAAR, DLIF_LINK_LOCAL, byEui64})},
        {"pba-previous-maars", MakePreviousMaars(2, interface)},
        {"pba-previous-maars-full", MakePreviousMaars(49)},
    };
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_DMM_SAMPLES_H
