/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_TEXT_TABLE_H
#define PMIPV6_EXPERIMENT_TEXT_TABLE_H

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A table of text whose columns are as wide as they must be.
class TextTable
{
  public:
    /// Side at which a column's texts stand.
    enum class Side
    {
        LEFT, //!< names
        RIGHT //!< figures
    };

    /// A column's head and side.
    struct Column
    {
        std::string head; //!< with '\n' of several lines
        Side side;        //!< of its texts
    };

    /**
     * @param columns from left to right
     */
    explicit TextTable(std::vector<Column> columns);

    /**
     * @param cells one for each column
     */
    void Add(std::vector<std::string> cells);

    /**
     * @param os the stream; lines are indented by two
     */
    void Print(std::ostream& os) const;

  private:
    std::vector<Column> m_columns;                //!< from left to right
    std::vector<std::vector<std::string>> m_rows; //!< from top to bottom
};

constexpr auto LEFT = TextTable::Side::LEFT;   //!< for short
constexpr auto RIGHT = TextTable::Side::RIGHT; //!< for short
constexpr std::size_t FULL_TABLE = 12;         //!< up to so many rows are all shown
constexpr std::size_t FIRST_ROWS = 5;          //!< of more, so many

/**
 * @param text in UTF-8
 * @return how many characters it has
 */
std::size_t GetWidth(const std::string& text);

/**
 * @param text in UTF-8
 * @param width columns to fill
 * @param side where it stands in them
 * @return it with blanks
 */
std::string Pad(const std::string& text, std::size_t width, TextTable::Side side);

/**
 * @param value a number
 * @param decimals digits behind the point
 * @return its text; "-" for none
 */
std::string FormatFixed(const std::optional<double>& value, int decimals);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_TEXT_TABLE_H
