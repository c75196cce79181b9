/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Tells one story of a run in whatever orders it is asked for: what `./pmipv6 races` searches with.
 * The first line of standard input says what story, each further one an order; each is answered by
 * a line. The network is built once, each order is told in a process of its own, which begins where
 * the story does.
 */

#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-options.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-run.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-story.h"
#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-mobility-exchange.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::experiment;
using nlohmann::json;

namespace
{

/// A story of some milliseconds of processor time that takes this long hangs, s.
constexpr rlim_t LONGEST_TELLING = 60;

/// Write a line on standard output, all or nothing of it.
void
Answer(const json& answer)
{
    std::cout << answer.dump() << std::endl;
}

/// A story, told in the order that a request asks for.
class ToldStory : public Story
{
  public:
    /**
     * @param rules how it is told
     * @param packets when the first packets come that are to be delivered as ever
     */
    ToldStory(Rules rules, Time packets)
        : Story(std::move(rules), [this](const auto& next) { return Choose(next); }),
          m_packets(packets)
    {
    }

    /**
     * Tell it within a run.
     *
     * @param run the run, built with this
     */
    void Watch(ExperimentRun& run);

    /// Answer with what has happened and what is wrong with it.
    void Report(const ExperimentResult& result) const;

    bool TakeMessage(const NodeName& from,
                     const NodeName& to,
                     const SignalingDelivery& delivery) override;
    bool TakeMove(const NodeName& mobile,
                  const PlannedMove& move,
                  std::function<void()> action) override;

  private:
    /// Which of a node's stays at a gateway: the higher, the later.
    using Stays = std::map<std::pair<NodeName, NodeName>, uint64_t>;

    /// Answer requests, each in a child; comes back in the child alone.
    void Serve();
    /// Choose what happens next. See Story::Chooser.
    std::optional<std::size_t> Choose(const std::vector<StoryEvent>& next);
    /// Take note of a registration that an anchor has accepted.
    void NoteAccepted(const std::string& anchor, const NodeName& mobile);
    /// Note what is wrong.
    void AddFault(const std::string& fault);
    /// @return the past, for an answer
    json DescribePast() const;

