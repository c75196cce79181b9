/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_OPTION_H
#define PMIPV6_MOBILITY_OPTION_H

#include "pmipv6-mobility-constants.h"
#include "pmipv6-prefix.h"
#include "pmipv6-sealed-variant.h"

#include "ns3/ipv6-address.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Type of a mobility option.
enum class OptionType : uint8_t
{
    PAD1 = 0,
    PADN = 1,
    BINDING_REFRESH_ADVICE = 2,
    ALTERNATE_CAREOF_ADDRESS = 3,
    NONCE_INDICES = 4,
    BINDING_AUTHORIZATION_DATA = 5,
    MOBILE_NODE_IDENTIFIER = 8,
    EXPERIMENTAL = 18, //!< RFC 5096, 4; ExperimentalOption tells which option
    HOME_NETWORK_PREFIX = 22,
    HANDOFF_INDICATOR = 23,
    ACCESS_TECHNOLOGY_TYPE = 24,
    MOBILE_NODE_LINK_LAYER_IDENTIFIER = 25,
    LINK_LOCAL_ADDRESS = 26,
    TIMESTAMP = 27,
    RESTART_COUNTER = 28,
    MAG_IPV6_ADDRESS = 51, //!< RFC 6705, 11.1; draft-loureiro's MAG-ADDR
    ANCHORED_PREFIX = 65,
    LOCAL_PREFIX = 66,
    PREVIOUS_MAAR = 67,
    SERVING_MAAR = 68,
    DLIF_LINK_LOCAL_ADDRESS = 69,
    DLIF_LINK_LAYER_ADDRESS = 70,
};

/**
 * @ingroup pmipv6-wire
 * Binding Refresh Advice (RFC 6275, 6.2.4).
 */
struct BindingRefreshAdviceOption
{
    uint16_t interval{0}; //!< units of 4 s until a refresh is advised
};

/**
 * @ingroup pmipv6-wire
 * Alternate Care-of Address (RFC 6275, 6.2.5).
 */
struct AlternateCareOfAddressOption
{
    Ipv6Address address; //!< the address to bind instead of the packet's source
};

/**
 * @ingroup pmipv6-wire
 * Nonce Indices (RFC 6275, 6.2.6): of which nonces the keygen tokens are made that a Binding Update
 * to a correspondent is authorized by.
 */
struct NonceIndicesOption
{
    uint16_t home{0};   //!< Home Nonce Index
    uint16_t careOf{0}; //!< Care-of Nonce Index; means nothing where a binding is deleted
};

/// @ingroup pmipv6-wire
/// The Authenticator of return routability: the first 96 bits of a MAC (RFC 6275, 6.2.7).
using Authenticator = std::array<uint8_t, 12>;

/**
 * @ingroup pmipv6-wire
 * Binding Authorization Data (RFC 6275, 6.2.7), as return routability has it. The codec writes it
 * behind all other options, and nothing behind it, wherever it stands in MobilityOptions.
 */
struct BindingAuthorizationDataOption
{
    Authenticator authenticator{}; //!< see ComputeAuthenticator of model/mipv6
};

/**
 * @ingroup pmipv6-wire
 * Mobile Node Identifier (RFC 4283).
 */
struct MobileNodeIdentifierOption
{
    uint8_t subtype{1};     //!< 1: network access identifier
    std::string identifier; //!< without a terminating zero; empty in an answer with status 160
};

/**
 * @ingroup pmipv6-wire
 * Home Network Prefix (RFC 5213, 8.3). ::/0 asks for an assignment.
 */
struct HomeNetworkPrefixOption
{
    Prefix prefix; //!< the prefix asked for, registered or assigned
};

/**
 * @ingroup pmipv6-wire
 * Handoff Indicator (RFC 5213, 8.4).
 */
struct HandoffIndicatorOption
{
    HandoffIndicator indicator{HandoffIndicator::RESERVED}; //!< any octet value may occur
};

/**
 * @ingroup pmipv6-wire
 * Access Technology Type (RFC 5213, 8.5).
 */
struct AccessTechnologyTypeOption
{
    AccessTechnologyType type{AccessTechnologyType::RESERVED}; //!< any octet value may occur
};

