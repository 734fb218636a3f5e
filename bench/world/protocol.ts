/** Where the world can be reached, with and without a long wire before it. */
export interface WorldPlaces {
  readonly slackApiUrl: string;
  readonly wasendUrl: string;
  /** The same behind wires that hold every answer back: 100 ms before Slack, 300 ms before Wasend. */
  readonly far: { readonly slackApiUrl: string; readonly wasendUrl: string };
}

/** One call that a peer made, as the stand-in that took it saw it. */
export interface Seen {
  readonly side: 'slack' | 'wasend';
  /** A Web API method or a route of Wasend's. */
  readonly name: string;
  /** Epoch milliseconds with fractions. */
  readonly at: number;
  readonly isRefused: boolean;
  readonly triggerId: string | null;
  readonly viewId: string | null;
  /** The view of the call has a button to send it with. */
  readonly canBeSent: boolean;
  /** Number of the group that it names; null where none. */
  readonly group: number | null;
  /** Says that the group was left. */
  readonly saysLeft: boolean;
  /** Says that a look has confirmed it. */
  readonly saysConfirmed: boolean;
}

/** A payload as Slack would deliver it, not signed yet. */
export interface Minted {
  readonly contentType: string;
  readonly body: string;
  readonly triggerId: string | null;
}

/** What the load generator asks the world for. */
export type Wish =
  | { readonly kind: 'command'; readonly person: number; readonly text: string }
  | { readonly kind: 'submission'; readonly person: number; readonly viewId: string }
  | { readonly kind: 'suggestion'; readonly person: number; readonly viewId: string; readonly typed: string }
  /** Forgets calls that are over (the stand-ins keep all they see, and walk through it) and joins every group again. */
  | { readonly kind: 'forget' };

export type ToWorld = { readonly id: number; readonly wish: Wish };
export type FromWorld =
  | { readonly kind: 'places'; readonly places: WorldPlaces }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly minted: Minted | null;
      readonly fault: string | null;
    }
  | { readonly kind: 'seen'; readonly seen: readonly Seen[] };

/** What the world is made with. */
export interface WorldSize {
  /** People, each an admin with a channel of their own, and a group of the same number. */
  readonly people: number;
  /** Groups beyond those. */
  readonly moreGroups?: number;
}
