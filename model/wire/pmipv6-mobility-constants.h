/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_CONSTANTS_H
#define PMIPV6_MOBILITY_CONSTANTS_H

#include <cstdint>
#include <string>

/**
 * @file
 * @ingroup pmipv6-wire
 * Numbers of messages and options that are of use without these: tables keep them, links tell them,
 * rules decide them. And what the documents call them. All others stand beside the struct of the
 * message or option that they are of (pmipv6-mobility-message.h, pmipv6-mobility-option.h). No
 * other file of the module writes such a number.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Next Header value of the Mobility Header (RFC 6275, 6.1.1).
constexpr uint8_t MOBILITY_HEADER_PROTOCOL = 135;
/// @ingroup pmipv6-wire
/// Next Header value "no next header", the only Payload Proto allowed (RFC 6275, 6.1.1).
constexpr uint8_t NO_NEXT_HEADER = 59;
/// @ingroup pmipv6-wire
/// A lifetime in a Binding Update or Acknowledgement counts units of 4 s (RFC 6275, 6.1.7).
constexpr uint16_t LIFETIME_UNIT_SECONDS = 4;
/// @ingroup pmipv6-wire
/// The lifetime that means "for ever" (RFC 6275, 6.1.7).
constexpr uint16_t LIFETIME_INFINITE = 0xffff;

/// @ingroup pmipv6-wire
/// Name of a number without an enumerator; that of one with it is the enumerator's (GetName).
inline constexpr const char* UNASSIGNED = "UNASSIGNED";

/// @ingroup pmipv6-wire
/// Status of a Binding Acknowledgement; below 128 accepted (RFC 6275, 6.1.8; RFC 5213, 8.9). All
/// that IANA has assigned, whether or not the module knows what to do about it.
enum class BindingStatus : uint8_t
{
    ACCEPTED = 0,
    ACCEPTED_PREFIX_DISCOVERY_NECESSARY = 1,
    GRE_KEY_OPTION_NOT_REQUIRED = 2,                //!< RFC 5845
    GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED = 3, //!< RFC 5845
    MCOA_NOTCOMPLETE = 4,                           //!< RFC 5648
    MCOA_RETURNHOME_WO_NDP = 5,                     //!< RFC 5648
    PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH = 6,   //!< RFC 6058
    REASON_UNSPECIFIED = 128,
    ADMINISTRATIVELY_PROHIBITED = 129,
    INSUFFICIENT_RESOURCES = 130,
    HOME_REGISTRATION_NOT_SUPPORTED = 131,
    NOT_HOME_SUBNET = 132,
    NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE = 133,
    DUPLICATE_ADDRESS_DETECTION_FAILED = 134,
    SEQUENCE_NUMBER_OUT_OF_WINDOW = 135,
    EXPIRED_HOME_NONCE_INDEX = 136,
    EXPIRED_CAREOF_NONCE_INDEX = 137,
    EXPIRED_NONCES = 138,
    REGISTRATION_TYPE_CHANGE_DISALLOWED = 139,
    MOBILE_ROUTER_OPERATION_NOT_PERMITTED = 140,   //!< RFC 3963
    INVALID_PREFIX = 141,                          //!< RFC 3963
    NOT_AUTHORIZED_FOR_PREFIX = 142,               //!< RFC 3963
    FORWARDING_SETUP_FAILED = 143,                 //!< RFC 3963
    MIPV6_ID_MISMATCH = 144,                       //!< RFC 4285
    MIPV6_MESG_ID_REQD = 145,                      //!< RFC 4285
    MIPV6_AUTH_FAIL = 146,                         //!< RFC 4285
    PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE = 147, //!< RFC 4866
    CGA_AND_SIGNATURE_VERIFICATION_FAILED = 148,   //!< RFC 4866
    PERMANENT_HOME_KEYGEN_TOKEN_EXISTS = 149,      //!< RFC 4866
    NON_NULL_HOME_NONCE_INDEX_EXPECTED = 150,      //!< RFC 4866
    SERVICE_AUTHORIZATION_FAILED = 151,            //!< RFC 5149
    PROXY_REG_NOT_ENABLED = 152,
    NOT_LMA_FOR_THIS_MOBILE_NODE = 153,
    MAG_NOT_AUTHORIZED_FOR_PROXY_REG = 154,
    NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX = 155,
    TIMESTAMP_MISMATCH = 156,
    TIMESTAMP_LOWER_THAN_PREV_ACCEPTED = 157,
    MISSING_HOME_NETWORK_PREFIX_OPTION = 158,
    BCE_PBU_PREFIX_SET_DO_NOT_MATCH = 159,
    MISSING_MN_IDENTIFIER_OPTION = 160,
    MISSING_HANDOFF_INDICATOR_OPTION = 161,
    MISSING_ACCESS_TECH_TYPE_OPTION = 162,
    GRE_KEY_OPTION_REQUIRED = 163,                             //!< RFC 5845
    MCOA_MALFORMED = 164,                                      //!< RFC 5648
    MCOA_NON_MCOA_BINDING_EXISTS = 165,                        //!< RFC 5648
    MCOA_PROHIBITED = 166,                                     //!< RFC 5648
    MCOA_UNKNOWN_COA = 167,                                    //!< RFC 5648
    MCOA_BULK_REGISTRATION_PROHIBITED = 168,                   //!< RFC 5648
    MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED = 169,       //!< RFC 5648
    NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE = 170,            //!< RFC 5844
    NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS = 171,                //!< RFC 5844
    NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE = 172,            //!< RFC 5844
    MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED = 173, //!< RFC 5844
    INVALID_CARE_OF_ADDRESS = 174,                             //!< RFC 6275
    INVALID_MOBILE_NODE_GROUP_IDENTIFIER = 175,                //!< RFC 6602
    REINIT_SA_WITH_HAC = 176,                                  //!< RFC 6618
    NOT_AUTHORIZED_FOR_DELEGATED_MNP = 177,                    //!< RFC 7148
    REQUESTED_DMNP_IN_USE = 178,                               //!< RFC 7148
    CANNOT_MEET_QOS_SERVICE_REQUEST = 179,                     //!< RFC 7222
    CANNOT_SUPPORT_MULTIPATH_BINDING = 180,                    //!< RFC 8278
};

/**
 * @ingroup pmipv6-wire
 * @param status the status of an acknowledgement
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(BindingStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/**
 * @ingroup pmipv6-wire
 * @param status a status of an acknowledgement
 * @return its name: "TIMESTAMP_MISMATCH"
 */
