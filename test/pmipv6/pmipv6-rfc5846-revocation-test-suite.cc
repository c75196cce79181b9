/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-binding-revocation-agent.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/uinteger.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5846 at anchors and gateways.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a revocation of one mobile node's binding
Revocation
MakeRevocation(RevocationTrigger trigger,
               const std::string& identifier,
               const std::vector<Prefix>& prefixes = {})
{
    Revocation revocation;
    revocation.trigger = trigger;
    revocation.identifier = identifier;
    revocation.prefixes = prefixes;
    return revocation;
}

/// @return options with anchors that revoke a session at the gateway that a node has left
TopologyOptions
RevokeAtHandover(TopologyOptions options = {})
{
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("RevokeAtHandover", BooleanValue(true));
    };
    return options;
}

/// @return a revocation with the G flag
Revocation
MakeGlobal(RevocationTrigger trigger, const std::string& identifier = "")
{
    auto revocation = MakeRevocation(trigger, identifier);
    revocation.isGlobal = true;
    return revocation;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Revocation by roles; each member function is a test case.
 */
class RoleRevocationTestCase : public MemberTestCase<RoleRevocationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Administrative();     //!< of one node
    void Reattached();         //!< served once more when it attaches
    void RaceWithUpdate();     //!< refused meanwhile
    void RaceWithGoodBye();    //!< a de-registration meanwhile
    void OutOfSync();          //!< registered anew
    void Superseded();         //!< the second one counts
    void Unanswered();         //!< the session goes all the same
    void WaitingSession();     //!< one that no gateway has
    void OnePrefix();          //!< the other sessions stay
    void Gateway();            //!< all of a gateway
    void Realm();              //!< of a realm
    void GatewayAnswers();     //!< statuses of a gateway
    void StillAttached();      //!< no handover has happened
    void Handover();           //!< the old gateway need not wait
    void Contradicted();       //!< the old gateway says that the node has not left
    void ContradictedLate();   //!< after the new one has said good-bye
    void NotContradicted();    //!< it has left there, too
    void ContradictedBefore(); //!< the node has registered at the new gateway since
    void AskInVain();          //!< the de-registration comes first
    void AskInstead();         //!< of waiting for a de-registration
    void AnchorAnswers();      //!< statuses of an anchor
    void RestartedMeanwhile(); //!< nothing is left of it

  private:
    /// Send a request once more from a gateway, with another lifetime and the present time.
    static void SendFrom(const TopologyFixture& net,
                         Place gateway,
                         BindingUpdate update,
                         uint16_t lifetime);

    /// Make mobile node 2 another interface of node 0.
    static void AddInterface(const TopologyFixture& net);

    /**
     * Send an indication and expect an answer.
     *
     * @param net the topology
     * @param from who asks
     * @param to who answers
     * @param revocation which bindings
     * @param status the answer's
     * @param what for messages
     * @param wait how long to run
     * @return the answer's options
     */
    MobilityOptions Ask(TopologyFixture& net,
                        Place from,
                        Place to,
                        const Revocation& revocation,
                        RevocationStatus status,
                        const std::string& what,
                        Time wait = Ms(200));
};

MobilityOptions
RoleRevocationTestCase::Ask(TopologyFixture& net,
                            Place from,
                            Place to,
                            const Revocation& revocation,
                            RevocationStatus status,
                            const std::string& what,
                            Time wait)
{
    std::optional<RevocationOutcome> outcome;
    BindingRevocationAgent::Install(net.GetNode(from))
        ->Revoke(revocation,
                 net.GetAddress(from),
                 net.GetAddress(to),
                 [&outcome](const RevocationOutcome& o) { outcome = o; });
    net.RunUntil(Simulator::Now() + wait);
    const bool isAnswered = outcome && outcome->end == RevocationEnd::ACKNOWLEDGED;
    NS_TEST_EXPECT_MSG_EQ(isAnswered, true, what << ": answered");
    if (!isAnswered)
    {
        return {};
    }
    NS_TEST_EXPECT_MSG_EQ(unsigned(outcome->status), unsigned(status), what);
    return outcome->options;
}

