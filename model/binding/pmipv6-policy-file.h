/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_POLICY_FILE_H
#define PMIPV6_POLICY_FILE_H

#include "pmipv6-policy-profile.h"

#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-binding
 * What is wrong with a policy file: one sentence with the file's name, the line, the field and what
 * is allowed.
 */
class PolicyFileError : public std::runtime_error
{
  public:
    /**
     * @param fileName the file
     * @param line the line, counted from 1; 0: the file could not be read
     * @param field the field, as mobileNodes[1].interfaces[0].prefixes[2]; empty: the whole file
     * @param what what is wrong with it
     */
    PolicyFileError(const std::string& fileName,
                    uint32_t line,
                    const std::string& field,
                    const std::string& what);

    /// @return the line, counted from 1; 0: the file could not be read
    uint32_t GetLine() const
    {
        return m_line;
    }

    /// @return the field; empty: the whole file
    const std::string& GetField() const
    {
        return m_field;
    }

  private:
    uint32_t m_line;     //!< where
    std::string m_field; //!< which
};

/**
 * @ingroup pmipv6-binding
 * Reads the policy profiles (RFC 5213, 6.2) of a domain from JSON (RFC 8259, UTF-8):
 *
 * @code
 * {
 *   "version": 1,
 *   "mobileNodes": [
 *     {
 *       "identifier": "mn1@example.org",
 *       "anchor": "fd00:c::1",
 *       "prefixes": ["fd00:1:0:7::/64"],
 *       "interfaces": [
 *         {"linkLayer": "00:00:00:00:00:01", "prefixes": ["fd00:1:0:8::/64", "fd00:1:0:9::/64"]},
 *         {"linkLayer": "00:00:00:00:00:02"}
 *       ],
 *       "gateways": ["fd00:c::2"],
 *       "services": {"proxyMobility": true, "localRouting": true}
 *     }
 *   ]
 * }
 * @endcode
 *
 * Mandatory are `version`, `mobileNodes`, and of a node `identifier` and `anchor`, of an interface
 * `linkLayer`. Other keys than these, and keys that repeat, are errors. The fields of a node:
 *
 * - `identifier`: MN-Identifier, a Network Access Identifier (RFC 4282) of 1 to
 *   MAX_IDENTIFIER_OCTETS octets; of one node only
 * - `anchor`: LMAA, a routable unicast address (see IsRoutableUnicast)
 * - `prefixes`: home network prefixes of whichever interface has none of its own and attaches
 *   first; none: the anchor assigns
 * - `interfaces`: for each its `linkLayer`, a MAC-48, EUI-64 or other address of 1 to
 *   LinkLayerAddress::MAX_SIZE octets, unicast and of one interface only; and its `prefixes`
 * - `gateways`: Proxy-CoAs of those gateways that may register the node, at least one; absent: all
 *   may
 * - `services`: `proxyMobility`, may it use network-based mobility; `localRouting`, may a gateway
 *   route its packets locally; both true if absent
 *
 * A prefix is routable unicast, of length 1 to 128, without bits beyond its length; no two in the
 * file overlap; there are at most MAX_SESSION_PREFIXES in a list.
 *
 * @param input the file's text
 * @param fileName its name, for errors
 * @return the profiles, in the order of the file
 * @throws PolicyFileError at the first error
 */
std::vector<PolicyProfile> ReadPolicyFile(std::istream& input, const std::string& fileName);

/**
 * @ingroup pmipv6-binding
 * The same for a file that is yet to be opened.
 *
 * @param fileName its path
 * @return the profiles, in the order of the file
 * @throws PolicyFileError if it cannot be opened or read, or at the first error in it
 */
std::vector<PolicyProfile> ReadPolicyFile(const std::string& fileName);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_POLICY_FILE_H
