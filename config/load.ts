import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { packageRoot } from './paths.js';
import { type Config, ConfigSchema } from './schema.js';

/** The environment, read here and nowhere else. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigSources {
  /** A YAML file; TONGBAN_CONFIG when absent. */
  readonly file?: string | undefined;
  /** `path.to.setting=value`, strongest. */
  readonly overrides?: readonly string[] | undefined;
  readonly environment?: Environment | undefined;
}

/** A setting that is wrong, and where it stands. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`the configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Defaults, then the file, then the environment, then overrides. @throws ConfigError naming every fault at once. */
export function loadConfig(sources: ConfigSources = {}): Config {
  const environment = sources.environment ?? process.env;
  const file = sources.file ?? environment.TONGBAN_CONFIG;
  const tree: Tree = file === undefined ? {} : readTree(file);
  for (const [variable, path] of Object.entries(VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') set(tree, path, value);
  }
  for (const override of sources.overrides ?? []) {
    const [path = '', value] = splitOnce(override, '=');
    if (value === undefined) throw new ConfigError([`${override}: expected path.to.setting=value`]);
    set(tree, path, parse(value));
  }
  const result = ConfigSchema.safeParse(tree);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`),
    );
  }
  const dataDir = result.data.dataDir === '' ? defaultDataDir() : result.data.dataDir;
  return Object.freeze({ ...result.data, dataDir });
}

/** Environment variables and the settings they stand for. */
const VARIABLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'database.url',
  TONGBAN_DATA_DIR: 'dataDir',
  TONGBAN_LOG_LEVEL: 'observe.logLevel',
  TONGBAN_LANG: 'language',
};

/**
 * Root keeps its data under /var/lib, one folder per checkout: the embedded PostgreSQL runs there as another user, who may
 * not be able to enter the checkout. Everybody else keeps it in the checkout, or at home when the checkout is read-only.
 */
function defaultDataDir(): string {
  if (process.getuid?.() === 0) {
    const checkout = hex(sha256(utf8(packageRoot))).slice(0, 8);
    return join('/var/lib/tongban', checkout);
  }
  return join(isWritable(packageRoot) ? packageRoot : homedir(), '.tongban');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

interface Tree {
  [key: string]: unknown;
}

function readTree(file: string): Tree {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([`${file}: cannot be read`]);
  }
  let tree: unknown;
  try {
    tree = parse(text) ?? {}; // a file of comments is one without settings
  } catch (error) {
    throw new ConfigError([`${file}: ${error instanceof Error ? error.message : 'not YAML'}`]);
  }
  if (isTree(tree)) return tree;
  throw new ConfigError([`${file}: expected settings, each with its name`]);
}

/** Looks at own members only, and makes own ones: `__proto__` is a setting that nobody knows, like any other. */
function set(tree: Tree, path: string, value: unknown): void {
  const [step, rest] = splitOnce(path, '.');
  const next = Object.hasOwn(tree, step) ? tree[step] : undefined;
  const child: Tree = isTree(next) ? next : {};
  if (rest !== undefined) set(child, rest, value);
  const member = {
    value: rest === undefined ? value : child,
    enumerable: true,
    writable: true,
    configurable: true,
  };
  Object.defineProperty(tree, step, member);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The file that explains every setting. */
export const referenceConfigFile = join(packageRoot, 'config', 'hub.yaml');