void
RoleRevocationTestCase::Administrative()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(1.37));
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(1.37));
    auto& other = net.AddFlow(net.GetMobile(2), net.GetNode(CN), Ms(1.37));
    up.Run(Seconds(3), 1500);
    down.Run(Seconds(3), 1500);
    other.Run(Seconds(3), 1500);
    const Time revoke = Seconds(4);
    net.At(revoke, [&] {
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)), 1, "one session");
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)), 0, "once");
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->Revoke("nobody"), 0, "not there");
    });
    net.RunUntil(Seconds(40));
    const Time d = net.Delay(L1, G1);
    NS_TEST_EXPECT_MSG_EQ(
        net.DescribeSent(revoke, Seconds(40)),
        "L1>G1 BindingRevocationIndication, G1>L1 BindingRevocationAcknowledgement",
        "the gateway does not register the node once more");
    const auto sent = net.GetSent(L1, revoke, Seconds(40));
    const auto& indication = std::get<BindingRevocationIndication>(sent.at(0).message);
    NS_TEST_EXPECT_MSG_EQ(unsigned(indication.trigger), 1, "Administrative Reason");
    NS_TEST_EXPECT_MSG_EQ(indication.IsProxy(), true, "P");
    NS_TEST_EXPECT_MSG_EQ((sent[0].Find<HomeNetworkPrefixOption>() != nullptr), true, "prefix");
    const auto* revoking = net.FindState(L1, "revoking", revoke);
    const auto* gone = net.FindState(L1, "none", revoke);
    const auto* refused = net.FindState(G1, "refused", revoke);
    PMIPV6_TEST_REQUIRE(revoking && gone && refused, "revoked");
    NS_TEST_EXPECT_MSG_EQ(revoking->at, revoke, "at once");
    NS_TEST_EXPECT_MSG_EQ_TOL(refused->at, revoke + d, TOLERANCE, "at the gateway");
    NS_TEST_EXPECT_MSG_EQ(refused->change.reason, "revoked", "the reason");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at, revoke + d * 2, TOLERANCE, "when it is acknowledged");
    NS_TEST_EXPECT_MSG_EQ(gone->change.reason, "revoked", "the reason");
    const auto count = [](const ProbeFlow& flow, Time way, Time until) {
        return static_cast<std::size_t>(std::count_if(flow.GetSent().begin(),
                                                      flow.GetSent().end(),
                                                      [=](Time at) { return at + way < until; }));
    };
    NS_TEST_EXPECT_MSG_EQ(down.GetArrivals().size(),
                          count(down, net.Delay(CN, L1), revoke),
                          "packets that were at the anchor before");
    NS_TEST_EXPECT_MSG_EQ(up.GetArrivals().size(),
                          count(up, net.Access(0, G1) + d, revoke),
                          "packets that were at the anchor before");
    NS_TEST_EXPECT_MSG_EQ(other.GetLost().size(), 0, "another node's");
    NS_TEST_EXPECT_MSG_EQ((net.CountDrops(L1, "revoked") > 0), true, "dropped with a reason");
}

void
RoleRevocationTestCase::Reattached()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.At(Seconds(4), [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    net.DetachAt(Seconds(10), 0);
    net.AttachAt(Seconds(10), 0, G2);
    net.DetachAt(Seconds(20), 0);
    net.AttachAt(Seconds(20), 0, G1);
    net.RunUntil(Seconds(30));
    const auto* first = net.FindState(G2, "registered", Seconds(10));
    const auto* second = net.FindState(G1, "registered", Seconds(20));
    NS_TEST_EXPECT_MSG_EQ((first && second), true, "an attachment begins anew");
    const auto requests = net.GetSent(G1, Seconds(5), Seconds(30));
    PMIPV6_TEST_REQUIRE(requests.size() == 1, "no word from the old gateway");
    NS_TEST_EXPECT_MSG_EQ(requests[0].Find<HomeNetworkPrefixOption>()->prefix.IsAllZero(),
                          true,
                          "what it had is forgotten");
}

void
RoleRevocationTestCase::RaceWithUpdate()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    const Time revoke = Seconds(4);
    net.At(revoke, [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    // Its request arrives within the round trip to G1.
    net.DetachAt(revoke - Ms(1), 0);
    net.AttachAt(revoke - Ms(1), 0, G2);
    net.RunUntil(Seconds(10));
    const auto answers = net.GetSignals(revoke, Seconds(10), SignalKind::RECEIVED);
    const auto answer = std::find_if(answers.begin(), answers.end(), [](const auto& record) {
        return record.place == G2;
    });
    PMIPV6_TEST_REQUIRE(answer != answers.end(), "answered");
    NS_TEST_EXPECT_MSG_EQ(int(answer->GetAnswer().status), 129, "administratively prohibited");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) == nullptr), true, "the session goes");
    NS_TEST_EXPECT_MSG_EQ((net.FindState(G2, "refused", revoke) != nullptr), true, "no service");
}

