/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OCTET_STREAM_H
#define PMIPV6_OCTET_STREAM_H

#include "pmipv6-prefix.h"

#include "ns3/abort.h"
#include "ns3/ipv6-address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

/**
 * @file
 * @ingroup pmipv6-wire
 * The three streams of the codec: one reads octets, one writes them, one counts them. They have the
 * same functions, so that a message's or option's fields are named once, in its Format, and serve
 * all three. Numbers are in network byte order.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * One bit of two octets of flags, and the value that it stands for.
 *
 * @tparam Bool bool, const where the value is written
 */
template <class Bool>
struct FlagBit
{
    uint16_t mask; //!< the bit
    Bool& value;   //!< true if it is set
};

/// @ingroup pmipv6-wire
/// The value tells whether it may be changed.
template <class Bool>
FlagBit(uint16_t, Bool&) -> FlagBit<Bool>;

/**
 * @ingroup pmipv6-wire
 * Reads fields out of a stretch of octets and never past its end. A read past the end gives zeros
 * and is remembered, so that the caller checks once, after the last field.
 */
class OctetReader
{
  public:
    /**
     * @param data where positions count from; read only between @p begin and @p end
     * @param begin position of the first octet
     * @param end position behind the last octet
     */
    OctetReader(const uint8_t* data, std::size_t begin, std::size_t end)
        : m_data(data),
          m_position(begin),
          m_end(end)
    {
    }

    /// @return the position of the next octet
    std::size_t GetPosition() const
    {
        return m_position;
    }

    /// @return how many octets are left
    std::size_t GetRemaining() const
    {
        return m_end - m_position;
    }

    /// @return true if more octets were asked for than there were
    bool IsShort() const
    {
        return m_short;
    }

    /// @return true if the octets were as many as were asked for, none missing and none left
    bool IsComplete() const
    {
        return !m_short && m_position == m_end;
    }

    /// @return true if a field held a value that it cannot have
    bool HasBadValue() const
    {
        return m_badValue;
    }

    /// @return the position of the first impossible value; 0 if there is none
    std::size_t GetBadValuePosition() const
    {
        return m_badValuePosition;
    }

    /**
     * Set the next octets aside and go on behind them.
     *
     * @param size how many; at most GetRemaining()
     * @return a reader of just these
     */
    OctetReader Split(std::size_t size)
    {
        const std::size_t begin = m_position;
        m_position += size;
        return OctetReader(m_data, begin, m_position);
    }

    /**
     * @tparam T an unsigned integer or an enumeration over one
     * @param value the number read, of as many octets as the type has
     */
    template <class T>
    void Number(T& value)
    {
        const uint8_t* octets = Take(sizeof(T));
        uint64_t sum = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
        {
            sum = (sum << 8) | octets[i];
        }
        value = static_cast<T>(sum);
    }

    /**
     * @tparam Bits FlagBit
     * @param bits what is read out of two octets; their other bits are ignored
     */
    template <class... Bits>
    void Flags(Bits... bits)
    {
        uint16_t octets;
        Number(octets);
        ((bits.value = (octets & bits.mask) != 0), ...);
    }

    /// @param size how many octets to pass over, at most 16; a receiver ignores them
    void Reserved(std::size_t size)
    {
        Take(size);
    }

    /// @param address the address read
    void Address(Ipv6Address& address)
    {
        address = Ipv6Address::Deserialize(Take(16));
    }

    /**
     * @tparam SIZE how many octets, at most 16
     * @param octets the octets read
     */
    template <std::size_t SIZE>
    void Octets(std::array<uint8_t, SIZE>& octets)
    {
        static_assert(SIZE <= 16, "Take gives no more");
        std::memcpy(octets.data(), Take(SIZE), SIZE);
    }

    /// @param prefix the prefix read: one octet of length, 16 of address; a length above 128 is bad
    void LengthAndPrefix(Prefix& prefix)
    {
        const uint8_t length = PrefixLength();
        Ipv6Address address;
        Address(address);
        prefix = Prefix(address, length);
    }

    /**
     * @param other an address that stands between the two parts of the prefix
     * @param prefix the prefix read: one octet of length, and behind the other address 16; a length
     *        above 128 is bad
     */
    void LengthAddressAndPrefix(Ipv6Address& other, Prefix& prefix)
    {
        const uint8_t length = PrefixLength();
        Ipv6Address address;
        Address(other);
        Address(address);
        prefix = Prefix(address, length);
    }

    /// @param address the address read behind one octet of length, of which all but 128 is bad
    void LengthAndAddress(Ipv6Address& address)
    {
        const std::size_t position = m_position;
        uint8_t length;
        Number(length);
        Address(address);
        if (length != 128 && !m_badValue)
        {
            m_badValue = true;
            m_badValuePosition = position;
        }
    }

    /**
     * @tparam T a sequence of octets
     * @param octets all that is left
     */
    template <class T>
    void Rest(T& octets)
    {
        // Of the sequence's own type: from another a string would be made first.
        const auto* const data = reinterpret_cast<const typename T::value_type*>(m_data);
        octets.assign(data + m_position, data + m_end);
        m_position = m_end;
    }

  private:
    /// @return the length of a prefix, one octet; one above 128 is bad
    uint8_t PrefixLength()
    {
        const std::size_t position = m_position;
        uint8_t length;
        Number(length);
        if (length > 128 && !m_badValue)
        {
            m_badValue = true;
            m_badValuePosition = position;
        }
        return length;
    }

    /**
     * @param size how many octets to take, at most 16
     * @return that many octets; zeros if there are not so many
     */
    const uint8_t* Take(std::size_t size)
    {
        static constexpr uint8_t ZEROS[16] = {};
        if (m_short || size > GetRemaining())
        {
            m_short = true;
            m_position = m_end; // whoever reads on until nothing is left comes to an end
            return ZEROS;
        }
        const uint8_t* octets = m_data + m_position;
        m_position += size;
        return octets;
    }

