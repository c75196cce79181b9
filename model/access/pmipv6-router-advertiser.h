/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTER_ADVERTISER_H
#define PMIPV6_ROUTER_ADVERTISER_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <boost/container/small_vector.hpp>
#include <functional>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * What one router advertises to each of its nodes alone, and since when. It says a node's prefixes
 * again before they run out, and withdraws a prefix that is the node's no more: one that it has
 * advertised to it, or that the node was seen to use (RFC 5213, 6.12; RFC 4861, 6.2.4). A gateway
 * that is several routers to its nodes has one of these for each.
 */
class RouterAdvertiser : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Sends a Router Advertisement to a node; false as the last argument: the router is no default
     * router (RFC 4861, 4.2).
     */
    using Sender =
        std::function<void(const LinkLayerAddress&, const std::vector<AdvertisedPrefix>&, bool)>;

    /**
     * @param sender what sends
     * @param routerLifetime gives the Router Lifetime that it tells, in whole seconds; 0 if none
     */
    void Start(Sender sender, std::function<Time()> routerLifetime);

    /**
     * Advertise to a node, now and from now on.
     *
     * @param node its link-layer address
     * @param prefixes its prefixes; what it had from here beside them is withdrawn
     */
    void Advertise(const LinkLayerAddress& node, std::vector<AdvertisedPrefix> prefixes);

    /**
     * Advertise prefixes to a node unless it is told the same already.
     *
     * @param node its link-layer address
     * @param prefixes its prefixes with their lifetimes
     */
    void Renew(const LinkLayerAddress& node, std::vector<AdvertisedPrefix> prefixes);

    /**
     * Advertise to a node once more what it is told already, since it asks.
     *
     * @param node its link-layer address; nothing happens if it is told nothing
     */
    void Answer(const LinkLayerAddress& node);

    /**
     * Say nothing more to a node for now. What it was told is remembered.
     *
     * @param node its link-layer address
     */
    void Suspend(const LinkLayerAddress& node);

    /**
     * Withdraw all that a node has from here, or was seen to use, and say nothing more to it.
     *
     * @param node its link-layer address
     */
    void Withdraw(const LinkLayerAddress& node);

    /**
     * A node was seen to use an address that is none of its own here: a prefix from before, as it
     * seems, or the one that it is about to get. Its prefix is withdrawn as soon as it is certain
     * that it is another, at once where that is so.
     *
     * @param node its link-layer address
     * @param source the address
     */
    void NoteUsed(const LinkLayerAddress& node, const Ipv6Address& source);

    /**
     * A node is gone: forget it.
     *
     * @param node its link-layer address
     */
    void Forget(const LinkLayerAddress& node);

    /// Forget all nodes.
    void Clear();

    /// @return true if something is still to be withdrawn, to any node
    bool HasPending() const
    {
        return m_pending > 0;
    }

    /**
     * TracedCallback signature for withdrawals.
     *
     * @param node link-layer address of the node
     * @param prefix the prefix withdrawn
     */
    using WithdrawnTracedCallback = void (*)(const LinkLayerAddress& node, const Prefix& prefix);

  protected:
    void DoDispose() override;

  private:
    /// Prefixes of a node, few.
    using Prefixes = boost::container::small_vector<Prefix, 2>;

    /// What a node is told now.
    enum class State
    {
        WAITING, //!< nothing, until it is known what is its own
        TOLD,    //!< its prefixes, again and again
        ENDED,   //!< that it has none
    };

    /// A prefix that was withdrawn.
    struct Withdrawal
    {
        Prefix prefix;     //!< the prefix
        uint32_t count{0}; //!< how often
        Time last;         //!< when last
    };

    /// What is known of one node.
    struct Told
    {
        State state{State::WAITING};            //!< what it is told now
        std::vector<AdvertisedPrefix> prefixes; //!< what it was told last
        Prefixes used;                          //!< seen in its packets while WAITING
        Prefixes pending;                       //!< to be withdrawn
        std::vector<Withdrawal> withdrawn;      //!< what was withdrawn
        Time withdrawnAt{Time::Min()};          //!< when something was withdrawn last
        Time repeat{Time::Max()};               //!< when to say the prefixes again
    };

    /**
     * @param told a node's
     * @return when it may be withdrawn from next
     */
    Time GetNextWithdrawal(const Told& told) const;

    /**
     * @param prefixes what is told
     * @return after how long it is to be told again
     */
    Time GetInterval(const std::vector<AdvertisedPrefix>& prefixes) const;

    /**
     * What a node has from here and was seen to use is to be withdrawn.
     *
     * @param told what is known of the node
     */
    void EndPrefixes(Told& told);

    /**
     * @param told a node's
     * @param prefix a prefix that it is to lose
     */
    void AddPending(Told& told, const Prefix& prefix);

    /**
     * @param told a node's
     * @param prefixes what it is to have: nothing of it is to be withdrawn
     */
    void Keep(Told& told, const std::vector<AdvertisedPrefix>& prefixes);

    /**
     * Take what is to be withdrawn now.
     *
     * @param told a node's
     * @return the prefixes; none if that may not be yet
     */
    Prefixes TakePending(Told& told);

    /**
     * Send to a node what it is told, and withdraw what is pending if that may be.
     *
     * @param node the node
     * @param told what is known of it
     */
    void Send(const LinkLayerAddress& node, Told& told);

    /**
     * Withdraw what is pending: now, or as soon as that may be.
     *
     * @param node the node
     * @param told what is known of it
     */
    void SendPending(const LinkLayerAddress& node, Told& told);

    /**
     * Have a node told when it is its turn next.
     *
     * @param node the node
     * @param told what is known of it
     */
    void SetDeadline(const LinkLayerAddress& node, Told& told);

    Sender m_send;                                                    //!< sends
    std::function<Time()> m_routerLifetime;                           //!< that the sender tells
    std::unordered_map<LinkLayerAddress, Told, LinkLayerHash> m_told; //!< by node
    std::size_t m_pending{0};                                         //!< prefixes to be withdrawn
    Time m_maxInterval;                                               //!< MaxRtrAdvInterval
    Time m_minWithdrawalInterval;                                     //!< MinWithdrawalInterval
    uint32_t m_maxWithdrawals{3};    //!< MAX_FINAL_RTR_ADVERTISEMENTS
    bool m_isRouterWithdrawn{false}; //!< WithdrawRouter
    TracedCallback<const LinkLayerAddress&, const Prefix&> m_withdrawnTrace; //!< withdrawals
    /// When to tell each node next.
    DeadlineTable<LinkLayerAddress, LinkLayerHash> m_deadlines{
        [this](const LinkLayerAddress& node) { Send(node, m_told.at(node)); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTER_ADVERTISER_H
