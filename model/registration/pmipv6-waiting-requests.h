/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WAITING_REQUESTS_H
#define PMIPV6_WAITING_REQUESTS_H

#include "pmipv6-mobility-signaling.h"
#include "pmipv6-proxy-registration.h"

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <functional>
#include <map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * Proxy Binding Updates that wait at the anchor for the de-registration of their node's only
 * session, for MaxDelayBeforeNewBCEAssign at the most (RFC 5213, 5.4.1.2, 4 and 5.4.1.3, 3). One an
 * interface; a repetition takes the place of what was sent before, and does not wait anew. What was
 * sent earlier takes the place of nothing (RFC 5213, 5.5, 6).
 */
class WaitingRequests
{
  public:
    /// Takes a request whose wait is over.
    using Handler = std::function<void(const BindingUpdate& update, const MessageContext& context)>;

    /**
     * @param handler who takes requests whose wait is over; no more are waiting then
     */
    void SetHandler(Handler handler);

    /**
     * Let a request wait.
     *
     * @param interface of which interface it is
     * @param update the request
     * @param context where it came from
     * @param delay the longest wait
     * @return false if one waits that was not sent before it, unless they are the same
     */
    bool Keep(const MobileNodeInterface& interface,
              const BindingUpdate& update,
              const MessageContext& context,
              Time delay);

    /**
     * End the wait of a node's request, since its session is de-registered.
     *
     * @param identifier MN-Identifier; nothing happens if none waits
     */
    void EndFor(const std::string& identifier);

    /**
     * Drop an interface's request, unless it was sent after another one.
     *
     * @param interface the interface; nothing happens if none waits
     * @param update the other one
     */
    void DropOlder(const MobileNodeInterface& interface, const BindingUpdate& update);

    /**
     * Drop an interface's request, since its gateway takes leave: a de-registration says nothing of
     * what another gateway has sent (RFC 5213, 5.3.5), or this one has sent later.
     *
     * @param interface the interface; nothing happens if none waits
     * @param update the de-registration
     * @param context where it came from
     */
    void DropLeft(const MobileNodeInterface& interface,
                  const BindingUpdate& update,
                  const MessageContext& context);

    /// Drop all.
    void Clear();

  private:
    /// One that waits.
    struct Request
    {
        BindingUpdate update;   //!< the Proxy Binding Update
        MessageContext context; //!< where it came from
        EventId timer;          //!< end of the wait
    };

    /**
     * The wait is over.
     *
     * @param interface whose request waits
     */
    void End(const MobileNodeInterface& interface);

    Handler m_handler;                                //!< who takes them
    std::map<MobileNodeInterface, Request> m_waiting; //!< by interface
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WAITING_REQUESTS_H
