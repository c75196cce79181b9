/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_BOOTSTRAP_H
#define PMIPV6_HOME_BOOTSTRAP_H

#include "pmipv6-discovery-socket.h"
#include "pmipv6-home-binding.h"

#include "ns3/event-id.h"
#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// How it finds its home agent.
enum class DiscoveryMethod
{
    CONFIGURATION, //!< it knows it
    DNS,           //!< a name is asked for (RFC 5026); modelled by how long that takes
    DHCP,          //!< DHCPv6 (RFC 6612, 4.2.1), likewise
    DHAAD,         //!< dynamic home agent address discovery (RFC 6275, 11.4.1)
};

/**
 * @ingroup pmipv6-mipv6
 * What a mobile node does before its first registration: it finds its home agent, and sets up the
 * security association, which is modelled by how long it takes (RFC 6275, 5.1 and 11.4.1).
 */
class HomeBootstrap : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Told when both are there.
    using Done = std::function<void()>;

    /**
     * Begin, or begin anew from another care-of address: the home agent that was found stays so.
     * Nothing else than Done comes of it.
     *
     * @param node the mobile node's
     * @param association with the home agent that is to be found
     * @param careOf the care-of address
     * @param done told at the end; at once if nothing takes any time, or all was done before
     */
    void Run(Ptr<Node> node,
             const HomeAssociation& association,
             const Ipv6Address& careOf,
             Done done);

    /// End what goes on, silently.
    void Cancel();

    /// Know nothing any more.
    void Forget();

    /**
     * TracedCallback signature for requests.
     *
     * @param source the care-of address
     * @param destination the anycast address
     */
    using AskedTracedCallback = void (*)(const Ipv6Address& source, const Ipv6Address& destination);

    /**
     * TracedCallback signature for replies.
     *
     * @param source who has sent it
     * @param agents how many home agents it names
     */
    using RepliedTracedCallback = void (*)(const Ipv6Address& source, uint32_t agents);

  protected:
    void DoDispose() override;

  private:
    /// @param time the attribute Bootstrap; what is not allowed ends the program
    void SetTime(std::string time);

    /// @return the attribute Bootstrap
    std::string GetTime() const
    {
        return m_isBefore ? "before" : "at-move";
    }

    /// @param method the attribute Discovery; what is not allowed ends the program
    void SetMethod(std::string method);

    /// @return the attribute Discovery
    std::string GetMethod() const;

    /// Send a request (11.4.1).
    void Ask();

    /**
     * A message has come.
     *
     * @param message which
     * @param source its IPv6 source
     * @param destination its IPv6 destination
     */
    void Handle(const HomeAgentAddressDiscovery& message,
                const Ipv6Address& source,
                const Ipv6Address& destination);

    /// The home agent is found.
    void Associate();

    /// Both are there.
    void Finish();

    HomeAssociation m_association;                                  //!< with the home agent
    DiscoveryMethod m_method{DiscoveryMethod::CONFIGURATION};       //!< Discovery
    bool m_isBefore{true};                                          //!< Bootstrap
    Time m_discoveryDelay;                                          //!< DiscoveryDelay
    Time m_associationDelay;                                        //!< AssociationDelay
    Time m_firstTimeout;                                            //!< InitialDhaadTimeout
    uint32_t m_maxRetries{4};                                       //!< DhaadRetries
    Ipv6Address m_careOf;                                           //!< from where
    Done m_done;                                                    //!< told at the end
    DiscoverySocket m_socket;                                       //!< for discovery
    EventId m_timer;                                                //!< of what goes on
    Time m_timeout;                                                 //!< of the last request
    uint32_t m_requests{0};                                         //!< how many were sent
    uint16_t m_identifier{0};                                       //!< of the last
    bool m_isFound{false};                                          //!< the home agent is
    bool m_isDone{false};                                           //!< so is the association
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_asked; //!< requests
    TracedCallback<const Ipv6Address&, uint32_t> m_replied;         //!< replies
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_BOOTSTRAP_H
