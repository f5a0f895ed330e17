export type {
  DirectoryRows,
  Operation,
  Peer,
  PeerCertificate,
  PeerKey,
  PeerRight,
} from './rows.js';
