/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CORRESPONDENT_BINDINGS_H
#define PMIPV6_CORRESPONDENT_BINDINGS_H

#include "pmipv6-correspondent-binding.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-prefix.h"

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The Binding Cache of a correspondent (RFC 6275, 9.1), and the only writer of it. Each transition
 * is one of GetCorrespondentBindingTable, and is told when it is made.
 */
class CorrespondentBindings
{
  public:
    /// Told of a transition: the row as it is now, or, if nothing is left, as it was.
    using Listener = std::function<void(const CorrespondentBinding&,
                                        CorrespondentBindingState from,
                                        CorrespondentBindingState to,
                                        CorrespondentBindingEvent event)>;

    CorrespondentBindings() = default;
    CorrespondentBindings(const CorrespondentBindings&) = delete;
    CorrespondentBindings& operator=(const CorrespondentBindings&) = delete;

    /// @param listener who is told
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param key addresses
     * @return what there is of them, or null; valid until it changes
     */
    const CorrespondentBinding* Find(const CorrespondentKey& key) const;

    /**
     * @param homeAddress a mobile node's
     * @param careOf a care-of address
     * @return true if a binding of them is known, at whichever of the node's addresses
     */
    bool IsBound(const Ipv6Address& homeAddress, const Ipv6Address& careOf) const;

    /// @return how many rows there are, of whatever state
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

    /**
     * Something has happened to a binding.
     *
     * @param row its fields as they shall be; its state follows from the event
     * @param event what has happened; one that can be in the row's state
     */
    void Apply(CorrespondentBinding row, CorrespondentBindingEvent event);

    /// Forget all.
    void Clear();

  private:
    /// The time of a row is over. @param key of the row
    void HandleDue(const CorrespondentKey& key);

    /// Count a row that is bound, or is no more. @param row which @param change 1 or -1
    void Count(const CorrespondentBinding& row, int change);

    std::unordered_map<CorrespondentKey, CorrespondentBinding, CorrespondentKeyHash>
        m_rows; //!< by their addresses
    /// A home address and a care-of address.
    using Addresses = std::pair<Ipv6Address, Ipv6Address>;

    /// Hash of two addresses.
    struct AddressesHash
    {
        /// @param pair two addresses @return their hash
        std::size_t operator()(const Addresses& pair) const
        {
            return AddressHash()(pair.first) * 31 + AddressHash()(pair.second);
        }
    };

    /// How many are bound of both; asked for each packet that tells its home address.
    std::unordered_map<Addresses, int, AddressesHash> m_bound;
    Listener m_listener; //!< who is told
    DeadlineTable<CorrespondentKey, CorrespondentKeyHash> m_deadlines{
        [this](const CorrespondentKey& key) { HandleDue(key); }}; //!< ends
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CORRESPONDENT_BINDINGS_H
