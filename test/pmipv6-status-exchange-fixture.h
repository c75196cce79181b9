/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_STATUS_EXCHANGE_FIXTURE_H
#define PMIPV6_STATUS_EXCHANGE_FIXTURE_H

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * Requests and answers in octets, for each status of RFC 5213, 8.9.
 */

namespace ns3
{
namespace pmipv6
{
namespace badinput
{

/// What is special about a domain.
enum class Setting
{
    NONE,        //!< nothing
    ONE_GATEWAY, //!< the profile of ROAMER names GATEWAY as the only one that may register it
    ONE_PREFIX,  //!< the resident node has all that the anchor's pool holds
};

/// A request and its answer. Mobility Headers are in hexadecimal digits; their options begin with
/// 08 identifier, 16 prefix, 17 handoff, 18 technology, 19 link-layer identifier, 1b time, 01
/// padding.
struct StatusExchange
{
    std::string name;               //!< section, status and situation
    std::string request;            //!< Mobility Header of PEER to ANCHOR, sent at 5 s
    std::string answer;             //!< Mobility Header of ANCHOR to PEER
    std::string outcome;            //!< the binding, or the refusal that is traced
    std::string earlier{};          //!< a request that was accepted at 4.5 s; empty: none
    Setting setting{Setting::NONE}; //!< of the domain
};

/// An answer that refuses a request of GATEWAY for FOREIGN.
struct StatusRefusal
{
    std::string name;   //!< section and status
    std::string answer; //!< Mobility Header of SILENT to GATEWAY
    std::string reason; //!< that the gateway traces
};

/// @return an answer of each status that refuses, RFC 6275's included, but for 135 and 157, after
/// which the gateway asks again (RFC 5213, 6.9.1.2). With 156 the time is that of the anchor, whose
/// clock is 5 s ahead (5.5, 9).
const std::vector<StatusRefusal>& GetStatusRefusals();

/// @return all exchanges, by status
const std::vector<StatusExchange>& GetStatusExchanges();

} // namespace badinput
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_STATUS_EXCHANGE_FIXTURE_H
