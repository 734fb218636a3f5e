import { approvals } from './approval.ts';
import { auditMail, notes } from './audit.ts';
import { cardBulk } from './card-bulk.ts';
import { cardSingle } from './card-single.ts';
import type { Family } from './family.ts';
import { forms, homeTab } from './home.ts';
import { picker } from './picker.ts';
import { detailsAndList, preview } from './preview.ts';
import { helpStop, notices, statusHistory } from './replies.ts';

/** Everything the app can send, by the name of its golden file. */
export const families = {
  'card-single': cardSingle,
  'card-bulk': cardBulk,
  approval: approvals,
  audit: auditMail,
  notes,
  'status-history': statusHistory,
  'help-stop': helpStop,
  notices,
  picker,
  preview,
  details: detailsAndList,
  home: homeTab,
  forms,
} as const satisfies Readonly<Record<string, Family>>;
