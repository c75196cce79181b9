/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H
#define PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H

#include "pmipv6-experiment-announced.h"
#include "pmipv6-experiment-option.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// An attribute of ns-3 or the module, or a global value, that the program sets itself: its default
/// would be of no use.
struct OwnedAttribute
{
    std::string name;                             //!< "ns3::pmipv6::IdealChannel::Delay"
    std::vector<const ExperimentOption*> options; //!< by which it is set; empty: by none
    std::string why; //!< without an option, what the program makes of it
    bool (*when)(const ExperimentOptions&){nullptr}; //!< in which runs; null: in all
};

/// The attributes that a part of the program sets.
class OwnedAttributes : public Announced<OwnedAttributes>
{
  public:
    /**
     * @param attributes of the part
     */
    OwnedAttributes(std::initializer_list<OwnedAttribute> attributes)
        : Announced(this),
          attributes(attributes)
    {
    }

    const std::vector<OwnedAttribute> attributes; //!< of the part
};

/// An attribute of which what the program builds takes fewer values than its class.
class LimitedAttribute : public Announced<LimitedAttribute>
{
  public:
    /**
     * @param name "ns3::pmipv6::LocalMobilityAnchor::PrefixLength"
     * @param isFit tells whether a value fits
     * @param allowed what does, as "allowed: " goes on
     */
    LimitedAttribute(std::string name, bool (*isFit)(const std::string&), std::string allowed)
        : Announced(this),
          name(std::move(name)),
          isFit(isFit),
          allowed(std::move(allowed))
    {
    }

    const std::string name;                  //!< of the attribute
    bool (*const isFit)(const std::string&); //!< tells whether a value fits
    const std::string allowed;               //!< what does
};

/// @return all attributes that the program sets
std::vector<OwnedAttribute> GetOwnedAttributes();

/**
 * @param name of an attribute or a global value
 * @param value for it
 * @param options the run's
 * @return a sentence that names the option that owns it; nothing if none does
 */
Sentence CheckOwner(const std::string& name,
                    const std::string& value,
                    const ExperimentOptions& options);

/**
 * @param name of an attribute that no option owns
 * @param value for it, which its class allows
 * @return a sentence if it does not fit what the program builds
 */
Sentence CheckFit(const std::string& name, const std::string& value);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OWNED_ATTRIBUTES_H
