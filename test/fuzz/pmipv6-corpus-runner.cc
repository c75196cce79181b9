/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Runs a fuzzer over files and the files of folders, named as arguments, without libFuzzer. What is
 * violated ends it, after the name of the file.
 */

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size);

int
main(int argc, char* argv[])
{
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i)
    {
        if (std::filesystem::is_directory(argv[i]))
        {
            for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
            {
                files.push_back(entry.path());
            }
        }
        else
        {
            files.emplace_back(argv[i]);
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
    {
        std::ifstream stream(file, std::ios::binary);
        if (!stream)
        {
            std::fprintf(stderr, "cannot read %s\n", file.c_str());
            return 1;
        }
        const std::vector<char> octets{std::istreambuf_iterator<char>(stream), {}};
        std::printf("%s\n", file.c_str());
        std::fflush(stdout); // For who must know at which file it ended.
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(octets.data()), octets.size());
    }
    std::printf("%zu inputs, no fault\n", files.size());
    return files.empty() ? 1 : 0;
}
