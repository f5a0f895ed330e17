import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '#crypto/evidence';
import { hex, sha256 } from '#crypto/primitives';
import { pemOf } from '../kit/certificates.js';
import { EvidenceMaker, filesOf } from '../kit/evidence.js';
import { STATIC_TRUST, staticLogOf } from '../kit/exported-log.js';
import { ofdFiles, packOfd, sealOfd } from '../kit/ofd.js';
import { type Finished, run, TONGBAN_VERIFY } from '../kit/program.js';
import { sealWorld } from '../kit/seals.js';
import { AuditorsFolder, handedBy, PAGE_FILE, type ToHandIn } from '../kit/verify-page.js';

const BUILD = fileURLToPath(new URL('../../dist/crypto/build/verifier.js', import.meta.url));

const maker = new EvidenceMaker().wholeCase(2);
const handed = handedBy(maker, writeZip(filesOf(maker.bundle())));
const stranger = new EvidenceMaker().trust();

describe('the verifier as one file', () => {
  const folder = new AuditorsFolder();
  const apart = mkdtempSync(join(tmpdir(), 'tongban-alone-'));
  const built = [join(apart, 'first'), join(apart, 'second')] as const;
  const alone = join(mkdtempSync(join(apart, 'empty-')), 'tongban-verify.mjs');
  let printed: readonly string[];

  beforeAll(async () => {
    printed = await Promise.all(built.map(async (file) => (await run(BUILD, [file])).stdout));
    copyFileSync(built[0], alone);
  });
  afterAll(() => {
    folder.remove();
    rmSync(apart, { recursive: true });
  });

  it('is the same to the byte when it is built again, and its digest is printed', () => {
    const [first, second] = built.map((file) => hex(sha256(readFileSync(file))));
    expect(second).toBe(first);
    expect(printed).toEqual(built.map((file) => `${first}  ${file}\n`));
  });

  it('names no folder of the machine that it was built on', () => {
    expect(readFileSync(alone, 'utf8')).not.toContain(fileURLToPath(new URL('../..', import.meta.url)));
  });

  it.each<[string, ToHandIn, number]>([
    ['good evidence', handed, 0],
    ['another log', { ...handed, policy: stranger.policy }, 1],
    ['a bundle cut short', { ...handed, bundle: handed.bundle.subarray(0, 500) }, 2],
    ['fewer witnesses than asked for', { ...handed, policy: `log ${maker.log.vkey}\n${otherWitness()}` }, 3],
  ])('answers as the installed program does, with nothing beside it: %s', async (_, what, code) => {
    expect(readdirSync(join(alone, '..'))).toEqual(['tongban-verify.mjs']);
    const ended = await folder.byCommand(what, alone);
    expect(ended.code).toBe(code);
    expect(ended).toEqual(await folder.byCommand(what));
  });

  it('checks the seals on a file', async () => {
    const world = sealWorld();
    const file = folder.file('sealed.ofd', packOfd(sealOfd(ofdFiles(), world)));
    const makers = folder.file('maker.pem', pemOf(world.maker));
    const { code, stdout } = await verify(['file', file, '--makers', makers, '--lang', 'en']);
    expect(stdout).toContain('every seal is proven');
    expect(code).toBe(0);
  });

  it('checks an exported log without the threads of the installed program, and compares what it published', async () => {
    const log = join(apart, 'log');
    for (const [name, bytes] of staticLogOf(50_100)) {
      mkdirSync(dirname(join(log, name)), { recursive: true });
      writeFileSync(join(log, name), bytes);
    }
    const trust = ['--policy', folder.file('policy.txt', STATIC_TRUST.policy), '--json'];
    for (const asked of [
      ['log', log],
      ['compare', join(log, 'checkpoint'), log, '--log', log],
    ]) {
      const ended = await verify([...asked, ...trust]);
      expect(ended.code, ended.stderr).toBe(0);
      expect(ended.stdout).toBe((await run(TONGBAN_VERIFY, [...asked, ...trust])).stdout);
    }
    expect(readdirSync(join(alone, '..'))).toEqual(['tongban-verify.mjs']);
  });

  it('writes the page, and over no file that is there', async () => {
    const page = join(apart, 'verify.html');
    expect(await verify(['page', '--to', page])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(page).equals(readFileSync(PAGE_FILE))).toBe(true);
    writeFileSync(page, 'mine');
    const again = await verify(['page', '--to', page]);
    expect(again.stderr).toContain('EEXIST');
    expect(again.code).toBe(2);
    expect(readFileSync(page, 'utf8')).toBe('mine');
  });

  it('names the packages in it, with their licences', () => {
    const text = readFileSync(alone, 'utf8');
    const note = text.slice(text.lastIndexOf('\n/*\n'));
    for (const name of ['zod', 'commander', 'fflate', 'sm-crypto-v2', '@noble/curves', 'protobufjs'])
      expect(note).toMatch(
        new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ · [\\w-]+\\n\\n.*(?:licen[cs]e|copyright)`, 'ims'),
      );
  });

  function verify(args: readonly string[]): Promise<Finished> {
    return run(alone, args);
  }
});

/** A policy that asks for a witness who has not seen this log. */
function otherWitness(): string {
  return stranger.policy.split('\n').slice(1).join('\n');
}
