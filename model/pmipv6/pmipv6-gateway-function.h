/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_FUNCTION_H
#define PMIPV6_GATEWAY_FUNCTION_H

#include "pmipv6-answer-rules.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-policy-profile.h"

#include "ns3/object.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

class MobileAccessGateway;

/**
 * @ingroup pmipv6-pmipv6
 * Something that a mobile access gateway does beyond RFC 5213, given to it by
 * MobileAccessGateway::AddFunction. The gateway asks it before it registers a mobile node, shows it
 * requests and answers, and tells it what becomes of its mobile nodes; other messages it takes from
 * the node's MobilitySignaling, and packets are told to it by the forwarding table. Several
 * functions are asked and told in the order in which they were added.
 */
class GatewayFunction : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * The gateway has started: no mobile node yet.
     *
     * @param gateway the gateway; outlives this function's work
     */
    virtual void Start(Ptr<MobileAccessGateway> gateway) = 0;

    /// The gateway stops, or is disposed of while it works: nothing more is sent, and nothing that
    /// was registered on the node is left there.
    virtual void Stop() = 0;

    /// The gateway loses all state, as a node that restarts; nothing is sent about it.
    virtual void Restart() = 0;

    /**
     * A mobile node has attached that RFC 5213 lets be registered.
     *
     * @param profile its policy profile
     * @param node its link-layer address
     * @return why it gets no service all the same, as the trace Refused tells it; nothing: it does
     */
    virtual std::optional<std::string> Refuse(const PolicyProfile& profile,
                                              const LinkLayerAddress& node);

    /**
     * A mobile node that is not registered here is about to be. It stays with its anchor until it
     * is gone.
     *
     * @param profile its policy profile
     * @param node its link-layer address
     * @return the anchor's LMAA, which must be among the gateway's anchors (AddAnchor); nothing:
     * the one of the next function, of the policy profile at last
     */
    virtual std::optional<Ipv6Address> ChooseAnchor(const PolicyProfile& profile,
                                                    const LinkLayerAddress& node);

    /**
     * A mobile node has attached. It is registered at these anchors too, by a registration of its
     * own each, with this gateway's address on the link.
     *
     * @param profile its policy profile
     * @return LMAAs, which must be among the gateway's anchors; none: it is not
     */
    virtual std::vector<Ipv6Address> GetFurtherAnchors(const PolicyProfile& profile) const;

    /**
     * A Proxy Binding Update is made; with lifetime 0 it de-registers. Repetitions have the same
     * options. The answer has an MN-LL-Identifier if the request has one.
     *
     * @param entry the registration
     * @param request the message, to which options may be added
     */
    virtual void AddToRequest(const BindingUpdateListEntry& entry, BindingUpdate& request);

    /**
     * A Proxy Binding Acknowledgement has come, of a registration or de-registration of which it
     * tells rightly (RFC 5213, 6.9.1.2, 6). What becomes of it is told later.
     *
     * @param entry the registration
     * @param request what it answers, as it was last sent
     * @param answer the message
     */
    virtual void HandleAnswer(const BindingUpdateListEntry& entry,
                              const BindingUpdate& request,
                              const BindingAcknowledgement& answer);

    /**
     * What does an answer mean to a registration?
     *
     * @param entry the registration
     * @param request what it answers, as it was last sent
     * @param answer the message
     * @return what it means; nothing: what the next function says, RFC 5213 (6.9.1.2) at last
     */
    virtual std::optional<AnswerVerdict> JudgeAnswer(const BindingUpdateListEntry& entry,
                                                     const BindingUpdate& request,
                                                     const BindingAcknowledgement& answer);

    /**
     * A node is gone. RFC 5213, 6.9.1.4 has its anchor told.
     *
     * @param entry its registration
     * @param reason how it is known, as the trace StateChange has it
     * @return true: the registration ends here without a word to the anchor
     */
    virtual bool IsDepartureKept(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * @param entry a registration
     * @return true: where the packets of its prefixes go is written into the forwarding table by
     *         this function, once it is told of the state (HandleAttachment); false: by the next
     *         function, by the gateway at last (RFC 5213, 6.10.5). What the node may send from is
     *         opened by the gateway in any case
     */
    virtual bool IsForwarder(const BindingUpdateListEntry& entry) const;

    /**
     * A node is told of its prefixes: those of its registrations, in whose stead or beside which
     * this function may have others, and other routers.
     *
     * @param node its link-layer address, which has a registration that is REGISTERED
     * @param but a registration of it that does not count; null: all do
     * @param told what each router tells it: at first the gateway itself, of all registrations
     * @return false if it may have more, which cannot be told yet: what it was told stays meanwhile
     */
    virtual bool AddAdvertised(const LinkLayerAddress& node,
                               const BindingUpdateListEntry* but,
                               std::vector<AdvertisedRouter>& told) const;

    /**
     * The state of an attachment has changed, and the node's traffic is opened or closed already.
     * What was held that a node has sent before it is REGISTERED (UplinkBufferSize) is forwarded
     * after this, so that it goes by whatever is written here into the forwarding table.
     *
     * @param entry the entry, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     * @param reason why, as the trace StateChange has it
     */
    virtual void HandleAttachment(const BindingUpdateListEntry& entry,
                                  AttachmentState from,
                                  AttachmentState to,
                                  const std::string& reason) = 0;

    /**
     * The anchor has accepted a registered node once more, with the same prefixes.
     *
     * @param entry the entry
     */
    virtual void HandleExtension(const BindingUpdateListEntry& entry) = 0;

    /**
     * An anchor has restarted and lost its sessions (RFC 5847, 3.2).
     *
     * @param anchor its LMAA
     */
    virtual void HandleAnchorRestart(const Ipv6Address& anchor) = 0;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_FUNCTION_H
