import { type MessageKey, signMessage } from '#crypto/jose';
import { generatePrivateKey, utf8, utf8Text } from '#crypto/primitives';
import { ed25519Signer, parseNote, signNote } from '#crypto/tlog';
import type { Dispatch } from '#hub/dispatch';
import type { DispatchStatement } from '#proto/schema';
import type { World } from '../world.js';

/** Dispatches that no honest hub would send. Each is false in one point and right in every other. */

export type Lie = (dispatch: Dispatch, facts: DispatchStatement) => Dispatch;

/** Contents that the sender never signed; well formed, so that only the signature and the log tell. */
export function withOtherContents(dispatch: Dispatch): Dispatch {
  const { protected: header, payload, signature } = dispatch.original;
  const body = JSON.parse(utf8Text(payload)) as Record<string, unknown>; // signed by the counterpart
  const changed = { ...body, [typeof body.appliedAt === 'string' ? 'appliedAt' : 'acceptedAt']: FORGED_TIME };
  return { ...dispatch, original: { protected: header, payload: utf8(JSON.stringify(changed)), signature } };
}

const FORGED_TIME = '2026-01-01T00:00:00+08:00';

/** The hub's own words under somebody else's signature, who calls his key by the hub's name. */
export function statedByStranger(world: World): Lie {
  const stranger = { kid: world.hubKey.kid, key: generatePrivateKey(world.hubKey.key.suite) };
  return (dispatch, facts) => stated(world, dispatch, facts, { key: stranger });
}

/** A true statement of the hub, made for another platform. */
export function statedForAnother(world: World): Lie {
  const audience = world.counterpart.peerId;
  return (dispatch, facts) => stated(world, dispatch, { ...facts, recipient: audience }, { audience });
}

/** A true statement of the hub about another message than the one beside it. */
export function statedOfAnother(world: World): Lie {
  return (dispatch, facts) => stated(world, dispatch, { ...facts, messageId: world.runtime.newId() }, {});
}

/** A path that does not lead to the root. */
export function withWrongProof(): Lie {
  return (dispatch) => {
    const [first, ...path] = dispatch.included.path;
    const wrong = (first ?? new Uint8Array(32)).map((byte, i) => (i === 0 ? byte ^ 1 : byte));
    return { ...dispatch, included: { ...dispatch.included, path: [wrong, ...path] } };
  };
}

/** The log's own checkpoint under another key of the same name. */
export function withForeignCheckpoint(world: World): Lie {
  const signer = ed25519Signer(world.identity.logOrigin, generatePrivateKey('ED25519'));
  return (dispatch) => {
    const text = parseNote(dispatch.included.checkpoint)?.text ?? '';
    return { ...dispatch, included: { ...dispatch.included, checkpoint: signNote(text, [signer]) } };
  };
}

function stated(
  world: World,
  dispatch: Dispatch,
  facts: DispatchStatement,
  over: { readonly key?: MessageKey; readonly audience?: string },
): Dispatch {
  const { runtime, identity, hubKey, peer } = world;
  const statement = signMessage(
    {
      cty: 'tongban.v1.DispatchStatement+json',
      issuer: identity.hubId,
      audience: over.audience ?? peer.peerId,
      messageId: runtime.newId(),
      issuedAt: runtime.now(),
      payload: utf8(JSON.stringify(facts)),
    },
    over.key ?? hubKey,
  );
  return { ...dispatch, statement };
}
