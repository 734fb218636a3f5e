/** A step of what people do that did not come true; the message says which. */
export class StepFailed extends Error {
  override name = 'StepFailed';
}