    bool m_isServing{false};            //!< whether a request is being answered
    std::vector<std::string> m_prefix;  //!< keys of what is to happen first
    std::optional<std::mt19937> m_draw; //!< draws what happens behind that
    std::map<std::string, std::set<std::string>> m_sleeping; //!< what is not to happen next
    std::vector<std::vector<std::string>> m_choices;         //!< what could have happened, by event
    std::vector<std::string> m_faults;                       //!< what is wrong, each once
    FinalState m_state;                                      //!< when the story had ended
    Time m_ended;                                            //!< when that was
    Time m_packets;                                          //!< when it has to have ended
    ExperimentRun* m_run{nullptr};                           //!< the run
    uint64_t m_stay{0};                                      //!< counts stays
    Stays m_stays;                           //!< the last of each node at each gateway
    std::map<std::string, uint64_t> m_asked; //!< by message: for which stay it registers
    std::map<std::pair<std::string, NodeName>, uint64_t> m_accepted; //!< by anchor: the last stay
};

void
ToldStory::Watch(ExperimentRun& run)
{
    m_run = &run;
    auto& stateChanged = run.GetMonitors().stateChanged;
    stateChanged = [this, before = stateChanged](const std::string& node,
                                                 const std::string& role,
                                                 const StateChange& change) {
        before(node, role, change);
        const auto name = ReadNodeName(change.mobileNode.substr(0, change.mobileNode.find('@')));
        if (change.object == "binding" && change.to == "registered" && name)
        {
            NoteAccepted(node, *name);
        }
    };
    Begin(
        [this, &run] {
            return run.IsBusy() || (HasRestarted() && run.GetNetwork().GetScheme().IsRecovering());
        },
        [this, &run] {
            m_ended = Simulator::Now();
            m_state = run.CheckState();
        });
}

void
ToldStory::AddFault(const std::string& fault)
{
    if (std::find(m_faults.begin(), m_faults.end(), fault) == m_faults.end())
    {
        m_faults.push_back(fault);
    }
}

bool
ToldStory::TakeMove(const NodeName& mobile, const PlannedMove& move, std::function<void()> action)
{
    m_stays.insert({{mobile, move.from}, 0});
    return Story::TakeMove(mobile, move, [this, mobile, to = move.to, action] {
        m_stays[{mobile, to}] = ++m_stay;
        action();
    });
}

bool
ToldStory::TakeMessage(const NodeName& from, const NodeName& to, const SignalingDelivery& delivery)
{
    const bool isTaken = Story::TakeMessage(from, to, delivery);
    const auto* update = std::get_if<BindingUpdate>(&delivery.message);
    const auto* node = update ? FindOption<MobileNodeIdentifierOption>(update->options) : nullptr;
    if (isTaken && node && update->lifetime > 0)
    {
        const auto name = ReadNodeName(node->identifier.substr(0, node->identifier.find('@')));
        const auto stay = name ? m_stays.find({*name, from}) : m_stays.end();
        if (stay != m_stays.end())
        {
            const std::string number = std::to_string(delivery.number);
            m_asked[from.GetText() + ":" + to.GetText() + ":" + number] = stay->second;
        }
    }
    return isTaken;
}

void
ToldStory::NoteAccepted(const std::string& anchor, const NodeName& mobile)
{
    Story::NoteAccepted(mobile);
    if (GetPast().empty() || GetEnd() != End::NONE)
    {
        return;
    }
    std::string key = GetPast().back().key;
    key = key.substr(0, key.find('+'));
    const auto asked = m_asked.find(key);
    if (asked == m_asked.end())
    {
        return;
    }
    auto& last = m_accepted[{anchor, mobile}];
    if (asked->second < last)
    {
        AddFault("binding of " + mobile.GetText() + " at " + anchor +
                 " goes back to an earlier stay");
    }
    last = asked->second;
}

void
ToldStory::Serve()
{
    Answer({{"ready", true}});
    for (std::string line; std::getline(std::cin, line);)
    {
        const pid_t child = fork();
        if (child == 0)
        {
            const rlimit limit{LONGEST_TELLING, LONGEST_TELLING};
            setrlimit(RLIMIT_CPU, &limit);
            const json request = json::parse(line);
            m_prefix = request.at("prefix").get<std::vector<std::string>>();
            m_sleeping = request.at("sleeping").get<std::map<std::string, std::set<std::string>>>();
            if (!request.at("draw").is_null())
            {
                m_draw.emplace(request.at("draw").get<uint32_t>());
            }
            SetTouches(request.at("touches").get<std::map<std::string, std::set<std::string>>>());
            m_isServing = true;
            return;
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (WIFSIGNALED(status))
        {
            const int signal = WTERMSIG(status);
            const bool isHang = signal == SIGXCPU || signal == SIGKILL;
            Answer({{"end", "crash"},
                    {"prefix", json::parse(line).at("prefix")},
                    {"faults", {isHang ? "hangs" : std::string("crash: ") + strsignal(signal)}}});
        }
        else if (WEXITSTATUS(status) != 0)
        {
            Answer({{"end", "crash"},
                    {"prefix", json::parse(line).at("prefix")},
                    {"faults", {"the program ends itself"}}});
        }
    }
    _exit(0);
}

std::optional<std::size_t>
ToldStory::Choose(const std::vector<StoryEvent>& next)
{
    if (!m_isServing)
    {
        Serve();
    }
    std::vector<std::string> keys;
    for (const auto& event : next)
    {
        keys.push_back(event.key);
    }
    const auto& past = GetPast();
    while (m_choices.size() < past.size())
    {
        m_choices.push_back({past[m_choices.size()].key}); // Time, which passes by itself.
    }
    m_choices.push_back(keys);
    const std::size_t depth = past.size();
    if (depth < m_prefix.size())
    {
        const auto found = std::find(keys.begin(), keys.end(), m_prefix[depth]);
        if (found == keys.end())
        {
            Answer({{"end", "no such order"},
                    {"missing", m_prefix[depth]},
                    {"next", keys},
                    {"faults", json::array()}});
            _exit(0);
        }
        return found - keys.begin();
    }
    if (depth > 0)
    {
        const auto& touches = past.back().touches;
        for (auto sleeping = m_sleeping.begin(); sleeping != m_sleeping.end();)
        {
            const auto& others = sleeping->second;
            const bool isApart =
                touches.count("*") == 0 && others.count("*") == 0 &&
                std::none_of(touches.begin(), touches.end(), [&others](const auto& touched) {
                    return others.count(touched) > 0;
                });
            sleeping = isApart ? std::next(sleeping) : m_sleeping.erase(sleeping);
        }
    }
    if (m_draw)
    {
        return (*m_draw)() % keys.size();
    }
    for (std::size_t i = 0; i < keys.size(); ++i)
    {
        if (m_sleeping.count(keys[i]) == 0)
        {
            return i;
        }
    }
    Answer({{"end", "asleep"}, {"past", DescribePast()}, {"faults", json::array()}});
    _exit(0);
}

json
ToldStory::DescribePast() const
{
    json past = json::array();
    const auto& events = GetPast();
    for (std::size_t i = 0; i < events.size(); ++i)
    {
        const auto& event = events[i];
        const auto next = i < m_choices.size() ? m_choices[i] : std::vector<std::string>{event.key};
        past.push_back({{"key", event.key},
                        {"what", event.what},
                        {"touches", event.touches},
                        {"cause", event.cause ? json(*event.cause) : json(nullptr)},
                        {"since", event.since.GetSeconds()},
                        {"at", event.at.GetSeconds()},
                        {"next", next}});
    }
    return past;
}

void
ToldStory::Report(const ExperimentResult& result) const
{
    if (!m_isServing)
    {
        Answer({{"refused", "nothing happens in the story; allowed: a move or a restart"}});
        return;
    }
    const auto getText = [](const StateFault& fault) {
        return fault.object + " of " + fault.key + " at " + fault.node + " holds " + fault.holds +
               " instead of " + fault.should_be;
    };
    std::set<std::string> lasting;
    for (const auto& fault : result.final_state.stale)
    {
        lasting.insert(getText(fault));
    }
    auto faults = m_faults;
    const auto more = m_run->GetNetwork().GetScheme().FindFaults();
    faults.insert(faults.end(), more.begin(), more.end());
    const bool isOver = GetEnd() != End::NONE && m_ended < m_packets;
    if (!isOver)
    {
        faults.push_back("the story does not end before the packets that follow it");
    }
    for (const auto& fault : m_state.stale)
    {
        const std::string text = getText(fault);
        faults.push_back("stale: " + text +
                         (lasting.count(text) > 0 ? ", lasting" : ", for a while"));
        lasting.erase(text);
    }
    for (const auto& text : lasting)
    {
        faults.push_back("stale: " + text + ", later");
    }
    for (const auto& flow : result.flows)
    {
        const std::string ends = flow.from + " to " + flow.to;
        if (flow.misdelivered > 0)
        {
            faults.push_back("misdelivered: " + ends);
        }
        if (flow.lost > 0 && isOver)
        {
            const bool isAll = flow.lost + 1 >= flow.sent; // But for the first, before the story.
            faults.push_back("black hole: " + ends + (isAll ? ", lasting" : ", for a while"));
        }
    }
    if (GetEnd() == End::RESTLESS)
    {
        faults.push_back("an exchange does not end");
    }
    if (GetEnd() == End::TOO_LONG)
    {
        faults.push_back("signalling does not end");
    }
    Answer({{"end", GetEnd() == End::TOLD ? "told" : "endless"},
            {"past", DescribePast()},
            {"timed", GetTimed()},
            {"ended", m_ended.GetSeconds()},
            {"faults", faults}});
}

/// @return the stories that every scheme has, and those of its own; each with its options
json
ListStories()
{
    json schemes = json::object();
    for (const auto* kind : SchemeKind::GetKinds())
    {
        if (!kind->traits.hasSignalling)
        {
            continue;
        }
        // Of roles of gateways.
        const json common = {
            {"moves", "--move=both"},
            {"noticed", "--move=mn --detachDetection=10"},
            {"twice", "--move=mn --moves=2 --path=mn1:mag1,mag3,mag4 --detachDetection=10"},
            {"ping-pong", "--move=mn --moves=2 --path=mn1:mag1,mag3 --detachDetection=10"},
            {"restart", "--move=mn --restart=lma1:10 --detachDetection=10"},
            {"gateway-restart", "--move=mn --restart=mag2:10"},
            {"refusal", // The new gateway's clock is wrong until its first request is refused.
             "--move=mn --detachDetection=10 --ns3::pmipv6::MobileAccessGateway::ClockOffset=2000s "
             "--ns3::pmipv6::MobileAccessGateway::ClockSynchronizationDelay=1ms"},
        };
        json stories = kind->HasHomeAddresses({}) ? json::object() : common;
        if (kind->traits.getStories)
        {
            for (const auto& [name, options] : kind->traits.getStories())
            {
                stories[name] = options;
            }
        }
        schemes[kind->word] = stories;
    }
    return schemes;
}

/// @return how a story is told, as the first line has it
Story::Rules
ReadRules(const json& story)
{
    Story::Rules rules;
    rules.step = NanoSeconds(static_cast<int64_t>(story.at("step_ms").get<double>() * 1e6));
    rules.timers = story.at("timers");
    rules.longestWait = NanoSeconds(static_cast<int64_t>(story.at("wait_s").get<double>() * 1e9));
    rules.lost = story.at("lost").get<std::set<std::string>>();
    rules.doubled = story.at("doubled").get<std::set<std::string>>();
    return rules;
}

/// Say what is wrong with a story. @return exit status
int
Refuse(const std::string& sentence)
{
    Answer({{"refused", sentence}});
    return 2;
}

} // namespace

int
main(int argc, char* argv[])
{
    if (argc == 2 && std::string(argv[1]) == "--stories")
    {
        Answer(ListStories());
        return 0;
    }
    std::string line;
    if (argc > 1 || !std::getline(std::cin, line))
    {
        std::cerr
            << "pmipv6-races: tells stories for ./pmipv6 races, which is to be used; allowed: "
               "--stories, or a story on standard input\n";
        return 2;
    }
    const json story = json::parse(line, nullptr, false);
    if (story.is_discarded())
    {
        return Refuse("the first line is no story");
    }
    auto parsed = ParseExperimentOptions(story.at("options").get<std::vector<std::string>>());
    if (const auto* invalid = std::get_if<InvalidArgument>(&parsed))
    {
        return Refuse(invalid->sentence);
    }
    if (std::holds_alternative<InformationAsked>(parsed))
    {
        return Refuse("--help is not for stories");
    }
    auto options = std::get<ExperimentOptions>(parsed);
    options.Set(option::DELIVERIES, {}); // The links ask.
    auto rules = ReadRules(story);
    rules.begin = options[option::MOVE_AT];
    rules.comparesTimes = options[option::SCHEME]->traits.comparesTimes;
    ToldStory told(rules, options[option::TRAFFIC_START] + options[option::INTERVAL]);
    ExperimentRun run(options, &told);
    told.Watch(run);
    const ExperimentResult result = run.Run();
    told.Report(result);
    std::cout.flush();
    _exit(0); // A child of the process that serves.
}
