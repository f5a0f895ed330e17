import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { REVOCATION_REASONS } from '#crypto/evidence';
import { keyIdOf } from '#crypto/jose';
import { importPublicPem } from '#crypto/primitives';
import { describeCertificate } from '#crypto/x509';
import { divisionCodeFault, parseItemCode, shortestDivisionCode, usccFault } from '#domain/codes';
import { type DirectoryRows, OPERATIONS } from '#domain/directory';
import { checkRouting } from '#domain/routing';
import { dayOf } from '#domain/rules';
import { changeDirectory, type DirectoryBook, type DirectoryEditor, importInto } from '#hub/exchange';
import { type Database, directory, routing, type Tx } from '#hub/store';
import { HubError } from '#proto/errors';
import { validate, values } from '#proto/schema';
import { enteredRows } from './entered-rows.js';

/**
 * The file that enters peers, their keys, certificates and rights, and the items they decide. Entering it again changes what
 * may change: names, rights and until when things are valid. Nothing is ever removed; it ends.
 */

/** So many faults of a file are named. */
const LISTED_FAULTS = 100;

const filePath = z.string().min(1);

const period = { validFrom: values.date, validTo: values.date.optional() };
const uscc = z.string().refine((text) => usccFault(text) === undefined, 'not a unified social credit code');
const division = values.divisionCode
  .refine((text) => divisionCodeFault(text) === undefined, 'not a division code')
  .transform(shortestDivisionCode);

/** For items whose basic code begins so, or for types of certificates; empty: for all. */
const RightSchema = z.discriminatedUnion('operation', [
  z.strictObject({
    operation: z.enum(OPERATIONS).exclude(['ISSUE_CERTIFICATE']),
    itemPrefix: z.string().regex(/^\d{0,12}$/),
    ...period,
  }),
  z.strictObject({
    operation: z.literal('ISSUE_CERTIFICATE'),
    itemPrefix: z.string().regex(/^[0-9A-Z]{0,21}$/),
    ...period,
  }),
]);

const PeerSchema = z.strictObject({
  peerId: values.peerId,
  name: values.text(200),
  uscc,
  divisionCode: division,
  keys: z
    .array(
      z.strictObject({
        /** SubjectPublicKeyInfo, PEM. */
        publicKey: filePath,
        validFrom: values.moment,
        validTo: values.moment,
        revokedAt: values.moment.optional(),
        revocationReason: z.enum(REVOCATION_REASONS).optional(),
      }),
    )
    .default([]),
  certificates: z
    .array(
      z.strictObject({
        /** PEM. */
        file: filePath,
        /** Earlier than the certificate itself says: ends it. */
        validTo: values.moment.optional(),
      }),
    )
    .default([]),
  rights: z.array(RightSchema).default([]),
});

/** Through whom a division and everything beneath it is reached, or one authority there. */
const ConnectionSchema = z.strictObject({
  peerId: values.peerId,
  divisionCode: division,
  competentOrg: uscc.optional(),
  ...period,
});

/** Powers that went from one authority to another. */
const SuccessionSchema = z.strictObject({
  from: uscc,
  to: uscc,
  /** Of the basic code; empty: every item. */
  basicCodePrefix: z.string().regex(/^\d{0,12}$/),
  source: values.text(200),
  ...period,
});

const ItemSchema = z.strictObject({
  implementationCode: z.string().length(31),
  name: values.text(200),
  competentOrgName: values.text(200),
  platform: values.peerId,
  divisionCode: division,
  modes: z.array(z.enum(['FULLY_ONLINE', 'REMOTE_INTAKE'])).min(1),
  validFrom: values.date,
  validTo: values.date.optional(),
  source: values.text(200),
});

const DirectoryFileSchema = z.strictObject({
  peers: z.array(PeerSchema).default([]),
  connections: z.array(ConnectionSchema).default([]),
  successions: z.array(SuccessionSchema).default([]),
  items: z.array(ItemSchema).default([]),
});

type DirectoryFile = z.output<typeof DirectoryFileSchema>;

/** @throws Error naming every fault and where it stands. */
export function readDirectoryFile(path: string): DirectoryFile {
  try {
    return validate(DirectoryFileSchema, parse(readFileSync(path, 'utf8')), `${path} is not valid`);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const faults = error.violations.map(({ pointer, message }) => `\n  ${pointer} ${message}`);
    throw new Error(`${error.message}:${faults.join('')}`);
  }
}

