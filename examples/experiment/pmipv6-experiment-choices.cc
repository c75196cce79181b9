/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-choices.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

const Choices<Scheme>&
GetChoices(Scheme)
{
    static const Choices<Scheme> choices{
        {{Scheme::PMIPV6, "pmipv6"},
         {Scheme::NONE, "none"},
         {Scheme::LOCALIZED_ROUTING, "localized-routing"},
         {Scheme::UNCOORDINATED, "uncoordinated"}},
        {"epmip", "dmm-relay", "dmm-locator", "dmm-proxy", "mipv6"}};
    return choices;
}

const Choices<Case>&
GetChoices(Case)
{
    static const Choices<Case> choices{
        {{Case::A21, "a21"},
         {Case::A11, "a11"},
         {Case::A12, "a12"},
         {Case::A22, "a22"},
         {Case::ROAMING1, "roaming1"},
         {Case::ROAMING2, "roaming2"},
         {Case::ROAMING3, "roaming3"},
         {Case::ROAMING4, "roaming4"}},
        {"rfc6612-a1", "rfc6612-a2", "rfc6612-a2-visited", "rfc6612-b"}};
    return choices;
}

const Choices<Access>&
GetChoices(Access)
{
    static const Choices<Access> choices{{{Access::WIFI, "wifi"}, {Access::IDEAL, "ideal"}},
                                         {"lte", "lte-wifi"}};
    return choices;
}

const Choices<Core>&
GetChoices(Core)
{
    static const Choices<Core> choices{{{Core::MESH, "mesh"}, {Core::STAR, "star"}}, {}};
    return choices;
}

const Choices<Correspondent>&
GetChoices(Correspondent)
{
    static const Choices<Correspondent> choices{
        {{Correspondent::MOBILE, "mobile"}, {Correspondent::FIXED, "fixed"}},
        {}};
    return choices;
}

const Choices<Move>&
GetChoices(Move)
{
    static const Choices<Move> choices{
        {{Move::MN, "mn"}, {Move::CN, "cn"}, {Move::BOTH, "both"}, {Move::NONE, "none"}},
        {}};
    return choices;
}

const Choices<MoveDomain>&
GetChoices(MoveDomain)
{
    static const Choices<MoveDomain> choices{
        {{MoveDomain::SAME, "same"}, {MoveDomain::OTHER, "other"}},
        {}};
    return choices;
}

const Choices<Traffic>&
GetChoices(Traffic)
{
    static const Choices<Traffic> choices{{{Traffic::UDP, "udp"}, {Traffic::TCP, "tcp"}}, {}};
    return choices;
}

const Choices<Direction>&
GetChoices(Direction)
{
    static const Choices<Direction> choices{
        {{Direction::BOTH, "both"}, {Direction::MN_CN, "mn-cn"}, {Direction::CN_MN, "cn-mn"}},
        {}};
    return choices;
}

const Choices<Phase>&
GetChoices(Phase)
{
    static const Choices<Phase> choices{{{Phase::FIXED, "fixed"}, {Phase::RANDOM, "random"}}, {}};
    return choices;
}

const Choices<WifiHandover>&
GetChoices(WifiHandover)
{
    static const Choices<WifiHandover> choices{
        {{WifiHandover::FAST, "fast"}, {WifiHandover::DEFAULT, "default"}},
        {}};
    return choices;
}

const Choices<Ordering>&
GetChoices(Ordering)
{
    static const Choices<Ordering> choices{
        {{Ordering::TIMESTAMP, "timestamp"}, {Ordering::SEQUENCE, "sequence"}},
        {}};
    return choices;
}

const Choices<LrMode>&
GetChoices(LrMode)
{
    static const Choices<LrMode> choices{{{LrMode::DIRECT, "direct"}, {LrMode::PROXY, "proxy"}},
                                         {}};
    return choices;
}

const Choices<LrInitiator>&
GetChoices(LrInitiator)
{
    static const Choices<LrInitiator> choices{
        {{LrInitiator::LMA, "lma"}, {LrInitiator::MAG, "mag"}},
        {}};
    return choices;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
