/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-peers.h"

#include "pmipv6-dmm-messages.h"
#include "pmipv6-heartbeat-agent.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
MaarPeers::Start(Ptr<Node> node, const Ipv6Address& local, bool isAnswerTaken, Listener listener)
{
    Stop();
    m_listener = std::move(listener);
    m_signaling = MobilitySignaling::Install(node);
    PeerTable::Terms ofDatabases;
    ofDatabases.kinds = {PROXY_BINDING_UPDATE};
    ofDatabases.local = local;
    ofDatabases.listen = [this](const Ipv6Address& database) {
        // The gateway asks for the nodes that are here; the sessions of those that have left are
        // here still.
        HeartbeatAgent::Listener heard;
        heard.hasSessions = [this, database] { return m_listener.hasSessions(database); };
        heard.restarted = [this, database](Time /* before */) { m_listener.restarted(database); };
        return heard;
    };
    m_databases.Start(node, std::move(ofDatabases));
    PeerTable::Terms ofMaars;
    if (isAnswerTaken)
    {
        // RFC 8885, 6: in this mode alone MAARs share associations.
        ofMaars.kinds = {PROXY_BINDING_ACKNOWLEDGEMENT};
    }
    m_maars.Start(node, std::move(ofMaars));
    Handle(local);
}

void
MaarPeers::Handle(const Ipv6Address& local)
{
    m_handlers = {
        m_signaling->AddHandler(
            MessageType::BINDING_UPDATE,
            [this, local](const MobilityMessage& message, const MessageContext& context) {
                const bool isForThis = context.destination == local && IsDatabase(context.source);
                if (isForThis)
                {
                    m_listener.asked(std::get<BindingUpdate>(message), context);
                }
                return isForThis;
            },
            HandlerShare::DISTRIBUTED),
        m_signaling->AddHandler(
            MessageType::BINDING_ACKNOWLEDGEMENT,
            [this, local](const MobilityMessage& message, const MessageContext& context) {
                const bool isForThis = context.destination == local;
                if (isForThis)
                {
                    m_listener.answered(std::get<BindingAcknowledgement>(message), context);
                }
                return isForThis;
            },
            HandlerShare::DISTRIBUTED)};
    m_relayed = m_signaling->AddRelayedAnswer(
        [](const MobilityMessage& answer, const Ipv6Address& /* peer */) {
            return IsDistributed(answer);
        });
}

void
MaarPeers::Stop()
{
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    if (!m_handlers.empty())
    {
        m_signaling->RemoveRelayedAnswer(m_relayed);
    }
    m_handlers.clear();
    m_databases.Stop();
    m_maars.Stop();
    m_signaling = nullptr;
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
