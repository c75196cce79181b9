/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTION_H
#define PMIPV6_EXPERIMENT_OPTION_H

#include "pmipv6-experiment-announced.h"

#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/**
 * @file
 * An option of the program, declared in one place: its name, values, default, meaning, and how it
 * gets on with others. From that come reading, checks, --help and the parameters in result.json.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

class ExperimentOption;
template <class T>
class Option;

/// What is wrong, in one sentence; nothing if nothing is.
using Sentence = std::optional<std::string>;

/// A parameter as result.json has it: null, a number, a word or words.
using ParameterValue =
    std::variant<std::nullptr_t, bool, uint64_t, double, std::string, std::vector<std::string>>;

/**
 * What a run of the program is to be: a value for each option, by default the option's own. A
 * default that depends on other options is made when it is asked for first.
 */
class ExperimentOptions
{
  public:
    /**
     * @param option an option
     * @return its value in this run
     */
    template <class T>
    const T& operator[](const Option<T>& option) const;

    /**
     * @param option an option
     * @param value its value, as if given
     */
    template <class T>
    void Set(const Option<T>& option, T value);

    /**
     * @param option an option
     * @return whether it was given
     */
    bool IsGiven(const ExperimentOption& option) const
    {
        return m_given.count(&option) > 0;
    }

    /// ns-3's attributes and global values as given, name and value; they are set.
    std::vector<std::pair<std::string, std::string>> attributes;
    /// Sentences for the user: options that were given and change nothing in this run.
    std::vector<std::string> notes;

  private:
    std::map<const ExperimentOption*, std::any> m_given;           //!< values that were given
    mutable std::map<const ExperimentOption*, std::any> m_derived; //!< defaults made so far
};

/// Options that belong together, in the order of --help and of the results.
enum class OptionGroup
{
    NETWORK,
    MOVES,
    TRAFFIC,
    DELAYS,
    ACCESS,
    VEHICLES,
    RUN,
    FAULTS,
    PROTOCOL
};

/// What an option is to the user.
struct OptionIdentity
{
    OptionGroup group;   //!< where it stands in --help and in the results
    int place;           //!< rising within the group; numbers may be left out
    std::string name;    //!< "moveAt"
    std::string meaning; //!< for --help
};

/// How an option gets on with others. Checks are made in the order of --help.
struct OptionRules
{
    /// Says with what else, in a run, the option changes nothing: "with --traffic=tcp"; or "".
    std::function<std::string(const ExperimentOptions&)> idle{};
    /// Says what is wrong with its value or default in a run.
    std::function<Sentence(const ExperimentOptions&)> check{};
    /// Fetches what the value stands for, before any check, and says what is wrong with that.
    std::function<Sentence(ExperimentOptions&)> fetch{};
};

/// An option, whatever its type.
class ExperimentOption : public Announced<ExperimentOption>
{
  public:
    virtual ~ExperimentOption() = default;

    /// @return its name
    const std::string& GetName() const
    {
        return m_identity.name;
    }

    /// @return what it is to the user
    const OptionIdentity& GetIdentity() const
    {
        return m_identity;
    }

    /// @return how it gets on with others
    const OptionRules& GetRules() const
    {
        return m_rules;
    }

    /// @return its value in --help: "S"; empty: it can stand alone
    virtual std::string GetForm() const = 0;

    /// @return its values, as "allowed: " goes on
    virtual std::string GetAllowed() const = 0;

    /// @return its default in words; empty where it is a value
    virtual std::string GetDefaultText() const = 0;

    /**
     * @param options get the value
     * @param text the value as given; one more of it if the option is repeatable
     * @return false: it is not allowed
     */
    virtual bool Read(ExperimentOptions& options, const std::string& text) const = 0;

    /**
     * @param options a run's
     * @return the value as a parameter, in the option's unit
     */
    virtual ParameterValue GetParameter(const ExperimentOptions& options) const = 0;

  protected:
    /**
     * @param identity what it is to the user
     * @param rules how it gets on with others
     */
    ExperimentOption(OptionIdentity identity, OptionRules rules)
        : Announced(this),
          m_identity(std::move(identity)),
          m_rules(std::move(rules))
    {
    }

  private:
    OptionIdentity m_identity; //!< what it is to the user
    OptionRules m_rules;       //!< how it gets on with others
};

/**
 * How the values of an option are written.
 *
 * @tparam T their type
 */
template <class T>
struct ValueForm
{
    std::string form;                                 //!< in --help: "S"; empty: none is needed
    std::function<std::string()> allowed;             //!< as "allowed: " goes on
    std::function<bool(T&, const std::string&)> read; //!< changes a value; false: not allowed
    std::function<ParameterValue(const T&)> write;    //!< gives it back
};

/**
 * The default of an option.
 *
 * @tparam T type of its values
 */
template <class T>
struct Default
{
    /// Makes it out of other options.
    using Maker = std::function<T(const ExperimentOptions&)>;

    /// @param value the value
    Default(T value) // NOLINT: a value is a default
        : value(std::move(value))
    {
    }

    /**
     * @param text what --help says
     * @param value the value
     */
    Default(std::string text, T value)
        : value(std::move(value)),
          text(std::move(text))
    {
    }

    /**
     * @param text what --help says; empty: the value that it is without any option
     * @param maker makes it
     */
    Default(std::string text, Maker maker)
        : text(std::move(text)),
          maker(std::move(maker))
    {
    }

    T value{};        //!< without a maker
    std::string text; //!< what --help says; empty: the value
    Maker maker;      //!< makes it out of other options, if it depends on them
};

/**
 * An option.
 *
 * @tparam T type of its values
 */
template <class T>
class Option : public ExperimentOption
{
  public:
    /**
     * @param identity what it is to the user
     * @param form how its values are written
     * @param initial its default
     * @param rules how it gets on with others
     */
    Option(OptionIdentity identity, ValueForm<T> form, Default<T> initial, OptionRules rules = {})
        : ExperimentOption(std::move(identity), std::move(rules)),
          m_form(std::move(form)),
          m_default(std::move(initial))
    {
    }

    /// @return its default
    const Default<T>& GetDefault() const
    {
        return m_default;
    }

    std::string GetForm() const override
    {
        return m_form.form;
    }

    std::string GetAllowed() const override
    {
        return m_form.allowed();
    }

    std::string GetDefaultText() const override
    {
        return m_default.text;
    }

    bool Read(ExperimentOptions& options, const std::string& text) const override
    {
        T value = options.IsGiven(*this) ? options[*this] : T{};
        const bool isAllowed = m_form.read(value, text);
        options.Set(*this, std::move(value));
        return isAllowed;
    }

    ParameterValue GetParameter(const ExperimentOptions& options) const override
    {
        return m_form.write(options[*this]);
    }

  private:
    ValueForm<T> m_form;  //!< how its values are written
    Default<T> m_default; //!< its default
};

template <class T>
const T&
ExperimentOptions::operator[](const Option<T>& option) const
{
    const auto given = m_given.find(&option);
    if (given != m_given.end())
    {
        return *std::any_cast<T>(&given->second);
    }
    const Default<T>& initial = option.GetDefault();
    if (!initial.maker)
    {
        return initial.value;
    }
    auto derived = m_derived.find(&option);
    if (derived == m_derived.end())
    {
        derived = m_derived.emplace(&option, initial.maker(*this)).first;
    }
    return *std::any_cast<T>(&derived->second);
}

template <class T>
void
ExperimentOptions::Set(const Option<T>& option, T value)
{
    m_given[&option] = std::move(value);
    m_derived.clear();
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTION_H
