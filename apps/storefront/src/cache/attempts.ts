/**
 * Calls to something that may be away or slow, each answered with undefined instead of an error. Whoever gives no sign of
 * life for as long as one call may wait, or refuses, is left alone for a while: a page waits for it once and not at every
 * read. One slow answer among others is no reason for that.
 */
export function createAttempts({
  answerWithinMs,
  restMs,
  onTrouble,
}: {
  answerWithinMs: number;
  restMs: number;
  onTrouble: (error: Error) => void;
}) {
  let restsUntil = 0;
  let answeredAt = 0;

  return async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (Date.now() < restsUntil) return undefined;
    const [late, stop] = lateAfter(answerWithinMs);
    const answer = work().then((value) => {
      answeredAt = Date.now();
      return value;
    });
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      const isAlive = error instanceof LateError && Date.now() - answeredAt < answerWithinMs;
      if (!isAlive) restsUntil = Date.now() + restMs;
      onTrouble(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    } finally {
      stop();
    }
  };
}

class LateError extends Error {}

/** A busy process hears its timers before its sockets: an answer that lies there already is in time. */
function lateAfter(ms: number): [Promise<never>, () => void] {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => setImmediate(() => reject(new LateError(`No answer within ${ms} ms`))), ms);
  promise.catch(() => undefined);
  return [promise, () => clearTimeout(timer)];
}
