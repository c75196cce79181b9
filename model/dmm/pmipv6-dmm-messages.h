/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DMM_MESSAGES_H
#define PMIPV6_DMM_MESSAGES_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-dmm
/// A prefix of a mobile node, and the MAAR at which it is anchored.
struct Anchorage
{
    Ipv6Address maar; //!< address of the MAAR
    Prefix prefix;    //!< home network prefix
};

/**
 * @ingroup pmipv6-dmm
 * @param a an anchorage
 * @param b another one
 * @return true if both are the same
 */
inline bool
operator==(const Anchorage& a, const Anchorage& b)
{
    return a.maar == b.maar && a.prefix == b.prefix;
}

/**
 * @ingroup pmipv6-dmm
 * @param anchorages of a mobile node
 * @return the MAARs at which something is anchored, in the order in which they stand there
 */
std::vector<Ipv6Address> ListMaars(const std::vector<Anchorage>& anchorages);

/**
 * @ingroup pmipv6-dmm
 * @param anchorages of a mobile node
 * @param maar address of the MAAR
 * @return the prefixes that are anchored at a MAAR
 */
std::vector<Prefix> ListPrefixes(const std::vector<Anchorage>& anchorages, const Ipv6Address& maar);

/// @ingroup pmipv6-dmm
/// What a MAAR is to a mobile node besides an anchor (RFC 8885, 3.7).
struct MaarInterface
{
    /// Of its logical router towards the node (DLIF Link-Local Address option).
    Ipv6Address linkLocal{Ipv6Address::GetAny()};
    /// Of the same (DLIF Link-Layer Address option); empty where links have none (4.8).
    LinkLayerAddress linkLayer;
    std::vector<Prefix> localNetworks; //!< that it alone reaches (Local Prefix options)

    /// @return true if it has no router of its own towards the node
    bool IsEmpty() const
    {
        return linkLocal.IsAny();
    }
};

/// @ingroup pmipv6-dmm
/// The same of several MAARs, by their addresses.
using MaarInterfaces = std::map<Ipv6Address, MaarInterface>;

/// @ingroup pmipv6-dmm
/// Local networks of a MAAR that are taken from a message.
constexpr std::size_t MAX_LOCAL_NETWORKS = 4;

/**
 * @ingroup pmipv6-dmm
 * @param options a message's, to which what a MAAR is to its node is added; nothing if that is
 *        empty
 * @param interface what it is
 */
void AddInterface(MobilityOptions& options, const MaarInterface& interface);

/**
 * @ingroup pmipv6-dmm
 * @param options a message's
 * @return what the MAAR that has sent it is to the node: by the options before any Previous MAAR
 * option
 */
MaarInterface GetInterface(const MobilityOptions& options);

/**
 * @ingroup pmipv6-dmm
 * @param options a message's
 * @return what previous MAARs are to the node: each by the options behind a Previous MAAR option of
 * it
 */
MaarInterfaces GetPreviousInterfaces(const MobilityOptions& options);

/// @ingroup pmipv6-dmm
/// A prefix that is a node's no more.
struct WithdrawnAnchor
{
    Prefix prefix;           //!< the prefix
    MaarInterface interface; //!< what its MAAR was to the node, if nothing else is anchored there
};

/**
 * @ingroup pmipv6-dmm
 * @param options of a message that withdraws prefixes
 * @return what its Anchored Prefix options withdraw, in their order, each with what the options
 * behind it say of its MAAR
 */
std::vector<WithdrawnAnchor> GetWithdrawn(const MobilityOptions& options);

/**
 * @ingroup pmipv6-dmm
 * What both a Proxy Binding Update and an Acknowledgement with the D flag say of one node: what
 * ties a message to that from which it has come about.
 */
struct DmmSubject
{
    std::string identifier;                                //!< MN-Identifier
    HandoffIndicator indicator{HandoffIndicator::UNKNOWN}; //!< of the serving MAAR's request
    AccessTechnologyType technology{AccessTechnologyType::RESERVED}; //!< of its access link
    uint16_t sequence{0};                                            //!< of its request
    uint64_t timestamp{0}; //!< of its request, units of 1/65536 s
};

