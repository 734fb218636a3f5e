import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ActResult, ShownUser, ShownWorkspace, Snapshot } from '../protocol.ts';
import type { SentAct } from '../run/acts.ts';
import type { Look } from './look.ts';
import type { Play } from './play/use-play.ts';
import type { Go } from './use-look.ts';

/** What every part of the page may see and do. */
export interface Sandbox {
  readonly snapshot: Snapshot;
  readonly look: Look;
  readonly go: Go;
  readonly play: Play;
  /** Whose eyes, and the workspace they are in. */
  readonly viewer: ShownUser;
  readonly workspace: ShownWorkspace;
  /** Does something; what Slack says of it, or why it could not be done, is shown. */
  perform(act: SentAct): Promise<ActResult>;
}

const context = createContext<Sandbox | null>(null);
export const SandboxProvider = context.Provider;

/** Throws outside the page. */
export function useSandbox(): Sandbox {
  const sandbox = useContext(context);
  if (sandbox === null) throw new Error('Nothing here has a sandbox around it');
  return sandbox;
}