/**
 * @ingroup pmipv6-wire
 * Mobile Node Link-layer Identifier (RFC 5213, 8.6).
 */
struct MobileNodeLinkLayerIdentifierOption
{
    std::vector<uint8_t> identifier; //!< the octets of the link-layer address
};

/**
 * @ingroup pmipv6-wire
 * Link-local Address (RFC 5213, 8.7). :: in a request asks the anchor to assign one.
 */
struct LinkLocalAddressOption
{
    Ipv6Address address; //!< the gateway's address on the link with the mobile node
};

/**
 * @ingroup pmipv6-wire
 * Timestamp (RFC 5213, 8.8): seconds since 1970-01-01 UTC as fixed point, 48 bits of whole seconds
 * and 16 bits of fraction.
 */
struct TimestampOption
{
    uint64_t timestamp{0}; //!< units of 1/65536 s
};

/**
 * @ingroup pmipv6-wire
 * Restart Counter (RFC 5847, 3.4); only in a Heartbeat that is a response.
 */
struct RestartCounterOption
{
    uint32_t counter{0}; //!< how often the sender has restarted and lost its sessions
};

/**
 * @ingroup pmipv6-wire
 * MAG IPv6 Address (RFC 6705, 11.1), which serves as draft-loureiro's MAG-ADDR (5.2).
 */
struct MagAddressOption
{
    Ipv6Address address; //!< Proxy-CoA of a gateway
};

/**
 * @ingroup pmipv6-wire
 * Anchored Prefix (RFC 8885, 4.3); may be repeated. Like the five options below it means something
 * with the D flag alone.
 */
struct AnchoredPrefixOption
{
    Prefix prefix; //!< of a mobile node, anchored at the MAAR that is meant
};

/**
 * @ingroup pmipv6-wire
 * Local Prefix (RFC 8885, 4.4); may be repeated.
 */
struct LocalPrefixOption
{
    Prefix prefix; //!< of a network that only the anchoring MAAR reaches
};

/**
 * @ingroup pmipv6-wire
 * Previous MAAR (RFC 8885, 4.5), from a CMD to the serving MAAR; may be repeated.
 */
struct PreviousMaarOption
{
    Ipv6Address maar; //!< address of a MAAR at which the mobile node was before
    Prefix prefix;    //!< home network prefix that is anchored there
};

/**
 * @ingroup pmipv6-wire
 * Serving MAAR (RFC 8885, 4.6), from a CMD to a previous MAAR and in its answer.
 */
struct ServingMaarOption
{
    Ipv6Address address; //!< of the MAAR at which the mobile node is
};

/**
 * @ingroup pmipv6-wire
 * DLIF Link-Local Address (RFC 8885, 4.7).
 */
struct DlifLinkLocalAddressOption
{
    Ipv6Address address; //!< of the distributed logical interface towards the mobile node
};

/**
 * @ingroup pmipv6-wire
 * DLIF Link-Layer Address (RFC 8885, 4.8).
 */
struct DlifLinkLayerAddressOption
{
    std::vector<uint8_t> address; //!< its octets, in the order of RFC 4861, 4.6.1
};

/// @ingroup pmipv6-wire
/// The first octet of the data of a mobility option of type 18 (RFC 5096). Numbers of the module's
/// own.
enum class ExperimentalOption : uint8_t
{
    PREVIOUS_LOCATION = 1,      //!< where a mobile node was before (draft-luo, 4.3)
    CORRESPONDENT_LOCATION = 2, //!< where a correspondent of a mobile node is (draft-luo, 4.3)
    TUNNEL_INFO = 3,  //!< how a localized route's packets are encapsulated (draft-loureiro, 6)
    ORDERING = 4,     //!< which attempt of a pair's controller a message belongs to
    CAPABILITIES = 5, //!< what an anchor or gateway does beyond RFC 5213 (draft-luo, 3)
};

/// @ingroup pmipv6-wire
/// @return the type of the options that ExperimentalOption tells apart
constexpr OptionType
GetSharedType(ExperimentalOption /* option */)
{
    return OptionType::EXPERIMENTAL;
}

