/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/test.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Runs the module's test suites where there is no test runner of an ns-3 tree. It takes the
 * arguments of ns-3's own, among them `--list` and `--suite=NAME`.
 */

int
main(int argc, char* argv[])
{
    return ns3::TestRunner::Run(argc, argv);
}
