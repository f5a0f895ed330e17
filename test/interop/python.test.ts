import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { generatePrivateKey } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { tongban } from '#proto/codec';
import { missing, named } from '../kit/foreign.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, runCommand } from '../kit/program.js';

/** Debian's, whatever else is on the path: the libraries are its packages. */
const PYTHON = '/usr/bin/python3';
const PLUGIN = '/usr/bin/grpc_python_plugin';

const reason =
  missing('protoc', 'protoc', ['--version']) ??
  missing('protobuf-compiler-grpc', 'test', ['-x', PLUGIN]) ??
  missing('Python with grpcio and cryptography', PYTHON, [
    '-c',
    'import grpc, cryptography, google.protobuf',
  ]);

describe.skipIf(reason)(named('a platform written in Python from the .proto files', reason), () => {
  let hub: TestHub;
  let henan: TestPeer;
  let stubs: string;

  beforeAll(async () => {
    hub = await startTestHub();
    henan = await hub.peer('henan');
    stubs = mkdtempSync(join(tmpdir(), 'tongban-python-'));
    const proto = join(packageRoot, 'proto');
    const files = readdirSync(join(proto, 'tongban', 'v1')).map((name) => join(proto, 'tongban', 'v1', name));
    const outputs = [`--python_out=${stubs}`, `--grpc_python_out=${stubs}`];
    const plugin = `--plugin=protoc-gen-grpc_python=${PLUGIN}`;
    const made = await runCommand('protoc', [`--proto_path=${proto}`, plugin, ...outputs, ...files]);
    if (made.code !== 0) throw new Error(made.stderr);
  });
  afterAll(async () => {
    await hub.close();
    rmSync(stubs, { recursive: true });
  });

  function client(over: Readonly<Record<string, string>> = {}): Promise<Finished> {
    const { folder } = henan.material;
    const options = {
      stubs,
      address: `localhost:${hub.running.ports.grpc}`,
      ca: join(folder, 'authority.crt'),
      certificate: join(folder, 'client.crt'),
      key: join(folder, 'client.key'),
      'message-key': join(folder, 'message.pem'),
      hub: 'tongban-dev',
      platform: 'henan',
      vkey: hub.running.services.identity.logVkey,
      'case-ref': newReference('PY'),
      ...over,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const script = join(packageRoot, 'test', 'interop', 'python', 'client.py');
    return runCommand(PYTHON, [script, ...args], { PYTHONDONTWRITEBYTECODE: '1' });
  }

  it('submits, takes in and is given proofs that hold', async () => {
    const { code, stdout, stderr } = await client();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { caseNo, events, state } = JSON.parse(stdout) as { caseNo: string; events: number; state: number };
    expect([events, state]).toEqual([2, tongban.v1.CaseState.INTAKE_RECORDED]);
    expect((await henan.grpc.events(caseNo)).map(({ type }) => type)).toEqual([
      'SubmitCase',
      'IntakeRecorded',
    ]);
  });

  it('believes no log but the one whose key it was given', async () => {
    const stranger = ed25519Signer('tongban-dev.localhost/audit/1', generatePrivateKey('ED25519'));
    expect(await client({ vkey: stranger.vkey })).toMatchObject({
      code: 1,
      stderr: 'proof: ProofError the checkpoint is not signed by the log\n',
    });
  });

  it('is told plainly when the hub refuses it', async () => {
    const { code, stderr } = await client({ hub: 'elsewhere' });
    expect(code).toBe(1);
    expect(stderr).toBe('hub: AUDIENCE_WRONG this hub is tongban-dev, not elsewhere\n');
  });
});