    const uint8_t* m_data;             //!< where positions count from
    std::size_t m_position;            //!< of the next octet
    std::size_t m_end;                 //!< behind the last octet
    std::size_t m_badValuePosition{0}; //!< of the first impossible value
    bool m_short{false};               //!< asked for more than there was
    bool m_badValue{false};            //!< met an impossible value
};

/**
 * @ingroup pmipv6-wire
 * Counts the octets that an OctetWriter would write, and refuses what cannot be written.
 */
class OctetCounter
{
  public:
    /// @return the position of the next octet
    std::size_t GetPosition() const
    {
        return m_position;
    }

    /// @tparam T an unsigned integer or an enumeration over one
    template <class T>
    void Number(T /* value */)
    {
        m_position += sizeof(T);
    }

    /// @tparam Bits FlagBit
    template <class... Bits>
    void Flags(Bits... /* bits */)
    {
        m_position += sizeof(uint16_t);
    }

    /// @param size how many octets to leave zero
    void Reserved(std::size_t size)
    {
        m_position += size;
    }

    /// Count an address.
    void Address(const Ipv6Address& /* address */)
    {
        m_position += 16;
    }

    /// @tparam SIZE how many octets to count
    template <std::size_t SIZE>
    void Octets(const std::array<uint8_t, SIZE>& /* octets */)
    {
        m_position += SIZE;
    }

    /// Count a prefix: one octet of length, 16 of address.
    void LengthAndPrefix(const Prefix& /* prefix */)
    {
        m_position += 17;
    }

    /// Count a prefix, with another address between its length and its address.
    void LengthAddressAndPrefix(const Ipv6Address& /* other */, const Prefix& /* prefix */)
    {
        m_position += 33;
    }

    /// Count an address behind its length.
    void LengthAndAddress(const Ipv6Address& /* address */)
    {
        m_position += 17;
    }

    /**
     * @tparam T a sequence of octets
     * @param octets the octets to count
     */
    template <class T>
    void Rest(const T& octets)
    {
        m_position += octets.size();
    }

    /**
     * End the data of an option; one that is longer than its Length octet can say ends the run.
     *
     * @param begin the position of the data's first octet, behind the Length octet
     */
    void EndOption(std::size_t begin) const
    {
        NS_ABORT_MSG_IF(m_position - begin > 255,
                        "pmipv6: a mobility option has " << m_position - begin
                                                         << " octets of data; at most 255 fit");
    }

  private:
    std::size_t m_position{0}; //!< octets counted
};

/**
 * @ingroup pmipv6-wire
 * Writes fields one behind the other into octets that are zero and as many as an OctetCounter
 * counted for the same fields.
 */
class OctetWriter
{
  public:
    /// @param data where to write
    explicit OctetWriter(uint8_t* data)
        : m_data(data)
    {
    }

    /// @return the position of the next octet
    std::size_t GetPosition() const
    {
        return m_position;
    }

    /**
     * @tparam T an unsigned integer or an enumeration over one
     * @param value the number to write, as many octets as the type has
     */
    template <class T>
    void Number(T value)
    {
        const auto number = static_cast<uint64_t>(value);
        for (std::size_t i = sizeof(T); i-- > 0;)
        {
            m_data[m_position++] = static_cast<uint8_t>(number >> (8 * i));
        }
    }

    /**
     * @tparam Bits FlagBit
     * @param bits what is written into two octets; their other bits are left zero
     */
    template <class... Bits>
    void Flags(Bits... bits)
    {
        Number(static_cast<uint16_t>(((bits.value ? bits.mask : 0) | ...)));
    }

    /// @param size how many octets to leave zero
    void Reserved(std::size_t size)
    {
        m_position += size;
    }

    /// @param address the address to write
    void Address(const Ipv6Address& address)
    {
        address.GetBytes(m_data + m_position);
        m_position += 16;
    }

    /**
     * @tparam SIZE how many octets
     * @param octets the octets to write
     */
    template <std::size_t SIZE>
    void Octets(const std::array<uint8_t, SIZE>& octets)
    {
        std::memcpy(m_data + m_position, octets.data(), SIZE);
        m_position += SIZE;
    }

    /// @param prefix the prefix to write: one octet of length, 16 of address
    void LengthAndPrefix(const Prefix& prefix)
    {
        Number(prefix.GetLength());
        Address(prefix.GetAddress());
    }

    /**
     * @param other an address to write between the two parts of the prefix
     * @param prefix the prefix to write: one octet of length, and behind the other address 16
     */
    void LengthAddressAndPrefix(const Ipv6Address& other, const Prefix& prefix)
    {
        Number(prefix.GetLength());
        Address(other);
        Address(prefix.GetAddress());
    }

    /// @param address the address to write behind its length of 128 bits
    void LengthAndAddress(const Ipv6Address& address)
    {
        Number(uint8_t{128});
        Address(address);
    }

    /**
     * @tparam T a sequence of octets
     * @param octets the octets to write
     */
    template <class T>
    void Rest(const T& octets)
    {
        if (!octets.empty())
        {
            std::memcpy(m_data + m_position, octets.data(), octets.size());
            m_position += octets.size();
        }
    }

    /**
     * End the data of an option: fill its Length octet in.
     *
     * @param begin the position of the data's first octet, behind the Length octet
     */
    void EndOption(std::size_t begin)
    {
        m_data[begin - 1] = static_cast<uint8_t>(m_position - begin);
    }

  private:
    uint8_t* m_data;           //!< where to write
    std::size_t m_position{0}; //!< octets written
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OCTET_STREAM_H
