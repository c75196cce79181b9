/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RANDOM_OCTETS_H
#define PMIPV6_RANDOM_OCTETS_H

#include "pmipv6-random-streams.h"

#include "ns3/random-variable-stream.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-mipv6
/// Which role of a node draws.
enum class RandomRole : uint8_t
{
    CORRESPONDENT, //!< node keys, nonces
    MOBILE_NODE,   //!< cookies, first sequence numbers
};

/**
 * @ingroup pmipv6-mipv6
 * What return routability draws at random, from a stream of its own, so that it shifts no other
 * draw.
 */
class RandomOctets
{
  public:
    /// @param stream number of a stream, instead of the one that Start gives
    void SetStream(int64_t stream)
    {
        m_random = CreateObject<UniformRandomVariable>();
        m_random->SetStream(stream);
    }

    /**
     * Nothing happens if there is a stream.
     *
     * @param node number of the node
     * @param role which of its roles
     */
    void Start(uint32_t node, RandomRole role)
    {
        if (!m_random)
        {
            SetStream(GetStream(RandomStream::RETURN_ROUTABILITY,
                                2 * int64_t{node} + static_cast<int64_t>(role)));
        }
    }

    /// @return an octet; after Start
    uint8_t Draw() const
    {
        return static_cast<uint8_t>(m_random->GetInteger(0, 255));
    }

    /// @return a number of any of its values; after Start
    template <class Number>
    Number DrawNumber() const
    {
        Number number{0};
        for (std::size_t i = 0; i < sizeof(number); ++i)
        {
            number = static_cast<Number>(number << 8 | Draw());
        }
        return number;
    }

  private:
    Ptr<UniformRandomVariable> m_random; //!< draws; null before Start
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RANDOM_OCTETS_H
