/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BINDING_UPDATE_LIST_H
#define PMIPV6_BINDING_UPDATE_LIST_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <algorithm>
#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-binding
/// State of a mobile node's attachment at its gateway.
enum class AttachmentState
{
    NONE,           //!< not attached
    AUTHENTICATING, //!< attached, the access authentication takes its time
    REGISTERING,    //!< a Proxy Binding Update waits for its answer; nothing is forwarded
    REGISTERED,     //!< the anchor has accepted; traffic passes
    REFUSED,        //!< the anchor has refused; no service
    DEREGISTERING,  //!< gone, the de-registration waits for its answer
};

/**
 * @ingroup pmipv6-binding
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(AttachmentState state);

/**
 * @ingroup pmipv6-binding
 * Which registration of which attached interface. A gateway of RFC 5213 has one an interface, the
 * first; what it does beyond may register an interface at several anchors.
 */
struct RegistrationKey
{
    /**
     * @param linkLayer the interface's link-layer address
     * @param number which of its registrations; 0: the first
     */
    // NOLINTNEXTLINE: an interface's first
    RegistrationKey(const LinkLayerAddress& linkLayer, uint32_t number = 0)
        : linkLayer(linkLayer),
          number(number)
    {
    }

    LinkLayerAddress linkLayer; //!< MN-LL-Identifier
    uint32_t number;            //!< 0: the first
};

/**
 * @ingroup pmipv6-binding
 * @param a a key
 * @param b another one
 * @return true if both are of one registration
 */
inline bool
operator==(const RegistrationKey& a, const RegistrationKey& b)
{
    return a.linkLayer == b.linkLayer && a.number == b.number;
}

/**
 * @ingroup pmipv6-binding
 * @param a a key
 * @param b another one
 * @return true if a comes before b
 */
inline bool
operator<(const RegistrationKey& a, const RegistrationKey& b)
{
    return a.linkLayer == b.linkLayer ? a.number < b.number : a.linkLayer < b.linkLayer;
}

/**
 * @ingroup pmipv6-binding
 * One registration of a mobile node's interface at its gateway: RFC 6275, 11.1 with the fields of
 * RFC 5213, 6.1.
 */
struct BindingUpdateListEntry
{
    /// @return the key
    RegistrationKey GetKey() const
    {
        return {linkLayer, number};
    }

    std::string identifier;                                          //!< MN-Identifier
    LinkLayerAddress linkLayer;                                      //!< MN-LL-Identifier
    uint32_t number{0};                                              //!< 0: the interface's first
    AccessTechnologyType technology{AccessTechnologyType::RESERVED}; //!< of the access link
    std::vector<Prefix> prefixes;  //!< home network prefixes registered; empty before the first
    std::vector<Prefix> requested; //!< prefixes to ask for; empty asks for an assignment
    Ipv6Address anchorAddress;     //!< LMAA
    /// The gateway's address on the link with the node: not signalled, or :: to be asked for (RFC
    /// 5213, 6.8).
    std::optional<Ipv6Address> linkLocal;
    AttachmentState state{AttachmentState::NONE}; //!< state
    uint16_t sequence{0};                         //!< of the last request
    uint64_t timestamp{0};     //!< of the last request; 0 with the sequence scheme
    Time sent{Time::Min()};    //!< when the last request was sent; Time::Min() before the first
    Time lifetime;             //!< granted last
    Time refresh{Time::Max()}; //!< when the binding is to be refreshed
    Time expiry{Time::Max()};  //!< when it ends
    /// When a refused node is to be registered again; Time::Max() if never.
    Time retry{Time::Max()};
    bool isClockRefused{false}; //!< refused for its timestamp, until this node's clock is set
    bool isTriedAgain{false};   //!< registered again at once after TIMESTAMP_MISMATCH
    bool mayBeBound{false};     //!< the anchor has accepted a request, or may have
    Time silenceChecked;        //!< when the node was last asked whether it is there
    uint64_t question{0};       //!< number of the question whose answer registers it; 0: none
    bool isSent{false};         //!< the last request is sent, rather than put off
    bool isAsked{false};        //!< a request is under way: put off, or waiting for its answer
    uint64_t attachment{0};     //!< counts attachments, to tell late events of an earlier one
    /// When this entry next needs attention; Time::Max() if never.
    Time deadline{Time::Max()};
};

/**
 * @ingroup pmipv6-binding
 * The gateway's binding update list, found by interface, by mobile node, by anchor and by next
 * deadline. Knows time only as an argument. Entries do not move in memory while they live.
 */
