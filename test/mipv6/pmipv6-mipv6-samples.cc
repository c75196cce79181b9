/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Prints random runs of return routability for check-with-hmac.py, one a line, with tabs between:
 * node key, home address, care-of address, correspondent, both nonces, both tokens, both binding
 * keys, the octets of a Binding Update, of its answer and of a Binding Update that deletes the
 * binding. The argument is how many; without libgcrypt there are none.
 */

#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-return-routability-keys.h"

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Octets = std::vector<uint8_t>;

/// @return octets as hexadecimal text
template <class Sequence>
std::string
ToHex(const Sequence& octets)
{
    std::string text;
    for (uint8_t octet : octets)
    {
        text += "0123456789abcdef"[octet >> 4];
        text += "0123456789abcdef"[octet & 0xf];
    }
    return text;
}

/// @return a token as hexadecimal text
std::string
ToHex(uint64_t token)
{
    Octets octets;
    for (int shift = 56; shift >= 0; shift -= 8)
    {
        octets.push_back(static_cast<uint8_t>(token >> shift));
    }
    return ToHex(octets);
}

/// Makes up runs.
class RunMaker
{
  public:
    /// Print the next run.
    void Print()
    {
        NodeKey key;
        Fill(key);
        const Ipv6Address home = MakeAddress();
        const Ipv6Address careOf = MakeAddress();
        const Ipv6Address correspondent = MakeAddress();
        const Nonce homeNonce = MakeNonce();
        const Nonce careOfNonce = MakeNonce();
        const uint64_t homeToken = ComputeHomeKeygenToken(key, home, homeNonce);
        const uint64_t careOfToken = ComputeCareOfKeygenToken(key, careOf, careOfNonce);
        const BindingKey binding = ComputeBindingKey(homeToken, careOfToken);
        const BindingKey deletion = ComputeDeletionKey(homeToken);
        BindingUpdate update = MakeUpdate();
        Authorize(update, binding, careOf, correspondent);
        BindingAcknowledgement answer;
        answer.sequence = update.sequence;
        Authorize(answer, binding, careOf, correspondent);
        BindingUpdate end = MakeUpdate();
        end.lifetime = 0;
        Authorize(end, deletion, home, correspondent);
        std::cout << ToHex(key) << '\t' << home << '\t' << careOf << '\t' << correspondent << '\t'
                  << ToHex(homeNonce) << '\t' << ToHex(careOfNonce) << '\t' << ToHex(homeToken)
                  << '\t' << ToHex(careOfToken) << '\t' << ToHex(binding) << '\t' << ToHex(deletion)
                  << '\t' << ToHex(BuildMobilityHeader(update, home, correspondent)) << '\t'
                  << ToHex(BuildMobilityHeader(answer, correspondent, home)) << '\t'
                  << ToHex(BuildMobilityHeader(end, home, correspondent)) << '\n';
    }

  private:
    /// Fill a sequence with random octets.
    template <class Sequence>
    void Fill(Sequence& octets)
    {
        for (auto& octet : octets)
        {
            octet = static_cast<uint8_t>(m_random());
        }
    }

    /// @return a random address
    Ipv6Address MakeAddress()
    {
        Octets octets(16);
        Fill(octets);
        octets[0] = 0xfd;
        return Ipv6Address(octets.data());
    }

    /// @return a random nonce of a random length
    Nonce MakeNonce()
    {
        Nonce nonce(m_random() % 20);
        Fill(nonce);
        return nonce;
    }

    /// @return a random update, with another option or without
    BindingUpdate MakeUpdate()
    {
        BindingUpdate update;
        update.sequence = static_cast<uint16_t>(m_random());
        update.flags = UpdateFlag::ACKNOWLEDGE;
        update.lifetime = static_cast<uint16_t>(1 + m_random() % 105);
        update.options = {NonceIndicesOption{static_cast<uint16_t>(m_random() % 99), 7}};
        if (m_random() % 2 == 0)
        {
            update.options.push_back(AlternateCareOfAddressOption{MakeAddress()});
        }
        return update;
    }

    std::mt19937 m_random{6275}; //!< the generator
};

} // namespace

int
main(int argc, char* argv[])
{
    RunMaker maker;
    const int count = argc > 1 ? std::atoi(argv[1]) : 10;
    for (int i = 0; IsKeyedHashAvailable() && i < count; ++i)
    {
        maker.Print();
    }
    return 0;
}
