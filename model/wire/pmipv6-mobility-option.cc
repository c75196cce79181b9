/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-option.h"

#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-timestamp.h"

#include <charconv>
#include <system_error>

namespace ns3
{
namespace pmipv6
{

MobilityOptions::MobilityOptions() = default;
MobilityOptions::MobilityOptions(const MobilityOptions& other) = default;
MobilityOptions::MobilityOptions(MobilityOptions&& other) noexcept = default;
MobilityOptions::~MobilityOptions() = default;
MobilityOptions& MobilityOptions::operator=(const MobilityOptions& other) = default;
MobilityOptions& MobilityOptions::operator=(MobilityOptions&& other) noexcept = default;

MobilityOptions::MobilityOptions(std::initializer_list<MobilityOption> options)
    : std::vector<MobilityOption>(options)
{
}

void
MobilityOptions::push_back(MobilityOption option)
{
    std::vector<MobilityOption>::push_back(std::move(option));
}

namespace
{

/// @return an octet as two hexadecimal digits
std::string
ToHex(uint8_t octet)
{
    const char* const digits = "0123456789abcdef";
    return {digits[octet >> 4], digits[octet & 0xf]};
}

/// @return octets as "00:1a:2b", or "-" if there are none
std::string
ToHex(const std::vector<uint8_t>& octets)
{
    std::string text;
    for (uint8_t octet : octets)
    {
        text += (text.empty() ? "" : ":") + ToHex(octet);
    }
    return text.empty() ? "-" : text;
}

/// @return text from the network made fit for one word of a line: what is not printable as \xNN
std::string
Escape(const std::string& text)
{
    std::string escaped;
    for (char character : text)
    {
        const bool plain = character > ' ' && character <= '~' && character != '\\';
        escaped +=
            plain ? std::string(1, character) : "\\x" + ToHex(static_cast<uint8_t>(character));
    }
    return escaped;
}

/// Writes an option as one word, "Name=value".
class OptionPrinter
{
  public:
    /// @param os the stream
    explicit OptionPrinter(std::ostream& os)
        : m_os(os)
    {
    }

    void operator()(const BindingRefreshAdviceOption& option) const
    {
        Name(OptionType::BINDING_REFRESH_ADVICE)
            << option.interval << "(" << option.interval * LIFETIME_UNIT_SECONDS << "s)";
    }

    void operator()(const AlternateCareOfAddressOption& option) const
    {
        Name(OptionType::ALTERNATE_CAREOF_ADDRESS) << option.address;
    }

    void operator()(const MobileNodeIdentifierOption& option) const
    {
        Name(OptionType::MOBILE_NODE_IDENTIFIER);
        if (option.subtype != 1)
        {
            m_os << "[" << unsigned{option.subtype} << "]";
        }
        m_os << Escape(option.identifier);
    }

    void operator()(const HomeNetworkPrefixOption& option) const
    {
        Name(OptionType::HOME_NETWORK_PREFIX) << option.prefix;
    }

    void operator()(const HandoffIndicatorOption& option) const
    {
        Name(OptionType::HANDOFF_INDICATOR) << WithNumber(option.indicator);
    }

    void operator()(const AccessTechnologyTypeOption& option) const
    {
        Name(OptionType::ACCESS_TECHNOLOGY_TYPE) << WithNumber(option.type);
    }

    void operator()(const MobileNodeLinkLayerIdentifierOption& option) const
    {
        Name(OptionType::MOBILE_NODE_LINK_LAYER_IDENTIFIER) << ToHex(option.identifier);
    }

    void operator()(const LinkLocalAddressOption& option) const
    {
        Name(OptionType::LINK_LOCAL_ADDRESS) << option.address;
    }

    void operator()(const TimestampOption& option) const
    {
        Name(OptionType::TIMESTAMP) << FormatMobilityTimestamp(option.timestamp) << "s";
    }

    void operator()(const RestartCounterOption& option) const
    {
        Name(OptionType::RESTART_COUNTER) << option.counter;
    }

    void operator()(const MagAddressOption& option) const
    {
        Name(OptionType::MAG_IPV6_ADDRESS) << option.address;
    }

    void operator()(const TunnelInfoOption& option) const
    {
        m_os << GetName(ExperimentalOption::TUNNEL_INFO) << "=" << WithNumber(option.encapsulation);
        if (option.key != 0)
        {
            m_os << "/" << option.key;
        }
    }

    void operator()(const OrderingOption& option) const
    {
        m_os << GetName(ExperimentalOption::ORDERING) << "=" << option.sequence;
    }

    void operator()(const RawOption& option) const
    {
        m_os << WithNumber(static_cast<OptionType>(option.type)) << "=" << ToHex(option.data);
    }

  private:
    /// Write the name and the sign behind it.
    std::ostream& Name(OptionType type) const
    {
        return m_os << GetName(type) << "=";
    }

    std::ostream& m_os; //!< the stream
};

} // namespace

std::string
GetIdentity(const MobileNodeIdentifierOption& option)
{
    const auto& identifier = option.identifier;
    const bool isPlain = option.subtype == 1 && (identifier.empty() || identifier[0] != '[');
    return isPlain ? identifier : "[" + std::to_string(unsigned{option.subtype}) + "]" + identifier;
}

MobileNodeIdentifierOption
MakeIdentifierOption(const std::string& identity)
{
    const char* const end = identity.data() + identity.size();
    uint8_t subtype = 0;
    if (!identity.empty() && identity[0] == '[')
    {
        const auto [behind, error] = std::from_chars(identity.data() + 1, end, subtype);
        if (error == std::errc() && behind != end && *behind == ']')
        {
            return {subtype, std::string(behind + 1, end)};
        }
    }
    return {1, identity};
}

std::ostream&
operator<<(std::ostream& os, const MobilityOption& option)
{
    std::visit(OptionPrinter(os), option.GetVariant());
    return os;
}

} // namespace pmipv6
} // namespace ns3
