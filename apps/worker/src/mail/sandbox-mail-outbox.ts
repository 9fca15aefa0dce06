import type { MailOutbox } from "@evertill/checkout";

/** Mail into the sandbox's outbox, where people and tests read it. */
export function createSandboxMailOutbox(url: string): MailOutbox {
  return {
    async deliver(mail) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(mail),
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Error(`The sandbox's outbox answered ${response.status}`);
    },
  };
}
