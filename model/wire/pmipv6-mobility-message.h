/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_MESSAGE_H
#define PMIPV6_MOBILITY_MESSAGE_H

#include "pmipv6-address-test.h"
#include "pmipv6-mobility-option.h"
#include "pmipv6-sealed-variant.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// MH Type (RFC 6275, 6.1).
enum class MessageType : uint8_t
{
    BINDING_REFRESH_REQUEST = 0,
    HOME_TEST_INIT = 1,
    CARE_OF_TEST_INIT = 2,
    HOME_TEST = 3,
    CARE_OF_TEST = 4,
    BINDING_UPDATE = 5,
    BINDING_ACKNOWLEDGEMENT = 6,
    BINDING_ERROR = 7,
    EXPERIMENTAL = 11,       //!< RFC 5096, 3; ExperimentalSubtype tells which message
    HEARTBEAT = 13,          //!< RFC 5847, 3.3
    BINDING_REVOCATION = 16, //!< RFC 5846, 5; RevocationType tells which message
};

/**
 * @ingroup pmipv6-wire
 * Binding Refresh Request (RFC 6275, 6.1.2).
 */
struct BindingRefreshRequest
{
    MobilityOptions options; //!< mobility options
};

/// @ingroup pmipv6-wire
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

/**
 * @ingroup pmipv6-wire
 * Binding Update (RFC 6275, 6.1.7); with the P flag a Proxy Binding Update (RFC 5213, 8.1).
 */
struct BindingUpdate
{
    uint16_t sequence{0};    //!< sequence number, modulo 2^16
    uint16_t flags{0};       //!< bits of UpdateFlag
    uint16_t lifetime{0};    //!< units of 4 s; 0 de-registers, 0xffff is for ever
    MobilityOptions options; //!< mobility options

    /// @return true if the P flag makes this a Proxy Binding Update
    bool IsProxy() const
    {
        return flags & UpdateFlag::PROXY_REGISTRATION;
    }

    /// @return true if the D flag says that it is of a MAAR or a CMD (RFC 8885, 4.1)
    bool IsDistributed() const
    {
        return IsProxy() && (flags & UpdateFlag::DISTRIBUTED_MOBILITY);
    }
};

/// @ingroup pmipv6-wire
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

/**
 * @ingroup pmipv6-wire
 * Binding Acknowledgement (RFC 6275, 6.1.8); with the P flag a Proxy Binding Acknowledgement
 * (RFC 5213, 8.2).
 */
struct BindingAcknowledgement
{
    BindingStatus status{BindingStatus::ACCEPTED}; //!< any octet value may occur
    uint8_t flags{0};                              //!< bits of AcknowledgementFlag
    uint16_t sequence{0};                          //!< copied from the request
    uint16_t lifetime{0};                          //!< granted, units of 4 s
    MobilityOptions options;                       //!< mobility options

    /// @return true if the P flag makes this a Proxy Binding Acknowledgement
    bool IsProxy() const
    {
        return flags & AcknowledgementFlag::PROXY_REGISTRATION;
    }

    /// @return true if the D flag says that it is of a MAAR or a CMD (RFC 8885, 4.2)
    bool IsDistributed() const
    {
        return IsProxy() && (flags & AcknowledgementFlag::DISTRIBUTED_MOBILITY);
    }
};

/// @ingroup pmipv6-wire
/// Status of a Binding Error (RFC 6275, 6.1.9).
enum class BindingErrorStatus : uint8_t
{
    UNKNOWN_BINDING = 1,
    UNRECOGNIZED_MH_TYPE = 2,
};

/**
 * @ingroup pmipv6-wire
 * @param status a status of a Binding Error
 * @return its name: "UNRECOGNIZED_MH_TYPE"
 */
inline std::string
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

/**
 * @ingroup pmipv6-wire
 * Binding Error (RFC 6275, 6.1.9).
 */
struct BindingError
{
    BindingErrorStatus status{BindingErrorStatus::UNKNOWN_BINDING}; //!< any octet value may occur
    Ipv6Address homeAddress;                                        //!< :: if it does not apply
    MobilityOptions options;                                        //!< mobility options
};

