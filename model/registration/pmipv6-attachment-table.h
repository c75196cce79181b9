/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ATTACHMENT_TABLE_H
#define PMIPV6_ATTACHMENT_TABLE_H

#include "pmipv6-binding-update-list.h"
#include "pmipv6-deadline-timer.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-registration
/// What an anchor has granted.
struct Grant
{
    std::vector<Prefix> prefixes; //!< home network prefixes
    Time lifetime;                //!< from the request on
    Time refreshAfter;            //!< when to extend it, from the request on
};

/**
 * @ingroup pmipv6-registration
 * The attachments of mobile nodes at a gateway, with their registrations: the only writer of its
 * binding update list. Each transition of a registration's state is one function, and is told to
 * the listener once the entry's state is as it shall be; one whose deadline has come is told too.
 */
class AttachmentTable
{
  public:
    /// Who is told.
    struct Listener
    {
        /// When an entry needs attention next; Time::Max() if never.
        std::function<Time(const BindingUpdateListEntry&)> getDeadline;
        /// A transition: the entry, as it is after it, or before it is removed (NONE); the state
        /// before, the state after, why.
        std::function<void(const BindingUpdateListEntry&,
                           AttachmentState,
                           AttachmentState,
                           const std::string&)>
            changed;
        /// An entry needs attention. Its deadline is another afterwards.
        std::function<void(const BindingUpdateListEntry&)> due;
    };

    AttachmentTable() = default;
    AttachmentTable(const AttachmentTable&) = delete;
    AttachmentTable& operator=(const AttachmentTable&) = delete;

    /**
     * @param listener who is told; before the first entry
     */
    void SetListener(Listener listener);

    /// @return the binding update list
    const BindingUpdateList& GetList() const
    {
        return m_list;
    }

    /**
     * An interface has attached, or has attached once more: a registration of it begins anew (RFC
     * 5213, 6.9.1.1).
     *
     * @param key the registration
     * @param identifier MN-Identifier, if there is no entry
     * @param anchor LMAA, if there is no entry
     * @param technology of the access link
     * @return the entry
     */
    const BindingUpdateListEntry& Attach(const RegistrationKey& key,
                                         const std::string& identifier,
                                         const Ipv6Address& anchor,
                                         AccessTechnologyType technology);

    /**
     * Set what to ask for.
     *
     * @param entry an entry
     * @param requested home network prefixes; none: an assignment
     * @param linkLocal the gateway's address on the link with the node, if it is signalled
     */
    void SetRequested(const BindingUpdateListEntry& entry,
                      std::vector<Prefix> requested,
                      const std::optional<Ipv6Address>& linkLocal);

    /**
     * Ask for no prefix from now on, neither one that was registered nor one of the policy.
     *
     * @param entry an entry
     */
    void ForgetPrefixes(const BindingUpdateListEntry& entry);

    /**
     * @param entry an entry
     * @param linkLocal the gateway's address on the link with the node
     */
    void SetLinkLocal(const BindingUpdateListEntry& entry, const Ipv6Address& linkLocal);

