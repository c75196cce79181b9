/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ANNOUNCED_H
#define PMIPV6_EXPERIMENT_ANNOUNCED_H

#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Something that the program finds wherever it is defined: an option, a scheme, a kind of access.
 * An object of namespace scope announces itself before main, as ns3::GlobalValue does, so that a
 * file with one more of them is named in no other file. All files of the program are linked as they
 * are, none out of an archive: none is left out.
 *
 * @tparam T the class that derives from this one
 */
template <class T>
class Announced
{
  public:
    Announced(const Announced&) = delete;
    Announced& operator=(const Announced&) = delete;

    /// @return all of them, in no particular order; from main on
    static const std::vector<const T*>& GetAll()
    {
        return GetList();
    }

  protected:
    /**
     * @param self the object
     */
    explicit Announced(const T* self)
    {
        GetList().push_back(self);
    }

    ~Announced() = default;

  private:
    /// @return those announced so far
    static std::vector<const T*>& GetList()
    {
        static std::vector<const T*> list;
        return list;
    }
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ANNOUNCED_H
