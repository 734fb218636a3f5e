import { expect, test } from '@jest/globals';
import { passwordsIn } from '../../src/config/store-passwords.ts';

test.each([
  ['postgres://app:hunter2@db/wasend', ['hunter2']],
  ['postgresql://app:p%40ss%2Fword@db/wasend', ['p%40ss%2Fword', 'p@ss/word']],
  ['postgres://app:100%25%zz@db/wasend', ['100%25%zz']],
  ['postgres://app@db/wasend?password=hunter2&sslmode=require', ['hunter2']],
  ['postgres://app:one@db/wasend?password=two', ['one', 'two']],
  ['postgres://app@db/wasend', []],
  ['sqlite:data/wasend.db', []],
])('the passwords that no log may say: of %s', (url, passwords) => {
  expect(passwordsIn(url)).toEqual(passwords);
});
