/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-policy-file.h"

#include "pmipv6-json-field.h"
#include "pmipv6-json-reader.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

namespace
{

// What is allowed, as the sentences say it.
const std::string FILE_ALLOWED = "an object with version and mobileNodes";
const std::string VERSION_ALLOWED = "1";
const std::string NODES_ALLOWED = "a list of objects, each with identifier and anchor";
const std::string NODE_ALLOWED = "an object with identifier and anchor";
const std::string IDENTIFIER_ALLOWED = "a Network Access Identifier of 1 to " +
                                       std::to_string(MAX_IDENTIFIER_OCTETS) +
                                       " octets, such as \"mn1@example.org\"";
const std::string ADDRESS_ALLOWED =
    "a routable IPv6 unicast address, such as \"fd00:c::1\" (2001:db8::/32 is not routable)";
const std::string PREFIXES_ALLOWED =
    "a list of at most " + std::to_string(MAX_SESSION_PREFIXES) + " IPv6 prefixes";
const std::string PREFIX_ALLOWED =
    "a routable IPv6 unicast prefix, such as \"fd00:1:0:7::/64\" (2001:db8::/32 is not routable)";
const std::string INTERFACES_ALLOWED = "a list of objects, each with linkLayer";
const std::string INTERFACE_ALLOWED = "an object with linkLayer";
const std::string LINK_LAYER_ALLOWED = "a unicast address of 1 to " +
                                       std::to_string(LinkLayerAddress::MAX_SIZE) +
                                       " octets, such as \"00:00:00:00:00:01\"";
const std::string GATEWAYS_ALLOWED =
    "a list of at least one address; without this field all gateways may register the node";
const std::string OTHER_ANCHORS_ALLOWED = "a list of addresses, without that of anchor";
const std::string CENTRAL_ALLOWED = "an object with anchor";
const std::string SERVICES_ALLOWED = "an object with proxyMobility or localRouting or both";
const std::string FLAG_ALLOWED = "true or false";

/// Makes profiles out of one file. Throws JsonError.
class ProfileReader
{
  public:
    /**
     * @param file the whole file; must live as long as this
     * @return the profiles that it has
     */
    std::vector<PolicyProfile> Read(const JsonValue& file);

  private:
    /// @return the profile of a mobile node
    PolicyProfile ReadNode(const JsonField& field);
    /// Read who may register a node besides, and where it has a session besides.
    void ReadFurtherAnchors(const std::map<std::string, JsonField>& members,
                            PolicyProfile& profile) const;
    /// Read what a node is entitled to.
    static void ReadServices(const JsonField& field, PolicyProfile& profile);
    /// @return one interface of a node
    InterfaceProfile ReadInterface(const JsonField& field);
    /// @return an MN-Identifier that no other node has
    std::string ReadIdentifier(const JsonField& field);
    /// @return an MN-LL-Identifier that no other interface has
    LinkLayerAddress ReadLinkLayer(const JsonField& field);
    /// @return a list of prefixes
    std::vector<Prefix> ReadPrefixes(const JsonField& field);
    /// @return a prefix that overlaps no other
    Prefix ReadPrefix(const JsonField& field);
    /// @return a list of addresses, not empty
    std::vector<Ipv6Address> ReadGateways(const JsonField& field) const;
    /// @return a list of addresses, each once and none of those known; the sentences say what is
    /// allowed
    std::vector<Ipv6Address> ReadAddresses(const JsonField& field,
                                           const std::string& allowed,
                                           const std::string& unique,
                                           std::map<Ipv6Address, JsonField> known) const;
    /// @return an address that packets can be sent to
    Ipv6Address ReadAddress(const JsonField& field) const;

