/** One call the app made: a Web API method, or `response_url`. */
export interface JournalEntry {
  readonly method: string;
  readonly token: string | null;
  readonly workspaceId: string | null;
  /** Arguments, decoded: nested JSON fields are objects. */
  readonly args: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer; 0 where the connection was cut or left hanging. */
  status: number;
  /** The JSON body; null where none was sent. */
  answer: unknown;
  /** Epoch ms of arrival. */
  readonly at: number;
}

/** Something real Slack would refuse, or that a careful reader would object to. */
export interface Problem {
  readonly method: string;
  readonly message: string;
  readonly at: number;
}

export interface Journal {
  readonly entries: JournalEntry[];
  readonly problems: Problem[];
  /** What was taken although the stand-in cannot judge it, or what Slack leaves open: no fault of the app. */
  readonly notes: Problem[];
  note(method: string, message: string): void;
  remark(method: string, message: string): void;
  /** The calls of one method, in order. */
  of(method: string): JournalEntry[];
}

export function createJournal(now: () => number): Journal {
  const entries: JournalEntry[] = [];
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  return {
    entries,
    problems,
    notes,
    remark: (method, message) => {
      notes.push({ method, message, at: now() });
    },
    note: (method, message) => {
      problems.push({ method, message, at: now() });
    },
    of: (method) => entries.filter((entry) => entry.method === method),
  };
}
