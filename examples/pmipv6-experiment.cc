/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The experiment program: one run of one scheme in one case. `--help` lists its options;
 * doc/results.md describes what it writes.
 */

#include "pmipv6-experiment-check.h"
#include "pmipv6-experiment-last-words.h"
#include "pmipv6-experiment-options.h"
#include "pmipv6-experiment-output.h"
#include "pmipv6-experiment-report.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-run.h"

#include "ns3/simulator.h"

#include <iostream>
#include <memory>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6::experiment;

namespace
{

/// Exit status of a wrong argument, and of a run that could not write its results.
constexpr int WRONG_ARGUMENT = 2;
constexpr int NOT_WRITTEN = 1;

/**
 * Say a sentence on standard error.
 *
 * @param sentence the sentence
 * @param status the exit status that follows
 * @return the exit status
 */
int
Fail(const std::string& sentence, int status)
{
    std::cerr << "pmipv6-experiment: " << sentence << std::endl;
    return status;
}

/**
 * Build a run's network.
 *
 * @param options its options
 * @return the run. Where ns-3 ends the program for a value of its attributes, the program says
 * which were given and what ns-3 says, with status 2
 */
std::unique_ptr<ExperimentRun>
Build(const ExperimentOptions& options)
{
    if (options.attributes.empty())
    {
        return std::make_unique<ExperimentRun>(options);
    }
    std::string given;
    for (const auto& [name, value] : options.attributes)
    {
        given += (given.empty() ? "--" : " --") + name + "=" + value;
    }
    const LastWords lastWords(given + " is not allowed; allowed: values that the network can be "
                                      "built with; ns-3 says: ",
                              true);
    return std::make_unique<ExperimentRun>(options);
}

/**
 * One run.
 *
 * @param options its options
 * @return exit status
 */
int
RunExperiment(const ExperimentOptions& options)
{
    const OutputFolder output(options[option::OUTPUT]);
    auto fault = output.Check();
    if (fault)
    {
        return Fail(*fault, WRONG_ARGUMENT);
    }
    const auto run = Build(options);
    fault = output.Make();
    if (fault)
    {
        return Fail(*fault, WRONG_ARGUMENT);
    }
    run->Open(output);
    for (const auto& note : options.notes)
    {
        std::cerr << "pmipv6-experiment: " << note << std::endl;
    }
    for (const auto& warning : run->GetWarnings())
    {
        std::cerr << "pmipv6-experiment: " << warning << std::endl;
    }
    const ExperimentResult result = run->Run();
    for (const auto& warning : run->GetLastWarnings())
    {
        std::cerr << "pmipv6-experiment: " << warning << std::endl;
    }
    fault = run->CloseFiles();
    if (!fault)
    {
        fault = output.Write("result.json", ToJson(result));
    }
    if (fault)
    {
        return Fail(*fault, NOT_WRITTEN);
    }
    PrintReport(std::cout, result, run->GetRows());
    std::cout << "\nResults: " << options[option::OUTPUT] << std::endl;
    return 0;
}

} // namespace

int
main(int argc, char* argv[])
{
    if (argc == 2 && std::string(argv[1]) == "--check")
    {
        AnswerChecks(std::cin, std::cout);
        return 0;
    }
    const auto parsed = ParseExperimentOptions(argc, argv);
    if (const auto* invalid = std::get_if<InvalidArgument>(&parsed))
    {
        return Fail(invalid->sentence, WRONG_ARGUMENT);
    }
    if (const auto* asked = std::get_if<InformationAsked>(&parsed))
    {
        PrintInformation(*asked);
        return 0;
    }
    const int status = RunExperiment(std::get<ExperimentOptions>(parsed));
    Simulator::Destroy();
    return status;
}
