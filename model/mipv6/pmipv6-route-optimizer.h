/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_OPTIMIZER_H
#define PMIPV6_ROUTE_OPTIMIZER_H

#include "pmipv6-correspondent-registration.h"
#include "pmipv6-exchange.h"
#include "pmipv6-home-binding.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-optimized-correspondents.h"
#include "pmipv6-random-octets.h"
#include "pmipv6-security-associations.h"
#include "pmipv6-state-change.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * What a mobile node does towards its correspondents (RFC 6275, 11.6 and 11.7.2 to 11.7.4): return
 * routability, Binding Updates, and packets by the care-of address once a correspondent has
 * acknowledged one. A packet that goes through the tunnel, either way, begins it. The mobile node
 * tells it of its movements and of its home registration.
 */
class RouteOptimizer : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Begin, with no correspondents.
     *
     * @param node the mobile node's
     * @param association with the home agent
     */
    void Start(Ptr<Node> node, const HomeAssociation& association);

    /// End, silently. Nothing happens if it has not begun.
    void Stop();

    /// The care-of address is of no use any more: all goes through the home agent (11.5.4).
    void Leave();

    /**
     * The home agent has been told a care-of address (11.7.2).
     *
     * @param careOf the care-of address
     */
    void Move(const Ipv6Address& careOf);

    /// The home agent has been told that the node is at home (11.5.5).
    void Return();

    /**
     * The home agent has acknowledged that.
     *
     * @param expiry when the home registration ends
     */
    void NoteHome(Time expiry);

    /// The home registration has ended, and is asked for again.
    void NoteHomeLost()
    {
        m_homeExpiry.reset();
    }

    /**
     * @param peer a correspondent's address
     * @return where the node is with it
     */
    CorrespondentState GetState(const Ipv6Address& peer) const;

    /**
     * Give cookies and first sequence numbers another random stream than the one by the node's
     * number that they have.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    int64_t AssignStreams(int64_t stream)
    {
        m_random.SetStream(stream);
        return 1;
    }

    /**
     * TracedCallback signature for what happens with a correspondent.
     *
     * @param peer the correspondent's address
     */
    using PeerTracedCallback = void (*)(const Ipv6Address& peer);

  protected:
    void DoDispose() override;

  private:
    /// A packet has gone through the tunnel. @param peer the correspondent's address
    void HandlePacket(const Ipv6Address& peer);

    /// Get the tokens that are missing. @param entry the correspondent
    void AskTests(OptimizedCorrespondent& entry);

    /// @param entry the correspondent @return limits how often a correspondent is asked something:
    /// for ever while it may send to a former care-of address, else MaxRoFailure repetitions
    std::function<void(Question&)> MakeLimiter(const OptimizedCorrespondent& entry) const;

    /// @return the lifetime to ask correspondents for, units of 4 s; 0 at home, or if there is none
    uint16_t GetLifetime() const;

    /// Send a Binding Update if all is there that it needs. @param entry the correspondent
    void UpdateIfTested(OptimizedCorrespondent& entry);

    /**
     * A Binding Update is over. See CorrespondentUpdate::Parts::done.
     *
     * @param entry the correspondent
     * @param verdict on the answer; null: there is none
     */
    void HandleAnswer(OptimizedCorrespondent& entry, const CorrespondentAnswerVerdict* verdict);

    /// Give up for a while. @param entry the correspondent
    void Fail(OptimizedCorrespondent& entry);

    /// The time of a correspondent has come. @param entry the correspondent
    void HandleDue(OptimizedCorrespondent& entry);

    /**
     * @param error the message
     * @param peer who has sent it
     * @return true if a Binding Error is for this
     */
    bool HandleError(const BindingError& error, const Ipv6Address& peer);

    /// @param peer who has sent it @return true if a Binding Refresh Request is for this
    bool HandleRefresh(const Ipv6Address& peer);

    /**
     * Renew a binding if it is wanted: now, or once the home registration lasts for longer.
     *
     * @param entry the correspondent
     * @param isWanted packets go by it
     */
    void RenewIfLonger(OptimizedCorrespondent& entry, bool isWanted);

    /// Renew a binding that there is. @param entry the correspondent
    void Renew(OptimizedCorrespondent& entry);

    HomeAssociation m_association;        //!< with the home agent
    Ptr<MobilitySignaling> m_signaling;   //!< the node's signaling; null before Start
    Ptr<MobilityForwarding> m_forwarding; //!< its data plane
    OptimizedCorrespondents m_list;       //!< all correspondents
    RoleAssociations m_trusted;           //!< what correspondents may send
    std::vector<uint32_t> m_handlers;     //!< registrations at the signaling
    RandomOctets m_random;                //!< draws cookies and first numbers
    Ipv6Address m_careOf;                 //!< care-of address; :: if there is none
    bool m_isHome{false};                 //!< at home
    std::optional<Time> m_homeExpiry;     //!< of the home registration; nothing: not answered
    Time m_maxLifetime;                   //!< MaxRrBindingLifetime
    Time m_tokenLifetime;                 //!< MaxTokenLifetime
    Time m_failureLifetime;               //!< FailureLifetime
    double m_refreshShare{0.8};           //!< RefreshShare
    uint32_t m_maxFailures{3};            //!< MaxRoFailure
    uint32_t m_maxCorrespondents{0};      //!< MaxCorrespondents
    bool m_isTokenReused{false};          //!< ReuseHomeToken
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const Ipv6Address&> m_triggered;   //!< tests begin
    TracedCallback<const Ipv6Address&> m_optimized;   //!< acknowledged
    TracedCallback<const Ipv6Address&> m_noRoom;      //!< one too many
    TracedCallback<const Ipv6Address&> m_tunnelled;   //!< through the tunnel again
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_OPTIMIZER_H
