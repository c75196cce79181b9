/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_NETANIM_FILE_H
#define PMIPV6_EXPERIMENT_NETANIM_FILE_H

#include "ns3/nstime.h"

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A point of the plane on which NetAnim draws: x to the right, y downwards.
struct DrawnPlace
{
    double x{0}; //!< to the right
    double y{0}; //!< downwards
};

/// A colour.
struct DrawnColour
{
    uint8_t red;   //!< its red
    uint8_t green; //!< its green
    uint8_t blue;  //!< its blue
};

/**
 * A file that NetAnim plays, in the XML that ns-3's AnimationInterface writes. Nodes have numbers
 * from 0 in the order in which they are added. Times need not rise from element to element.
 */
class NetAnimFile
{
  public:
    /**
     * Makes the file.
     *
     * @param fileName its path
     */
    explicit NetAnimFile(const std::string& fileName);

    /**
     * Add a node. All nodes are added before anything else.
     *
     * @param place where it is at first
     * @return its number
     */
    uint32_t AddNode(const DrawnPlace& place);

    /**
     * Add a line between two nodes.
     *
     * @param from a node
     * @param to another
     */
    void AddLink(uint32_t from, uint32_t to);

    /**
     * @param at from when on
     * @param node a node
     * @param text what is written beside it
     */
    void DescribeNode(Time at, uint32_t node, const std::string& text);

    /**
     * @param at from when on
     * @param node a node
     * @param colour its colour
     */
    void ColourNode(Time at, uint32_t node, const DrawnColour& colour);

    /**
     * @param node a node
     * @param size its width and height
     */
    void SizeNode(uint32_t node, double size);

    /**
     * @param at from when on
     * @param node a node
     * @param place where it is
     */
    void PlaceNode(Time at, uint32_t node, const DrawnPlace& place);

    /**
     * @param at from when on
     * @param from a node
     * @param to another, with a line between them
     * @param text what is written beside the line
     */
    void DescribeLink(Time at, uint32_t from, uint32_t to, const std::string& text);

    /**
     * Add a packet that goes from one node to another.
     *
     * @param from its sender
     * @param sent when it leaves
     * @param to its receiver
     * @param received when it arrives
     * @param text what it is
     */
    void AddPacket(uint32_t from, Time sent, uint32_t to, Time received, const std::string& text);

    /**
     * Ends the file.
     *
     * @return a sentence if anything could not be written
     */
    std::optional<std::string> Close();

  private:
    std::string m_fileName; //!< its path
    std::ofstream m_file;   //!< open till Close
    uint32_t m_nodes{0};    //!< how many were added
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_NETANIM_FILE_H
