/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_UPDATE_H
#define PMIPV6_HOME_UPDATE_H

#include "pmipv6-home-binding.h"
#include "pmipv6-mobile-node-rules.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The Binding Updates of a mobile node to its home agent (RFC 6275, 11.7.1, 11.7.3 and 11.8).
 */
class HomeUpdate
{
  public:
    /// What is registered.
    struct Parts
    {
        Ptr<MobilitySignaling> signaling; //!< the mobile node's
        HomeAssociation association;      //!< with the home agent
        Ipv6Address careOf;               //!< care-of address; :: at home
        uint16_t flags{0};                //!< of the Binding Update, bits of UpdateFlag
        Time lifetime;                    //!< to ask for; 0 de-registers
        Time firstTimeout;                //!< of the first sending; 0: that of any question
        double refreshShare{0};           //!< share of a lifetime after which it is renewed
        std::string purpose;              //!< what it is for, for the traces
        std::function<void()> sent;       //!< told each time before it is sent
        /// Told what is to be done upon the answer, and its status; never RESEQUENCE.
        std::function<void(const HomeAnswerVerdict& verdict, BindingStatus status)> done;
    };

    /**
     * Ask, again and again until there is an answer. What goes on ends.
     *
     * @param parts what is registered
     */
    void Ask(Parts parts);

    /// End what goes on, silently.
    void Cancel()
    {
        m_exchange.Cancel();
    }

    /// @return true if an answer is waited for
    bool IsUnderWay() const
    {
        return m_exchange.IsUnderWay();
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
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_UPDATE_H
