/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TYPE_TEXT_H
#define PMIPV6_TYPE_TEXT_H

#include "ns3/attribute.h"
#include "ns3/nstime.h"

#include <string>

namespace ns3
{
namespace pmipv6
{
namespace reference
{

/**
 * @file
 * @ingroup pmipv6-tests
 * What ns-3 knows of an attribute, as a person writes it. All functions are pure.
 */

/**
 * @param time any time
 * @return it in the unit that suits it, as "10 s", "1.5 s", "300 ms" or "30 days"; "never" for
 *         the greatest
 */
std::string DescribeTime(Time time);

/**
 * @param number any number
 * @return its decimals if they are few, else the fraction that it is, as "2/3", else six digits
 */
std::string DescribeNumber(double number);

/**
 * @param value of an attribute
 * @param checker of that attribute
 * @return the value; "(empty)" for a text without characters
 */
std::string DescribeValue(const AttributeValue& value, Ptr<const AttributeChecker> checker);

/// What an attribute may be.
struct Allowed
{
    std::string kind;  //!< as "time", "integer"
    std::string range; //!< as "1 ms or more"; empty: whatever is of that kind
    bool isTold =
        false; //!< whether that is worth a word: more than "above 0", and no words already
};

/**
 * @param type name of the values, as "ns3::TimeValue"
 * @param underlying what the checker tells: KIND LEAST:MOST, or words (MakeRuleChecker)
 * @return what is allowed
 */
Allowed DescribeAllowed(const std::string& type, const std::string& underlying);

/// The parts of an attribute's help.
struct HelpParts
{
    std::string meaning; //!< without a period
    std::string source;  //!< document and section, as "RFC 5213, 9.1"; empty: there is none
};

/**
 * Takes a help apart, which is "MEANING; RANGE (SOURCE)." or less.
 *
 * @param help the text; its last parentheses are its source if they begin with a document
 * @param allowed what the attribute may be
 * @return the parts
 * @throw std::invalid_argument with a sentence if the help is empty, does not end with a period, or
 *        does not have the range that is to be told
 */
HelpParts SplitHelp(const std::string& help, const Allowed& allowed);

/**
 * @param text plain text
 * @return the same as reStructuredText: nothing in it is markup, and "::" is literal
 */
std::string ToRst(const std::string& text);

} // namespace reference
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TYPE_TEXT_H