void
RoleRevocationTestCase::RaceWithGoodBye()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Ms(500), 0, G1);
    const Time revoke = Seconds(4);
    net.At(revoke, [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    net.DetachAt(revoke - Ms(1), 0);
    net.RunUntil(Seconds(10));
    const auto* gone = net.FindState(L1, "none", revoke);
    PMIPV6_TEST_REQUIRE(gone, "gone");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at,
                              revoke - Ms(1) + net.Delay(G1, L1),
                              TOLERANCE,
                              "by the de-registration");
    const auto sent = net.GetSent(G1, revoke, Seconds(10));
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "the indication is answered");
    NS_TEST_EXPECT_MSG_EQ(
        unsigned(std::get<BindingRevocationAcknowledgement>(sent[0].message).status),
        0,
        "with success");
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0) == nullptr), true, "nothing is left");
}

void
RoleRevocationTestCase::OutOfSync()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)).Run(Seconds(1), 1000);
    const Time revoke = Seconds(4);
    Ipv6Address before;
    net.At(revoke, [&] {
        before = net.GetHomeAddress(0);
        net.GetAnchor(L1)->Revoke(net.GetIdentifier(0),
                                  RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE);
    });
    net.RunUntil(Seconds(8));
    const Time d = net.Delay(L1, G1);
    NS_TEST_EXPECT_MSG_EQ(
        net.DescribeSent(revoke, Seconds(8)),
        "L1>G1 BindingRevocationIndication, G1>L1 BindingRevocationAcknowledgement, "
        "G1>L1 PBU, L1>G1 PBA",
        "acknowledged, and registered");
    const auto* state = net.FindState(L1, "registered", revoke);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_EQ_TOL(state->at,
                              revoke + d * 2 + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "a round trip later, and one to the node, which is asked first");
    NS_TEST_EXPECT_MSG_EQ(state->change.reason, "initial-registration", "a new session");
    NS_TEST_EXPECT_MSG_EQ(net.GetHomeAddress(0), before, "the same prefix");
}

void
RoleRevocationTestCase::Superseded()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    const Time revoke = Seconds(4);
    for (const auto gateway : {G1, G2})
    {
        net.SetLoss(L1, gateway, [](Ptr<const Packet> packet) {
            return TopologyFixture::IsMobility(packet, MessageType::BINDING_REVOCATION);
        });
    }
    net.At(revoke, [&] {
        net.GetAnchor(L1)->Revoke(net.GetIdentifier(0),
                                  RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE);
    });
    net.DetachAt(revoke + Ms(100), 0);
    net.AttachAt(revoke + Ms(100), 0, G2);
    net.At(revoke + Seconds(2), [&] {
        const auto* binding = net.GetBinding(L1, 0);
        NS_TEST_EXPECT_MSG_EQ((binding && binding->state == BindingState::REGISTERED),
                              true,
                              "registered meanwhile, which this trigger allows");
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)), 1, "once more");
    });
    net.RunUntil(Seconds(12));
    const auto* gone = net.FindState(L1, "none", revoke);
    PMIPV6_TEST_REQUIRE(gone, "gone");
    NS_TEST_EXPECT_MSG_EQ(gone->at, revoke + Seconds(5), "with the end of the second one");
}

void
RoleRevocationTestCase::Unanswered()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    const Time revoke = Seconds(4);
    net.SetLoss(L1, G1, [revoke](Ptr<const Packet>) { return Simulator::Now() >= revoke; });
    net.At(revoke, [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    net.RunUntil(Seconds(10));
    const auto* gone = net.FindState(L1, "none", revoke);
    PMIPV6_TEST_REQUIRE(gone, "gone");
    NS_TEST_EXPECT_MSG_EQ(gone->at, revoke + Seconds(3), "1 s and 2 s");
    NS_TEST_EXPECT_MSG_EQ(gone->change.reason, "revocation-unanswered", "cleaned up (6.3)");
}

void
RoleRevocationTestCase::WaitingSession()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Ms(500), 0, G1);
    net.DetachAt(Seconds(4), 0);
    net.At(Seconds(5), [&] {
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)), 1, "one session");
        NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) == nullptr), true, "at once");
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(5), Seconds(8)), "", "nobody is to be told");
}

void
RoleRevocationTestCase::OnePrefix()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.At(Seconds(4), [&] {
        const auto trigger = RevocationTrigger::USER_INITIATED_SESSION_TERMINATION;
        const auto own = net.GetBinding(L1, 0)->prefixes;
        const auto& anchor = net.GetAnchor(L1);
        NS_TEST_EXPECT_MSG_EQ(
            anchor->Revoke(net.GetIdentifier(0), trigger, {*ParsePrefix("fd00:1:0:ffff::/64")}),
            0,
            "of another session");
        NS_TEST_EXPECT_MSG_EQ(anchor->Revoke(net.GetIdentifier(0), trigger, own), 1, "its own");
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) == nullptr), true, "gone");
}

