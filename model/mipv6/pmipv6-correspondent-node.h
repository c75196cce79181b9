/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_NODE_H
#define PMIPV6_CORRESPONDENT_NODE_H

#include "pmipv6-care-of-paths.h"
#include "pmipv6-correspondent-bindings.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-nonces.h"
#include "pmipv6-random-octets.h"
#include "pmipv6-security-associations.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * A correspondent of Mobile IPv6 that does route optimization (RFC 6275, 8.2 and 9): it answers the
 * tests of return routability, keeps a Binding Cache of what they authorize, and sends straight to
 * care-of addresses. On any host, be it mobile itself. It needs the hash functions of libgcrypt
 * (IsKeyedHashAvailable); without them its start ends the program with a sentence.
 */
class CorrespondentNode : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @return its Binding Cache
    const CorrespondentBindings& GetBindings() const
    {
        return m_bindings;
    }

    /// Lose all that it knows, as a node does that restarts (RFC 6275, 5.2.7 and 5.2.9). It tells
    /// nobody.
    void Restart();

    /**
     * Give node keys and nonces another random stream than the one by the node's number that they
     * have.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    virtual int64_t AssignStreams(int64_t stream)
    {
        m_random.SetStream(stream);
        return 1;
    }

    /**
     * TracedCallback signature for transitions of bindings.
     *
     * @param row the binding as it is now, or, if nothing is left, as it was
     * @param from its state before
     * @param to its state now
     */
    using BindingTracedCallback = void (*)(const CorrespondentBinding& row,
                                           CorrespondentBindingState from,
                                           CorrespondentBindingState to);

    /**
     * TracedCallback signature for refused Binding Updates.
     *
     * @param homeAddress the mobile node's
     * @param status of the answer
     */
    using RefusedTracedCallback = void (*)(const Ipv6Address& homeAddress, BindingStatus status);

    /**
     * TracedCallback signature for Binding Updates that are not answered.
     *
     * @param homeAddress the mobile node's
     * @param reason why
     */
    using IgnoredTracedCallback = void (*)(const Ipv6Address& homeAddress,
                                           const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// How a keygen token is made: ComputeHomeKeygenToken or ComputeCareOfKeygenToken.
    using TokenFunction = uint64_t (*)(const NodeKey&, const Ipv6Address&, const Nonce&);

    /**
     * Answer a Home Test Init or a Care-of Test Init.
     *
     * @tparam Test the answer's type
     * @param init the request
     * @param context whence and whither it came
     * @param compute gives the keygen token
     * @return false if it is to be ignored
     */
    template <class Test>
    bool AnswerTest(const AddressTestInit& init,
                    const MessageContext& context,
                    TokenFunction compute);

    /**
     * Send the answer to a Binding Update, to where that has come from.
     *
     * @param answer what it says
     * @param context of the Binding Update
     */
    void Answer(const BindingAcknowledgement& answer, const MessageContext& context) const;

    /**
     * A Binding Update to a home agent has come.
     *
     * @param update the message
     * @param context whence and whither it came
     * @return false if there is one on the node
     */
    bool RefuseHome(const BindingUpdate& update, const MessageContext& context) const;

    /**
     * A Binding Update has come.
     *
     * @param update the message
     * @param context whence and whither it came
     */
    void Handle(const BindingUpdate& update, const MessageContext& context);

    /**
     * Do what was decided.
     *
     * @param verdict what
     * @param facts of what
     * @return the answer, without its authenticator
     */
    BindingAcknowledgement Act(const CorrespondentUpdateVerdict& verdict,
                               const CorrespondentUpdateFacts& facts);

    /**
     * A binding has changed. See CorrespondentBindings::Listener.
     *
     * @param row which
     * @param from its state before
     * @param to its state now
     * @param event what has happened
     */
    void HandleChange(const CorrespondentBinding& row,
                      CorrespondentBindingState from,
                      CorrespondentBindingState to,
                      CorrespondentBindingEvent event);

    /// The end of a binding is near: ask for another if packets go by it. @param key of the binding
    void RequestRefresh(const CorrespondentKey& key);

    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ptr<CareOfPaths> m_paths;           //!< how its packets go straight
    RoleAssociations m_trusted;         //!< what anybody may send
    CorrespondentBindings m_bindings;   //!< its Binding Cache
    Nonces m_nonces;                    //!< its nonces
    RandomOctets m_random;              //!< draws them
    std::vector<uint32_t> m_handlers;   //!< registrations at the signaling
    uint32_t m_check{0};                //!< registration at the home addresses
    Time m_nonceInterval;               //!< NonceInterval
    Time m_nonceLifetime;               //!< MaxNonceLifetime
    Time m_maxLifetime;                 //!< MaxRrBindingLifetime
    Time m_refreshRequest;              //!< RefreshRequest
    uint32_t m_maxBindings{0};          //!< MaxBindings
    DeadlineTable<CorrespondentKey, CorrespondentKeyHash> m_requests{
        [this](const CorrespondentKey& key) { RequestRefresh(key); }}; //!< when to ask
    TracedCallback<const StateChange&> m_stateChange;                  //!< all transitions
    TracedCallback<const CorrespondentBinding&,
                   CorrespondentBindingState,
                   CorrespondentBindingState>
        m_binding;                                                    //!< the same
    TracedCallback<const Ipv6Address&, BindingStatus> m_refused;      //!< refusals
    TracedCallback<const Ipv6Address&, const std::string&> m_ignored; //!< discarded ones
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_NODE_H
