# SPDX-License-Identifier: GPL-2.0-only
"""Group usage: what is wrong with an argument is said in one sentence, with exit status 2, before
anything is written; --help lists everything; a folder of somebody else is never touched."""

import itertools
import json
import pathlib
import shutil

WORDS = {  # options of which each value is a word: those that are allowed
    "scheme": ["pmipv6", "none", "localized-routing", "uncoordinated", "epmip", "dmm-relay",
               "dmm-locator", "dmm-proxy", "mipv6"],
    "case": ["a21", "a11", "a12", "a22", "roaming1", "roaming2", "roaming3", "roaming4", "rfc6612-a1",
             "rfc6612-a2", "rfc6612-a2-visited", "rfc6612-b", "rfc6612-b-a1", "rfc6612-b-a2"],
    "homeAgent": ["colocated", "apart"],
    "access": ["wifi", "ideal", "lte", "lte-wifi"],
    "core": ["mesh", "star"],
    "correspondent": ["mobile", "fixed"],
    "move": ["mn", "cn", "both", "none"],
    "moveDomain": ["same", "other"],
    "lrMode": ["direct", "proxy"],
    "lrInitiator": ["lma", "mag"],
    "elmaDiscovery": ["configuration", "hop-by-hop", "elma"],
    "correspondentRouter": ["plain", "drf", "drf-lmf"],
    "earlyPackets": ["anchor", "hold"],
    "deregistration": ["stop-timer", "ask"],
    "traffic": ["udp", "tcp"],
    "direction": ["both", "mn-cn", "cn-mn"],
    "wifiHandover": ["fast", "default"],
    "phase": ["fixed", "random"],
    "movement": ["plan", "trace", "random-waypoint", "gauss-markov"],
    "ordering": ["timestamp", "sequence"], "prefixes": ["pool", "profile"],
}  # fmt: skip
NUMBERS = {  # values that no such option can have
    "moveAt": ["-1", "1"], "moves": ["-1", "1.5"], "dwell": ["-3", "0"], "moveOffset": [],
    "stagger": ["-1"], "mobileNodes": ["0", "-2", "1.5"], "correspondents": ["0", "1.5"], "trafficStart": ["-1"],
    "interval": ["0", "-20"], "packetSize": ["0", "-1", "70000"], "delayMagLma": ["-1"],
    "delayMagMag": ["-1"], "delayLmaLma": ["-1"], "delayAccess": ["-1"], "delayCnLma": ["-1"],
    "l2Gap": ["-1"], "detachDetection": ["-1", "never"], "speed": ["0", "-1"],
    "apDistance": ["0", "-1"], "enbDistance": ["0", "-1"], "authenticationDelay": ["-1"], "range": ["0", "-1"],
    "hysteresis": ["-1"], "pause": ["-1"], "alpha": ["-0.1", "1.1"], "step": ["0", "1001"], "duration": ["0", "-1"], "seed": ["0", "-1", "1.5"],
    "run": ["-1", "1.5", "99999999999999999999999"], "transit": ["-1", "1.5"],
    "signallingLoss": ["-1", "100.5"], "signallingDuplication": ["-1", "101"],
    "signallingJitter": ["-1"], "phaseSpan": ["-1"], "faultsUntil": ["-1"],
    "hopByHopDelay": ["-1"], "accessLoss": ["-1", "100.5"], "bin": ["0", "-1"], "handoffBuffer": ["-1", "1.5"],
    "previousMaars": ["-1", "1.5", "1001"], "pacing": ["-1"], "aggregation": ["-1"],
    "prefixIdleTime": ["-1", "0.0001"], "flowsPerPrefix": ["-1", "1.5", "101"],
    "correspondentRouters": ["0", "-1", "1.5", "101"], "careOfDad": ["-1"], "homeDad": ["-1"],
}  # fmt: skip
TEXTS_EACH = 3
NO_NUMBERS = ["abc", "", "nan", "inf", "1e999", "0x10", "10ms", "1,5", " 5", "--3"]
OTHERS = {
    "path": ["mn1", "mn1:", "mn1:lma1", "mag1:mag2", ":mag1", "mn1:mag1,,mag2", "mn0:mag1",
             "mn1:mag0", "mn2:mag1", "mn1:mag1:mag2", ""],
    "delay": ["mag1:mag1:3", "mag1:mag2", "mag1:mag2:", "mag1:mag2:-3", "mag1:mag2:x", "mn1:cn1:3",
              "mn1:dns1:3", "foo:mag1:3", "mag1:mag2:3:4", ""],
    "gateways": ["3", "0x5", "3x0", "x", "3x", "axb", "3x5x2", "-1x3", "", "."],
    "area": ["1:2:3", "0:0:100:0", "0:0:0.5:100", "0:0:nan:9", "0:0:1e10:9", "a:b:c:d", "1:2:3:4:5", ""],
    "speeds": ["5", "5:4", "0:4", "1:1001", "1:2:3", "x:y", ":", ""],
    "trace": ["", "there-is-no-such-file", "."],
    "output": [""],
    "flowLog": ["mn1", "mn1:", "mn1:mag1", "lma1:mn1", "mn1:cn2", "cn1:cn1", "mn1:cn1:3", ""],
    "pcap": ["maybe", "2"], "animation": ["maybe", "2"], "flowMonitor": ["maybe", "2"],
    "lrOrdering": ["maybe", "2"], "mend": ["maybe"], "reverseLearning": ["2"], "directAnswer": ["x"],
    "locatorSummary": ["2"], "earlyAccept": ["maybe"],
    "visited": ["mn1", "mag0", "lma1", "mag1,", ""], "mergedCache": ["maybe"],
    "legacy": ["mn1", "mag0", "mag1,", "mag1;mag2", "lmf1", ""],
    "deliver": ["mag1:lma1:1", "mag1:lma1:0:5", "mag1:lma1:1.5:5", "mag1:mag1:1:5", "mag1:lma1:1:-1", "mag1:lma1:1:x", "mag9:lma1:1:5", "lma1:cn1:1:5", ""],
}  # fmt: skip
LATER = {
    "ip": "v4",
    "transport": "ipv4", "nat": "mag1",
}  # fmt: skip
for failure in ("restart", "stop"):
    OTHERS[failure] = ["mn1:5", "cn1:5", "mag1", "mag1:", "mag1:x", "mag1:-1", "mag0:5", "mag1:5:6",
                       "5", ""]  # fmt: skip
