/** Something a person has to act upon: the message says what happened and what to do, so no stack trace is shown. */
export class StackFailure extends Error {}
