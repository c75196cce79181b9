/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MESSAGES_H
#define PMIPV6_LOCATION_MESSAGES_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-epmip
 * What the messages of draft-luo say, as values without an order of options.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What a PBQR, PBCI or Location Update says.
 */
struct LocationRequest
{
    /// Home network prefixes of the mobile node of which it speaks; of a PBQR the one prefix, or
    /// address as one of length 128, that is asked for.
    std::vector<Prefix> prefixes;
    std::optional<Ipv6Address> gateway;    //!< MAG-ADDR: where the node is; of a PBQR who asks
    std::optional<uint64_t> timestamp;     //!< of the binding of which it speaks
    std::optional<std::string> identifier; //!< MN-Identifier
    uint16_t sequence{0};                  //!< sequence number
    uint16_t lifetime{0};       //!< units of 4 s; of a PBCI or Location Update 0 withdraws
    bool isPrevious{false};     //!< P, of a PBCI: the receiver is the previous gateway
    bool isOwnKnowledge{false}; //!< O, of a PBQR: nobody else is to be asked
};

/**
 * @ingroup pmipv6-epmip
 * What a PBQA, PBCA or Location Update Ack says.
 */
struct LocationAnswer
{
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< status
    std::vector<Prefix> prefixes;       //!< as the request names them; of a PBQA the one registered
    std::optional<Ipv6Address> gateway; //!< of a PBQA: where the node is
    std::optional<uint64_t> timestamp;  //!< of a PBQA: of the node's binding
    std::vector<CorrespondentLocationOption> correspondents; //!< of a PBCA
    std::vector<Ipv6Address> previous; //!< of a Location Update Ack: where the node was
    uint16_t sequence{0};              //!< copied from the request
    uint16_t lifetime{0};              //!< granted, units of 4 s
};

/**
 * @ingroup pmipv6-epmip
 * @param asked a prefix, or an address as one of length 128
 * @param sequence a sequence number of the asker's own
 * @return a PBQR that asks where its node is; its lifetime asks for all there is (draft-luo, 4.2)
 */
LocationRequest MakeLocationQuery(const Prefix& asked, uint16_t sequence);

/**
 * @ingroup pmipv6-epmip
 * @param message a request of draft-luo
 * @return what it says
 */
LocationRequest ReadLocationRequest(const ExperimentalRequest& message);

/**
 * @ingroup pmipv6-epmip
 * Fill in a request.
 *
 * @param request what it is to say
 * @param message the message
 */
void WriteLocationRequest(const LocationRequest& request, ExperimentalRequest& message);

/**
 * @ingroup pmipv6-epmip
 * @param message an acknowledgement of draft-luo
 * @return what it says
 */
LocationAnswer ReadLocationAnswer(const ExperimentalAnswer& message);

/**
 * @ingroup pmipv6-epmip
 * Fill in an acknowledgement.
 *
 * @param answer what it is to say
 * @param message the message
 */
void WriteLocationAnswer(const LocationAnswer& answer, ExperimentalAnswer& message);

/**
 * @ingroup pmipv6-epmip
 * @param flags bits of CapabilityFlag that a function adds
 * @param options of a Proxy Binding Update or Acknowledgement, to whose Capabilities option they
 * are added; one is made if there is none
 */
void AddCapabilities(uint8_t flags, MobilityOptions& options);

/**
 * @ingroup pmipv6-epmip
 * @param options of a Proxy Binding Update or Acknowledgement
 * @return bits of CapabilityFlag; 0 of a sender of RFC 5213 alone
 */
uint8_t GetCapabilities(const MobilityOptions& options);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MESSAGES_H
