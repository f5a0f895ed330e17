/** What a connector writes for its operators: names and codes, never contents. */
export interface ConnectorLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
