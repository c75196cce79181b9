/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-frame-loss.h"

#include "ns3/double.h"
#include "ns3/integer.h"
#include "ns3/ipv6-header.h"
#include "ns3/object-factory.h"
#include "ns3/pmipv6-transport-packet.h"
#include "ns3/pointer.h"
#include "ns3/random-variable-stream.h"
#include "ns3/string.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return a model that draws from a stream of that number, and takes none that ns-3 gives out
Ptr<RateErrorModel>
MakeRate(double rate, int64_t stream)
{
    const auto variable =
        CreateObjectWithAttributes<UniformRandomVariable>("Stream", IntegerValue(stream));
    return CreateObjectWithAttributes<RateErrorModel>("ErrorUnit",
                                                      StringValue("ERROR_UNIT_PACKET"),
                                                      "ErrorRate",
                                                      DoubleValue(rate),
                                                      "RanVar",
                                                      PointerValue(variable));
}

/// Loses frames of data, and of anything else, at one rate. See MakeFrameLoss.
class FrameLoss : public ErrorModel
{
  public:
    /// See MakeFrameLoss. @param rate share of the frames @param stream number of the first stream
    FrameLoss(double rate, int64_t stream)
        : m_data(MakeRate(rate, stream)),
          m_other(MakeRate(rate, stream + 1))
    {
    }

  private:
    bool DoCorrupt(Ptr<Packet> packet) override
    {
        Ipv6Header header;
        const auto rest = packet->Copy();
        rest->RemoveHeader(header);
        const auto carried = LookInside(header, rest).protocol;
        const bool isData = carried == UDP_PROTOCOL || carried == TCP_PROTOCOL;
        return (isData ? m_data : m_other)->IsCorrupt(packet);
    }

    void DoReset() override
    {
        m_data->Reset();
        m_other->Reset();
    }

    Ptr<RateErrorModel> m_data;  //!< of frames with UDP or TCP
    Ptr<RateErrorModel> m_other; //!< of all others
};

} // namespace

Ptr<ErrorModel>
MakeFrameLoss(double rate, int64_t stream)
{
    return CreateObject<FrameLoss>(rate, stream);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
