/** A server of Node's `http`. */
type Door = {
  close(closed: () => void): unknown;
  closeIdleConnections?(): void;
  closeAllConnections?(): void;
};

/**
 * Takes no new connection, lets requests end, and resolves when all have. A sender that keeps its connection busy would hold
 * the door open for ever: each is closed as soon as it is idle, and after `patienceMs`, in milliseconds, in any case.
 */
export async function closeDoor(
  door: Door,
  { patienceMs = 3_000 }: { patienceMs?: number } = {},
): Promise<void> {
  const idle = setInterval(() => door.closeIdleConnections?.(), 20);
  const patience = setTimeout(() => door.closeAllConnections?.(), patienceMs);
  await new Promise<void>((closed) => door.close(() => closed()));
  clearInterval(idle);
  clearTimeout(patience);
}
