/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-constants.h"

namespace ns3
{
namespace pmipv6
{

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
GetName(ExperimentalStatus status)
{
    switch (status)
    {
    case ExperimentalStatus::SUCCESS:
        return "SUCCESS";
    case ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME:
        return "SUCCESS_WITH_SHORTER_LIFETIME";
    case ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW:
        return "SUCCESS_MORE_TO_FOLLOW";
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

} // namespace pmipv6
} // namespace ns3
