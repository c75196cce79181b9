/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_MESSAGE_H
#define PMIPV6_MOBILITY_MESSAGE_H

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

/**
 * @defgroup pmipv6-wire Mobility Header messages and options as values, and their codec
 * @ingroup pmipv6
 */

/**
 * @ingroup pmipv6-wire
 * Binding Refresh Request (RFC 6275, 6.1.2).
 */
struct BindingRefreshRequest
{
    MobilityOptions options; //!< mobility options
};

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
};

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
};

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

/// RO Trigger: an anchor has another, which controls the pair, set up or update the route.
struct RoTrigger : ExperimentalRequest
{
};

/// RO Trigger Ack.
struct RoTriggerAck : ExperimentalAnswer
{
};

/// RO Init: an anchor has the destination's gateway set up the route towards the source's gateway.
struct RoInit : ExperimentalRequest
{
};

/// RO Init Ack.
struct RoInitAck : ExperimentalAnswer
{
};

/// RO Setup: a gateway has the source's gateway set up the route towards itself.
struct RoSetup : ExperimentalRequest
{
};

/// RO Setup Ack.
struct RoSetupAck : ExperimentalAnswer
{
};

/// RO Refresh: a gateway tells its anchor that a route is in use, and extends its lifetime.
struct RoRefresh : ExperimentalRequest
{
};

/// RO Refresh Ack.
struct RoRefreshAck : ExperimentalAnswer
{
};

/// RO Request: a gateway asks its anchor for a route.
struct RoRequest : ExperimentalRequest
{
};

/// RO Request Ack: whether the anchor proceeds.
struct RoRequestAck : ExperimentalAnswer
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

/// The messages that a MobilityMessage can be.
using MobilityMessageVariant = std::variant<BindingRefreshRequest,
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
                                            UnknownMessage>;

/// Any Mobility Header message.
using MobilityMessage = SealedVariant<MobilityMessageVariant>;

/**
 * @param message a message
 * @return its name as the documents have it, in CamelCase: "ProxyBindingUpdate" where the P flag is
 *         set, "BindingUpdate" where not, and so on; "Unknown" for an unknown MH Type
 */
std::string GetMessageName(const MobilityMessage& message);

/**
 * @param message a message
 * @return its MH Type; for an unknown message a value without an enumerator
 */
MessageType GetMessageType(const MobilityMessage& message);

/**
 * @param type an MH Type
 * @return true if there is a struct for its messages
 */
bool HasMessage(MessageType type);

/**
 * @param message a message
 * @return its options; empty for an unknown message
 */
const MobilityOptions& GetOptions(const MobilityMessage& message);

/**
 * @param message a message
 * @return its sequence number, or 0 for a message that has none; of a Heartbeat's 32 bits the lower
 *         16, so that Heartbeat::sequence is what matches a response to its request
 */
uint16_t GetSequenceNumber(const MobilityMessage& message);

/**
 * @param message a message
 * @return what a request of MH Type 11 has in common with others; null if it is none
 */
const ExperimentalRequest* GetExperimentalRequest(const MobilityMessage& message);

/**
 * @param message a message
 * @return what an acknowledgement of MH Type 11 has in common with others; null if it is none
 */
const ExperimentalAnswer* GetExperimentalAnswer(const MobilityMessage& message);

/**
 * @param os the stream
 * @param message a message; name, fields and options are written on one line
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const MobilityMessage& message);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_MESSAGE_H
