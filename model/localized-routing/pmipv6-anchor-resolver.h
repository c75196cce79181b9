/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_RESOLVER_H
#define PMIPV6_ANCHOR_RESOLVER_H

#include "pmipv6-prefix-map.h"

#include "ns3/nstime.h"
#include "ns3/object.h"

#include <functional>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Finds the anchor of another mobile node by the node's address (RFC 6279, 4: discovery;
 * draft-loureiro, 3, which leaves it to others). Derive a class for a way of your own.
 */
class AnchorResolver : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// Gets the anchor's LMAA, or nothing if the address is no mobile node's.
    using Done = std::function<void(std::optional<Ipv6Address> anchor)>;

    /**
     * @param node address of a mobile node
     * @param done called once, at once or later, also after whoever asks has stopped
     */
    virtual void Resolve(const Ipv6Address& node, Done done) = 0;

    /**
     * What is known at once, so that packets to the Internet bring about nothing (RFC 6279, 6).
     *
     * @param address an address
     * @return false if it is certainly no mobile node's
     */
    virtual bool MayBeMobile(const Ipv6Address& address) const;

    /**
     * Whose word counts for whom (RFC 6279, 6).
     *
     * @param anchor LMAA of an anchor
     * @param prefix a home network prefix
     * @return false if that is not one of this anchor's
     */
    virtual bool MaySpeakFor(const Ipv6Address& anchor, const Prefix& prefix) const;
};

/**
 * @ingroup pmipv6-localized-routing
 * A table of which anchor has which prefixes, as an operator configures it. With a delay it stands
 * for a resolver elsewhere, as draft-liebsch-dime-pmip6-lmaresolve describes one, of which is known
 * beforehand for what it has an answer.
 */
class AnchorPrefixTable : public AnchorResolver
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param prefix from which an anchor assigns home network prefixes
     * @param anchor its LMAA
     */
    void Add(const Prefix& prefix, const Ipv6Address& anchor);

    void Resolve(const Ipv6Address& node, Done done) override;
    bool MayBeMobile(const Ipv6Address& address) const override;
    bool MaySpeakFor(const Ipv6Address& anchor, const Prefix& prefix) const override;

  private:
    /**
     * @param prefix a prefix, or an address as one of length 128
     * @return the anchor that has it; nothing if none has
     */
    std::optional<Ipv6Address> Find(const Prefix& prefix) const;

    PrefixMap<Ipv6Address> m_anchors; //!< by prefix
    Time m_delay;                     //!< Delay
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_RESOLVER_H
