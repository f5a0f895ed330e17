import {
  base64,
  concat,
  ed25519Raw,
  ed25519Spki,
  equalBytes,
  fromBase64,
  importPublicKey,
  isAcceptableEd25519,
  type PrivateKey,
  type PublicKey,
  sha256,
  sm2Point,
  sm2Spki,
  utf8,
} from '#crypto/primitives';

/**
 * C2SP signed-note v1.0.0: a text, a blank line, signature lines.
 * Lines of unknown keys are ignored; a line of a known key that does not verify spoils the whole note.
 */

/** Notes are read into memory whole. */
export const MAX_NOTE_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;

/** C2SP signature types; 0xff is followed by an identifier of whoever defines it. */
export const SIGNATURE_TYPE = { ed25519: 0x01, cosignature: 0x04, unassigned: 0xff } as const;

/** Identifies the SM2 signature line: SM2 with SM3 over the note text, r || s, user id 1234567812345678. */
export const SM2_NOTE_TYPE = 'tongban-hub/sm2-sm3-note/v1';

export interface NoteVerifier {
  readonly name: string;
  /** 4 bytes, as an unsigned number. */
  readonly keyId: number;
  /** The public key, SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** `text` ends in a newline and is what was signed; `signature` is what follows the key id. */
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

export interface NoteSigner {
  readonly verifier: NoteVerifier;
  readonly vkey: string;
  sign(text: Uint8Array): Uint8Array;
}

export interface SignatureLine {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly lines: readonly SignatureLine[];
}

/** @returns undefined when the bytes are not a note. */
export function parseNote(source: string): Note | undefined {
  if (source.length > MAX_NOTE_BYTES || hasControlCharacters(source)) return undefined;
  const split = source.lastIndexOf('\n\n');
  if (split < 0 || !source.endsWith('\n')) return undefined;
  const text = source.slice(0, split + 1);
  const lines = source
    .slice(split + 2, -1)
    .split('\n')
    .map(parseLine);
  if (text === '\n' || lines.length > MAX_SIGNATURES) return undefined;
  return lines.every((line) => line !== undefined) ? { text, lines } : undefined;
}

/** @returns the verifiers whose line stands in the note and is right, or undefined when a known line is wrong. */
export function verifyNote(note: Note, known: readonly NoteVerifier[]): NoteVerifier[] | undefined {
  const text = utf8(note.text);
  const verified = new Set<NoteVerifier>();
  for (const line of note.lines) {
    const verifier = known.find((each) => each.name === line.name && each.keyId === line.keyId);
    if (verifier === undefined) continue;
    if (!verifier.verify(text, line.signature)) return undefined;
    verified.add(verifier);
  }
  return [...verified];
}

/** @param text ends in a newline. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const bytes = utf8(text);
  const lines = signers.map((signer) => signatureLine(signer.verifier, signer.sign(bytes)));
  return `${text}\n${lines.join('')}`;
}

export function signatureLine(verifier: Pick<NoteVerifier, 'name' | 'keyId'>, signature: Uint8Array): string {
  return `— ${verifier.name} ${base64(concat(uint32(verifier.keyId), signature))}\n`;
}

/** The log's own Ed25519 signature, type 0x01. @throws TypeError unless the key is Ed25519. */
export function ed25519Signer(name: string, key: PrivateKey): NoteSigner {
  const raw = ed25519Raw(key.publicKey.spki);
  if (raw === undefined) throw new TypeError('a log key must be Ed25519');
  const material = concat(Uint8Array.of(SIGNATURE_TYPE.ed25519), raw);
  const verifier = keyVerifier(name, material, key.publicKey);
  return { verifier, vkey: encodeVkey(verifier, material), sign: key.sign };
}

/** The SM2 line beside it. Standard tools ignore it, as the format demands. @throws TypeError unless the key is SM2. */
export function sm2NoteSigner(name: string, key: PrivateKey, noteType: string = SM2_NOTE_TYPE): NoteSigner {
  const material = sm2Material(key, noteType);
  const verifier = keyVerifier(name, material, key.publicKey);
  return { verifier, vkey: encodeVkey(verifier, material), sign: key.sign };
}

/** What a vkey says of an SM2 key: 0xff, what it is for, the point. @throws TypeError unless the key is SM2. */
export function sm2Material(key: PrivateKey, identifier: string): Uint8Array {
  const point = sm2Point(key.publicKey.spki);
  if (point === undefined) throw new TypeError('the key is not SM2');
  return concat(Uint8Array.of(SIGNATURE_TYPE.unassigned), utf8(identifier), point);
}

/** What a vkey says: `<name>+<key id, 8 hex digits>+<base64 of type and key>`. */
export interface Vkey {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
  /** What follows the type byte. */
  readonly key: Uint8Array;
}

/** @returns undefined when the text is not a vkey, or when its id does not belong to its key. */
export function parseVkey(text: string): Vkey | undefined {
  const [name = '', idText = '', ...rest] = text.split('+');
  const material = fromBase64(rest.join('+'));
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(idText) || material === undefined) return undefined;
  const [type] = material;
  const keyId = Number.parseInt(idText, 16);
  if (type === undefined || noteKeyId(name, material) !== keyId) return undefined;
  return { name, keyId, type, key: material.subarray(1) };
}

