import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseStrictJson } from '#proto/schema';
import { ConfigError } from './load.js';

/**
 * Rule data in JSON files: read strictly, every name known and none twice.
 * @throws ConfigError naming every fault with its file.
 */
export function readRuleFile<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  const result = schema.safeParse(readJsonFile(path));
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${path}: ${issue.path.join('.') || '(top)'}: ${issue.message}`),
  );
}

/** All `.json` files of a folder, by name. @throws ConfigError naming every fault in any of them, or that there is none. */
export function readRuleFolder<S extends z.ZodType>(folder: string, schema: S): readonly z.output<S>[] {
  const faults: string[] = [];
  const values = jsonFilesOf(folder).flatMap((path) => {
    try {
      return [readRuleFile(path, schema)];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return values;
}

function jsonFilesOf(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    throw new ConfigError([`${folder}: cannot be read`]);
  }
  if (names.length === 0) throw new ConfigError([`${folder}: holds no .json file`]);
  return names.sort().map((name) => join(folder, name));
}

function readJsonFile(path: string): unknown {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new ConfigError([`${path}: cannot be read`]);
  }
  const json = parseStrictJson(bytes);
  if (json.ok) return json.value;
  throw new ConfigError([`${path}: ${json.fault}`]);
}
