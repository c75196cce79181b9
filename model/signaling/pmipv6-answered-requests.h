/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANSWERED_REQUESTS_H
#define PMIPV6_ANSWERED_REQUESTS_H

#include "pmipv6-expiring-map.h"

#include "ns3/nstime.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * The requests that a node has taken of late, and its answers: the same request gets the same
 * answer, and one that is repeated before it is decided waits with the first. A request is known by
 * what its sender numbers it by, and is the same if it says the same; another one of that number
 * takes its place.
 *
 * @tparam Key who has sent it, and its number
 * @tparam Answer what it is answered
 * @tparam Hash of a key
 */
template <class Key, class Answer, class Hash = std::hash<Key>>
class AnsweredRequests
{
  public:
    /// What is known of a request.
    enum class Age
    {
        NEW,      //!< is to be decided
        WAITING,  //!< repeated, and not decided yet
        ANSWERED, //!< repeated, and decided: GetAnswer
    };

    /**
     * A request has come.
     *
     * @param key who has sent it, and its number
     * @param request what it says
     * @param now the time
     * @param memory for how long it is known, from its first coming on
     * @return what is known of it
     */
    Age Take(const Key& key, const std::string& request, Time now, Time memory)
    {
        m_known.Expire(now);
        auto* known = m_known.Find(key);
        if (!known)
        {
            m_known.Keep(key, {request, std::nullopt}, now + memory);
            return Age::NEW;
        }
        if (known->request != request)
        {
            *known = {request, std::nullopt};
            return Age::NEW;
        }
        return known->answer ? Age::ANSWERED : Age::WAITING;
    }

    /**
     * A request is decided. Nothing happens if another of its number has taken its place, or it is
     * not known any more.
     *
     * @param key who has sent it, and its number
     * @param request what it says
     * @param answer what it is answered
     */
    void Decide(const Key& key, const std::string& request, Answer answer)
    {
        auto* known = m_known.Find(key);
        if (known && known->request == request)
        {
            known->answer = std::move(answer);
        }
    }

    /**
     * @param key who has sent a request, and its number
     * @return what it was answered; null if it is not known or not decided
     */
    const Answer* GetAnswer(const Key& key) const
    {
        const auto* known = m_known.Find(key);
        return known && known->answer ? &*known->answer : nullptr;
    }

    /// Forget everything.
    void Clear()
    {
        m_known.Clear();
    }

  private:
    /// A request.
    struct Known
    {
        std::string request;          //!< what it says
        std::optional<Answer> answer; //!< once there is one
    };

    ExpiringMap<Key, Known, Hash> m_known; //!< of late
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANSWERED_REQUESTS_H