COMBINATIONS = [  # and the option that must be named
    (["--core=star", "--delay=mag1:mag2:3"], "delay"),
    (["--core=star", "--delayMagMag=50"], "delayMagLma"),
    (["--correspondent=fixed", "--move=cn"], "move"),
    (["--correspondent=fixed", "--move=both"], "move"),
    (["--correspondent=fixed", "--core=star", "--delayCnLma=1"], "delayCnLma"),
    (["--move=none", "--moves=3"], "moves"),
    (["--access=ideal", "--moves=2", "--dwell=0.05"], "dwell"),
    (["--access=ideal", "--moves=2", "--dwell=1", "--l2Gap=2000"], "dwell"),
    (["--moveAt=0.5"], "moveAt"),
    (["--move=both", "--moveAt=3", "--moveOffset=-2500"], "moveOffset"),
    (["--moves=5000"], "moves"),
    (["--mobileNodes=3", "--path=mn4:mag1,mag2"], "path"),
    (["--correspondents=3", "--path=mn2:mag1,mag2"], "path"),
    (["--correspondents=3", "--path=cn4:mag1,mag2"], "path"),
    (["--correspondents=3", "--mobileNodes=2"], "correspondents"),
    (["--correspondents=3", "--correspondent=fixed"], "correspondents"),
    (["--correspondents=3", "--flowsPerPrefix=1"], "correspondents"),
    (["--restart=lma2:5"], "restart"),
    (["--stop=mag9:5"], "stop"),
    (["--scheme=epmip", "--ordering=sequence"], "ordering"),
    (["--scheme=dmm-relay", "--ordering=sequence"], "ordering"),
    (["--scheme=dmm-locator", "--case=roaming1"], "case"),
    (["--scheme=epmip", "--legacy=mag9"], "legacy"),
    (["--scheme=epmip", "--legacy=lma2"], "legacy"),
    (["--path=mn1:mag1,mag99", "--stop=mag50:5"], "stop"),
    (["--traffic=tcp", "--packetSize=1389"], "packetSize"),
    (["--direction=cn-mn", "--flowLog=mn1:cn1"], "flowLog"),
    (["--bin=0.001", "--duration=1000"], "bin"),
    (["--moves=1000"], "core"),
    (["--scheme=mipv6", "--case=rfc6612-a1"], "case"),
    (["--scheme=none", "--case=rfc6612-b"], "case"),
    (["--case=rfc6612-a1", "--homeAgent=colocated"], "homeAgent"),
    (["--case=rfc6612-a2", "--homeAgent=apart"], "homeAgent"),
    (["--case=rfc6612-a1", "--mergedCache"], "mergedCache"),
    (["--case=rfc6612-b", "--homeAgent=apart", "--mergedCache=on"], "mergedCache"),
    (["--case=rfc6612-b", "--correspondent=mobile"], "correspondent"),
    (["--case=rfc6612-a2", "--path=mn1:lma1,mag1"], "path"),
    (["--case=rfc6612-b", "--restart=home1:5"], "restart"),
    (["--moves=1000000", "--dwell=1000", "--path=mn1:mag1,mag3"], "moves"),
]
ATTRIBUTES = [  # (argument, what must be named)
    ("--ns3::pmipv6::LocalMobilityAnchor::NoSuchAttribute=1", "NoSuchAttribute"),
    ("--ns3::pmipv6::NoSuchClass::Attribute=1", "NoSuchClass"),
    ("--ns3::pmipv6::LocalMobilityAnchor::MinDelayBeforeBCEDelete=soon",
     "MinDelayBeforeBCEDelete"),
    ("--ns3::pmipv6::MobilitySignaling::MaxUpdateRate=many", "MaxUpdateRate"),
    ("--ns3::pmipv6::MobilitySignaling::MaxUpdateRate=-1", "MaxUpdateRate"),
    ("--ns3::pmipv6::MobilitySignaling::MaxUpdateRate", "MaxUpdateRate"),
    ("--ns3::ArpCache::AliveTimeout=x", "AliveTimeout"),
    ("--NoSuchGlobal=1", "NoSuchGlobal"),
    ("--ChecksumEnabled=perhaps", "ChecksumEnabled"),
]  # fmt: skip
M = "--ns3::pmipv6::"
ATTRIBUTES += [  # values that would end the run, or never let it end, and what must be named
    (M + "MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks=abc", "a link-local IPv6"),
    (M + "MobileAccessGateway::FixedMAGLinkLocalAddressOnAllAccessLinks=fd00::1", "a link-local"),
    (M + "AccessDevice::FixedMAGLinkLayerAddressOnAllAccessLinks=abc", "00:00:5e:00:52:13"),
    (M + "LocalMobilityAnchor::PrefixLength=48", "64, for hosts"),
    (M + "MobilityAnchorAccessRouter::PrefixLength=48", "64, for hosts"),
    (M + "AccessNeighborDiscovery::LinkMtu=5", "0, or 1280 to 65535"),
    (M + "LocalMobilityAnchor::MaxLifetime=0s", "4 s to 262136 s"),
    (M + "MobileAccessGateway::SilenceTimeout=1ns", "0, or 1 ms to 1000000000 s"),
    (M + "HeartbeatAgent::Interval=1ns", "0, or 100 ms to 1000000000 s"),
    (M + "MobileAccessGateway::ClockOffset=1e300s", "-1000000000 s to 1000000000 s"),
    ("--ns3::Ipv6L3Protocol::DefaultTtl=999", "0 to 255"),
    ("--ns3::PointToPointNetDevice::InterframeGap=soon", "a time such as 10ms"),
    ("--ns3::WifiPhy::ChannelSettings=abc", "ChannelSettings"),
]  # fmt: skip
OWNED = [  # attributes that the program sets, and the option by which
    (M + "MobileAccessGateway::AuthenticationDelay=400ms", "--authenticationDelay"),
    (M + "MobileAccessGateway::TimestampBasedApproachInUse=false", "--ordering"),
    (M + "IdealChannel::Delay=3ms", "--delayAccess"),
    (M + "IdealChannel::DetachDetection=3ms", "--detachDetection"),
    (M + "SignalingImpairmentChannel::Loss=0.5", "--signallingLoss"),
    (M + "IdealDevice::SendErrorModel=ns3::RateErrorModel", "--accessLoss", "--accessLoss=5"),
    (M + "IdealDevice::ReceiveErrorModel=ns3::RateErrorModel", "--accessLoss", "--accessLoss=5"),
    ("--ns3::RateErrorModel::ErrorRate=0.5", "--accessLoss", "--accessLoss=5"),
    (M + "RouteOptimizationAgent::ProxyMode=true", "--lrMode"),
    (M + "DistributedRouting::Discovery=anchor", "--elmaDiscovery"),
    (M + "HopByHopExtension::Delay=3ms", "--hopByHopDelay"),
    (M + "LocationManagement::DirectAnswer=true", "--directAnswer"),
    (M + "DistributedMobility::HandoffBuffer=7", "--handoffBuffer"),
    (M + "CentralMobilityDatabase::Mode=proxy", "--scheme"),
    (M + "CentralMobilityDatabase::MaxPreviousMaars=3", "--previousMaars"),
    (M + "CentralMobilityDatabase::Pacing=3ms", "--pacing"),
    (M + "CentralMobilityDatabase::AggregationTimeout=3ms", "--aggregation"),
    (M + "CentralMobilityDatabase::LocatorSummary=true", "--locatorSummary"),
    (M + "MobilityAnchorAccessRouter::EarlyAccept=true", "--earlyAccept"),
    (M + "MobilityAnchorAccessRouter::StopTimer=false", "--deregistration"),
    (M + "MobilityAnchorAccessRouter::PrefixIdleTime=3s", "--prefixIdleTime"),
    (M + "MobilityAnchorAccessRouter::PreviousAnswers=true", "--scheme"),
    (M + "MobilityAnchorAccessRouter::PrefixPool=fd00:7::/32", "sets it itself"),
    (M + "LocalMobilityAnchor::PrefixPool=fd00:7::/32", "sets it itself"),
    (M + "MobileAccessGateway::Address=fd00::7", "sets it itself"),
    ("--ns3::UdpClient::PacketSize=100", "--packetSize"),
    ("--RngRun=3", "--run"),
    ("--RngSeed=3", "--seed"),
]  # fmt: skip
ALLOWED = ("allowed", "lists", "list")
# With these no run is made, so that a fault of this group does not cost minutes.
SHORT = ["--access=ideal", "--duration=1", "--move=none"]