/// @ingroup pmipv6-wire
/// Encapsulation that a Tunnel Information option names.
enum class Encapsulation : uint8_t
{
    IPV6_IN_IPV6 = 0,
    GRE_WITH_KEY = 1,
    IPV4_IN_IPV6 = 2,
    IPV4_UDP = 3,
    GRE_WITHOUT_KEY = 4,
    IPV6_IN_IPV4 = 5,
    IPV4_IN_IPV4 = 6,
};

/**
 * @ingroup pmipv6-wire
 * @param encapsulation an encapsulation
 * @return its name: "IPV6_IN_IPV6"
 */
inline std::string
GetName(Encapsulation encapsulation)
{
    switch (encapsulation)
    {
    case Encapsulation::IPV6_IN_IPV6:
        return "IPV6_IN_IPV6";
    case Encapsulation::GRE_WITH_KEY:
        return "GRE_WITH_KEY";
    case Encapsulation::IPV4_IN_IPV6:
        return "IPV4_IN_IPV6";
    case Encapsulation::IPV4_UDP:
        return "IPV4_UDP";
    case Encapsulation::GRE_WITHOUT_KEY:
        return "GRE_WITHOUT_KEY";
    case Encapsulation::IPV6_IN_IPV4:
        return "IPV6_IN_IPV4";
    case Encapsulation::IPV4_IN_IPV4:
        return "IPV4_IN_IPV4";
    }
    return UNASSIGNED;
}

/**
 * @ingroup pmipv6-wire
 * Tunnel Information: the encapsulation of a localized route's packets (draft-loureiro, 6). Without
 * it they go IPv6 in IPv6.
 */
struct TunnelInfoOption
{
    Encapsulation encapsulation{Encapsulation::IPV6_IN_IPV6}; //!< any octet value may occur
    uint32_t key{0};                                          //!< of GRE; else 0
};

/**
 * @ingroup pmipv6-wire
 * Ordering: which attempt of a pair's controller a message belongs to. The draft has no such field,
 * and without it a late RO Setup takes the place of a newer one.
 */
struct OrderingOption
{
    uint32_t sequence{0}; //!< one more at each attempt for the pair, modulo 2^32
};

/**
 * @ingroup pmipv6-wire
 * Previous Location, in a Proxy Binding Acknowledgement (draft-luo, 4.3); may be repeated, the
 * newest first.
 */
struct PreviousLocationOption
{
    Ipv6Address address; //!< Proxy-CoA at which the mobile node was registered before
};

/**
 * @ingroup pmipv6-wire
 * Correspondent Location, in a PBCA (draft-luo, 4.3); one for each correspondent of the node that
 * has moved.
 */
struct CorrespondentLocationOption
{
    Prefix prefix;         //!< of the correspondent, or its address as one of length 128
    Ipv6Address gateway;   //!< where the correspondent is
    uint64_t timestamp{0}; //!< of the binding by which it is there, as a Timestamp option has it
    uint16_t lifetime{0};  //!< for how much longer that holds, units of 4 s
};

/// @ingroup pmipv6-wire
/// What an anchor or a gateway does, as the octet of a Capabilities option.
namespace CapabilityFlag
{
constexpr uint8_t DISTRIBUTED_ROUTING = 0x80;  //!< DRF, draft-luo, 3.2
constexpr uint8_t DISTRIBUTED_MOBILITY = 0x40; //!< DMF, draft-luo, 3.2
constexpr uint8_t LOCATION_MANAGEMENT = 0x20;  //!< LMF, draft-luo, 3.3
} // namespace CapabilityFlag

/**
 * @ingroup pmipv6-wire
 * Capabilities, in Proxy Binding Updates and Acknowledgements: by which an anchor and a gateway
 * know of each other what they do beyond RFC 5213 (draft-luo, 4.1 and 6, which leave open how).
 */
struct CapabilitiesOption
{
    uint8_t flags{0}; //!< bits of CapabilityFlag
};

/**
 * @ingroup pmipv6-wire
 * An option that has no struct here, by its type or by the subtype of type 18, as octets. It lets a
 * user extend the protocol without a change to the codec, and it keeps what was received and not
 * understood.
 */
