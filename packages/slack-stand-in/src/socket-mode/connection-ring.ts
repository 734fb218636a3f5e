import type { WebSocket } from 'ws';
import type { JsonObject } from '../json.ts';

const mostConnections = 10;

/** The open connections of the app, taken in turn. */
export interface ConnectionRing {
  readonly size: number;
  /** Says hello, or sends the eleventh away. */
  add(connection: WebSocket): void;
  remove(connection: WebSocket): void;
  next(): WebSocket | undefined;
  /** Tells every connection to go, for this reason. */
  disconnectAll(reason: string): void;
  /** Empties the ring, and hands out what was in it. */
  takeAll(): WebSocket[];
  pingAll(): void;
}

export function createConnectionRing(appId: () => string): ConnectionRing {
  const connections: WebSocket[] = [];
  let turn = 0;
  const notice = (type: string, more: JsonObject = {}) =>
    JSON.stringify({
      type,
      num_connections: connections.length,
      connection_info: { app_id: appId() },
      debug_info: { host: 'applink-stand-in', build_number: 1, approximate_connection_time: 18_060 },
      ...more,
    });
  return {
    get size() {
      return connections.length;
    },
    add(connection) {
      if (connections.length >= mostConnections) {
        connection.send(notice('disconnect', { reason: 'too_many_websockets' }));
        return;
      }
      connections.push(connection);
      connection.send(notice('hello'));
    },
    remove(connection) {
      const index = connections.indexOf(connection);
      if (index >= 0) connections.splice(index, 1);
    },
    next() {
      turn += 1;
      return connections[turn % Math.max(1, connections.length)];
    },
    disconnectAll(reason) {
      for (const connection of connections) connection.send(notice('disconnect', { reason }));
    },
    takeAll: () => connections.splice(0),
    pingAll() {
      for (const connection of connections) connection.ping('ping from slack');
    },
  };
}
