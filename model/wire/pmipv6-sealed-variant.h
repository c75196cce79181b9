/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SEALED_VARIANT_H
#define PMIPV6_SEALED_VARIANT_H

#include <type_traits>
#include <utility>
#include <variant>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * A std::variant whose copying, moving and ending is compiled once, in pmipv6-sealed-variant.cc,
 * and not wherever a value is passed on: of a variant of many alternatives it is most of what a
 * file costs the compiler. It is used as any variant, by std::get, std::get_if and
 * std::holds_alternative; only std::visit takes GetVariant.
 *
 * @tparam Variant the std::variant
 */
template <class Variant>
class SealedVariant : public Variant
{
    /// True for what a value can be made of but another SealedVariant.
    template <class Value>
    static constexpr bool IS_ALTERNATIVE =
        std::is_constructible_v<Variant, Value> &&
        !std::is_base_of_v<Variant, std::remove_cv_t<std::remove_reference_t<Value>>>;

  public:
    /// The first alternative, as it is by default.
    SealedVariant();
    /// @param other a copy of it
    SealedVariant(const SealedVariant& other);
    /// @param other what it was
    SealedVariant(SealedVariant&& other) noexcept;
    ~SealedVariant();
    /// @param other to be a copy of it @return this
    SealedVariant& operator=(const SealedVariant& other);
    /// @param other to be what it was @return this
    SealedVariant& operator=(SealedVariant&& other) noexcept;

    /// @param value an alternative
    template <class Value, class = std::enable_if_t<IS_ALTERNATIVE<Value&&>>>
    SealedVariant(Value&& value)
        : Variant(std::forward<Value>(value))
    {
    }

    /// @param type which alternative, as it is by default
    template <class Alternative>
    explicit SealedVariant(std::in_place_type_t<Alternative> type)
        : Variant(type)
    {
    }

    /// @param value an alternative @return this
    template <class Value, class = std::enable_if_t<IS_ALTERNATIVE<Value&&>>>
    SealedVariant& operator=(Value&& value)
    {
        return *this = SealedVariant(std::forward<Value>(value));
    }

    /**
     * @tparam Alternative which, as it is by default
     * @return the new value
     */
    template <class Alternative>
    Alternative& emplace()
    {
        *this = SealedVariant(std::in_place_type<Alternative>);
        return *std::get_if<Alternative>(this);
    }

    /// @return the same as a std::variant, for std::visit
    const Variant& GetVariant() const
    {
        return *this;
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SEALED_VARIANT_H
