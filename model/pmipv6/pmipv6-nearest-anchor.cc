/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-nearest-anchor.h"

#include "pmipv6-mobile-access-gateway.h"

#include "ns3/abort.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(NearestAnchor);

TypeId
NearestAnchor::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::NearestAnchor")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<NearestAnchor>()
            .AddAttribute("Address",
                          "LMAA of the anchor at which the gateway registers nodes, one of those "
                          "that it knows (MobileAccessGateway::AddAnchor); must be set before the "
                          "start (draft-luo, 7.2; RFC 6097).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&NearestAnchor::m_address),
                          MakeIpv6AddressChecker());
    return tid;
}

void
NearestAnchor::Start(Ptr<MobileAccessGateway> gateway)
{
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "NearestAnchor::Address is :: on node "
                        << gateway->GetNode()->GetId()
                        << "; allowed is the address of an anchor that the gateway knows");
}

void
NearestAnchor::Stop()
{
    // It keeps nothing.
}

void
NearestAnchor::Restart()
{
    // It keeps nothing.
}

std::optional<Ipv6Address>
NearestAnchor::ChooseAnchor(const PolicyProfile& /* profile */, const LinkLayerAddress& /* node */)
{
    return m_address;
}

void
NearestAnchor::HandleAttachment(const BindingUpdateListEntry& /* entry */,
                                AttachmentState /* from */,
                                AttachmentState /* to */,
                                const std::string& /* reason */)
{
    // A node stays with its anchor until it is gone.
}

void
NearestAnchor::HandleExtension(const BindingUpdateListEntry& /* entry */)
{
    // Likewise.
}

void
NearestAnchor::HandleAnchorRestart(const Ipv6Address& /* anchor */)
{
    // Likewise.
}

} // namespace pmipv6
} // namespace ns3
