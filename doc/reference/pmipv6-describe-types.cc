/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-reference-page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

/**
 * @file
 * @ingroup pmipv6-tests
 * Writes doc/attributes.rst and doc/trace-sources.rst from what ns-3 knows of the module's classes
 * and the headers say of them. `--check` compares them with what it would write instead.
 */

using namespace ns3::pmipv6::reference;

namespace
{

const int STALE = 1; //!< exit status: a page is not what would be written
const int WRONG = 2; //!< exit status: arguments, files or descriptions are not as they have to be

/// @return the text of a file
std::string
ReadText(const std::filesystem::path& path)
{
    std::ifstream file(path);
    if (!file)
    {
        throw std::invalid_argument(path.string() + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

/// @return what all headers of the module say
HeaderReader
ReadHeaders(const std::filesystem::path& model)
{
    HeaderReader reader;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(model))
    {
        if (entry.path().extension() == ".h")
        {
            std::ifstream header(entry.path());
            reader.Read(header);
        }
    }
    return reader;
}

/// @return the number of the first line in which two texts differ, from 1
std::ptrdiff_t
FindDifference(const std::string& a, const std::string& b)
{
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    return std::count(a.begin(), end, '\n') + 1;
}

/// @return a line of a text
std::string
GetLine(const std::string& text, std::ptrdiff_t number)
{
    std::size_t begin = 0;
    for (; number > 1 && begin != std::string::npos; --number)
    {
        begin = text.find('\n', begin);
        begin += begin == std::string::npos ? 0 : 1;
    }
    return begin == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
}

/**
 * Writes or checks a page.
 *
 * @param path of the page
 * @param page what it is to be
 * @param former what it is
 * @param isChecked whether it is not to be written
 * @return false if it is not what it is to be, and was not written
 */
bool
Settle(const std::filesystem::path& path,
       const std::string& page,
       const std::string& former,
       bool isChecked)
{
    if (page == former)
    {
        return true;
    }
    if (isChecked)
    {
        const auto line = FindDifference(former, page);
        std::cerr << path.string() << ":" << line << ": the page has\n    " << GetLine(former, line)
                  << "\nand the classes say\n    " << GetLine(page, line) << "\n";
        return false;
    }
    std::ofstream file(path);
    file << page;
    if (!file.flush())
    {
        throw std::invalid_argument(path.string() + " cannot be written");
    }
    return true;
}

/// Does what the program is for; @return its exit status
int
Run(const std::filesystem::path& root, bool isChecked)
{
    const auto parts = root / "doc" / "reference";
    const ReferencePages pages(ReadFamilies(ReadText(parts / "families.txt")),
                               ReadHeaders(root / "model"),
                               FindTypes());
    bool isCurrent = true;
    for (const auto& [name, write] : {std::pair("attributes.rst", &ReferencePages::WriteAttributes),
                                      {"trace-sources.rst", &ReferencePages::WriteTraceSources}})
    {
        const auto path = root / "doc" / name;
        const std::string former = std::filesystem::exists(path) ? ReadText(path) : "";
        const std::string frame = ReadText(parts / (std::string(name) + ".in"));
        isCurrent = Settle(path, (pages.*write)(frame, former), former, isChecked) && isCurrent;
    }
    if (!isCurrent)
    {
        std::cerr << "Write the pages anew: " << PMIPV6_WRITE_PAGES << "\n";
    }
    return isCurrent ? 0 : STALE;
}

} // namespace

int
main(int argc, char* argv[])
{
    const bool isChecked = argc > 1 && std::string(argv[1]) == "--check";
    if (argc != (isChecked ? 3 : 2) || argv[argc - 1][0] == '-')
    {
        std::cerr
            << "Usage: pmipv6-describe-types [--check] ROOT, the folder that has doc and model\n";
        return WRONG;
    }
    try
    {
        return Run(argv[argc - 1], isChecked);
    }
    catch (const std::exception& fault)
    {
        std::cerr << "pmipv6-describe-types: " << fault.what() << "\n";
        return WRONG;
    }
}