void
RoleRevocationTestCase::Gateway()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 1, G1); // Of the other anchor.
    net.AttachAt(Ms(700), 2, G1);
    net.At(Seconds(4), [&] {
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->RevokeGateway(net.GetAddress(G2)), 0, "none");
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->RevokeGateway(net.GetAddress(G1)), 2, "two");
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(
        net.DescribeSent(Seconds(4), Seconds(8)),
        "L1>G1 BindingRevocationIndication, G1>L1 BindingRevocationAcknowledgement",
        "one message");
    const auto sent = net.GetSent(L1, Seconds(4), Seconds(8));
    const auto& indication = std::get<BindingRevocationIndication>(sent.at(0).message);
    NS_TEST_EXPECT_MSG_EQ(unsigned(indication.trigger), 128, "Per-Peer Policy");
    NS_TEST_EXPECT_MSG_EQ(indication.flags, 0xa000, "P and G");
    NS_TEST_EXPECT_MSG_EQ(indication.options.size(), 0, "no options (8.1)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "all are gone");
    for (const uint32_t mobile : {0, 2})
    {
        NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, mobile)->state == AttachmentState::REFUSED),
                              true,
                              "no service for " << mobile);
    }
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 1)->state == AttachmentState::REGISTERED),
                          true,
                          "the other anchor's stays");
}

void
RoleRevocationTestCase::Realm()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.At(Seconds(4), [&] {
        const auto anchor = net.GetAnchor(L1);
        NS_TEST_EXPECT_MSG_EQ(anchor->RevokeGateway(net.GetAddress(G1), "com"), 0, "a suffix");
        NS_TEST_EXPECT_MSG_EQ(anchor->RevokeGateway(net.GetAddress(G1), "example.com"), 1, "all");
    });
    net.RunUntil(Seconds(8));
    const auto sent = net.GetSent(L1, Seconds(4), Seconds(8));
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "one message");
    const auto& indication = std::get<BindingRevocationIndication>(sent[0].message);
    NS_TEST_EXPECT_MSG_EQ(unsigned(indication.trigger), 129, "Local Policy");
    NS_TEST_EXPECT_MSG_EQ(sent[0].Find<MobileNodeIdentifierOption>()->identifier,
                          "@example.com",
                          "the realm (8.1)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "gone");
}

void
RoleRevocationTestCase::GatewayAnswers()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 1, G1);
    net.RunUntil(Seconds(4));
    const auto own = net.GetBinding(L1, 0)->prefixes;
    const auto node = net.GetIdentifier(0);
    const auto other = *ParsePrefix("fd00:1:0:ffff::/64");
    const auto admin = RevocationTrigger::ADMINISTRATIVE_REASON;
    const auto policy = RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
    const auto none = RevocationStatus::BINDING_DOES_NOT_EXIST;
    const auto unnamed = RevocationStatus::REVOKED_MOBILE_NODES_IDENTITY_REQUIRED;
    Ask(net, L1, G1, MakeRevocation(admin, "nobody@example.com"), none, "9.1 unknown node");
    Ask(net, L1, G2, MakeRevocation(admin, node), none, "9.1 elsewhere");
    Ask(net, L1, G1, MakeRevocation(admin, node, {other}), none, "9.1 another prefix");
    Ask(net, L1, G1, MakeRevocation(admin, net.GetIdentifier(1)), none, "13 of another anchor");
    Ask(net, L1, G1, MakeGlobal(policy), unnamed, "9.1 no realm");
    Ask(net, L1, G1, MakeGlobal(policy, node), unnamed, "9.1 a node for a realm");
    Ask(net, L1, G1, MakeGlobal(policy, "@com"), unnamed, "9.1 unknown realm");
    Ask(net,
        L1,
        G1,
        MakeGlobal(RevocationTrigger::PER_PEER_POLICY, node),
        RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED,
        "9.1 options with Per-Peer Policy");
    Ask(net, L1, G2, MakeGlobal(RevocationTrigger::PER_PEER_POLICY), none, "6.2.1 no bindings");
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0)->state == AttachmentState::REGISTERED),
                          true,
                          "nothing has changed");
    const auto failed = Ask(net,
                            L1,
                            G1,
                            MakeRevocation(admin, node, {own.front(), other}),
                            RevocationStatus::PARTIAL_SUCCESS,
                            "9.1 one of two");
    const auto* prefix = FindOption<HomeNetworkPrefixOption>(failed);
    NS_TEST_EXPECT_MSG_EQ((prefix && prefix->prefix == other), true, "the one that it failed for");
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0)->state == AttachmentState::REFUSED),
                          true,
                          "the other is revoked");
    Ask(net, L1, G1, MakeRevocation(admin, node), none, "9.1 revoked before");
}

