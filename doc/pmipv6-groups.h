/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The groups of doxygen's pages: one for each folder of model/, from the lowest floor to the
 * highest, and one for helper/. Nothing includes this file.
 */

/**
 * @namespace ns3::pmipv6
 * All that the module's headers declare; see @ref pmipv6.
 */

/**
 * @defgroup pmipv6 Proxy Mobile IPv6
 *
 * Network-based mobility for ns-3: RFC 5213, what is built on it, and what it is compared with. The
 * groups are the folders of `model/`; each knows nothing of those that come after it. Scripts begin
 * with the helpers.
 */

/**
 * @defgroup pmipv6-timing Timing: deadlines and what is remembered for a while
 * @ingroup pmipv6
 *
 * Keys with a deadline each and one timer for them all, or for an index that there is already.
 */

/**
 * @defgroup pmipv6-wire Wire: messages and options as values, and their codec
 * @ingroup pmipv6
 *
 * Mobility Headers (RFC 6275, 6.1) and their options are plain structs in a `std::variant`. One
 * parser takes any octets and returns a message or a named fault; one serializer writes what there
 * is. A Format says of each struct what its fields are.
 */

/**
 * @defgroup pmipv6-binding Binding: what anchors, gateways and policies know of nodes
 * @ingroup pmipv6
 *
 * Binding cache, binding update list, policy profiles and prefix pools. Time is an argument.
 */

/**
 * @defgroup pmipv6-signaling Signaling: Mobility Headers on a node
 * @ingroup pmipv6
 *
 * Who takes which message; exchanges: a question until its answer, repeated, with a rate limit;
 * peers, and what is taken from them; Heartbeats (RFC 5847) and revocations (RFC 5846).
 */

/**
 * @defgroup pmipv6-forwarding Forwarding: the data plane of a node
 * @ingroup pmipv6
 *
 * One forwarding table, one tunnel device and one routing protocol a node.
 */

/**
 * @defgroup pmipv6-access Access: who is attached where
 * @ingroup pmipv6
 *
 * A gateway's access links, of Wi-Fi or ideal, the device that it has over them, and Router
 * Advertisements to one node.
 */

/**
 * @defgroup pmipv6-lte LTE: access over the bearers of an EPC
 * @ingroup pmipv6
 *
 * The gateway is at the EPC's PGW. Built where ns-3's LTE is.
 */

/**
 * @defgroup pmipv6-host Host: what completes ns-3's IPv6 host
 * @ingroup pmipv6
 *
 * What RFC 4861 and RFC 4862 ask of any host, and an interface over several devices (RFC 7847). It
 * knows nothing of mobility.
 */

/**
 * @defgroup pmipv6-impairment Impairment: links that lose, double and hold back signalling
 * @ingroup pmipv6
 *
 * For studies of messages that are lost or overtake each other.
 */

/**
 * @defgroup pmipv6-registration Registration: what requests and answers mean
 * @ingroup pmipv6
 *
 * RFC 5213, 5 and 6, as rules that change nothing; the sessions of an anchor and the attachments of
 * a gateway; which prefixes are assigned, which requests wait; the registrar, and the presence of
 * nodes.
 */

/**
 * @defgroup pmipv6-monitor Monitor: what a run has shown
 * @ingroup pmipv6
 *
 * From trace sources to handover records, flows and counts of signalling; whether tables are right
 * (StateChecker), to which roles offer rows (StateSource). Knows no role.
 */

/**
 * @defgroup pmipv6-pmipv6 Roles: local mobility anchors and mobile access gateways
 * @ingroup pmipv6
 *
 * The roles of RFC 5213 as ns-3 applications, LocalMobilityAnchor and MobileAccessGateway, what
 * they are made of, and the functions that make them do more, AnchorFunction and GatewayFunction.
 */

/**
 * @defgroup pmipv6-localized-routing Localized routing: paths past the anchors
 * @ingroup pmipv6
 *
 * RFC 6279 and draft-loureiro-netext-pmipv6-ro-02: what anchors and gateways do beyond RFC 5213, by
 * a controller and an agent; the policy; and an uncoordinated baseline.
 */

/**
 * @defgroup pmipv6-epmip ePMIP: distributed routing and location management
 * @ingroup pmipv6
 *
 * Enhanced Proxy Mobile IPv6 (draft-luo), in either deployment: what makes an anchor an eLMA and a
 * gateway an eMAG; Location Management Functions, border gateways and access routers.
 */

/**
 * @defgroup pmipv6-dmm DMM: distributed mobility management
 * @ingroup pmipv6
 *
 * RFC 8885: the Central Mobility Database (CMD), and what makes a gateway a Mobility Anchor and
 * Access Router (MAAR).
 */

/**
 * @defgroup pmipv6-mipv6 MIPv6: Mobile IPv6
 * @ingroup pmipv6
 *
 * RFC 6275: HomeAgent, MobileIpv6Node and CorrespondentNode; return routability and route
 * optimization, with the hash functions of libgcrypt.
 */

/**
 * @defgroup pmipv6-interworking Interworking: Mobile IPv6 beside Proxy Mobile IPv6
 * @ingroup pmipv6
 *
 * RFC 6612, and the merged cache that it advises against.
 */

/**
 * @defgroup pmipv6-helper Helpers: domains, accesses and scenarios for scripts
 * @ingroup pmipv6
 *
 * Pmipv6Helper makes a domain of nodes; others make its accesses, what is built on it, and the
 * topologies of RFC 6279 and RFC 6612. The traces of other simulators are read here too.
 */
