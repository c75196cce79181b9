/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RETURN_ROUTABILITY_H
#define PMIPV6_RETURN_ROUTABILITY_H

#include "pmipv6-exchange.h"
#include "pmipv6-home-binding.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-random-octets.h"
#include "pmipv6-return-routability-keys.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The return routability procedure of a mobile node with one correspondent (RFC 6275, 5.2.5 and
 * 11.6): both tests, and the keygen tokens that they give.
 */
class ReturnRoutability
{
  public:
    /// What is tested, and with what.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling;   //!< the mobile node's
        Ptr<MobilityForwarding> forwarding; //!< its data plane
        const RandomOctets* random;         //!< draws cookies; lasts as long as this
        HomeAssociation association;        //!< with the home agent
        Ipv6Address peer;                   //!< the correspondent; of a mobile one the home address
        Ipv6Address careOf;                 //!< :: at home, where the home address alone is tested
        Time tokenLifetime;                 //!< how long a home keygen token is used again
        std::string purpose;                //!< what it is for, for the traces
        std::function<void(Question& question)> limit; //!< says how often one is repeated
        std::function<void(ExchangeEnd end)> done;     //!< told how each test has ended
    };

    /**
     * Begin. What goes on ends.
     *
     * @param parts what is tested
     */
    void Ask(Parts parts);

    /// End what goes on, silently.
    void Cancel();

    /// Use no token again.
    void Forget()
    {
        m_home.reset();
    }

    /// @return true if the tokens are there that Ask was to get
    bool IsComplete() const
    {
        return m_home && (m_careOf || m_isHome);
    }

    /// @return their nonces; 0 for the care-of address where a binding is deleted (RFC
    /// 6275, 11.7.2).
    ///         They must be complete
    NonceIndicesOption GetIndices() const;

    /// @return Kbm (RFC 6275, 5.2.5). They must be complete
    BindingKey MakeKey() const;

  private:
    /// A keygen token (RFC 6275, 5.2.3).
    struct Token
    {
        uint64_t token{0};      //!< the token
        uint16_t nonceIndex{0}; //!< of what it is made
        Time at;                //!< when it came
    };

    /**
     * @param parts what is tested
     * @param message the test message
     * @param source from which address
     * @param token where to put what it gives
     * @return it as a question
     */
    Question MakeTest(const Parts& parts,
                      MobilityMessage message,
                      const Ipv6Address& source,
                      std::optional<Token>& token);

    std::optional<Token> m_home;   //!< home keygen token
    std::optional<Token> m_careOf; //!< care-of keygen token
    Exchange m_homeTest;           //!< Home Test Init under way
    Exchange m_careOfTest;         //!< Care-of Test Init under way
    bool m_isHome{false};          //!< the home address alone is tested
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RETURN_ROUTABILITY_H
