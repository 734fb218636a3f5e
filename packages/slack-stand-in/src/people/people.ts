import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import type { StoredMessage } from '../world/message-store.ts';
import { closeView } from './close-view.ts';
import { type FilledView, fillView } from './fill-view.ts';
import { type MessagePress, press, pressInView, type ViewPress } from './press.ts';
import { runStep, type StepRun } from './run-step.ts';
import { type Reaction, react, type Saying, say } from './say.ts';
import { type AppEvent, openHome, sendEvent } from './send-event.ts';
import { type Submission, submitView } from './submit-view.ts';
import { type Suggestions, suggest, type Typing } from './suggest.ts';
import { type TypedCommand, typeCommand } from './type-command.ts';
import { type ShortcutUse, useShortcut } from './use-shortcut.ts';

/** What people do in Slack, and what comes of it at the app. Each throws where Slack would not let them. */
export interface People {
  typeCommand(typed: TypedCommand): Promise<Delivery>;
  /** Writes a message; the app is told where it is in the conversation and subscribed. */
  say(saying: Saying): Promise<{ readonly message: StoredMessage; readonly deliveries: Delivery[] }>;
  react(reaction: Reaction): Promise<Delivery[]>;
  useShortcut(use: ShortcutUse): Promise<Delivery>;
  /** Fills fields of an open view in, as somebody types; nothing is sent. */
  fillView(filled: FilledView): void;
  submitView(submission: Submission): Promise<Delivery[]>;
  closeView(act: { user: string; viewId: string; all?: boolean }): Promise<Delivery[]>;
  press(act: MessagePress): Promise<Delivery[]>;
  pressInView(act: ViewPress): Promise<Delivery>;
  suggest(typing: Typing): Promise<Suggestions>;
  openHome(act: { user: string; tab?: 'home' | 'messages' }): Promise<Delivery>;
  event(sent: AppEvent): Promise<Delivery>;
  /** A workflow reaches the app's step. */
  runStep(run: StepRun): Promise<Delivery>;
}

export function peopleOf(slack: SlackParts, courier: Courier): People {
  return {
    typeCommand: (typed) => typeCommand(slack, courier, typed),
    say: (saying) => say(slack, courier, saying),
    react: (reaction) => react(slack, courier, reaction),
    useShortcut: (use) => useShortcut(slack, courier, use),
    fillView: (filled) => void fillView(slack, filled),
    submitView: (submission) => submitView(slack, courier, submission),
    closeView: (act) => closeView(slack, courier, act),
    press: (act) => press(slack, courier, act),
    pressInView: (act) => pressInView(slack, courier, act),
    suggest: (typing) => suggest(slack, courier, typing),
    openHome: (act) => openHome(slack, courier, act),
    event: (sent) => sendEvent(slack, courier, sent),
    runStep: (run) => runStep(slack, courier, run),
  };
}
