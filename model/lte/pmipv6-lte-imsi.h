/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_IMSI_H
#define PMIPV6_LTE_IMSI_H

#include "pmipv6-link-layer-address.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-lte
 * An International Mobile Subscriber Identity (3GPP TS 23.003, 2.2): 15 decimal digits, of which
 * three are the Mobile Country Code, two or three the Mobile Network Code and the others the
 * subscriber's number (MSIN). By it an EPC knows a node, and so do the mobility roles: as the NAI
 * that 3GPP makes of it, and as the identifier of its interface. A value.
 */
class Imsi
{
  public:
    /**
     * Anything else than what is said of the arguments ends the program with a sentence.
     *
     * @param mcc Mobile Country Code, three digits
     * @param mnc Mobile Network Code, two or three digits
     * @param subscriber the MSIN's value, below 10^10 or, where the MNC has three digits, 10^9
     */
    Imsi(const std::string& mcc, const std::string& mnc, uint64_t subscriber);

    /// @return its 15 digits
    std::string GetText() const;

    /// @return the MN-Identifier (RFC 4283): IMSI@nai.epc.mncMNC.mccMCC.3gppnetwork.org, the MNC
    /// with three digits (3GPP TS 23.003, 19.2 and 19.3.2)
    std::string GetIdentifier() const;

    /// @return its number in 64 bits: what tells this interface from others at its gateway, and the
    /// interface identifier that its EPC assigns (3GPP TS 23.401, 5.3.1.2.2)
    LinkLayerAddress GetLinkLayerAddress() const;

  private:
    std::string m_mcc;  //!< three digits
    std::string m_mnc;  //!< two or three digits
    std::string m_msin; //!< the other ten or nine
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_IMSI_H
