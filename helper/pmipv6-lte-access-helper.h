/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LTE_ACCESS_HELPER_H
#define PMIPV6_LTE_ACCESS_HELPER_H

#include "pmipv6-logical-interface.h"
#include "pmipv6-lte-access-link.h"
#include "pmipv6-lte-handover.h"
#include "pmipv6-lte-imsi.h"
#include "pmipv6-lte-ue-observer.h"

#include "ns3/lte-helper.h"
#include "ns3/net-device-container.h"
#include "ns3/net-device.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/vector.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * Makes LTE access networks, any number in one simulation: for each gateway an EPC whose PGW is the
 * gateway's node, its eNBs, and UEs that all of them serve. Call it in this order: CreateGateway()
 * for each gateway, InstallEnb(), MakeLink(), InstallUe().
 *
 * @code
 * LteAccessHelper lte;
 * Ptr<Node> pgw = lte.CreateGateway(); // give it an address in the core, then a role
 * Ptr<NetDevice> enb = lte.InstallEnb(pgw, Vector(0, 0, 30));
 * gateway->AddAccess(lte.MakeLink(pgw));
 * Ptr<NetDevice> ue = lte.InstallUe(node);
 * domain.AddMobileNode(lte.GetImsi(ue).GetIdentifier(), ue, anchor);
 * LteAccessHelper::MoveAt(Seconds(1), ue, enb);
 * @endcode
 *
 * All eNBs are on one carrier, so that a UE hears the cells of every EPC and one UE with one IMSI
 * serves for them all: it is attached to one EPC at a time. It goes to another when it loses its
 * cell, or when it is moved (MoveAt()). Within an EPC eNBs can be joined by X2 (AddX2()); a
 * handover between them the gateway does not see.
 */
class LteAccessHelper
{
  public:
    LteAccessHelper();

    /**
     * Whose subscribers the UEs are; before the first InstallUe().
     *
     * @param mcc Mobile Country Code, three digits (the default is 001, of test networks)
     * @param mnc Mobile Network Code, two or three digits (the default is 01)
     */
    void SetOperator(const std::string& mcc, const std::string& mnc);

    /// @return what makes the radio part, for its path loss, schedulers, handover algorithm and
    /// attributes; to be set before the devices are installed
    Ptr<LteHelper> GetLteHelper() const
    {
        return m_lte;
    }

    /**
     * @return the node of a new EPC's PGW, to be made a gateway. It has an IPv4 and an IPv6 stack
     */
    static Ptr<Node> CreateGateway();

    /**
     * Make an eNB of a gateway's EPC, on a node of its own.
     *
     * @param gateway what CreateGateway() gave
     * @param position where it stands, in metres
     * @return its device
     */
    Ptr<NetDevice> InstallEnb(Ptr<Node> gateway, const Vector& position);

    /**
     * Let two eNBs of one EPC hand UEs over to each other. Of two EPCs they cannot: the program
     * ends with a sentence.
     *
     * @param a an eNB
     * @param b another
     */
    void AddX2(Ptr<NetDevice> a, Ptr<NetDevice> b);

    /**
     * @param gateway what CreateGateway() gave, with all its eNBs installed
     * @return a new access link, to be given to the gateway's role
     */
    Ptr<LteAccessLink> MakeLink(Ptr<Node> gateway);

    /**
     * Make a node a UE that all EPCs serve, with an IPv6 interface on it as a host. It hears no
     * cell before it is told to, see MoveAt() and LteHandover::Follow().
     *
     * @param node the node; without a mobility model it is put at the origin
     * @param hint how it comes whenever it attaches, which its gateways are told: NEW_INTERFACE of
     *        a node with other interfaces that have prefixes of their own (RFC 5213, 5.4)
     * @return its device
     */
    Ptr<NetDevice> InstallUe(Ptr<Node> node, HandoffIndicator hint = HandoffIndicator::UNKNOWN);

    /**
     * Make a UE under a logical interface, whose node it gets; the node's IPv6 interface is the
     * logical one (HostHelper::AddInterface, when all devices are under it). Its gateways are told
     * how it comes (RFC 5213, 6.9.1.1, 7; LogicalInterface::GetArrival).
     *
     * @param logical on a node
     * @return the UE's device
     */
    Ptr<NetDevice> InstallUe(Ptr<LogicalInterface> logical);

    /**
     * @param ue what InstallUe() gave
     * @return its IMSI
     */
    const Imsi& GetImsi(Ptr<NetDevice> ue) const;

    /**
     * @param ue a UE
     * @return its observer; the same one each time
     */
    static Ptr<LteUeObserver> Observe(Ptr<NetDevice> ue);

    /**
     * @param ue what InstallUe() gave
     * @return what moves it; the same one each time
     */
    static Ptr<LteHandover> GetHandover(Ptr<NetDevice> ue);

    /**
     * Move a UE to an eNB; see LteHandover.
     *
     * @param time when, counted from the simulation's start; not past
     * @param ue the UE
     * @param enb the eNB to go to
     */
    static void MoveAt(Time time, Ptr<NetDevice> ue, Ptr<NetDevice> enb);

    /**
     * Give the random variables of devices, and of the channels, fixed streams.
     *
     * @param devices eNBs and UEs
     * @param stream the first stream
     * @return the number of streams used
     */
    int64_t AssignStreams(NetDeviceContainer devices, int64_t stream) const;

  private:
    /**
     * @param node a node
     * @return its UE, without an IPv6 interface, whom no link knows yet
     */
    Ptr<NetDevice> MakeUe(Ptr<Node> node);

    /**
     * Enter a UE at each link.
     *
     * @param ue its device
     * @param hint gives how it comes, whenever it attaches
     */
    void Subscribe(Ptr<NetDevice> ue, const std::function<HandoffIndicator()>& hint);

    /// End the program if there are UEs already, which a new part would not know. @param what the
    /// part that is to be made, for the sentence
    void CheckNoUes(const std::string& what) const;

    Ptr<LteHelper> m_lte;                    //!< makes the radio part
    std::string m_mcc{"001"};                //!< SetOperator
    std::string m_mnc{"01"};                 //!< SetOperator
    std::vector<Ptr<Node>> m_gateways;       //!< PGWs
    std::vector<Ptr<LteAccessLink>> m_links; //!< made so far
    std::map<Ptr<NetDevice>, Imsi> m_imsis;  //!< of UEs
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LTE_ACCESS_HELPER_H
