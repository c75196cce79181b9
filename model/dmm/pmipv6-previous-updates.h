/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREVIOUS_UPDATES_H
#define PMIPV6_PREVIOUS_UPDATES_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-exchange.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-pacing-queue.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-dmm
/// A MAAR, and a node of which it is told.
struct MaarAndNode
{
    Ipv6Address maar;       //!< address of the MAAR
    std::string identifier; //!< MN-Identifier

    /// @param other another @return true if it is the same
    bool operator==(const MaarAndNode& other) const
    {
        return maar == other.maar && identifier == other.identifier;
    }
};

/// @ingroup pmipv6-dmm
/// Hash of a MaarAndNode, for unordered containers.
struct MaarAndNodeHash
{
    /// @param one what @return its hash
    std::size_t operator()(const MaarAndNode& one) const
    {
        return AddressHash()(one.maar) * 31 + std::hash<std::string>()(one.identifier);
    }
};

/**
 * @ingroup pmipv6-dmm
 * Proxy Binding Updates of a CMD to MAARs. Those to previous MAARs leave with a least time between
 * any two (RFC 8885, 3.2: pacing MUST be introduced), their repetitions too; one that waits is
 * replaced by what is later of the same node for the same MAAR. A MAAR that does not answer for
 * long is given up; one that answers that it has heard something later is told again, as that may
 * never come here.
 */
class PreviousUpdates
{
  public:
    /// By what it works.
    struct Settings
    {
        Ipv6Address address;     //!< of the CMD
        Time pacing;             //!< between any two; 0: none waits
        std::size_t capacity{0}; //!< how many may wait
        Time silence;            //!< without an answer, until a MAAR is given up
    };

    /// Takes the answer; null: there is none, or a Binding Error instead. A MAAR that knows
    /// something later may answer more than once.
    using Done = std::function<void(const BindingAcknowledgement* answer)>;

    /**
     * @param signaling the node's
     * @param settings by what it works
     */
    void Start(Ptr<MobilitySignaling> signaling, const Settings& settings);

    /**
     * Tell a MAAR of a node, in the place of what it is being told of it.
     *
     * @param to which MAAR, and of which node
     * @param update what to tell
     * @param isPaced it waits its turn: of those to previous MAARs
     * @param purpose what for, for the traces
     * @param done takes the answer
     */
    void Tell(const MaarAndNode& to,
              const BindingUpdate& update,
              bool isPaced,
              const std::string& purpose,
              Done done);

    /**
     * What a MAAR is being told of a node is not up to date any more. It is told so with the next
     * repetition, whose time stays (RFC 8885, 3.6: time-outs double until there is an answer).
     *
     * @param to which MAAR, and of which node; nothing happens if it is not being told
     * @param update what to tell
     */
    void Renew(const MaarAndNode& to, const BindingUpdate& update);

    /**
     * Tell a MAAR of a node no more.
     *
     * @param to which, and of which node; nothing happens if it is not being told
     */
    void Cancel(const MaarAndNode& to);

    /// Tell nobody any more.
    void Clear();

    /// Let go of the signaling.
    void Dispose();

    /// @return what waits its turn
    const PacingQueue<MaarAndNode, MaarAndNodeHash>& GetQueue() const
    {
        return m_queue;
    }

  private:
    /// What a MAAR is being told.
    struct Telling
    {
        BindingUpdate update; //!< what
        uint64_t sent{0};     //!< time that was sent last, as a Timestamp option has it
        std::string purpose;  //!< what for
        bool isPaced{true};   //!< it waits its turn
        Time contradicted;    //!< after how long it is told again if it knows something later
        Done done;            //!< takes the answer
        Exchange exchange;    //!< once it has left
    };

    /**
     * Have something leave when it is its turn; if there is no room, after a while.
     *
     * @param to which MAAR is told, and of which node
     * @param send sends
     */
    void Queue(const MaarAndNode& to, std::function<void()> send);

    /**
     * It is its turn.
     *
     * @param to which MAAR is told, and of which node
     */
    void Send(const MaarAndNode& to);

    /**
     * A MAAR knows something later.
     *
     * @param to which MAAR was told, and of which node
     * @param answer which says so
     */
    void HandleContradiction(const MaarAndNode& to, const BindingAcknowledgement& answer);

    /**
     * It is over.
     *
     * @param to which MAAR was told, and of which node
     * @param answer the answer, or null
     */
    void Finish(const MaarAndNode& to, const BindingAcknowledgement* answer);

    Ptr<MobilitySignaling> m_signaling;                                   //!< the node's
    Settings m_settings;                                                  //!< by what it works
    PacingQueue<MaarAndNode, MaarAndNodeHash> m_queue;                    //!< what waits its turn
    std::unordered_map<MaarAndNode, Telling, MaarAndNodeHash> m_tellings; //!< under way
    DeadlineTable<MaarAndNode, MaarAndNodeHash> m_silences{
        //!< when MAARs are given up
        [this](const MaarAndNode& to) { Finish(to, nullptr); }};
    DeadlineTable<MaarAndNode, MaarAndNodeHash> m_unsent{
        //!< when what had no room, or was contradicted, tries again
        [this](const MaarAndNode& to) { Queue(to, [this, to] { Send(to); }); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREVIOUS_UPDATES_H
