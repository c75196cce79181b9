/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OPTION_FORMAT_H
#define PMIPV6_OPTION_FORMAT_H

#include "pmipv6-field-text.h"
#include "pmipv6-mobility-format.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-option.h"
#include "pmipv6-mobility-timestamp.h"

#include <cstdint>
#include <ostream>
#include <type_traits>

/**
 * @file
 * @ingroup pmipv6-wire
 * The formats of mobility options, see Format.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// An alignment requirement xn+y: where an option's Type octet stands (RFC 6275, 6.2.1).
struct Alignment
{
    uint8_t factor; //!< x; 1, 2, 4 or 8
    uint8_t offset; //!< y
};

/// @ingroup pmipv6-wire
/// @param type an option type that is its own @return the type itself
constexpr OptionType
GetSharedType(OptionType type)
{
    return type;
}

/**
 * @ingroup pmipv6-wire
 * Type and alignment of an option whose struct stands for one number.
 *
 * @tparam Number the OptionType; of an option that shares its type with others its
 * ExperimentalOption or whatever has GetSharedType
 * @tparam Factor x of the alignment xn+y
 * @tparam Offset y of the alignment xn+y
 */
template <auto Number, uint8_t Factor, uint8_t Offset>
struct OptionFormat
{
    static constexpr int TYPE = static_cast<int>(GetSharedType(Number)); //!< option type
    /// Octet behind the Length, or -1.
    static constexpr int SUBTYPE =
        std::is_same_v<decltype(Number), OptionType> ? -1 : static_cast<int>(Number);

    /// @return the option type
    template <class Option>
    static uint8_t GetType(const Option& /* option */)
    {
        return TYPE;
    }

    /// @return the alignment of the option's Type octet
    template <class Option>
    static Alignment GetAlignment(const Option& /* option */)
    {
        return {Factor, Offset};
    }
};

/**
 * @ingroup pmipv6-wire
 * An option of type 18 (RFC 5096, 4), of the module's own making.
 *
 * @tparam Subtype which
 * @tparam Factor x of the alignment xn+y
 * @tparam Offset y of the alignment xn+y
 */
template <ExperimentalOption Subtype, uint8_t Factor, uint8_t Offset>
struct ExperimentalOptionFormat : OptionFormat<Subtype, Factor, Offset>
{
    static constexpr const char* TYPE_NAME = "Experimental"; //!< of the options of that type
};

/// RFC 6275, 6.2.4: 2n.
template <>
struct Format<BindingRefreshAdviceOption> : OptionFormat<OptionType::BINDING_REFRESH_ADVICE, 2, 0>
{
    static constexpr const char* NAME = "BindingRefreshAdvice"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.interval);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const BindingRefreshAdviceOption& option)
    {
        os << option.interval << "(" << option.interval * LIFETIME_UNIT_SECONDS << "s)";
    }
};

/// RFC 6275, 6.2.5: 8n+6.
template <>
struct Format<AlternateCareOfAddressOption>
    : OptionFormat<OptionType::ALTERNATE_CAREOF_ADDRESS, 8, 6>
{
    static constexpr const char* NAME = "AlternateCareOfAddress"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const AlternateCareOfAddressOption& option)
    {
        os << option.address;
    }
};

/// RFC 6275, 6.2.6: 2n.
template <>
struct Format<NonceIndicesOption> : OptionFormat<OptionType::NONCE_INDICES, 2, 0>
{
    static constexpr const char* NAME = "NonceIndices"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.home);
        stream.Number(option.careOf);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const NonceIndicesOption& option)
    {
        os << option.home << "/" << option.careOf;
    }
};

/// RFC 6275, 6.2.7: 8n+2, by which the header ends behind it.
template <>
struct Format<BindingAuthorizationDataOption>
    : OptionFormat<OptionType::BINDING_AUTHORIZATION_DATA, 8, 2>
{
    static constexpr const char* NAME = "BindingAuthorizationData"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Octets(option.authenticator);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const BindingAuthorizationDataOption& option)
    {
        os << FormatOctets({option.authenticator.begin(), option.authenticator.end()});
    }
};

/// RFC 4283, 3: no alignment.
template <>
struct Format<MobileNodeIdentifierOption> : OptionFormat<OptionType::MOBILE_NODE_IDENTIFIER, 1, 0>
{
    static constexpr const char* NAME = "MobileNodeIdentifier"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.subtype);
        stream.Rest(option.identifier);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const MobileNodeIdentifierOption& option)
    {
        if (option.subtype != 1)
        {
            os << "[" << unsigned{option.subtype} << "]";
        }
        os << FormatWord(option.identifier);
    }
};