/// @ingroup pmipv6-wire
/// Flags of a Heartbeat, as the 16 bits behind its checksum (RFC 5847, 3.3).
namespace HeartbeatFlag
{
constexpr uint16_t UNSOLICITED = 0x0002; //!< U
constexpr uint16_t RESPONSE = 0x0001;    //!< R
} // namespace HeartbeatFlag

/**
 * @ingroup pmipv6-wire
 * Heartbeat (RFC 5847, 3.3): a request, the response to one, or the unsolicited response of a node
 * that has restarted.
 */
struct Heartbeat
{
    bool isUnsolicited{false}; //!< U: nobody asked; the sequence number means nothing
    bool isResponse{false};    //!< R: a response, else a request
    uint32_t sequence{0};      //!< of the request; a response repeats it
    MobilityOptions options;   //!< mobility options
};

/// @ingroup pmipv6-wire
/// Binding Revocation Type, the octet behind the checksum (RFC 5846, 5).
enum class RevocationType : uint8_t
{
    INDICATION = 1,
    ACKNOWLEDGEMENT = 2,
};

/// @ingroup pmipv6-wire
/// @return the MH Type of the messages that RevocationType tells apart
constexpr MessageType
GetSharedType(RevocationType /* type */)
{
    return MessageType::BINDING_REVOCATION;
}

/// @ingroup pmipv6-wire
/// Flags of both Binding Revocation messages, as the 16 bits behind the sequence number (RFC 5846,
/// 5.1 and 5.2).
namespace RevocationFlag
{
constexpr uint16_t PROXY_BINDING = 0x8000;          //!< P
constexpr uint16_t IPV4_HOME_ADDRESS_ONLY = 0x4000; //!< V
constexpr uint16_t GLOBAL = 0x2000;                 //!< G
} // namespace RevocationFlag

/**
 * @ingroup pmipv6-wire
 * Binding Revocation Indication (RFC 5846, 5.1).
 */
struct BindingRevocationIndication
{
    RevocationTrigger trigger{RevocationTrigger::UNSPECIFIED}; //!< any octet value may occur
    uint16_t sequence{0};    //!< matches the acknowledgement; of no other outstanding indication
    uint16_t flags{0};       //!< bits of RevocationFlag
    MobilityOptions options; //!< mobility options; they say which bindings

    /// @return true if the P flag says that Proxy Mobile IPv6 bindings are revoked
    bool IsProxy() const
    {
        return flags & RevocationFlag::PROXY_BINDING;
    }

    /// @return true if the V flag says that only an IPv4 home address is revoked
    bool IsIpv4Only() const
    {
        return flags & RevocationFlag::IPV4_HOME_ADDRESS_ONLY;
    }

    /// @return true if the G flag says that bindings of several mobile nodes are revoked
    bool IsGlobal() const
    {
        return flags & RevocationFlag::GLOBAL;
    }
};

/// @ingroup pmipv6-wire
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
 * @ingroup pmipv6-wire
 * @param status the status of a revocation's acknowledgement
 * @return true if it accepts; 128 is a refusal
 */
constexpr bool
IsAccepted(RevocationStatus status)
{
    return static_cast<uint8_t>(status) < 128;
}

/**
 * @ingroup pmipv6-wire
 * @param status a status of a Binding Revocation Acknowledgement
 * @return its name: "BINDING_DOES_NOT_EXIST"
 */
inline std::string
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

/**
 * @ingroup pmipv6-wire
 * Binding Revocation Acknowledgement (RFC 5846, 5.2).
 */
struct BindingRevocationAcknowledgement
{
    RevocationStatus status{RevocationStatus::SUCCESS}; //!< any octet value may occur
    uint16_t sequence{0};                               //!< copied from the indication
    uint16_t flags{0};       //!< bits of RevocationFlag, P, V and G as in the indication
    MobilityOptions options; //!< mobility options; they say which bindings it failed for

    /// @return true if the P flag of the indication was set
    bool IsProxy() const
    {
        return flags & RevocationFlag::PROXY_BINDING;
    }

    /// @return true if the V flag of the indication was set
    bool IsIpv4Only() const
    {
        return flags & RevocationFlag::IPV4_HOME_ADDRESS_ONLY;
    }

    /// @return true if the G flag of the indication was set
    bool IsGlobal() const
    {
        return flags & RevocationFlag::GLOBAL;
    }
};

