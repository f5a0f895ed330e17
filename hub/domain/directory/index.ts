export {
  type DirectoryRows,
  OPERATIONS,
  type Operation,
  type Peer,
  type PeerCertificate,
  type PeerKey,
  type PeerRight,
} from './rows.js';
