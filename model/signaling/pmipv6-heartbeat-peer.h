/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HEARTBEAT_PEER_H
#define PMIPV6_HEARTBEAT_PEER_H

#include "pmipv6-mobility-message.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * What a node knows of a peer by Heartbeats (RFC 5847, 3): whether it answers, and its Restart
 * Counter. Knows no time and sends nothing.
 */
class HeartbeatPeer
{
  public:
    /// What a message has changed.
    struct Change
    {
        std::string ignored;               //!< why it changes nothing; empty if it was taken
        bool isReachable{false};           //!< the peer was not reachable, and is again
        std::optional<uint32_t> restarted; //!< the peer has restarted: its Restart Counter
    };

    /// @return the next request; the one before counts as missed if it stayed unanswered
    Heartbeat MakeRequest();

    /**
     * Has the peer just become unreachable (RFC 5847, 3.1)? Asked behind MakeRequest.
     *
     * @param allowed MISSING_HEARTBEATS_ALLOWED
     * @return true the first time that more requests in a row were missed
     */
    bool LosesReachability(uint32_t allowed);

    /// The peer is not asked at present.
    void Pause();

    /**
     * @param response a Heartbeat Response of the peer
     * @return what it changes
     */
    Change Take(const Heartbeat& response);

    /**
     * The peer refuses a Heartbeat as of an MH Type that it does not know: it is not awaited any
     * more. After the second time that nothing but a Heartbeat can have been meant, the peer knows
     * none (RFC 5847, 3).
     *
     * @param isCertain no other question was out
     */
    void TakeRefusal(bool isCertain);

    /// The peer is told unasked that this node has restarted: it may refuse that.
    void Tell();

    /// @return true if a Heartbeat is out that is neither answered nor refused
    bool IsOpen() const
    {
        return m_isAwaited || m_isTold;
    }

    /// This node has restarted: what was stored of the peer is lost (RFC 5847, 3.2).
    void Forget();

    /// @return false if the peer has said that it knows no Heartbeats
    bool IsSupported() const
    {
        return m_refusals < 2;
    }

    /// @return false if the peer is known not to be reachable
    bool IsReachable() const
    {
        return m_isReachable;
    }

    /// @return the peer's Restart Counter, if it is known
    std::optional<uint32_t> GetCounter() const
    {
        return m_counter;
    }

  private:
    uint32_t m_sequence{0};            //!< of the last request
    bool m_isAwaited{false};           //!< the last request has no response yet
    uint32_t m_missing{0};             //!< MISSING_HEARTBEAT
    bool m_isReachable{true};          //!< as far as is known
    bool m_isTold{false};              //!< an unsolicited one was the last that was sent
    uint32_t m_refusals{0};            //!< how often in a row it has certainly refused one
    std::optional<uint32_t> m_counter; //!< Restart Counter
    std::optional<uint32_t> m_restart; //!< the one of the restart that was noticed last
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HEARTBEAT_PEER_H