class BindingUpdateList
{
  public:
    /**
     * @param key a registration; an interface: its first
     * @return its entry, or null
     */
    const BindingUpdateListEntry* Find(const RegistrationKey& key) const;

    /**
     * @param linkLayer link-layer address of an interface
     * @return its entries, one a registration, in the order of their numbers
     */
    std::vector<const BindingUpdateListEntry*> FindByLinkLayer(
        const LinkLayerAddress& linkLayer) const;

    /**
     * @tparam Condition takes an entry
     * @param linkLayer link-layer address of an interface
     * @param condition what is asked of its entries, in any order
     * @return true if it is true of one of them
     */
    template <class Condition>
    bool AnyOf(const LinkLayerAddress& linkLayer, Condition condition) const
    {
        const auto entries = m_entries.get<ByLinkLayer>().equal_range(linkLayer);
        return std::any_of(entries.first, entries.second, condition);
    }

    /**
     * Do something with each registration of an interface in the order of their numbers, whatever
     * that does to others.
     *
     * @param linkLayer its link-layer address
     * @param action what to do
     */
    void ForEachOf(const LinkLayerAddress& linkLayer,
                   const std::function<void(const BindingUpdateListEntry&)>& action) const;

    /**
     * Add an entry.
     *
     * @param entry the entry; there is none with its key
     * @return the stored entry
     */
    const BindingUpdateListEntry& Insert(BindingUpdateListEntry entry);

    /**
     * Change an entry.
     *
     * @param entry a stored entry
     * @param change what to do with it; its key stays as it is
     */
    void Modify(const BindingUpdateListEntry& entry,
                const std::function<void(BindingUpdateListEntry&)>& change);

    /**
     * Remove an entry.
     *
     * @param entry a stored entry
     */
    void Erase(const BindingUpdateListEntry& entry);

    /// Remove all entries.
    void Clear()
    {
        m_entries.clear();
    }

    /**
     * @param identifier an MN-Identifier
     * @return all entries of that node, one a registration of an interface
     */
    std::vector<const BindingUpdateListEntry*> FindByMobileNode(
        const std::string& identifier) const;

    /**
     * @param anchor an LMAA
     * @return all entries of that anchor
     */
    std::vector<const BindingUpdateListEntry*> FindByAnchor(const Ipv6Address& anchor) const;

    /**
     * @param anchor an LMAA
     * @return true if there is any entry of that anchor
     */
    bool HasAnchor(const Ipv6Address& anchor) const;

    /// @return the entry with the earliest deadline, or null
    const BindingUpdateListEntry* GetNextDeadline() const;

    /// @return how many entries there are
    std::size_t GetSize() const
    {
        return m_entries.size();
    }

    /**
     * @param visit called with each entry, in the order of deadlines
     */
    void ForEach(const std::function<void(const BindingUpdateListEntry&)>& visit) const;

  private:
    struct ByLinkLayer; //!< index tag
    struct ByDeadline;  //!< index tag
    struct ByNode;      //!< index tag
    struct ByAnchor;    //!< index tag
    /// The entries with their indices.
    using Entries = boost::multi_index_container<
        BindingUpdateListEntry,
        boost::multi_index::indexed_by<
            // The registrations of one interface are few.
            boost::multi_index::hashed_non_unique<
                boost::multi_index::tag<ByLinkLayer>,
                boost::multi_index::member<BindingUpdateListEntry,
                                           LinkLayerAddress,
                                           &BindingUpdateListEntry::linkLayer>,
                LinkLayerHash>,
            boost::multi_index::ordered_non_unique<
                boost::multi_index::tag<ByDeadline>,
                boost::multi_index::
                    member<BindingUpdateListEntry, Time, &BindingUpdateListEntry::deadline>>,
            boost::multi_index::hashed_non_unique<
                boost::multi_index::tag<ByNode>,
                boost::multi_index::member<BindingUpdateListEntry,
                                           std::string,
                                           &BindingUpdateListEntry::identifier>,
                std::hash<std::string>>, // Boost's own takes one octet after the other.
            // Ordered, as very many have the same key: a hashed index would walk them all.
            boost::multi_index::ordered_non_unique<
                boost::multi_index::tag<ByAnchor>,
                boost::multi_index::member<BindingUpdateListEntry,
                                           Ipv6Address,
                                           &BindingUpdateListEntry::anchorAddress>>>>;

    Entries m_entries; //!< all entries
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BINDING_UPDATE_LIST_H
