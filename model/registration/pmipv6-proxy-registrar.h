/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROXY_REGISTRAR_H
#define PMIPV6_PROXY_REGISTRAR_H

#include "pmipv6-attachment-table.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/nstime.h"

#include <functional>
#include <map>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * Sends a gateway's Proxy Binding Updates, one exchange an entry of the binding update list at a
 * time: numbers and dates each (RFC 5213, 5.5), repeats a registration while its node is there, and
 * tells the gateway what comes of it.
 */
class ProxyRegistrar
{
  public:
    /// What the gateway knows, and is told.
    struct Listener
    {
        std::function<Time()> getTimeOfDay; //!< by the gateway's clock
        /// A request is made, and may get more options.
        std::function<void(const BindingUpdateListEntry&, BindingUpdate&)> made;
        /// A registration or de-registration is answered, before anything comes of it.
        std::function<void(const BindingUpdateListEntry&,
                           const BindingUpdate&,
                           const BindingAcknowledgement&)>
            seen;
        /// Tells, at once or later, whether a node is there, upon which a request is repeated.
        std::function<void(const BindingUpdateListEntry&, std::function<void(bool)>)> isThere;
        /// A registration is answered: the entry, request, answer.
        std::function<void(const BindingUpdateListEntry&,
                           const BindingUpdate&,
                           const BindingAcknowledgement&)>
            answered;
        /// A registration is given up, and why: its node is not there, or the anchor knows no Proxy
        /// Binding Updates.
        std::function<void(const LinkLayerAddress&, const std::string&)> gone;
        /// A de-registration is over: the entry, and how it ended.
        std::function<void(const BindingUpdateListEntry&, const std::string&)> deregistered;
    };

    /**
     * @param table the gateway's attachments, where numbers and times are noted
     */
    explicit ProxyRegistrar(AttachmentTable& table)
        : m_table(table)
    {
    }

    /**
     * @param signaling the node's signaling
     * @param policies the policy profiles, which keep the sequence numbers of sessions
     * @param local Proxy-CoA
     * @param isTimestampInUse TimestampBasedApproachInUse; else sequence numbers order requests
     * @param listener the gateway
     */
    void Start(Ptr<MobilitySignaling> signaling,
               Ptr<PolicyStore> policies,
               const Ipv6Address& local,
               bool isTimestampInUse,
               Listener listener);

    /**
     * Send a Proxy Binding Update that registers a node or extends its registration, until it is
     * answered or the node is gone.
     *
     * @param entry the node's entry
     * @param indicator the handoff hint
     * @param lifetime lifetime to ask for, at least 4 s
     * @param purpose what for, for the traces
     */
    void Register(const BindingUpdateListEntry& entry,
                  HandoffIndicator indicator,
                  Time lifetime,
                  const std::string& purpose);

    /**
     * Send the Proxy Binding Update that ends a registration, once (RFC 5213, 6.9.1.4).
     *
     * @param entry the node's entry
     */
    void Deregister(const BindingUpdateListEntry& entry);

    /**
     * The request under way for an entry is answered by another than its anchor: what comes of it
     * is as if its anchor had answered.
     *
     * @param entry the entry; nothing happens if no request of it waits
     * @param answer the answer
     */
    void Answer(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer);

    /**
     * End the exchange under way for an entry, if there is one.
     *
     * @param entry the entry
     */
    void Cancel(const BindingUpdateListEntry& entry);

    /// Let go of the node's objects.
    void Dispose();

  private:
    /**
     * @param entry the node's entry
     * @param indicator the handoff hint
     * @param lifetime lifetime to ask for, in units of 4 s; 0 de-registers
     * @return a question to its anchor, numbered and dated when it is sent
     */
    Question MakeQuestion(const BindingUpdateListEntry& entry,
                          HandoffIndicator indicator,
                          uint16_t lifetime);

    /**
     * Ask a question, and note it in the entry.
     *
     * @param entry the node's entry
     * @param question the question
     */
    void Ask(const BindingUpdateListEntry& entry, Question question);

    /**
     * An exchange is over: note it in the entry.
     *
     * @param entry the entry
     */
    void Close(const BindingUpdateListEntry& entry);

    /**
     * Give a message its number and its time, just before it is sent.
     *
     * @param message the Proxy Binding Update
     * @param key of which registration
     * @param isRetransmission it was sent before
     */
    void Prepare(MobilityMessage& message, const RegistrationKey& key, bool isRetransmission);

    AttachmentTable& m_table;                        //!< the gateway's
    Ptr<MobilitySignaling> m_signaling;              //!< the node's signaling
    Ptr<PolicyStore> m_policies;                     //!< keep sequence numbers
    Ipv6Address m_local;                             //!< Proxy-CoA
    bool m_isTimestampInUse{true};                   //!< TimestampBasedApproachInUse
    Listener m_listener;                             //!< the gateway
    uint16_t m_counter{0};                           //!< of requests, with the timestamp scheme
    std::map<RegistrationKey, Exchange> m_exchanges; //!< under way
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROXY_REGISTRAR_H
