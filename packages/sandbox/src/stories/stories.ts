import { approval } from './approval.ts';
import { bulk } from './bulk.ts';
import { leave } from './leave.ts';
import type { Story } from './stage.ts';
import { timedOut } from './timed-out.ts';
import { wrongKey } from './wrong-key.ts';

/** Every story by the name it is asked for. */
export const stories: Readonly<Record<'leave' | 'bulk' | 'approval' | 'timed-out' | 'wrong-key', Story>> = {
  leave,
  bulk,
  approval,
  'timed-out': timedOut,
  'wrong-key': wrongKey,
};
