import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadConfig } from '#config';
import { ConnectorConfigSchema, HubClient } from '#connectors/kit';
import { readTlsIdentity } from '#crypto/x509/identity';
import { type Serving, serve } from '#hub/cli';
import { createLogger } from '#hub/observe';
import { systemRuntime } from '#hub/runtime';
import { freshDatabase, type TestDatabase } from '../kit/database.js';

/** PKCS#12 files as OpenSSL writes them. */

const PASSWORD = 'correct horse';

let folder: string;
const at = (name: string) => join(folder, name);
const keys = (name: string) => join(inject('keyFolder'), 'keys', name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-p12-'));
  writeFileSync(at('password'), `${PASSWORD}\n`);
  // An authority, one below it, and an identity that the latter issued.
  openssl(
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.crt -subj /CN=root',
  );
  openssl(
    'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout middle.key -out middle.csr -subj /CN=middle',
  );
  openssl('x509 -req -in middle.csr -CA root.crt -CAkey root.key -out middle.crt');
  openssl(
    'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -out own.csr -subj /CN=own',
  );
  openssl('x509 -req -in own.csr -CA middle.crt -CAkey middle.key -out own.crt');
  openssl('req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.crt -subj /CN=rsa');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a PKCS#12 file', () => {
  it.each([
    ['as OpenSSL 3 writes it: PBES2, AES-256-CBC', ''],
    ['as older programs write it: RC2 and 3DES', '-legacy'],
    ['with 3DES throughout', '-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1'],
    ['with AES-128 and SHA-512', '-certpbe AES-128-CBC -keypbe AES-128-CBC -macalg sha512'],
    ['with a key that is protected by the MAC only', '-certpbe NONE -keypbe NONE'],
  ])('is read %s', async (_, options) => {
    for (const name of ['own', 'rsa']) {
      const identity = await readTlsIdentity(container(name, options));
      const certificate = new X509Certificate(identity.certificate);
      expect(certificate.fingerprint256).toBe(
        new X509Certificate(readFileSync(at(`${name}.crt`))).fingerprint256,
      );
      expect(identity.key).toBe(pkcs8(`${name}.key`));
    }
  });

  it('gives the certificates in the order in which TLS sends them', async () => {
    writeFileSync(
      at('more.crt'),
      readFileSync(at('root.crt'), 'utf8') + readFileSync(at('middle.crt'), 'utf8'),
    );
    const { certificate } = await readTlsIdentity(container('own', '-certfile more.crt'));
    const subjects = certificate
      .match(/-----BEGIN[\s\S]+?END CERTIFICATE-----/g)
      ?.map((pem) => new X509Certificate(pem).subject);
    expect(subjects).toEqual(['CN=own', 'CN=middle', 'CN=root']);
  });

  it.each<[string, () => void, string]>([
    ['the wrong password', () => writeFileSync(at('password'), 'battery staple'), 'the password is wrong'],
    [
      'a password of which there are several encodings',
      () => writeFileSync(at('password'), '口令'),
      'the password has characters other than ASCII',
    ],
    ['no key', () => openssl(`pkcs12 -export -nokeys -in own.crt -out own.p12`), 'it holds no private key'],
    [
      'a key without its certificate',
      () => openssl('pkcs12 -export -nocerts -inkey own.key -out own.p12'),
      'it holds no certificate of its private key',
    ],
    [
      'no MAC',
      () => openssl('pkcs12 -export -nomac -inkey own.key -in own.crt -out own.p12'),
      'it is not a PKCS#12 file with a password',
    ],
    [
      'a cipher that the reader does not have',
      () =>
        openssl(
          'pkcs12 -export -keypbe ARIA-256-CBC -certpbe ARIA-256-CBC -inkey own.key -in own.crt -out own.p12',
        ),
      'it is encrypted in a way that is not supported; write it with PBES2 and AES-256-CBC',
    ],
    ['an SM2 key', sm2Container, 'its key is of a kind that TLS cannot use here (SM2 needs a TLCP gateway)'],
    [
      'something else in it',
      () => writeFileSync(at('own.p12'), readFileSync(at('own.crt'))),
      'it is not a PKCS#12 file',
    ],
    ['nothing in it', () => writeFileSync(at('own.p12'), ''), 'it is not a PKCS#12 file'],
    [
      'bytes missing',
      () => writeFileSync(at('own.p12'), readFileSync(at('own.p12')).subarray(0, -9)),
      'it is not a PKCS#12 file',
    ],
  ])('with %s is refused in so many words', async (_, make, reason) => {
    const files = container('own', '');
    make();
    await expect(readTlsIdentity(files)).rejects.toThrow(`${at('own.p12')}: ${reason}`);
  });

  it('with several keys is refused, because nobody could say which is meant', async () => {
    const files = container('own', '-certpbe NONE -keypbe NONE');
    container('rsa', '-certpbe NONE -keypbe NONE');
    writeFileSync(files.pkcs12, joined(readFileSync(at('own.p12')), readFileSync(at('rsa.p12'))));
    await expect(readTlsIdentity(files)).rejects.toThrow('it holds 2 private keys; one is expected');
  });

  it.each([
    ['only a certificate', { certificate: 'a' }],
    ['only a container', { pkcs12: 'a' }],
    ['both kinds', { certificate: 'a', key: 'b', pkcs12: 'c', pkcs12PasswordFile: 'd' }],
    ['a mixture', { certificate: 'a', pkcs12PasswordFile: 'd' }],
    ['nothing', {}],
  ])('goes with its password file, and not with PEM files: %s', async (_, given) => {
    const files = { certificate: '', key: '', pkcs12: '', pkcs12PasswordFile: '', ...given };
    await expect(readTlsIdentity(files)).rejects.toThrow('tls needs certificate and key, or pkcs12');
  });
});

