import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** Bundles of our code with all that it needs: the same sources and packages give the same bytes. */

export const ROOT = join(import.meta.dirname, '..', '..', '..');

export interface Bundle {
  readonly text: string;
  /** The packages in it, with their licences in full. */
  readonly licences: string;
}

export async function bundle(options: BuildOptions & { readonly entryPoints: [string] }): Promise<Bundle> {
  const { plugins = [], ...rest } = options;
  const result = await build({
    ...{ absWorkingDir: ROOT, bundle: true, minify: true, write: false, metafile: true },
    ...{ legalComments: 'none', charset: 'utf8', logLevel: 'warning' },
    plugins: [...plugins, ZOD_BY_NAME],
    ...rest,
  });
  const [output] = result.outputFiles ?? [];
  const { metafile, warnings } = result;
  if (output === undefined || metafile === undefined || warnings.length > 0)
    throw new Error('the bundle was not made cleanly');
  return { text: output.text, licences: licencesOf(metafile) };
}

const ZOD_BY_NAME: Plugin = {
  name: 'of zod what is used',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/dist\/(?:crypto|proto)\/.*\.js$/ }, ({ path }) => ({
      contents: withZodByName(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** `import { z }` brings the whole library, its words in fifty languages too; by its namespace only what is used is taken. */
export function withZodByName(code: string): string {
  return code.replace(/^import \{ z \} from (["']zod["']);$/m, 'import * as z from $1;');
}

/** The packages that some of the bytes are from, in the order of their names. */
function licencesOf({ inputs, outputs }: Metafile): string {
  const used = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  if (used.length === 0 || used.some((path) => !(path in inputs))) throw new Error('nothing was bundled');
  const folders = used.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)].map(licenceOf).sort().join('\n');
}

function licenceOf(folder: string): string {
  const path = join(ROOT, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'license',
    string
  >;
  const texts = readdirSync(path)
    .filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(path, file), 'utf8').trim());
  return [`${name} ${version} · ${license}`, ...texts, ''].join('\n\n');
}
