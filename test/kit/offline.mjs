import { Socket as DatagramSocket } from 'node:dgram';
import { Server, Socket } from 'node:net';

/** Preloaded into a program that must not use the network: if it tries it ends at once, with exit code 99. */
function refuse() {
  process.stderr.write('the network was used\n');
  process.exit(99);
}

Socket.prototype.connect = refuse;
Server.prototype.listen = refuse;
DatagramSocket.prototype.bind = refuse;
DatagramSocket.prototype.send = refuse;
