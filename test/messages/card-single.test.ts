import { describe } from '@jest/globals';
import { cardSingle } from './families/card-single.ts';
import { goldenFamily } from './golden.ts';

describe('the card of a single leave', () => {
  goldenFamily('card-single', cardSingle);
});
