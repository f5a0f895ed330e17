import type { Suite } from '#crypto/primitives';

export type Transport = 'stream' | 'unary' | 'rest';

/** What a load generator is to do. */
export interface LoadSpec {
  readonly transport: Transport;
  readonly suite: Suite;
  readonly grpcPort: number;
  readonly restPort: number;
  /** Folder with authority.crt, client.crt, client.key and message.pem. */
  readonly material: string;
  readonly issuer: string;
  readonly audience: string;
  readonly itemCode: string;
  readonly divisionCode: string;
  /** Messages without answer at any time; ignored at a fixed rate. */
  readonly inFlight: number;
  /** Messages a second, regardless of answers; closed loop when absent. */
  readonly rate?: number;
  readonly messages: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the load generator, over the measured time. */
  readonly clientCpuUs: number;
  readonly firstRefusal?: string;
}

/** One line of the table. */
export interface Row {
  readonly scenario: string;
  readonly suite: Suite;
  readonly transport: Transport;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ceilingPerSecond: number;
  readonly ratio: number;
  readonly cpuUs: { readonly client: number; readonly hub: number; readonly postgres: number };
  readonly hubMemoryMb: number;
}
