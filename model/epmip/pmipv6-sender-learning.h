/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SENDER_LEARNING_H
#define PMIPV6_SENDER_LEARNING_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-prefix-pair.h"
#include "pmipv6-routing-parts.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What packets that come through tunnels tell of where their senders are (draft-luo, 4.2: "derived
 * from the outer IP header").
 */
class SenderLearning
{
  public:
    /// What is the same for all.
    struct Settings
    {
        bool isLearned{true};     //!< ReverseLearning
        uint8_t prefixLength{64}; //!< LearnedPrefixLength
        Time mismatchTime;        //!< MismatchTime
        Time retryTime;           //!< RetryHoldDown
    };

    /// Told of a packet that has come for a node that is not served here any more.
    using DepartedHandler = std::function<void(const Prefix& node, const SeenPacket& packet)>;

    /// Says whether a node came from a gateway of late.
    using IsPrevious = std::function<bool(const Prefix& node, const Ipv6Address& gateway)>;

    /**
     * @param parts what it works with; outlive this
     */
    explicit SenderLearning(const RoutingParts& parts)
        : m_parts(parts)
    {
    }

    /// @param settings what is the same for all
    void Start(const Settings& settings)
    {
        m_settings = settings;
    }

    /**
     * @param departed see DepartedHandler; empty: nobody
     * @param isPrevious says which gateways' packets prove nothing of their senders; empty: none
     */
    void SetMobility(DepartedHandler departed, IsPrevious isPrevious);

    /**
     * A packet has come through a tunnel for a node that is or was here; see
     * CorrespondentPaths::Listener.
     *
     * @param node its prefix
     * @param packet the packet
     */
    void HandleReceived(const Prefix& node, const SeenPacket& packet);

    /// Forget what is doubtful.
    void Clear()
    {
        m_mismatches.Clear();
    }

  private:
    /**
     * @param gateway out of whose tunnel a packet has come
     * @param location where its sender is, by what is held
     * @return true if it cannot be there
     */
    bool IsElsewhere(const Ipv6Address& gateway, const Ipv6Address& location) const;

    /**
     * A node's correspondent is where the packet came from.
     *
     * @param pair prefixes of the node and of its correspondent
     * @param gateway who has tunnelled the packet here
     */
    void Learn(const PrefixPair& pair, const Ipv6Address& gateway);

    /// A pair's packets come out of another tunnel than its location says, for some time now.
    /// @param pair prefixes of the node and of its correspondent
    void HandleMismatch(const PrefixPair& pair);

    const RoutingParts& m_parts; //!< what it works with
    Settings m_settings;         //!< what is the same for all
    DepartedHandler m_departed;  //!< see SetMobility
    IsPrevious m_isPrevious;     //!< see SetMobility
    /// Pairs whose location is doubtful, by when it is asked for.
    DeadlineTable<PrefixPair, PrefixPairHash> m_mismatches{
        [this](const PrefixPair& pair) { HandleMismatch(pair); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SENDER_LEARNING_H
