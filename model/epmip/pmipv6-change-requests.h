/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CHANGE_REQUESTS_H
#define PMIPV6_CHANGE_REQUESTS_H

#include "pmipv6-handoff-arrivals.h"
#include "pmipv6-handoff-departures.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-tellings.h"
#include "pmipv6-routing-parts.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * PBCI at a gateway (draft-luo, 4.3 and 8): who may say what, and what follows.
 */
class ChangeRequests
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        const RoutingParts* routing{nullptr};     //!< the gateway's
        LocationTellings* tellings{nullptr};      //!< answers
        HandoffDepartures* departures{nullptr};   //!< nodes that have left; null on a router
        const HandoffArrivals* arrivals{nullptr}; //!< nodes that have come; likewise
        /// Asks a node whether it is there.
        std::function<void(const LinkLayerAddress&, std::function<void(bool)>)> probe;
        /// Serves a node again that is registered here, and has its anchor confirm that.
        std::function<void(const RegistrationKey&)> takeBack;
        /// Forgets a registration whose node is gone.
        std::function<void(const RegistrationKey&)> forget;
        /// Told that a node that has left is heard of.
        std::function<void(const std::vector<Prefix>&)> heard;
        /// Told what is refused or not followed: of whom, by whom, why.
        std::function<void(const Prefix&, const Ipv6Address&, const std::string& reason)> refused;
    };

    /**
     * @param parts what it works with
     */
    void Start(Parts parts);

    /**
     * @param request a PBCI
     * @param peer who has sent it
     */
    void Handle(const LocationRequest& request, const Ipv6Address& peer);

    /// Let go of everything.
    void Clear()
    {
        m_parts = {};
    }

  private:
    /// A node that is registered here, and by which registration; nothing: it is not.
    using Registered = std::optional<std::pair<RegistrationKey, LocalNode>>;

    /// @param prefix any of its prefixes @return the node here that has a prefix
    Registered FindRegistered(const Prefix& prefix) const;

    /**
     * @param request the PBCI
     * @param peer who has sent it
     * @return why a PBCI is not looked at further; empty: it is
     */
    std::string FindFault(const LocationRequest& request, const Ipv6Address& peer) const;

    /// A PBCI with the P flag has come. @param request the PBCI @param peer who has sent it
    void HandlePrevious(const LocationRequest& request, const Ipv6Address& peer);

    /// A PBCI with lifetime 0 has come. @param request the PBCI @param peer who has sent it
    void HandleWithdrawal(const LocationRequest& request, const Ipv6Address& peer);

    /**
     * @param prefix one of those of which it speaks
     * @param timestamp of the binding that is over, if it says that
     * @param peer who has sent it
     * @return true if it is followed
     */
    bool Withdraw(const Prefix& prefix,
                  const std::optional<uint64_t>& timestamp,
                  const Ipv6Address& peer);

    /// An eLMA says that a node which is registered here has left: serve it no more.
    /// @param request the PBCI
    void LeaveIfOlder(const LocationRequest& request);

    /**
     * @param prefix the correspondent's
     * @param peer the gateway
     * @return true if a node here whose correspondent has that prefix came from that gateway of
     *         late
     */
    bool IsOfPrevious(const Prefix& prefix, const Ipv6Address& peer) const;

    /**
     * A PBCI has come that tells where a correspondent is.
     *
     * @param request the PBCI
     * @param peer who has sent it
     */
    void HandleChange(const LocationRequest& request, const Ipv6Address& peer);

    /**
     * @param prefix one of those of which it speaks
     * @param request the PBCI
     * @param peer who has sent it
     * @return false if it is older than what is held
     */
    bool Change(const Prefix& prefix, const LocationRequest& request, const Ipv6Address& peer);

    /**
     * Ask a node that may be here after all: serve it again if it answers, else forget it.
     *
     * @param former the node as it was registered here, and by which registration
     */
    void Verify(const std::pair<RegistrationKey, LocalNode>& former);

    Parts m_parts; //!< what it works with
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CHANGE_REQUESTS_H
