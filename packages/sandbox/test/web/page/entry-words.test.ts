import { expect, test } from '@jest/globals';
import { RequestEvent } from '../../../../../src/leaving/events.ts';
import { NoteEvent } from '../../../../../src/leaving/notes.ts';
import {
  ada,
  answer,
  answered,
  calling,
  group,
  groupId,
  looked,
  requested,
} from '../../../../../test/messages/requests.ts';
import { entryWords, knownEntries, subjectWords } from '../../../src/web/page/side/entry-words.ts';

const entry = (event: { readonly type: string }) => {
  const { type, ...data } = event;
  return {
    workspaceId: 'T',
    sequence: 1,
    subjectId: 'S',
    version: 1,
    time: 0,
    hash: 'h',
    fault: null,
    type,
    data,
  };
};
const nameOf = (id: string): string => (id === ada ? 'Ada Admin' : id);
const said = (event: { readonly type: string }): string => entryWords(entry(event), nameOf);

test('there are words for every kind of entry that the app writes, and for no other', () => {
  const written = [...RequestEvent.options, ...NoteEvent.options].map(({ shape }) => shape.type.value);
  expect([...knownEntries].toSorted()).toEqual(written.toSorted());
});

test.each([
  [requested([group(0, 'Padel'), group(1, null)]), 'Ada Admin asks to leave 2 groups'],
  [calling(0), 'about to ask Wasend to leave …0000'],
  [calling(0, 2), 'about to ask Wasend to leave …0000, attempt 2'],
  [
    answered(0, answer('not-clear', 403, 'You are the group owner.')),
    'Wasend answered 403 “You are the group owner.”: not clear',
  ],
  [answered(0, answer('unknown', null, null)), 'Wasend did not answer: unknown'],
  [looked(0, 2, 'cannot-tell', 'list-not-whole'), 'look 2 at …0000: cannot tell (list not whole)'],
  [{ type: 'rechecked', setAside: [] }, 'looked at again before the first call: as approved'],
  [
    { type: 'put-aside', groups: [{ groupId: groupId(0), why: 'standing-changed' }] },
    'a rule in force at the call: set aside …0000 standing changed',
  ],
  [
    { type: 'settings-changed', by: null, changes: [{ what: 'holdSeconds' }, { what: 'key' }] },
    'the deployment changed hold seconds, key',
  ],
  [
    { type: 'press-refused', by: ada, press: 'approve', rule: 'own-request' },
    'Ada Admin pressed approve, and a rule refused it: own request',
  ],
  [{ type: 'of-tomorrow' }, 'of-tomorrow'],
])('%j reads as what it tells', (event, words) => {
  expect(said(event)).toBe(words);
});

test('what is not as it should be is left out, and nothing throws', () => {
  for (const type of knownEntries)
    for (const data of [{}, { groups: 'seen', changes: [null], answer: 3, setAside: [7], groupId: {} }])
      expect(entryWords({ ...entry({ type }), data }, nameOf)).toEqual(expect.any(String));
});

test('a request goes by the name of its first group, a note by its kind', () => {
  expect(subjectWords(entry(requested([group(0, 'Padel')])))).toBe('Request: Padel');
  expect(subjectWords(entry(requested([group(0, null), group(1, 'x'), group(2, 'y')])))).toBe(
    'Request: …0000 and 2 more',
  );
  expect(subjectWords(entry({ type: 'settings-changed' }))).toBe('Change of settings');
});
