import { describe } from '@jest/globals';
import { auditMail, notes } from './families/audit.ts';
import { goldenFamily } from './golden.ts';

describe('the audit channel', () => {
  goldenFamily('audit', auditMail);

  goldenFamily('notes', notes);
});
