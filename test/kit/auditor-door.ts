import { request } from 'node:https';

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Of a problem document. */
  readonly code: string | undefined;
}

/** Asks an auditors' door as a program without a client certificate does. @param ca PEM. */
export function askDoor(port: number, ca: string, path: string, authorization?: string): Promise<DoorAnswer> {
  const headers = authorization === undefined ? {} : { authorization };
  return new Promise((resolve, reject) => {
    const asked = request({ host: 'localhost', port, ca, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        const isProblem = response.headers['content-type']?.startsWith('application/problem+json');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body,
          code: isProblem ? (JSON.parse(body.toString()) as { code: string }).code : undefined,
        });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