/**
 * @ingroup pmipv6-wire
 * The octet behind the checksum of a message of MH Type 11 (RFC 5096). draft-loureiro and draft-luo
 * leave the formats of their messages open and have no numbers for them; these are the module's
 * own. An acknowledgement is its request with the lowest bit set.
 */
enum class ExperimentalSubtype : uint8_t
{
    RO_TRIGGER = 0x10,          //!< draft-loureiro, 4: anchor to anchor
    RO_TRIGGER_ACK = 0x11,      //!< its answer
    RO_INIT = 0x12,             //!< draft-loureiro, 4: anchor to the gateway of the destination
    RO_INIT_ACK = 0x13,         //!< its answer
    RO_SETUP = 0x14,            //!< draft-loureiro, 4: gateway to the gateway of the source
    RO_SETUP_ACK = 0x15,        //!< its answer
    RO_REFRESH = 0x16,          //!< draft-loureiro, 4.5: gateway to its anchor
    RO_REFRESH_ACK = 0x17,      //!< its answer
    RO_REQUEST = 0x18,          //!< draft-loureiro, 7: gateway to its anchor
    RO_REQUEST_ACK = 0x19,      //!< its answer
    PBQR = 0x20,                //!< draft-luo, 4.2: gateway to location management
    PBQA = 0x21,                //!< its answer
    PBCI = 0x22,                //!< draft-luo, 4.3: gateway to gateway
    PBCA = 0x23,                //!< its answer
    LOCATION_UPDATE = 0x24,     //!< draft-luo, 7.2 and 7.4: anchor to location management
    LOCATION_UPDATE_ACK = 0x25, //!< its answer
};

/// @ingroup pmipv6-wire
/// @return the MH Type of the messages that ExperimentalSubtype tells apart
constexpr MessageType
GetSharedType(ExperimentalSubtype /* subtype */)
{
    return MessageType::EXPERIMENTAL;
}

/// @ingroup pmipv6-wire
/// Flags of a request of MH Type 11, as the octet behind its subtype.
namespace ExperimentalFlag
{
constexpr uint8_t ACKNOWLEDGE = 0x80; //!< A: an acknowledgement is asked for
/// @ingroup pmipv6-wire
/// P, of a PBCI: its receiver is where the node was before, which is to forward to the new location
/// and to tell the correspondents' gateways (draft-luo, 4.3).
constexpr uint8_t PREVIOUS = 0x40;
/// @ingroup pmipv6-wire
/// O, of a PBQR: its receiver answers from what it holds, and asks nobody else.
constexpr uint8_t OWN_KNOWLEDGE = 0x20;
} // namespace ExperimentalFlag

/**
 * @ingroup pmipv6-wire
 * What the requests of MH Type 11 have in common (RFC 5096). The drafts that they are of leave
 * their formats open.
 */
struct ExperimentalRequest
{
    uint8_t flags{ExperimentalFlag::ACKNOWLEDGE}; //!< bits of ExperimentalFlag
    uint16_t sequence{0};    //!< by which the acknowledgement is known; a repetition has the same
    uint16_t lifetime{0};    //!< units of 4 s; 0 deletes the state, 0xffff is until further notice
    MobilityOptions options; //!< mobility options
};

/**
 * @ingroup pmipv6-wire
 * What the acknowledgements of MH Type 11 have in common.
 */
struct ExperimentalAnswer
{
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< any octet value may occur
    uint16_t sequence{0};                                   //!< copied from the request
    uint16_t lifetime{0};                                   //!< granted, units of 4 s
    MobilityOptions options;                                //!< mobility options
};

/**
 * @ingroup pmipv6-wire
 * @name The messages of draft-loureiro, 4, 5.1 and 7
 * Each names a pair by two Home Network Prefix options, the source's first: the node whose packet
 * has brought the route about.
 * @{
 */

/// @ingroup pmipv6-wire
/// RO Trigger: an anchor has another, which controls the pair, set up or update the route.
struct RoTrigger : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// RO Trigger Ack.
struct RoTriggerAck : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// RO Init: an anchor has the destination's gateway set up the route towards the source's gateway.
struct RoInit : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// RO Init Ack.
struct RoInitAck : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// RO Setup: a gateway has the source's gateway set up the route towards itself.
struct RoSetup : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// RO Setup Ack.
struct RoSetupAck : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// RO Refresh: a gateway tells its anchor that a route is in use, and extends its lifetime.
struct RoRefresh : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// RO Refresh Ack.
struct RoRefreshAck : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// RO Request: a gateway asks its anchor for a route.
struct RoRequest : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// RO Request Ack: whether the anchor proceeds.
struct RoRequestAck : ExperimentalAnswer
{
};

