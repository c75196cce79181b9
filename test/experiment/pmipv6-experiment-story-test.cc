/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-run.h"
#include "pmipv6-experiment-story.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-values.h"

#include "ns3/mac48-address.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

using Texts = std::vector<std::string>; //!< for short
using Touches = std::set<std::string>;  //!< for short

/// Of a run in which both nodes of the pair move, without a gap and unnoticed.
const Texts BOTH_MOVE{"--scheme=pmipv6",
                      "--case=a22",
                      "--access=ideal",
                      "--move=both",
                      "--l2Gap=0",
                      "--delayAccess=1",
                      "--interval=500"};

/// @return texts and those that come behind them
Texts
With(Texts texts, const Texts& more)
{
    texts.insert(texts.end(), more.begin(), more.end());
    return texts;
}

/// @return keys of events
Texts
ListKeys(const std::vector<StoryEvent>& events)
{
    Texts keys;
    for (const auto& event : events)
    {
        keys.push_back(event.key);
    }
    return keys;
}

/// Chooses, as Story::Chooser does, and may ask the story.
using StoryChooser =
    std::function<std::optional<std::size_t>(const std::vector<StoryEvent>& next, Story& story)>;

/// Has happen first what could happen first.
std::optional<std::size_t>
ChooseFirst(const std::vector<StoryEvent>& /* next */, Story& /* story */)
{
    return 0;
}

/// Has happen first what could happen last.
std::optional<std::size_t>
ChooseLast(const std::vector<StoryEvent>& next, Story& /* story */)
{
    return next.size() - 1;
}

/**
 * @param keys an order, without what happens by itself
 * @return has it happen; nothing at its end, or where it cannot
 */
StoryChooser
ChooseInOrder(const Texts& keys)
{
    return [keys, made = std::size_t{0}](const std::vector<StoryEvent>& next,
                                         Story&) mutable -> std::optional<std::size_t> {
        const auto possible = ListKeys(next);
        const auto found = made == keys.size()
                               ? possible.end()
                               : std::find(possible.begin(), possible.end(), keys[made++]);
        return found == possible.end() ? std::nullopt
                                       : std::make_optional(found - possible.begin());
    };
}

/// What has come of a run.
struct Telling
{
    std::vector<StoryEvent> past;  //!< what has happened
    std::vector<Texts> next;       //!< keys of what could happen, by choice
    std::vector<StoryEvent> first; //!< what could happen first
    Story::End end;                //!< how the story has ended
    std::size_t timed;             //!< see Story::GetTimed
    std::vector<Time> ended;       //!< when it was said to have ended
    Texts signalling;              //!< all of it, with its times
    Texts warnings;                //!< at the end
    ExperimentResult result;       //!< of the run

    /// @return the number of an event of the past; one behind the last if there is none
    std::size_t Find(const std::string& key) const
    {
        const auto keys = ListKeys(past);
        return std::find(keys.begin(), keys.end(), key) - keys.begin();
    }

    /// @return an event of the past; an empty one, and a failure, if there is none
    StoryEvent Get(const std::string& key) const
    {
        const std::size_t number = Find(key);
        EXPECT_LT(number, past.size()) << key << " of " << Join(ListKeys(past), " ");
        return number < past.size() ? past[number] : StoryEvent();
    }
};

/// @return a record as a line
std::string
Show(const SignalingRecord& record)
{
    return std::to_string(record.time.GetNanoSeconds()) + " " + record.event + " " + record.node +
           " " + record.peer + " " + record.message + " " + std::to_string(record.sequence);
}

/// @return an event for later, when there is no packet any more
StoryEvent
Keep(StoryEvent event)
{
    event.happen = nullptr;
    return event;
}

/// Let a run go and see what it shows.
void
Watch(Telling& telling, ExperimentRun& run)
{
    run.GetMonitors().signaling.SetListener(
        [&telling](const SignalingRecord& record) { telling.signalling.push_back(Show(record)); });
    telling.result = run.Run();
    telling.warnings = run.GetLastWarnings();
}

/**
 * Run, with nothing decided on but by options.
 *
 * @param arguments of the run
 * @return what has come of it
 */
Telling
RunPlainly(const Texts& arguments)
{
    Telling telling{};
    Mac48Address::ResetAllocationIndex();
    {
        ExperimentRun run(Parse(arguments));
        Watch(telling, run);
    }
    Simulator::Destroy();
    return telling;
}

