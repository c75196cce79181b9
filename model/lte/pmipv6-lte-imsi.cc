/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-imsi.h"

#include "ns3/abort.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t IMSI_DIGITS = 15; //!< TS 23.003, 2.2
constexpr std::size_t CODE_DIGITS = 3;  //!< of a country code, and the most of a network code

/// @return true if there are digits alone
bool
IsDecimal(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Imsi::Imsi(const std::string& mcc, const std::string& mnc, uint64_t subscriber)
    : m_mcc(mcc),
      m_mnc(mnc),
      m_msin(std::to_string(subscriber))
{
    NS_ABORT_MSG_UNLESS(mcc.size() == CODE_DIGITS && IsDecimal(mcc),
                        "Imsi: the Mobile Country Code \"" << mcc
                                                           << "\"; allowed are three digits");
    NS_ABORT_MSG_UNLESS(
        (mnc.size() == CODE_DIGITS || mnc.size() == CODE_DIGITS - 1) && IsDecimal(mnc),
        "Imsi: the Mobile Network Code \"" << mnc << "\"; allowed are two or three digits");
    const std::size_t left = IMSI_DIGITS - mcc.size() - mnc.size();
    NS_ABORT_MSG_IF(m_msin.size() > left,
                    "Imsi: the subscriber number " << subscriber << "; allowed are at most " << left
                                                   << " digits");
    m_msin.insert(0, left - m_msin.size(), '0');
}

std::string
Imsi::GetText() const
{
    return m_mcc + m_mnc + m_msin;
}

std::string
Imsi::GetIdentifier() const
{
    const std::string padding(CODE_DIGITS - m_mnc.size(), '0');
    return GetText() + "@nai.epc.mnc" + padding + m_mnc + ".mcc" + m_mcc + ".3gppnetwork.org";
}

LinkLayerAddress
Imsi::GetLinkLayerAddress() const
{
    std::array<uint8_t, sizeof(uint64_t)> octets;
    uint64_t rest = std::stoull(GetText());
    for (auto octet = octets.rbegin(); octet != octets.rend(); ++octet)
    {
        *octet = static_cast<uint8_t>(rest);
        rest >>= 8;
    }
    return {octets.data(), octets.size()};
}

} // namespace pmipv6
} // namespace ns3
