/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REFRESH_SCHEDULE_H
#define PMIPV6_REFRESH_SCHEDULE_H

#include "pmipv6-random-streams.h"

#include "ns3/node.h"
#include "ns3/random-variable-stream.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-registration
 * When a gateway extends its bindings (RFC 5213, 6.9.1.3), or renews what else has a lifetime, so
 * that what was made at one time need not be extended at one time.
 */
class RefreshSchedule
{
  public:
    /**
     * @param stream which random streams are its own
     */
    explicit RefreshSchedule(RandomStream stream = RandomStream::GATEWAY_REFRESH)
        : m_stream(stream)
    {
    }

    /**
     * @param node the gateway's node, whose number chooses the random stream, or null
     * @param fraction of the lifetime until the extension
     * @param jitter of the lifetime, earlier at most; 0: nothing is random
     * @return of the lifetime, until the next extension; a twentieth at least
     */
    double Draw(Ptr<const Node> node, double fraction, double jitter);

    /**
     * Use another random stream.
     *
     * @param stream its number
     */
    void SetStream(int64_t stream);

  private:
    RandomStream m_stream;               //!< whose random streams are taken
    Ptr<UniformRandomVariable> m_random; //!< made when first used
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REFRESH_SCHEDULE_H
