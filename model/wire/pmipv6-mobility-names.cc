/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-names.h"

#include <cstddef>

namespace ns3
{
namespace pmipv6
{

namespace
{

const char* const UNASSIGNED = "UNASSIGNED"; //!< name of a number without an enumerator

/// A flag and its letter.
struct FlagLetter
{
    unsigned bit; //!< the flag
    char letter;  //!< as the document that defines it draws it
};

/// Letters of a Binding Update's flags, highest bit first.
constexpr FlagLetter UPDATE_LETTERS[] = {
    {UpdateFlag::ACKNOWLEDGE, 'A'},
    {UpdateFlag::HOME_REGISTRATION, 'H'},
    {UpdateFlag::LINK_LOCAL, 'L'},
    {UpdateFlag::KEY_MANAGEMENT, 'K'},
    {UpdateFlag::MAP_REGISTRATION, 'M'},
    {UpdateFlag::MOBILE_ROUTER, 'R'},
    {UpdateFlag::PROXY_REGISTRATION, 'P'},
    {UpdateFlag::FORCED_UDP, 'F'},
    {UpdateFlag::TLV_HEADER, 'T'},
    {UpdateFlag::BULK_BINDING, 'B'},
    {UpdateFlag::MULTICAST_SIGNALLING, 'S'},
    {UpdateFlag::DISTRIBUTED_MOBILITY, 'D'},
};

/// Letters of a Binding Acknowledgement's flags, highest bit first.
constexpr FlagLetter ACKNOWLEDGEMENT_LETTERS[] = {
    {AcknowledgementFlag::KEY_MANAGEMENT, 'K'},
    {AcknowledgementFlag::MOBILE_ROUTER, 'R'},
    {AcknowledgementFlag::PROXY_REGISTRATION, 'P'},
    {AcknowledgementFlag::TLV_HEADER, 'T'},
    {AcknowledgementFlag::BULK_BINDING, 'B'},
    {AcknowledgementFlag::MULTICAST_SIGNALLING, 'S'},
    {AcknowledgementFlag::DISTRIBUTED_MOBILITY, 'D'},
};

/// Letters of a Heartbeat's flags, highest bit first.
constexpr FlagLetter HEARTBEAT_LETTERS[] = {
    {HeartbeatFlag::UNSOLICITED, 'U'},
    {HeartbeatFlag::RESPONSE, 'R'},
};

/// Letters of a Binding Revocation's flags, highest bit first.
constexpr FlagLetter REVOCATION_LETTERS[] = {
    {RevocationFlag::PROXY_BINDING, 'P'},
    {RevocationFlag::IPV4_HOME_ADDRESS_ONLY, 'V'},
    {RevocationFlag::GLOBAL, 'G'},
};

/// Letters of the flags of a request of MH Type 11, highest bit first.
constexpr FlagLetter EXPERIMENTAL_LETTERS[] = {
    {ExperimentalFlag::ACKNOWLEDGE, 'A'},
};

/// Letters of the flags that are set, and what is left as a number of some hexadecimal digits.
template <std::size_t N>
std::string
GetLetters(const FlagLetter (&letters)[N], unsigned flags, int digits)
{
    std::string text;
    for (const auto& [bit, letter] : letters)
    {
        if (flags & bit)
        {
            text += letter;
            flags &= ~bit;
        }
    }
    if (flags != 0)
    {
        text += "+0x";
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        {
            text += "0123456789abcdef"[(flags >> shift) & 0xf];
        }
    }
    return text.empty() ? "-" : text;
}

} // namespace

std::string
GetName(MessageType type)
{
    switch (type)
    {
    case MessageType::BINDING_REFRESH_REQUEST:
        return "BindingRefreshRequest";
    case MessageType::BINDING_UPDATE:
        return "BindingUpdate";
    case MessageType::BINDING_ACKNOWLEDGEMENT:
        return "BindingAcknowledgement";
    case MessageType::BINDING_ERROR:
        return "BindingError";
    case MessageType::EXPERIMENTAL:
        return "Experimental";
    case MessageType::HEARTBEAT:
        return "Heartbeat";
    case MessageType::BINDING_REVOCATION:
        return "BindingRevocation";
    }
    return "Unknown";
}

std::string
GetName(BindingStatus status)
{
    switch (status)
    {
    case BindingStatus::ACCEPTED:
        return "ACCEPTED";
    case BindingStatus::ACCEPTED_PREFIX_DISCOVERY_NECESSARY:
        return "ACCEPTED_PREFIX_DISCOVERY_NECESSARY";
    case BindingStatus::GRE_KEY_OPTION_NOT_REQUIRED:
        return "GRE_KEY_OPTION_NOT_REQUIRED";
    case BindingStatus::GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED:
        return "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED";
    case BindingStatus::MCOA_NOTCOMPLETE:
        return "MCOA_NOTCOMPLETE";
    case BindingStatus::MCOA_RETURNHOME_WO_NDP:
        return "MCOA_RETURNHOME_WO_NDP";
    case BindingStatus::PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH:
        return "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH";
    case BindingStatus::REASON_UNSPECIFIED:
        return "REASON_UNSPECIFIED";
    case BindingStatus::ADMINISTRATIVELY_PROHIBITED:
        return "ADMINISTRATIVELY_PROHIBITED";
    case BindingStatus::INSUFFICIENT_RESOURCES:
        return "INSUFFICIENT_RESOURCES";
    case BindingStatus::HOME_REGISTRATION_NOT_SUPPORTED:
        return "HOME_REGISTRATION_NOT_SUPPORTED";
    case BindingStatus::NOT_HOME_SUBNET:
        return "NOT_HOME_SUBNET";
    case BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE:
        return "NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE";
    case BindingStatus::DUPLICATE_ADDRESS_DETECTION_FAILED:
        return "DUPLICATE_ADDRESS_DETECTION_FAILED";
    case BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW:
        return "SEQUENCE_NUMBER_OUT_OF_WINDOW";
    case BindingStatus::EXPIRED_HOME_NONCE_INDEX:
        return "EXPIRED_HOME_NONCE_INDEX";
    case BindingStatus::EXPIRED_CAREOF_NONCE_INDEX:
        return "EXPIRED_CAREOF_NONCE_INDEX";
    case BindingStatus::EXPIRED_NONCES:
        return "EXPIRED_NONCES";
    case BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED:
        return "REGISTRATION_TYPE_CHANGE_DISALLOWED";
    case BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED:
        return "MOBILE_ROUTER_OPERATION_NOT_PERMITTED";
    case BindingStatus::INVALID_PREFIX:
        return "INVALID_PREFIX";
    case BindingStatus::NOT_AUTHORIZED_FOR_PREFIX:
        return "NOT_AUTHORIZED_FOR_PREFIX";
    case BindingStatus::FORWARDING_SETUP_FAILED:
        return "FORWARDING_SETUP_FAILED";
    case BindingStatus::MIPV6_ID_MISMATCH:
        return "MIPV6_ID_MISMATCH";
    case BindingStatus::MIPV6_MESG_ID_REQD:
        return "MIPV6_MESG_ID_REQD";
    case BindingStatus::MIPV6_AUTH_FAIL:
        return "MIPV6_AUTH_FAIL";
    case BindingStatus::PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE:
        return "PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE";
    case BindingStatus::CGA_AND_SIGNATURE_VERIFICATION_FAILED:
        return "CGA_AND_SIGNATURE_VERIFICATION_FAILED";
    case BindingStatus::PERMANENT_HOME_KEYGEN_TOKEN_EXISTS:
        return "PERMANENT_HOME_KEYGEN_TOKEN_EXISTS";
    case BindingStatus::NON_NULL_HOME_NONCE_INDEX_EXPECTED:
        return "NON_NULL_HOME_NONCE_INDEX_EXPECTED";
    case BindingStatus::SERVICE_AUTHORIZATION_FAILED:
        return "SERVICE_AUTHORIZATION_FAILED";
    case BindingStatus::PROXY_REG_NOT_ENABLED:
        return "PROXY_REG_NOT_ENABLED";
    case BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE:
        return "NOT_LMA_FOR_THIS_MOBILE_NODE";
    case BindingStatus::MAG_NOT_AUTHORIZED_FOR_PROXY_REG:
        return "MAG_NOT_AUTHORIZED_FOR_PROXY_REG";
    case BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX:
        return "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX";
    case BindingStatus::TIMESTAMP_MISMATCH:
        return "TIMESTAMP_MISMATCH";
    case BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED:
        return "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED";
    case BindingStatus::MISSING_HOME_NETWORK_PREFIX_OPTION:
        return "MISSING_HOME_NETWORK_PREFIX_OPTION";
    case BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH:
        return "BCE_PBU_PREFIX_SET_DO_NOT_MATCH";
    case BindingStatus::MISSING_MN_IDENTIFIER_OPTION:
        return "MISSING_MN_IDENTIFIER_OPTION";
    case BindingStatus::MISSING_HANDOFF_INDICATOR_OPTION:
        return "MISSING_HANDOFF_INDICATOR_OPTION";
    case BindingStatus::MISSING_ACCESS_TECH_TYPE_OPTION:
        return "MISSING_ACCESS_TECH_TYPE_OPTION";
    case BindingStatus::GRE_KEY_OPTION_REQUIRED:
        return "GRE_KEY_OPTION_REQUIRED";
    case BindingStatus::MCOA_MALFORMED:
        return "MCOA_MALFORMED";
    case BindingStatus::MCOA_NON_MCOA_BINDING_EXISTS:
        return "MCOA_NON_MCOA_BINDING_EXISTS";
    case BindingStatus::MCOA_PROHIBITED:
        return "MCOA_PROHIBITED";
    case BindingStatus::MCOA_UNKNOWN_COA:
        return "MCOA_UNKNOWN_COA";
    case BindingStatus::MCOA_BULK_REGISTRATION_PROHIBITED:
        return "MCOA_BULK_REGISTRATION_PROHIBITED";
    case BindingStatus::MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED:
        return "MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED";
    case BindingStatus::NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE:
        return "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE";
    case BindingStatus::NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS:
        return "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS";
    case BindingStatus::NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE:
        return "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE";
    case BindingStatus::MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED:
        return "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED";
    case BindingStatus::INVALID_CARE_OF_ADDRESS:
        return "INVALID_CARE_OF_ADDRESS";
    case BindingStatus::INVALID_MOBILE_NODE_GROUP_IDENTIFIER:
        return "INVALID_MOBILE_NODE_GROUP_IDENTIFIER";
    case BindingStatus::REINIT_SA_WITH_HAC:
        return "REINIT_SA_WITH_HAC";
    case BindingStatus::NOT_AUTHORIZED_FOR_DELEGATED_MNP:
        return "NOT_AUTHORIZED_FOR_DELEGATED_MNP";
    case BindingStatus::REQUESTED_DMNP_IN_USE:
        return "REQUESTED_DMNP_IN_USE";
    case BindingStatus::CANNOT_MEET_QOS_SERVICE_REQUEST:
        return "CANNOT_MEET_QOS_SERVICE_REQUEST";
    case BindingStatus::CANNOT_SUPPORT_MULTIPATH_BINDING:
        return "CANNOT_SUPPORT_MULTIPATH_BINDING";
    }
    return UNASSIGNED;
}

std::string
GetName(BindingErrorStatus status)
{
    switch (status)
    {
    case BindingErrorStatus::UNKNOWN_BINDING:
        return "UNKNOWN_BINDING";
    case BindingErrorStatus::UNRECOGNIZED_MH_TYPE:
        return "UNRECOGNIZED_MH_TYPE";
    }
    return UNASSIGNED;
}

std::string
GetName(RevocationTrigger trigger)
{
    switch (trigger)
    {
    case RevocationTrigger::UNSPECIFIED:
        return "UNSPECIFIED";
    case RevocationTrigger::ADMINISTRATIVE_REASON:
        return "ADMINISTRATIVE_REASON";
    case RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE:
        return "INTER_MAG_HANDOVER_SAME_ACCESS_TYPE";
    case RevocationTrigger::INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE:
        return "INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE";
    case RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN:
        return "INTER_MAG_HANDOVER_UNKNOWN";
    case RevocationTrigger::USER_INITIATED_SESSION_TERMINATION:
        return "USER_INITIATED_SESSION_TERMINATION";
    case RevocationTrigger::ACCESS_NETWORK_SESSION_TERMINATION:
        return "ACCESS_NETWORK_SESSION_TERMINATION";
    case RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE:
        return "POSSIBLE_OUT_OF_SYNC_BCE_STATE";
    case RevocationTrigger::PER_PEER_POLICY:
        return "PER_PEER_POLICY";
    case RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY:
        return "REVOKING_MOBILITY_NODE_LOCAL_POLICY";
    }
    return UNASSIGNED;
}

std::string
GetName(RevocationStatus status)
{
    switch (status)
    {
    case RevocationStatus::SUCCESS:
        return "SUCCESS";
    case RevocationStatus::PARTIAL_SUCCESS:
        return "PARTIAL_SUCCESS";
    case RevocationStatus::BINDING_DOES_NOT_EXIST:
        return "BINDING_DOES_NOT_EXIST";
    case RevocationStatus::IPV4_HOME_ADDRESS_OPTION_REQUIRED:
        return "IPV4_HOME_ADDRESS_OPTION_REQUIRED";
    case RevocationStatus::GLOBAL_REVOCATION_NOT_AUTHORIZED:
        return "GLOBAL_REVOCATION_NOT_AUTHORIZED";
    case RevocationStatus::REVOKED_MOBILE_NODES_IDENTITY_REQUIRED:
        return "REVOKED_MOBILE_NODES_IDENTITY_REQUIRED";
    case RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED:
        return "REVOCATION_FAILED_MN_IS_ATTACHED";
    case RevocationStatus::REVOCATION_TRIGGER_NOT_SUPPORTED:
        return "REVOCATION_TRIGGER_NOT_SUPPORTED";
    case RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED:
        return "REVOCATION_FUNCTION_NOT_SUPPORTED";
    case RevocationStatus::PROXY_BINDING_REVOCATION_NOT_SUPPORTED:
        return "PROXY_BINDING_REVOCATION_NOT_SUPPORTED";
    }
    return UNASSIGNED;
}

std::string
GetName(ExperimentalSubtype subtype)
{
    switch (subtype)
    {
    case ExperimentalSubtype::RO_TRIGGER:
        return "RoTrigger";
    case ExperimentalSubtype::RO_TRIGGER_ACK:
        return "RoTriggerAck";
    case ExperimentalSubtype::RO_INIT:
        return "RoInit";
    case ExperimentalSubtype::RO_INIT_ACK:
        return "RoInitAck";
    case ExperimentalSubtype::RO_SETUP:
        return "RoSetup";
    case ExperimentalSubtype::RO_SETUP_ACK:
        return "RoSetupAck";
    case ExperimentalSubtype::RO_REFRESH:
        return "RoRefresh";
    case ExperimentalSubtype::RO_REFRESH_ACK:
        return "RoRefreshAck";
    case ExperimentalSubtype::RO_REQUEST:
        return "RoRequest";
    case ExperimentalSubtype::RO_REQUEST_ACK:
        return "RoRequestAck";
    }
    return "Experimental";
}

std::string
GetName(ExperimentalStatus status)
{
    switch (status)
    {
    case ExperimentalStatus::SUCCESS:
        return "SUCCESS";
    case ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME:
        return "SUCCESS_WITH_SHORTER_LIFETIME";
    case ExperimentalStatus::REASON_UNSPECIFIED:
        return "REASON_UNSPECIFIED";
    case ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED:
        return "ADMINISTRATIVELY_PROHIBITED";
    case ExperimentalStatus::INSUFFICIENT_RESOURCES:
        return "INSUFFICIENT_RESOURCES";
    case ExperimentalStatus::MN_NOT_ATTACHED:
        return "MN_NOT_ATTACHED";
    case ExperimentalStatus::PEER_DID_NOT_ANSWER:
        return "PEER_DID_NOT_ANSWER";
    case ExperimentalStatus::NO_BINDING_FOR_PREFIX:
        return "NO_BINDING_FOR_PREFIX";
    case ExperimentalStatus::NOT_THE_RO_CONTROLLER:
        return "NOT_THE_RO_CONTROLLER";
    case ExperimentalStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW:
        return "SEQUENCE_NUMBER_OUT_OF_WINDOW";
    case ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED:
        return "LOCALIZED_ROUTING_NOT_ALLOWED";
    case ExperimentalStatus::NO_SUCH_SESSION:
        return "NO_SUCH_SESSION";
    case ExperimentalStatus::OLDER_THAN_STATE_HELD:
        return "OLDER_THAN_STATE_HELD";
    case ExperimentalStatus::MISSING_OPTION:
        return "MISSING_OPTION";
    case ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER:
        return "SUPERSEDED_BY_OWN_TRIGGER";
    case ExperimentalStatus::NO_AGREEMENT_BETWEEN_DOMAINS:
        return "NO_AGREEMENT_BETWEEN_DOMAINS";
    case ExperimentalStatus::ENCAPSULATION_NOT_SUPPORTED:
        return "ENCAPSULATION_NOT_SUPPORTED";
    case ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER:
        return "RESPONSIBLE_NODE_DID_NOT_ANSWER";
    }
    return UNASSIGNED;
}

std::string
GetName(ExperimentalOption option)
{
    switch (option)
    {
    case ExperimentalOption::TUNNEL_INFO:
        return "TunnelInfo";
    case ExperimentalOption::ORDERING:
        return "Ordering";
    }
    return "Experimental";
}

std::string
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

std::string
GetName(HandoffIndicator indicator)
{
    switch (indicator)
    {
    case HandoffIndicator::RESERVED:
        return "RESERVED";
    case HandoffIndicator::NEW_INTERFACE:
        return "NEW_INTERFACE";
    case HandoffIndicator::BETWEEN_INTERFACES:
        return "BETWEEN_INTERFACES";
    case HandoffIndicator::BETWEEN_GATEWAYS:
        return "BETWEEN_GATEWAYS";
    case HandoffIndicator::UNKNOWN:
        return "UNKNOWN";
    case HandoffIndicator::NOT_CHANGED:
        return "NOT_CHANGED";
    case HandoffIndicator::NEW_INTERFACE_SHARING_PREFIXES:
        return "NEW_INTERFACE_SHARING_PREFIXES";
    }
    return UNASSIGNED;
}

std::string
GetName(AccessTechnologyType type)
{
    switch (type)
    {
    case AccessTechnologyType::RESERVED:
        return "RESERVED";
    case AccessTechnologyType::VIRTUAL:
        return "VIRTUAL";
    case AccessTechnologyType::PPP:
        return "PPP";
    case AccessTechnologyType::IEEE_802_3:
        return "IEEE_802_3";
    case AccessTechnologyType::IEEE_802_11:
        return "IEEE_802_11";
    case AccessTechnologyType::IEEE_802_16E:
        return "IEEE_802_16E";
    case AccessTechnologyType::GERAN:
        return "GERAN";
    case AccessTechnologyType::UTRAN:
        return "UTRAN";
    case AccessTechnologyType::E_UTRAN:
        return "E_UTRAN";
    case AccessTechnologyType::EHRPD:
        return "EHRPD";
    case AccessTechnologyType::HRPD:
        return "HRPD";
    case AccessTechnologyType::CDMA2000_1XRTT:
        return "CDMA2000_1XRTT";
    case AccessTechnologyType::UMB:
        return "UMB";
    }
    return UNASSIGNED;
}

std::string
GetName(OptionType type)
{
    switch (type)
    {
    case OptionType::PAD1:
        return "Pad1";
    case OptionType::PADN:
        return "PadN";
    case OptionType::BINDING_REFRESH_ADVICE:
        return "BindingRefreshAdvice";
    case OptionType::ALTERNATE_CAREOF_ADDRESS:
        return "AlternateCareOfAddress";
    case OptionType::MOBILE_NODE_IDENTIFIER:
        return "MobileNodeIdentifier";
    case OptionType::EXPERIMENTAL:
        return "Experimental";
    case OptionType::HOME_NETWORK_PREFIX:
        return "HomeNetworkPrefix";
    case OptionType::HANDOFF_INDICATOR:
        return "HandoffIndicator";
    case OptionType::ACCESS_TECHNOLOGY_TYPE:
        return "AccessTechnologyType";
    case OptionType::MOBILE_NODE_LINK_LAYER_IDENTIFIER:
        return "MobileNodeLinkLayerIdentifier";
    case OptionType::LINK_LOCAL_ADDRESS:
        return "LinkLocalAddress";
    case OptionType::TIMESTAMP:
        return "Timestamp";
    case OptionType::RESTART_COUNTER:
        return "RestartCounter";
    case OptionType::MAG_IPV6_ADDRESS:
        return "MagIpv6Address";
    }
    return "Option";
}

std::string
GetUpdateFlagLetters(uint16_t flags)
{
    return GetLetters(UPDATE_LETTERS, flags, 4);
}

std::string
GetAcknowledgementFlagLetters(uint8_t flags)
{
    return GetLetters(ACKNOWLEDGEMENT_LETTERS, flags, 2);
}

std::string
GetHeartbeatFlagLetters(uint16_t flags)
{
    return GetLetters(HEARTBEAT_LETTERS, flags, 4);
}

std::string
GetRevocationFlagLetters(uint16_t flags)
{
    return GetLetters(REVOCATION_LETTERS, flags, 4);
}

std::string
GetExperimentalFlagLetters(uint8_t flags)
{
    return GetLetters(EXPERIMENTAL_LETTERS, flags, 2);
}

} // namespace pmipv6
} // namespace ns3
