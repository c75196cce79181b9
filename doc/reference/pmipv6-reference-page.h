/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REFERENCE_PAGE_H
#define PMIPV6_REFERENCE_PAGE_H

#include "pmipv6-header-reader.h"

#include "ns3/type-id.h"

#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace reference
{

/// A class in the pages.
struct ListedClass
{
    std::string name;   //!< without a namespace
    std::string remark; //!< how one gets it, reStructuredText; may be empty
};

/// Classes that belong together.
struct Family
{
    std::string title;                //!< heading
    std::string remark;               //!< reStructuredText; may be empty
    std::vector<ListedClass> classes; //!< in this order
};

/**
 * @param text of doc/reference/families.txt, which says itself what its lines are
 * @return the families
 * @throw std::invalid_argument with a sentence, if a line is none of these
 */
std::vector<Family> ReadFamilies(const std::string& text);

/// Classes by their names without a namespace.
using TypeMap = std::map<std::string, TypeId>;

/**
 * @return the module's classes that have attributes or trace sources, as far as ns-3 knows them
 */
TypeMap FindTypes();

/**
 * @ingroup pmipv6-tests
 * Writes the pages of attributes and of trace sources, from what ns-3 knows of classes: all of
 * them, and no others.
 *
 * Classes of LTE are there only where ns-3 has LTE. Elsewhere a page keeps what it says of them.
 */
class ReferencePages
{
  public:
    /**
     * @param families in what order classes are, and under which headings
     * @param headers what headers say of them
     * @param types which there are
     * @throw std::invalid_argument with a sentence, if a class is not listed, is listed twice, or
     *        is none
     */
    ReferencePages(std::vector<Family> families, HeaderReader headers, TypeMap types);

    /**
     * @param frame the page, with a line "@CLASSES@" where the classes are to be
     * @param former the page as it is, of which classes of LTE are taken where there are none
     * @return the page of attributes
     * @throw std::invalid_argument with a sentence, if a help does not have the form that SplitHelp
     *        takes, or no header says what a class is
     */
    std::string WriteAttributes(const std::string& frame, const std::string& former) const;

    /**
     * @param frame likewise
     * @param former likewise
     * @return the page of trace sources
     * @throw std::invalid_argument with a sentence that names a trace source without a help or with
     *        a callback that no header has
     */
    std::string WriteTraceSources(const std::string& frame, const std::string& former) const;

  private:
    /// Writes what a page has of a class, without its heading; nothing if it has nothing.
    using TableWriter = std::string (ReferencePages::*)(const TypeId& type) const;

    /// @return a page
    std::string Write(const std::string& frame, const std::string& former, TableWriter table) const;

    /// @return what a page has of a class, with its heading
    std::string WriteClass(const ListedClass& listed, const std::string& former, TableWriter) const;

    /// @return the table of a class's attributes
    std::string WriteAttributesOf(const TypeId& type) const;

    /// @return the table of a class's trace sources
    std::string WriteTraceSourcesOf(const TypeId& type) const;

    /// @return the arguments of a trace source
    std::string WriteArguments(const TypeId::TraceSourceInformation& source) const;

    std::vector<Family> m_families; //!< in the pages' order
    HeaderReader m_headers;         //!< what headers say
    TypeMap m_types;                //!< which there are
};

} // namespace reference
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REFERENCE_PAGE_H