/** @} */

/**
 * @ingroup pmipv6-wire
 * @name The messages of draft-luo, 4 and 7
 * @{
 */

/// @ingroup pmipv6-wire
/// PBQR, PMIP Binding Query Request: asks location management where the node of a prefix or of an
/// address is.
struct Pbqr : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// PBQA, PMIP Binding Query Answer: the prefix as registered, where its node is, and since when.
struct Pbqa : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// PBCI, PMIP Binding Change Inform: tells where a mobile node is now; with lifetime 0 that what
/// is known of that holds no longer.
struct Pbci : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// PBCA, PMIP Binding Change Acknowledge: names the locations of the node's correspondents. What
/// one message has no room for follows in others of the same number, each but the last with
/// SUCCESS_MORE_TO_FOLLOW.
struct Pbca : ExperimentalAnswer
{
};

/// @ingroup pmipv6-wire
/// Location Update: tells location management which anchor serves a mobile node. The draft does not
/// name the message (7.2 and 7.4).
struct LocationUpdate : ExperimentalRequest
{
};

/// @ingroup pmipv6-wire
/// Location Update Ack.
struct LocationUpdateAck : ExperimentalAnswer
{
};

/** @} */

/**
 * @ingroup pmipv6-wire
 * A message of an MH Type that has no struct here, as octets.
 */
struct UnknownMessage
{
    uint8_t type{0};           //!< MH Type
    std::vector<uint8_t> data; //!< everything behind the checksum
};

/// @ingroup pmipv6-wire
/// The messages that a MobilityMessage can be.
using MobilityMessageVariant = std::variant<BindingRefreshRequest,
                                            HomeTestInit,
                                            CareOfTestInit,
                                            HomeTest,
                                            CareOfTest,
                                            BindingUpdate,
                                            BindingAcknowledgement,
                                            BindingError,
                                            Heartbeat,
                                            BindingRevocationIndication,
                                            BindingRevocationAcknowledgement,
                                            RoTrigger,
                                            RoTriggerAck,
                                            RoInit,
                                            RoInitAck,
                                            RoSetup,
                                            RoSetupAck,
                                            RoRefresh,
                                            RoRefreshAck,
                                            RoRequest,
                                            RoRequestAck,
                                            Pbqr,
                                            Pbqa,
                                            Pbci,
                                            Pbca,
                                            LocationUpdate,
                                            LocationUpdateAck,
                                            UnknownMessage>;

/// @ingroup pmipv6-wire
/// Any Mobility Header message.
using MobilityMessage = SealedVariant<MobilityMessageVariant>;

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return its name as the documents have it, in CamelCase: "ProxyBindingUpdate" where the P flag is
 *         set, "BindingUpdate" where not, and so on; "Unknown" for an unknown MH Type
 */
std::string GetMessageName(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return true for a Proxy Binding Update or Acknowledgement with the D flag (RFC 8885, 4.1
 * and 4.2)
 */
bool IsDistributed(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return its MH Type; for an unknown message a value without an enumerator
 */
MessageType GetMessageType(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param type an MH Type
 * @return true if there is a struct for its messages
 */
bool HasMessage(MessageType type);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return its options; empty for an unknown message
 */
const MobilityOptions& GetOptions(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return its sequence number, or 0 for a message that has none; of a Heartbeat's 32 bits the lower
 *         16, so that Heartbeat::sequence is what matches a response to its request
 */
uint16_t GetSequenceNumber(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return what a request of MH Type 11 has in common with others; null if it is none
 */
const ExperimentalRequest* GetExperimentalRequest(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param message a message
 * @return what an acknowledgement of MH Type 11 has in common with others; null if it is none
 */
const ExperimentalAnswer* GetExperimentalAnswer(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * @param os the stream
 * @param message a message; name, fields and options are written on one line
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const MobilityMessage& message);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_MESSAGE_H
