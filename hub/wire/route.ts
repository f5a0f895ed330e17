import type { RouteStep } from '#domain/routing';
import { tongban } from '#proto/codec';

export function toRouteStep(step: RouteStep): tongban.v1.RouteStep.$Properties {
  const rule = tongban.v1.RouteRule[step.rule];
  switch (step.rule) {
    case 'DIVISION_SUCCEEDED':
    case 'AUTHORITY_SUCCEEDED':
      return { rule, from: step.from, to: step.to };
    case 'EXERCISED_ABOVE':
      return { rule, to: step.division };
    case 'AUTHORITY_CONNECTED':
      return { rule, from: step.competentOrg, to: step.division, peerId: step.peerId };
    case 'CONNECTED_ABOVE':
      return { rule, to: step.division, peerId: step.peerId };
  }
}
