/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rule-checker.h"

#include "pmipv6-ipv6-numbers.h"

#include "ns3/ipv6-address.h"
#include "ns3/mac48-address.h"
#include "ns3/uinteger.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr int64_t MAX_PERIOD = 1000000000; //!< in seconds, far from what a Time can hold
constexpr uint64_t MAX_MTU = 65535;        //!< without jumbograms

/// See MakeRuleChecker.
class RuleChecker : public AttributeChecker
{
  public:
    /**
     * @param checker of values of its kind
     * @param words what is allowed
     * @param rule whether a value is allowed
     */
    RuleChecker(Ptr<const AttributeChecker> checker,
                std::string words,
                std::function<bool(const AttributeValue&)> rule)
        : m_checker(std::move(checker)),
          m_words(std::move(words)),
          m_rule(std::move(rule))
    {
    }

    bool Check(const AttributeValue& value) const override
    {
        return m_checker->Check(value) && m_rule(value);
    }

    std::string GetValueTypeName() const override
    {
        return m_checker->GetValueTypeName();
    }

    bool HasUnderlyingTypeInformation() const override
    {
        return true;
    }

    std::string GetUnderlyingTypeInformation() const override
    {
        return m_words;
    }

    Ptr<AttributeValue> Create() const override
    {
        return m_checker->Create();
    }

    bool Copy(const AttributeValue& source, AttributeValue& destination) const override
    {
        return m_checker->Copy(source, destination);
    }

  private:
    Ptr<const AttributeChecker> m_checker;             //!< of values of its kind
    std::string m_words;                               //!< what is allowed
    std::function<bool(const AttributeValue&)> m_rule; //!< whether a value is allowed
};

} // namespace

Ptr<const AttributeChecker>
MakeRuleChecker(Ptr<const AttributeChecker> checker,
                const std::string& words,
                const std::function<bool(const AttributeValue& value)>& rule)
{
    return Ptr<const AttributeChecker>(new RuleChecker(checker, words, rule), false);
}

Ptr<const AttributeChecker>
MakePeriodOrOffChecker(Time least)
{
    std::ostringstream words;
    words << "0, or " << least.ToDouble(Time::MS) << " ms to " << MAX_PERIOD << " s";
    return MakeRuleChecker(MakeTimeChecker(Time(0), Seconds(MAX_PERIOD)),
                           words.str(),
                           [least](const AttributeValue& value) {
                               const Time time = dynamic_cast<const TimeValue&>(value).Get();
                               return time.IsZero() || time >= least;
                           });
}

Ptr<const AttributeChecker>
MakeMtuOrNoneChecker()
{
    return MakeRuleChecker(MakeUintegerChecker<uint32_t>(0, MAX_MTU),
                           "0, or " + std::to_string(MIN_IPV6_MTU) + " to " +
                               std::to_string(MAX_MTU),
                           [](const AttributeValue& value) {
                               const uint64_t mtu = dynamic_cast<const UintegerValue&>(value).Get();
                               return mtu == 0 || mtu >= MIN_IPV6_MTU;
                           });
}

Ptr<const AttributeChecker>
MakeUnicastMacChecker()
{
    return MakeRuleChecker(
        MakeMac48AddressChecker(),
        "the link-layer address of an interface, such as 00:00:5e:00:52:13",
        [](const AttributeValue& value) {
            const Mac48Address address = dynamic_cast<const Mac48AddressValue&>(value).Get();
            return !address.IsGroup() && address != Mac48Address("00:00:00:00:00:00");
        });
}

Ptr<const AttributeChecker>
MakeLinkLocalAddressChecker()
{
    return MakeRuleChecker(MakeIpv6AddressChecker(),
                           "a link-local IPv6 address, or ::",
                           [](const AttributeValue& value) {
                               const Ipv6Address address =
                                   dynamic_cast<const Ipv6AddressValue&>(value).Get();
                               return address.IsAny() || address.IsLinkLocal();
                           });
}

} // namespace pmipv6
} // namespace ns3
