import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { type NoteVerifier, rfc6962, sm2Witness, sm3Tree, witness as witnessKey } from '#crypto/tlog';
import { type ListeningServer, listen } from '#hub/rest';
import { type Fork, SeenTrees, Witness, witnessDoor } from '#hub/witness';

/** A witness at a socket of its own, which can go away and come back. */
export interface TestWitness {
  readonly name: string;
  readonly url: string;
  /** Its line in a policy. */
  readonly line: string;
  /** Its line in a policy.gm, when it knows the SM3 tree. */
  readonly gmLine: string;
  readonly forks: readonly Fork[];
  /** Where it keeps what it has seen. */
  readonly folder: string;
  /** What it cosigned last. */
  latest(origin?: string): Promise<string | undefined>;
  /** What it answers from now on instead of what is right; undefined: what is right. */
  answers(instead: (() => Response | Promise<Response>) | undefined): void;
  /** It has seen nothing, as on its first day. */
  forget(): Promise<void>;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param logs the keys of the log, two while it changes its key; or of two logs that follow each other.
 * @param sm3 the key of the log's SM3 tree, for one that knows it too.
 */
export async function openWitness(
  name: string,
  logs: NoteVerifier | readonly [NoteVerifier, NoteVerifier],
  sm3?: NoteVerifier,
): Promise<TestWitness> {
  const known = [logs].flat();
  const [log] = 'name' in logs ? [logs] : logs;
  const folder = mkdtempSync(join(tmpdir(), 'tongban-witness-'));
  const key = witnessKey(name, ed25519FromSeed(sha256(utf8(name))));
  const gmKey = sm2Witness(name, generatePrivateKey('SM2'));
  const forks: Fork[] = [];
  const witness = new Witness({
    kinds: [
      { key, logs: known, hasher: rfc6962 },
      { key: gmKey, logs: sm3 === undefined ? [] : [sm3], hasher: sm3Tree },
    ],
    runtime: { now: () => Date.now() },
    seen: new SeenTrees(folder, 'test'),
    onFork: (fork) => forks.push(fork),
  });
  const door = witnessDoor(
    witness,
    [...new Set([...known.map((each) => each.name), sm3?.name ?? []].flat())],
    (error) => {
      throw error;
    },
  );
  let instead: (() => Response | Promise<Response>) | undefined;
  const meddled = {
    ...door,
    fetch: ((...given) => instead?.() ?? door.fetch(...given)) as typeof door.fetch,
  };
  const limits = { host: '127.0.0.1', connections: 100, requestTimeoutMs: 10_000 };
  let server: ListeningServer | undefined = await listen(meddled, { ...limits, port: 0 });
  const { port } = server;
  const url = `http://127.0.0.1:${port}`;
  const goAway = async () => {
    await server?.close();
    server = undefined;
  };
  return {
    name,
    url,
    line: `witness ${name} ${key.vkey} ${url}`,
    gmLine: `witness ${name} ${gmKey.vkey} ${url}`,
    forks,
    folder,
    latest: (origin = log.name) => witness.latest(origin),
    answers: (given) => {
      instead = given;
    },
    forget: async () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    },
    goAway,
    comeBack: async () => {
      server ??= await listen(meddled, { ...limits, port });
    },
    close: async () => {
      await goAway();
      rmSync(folder, { recursive: true });
    },
  };
}