/** Whose a key or certificate is, by key id or fingerprint. */
type Owners = ReadonlyMap<string, string>;

/** All of the file, or nothing. @param path where the file stands, and the files that it names. */
export async function enterDirectory(
  db: Database,
  file: DirectoryFile,
  path: string,
  editor: DirectoryEditor,
): Promise<void> {
  await changeDirectory(db, editor, async (book, tx) => {
    write(tx, book, file, dirname(path));
    await enterRouting(tx, file);
    await enterItems(tx, file.items, basename(path), editor);
  });
}

function ownersOf({ keys, certificates }: DirectoryRows): Owners {
  return new Map([
    ...keys.map(({ kid, peerId }) => [kid, peerId] as const),
    ...certificates.map(({ fingerprint, peerId }) => [fingerprint, peerId] as const),
  ]);
}

function write(tx: Tx, book: DirectoryBook, { peers }: DirectoryFile, folder: string): void {
  const owners: Owners = ownersOf(book.rows);
  const read = (file: string) => readFileSync(resolve(folder, file), 'utf8');
  const checkOwner = (name: string, file: string, peerId: string) => {
    const owner = owners.get(name) ?? peerId;
    if (owner !== peerId) throw new Error(`${file} belongs to ${owner} already`);
  };
  for (const { keys, certificates, rights, ...peer } of peers) {
    const { peerId } = peer;
    book.peer(peer);
    for (const { publicKey, validFrom, validTo, revokedAt, revocationReason } of keys) {
      const { suite, spki } = importPublicPem(read(publicKey));
      const kid = keyIdOf({ spki });
      checkOwner(kid, publicKey, peerId);
      const period = { validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) };
      const revoked = revokedAt === undefined ? null : Date.parse(revokedAt);
      book.key({ ...{ kid, peerId, suite, spki }, ...period, revokedAt: revoked }, revocationReason);
    }
    for (const { file, validTo } of certificates) {
      const certificate = describeCertificate(read(file));
      checkOwner(certificate.fingerprint, file, peerId);
      const end = validTo === undefined ? certificate.validTo : Date.parse(validTo);
      directory.upsertCertificate(tx, {
        ...certificate,
        peerId,
        validTo: Math.min(end, certificate.validTo),
      });
    }
    for (const right of rights)
      directory.upsertRight(tx, { ...right, peerId, validTo: right.validTo ?? null });
  }
}

/** @throws RuleDataError when, together with what is entered already, powers would go in a circle. */
async function enterRouting(tx: Tx, { connections, successions }: DirectoryFile): Promise<void> {
  for (const row of connections) routing.upsertConnection(tx, row);
  for (const row of successions) routing.upsertSuccession(tx, row);
  checkRouting(await routing.readRouting(tx));
}

/** Items go the way of every import, so that they are compared, numbered and recorded like any other. */
async function enterItems(
  tx: Tx,
  items: DirectoryFile['items'],
  name: string,
  { enteredBy, runtime }: DirectoryEditor,
): Promise<void> {
  const now = runtime.now();
  if (items.length === 0) return;
  const source = {
    format: 'directory',
    files: [
      enteredRows(
        name,
        items.map((item) => ({ ...item, ...codesOf(item) })),
      ),
    ],
  };
  const report = await importInto(tx, source, {
    asOf: dayOf(now),
    isComplete: false,
    isDryRun: false,
    badRows: undefined,
    importedBy: enteredBy,
    now,
    listed: LISTED_FAULTS,
  });
  if (report.outcome !== 'refused') return;
  const faults = report.faults.map(({ code, line, detail }) => `\n  /items/${line - 1} ${code} ${detail}`);
  throw new Error(`${name} is not valid:${faults.join('')}`);
}

/** What the implementation code itself says. @throws Error when it is not one. */
function codesOf(item: DirectoryFile['items'][number]) {
  const code = parseItemCode(item.implementationCode);
  if (typeof code === 'string') throw new Error(`${item.implementationCode}: ${code}`);
  return {
    basicCode: code.basicCode,
    competentOrg: code.implementation?.competentOrg ?? '',
    validTo: item.validTo,
  };
}