void
RoleRevocationTestCase::StillAttached()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    net.DetachAt(Seconds(2), 2); // Unnoticed.
    BindingRevocationAgent::Install(net.GetNode(L1))
        ->SetAttribute("BriMaxRetriesNumber", UintegerValue(2));
    net.RunUntil(Seconds(4));
    Ask(net,
        L1,
        G1,
        MakeRevocation(RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN, net.GetIdentifier(0)),
        RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED,
        "9.1 it answers",
        (net.Delay(L1, G1) + net.Access(0, G1)) * 2 + Ms(1));
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0)->state == AttachmentState::REGISTERED),
                          true,
                          "nothing has changed");
    Ask(net,
        L1,
        G1,
        MakeRevocation(RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE,
                       net.GetIdentifier(2)),
        RevocationStatus::SUCCESS,
        "9.1 it is gone",
        Seconds(4));
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 2) == nullptr), true, "and forgotten");
    NS_TEST_EXPECT_MSG_EQ(net.GetGateway(G1)->GetAccessDevice()->IsAttached(net.GetLinkLayer(2)),
                          false,
                          "on the access link, too");
}

void
RoleRevocationTestCase::Handover()
{
    auto options = RevokeAtHandover(m_variant.GetOptions());
    options.detection = Seconds(-1);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(500), 0, G1);
    const Time attach = Seconds(5);
    net.DetachAt(attach, 0);
    net.AttachAt(attach, 0, G2);
    net.RunUntil(Seconds(12));
    const Time registered = attach + m_variant.authentication + net.Delay(G2, L1);
    const auto sent = net.GetSent(L1, attach, Seconds(12));
    PMIPV6_TEST_REQUIRE(sent.size() == 3, "answer, indication, and its repetition");
    NS_TEST_EXPECT_MSG_EQ(sent[0].name, "ProxyBindingAcknowledgement", "first");
    NS_TEST_EXPECT_MSG_EQ(sent[1].name, "BindingRevocationIndication", "then");
    NS_TEST_EXPECT_MSG_EQ(sent[1].peer, net.GetAddress(G1), "to the old gateway");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[1].at, registered, TOLERANCE, "at once");
    NS_TEST_EXPECT_MSG_EQ(unsigned(std::get<BindingRevocationIndication>(sent[1].message).trigger),
                          2,
                          "Inter-MAG Handover - same Access Type");
    const auto* gone = net.FindState(G1, "deregistering", attach);
    PMIPV6_TEST_REQUIRE(gone, "the old gateway knows");
    NS_TEST_EXPECT_MSG_EQ(gone->change.reason, "revoked", "by whom");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at,
                              registered + net.Delay(L1, G1) + Seconds(3),
                              TOLERANCE,
                              "after three unanswered solicitations");
    const auto old = net.GetSent(G1, attach, Seconds(12));
    PMIPV6_TEST_REQUIRE(old.size() == 2, "two messages");
    // Lest the anchor has waited in vain and kept a session there.
    NS_TEST_EXPECT_MSG_EQ(old[0].name, "ProxyBindingUpdate", "it de-registers");
    NS_TEST_EXPECT_MSG_EQ(old[0].GetRequest().lifetime, 0, "nothing else");
    NS_TEST_EXPECT_MSG_EQ(old[1].name, "BindingRevocationAcknowledgement", "and acknowledges");
    NS_TEST_EXPECT_MSG_EQ(net.FindState(L1, "deregistered", attach), nullptr, "which is ignored");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          net.GetAddress(G2),
                          "the session stays");
}

