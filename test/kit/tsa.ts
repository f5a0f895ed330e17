import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTimeStampToken } from '#crypto/timestamp';
import {
  type Certificate,
  type RevocationList,
  readCertificates,
  readRevocationLists,
} from '#crypto/x509/certificate';
import { runCommand } from './program.js';

/** An authority for time stamps made with `openssl ca` and `openssl ts`, good or wrong in one point. */

export type TsaKey = 'rsa' | 'rsa-pss' | 'p256' | 'p384';

const KEYS: Readonly<Record<TsaKey, readonly string[]>> = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-pss': ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
};

export interface SignerWish {
  readonly key?: TsaKey;
  /** extendedKeyUsage, as OpenSSL's configuration writes it; '' for none. */
  readonly purposes?: string;
  readonly usage?: string;
  /** Days from now; negative: before. */
  readonly validFrom?: number;
  readonly validTo?: number;
  /** Under an authority of its own, which the root issued. */
  readonly isIntermediate?: boolean;
  /** How its authorities and responders sign, as OpenSSL's -sigopt. */
  readonly sigopts?: readonly string[];
  /** Lines of OpenSSL's configuration: further extensions of the signer. */
  readonly extensions?: string;
}

export interface ReplyWish {
  /** Of what the signed attributes name the certificate by. */
  readonly essDigest?: 'sha1' | 'sha256' | 'sha384';
  /** Of the signature. */
  readonly digest?: 'sha256' | 'sha384' | 'sha512';
  readonly accuracy?: string;
  readonly namesItself?: boolean;
  /** An older reply of OpenSSL would be for this policy whatever was asked. */
  readonly policy?: string;
}

export interface OcspWish {
  /** Who signs: the issuer itself, or a responder that it has named, or not. */
  readonly signer?: 'issuer' | ResponderKind;
  /** Minutes until there is to be newer; 0: it does not say. */
  readonly minutes?: number;
  /** By the digest of its key in the place of its name. */
  readonly byKey?: boolean;
  /** Whether the answer brings certificates. */
  readonly isBare?: boolean;
}

/** Whose certificate says that its issuer vouches for it; that does not; that is for something else. */
export type ResponderKind = 'responder' | 'unvouched' | 'unfit';

/** A folder with a root, its register and one signer. */
export class TestTsa {
  readonly folder = mkdtempSync(join(tmpdir(), 'tongban-tsa-'));
  /** The root, PEM. */
  readonly rootFile = this.path('root.pem');
  readonly signerFile = this.path('signer.pem');
  readonly crlFile = this.path('root.crl');
  #chain: readonly string[] = [];
  #sigopts: readonly string[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  static async make(wish: SignerWish = {}): Promise<TestTsa> {
    const tsa = new TestTsa();
    await tsa.#found(wish);
    return tsa;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get roots(): readonly Certificate[] {
    return readCertificates(readFileSync(this.rootFile, 'utf8'));
  }

  /** What the root, and an authority below it, say is revoked; newest. */
  async revocationLists(): Promise<readonly RevocationList[]> {
    await this.writeCrl();
    return readRevocationLists(readFileSync(this.crlFile));
  }

