import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { endOnSignal, given, sayReady } from './environment.ts';

/** Bolt as its getting-started page has it, on a free port. Says that it is ready. */
export async function startBolt(register: (app: App) => void): Promise<void> {
  const { signingSecret, botToken, slackApiUrl } = given;
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const clientOptions = { slackApiUrl };
  const app = new App({ receiver, token: botToken, clientOptions, logLevel: LogLevel.ERROR });
  register(app);
  const server = (await receiver.start({ port: 0, host: '127.0.0.1' })) as Server;
  sayReady((server.address() as AddressInfo).port);
  endOnSignal();
}