/**
 * Tell a story.
 *
 * @param arguments of the run
 * @param chooser chooses
 * @param rules how it is told
 * @param touches see Story::SetTouches
 * @return what has come of it
 */
Telling
Tell(const Texts& arguments,
     const StoryChooser& chooser,
     const Story::Rules& rules = {},
     const std::map<std::string, Touches>& touches = {})
{
    Telling telling{};
    Mac48Address::ResetAllocationIndex();
    ExperimentOptions options = Parse(arguments);
    options.Set(option::DELIVERIES, {}); // So that links ask.
    Story* told = nullptr;
    Story story(rules, [&](const std::vector<StoryEvent>& next) {
        if (telling.next.empty())
        {
            std::transform(next.begin(), next.end(), std::back_inserter(telling.first), Keep);
        }
        telling.next.push_back(ListKeys(next));
        return chooser(next, *told);
    });
    told = &story;
    story.SetTouches(touches);
    {
        ExperimentRun run(options, &story);
        story.Begin([&run] { return run.IsBusy(); },
                    [&telling] { telling.ended.push_back(Simulator::Now()); });
        Watch(telling, run);
        telling.end = story.GetEnd();
        telling.timed = story.GetTimed();
        const auto& past = story.GetPast();
        std::transform(past.begin(), past.end(), std::back_inserter(telling.past), Keep);
    }
    Simulator::Destroy();
    return telling;
}

/// @return when the i-th event of a story happens in which something always can
Time
GetTime(std::size_t i)
{
    return Seconds(10) + MilliSeconds(8) * static_cast<int64_t>(i);
}

/// An order of BOTH_MOVE.
const Texts FIRST_FIRST{"mn1@1",
                        "cn1@1",
                        "mag3:lma1:1",
                        "mag4:lma2:1",
                        "lma1:mag3:1",
                        "lma2:mag4:1"};

TEST(ExperimentStory, WhatWasPlannedCanHappenFirst)
{
    const Telling telling = Tell(BOTH_MOVE, ChooseFirst);
    ASSERT_EQ(ListKeys(telling.first), (Texts{"mn1@1", "cn1@1"}));
    for (const auto& event : telling.first)
    {
        EXPECT_EQ(event.since, Seconds(10)) << event.key;
        EXPECT_EQ(event.cause, std::nullopt) << event.key;
        EXPECT_FALSE(event.isUnderWay) << event.key;
    }
    EXPECT_EQ(telling.first[0].what, "moves from mag1 to mag3");
    EXPECT_EQ(telling.first[0].touches, (Touches{"mn1", "mag1", "mag3"}));
    EXPECT_EQ(telling.first[1].what, "moves from mag2 to mag4");
    EXPECT_EQ(telling.first[1].touches, (Touches{"cn1", "mag2", "mag4"}));
}

TEST(ExperimentStory, AnOrderHappensStepByStep)
{
    const Texts another{"cn1@1",
                        "mag4:lma2:1",
                        "lma2:mag4:1",
                        "mn1@1",
                        "mag3:lma1:1",
                        "lma1:mag3:1"};
    for (const Texts& keys : {FIRST_FIRST, another})
    {
        Telling telling = Tell(BOTH_MOVE, ChooseInOrder(keys));
        EXPECT_EQ(ListKeys(telling.past), keys);
        EXPECT_EQ(telling.end, Story::End::TOLD);
        EXPECT_EQ(telling.timed, 0U);
        for (std::size_t i = 0; i < telling.past.size(); ++i)
        {
            EXPECT_EQ(telling.past[i].at, GetTime(i)) << telling.past[i].key;
        }
        // It is over when there were no exchanges for a while, and the run goes on.
        ASSERT_EQ(telling.ended.size(), 1U);
        EXPECT_GE(telling.ended[0], GetTime(keys.size()) + Seconds(4));
        EXPECT_LT(telling.ended[0], Seconds(15));
        EXPECT_EQ(telling.result.simulated_s, 20);
        EXPECT_TRUE(telling.result.final_state.consistent);
        // What happens happens then.
        ASSERT_EQ(telling.result.handovers.size(), 2U);
        for (const auto& handover : telling.result.handovers)
        {
            const auto moved = telling.Get(handover.node + "@1");
            EXPECT_EQ(handover.detached_s, ToSeconds(moved.at)) << handover.node;
        }
        for (const auto& event : telling.past)
        {
            if (!event.isUnderWay)
            {
                continue;
            }
            const auto parts = Split(event.key, ':');
            const std::string line = std::to_string(event.at.GetNanoSeconds()) + " received " +
                                     parts[1] + " " + parts[0] + " " + event.what + " ";
            EXPECT_EQ(std::count_if(telling.signalling.begin(),
                                    telling.signalling.end(),
                                    [&line](const auto& text) { return text.rfind(line, 0) == 0; }),
                      1)
                << line;
        }
    }
}

