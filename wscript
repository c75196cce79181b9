# -*- Mode: python; -*-
# SPDX-License-Identifier: GPL-2.0-only
#
# The build by waf, of the same files as CMakeLists.txt takes. The last release with waf is 3.35,
# and the module needs 3.37 (Icmpv6L4Protocol::Lookup is virtual from there on): this is kept in
# step for trees that have brought waf along.

import os

MODULES = [
    'core',
    'network',
    'internet',
    'mobility',
    'propagation',
    'wifi',
    'point-to-point',
    'virtual-net-device',
    'traffic-control',
    'applications',
]


def configure(conf):
    found = conf.check_cxx(
        header_name='nlohmann/json.hpp', mandatory=False,
        msg='Checking for nlohmann-json (pmipv6)'
    )
    if not found:
        conf.fatal(
            'pmipv6 needs nlohmann-json 3.9 or later, which was not found. '
            'On Debian: apt-get install nlohmann-json3-dev.'
        )
    # For return routability; without it the module is built without that.
    conf.check_cxx(
        header_name='gcrypt.h', lib='gcrypt', uselib_store='PMIPV6_GCRYPT', mandatory=False,
        msg='Checking for libgcrypt (pmipv6)'
    )


def build(bld):
    def files(*patterns):
        # Without what needs ns-3's LTE, as where that is not built.
        found = [
            node for pattern in patterns
            for node in bld.path.ant_glob(pattern, excl='**/pmipv6-*lte-*')
        ]
        return sorted(node.path_from(bld.path) for node in found)

    headers = files('model/*/*.h', 'helper/*.h')

    module = bld.create_ns3_module('pmipv6', MODULES)
    module.source = files('model/*/*.cc', 'helper/*.cc')
    if bld.env['LIB_PMIPV6_GCRYPT']:
        module.use.append('PMIPV6_GCRYPT')
        module.env.append_value('DEFINES', 'PMIPV6_HAS_LIBGCRYPT')
    module.includes = sorted(set(os.path.dirname(header) for header in headers))

    test = bld.create_ns3_module_test_library('pmipv6')
    test.source = files('test/*/pmipv6-*-test-suite.cc', 'test/fixtures/pmipv6-*.cc')

    copied = bld(features='ns3header')
    copied.module = 'pmipv6'
    copied.source = headers

    if not bld.env['ENABLE_EXAMPLES']:
        return
    for source in files('examples/pmipv6-*.cc'):
        name = os.path.splitext(os.path.basename(source))[0]
        sources = [source]
        if name == 'pmipv6-experiment':
            sources += files('examples/experiment/*.cc', 'examples/experiment/*/*.cc')
        program = bld.create_ns3_program(name, ['pmipv6'] + MODULES)
        program.source = sources
        program.includes = [program.includes, 'examples/experiment']
