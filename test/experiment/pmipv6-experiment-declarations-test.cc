/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-traffic.h"

#include <set>

/**
 * @file
 * @ingroup pmipv6-tests
 * What options, schemes, accesses and kinds of nodes say of themselves where they are declared.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

TEST(ExperimentDeclarations, NoTwoOptionsShareANameOrAPlace)
{
    std::set<std::string> names;
    std::set<std::pair<OptionGroup, int>> places;
    for (const ExperimentOption* option : ExperimentOption::GetAll())
    {
        const OptionIdentity& identity = option->GetIdentity();
        EXPECT_TRUE(names.insert(identity.name).second) << identity.name;
        EXPECT_TRUE(places.emplace(identity.group, identity.place).second) << identity.name;
        EXPECT_FALSE(identity.meaning.empty()) << identity.name;
        EXPECT_FALSE(option->GetAllowed().empty()) << identity.name;
    }
    EXPECT_GE(names.size(), 50U);
}

TEST(ExperimentDeclarations, EachDefaultIsAllowed)
{
    const ExperimentOptions defaults;
    for (const ExperimentOption* option : ExperimentOption::GetAll())
    {
        const ParameterValue value = option->GetParameter(defaults);
        ExperimentOptions options;
        if (const auto* word = std::get_if<std::string>(&value))
        {
            EXPECT_TRUE(option->Read(options, *word)) << option->GetName();
            EXPECT_EQ(option->GetParameter(options), value) << option->GetName();
            EXPECT_TRUE(options.IsGiven(*option)) << option->GetName();
        }
        else if (const auto* number = std::get_if<double>(&value))
        {
            EXPECT_TRUE(option->Read(options, std::to_string(*number))) << option->GetName();
            EXPECT_EQ(option->GetParameter(options), value) << option->GetName();
        }
        else if (const auto* count = std::get_if<uint64_t>(&value))
        {
            EXPECT_TRUE(option->Read(options, std::to_string(*count))) << option->GetName();
            EXPECT_EQ(option->GetParameter(options), value) << option->GetName();
        }
    }
}

TEST(ExperimentDeclarations, ADefaultFollowsTheOptionsThatItDependsOn)
{
    ExperimentOptions options;
    EXPECT_EQ(options[option::PACKET_SIZE], 200U);
    EXPECT_EQ(options[option::OUTPUT], "output/pmipv6-a21-wifi-1");
    options.Set(option::TRAFFIC, Traffic::TCP);
    options.Set(option::RUN, uint64_t{7});
    EXPECT_EQ(options[option::PACKET_SIZE], 536U);
    EXPECT_EQ(options[option::OUTPUT], "output/pmipv6-a21-wifi-7");
    EXPECT_FALSE(options.IsGiven(option::PACKET_SIZE));
    options.Set(option::PACKET_SIZE, 100U);
    EXPECT_EQ(options[option::PACKET_SIZE], 100U);
    EXPECT_TRUE(options.IsGiven(option::PACKET_SIZE));
    // A copy goes its own way.
    ExperimentOptions other = options;
    other.Set(option::TRAFFIC, Traffic::UDP);
    EXPECT_EQ(options[option::TRAFFIC], Traffic::TCP);
    EXPECT_EQ(other[option::PACKET_SIZE], 100U);
}

TEST(ExperimentDeclarations, KindsStandInOrderAndTheFirstIsTheDefault)
{
    std::vector<std::string> schemes;
    for (const SchemeKind* kind : SchemeKind::GetKinds())
    {
        schemes.push_back(kind->word);
    }
    EXPECT_EQ(schemes,
              (std::vector<std::string>{"pmipv6",
                                        "none",
                                        "localized-routing",
                                        "uncoordinated",
                                        "epmip",
                                        "dmm-relay",
                                        "dmm-locator",
                                        "dmm-proxy",
                                        "mipv6"}));
    std::vector<std::string> accesses;
    for (const AccessKind* kind : AccessKind::GetKinds())
    {
        accesses.push_back(kind->word);
    }
    if (accesses.size() > 2)
    {
        // Where ns-3 has LTE.
        EXPECT_EQ(accesses.at(2), "lte");
        EXPECT_EQ(accesses.at(3), "lte-wifi");
        accesses.resize(2);
    }
    EXPECT_EQ(accesses, (std::vector<std::string>{"wifi", "ideal"}));
    EXPECT_EQ(ExperimentOptions()[option::SCHEME], SchemeKind::GetKinds().front());
    EXPECT_EQ(ExperimentOptions()[option::ACCESS], AccessKind::GetKinds().front());
}

TEST(ExperimentDeclarations, OnlyItsOwnFilesNameASchemeOrAnAccess)
{
    std::set<std::string> words;
    for (const SchemeKind* kind : SchemeKind::GetKinds())
    {
        words.insert("\"" + kind->word + "\"");
    }
    for (const AccessKind* kind : AccessKind::GetKinds())
    {
        words.insert("\"" + kind->word + "\"");
    }
    words.erase("\"none\""); // A word for other things, too.
    std::size_t files = 0;
    const auto folder = FindNearSource("examples/experiment");
    for (const auto& file : std::filesystem::directory_iterator(folder))
    {
        if (file.is_regular_file())
        {
            const std::string text = ReadFile(file.path());
            for (const std::string& word : words)
            {
                EXPECT_EQ(text.find(word), std::string::npos) << file.path() << " says " << word;
            }
            for (const char* own : {"#include \"schemes/", "#include \"accesses/"})
            {
                EXPECT_EQ(text.find(own), std::string::npos) << file.path() << " says " << own;
            }
            ++files;
        }
    }
    EXPECT_GT(files, 50U);
}

TEST(ExperimentNodeNames, AreAKindAndANumber)
{
    const auto name = ReadNodeName("mag12");
    ASSERT_TRUE(name);
    EXPECT_TRUE(name->Is(GATEWAY));
    EXPECT_FALSE(name->Is(ANCHOR));
    EXPECT_EQ(name->GetNumber(), 12U);
    EXPECT_EQ(name->GetText(), "mag12");
    EXPECT_EQ(*name, NodeName(GATEWAY, 12));
    EXPECT_NE(*name, NodeName(ANCHOR, 12));
    EXPECT_LT(*name, NodeName(GATEWAY, 2)); // As texts are sorted.
    EXPECT_EQ(NodeName().GetText(), "");
    for (const char* wrong :
         {"", "mag", "12", "mag0", "mag01", "MAG1", "mag1 ", "foo1", "mag1000000000", "mag-1"})
    {
        EXPECT_FALSE(ReadNodeName(wrong)) << wrong;
    }
}

TEST(ExperimentNodeNames, KindsSayWhereTheirNodesAre)
{
    struct Row
    {
        const char* name; //!< of a node
        bool canMove;     //!< it can be mobile
        bool isOfCore;    //!< it can be in the core
    };

    for (const Row& row : {Row{"mn1", true, false},
                           Row{"cn1", true, true},
                           Row{"lma2", false, true},
                           Row{"mag9999", false, true},
                           Row{"mag10000", false, false},
                           Row{"home1", false, true},
                           Row{"lmf1", false, true},
                           Row{"core1", false, false},
                           Row{"transit3", false, false}})
    {
        const auto name = ReadNodeName(row.name);
        ASSERT_TRUE(name) << row.name;
        EXPECT_EQ(name->CanMove(), row.canMove) << row.name;
        EXPECT_EQ(name->CanBeInCore(), row.isOfCore) << row.name;
    }
    // Whatever a file of a scheme adds: no prefix stands for two kinds.
    std::set<std::string> prefixes;
    for (const NodeKind* kind : NodeKind::GetAll())
    {
        EXPECT_TRUE(prefixes.insert(kind->prefix).second) << kind->prefix;
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