void
RoleRevocationTestCase::Contradicted()
{
    TopologyFixture net(SHORT_DELAYS, RevokeAtHandover());
    std::vector<std::pair<Ipv6Address, Ipv6Address>> contradicted;
    net.GetAnchor(L1)->TraceConnectWithoutContext(
        "Contradicted",
        MakeFunctionCallback<const BindingCacheEntry&, const Ipv6Address&>(
            [&](const BindingCacheEntry& entry, const Ipv6Address& previous) {
                contradicted.emplace_back(entry.proxyCareOf, previous);
            }));
    net.AttachAt(Ms(500), 0, G1);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    down.Run(Seconds(8), 1000);
    up.Run(Seconds(8), 1000);
    // Another gateway believes that the node has come to it; the node has not left the first.
    BindingUpdate update;
    net.At(Seconds(4), [&] {
        update = net.GetSent(G1, Time(0), Seconds(1)).at(0).GetRequest();
        SendFrom(net, G2, update, 75);
    });
    net.At(Seconds(6), [&] {
        NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf, net.GetAddress(G2), "handed off");
        SendFrom(net, G2, update, 0);
    });
    net.RunUntil(Seconds(30));
    PMIPV6_TEST_REQUIRE(contradicted.size() == 1, "the answer is traced");
    NS_TEST_EXPECT_MSG_EQ(contradicted[0].first, net.GetAddress(G2), "who has the session");
    NS_TEST_EXPECT_MSG_EQ(contradicted[0].second, net.GetAddress(G1), "who says so");
    const auto* back = net.FindState(L1, "registered", Seconds(6));
    PMIPV6_TEST_REQUIRE(back, "the session returns");
    NS_TEST_EXPECT_MSG_EQ(back->change.reason, "returned-to-previous-gateway", "with the good-bye");
    NS_TEST_EXPECT_MSG_EQ_TOL(back->at, Seconds(6) + net.Delay(G2, L1), TOLERANCE, "at once");
    NS_TEST_EXPECT_MSG_EQ((net.FindState(L1, "deregistered") == nullptr), true, "it never waits");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "it is there, long after MinDelayBeforeBCEDelete");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, net.GetAddress(G1), "at the first gateway");
    NS_TEST_EXPECT_MSG_EQ((binding->state == BindingState::REGISTERED), true, "registered");
    NS_TEST_EXPECT_MSG_EQ_TOL(binding->expiry,
                              Ms(500) + net.Delay(G1, L1) + Seconds(300),
                              TOLERANCE,
                              "for as long as it was registered there");
    NS_TEST_EXPECT_MSG_EQ(down.GetLost().size() + up.GetLost().size(), 0, "packets pass");
    // And it is extended from there.
    net.RunUntil(Seconds(310));
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0), "extended");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf, net.GetAddress(G1), "from there");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), 0, "without a refusal");
}

void
RoleRevocationTestCase::ContradictedLate()
{
    TopologyFixture net(SHORT_DELAYS, RevokeAtHandover());
    net.AttachAt(Ms(500), 0, G1);
    net.At(Seconds(4), [&] {
        const auto update = net.GetSent(G1, Time(0), Seconds(1)).at(0).GetRequest();
        SendFrom(net, G2, update, 75);
        net.At(Seconds(4) + Ms(1), [&net, update] { SendFrom(net, G2, update, 0); });
    });
    net.RunUntil(Seconds(30));
    const auto* waiting = net.FindState(L1, "deregistered");
    PMIPV6_TEST_REQUIRE(waiting, "good-bye before the first gateway has answered");
    const auto* back = net.FindState(L1, "registered", waiting->at);
    PMIPV6_TEST_REQUIRE(back, "with its answer");
    NS_TEST_EXPECT_MSG_EQ(back->change.reason, "returned-to-previous-gateway", "the reason");
    NS_TEST_EXPECT_MSG_EQ_TOL(back->at,
                              Seconds(4) + net.Delay(G2, L1) + net.RoundTrip(L1, G1) +
                                  net.Access(0, G1) * 2,
                              TOLERANCE,
                              "the node has been asked");
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0), "it is there");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf, net.GetAddress(G1), "returned");
}

void
RoleRevocationTestCase::NotContradicted()
{
    TopologyFixture net(SHORT_DELAYS, RevokeAtHandover());
    net.AttachAt(Ms(500), 0, G1);
    BindingUpdate update;
    net.At(Seconds(4), [&] {
        update = net.GetSent(G1, Time(0), Seconds(1)).at(0).GetRequest();
        SendFrom(net, G2, update, 75);
    });
    // The node leaves the first gateway, which says so, before the second takes leave of it.
    net.At(Seconds(5),
           [&] { net.GetGateway(G1)->GetAccessDevice()->Detach(net.GetLinkLayer(0), "test"); });
    net.At(Seconds(6), [&] { SendFrom(net, G2, update, 0); });
    net.RunUntil(Seconds(30));
    PMIPV6_TEST_REQUIRE(net.GetIgnored().size() == 1, "a good-bye that is of no session");
    PMIPV6_TEST_REQUIRE(net.FindState(L1, "deregistered"), "the session waits for a gateway");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) == nullptr), true, "and goes");
}

