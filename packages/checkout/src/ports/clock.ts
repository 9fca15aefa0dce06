/** Time comes in from outside, so that a test can pass it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
