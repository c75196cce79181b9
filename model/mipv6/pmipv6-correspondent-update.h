/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_UPDATE_H
#define PMIPV6_CORRESPONDENT_UPDATE_H

#include "pmipv6-correspondent-registration.h"
#include "pmipv6-exchange.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-return-routability-keys.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The Binding Updates of a mobile node to one correspondent (RFC 6275, 11.7.2 and 11.7.3).
 */
class CorrespondentUpdate
{
  public:
    /// What is registered, and with what.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling; //!< the mobile node's
        std::string identifier;           //!< the mobile node's
        Ipv6Address homeAddress;          //!< its home address
        Ipv6Address peer;                 //!< the correspondent; of a mobile one the home address
        Ipv6Address careOf;               //!< care-of address; ::: at home, a binding is deleted
        NonceIndicesOption indices;       //!< of the tokens
        BindingKey key;                   //!< made of them
        uint16_t lifetime{0};             //!< to ask for, units of 4 s; 0 at home
        double refreshShare{0};           //!< share of a lifetime after which it is renewed
        std::string purpose;              //!< what it is for, for the traces
        std::function<void(Question& question)> limit; //!< says how often it is repeated
        /// Told what is to be done upon the answer; null: there is none.
        std::function<void(const CorrespondentAnswerVerdict* verdict)> done;
    };

    /**
     * Ask, until there is an answer. What goes on ends.
     *
     * @param parts what is registered
     */
    void Ask(Parts parts);

    /// End what goes on, silently.
    void Cancel()
    {
        m_exchange.Cancel();
    }

    /// @param sequence that of the last Binding Update, as it were
    void SetSequence(uint16_t sequence)
    {
        m_sequence = sequence;
    }

    /// @return until when the correspondent may have a binding
    Time GetHeld() const
    {
        return m_held;
    }

    /// The correspondent is known to have none.
    void ForgetHeld()
    {
        m_held = Time(0);
    }

  private:
    /**
     * An answer has come, or none.
     *
     * @param parts of the Binding Update
     * @param outcome what was answered, or that nothing was
     */
    void Handle(const Parts& parts, const ExchangeOutcome& outcome);

    Exchange m_exchange;    //!< under way
    uint16_t m_sequence{0}; //!< of the last Binding Update
    Time m_sent;            //!< when it was sent
    Time m_held;            //!< see GetHeld
    uint32_t m_behind{0};   //!< answers in a row that its number is behind
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_UPDATE_H
