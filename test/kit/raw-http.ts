import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';

/** HTTP/1.1 with bytes: for what no HTTP client would send. */

export interface RawHttpAnswer {
  /** 0 when the connection was closed without a word. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** All that came over the line. */
  readonly text: string;
}

export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return socket;
}

export async function openTlsSocket(port: number, tls: ConnectionOptions): Promise<TLSSocket> {
  const socket = connectTls({ host: 'localhost', port, ...tls });
  await once(socket, 'secureConnect');
  return socket;
}

/** Sends the bytes and reads until the other side closes. */
export async function exchange(socket: Socket, request: string | Uint8Array): Promise<RawHttpAnswer> {
  socket.write(request);
  return closed(socket);
}

/** Reads until the other side closes. */
export async function closed(socket: Socket): Promise<RawHttpAnswer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {}); // a reset ends it as well
  if (!socket.closed) await once(socket, 'close');
  const text = Buffer.concat(chunks).toString();
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, Math.max(0, end)).split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1] ?? 0),
    headers: Object.fromEntries(lines.map((line) => splitOnce(line, ': '))),
    body: end < 0 ? '' : text.slice(end + 4),
    text,
  };
}

/** A request with its target as given, on a connection that ends with it. */
export function requestFor(target: string, method = 'GET', headers: readonly string[] = []): string {
  return [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join(
    '\r\n',
  );
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at).toLowerCase(), text.slice(at + separator.length)];
}
