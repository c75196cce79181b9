/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Mutates inputs of the roles' fuzzers step by step, so that lengths stay right: a blind change
 * mostly makes one message of all that follows.
 */

#include "pmipv6-script.h"

#include <algorithm>
#include <random>

using namespace ns3::pmipv6::fuzz;

extern "C" std::size_t LLVMFuzzerMutate(uint8_t* data, std::size_t size, std::size_t maxSize);

namespace
{

constexpr std::size_t MAX_MESSAGE = 2100; //!< octets of a step, a little more than a message has

using Random = std::minstd_rand; //!< random numbers

/// One change of octets, by libFuzzer.
void
MutateOctets(Octets& octets)
{
    const std::size_t size = octets.size();
    octets.resize(MAX_MESSAGE);
    octets.resize(LLVMFuzzerMutate(octets.data(), size, MAX_MESSAGE));
}

/// One change of steps.
void
MutateSteps(std::vector<Step>& steps, Random& random)
{
    const auto draw = [&random](std::size_t limit) { return random() % limit; };
    const auto place = [&](std::size_t limit) {
        return steps.begin() + static_cast<std::ptrdiff_t>(draw(limit));
    };
    if (steps.empty())
    {
        steps.emplace_back();
    }
    auto& step = *place(steps.size());
    switch (draw(10))
    {
    case 0:
        step.control = static_cast<uint8_t>(random());
        break;
    case 1:
        step.control ^= static_cast<uint8_t>(1U << draw(8));
        break;
    case 2:
        step.timing = draw(3) ? static_cast<uint8_t>(random()) : uint8_t{0};
        break;
    case 3:
        if (steps.size() < MAX_STEPS)
        {
            const Step copy = step;
            steps.insert(place(steps.size() + 1), copy);
        }
        break;
    case 4:
        std::swap(step, *place(steps.size()));
        break;
    case 5:
        if (steps.size() > 1)
        {
            steps.erase(place(steps.size()));
        }
        break;
    default:
        MutateOctets(step.octets);
        break;
    }
}

} // namespace

extern "C" std::size_t
LLVMFuzzerCustomMutator(uint8_t* data, std::size_t size, std::size_t maxSize, unsigned int seed)
{
    Random random(seed);
    auto steps = ParseScript(data, size);
    for (auto changes = 1 + random() % 3; changes > 0; --changes)
    {
        MutateSteps(steps, random);
    }
    const Octets changed = BuildScript(steps);
    if (changed.size() > maxSize)
    {
        return LLVMFuzzerMutate(data, size, maxSize);
    }
    std::copy(changed.begin(), changed.end(), data);
    return changed.size();
}

extern "C" std::size_t
LLVMFuzzerCustomCrossOver(const uint8_t* first,
                          std::size_t firstSize,
                          const uint8_t* second,
                          std::size_t secondSize,
                          uint8_t* out,
                          std::size_t maxSize,
                          unsigned int seed)
{
    // The beginning of one, the end of the other.
    Random random(seed);
    auto steps = ParseScript(first, firstSize);
    const auto others = ParseScript(second, secondSize);
    steps.resize(random() % (steps.size() + 1));
    const auto from = static_cast<std::ptrdiff_t>(random() % (others.size() + 1));
    steps.insert(steps.end(), others.begin() + from, others.end());
    steps.resize(std::min(steps.size(), MAX_STEPS));
    const Octets crossed = BuildScript(steps);
    if (crossed.size() > maxSize)
    {
        return 0;
    }
    std::copy(crossed.begin(), crossed.end(), out);
    return crossed.size();
}
