import type { ServiceDefinition } from '@grpc/grpc-js';
import { ValidationError } from '#proto/errors';

/** Stands for a request whose bytes are no such message. */
const UNREADABLE = Symbol('unreadable');

/** The service with readers that do not throw: grpc-js would answer INTERNAL, as if the hub had failed. */
export function withoutThrowing(service: ServiceDefinition): ServiceDefinition {
  const methods = Object.entries(service).map(([name, method]) => {
    const read = method.requestDeserialize;
    const requestDeserialize = (bytes: Buffer): unknown => {
      try {
        return read(bytes);
      } catch {
        return UNREADABLE;
      }
    };
    return [name, { ...method, requestDeserialize }];
  });
  return Object.fromEntries(methods) as ServiceDefinition; // the same names
}

/** @throws ValidationError MALFORMED for a request that could not be read. */
export function readable<Request>(request: Request): Request {
  if (request !== UNREADABLE) return request;
  throw new ValidationError('MALFORMED', 'the bytes are not a message of this method');
}

/** A stream of requests, each of which could be read. */
export async function* eachReadable<Request>(requests: AsyncIterable<Request>): AsyncGenerator<Request> {
  for await (const request of requests) yield readable(request);
}