  /** @param days until the next one. */
  async writeCrl(days = 30): Promise<void> {
    const issuers = this.#chain.length === 0 ? ['root'] : ['root', 'middle'];
    const lists: string[] = [];
    for (const issuer of issuers) {
      lists.push(await this.#openssl('ca', ...this.#asked(issuer), '-gencrl', '-crldays', String(days)));
    }
    writeFileSync(this.crlFile, lists.join(''));
  }

  /** @param reason as OpenSSL names it. @param name of the signer, or of a responder of the same issuer. */
  async revoke(reason?: string, name = 'signer'): Promise<void> {
    const why = reason === undefined ? [] : ['-crl_reason', reason];
    await this.#openssl('ca', ...this.#asked(this.issuer), '-revoke', this.path(`${name}.pem`), ...why);
  }

  /** What a responder of the issuer of the signer, or another certificate's, answers to a request; DER. */
  async ocsp(
    request: Uint8Array,
    { signer = 'responder', minutes = 10, byKey = false, isBare = false }: OcspWish = {},
    issuer: 'root' | 'middle' = this.issuer,
  ): Promise<Uint8Array> {
    const name = signer === 'issuer' ? issuer : `${issuer}-${signer}`;
    const made = this.#responders.get(name) ?? this.#makeResponder(issuer, name, signer);
    this.#responders.set(name, made);
    await made;
    const [query, reply] = [this.path(`ocsp-${this.#queries++}`), this.path(`ocsp-${this.#queries++}`)];
    writeFileSync(query, request);
    await this.#openssl(
      ...['ocsp', '-index', this.path(`${issuer}.index`), '-CA', this.path(`${issuer}.pem`)],
      ...['-rsigner', this.path(`${name}.pem`), '-rkey', this.path(`${name}.key`)],
      ...['-reqin', query, '-respout', reply],
      ...(signer === 'issuer' ? this.#sigopts.flatMap((each) => ['-rsigopt', each]) : []),
      ...(minutes === 0 ? [] : ['-nmin', String(minutes)]),
      ...(byKey ? ['-resp_key_id'] : []),
      ...(isBare ? ['-resp_no_certs'] : []),
    );
    return readFileSync(reply);
  }

  /** Of the signer. */
  get issuer(): 'root' | 'middle' {
    return this.#chain.length === 0 ? 'root' : 'middle';
  }

  readonly #responders = new Map<string, Promise<void>>();
  #queries = 0;

  async #makeResponder(issuer: string, name: string, section: string): Promise<void> {
    if (name !== issuer) await this.#issue(issuer, name, 'p256', section, -30, 30);
  }

  /** The answer to a request, as DER; one at a time, because `openssl ts` counts in a file. */
  reply(request: Uint8Array, wish: ReplyWish = {}): Promise<Uint8Array> {
    const done = this.#turn.then(() => this.#reply(request, wish));
    this.#turn = done.catch(() => {});
    return done;
  }

