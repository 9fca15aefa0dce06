import { stat } from "node:fs";
import { expect, test } from "vitest";
import { createAttempts } from "./attempts.ts";

function attempts(answerWithinMs: number) {
  const troubles: string[] = [];
  const attempt = createAttempts({
    answerWithinMs,
    restMs: 600_000,
    onTrouble: (error) => void troubles.push(error.message),
  });
  return { attempt, troubles };
}

const never = () => new Promise<string>(() => undefined);
const answer = () => Promise.resolve("answer");

test("what refuses, and what gives no sign of life, is left alone", async () => {
  const refused = attempts(1_000);
  expect(await refused.attempt(() => Promise.reject(new Error("refused")))).toBeUndefined();
  expect(await refused.attempt(answer)).toBeUndefined();
  const silent = attempts(1);
  expect(await silent.attempt(never)).toBeUndefined();
  expect(await silent.attempt(answer)).toBeUndefined();
  expect([refused.troubles, silent.troubles]).toEqual([["refused"], ["No answer within 1 ms"]]);
});

test("one late answer among others is no reason to leave it alone", async () => {
  const { attempt, troubles } = attempts(50);
  const late = attempt(never);
  const others = setInterval(() => void attempt(answer), 5);
  expect(await late).toBeUndefined();
  clearInterval(others);
  expect(await attempt(answer)).toBe("answer");
  expect(troubles).toHaveLength(1);
});

test("a process too busy to listen takes the answer that lies there for one in time", async () => {
  const { attempt, troubles } = attempts(20);
  const answered = attempt(
    () =>
      new Promise<string>((resolve) => {
        stat(import.meta.filename, () => resolve("answer"));
      }),
  );
  const until = performance.now() + 100;
  while (performance.now() < until);
  expect(await answered).toBe("answer");
  expect(troubles).toEqual([]);
});
