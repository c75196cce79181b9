/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXCHANGE_LIST_H
#define PMIPV6_EXCHANGE_LIST_H

#include "pmipv6-exchange.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * Exchanges that nobody holds one by one: each goes on until it is over by itself, and all of them
 * end without a word when the role does that has asked.
 */
class ExchangeList
{
  public:
    /**
     * Hold one more.
     *
     * @param exchange the exchange
     */
    void Hold(Exchange exchange)
    {
        if (m_exchanges.size() >= m_limit)
        {
            const auto isOver = [](const Exchange& other) { return !other.IsUnderWay(); };
            m_exchanges.erase(std::remove_if(m_exchanges.begin(), m_exchanges.end(), isOver),
                              m_exchanges.end());
            // Each is looked at a few times at the most, however many there are.
            m_limit = std::max(LEAST_LIMIT, 2 * m_exchanges.size());
        }
        m_exchanges.push_back(std::move(exchange));
    }

    /// End them all.
    void Clear()
    {
        m_exchanges.clear();
    }

  private:
    static constexpr std::size_t LEAST_LIMIT = 16; //!< up to which nothing is looked at

    std::vector<Exchange> m_exchanges; //!< those under way, and some that are over
    std::size_t m_limit{LEAST_LIMIT};  //!< at how many those that are over go
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXCHANGE_LIST_H
