/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTER_ADVERTISER_H
#define PMIPV6_ROUTER_ADVERTISER_H

#include "pmipv6-advertisement-rules.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-logical-routers.h"
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
 * What a gateway advertises to each of its nodes alone, and since when; a node may see it as
 * several routers (RFC 8885, 3.7). It says a node's prefixes again before they run out, and
 * withdraws a prefix that is the node's no more: one that it has advertised to it, or that the node
 * was seen to use (RFC 5213, 6.12; RFC 4861, 6.2.4). A router that the node is to see no more is
 * told to be no default router, and its routes to lead nowhere (RFC 4861, 6.2.5; RFC 4191, 4).
 */
class RouterAdvertiser : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Sends a Router Advertisement to a node.
    using Sender = std::function<void(const LinkLayerAddress&, const AdvertisedRouter&)>;

    /**
     * @param sender what sends
     * @param routerLifetime gives the Router Lifetime that it tells, in whole seconds; 0 if none
     * @param routers where the routers of each node are listed; null: nowhere. It outlives this
     */
    void Start(Sender sender, std::function<Time()> routerLifetime, LogicalRouters* routers);

    /**
     * Advertise to a node, now and from now on.
     *
     * @param node its link-layer address
     * @param routers what each router tells it; what it had from here beside that is withdrawn. The
     *        first one withdraws what it has from elsewhere, unless the gateway itself is among
     *        them
     */
    void Advertise(const LinkLayerAddress& node, std::vector<AdvertisedRouter> routers);

    /**
     * @param node a node's link-layer address
     * @return what each router has told it last, or is expected to tell it
     */
    std::vector<AdvertisedRouter> GetTold(const LinkLayerAddress& node) const;

    /**
     * Advertise to a node as the gateway itself alone, now and from now on.
     *
     * @param node its link-layer address
     * @param prefixes its prefixes; what it had from here beside them is withdrawn
     */
    void Advertise(const LinkLayerAddress& node, std::vector<AdvertisedPrefix> prefixes);

    /**
     * Advertise to a node; if it is told the same already, only what is to end is told.
     *
     * @param node its link-layer address
     * @param routers as of Advertise
     */
    void Renew(const LinkLayerAddress& node, std::vector<AdvertisedRouter> routers);

    /**
     * A router is on the link with a node that is not told of it yet, as it is about to be: packets
     * pass already.
     *
     * @param node the node's link-layer address
     * @param router what it is to be told; nothing happens if that router is known, or the node is
     *        told that it has none
     */
    void Expect(const LinkLayerAddress& node, const AdvertisedRouter& router);

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
     * A node may know what is to end, though it was not told of it here. It is told so by whatever
     * it is told next, as by Renew.
     *
     * @param node its link-layer address
     * @param last a router, or none that is known, the routes through it, and the prefixes that are
     *        withdrawn; of the prefixes those that the node is told count, and those that have just
     *        been withdrawn, for nothing, and so does a router that it sees
     */
    void NoteEnd(const LinkLayerAddress& node, const AdvertisedRouter& last);

    /**
     * Say nothing more to a node of what it has in another way: of that only what the node goes on
     * to use here is withdrawn.
     *
     * @param node its link-layer address
     * @param left what it was told and has here, in this way
     */
    void End(const LinkLayerAddress& node, std::vector<AdvertisedRouter> left = {});

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

    /// What is known of one node.
    struct Told
    {
        State state{State::WAITING};            //!< what it is told now
        std::vector<AdvertisedRouter> routers;  //!< what it was told last
        std::vector<AdvertisedRouter> ended;    //!< with what each is to say for the last time
        Prefixes used;                          //!< seen in its packets while WAITING
        PendingWithdrawals pending;             //!< to be withdrawn
        std::vector<WithdrawnPrefix> withdrawn; //!< what was withdrawn
        Time withdrawnAt{Time::Min()};          //!< when something was withdrawn last
        Time repeat{Time::Max()};               //!< when to say it again
    };

    /**
     * @param told a node's
     * @return when it may be withdrawn from next
     */
    Time GetNextWithdrawal(const Told& told) const;

    /**
     * What a node has from here and was seen to use is to be withdrawn.
     *
     * @param told what is known of the node
     */
    void EndAll(Told& told);

    /**
     * @param told a node's
     * @param prefix a prefix
     * @return true if it was withdrawn within MinWithdrawalInterval: what was on its way then tells
     *         nothing new
     */
    bool IsJustWithdrawn(const Told& told, const Prefix& prefix) const;

    /**
     * A prefix that nobody here advertises was seen in a node's packets.
     *
     * @param told the node's
     * @param prefix what it is to lose, from the router that it may know it from
     */
    void AddUsed(Told& told, const Prefix& prefix);

    /**
     * @param told a node's
     * @param pending a prefix that it is to lose
     */
    void AddPending(Told& told, const PendingWithdrawal& pending);

    /**
     * @param told a node's
     * @param routers what it is to have: nothing of it is to be withdrawn
     */
    void Keep(Told& told, const std::vector<AdvertisedRouter>& routers);

    /**
     * @param node a node
     * @param told what is known of it
     * @param routers what it is told from now on
     */
    void SetRouters(const LinkLayerAddress& node,
                    Told& told,
                    std::vector<AdvertisedRouter> routers);

    /**
     * Take what is to be withdrawn now.
     *
     * @param told a node's
     * @return the prefixes; none if that may not be yet
     */
    PendingWithdrawals TakePending(Told& told);

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
    LogicalRouters* m_routers{nullptr};                               //!< lists routers
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
