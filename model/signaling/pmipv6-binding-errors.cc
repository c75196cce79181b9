/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-errors.h"

#include "ns3/simulator.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

void
BindingErrors::Send(BindingErrorStatus status,
                    const Ipv6Header& header,
                    const std::optional<Ipv6Address>& careOf,
                    uint32_t rate)
{
    const Ipv6Address peer = careOf.value_or(header.GetSource());
    std::ostringstream subject;
    subject << peer;
    if (IsAnswerable(header) && m_rate.TryReserve(subject.str(), Simulator::Now(), rate))
    {
        BindingError error;
        error.status = status;
        error.homeAddress = careOf ? header.GetSource() : Ipv6Address::GetAny();
        m_send(error, header.GetDestination(), peer);
    }
}

} // namespace pmipv6
} // namespace ns3
