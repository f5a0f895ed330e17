import { describe, expect, it } from 'vitest';
import { base64, generatePrivateKey, utf8 } from '#crypto/primitives';
import {
  cosignatureTime,
  cosignatureVerifier,
  ed25519Signer,
  ed25519Verifier,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVkey,
  rfc6962,
  signNote,
  sm2NoteSigner,
  sm2NoteVerifier,
  verifyNote,
  witness,
} from '#crypto/tlog';

const ORIGIN = 'hub.example/audit/1';
const log = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
const sm2 = sm2NoteSigner(ORIGIN, generatePrivateKey('SM2'));
const text = formatCheckpoint({ origin: ORIGIN, size: 0, root: rfc6962.empty });

/** The note with the signature of one line changed in its last bit. */
function spoil(note: string, line: number): string {
  const lines = note.split('\n');
  const [dash, name, encoded = ''] = lines[line]?.split(' ') ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  lines[line] = `${dash} ${name} ${base64(bytes)}`;
  return lines.join('\n');
}

describe('signed note', () => {
  const note = signNote(text, [log, sm2]);

  it('says which known keys signed it, and ignores lines of unknown keys', () => {
    const parsed = parseNote(note) ?? expect.fail('not a note');
    expect(verifyNote(parsed, [log.verifier, sm2.verifier])).toEqual([log.verifier, sm2.verifier]);
    expect(verifyNote(parsed, [sm2.verifier])).toEqual([sm2.verifier]);
    expect(verifyNote(parsed, [])).toEqual([]);
  });

  it('is worth nothing when a line of a known key is wrong, even beside a right one', () => {
    const spoilt = parseNote(spoil(note, 5)) ?? expect.fail('not a note');
    expect(verifyNote(spoilt, [log.verifier, sm2.verifier])).toBeUndefined();
    expect(verifyNote(spoilt, [log.verifier])).toEqual([log.verifier]);
  });

  it('does not take a key of the same name for another', () => {
    const other = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
    const parsed = parseNote(note) ?? expect.fail('not a note');
    expect(verifyNote(parsed, [other.verifier])).toEqual([]);
  });

  it.each([
    ['without a blank line', note.replace('\n\n', '\n')],
    ['without signatures', `${text}\n`],
    ['without its last newline', note.slice(0, -1)],
    ['with an empty text', note.slice(note.indexOf('\n\n') - 1).replace(/^[^\n]*/, '')],
    ['with a carriage return', note.replace('\n', '\r\n')],
    ['with a tab', `\t${note}`],
    ['with a hyphen for the dash', note.replace('— ', '- ')],
    ['with two spaces in a line', note.replace('— ', '—  ')],
    ['with a plus sign in a name', note.replace('— hub', '— hub+')],
    ['with a signature that is not base64', note.replace(/ \S+\n$/, ' ???\n')],
    ['with a key id and no signature', note.replace(/ \S+\n$/, ' AAAAAA==\n')],
    ['with text after the signatures', `${note}more\n`],
    ['with more than 100 signatures', `${text}\n${note.split('\n')[4]?.concat('\n').repeat(101)}`],
    ['of more than a million bytes', `${'x'.repeat(1_000_000)}\n\n${note.split('\n')[4]}\n`],
  ])('is refused %s', (_, source) => {
    expect(parseNote(source)).toBeUndefined();
  });

  it('may have blank lines in its text: the last one ends it', () => {
    const signed = signNote('a\n\nb\n', [log]);
    expect(parseNote(signed)?.text).toBe('a\n\nb\n');
  });
});

