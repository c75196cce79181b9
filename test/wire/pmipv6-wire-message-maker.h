/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_MESSAGE_MAKER_H
#define PMIPV6_WIRE_MESSAGE_MAKER_H

#include "pmipv6-wire-support.h"

#include <algorithm>
#include <random>

/**
 * @file
 * Random messages.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

/// Makes up messages; the same ones for the same seed on every machine.
class MessageMaker
{
  public:
    /// @param seed of the generator
    explicit MessageMaker(uint32_t seed)
        : m_random(seed)
    {
    }

    /// @return a number from 0 to @p bound - 1
    uint32_t Below(uint32_t bound)
    {
        return m_random() % bound;
    }

    /// @return that many random octets
    Octets MakeOctets(std::size_t size)
    {
        Octets octets(size);
        for (auto& octet : octets)
        {
            octet = static_cast<uint8_t>(m_random());
        }
        return octets;
    }

    /// @return a random message of one of the types that have a struct
    MobilityMessage MakeMessage()
    {
        MobilityOptions options;
        for (uint32_t count = Below(9); count > 0; --count)
        {
            options.push_back(MakeOption());
        }
        if (Below(8) == 0)
        {
            options.push_back(MakeAuthorization());
        }
        const auto a = static_cast<uint16_t>(m_random());
        const auto b = static_cast<uint16_t>(m_random());
        const auto c = static_cast<uint16_t>(m_random());
        switch (Below(10))
        {
        case 0:
            return BindingRefreshRequest{options};
        case 1:
            return BindingError{static_cast<BindingErrorStatus>(a & 0xff), MakeAddress(), options};
        case 2:
            return BindingUpdate{a, b, c, options};
        case 3:
            return Heartbeat{Below(2) == 0, Below(2) == 0, (uint32_t{a} << 16) | b, options};
        case 4:
            return BindingRevocationIndication{static_cast<RevocationTrigger>(a & 0xff),
                                               b,
                                               c,
                                               options};
        case 5:
            return BindingRevocationAcknowledgement{static_cast<RevocationStatus>(a & 0xff),
                                                    b,
                                                    c,
                                                    options};
        case 6:
            return MakeExperimentalRequest({static_cast<uint8_t>(a), b, c, options});
        case 7:
            return MakeExperimentalAnswer(
                {static_cast<ExperimentalStatus>(a & 0xff), b, c, options});
        case 8:
            return MakeAddressTest(options);
        default:
            return BindingAcknowledgement{static_cast<BindingStatus>(a & 0xff),
                                          static_cast<uint8_t>(a >> 8),
                                          b,
                                          c,
                                          options};
        }
    }

  private:
    /// @return a random unicast address
    Ipv6Address MakeAddress()
    {
        Octets octets = MakeOctets(16);
        octets[0] = 0xfd;
        return Ipv6Address(octets.data());
    }

    /// @return a random prefix
    Prefix MakePrefix()
    {
        const Ipv6Address address = MakeAddress();
        return Prefix(address, static_cast<uint8_t>(Below(129)));
    }

    /// @return a random number of 64 bits
    uint64_t MakeNumber()
    {
        const uint64_t high = m_random();
        return (high << 32) | m_random();
    }

    /// @return a random one of the messages of return routability
    MobilityMessage MakeAddressTest(const MobilityOptions& options)
    {
        const auto index = static_cast<uint16_t>(m_random());
        const uint64_t cookie = MakeNumber();
        const uint64_t token = MakeNumber();
        switch (Below(4))
        {
        case 0:
            return HomeTestInit{{cookie, options}};
        case 1:
            return CareOfTestInit{{cookie, options}};
        case 2:
            return HomeTest{{index, cookie, token, options}};
        default:
            return CareOfTest{{index, cookie, token, options}};
        }
    }

    /// @return a random authenticator, which is always the last option
    BindingAuthorizationDataOption MakeAuthorization()
    {
        BindingAuthorizationDataOption option;
        const Octets octets = MakeOctets(option.authenticator.size());
        std::copy(octets.begin(), octets.end(), option.authenticator.begin());
        return option;
    }

    /// @return a random one of the requests of MH Type 11
    MobilityMessage MakeExperimentalRequest(const ExperimentalRequest& fields)
    {
        switch (Below(8))
        {
        case 0:
            return RoTrigger{fields};
        case 1:
            return RoInit{fields};
        case 2:
            return RoSetup{fields};
        case 3:
            return RoRefresh{fields};
        case 4:
            return Pbqr{fields};
        case 5:
            return Pbci{fields};
        case 6:
            return LocationUpdate{fields};
        default:
            return RoRequest{fields};
        }
    }

    /// @return a random one of the answers of MH Type 11
    MobilityMessage MakeExperimentalAnswer(const ExperimentalAnswer& fields)
    {
        switch (Below(8))
        {
        case 0:
            return RoTriggerAck{fields};
        case 1:
            return RoInitAck{fields};
        case 2:
            return RoSetupAck{fields};
        case 3:
            return RoRefreshAck{fields};
        case 4:
            return Pbqa{fields};
        case 5:
            return Pbca{fields};
        case 6:
            return LocationUpdateAck{fields};
        default:
            return RoRequestAck{fields};
        }
    }

    /// @return a random option; raw ones of types that have no struct
    MobilityOption MakeOption()
    {
        switch (Below(24))
        {
        case 0:
            return BindingRefreshAdviceOption{static_cast<uint16_t>(m_random())};
        case 1:
            return AlternateCareOfAddressOption{MakeAddress()};
        case 2:
            return MobileNodeIdentifierOption{1, std::string(3 + Below(20), 'n') + "@example.com"};
        case 3:
            return HomeNetworkPrefixOption{MakePrefix()};
        case 4:
            return HandoffIndicatorOption{static_cast<HandoffIndicator>(Below(6))};
        case 5:
            return AccessTechnologyTypeOption{static_cast<AccessTechnologyType>(Below(9))};
        case 6:
            return MobileNodeLinkLayerIdentifierOption{MakeOctets(1 + Below(16))};
        case 7:
            return LinkLocalAddressOption{MakeAddress()};
        case 8:
            return TimestampOption{(uint64_t{1700000000} << 16) + m_random()};
        case 9:
            return RestartCounterOption{static_cast<uint32_t>(m_random())};
        case 10:
            return MagAddressOption{MakeAddress()};
        case 11:
            return TunnelInfoOption{static_cast<Encapsulation>(Below(7)),
                                    static_cast<uint32_t>(m_random())};
        case 12:
            return OrderingOption{static_cast<uint32_t>(m_random())};
        case 13:
            return PreviousLocationOption{MakeAddress()};
        case 14:
            return MakeCorrespondentLocation();
        case 15:
            return CapabilitiesOption{static_cast<uint8_t>(m_random())};
        case 16:
            return AnchoredPrefixOption{MakePrefix()};
        case 17:
            return LocalPrefixOption{MakePrefix()};
        case 18:
            return MakePreviousMaar();
        case 19:
            return ServingMaarOption{MakeAddress()};
        case 20:
            return DlifLinkLocalAddressOption{MakeAddress()};
        case 21:
            return DlifLinkLayerAddressOption{MakeOctets(Below(16))};
        case 22:
            return MakeNonceIndices();
        default:
            return MakeRaw();
        }
    }

    /// @return a random MAAR with a random prefix
    MobilityOption MakePreviousMaar()
    {
        const Ipv6Address maar = MakeAddress();
        return PreviousMaarOption{maar, MakePrefix()};
    }

    /// @return random indices
    MobilityOption MakeNonceIndices()
    {
        const auto home = static_cast<uint16_t>(m_random());
        return NonceIndicesOption{home, static_cast<uint16_t>(m_random())};
    }

    /// @return where a random correspondent is
    MobilityOption MakeCorrespondentLocation()
    {
        CorrespondentLocationOption option;
        option.prefix = MakePrefix();
        option.gateway = MakeAddress();
        option.timestamp = (uint64_t{1700000000} << 16) + m_random();
        option.lifetime = static_cast<uint16_t>(m_random());
        return option;
    }

    /// @return a random option without a struct: of type 18, since tshark, which judges these too,
    /// has a word of blame for any type that it does not know
    MobilityOption MakeRaw()
    {
        RawOption option{18,
                         MakeOctets(3 + Below(29)),
                         static_cast<uint8_t>(1U << Below(4)),
                         static_cast<uint8_t>(Below(8))};
        if (IsExperimentalOption(option.data[0]))
        {
            option.data[0] = 0xff; // none
        }
        return option;
    }

    std::mt19937 m_random; //!< the generator
};

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_MESSAGE_MAKER_H
