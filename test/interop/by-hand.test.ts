import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleReadme, writeBundle } from '#crypto/evidence';
import { hex } from '#crypto/primitives';
import { rfc6962 } from '#crypto/tlog';
import { CASE_NO, EvidenceMaker, type Platform } from '../kit/evidence.js';
import { runCommand } from '../kit/program.js';

const maker = new EvidenceMaker().wholeCase(1);
const states = Object.entries(maker.keys).map(([platform, { kid, key }]) => ({
  ...{ kid, platform, spki: key.publicKey.spki, revokedAt: undefined },
  validFrom: Date.UTC(2026, 0, 1),
  validTo: Date.UTC(2027, 0, 1),
}));
const files = writeBundle({ ...maker.bundle(), keys: states }, bundleReadme(CASE_NO));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-by-hand-'));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The commands as README.txt has them, after a first line that names the files. */
function commands(first: string): string[] {
  const readme = Buffer.from(files.get('README.txt') ?? []).toString();
  const lines = [...readme.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line = '']) => line);
  expect(lines).toHaveLength(14);
  return [first, ...lines.slice(1)];
}

describe('README.txt of a bundle', () => {
  it.each<[Platform, string, number, number, number[]]>([
    ['guangdong', 'SubmitCase', 1, 1, [6]], // SM2: not the line of Ed25519
    ['henan', 'DispatchAcknowledgement', 2, 3, [7, 8, 9, 10]],
  ])('is how to check a message of %s by hand', async (platform, type, seq, index, without) => {
    const entry = String(index).padStart(10, '0');
    const key = [...files.keys()].find((path) => path.startsWith(`certs/${platform}-`)) ?? '';
    const message = `messages/000${seq}-${type}.json`;
    const first = `M=${message} E=entries/${entry}.json O=openings/${entry}.json K=${key}`;
    const script = commands(first).filter((_, i) => !without.includes(i + 1));
    const run = (altered: readonly string[]) =>
      runCommand('sh', ['-ec', `cd ${folder}\n${altered.join('\n')}`]);
    const { code, stdout, stderr } = await run(script);
    expect([code, stderr]).toEqual([0, '']);
    const [verified, opened, leafHash] = stdout.trim().split('\n');
    expect([verified, opened]).toEqual(['Signature Verified Successfully', '1']);
    const leaf = files.get(`entries/${entry}.json`) ?? new Uint8Array(0);
    expect(leafHash).toMatch(new RegExp(`${hex(rfc6962.leaf(leaf))}$`));
    const other = script.map((line) => line.replace('printf .;', 'printf ,;'));
    expect((await run(other)).code).not.toBe(0);
  });

  it('has every file of the bundle in its words, in both languages', () => {
    const readme = Buffer.from(files.get('README.txt') ?? []).toString();
    const [chinese = '', english = ''] = readme.split('Evidence of case');
    for (const name of [
      'case.json',
      'messages/',
      'refusals.json',
      'entries/',
      'proofs/',
      'openings/',
      'certs/keys.json',
    ])
      for (const half of [chinese, english]) expect(half).toContain(name);
  });
});
