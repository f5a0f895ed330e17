import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, ConfigError, type ConfigSources, loadConfig } from '#config';

let folder: string;
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(yaml: string): string {
  const file = join(folder, `${files++}.yaml`);
  writeFileSync(file, yaml);
  return file;
}

/** With nothing of this machine's environment. */
function load(sources: ConfigSources): Config {
  return loadConfig({ environment: {}, ...sources });
}

function faultsOf(sources: ConfigSources): readonly string[] {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('the configuration was taken');
}

describe('the configuration', () => {
  it('is complete without any file, and open to this machine only', () => {
    const config = load({});
    expect(config.dataDir).not.toBe('');
    expect(Object.values(config.listen).map(({ host }) => host)).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      '127.0.0.1',
      '', // closed
    ]);
  });

  it('takes the stronger source: overrides over environment over file over defaults', () => {
    const file = fileOf('hub: { id: from-file }\nlanguage: en\ndatabase: { url: file, poolSize: 9 }\n');
    const environment = { DATABASE_URL: 'environment', TONGBAN_LANG: 'zh', TONGBAN_DATA_DIR: '/data' };
    const config = load({ file, environment, overrides: ['database.url=override', 'limits.connections=7'] });
    expect(config).toMatchObject({
      hub: { id: 'from-file' },
      language: 'zh',
      dataDir: '/data',
      database: { url: 'override', poolSize: 9 },
      limits: { connections: 7, blobBytes: 1024 ** 3 },
    });
  });

  it('finds its file by TONGBAN_CONFIG, but a file that is named is stronger', () => {
    const environment = { TONGBAN_CONFIG: fileOf('hub: { id: by-variable }') };
    expect(load({ environment }).hub.id).toBe('by-variable');
    expect(load({ environment, file: fileOf('hub: { id: named }') }).hub.id).toBe('named');
  });

  it('takes an empty variable for none, and an empty file for no settings', () => {
    expect(load({ environment: { TONGBAN_LANG: '' }, file: fileOf('# nothing\n') }).language).toBe('zh');
  });

  it('cannot be changed afterwards, at any depth', () => {
    const config = load({});
    const freeze = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      expect(Object.isFrozen(value), path).toBe(true);
      for (const [name, member] of Object.entries(value)) freeze(member, `${path}.${name}`);
    };
    freeze(config, 'config');
  });

  it('names every fault at once, with the setting it is about', () => {
    const file = fileOf(
      'hub: { id: Not A Name, colour: red }\nlimit: {}\nlisten: { grpc: { port: 70000 } }\n',
    );
    const faults = faultsOf({
      file,
      environment: { TONGBAN_LANG: 'fr' },
      overrides: ['database.poolSize=many'],
    });
    expect(faults.map((fault) => fault.split(': ')[0]).sort()).toEqual([
      '(top)',
      'database.poolSize',
      'hub',
      'hub.id',
      'language',
      'listen.grpc.port',
    ]);
    expect(faults.join()).toMatch(/colour.*limit|limit.*colour/);
  });

  it.each([
    ['a file that is not there', { file: '/nowhere/hub.yaml' }, '/nowhere/hub.yaml: cannot be read'],
    ['an override without a value', { overrides: ['hub.id'] }, 'hub.id: expected path.to.setting=value'],
    ['a setting nobody knows', { overrides: ['hub.name=x'] }, 'hub: Unrecognized key: "name"'],
    [
      'a setting every object has',
      { overrides: ['constructor.x=1'] },
      '(top): Unrecognized key: "constructor"',
    ],
    ['a way around the settings', { overrides: ['__proto__.hub=1'] }, '(top): Unrecognized key: "__proto__"'],
    [
      'a value in place of a section',
      { overrides: ['limits=5'] },
      'limits: Invalid input: expected object, received number',
    ],
  ])('is refused with %s', (_, sources, fault) => {
    expect(faultsOf(sources)).toEqual([fault]);
  });

  it.each([
    ['a list', '- hub\n'],
    ['a word', 'hub\n'],
    ['a key written twice', 'language: zh\nlanguage: en\n'],
    ['broken YAML', 'hub: {\n'],
  ])('is refused when the file holds %s', (_, yaml) => {
    const file = fileOf(yaml);
    expect(faultsOf({ file })).toEqual([expect.stringMatching(new RegExp(`^${file}: `))]);
  });

  it('leaves no trace of what it was given on other objects', () => {
    expect(() => load({ overrides: ['__proto__.polluted=1'] })).toThrow(ConfigError);
    expect('polluted' in {}).toBe(false);
  });
});