std::string GetName(BindingStatus status);

/// @ingroup pmipv6-wire
/// Revocation Trigger: why bindings are revoked (RFC 5846, 5.1).
enum class RevocationTrigger : uint8_t
{
    UNSPECIFIED = 0,
    ADMINISTRATIVE_REASON = 1,
    INTER_MAG_HANDOVER_SAME_ACCESS_TYPE = 2,
    INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE = 3,
    INTER_MAG_HANDOVER_UNKNOWN = 4,
    USER_INITIATED_SESSION_TERMINATION = 5,
    ACCESS_NETWORK_SESSION_TERMINATION = 6,
    POSSIBLE_OUT_OF_SYNC_BCE_STATE = 7,
    PER_PEER_POLICY = 128,
    REVOKING_MOBILITY_NODE_LOCAL_POLICY = 129,
};

/**
 * @ingroup pmipv6-wire
 * RFC 5846, 5.1 says "greater than 128 and less than 250", yet lists 128 among the global ones.
 *
 * @param trigger the trigger of an indication
 * @return true if it belongs to a message with the G flag; false for a trigger of one mobile node
 *         and for those that are reserved for tests
 */
constexpr bool
IsGlobal(RevocationTrigger trigger)
{
    return static_cast<uint8_t>(trigger) >= 128 && static_cast<uint8_t>(trigger) < 250;
}

/**
 * @ingroup pmipv6-wire
 * @param trigger a Revocation Trigger
 * @return its name: "PER_PEER_POLICY"
 */
std::string GetName(RevocationTrigger trigger);

/// @ingroup pmipv6-wire
/// Status of an acknowledgement of MH Type 11; below 128 accepted. Numbers are those of a Binding
/// Acknowledgement where the meaning is.
enum class ExperimentalStatus : uint8_t
{
    SUCCESS = 0,
    SUCCESS_WITH_SHORTER_LIFETIME = 1,
    SUCCESS_MORE_TO_FOLLOW = 2, //!< of a PBCA: further ones of the same number complete it
    REASON_UNSPECIFIED = 128,
    ADMINISTRATIVELY_PROHIBITED = 129,
    INSUFFICIENT_RESOURCES = 130,
    MN_NOT_ATTACHED = 131,
    PEER_DID_NOT_ANSWER = 132,
    NO_BINDING_FOR_PREFIX = 133,
    NOT_THE_RO_CONTROLLER = 134,
    SEQUENCE_NUMBER_OUT_OF_WINDOW = 135,
    LOCALIZED_ROUTING_NOT_ALLOWED = 136,
    NO_SUCH_SESSION = 137,
    OLDER_THAN_STATE_HELD = 138,
    MISSING_OPTION = 139,
    SUPERSEDED_BY_OWN_TRIGGER = 140,
    NO_AGREEMENT_BETWEEN_DOMAINS = 141,
    ENCAPSULATION_NOT_SUPPORTED = 142,
    RESPONSIBLE_NODE_DID_NOT_ANSWER = 143,
};

/**
 * @ingroup pmipv6-wire
 * @param status the status of an acknowledgement of MH Type 11
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(ExperimentalStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/**
 * @ingroup pmipv6-wire
 * @param status a status of an acknowledgement of MH Type 11
 * @return its name: "MN_NOT_ATTACHED"
 */
std::string GetName(ExperimentalStatus status);

/// @ingroup pmipv6-wire
/// Handoff Indicator (RFC 5213, 8.4; RFC 7864, 7).
enum class HandoffIndicator : uint8_t
{
    RESERVED = 0,
    NEW_INTERFACE = 1,
    BETWEEN_INTERFACES = 2,
    BETWEEN_GATEWAYS = 3,
    UNKNOWN = 4,
    NOT_CHANGED = 5,
    NEW_INTERFACE_SHARING_PREFIXES = 6, //!< RFC 7864
};

/**
 * @ingroup pmipv6-wire
 * @param indicator a Handoff Indicator
 * @return its name: "BETWEEN_GATEWAYS"
 */
std::string GetName(HandoffIndicator indicator);

/// @ingroup pmipv6-wire
/// Access Technology Type (RFC 5213, 8.5; 3GPP TS 29.275; 3GPP2 X.P0057, X.P0061, X.S0011).
enum class AccessTechnologyType : uint8_t
{
    RESERVED = 0,
    VIRTUAL = 1,
    PPP = 2,
    IEEE_802_3 = 3,
    IEEE_802_11 = 4,
    IEEE_802_16E = 5,
    GERAN = 6,
    UTRAN = 7,
    E_UTRAN = 8,
    EHRPD = 9,
    HRPD = 10,
    CDMA2000_1XRTT = 11,
    UMB = 12,
};

/**
 * @ingroup pmipv6-wire
 * @param type an Access Technology Type
 * @return its name: "IEEE_802_11"
 */
std::string GetName(AccessTechnologyType type);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_CONSTANTS_H