TEST(ExperimentStory, WhatIsNotChosenIsHeld)
{
    const Telling telling = Tell(BOTH_MOVE, ChooseInOrder(FIRST_FIRST));
    EXPECT_EQ(telling.next,
              (std::vector<Texts>{{"mn1@1", "cn1@1"},
                                  {"cn1@1", "mag3:lma1:1"},
                                  {"mag3:lma1:1", "mag4:lma2:1"},
                                  {"mag4:lma2:1", "lma1:mag3:1"},
                                  {"lma1:mag3:1", "lma2:mag4:1"},
                                  {"lma2:mag4:1"}}));
}

TEST(ExperimentStory, AMessageTouchesItsReceiverAndItsCauseIsTheMove)
{
    const Telling telling = Tell(BOTH_MOVE, ChooseInOrder(FIRST_FIRST));
    const auto request = telling.Get("mag4:lma2:1");
    EXPECT_EQ(request.what, "ProxyBindingUpdate");
    EXPECT_EQ(request.touches, Touches{"lma2"});
    EXPECT_EQ(request.cause, telling.Find("cn1@1"));
    EXPECT_EQ(request.since, telling.Get("cn1@1").at);
    EXPECT_TRUE(request.isUnderWay);
    const auto answer = telling.Get("lma2:mag4:1");
    EXPECT_EQ(answer.what, "ProxyBindingAcknowledgement");
    EXPECT_EQ(answer.touches, Touches{"mag4"});
    EXPECT_EQ(answer.cause, telling.Find("mag4:lma2:1"));
    EXPECT_EQ(answer.since, request.at);
    // The timestamp of a request is that of what has caused it.
    EXPECT_EQ(telling.Get("cn1@1").touches,
              (Touches{"cn1", "mag2", "mag4", "times of cn1@example.org"}));
}

TEST(ExperimentStory, LostMessagesNeverArrive)
{
    Story::Rules rules;
    rules.lost = {"mag3:lma1:1", "lma2:mag4:7"};
    const Telling telling = Tell(BOTH_MOVE, ChooseFirst, rules);
    EXPECT_EQ(ListKeys(telling.past),
              (Texts{"mn1@1",
                     "cn1@1",
                     "mag4:lma2:1",
                     "lma2:mag4:1",
                     "idle@1",
                     "mag3:lma1:2",
                     "lma1:mag3:1"}));
    EXPECT_EQ(telling.end, Story::End::TOLD);
    EXPECT_EQ(telling.timed, 0U);
    // It was sent again, a second after the first time, and while time passed.
    const auto idle = telling.Get("idle@1");
    EXPECT_EQ(idle.at, GetTime(4));
    EXPECT_EQ(idle.touches.count("*"), 1U);
    const auto again = telling.Get("mag3:lma1:2");
    EXPECT_EQ(again.cause, telling.Find("idle@1"));
    EXPECT_GE(again.since, Seconds(11));
    EXPECT_LT(again.since, Seconds(11) + MilliSeconds(10));
    EXPECT_GT(again.at, again.since);
    EXPECT_TRUE(telling.result.final_state.consistent);
}

TEST(ExperimentStory, DoubledMessagesComeBack)
{
    Story::Rules rules;
    rules.doubled = {"mag3:lma1:1", "lma2:mag4:1"};
    const Telling telling = Tell(BOTH_MOVE, ChooseFirst, rules);
    EXPECT_EQ(telling.end, Story::End::TOLD);
    const auto keys = ListKeys(telling.past);
    EXPECT_EQ(
        std::count_if(keys.begin(), keys.end(), [](const auto& key) { return key.back() == '+'; }),
        2)
        << Join(keys, " ");
    for (const std::string key : {"mag3:lma1:1", "lma2:mag4:1"})
    {
        const auto once = telling.Get(key);
        const auto twice = telling.Get(key + "+");
        EXPECT_EQ(twice.cause, telling.Find(key));
        EXPECT_EQ(twice.since, once.at);
        EXPECT_GT(twice.at, once.at);
        EXPECT_EQ(twice.what, once.what);
        EXPECT_EQ(twice.touches.count(Split(key, ':')[1]), 1U);
        EXPECT_TRUE(twice.isUnderWay);
    }
    // The anchor answers both.
    EXPECT_EQ(telling.Get("lma1:mag3:1").cause, telling.Find("mag3:lma1:1"));
    EXPECT_EQ(telling.Get("lma1:mag3:2").cause, telling.Find("mag3:lma1:1+"));
}

