/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_BINDINGS_H
#define PMIPV6_HOME_BINDINGS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-home-binding.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <functional>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * The home registrations of a home agent (RFC 6275, 9.1), and the only writer of them. Each
 * transition is one of GetHomeBindingTable, and is told when it is made.
 */
class HomeBindings
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A transition: the row as it is now, or, if nothing is left, as it was.
        std::function<void(const HomeBinding&,
                           HomeBindingState from,
                           HomeBindingState to,
                           HomeBindingEvent event)>
            changed;
        /// Duplicate address detection of a row has lasted as long as it may.
        std::function<void(const HomeBinding& row)> detected;
    };

    HomeBindings() = default;
    HomeBindings(const HomeBindings&) = delete;
    HomeBindings& operator=(const HomeBindings&) = delete;

    /// @param listener who is told
    void SetListener(Listener listener)
    {
        m_listener = std::move(listener);
    }

    /**
     * @param homeAddress a home address
     * @return what there is of it, or null; valid until it changes
     */
    const HomeBinding* Find(const Ipv6Address& homeAddress) const;

    /// @return how many rows there are, of whatever state
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

    /// @param visit called with each row, in no order
    void ForEach(const std::function<void(const HomeBinding&)>& visit) const;

    /**
     * Something has happened to a home address.
     *
     * @param row its fields as they shall be; its state follows from the event
     * @param event what has happened; one that can be in the row's state
     */
    void Apply(HomeBinding row, HomeBindingEvent event);

    /// Forget all.
    void Clear();

  private:
    /**
     * @param homeAddress a row whose time is over
     */
    void HandleDue(const Ipv6Address& homeAddress);

    std::unordered_map<Ipv6Address, HomeBinding, AddressHash> m_rows; //!< by home address
    Listener m_listener;                                              //!< who is told
    DeadlineTable<Ipv6Address, AddressHash> m_deadlines{
        [this](const Ipv6Address& homeAddress) { HandleDue(homeAddress); }}; //!< ends
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_BINDINGS_H