    /**
     * A node is to be registered: nothing is forwarded before the anchor's answer.
     *
     * @param entry an entry
     * @param reason why
     */
    void BeginRegistration(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * The anchor has registered the node (RFC 5213, 6.9.1.2).
     *
     * @param entry an entry
     * @param grant what it has granted
     */
    void Register(const BindingUpdateListEntry& entry, const Grant& grant);

    /**
     * The anchor has extended a registration (RFC 5213, 6.9.1.3).
     *
     * @param entry an entry that is REGISTERED, with the same prefixes
     * @param grant what it has granted
     */
    void Extend(const BindingUpdateListEntry& entry, const Grant& grant);

    /**
     * A registration is refused, or its answer of no use.
     *
     * @param entry an entry
     * @param reason why
     * @param mayBeBound the anchor has a binding all the same, or may have
     */
    void Refuse(const BindingUpdateListEntry& entry,
                const std::string& reason,
                bool mayBeBound = false);

    /**
     * The anchor has revoked a registration (RFC 5846, 9.1), which it has no more, nor has the
     * node its prefixes. The listener still sees them.
     *
     * @param entry an entry
     * @param reason why
     */
    void Revoke(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * The lifetime of a registration is over, and the anchor's binding too (RFC 5213, 6.9.4, 2).
     *
     * @param entry an entry that is REGISTERED
     * @param to REGISTERING if it is being registered, else REFUSED
     */
    void End(const BindingUpdateListEntry& entry, AttachmentState to);

    /**
     * The node is gone: its registration is to end (RFC 5213, 6.9.1.4).
     *
     * @param entry an entry
     * @param reason why
     */
    void BeginDeregistration(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * A registration is over.
     *
     * @param entry an entry, which is not there afterwards
     * @param reason why
     */
    void Remove(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * Register a node again at a time, if it is not before.
     *
     * @param entry an entry
     * @param at when
     */
    void RetryAt(const BindingUpdateListEntry& entry, Time at);

    /**
     * That time has come.
     *
     * @param entry an entry
     */
    void NoteRetry(const BindingUpdateListEntry& entry);

    /**
     * A node is registered again at once after TIMESTAMP_MISMATCH.
     *
     * @param entry an entry
     */
    void NoteTriedAgain(const BindingUpdateListEntry& entry);

    /**
     * A node is refused for this gateway's clock.
     *
     * @param entry an entry that is REFUSED
     */
    void NoteClockRefused(const BindingUpdateListEntry& entry);

    /**
     * A registration is being extended: not once more before its lifetime is over.
     *
     * @param entry an entry that is REGISTERED
     */
    void NoteRefresh(const BindingUpdateListEntry& entry);

    /**
     * A silent node is asked whether it is there.
     *
     * @param entry an entry that is REGISTERED
     */
    void NoteSilence(const BindingUpdateListEntry& entry);

    /**
     * A node is asked whether it is there, to be registered when it answers. Of several questions
     * the last one counts.
     *
     * @param entry an entry
     * @return the question's number
     */
    uint64_t BeginQuestion(const BindingUpdateListEntry& entry);

    /**
     * A node has answered.
     *
     * @param entry its entry
     * @param question the question's number
     * @return false if a later question counts, or none any more
     */
    bool EndQuestion(const BindingUpdateListEntry& entry, uint64_t question);

    /**
     * A request is under way, though it may be put off.
     *
     * @param entry an entry
     */
    void BeginRequest(const BindingUpdateListEntry& entry);

    /**
     * A request is sent.
     *
     * @param entry its entry
     * @param sequence its sequence number
     * @param timestamp its timestamp, 0 if it has none
     * @param isRetransmission it was sent before, and may have been answered
     */
    void NoteSent(const BindingUpdateListEntry& entry,
                  uint16_t sequence,
                  uint64_t timestamp,
                  bool isRetransmission);

    /**
     * A request is over.
     *
     * @param entry its entry
     */
    void EndRequest(const BindingUpdateListEntry& entry);

    /// Forget all entries without a word.
    void Dispose();

  private:
    /**
     * Change an entry, with its deadline.
     *
     * @param entry an entry
     * @param change gets it
     */
    template <typename Change>
    void Modify(const BindingUpdateListEntry& entry, Change change);

    /**
     * Every transition: tells the listener.
     *
     * @param entry an entry
     * @param to state after; NONE removes it
     * @param reason why
     */
    void Transition(const BindingUpdateListEntry& entry,
                    AttachmentState to,
                    const std::string& reason);

    /**
     * Take over what an anchor has granted.
     *
     * @param entry an entry
     * @param grant what it has granted
     */
    void Take(const BindingUpdateListEntry& entry, const Grant& grant);

    /// @return the earliest deadline
    Time GetNextDeadline() const;

    BindingUpdateList m_list;  //!< the registrations
    Listener m_listener;       //!< who is told
    uint64_t m_attachments{0}; //!< counts attachments
    uint64_t m_questions{0};   //!< counts questions to nodes
    /// Tells of the entry with the earliest deadline.
    DeadlineTimer m_timer{[this] { return GetNextDeadline(); },
                          [this] { m_listener.due(*m_list.GetNextDeadline()); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ATTACHMENT_TABLE_H
