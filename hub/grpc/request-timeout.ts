import {
  ResponderBuilder,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
} from '@grpc/grpc-js';
import { UnavailableError } from '#proto/errors';
import { type CallContext, publicError } from './caller.js';
import { toStatus } from './status.js';

/**
 * Gives up a caller who begins a request and does not go on with it, as over REST. The streams both ways are not touched:
 * they may be silent for as long as they like. @param patienceMs between two messages; 0: for ever.
 */
export function requestTimeout(context: CallContext, patienceMs: number): ServerInterceptor {
  return ({ path, requestStream, responseStream }, call) => {
    if (patienceMs === 0 || (requestStream && responseStream)) return new ServerInterceptingCall(call);
    const operation = path.slice(path.lastIndexOf('/') + 1);
    const giveUp = () => {
      const error = new UnavailableError('TIMED_OUT', `the request did not go on for ${patienceMs} ms`);
      call.sendStatus(toStatus(publicError(context, operation, error)));
    };
    let timer: NodeJS.Timeout;
    const listener = new ServerListenerBuilder()
      .withOnReceiveMessage((message, next) => {
        timer.refresh();
        next(message);
      })
      .withOnReceiveHalfClose((next) => {
        clearTimeout(timer);
        next();
      })
      .withOnCancel(() => clearTimeout(timer))
      .build();
    const responder = new ResponderBuilder()
      .withStart((next) => {
        timer = setTimeout(giveUp, patienceMs);
        next(listener);
      })
      .withSendStatus((status, next) => {
        clearTimeout(timer); // answered before it came to its end
        next(status);
      })
      .build();
    return new ServerInterceptingCall(call, responder);
  };
}
