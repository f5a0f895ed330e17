export interface PlatformOptions {
  readonly port: number;
  readonly token: string;
  /** Where the platform keeps its running number. */
  readonly serialFile: string;
  readonly now: () => number;
}