void
RoleRevocationTestCase::ContradictedBefore()
{
    TopologyFixture net(SHORT_DELAYS, RevokeAtHandover());
    net.AttachAt(Ms(500), 0, G1);
    BindingUpdate update;
    net.At(Seconds(4), [&] {
        update = net.GetSent(G1, Time(0), Seconds(1)).at(0).GetRequest();
        SendFrom(net, G2, update, 75);
    });
    // The first gateway has said that the node is there; now it is at the second, and leaves it.
    net.At(Seconds(5), [&] { SendFrom(net, G2, update, 75); });
    net.At(Seconds(6), [&] { SendFrom(net, G2, update, 0); });
    net.RunUntil(Seconds(7));
    const auto* waiting = net.FindState(L1, "deregistered", Seconds(6));
    PMIPV6_TEST_REQUIRE(waiting, "the session waits for a gateway");
    NS_TEST_EXPECT_MSG_EQ_TOL(waiting->at, Seconds(6) + net.Delay(G2, L1), TOLERANCE, "at once");
}

void
RoleRevocationTestCase::SendFrom(const TopologyFixture& net,
                                 Place gateway,
                                 BindingUpdate update,
                                 uint16_t lifetime)
{
    update.lifetime = lifetime;
    FindOption<TimestampOption>(update.options)->timestamp = ToMobilityTimestamp(Simulator::Now());
    net.GetSignaling(gateway)->Send(update, net.GetAddress(gateway), net.GetAddress(L1));
}

void
RoleRevocationTestCase::AddInterface(const TopologyFixture& net)
{
    auto profile = *net.GetPolicyStore()->Find(net.GetIdentifier(0));
    auto second = *net.GetPolicyStore()->Find(net.GetIdentifier(2));
    profile.interfaces.push_back(second.interfaces.front());
    second.interfaces.front().identifier = LinkLayerAddress("02:00:00:00:00:ff");
    net.GetPolicyStore()->Add(second);
    net.GetPolicyStore()->Add(profile);
}

void
RoleRevocationTestCase::AskInVain()
{
    auto options = RevokeAtHandover();
    options.detection = Ms(8);
    TopologyFixture net(SHORT_DELAYS, options);
    AddInterface(net);
    net.AttachAt(Ms(500), 0, G1);
    // The old gateway's good-bye and the anchor's question cross each other.
    const Time attach = Seconds(5);
    net.DetachAt(attach, 0);
    net.AttachAt(attach, 2, G2);
    net.RunUntil(Seconds(6));
    const auto answers = net.GetSent(G1, attach, Seconds(6));
    PMIPV6_TEST_REQUIRE(answers.size() == 2, "the good-bye, and an answer");
    NS_TEST_EXPECT_MSG_EQ(answers[1].name, "BindingRevocationAcknowledgement", "it has left");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a session");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, net.GetAddress(G2), "handed off by the good-bye");
    NS_TEST_EXPECT_MSG_EQ((binding->state == BindingState::REGISTERED), true, "and not ended");
}

void
RoleRevocationTestCase::AskInstead()
{
    for (const bool isAsked : {false, true})
    {
        TopologyOptions options;
        options.configure = [isAsked](Pmipv6Helper& domain) {
            domain.SetAnchorAttribute("RevokeAtHandover", BooleanValue(isAsked));
        };
        TopologyFixture net(SHORT_DELAYS, options);
        AddInterface(net);
        net.AttachAt(Ms(500), 0, G1);
        const Time attach = Seconds(5);
        net.AttachAt(attach, 2, G2);
        net.RunUntil(Seconds(12));
        const auto* state = net.FindState(G2, "registered", attach);
        PMIPV6_TEST_REQUIRE(state, "registered");
        const Time wait = isAsked ? net.RoundTrip(L1, G1) + net.Access(0, G1) * 2 : Ms(1500);
        NS_TEST_EXPECT_MSG_EQ_TOL(state->at,
                                  attach + net.RoundTrip(G2, L1) + wait,
                                  TOLERANCE,
                                  "a new session, as the node is still attached there");
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 2, "two sessions");
        const auto sent = net.GetSent(L1, attach, Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(sent.size(), (isAsked ? 2 : 1), "asked once");
        if (isAsked)
        {
            NS_TEST_EXPECT_MSG_EQ(
                unsigned(std::get<BindingRevocationIndication>(sent.at(0).message).trigger),
                4,
                "Inter-MAG Handover - Unknown (8.1)");
        }
    }
}

