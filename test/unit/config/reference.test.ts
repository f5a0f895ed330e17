import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ConfigSchema, loadConfig, referenceConfigFile } from '#config';
import { fencesOf, readPaper } from '../../kit/papers.js';

const source = readFileSync(referenceConfigFile, 'utf8');

describe('the configuration in config/OPERATING.md', () => {
  it('loads', () => {
    const example = fencesOf(readPaper('config/OPERATING.md')).find(({ body }) => body.startsWith('hub:'));
    const folder = mkdtempSync(join(tmpdir(), 'tongban-config-'));
    try {
      const file = join(folder, 'hub.yaml');
      writeFileSync(file, example?.body ?? expect.fail('no example'));
      expect(loadConfig({ file, environment: {} }).hub.id).toBe('tongban-south');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('config/hub.yaml', () => {
  it('shows every setting with its default, and nothing else', () => {
    expect(parse(source)).toEqual(ConfigSchema.parse({}));
  });

  it('loads as it is', () => {
    const environment = { TONGBAN_DATA_DIR: '/tmp' };
    expect(loadConfig({ file: referenceConfigFile, environment })).toEqual(loadConfig({ environment }));
  });
});
