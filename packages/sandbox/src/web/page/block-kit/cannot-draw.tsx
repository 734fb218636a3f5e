/** Says loudly that something is there which the sandbox does not know: never silently nothing. */
export function CannotDraw({ what }: { readonly what: unknown }) {
  return (
    <div class="cannot-draw" role="note">
      <p>The sandbox cannot draw this:</p>
      <pre>{JSON.stringify(what, null, 2) ?? String(what)}</pre>
    </div>
  );
}
