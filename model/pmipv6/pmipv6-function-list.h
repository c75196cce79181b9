/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FUNCTION_LIST_H
#define PMIPV6_FUNCTION_LIST_H

#include "ns3/ptr.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * What a role does beyond RFC 5213, in the order in which it was added.
 *
 * @tparam Function AnchorFunction or GatewayFunction
 */
template <class Function>
class FunctionList
{
  public:
    /// @param function one more
    void Add(Ptr<Function> function)
    {
        m_functions.push_back(function);
    }

    /// @return true if there is none
    bool IsEmpty() const
    {
        return m_functions.empty();
    }

    /**
     * Start them all.
     *
     * @param role whose functions they are
     */
    template <class Role>
    void Start(Ptr<Role> role)
    {
        m_isStarted = true;
        ForEach([&role](Function& function) { function.Start(role); });
    }

    /// Stop them all. Nothing happens if they have not started, or have stopped.
    void Stop()
    {
        if (std::exchange(m_isStarted, false))
        {
            ForEach([](Function& function) { function.Stop(); });
        }
    }

    /**
     * Tell all of them something.
     *
     * @param tell gets one after the other
     */
    template <class Tell>
    void ForEach(Tell tell) const
    {
        for (const auto& function : m_functions)
        {
            tell(*function);
        }
    }

    /**
     * Ask them until one has an answer.
     *
     * @param ask gets one after the other; returns a std::optional
     * @return the first answer; nothing: none has any
     */
    template <class Ask>
    auto Find(Ask ask) const -> decltype(ask(std::declval<Function&>()))
    {
        for (const auto& function : m_functions)
        {
            if (auto answer = ask(*function))
            {
                return answer;
            }
        }
        return {};
    }

    /**
     * Ask them until one says yes.
     *
     * @param ask gets one after the other
     * @return true if one has
     */
    template <class Ask>
    bool Any(Ask ask) const
    {
        return std::any_of(m_functions.begin(), m_functions.end(), [&ask](const auto& function) {
            return ask(*function);
        });
    }

    /// Dispose of them all.
    void Dispose()
    {
        ForEach([](Function& function) { function.Dispose(); });
        m_functions.clear();
    }

  private:
    std::vector<Ptr<Function>> m_functions; //!< all of them
    bool m_isStarted{false};                //!< between Start and Stop
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FUNCTION_LIST_H