/**
 * @ingroup pmipv6-dmm
 * @param update a Proxy Binding Update
 * @return what it says of its node; what is missing as in a fresh DmmSubject
 */
DmmSubject GetSubject(const BindingUpdate& update);

/**
 * @ingroup pmipv6-dmm
 * @param answer a Proxy Binding Acknowledgement
 * @return what it says of its node; what is missing as in a fresh DmmSubject
 */
DmmSubject GetSubject(const BindingAcknowledgement& answer);

/**
 * @ingroup pmipv6-dmm
 * Make a gateway's request one to a CMD (RFC 8885, 3.1): with the D flag, without what says of
 * which interface it is.
 *
 * @param request the request, whose Home Network Prefix options become one
 * @param prefixes that the MAAR anchors for the node: the first is in that option, the others in
 * Anchored Prefix options; empty: what the request asks for stays
 * @param interface what the MAAR is to the node
 */
void MakeDistributed(BindingUpdate& request,
                     const std::vector<Prefix>& prefixes,
                     const MaarInterface& interface);

/**
 * @ingroup pmipv6-dmm
 * What a CMD sends to a previous MAAR (RFC 8885, 3.2): the serving MAAR's request, its number and
 * time, but of prefixes only those that this MAAR anchors, so that none learns of another's (6).
 *
 * @param subject of the serving MAAR's request
 * @param prefixes that the previous MAAR anchors
 * @param serving address of the serving MAAR
 * @param lifetime in units of 4 s; 0: the session is over
 * @return the message
 */
BindingUpdate MakeServingUpdate(const DmmSubject& subject,
                                const std::vector<Prefix>& prefixes,
                                const Ipv6Address& serving,
                                uint16_t lifetime);

/**
 * @ingroup pmipv6-dmm
 * A request about a prefix that is anchored (Anchored Prefix option) rather than registered: that
 * it is dropped, or there.
 *
 * @param subject number, time and node
 * @param prefix the prefix
 * @param lifetime in units of 4 s; 0: it is dropped
 * @return the message
 */
BindingUpdate MakeAnchorageUpdate(const DmmSubject& subject,
                                  const Prefix& prefix,
                                  uint16_t lifetime);

/**
 * @ingroup pmipv6-dmm
 * An acknowledgement with the D flag.
 *
 * @param subject of the request that it answers
 * @param status the status
 * @param prefixes told in Home Network Prefix options; none: one ALL_ZERO
 * @param lifetime granted, in units of 4 s
 * @return the message
 */
BindingAcknowledgement MakeDmmAnswer(const DmmSubject& subject,
                                     BindingStatus status,
                                     const std::vector<Prefix>& prefixes,
                                     uint16_t lifetime);

/**
 * @ingroup pmipv6-dmm
 * Tell previous MAARs (RFC 8885, 4.5) in as few acknowledgements as there is room for, each with
 * what it is to the node.
 *
 * @param base the acknowledgement without them
 * @param previous what to tell; none: the base alone
 * @param interfaces what MAARs are to the node
 * @param room the most octets of a Mobility Header
 * @return the messages, in the order in which they are to be sent; one at least
 */
std::vector<BindingAcknowledgement> TellPrevious(const BindingAcknowledgement& base,
                                                 const std::vector<Anchorage>& previous,
                                                 const MaarInterfaces& interfaces,
                                                 std::size_t room);

/**
 * @ingroup pmipv6-dmm
 * @param options a message's
 * @return what its Previous MAAR options tell, in their order
 */
std::vector<Anchorage> GetPrevious(const MobilityOptions& options);

/**
 * @ingroup pmipv6-dmm
 * @param options a message's
 * @return the prefixes of its Anchored Prefix options, in their order
 */
std::vector<Prefix> GetAnchoredPrefixes(const MobilityOptions& options);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DMM_MESSAGES_H
