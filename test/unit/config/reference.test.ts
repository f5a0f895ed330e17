import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ConfigSchema, loadConfig, referenceConfigFile } from '#config';

const source = readFileSync(referenceConfigFile, 'utf8');

describe('config/hub.yaml', () => {
  it('shows every setting with its default, and nothing else', () => {
    expect(parse(source)).toEqual(ConfigSchema.parse({}));
  });

  it('loads as it is', () => {
    const environment = { TONGBAN_DATA_DIR: '/tmp' };
    expect(loadConfig({ file: referenceConfigFile, environment })).toEqual(loadConfig({ environment }));
  });
});
