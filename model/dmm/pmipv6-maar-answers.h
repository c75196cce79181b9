/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_ANSWERS_H
#define PMIPV6_MAAR_ANSWERS_H

#include "pmipv6-anchored-nodes.h"
#include "pmipv6-answer-rules.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-maar-nodes.h"
#include "pmipv6-previous-anchors.h"
#include "pmipv6-signaling-event.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <functional>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a serving MAAR makes of answers to its requests (RFC 8885, 3.1 to 3.4). There may be several
 * to one, and in the CMD's mode as locator previous MAARs answer that were not asked. An answer
 * only adds prefixes from elsewhere; what it does not name stays.
 */
class MaarAnswers
{
  public:
    /// @param parts what it works on
    explicit MaarAnswers(const MaarParts& parts)
        : m_parts(parts)
    {
    }

    /**
     * @param address of this MAAR
     * @param isFromPrevious previous MAARs may answer (RFC 8885, 3.3)
     * @param refused told of what is refused
     */
    void Start(const Ipv6Address& address, bool isFromPrevious, MaarRefused refused);

    /**
     * The CMD has answered the request that waits.
     *
     * @param entry the registration
     * @param answer the answer
     */
    void Take(const BindingUpdateListEntry& entry, const BindingAcknowledgement& answer);

    /**
     * If the prefix that was offered is another node's, the next one is offered from now on.
     *
     * @param entry a registration at a CMD
     * @param answer an answer to its request
     * @param now the time
     * @return what it means; nothing: as RFC 5213, 6.9.1.2 says
     */
    std::optional<AnswerVerdict> Judge(const BindingUpdateListEntry& entry,
                                       const BindingAcknowledgement& answer,
                                       Time now);

    /**
     * An acknowledgement has come for which no request waits, or that another than the one asked
     * has sent.
     *
     * @param answer the message
     * @param context where it came from
     */
    void HandleOther(const BindingAcknowledgement& answer, const MessageContext& context);

    /// Let go of who is told.
    void Dispose()
    {
        m_refused = nullptr;
    }

  private:
    /**
     * @param answer an acknowledgement
     * @param from who has sent it
     * @param entry the registration of its node, or null
     * @return empty, or why it is not taken
     */
    std::string Check(const BindingAcknowledgement& answer,
                      const Ipv6Address& from,
                      const BindingUpdateListEntry* entry) const;

    /**
     * The CMD says which prefixes it holds as anchored here.
     *
     * @param node the node's row
     * @param answer the answer
     */
    void TakeOwn(const AnchoredNode& node, const BindingAcknowledgement& answer);

    /**
     * A node has prefixes from elsewhere.
     *
     * @param entry its registration
     * @param anchorages which, and where they are anchored
     * @param interfaces what those MAARs are to it
     * @param answer that tells of them
     */
    void Add(const BindingUpdateListEntry& entry,
             const std::vector<Anchorage>& anchorages,
             const MaarInterfaces& interfaces,
             const BindingAcknowledgement& answer);

    /**
     * @param entry a node's registration
     * @param maar a MAAR at which it has something
     * @param interfaces what MAARs are to it, as an answer tells
     * @return what that one is; empty if nothing is told, or it cannot be
     */
    MaarInterface TakeInterface(const BindingUpdateListEntry& entry,
                                const Ipv6Address& maar,
                                const MaarInterfaces& interfaces) const;

    MaarParts m_parts;            //!< what it works on
    Ipv6Address m_address;        //!< of this MAAR
    bool m_isFromPrevious{false}; //!< previous MAARs may answer
    MaarRefused m_refused;        //!< told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_ANSWERS_H
