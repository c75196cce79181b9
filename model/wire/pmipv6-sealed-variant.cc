/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-sealed-variant.h"

#include "pmipv6-mobility-message.h"

namespace ns3
{
namespace pmipv6
{

template <class Variant>
SealedVariant<Variant>::SealedVariant() = default;

template <class Variant>
SealedVariant<Variant>::SealedVariant(const SealedVariant& other) = default;

template <class Variant>
SealedVariant<Variant>::SealedVariant(SealedVariant&& other) noexcept = default;

template <class Variant>
SealedVariant<Variant>::~SealedVariant() = default;

template <class Variant>
SealedVariant<Variant>& SealedVariant<Variant>::operator=(const SealedVariant& other) = default;

template <class Variant>
SealedVariant<Variant>& SealedVariant<Variant>::operator=(SealedVariant&& other) noexcept = default;

template class SealedVariant<MobilityOptionVariant>;
template class SealedVariant<MobilityMessageVariant>;

} // namespace pmipv6
} // namespace ns3