TEST(ExperimentStory, WithoutAChoiceItIsBrokenOff)
{
    const Telling telling = Tell(BOTH_MOVE, ChooseInOrder({"cn1@1", "mag4:lma2:1"}));
    EXPECT_EQ(telling.end, Story::End::BROKEN_OFF);
    EXPECT_EQ(ListKeys(telling.past), (Texts{"cn1@1", "mag4:lma2:1"}));
    EXPECT_EQ(telling.next.size(), 3U);
    EXPECT_EQ(telling.result.simulated_s, ToSeconds(GetTime(2)));
    EXPECT_TRUE(telling.ended.empty());
}

TEST(ExperimentStory, OneOfTooManyEventsEnds)
{
    Story::Rules rules;
    rules.maxEvents = 3;
    const Telling telling = Tell(BOTH_MOVE, ChooseFirst, rules);
    EXPECT_EQ(telling.end, Story::End::TOO_LONG);
    EXPECT_EQ(ListKeys(telling.past), (Texts{"mn1@1", "cn1@1", "mag3:lma1:1"}));
    EXPECT_EQ(telling.ended, std::vector<Time>{GetTime(3)});
    // What was held passes.
    EXPECT_EQ(telling.result.simulated_s, 20);
    EXPECT_TRUE(telling.result.final_state.consistent);
}

TEST(ExperimentStory, TimeMayPassWhileSomethingIsUnderWay)
{
    Story::Rules rules;
    rules.timers = 1;
    const Telling telling =
        Tell(BOTH_MOVE, ChooseInOrder({"mn1@1", "cn1@1", "time@1", "mag3:lma1:2"}), rules);
    EXPECT_EQ(telling.next,
              (std::vector<Texts>{{"mn1@1", "cn1@1"},
                                  {"cn1@1", "mag3:lma1:1", "time@1"},
                                  {"mag3:lma1:1", "mag4:lma2:1", "time@1"},
                                  {"mag3:lma1:1", "mag4:lma2:1", "mag3:lma1:2", "mag4:lma2:2"},
                                  {"mag3:lma1:1", "mag4:lma2:1", "mag4:lma2:2", "lma1:mag3:1"}}));
    EXPECT_EQ(telling.Get("time@1").touches.count("*"), 1U);
    EXPECT_EQ(telling.Get("mag3:lma1:2").cause, telling.Find("time@1"));
    EXPECT_GE(telling.Get("mag3:lma1:2").since, Seconds(11));
}

TEST(ExperimentStory, MovesOfANodeKeepTheirOrder)
{
    const Telling telling =
        Tell(With(BOTH_MOVE, {"--move=mn", "--moves=2", "--path=mn1:mag1,mag3,mag4"}), ChooseLast);
    EXPECT_EQ(ListKeys(telling.first), Texts{"mn1@1"});
    ASSERT_EQ(telling.Find("mn1@1"), 0U);
    const auto second = telling.Get("mn1@2");
    EXPECT_EQ(second.cause, 0U);
    EXPECT_EQ(second.since, Seconds(10));
    EXPECT_EQ(second.what, "moves from mag3 to mag4");
    EXPECT_EQ(second.touches.count("mag3") + second.touches.count("mag4"), 2U);
}

TEST(ExperimentStory, ARoleRestartsWhenItIsItsTurn)
{
    const Telling telling =
        Tell(With(BOTH_MOVE, {"--restart=lma1:12"}), ChooseInOrder({"mn1@1", "lma1@restart"}));
    auto keys = ListKeys(telling.first);
    std::sort(keys.begin(), keys.end());
    EXPECT_EQ(keys, (Texts{"cn1@1", "lma1@restart", "mn1@1"}));
    EXPECT_EQ(telling.Get("lma1@restart").at, GetTime(1));
    EXPECT_EQ(telling.Get("lma1@restart").touches.count("lma1"), 1U);
}

