/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_REQUESTS_H
#define PMIPV6_MAAR_REQUESTS_H

#include "pmipv6-anchored-nodes.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-maar-nodes.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-previous-anchors.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a MAAR does about the CMD's requests: that a node is at another MAAR (RFC 8885, 3.2 to 3.4),
 * that its session is over (3.5), and that a prefix from elsewhere is a node's no more.
 */
class MaarRequests
{
  public:
    /// By what it works.
    struct Settings
    {
        Ipv6Address address;       //!< of this MAAR
        bool isTimerStopped{true}; //!< while a node is elsewhere (3.5)
        uint64_t timestamp{0};     //!< this node's time of day
        Time uplinkGrace;          //!< for which packets from where it was are taken
        bool isServingTold{false}; //!< serving MAARs are told too (3.3)
    };

    /// @param parts what it works on
    explicit MaarRequests(const MaarParts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param signaling the node's
     * @param getSettings the attributes now
     * @param refused told of what is refused
     */
    void Start(Ptr<MobilitySignaling> signaling,
               std::function<Settings()> getSettings,
               MaarRefused refused);

    /**
     * Process a Proxy Binding Update with the D flag.
     *
     * @param update the message, of a CMD that is trusted with it
     * @param context where it came from
     */
    void Handle(const BindingUpdate& update, const MessageContext& context);

    /// Let go of the signaling, and of who is told.
    void Dispose();

  private:
    /**
     * A node is at another MAAR, or its session is over.
     *
     * @param update the message
     * @param serving its Serving MAAR option
     * @param context where it came from
     */
    void HandleServing(const BindingUpdate& update,
                       const Ipv6Address& serving,
                       const MessageContext& context);

    /**
     * Prefixes from elsewhere are a node's no more.
     *
     * @param update the message
     * @param context where it came from
     */
    void HandleWithdrawal(const BindingUpdate& update, const MessageContext& context);

    /**
     * The node's packets go to another MAAR from now on.
     *
     * @param node its row
     * @param update the message
     * @param serving its Serving MAAR option
     */
    void Move(const AnchoredNode& node, const BindingUpdate& update, const Ipv6Address& serving);

    /**
     * Answer, and tell the serving MAAR too where that is wanted (RFC 8885, 3.3).
     *
     * @param subject of the request
     * @param status of the answer
     * @param serving Serving MAAR option of the request
     * @param lifetime granted, in units of 4 s
     * @param context where the request came from
     */
    void Answer(const DmmSubject& subject,
                BindingStatus status,
                const Ipv6Address& serving,
                uint16_t lifetime,
                const MessageContext& context);

    MaarParts m_parts;                       //!< what it works on
    Ptr<MobilitySignaling> m_signaling;      //!< the node's
    std::function<Settings()> m_getSettings; //!< the attributes
    MaarRefused m_refused;                   //!< told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_REQUESTS_H
