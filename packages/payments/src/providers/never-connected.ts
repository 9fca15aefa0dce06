const handshakeFailures = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_)/;

/** Name not found, connection refused, or no TLS: the request itself was never written. */
export function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(neverConnected);
  const { syscall, code } = error as NodeJS.ErrnoException;
  return syscall === "connect" || syscall === "getaddrinfo" || handshakeFailures.test(code ?? "");
}