/** @returns undefined unless the vkey is one of an Ed25519 log key that is safe to trust. */
export function ed25519Verifier(vkey: string): NoteVerifier | undefined {
  const parsed = parseVkey(vkey);
  if (parsed === undefined || parsed.type !== SIGNATURE_TYPE.ed25519) return undefined;
  if (!isAcceptableEd25519(parsed.key)) return undefined;
  const { spki, verify } = importPublicKey(ed25519Spki(parsed.key));
  return { name: parsed.name, keyId: parsed.keyId, spki, verify };
}

/** @returns undefined unless the vkey is one of our SM2 lines. */
export function sm2NoteVerifier(vkey: string, noteType: string = SM2_NOTE_TYPE): NoteVerifier | undefined {
  const parsed = parseSm2Vkey(vkey, noteType);
  if (parsed === undefined) return undefined;
  const { name, keyId, publicKey } = parsed;
  return { name, keyId, spki: publicKey.spki, verify: publicKey.verify };
}

/** @returns undefined unless the vkey is of an SM2 key for what is identified. */
export function parseSm2Vkey(
  vkey: string,
  identifier: string,
): { readonly name: string; readonly keyId: number; readonly publicKey: PublicKey } | undefined {
  const parsed = parseVkey(vkey);
  const prefix = utf8(identifier);
  if (parsed === undefined || parsed.type !== SIGNATURE_TYPE.unassigned) return undefined;
  if (!equalBytes(parsed.key.subarray(0, prefix.length), prefix)) return undefined;
  const spki = sm2Spki(parsed.key.subarray(prefix.length));
  if (sm2Point(spki) === undefined) return undefined;
  return { name: parsed.name, keyId: parsed.keyId, publicKey: importPublicKey(spki) };
}

/** SHA-256(name || 0x0A || type || public key), first 4 bytes. */
export function noteKeyId(name: string, material: Uint8Array): number {
  const digest = sha256(utf8(name), Uint8Array.of(0x0a), material);
  return readUint32(digest);
}

export function encodeVkey(verifier: Pick<NoteVerifier, 'name' | 'keyId'>, material: Uint8Array): string {
  const id = verifier.keyId.toString(16).padStart(8, '0');
  return `${verifier.name}+${id}+${base64(material)}`;
}

/** The same key under another name. @returns undefined for what is no vkey. */
export function vkeyUnder(name: string, vkey: string): string | undefined {
  const parsed = parseVkey(vkey);
  if (parsed === undefined) return undefined;
  const material = concat(Uint8Array.of(parsed.type), parsed.key);
  return encodeVkey({ name, keyId: noteKeyId(name, material) }, material);
}

/** Non-empty, no Unicode space, no plus sign. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name);
}

function keyVerifier(name: string, material: Uint8Array, { spki, verify }: PublicKey): NoteVerifier {
  if (!isKeyName(name)) throw new TypeError(`not a key name: ${name}`);
  return { name, keyId: noteKeyId(name, material), spki, verify };
}

function parseLine(line: string): SignatureLine | undefined {
  const match = /^— (\S+) (\S+)$/u.exec(line);
  const [, name = '', encoded = ''] = match ?? [];
  const blob = fromBase64(encoded);
  if (!isKeyName(name) || blob === undefined || blob.length < 5) return undefined;
  return { name, keyId: readUint32(blob), signature: blob.subarray(4) };
}

function hasControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function readUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
