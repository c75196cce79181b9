/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_CONSTANTS_H
#define PMIPV6_MOBILITY_CONSTANTS_H

#include <cstdint>

/**
 * @file
 * @ingroup pmipv6-wire
 * The assigned numbers of the Mobility Header and what the documents call them. No other file of
 * the module writes such a number.
 */

namespace ns3
{
namespace pmipv6
{

/// Next Header value of the Mobility Header (RFC 6275, 6.1.1).
constexpr uint8_t MOBILITY_HEADER_PROTOCOL = 135;
/// Next Header value "no next header", the only Payload Proto allowed (RFC 6275, 6.1.1).
constexpr uint8_t NO_NEXT_HEADER = 59;
/// A lifetime in a Binding Update or Acknowledgement counts units of 4 s (RFC 6275, 6.1.7).
constexpr uint16_t LIFETIME_UNIT_SECONDS = 4;
/// The lifetime that means "for ever" (RFC 6275, 6.1.7).
constexpr uint16_t LIFETIME_INFINITE = 0xffff;

/// MH Type (RFC 6275, 6.1).
enum class MessageType : uint8_t
{
    BINDING_REFRESH_REQUEST = 0,
    BINDING_UPDATE = 5,
    BINDING_ACKNOWLEDGEMENT = 6,
    BINDING_ERROR = 7,
    EXPERIMENTAL = 11,       //!< RFC 5096, 3; ExperimentalSubtype tells which message
    HEARTBEAT = 13,          //!< RFC 5847, 3.3
    BINDING_REVOCATION = 16, //!< RFC 5846, 5; RevocationType tells which message
};

/// Flags of a Binding Update, as the 16 bits behind its sequence number.
namespace UpdateFlag
{
constexpr uint16_t ACKNOWLEDGE = 0x8000;          //!< A, RFC 6275
constexpr uint16_t HOME_REGISTRATION = 0x4000;    //!< H, RFC 6275
constexpr uint16_t LINK_LOCAL = 0x2000;           //!< L, RFC 6275
constexpr uint16_t KEY_MANAGEMENT = 0x1000;       //!< K, RFC 6275
constexpr uint16_t MAP_REGISTRATION = 0x0800;     //!< M, RFC 4140
constexpr uint16_t MOBILE_ROUTER = 0x0400;        //!< R, RFC 3963
constexpr uint16_t PROXY_REGISTRATION = 0x0200;   //!< P, RFC 5213, 8.1
constexpr uint16_t FORCED_UDP = 0x0100;           //!< F, RFC 5555
constexpr uint16_t TLV_HEADER = 0x0080;           //!< T, RFC 5845
constexpr uint16_t BULK_BINDING = 0x0040;         //!< B, RFC 6602
constexpr uint16_t MULTICAST_SIGNALLING = 0x0020; //!< S, RFC 7161
constexpr uint16_t DISTRIBUTED_MOBILITY = 0x0010; //!< D, RFC 8885, 4.1
} // namespace UpdateFlag

/// Flags of a Binding Acknowledgement, as the octet behind its status.
namespace AcknowledgementFlag
{
constexpr uint8_t KEY_MANAGEMENT = 0x80;       //!< K, RFC 6275
constexpr uint8_t MOBILE_ROUTER = 0x40;        //!< R, RFC 3963
constexpr uint8_t PROXY_REGISTRATION = 0x20;   //!< P, RFC 5213, 8.2
constexpr uint8_t TLV_HEADER = 0x10;           //!< T, RFC 5845
constexpr uint8_t BULK_BINDING = 0x08;         //!< B, RFC 6602
constexpr uint8_t MULTICAST_SIGNALLING = 0x04; //!< S, RFC 7161
constexpr uint8_t DISTRIBUTED_MOBILITY = 0x02; //!< D, RFC 8885, 4.2
} // namespace AcknowledgementFlag

/// Status of a Binding Acknowledgement; below 128 accepted (RFC 6275, 6.1.8; RFC 5213, 8.9). All that
/// IANA has assigned, whether or not the module knows what to do about it.
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
 * @param status the status of an acknowledgement
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(BindingStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/// Status of a Binding Error (RFC 6275, 6.1.9).
enum class BindingErrorStatus : uint8_t
{
    UNKNOWN_BINDING = 1,
    UNRECOGNIZED_MH_TYPE = 2,
};

/// Flags of a Heartbeat, as the 16 bits behind its checksum (RFC 5847, 3.3).
namespace HeartbeatFlag
{
constexpr uint16_t UNSOLICITED = 0x0002; //!< U
constexpr uint16_t RESPONSE = 0x0001;    //!< R
} // namespace HeartbeatFlag

/// Binding Revocation Type, the octet behind the checksum (RFC 5846, 5).
enum class RevocationType : uint8_t
{
    INDICATION = 1,
    ACKNOWLEDGEMENT = 2,
};

/// Flags of both Binding Revocation messages, as the 16 bits behind the sequence number (RFC 5846,
/// 5.1 and 5.2).
namespace RevocationFlag
{
constexpr uint16_t PROXY_BINDING = 0x8000;          //!< P
constexpr uint16_t IPV4_HOME_ADDRESS_ONLY = 0x4000; //!< V
constexpr uint16_t GLOBAL = 0x2000;                 //!< G
} // namespace RevocationFlag

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

/// Status of a Binding Revocation Acknowledgement; below 128 accepted (RFC 5846, 5.2).
enum class RevocationStatus : uint8_t
{
    SUCCESS = 0,
    PARTIAL_SUCCESS = 1,
    BINDING_DOES_NOT_EXIST = 128,
    IPV4_HOME_ADDRESS_OPTION_REQUIRED = 129,
    GLOBAL_REVOCATION_NOT_AUTHORIZED = 130,
    REVOKED_MOBILE_NODES_IDENTITY_REQUIRED = 131,
    REVOCATION_FAILED_MN_IS_ATTACHED = 132,
    REVOCATION_TRIGGER_NOT_SUPPORTED = 133,
    REVOCATION_FUNCTION_NOT_SUPPORTED = 134,
    PROXY_BINDING_REVOCATION_NOT_SUPPORTED = 135,
};

/**
 * @param status the status of a revocation's acknowledgement
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(RevocationStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/**
 * The octet behind the checksum of a message of MH Type 11 (RFC 5096). draft-loureiro leaves the
 * formats of its messages open and has no numbers for them; these are the module's own. An
 * acknowledgement is its request with the lowest bit set.
 */
enum class ExperimentalSubtype : uint8_t
{
    RO_TRIGGER = 0x10,     //!< draft-loureiro, 4: anchor to anchor
    RO_TRIGGER_ACK = 0x11, //!< its answer
    RO_INIT = 0x12,        //!< draft-loureiro, 4: anchor to the gateway of the destination
    RO_INIT_ACK = 0x13,    //!< its answer
    RO_SETUP = 0x14,       //!< draft-loureiro, 4: gateway to the gateway of the source
    RO_SETUP_ACK = 0x15,   //!< its answer
    RO_REFRESH = 0x16,     //!< draft-loureiro, 4.5: gateway to its anchor
    RO_REFRESH_ACK = 0x17, //!< its answer
    RO_REQUEST = 0x18,     //!< draft-loureiro, 7: gateway to its anchor
    RO_REQUEST_ACK = 0x19, //!< its answer
};

/// Flags of a request of MH Type 11, as the octet behind its subtype.
namespace ExperimentalFlag
{
constexpr uint8_t ACKNOWLEDGE = 0x80; //!< A: an acknowledgement is asked for
} // namespace ExperimentalFlag

/// Status of an acknowledgement of MH Type 11; below 128 accepted. Numbers are those of a Binding
/// Acknowledgement where the meaning is.
enum class ExperimentalStatus : uint8_t
{
    SUCCESS = 0,
    SUCCESS_WITH_SHORTER_LIFETIME = 1,
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
 * @param status the status of an acknowledgement of MH Type 11
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(ExperimentalStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/// Type of a mobility option.
enum class OptionType : uint8_t
{
    PAD1 = 0,
    PADN = 1,
    BINDING_REFRESH_ADVICE = 2,
    ALTERNATE_CAREOF_ADDRESS = 3,
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
};

/// The first octet of the data of a mobility option of type 18 (RFC 5096). Numbers of the module's
/// own, as those of ExperimentalSubtype.
enum class ExperimentalOption : uint8_t
{
    TUNNEL_INFO = 3, //!< how a localized route's packets are encapsulated (draft-loureiro, 6)
    ORDERING = 4,    //!< which attempt of a pair's controller a message belongs to
};

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

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_CONSTANTS_H