  /** A time stamp with the contents of another, signed anew with `openssl cms`, which takes what `openssl ts` does not. */
  async signAnew(token: Uint8Array, digest: string, keyopts: readonly string[]): Promise<Uint8Array> {
    writeFileSync(this.path('tst'), parseTimeStampToken(token).content);
    await this.#openssl(
      ...['cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-outform', 'DER', '-cades'],
      ...['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-md', digest],
      ...['-signer', this.signerFile, '-inkey', this.path('signer.key')],
      ...keyopts.flatMap((each) => ['-keyopt', each]),
      ...['-in', this.path('tst'), '-out', this.path('signed')],
    );
    return readFileSync(this.path('signed'));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  async #found({ key = 'p256', isIntermediate = false, sigopts = [], ...wish }: SignerWish): Promise<void> {
    this.#sigopts = sigopts;
    const { purposes = 'critical,timeStamping', usage = 'critical,digitalSignature', extensions = '' } = wish;
    const { validFrom = -30, validTo = 30 } = wish;
    this.#writeConfiguration({ purposes, usage, extensions });
    await this.#issue('root', 'root', key, 'authority', -60, 60);
    if (isIntermediate) {
      await this.#issue('root', 'middle', key, 'authority', -30, 30);
      this.#chain = ['-chain', this.path('middle.pem')];
    }
    await this.#issue(isIntermediate ? 'middle' : 'root', 'signer', key, 'signer', validFrom, validTo);
  }

  async #issue(issuer: string, name: string, key: TsaKey, section: string, from: number, to: number) {
    await this.#openssl('genpkey', ...KEYS[key], '-out', this.path(`${name}.key`));
    const subject = ['-subj', `/C=CN/O=Test/CN=Test ${name}`, '-key', this.path(`${name}.key`)];
    await this.#openssl('req', ...this.#config(), '-new', ...subject, '-out', this.path(`${name}.csr`));
    const days = ['-startdate', dateOf(from), '-enddate', dateOf(to)];
    const files = ['-in', this.path(`${name}.csr`), '-out', this.path(`${name}.pem`)];
    const self = name === issuer ? ['-selfsign'] : [];
    const how = ['-batch', '-notext', '-extensions', section, ...self, ...days, ...files];
    await this.#openssl('ca', ...this.#asked(issuer), ...how);
  }

  async #reply(
    request: Uint8Array,
    {
      essDigest = 'sha256',
      digest = 'sha256',
      accuracy = '',
      namesItself = false,
      policy = '1.2.3.4.1',
    }: ReplyWish,
  ): Promise<Uint8Array> {
    const section = `
[tsa]
serial = ${this.path('tsa.serial')}
crypto_device = builtin
signer_digest = ${digest}
default_policy = ${policy}
other_policies = 1.2.3.4.2
digests = sha256, sha384, sha512, sm3
${accuracy === '' ? '' : `accuracy = ${accuracy}`}
ordering = no
tsa_name = ${namesItself ? 'yes' : 'no'}
ess_cert_id_chain = no
ess_cert_id_alg = ${essDigest}
`;
    writeFileSync(this.path('tsa.cnf'), this.#configuration + section);
    writeFileSync(this.path('query'), request);
    const signer = ['-signer', this.signerFile, '-inkey', this.path('signer.key'), ...this.#chain];
    const files = ['-queryfile', this.path('query'), '-out', this.path('reply')];
    await this.#openssl(
      'ts',
      '-reply',
      '-config',
      this.path('tsa.cnf'),
      '-section',
      'tsa',
      ...signer,
      ...files,
    );
    return readFileSync(this.path('reply'));
  }

  #configuration = '';

  #writeConfiguration({
    purposes,
    usage,
    extensions,
  }: Record<'purposes' | 'usage' | 'extensions', string>): void {
    this.#configuration = `
[req]
distinguished_name = dn
prompt = no
[dn]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:FALSE
keyUsage = ${usage}
subjectKeyIdentifier = hash
${purposes === '' ? '' : `extendedKeyUsage = ${purposes}`}
${extensions}
[responder]
extendedKeyUsage = OCSPSigning
noCheck = yes
[unvouched]
extendedKeyUsage = OCSPSigning
[unfit]
extendedKeyUsage = clientAuth
[any]
countryName = optional
organizationName = optional
commonName = supplied
${['root', 'middle'].map((name) => this.#register(name)).join('')}
`;
    writeFileSync(this.path('ca.cnf'), this.#configuration);
  }

  #register(name: string): string {
    writeFileSync(this.path(`${name}.index`), '');
    writeFileSync(this.path(`${name}.serial`), '1000\n');
    return `
[${name}]
database = ${this.path(`${name}.index`)}
serial = ${this.path(`${name}.serial`)}
new_certs_dir = ${this.folder}
certificate = ${this.path(`${name}.pem`)}
private_key = ${this.path(`${name}.key`)}
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
`;
  }

  #config(): readonly string[] {
    return ['-config', this.path('ca.cnf')];
  }

  #asked(issuer: string): readonly string[] {
    return [...this.#config(), '-name', issuer, ...this.#sigopts.flatMap((each) => ['-sigopt', each])];
  }

  async #openssl(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runCommand('openssl', args);
    if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}

function dateOf(days: number): string {
  const date = new Date(Date.now() + days * 24 * 3_600_000);
  return `${date.toISOString().replace(/\.\d+Z$|[-:T]/g, '')}Z`;
}

/** At a socket of its own, as the hub asks it. */
export interface TsaServer {
  readonly url: string;
  /** How often it was asked. */
  readonly asked: () => number;
  /** What it makes of an honest answer from now on; undefined: nothing. */
  meddle(change: ((honest: Uint8Array, request: Uint8Array) => Promise<Meddled> | Meddled) | undefined): void;
  close(): Promise<void>;
}

/** Bytes with 200, another status, or nothing for ever. */
export type Meddled = Uint8Array | number | 'silence';

export async function serveTsa(tsa: TestTsa, wish: ReplyWish = {}): Promise<TsaServer> {
  let asked = 0;
  let change: Parameters<TsaServer['meddle']>[0];
  const answerTo = async (request: Uint8Array): Promise<Meddled> => {
    const honest = await tsa.reply(request, wish);
    return change === undefined ? honest : await change(honest, request);
  };
  const server = createServer(async (request, response) => {
    asked++;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const isQuery =
      request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
    const answer = isQuery ? await answerTo(Buffer.concat(chunks)).catch(() => 500) : 415;
    if (answer === 'silence') return;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tsr`,
    asked: () => asked,
    meddle: (given) => {
      change = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
