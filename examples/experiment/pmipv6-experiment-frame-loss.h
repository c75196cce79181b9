/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_FRAME_LOSS_H
#define PMIPV6_EXPERIMENT_FRAME_LOSS_H

#include "ns3/error-model.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Random streams of one MakeFrameLoss.
constexpr int64_t FRAME_LOSS_STREAMS = 2;

/**
 * Makes a model of one direction of an access link, which loses each frame by itself. Frames of
 * data (UDP, TCP, in tunnels and fragments too) are drawn from one stream and all others from
 * another: how much signalling a scheme has does not shift which frames of data are lost.
 *
 * @param rate share of the frames that are lost, 0 to 1
 * @param stream number of the first of its FRAME_LOSS_STREAMS streams
 * @return the model
 */
Ptr<ErrorModel> MakeFrameLoss(double rate, int64_t stream);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_FRAME_LOSS_H
