/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-dmm-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-helper.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobile-access-gateway.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6-static-routing.h"
#include "ns3/ipv6.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace pmipv6
{

DmmHelper::DmmHelper(Pmipv6Helper& domain)
    : m_domain(domain)
{
    m_databaseFactory.SetTypeId(CentralMobilityDatabase::GetTypeId());
    m_maarFactory.SetTypeId(MobilityAnchorAccessRouter::GetTypeId());
}

void
DmmHelper::SetMode(DatabaseMode mode)
{
    m_databaseFactory.Set("Mode", StringValue(GetName(mode)));
    m_maarFactory.Set("PreviousAnswers", BooleanValue(mode == DatabaseMode::LOCATOR));
}

void
DmmHelper::SetDatabaseAttribute(const std::string& name, const AttributeValue& value)
{
    m_databaseFactory.Set(name, value);
}

void
DmmHelper::SetMaarAttribute(const std::string& name, const AttributeValue& value)
{
    m_maarFactory.Set(name, value);
}

void
DmmHelper::SetRouterAttribute(const std::string& name, const AttributeValue& value)
{
    m_routers[name] = value.Copy();
}

Ptr<CentralMobilityDatabase>
DmmHelper::InstallDatabase(Ptr<Node> node, const Ipv6Address& address)
{
    CheckArgument(node, "DmmHelper::InstallDatabase", "node", "a node");
    auto database = m_databaseFactory.Create<CentralMobilityDatabase>();
    database->SetAttribute("Address", Ipv6AddressValue(address));
    database->SetPolicyStore(m_domain.GetPolicyStore());
    node->AddApplication(database);
    for (const auto& maar : m_maars)
    {
        database->AddMaar(maar.gateway->GetAddress(), maar.pool);
        maar.gateway->AddAnchor(address);
        maar.function->AddDatabase(address);
    }
    m_databases.push_back(database);
    return database;
}

Ptr<MobilityAnchorAccessRouter>
DmmHelper::InstallMaar(Ptr<MobileAccessGateway> gateway, const std::string& pool)
{
    CheckArgument(gateway, "DmmHelper::InstallMaar", "gateway", "what InstallGateway has returned");
    const auto range = ParsePrefix(pool);
    NS_ABORT_MSG_UNLESS(range,
                        "DmmHelper::InstallMaar: the pool is \""
                            << pool << "\"; allowed is an IPv6 prefix such as fd00:a001::/32");
    const Ipv6Address address = gateway->GetAddress();
    auto function = m_maarFactory.Create<MobilityAnchorAccessRouter>();
    function->SetAttribute("PrefixPool", StringValue(pool));
    TakeRange("DmmHelper::InstallMaar: the pool", *range, "another MAAR");
    for (const auto& [name, value] : m_routers)
    {
        function->GetRouters()->SetAttribute(name, *value);
    }
    function->GetRouters()->SetAttribute("RouterNumber", UintegerValue(m_maars.size() + 1));
    for (const auto& other : m_maars)
    {
        other.function->AddMaar(address, *range);
        function->AddMaar(other.gateway->GetAddress(), other.pool);
    }
    for (const auto& database : m_databases)
    {
        database->AddMaar(address, *range);
        gateway->AddAnchor(database->GetAddress());
        function->AddDatabase(database->GetAddress());
    }
    gateway->AddFunction(function);
    m_maars.push_back({gateway, function, *range});
    return function;
}

Ipv6Address
DmmHelper::AddLocalNetwork(Ptr<MobilityAnchorAccessRouter> maar,
                           Ptr<Node> host,
                           const std::string& network,
                           Time delay)
{
    CheckArgument(host, "DmmHelper::AddLocalNetwork", "host", "a node");
    const auto known = std::find_if(m_maars.begin(), m_maars.end(), [&maar](const Maar& one) {
        return one.function == maar;
    });
    NS_ABORT_MSG_IF(known == m_maars.end(),
                    "DmmHelper::AddLocalNetwork: maar is none of this helper's; allowed is what "
                    "InstallMaar has returned");
    StringValue present;
    maar->GetRouters()->GetAttribute("LocalNetwork", present);
    NS_ABORT_MSG_UNLESS(present.Get().empty(),
                        "DmmHelper::AddLocalNetwork: the MAAR has the local network "
                            << present.Get() << " already; allowed is one a MAAR");
    const auto range = ParsePrefix(network);
    NS_ABORT_MSG_UNLESS(range && IsRoutableUnicast(*range) &&
                            range->GetLength() <= AUTOCONFIGURED_LENGTH,
                        "DmmHelper::AddLocalNetwork: the network is \""
                            << network
                            << "\"; allowed is an IPv6 prefix that can be routed, of 64 bits or "
                               "fewer, as fd00:10c:1::/48");
    TakeRange("DmmHelper::AddLocalNetwork: the network", *range, "a local network");
    maar->GetRouters()->SetAttribute("LocalNetwork", StringValue(network));
    const auto router = known->gateway->GetNode();
    if (!host->GetObject<Ipv6>())
    {
        InternetStackHelper().Install(host);
    }
    PointToPointHelper link;
    link.SetChannelAttribute("Delay", TimeValue(delay));
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    const auto devices = link.Install(router, host);
    const Prefix subnet(range->GetAddress(), AUTOCONFIGURED_LENGTH);
    std::array<Ipv6Address, 2> addresses;
    for (uint32_t i = 0; i < 2; ++i)
    {
        uint8_t octets[16];
        subnet.GetAddress().GetBytes(octets);
        octets[15] = static_cast<uint8_t>(i + 1);
        addresses[i] = Ipv6Address(octets);
        const auto ipv6 = devices.Get(i)->GetNode()->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(devices.Get(i));
        ipv6->AddAddress(interface,
                         Ipv6InterfaceAddress(addresses[i], Ipv6Prefix(AUTOCONFIGURED_LENGTH)));
        ipv6->SetUp(interface);
    }
    const auto ipv6 = host->GetObject<Ipv6>();
    Ipv6StaticRoutingHelper().GetStaticRouting(ipv6)->SetDefaultRoute(
        addresses[0],
        static_cast<uint32_t>(ipv6->GetInterfaceForDevice(devices.Get(1))));
    return addresses[1];
}

void
DmmHelper::TakeRange(const std::string& where, const Prefix& range, const std::string& owner)
{
    for (const auto& [other, whose] : m_ranges)
    {
        NS_ABORT_MSG_IF(other.Overlaps(range),
                        where << " " << range << " overlaps " << other << " of " << whose
                              << "; allowed is one that no other has");
    }
    m_ranges.emplace_back(range, owner);
}

Ptr<LocalMobilityAnchor>
DmmHelper::InstallCentralAnchor(Ptr<Node> node, const Ipv6Address& address, const std::string& pool)
{
    const auto range = ParsePrefix(pool);
    NS_ABORT_MSG_UNLESS(range,
                        "DmmHelper::InstallCentralAnchor: the pool is \""
                            << pool << "\"; allowed is an IPv6 prefix such as fd00:1::/48");
    TakeRange("DmmHelper::InstallCentralAnchor: the pool", *range, "a central anchor");
    return m_domain.InstallAnchor(node, address, pool);
}

void
DmmHelper::SetCentralAnchor(const std::string& identifier,
                            Ptr<LocalMobilityAnchor> anchor,
                            bool isPreferred)
{
    CheckArgument(anchor,
                  "DmmHelper::SetCentralAnchor",
                  "anchor",
                  "what InstallCentralAnchor has returned");
    const auto* known = m_domain.GetPolicyStore()->Find(identifier);
    NS_ABORT_MSG_UNLESS(known,
                        "DmmHelper::SetCentralAnchor: there is no mobile node "
                            << identifier << "; allowed is one that AddMobileNode has entered");
    PolicyProfile profile = *known;
    profile.centralAnchor = anchor->GetAddress();
    profile.isCentralPreferred = isPreferred;
    m_domain.GetPolicyStore()->Add(profile);
}

void
DmmHelper::AddMobileNode(const std::string& identifier,
                         Ptr<NetDevice> device,
                         Ptr<CentralMobilityDatabase> database)
{
    CheckArgument(device, "DmmHelper::AddMobileNode", "device", "the mobile node's device");
    AddMobileNode(identifier, std::vector<LinkLayerAddress>{device->GetAddress()}, database);
}

void
DmmHelper::AddMobileNode(const std::string& identifier,
                         const std::vector<LinkLayerAddress>& interfaces,
                         Ptr<CentralMobilityDatabase> database)
{
    CheckArgument(database,
                  "DmmHelper::AddMobileNode",
                  "database",
                  "what InstallDatabase has returned");
    NS_ABORT_MSG_IF(m_domain.GetPolicyStore()->Find(identifier),
                    "DmmHelper::AddMobileNode: there is a mobile node " << identifier
                                                                        << " already");
    PolicyProfile profile;
    profile.identifier = identifier;
    profile.anchorAddress = database->GetAddress();
    for (const auto& interface : interfaces)
    {
        profile.interfaces.push_back({interface, {}});
    }
    m_domain.GetPolicyStore()->Add(profile);
}

} // namespace pmipv6
} // namespace ns3
