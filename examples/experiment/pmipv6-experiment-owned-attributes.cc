/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-owned-attributes.h"

#include "pmipv6-experiment-values.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return whether stations change their channels at their moments
bool
HasFastHandover(const ExperimentOptions& options)
{
    return options.wifiHandover == WifiHandover::FAST;
}

/// @return whether captures are written
bool
HasCaptures(const ExperimentOptions& options)
{
    return options.pcap;
}

} // namespace

const std::vector<OwnedAttribute>&
GetOwnedAttributes()
{
    static const std::vector<OwnedAttribute> attributes{
        // By an option.
        {"RngSeed", {"seed"}, ""},
        {"RngRun", {"run"}, ""},
        {"ChecksumEnabled", {"pcap"}, "", &HasCaptures},
        {"ns3::pmipv6::MobileAccessGateway::AuthenticationDelay", {"authenticationDelay"}, ""},
        {"ns3::pmipv6::MobileAccessGateway::TimestampBasedApproachInUse", {"ordering"}, ""},
        {"ns3::pmipv6::IdealChannel::Delay", {"delayAccess", "delay"}, ""},
        {"ns3::pmipv6::IdealChannel::DetachDetection", {"detachDetection"}, ""},
        {"ns3::pmipv6::IdealChannel::Loss", {"accessLoss"}, ""},
        {"ns3::pmipv6::SignalingImpairmentChannel::Loss", {"signallingLoss"}, ""},
        {"ns3::pmipv6::SignalingImpairmentChannel::Duplication", {"signallingDuplication"}, ""},
        {"ns3::pmipv6::SignalingImpairmentChannel::Jitter", {"signallingJitter"}, ""},
        {"ns3::pmipv6::SignalingImpairmentChannel::Until", {"faultsUntil"}, ""},
        {"ns3::pmipv6::RouteOptimizationController::DetectTraffic", {"lrInitiator"}, ""},
        {"ns3::pmipv6::RouteOptimizationAgent::RequestRoutes", {"lrInitiator"}, ""},
        {"ns3::pmipv6::RouteOptimizationController::ProxyMode", {"lrMode"}, ""},
        {"ns3::pmipv6::RouteOptimizationAgent::ProxyMode", {"lrMode"}, ""},
        {"ns3::pmipv6::RouteOptimizationAgent::CheckOrdering", {"lrOrdering"}, ""},
        {"ns3::pmipv6::RouteOptimizationAgent::SetupFromAnchors", {"scheme"}, ""},
        {"ns3::PointToPointChannel::Delay",
         {"delayMagLma", "delayMagMag", "delayLmaLma", "delayCnLma", "delay"},
         ""},
        {"ns3::UdpClient::Interval", {"interval"}, ""},
        {"ns3::UdpClient::PacketSize", {"packetSize"}, ""},
        {"ns3::TcpSocket::SegmentSize", {"packetSize"}, ""},
        {"ns3::BulkSendApplication::SendSize", {"packetSize"}, ""},
        {"ns3::Application::StopTime", {"duration", "stop"}, ""},
        {"ns3::RangePropagationLossModel::MaxRange", {"range", "apDistance"}, ""},
        {"ns3::LogDistancePropagationLossModel::ReferenceLoss", {"range", "apDistance"}, ""},
        {"ns3::WifiMac::Ssid", {"wifiHandover"}, ""},
        {"ns3::StaWifiMac::ActiveProbing", {"wifiHandover"}, "", &HasFastHandover},
        {"ns3::StaWifiMac::ProbeRequestTimeout", {"wifiHandover"}, "", &HasFastHandover},
        {"ns3::StaWifiMac::AssocRequestTimeout", {"wifiHandover"}, "", &HasFastHandover},
        // By none.
        {"ns3::pmipv6::LocalMobilityAnchor::Address", {}, "lma1 has fd00:c::1:1"},
        {"ns3::pmipv6::LocalMobilityAnchor::PrefixPool", {}, "lma1 assigns from fd00:1::/32"},
        {"ns3::pmipv6::MobileAccessGateway::Address", {}, "mag1 has fd00:c::2:1"},
        {"ns3::pmipv6::AccessRouter::Prefix", {}, "mag1 advertises fd00:9:0:1::/64"},
        {"ns3::Ipv6::IpForward", {}, "routers forward and hosts do not"},
        {"ns3::PointToPointNetDevice::DataRate", {}, "a link's delay is all that it costs"},
        {"ns3::DropTailQueue<Packet>::MaxSize", {}, "the core loses nothing"},
        {"ns3::UdpClient::MaxPackets", {}, "senders go on to the end"},
        {"ns3::UdpClient::RemoteAddress", {}, "a pair's nodes talk to each other"},
        {"ns3::UdpClient::RemotePort", {}, "each pair has its own port"},
        {"ns3::UdpServer::Port", {}, "each pair has its own port"},
        {"ns3::PacketSink::Local", {}, "each pair has its own port"},
        {"ns3::PacketSink::Protocol", {}, "it is TCP"},
        {"ns3::BulkSendApplication::Protocol", {}, "it is TCP"},
        {"ns3::BulkSendApplication::Remote", {}, "a pair's nodes talk to each other"},
        {"ns3::BulkSendApplication::MaxBytes", {}, "senders go on to the end"},
        {"ns3::LogDistancePropagationLossModel::Exponent", {}, "it is 3"},
        {"ns3::LogDistancePropagationLossModel::ReferenceDistance", {}, "it is 1 m"},
        {"ns3::WifiPhy::TxPowerStart", {}, "it is 16 dBm"},
        {"ns3::WifiPhy::TxPowerEnd", {}, "it is 16 dBm"},
        {"ns3::ConstantRateWifiManager::DataMode", {}, "it is OfdmRate24Mbps"},
        {"ns3::ConstantRateWifiManager::ControlMode", {}, "it is OfdmRate6Mbps"},
    };
    return attributes;
}

std::optional<std::string>
CheckOwner(const std::string& name, const std::string& value, const ExperimentOptions& options)
{
    const auto& attributes = GetOwnedAttributes();
    const auto owned =
        std::find_if(attributes.begin(), attributes.end(), [&name](const OwnedAttribute& one) {
            return one.name == name;
        });
    if (owned == attributes.end() || (owned->when && !owned->when(options)))
    {
        return std::nullopt;
    }
    const std::string sentence = "--" + name + "=" + value + " is not allowed";
    if (owned->options.empty())
    {
        return sentence + ", for the program sets it itself (" + owned->why +
               "); allowed: attributes that it leaves alone";
    }
    return sentence + ", for an option sets it; allowed: --" + Join(owned->options, ", --");
}

std::optional<std::string>
CheckFit(const std::string& name, const std::string& value)
{
    if (name != "ns3::pmipv6::LocalMobilityAnchor::PrefixLength")
    {
        return std::nullopt;
    }
    const auto length = ReadCount(value);
    if (length && *length >= 32 && *length <= 64)
    {
        return std::nullopt;
    }
    return "--" + name + "=" + value +
           " is not allowed; allowed: 32 to 64, for an anchor's pool is a /32 and hosts make their "
           "addresses of 64 bits of a prefix and 64 of their own (RFC 4862, 5.5.3)";
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
