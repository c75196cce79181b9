/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OUTPUT_H
#define PMIPV6_EXPERIMENT_OUTPUT_H

#include <filesystem>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * The folder of a run's results. The program leaves a file there before any other,
 * `.pmipv6-experiment`, and knows an earlier output of its own by it, a run that was cut off too.
 * Of an earlier output only what the program writes is taken away: what else was put there stays.
 * `result.json` appears when it is complete, and not before.
 */
class OutputFolder
{
  public:
    /**
     * @param folder its path, absolute or relative to the present folder
     */
    explicit OutputFolder(std::filesystem::path folder);

    /**
     * Looks, and changes nothing.
     *
     * @return a sentence if the folder cannot be used: it is neither absent nor empty nor an
     * earlier output
     */
    std::optional<std::string> Check() const;

    /**
     * Makes the folder, or takes an earlier output out of it.
     *
     * @return a sentence if this cannot be done
     */
    std::optional<std::string> Make() const;

    /// @return its path, as given
    const std::filesystem::path& GetPath() const
    {
        return m_path;
    }

    /**
     * @param name of a file
     * @return its path in the folder
     */
    std::string GetFile(const std::string& name) const;

    /**
     * Writes a file as a whole: it is there complete or not at all.
     *
     * @param name of the file
     * @param text what is to be in it
     * @return a sentence if this cannot be done
     */
    std::optional<std::string> Write(const std::string& name, const std::string& text) const;

  private:
    /// @return whether there is an earlier output
    bool HasOutput() const;

    /**
     * @param name of a file
     * @return whether a run may have written it
     */
    static bool IsOwn(const std::string& name);

    std::filesystem::path m_path; //!< as given
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OUTPUT_H
