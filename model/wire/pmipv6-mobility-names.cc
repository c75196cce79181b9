/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-names.h"

#include "pmipv6-message-format.h"
#include "pmipv6-option-format.h"

#include <variant>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * Look whether a name is that of an alternative, or of what shares its type.
 *
 * @tparam T the alternative
 * @param type the type that is to be named
 * @param subtype the subtype that is to be named; negative for the type alone
 * @param prefix what comes before the name, if the alternative has no subtype
 * @param name the name, if it is found
 */
template <class T>
void
LookAt(int type, int subtype, const char* prefix, std::string& name)
{
    if (Format<T>::TYPE != type)
    {
        return;
    }
    if constexpr (Format<T>::SUBTYPE >= 0)
    {
        if (Format<T>::SUBTYPE == subtype)
        {
            name = Format<T>::NAME;
        }
        else if (name.empty())
        {
            name = Format<T>::TYPE_NAME;
        }
    }
    else
    {
        name = std::string(prefix) + Format<T>::NAME;
    }
}

/// @return the name of a kind of message
template <class... Messages>
std::string
FindName(const MessageKind& kind, const std::variant<Messages...>* /* alternatives */)
{
    std::string name;
    (LookAt<Messages>(static_cast<int>(kind.type),
                      kind.subtype,
                      Format<Messages>::GetPrefix(kind.subtype),
                      name),
     ...);
    return name.empty() ? Format<UnknownMessage>::NAME : name;
}

/// @return the name of a type of options
template <class... Options>
std::string
FindName(OptionType type, const std::variant<Options...>* /* alternatives */)
{
    std::string name;
    (LookAt<Options>(static_cast<int>(type), -1, "", name), ...);
    return name.empty() ? Format<RawOption>::NAME : name;
}

} // namespace

std::string
GetName(const MessageKind& kind)
{
    return FindName(kind, static_cast<const MobilityMessageVariant*>(nullptr));
}

std::string
GetName(OptionType type)
{
    switch (type)
    {
    case OptionType::PAD1:
        return "Pad1";
    case OptionType::PADN:
        return "PadN";
    default:
        return FindName(type, static_cast<const MobilityOptionVariant*>(nullptr));
    }
}

} // namespace pmipv6
} // namespace ns3