describe('a hub whose TLS identity is a PKCS#12 file', () => {
  let database: TestDatabase;
  let serving: Serving;

  beforeAll(async () => {
    database = await freshDatabase();
    const server = exported(keys('hub/server.crt'), keys('hub/server.key'), 'server.p12');
    const config = loadConfig({
      environment: { DATABASE_URL: database.url, TONGBAN_DATA_DIR: folder },
      overrides: [
        ...['grpc', 'rest', 'open'].map((door) => `listen.${door}.port=0`),
        `keys.message=${keys('hub/message.pem')}`,
        `keys.logEd25519=${keys('hub/log-ed25519.pem')}`,
        `keys.logSm2=${keys('hub/log-sm2.pem')}`,
        `keys.holderTag=${keys('hub/holder-tag.key')}`,
        `tls.ca=${keys('authority.crt')}`,
        `tls.pkcs12=${server}`,
        `tls.pkcs12PasswordFile=${at('password')}`,
      ],
    });
    serving = await serve({
      config,
      logger: createLogger('silent'),
      runtime: systemRuntime(),
      withSample: false,
    });
  });
  afterAll(async () => {
    await serving?.stop();
    await database?.drop();
  });

  it('serves a connector whose identity is one as well', async () => {
    const { tls } = ConnectorConfigSchema.parse({
      platform: 'henan',
      hub: {
        id: 'tongban-dev',
        address: `localhost:${serving.hub.ports.grpc}`,
        logVkey: '',
        statementKeys: [],
      },
      tls: {
        ca: keys('authority.crt'),
        pkcs12: exported(keys('peers/henan/client.crt'), keys('peers/henan/client.key'), 'client.p12'),
        pkcs12PasswordFile: at('password'),
      },
      messageKey: '',
      dataDir: folder,
      province: {},
    });
    const client = new HubClient({
      address: `localhost:${serving.hub.ports.grpc}`,
      ca: readFileSync(tls.ca, 'utf8'),
      ...(await readTlsIdentity(tls)),
    });
    expect((await client.hub()).hubId).toBe('tongban-dev');
    client.close();
  });
});

function openssl(command: string): void {
  const quiet = { cwd: folder, stdio: 'pipe' } as const;
  const password = command.startsWith('pkcs12') ? ['-passout', `pass:${PASSWORD}`] : [];
  execFileSync('openssl', [...command.split(' '), ...password], quiet);
}

function container(name: string, options: string): Parameters<typeof readTlsIdentity>[0] {
  writeFileSync(at('password'), `${PASSWORD}\n`);
  openssl(`pkcs12 -export -inkey ${name}.key -in ${name}.crt -out ${name}.p12 ${options}`.trim());
  return { certificate: '', key: '', pkcs12: at(`${name}.p12`), pkcs12PasswordFile: at('password') };
}

function exported(certificate: string, key: string, name: string): string {
  openssl(`pkcs12 -export -inkey ${key} -in ${certificate} -out ${name}`);
  return at(name);
}

function sm2Container(): void {
  openssl('ecparam -genkey -name SM2 -noout -out sm2.key');
  openssl('req -x509 -new -key sm2.key -sm3 -sigopt distid:1234567812345678 -out sm2.crt -subj /CN=sm2');
  openssl('pkcs12 -export -inkey sm2.key -in sm2.crt -out own.p12');
}

function pkcs8(file: string): string {
  return createPrivateKey(readFileSync(at(file)))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** One container with what is in two, which the openssl command cannot write. RFC 7292: PFX { version, authSafe, macData }. */
function joined(first: Buffer, second: Buffer): Buffer {
  const { asn1, hmac, md, pkcs12, util } = forge;
  const parse = (der: Buffer) => asn1.fromDer(der.toString('binary'));
  const inside = (node: forge.asn1.Asn1, ...path: number[]): forge.asn1.Asn1 =>
    path.reduce((each, i) => (each.value as forge.asn1.Asn1[])[i] ?? each, node); // constructed, as the RFC says
  const [pfx, other] = [parse(first), parse(second)];
  const contents = [pfx, other].map((each) => asn1.fromDer(inside(each, 1, 1, 0).value as string));
  const all = contents.flatMap((each) => each.value as forge.asn1.Asn1[]);
  const safe = asn1.toDer(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, all)).getBytes();
  inside(pfx, 1, 1, 0).value = safe;
  const salt = util.createBuffer(inside(pfx, 2, 1).value as string);
  const iterations = Buffer.from(inside(pfx, 2, 2).value as string, 'binary').readUIntBE(0, 2);
  const mac = hmac.create();
  mac.start(md.sha256.create(), pkcs12.generateKey(PASSWORD, salt, 3, iterations, 32, md.sha256.create()));
  mac.update(safe);
  inside(pfx, 2, 0, 1).value = mac.digest().getBytes();
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'binary');
}
