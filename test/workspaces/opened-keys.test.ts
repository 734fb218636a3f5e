import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { SealBroken } from '../../src/errors.ts';
import { WorkspaceId } from '../../src/leaving/ids.ts';
import { apiKeyField, createOpenedKeys } from '../../src/workspaces/sealed/opened-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';

const agency = WorkspaceId.parse('T0AGENCY');
const nextDoor = WorkspaceId.parse('T0NEXTDOOR');
const box = createSecretBox([randomBytes(32)]);
const sealed = (key: string, workspaceId = agency) => box.seal(key, { workspaceId, field: apiKeyField });

function counted() {
  const opened: string[] = [];
  const open = createOpenedKeys({
    open(envelope, place) {
      opened.push(envelope);
      return box.open(envelope, place);
    },
  });
  return { open, opened };
}

test('the same envelope is opened once, and another one anew', () => {
  const { open, opened } = counted();
  const [first, second] = [sealed('wk_one'), sealed('wk_two')];
  expect([open(agency, first), open(agency, first), open(agency, second)]).toEqual([
    'wk_one',
    'wk_one',
    'wk_two',
  ]);
  expect(opened).toEqual([first, second]);
});

test('what is known for one workspace opens for no other', () => {
  const { open } = counted();
  const envelope = sealed('wk_one');
  open(agency, envelope);
  expect(() => open(nextDoor, envelope)).toThrow(SealBroken);
  expect(open(agency, envelope)).toBe('wk_one');
});
