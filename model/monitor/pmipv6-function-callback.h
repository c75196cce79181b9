/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FUNCTION_CALLBACK_H
#define PMIPV6_FUNCTION_CALLBACK_H

#include "ns3/callback.h"
#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"

#include <functional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Holds a function as long as a callback to it lives.
 *
 * @tparam A parameter types
 */
template <class... A>
class FunctionHolder : public SimpleRefCount<FunctionHolder<A...>>
{
  public:
    /**
     * @param function the function
     */
    explicit FunctionHolder(std::function<void(A...)> function)
        : m_function(std::move(function))
    {
    }

    /**
     * Call the function.
     *
     * @param arguments its arguments
     */
    void Call(A... arguments)
    {
        m_function(arguments...);
    }

  private:
    std::function<void(A...)> m_function; //!< the function
};

/**
 * @ingroup pmipv6-monitor
 * A callback from a lambda, on every release of ns-3: before 3.37 ns3::Callback takes none.
 *
 * @tparam A parameter types
 * @tparam F the lambda's type
 * @param function the lambda
 * @return a callback to it
 */
template <class... A, class F>
Callback<void, A...>
MakeFunctionCallback(F function)
{
    return MakeCallback(&FunctionHolder<A...>::Call,
                        Create<FunctionHolder<A...>>(std::move(function)));
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FUNCTION_CALLBACK_H
