import { ExpressionPool } from '#connectors/kit/expressions';
import { tongban } from '#proto/codec';
import { MAPPING_PROPOSAL, type MappingDocument } from '#proto/schema';
import { type ConnectorConfig, connectToHub } from './connector.js';
import { defined } from './defined.js';
import { blobRefOf } from './files.js';
import { checkMapping, type MappingFault } from './mapping/index.js';
import { signedAs } from './signed-as.js';

/** A document that is not worth signing. */
export class MappingFaultsError extends Error {
  readonly faults: readonly MappingFault[];

  constructor(faults: readonly MappingFault[]) {
    super(`the mapping document has ${faults.length} faults`);
    this.name = 'MappingFaultsError';
    this.faults = faults;
  }
}

/**
 * Checks a mapping document as its connector would, signs it with the province's key, and proposes it to the hub.
 * @returns the hub's word, and what was proposed.
 * @throws MappingFaultsError with all faults, before anything is signed; HubCallError.
 */
export async function proposeMapping(
  config: ConnectorConfig,
  document: Uint8Array,
  note: string | undefined,
): Promise<{ readonly mapping: tongban.v1.Mapping; readonly proposed: MappingDocument }> {
  const client = await connectToHub(config);
  try {
    const { platform } = config;
    const proposed = await checked(document, platform, await client.mappings());
    const { version, validFrom } = proposed;
    const blob = blobRefOf(document, 'application/json', `${platform}-${version}.json`);
    const proposal = { platform, version, validFrom, document: blob, ...defined({ note }) };
    await client.upload(blob, document);
    const mapping = await client.proposeMapping(await signedAs(config, MAPPING_PROPOSAL, proposal));
    return { mapping, proposed };
  } finally {
    client.close();
  }
}

async function checked(
  bytes: Uint8Array,
  platform: string,
  known: readonly tongban.v1.Mapping[],
): Promise<MappingDocument> {
  const expressions = new ExpressionPool();
  const approved = known.filter(({ status }) => status === tongban.v1.MappingStatus.APPROVED);
  try {
    const { document, faults } = await checkMapping(bytes, approved, expressions);
    const all = [...platformFaults(document, platform), ...faults];
    if (document === undefined || all.length > 0) throw new MappingFaultsError(all);
    return document;
  } finally {
    await expressions.close();
  }
}

function platformFaults(document: MappingDocument | undefined, platform: string): MappingFault[] {
  if (document === undefined || document.platform === platform) return [];
  const message = `it is the mapping of ${document.platform}, and the connector is that of ${platform}`;
  return [{ code: 'PLATFORM', pointer: '/platform', message }];
}