def listing(folder):
    """All that is in a folder, with its octets."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in pathlib.Path(folder).rglob("*")
    }


def judge_refusal(judge, program, arguments, *named, output=True):
    """Refused in one sentence that names what is wrong, and nothing is written."""
    folder = program.work / "refused"
    folder.mkdir(exist_ok=True)
    before = listing(folder)
    arguments = [*arguments, *(["--output=new"] if output else [])]
    with judge.of(arguments):
        done = program.call(arguments, cwd=folder)
        program.count += 1
        judge.equal("exit status", done.returncode, 2)
        judge.equal("standard output", done.stdout, "")
        said = done.stderr
        judge.check(
            said.count("\n") == 1 and said.endswith("\n"), f"not one line was said: {said!r}"
        )
        judge.check(said.startswith("pmipv6-experiment: "), f"it does not say who speaks: {said!r}")
        for name in named:
            judge.check(name in said, f"{name!r} is not named: {said!r}")
        after = listing(folder)
        judge.check(after == before, f"written: {sorted(set(after) - set(before))}")
    return done.stderr


def judge_words(judge, program):
    """Words out of a list."""
    for name, allowed in WORDS.items():
        for word in ("nonsense", "", allowed[0].upper(), ",".join(allowed[:2]) + ","):
            said = judge_refusal(judge, program, [f"--{name}={word}"], f"--{name}={word}")
            for one in allowed:
                judge.check(one in said, f"--{name}={word}: {one} is not said to be allowed")
        judge_refusal(judge, program, [f"--{name}"], f"--{name}", *allowed)


def judge_values(judge, program):
    """Numbers and the rest."""
    # Their option must matter for the run, or a combination is refused first. One function reads all
    # numbers: each option gets some of the texts, in turn.
    texts = itertools.cycle(NO_NUMBERS)
    for name, values in NUMBERS.items():
        for value in [*itertools.islice(texts, TEXTS_EACH), *values]:
            said = judge_refusal(judge, program, [f"--{name}={value}"], f"--{name}={value}")
            judge.check("allowed" in said, f"--{name}={value}: not said what is allowed: {said!r}")
        judge_refusal(judge, program, [f"--{name}"], f"--{name}", "allowed")
    for name, values in OTHERS.items():
        for value in values:
            output = name != "output"
            judge_refusal(judge, program, [f"--{name}={value}"], f"--{name}={value}", "allowed",
                          output=output)  # fmt: skip


def judge_names(judge, program):
    """Options that do not exist, or not yet, and arguments that are none."""
    for argument in ("--nosuchoption=3", "--nosuchoption", "--Scheme=none", "-q", "word", "--",
                     "---interval=3", "=3", ""):  # fmt: skip
        judge_refusal(judge, program, [argument], argument.split("=")[0].strip("-"))
    for name, value in LATER.items():
        argument = f"--{name}" if value is None else f"--{name}={value}"
        judge_refusal(judge, program, [argument], f"--{name}", "not built yet")
    for argument, name in ATTRIBUTES:
        said = judge_refusal(judge, program, [argument], name)
        judge.check(any(word in said for word in ALLOWED), f"{argument}: what is? {said!r}")
    for argument, option, *more in OWNED:
        judge_refusal(judge, program, [argument, *more], argument, option, "allowed")


def judge_combinations(judge, program):
    """Values that are right alone and wrong together; a wrong one behind right ones."""
    for arguments, name in COMBINATIONS:
        said = judge_refusal(judge, program, arguments, f"--{name}")
        judge.check("allowed" in said, f"{arguments}: what is allowed? {said!r}")
    trace = program.work / "one.mob"
    trace.write_text('$node_(0) set X_ 1\n$node_(0) set Y_ 1\n$ns_ at 9 "$node_(0) switch OFF"\n')
    judge_refusal(judge, program, [f"--trace={trace}", "--delay=mag1:mag2:3"], "--delay", "allowed")
    for name, text in (
        ("bad.mob", "$node_(0) set X_ 1\nthis is no trace\n"),
        ("nowhere.mob", '$ns_ at 1.0 "$node_(0) switch ON"\n'),
        ("empty.mob", ""),
        ("utf16.mob", "\ufeff$node_(0) set X_ 1\n"),
        ("never.mob", '$node_(0) set X_ 1\n$node_(0) set Y_ 1\n$ns_ at 0 "$node_(0) switch OFF"\n'),
    ):
        path = program.work / name
        path.write_text(text, encoding="utf-16" if name == "utf16.mob" else "utf-8")
        judge_refusal(judge, program, [f"--trace={path}"], "--trace", name, "allowed")
    streets = f"--trace={trace}"
    for arguments, *named in (
        ([streets, "--movement=gauss-markov"], "--movement=gauss-markov", "--trace"),
        ([streets, "--movement=plan"], "--movement=plan", "--trace"),
        (["--movement=trace"], "--movement=trace", "--trace=FILE"),
        ([streets, "--wifiHandover=default", "--hysteresis=5"], "--hysteresis=5", "--wifiHandover"),
        (["--movement=gauss-markov", "--step=0.01", "--duration=1000000"], "--movement", "legs"),
    ):
        judge_refusal(judge, program, arguments, *named, "allowed")
    for name, text, fault in (
        ("two.txt", "mag1 1\n", "two.txt:1: a line is NAME X Y"),
        ("name.txt", "# x\n\nbase1 1 2\n", "name.txt:3: "),
        ("double.txt", "mag1 1 2\nmag1 3 4\n", "double.txt:2: mag1"),
        ("number.txt", "mag1 1 2\nmag2 1 2,5\n", 'number.txt:2: coordinate "2,5"'),
        ("infinite.txt", "mag1 1 inf\n", 'infinite.txt:1: coordinate "inf"'),
        ("place.txt", "mag1 1 2\nmag3 1 2\n", "place.txt:2: mag3 stands where mag1 does"),
        ("none.txt", "# none\n", "none.txt: there is no gateway"),
    ):
        path = program.work / name
        path.write_text(text, encoding="utf-8")
        judge_refusal(judge, program, [f"--gateways={path}"], "--gateways", fault, "allowed")
    judge_refusal(judge, program, ["--mobileNodes=2", "--interval=10", "--case=a99"], "--case=a99")
    judge_refusal(judge, program, ["--interval=10", "--interval=zero"], "--interval=zero")


def judge_folders(judge, program):
    """Where results may go."""
    place = program.work / "folders"
    place.mkdir(exist_ok=True)
    foreign = place / "foreign"
    foreign.mkdir(exist_ok=True)
    (foreign / "thesis.txt").write_text("years of work")
    (foreign / "result.json").write_text("{}")
    file = place / "file"
    file.write_text("no folder")
    for path in (foreign, file, file / "below"):
        before = listing(place)
        judge_refusal(judge, program, [*SHORT, f"--output={path}"], f"--output={path}",
                      output=False)  # fmt: skip
        judge.check(listing(place) == before, f"something was written to {path}")
    (place / "empty").mkdir(exist_ok=True)
    for path in ("new/and/deep", "empty", "new/and/deep"):
        with judge.of([*SHORT, f"--output={path}"]):
            program.count += 1
            done = program.call([*SHORT, f"--output={path}"], cwd=place)
            judge.equal("exit status", done.returncode, 0)
            names = sorted(one.name for one in (place / path).iterdir() if one.name[0] != ".")
            judge.equal("files", names, ["events.csv", "result.json", "signalling.csv",
                                         "throughput.csv"])
    deep = place / "new" / "and" / "deep"
    with judge.of([*SHORT, f"--output={deep}"]):
        # An earlier output with somebody's notes in it: the output is replaced, the notes stay.
        (deep / "notes.txt").write_text("mine")
        program.count += 1
        done = program.call([*SHORT, f"--output={deep}"], cwd=place)
        judge.check((deep / "notes.txt").read_text() == "mine", "notes.txt was touched")
        # A wrong argument leaves an earlier output as it was.
        before = listing(deep)
        judge_refusal(judge, program, ["--interval=x", f"--output={deep}"], output=False)
        judge.check(listing(deep) == before, "an earlier output was touched by a wrong argument")
    with judge.of([*SHORT, "--run=7", "--case=a12"]):
        program.count += 1
        program.call([*SHORT, "--run=7", "--case=a12"], cwd=place)
        judge.check(
            (place / "output" / "pmipv6-a12-ideal-7" / "result.json").is_file(),
            "without --output there is no output/SCHEME-CASE-ACCESS-RUN",
        )


def judge_help(judge, program):
    """--help lists each option that is built, and with the default of each."""
    for argument in ("--help", "--PrintHelp"):
        with judge.of([argument]):
            program.count += 1
            done = program.call([argument])
            judge.equal("exit status", done.returncode, 0)
            judge.equal("standard error", done.stderr, "")
            lines = done.stdout.split("\n  --")
            for name in [*WORDS, *NUMBERS, *OTHERS]:
                found = [line for line in lines if line.split("=")[0].split()[0] == name]
                judge.equal(f"entries of --{name}", len(found), 1)
                judge.check(found and "[" in found[0], f"--{name} shows no default")
            for name, allowed in WORDS.items():
                entry = next(line for line in lines if line.startswith(name + "="))
                for word in allowed:
                    judge.check(word in entry, f"--{name} does not list {word}")
            for name, default in (("scheme", "pmipv6"), ("access", "wifi"), ("l2Gap", "50"),
                                  ("case", "a21"), ("interval", "20"), ("gateways", "3x5"),
                                  ("detachDetection", "none"), ("delayLmaLma", "20"),
                                  ("lrMode", "direct"), ("lrInitiator", "lma"),
                                  ("lrOrdering", "on"), ("moveDomain", "same")):  # fmt: skip
                entry = next(line for line in lines if line.startswith((name + "=", name + " ")))
                judge.check(f"[{default}]" in entry, f"--{name}'s default is not {default}")


def judge_accepted(judge, program):
    """Arguments that are right, and those that change nothing and are said to."""
    folder = f"--output={program.work / 'accepted'}"
    for arguments, noted in (
        (["--moveOffset=-300", "--move=both"], None),
        (["--ns3::pmipv6::LocalMobilityAnchor::MinDelayBeforeBCEDelete=3s"], None),
        (["--delay=mag7:mag8:3"], "there is no mag7 here"),
        (["--delay=lmf1:lma1:3"], "there is no lmf1 here"),
        (["--interval=2e1", "--interval=25"], None),  # the last one counts
        (["--speed=30"], "speed"),
        (["--hysteresis=3"], "hysteresis"),
        (["--gateways=2x2"], "--gateways changes nothing without --trace or --movement"),
        (["--movement=random-waypoint", "--alpha=0.5"], "alpha"),
        (["--movement=gauss-markov", "--hysteresis=5", "--area=0:0:50:50"],
         "--moveAt changes nothing with --movement=gauss-markov"),
        (["--delayCnLma=3"], "delayCnLma"),
        (["--signallingLoss=30", "--signallingDuplication=20", "--signallingJitter=5"], None),
        (["--scheme=none", "--signallingJitter=5"], "signallingJitter"),
        (["--scheme=localized-routing", "--lrMode=proxy", "--lrInitiator=mag", "--lrOrdering"], None),
        (["--scheme=localized-routing", "--case=roaming4", "--moveDomain=other"], None),
        (["--scheme=uncoordinated", "--case=a22"], None),
        (["--phase=random", "--phaseSpan=5"], None),
        (["--phaseSpan=5"], "phaseSpan"),
        (["--accessLoss=10"], None),
        (["--faultsUntil=1"], "faultsUntil"),
        (["--faultsUntil=1", "--signallingLoss=10"], None),
        (["--flowLog=mn1:cn1", "--bin=10"], None),
        (["--traffic=tcp", "--packetSize=1388", "--trafficStart=0.3"], None),
        (["--duration=1.3"], "before the only move, at 1.4 s"),
        (["--trafficStart=0.6"], "too early for packets from mn to cn (from 0.6 s) to count"),
        (["--stop=mag1:1.5"], "before --stop=mag1:1.5"),
        (["--lrMode=proxy"], "lrMode"),
        (["--scheme=uncoordinated", "--lrOrdering=off"], "lrOrdering"),
        (["--scheme=localized-routing", "--moveDomain=other"], "moveDomain"),
        (["--scheme=localized-routing", "--correspondent=fixed"], "scheme"),
        (["--scheme=dmm-relay", "--aggregation=30", "--previousMaars=0", "--pacing=0"], None),
        (["--scheme=dmm-locator", "--locatorSummary", "--earlyAccept", "--case=a11"], None),
        (["--scheme=dmm-proxy", "--deregistration=ask", "--prefixIdleTime=1"], None),
        (["--scheme=dmm-proxy", "--aggregation=5"], "aggregation"),
        (["--locatorSummary"], "locatorSummary"),
        (["--delay=lma2:mag1:3"], "--delay=lma2:mag1:3 changes nothing: there is no lma2 here"),
        (["--case=rfc6612-b", "--homeAgent=apart", "--delay=home1:mag1:3"], None),
        (["--case=rfc6612-b", "--delay=home1:mag1:3"], "changes nothing: there is no home1 here"),
        (["--correspondent=fixed", "--path=cn1:mag2"],
         "--path of cn1 changes nothing: there is no mobile node cn1 here"),
        (["--case=rfc6612-a2", "--visited=mag7"], "--visited=mag7 changes nothing"),
        (["--flowsPerPrefix=2", "--duration=5"], None),
        (["--flowsPerPrefix=2"], "too early for packets from mn to cn (from 3 s) to count"),
        (["--flowsPerPrefix=2", "--moves=2", "--dwell=2.9", "--duration=5"], "--dwell=2.9"),
    ):
        call = ["--access=ideal", "--duration=1.5", "--moveAt=1.4", "--trafficStart=0.4",
                "--direction=mn-cn", *arguments, folder]  # fmt: skip
        with judge.of(call):
            program.count += 1
            done = program.call(call)
            judge.equal("exit status", done.returncode, 0)
            if noted:
                judge.check(noted in done.stderr, f"nobody says {noted!r}: {done.stderr}")
            else:
                judge.equal("standard error", done.stderr, "")


def judge_check(judge, program):
    """--check: what command lines come to, and nothing is run or written."""
    lines = [
        ["--scheme=pmipv6", "--handoffBuffer=5", "--access=ideal", "--l2Gap=0.5"],
        ["--case=nonsense"],
        ["--help"],
        ["--ns3::pmipv6::MobilitySignaling::MaxUpdateRate=7"],
        [],
    ]
    said = "".join(json.dumps(line) + "\n" for line in lines) + "no JSON\n[1]\n"
    folder = program.work / "check"
    folder.mkdir(exist_ok=True)
    with judge.of(["--check"]):
        program.count += 1
        done = program.call(["--check"], cwd=folder, said=said)
        judge.equal("exit status", done.returncode, 0)
        judge.equal("standard error", done.stderr, "")
        judge.equal("files", list(folder.iterdir()), [])
        head, idle, wrong, asked, attribute, default, *others = map(
            json.loads, done.stdout.splitlines()
        )
        options = head["options"]
        for name, allowed in WORDS.items():
            judge.equal(f"words of --{name}", options[name]["words"], allowed)
        judge.equal("words of a number", options["interval"]["words"], None)
        judge.equal("form of a number", options["interval"]["form"], "MS")
        for name in ("path", "delay", "restart", "stop", "deliver", "flowLog"):
            judge.check(options[name]["repeatable"], f"--{name} is not repeatable")
        judge.check(not options["interval"]["repeatable"], "--interval is repeatable")
        judge.equal("idle", idle["idle"], ["handoffBuffer"])
        judge.equal("notes", idle["notes"], ["--handoffBuffer changes nothing with --scheme=pmipv6"])
        judge.equal("l2Gap", idle["parameters"]["l2Gap"], 0.5)
        judge.check("--case=nonsense" in wrong["wrong"], f"wrong: {wrong}")
        judge.check("no run" in asked["wrong"], f"help: {asked}")
        rate = "ns3::pmipv6::MobilitySignaling::MaxUpdateRate"
        judge.equal("attribute", attribute["parameters"][rate], "7")
        judge.check(rate not in default["parameters"], "an attribute stays set")
        judge.equal("default", default["parameters"]["case"], "a21")
        judge.equal("duration", default["parameters"]["duration"], 20)
        judge.equal("no words", ["wrong" in other for other in others], [True, True])


def leave_out_lte(program):
    """Where ns-3 is built without LTE, there are no options of it."""
    if "lte-wifi" not in program.call(["--help"]).stdout:
        WORDS["access"] = ["wifi", "ideal"]
        NUMBERS.pop("enbDistance")


def run(judge, program, _source):
    """All of it."""
    leave_out_lte(program)
    for name in ("refused", "folders", "accepted"):
        shutil.rmtree(program.work / name, ignore_errors=True)
    judge_words(judge, program)
    judge_values(judge, program)
    judge_names(judge, program)
    judge_combinations(judge, program)
    judge_folders(judge, program)
    judge_help(judge, program)
    judge_accepted(judge, program)
    judge_check(judge, program)
