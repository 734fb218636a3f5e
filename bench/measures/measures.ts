import type { Measure } from '../stage.ts';
import { ackOfCommand } from './ack-of-command.ts';
import { ackOfSubmission } from './ack-of-submission.ts';
import { costOfAFlow } from './cost-of-a-flow.ts';
import { day } from './day.ts';
import { growth } from './growth.ts';
import { install } from './install.ts';
import { memory } from './memory.ts';
import { picker } from './picker.ts';
import { start } from './start.ts';
import { stores } from './stores/stores.ts';
import { useOfThePace } from './use-of-the-pace.ts';
import { wayOfALeave } from './way-of-a-leave.ts';

/** Everything that is measured, in the order of the table. */
export const measures: readonly Measure[] = [
  ackOfCommand,
  ackOfSubmission,
  wayOfALeave,
  costOfAFlow,
  start,
  memory,
  growth,
  stores,
  picker,
  useOfThePace,
  day,
  install,
];