struct RawOption
{
    uint8_t type{0};           //!< option type; never Pad1 or PadN
    std::vector<uint8_t> data; //!< at most 255 octets
    /// x of the alignment requirement xn+y; 1, 2, 4 or 8. Of one that was received it is 8, and y
    /// is where it stood: whatever its type requires, it holds there (RFC 6275, 6.2.1).
    uint8_t alignFactor{1};
    uint8_t alignOffset{0}; //!< y of the alignment requirement xn+y
};

/// @ingroup pmipv6-wire
/// The options that a MobilityOption can be.
using MobilityOptionVariant = std::variant<BindingRefreshAdviceOption,
                                           AlternateCareOfAddressOption,
                                           NonceIndicesOption,
                                           BindingAuthorizationDataOption,
                                           MobileNodeIdentifierOption,
                                           HomeNetworkPrefixOption,
                                           HandoffIndicatorOption,
                                           AccessTechnologyTypeOption,
                                           MobileNodeLinkLayerIdentifierOption,
                                           LinkLocalAddressOption,
                                           TimestampOption,
                                           RestartCounterOption,
                                           MagAddressOption,
                                           AnchoredPrefixOption,
                                           LocalPrefixOption,
                                           PreviousMaarOption,
                                           ServingMaarOption,
                                           DlifLinkLocalAddressOption,
                                           DlifLinkLayerAddressOption,
                                           TunnelInfoOption,
                                           OrderingOption,
                                           PreviousLocationOption,
                                           CorrespondentLocationOption,
                                           CapabilitiesOption,
                                           RawOption>;

/// @ingroup pmipv6-wire
/// Any mobility option but padding, which the codec adds and removes.
using MobilityOption = SealedVariant<MobilityOptionVariant>;

/**
 * @ingroup pmipv6-wire
 * The options of a message, in the order in which they stand in it. A vector whose making, copying
 * and ending is compiled once: each message has one.
 */
class MobilityOptions : public std::vector<MobilityOption>
{
  public:
    /// No options.
    MobilityOptions();
    /// @param options these, in this order
    MobilityOptions(std::initializer_list<MobilityOption> options);
    /// @param other a copy of it
    MobilityOptions(const MobilityOptions& other);
    /// @param other what it was
    MobilityOptions(MobilityOptions&& other) noexcept;
    ~MobilityOptions();
    /// @param other to be a copy of it @return this
    MobilityOptions& operator=(const MobilityOptions& other);
    /// @param other to be what it was @return this
    MobilityOptions& operator=(MobilityOptions&& other) noexcept;

    /**
     * @param option to be added as the last one
     */
    void push_back(MobilityOption option);
};

/**
 * @ingroup pmipv6-wire
 * Who is meant by an MN-Identifier: its subtype says how to read it, so that it is a part of the
 * identity (RFC 4283, 3).
 *
 * @param option the option
 * @return the identifier; "[N]" comes before one of another subtype N than 1, a Network Access
 *         Identifier, and "[1]" before one of subtype 1 that begins with "[". No two options have
 *         the same
 */
std::string GetIdentity(const MobileNodeIdentifierOption& option);

/**
 * @ingroup pmipv6-wire
 * @param identity who is meant, as GetIdentity gives it
 * @return the option that says so
 */
MobileNodeIdentifierOption MakeIdentifierOption(const std::string& identity);

/**
 * @ingroup pmipv6-wire
 * @param os the stream
 * @param option an option, written as one word: "HomeNetworkPrefix=fd00:1::/64"; what is not
 *        printable in an identifier is written as \\xNN
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const MobilityOption& option);

/**
 * @ingroup pmipv6-wire
 * @tparam T an option's struct
 * @param options where to look
 * @return the first option of that type, or null
 */
template <class T>
const T*
FindOption(const MobilityOptions& options)
{
    for (const auto& option : options)
    {
        if (const T* found = std::get_if<T>(&option))
        {
            return found;
        }
    }
    return nullptr;
}

/**
 * @ingroup pmipv6-wire
 * @tparam T an option's struct
 * @param options where to look
 * @return the first option of that type, to be changed, or null
 */
template <class T>
T*
FindOption(MobilityOptions& options)
{
    return const_cast<T*>(FindOption<T>(static_cast<const MobilityOptions&>(options)));
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_OPTION_H
