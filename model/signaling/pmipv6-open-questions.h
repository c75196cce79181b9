/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OPEN_QUESTIONS_H
#define PMIPV6_OPEN_QUESTIONS_H

#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * What a node has asked its peers and is not answered yet, by MH Type, and which MH Types each has
 * shown to know. A Binding Error with status 2 does not name the message that it refuses (RFC 6275,
 * 6.1.9); this says which kind of message it can mean.
 */
class OpenQuestions
{
  public:
    /**
     * A question is out.
     *
     * @param peer to whom
     * @param kind its MH Type
     */
    void Open(const Ipv6Address& peer, MessageType kind);

    /**
     * A question is over: answered, given up or withdrawn.
     *
     * @param peer to whom it went
     * @param kind its MH Type; one of that kind was opened
     */
    void Close(const Ipv6Address& peer, MessageType kind);

    /**
     * A peer has sent a message: it knows its MH Type, so that it refuses none of that kind.
     *
     * @param peer the peer; one that is trusted
     * @param type the MH Type of the message, or of the request that it answers
     * @param isLasting it is kept when nothing is asked of the peer any more: it has an association
     *                  of its own
     */
    void Learn(const Ipv6Address& peer, MessageType type, bool isLasting = true);

    /**
     * @param peer a peer
     * @return true if a question is out to it, so that it may answer with a Binding Error
     */
    bool IsAnyOpen(const Ipv6Address& peer) const;

    /**
     * @param peer a peer
     * @param kind an MH Type
     * @return true if questions of that kind are out to it, and no others
     */
    bool IsOnlyKind(const Ipv6Address& peer, MessageType kind) const;

    /**
     * @param kind an MH Type
     * @return true if a question of that kind is out to anybody
     */
    bool IsOut(MessageType kind) const;

    /**
     * What a peer refuses that says that it does not know an MH Type: the one kind, of those out to
     * it, that it has not shown to know.
     *
     * @param peer the peer
     * @return that MH Type; nothing if there is none or more than one
     */
    std::optional<MessageType> FindRefused(const Ipv6Address& peer) const;

    /// @return of how many peers something is kept
    std::size_t GetSize() const
    {
        return m_peers.size();
    }

  private:
    /// Of one peer.
    struct Peer
    {
        std::map<MessageType, uint32_t> open; //!< how many questions of a kind are out
        std::set<MessageType> known;          //!< kinds that it knows
        bool isLasting{false};                //!< these are kept
    };

    std::unordered_map<Ipv6Address, Peer, AddressHash> m_peers; //!< by address
    std::map<MessageType, uint32_t> m_out;                      //!< how many of a kind, to all
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OPEN_QUESTIONS_H