void
RoleRevocationTestCase::AnchorAnswers()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    net.RunUntil(Seconds(4));
    const auto node = net.GetIdentifier(0);
    const auto user = RevocationTrigger::USER_INITIATED_SESSION_TERMINATION;
    const auto all = RevocationTrigger::PER_PEER_POLICY;
    const auto none = RevocationStatus::BINDING_DOES_NOT_EXIST;
    const auto denied = RevocationStatus::GLOBAL_REVOCATION_NOT_AUTHORIZED;
    Ask(net, G1, L1, MakeGlobal(all, "g1"), denied, "8.2 not authorized");
    net.GetAnchor(L1)->SetAttribute("GlobalRevocationAuthorized", BooleanValue(true));
    Ask(net, G1, L1, MakeGlobal(all), denied, "8.2 no identity");
    auto alternate = MakeGlobal(all, "g2");
    alternate.careOf = net.GetAddress(G1);
    Ask(net, G2, L1, alternate, denied, "13 of another gateway");
    Ask(net, G2, L1, MakeGlobal(all, "g2"), none, "6.2.1 no bindings");
    Ask(net,
        G1,
        L1,
        MakeGlobal(RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY, "@example.com"),
        RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED,
        "8.2 a realm");
    Ask(net, G2, L1, MakeRevocation(user, node), none, "13 of another gateway");
    Ask(net, G1, L1, MakeRevocation(user, "nobody@example.com"), none, "6.2.1 unknown node");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 2, "nothing has changed");
    Ask(net, G1, L1, MakeRevocation(user, node), RevocationStatus::SUCCESS, "8.2 one node");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) == nullptr), true, "gone");
    Ask(net, G1, L1, MakeGlobal(all, "g1"), RevocationStatus::SUCCESS, "8.2 all");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "gone");
}

void
RoleRevocationTestCase::RestartedMeanwhile()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.SetLoss(L1, G1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::BINDING_REVOCATION);
    });
    net.At(Seconds(4), [&] { net.GetAnchor(L1)->Revoke(net.GetIdentifier(0)); });
    net.At(Seconds(4.5), [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(
        net.DescribeSent(Seconds(4), Seconds(12)),
        "L1>G1 BindingRevocationIndication, L1>G1 Heartbeat, L1>G2 Heartbeat, L1>G3 Heartbeat, "
        "G1>L1 PBU, L1>G1 PBA",
        "the revocation is forgotten, the node registered");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "registered");
    NS_TEST_EXPECT_MSG_EQ((binding->state == BindingState::REGISTERED), true, "and stays so");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5846-revocation`.
 */
class Rfc5846RevocationTestSuite : public TestSuite
{
  public:
    Rfc5846RevocationTestSuite()
        : TestSuite("pmipv6-rfc5846-revocation")
    {
        using Case = RoleRevocationTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("8.1 one node's session", &Case::Administrative, variant));
            AddTestCase(new Case("9.1 out of sync", &Case::OutOfSync, variant));
            AddTestCase(new Case("3.4.1 at a handover", &Case::Handover, variant));
        }
        AddTestCase(new Case("9.1 attached once more", &Case::Reattached));
        AddTestCase(new Case("8.1 race with a registration", &Case::RaceWithUpdate));
        AddTestCase(new Case("8.1 race with a de-registration", &Case::RaceWithGoodBye));
        AddTestCase(new Case("6.3 one after the other", &Case::Superseded));
        AddTestCase(new Case("6.3 unanswered", &Case::Unanswered));
        AddTestCase(new Case("8.1 a session that waits", &Case::WaitingSession));
        AddTestCase(new Case("8.1 by prefix", &Case::OnePrefix));
        AddTestCase(new Case("8.1 all of a gateway", &Case::Gateway));
        AddTestCase(new Case("8.1 a realm", &Case::Realm));
        AddTestCase(new Case("9.1 answers of a gateway", &Case::GatewayAnswers));
        AddTestCase(new Case("9.1 still attached", &Case::StillAttached));
        AddTestCase(new Case("9.1 still attached after a handoff", &Case::Contradicted));
        AddTestCase(new Case("9.1 still attached, told late", &Case::ContradictedLate));
        AddTestCase(new Case("9.1 attached, and gone", &Case::NotContradicted));
        AddTestCase(new Case("9.1 attached before it came", &Case::ContradictedBefore));
        AddTestCase(new Case("8.1 asking instead of waiting", &Case::AskInstead));
        AddTestCase(new Case("8.1 asking, and a de-registration", &Case::AskInVain));
        AddTestCase(new Case("8.2 answers of an anchor", &Case::AnchorAnswers));
        AddTestCase(new Case("6.3 a restart meanwhile", &Case::RestartedMeanwhile));
    }
};

static Rfc5846RevocationTestSuite g_rfc5846RevocationTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