    std::unordered_map<std::string, JsonField> m_identifiers; //!< of all nodes
    std::map<LinkLayerAddress, JsonField> m_linkLayers;       //!< of all interfaces
    std::map<Prefix, JsonField> m_prefixes;                   //!< of all nodes; none overlap
};

std::vector<PolicyProfile>
ProfileReader::Read(const JsonValue& file)
{
    const auto members = JsonField(file, "").GetMembers(
        FILE_ALLOWED,
        {{"version", VERSION_ALLOWED, true}, {"mobileNodes", NODES_ALLOWED, true}});
    const JsonField& version = members.at("version");
    if (version.GetValue().kind != JsonValue::Kind::NUMBER || version.GetValue().text != "1")
    {
        version.Refuse(VERSION_ALLOWED);
    }
    std::vector<PolicyProfile> profiles;
    for (const auto& node : members.at("mobileNodes").GetElements(NODES_ALLOWED))
    {
        profiles.push_back(ReadNode(node));
    }
    return profiles;
}

PolicyProfile
ProfileReader::ReadNode(const JsonField& field)
{
    const auto members = field.GetMembers(NODE_ALLOWED,
                                          {{"identifier", IDENTIFIER_ALLOWED, true},
                                           {"anchor", ADDRESS_ALLOWED, true},
                                           {"otherAnchors", OTHER_ANCHORS_ALLOWED},
                                           {"central", CENTRAL_ALLOWED},
                                           {"prefixes", PREFIXES_ALLOWED},
                                           {"interfaces", INTERFACES_ALLOWED},
                                           {"gateways", GATEWAYS_ALLOWED},
                                           {"services", SERVICES_ALLOWED}});
    PolicyProfile profile;
    profile.identifier = ReadIdentifier(members.at("identifier"));
    profile.anchorAddress = ReadAddress(members.at("anchor"));
    ReadFurtherAnchors(members, profile);
    if (const auto prefixes = members.find("prefixes"); prefixes != members.end())
    {
        profile.prefixes = ReadPrefixes(prefixes->second);
    }
    if (const auto interfaces = members.find("interfaces"); interfaces != members.end())
    {
        for (const auto& interface : interfaces->second.GetElements(INTERFACES_ALLOWED))
        {
            profile.interfaces.push_back(ReadInterface(interface));
        }
    }
    if (const auto gateways = members.find("gateways"); gateways != members.end())
    {
        profile.gateways = ReadGateways(gateways->second);
    }
    if (const auto services = members.find("services"); services != members.end())
    {
        ReadServices(services->second, profile);
    }
    return profile;
}

void
ProfileReader::ReadFurtherAnchors(const std::map<std::string, JsonField>& members,
                                  PolicyProfile& profile) const
{
    const std::map<Ipv6Address, JsonField> known{{profile.anchorAddress, members.at("anchor")}};
    if (const auto others = members.find("otherAnchors"); others != members.end())
    {
        profile.otherAnchors =
            ReadAddresses(others->second, OTHER_ANCHORS_ALLOWED, "each anchor once", known);
    }
    if (const auto found = members.find("central"); found != members.end())
    {
        const auto central = found->second.GetMembers(
            CENTRAL_ALLOWED,
            {{"anchor", ADDRESS_ALLOWED, true}, {"preferred", FLAG_ALLOWED}});
        const auto& anchor = central.at("anchor");
        profile.centralAnchor = ReadAddress(anchor);
        if (profile.centralAnchor == profile.anchorAddress)
        {
            anchor.Refuse("as is", members.at("anchor"), "another anchor");
        }
        const auto preferred = central.find("preferred");
        profile.isCentralPreferred = preferred != central.end() && preferred->second.GetFlag();
    }
}

void
ProfileReader::ReadServices(const JsonField& field, PolicyProfile& profile)
{
    const auto services =
        field.GetMembers(SERVICES_ALLOWED,
                         {{"proxyMobility", FLAG_ALLOWED}, {"localRouting", FLAG_ALLOWED}});
    const auto isAllowed = [&services](const char* service) {
        const auto flag = services.find(service);
        return flag == services.end() || flag->second.GetFlag();
    };
    profile.isProxyMobilityAllowed = isAllowed("proxyMobility");
    profile.isLocalRoutingAllowed = isAllowed("localRouting");
}

InterfaceProfile
ProfileReader::ReadInterface(const JsonField& field)
{
    const auto members =
        field.GetMembers(INTERFACE_ALLOWED,
                         {{"linkLayer", LINK_LAYER_ALLOWED, true}, {"prefixes", PREFIXES_ALLOWED}});
    InterfaceProfile interface;
    interface.identifier = ReadLinkLayer(members.at("linkLayer"));
    if (const auto prefixes = members.find("prefixes"); prefixes != members.end())
    {
        interface.prefixes = ReadPrefixes(prefixes->second);
    }
    return interface;
}

std::string
ProfileReader::ReadIdentifier(const JsonField& field)
{
    const std::string& text = field.GetText(IDENTIFIER_ALLOWED);
    if (!IsNetworkAccessIdentifier(text))
    {
        field.Refuse(IDENTIFIER_ALLOWED);
    }
    const auto [other, isNew] = m_identifiers.emplace(text, field);
    if (!isNew)
    {
        field.Refuse("as is", other->second, "one that no other mobile node has");
    }
    return text;
}

LinkLayerAddress
ProfileReader::ReadLinkLayer(const JsonField& field)
{
    const auto linkLayer = ParseLinkLayerIdentifier(field.GetText(LINK_LAYER_ALLOWED));
    if (!linkLayer)
    {
        field.Refuse(LINK_LAYER_ALLOWED);
    }
    const auto [other, isNew] = m_linkLayers.emplace(*linkLayer, field);
    if (!isNew)
    {
        field.Refuse("as is", other->second, "one that no other interface has");
    }
    return *linkLayer;
}

std::vector<Prefix>
ProfileReader::ReadPrefixes(const JsonField& field)
{
    const auto elements = field.GetElements(PREFIXES_ALLOWED);
    if (elements.size() > MAX_SESSION_PREFIXES)
    {
        field.Fail("has " + std::to_string(elements.size()) + " elements; allowed is " +
                   PREFIXES_ALLOWED);
    }
    std::vector<Prefix> prefixes;
    for (const auto& element : elements)
    {
        prefixes.push_back(ReadPrefix(element));
    }
    return prefixes;
}

Prefix
ProfileReader::ReadPrefix(const JsonField& field)
{
    const std::string& text = field.GetText(PREFIX_ALLOWED);
    const auto prefix = ParsePrefix(text);
    if (!prefix || !IsRoutableUnicast(*prefix))
    {
        field.Refuse(PREFIX_ALLOWED);
    }
    if (ParseAddress(text.substr(0, text.find('/'))) != prefix->GetAddress())
    {
        std::ostringstream canonical;
        canonical << '"' << *prefix << "\", without bits beyond the prefix's length";
        field.Refuse(canonical.str());
    }
    // No two overlap, so that only its neighbours can overlap this one: the one before by
    // containing it, the one behind by being contained or the same.
    const auto behind = m_prefixes.lower_bound(*prefix);
    for (auto other : {behind, behind == m_prefixes.begin() ? behind : std::prev(behind)})
    {
        if (other != m_prefixes.end() && other->first.Overlaps(*prefix))
        {
            field.Refuse("which overlaps", other->second, "a prefix that overlaps no other");
        }
    }
    m_prefixes.emplace_hint(behind, *prefix, field);
    return *prefix;
}

std::vector<Ipv6Address>
ProfileReader::ReadGateways(const JsonField& field) const
{
    const auto elements = field.GetElements(GATEWAYS_ALLOWED);
    // In a profile an empty list lets all gateways, which its author can hardly have meant.
    if (elements.empty())
    {
        field.Fail("is an empty list; allowed is " + GATEWAYS_ALLOWED);
    }
    return ReadAddresses(field, GATEWAYS_ALLOWED, "each gateway once", {});
}

std::vector<Ipv6Address>
ProfileReader::ReadAddresses(const JsonField& field,
                             const std::string& allowed,
                             const std::string& unique,
                             std::map<Ipv6Address, JsonField> known) const
{
    std::vector<Ipv6Address> addresses;
    for (const auto& element : field.GetElements(allowed))
    {
        addresses.push_back(ReadAddress(element));
        const auto [other, isNew] = known.emplace(addresses.back(), element);
        if (!isNew)
        {
            element.Refuse("as is", other->second, unique);
        }
    }
    return addresses;
}

Ipv6Address
ProfileReader::ReadAddress(const JsonField& field) const
{
    const auto address = ParseAddress(field.GetText(ADDRESS_ALLOWED));
    if (!address || !IsRoutableUnicast(Prefix(*address, 128)))
    {
        field.Refuse(ADDRESS_ALLOWED);
    }
    return *address;
}

/// @return all of a stream
std::string
ReadAll(std::istream& input, const std::string& fileName)
{
    std::string text;
    char part[1 << 16];
    // A stream's own functions, unlike its buffer's, do not throw when a folder is read.
    while (input.read(part, sizeof(part)) || input.gcount() > 0)
    {
        text.append(part, input.gcount());
    }
    if (input.bad())
    {
        throw PolicyFileError(fileName, 0, "", "cannot be read; allowed is a file of JSON");
    }
    return text;
}

} // namespace

PolicyFileError::PolicyFileError(const std::string& fileName,
                                 uint32_t line,
                                 const std::string& field,
                                 const std::string& what)
    : std::runtime_error(fileName + (line > 0 ? ":" + std::to_string(line) : "") + ": " +
                         (field.empty() ? "the file" : field) + " " + what),
      m_line(line),
      m_field(field)
{
}

std::vector<PolicyProfile>
ReadPolicyFile(std::istream& input, const std::string& fileName)
{
    const std::string text = ReadAll(input, fileName);
    try
    {
        const JsonValue file = ReadJson(text);
        return ProfileReader().Read(file);
    }
    catch (const JsonError& error)
    {
        throw PolicyFileError(fileName, error.GetLine(), error.GetField(), error.what());
    }
}

std::vector<PolicyProfile>
ReadPolicyFile(const std::string& fileName)
{
    std::ifstream input(fileName, std::ios::binary);
    if (!input)
    {
        throw PolicyFileError(fileName,
                              0,
                              "",
                              std::string("cannot be opened (") + std::strerror(errno) +
                                  "); allowed is a file of JSON");
    }
    return ReadPolicyFile(input, fileName);
}

} // namespace pmipv6
} // namespace ns3
