/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ANSWERS_H
#define PMIPV6_GATEWAY_ANSWERS_H

#include "pmipv6-answer-rules.h"
#include "pmipv6-attachment-table.h"
#include "pmipv6-gateway-advertising.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-gateway-service.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-node-presence.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registrar.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What comes of the answers to a gateway's registrations (RFC 5213, 6.9.1.2), once the rules have
 * said what they mean.
 */
class GatewayAnswers
{
  public:
    /// Register a node again that has not just attached, once that is proven; why.
    using RegisterAgain =
        std::function<void(const BindingUpdateListEntry&, Proof, const std::string& reason)>;
    /// Is a request for it under way, or the node asked whether it is there?
    using IsUnderWay = std::function<bool(const BindingUpdateListEntry&)>;
    /// What a function of the gateway makes of an answer; nothing: none has anything to say.
    using Judge = std::function<std::optional<AnswerVerdict>(const BindingUpdateListEntry&,
                                                             const BindingUpdate&,
                                                             const BindingAcknowledgement&)>;

    /**
     * @param table the attachments
     * @param registrar sends Proxy Binding Updates
     * @param service what happens to the nodes' packets
     * @param advertising what the nodes are told of prefixes
     * @param listener the gateway
     */
    GatewayAnswers(AttachmentTable& table,
                   ProxyRegistrar& registrar,
                   GatewayService& service,
                   GatewayAdvertising& advertising,
                   const GatewayListener& listener)
        : m_table(table),
          m_registrar(registrar),
          m_service(service),
          m_advertising(advertising),
          m_listener(listener)
    {
    }

    /**
     * @param policies the policy profiles, which keep the sequence numbers of sessions
     * @param registerAgain registers a node again
     * @param isUnderWay whether that is under way
     * @param judge what functions make of answers
     */
    void Start(Ptr<PolicyStore> policies,
               RegisterAgain registerAgain,
               IsUnderWay isUnderWay,
               Judge judge);

    /**
     * The anchor has answered a registration (RFC 5213, 6.9.1.2).
     *
     * @param entry the registration
     * @param update the request
     * @param answer the Proxy Binding Acknowledgement
     */
    void Handle(const BindingUpdateListEntry& entry,
                const BindingUpdate& update,
                const BindingAcknowledgement& answer);

    /**
     * @param identifier MN-Identifier
     * @param anchor LMAA
     * @return true if the anchor has refused the node for good
     */
    bool IsDenied(const std::string& identifier, const Ipv6Address& anchor) const
    {
        const auto known = m_denied.find(identifier);
        return known != m_denied.end() && known->second.count(anchor) > 0;
    }

    /**
     * Refuse a node no more for good.
     *
     * @param identifier MN-Identifier
     */
    void Readmit(const std::string& identifier)
    {
        m_denied.erase(identifier);
    }

    /// Forget who is refused for good.
    void Clear()
    {
        m_denied.clear();
    }

    /// Let go of the policy profiles.
    void Dispose();

  private:
    /**
     * @param entry the registration
     * @param update what was asked
     * @param answer to it
     * @return what an answer means, by functions or by RFC 5213, 6.9.1.2
     */
    AnswerVerdict Decide(const BindingUpdateListEntry& entry,
                         const BindingUpdate& update,
                         const BindingAcknowledgement& answer) const;

    /**
     * The anchor's answer is of another request, or of none.
     *
     * @param entry the registration
     * @param reason why
     */
    void Ignore(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * The anchor has accepted, but in a way that is of no use.
     *
     * @param entry the registration
     * @param reason why
     * @param mayPass it may be of use at the next attempt
     */
    void RefuseAnswer(const BindingUpdateListEntry& entry, const std::string& reason, bool mayPass);

    /**
     * The anchor has accepted.
     *
     * @param entry the registration
     * @param answer the answer
     * @param verdict what it means
     */
    void Accept(const BindingUpdateListEntry& entry,
                const BindingAcknowledgement& answer,
                const AnswerVerdict& verdict);

    /**
     * A session has been handed off to an interface here: other interfaces of the node that had it
     * here have it no more. Nothing is signalled, since a de-registration would end the session
     * (RFC 5213, 5.4.1.1, 5).
     *
     * @param entry the registration that has the session
     * @param prefixes the session's
     */
    void EndOthers(const BindingUpdateListEntry& entry, const std::vector<Prefix>& prefixes);

    /**
     * The anchor has refused.
     *
     * @param entry the registration
     * @param answer the answer
     * @param verdict what it means
     */
    void HandleRefusal(const BindingUpdateListEntry& entry,
                       const BindingAcknowledgement& answer,
                       const AnswerVerdict& verdict);

    /**
     * Do what may help against a refusal.
     *
     * @param entry the registration
     * @param answer the answer
     * @param remedy what may help
     */
    void Remedy(const BindingUpdateListEntry& entry,
                const BindingAcknowledgement& answer,
                RefusalRemedy remedy);

    /**
     * Register a node once more after RefusalRetryDelay.
     *
     * @param entry the registration
     */
    void RetryLater(const BindingUpdateListEntry& entry);

    /**
     * A registration was refused for its timestamp though this node's clock is right: it was late,
     * or the anchor's clock is wrong. Register the node once more, the first time at once, then
     * after RefusalRetryDelay; meanwhile a binding that lives is left as it is.
     *
     * @param entry the registration
     */
    void TryAgain(const BindingUpdateListEntry& entry);

    /**
     * Use the link-local address towards a node that the anchor gives, or tell the anchor another
     * (RFC 5213, 6.9.1.2, 15).
     *
     * @param entry the registration
     * @param answer the anchor's answer
     * @return true if the anchor is to be told another
     */
    bool TakeLinkLocalAddress(const BindingUpdateListEntry& entry,
                              const BindingAcknowledgement& answer);

    AttachmentTable& m_table;          //!< the attachments
    ProxyRegistrar& m_registrar;       //!< sends Proxy Binding Updates
    GatewayService& m_service;         //!< what happens to the nodes' packets
    GatewayAdvertising& m_advertising; //!< what the nodes are told of prefixes
    const GatewayListener& m_listener; //!< the gateway
    Ptr<PolicyStore> m_policies;       //!< policy profiles
    RegisterAgain m_registerAgain;     //!< registers a node again
    IsUnderWay m_isUnderWay;           //!< whether that is under way
    Judge m_judge;                     //!< what functions make of answers
    /// By MN-Identifier, who has refused it for good, until Readmit.
    std::map<std::string, std::set<Ipv6Address>> m_denied;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ANSWERS_H
