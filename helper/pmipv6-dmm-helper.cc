/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-dmm-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-helper.h"
#include "pmipv6-mobile-access-gateway.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/string.h"

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
    for (const auto& other : m_maars)
    {
        NS_ABORT_MSG_IF(other.pool.Overlaps(*range),
                        "DmmHelper::InstallMaar: the pool "
                            << pool << " overlaps " << other.pool
                            << " of another MAAR; allowed is one that is this MAAR's alone");
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