describe('verifier key', () => {
  it('is read back by the kind of key it is, and by no other', () => {
    const seen = witness('witness.example', generatePrivateKey('ED25519'));
    expect(ed25519Verifier(log.vkey)?.name).toBe(ORIGIN);
    expect(sm2NoteVerifier(sm2.vkey)?.keyId).toBe(sm2.verifier.keyId);
    expect(cosignatureVerifier(seen.vkey)?.keyId).toBe(seen.verifier.keyId);
    expect([ed25519Verifier, cosignatureVerifier].map((read) => read(sm2.vkey))).toEqual([
      undefined,
      undefined,
    ]);
    expect([ed25519Verifier, sm2NoteVerifier].map((read) => read(seen.vkey))).toEqual([undefined, undefined]);
    expect([cosignatureVerifier, sm2NoteVerifier].map((read) => read(log.vkey))).toEqual([
      undefined,
      undefined,
    ]);
    expect(sm2NoteVerifier(sm2.vkey, 'somebody-else/sm2')).toBeUndefined();
  });

  it('is refused when its id is not that of its key, or the name was changed', () => {
    const [name, id, key] = log.vkey.split('+');
    const wrong = (id ?? '').replace(/./, (digit) => (digit === '0' ? '1' : '0'));
    for (const vkey of [
      `${name}+${wrong}+${key}`,
      `other+${id}+${key}`,
      `${name}+${id}`,
      `+${id}+${key}`,
      `${log.vkey}=`,
      log.vkey.toUpperCase(),
      '',
    ]) {
      expect(parseVkey(vkey), vkey).toBeUndefined();
    }
  });

  it('cannot be made of a key of the wrong suite', () => {
    expect(() => ed25519Signer(ORIGIN, generatePrivateKey('P256'))).toThrow('a log key must be Ed25519');
    expect(() => sm2NoteSigner(ORIGIN, generatePrivateKey('ED25519'))).toThrow('the key is not SM2');
    expect(() => witness(ORIGIN, generatePrivateKey('SM2'))).toThrow('a witness key must be Ed25519');
    expect(() => ed25519Signer('two words', generatePrivateKey('ED25519'))).toThrow('not a key name');
  });
});

describe('cosignature', () => {
  const seen = witness('witness.example', generatePrivateKey('ED25519'));

  it('binds its time: moved, it does not verify', () => {
    const signed = signNote(text, [log]) + seen.cosign(text, 1_795_312_680);
    const opened = openCheckpoint(signed, log.verifier, [seen.verifier]);
    expect(opened).toMatchObject({ signedBy: [log.verifier, seen.verifier] });
    const line = parseNote(signed)?.lines[1] ?? expect.fail('no second line');
    expect(cosignatureTime(line.signature)).toBe(1_795_312_680n);
    const moved = Buffer.from(line.signature);
    moved.writeBigUInt64BE(1_795_312_681n);
    expect(seen.verifier.verify(utf8(text), line.signature)).toBe(true);
    expect(seen.verifier.verify(utf8(text), moved)).toBe(false);
    expect(seen.verifier.verify(utf8(text), line.signature.subarray(0, 71))).toBe(false);
  });

  it('is not a log signature of the same key', () => {
    const key = generatePrivateKey('ED25519');
    const signed = signNote(text, [{ ...ed25519Signer('witness.example', key) }]);
    const line = parseNote(signed)?.lines[0] ?? expect.fail('no line');
    expect(witness('witness.example', key).verifier.verify(utf8(text), line.signature)).toBe(false);
  });
});

describe('checkpoint', () => {
  it.each([
    ['a size with a leading zero', text.replace('\n0\n', '\n00\n')],
    ['a negative size', text.replace('\n0\n', '\n-1\n')],
    ['a size beyond 2^53', text.replace('\n0\n', '\n9007199254740993\n')],
    ['a root of the wrong length', text.replace(/\n[^\n]*\n$/, '\nAAAA\n')],
    ['a root that is not canonical base64', text.replace('=\n', '\n')],
    ['an extension line', `${text}more\n`],
    ['an origin with a space', text.replace('hub', 'h ub')],
    ['no last newline', text.slice(0, -1)],
  ])('with %s is none', (_, source) => {
    expect(parseCheckpoint(source)).toBeUndefined();
    expect(openCheckpoint(signNote(source, [log]), log.verifier)).toBe('MALFORMED');
  });

  it('is not believed when only others than the log have signed it', () => {
    expect(openCheckpoint(signNote(text, [sm2]), log.verifier, [sm2.verifier])).toBe('SIGNATURE');
  });
});
