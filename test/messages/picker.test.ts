import { describe } from '@jest/globals';
import { picker } from './families/picker.ts';
import { goldenFamily } from './golden.ts';

describe('choosing groups', () => {
  goldenFamily('picker', picker);
});
