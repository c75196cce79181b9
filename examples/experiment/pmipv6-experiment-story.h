/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_STORY_H
#define PMIPV6_EXPERIMENT_STORY_H

#include "pmipv6-experiment-deliveries.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/**
 * @file
 * A run in which one thing happens at a time, in an order that somebody chooses.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * What can happen in a story: a message arrives, a gateway notices that a node has left it, a node
 * moves, a role restarts, time passes.
 */
struct StoryEvent
{
    std::string key;  //!< "mag1:lma1:2"; the same in every order in which it can happen
    std::string what; //!< for a reader: "ProxyBindingUpdate"
    std::set<std::string> touches;    //!< two events commute that touch nothing in common; "*": all
    std::optional<std::size_t> cause; //!< which event of the order made it possible
    Time since;                       //!< when it became possible
    Time at;                          //!< when it happened
    bool isUnderWay{false};           //!< a message or a notice, which might come later than this
    bool isRestart{false};            //!< of a role
    std::function<void()> happen;     //!< carries it out
};

/**
 * Has everything that is decided on happen step by step, in an order of somebody's choice, from a
 * time on and until nothing is left; before and after that all is as it is without. Messages that
 * are not chosen are held. Time passes by one step an event; where nothing can happen, until a
 * timer brings something about.
 */
class Story : public DeliveryScheduler
{
  public:
    /// How a story is told.
    struct Rules
    {
        Time begin{Seconds(10)};       //!< when everything that was planned may happen
        Time step{MilliSeconds(8)};    //!< from one event to the next
        uint32_t timers{0};            //!< how often time may pass while something could happen
        std::set<std::string> lost;    //!< keys of messages that never arrive
        std::set<std::string> doubled; //!< keys of messages that arrive twice
        bool comparesTimes{false};     //!< times of registrations of a pair's nodes are compared
        std::size_t maxEvents{500};    //!< a longer one has no end
        Time longestWait{Seconds(40)}; //!< for exchanges to end, some retransmissions
    };

    /**
     * Chooses.
     *
     * @param next what may happen next, in the order in which it became possible; at least one
     * @return index of what does; nothing: the story is broken off, and the run ends
     */
    using Chooser = std::function<std::optional<std::size_t>(const std::vector<StoryEvent>& next)>;

    /// How a story has ended.
    enum class End
    {
        NONE,       //!< it goes on
        TOLD,       //!< nothing is left
        BROKEN_OFF, //!< the chooser had no choice
        TOO_LONG,   //!< there were too many events
        RESTLESS    //!< exchanges went on for ever
    };

    /**
     * @param rules how it is told
     * @param chooser chooses
     */
    Story(Rules rules, Chooser chooser);

    /**
     * @param touches by key, what events are to count as touching beside what they are seen to
     */
    void SetTouches(std::map<std::string, std::set<std::string>> touches);

    /**
     * Tell it. Once, before the run.
     *
     * @param isBusy tells whether exchanges are under way
     * @param ended called at its end
     */
    void Begin(std::function<bool()> isBusy, std::function<void()> ended);

    /**
     * A mobile node's registration is accepted, now, in what has happened last.
     *
     * @param mobile the node
     */
    void NoteAccepted(const NodeName& mobile);

    /// @return what has happened, in order
    const std::vector<StoryEvent>& GetPast() const
    {
        return m_past;
    }

    /// @return how it has ended
    End GetEnd() const
    {
        return m_end;
    }

    /// @return whether a role has restarted
    bool HasRestarted() const;

    /// @return messages that were sent while nothing happened at their sender: timers made them
    std::size_t GetTimed() const
    {
        return m_timed;
    }

    bool TakeMessage(const NodeName& from,
                     const NodeName& to,
                     const SignalingDelivery& delivery) override;
    bool TakeNotice(const NodeName& mobile,
                    const NodeName& gateway,
                    std::optional<Time> planned,
                    std::function<void()> notice) override;
    bool TakeMove(const NodeName& mobile,
                  const PlannedMove& move,
                  std::function<void()> action) override;
    bool TakeRestart(const NodeName& node, std::function<void()> action) override;

  private:
    /// A move that waits for the one before it.
    struct LaterMove
    {
        StoryEvent event;  //!< what it is
        std::string after; //!< key of the move before it
    };

    /// @return which event of the past made a message of a sender possible
    std::optional<std::size_t> FindCause(const NodeName& sender);
    /// @return the passing of time as an event, now
    StoryEvent MakePause(const std::string& key) const;
    /// Begin to let time pass.
    void BeginWait();
    /// Let the next event happen, or wait for one.
    void Step();
    /// Carry an event out.
    void Happen(std::size_t index);
    /// Nothing can happen, or time is to pass: look again a little later.
    void Wait();
    /// Let all that is held pass, and end.
    void Finish(End end);
    /// Add what may happen from now on.
    void Add(StoryEvent event);
    /// @return whether the story is being told
    bool IsOn() const;
    /// @return what may happen next
    std::vector<StoryEvent> GetNext() const;

    Rules m_rules;                  //!< how it is told
    Chooser m_chooser;              //!< chooses
    std::function<bool()> m_isBusy; //!< tells whether exchanges are under way
    std::function<void()> m_ended;  //!< called at the end
    bool m_hasBegun{false};         //!< whether it is being told, or is over
    End m_end{End::NONE};           //!< how it has ended
    std::map<std::string, std::set<std::string>> m_touches; //!< beside what is seen, by key
    std::vector<StoryEvent> m_next;                         //!< what may happen
    std::vector<LaterMove> m_laterMoves;                    //!< what may happen afterwards
    std::vector<StoryEvent> m_past;                         //!< what has happened
    std::map<std::string, std::size_t> m_lastAt;            //!< by node, what happened there last
    std::map<NodeName, uint32_t> m_moves;                   //!< planned, by node
    std::map<std::pair<NodeName, NodeName>, uint64_t> m_departures; //!< of a node, from a gateway
    std::size_t m_waitedFor{0}; //!< events there were when waiting began
    Time m_waitsSince;          //!< when that was
    Time m_quietSince;          //!< since when exchanges have been over
    uint32_t m_idles{0};        //!< how often time has passed because nothing could happen
    uint32_t m_timers{0};       //!< how often time has passed
    std::size_t m_timed{0};     //!< messages made by timers
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_STORY_H
