/** By how much a count of what is counted together changes. */
export interface CountChange<T> {
  readonly counted: T;
  readonly change: number;
}
