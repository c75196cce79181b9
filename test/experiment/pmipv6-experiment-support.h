/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SUPPORT_H
#define PMIPV6_EXPERIMENT_SUPPORT_H

#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-options.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param arguments of the program
 * @return the options that they make; defaults, and a failure, if they are wrong
 */
inline ExperimentOptions
Parse(const std::vector<std::string>& arguments)
{
    const ParseResult result = ParseExperimentOptions(arguments);
    if (const auto* invalid = std::get_if<InvalidArgument>(&result))
    {
        ADD_FAILURE() << invalid->sentence;
    }
    const auto* options = std::get_if<ExperimentOptions>(&result);
    return options ? *options : ExperimentOptions();
}

/**
 * @param arguments of the program
 * @return the sentence about what is wrong with them; empty if nothing is
 */
inline std::string
Refuse(const std::vector<std::string>& arguments)
{
    const ParseResult result = ParseExperimentOptions(arguments);
    const auto* invalid = std::get_if<InvalidArgument>(&result);
    return invalid ? invalid->sentence : "";
}

/**
 * @param options a run's
 * @param name of an option
 * @return its value in them, as a parameter; null, and a failure, if there is none of that name
 */
inline ParameterValue
GetValue(const ExperimentOptions& options, const std::string& name)
{
    const ExperimentOption* option = FindOption(name);
    if (!option)
    {
        ADD_FAILURE() << name;
        return nullptr;
    }
    return option->GetParameter(options);
}

/**
 * @param path of a file
 * @return what is in it
 */
inline std::string
ReadFile(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A folder for one test, empty, gone afterwards.
class TemporaryFolder
{
  public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "pmipv6-XXXXXX").string();
        if (!mkdtemp(name.data()))
        {
            ADD_FAILURE() << "no temporary folder";
        }
        m_path = name;
    }

    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    /**
     * @param name of a file in it
     * @param text to write there
     * @return its path
     */
    std::string Write(const std::string& name, const std::string& text) const
    {
        std::ofstream(m_path / name, std::ios::binary) << text;
        return (m_path / name).string();
    }

    /// @return its path
    const std::filesystem::path& GetPath() const
    {
        return m_path;
    }

  private:
    std::filesystem::path m_path; //!< made by the constructor
};

/**
 * Looks for a file of the source folder or beside it. The source folder is what the environment
 * variable PMIPV6_SOURCE says (ctest sets it), else the present folder.
 *
 * @param name relative to the source folder
 * @return its path; empty if it is not found
 */
inline std::filesystem::path
FindNearSource(const std::filesystem::path& name)
{
    const char* source = std::getenv("PMIPV6_SOURCE");
    const auto path = std::filesystem::path(source ? source : ".") / name;
    std::error_code ignored;
    return std::filesystem::exists(path, ignored) ? path : std::filesystem::path();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SUPPORT_H
