/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SCRIPT_H
#define PMIPV6_SCRIPT_H

#include "ns3/nstime.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * The inputs of the roles' fuzzers: what happens to a role, one step after the other. A step is an
 * octet of control, an octet of timing, two octets of length, and that many octets or what is left.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

using Octets = std::vector<uint8_t>;

/// Octets of a step before those of its message.
constexpr std::size_t STEP_HEADER_SIZE = 4;

/// No input has more steps; what follows is ignored.
constexpr std::size_t MAX_STEPS = 32;

/// Who sends a message.
enum class Sender : uint8_t
{
    HOME,     //!< trusted: the peer at which, or from which, the resident node is registered
    OTHER,    //!< trusted: another peer
    STRANGER, //!< not trusted
    NOBODY,   //!< the unspecified address
};

/// What a step does.
enum class StepKind : uint8_t
{
    MESSAGE = 0,    //!< a message to the role's address
    TO_GROUP = 3,   //!< a message to a multicast address
    CONFIGURE = 4,  //!< attributes change
    RESTART = 5,    //!< the role loses its state
    OPERATE = 6,    //!< an operation of the role's interface
    OPERATE_ALL = 7 //!< one of many nodes
};

/// One step.
struct Step
{
    uint8_t control{0}; //!< the sender, what is put right and the kind, see below
    uint8_t timing{0};  //!< see GetPause
    Octets octets;      //!< a Mobility Header, or the operands of another kind

    /// Bits of Step::control.
    static constexpr uint8_t DATED = 0x04;    //!< the Timestamp option is put right
    static constexpr uint8_t NUMBERED = 0x08; //!< the number is that of the role's last request
    static constexpr uint8_t FITTED = 0x10;   //!< Header Len is that of the octets

    /// @return who sends it
    Sender GetSender() const
    {
        return static_cast<Sender>(control & 0x03);
    }

    /// @return what it does; 1 and 2 are messages too, since most steps should be
    StepKind GetKind() const
    {
        const auto kind = static_cast<uint8_t>(control >> 5);
        return kind < 3 ? StepKind::MESSAGE : static_cast<StepKind>(kind);
    }

    /// @return how much time passes after it: 0, or 1 ms times 1 to 1 15/16 and a power of two up
    /// to 2^14
    Time GetPause() const;

    /**
     * @param index which operand
     * @return that octet; 0 if there is none
     */
    uint8_t GetOperand(std::size_t index) const
    {
        return index < octets.size() ? octets[index] : uint8_t{0};
    }
};

/**
 * @param data an input
 * @param size its length
 * @return its steps; every input has some meaning
 */
std::vector<Step> ParseScript(const uint8_t* data, std::size_t size);

/**
 * @param steps steps
 * @return an input of these
 */
Octets BuildScript(const std::vector<Step>& steps);

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SCRIPT_H