/// RFC 5213, 8.3: 8n+4.
template <>
struct Format<HomeNetworkPrefixOption> : OptionFormat<OptionType::HOME_NETWORK_PREFIX, 8, 4>
{
    static constexpr const char* NAME = "HomeNetworkPrefix"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndPrefix(option.prefix);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const HomeNetworkPrefixOption& option)
    {
        os << option.prefix;
    }
};

/// RFC 5213, 8.4: no alignment.
template <>
struct Format<HandoffIndicatorOption> : OptionFormat<OptionType::HANDOFF_INDICATOR, 1, 0>
{
    static constexpr const char* NAME = "HandoffIndicator"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.indicator);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const HandoffIndicatorOption& option)
    {
        os << WithNumber(option.indicator);
    }
};

/// RFC 5213, 8.5: no alignment.
template <>
struct Format<AccessTechnologyTypeOption> : OptionFormat<OptionType::ACCESS_TECHNOLOGY_TYPE, 1, 0>
{
    static constexpr const char* NAME = "AccessTechnologyType"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.type);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const AccessTechnologyTypeOption& option)
    {
        os << WithNumber(option.type);
    }
};

/// RFC 5213, 8.6 wants it aligned "appropriately" without saying how: 2n.
template <>
struct Format<MobileNodeLinkLayerIdentifierOption>
    : OptionFormat<OptionType::MOBILE_NODE_LINK_LAYER_IDENTIFIER, 2, 0>
{
    static constexpr const char* NAME = "MobileNodeLinkLayerIdentifier"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(2);
        stream.Rest(option.identifier);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const MobileNodeLinkLayerIdentifierOption& option)
    {
        os << FormatOctets(option.identifier);
    }
};

/// RFC 5213, 8.7: 8n+6.
template <>
struct Format<LinkLocalAddressOption> : OptionFormat<OptionType::LINK_LOCAL_ADDRESS, 8, 6>
{
    static constexpr const char* NAME = "LinkLocalAddress"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const LinkLocalAddressOption& option)
    {
        os << option.address;
    }
};

/// RFC 5213, 8.8: 8n+2.
template <>
struct Format<TimestampOption> : OptionFormat<OptionType::TIMESTAMP, 8, 2>
{
    static constexpr const char* NAME = "Timestamp"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.timestamp);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const TimestampOption& option)
    {
        os << FormatMobilityTimestamp(option.timestamp) << "s";
    }
};

/// RFC 5847, 3.4: 4n+2.
template <>
struct Format<RestartCounterOption> : OptionFormat<OptionType::RESTART_COUNTER, 4, 2>
{
    static constexpr const char* NAME = "RestartCounter"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.counter);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const RestartCounterOption& option)
    {
        os << option.counter;
    }
};

/// RFC 6705, 11.1: 8n+4.
template <>
struct Format<MagAddressOption> : OptionFormat<OptionType::MAG_IPV6_ADDRESS, 8, 4>
{
    static constexpr const char* NAME = "MagIpv6Address"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndAddress(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const MagAddressOption& option)
    {
        os << option.address;
    }
};

/// RFC 8885, 4.3: 8n+4.
template <>
struct Format<AnchoredPrefixOption> : OptionFormat<OptionType::ANCHORED_PREFIX, 8, 4>
{
    static constexpr const char* NAME = "AnchoredPrefix"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndPrefix(option.prefix);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const AnchoredPrefixOption& option)
    {
        os << option.prefix;
    }
};

/// RFC 8885, 4.4: 8n+4.
template <>
struct Format<LocalPrefixOption> : OptionFormat<OptionType::LOCAL_PREFIX, 8, 4>
{
    static constexpr const char* NAME = "LocalPrefix"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAndPrefix(option.prefix);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const LocalPrefixOption& option)
    {
        os << option.prefix;
    }
};

/// RFC 8885, 4.5: 8n+4.
template <>
struct Format<PreviousMaarOption> : OptionFormat<OptionType::PREVIOUS_MAAR, 8, 4>
{
    static constexpr const char* NAME = "PreviousMaar"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.LengthAddressAndPrefix(option.maar, option.prefix);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const PreviousMaarOption& option)
    {
        os << option.prefix << "@" << option.maar;
    }
};

/// RFC 8885, 4.6: 8n+6.
template <>
struct Format<ServingMaarOption> : OptionFormat<OptionType::SERVING_MAAR, 8, 6>
{
    static constexpr const char* NAME = "ServingMaar"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const ServingMaarOption& option)
    {
        os << option.address;
    }
};

