/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-output.h"

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

namespace fs = std::filesystem;

const char* const MARKER = ".pmipv6-experiment"; //!< the file by which an output is known
const char* const MARKER_TEXT =
    "Results of pmipv6-experiment; the next run with this --output replaces them.\n";
const char* const PARTIAL = ".partial"; //!< ends the name of a file that is being written

/**
 * @param path of the folder
 * @param why it cannot be used
 * @return the sentence
 */
std::string
Refuse(const fs::path& path, const std::string& why)
{
    return "--output=" + path.string() + " " + why +
           "; allowed: a new folder, an empty one, or an earlier output";
}

} // namespace

OutputFolder::OutputFolder(fs::path folder)
    : m_path(std::move(folder))
{
}

std::string
OutputFolder::GetFile(const std::string& name) const
{
    return (m_path / name).string();
}

bool
OutputFolder::HasOutput() const
{
    std::error_code error;
    return fs::is_regular_file(m_path / MARKER, error);
}

bool
OutputFolder::IsOwn(const std::string& name)
{
    static const std::set<std::string> names{"result.json",
                                             "signalling.csv",
                                             "events.csv",
                                             "throughput.csv",
                                             "gateways.txt",
                                             "movement.mob",
                                             "animation.xml",
                                             "flow-monitor.xml",
                                             "report.html"};
    fs::path file = name;
    if (file.extension() == PARTIAL)
    {
        file = file.stem();
    }
    if (file.extension() == ".csv" && name.rfind("flow-", 0) == 0) // flow-NODE-NODE
    {
        const auto parts = Split(file.stem().string(), '-');
        return parts.size() == 3 && ReadNodeName(parts[1]) && ReadNodeName(parts[2]);
    }
    if (file.extension() != ".pcap")
    {
        return names.count(file.string()) > 0;
    }
    const auto parts = Split(file.stem().string(), '-'); // NODE-INTERFACE
    return parts.size() == 2 && ReadNodeName(parts[0]) && !parts[1].empty() &&
           std::all_of(parts[1].begin(), parts[1].end(), [](unsigned char c) {
               return std::isalnum(c);
           });
}

std::optional<std::string>
OutputFolder::Check() const
{
    std::error_code error;
    const fs::file_status status = fs::status(m_path, error);
    if (status.type() == fs::file_type::not_found)
    {
        return std::nullopt;
    }
    if (status.type() == fs::file_type::none || status.type() == fs::file_type::unknown)
    {
        return Refuse(m_path, "cannot be looked at (" + error.message() + ")");
    }
    if (!fs::is_directory(status))
    {
        return Refuse(m_path, "is a file and no folder");
    }
    const fs::directory_iterator content(m_path, error);
    if (error)
    {
        return Refuse(m_path, "cannot be read (" + error.message() + ")");
    }
    if (content != fs::directory_iterator() && !HasOutput())
    {
        return Refuse(m_path,
                      "holds other files (" + content->path().filename().string() +
                          ") and is not touched");
    }
    return std::nullopt;
}

std::optional<std::string>
OutputFolder::Make() const
{
    if (auto sentence = Check())
    {
        return sentence;
    }
    std::error_code error;
    fs::create_directories(m_path, error);
    if (error)
    {
        return Refuse(m_path, "cannot be made (" + error.message() + ")");
    }
    std::vector<fs::path> old;
    for (fs::directory_iterator i(m_path, error), end; !error && i != end; i.increment(error))
    {
        if (IsOwn(i->path().filename().string()) && fs::is_regular_file(i->symlink_status()))
        {
            old.push_back(i->path());
        }
    }
    for (const fs::path& file : old)
    {
        if (!error)
        {
            fs::remove(file, error);
        }
    }
    if (error)
    {
        return Refuse(m_path, "cannot be cleared (" + error.message() + ")");
    }
    // Not by Write: a run that is cut off at any moment leaves a folder that the next one knows.
    std::ofstream marker(m_path / MARKER);
    marker << MARKER_TEXT << std::flush;
    return marker ? std::nullopt
                  : std::optional<std::string>(Refuse(m_path, "cannot be written to"));
}

std::optional<std::string>
OutputFolder::Write(const std::string& name, const std::string& text) const
{
    const fs::path partial = m_path / (name + PARTIAL);
    std::ofstream file(partial, std::ios::binary);
    file << text;
    file.close();
    std::error_code error;
    if (file)
    {
        fs::rename(partial, m_path / name, error);
    }
    if (!file || error)
    {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return "--output=" + m_path.string() + ": " + name +
               " cannot be written; allowed: a folder "
               "that can be written to, with space left";
    }
    return std::nullopt;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
