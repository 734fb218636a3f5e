import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchOver } from '../../../src/http/fetch-over.ts';
import { createNodeExchange } from '../../../src/http/node-exchange.ts';
import { UserId, WorkspaceId } from '../../../src/leaving/ids.ts';
import { mayLeave } from '../../../src/leaving/rules/rules.ts';
import { createLogger } from '../../../src/logger.ts';
import { lookUpPerson } from '../../../src/slack/people/look-up-person.ts';
import { createSlackLogger } from '../../../src/slack/wire/slack-logger.ts';
import { patientClient } from '../../../src/slack/wire/web-clients.ts';
import { type AnsweringServer, answeringServer } from '../../wasend/answering-server.ts';

const logger = createSlackLogger(createLogger({ level: 'fatal', secrets: [] }));

describe('whose person somebody is', () => {
  let slack: AnsweringServer;
  let user: object;
  beforeEach(async () => {
    slack = await answeringServer((_, response) => {
      const body = JSON.stringify({ ok: true, user: { id: 'U0MEI', ...user } });
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  afterEach(() => slack.close());

  test.each([
    ['of this workspace', { team_id: 'T0ONE' }, false],
    ['of another', { team_id: 'T0TWO' }, true],
    ['of one that Slack does not name', {}, true],
    ['of an organisation this workspace is of', { enterprise_user: { teams: ['T0ONE'] } }, false],
    ['called a stranger', { team_id: 'T0ONE', is_stranger: true }, true],
  ])('%s', async (_, said, isStranger) => {
    user = said;
    const client = patientClient('', {
      apiUrl: `${slack.url}/api/`,
      fetch: fetchOver(createNodeExchange()),
      logger,
    });
    const person = await lookUpPerson(
      client,
      UserId.parse('U0MEI'),
      WorkspaceId.parse('T0ONE'),
      async () => [],
    );
    expect(person?.isStranger).toBe(isStranger);
    expect(mayLeave(person, 'everyone').kind).toBe(isStranger ? 'refused' : 'allowed');
  });
});