/// RFC 8885, 4.7: 8n+6.
template <>
struct Format<DlifLinkLocalAddressOption> : OptionFormat<OptionType::DLIF_LINK_LOCAL_ADDRESS, 8, 6>
{
    static constexpr const char* NAME = "DlifLinkLocalAddress"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Address(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const DlifLinkLocalAddressOption& option)
    {
        os << option.address;
    }
};

/// RFC 8885, 4.8 wants it aligned "appropriately" without saying how: 2n.
template <>
struct Format<DlifLinkLayerAddressOption> : OptionFormat<OptionType::DLIF_LINK_LAYER_ADDRESS, 2, 0>
{
    static constexpr const char* NAME = "DlifLinkLayerAddress"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(2);
        stream.Rest(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const DlifLinkLayerAddressOption& option)
    {
        os << FormatOctets(option.address);
    }
};

/// RFC 5096, 4; of the module's own making: 4n.
template <>
struct Format<TunnelInfoOption> : ExperimentalOptionFormat<ExperimentalOption::TUNNEL_INFO, 4, 0>
{
    static constexpr const char* NAME = "TunnelInfo"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.encapsulation);
        stream.Number(option.key);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const TunnelInfoOption& option)
    {
        os << WithNumber(option.encapsulation);
        if (option.key != 0)
        {
            os << "/" << option.key;
        }
    }
};

/// RFC 5096, 4; of the module's own making: 4n.
template <>
struct Format<OrderingOption> : ExperimentalOptionFormat<ExperimentalOption::ORDERING, 4, 0>
{
    static constexpr const char* NAME = "Ordering"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Reserved(1);
        stream.Number(option.sequence);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const OrderingOption& option)
    {
        os << option.sequence;
    }
};

/// RFC 5096, 4; of the module's own making: 8n+4.
template <>
struct Format<PreviousLocationOption>
    : ExperimentalOptionFormat<ExperimentalOption::PREVIOUS_LOCATION, 8, 4>
{
    static constexpr const char* NAME = "PreviousLocation"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.LengthAndAddress(option.address);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const PreviousLocationOption& option)
    {
        os << option.address;
    }
};

/// RFC 5096, 4; of the module's own making: 8n+4.
template <>
struct Format<CorrespondentLocationOption>
    : ExperimentalOptionFormat<ExperimentalOption::CORRESPONDENT_LOCATION, 8, 4>
{
    static constexpr const char* NAME = "CorrespondentLocation"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.LengthAddressAndPrefix(option.gateway, option.prefix);
        stream.Number(option.timestamp);
        stream.Number(option.lifetime);
        stream.Reserved(2);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const CorrespondentLocationOption& option)
    {
        os << option.prefix << "@" << option.gateway << "@"
           << FormatMobilityTimestamp(option.timestamp) << "s/" << FormatLifetime(option.lifetime);
    }
};

/// RFC 5096, 4; of the module's own making: no alignment.
template <>
struct Format<CapabilitiesOption> : ExperimentalOptionFormat<ExperimentalOption::CAPABILITIES, 1, 0>
{
    static constexpr const char* NAME = "Capabilities"; //!< name

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Number(option.flags);
    }

    /// Print the fields: R of DRF, M of DMF, L of LMF. @param os where to @param option whose
    static void Print(std::ostream& os, const CapabilitiesOption& option)
    {
        os << FormatFlags(option.flags, "RML");
    }
};

/// Type and alignment are the value's own.
template <>
struct Format<RawOption>
{
    static constexpr int TYPE = -1;    //!< stands for every type that no other Format has
    static constexpr int SUBTYPE = -1; //!< none; the octet is part of the data
    static constexpr const char* NAME = "Option"; //!< of every type that no other Format has

    /**
     * @param option the option
     * @return the option type
     */
    static uint8_t GetType(const RawOption& option)
    {
        return option.type;
    }

    /**
     * @param option the option
     * @return the alignment of its Type octet
     */
    static Alignment GetAlignment(const RawOption& option)
    {
        return {option.alignFactor, option.alignOffset};
    }

    /// Name the fields. @param stream writes or reads octets @param option whose they are
    template <class Stream, class Option>
    static void Fields(Stream& stream, Option& option)
    {
        stream.Rest(option.data);
    }

    /// Print the fields. @param os where to @param option whose they are
    static void Print(std::ostream& os, const RawOption& option)
    {
        os << FormatOctets(option.data);
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OPTION_FORMAT_H
