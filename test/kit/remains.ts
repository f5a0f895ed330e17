import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from './database.js';

/** Looks for data that must not be somewhere: as it is, as its digests, and either of them in hex and base64. */

/** @returns every spelling in which the secret could stand somewhere; upper and lower case are one. */
function spellings(secret: Buffer): string[] {
  const digests = ['sha256', 'sm3', 'md5'].map((name) => createHash(name).update(secret).digest());
  const plain = [...base64In(secret), secret.toString('latin1')].filter((text) => text.length >= 6);
  const spelt = [secret, ...digests].flatMap((bytes) => [bytes.toString('hex'), bytes.toString('base64url')]);
  const packed = plain.map((text) => Buffer.from(text, 'latin1').toString('hex')); // as a dump writes bytes
  return [...plain, ...spelt, ...packed].map((text) =>
    text.replaceAll('+', '-').replaceAll('/', '_').toLowerCase(),
  );
}

/** The part of its base64 that stands there wherever it begins in what was encoded. */
function base64In(secret: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), secret]).toString('base64');
    return text.slice(
      Math.ceil((before * 4) / 3),
      Math.floor(((before + secret.length) * 8) / 6 / 4) * 4 - 1,
    );
  });
}

/** @returns which of the secrets stand in the text, in any spelling. */
export function plantedIn(haystack: Buffer, secrets: readonly (Buffer | string)[]): string[] {
  const text = haystack.toString('latin1').replaceAll('+', '-').replaceAll('/', '_').toLowerCase();
  return secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    const found = spellings(bytes).find((spelling) => text.includes(spelling));
    return found === undefined ? [] : [`${bytes.toString('utf8').slice(0, 40)}: ${found.slice(0, 60)}`];
  });
}

/** Every row of every table, as a dump of the database has it. */
export async function dumpOf(database: TestDatabase): Promise<Buffer> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return Buffer.from(rows.join('\n'));
}

/** Names and contents of all files in a folder. */
export function filesIn(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const parts = entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() ? [Buffer.from(`\n${path}\n`), readFileSync(path)] : [];
  });
  return Buffer.concat(parts);
}
