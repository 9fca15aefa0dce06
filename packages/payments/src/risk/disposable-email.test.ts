import { expect, test } from "vitest";
import { isDisposable } from "./disposable-email.ts";

test.each([
  ["ada@mailinator.com", true],
  ["ada@MAILINATOR.com ", true],
  ["ada@box.mailinator.com", true],
  ['"a@b"@yopmail.com', true],
  ["ada@notmailinator.com", false],
  ["mailinator.com@example.com", false],
  ["ada@example.com", false],
  ["ada@com", false],
  ["", false],
])("the mailbox %s is a throw-away one: %s", (email, disposable) => {
  expect(isDisposable(email)).toBe(disposable);
});