TEST(ExperimentStory, AGatewayNoticesWhenItIsItsTurn)
{
    const Telling telling = Tell(With(BOTH_MOVE, {"--detachDetection=10"}), ChooseFirst);
    EXPECT_EQ(telling.end, Story::End::TOLD);
    const auto notice = telling.Get("mn1:mag1:1");
    EXPECT_EQ(notice.cause, telling.Find("mn1@1"));
    EXPECT_EQ(notice.touches.count("mag1"), 1U);
    EXPECT_EQ(notice.since, Seconds(10));
    EXPECT_TRUE(notice.isUnderWay);
    // The gateway says so to the anchor, its second message.
    EXPECT_EQ(telling.Get("mag1:lma1:2").cause, telling.Find("mn1:mag1:1"));
    EXPECT_EQ(telling.Get("mag1:lma1:2").since, notice.at);
    // Without the option it never notices.
    const Telling unnoticed = Tell(BOTH_MOVE, ChooseFirst);
    EXPECT_EQ(unnoticed.Find("mn1:mag1:1"), unnoticed.past.size());
}

TEST(ExperimentStory, WhatElseEventsTouchIsTold)
{
    const auto note = [](const std::vector<StoryEvent>&, Story& story) {
        if (story.GetPast().size() == 3)
        {
            story.NoteAccepted(NodeName(CORRESPONDENT, 1));
        }
        return std::make_optional(std::size_t{0});
    };
    const auto count = [](const Telling& telling) {
        return telling.Get("mag3:lma1:1").touches.count("acceptances of pair 1");
    };
    Story::Rules rules;
    EXPECT_EQ(count(Tell(BOTH_MOVE, note, rules)), 0U);
    rules.comparesTimes = true;
    const Telling telling = Tell(BOTH_MOVE, note, rules, {{"cn1@1", {"something"}}});
    EXPECT_EQ(count(telling), 1U);
    EXPECT_EQ(telling.Get("cn1@1").touches.count("something"), 1U);
    EXPECT_EQ(telling.Get("mn1@1").touches.count("something"), 0U);
}

/**
 * @param telling a story
 * @param rules how it was told
 * @return options that have the same happen: moves at their times, messages and notices by
 * --deliver
 */
Texts
MakeOptions(const Telling& telling, const Story::Rules& rules)
{
    Texts options;
    std::map<std::string, std::vector<StoryEvent>> rows;
    for (const auto& event : telling.past)
    {
        if (event.isUnderWay)
        {
            rows[event.key.substr(0, event.key.find('+'))].push_back(event);
        }
    }
    for (const auto& [key, events] : rows)
    {
        Texts times;
        for (const auto& event : events)
        {
            times.push_back(FormatNumber(ToMilliseconds(event.at - events[0].since)));
        }
        options.push_back("--deliver=" + key + ":" + Join(times, "+"));
    }
    for (const auto& key : rules.lost)
    {
        options.push_back("--deliver=" + key + ":lost");
    }
    const Time first = telling.Get("mn1@1").at;
    const Time other = telling.Get("cn1@1").at;
    options.push_back("--moveAt=" + FormatSeconds(first));
    options.push_back("--moveOffset=" + FormatNumber(ToMilliseconds(other - first)));
    return options;
}

TEST(ExperimentStory, ItsOptionsHaveTheSameHappen)
{
    struct Row
    {
        Texts options;       //!< beside those of BOTH_MOVE
        StoryChooser choose; //!< chooses
        Touches lost;        //!< see Story::Rules
        Touches doubled;     //!< see Story::Rules
    };

    const Texts noticed{"--detachDetection=10"};
    for (const Row& row :
         {Row{{}, ChooseFirst, {}, {}},
          Row{{}, ChooseLast, {}, {}},
          Row{noticed, ChooseFirst, {}, {}},
          Row{noticed, ChooseLast, {}, {}},
          Row{{}, ChooseLast, {"mag3:lma1:1", "lma2:mag4:1"}, {}},
          Row{noticed, ChooseLast, {"lma2:mag4:1"}, {"mag3:lma1:1", "lma1:mag3:1", "mag1:lma1:2"}}})
    {
        const auto arguments = With(With(BOTH_MOVE, {"--duration=20"}), row.options);
        Story::Rules rules;
        rules.lost = row.lost;
        rules.doubled = row.doubled;
        const Telling told = Tell(arguments, row.choose, rules);
        EXPECT_EQ(told.end, Story::End::TOLD);
        EXPECT_EQ(told.timed, 0U);
        const auto options = MakeOptions(told, rules);
        const Telling plain = RunPlainly(With(arguments, options));
        EXPECT_EQ(plain.warnings, Texts()) << Join(options, " ");
        EXPECT_EQ(plain.signalling, told.signalling) << Join(options, " ");
        EXPECT_GT(told.signalling.size(), 10U);
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
