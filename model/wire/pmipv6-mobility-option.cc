/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-option.h"

#include "pmipv6-option-format.h"

#include <charconv>
#include <system_error>
#include <type_traits>
#include <utility>

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
    std::visit(
        [&os](const auto& value) {
            using Option = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Option, RawOption>)
            {
                os << WithNumber(static_cast<OptionType>(value.type));
            }
            else
            {
                os << Format<Option>::NAME;
            }
            os << "=";
            Format<Option>::Print(os, value);
        },
        option.GetVariant());
    return os;
}

} // namespace pmipv6
} // namespace ns3
