import type { Suite } from '#crypto/primitives';

export type Transport = 'stream' | 'unary' | 'rest';

/** What is sent: submissions of cases, or uses of certificates. */
export type Work = 'SUBMIT' | 'STATUS' | 'FIND' | 'DATA';

/** What a load generator is to do. */
export interface LoadSpec {
  readonly work: Work;
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
  /** Of uses: whose certificates they are of, how many there are, and the number of the first consent. */
  readonly uses: { readonly platform: string; readonly certificates: number; readonly firstConsent: number };
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
  /** Of the bare pipeline, where there is one. */
  readonly ceilingPerSecond: number | undefined;
  readonly ratio: number | undefined;
  /** For one answer; `issuer` is the platform that is asked. */
  readonly cpuUs: {
    readonly client: number;
    readonly hub: number;
    readonly postgres: number;
    readonly issuer: number;
  };
  readonly hubMemoryMb: number;
}
