/** What payments tell operators; pino's logger fits. */
export type PaymentLog = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

const ignore = (): void => undefined;

export const silentLog: PaymentLog = { info: ignore, warn: ignore, error: ignore };
