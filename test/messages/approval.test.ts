import { describe } from '@jest/globals';
import { approvals } from './families/approval.ts';
import { goldenFamily } from './golden.ts';

describe('approvals', () => {
  goldenFamily('approval', approvals);
});
